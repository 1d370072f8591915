package site

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A captioned is an image that stands alone in its paragraph and has a title,
// ![text](x.png "caption"): a figure. A title that only shows under a mouse would be
// lost on phones, on paper and for keyboards.
type captioned struct {
	ast.BaseBlock
	caption []byte
}

var kindCaptioned = ast.NewNodeKind("Captioned")

func (*captioned) Kind() ast.NodeKind { return kindCaptioned }
func (c *captioned) Dump(source []byte, lvl int) {
	ast.DumpHelper(c, source, lvl, map[string]string{"Caption": string(c.caption)}, nil)
}

// captions makes figures of images and renders them.
type captions struct{}

func (captions) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	var paragraphs []*ast.Paragraph
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if p, ok := n.(*ast.Paragraph); ok && entering {
			paragraphs = append(paragraphs, p)
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	for _, p := range paragraphs {
		image, ok := p.FirstChild().(*ast.Image)
		if !ok || len(image.Title) == 0 || !loneImage(image, reader.Source()) {
			continue
		}
		c := &captioned{caption: image.Title}
		c.SetPos(p.Pos())
		image.Title = nil
		for n := p.FirstChild(); n != nil; n = p.FirstChild() {
			c.AppendChild(c, n)
		}
		p.Parent().ReplaceChild(p.Parent(), p, c)
	}
}

// loneImage reports whether nothing stands behind the image, but for the mark of a
// decoration.
func loneImage(image *ast.Image, source []byte) bool {
	next, ok := image.NextSibling().(*ast.Text)
	return image.NextSibling() == nil || ok && next.NextSibling() == nil && string(next.Segment.Value(source)) == decorativeMark
}

func (captions) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindCaptioned, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.WriteString(`<figure class="figure">`)
			return ast.WalkContinue, nil
		}
		_, _ = w.WriteString("<figcaption>")
		html.DefaultWriter.Write(w, n.(*captioned).caption)
		_, _ = w.WriteString("</figcaption></figure>\n")
		return ast.WalkContinue, nil
	})
}
