package score

import (
	"strings"
	"unicode/utf8"
)

// Answers is what a company entered. A field that was not set is unanswered,
// which is neither "no" nor zero. Answers that a field itself forbids (a word
// for a number, a number out of range) are reported by [Scorer.Score] and count
// as unanswered.
type Answers struct {
	p        *Program
	fields   []answer
	problems []Problem
}

type answer struct {
	value   Value // null: unanswered
	invalid bool
	rows    [][]Value // of a table: cells by column; a row of nulls is absent
}

// A Problem is what is wrong with answers. Rule is the constraint's id, or one
// of type, range, exclusive, length, unknown_field.
type Problem struct {
	Rule    string
	Fields  []string
	Warning bool
	Message string
}

// NewAnswers is an empty set of answers.
func (p *Program) NewAnswers() *Answers {
	return &Answers{p: p, fields: make([]answer, len(p.Fields))}
}

// Reset forgets all answers.
func (a *Answers) Reset() {
	clear(a.fields)
	a.problems = a.problems[:0]
}

// SetText sets an answer as it was typed or chosen in a form: "true" and
// "false", an option's id, a number in any usual Japanese way of writing it, a
// date as 2026-04-01. Of a field with several choices every ticked option is
// set by a call of its own. A table's cell is named rows[0].column. An empty
// text leaves the field unanswered.
func (a *Answers) SetText(id, raw string) {
	raw = strings.TrimSpace(strings.ReplaceAll(raw, "　", " "))
	if raw == "" {
		return
	}
	if i := strings.IndexByte(id, '['); i > 0 {
		a.setCell(id, i, raw)
		return
	}
	i, ok := a.find(id)
	if !ok {
		return
	}
	f := &a.p.Fields[i]
	if f.Type == TTable {
		a.fail(i, "type", msgNotTable, f.Label)
		return
	}
	v, ok := a.read(f, raw)
	if !ok {
		a.fail(i, "type", f.typeMessage(), f.Label, raw)
		return
	}
	if f.Type == TChoices && a.fields[i].value.Kind == KList {
		v = ListOf(append(a.fields[i].value.List, v.List...)...)
	}
	a.accept(i, v)
}

// Set sets an answer that already has a type, as it stands in a file. A list is
// the answer of a field with several choices.
func (a *Answers) Set(id string, v Value) {
	i, ok := a.find(id)
	if !ok || v.Kind == KNull {
		return
	}
	f := &a.p.Fields[i]
	w, ok := a.typed(f, v)
	if !ok {
		a.fail(i, "type", f.typeMessage(), f.Label, v.String())
		return
	}
	a.accept(i, w)
}

// SetRow sets a row of a table, from 0. Cells are named by their columns.
func (a *Answers) SetRow(id string, row int, column string, v Value) {
	i, ok := a.find(id)
	if !ok || v.Kind == KNull {
		return
	}
	f := &a.p.Fields[i]
	c := f.column(column)
	if f.Type != TTable || c < 0 {
		a.problems = append(a.problems, Problem{Rule: "unknown_field", Fields: []string{id + "." + column}, Message: a.p.message(msgUnknownField, id+"."+column)})
		return
	}
	w, ok := a.typed(&f.Columns[c], v)
	if !ok {
		a.fail(i, "type", f.Columns[c].typeMessage(), f.Columns[c].Label, v.String())
		return
	}
	a.setRow(i, row, c, w)
}

func (a *Answers) find(id string) (int, bool) {
	i, ok := a.p.byID[id]
	if !ok {
		a.problems = append(a.problems, Problem{Rule: "unknown_field", Fields: []string{id}, Message: a.p.message(msgUnknownField, id)})
	}
	return i, ok
}

func (f *Field) column(id string) int {
	for i := range f.Columns {
		if f.Columns[i].ID == id {
			return i
		}
	}
	return -1
}

func (a *Answers) fail(i int, rule string, msg message, args ...string) {
	a.fields[i].invalid = true
	a.fields[i].value = Null
	a.problems = append(a.problems, Problem{Rule: rule, Fields: []string{a.p.Fields[i].ID}, Message: a.p.message(msg, args...)})
}

// setCell reads "rows[0].column".
func (a *Answers) setCell(id string, open int, raw string) {
	end := strings.Index(id, "].")
	row := 0
	ok := end > open+1 && end-open <= 5
	if ok {
		for _, c := range []byte(id[open+1 : end]) {
			ok = ok && c >= '0' && c <= '9'
			row = row*10 + int(c-'0')
		}
	}
	i, found := a.p.byID[id[:open]]
	c := -1
	if ok && found {
		c = a.p.Fields[i].column(id[end+2:])
	}
	if c < 0 {
		a.problems = append(a.problems, Problem{Rule: "unknown_field", Fields: []string{id}, Message: a.p.message(msgUnknownField, id)})
		return
	}
	f := &a.p.Fields[i].Columns[c]
	v, ok := a.read(f, raw)
	if !ok {
		a.fail(i, "type", f.typeMessage(), f.Label, raw)
		return
	}
	a.setRow(i, row, c, v)
}

func (a *Answers) setRow(i, row, c int, v Value) {
	f := &a.p.Fields[i]
	if row < 0 || f.Rows > 0 && row >= int(f.Rows) {
		a.fail(i, "range", msgTooManyRows, f.Label, Int(int64(f.Rows)).String())
		return
	}
	if msg, args := f.Columns[c].forbids(v); msg != 0 {
		a.fail(i, "range", msg, args...)
		return
	}
	for len(a.fields[i].rows) <= row {
		a.fields[i].rows = append(a.fields[i].rows, make([]Value, len(f.Columns)))
	}
	a.fields[i].rows[row][c] = v
}

// accept takes a value of the right type if the field's bounds allow it.
func (a *Answers) accept(i int, v Value) {
	f := &a.p.Fields[i]
	if msg, args := f.forbids(v); msg != 0 {
		rule := "range"
		switch msg {
		case msgExclusive:
			rule = "exclusive"
		case msgTooLong:
			rule = "length"
		}
		a.fail(i, rule, msg, args...)
		return
	}
	if !a.fields[i].invalid {
		a.fields[i].value = v
	}
}

// read turns text into a value of the field's type.
func (a *Answers) read(f *Field, raw string) (Value, bool) {
	switch f.Type {
	case TBoolean:
		switch raw {
		case "true":
			return True, true
		case "false":
			return False, true
		}
		return Null, false
	case TInteger, TNumber:
		r, ok := ParseNumber(raw, f.Unit)
		return Number(r), ok && (f.Type == TNumber || r.IsInt())
	case TChoice, TChoices:
		v, ok := f.option(raw)
		if ok && f.Type == TChoices {
			v = ListOf(v)
		}
		return v, ok
	case TDate:
		days, ok := ParseDate(Narrow(raw))
		return dateValue(days, ok), ok
	}
	return String(raw), true
}

func (f *Field) option(id string) (Value, bool) {
	for _, o := range f.Options {
		if o.Value.Kind == KStr && o.Value.Str == id || o.Value.Kind == KNum && o.Value.Num.String() == id {
			return o.Value, true
		}
	}
	return Null, false
}

// typed checks a value that already has a type.
func (a *Answers) typed(f *Field, v Value) (Value, bool) {
	switch f.Type {
	case TBoolean:
		return v, v.Kind == KBool
	case TInteger, TNumber:
		return v, v.Kind == KNum && (f.Type == TNumber || v.Num.IsInt())
	case TChoice:
		return f.optionOf(v)
	case TChoices:
		if v.Kind != KList {
			v = ListOf(v)
		}
		vs := make([]Value, 0, len(v.List))
		for _, e := range v.List {
			o, ok := f.optionOf(e)
			if !ok {
				return Null, false
			}
			vs = append(vs, o)
		}
		if len(vs) == 0 {
			return Null, true // nothing ticked is unanswered
		}
		return ListOf(vs...), true
	case TDate:
		if v.Kind == KStr {
			days, ok := ParseDate(v.Str)
			return dateValue(days, ok), ok
		}
		return v, v.Kind == KDate
	case TText:
		if v.Kind == KStr && strings.TrimSpace(v.Str) == "" {
			return Null, true
		}
		return v, v.Kind == KStr
	}
	return Null, false
}

func (f *Field) optionOf(v Value) (Value, bool) {
	switch v.Kind {
	case KStr:
		return f.option(v.Str)
	case KNum:
		return f.option(v.Num.String())
	}
	return Null, false
}

func (f *Field) typeMessage() message {
	switch f.Type {
	case TBoolean:
		return msgNotBoolean
	case TInteger:
		return msgNotInteger
	case TNumber:
		return msgNotNumber
	case TDate:
		return msgNotDate
	case TTable:
		return msgNotTable
	case TText:
		return msgNotText
	}
	return msgNotOption
}

// forbids says what a field has against a value of its type.
func (f *Field) forbids(v Value) (message, []string) {
	switch f.Type {
	case TInteger, TNumber:
		r := v.Num
		switch {
		case f.Min.Given && r.Cmp(f.Min.Rat) < 0:
			return msgTooSmall, []string{f.Label, f.Min.Rat.String() + f.Unit}
		case f.Max.Given && r.Cmp(f.Max.Rat) > 0:
			return msgTooLarge, []string{f.Label, f.Max.Rat.String() + f.Unit}
		case f.Step.Given && !f.onGrid(r):
			return msgOffStep, []string{f.Label, f.Step.Rat.String() + f.Unit}
		case f.Decimals >= 0 && f.Type == TNumber:
			if _, ok := r.Decimal(int(f.Decimals)); !ok {
				return msgTooManyDecimals, []string{f.Label, Int(int64(f.Decimals)).String()}
			}
		}
	case TChoices:
		exclusive := ""
		for _, o := range f.Options {
			if o.Exclusive && elementOf(o.Value, v).IsTrue() {
				exclusive = o.Label
			}
		}
		if exclusive != "" && len(v.List) > 1 {
			return msgExclusive, []string{f.Label, exclusive}
		}
	case TText:
		if f.MaxLength > 0 && utf8.RuneCountInString(v.Str) > int(f.MaxLength) {
			return msgTooLong, []string{f.Label, Int(int64(f.MaxLength)).String(), Int(int64(utf8.RuneCountInString(v.Str))).String()}
		}
	}
	return 0, nil
}

// onGrid reports whether a number is a whole number of steps away from the
// least one (or from zero).
func (f *Field) onGrid(r Rat) bool {
	d, ok := r.Sub(f.Min.Rat) // zero where not given
	if !ok {
		return false
	}
	q, ok := d.Quo(f.Step.Rat)
	return ok && q.IsInt()
}

// ParseNumber reads a number as people write it: full-width digits, thousands
// separators, a sign, a percent sign, the unit behind it. Nothing is guessed: a
// text that could be read in two ways is not a number.
func ParseNumber(raw, unit string) (Rat, bool) {
	s := Narrow(raw)
	if unit == "" {
		unit = "%" // of a headcount "10%" is no number
	}
	s = strings.TrimSpace(strings.TrimSuffix(s, Narrow(unit)))
	if strings.ContainsAny(s, "eE") {
		return Rat{}, false
	}
	if strings.Contains(s, ",") {
		whole, _, _ := strings.Cut(s, ".")
		groups := strings.Split(strings.TrimLeft(whole, "+-"), ",")
		if strings.Contains(s[len(whole):], ",") || len(groups[0]) == 0 || len(groups[0]) > 3 || groups[0][0] == '0' {
			return Rat{}, false
		}
		for _, g := range groups[1:] {
			if len(g) != 3 {
				return Rat{}, false
			}
		}
		s = strings.ReplaceAll(s, ",", "")
	}
	return ParseRat(s)
}

// Narrow replaces full-width characters by the ASCII ones they stand for, and
// the various minus signs by "-".
func Narrow(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '！' && r <= '～':
			b.WriteRune(r - '！' + '!')
		case r == '　':
			b.WriteByte(' ')
		case r == '−' || r == '‐' || r == '–' || r == '―' || r == 'ー':
			b.WriteByte('-')
		case r == '、':
			b.WriteByte(',')
		case r == '．' || r == '。':
			b.WriteByte('.')
		default:
			b.WriteRune(r)
		}
	}
	return strings.TrimSpace(b.String())
}
