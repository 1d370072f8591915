package score

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

// A Problem is what is wrong with answers. Rule is the constraint's id, the id
// that the scheme gives what a field itself forbids, or one of type, range,
// exclusive, length, required, unknown_field.
type Problem struct {
	Rule    string
	Fields  []string
	Warning bool
	Message string
	field   int32 // of a problem with one answer; -1: of no known field; or ofConstraint
}

const ofConstraint = -2

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
	raw = trim(raw)
	if raw == "" {
		return
	}
	if i := index1(id, '['); i > 0 {
		a.setCell(id, i, raw)
		return
	}
	i, ok := a.find(id)
	if !ok {
		return
	}
	f := &a.p.Fields[i]
	if f.Type == TTable {
		a.fail(i, checkType, msgNotTable, f.Label)
		return
	}
	v, ok := a.read(f, raw)
	if !ok {
		a.fail(i, checkType, f.typeMessage(), f.Label, raw)
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
	if f.Type == TTable && v.Kind == KList && len(f.Columns) == 1 { // a list
		for row, e := range v.List {
			a.SetRow(id, row, f.Columns[0].ID, e)
		}
		return
	}
	w, ok := a.typed(f, v)
	if !ok {
		a.fail(i, checkType, f.typeMessage(), f.Label, v.String())
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
		a.unknown(id + "." + column)
		return
	}
	w, ok := a.typed(&f.Columns[c], v)
	if !ok {
		a.fail(i, checkType, f.Columns[c].typeMessage(), f.Columns[c].Label, v.String())
		return
	}
	a.setRow(i, row, c, w)
}

func (a *Answers) find(id string) (int, bool) {
	i, ok := a.p.byID[id]
	if !ok {
		a.unknown(id)
	}
	return i, ok
}

func (a *Answers) unknown(id string) {
	a.problems = append(a.problems, Problem{Rule: "unknown_field", Fields: []string{id}, Message: a.p.message(msgUnknownField, id), field: -1})
}

func (f *Field) column(id string) int {
	for i := range f.Columns {
		if f.Columns[i].ID == id {
			return i
		}
	}
	return -1
}

func (a *Answers) fail(i, check int, msg message, args ...string) {
	a.fields[i].invalid = true
	a.fields[i].value = Null
	a.problems = append(a.problems, a.p.fieldProblem(i, check, msg, args...))
}

// fieldProblem is the report of what a field forbids.
func (p *Program) fieldProblem(i, check int, msg message, args ...string) Problem {
	f := &p.Fields[i]
	rule := &p.Checks[int(f.Checks)+check]
	return Problem{Rule: rule.ID, Fields: []string{f.ID}, Warning: rule.Warning, Message: p.message(msg, args...), field: int32(i)}
}

// setCell reads "rows[0].column".
func (a *Answers) setCell(id string, open int, raw string) {
	end := index1(id, ']')
	i, found := a.p.byID[id[:open]]
	row, c := int64(-1), -1
	if found && end > open && end+1 < len(id) && id[end+1] == '.' {
		row = digits(id[open+1 : end])
		c = a.p.Fields[i].column(id[end+2:])
	}
	if row < 0 || c < 0 {
		a.unknown(id)
		return
	}
	f := &a.p.Fields[i].Columns[c]
	v, ok := a.read(f, raw)
	if !ok {
		a.fail(i, checkType, f.typeMessage(), f.Label, raw)
		return
	}
	a.setRow(i, int(row), c, v)
}

func (a *Answers) setRow(i, row, c int, v Value) {
	f := &a.p.Fields[i]
	if row < 0 || row >= int(f.Rows) {
		a.fail(i, checkRange, msgTooManyRows, f.Label, itoa(int64(f.Rows)))
		return
	}
	if f.Columns[c].empties(v) {
		v = Null
	} else if msg, x, y := f.Columns[c].forbids(v); msg != 0 {
		a.fail(i, checkRange, msg, f.Columns[c].Label, x, y)
		return
	}
	for len(a.fields[i].rows) <= row {
		a.fields[i].rows = append(a.fields[i].rows, make([]Value, len(f.Columns)))
	}
	a.fields[i].rows[row][c] = v
}

// empties reports whether a value is the number that stands for no answer.
func (f *Field) empties(v Value) bool {
	return f.Empty.Given && v.Kind == KNum && v.Num.Cmp(f.Empty.Rat) == 0
}

// accept takes a value of the right type if the field's bounds allow it.
func (a *Answers) accept(i int, v Value) {
	f := &a.p.Fields[i]
	if f.empties(v) {
		return
	}
	if msg, x, y := f.forbids(v); msg != 0 {
		check := checkRange
		switch msg {
		case msgExclusive:
			check = checkExclusive
		case msgTooLong:
			check = checkLength
		case msgTooManyDecimals:
			check = checkDecimals
		}
		a.fail(i, check, msg, f.Label, x, y)
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
		if v.Kind == KStr && trim(v.Str) == "" {
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
func (f *Field) forbids(v Value) (msg message, a, b string) {
	switch f.Type {
	case TInteger, TNumber:
		r := v.Num
		switch {
		case f.Min.Given && r.Cmp(f.Min.Rat) < 0:
			return msgTooSmall, f.Min.Rat.String() + f.Unit, ""
		case f.Max.Given && r.Cmp(f.Max.Rat) > 0:
			return msgTooLarge, f.Max.Rat.String() + f.Unit, ""
		case f.Step.Given && !f.onGrid(r):
			return msgOffStep, f.Step.Rat.String() + f.Unit, ""
		case f.Decimals >= 0 && f.Type == TNumber:
			if _, ok := r.Decimal(int(f.Decimals)); !ok {
				return msgTooManyDecimals, itoa(int64(f.Decimals)), ""
			}
		}
	case TChoices:
		if label := f.excluded(v); label != "" {
			return msgExclusive, label, ""
		}
	case TText:
		if n := runes(v.Str); f.MaxLength > 0 && n > int64(f.MaxLength) {
			return msgTooLong, itoa(int64(f.MaxLength)), itoa(n)
		}
	}
	return 0, "", ""
}

// excluded is the label of a ticked option that does not go with another one
// that is ticked; empty where there is none.
func (f *Field) excluded(v Value) string {
	for _, o := range f.Options {
		if !o.Exclusive || !elementOf(o.Value, v).IsTrue() {
			continue
		}
		for _, other := range f.Options {
			if (o.Group == 0 || o.Group == other.Group) && !same(o.Value, other.Value) && elementOf(other.Value, v).IsTrue() {
				return o.Label
			}
		}
	}
	return ""
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
	if unit == "" {
		unit = "%" // of a headcount "10%" is no number
	}
	if n := digits(raw); n >= 0 {
		return Int(n), true
	}
	s := cutSuffix(Narrow(raw), Narrow(unit))
	// Separators stand before every third digit of the whole part, or nowhere.
	plain := make([]byte, 0, len(s))
	group, separated, fraction := 0, false, false
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			group++
			plain = append(plain, c)
		case c == ',':
			if fraction || group == 0 || group > 3 || separated && group != 3 || !separated && s[i-group] == '0' {
				return Rat{}, false
			}
			group, separated = 0, true
		case c == '.' && !fraction:
			if separated && group != 3 {
				return Rat{}, false
			}
			fraction = true
			plain = append(plain, c)
		case (c == '-' || c == '+') && i == 0:
			plain = append(plain, c)
		default:
			return Rat{}, false
		}
	}
	if separated && !fraction && group != 3 {
		return Rat{}, false
	}
	return ParseRat(string(plain))
}

func cutSuffix(s, suffix string) string {
	if n := len(s) - len(suffix); n >= 0 && s[n:] == suffix {
		s = s[:n]
	}
	return trim(s)
}

// Narrow replaces full-width characters by the ASCII ones they stand for, and
// the various minus signs by "-".
func Narrow(s string) string {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		switch {
		case r >= '！' && r <= '～':
			r += '!' - '！'
		case r == '　':
			r = ' '
		case r == '−' || r == '‐' || r == '–' || r == '―' || r == 'ー':
			r = '-'
		case r == '、':
			r = ','
		case r == '。':
			r = '.'
		}
		b = append(b, string(r)...)
	}
	return trim(string(b))
}
