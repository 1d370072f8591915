package site

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"sync/atomic"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Most texts read the same on their page whatever the rest of the site says, but for
// where their links lead. Such a text is rendered while its tree is there, with a mark
// in every link, and laid on a shelf; its page takes it from there and need not be
// parsed again. A text that cannot be laid there, or does not come back, is parsed
// again: see [document.open].
//
// # Decisions
//
// Rendered texts of 10,000 pages take 60 MB, so the shelf is a temporary file: 6 µs a
// page there and back, where parsing again takes 150 and compressing would take 65.

// mostUnshelved is the number of files from which on it is worth having a shelf.
var mostUnshelved = 200

// A shelf keeps rendered texts until their pages are written. It may be used by several
// goroutines at once.
type shelf struct {
	file *os.File // nil where there is none to be had
	size atomic.Int64
	mark []byte // what the address of a link begins with, which nobody can write
}

func newShelf() *shelf {
	s := &shelf{mark: fmt.Appendf(nil, "#%016x-%016x-", rand.Uint64(), rand.Uint64())}
	s.file, _ = os.CreateTemp("", "kijun-*")
	return s
}

// close throws the shelf away.
func (s *shelf) close() {
	if s != nil && s.file != nil {
		_ = s.file.Close()
		_ = os.Remove(s.file.Name())
		s.file = nil
	}
}

// A shelved is where a text lies on the shelf. The zero value is one that does not.
type shelved struct {
	at   int64
	size int
}

// fixedKinds are the nodes that do not depend on the rest of the site.
var fixedKinds = func() []bool {
	kinds := []ast.NodeKind{ast.KindDocument, ast.KindTextBlock, ast.KindParagraph, ast.KindHeading, ast.KindThematicBreak,
		ast.KindCodeBlock, ast.KindFencedCodeBlock, ast.KindBlockquote, ast.KindList, ast.KindListItem, ast.KindText, ast.KindString,
		ast.KindCodeSpan, ast.KindEmphasis, ast.KindLink, ast.KindAutoLink, ast.KindRawHTML, ast.KindHTMLBlock,
		extast.KindTable, extast.KindTableHeader, extast.KindTableRow, extast.KindTableCell, kindTableBox, extast.KindStrikethrough, extast.KindTaskCheckBox,
		extast.KindDefinitionList, extast.KindDefinitionTerm, extast.KindDefinitionDescription,
		extast.KindFootnote, extast.KindFootnoteLink, extast.KindFootnoteBacklink, extast.KindFootnoteList,
		kindTableCaption, kindRuby, kindQuantity, kindAlert, kindAlertTitle}
	fixed := make([]bool, slices.Max(kinds)+1)
	for _, k := range kinds {
		fixed[k] = true
	}
	return fixed
}()

// isFixed reports whether a node, without those inside it, does not depend on the rest
// of the site, but for where it leads.
func isFixed(n ast.Node) bool {
	if l, ok := n.(*ast.Link); ok && (l.Title != nil || l.Attributes() != nil) {
		return false
	}
	return int(n.Kind()) < len(fixedKinds) && fixedKinds[n.Kind()]
}

// shelve lays an open text on the shelf if it can be.
func (d *document) shelve(s *source) {
	if !d.fixed || d.front.block != nil || s.shelf == nil || s.shelf.file == nil {
		return
	}
	for i, l := range d.links {
		if n, ok := l.node.(*ast.Link); ok {
			n.Destination = strconv.AppendInt(slices.Clip(s.shelf.mark), int64(i), 10)
		}
	}
	b := buffer()
	defer release(b)
	if err := s.md.Renderer().Render(nodeWriter{b}, d.source, d.root); err != nil || b.Len() == 0 {
		return
	}
	at := s.shelf.size.Add(int64(b.Len())) - int64(b.Len())
	if _, err := s.shelf.file.WriteAt(b.Bytes(), at); err == nil {
		d.shelved = shelved{at, b.Len()}
	}
}

// takeFromShelf is the text with its links, if it lies on the shelf.
func (d *document) takeFromShelf(s *source) (h HTML, ok bool) {
	if d.shelved.size == 0 || d.deeper != 0 {
		return "", false
	}
	raw, b := buffer(), buffer()
	defer release(raw)
	defer release(b)
	raw.Grow(d.shelved.size)
	text := raw.AvailableBuffer()[:d.shelved.size]
	if _, err := s.shelf.file.ReadAt(text, d.shelved.at); err != nil {
		return "", false
	}
	tag := append([]byte(`<a href="`), s.shelf.mark...)
	for {
		before, after, found := bytes.Cut(text, tag)
		b.Write(before)
		if !found {
			return HTML(b.String()), true
		}
		number, rest, _ := bytes.Cut(after, []byte(`">`))
		i, err := strconv.Atoi(string(number))
		if err != nil || i >= len(d.links) {
			return "", false
		}
		link := *d.links[i] // one with a node of its own
		link.node = ast.NewLink()
		link.point()
		if err := s.md.Renderer().Render(nodeWriter{b}, nil, link.node); err != nil {
			return "", false
		}
		b.Truncate(b.Len() - len("</a>"))
		text = rest
	}
}
