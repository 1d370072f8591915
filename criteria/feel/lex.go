package feel

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kijun/criteria/score"
)

type tokenKind int

const (
	tEOF tokenKind = iota
	tNumber
	tString
	tAt // @"…"
	tName
	tKeyword
	tOp
)

type token struct {
	kind  tokenKind
	text  string
	value score.Value
	off   int
	end   int
}

var keywords = map[string]bool{
	"null": true, "true": true, "false": true, "and": true, "or": true, "if": true, "then": true, "else": true,
	"between": true, "in": true, "some": true, "every": true, "satisfies": true,
}

// fullWidth maps characters that a Japanese keyboard types in place of the
// language's own to what is meant.
var fullWidth = map[rune]string{
	'＝': "=", '＜': "<", '＞': ">", '＋': "+", '－': "-", '−': "-", '＊': "*", '×': "*", '／': "/", '÷': "/",
	'（': "(", '）': ")", '［': "[", '］': "]", '，': ",", '、': ",", '≧': ">=", '≦': "<=", '≥': ">=", '≤': "<=", '≠': "!=",
	'”': `"`, '“': `"`, '＂': `"`, '：': ":", '．': ".",
}

// foreign says how to write what other languages and spreadsheets have a
// character for.
var foreign = map[rune]string{
	'%': "割合は percent(部分, 全体) と書きます", '％': "割合は percent(部分, 全体) と書きます",
	'&': "「かつ」は and と書きます", '＆': "「かつ」は and と書きます", '|': "「または」は or と書きます", '｜': "「または」は or と書きます",
	'!': "「〜ではない」は not( ) と書きます", '！': "「〜ではない」は not( ) と書きます", '^': "べき乗は ** と書きます",
	'\'': `文字列は "…" で囲んでください`, '「': `文字列は "…" で囲んでください`,
}

// lex splits a source into tokens. The last is tEOF. The spaced names are those
// with blanks, besides the functions'.
func lex(src string, spaced []string) ([]token, *Problem) {
	var ts []token
	for i := 0; ; {
		i = skipBlank(src, i)
		if i < 0 {
			return nil, &Problem{Off: len(src), Code: "comment", Msg: "コメント /* が閉じられていません", Hint: "*/ を書き足してください"}
		}
		if i >= len(src) {
			return append(ts, token{kind: tEOF, off: len(src), end: len(src)}), nil
		}
		t, p := next(src, i, spaced)
		if p != nil {
			return nil, p
		}
		ts = append(ts, t)
		i = t.end
	}
}

func skipBlank(src string, i int) int {
	for i < len(src) {
		r, n := utf8.DecodeRuneInString(src[i:])
		switch {
		case unicode.IsSpace(r) || r == '\ufeff':
			i += n
		case strings.HasPrefix(src[i:], "//"):
			if j := strings.IndexByte(src[i:], '\n'); j >= 0 {
				i += j
			} else {
				i = len(src)
			}
		case strings.HasPrefix(src[i:], "/*"):
			j := strings.Index(src[i+2:], "*/")
			if j < 0 {
				return -1
			}
			i += j + 4
		default:
			return i
		}
	}
	return i
}

func next(src string, i int, spaced []string) (token, *Problem) {
	c := src[i]
	switch {
	case c >= '0' && c <= '9' || c == '.' && i+1 < len(src) && src[i+1] >= '0' && src[i+1] <= '9':
		return number(src, i)
	case c == '"':
		s, end, p := quoted(src, i)
		return token{kind: tString, value: score.String(s), off: i, end: end}, p
	case c == '@' && i+1 < len(src) && src[i+1] == '"':
		s, end, p := quoted(src, i+1)
		return token{kind: tAt, text: s, off: i, end: end}, p
	}
	for _, op := range []string{"**", "..", "!=", "<=", ">="} {
		if strings.HasPrefix(src[i:], op) {
			return token{kind: tOp, text: op, off: i, end: i + 2}, nil
		}
	}
	if strings.IndexByte("+-*/=<>()[],:.", c) >= 0 {
		return token{kind: tOp, text: string(c), off: i, end: i + 1}, nil
	}
	r, _ := utf8.DecodeRuneInString(src[i:])
	if isNameStart(r) {
		return name(src, i, spaced), nil
	}
	p := &Problem{Off: i, Code: "character", Msg: "式に使えない文字 " + quote(string(r)) + " があります"}
	if ascii, ok := fullWidth[r]; ok {
		p.Hint = "半角の " + ascii + " と書いてください"
	} else if r >= '０' && r <= '９' {
		p.Hint = "半角の " + string('0'+r-'０') + " と書いてください"
	} else {
		p.Hint = foreign[r]
	}
	return token{}, p
}

func number(src string, i int) (token, *Problem) {
	j, point := i, false
	for j < len(src) {
		c := src[j]
		if c == '.' && !point && j+1 < len(src) && src[j+1] >= '0' && src[j+1] <= '9' {
			point = true
		} else if c < '0' || c > '9' {
			break
		}
		j++
	}
	if j < len(src) && (src[j] == 'e' || src[j] == 'E') {
		k := j + 1
		if k < len(src) && (src[k] == '+' || src[k] == '-') {
			k++
		}
		if k < len(src) && src[k] >= '0' && src[k] <= '9' {
			for k < len(src) && src[k] >= '0' && src[k] <= '9' {
				k++
			}
			j = k
		}
	}
	text := src[i:j]
	if text[0] == '.' {
		text = "0" + text
	}
	r, ok := score.ParseRat(text)
	if !ok {
		return token{}, &Problem{Off: i, Code: "number", Msg: "数 " + src[i:j] + " は桁が多すぎて正確に扱えません", Hint: "有効数字を18桁までにしてください"}
	}
	return token{kind: tNumber, value: score.Number(r), text: src[i:j], off: i, end: j}, nil
}

func quoted(src string, i int) (string, int, *Problem) {
	var b strings.Builder
	for j := i + 1; j < len(src); {
		switch c := src[j]; c {
		case '"':
			return b.String(), j + 1, nil
		case '\\':
			if j+1 >= len(src) {
				j++
				continue
			}
			n := 2
			switch e := src[j+1]; e {
			case 'n':
				b.WriteByte('\n')
			case 't':
				b.WriteByte('\t')
			case 'r':
				b.WriteByte('\r')
			case '"', '\\', '\'', '/':
				b.WriteByte(e)
			case 'u', 'U':
				width := 4
				if e == 'U' {
					width = 6
				}
				r, ok := hex(src, j+2, width)
				if !ok {
					return "", 0, &Problem{Off: j, Code: "escape", Msg: `\` + string(e) + ` のあとに16進数が` + string('0'+rune(width)) + `桁必要です`}
				}
				n += width
				// A pair of surrogates is one character.
				if r >= 0xD800 && r < 0xDC00 && strings.HasPrefix(src[j+n:], `\u`) {
					if lo, ok := hex(src, j+n+2, 4); ok && lo >= 0xDC00 && lo < 0xE000 {
						r = 0x10000 + (r-0xD800)<<10 + (lo - 0xDC00)
						n += 6
					}
				}
				b.WriteRune(r)
			default:
				b.WriteByte('\\')
				b.WriteByte(e)
			}
			j += n
		default:
			b.WriteByte(c)
			j++
		}
	}
	return "", 0, &Problem{Off: i, Code: "string", Msg: "文字列が閉じられていません", Hint: `終わりに " を書いてください`}
}

func hex(src string, i, width int) (rune, bool) {
	if i+width > len(src) {
		return 0, false
	}
	var r rune
	for _, c := range []byte(src[i : i+width]) {
		switch {
		case c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case c >= 'a' && c <= 'f':
			r = r<<4 | rune(c-'a'+10)
		case c >= 'A' && c <= 'F':
			r = r<<4 | rune(c-'A'+10)
		default:
			return 0, false
		}
	}
	return r, true
}

func isNameStart(r rune) bool {
	return r == '_' || r == '?' || unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) || isSymbol(r)
}

// isSymbol reports the characters beyond letters that FEEL allows in names:
// its ranges take in pictographs (TCK 0083).
func isSymbol(r rune) bool {
	return r >= 0x10000 && r <= 0xEFFFF || r >= 0x2070 && r <= 0x218F || r >= 0x2C00 && r <= 0x2FEF ||
		r == '々' || r == '〆' || r == 'ー' || r >= '①' && r <= '⓿'
}

func isNamePart(r rune) bool {
	return isNameStart(r) || unicode.IsDigit(r) && (r < '０' || r > '９') || unicode.IsMark(r) || r == 0xB7 || r == '・'
}

func word(src string, i int) int {
	for j := i; ; {
		r, n := utf8.DecodeRuneInString(src[j:])
		if n == 0 || !isNamePart(r) {
			return j
		}
		j += n
	}
}

// name reads a name, a keyword, or a name with blanks in it.
func name(src string, i int, spaced []string) token {
	end := word(src, i)
	text := src[i:end]
	best, longest := text, end
	for joined, j := text, end; isPrefix(joined+" ", spaced); {
		k := skipBlank(src, j)
		if k < 0 || k == j || word(src, k) == k {
			break
		}
		j = word(src, k)
		joined += " " + src[k:j]
		if known(joined) || slices.Contains(spaced, joined) {
			best, longest = joined, j
		}
	}
	if best == text && keywords[text] {
		return token{kind: tKeyword, text: text, off: i, end: end}
	}
	return token{kind: tName, text: best, off: i, end: longest}
}

func isPrefix(s string, spaced []string) bool {
	for _, f := range Functions {
		if strings.HasPrefix(f.Name, s) {
			return true
		}
	}
	for _, n := range spaced {
		if strings.HasPrefix(n, s) {
			return true
		}
	}
	return false
}

// quote marks what the author wrote.
func quote(s string) string { return "「" + s + "」" }
