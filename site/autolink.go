package site

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// autoLinks makes a link of every bare http(s) address in a text. goldmark's
// linkify wants a blank before the address, which Japanese does not have:
//
//	詳細はhttps://example.jp/aを参照  →  詳細は<a href="https://example.jp/a">…</a>を参照
type autoLinks struct{}

func (autoLinks) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	linkIn(doc, reader.Source())
}

func linkIn(n ast.Node, source []byte) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		switch c := c.(type) {
		case *ast.Link, *ast.Image, *ast.CodeSpan, *ast.AutoLink:
		case *ast.Text:
			for t, ok := next.(*ast.Text); ok && c.Merge(t, source); t, ok = next.(*ast.Text) {
				next = t.NextSibling() // a text may be cut where a delimiter was none
				n.RemoveChild(n, t)
			}
			linkText(n, c, source)
		default:
			linkIn(c, source)
		}
		c = next
	}
}

// linkText splits a text at the addresses in it.
func linkText(parent ast.Node, t *ast.Text, source []byte) {
	value := t.Segment.Value(source)
	start := bytes.Index(value, []byte("://"))
	if start < 0 {
		return
	}
	switch {
	case bytes.HasSuffix(value[:start], []byte("https")):
		start -= len("https")
	case bytes.HasSuffix(value[:start], []byte("http")):
		start -= len("http")
	default:
		return
	}
	stop := start + addressLength(value[start:])
	if stop-start <= len("https://") {
		return
	}
	seg := t.Segment
	rest := ast.NewTextSegment(text.NewSegment(seg.Start+stop, seg.Stop))
	rest.SetSoftLineBreak(t.SoftLineBreak())
	rest.SetHardLineBreak(t.HardLineBreak())
	link := ast.NewAutoLink(ast.AutoLinkURL, ast.NewTextSegment(text.NewSegment(seg.Start+start, seg.Start+stop)))
	if start > 0 {
		parent.InsertBefore(parent, t, ast.NewTextSegment(seg.WithStop(seg.Start+start)))
	}
	parent.InsertBefore(parent, t, link)
	parent.ReplaceChild(parent, t, rest)
	linkText(parent, rest, source)
}

// addressLength is the length of the address that a text begins with. It ends at
// the first rune outside ASCII, and punctuation that ends a sentence or closes a
// bracket opened before it is not part of it.
func addressLength(s []byte) int {
	n, open := 0, 0
	for n < len(s) && s[n] > ' ' && s[n] < 0x7F && !bytes.ContainsRune([]byte("<>\"`|\\^{}"), rune(s[n])) {
		switch s[n] {
		case '(':
			open++
		case ')':
			if open--; open < 0 {
				return trimPunct(s[:n])
			}
		}
		n++
	}
	return trimPunct(s[:n])
}

func trimPunct(s []byte) int { return len(bytes.TrimRight(s, ".,:;!?'*_~")) }
