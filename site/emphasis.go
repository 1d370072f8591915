package site

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// emphasis parses runs of * _ ~ as CommonMark does, except beside CJK text, which
// has no blanks around words: there a run may open or close although punctuation
// stands on its inner side, and CJK punctuation counts as a letter (the proposal
// of CommonMark discussion 650):
//
//	**健康経営優良法人（中小規模法人部門）**は  →  bold
type emphasis struct{}

func (emphasis) Trigger() []byte { return []byte{'*', '_', '~'} }

func (emphasis) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	char, length := line[0], 1
	for length < len(line) && line[length] == char {
		length++
	}
	if char == '~' && (length > 2 || before == '~') {
		return nil
	}
	after := ' '
	if length < len(line) {
		after = util.ToRune(line, length)
	}
	canOpen, canClose := flanking(char, before, after)
	var matched parser.DelimiterProcessor = delimiters{}
	if char == '~' {
		matched = strikes{}
	}
	d := parser.NewDelimiter(canOpen, canClose, length, char, matched)
	d.Segment = segment.WithStop(segment.Start + length)
	block.Advance(length)
	pc.PushDelimiter(d)
	return d
}

// flanking tells whether a run of a delimiter may open and close emphasis.
func flanking(char byte, before, after rune) (canOpen, canClose bool) {
	beforeSpace, afterSpace := util.IsSpaceRune(before), util.IsSpaceRune(after)
	beforePunct := util.IsPunctRune(before) && !isCJK(before)
	afterPunct := util.IsPunctRune(after) && !isCJK(after)

	left := !afterSpace && (!afterPunct || beforeSpace || beforePunct || isCJK(before))
	right := !beforeSpace && (!beforePunct || afterSpace || afterPunct || isCJK(after))
	if char == '_' {
		return left && (!right || util.IsPunctRune(before)), right && (!left || util.IsPunctRune(after))
	}
	return left, right
}

// delimiters makes the node of a matched pair.
type delimiters struct{}

func (delimiters) IsDelimiter(b byte) bool { return b == '*' || b == '_' || b == '~' }

func (delimiters) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

func (delimiters) OnMatch(consumes int) ast.Node { return ast.NewEmphasis(consumes) }

// strikes makes the node of a matched pair of tildes.
type strikes struct{ delimiters }

func (strikes) OnMatch(int) ast.Node { return extast.NewStrikethrough() }
