package site

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"kijun/criteria"
)

// A directive is a block that the generator fills: `:::rule` to `:::`, or with an
// argument `:::block blocks/contact`. Markdown between the two lines follows what is
// filled in.
type directive struct {
	ast.BaseBlock
	Name   string
	Arg    string // may be empty
	Closed bool
	pos    criteria.Pos
	above  int          // level of the heading that stands right above it; 0: none
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

func (directives) Trigger() []byte                             { return []byte{':'} }
func (directives) CanInterruptParagraph() bool                 { return true }
func (directives) CanAcceptIndentedLine() bool                 { return false }
func (directives) Close(ast.Node, text.Reader, parser.Context) {}

func (directives) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !bytes.HasPrefix(line[at:], directiveFence) {
		return nil, parser.NoChildren
	}
	words := bytes.Fields(line[at+len(directiveFence):])
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
	if bytes.Equal(bytes.TrimSpace(line), directiveFence) {
		n.(*directive).Closed = true
		reader.AdvanceToEOL()
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

func (directives) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindDirective, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.WriteString(string(n.(*directive).HTML))
		}
		return ast.WalkContinue, nil
	})
}
