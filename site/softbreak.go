package site

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// softBreaks drops a line break of the source where Japanese stands on one side
// of it and Korean on neither: browsers would show it as a blank. It looks at the
// visible runes across inline elements, which goldmark's CJK extension does not:
//
//	**重要**⏎な点  →  <strong>重要</strong>な点
//	Hello⏎world    →  Hello world
type softBreaks struct{}

func (softBreaks) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	joinIn(doc, reader.Source())
}

// joinIn treats every block of inlines under a node.
func joinIn(n ast.Node, source []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() == ast.TypeInline {
			joinLines(n, source)
			return
		}
		joinIn(c, source)
	}
}

// joinLines treats one block. It walks the block once and remembers the break
// that waits for the rune after it.
func joinLines(block ast.Node, source []byte) {
	var waiting *ast.Text
	var last rune // last visible rune
	see := func(s []byte) {
		if waiting != nil {
			if next := firstVisible(s); next != 0 {
				join := (isJapanese(last) || isJapanese(next)) && !isHangul(last) && !isHangul(next)
				waiting.SetSoftLineBreak(!join)
				waiting = nil
			}
		}
		if r := lastVisible(s); r != 0 {
			last = r
		}
	}
	var walk func(ast.Node)
	walk = func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Text:
			see(n.Segment.Value(source))
			if n.SoftLineBreak() {
				waiting = n
			}
			return
		case *ast.String:
			see(n.Value)
			return
		case *ast.AutoLink:
			see(n.Label(source))
			return
		case *ast.Image:
			see([]byte{'x'}) // a picture is no Japanese rune
			return
		case *extast.FootnoteLink:
			return // a raised number is not part of the line of text
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			walk(c)
		}
	}
	walk(block)
}

func firstVisible(s []byte) rune {
	for len(s) > 0 {
		r, n := utf8.DecodeRune(s)
		if !isInvisible(r) && r != '\n' {
			return r
		}
		s = s[n:]
	}
	return 0
}

func lastVisible(s []byte) rune {
	for len(s) > 0 {
		r, n := utf8.DecodeLastRune(s)
		if !isInvisible(r) && r != '\n' {
			return r
		}
		s = s[:len(s)-n]
	}
	return 0
}
