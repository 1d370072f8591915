package score

// How a criterion's outcomes are found while answers are missing.
//
// A first look with the abstract evaluator gives a set that holds every outcome
// some completion reaches. If it holds more than one, the blank fields that the
// criterion depends on are split into cases, and the union over the cases is
// taken. Two plans:
//
//   - exact: every blank field has finitely many values, and all combinations
//     together are at most maxCases. Every combination is looked at, so the set
//     is exactly what completions reach.
//   - coarse: booleans and choices are split into their values, numbers into the
//     parts between the numbers the definition compares them with, in the
//     order of the fields, as long as the cases are at most maxCases. What is not
//     split stays a set. The result may hold too much, never too little.
//
// A branch is cut off when what the abstract evaluator says of it adds nothing.
// That does not change the union, because evaluation is inclusion-isotonic.
//
// Monotone: an answered field takes a factor out of the number of cases, so more
// is split afterwards, never less, and each case is a part of one before. And an
// exact set is within every other.

// maxCases bounds the cases that are looked at for one criterion.
const maxCases = 4096

// naBit stands for "not applicable" in a set of outcomes; the other bits are
// indices into Criterion.Outcomes.
const naBit = uint64(1) << 63

// MaxOutcomes is the greatest number of different points a criterion can give.
const MaxOutcomes = 60

// outcomes is what can still become of a criterion.
type outcomes struct {
	set   uint64
	exact bool // the set is exactly what completions reach
}

func (o outcomes) single() bool { return o.set&(o.set-1) == 0 }

// search is the state of splitting into cases.
type search struct {
	fields      []int32
	constraints []int32
	points      bool // the exact plan: numbers one by one
	look        func() uint64
	found       uint64
	all         uint64 // what the first look allowed
	infeasible  bool   // constraints are not looked at: the answers contradict each other
}

// outcomesOf finds the outcomes of a criterion.
func (s *Scorer) outcomesOf(c int) outcomes {
	crit := &s.p.Criteria[c]
	first := s.rulesOutcome(crit)
	if s.waits(crit) {
		return outcomes{first | (1<<len(crit.Outcomes) - 1), false}
	}
	if crit.Plain {
		return outcomes{first, true}
	}
	return s.split(crit.Deps, crit.Constraints, first, func() uint64 { return s.rulesOutcome(crit) })
}

// waits reports whether an answer is missing without which the scheme says
// nothing of a criterion, even if no answer could change what it comes to.
func (s *Scorer) waits(c *Criterion) bool {
	if len(c.Needs) == 0 || c.NeedsWhen >= 0 && s.abs(c.NeedsWhen).neverTrue() {
		return false
	}
	for _, f := range c.Needs {
		if st := s.states[f]; st != Answered && st != Hidden && st != Absent {
			return true
		}
	}
	return false
}

// split refines a set of outcomes by cases over the blank fields of deps.
func (s *Scorer) split(deps, constraints []int32, first uint64, look func() uint64) outcomes {
	if first&(first-1) == 0 {
		return outcomes{first, true}
	}
	q := &s.search
	*q = search{fields: q.fields[:0], constraints: constraints, look: look, all: first}
	exact := s.plan(deps)
	s.cases(0)
	if q.found == 0 {
		// Every case breaks a constraint: the answers contradict each other, which
		// is reported; here the constraints then say nothing.
		q.infeasible = true
		s.cases(0)
	}
	found := q.found
	q.look = nil
	s.touch()
	return outcomes{found, exact}
}

// plan chooses the fields to split and tells whether every blank is split into
// single values.
func (s *Scorer) plan(deps []int32) (exact bool) {
	q := &s.search
	product := int64(1)
	exact = true
	for _, f := range deps {
		if s.settled(f) {
			continue
		}
		n := s.values(f)
		if n == 0 || product > maxCases/n {
			exact = false
			break
		}
		product *= n
		q.fields = append(q.fields, f)
	}
	if exact {
		q.points = true
		return s.closed(deps)
	}
	q.fields = q.fields[:0]
	product = 1
	for _, f := range deps {
		if s.settled(f) {
			continue
		}
		if n := s.parts(f); n > 0 && product <= maxCases/n {
			product *= n
			q.fields = append(q.fields, f)
		}
	}
	return false
}

// closed reports whether the constraints speak of no blank field but deps: then
// looking at all values of deps tells which of them can be completed.
func (s *Scorer) closed(deps []int32) bool {
	for _, c := range s.search.constraints {
		for _, f := range s.p.Constraints[c].Deps {
			if !hasField(deps, f) && !s.settled(f) {
				return false
			}
		}
	}
	return true
}

func hasField(fields []int32, f int32) bool {
	for _, g := range fields {
		if g == f {
			return true
		}
	}
	return false
}

// settled reports whether a field needs no splitting.
func (s *Scorer) settled(f int32) bool {
	return s.raw[f].exact || s.states[f] == Hidden || s.papers && s.p.Fields[f].Evidence ||
		s.p.Fields[f].Type == TTable && s.states[f] != Invalid
}

// values is the number of values a blank field can take; 0 if there are too many.
func (s *Scorer) values(f int32) int64 {
	field := &s.p.Fields[f]
	blank := int64(0)
	if field.Optional {
		blank = 1
	}
	switch field.Type {
	case TChoices:
		if n := len(field.Options); n <= 12 {
			return int64(1)<<n + blank
		}
	case TInteger, TNumber:
		if iv := s.raw[f].iv; !field.gridless() && !iv.loInf && !iv.hiInf {
			if n, ok := field.size(iv); ok {
				return n + blank
			}
		}
		return 0
	}
	return s.parts(f)
}

// parts is the number of parts a blank field is split into by the coarse plan; 0
// if it is not split.
func (s *Scorer) parts(f int32) int64 {
	field := &s.p.Fields[f]
	n := 0
	switch field.Type {
	case TBoolean:
		n = 2
	case TChoice:
		n = len(field.Options)
	case TInteger, TNumber:
		if raw := &s.raw[f]; raw.may&mayNumber != 0 {
			n = len(field.split(raw.iv))
		}
	}
	if n > 0 && field.Optional {
		n++
	}
	return int64(n)
}

// cases walks the cases of the fields from the i-th on.
func (s *Scorer) cases(i int) {
	q := &s.search
	if q.found == q.all {
		return
	}
	if !q.infeasible && s.broken(q.constraints) {
		return
	}
	if i == len(q.fields) {
		q.found |= q.look()
		return
	}
	if i > 0 && q.look()&^q.found == 0 {
		return
	}
	f := q.fields[i]
	field := &s.p.Fields[f]
	if field.When >= 0 && s.abs(field.When).neverTrue() {
		s.cases(i + 1) // hidden in this case: its values make no difference
		return
	}
	s.eachCase(f, q.points, func() { s.cases(i + 1) })
}

// eachCase lets a blank field take its values one after another, numbers in the
// parts between the numbers the definition compares them with, or one by one.
func (s *Scorer) eachCase(f int32, points bool, next func()) {
	field := &s.p.Fields[f]
	saved := s.raw[f]
	try := func(p possible) {
		s.raw[f] = p
		s.touch()
		next()
	}
	if field.Optional {
		try(exactly(Null))
	}
	switch field.Type {
	case TBoolean:
		try(exactly(True))
		try(exactly(False))
	case TChoice:
		for _, o := range field.Options {
			try(exactly(o.Value))
		}
	case TChoices:
		s.subsets(field, try)
	default:
		if points {
			s.points(field, saved.iv, try)
			break
		}
		for _, iv := range field.split(saved.iv) {
			try(numbers(iv, 0))
		}
	}
	s.raw[f] = saved
	s.touch()
}

// subsets tries every answer of a field with several choices: single ones
// first, because they mostly reach all that can be reached.
func (s *Scorer) subsets(f *Field, try func(possible)) {
	q := &s.search
	for _, single := range [...]bool{true, false} {
		for mask := 1; mask < 1<<len(f.Options) && q.found != q.all; mask++ {
			if (mask&(mask-1) == 0) != single {
				continue
			}
			vs := make([]Value, 0, len(f.Options))
			for i, o := range f.Options {
				if mask>>i&1 == 1 {
					vs = append(vs, o.Value)
				}
			}
			if v := ListOf(vs...); f.excluded(v) == "" {
				try(exactly(v))
			}
		}
	}
}

// points tries every number on the grid of a bounded interval.
func (s *Scorer) points(f *Field, iv interval, try func(possible)) {
	lo, hi, ok := f.gridEnds(iv)
	for ok && lo.Cmp(hi) <= 0 {
		try(exactly(Number(lo)))
		lo, ok = lo.Add(f.step())
	}
}

// broken reports whether an error constraint cannot hold in this case.
func (s *Scorer) broken(constraints []int32) bool {
	for _, c := range constraints {
		if s.abs(s.p.Constraints[c].Assert).may == mayFalse {
			return true
		}
	}
	return false
}

// rulesOutcome is the set of outcomes that the rules give on what is known now.
func (s *Scorer) rulesOutcome(c *Criterion) uint64 {
	set := uint64(0)
	if c.Applies >= 0 {
		applies := s.abs(c.Applies)
		if applies.may != mayTrue {
			set = naBit
		}
		if applies.neverTrue() {
			return set
		}
	}
	zero := c.zero()
	given := s.tablesOutcome(c, zero)
	if c.EvidenceField >= 0 && c.EvidenceCounts {
		needed := truth(mayTrue)
		if c.EvidenceNeeded >= 0 {
			needed = s.abs(c.EvidenceNeeded)
		}
		if !needed.neverTrue() {
			ready := s.effectivePapers(c)
			switch {
			case ready.definitelyTrue():
			case ready.neverTrue() && needed.definitelyTrue():
				given = zero
			default:
				given |= zero
			}
		}
	}
	return set | given
}

// effectivePapers is whether the papers are there. Their field is asked only
// when they are needed, so its condition is not looked at once more.
func (s *Scorer) effectivePapers(c *Criterion) possible {
	if s.papers {
		return exactly(True)
	}
	return s.raw[c.EvidenceField]
}

// zero is the outcome of a criterion for which nothing is given.
func (c *Criterion) zero() uint64 {
	for i, o := range c.Outcomes {
		if o.Sign() == 0 {
			return 1 << i
		}
	}
	return 1
}

func (s *Scorer) tablesOutcome(c *Criterion, zero uint64) uint64 {
	set := uint64(0)
	for t := range c.Tables {
		table := &c.Tables[t]
		when := truth(mayTrue)
		if table.When >= 0 {
			if when = s.abs(table.When); when.neverTrue() {
				continue
			}
		}
		set |= s.tableOutcome(table, zero)
		if when.definitelyTrue() {
			return set
		}
	}
	return set | zero
}

func (s *Scorer) tableOutcome(t *Table, zero uint64) uint64 {
	if t.Count != nil {
		return s.countOutcome(t, zero)
	}
	set := uint64(0)
	s.eachPart(t, func() { set |= s.rulesOf(t, zero) })
	return set
}

// eachPart calls look for every part of a table's value between the numbers
// that its rules compare it with, so that rules about the same part are told
// from rules about another.
func (s *Scorer) eachPart(t *Table, look func()) {
	if t.By < 0 || s.p.Nodes[t.By].Op != OpDerived || len(t.Breaks) == 0 || s.fixed >= 0 {
		look()
		return
	}
	d := s.p.Nodes[t.By].A
	by := s.derivedValue(d)
	if by.exact || by.may&mayNumber == 0 {
		look()
		return
	}
	fix := func(p possible) {
		s.fixed, s.fixedValue = d, p
		s.touch()
		look()
	}
	cut(by.iv, t.Breaks, func(iv interval) { fix(numbers(iv, 0)) })
	if rest := by.may &^ mayNumber; rest == mayNull {
		fix(exactly(Null))
	} else if rest != 0 {
		fix(possible{may: rest})
	}
	s.fixed = -1
	s.touch()
}

func (s *Scorer) rulesOf(t *Table, zero uint64) uint64 {
	set := uint64(0)
	for r := range t.Rules {
		rule := &t.Rules[r]
		if rule.Cond < 0 {
			return set | 1<<rule.Outcome
		}
		switch cond := s.abs(rule.Cond); {
		case cond.neverTrue():
			continue
		case cond.definitelyTrue():
			return set | 1<<rule.Outcome
		}
		set |= 1 << rule.Outcome
	}
	if t.Complete && (t.By < 0 || s.abs(t.By).may&mayNull == 0) {
		return set
	}
	return set | zero
}

// count is the least and the greatest number of true fields.
func (s *Scorer) count(fields []int32) (lo, hi int32) {
	for _, f := range fields {
		p := s.effective(f)
		if p.definitelyTrue() {
			lo++
		}
		if !p.neverTrue() {
			hi++
		}
	}
	return lo, hi
}

func (s *Scorer) countOutcome(t *Table, zero uint64) uint64 {
	lo, hi := s.count(t.Count)
	set := uint64(0)
	for r := range t.Rules { // greatest first
		rule := &t.Rules[r]
		if hi < rule.Least {
			continue
		}
		set |= 1 << rule.Outcome
		if lo >= rule.Least {
			return set
		}
		hi = min(hi, rule.Least-1)
	}
	return set | zero
}

// decided is the rule that decided, counted through all tables, or -1 where it
// is still open which one does, or none holds.
func (s *Scorer) decided(c *Criterion) (rule int32, r *Rule) {
	base := int32(0)
	for t := range c.Tables {
		table := &c.Tables[t]
		if table.When >= 0 {
			when := s.abs(table.When)
			if when.neverTrue() {
				base += int32(len(table.Rules))
				continue
			}
			if !when.definitelyTrue() {
				return -1, nil
			}
		}
		lo, hi := int32(0), int32(0)
		if table.Count != nil {
			lo, hi = s.count(table.Count)
		}
		for i := range table.Rules {
			rule := &table.Rules[i]
			cond := truth(mayTrue)
			switch {
			case table.Count != nil && hi < rule.Least:
				continue
			case table.Count != nil && lo < rule.Least:
				return -1, nil
			case table.Count == nil && rule.Cond >= 0:
				cond = s.abs(rule.Cond)
			}
			if cond.neverTrue() {
				continue
			}
			if !cond.definitelyTrue() {
				return -1, nil
			}
			return base + int32(i), rule
		}
		return -1, nil
	}
	return -1, nil
}
