package criteria

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// A reader reads one YAML file and notes every problem in it.
type reader struct {
	file  string
	lines []string // of the file, as it is read
	ds    Diagnostics
}

func (r *reader) at(n *yaml.Node) Pos { return Pos{r.file, n.Line, n.Column} }

func (r *reader) report(n *yaml.Node, code, msg, hint string) {
	r.ds = append(r.ds, Diagnostic{Pos: r.at(n), Code: code, Msg: msg, Hint: hint})
}

// maxFile bounds a definition, cases or answers file.
const maxFile = 4 << 20

// document reads a file down to its top mapping. It returns nil, after saying
// why, if there is none.
func (r *reader) document(data []byte) *yaml.Node {
	if len(data) > maxFile {
		r.ds = append(r.ds, Diagnostic{Pos: Pos{r.file, 1, 1}, Code: "size", Msg: "ファイルが大きすぎます（" + strconv.Itoa(len(data)>>20) + "MB）",
			Hint: "4MB以下にしてください。別のファイルを指定していないか確かめてください"})
		return nil
	}
	data, ok := r.clean(data)
	if !ok {
		return nil
	}
	r.lines = strings.Split(string(data), "\n")
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		r.syntax(data, err)
		return nil
	}
	if len(doc.Content) == 0 || doc.Content[0].Tag == "!!null" {
		r.ds = append(r.ds, Diagnostic{Pos: Pos{r.file, 1, 1}, Code: "empty", Msg: "ファイルが空です", Hint: "内容を書いてください"})
		return nil
	}
	top := doc.Content[0]
	if top.Kind != yaml.MappingNode {
		r.report(top, "type", "「キー: 値」の並びではありません", "「scheme: 制度のid」のように、「:」のあとに半角の空白を入れて書いてください")
		return nil
	}
	return top
}

var (
	wideIndent = regexp.MustCompile(`^[ \t]*　`)
	tabIndent  = regexp.MustCompile(`^ *\t`)
	wideColon  = regexp.MustCompile(`^\s*(?:- )?[A-Za-z_][A-Za-z0-9_]*：|[{,]\s*(?:id|label|title|note|type|unit|min|max|step|when|is|points|value|decimals|assert|message|severity|fields|options|exclusive|text|of|at_least|scale|number|mark|cells|columns|rows|required|optional|last_year|shared|layout|why|formula|direction|target)：`)
	blockStart = regexp.MustCompile(`(?:^|[:-])\s+[|>][-+0-9]*\s*(?:#.*)?$`)
	control    = regexp.MustCompile(`[\x00-\x08\x0b-\x1f\x7f]`)
)

// clean removes what editors on Windows add without meaning it, and reports
// what cannot be read safely.
func (r *reader) clean(data []byte) ([]byte, bool) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	if !utf8.Valid(data) {
		before := data[:invalidAt(data)]
		line, col := 1+bytes.Count(before, []byte("\n")), 1+utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
		r.ds = append(r.ds, Diagnostic{Pos: Pos{r.file, line, col}, Code: "encoding", Msg: "UTF-8 で書かれていません（Shift_JIS などで保存されているようです）",
			Hint: "エディターの「名前を付けて保存」で文字コードに UTF-8 を選んで保存し直してください"})
		return nil, false
	}
	ok := true
	block := -1 // indent of the key whose block of text the line may belong to
	lines := bytes.Split(data, []byte("\n"))
	for i, line := range lines {
		report := func(code, msg, hint string, at int) {
			r.ds = append(r.ds, Diagnostic{Pos: Pos{r.file, i + 1, utf8.RuneCount(line[:at]) + 1}, Code: code, Msg: msg, Hint: hint})
			ok = false
		}
		if at := control.FindIndex(line); at != nil {
			report("control", "目に見えない制御文字が入っています", "ほかのソフトから貼り付けたときに入ることがあります。その前後を消して打ち直してください", at[0])
		}
		text := bytes.TrimLeft(line, " ")
		if len(bytes.TrimSpace(text)) == 0 && !bytes.Contains(text, []byte("　")) {
			lines[i] = nil // a tab there means nothing
			continue
		}
		indent := len(line) - len(text)
		for bytes.HasPrefix(text, []byte("- ")) {
			text = bytes.TrimLeft(text[2:], " ")
		}
		if block >= 0 && indent > block {
			continue
		}
		block = -1
		if blockStart.Match(line) {
			block = len(line) - len(text)
		}
		switch {
		case wideIndent.Match(line):
			report("wide_space", "行の始めに全角の空白があります", "半角の空白で字下げしてください", bytes.Index(line, []byte("　")))
		case tabIndent.Match(line):
			report("tab", "行の始めにタブがあります", "半角の空白で字下げしてください", bytes.IndexByte(line, '\t'))
		case wideColon.Match(line):
			report("wide_colon", "キーのあとが全角の「：」です", "半角の「:」と空白に直してください", bytes.Index(line, []byte("：")))
		}
	}
	return bytes.Join(lines, []byte("\n")), ok
}

func invalidAt(data []byte) int {
	for i := 0; i < len(data); {
		c, n := utf8.DecodeRune(data[i:])
		if c == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(data)
}

var yamlLine = regexp.MustCompile(`line (\d+): (.*)`)

// A slip is what the YAML library says of a frequent mistake, what that means,
// and where in its line it is.
type slip struct {
	part, msg, hint string
	at              *regexp.Regexp // its first group is the place
}

var slips = []slip{
	{"mapping values are not allowed", "1行に「:」が2つあるか、前の行の字下げがずれています", "値に「: 」を含むときは全体を \"…\" で囲んでください", regexp.MustCompile(`:\s.*?(:)(?:\s|$)`)},
	{"did not find expected key", "字下げが上の行とそろっていないか、引用符のあとに余分な文字があります", "字下げを上の行とそろえ、値に \" を含むときは全体を '…' で囲んでください", nil},
	{"did not find expected '-' indicator", "字下げが上の行とそろっていません", "「- 」で始まる行の内側は、「- 」のあとの文字にそろえてください", nil},
	{"could not find expected ':'", "キーのあとの「:」がありません", "「キー: 値」の形で、「:」のあとに半角の空白を入れてください", nil},
	{"found character that cannot", "値の先頭に使えない文字があります（> @ ` % など）", "値全体を \"…\" で囲んでください", regexp.MustCompile("[:-]\\s+([>@`%])")},
	{"expected comment or line break", "値が「>」で始まっています", "\">= 80\" のように、値全体を \"…\" で囲んでください", regexp.MustCompile(`:\s+(>)`)},
	{"found unexpected end of stream", "引用符が閉じられていません", "\" か ' の閉じ忘れを確かめてください", regexp.MustCompile(`([\"'])`)},
	{"did not find expected ',' or ']'", "[ ] の中の区切りが正しくないか、閉じられていません", "半角の「, 」で区切り、] で閉じてください", regexp.MustCompile(`(\[)`)},
	{"did not find expected ',' or '}'", "{ } の中の区切りが正しくないか、閉じられていません", "半角の「, 」で区切り、} で閉じてください。値に , や } を含むときは \"…\" で囲んでください", regexp.MustCompile(`(\{)`)},
	{"found unknown escape character", "\"…\" の中の \\ の使い方が正しくありません", "\\ を文字として書くときは、全体を '…' で囲んでください", regexp.MustCompile(`(\\[^"\\/abefnrtuvxLNP_0 ])`)},
}

// SyntaxError says in Japanese what the YAML library said of a text, and where the
// slip is; for the YAML that other files hold.
func SyntaxError(file string, data []byte, err error) Diagnostic {
	r := reader{file: file, lines: strings.Split(string(data), "\n")}
	r.syntax(data, err)
	return r.ds[0]
}

// syntax says in Japanese what the YAML library said of a line.
func (r *reader) syntax(data []byte, err error) {
	line, what := 1, strings.TrimPrefix(err.Error(), "yaml: ")
	if m := yamlLine.FindStringSubmatch(what); m != nil {
		line, _ = strconv.Atoi(m[1])
		what = m[2]
	}
	if strings.HasPrefix(what, "did not find") {
		line = r.firstBad(data)
	}
	d := Diagnostic{Code: "yaml", Msg: "YAML の書き方が正しくありません（" + what + "）", Hint: "字下げ、「:」のあとの空白、引用符の閉じ忘れを確かめてください"}
	text := ""
	if line <= len(r.lines) {
		text = r.lines[line-1]
	}
	at := len(text) - len(strings.TrimLeft(text, " ")) // the library does not say; the first character is nearer than the margin
	for _, s := range slips {
		if strings.Contains(what, s.part) {
			d.Msg, d.Hint = s.msg, s.hint
			if s.at != nil {
				if m := s.at.FindStringSubmatchIndex(text); m != nil {
					at = m[2]
				}
			}
		}
	}
	d.Pos = Pos{r.file, line, 1 + utf8.RuneCountInString(text[:at])}
	r.ds = append(r.ds, d)
}

// firstBad finds the line from which on the file cannot be read. Of what the
// parser finds the library only says where the mapping or list around it begins,
// which may be the first line. What lies before the slip can be read, but not
// every part of it: one may end inside of brackets over several lines.
func (r *reader) firstBad(data []byte) int {
	ends := []int{0}
	for i, c := range data {
		if c == '\n' {
			ends = append(ends, i+1)
		}
	}
	ends = append(ends, len(data))
	good, bad := 0, len(ends)-1 // numbers of lines
	for good+1 < bad {
		mid := (good + bad) / 2
		k := mid
		for ; k < bad && k < mid+16; k++ {
			var doc yaml.Node
			if yaml.Unmarshal(data[:ends[k]], &doc) == nil {
				break
			}
		}
		if k < bad && k < mid+16 {
			good = k
		} else {
			bad = mid
		}
	}
	return bad
}

// A key is what may stand in a mapping.
type key struct {
	name string
	read func(*yaml.Node)
	must bool
}

// mapping reads a mapping whose keys are known. Unknown and repeated keys and
// missing ones are reported.
func (r *reader) mapping(n *yaml.Node, what string, keys []key) bool {
	if n.Kind != yaml.MappingNode {
		r.report(n, "type", named(what)+"は「キー: 値」の並びで書きます", "行を改めて字下げし、「キー: 値」を1行ずつ書いてください")
		return false
	}
	seen := map[string]int{}
	meant := map[string]bool{} // by a key with a slip: not missing as well
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		kn, vn := n.Content[i], n.Content[i+1]
		if line, twice := seen[kn.Value]; twice {
			r.report(kn, "duplicate_key", "キー「"+kn.Value+"」が2度あります（"+strconv.Itoa(line)+"行目にもあります）", "どちらかを消してください")
			continue
		}
		seen[kn.Value] = kn.Line
		j := slices.Index(names, kn.Value)
		if j < 0 {
			hint := "書けるキー: " + strings.Join(names, "、")
			if near := feel.Nearest(kn.Value, names); len(near) > 0 {
				hint = feel.Hint(near)
				meant[near[0]] = true
			}
			if name, _, ok := strings.Cut(kn.Value, ":"); ok && slices.Contains(names, name) {
				hint = "「" + name + ": …」のように、「:」のあとに半角の空白を入れてください"
				meant[name] = true
			}
			r.report(kn, "unknown_key", named(what)+"に「"+kn.Value+"」というキーはありません", hint)
			continue
		}
		if r.noAlias(vn) {
			keys[j].read(vn)
		}
	}
	for _, k := range keys {
		if _, ok := seen[k.name]; k.must && !ok && !meant[k.name] {
			r.report(n, "missing_key", named(what)+"に「"+k.name+"」がありません", "「"+k.name+": …」を書き足してください")
		}
	}
	return true
}

func (r *reader) noAlias(n *yaml.Node) bool {
	if n.Kind == yaml.AliasNode {
		r.report(n, "alias", "YAML の別名（*"+n.Value+"）は使えません", "同じ内容をここにも書いてください")
		return false
	}
	return true
}

// named is a thing as it is called: a key in quotation marks, a Japanese word as
// it is.
func named(what string) string {
	if idPattern.MatchString(what) {
		return "「" + what + "」"
	}
	return what
}

// keyNode is the key of an entry, or the mapping where there is none.
func keyNode(n *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i]
		}
	}
	return n
}

// entries calls f for each entry of a mapping with free keys, which must be ids.
func (r *reader) entries(n *yaml.Node, what string, f func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		r.report(n, "type", named(what)+"は「id: 内容」の並びで書きます", "行を改めて字下げし、「id: 内容」を1行ずつ書いてください")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		kn := n.Content[i]
		if seen[kn.Value] {
			r.report(kn, "duplicate_key", "「"+kn.Value+"」が2度あります", "どちらかを消すか、別の id にしてください")
			continue
		}
		seen[kn.Value] = true
		if r.noAlias(n.Content[i+1]) {
			f(kn, n.Content[i+1])
		}
	}
}

func (r *reader) items(n *yaml.Node, what string) []*yaml.Node {
	if n.Kind != yaml.SequenceNode {
		r.report(n, "type", named(what)+"は「- 」の並びで書きます", "行を改め、1つずつ「- 」のあとに書いてください")
		return nil
	}
	return slices.DeleteFunc(slices.Clone(n.Content), func(i *yaml.Node) bool { return !r.noAlias(i) })
}

func (r *reader) scalar(n *yaml.Node, what string) (string, bool) {
	if n.Kind != yaml.ScalarNode {
		r.report(n, "type", named(what)+"には値を1つだけ書きます", "[ ] や { } や「- 」を使わずに書いてください")
		return "", false
	}
	return n.Value, true
}

func (r *reader) string(n *yaml.Node, what string, to *string) {
	if s, ok := r.scalar(n, what); ok {
		*to = s
	}
}

var idPattern = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

func (r *reader) id(n *yaml.Node, to *string) {
	s, ok := r.scalar(n, "id")
	if ok && !idPattern.MatchString(s) {
		r.report(n, "id", "id「"+s+"」は使えません", "英字で始め、英数字と _ だけで書いてください（例: q01_rate）")
	}
	*to = s
}

var schemePattern = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

// schemeID reads the id of a scheme, which also is a part of URLs.
func (r *reader) schemeID(n *yaml.Node, to *string) {
	s, ok := r.scalar(n, "scheme")
	if ok && !schemePattern.MatchString(s) {
		r.report(n, "id", "制度の id「"+s+"」は使えません", "英字で始め、英数字と - _ だけで書いてください（例: step2-gold）")
	}
	*to = s
}

var editionPattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)

func (r *reader) edition(n *yaml.Node, to *string) {
	s, ok := r.scalar(n, "edition")
	if ok && !editionPattern.MatchString(s) {
		r.report(n, "id", "版「"+s+"」は使えません", `英数字と - . _ だけで書いてください（例: "2026-04"）`)
	}
	*to = s
}

func (r *reader) text(n *yaml.Node, what string, to *Text) {
	to.Pos = r.at(n)
	if n.Kind == yaml.MappingNode {
		to.By = map[string]string{}
		r.entries(n, what, func(k, v *yaml.Node) {
			if s, ok := r.scalar(v, what); ok {
				to.By[k.Value] = s
			}
		})
		if _, ok := to.By["ja"]; !ok {
			r.report(n, "language", named(what)+"に日本語（ja）がありません", "「ja: …」を書き足してください")
		}
		return
	}
	if s, ok := r.scalar(n, what); ok {
		to.By = map[string]string{"ja": s}
	}
}

func (r *reader) texts(n *yaml.Node, what string, to *[]Text) {
	for _, i := range r.items(n, what) {
		var t Text
		r.text(i, what, &t)
		*to = append(*to, t)
	}
}

func (r *reader) bool(n *yaml.Node, what string, to *bool) {
	switch s, _ := r.scalar(n, what); s {
	case "true":
		*to = true
	case "false":
		*to = false
	default:
		r.report(n, "type", named(what)+"は true（はい）か false（いいえ）です", "")
	}
}

func (r *reader) number(n *yaml.Node, what string, to **Number) {
	s, ok := r.scalar(n, what)
	if !ok {
		return
	}
	v, ok := score.ParseRat(s)
	if !ok {
		hint := "80 や 0.5 のように、半角の数字だけで書いてください"
		if w, ok := score.ParseRat(score.Narrow(s)); ok {
			hint = "半角で " + w.String() + " と書いてください"
		}
		r.report(n, "number", named(what)+"は数で書きます（「"+s+"」は数ではありません）", hint)
		return
	}
	*to = &Number{r.at(n), v}
}

func (r *reader) int(n *yaml.Node, what string, to *int) {
	var x *Number
	r.number(n, what, &x)
	if x == nil {
		return
	}
	if !x.Rat.IsInt() || x.Rat.Sign() < 0 || x.Rat.Cmp(score.Int(1<<30)) > 0 {
		r.report(n, "number", named(what)+"は0以上の整数です", "")
		return
	}
	*to = int(x.Rat.Num())
}

// expr reads a FEEL expression. YAML's own true, 5 and null are FEEL's, too.
func (r *reader) expr(n *yaml.Node, what string, to *Expr) {
	r.feel(n, what, to, func(src string) (feel.Node, *feel.Problem) { return feel.Parse(src) })
}

func (r *reader) tests(n *yaml.Node, what string, to *Expr) {
	r.feel(n, what, to, feel.ParseTests)
}

func (r *reader) feel(n *yaml.Node, what string, to *Expr, parse func(string) (feel.Node, *feel.Problem)) {
	s, ok := r.scalar(n, what)
	if !ok {
		return
	}
	*to = Expr{Pos: r.at(n), Src: s, parts: r.parts(n)}
	if len(to.parts) > 0 {
		to.Pos = to.parts[0].pos
	}
	if strings.TrimSpace(s) == "" {
		r.report(n, "empty", named(what)+"の式が空です", "式を書いてください")
		to.Src = " "
		return
	}
	node, p := parse(s)
	if p != nil {
		r.ds = append(r.ds, to.problem(*p))
		return
	}
	to.Node = node
}

// parts finds the text of a scalar in its file: behind a quotation mark, on the
// lines below the mark of a block, with what folding and escapes changed.
func (r *reader) parts(n *yaml.Node) []exprPart {
	line, col := n.Line-1, n.Column-1
	switch n.Style {
	case yaml.DoubleQuotedStyle, yaml.SingleQuotedStyle:
		col++
	case yaml.LiteralStyle, yaml.FoldedStyle:
		line, col = line+1, 0
	}
	var parts []exprPart
	var here []rune
	if line < len(r.lines) {
		here = []rune(r.lines[line])
	}
	next := Pos{} // where the part that is being read would go on
	for off, c := range n.Value {
		if unicode.IsSpace(c) {
			next.Col++
			continue
		}
		for col >= len(here) || unicode.IsSpace(here[col]) {
			if col++; col >= len(here) {
				if line++; line >= len(r.lines) {
					return parts
				}
				here, col = []rune(r.lines[line]), 0
			}
		}
		pos := Pos{r.file, line + 1, col + 1}
		if pos != next {
			parts = append(parts, exprPart{off, pos})
		}
		next = Pos{r.file, pos.Line, pos.Col + 1}
		switch {
		case here[col] == '\\' && n.Style == yaml.DoubleQuotedStyle, here[col] == '\'' && n.Style == yaml.SingleQuotedStyle:
			col++
			if col < len(here) {
				col += map[rune]int{'x': 2, 'u': 4, 'U': 8}[here[col]]
			}
		case here[col] != c:
			return parts
		}
		col++
	}
	return parts
}

// problem is a problem of an expression in the coordinates of its file.
func (e Expr) problem(p feel.Problem) Diagnostic {
	d := Diagnostic{Pos: e.Pos, Code: p.Code, Msg: p.Msg, Hint: p.Hint}
	off := min(p.Off, len(strings.TrimRightFunc(e.Src, unicode.IsSpace)))
	for _, part := range e.parts {
		if part.off <= off {
			d.Pos = part.pos
			d.Pos.Col += utf8.RuneCountInString(e.Src[part.off:off])
		}
	}
	return d
}
