package site

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// tables puts every table into a box of its own, so that a wide one scrolls in
// the box and not with the page; the box can be reached by keyboard. Alignment is
// a class, because the content security policy forbids style attributes.
type tables struct{}

var kindTableBox = ast.NewNodeKind("TableBox")

type tableBox struct{ ast.BaseBlock }

func (*tableBox) Kind() ast.NodeKind            { return kindTableBox }
func (b *tableBox) Dump(source []byte, lvl int) { ast.DumpHelper(b, source, lvl, nil, nil) }

func (tables) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) { boxIn(doc) }

func boxIn(n ast.Node) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		if c.Type() == ast.TypeInline {
			return
		}
		if t, ok := c.(*extast.Table); ok {
			alignCells(t)
			box := &tableBox{}
			n.ReplaceChild(n, t, box)
			box.AppendChild(box, t)
		} else {
			boxIn(c)
		}
		c = next
	}
}

func alignCells(t *extast.Table) {
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			if cell, ok := c.(*extast.TableCell); ok {
				switch cell.Alignment {
				case extast.AlignRight:
					cell.SetAttributeString("class", []byte("align-right"))
				case extast.AlignCenter:
					cell.SetAttributeString("class", []byte("align-center"))
				}
			}
		}
	}
}

func (tables) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindTableBox, func(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.WriteString(`<div class="table-wrap" role="group" aria-label="表" tabindex="0">`)
		} else {
			_, _ = w.WriteString("</div>\n")
		}
		return ast.WalkContinue, nil
	})
}

var gfmTable = extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone))
