package site

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"

	"kijun/criteria"
)

// Tokens are the custom properties of tokens.css: what a theme changes without a rule
// of its own. A theme's tokens.css lists those that it wants otherwise; they are put
// into the standard theme's, so that pages carry nothing twice. Each has a value on
// light screens, and may have others on dark ones and on paper.

// tokensFile is where tokens stand in a theme.
const tokensFile = "assets/css/tokens.css"

type tokenMode int

const (
	lightMode tokenMode = iota
	darkMode
	printMode
)

// A token is one declaration in a tokens.css.
type token struct {
	name, value string
	mode        tokenMode
	block       int // which of the file's
	begin, end  int // of the value in the file
	at          int // of the name
}

type tokenKey struct {
	name string
	mode tokenMode
}

// scanTokens reads a style sheet. strange is where the first thing stands that does not
// belong into a list of tokens; -1 where there is none.
func scanTokens(data []byte) (tokens []token, strange int) {
	lexer := css.NewLexer(parse.NewInputBytes(bytes.Clone(data)))
	strange = -1
	note := func(at int) {
		if strange < 0 {
			strange = at
		}
	}
	var preludes []string
	var text strings.Builder // since the last brace or semicolon
	offset, begin, block := 0, 0, 0
	declaration := func(end int) {
		name, value, ok := strings.Cut(text.String(), ":")
		inside := len(preludes) > 0 && strings.HasPrefix(preludes[len(preludes)-1], ":root")
		name = strings.TrimSpace(name)
		switch {
		case strings.TrimSpace(text.String()) == "" || name == "color-scheme" && inside:
		case ok && inside && strings.HasPrefix(name, "--"):
			from := begin + bytes.IndexByte(data[begin:end], ':') + 1
			from += len(data[from:end]) - len(bytes.TrimLeft(data[from:end], " \t\r\n"))
			tokens = append(tokens, token{name[2:], strings.TrimSpace(value), modeOf(preludes), block, from, end, begin})
		default:
			note(begin)
		}
		text.Reset()
	}
	for {
		kind, raw := lexer.Next()
		switch kind {
		case css.ErrorToken:
			if len(preludes) > 0 || strings.TrimSpace(text.String()) != "" {
				note(min(offset, max(len(data)-1, 0)))
			}
			return tokens, strange
		case css.CommentToken:
		case css.LeftBraceToken:
			prelude := strings.TrimSpace(text.String())
			if !strings.HasPrefix(prelude, ":root") && !strings.HasPrefix(prelude, "@layer") && !strings.HasPrefix(prelude, "@media") {
				note(begin)
			}
			preludes = append(preludes, prelude)
			block++
			text.Reset()
		case css.RightBraceToken:
			declaration(offset)
			if len(preludes) == 0 {
				note(offset)
			} else {
				preludes = preludes[:len(preludes)-1]
			}
		case css.SemicolonToken:
			declaration(offset)
		default:
			if text.Len() == 0 && kind != css.WhitespaceToken {
				begin = offset
			}
			if text.Len() > 0 || kind != css.WhitespaceToken {
				text.Write(raw)
			}
		}
		offset += len(raw)
	}
}

// modeOf is where the declarations inside the rules hold.
func modeOf(preludes []string) tokenMode {
	all := strings.Join(preludes, " ")
	switch {
	case strings.Contains(all, "print"):
		return printMode
	case strings.Contains(all, "dark"):
		return darkMode
	}
	return lightMode
}

// withTokens is a tokens.css with other values.
func withTokens(data []byte, values map[tokenKey]string) []byte {
	if len(values) == 0 {
		return data
	}
	type edit struct {
		begin, end int
		text       string
	}
	var edits []edit
	have, _ := scanTokens(data)
	last := map[int]token{} // of every block
	named := map[int]map[string]bool{}
	for _, t := range have {
		if v, ok := values[tokenKey{t.name, t.mode}]; ok {
			edits = append(edits, edit{t.begin, t.end, v})
		}
		if last[t.block] = t; named[t.block] == nil {
			named[t.block] = map[string]bool{}
		}
		named[t.block][t.name] = true
	}
	keys := slices.SortedFunc(maps.Keys(values), func(a, b tokenKey) int {
		return cmp.Or(cmp.Compare(a.mode, b.mode), cmp.Compare(a.name, b.name))
	})
	for _, block := range slices.Sorted(maps.Keys(last)) {
		for _, k := range keys {
			if t := last[block]; t.mode == k.mode && !named[block][k.name] {
				edits = append(edits, edit{t.end, t.end, ";\n--" + k.name + ": " + values[k]})
			}
		}
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Or(cmp.Compare(a.begin, b.begin), cmp.Compare(a.end, b.end)) })
	var out []byte
	from := 0
	for _, e := range edits {
		out = append(append(out, data[from:e.begin]...), e.text...)
		from = max(from, e.end)
	}
	return append(out, data[from:]...)
}

// A tokenSet is the values of all tokens and where those stand that a project changed.
type tokenSet struct {
	values map[tokenKey]string
	places map[tokenKey]criteria.Pos
}

// value is the value in a mode: that of light screens where the mode has none.
func (s tokenSet) value(name string, mode tokenMode) string {
	if v, ok := s.values[tokenKey{name, mode}]; ok {
		return v
	}
	return s.values[tokenKey{name, lightMode}]
}

// colour is a token's colour. ok is false where it cannot be told.
func (s tokenSet) colour(name string, mode tokenMode) (c colour, ok bool) {
	for range 8 { // tokens that stand for tokens
		v := s.value(name, mode)
		inner, isVar := strings.CutPrefix(v, "var(--")
		if !isVar {
			return cssColour(v)
		}
		name = strings.TrimSpace(strings.TrimSuffix(inner, ")"))
	}
	return colour{}, false
}

func (s tokenSet) colours(mode tokenMode, names ...string) []colour {
	var list []colour
	for _, n := range names {
		if c, ok := s.colour(n, mode); ok {
			list = append(list, c)
		}
	}
	return list
}

// swallowed is the name of a token inside the value of another.
var swallowed = regexp.MustCompile(`--[\w-]+\s*:`)

// readTokens reads the changes of a theme, of which the names must be known.
func readTokens(f themeFile, known []string, problems *criteria.Diagnostics) (map[tokenKey]string, map[tokenKey]criteria.Pos) {
	data, bad := decodeText(f.name, f.data)
	if *problems = append(*problems, bad...); bad != nil {
		return nil, nil
	}
	tokens, strange := scanTokens(data)
	if strange >= 0 {
		hint := "ほかの見た目は、同じテーマの assets/extra.css に書きます"
		if line, _, _ := bytes.Cut(data[strange:], []byte("\n")); bytes.ContainsAny(line, "：；｛｝") {
			hint = "全角の「：」「；」「｛」「｝」を半角にしてください"
		} else if bytes.Count(data, []byte("{")) > bytes.Count(data, []byte("}")) {
			hint = "「}」が足りません"
		}
		*problems = append(*problems, criteria.Diagnostic{Pos: placeIn(f.name, data, strange), Code: "token",
			Msg: "tokens.css には、:root { } の中に --名前: 値; だけを書いてください", Hint: hint})
	}
	values, places := map[tokenKey]string{}, map[tokenKey]criteria.Pos{}
	for _, t := range tokens {
		if next := swallowed.FindString(t.value); next != "" {
			*problems = append(*problems, criteria.Diagnostic{Pos: placeIn(f.name, data, t.at), Code: "token",
				Msg: fmt.Sprintf("--%s の行の終わりに「;」がありません", t.name), Hint: fmt.Sprintf("「%s」の前に「;」を書いてください", strings.TrimSpace(next))})
			continue
		}
		if !slices.Contains(known, t.name) {
			hint := "変えられる値は themes/README.md にあります。新しい値は assets/extra.css に書いてください"
			if near := nearest(t.name, known); near != "" {
				hint = fmt.Sprintf("--%s のことですか", near)
			}
			*problems = append(*problems, criteria.Diagnostic{Pos: placeIn(f.name, data, t.at), Code: "token", Msg: fmt.Sprintf("--%s という値はテーマにありません", t.name), Hint: hint})
			continue
		}
		values[tokenKey{t.name, t.mode}], places[tokenKey{t.name, t.mode}] = t.value, placeIn(f.name, data, t.at)
	}
	return values, places
}

// placeIn is the place of a byte of a file.
func placeIn(file string, data []byte, offset int) criteria.Pos {
	before := data[:min(offset, len(data))]
	return criteria.Pos{File: file, Line: bytes.Count(before, []byte("\n")) + 1, Col: len(before) - bytes.LastIndexByte(before, '\n')}
}
