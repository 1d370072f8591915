package criteria

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// Answers is what a company entered, by the ids of fields. What is not there is
// unanswered.
type Answers map[string]Answer

// An Answer is the answer to a field, as a file holds it: an option is named by its
// id, a date as 2026-04-01.
type Answer struct {
	Value score.Value              // a list of several choices, or of the values of a list
	Rows  []map[string]score.Value // of a table, by column
}

// Set sets an answer; null takes it away.
func (a Answers) Set(id string, v score.Value) {
	if delete(a, id); v.Kind != score.KNull {
		a[id] = Answer{Value: v}
	}
}

// SetRow sets a cell of a table. Rows count from 0.
func (a Answers) SetRow(id string, row int, column string, v score.Value) {
	x := a[id]
	for len(x.Rows) <= row {
		x.Rows = append(x.Rows, map[string]score.Value{})
	}
	if v.Kind != score.KNull {
		x.Rows[row][column] = v
	}
	a[id] = x
}

// SetText sets an answer to what is no field, as it is written.
func (a Answers) SetText(id, raw string) { a[id] = Answer{Value: score.String(strings.TrimSpace(raw))} }

// Fill sets the answers for the scoring core, which reports what is wrong with them.
func (a Answers) Fill(to *score.Answers) {
	for _, id := range slices.Sorted(maps.Keys(a)) {
		for row, cells := range a[id].Rows {
			for _, column := range slices.Sorted(maps.Keys(cells)) {
				to.SetRow(id, row, column, cells[column])
			}
		}
		if a[id].Rows == nil {
			to.Set(id, a[id].Value)
		}
	}
}

// with adds answers; rows are copied, so that neither changes with the other.
func (a Answers) with(other Answers) Answers {
	for id, x := range other {
		if x.Rows != nil {
			rows := make([]map[string]score.Value, len(x.Rows))
			for i, cells := range x.Rows {
				rows[i] = maps.Clone(cells)
			}
			x.Rows = rows
		}
		a[id] = x
	}
	return a
}

// sameRows reports whether two answers to a table or a list say the same.
func (a Answer) sameRows(b Answer) bool {
	begun := func(a Answer) []map[string]score.Value {
		return slices.DeleteFunc(slices.Clone(a.Rows), func(cells map[string]score.Value) bool { return len(cells) == 0 })
	}
	return a.Value.Equal(b.Value).IsTrue() && slices.EqualFunc(begun(a), begun(b), func(x, y map[string]score.Value) bool {
		return maps.EqualFunc(x, y, func(v, w score.Value) bool { return v.Equal(w).IsTrue() })
	})
}

// An AnswersFile is a set of answers as a company keeps it. YAML and JSON are
// read alike.
type AnswersFile struct {
	Scheme *Scheme
	answer []fileAnswer
}

type fileAnswer struct {
	id  string
	pos Pos
	n   *yaml.Node
}

// ReadAnswers reads an answers file against the definitions. The scheme is the
// given one, or, with nil, the one that the file names.
func ReadAnswers(name string, data []byte, l *Library, want *Scheme) (*AnswersFile, Diagnostics) {
	r := &reader{file: name}
	top := r.document(data)
	if top == nil {
		return nil, r.ds
	}
	a := &AnswersFile{Scheme: want}
	var id, edition string
	var idNode, editionNode, answers, cover *yaml.Node
	r.mapping(top, "回答ファイル", []key{
		{"scheme", func(n *yaml.Node) { idNode = n; r.string(n, "scheme", &id) }, false},
		{"edition", func(n *yaml.Node) { editionNode = n; r.string(n, "edition", &edition) }, false},
		{"answers", func(n *yaml.Node) { answers = n }, true},
		{"cover", func(n *yaml.Node) { cover = n }, false},
	})
	if a.Scheme == nil {
		a.find(r, l, top, idNode, editionNode, id, edition)
	} else {
		if idNode != nil && id != want.ID {
			r.report(idNode, "scheme", "この回答は制度「"+id+"」のものです（採点するのは「"+want.ID+"」）", "ファイルか制度の指定を確かめてください")
		}
		if editionNode != nil && edition != want.Edition {
			r.report(editionNode, "edition", "この回答は「"+edition+"」版のものです（採点するのは「"+want.Edition+"」版）", want.ID+"@"+edition+" と指定するか、edition を直してください")
		}
	}
	if answers != nil && answers.Tag != "!!null" && a.Scheme != nil {
		known := a.Scheme.names
		r.entries(answers, "answers", func(k, v *yaml.Node) {
			if _, ok := known.fieldIndex[k.Value]; !ok {
				hint := cmp.Or(known.nearField(k.Value), "入力欄の id を確かめてください")
				r.report(k, "unknown_field", "「"+k.Value+"」という入力欄はありません", hint)
			}
			a.answer = append(a.answer, fileAnswer{k.Value, r.at(v), v})
		})
	}
	if a.Scheme == nil {
		return nil, r.ds
	}
	if cover != nil {
		r.cover(cover, a.Scheme)
	}
	return a, r.ds
}

// cover checks that a file says of its sender only what the scheme asks. Nothing
// of it is judged.
func (r *reader) cover(n *yaml.Node, s *Scheme) {
	var known []string
	if s.Cover != nil {
		for _, f := range s.Cover.Fields {
			known = append(known, f.ID)
		}
	}
	r.entries(n, "cover", func(k, _ *yaml.Node) {
		if !slices.Contains(known, k.Value) {
			r.report(k, "unknown_field", "表紙に「"+k.Value+"」という入力欄はありません", feel.Hint(feel.Nearest(k.Value, known)))
		}
	})
}

func (a *AnswersFile) find(r *reader, l *Library, top, idNode, editionNode *yaml.Node, id, edition string) {
	if idNode == nil {
		r.report(top, "missing_key", "回答ファイルに「scheme」がありません", "「scheme: 制度のid」を書き足してください")
		return
	}
	key := id
	if edition != "" {
		key += "@" + edition
	}
	if a.Scheme = l.Find(key); a.Scheme == nil {
		if es := l.Editions(id); len(es) > 0 && editionNode != nil {
			names := make([]string, len(es))
			for i, e := range es {
				names[i] = e.Edition
			}
			r.report(editionNode, "edition", "制度「"+id+"」に「"+edition+"」版はありません", "ある版: "+strings.Join(names, "、"))
			return
		}
		r.report(idNode, "scheme", "制度「"+key+"」はありません", feel.Hint(l.Near(key)))
	}
}

// Fill sets the answers of the file. Problems with single answers are reported
// when they are scored.
func (a *AnswersFile) Fill(to *score.Answers) {
	for _, x := range a.answer {
		setAnswer(to, a.Scheme, x.id, x.n)
	}
}

// Answers are the answers of the file as they stand there.
func (a *AnswersFile) Answers() Answers {
	all := Answers{}
	for _, x := range a.answer {
		setAnswer(all, a.Scheme, x.id, x.n)
	}
	return all
}

// Pos is where the file answers a field.
func (a *AnswersFile) Pos(field string) Pos {
	for _, x := range a.answer {
		if x.id == field {
			return x.pos
		}
	}
	return Pos{}
}

// An answerSetter takes answers: those of the core, or [Answers].
type answerSetter interface {
	Set(id string, v score.Value)
	SetRow(id string, row int, column string, v score.Value)
	SetText(id, raw string)
}

// setAnswer sets one answer from YAML.
func setAnswer(to answerSetter, s *Scheme, id string, n *yaml.Node) {
	field := s.field(id)
	if field == nil {
		to.SetText(id, n.Value+" ") // reported as an unknown field
		return
	}
	if field.Type != Table {
		to.Set(id, answerValue(n, field))
		return
	}
	if n.Kind != yaml.SequenceNode {
		to.Set(id, answerValue(n, field))
		return
	}
	if field.List() {
		to.Set(id, answerValue(n, field.Columns[0]))
		return
	}
	for row, cells := range n.Content {
		if cells.Kind != yaml.MappingNode {
			to.Set(id, score.String(cells.Value))
			continue
		}
		for i := 0; i+1 < len(cells.Content); i += 2 {
			column := field
			for _, c := range field.Columns {
				if c.ID == cells.Content[i].Value {
					column = c
				}
			}
			to.SetRow(id, row, cells.Content[i].Value, answerValue(cells.Content[i+1], column))
		}
	}
}

// answerValue turns a YAML value into an answer. A number in quotes, as the
// browser's export writes one with decimals, is a number in a field for numbers.
func answerValue(n *yaml.Node, f *Field) score.Value {
	switch n.Kind {
	case yaml.SequenceNode:
		vs := make([]score.Value, len(n.Content))
		for i, c := range n.Content {
			vs[i] = answerValue(c, f)
		}
		return score.ListOf(vs...)
	case yaml.MappingNode, yaml.AliasNode:
		return score.String("{…}")
	}
	switch n.Tag {
	case "!!null":
		return score.Null
	case "!!bool":
		return score.Bool(strings.EqualFold(n.Value, "true"))
	case "!!int", "!!float":
		if f.Type == TextType || f.Type == Date {
			return score.String(n.Value)
		}
		if v, ok := score.ParseRat(n.Value); ok {
			return score.Number(v)
		}
		return score.String(n.Value)
	}
	if f.Type == Integer || f.Type == Decimal {
		if v, ok := score.ParseNumber(n.Value, f.Unit.In("ja")); ok {
			return score.Number(v)
		}
	}
	return score.String(n.Value)
}
