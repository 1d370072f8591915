package site

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// footnotes are goldmark's, with ids that differ between the texts of one page.
var footnotes = extension.NewFootnote(extension.WithFootnoteIDPrefixFunction(footnotePrefix))

// footnotePrefix is what ids of footnotes begin with: nothing in a page's own text, the
// name of the block in a block on it.
func footnotePrefix(n ast.Node) []byte {
	s, _ := metaOf(n)[metaPrefix].(string)
	return []byte(s)
}

// backLinks renders the link from a footnote back to its place with a name that a
// screen reader can say; goldmark's own is an arrow.
type backLinks struct{}

func (backLinks) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(extast.KindFootnoteBacklink, func(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		n, words := node.(*extast.FootnoteBacklink), wordsOf(node)
		ref, name := "", strconv.Itoa(n.Index)
		if n.RefIndex > 0 {
			ref = strconv.Itoa(n.RefIndex)
			name += string(words.BackAgain) + strconv.Itoa(n.RefIndex+1)
		}
		_, _ = w.WriteString(` <a href="#` + Text(footnotePrefix(n)).String() + `fnref` + ref + ":" + strconv.Itoa(n.Index) +
			`" class="footnote-backref" role="doc-backlink" aria-label="` + words.BackOpen.String() + Text(name).String() + words.BackClose.String() + `">↩︎</a>`)
		return ast.WalkContinue, nil
	})
}
