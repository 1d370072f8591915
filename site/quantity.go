package site

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"kijun/criteria"
)

// A quantity is a number or a title that a definition says: {{step2-gold.maximum}}.
// What a text says so cannot contradict the definition. The package comment lists the
// names.
type quantity struct {
	ast.BaseInline
	path  string
	wrong *mistaken // nil: it has a value, its only child
}

// A mistaken is what is wrong with something, and what to write instead.
type mistaken struct{ msg, hint string }

var kindQuantity = ast.NewNodeKind("Quantity")

func (*quantity) Kind() ast.NodeKind { return kindQuantity }
func (q *quantity) Dump(source []byte, lvl int) {
	ast.DumpHelper(q, source, lvl, map[string]string{"Path": q.path}, nil)
}

// quantities parses and renders quantities.
type quantities struct{}

func (quantities) Trigger() []byte { return []byte{'{'} }

func (quantities) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	path, length := cutQuantity(line)
	if length == 0 {
		return nil
	}
	q := &quantity{path: path}
	value, wrong := vocabularyOf(pc).quantity(path)
	if q.wrong = wrong; wrong != nil {
		value = string(line[:length])
	}
	q.AppendChild(q, plainText(value))
	block.Advance(length)
	return q
}

// cutQuantity is the path in the braces that a text begins with, and the length with
// the braces; 0 where it begins with none.
func cutQuantity(s []byte) (path string, length int) {
	rest, ok := bytes.CutPrefix(s, []byte("{{"))
	if !ok {
		return "", 0
	}
	inner, _, ok := bytes.Cut(rest, []byte("}}"))
	if !ok || len(bytes.TrimSpace(inner)) == 0 || bytes.ContainsAny(inner, "{}\n") {
		return "", 0
	}
	return strings.TrimSpace(string(inner)), len("{{") + len(inner) + len("}}")
}

func (quantities) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindQuantity, func(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
		return ast.WalkContinue, nil
	})
}

// expand puts the values into a text of the front matter.
func (v *vocabulary) expand(s string) (string, *mistaken) {
	var b strings.Builder
	var wrong *mistaken
	for {
		i := strings.Index(s, "{{")
		if i < 0 {
			break
		}
		path, length := cutQuantity([]byte(s[i:]))
		if length == 0 {
			b.WriteString(s[:i+1])
			s = s[i+1:]
			continue
		}
		value, bad := v.quantity(path)
		if bad != nil {
			wrong, value = bad, s[i:i+length]
		}
		b.WriteString(s[:i] + value)
		s = s[i+length:]
	}
	return b.String() + s, wrong
}

// A quantityName is a name behind the last dot.
type quantityName struct {
	name  string
	value string // empty: there is none here
}

// A quantityOwner is what has quantities: a scheme, or a part of one.
type quantityOwner struct {
	id, word string // word says what it is
	names    []quantityName
}

// quantity is the value of a path.
func (v *vocabulary) quantity(path string) (string, *mistaken) {
	e, rest := v.ownerEdition(path)
	if v.broken {
		return path, nil
	}
	if e == nil {
		first, _, _ := strings.Cut(path, ".")
		return "", v.unknownScheme(path, first)
	}
	whole, parts := e.quantities()
	id, name, inPart := strings.Cut(rest, ".")
	if !inPart {
		return whole.value(path, id, parts)
	}
	var owners []quantityOwner
	var ids []string
	for _, p := range parts {
		ids = append(ids, p.id)
		if foldName(p.id) == foldName(id) {
			owners = append(owners, p)
		}
	}
	if len(owners) == 0 {
		return "", &mistaken{fmt.Sprintf("{{%s}} を数に置きかえられません。%q は制度 %s にありません", path, id, e.ID), didYouMean(id, ids, "使える名前: "+strings.Join(ids, ", "))}
	}
	for _, o := range owners {
		if value, wrong := o.value(path, name, nil); wrong == nil {
			return value, nil
		}
	}
	return owners[0].value(path, name, nil)
}

// ownerEdition is the edition that a path begins with, or the text's own, and the rest
// of the path.
func (v *vocabulary) ownerEdition(path string) (*edition, string) {
	for _, e := range v.editions {
		if rest, ok := strings.CutPrefix(path, e.ID+"@"+e.Edition+"."); ok {
			return e, rest
		}
	}
	first, rest, ok := strings.Cut(path, ".")
	if e := v.edition(first); ok && e != nil && !strings.Contains(first, "@") {
		return e, rest
	}
	if strings.Contains(first, "@") {
		return nil, ""
	}
	return v.here, path
}

func (v *vocabulary) unknownScheme(path, first string) *mistaken {
	names := v.editionNames()
	hint := "制度のidから {{制度のid.maximum}} のように書いてください。制度のid: " + strings.Join(names, ", ")
	if len(names) == 0 {
		hint = "制度の定義（criteria/*.scheme.yaml）がまだありません"
	}
	return &mistaken{fmt.Sprintf("{{%s}} を数に置きかえられません。%q という制度はありません", path, first), didYouMean(first, names, hint)}
}

// value is the value under a name. Names of parts are offered where none fits.
func (o quantityOwner) value(path, name string, parts []quantityOwner) (string, *mistaken) {
	var names []string
	for _, q := range o.names {
		if foldName(q.name) == foldName(name) && q.value != "" {
			return q.value, nil
		}
		if q.value != "" {
			names = append(names, q.name)
		}
	}
	hint := "使える名前: " + strings.Join(names, ", ")
	for _, p := range parts {
		names = append(names, p.id)
	}
	return "", &mistaken{fmt.Sprintf("{{%s}} を数に置きかえられません。%s に %q はありません", path, o.word, name), didYouMean(name, names, hint)}
}

// didYouMean is a hint at the nearest name, else the hint given.
func didYouMean(name string, names []string, hint string) string {
	if n := nearest(name, names); n != "" {
		return fmt.Sprintf("%q のことですか", n)
	}
	return hint
}

// quantities are what a text may print of an edition, of the scheme as a whole and of
// its parts.
func (e *edition) quantities() (whole quantityOwner, parts []quantityOwner) {
	count := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	whole = quantityOwner{e.ID, "制度 " + e.ID, []quantityName{
		{"title", e.Title.In(e.lang)}, {"short", e.short()}, {"edition", e.Edition}, {"authority", e.Authority.In(e.lang)},
		{"maximum", e.maximum()}, {"criteria", count(len(e.AllCriteria()))},
	}}
	sections := 0
	for _, s := range e.Sections {
		if len(s.Criteria) > 0 {
			sections++
		}
		parts = append(parts, quantityOwner{s.ID, "分野 " + s.ID, []quantityName{{"title", s.Title.In(e.lang)}, {"number", s.Number},
			{"maximum", string(e.sectionPoints(s))}, {"criteria", count(len(s.Criteria))}}})
	}
	whole.names = append(whole.names, quantityName{"sections", count(sections)})
	groups := map[string]string{}
	for i, a := range e.Awards {
		for _, g := range e.awards[i].Groups {
			groups[g.ID] = g.Title
		}
		low, high := "", ""
		if m := e.empty.Awards[a.ID].Mark; m != nil {
			low, high = m.Min.text(), m.Max.text()
		}
		marks := []quantityName{{"pass", high}, {"pass_lowest", low}}
		parts = append(parts, quantityOwner{a.ID, "認定 " + a.ID, append([]quantityName{{"title", a.Title.In(e.lang)}}, marks...)})
		if i == 0 {
			whole.names = append(whole.names, marks...)
		}
		parts = append(parts, e.groupQuantities(a.Requirement, groups)...)
	}
	for _, c := range e.AllCriteria() {
		parts = append(parts, quantityOwner{c.ID, "評価項目 " + c.ID, []quantityName{{"title", c.Title.In(e.lang)}, {"number", c.Number}, {"maximum", e.rules[c].Max}}})
	}
	return whole, parts
}

// groupQuantities are those of the groups of a requirement that have an id.
func (e *edition) groupQuantities(q *criteria.Requirement, titles map[string]string) (owners []quantityOwner) {
	if q == nil {
		return nil
	}
	if g, ok := e.empty.Groups[q.ID]; ok && q.ID != "" {
		low, high := g.needs()
		owners = append(owners, quantityOwner{q.ID, "選択要件 " + q.ID, []quantityName{{"title", titles[q.ID]},
			{"need", high}, {"need_lowest", low}, {"criteria", strconv.Itoa(len(q.Items))}}})
	}
	for _, item := range q.Items {
		owners = append(owners, e.groupQuantities(item, titles)...)
	}
	return owners
}
