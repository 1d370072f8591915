package site

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/unicode/norm"

	"kijun/criteria"
)

// A mapping reads a YAML mapping whose keys are known: every key may be asked for
// once, and what nobody asked for is a problem. Positions are those of the file.
type mapping struct {
	file     string
	line     int // of the file, before the first line of the YAML text
	entries  map[string]*yaml.Node
	keys     []*yaml.Node
	asked    []string
	at       criteria.Pos            // where what is missing is reported
	hint     func(key string) string // what an unknown key was to be, where that is known better than by what is near it; may be nil
	problems *criteria.Diagnostics
}

// readMapping reads YAML text that begins after so many lines of the file. An
// empty text is an empty mapping.
func readMapping(file string, data []byte, line int, problems *criteria.Diagnostics) *mapping {
	m := &mapping{file: file, line: line, entries: map[string]*yaml.Node{}, problems: problems,
		at: criteria.Pos{File: file, Line: line + 1, Col: 1}}
	root := m.read(data)
	switch {
	case root == nil:
	case root.Kind != yaml.MappingNode:
		d := criteria.Diagnostic{Pos: m.pos(root), Code: "yaml-shape", Msg: "「キー: 値」の形で書いてください"}
		*problems = append(*problems, withMistake(d, data, line))
	default:
		m.add(root)
	}
	return m
}

// readMappings reads a YAML file that is a list of mappings. The example shows what
// such a line looks like.
func readMappings(file string, data []byte, example string, problems *criteria.Diagnostics) []*mapping {
	m := &mapping{file: file, problems: problems}
	root := m.read(data)
	if root == nil {
		return nil
	}
	if root.Kind != yaml.SequenceNode {
		d := criteria.Diagnostic{Pos: m.pos(root), Code: "yaml-shape", Msg: "「- 」で始まる行の並びにしてください", Hint: "例: " + example}
		*problems = append(*problems, withMistake(d, data, 0))
		return nil
	}
	var list []*mapping
	for _, n := range root.Content {
		list = append(list, m.sub(n))
	}
	return list
}

// read is the root of YAML text, nil where it is empty or cannot be read.
func (m *mapping) read(data []byte) *yaml.Node {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		*m.problems = append(*m.problems, yamlProblem(m.file, data, m.line, err))
		return nil
	}
	if len(doc.Content) == 0 || doc.Content[0].Tag == "!!null" {
		return nil
	}
	return doc.Content[0]
}

// add takes over the entries of a node, which must be a mapping.
func (m *mapping) add(n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		d := criteria.Diagnostic{Pos: m.pos(n), Code: "yaml-shape", Msg: "「キー: 値」の形で書いてください"}
		if before, _, ok := strings.Cut(n.Value, "："); ok {
			d.Pos.Col += utf8.RuneCountInString(before)
			d.Hint = wideColon
		}
		*m.problems = append(*m.problems, d)
		return
	}
	for i := 0; i < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if _, twice := m.entries[key.Value]; twice {
			m.problem(key, "duplicate-key", fmt.Sprintf("キー %q が2回書かれています", key.Value), "どちらか一方を消してください")
			continue
		}
		m.entries[key.Value] = value
		m.keys = append(m.keys, key)
	}
}

// expand puts the numbers of definitions into the texts.
func (m *mapping) expand(words *vocabulary) {
	if words == nil {
		return
	}
	var in func(n *yaml.Node)
	in = func(n *yaml.Node) {
		if n.Kind == yaml.ScalarNode && strings.Contains(n.Value, "{{") {
			value, wrong := words.expand(n.Value)
			if n.Value = value; wrong != nil {
				m.problem(n, "quantity", wrong.msg, wrong.hint)
			}
		}
		for _, c := range n.Content {
			in(c)
		}
	}
	for _, k := range m.keys {
		in(m.entries[k.Value])
	}
}

// sub is a mapping inside this one.
func (m *mapping) sub(n *yaml.Node) *mapping {
	s := &mapping{file: m.file, line: m.line, entries: map[string]*yaml.Node{}, problems: m.problems, at: m.pos(n)}
	s.add(n)
	return s
}

// subOr is a mapping inside this one, for which a single value may stand: that of
// the key named.
func (m *mapping) subOr(n *yaml.Node, key string) *mapping {
	if n.Kind != yaml.ScalarNode || key == "" {
		return m.sub(n)
	}
	return &mapping{file: m.file, line: m.line, entries: map[string]*yaml.Node{key: n}, problems: m.problems, at: m.pos(n)}
}

func (m *mapping) pos(n *yaml.Node) criteria.Pos {
	return criteria.Pos{File: m.file, Line: n.Line + m.line, Col: n.Column}
}

func (m *mapping) problem(n *yaml.Node, code, msg, hint string) {
	*m.problems = append(*m.problems, criteria.Diagnostic{Pos: m.pos(n), Code: code, Msg: msg, Hint: hint})
}

// get is the value of a key, nil where it is missing or empty.
func (m *mapping) get(key string) *yaml.Node {
	m.asked = append(m.asked, key)
	n := m.entries[key]
	if n != nil && n.Tag == "!!null" {
		return nil
	}
	return n
}

// require reports keys that are missing or empty, each given by an example:
// "date: 2025-02-21".
func (m *mapping) require(examples ...string) {
	for _, example := range examples {
		key, _, _ := strings.Cut(example, ":")
		n := m.entries[key]
		if n == nil || n.Tag == "!!null" || n.Kind == yaml.ScalarNode && n.Value == "" || n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
			*m.problems = append(*m.problems, criteria.Diagnostic{Pos: m.at, Code: "missing-key",
				Msg: fmt.Sprintf("%q がありません", key), Hint: "例: " + example})
		}
	}
}

// text is the value of a key as text.
func (m *mapping) text(key string) string {
	n := m.get(key)
	if n == nil {
		if i := slices.IndexFunc(m.keys, func(k *yaml.Node) bool { return k.Value == key && lostValue.MatchString(k.LineComment) }); i >= 0 {
			m.problem(m.entries[key], "yaml-comment", fmt.Sprintf("%q の値がありません", key), "「 #」から後は覚え書きになります。値なら、全体を \"…\" で囲んでください")
		}
		return ""
	}
	switch n.Kind {
	case yaml.ScalarNode:
		return n.Value
	case yaml.SequenceNode:
		m.problem(n, "yaml-type", fmt.Sprintf("%q には文字を書いてください", key), "[ ] を外してください。文字として見せるなら、全体を \"…\" で囲みます")
	default:
		m.problem(n, "yaml-type", fmt.Sprintf("%q には文字を書いてください", key), "値に「: 」や { } を含むときは、全体を \"…\" で囲んでください")
	}
	return ""
}

// choice is the value of a key that must be one of the values given.
func (m *mapping) choice(key string, values ...string) string {
	s := m.text(key)
	if s == "" || slices.Contains(values, s) {
		return s
	}
	hint := "使える値: " + strings.Join(values, ", ")
	if n := nearest(s, values); n != "" {
		hint = fmt.Sprintf("%q のことですか", n)
	}
	m.problem(m.entries[key], "unknown-value", fmt.Sprintf("%q の値 %q は使えません", key, s), hint)
	return ""
}

// boolean is the value of a key as true or false.
func (m *mapping) boolean(key string) bool {
	n := m.get(key)
	if n == nil {
		return false
	}
	switch value := strings.ToLower(norm.NFKC.String(n.Value)); value { // YAML reads True and TRUE as well
	case "true", "false":
		n.Value = value
		return value == "true"
	}
	m.problem(n, "yaml-type", fmt.Sprintf("%q には true か false を書いてください", key), "「はい」なら true、「いいえ」なら false です")
	return false
}

// integer is the value of a key as a whole number.
func (m *mapping) integer(key string) int {
	n := m.get(key)
	if n == nil {
		return 0
	}
	i, err := strconv.Atoi(norm.NFKC.String(n.Value)) // full-width digits are digits
	if err != nil {
		m.problem(n, "yaml-type", fmt.Sprintf("%q には整数を半角で書いてください", key), "")
	}
	return i
}

// list is the values of a key that holds a list.
func (m *mapping) list(key string) []*yaml.Node {
	n := m.get(key)
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		hint := fmt.Sprintf("1つでも、%s: [一つ目] のように [ ] で囲んでください", key)
		if n.Kind == yaml.MappingNode {
			hint = "1つでも、行を「- 」で始めてください"
		}
		m.problem(n, "yaml-type", fmt.Sprintf("%q には「- 」で始まる行の並びを書いてください", key), hint)
		return nil
	}
	return n.Content
}

// texts is the values of a key that holds a list of texts.
func (m *mapping) texts(key string) []string {
	var texts []string
	for _, n := range m.list(key) {
		if n.Kind != yaml.ScalarNode {
			m.problem(n, "yaml-type", fmt.Sprintf("%q の各行には文字を書いてください", key), "")
			continue
		}
		texts = append(texts, n.Value)
	}
	return texts
}

// date is the value of a key as a date, the zero date where there is none.
func (m *mapping) date(key string) date {
	s := m.text(key)
	if s == "" {
		return date{}
	}
	d, wrong := parseDate(s)
	if wrong != nil {
		m.problem(m.entries[key], "date", wrong.msg, wrong.hint)
	}
	return d
}

// period is the value of a key as a period or a date.
func (m *mapping) period(key string) period {
	s := m.text(key)
	if s == "" {
		return period{}
	}
	p, wrong := parsePeriod(s)
	if wrong != nil {
		m.problem(m.entries[key], "date", wrong.msg, wrong.hint)
	}
	return p
}

// done reports the keys nobody asked for.
func (m *mapping) done() {
	for _, k := range m.keys {
		known := false
		for _, a := range m.asked {
			known = known || a == k.Value
		}
		if known {
			continue
		}
		hint := ""
		if m.hint != nil {
			hint = m.hint(k.Value)
		}
		if n := nearest(k.Value, m.asked); n != "" && hint == "" {
			hint = fmt.Sprintf("%q のことですか", n)
		}
		hint = cmp.Or(hint, "使えるキー: "+strings.Join(m.asked, ", "))
		m.problem(k, "unknown-key", fmt.Sprintf("キー %q は使えません", k.Value), hint)
	}
}

// yamlProblem is an error of the YAML parser in the words of the file's author.
func yamlProblem(file string, data []byte, line int, err error) criteria.Diagnostic {
	d := withMistake(criteria.Diagnostic{Pos: criteria.Pos{File: file}, Code: "yaml", Msg: "YAMLとして読めません"}, data, line)
	if d.Hint == "" {
		d = criteria.SyntaxError(file, data, err)
		d.Pos.Line += line
	}
	return d
}

const wideColon = "全角の「：」を、半角の「:」と空白にしてください"

// unquotedColour is a colour in a mapping of one line, where "#" begins a comment.
var unquotedColour = regexp.MustCompile(`[{,][^"'#]*:\s+(#[0-9a-fA-F]{3,6})\b`)

// lostValue is a comment that was likely meant as the value: #1の題.
var lostValue = regexp.MustCompile(`^#[^#\s]`)

// openValue is a value that begins like a list or a mark of YAML and goes on as a text:
// [重要] お知らせ.
var openValue = regexp.MustCompile(`^\s*(?:- )?[\w-]+:\s+(\[[^\]]*\]\s*[^\s#]|\{[^}]*\}\s*[^\s#]|[*&!][^\s])`)

// withMistake adds what is likely wrong: the commonest mistakes of a Japanese
// keyboard, at their place.
func withMistake(d criteria.Diagnostic, data []byte, line int) criteria.Diagnostic {
	for i, l := range strings.Split(string(data), "\n") {
		body := strings.TrimLeft(l, " ")
		before, _, colon := strings.Cut(l, "：")
		switch {
		case strings.HasPrefix(body, "\u3000"):
			d.Pos.Line, d.Pos.Col = line+i+1, len(l)-len(body)+1
			d.Hint = "行の始めの全角の空白を、半角の空白にしてください"
			return d
		case strings.HasPrefix(body, "\t"):
			d.Pos.Line, d.Pos.Col = line+i+1, len(l)-len(body)+1
			d.Hint = "行の始めのタブを、半角の空白にしてください"
			return d
		case unquotedColour.MatchString(l):
			d.Pos.Line, d.Pos.Col = line+i+1, utf8.RuneCountInString(l[:unquotedColour.FindStringSubmatchIndex(l)[2]])+1
			d.Hint = quoteColour
			return d
		case openValue.MatchString(l):
			d.Pos.Line, d.Pos.Col = line+i+1, utf8.RuneCountInString(l[:openValue.FindStringSubmatchIndex(l)[2]])+1
			d.Hint = "値が [ { * & ! で始まるときは、全体を \"…\" で囲んでください"
			return d
		case colon && !strings.ContainsAny(before, ":#\"'"):
			d.Pos.Line, d.Pos.Col = line+i+1, utf8.RuneCountInString(before)+1
			d.Hint = wideColon
			return d
		}
	}
	return d
}
