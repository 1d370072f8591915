package site

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// lineBreaks reads <br> as a line break, also where HTML is off: in a cell of a table there
// is no other way to write one.
type lineBreaks struct{}

var lineBreak = regexp.MustCompile(`^(?i:<br[ \t]*/?>)`)

func (lineBreaks) Trigger() []byte { return []byte{'<'} }

func (lineBreaks) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	tag := lineBreak.Find(line)
	if tag == nil {
		return nil
	}
	block.Advance(len(tag))
	inside := segment.Start + 1 // an empty text that touches none of those around it, so that it is not merged
	t := ast.NewTextSegment(text.NewSegment(inside, inside))
	t.SetHardLineBreak(true)
	return t
}
