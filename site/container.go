package site

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Containers are directives that give what stands between their two lines a shape:
//
//	:::steps    a list, or headings with text below them: an ordered procedure
//	:::cards    a list, or headings with text below them: cards; the first link of one is its title
//	:::figure   an image or a table, then its caption; a line that begins with 出典 is the source
//	:::faq      headings with text below them: questions and answers, see faq
var containers = map[string]func(*directive, []byte) *mistaken{
	"steps":  shapeSteps,
	"cards":  shapeCards,
	"figure": shapeFigure,
	"faq":    shapeFAQ,
}

// shapes gives containers their shape.
type shapes struct{}

func (shapes) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	shapeIn(doc, reader.Source())
}

func shapeIn(n ast.Node, source []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() == ast.TypeInline {
			return
		}
		shapeIn(c, source)
		if d, ok := c.(*directive); ok && containers[d.Name] != nil {
			d.wrong = containers[d.Name](d, source)
		}
	}
}

func shapeSteps(d *directive, _ []byte) *mistaken {
	lists := listsIn(d)
	if len(lists) == 0 {
		return &mistaken{"「:::steps」の中に手順がありません", "「1. 」で始まる行の並びか、見出し（### 題）とその説明を、「:::steps」と「:::」の間に書いてください"}
	}
	for _, l := range lists {
		l.Marker, l.Start = '.', 1
		dress(l, "path", "path-step")
	}
	return nil
}

func shapeCards(d *directive, source []byte) *mistaken {
	lists := listsIn(d)
	if len(lists) == 0 {
		return &mistaken{"「:::cards」の中にカードになるものがありません", "「- [題](リンク先) 説明」の並びか、見出し（### 題）とその説明を、「:::cards」と「:::」の間に書いてください"}
	}
	for _, l := range lists {
		l.Marker = '-'
		dress(l, "cards", "card")
		for item := l.FirstChild(); item != nil; item = item.NextSibling() {
			cardTitle(item, source)
		}
	}
	return nil
}

// dress gives a list and its items their classes.
func dress(l *ast.List, list, item string) {
	l.SetAttributeString("class", []byte(list))
	for c := l.FirstChild(); c != nil; c = c.NextSibling() {
		c.SetAttributeString("class", []byte(item))
	}
}

// listsIn are the lists right inside a directive. Headings with what stands below
// them are made into one.
func listsIn(d *directive) []*ast.List {
	var lists []*ast.List
	var made *ast.List
	var item ast.Node
	level := 0
	for c := d.FirstChild(); c != nil; {
		next := c.NextSibling()
		h, heading := c.(*ast.Heading)
		if heading && (made == nil || h.Level <= level) {
			if made == nil {
				made, level = ast.NewList('-'), h.Level
				d.InsertBefore(d, c, made)
				lists = append(lists, made)
			}
			item = ast.NewListItem(0)
			made.AppendChild(made, item)
		}
		if l, ok := c.(*ast.List); ok && made == nil {
			lists = append(lists, l)
		} else if item != nil {
			item.AppendChild(item, c)
		}
		c = next
	}
	return lists
}

// cardTitle makes the link that a card begins with its title.
func cardTitle(item ast.Node, source []byte) {
	first := item.FirstChild()
	if first == nil {
		return
	}
	switch first.(type) {
	case *ast.TextBlock, *ast.Paragraph:
	default:
		return // a heading is a title already
	}
	link := first.FirstChild()
	switch link.(type) {
	case *ast.Link, *reference, *ast.AutoLink:
	default:
		return
	}
	title := ast.NewParagraph()
	title.SetAttributeString("class", []byte("card-title"))
	item.InsertBefore(item, first, title)
	title.AppendChild(title, link)
	if trimStart(first, source); !first.HasChildren() {
		item.RemoveChild(item, first)
		return
	}
	text := ast.NewParagraph()
	item.ReplaceChild(item, first, text)
	moveChildren(text, first)
}

// trimStart takes away what separates a title from the text behind it.
func trimStart(n ast.Node, source []byte) {
	for {
		t, ok := n.FirstChild().(*ast.Text)
		if !ok {
			return
		}
		value := t.Segment.Value(source)
		rest := bytes.TrimLeftFunc(value, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(":：、,—―–-", r) })
		if t.Segment.Start += len(value) - len(rest); !t.Segment.IsEmpty() {
			return
		}
		n.RemoveChild(n, t)
	}
}

func moveChildren(to, from ast.Node) {
	for c := from.FirstChild(); c != nil; c = from.FirstChild() {
		to.AppendChild(to, c)
	}
}

// A caption is what stands below what a figure shows.
type caption struct{ ast.BaseBlock }

var kindCaption = ast.NewNodeKind("Caption")

func (*caption) Kind() ast.NodeKind            { return kindCaption }
func (c *caption) Dump(source []byte, lvl int) { ast.DumpHelper(c, source, lvl, nil, nil) }

func shapeFigure(d *directive, source []byte) *mistaken {
	none := &mistaken{"「:::figure」の中に図がありません", "「![写っているもの](画像)」の行か表を最初に、その下に説明の文を書いてください。出どころは「出典：」で始まる行に書きます"}
	first := d.FirstChild()
	if first == nil {
		return none
	}
	if p, ok := first.(*ast.Paragraph); ok {
		image, ok := p.FirstChild().(*ast.Image)
		if !ok {
			return none
		}
		shown := ast.NewTextBlock()
		d.InsertBefore(d, p, shown)
		for c := p.FirstChild(); c != nil; c = p.FirstChild() {
			if t, ok := c.(*ast.Text); ok && !isDecorative(t, source) && len(bytes.TrimSpace(t.Segment.Value(source))) > 0 {
				break // the caption follows in the next line
			}
			shown.AppendChild(shown, c)
		}
		endLine(shown)
		if image.Title != nil {
			title := ast.NewParagraph()
			title.AppendChild(title, plainText(string(image.Title)))
			d.InsertAfter(d, shown, title)
			image.Title = nil
		}
		if !p.HasChildren() {
			d.RemoveChild(d, p)
		}
	}
	below := &caption{}
	for c := d.FirstChild().NextSibling(); c != nil; {
		next := c.NextSibling()
		below.AppendChild(below, c)
		c = next
	}
	if !below.HasChildren() {
		return nil
	}
	for c := below.FirstChild(); c != nil; c = c.NextSibling() {
		if p, ok := c.(*ast.Paragraph); ok {
			splitSource(below, p, source)
		}
	}
	d.AppendChild(d, below)
	return nil
}

func isDecorative(t *ast.Text, source []byte) bool {
	return bytes.HasPrefix(t.Segment.Value(source), []byte(decorativeMark))
}

// endLine takes away the line break behind the last text.
func endLine(n ast.Node) {
	if t, ok := n.LastChild().(*ast.Text); ok {
		t.SetSoftLineBreak(false)
		t.SetHardLineBreak(false)
	}
}

// splitSource makes a line of a caption that names the source a paragraph of its own.
func splitSource(below ast.Node, p *ast.Paragraph, source []byte) {
	for c := p.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		before, _ := c.PreviousSibling().(*ast.Text)
		if !ok || !isSource(t.Segment.Value(source)) || c.PreviousSibling() != nil && (before == nil || !before.SoftLineBreak() && !before.HardLineBreak()) {
			continue
		}
		named := p
		if before != nil {
			named = ast.NewParagraph()
			below.InsertAfter(below, p, named)
			for c != nil {
				next := c.NextSibling()
				named.AppendChild(named, c)
				c = next
			}
			endLine(p)
		}
		named.SetAttributeString("class", []byte("figure-source"))
		return
	}
}

// isSource reports whether a line says where something comes from: "出典：○○".
func isSource(line []byte) bool {
	for _, word := range []string{"出典", "出所", "Source"} {
		if rest, ok := bytes.CutPrefix(line, []byte(word)); ok {
			r, _ := utf8.DecodeRune(rest)
			return r == ':' || r == '：'
		}
	}
	return false
}

func (shapes) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindCaption, func(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.WriteString("<figcaption>\n")
		} else {
			_, _ = w.WriteString("</figcaption>\n")
		}
		return ast.WalkContinue, nil
	})
}
