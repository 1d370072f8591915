package site

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// backLinks renders the link from a footnote back to its place with a name that a
// screen reader can say; goldmark's own is an arrow.
type backLinks struct{}

func (backLinks) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(extast.KindFootnoteBacklink, func(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		n := node.(*extast.FootnoteBacklink)
		ref, name := "", strconv.Itoa(n.Index)
		if n.RefIndex > 0 {
			ref = strconv.Itoa(n.RefIndex)
			name += "の" + strconv.Itoa(n.RefIndex+1)
		}
		_, _ = w.WriteString(` <a href="#fnref` + ref + ":" + strconv.Itoa(n.Index) +
			`" class="footnote-backref" role="doc-backlink" aria-label="注` + name + `の本文へ戻る">↩︎</a>`)
		return ast.WalkContinue, nil
	})
}
