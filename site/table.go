package site

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// tables puts every table into a box of its own, so that a wide one scrolls in
// the box and not with the page; the box can be reached by keyboard. Alignment is
// a class, because the content security policy forbids style attributes. The heads of
// columns say that they are; a paragraph right above or below that begins with 表： is
// the caption.
type tables struct{}

var (
	kindTableBox     = ast.NewNodeKind("TableBox")
	kindTableCaption = ast.NewNodeKind("TableCaption")
)

// A tableBox is the box of a table.
type tableBox struct {
	ast.BaseBlock
	name string // the caption's text; empty: it has none
}

func (*tableBox) Kind() ast.NodeKind            { return kindTableBox }
func (b *tableBox) Dump(source []byte, lvl int) { ast.DumpHelper(b, source, lvl, nil, nil) }

// A tableCaption is the first child of a table.
type tableCaption struct{ ast.BaseBlock }

func (*tableCaption) Kind() ast.NodeKind            { return kindTableCaption }
func (c *tableCaption) Dump(source []byte, lvl int) { ast.DumpHelper(c, source, lvl, nil, nil) }

func (tables) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	boxIn(doc, reader.Source())
}

func boxIn(n ast.Node, source []byte) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		if c.Type() == ast.TypeInline {
			return
		}
		if t, ok := c.(*extast.Table); ok {
			box := &tableBox{}
			n.ReplaceChild(n, t, box)
			if p := captionOf(box, source); p != nil {
				if p == next {
					next = p.NextSibling()
				}
				caption := &tableCaption{}
				moveChildren(caption, p)
				n.RemoveChild(n, p)
				t.InsertBefore(t, t.FirstChild(), caption)
				box.name = visibleText(caption, source)
			}
			box.AppendChild(box, t)
		} else {
			boxIn(c, source)
		}
		c = next
	}
}

// captionOf is the paragraph beside a table that is its caption, without the word that
// says so; nil where there is none.
func captionOf(box ast.Node, source []byte) ast.Node {
	for _, n := range []ast.Node{box.PreviousSibling(), box.NextSibling()} {
		p, ok := n.(*ast.Paragraph)
		if !ok {
			continue
		}
		t, ok := p.FirstChild().(*ast.Text)
		if !ok {
			continue
		}
		value := t.Segment.Value(source)
		for _, word := range []string{"表：", "表:", "Table:"} {
			if rest, ok := bytes.CutPrefix(value, []byte(word)); ok && (len(bytes.TrimSpace(rest)) > 0 || t.NextSibling() != nil) {
				t.Segment.Start += len(value) - len(strings.TrimLeft(string(rest), " 　"))
				return p
			}
		}
	}
	return nil
}

// cellStarts are the tags of cells that are heads of columns or not, by their alignment.
var cellStarts = map[bool]map[extast.Alignment]string{
	true:  {extast.AlignRight: `<th scope="col" class="align-right">`, extast.AlignCenter: `<th scope="col" class="align-center">`, extast.AlignLeft: `<th scope="col">`, extast.AlignNone: `<th scope="col">`},
	false: {extast.AlignRight: `<td class="align-right">`, extast.AlignCenter: `<td class="align-center">`, extast.AlignLeft: "<td>", extast.AlignNone: "<td>"},
}

func (tables) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(extast.KindTableCell, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		_, head := n.Parent().(*extast.TableHeader)
		switch {
		case entering:
			_, _ = w.WriteString(cellStarts[head][n.(*extast.TableCell).Alignment])
		case head:
			_, _ = w.WriteString("</th>\n")
		default:
			_, _ = w.WriteString("</td>\n")
		}
		return ast.WalkContinue, nil
	})
	reg.Register(kindTableBox, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			name := Text(n.(*tableBox).name)
			if name == "" {
				name = wordsOf(n).Table
			}
			_, _ = w.WriteString(`<div class="table-wrap" role="group" aria-label="` + name.String() + `" tabindex="0">`)
		} else {
			_, _ = w.WriteString("</div>\n")
		}
		return ast.WalkContinue, nil
	})
	reg.Register(kindTableCaption, func(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.WriteString("<caption>")
		} else {
			_, _ = w.WriteString("</caption>\n")
		}
		return ast.WalkContinue, nil
	})
}
