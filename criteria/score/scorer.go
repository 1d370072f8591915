package score

// A Scorer judges answers by a program. It keeps its working memory between
// calls; it must not be used by two goroutines at the same time.
type Scorer struct {
	p  *Program
	ev evaluator

	answers  []answer
	blanks   []possible   // per field: what it stands for while it is not answered
	raw      []possible   // per field: its answer, or what it may become
	states   []FieldState // per field
	disputed []bool       // per field: an error constraint that speaks of it is broken
	void     []bool       // per constraint: it is broken, and its fields count as unanswered
	sheet    evaluator    // sees what is filled in
	all      scope
	loose    bool // answers stand for more than themselves, see near.go
	anyRows  bool // tables without rows may still get some, see analyze.go

	// Effective values and derived values are computed once per stamp; every
	// change of raw takes a new stamp.
	stamp   uint32
	effMemo []memo
	derMemo []memo

	criteria []outcomes // per criterion
	saved    []outcomes // the same, while papers are taken as ready
	waiting  []int      // criteria that papers may change

	// See memory.go.
	before  []answer
	changed []bool // per field, since the last call
	memory  []memory
	derived []derivedMemory
	steady  bool   // no criterion came out otherwise than at the last call
	plans   []Plan // of that call, per award
	wishes  []Wish
	buffer  []byte // the last JSON
	award   awardContext

	lowest, highest int64 // of all totals, scaled

	// While the parts of a table's value are looked at one by one, the derived
	// value that it is has this value, whatever its inputs say.
	fixed      int32 // derived value, or -1
	fixedValue possible

	overflowed bool
	papers     bool // score as if every paper were ready

	search search
	result Result
}

type memo struct {
	stamp uint32
	value possible
	when  kinds // of a field: its condition
}

// A FieldState is where a field stands.
type FieldState uint8

const (
	Answered FieldState = iota
	Open                // asked and unanswered
	Hidden              // its condition does not hold: null, whatever was answered
	Maybe               // whether it is asked depends on what is unanswered
	Invalid             // asked; its answer cannot be read, is out of range, or is void
	Absent              // in a row that is not there
)

var stateNames = [...]string{"answered", "open", "hidden", "maybe", "invalid", "absent"}

func (s FieldState) String() string { return stateNames[s] }

// NewScorer makes a scorer.
func (p *Program) NewScorer() *Scorer {
	s := &Scorer{
		p:        p,
		fixed:    -1,
		blanks:   make([]possible, len(p.Fields)),
		raw:      make([]possible, len(p.Fields)),
		states:   make([]FieldState, len(p.Fields)),
		disputed: make([]bool, len(p.Fields)),
		void:     make([]bool, len(p.Constraints)),
		effMemo:  make([]memo, len(p.Fields)),
		derMemo:  make([]memo, len(p.Derived)),
		criteria: make([]outcomes, len(p.Criteria)),
	}
	for i := range p.Fields {
		s.blanks[i] = p.Fields[i].blank(false)
		s.all.fields = append(s.all.fields, int32(i))
	}
	for i := range p.Constraints {
		s.all.constraints = append(s.all.constraints, int32(i))
	}
	q := sums{scale: p.scale}
	for c := range p.Criteria {
		if crit := &p.Criteria[c]; crit.Points {
			s.lowest += min(q.scaled(crit.Outcomes[0]), 0)
			s.highest += max(q.scaled(crit.Outcomes[len(crit.Outcomes)-1]), 0)
		}
	}
	s.ev = evaluator{p: p, leaf: func(n Node) Value { return s.leaf(n) }}
	s.sheet = evaluator{p: p, leaf: func(n Node) Value { return s.filledLeaf(n) }}
	return s
}

// leaf gives the concrete evaluator a leaf whose value is known.
func (s *Scorer) leaf(n Node) Value {
	var p possible
	switch n.Op {
	case OpField:
		p = s.effective(n.A)
	case OpColumn:
		p = s.column(n)
	case OpDerived:
		p = s.derivedValue(n.A)
	case OpGiven:
		return Bool(s.given(n.A))
	case OpRows:
		p = s.rows(n)
	default:
		p = s.awardLeaf(n)
	}
	return p.val()
}

// filledLeaf gives the evaluator of the sheet what is filled in there: a blank
// is null, and hidden answers are seen.
func (s *Scorer) filledLeaf(n Node) Value {
	switch n.Op {
	case OpField:
		return s.answers[n.A].value
	case OpColumn:
		p := s.column(n)
		return p.val()
	case OpRows:
		p := s.rows(n)
		return p.val()
	case OpDerived:
		return s.sheet.eval(s.p.Derived[n.A].Value)
	case OpGiven:
		return Bool(s.given(n.A))
	}
	return Null
}

// given reports whether a field is answered, with whatever it allows.
func (s *Scorer) given(f int32) bool { return s.states[f] == Answered }

// breaks reports whether the answers break a constraint for certain.
func (s *Scorer) breaks(c *Constraint) bool {
	if c.Filled {
		v := s.sheet.eval(c.Assert)
		return v.IsFalse()
	}
	return s.abs(c.Assert).may == mayFalse
}

func (s *Scorer) touch() { s.stamp++ }

// effective is a field's value as the rules see it: null where it is hidden.
func (s *Scorer) effective(f int32) possible {
	field := &s.p.Fields[f]
	raw := s.raw[f]
	if s.papers && field.Evidence {
		raw = exactly(True)
	}
	if field.When < 0 {
		return raw
	}
	m := &s.effMemo[f]
	if m.stamp == s.stamp {
		return m.value
	}
	when := s.abs(field.When)
	switch {
	case when.definitelyTrue():
	case when.neverTrue():
		raw = exactly(Null)
	default:
		raw = union(raw, exactly(Null))
	}
	*m = memo{s.stamp, raw, when.may}
	return raw
}

func (s *Scorer) derivedValue(d int32) possible {
	if d == s.fixed {
		return s.fixedValue
	}
	m := &s.derMemo[d]
	if m.stamp != s.stamp {
		*m = memo{stamp: s.stamp, value: s.abs(s.p.Derived[d].Value)}
	}
	return m.value
}

// awaited reports whether a table is still to be filled in.
func (s *Scorer) awaited(table int32) bool {
	return s.states[table] == Open && (s.anyRows || s.p.Fields[table].Awaited)
}

// column is the list of a table's column over the rows that are there. A row
// none of whose cells is answered is absent, not open.
func (s *Scorer) column(n Node) possible {
	f := &s.p.Fields[n.A]
	if f.When >= 0 {
		switch when := s.abs(f.When); {
		case when.neverTrue():
			return exactly(Null)
		case !when.definitelyTrue():
			return possible{may: mayOther | mayNull}
		}
	}
	if s.states[n.A] == Invalid || s.awaited(n.A) {
		return possible{may: mayOther}
	}
	list := []Value{}
	whole := s.eachRow(n.A, func(row []Value) bool {
		list = append(list, row[n.B])
		return row[n.B].Kind != KNull
	})
	if !whole {
		return possible{may: mayOther}
	}
	return exactly(ListOf(list...))
}

// eachRow calls f for the rows of a table that are there, until it says no.
func (s *Scorer) eachRow(table int32, f func(row []Value) bool) bool {
	for _, row := range s.answers[table].rows {
		for _, cell := range row {
			if cell.Kind != KNull {
				if !f(row) {
					return false
				}
				break
			}
		}
	}
	return true
}

// rows lists the numbers of the rows of a table for which a condition holds.
// Where a row lacks a cell that the condition looks at it is not known.
func (s *Scorer) rows(n Node) possible {
	table := &s.p.Fields[n.A]
	if table.When >= 0 && !s.abs(table.When).definitelyTrue() {
		return possible{may: mayOther | mayNull}
	}
	if s.states[n.A] == Invalid || s.awaited(n.A) || n.B >= 0 && !s.known(n.B) {
		return possible{may: mayOther}
	}
	before := s.ev.overflow
	list, number := []Value{}, int64(0)
	whole := s.eachRow(n.A, func(row []Value) bool {
		number++
		holds := True
		if n.B >= 0 {
			for i, cell := range row {
				s.ev.bind(n.C+int32(i), cell)
			}
			holds = s.ev.eval(n.B)
		}
		if holds.IsTrue() {
			list = append(list, Number(Int(number)))
		}
		return holds.Kind != KNull
	})
	if !whole {
		return possible{may: mayOther}
	}
	return s.computed(ListOf(list...), before, mayOther|mayNull)
}

// A scope is fields, and the constraints that speak of them.
type scope struct{ fields, constraints []int32 }

// load takes over the answers of a scope that no constraint, row or condition ties
// to anything outside: what is answered is known, the rest is open.
func (s *Scorer) load(in *scope) {
	s.touch()
	s.overflowed, s.papers, s.ev.overflow, s.sheet.overflow = false, false, false, false
	for _, f := range in.fields {
		s.take(f)
	}
	s.leaveOut()
	s.voidBroken(in)
	s.narrow(in)
	for again := true; again; {
		s.touch()
		again = s.conditions(in)
	}
}

// take takes over the answer of one field as it stands there.
func (s *Scorer) take(f int32) {
	ans, raw, state := &s.answers[f], s.blanks[f], Open
	switch {
	case s.p.Fields[f].Type == TTable:
		raw = possible{may: mayOther}
		if len(ans.rows) > 0 {
			state = Answered
		}
	case ans.value.Kind != KNull:
		raw, state = exactlyAt(&ans.value), Answered
	}
	if ans.invalid {
		state = Invalid
	}
	s.raw[f], s.states[f] = raw, state
}

// conditions finds which fields are asked. What may stay blank is a sheet that is
// judged as it is handed in: there an answer counts only once it is certain that
// it is asked for. It reports whether an answer was taken back for that.
func (s *Scorer) conditions(in *scope) (again bool) {
	for _, i := range in.fields {
		f := &s.p.Fields[i]
		if f.When < 0 || s.states[i] == Absent {
			continue
		}
		s.effective(i)
		switch when := s.effMemo[i].when; {
		case when&mayTrue == 0:
			s.states[i] = Hidden
		case when != mayTrue && s.states[i] == Open:
			s.states[i] = Maybe
		case when != mayTrue && s.states[i] == Answered && f.Optional && f.Type != TTable:
			s.raw[i], s.states[i] = s.blanks[i], Maybe
			again = true
		}
	}
	return again
}

// leaveOut makes the rows of repeated questions that are not answered absent,
// where another row is given.
func (s *Scorer) leaveOut() {
	for _, rows := range s.p.Repeats {
		given := false
		for _, row := range rows {
			given = given || s.begun(row)
		}
		for _, row := range rows {
			if !given || s.begun(row) {
				continue
			}
			for _, f := range row {
				s.raw[f], s.states[f] = exactly(Null), Absent
			}
		}
	}
}

// begun reports whether something was entered in one of the fields.
func (s *Scorer) begun(row []int32) bool {
	for _, f := range row {
		if s.states[f] != Open {
			return true
		}
	}
	return false
}

// voidBroken takes back the answers that constraints declare void.
func (s *Scorer) voidBroken(in *scope) {
	found := false
	for _, c := range in.constraints {
		con := &s.p.Constraints[c]
		s.void[c] = con.Voids && s.breaks(con)
		found = found || s.void[c]
	}
	if !found {
		return
	}
	for _, c := range in.constraints {
		if !s.void[c] {
			continue
		}
		for _, f := range s.p.Constraints[c].Fields {
			if s.states[f] == Answered {
				s.raw[f], s.states[f] = s.blanks[f], Invalid
			}
		}
	}
	s.touch()
}

// blank is what a field that is not answered stands for. With everything that is
// all that could be answered, also where a blank counts as one value.
func (f *Field) blank(everything bool) possible {
	switch p := f.domain(); {
	case f.Blank.Given && !everything && f.Type == TBoolean:
		return exactly(Bool(f.Blank.Rat.Sign() != 0))
	case f.Blank.Given && !everything:
		return exactly(Number(f.Blank.Rat))
	case f.Optional:
		return union(p, exactly(Null))
	default:
		return p
	}
}

// domain is every answer that a field may get.
func (f *Field) domain() possible {
	switch f.Type {
	case TBoolean:
		return truth(mayTrue | mayFalse)
	case TInteger, TNumber:
		return numbers(interval{lo: f.Min.Rat, loInf: !f.Min.Given, hi: f.Max.Rat, hiInf: !f.Max.Given}, 0)
	case TChoice:
		// Options are numbers, or strings, or both.
		p := possible{}
		for _, o := range f.Options {
			if q := exactly(o.Value); p.may == 0 {
				p = q
			} else {
				p = union(p, q)
			}
		}
		return p
	}
	return possible{may: mayOther}
}

// narrow tightens the domains of blank numbers by the error constraints: a
// completion that breaks one need not count. A constraint that the answers
// themselves break says nothing.
func (s *Scorer) narrow(in *scope) {
	for range 2 { // the second round carries a bound across one constraint
		changed := false
		for _, c := range in.constraints {
			con := &s.p.Constraints[c]
			if con.Warning || len(con.Bounds) == 0 || s.abs(con.Assert).may == mayFalse {
				continue
			}
			for _, b := range con.Bounds {
				changed = s.tighten(b) || changed
			}
		}
		if !changed {
			return
		}
	}
}

func (s *Scorer) tighten(b Bound) bool {
	raw := &s.raw[b.Field]
	f := &s.p.Fields[b.Field]
	if raw.exact || raw.may != mayNumber {
		return false
	}
	if f.When >= 0 && !s.abs(f.When).definitelyTrue() {
		return false
	}
	by := s.abs(b.Value)
	if by.may != mayNumber {
		return false
	}
	iv := raw.iv
	if b.Upper && cmpHi(by.iv, iv) < 0 {
		iv.hi, iv.hiInf, iv.hiOpen = by.iv.hi, false, by.iv.hiOpen
	} else if !b.Upper && cmpLo(by.iv, iv) > 0 {
		iv.lo, iv.loInf, iv.loOpen = by.iv.lo, false, by.iv.loOpen
	} else {
		return false
	}
	if !iv.loInf && !iv.hiInf && iv.lo.Cmp(iv.hi) > 0 {
		return false // the answers contradict each other; reported as a problem
	}
	if f.gridless() {
		*raw = numbers(iv, 0)
	} else {
		lo, hi, ok := f.gridEnds(iv)
		if !ok {
			return false
		}
		*raw = numbers(interval{lo: lo, hi: hi, loInf: iv.loInf, hiInf: iv.hiInf}, 0)
	}
	s.touch()
	return true
}

// step is the distance of a field's possible numbers, or 0 where any number is possible.
func (f *Field) step() Rat {
	switch {
	case f.Step.Given:
		return f.Step.Rat
	case f.Type == TInteger:
		return Int(1)
	case f.Decimals >= 0:
		r, _ := pow10(-int64(f.Decimals))
		return r
	}
	return Rat{}
}

func (f *Field) gridless() bool { return f.step().Sign() <= 0 }

// gridEnds moves the ends of an interval inwards to the nearest numbers that
// the field can have. It fails where none is left or 64 bits do not do.
func (f *Field) gridEnds(iv interval) (lo, hi Rat, ok bool) {
	step := f.step()
	base := Rat{}
	if f.Step.Given {
		base = f.Min.Rat
	}
	snap := func(end Rat, open, up bool) (Rat, bool) {
		d, ok1 := end.Sub(base)
		q, ok2 := d.Quo(step)
		if !ok1 || !ok2 {
			return Rat{}, false
		}
		n := q.Floor()
		if up {
			n = q.Ceil()
		}
		if open && q.IsInt() {
			if up {
				n++
			} else {
				n--
			}
		}
		m, ok3 := step.Mul(Int(n))
		r, ok4 := m.Add(base)
		return r, ok3 && ok4
	}
	ok = true
	if !iv.loInf {
		lo, ok = snap(iv.lo, iv.loOpen, true)
	}
	if ok && !iv.hiInf {
		hi, ok = snap(iv.hi, iv.hiOpen, false)
	}
	return lo, hi, ok && (iv.loInf || iv.hiInf || lo.Cmp(hi) <= 0)
}

// split cuts a blank number's interval at the numbers that the definition
// compares the field with.
func (f *Field) split(iv interval) []interval {
	var parts []interval
	cut(iv, f.Breaks, func(iv interval) { parts = f.part(iv, parts) })
	return parts
}

// cut calls f for the parts of an interval between numbers, and for those
// numbers themselves.
func cut(iv interval, at []Rat, f func(interval)) {
	rest := iv
	for _, b := range at {
		if !contains(rest, b) {
			continue
		}
		if left := (interval{lo: rest.lo, loInf: rest.loInf, loOpen: rest.loOpen, hi: b, hiOpen: true}); !left.empty() {
			f(left)
		}
		f(interval{lo: b, hi: b})
		rest.lo, rest.loInf, rest.loOpen = b, false, true
	}
	if !rest.empty() {
		f(rest)
	}
}

func (a interval) empty() bool {
	if a.loInf || a.hiInf {
		return false
	}
	c := a.lo.Cmp(a.hi)
	return c > 0 || c == 0 && (a.loOpen || a.hiOpen)
}

// part adds an interval, moved to the field's grid, unless nothing is in it.
func (f *Field) part(iv interval, parts []interval) []interval {
	if !f.gridless() {
		lo, hi, ok := f.gridEnds(iv)
		if !ok {
			if !iv.loInf && !iv.hiInf {
				if _, fits := f.size(iv); fits {
					return parts // no number of the field lies between
				}
			}
			return append(parts, iv)
		}
		iv = interval{lo: lo, hi: hi, loInf: iv.loInf, hiInf: iv.hiInf}
	}
	return append(parts, iv)
}

// size is the number of values on the grid in a bounded interval.
func (f *Field) size(iv interval) (int64, bool) {
	d, ok := iv.hi.Sub(iv.lo)
	if !ok {
		return 0, false
	}
	q, ok := d.Quo(f.step())
	return q.Floor() + 1, ok
}
