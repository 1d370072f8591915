package site

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"kijun/criteria"
)

// A directive is a block that the generator fills or shapes: `:::rule` to `:::`, or
// with an argument `:::block blocks/contact`. Markdown between the two lines follows
// what is filled in, or is what is shaped. One may stand inside another: `:::` ends the
// innermost that is open. More colons than three mean the same.
type directive struct {
	ast.BaseBlock
	Name   string
	Arg    string // may be empty
	Closed bool
	pos    criteria.Pos
	above  int          // level of the heading that stands right above it; 0: none
	ended  bool         // nothing belongs to it any more
	wrong  *mistaken    // what is wrong with its inside; nil: nothing
	placed *placedBlock // of a block; nil where there is nothing to place
	HTML   HTML         // set before rendering
}

var kindDirective = ast.NewNodeKind("Directive")

func (*directive) Kind() ast.NodeKind { return kindDirective }
func (d *directive) Dump(source []byte, lvl int) {
	ast.DumpHelper(d, source, lvl, map[string]string{"Name": d.Name, "Arg": d.Arg}, nil)
}

// directives parses and renders directives.
type directives struct{}

var directiveFence = []byte(":::")

func (directives) Trigger() []byte             { return []byte{':'} }
func (directives) CanInterruptParagraph() bool { return true }
func (directives) CanAcceptIndentedLine() bool { return false }

func (directives) Close(n ast.Node, _ text.Reader, _ parser.Context) { n.(*directive).ended = true }

func (directives) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !bytes.HasPrefix(line[at:], directiveFence) {
		return nil, parser.NoChildren
	}
	words := bytes.Fields(bytes.TrimLeft(line[at:], ":"))
	if len(words) == 0 {
		return nil, parser.NoChildren
	}
	d := &directive{Name: string(words[0]), Arg: string(bytes.Join(words[1:], []byte(" ")))}
	d.SetPos(segment.Start + at)
	reader.AdvanceToEOL()
	return d, parser.HasChildren
}

func (directives) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if bytes.HasPrefix(bytes.TrimSpace(line), directiveFence) && len(bytes.Trim(line, ": \t\n")) == 0 && !holdsOpen(n) {
		n.(*directive).Closed = true
		reader.AdvanceToEOL()
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

// holdsOpen reports whether a directive stands inside that is still open.
func holdsOpen(n ast.Node) bool {
	for c := n.LastChild(); c != nil && c.Type() == ast.TypeBlock; c = c.LastChild() {
		if d, ok := c.(*directive); ok && !d.ended {
			return true
		}
	}
	return false
}

// figureTags are printed around a figure.
const figureStart, figureEnd = `<figure class="figure">` + "\n", "</figure>\n"

func (directives) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindDirective, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		d := n.(*directive)
		switch {
		case d.Name == "figure" && entering:
			_, _ = w.WriteString(figureStart)
		case d.Name == "figure":
			_, _ = w.WriteString(figureEnd)
		case entering:
			_, _ = w.WriteString(string(d.HTML))
			if slices.Contains(namedDirectives, d.Name) {
				return ast.WalkSkipChildren, nil // they stand in it
			}
		}
		return ast.WalkContinue, nil
	})
}
