package site

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A ruby is a word with its reading above it, in two notations:
//
//	{健康経営|けんこうけいえい}  {健康|けん|こう}  ｜健康《けんこう》
//
// With as many readings as characters every character has its own. Browsers that
// know no ruby, and copied text, have the reading in brackets. What is made of the
// text besides, such as ids and tables of contents, has the word alone.
type ruby struct {
	ast.BaseInline
	base     string // as the only child has it
	readings []string
}

var kindRuby = ast.NewNodeKind("Ruby")

func (*ruby) Kind() ast.NodeKind { return kindRuby }
func (r *ruby) Dump(source []byte, lvl int) {
	ast.DumpHelper(r, source, lvl, map[string]string{"Base": r.base, "Readings": strings.Join(r.readings, "|")}, nil)
}

func newRuby(base string, readings []string) *ruby {
	r := &ruby{base: base, readings: readings}
	r.AppendChild(r, plainText(base))
	return r
}

// rubies parses the notation with braces and renders both.
type rubies struct{}

func (rubies) Trigger() []byte { return []byte{'{'} }

func (rubies) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	inner, _, ok := bytes.Cut(line[1:], []byte("}"))
	if !ok || bytes.ContainsAny(inner, "{\n") {
		return nil
	}
	base, rest, ok := cutBar(string(inner))
	if !ok || strings.TrimSpace(base) == "" || !strings.ContainsFunc(string(inner), isJapanese) {
		return nil
	}
	var readings []string
	for ok {
		var reading string
		reading, rest, ok = cutBar(rest)
		if reading = strings.TrimSpace(reading); reading == "" {
			return nil
		}
		readings = append(readings, reading)
	}
	if len(readings) > 1 && len(readings) != len([]rune(base)) {
		return nil
	}
	block.Advance(len("{") + len(inner) + len("}"))
	return newRuby(base, readings)
}

// barRubies makes rubies of the notation with a bar, which novels use. A bar is no
// ASCII, at which goldmark never stops, so it is found in the texts of the tree.
type barRubies struct{}

const (
	rubyBar   = "｜"
	rubyOpen  = "《"
	rubyClose = "》"
)

func (barRubies) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	if bytes.Contains(reader.Source(), []byte(rubyOpen)) {
		rubyIn(doc, reader.Source())
	}
}

func rubyIn(n ast.Node, source []byte) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		switch c := c.(type) {
		case *ast.CodeSpan, *ast.AutoLink:
		case *ast.Text:
			rubyText(n, c, source)
		default:
			rubyIn(c, source)
		}
		c = next
	}
}

// rubyText splits a text at the rubies in it.
func rubyText(parent ast.Node, t *ast.Text, source []byte) {
	value := t.Segment.Value(source)
	bar := bytes.Index(value, []byte(rubyBar))
	if bar < 0 {
		return
	}
	base, rest, ok := bytes.Cut(value[bar+len(rubyBar):], []byte(rubyOpen))
	reading, _, closed := bytes.Cut(rest, []byte(rubyClose))
	if !ok || !closed || len(base) == 0 || len(reading) == 0 || bytes.Contains(base, []byte(rubyBar)) || bytes.Contains(base, []byte(rubyClose)) {
		t = splitText(parent, t, bar+len(rubyBar))
		rubyText(parent, t, source)
		return
	}
	r := newRuby(string(base), []string{string(reading)})
	r.SetPos(t.Segment.Start + bar)
	after := splitText(parent, t, bar+len(rubyBar)+len(base)+len(rubyOpen)+len(reading)+len(rubyClose))
	parent.InsertBefore(parent, after, r)
	if t.Segment.Stop = t.Segment.Start + bar; bar == 0 {
		parent.RemoveChild(parent, t)
	}
	rubyText(parent, after, source)
}

// splitText cuts a text in two and gives the second, which ends the line as the
// whole did.
func splitText(parent ast.Node, t *ast.Text, at int) *ast.Text {
	rest := ast.NewTextSegment(text.NewSegment(t.Segment.Start+at, t.Segment.Stop))
	rest.SetPos(rest.Segment.Start)
	rest.SetSoftLineBreak(t.SoftLineBreak())
	rest.SetHardLineBreak(t.HardLineBreak())
	t.SetSoftLineBreak(false)
	t.SetHardLineBreak(false)
	t.Segment.Stop = t.Segment.Start + at
	parent.InsertAfter(parent, t, rest)
	return rest
}

func (rubies) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindRuby, func(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		n := node.(*ruby)
		_, _ = w.WriteString("<ruby>")
		parts := []string{n.base}
		if len(n.readings) > 1 {
			parts = strings.Split(n.base, "")
		}
		for i, part := range parts {
			_, _ = w.WriteString(Text(part).String() + "<rp>（</rp><rt>" + Text(n.readings[i]).String() + "</rt><rp>）</rp>")
		}
		_, _ = w.WriteString("</ruby>")
		return ast.WalkSkipChildren, nil
	})
}
