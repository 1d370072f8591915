package score

// What a change of the answers leaves as it was is not computed again: a
// criterion is judged anew only when an answer it depends on has changed since
// the scorer's last call. Typing into one field of a long form costs that field's
// criterion, the sums and the verdict.

// memory is what a scorer keeps of a criterion.
type memory struct {
	valid    bool
	outcomes outcomes
	result   CriterionResult
	overflow bool

	withPapers bool // ready is known
	ready      outcomes

	json []byte // with its details; nil: not written yet
}

// watched lists, for every criterion and every derived value, the fields that can
// change what is said of it: those it depends on, its papers, and all that rows
// and error constraints tie to them, however indirectly.
func (p *Program) watched() [][]int32 {
	all := make([][]int32, len(p.Criteria)+len(p.Derived))
	for i := range all {
		in := make([]bool, len(p.Fields))
		var fields []int32
		add := func(fs []int32) bool {
			grown := false
			for _, f := range fs {
				if f >= 0 && !in[f] {
					in[f] = true
					fields = append(fields, f)
					grown = true
				}
			}
			return grown
		}
		if d := i - len(p.Criteria); d >= 0 {
			add(p.Derived[d].Deps)
		} else {
			add(p.Criteria[i].Deps)
			add([]int32{p.Criteria[i].EvidenceField})
		}
		for grown := true; grown; {
			grown = false
			for _, rows := range p.Repeats {
				tied := false
				for _, row := range rows {
					for _, f := range row {
						tied = tied || in[f]
					}
				}
				for _, row := range rows {
					if tied {
						grown = add(row) || grown
					}
				}
			}
			for k := range p.Constraints {
				con := &p.Constraints[k]
				if con.Warning || con.Filled && !con.Voids && i < len(p.Criteria) {
					continue // says nothing of what is possible; an error still disputes what is derived
				}
				tied := false
				for _, fs := range [...][]int32{con.Deps, con.Fields} {
					for _, f := range fs {
						tied = tied || in[f]
					}
				}
				if tied {
					grown = add(con.Deps) || grown
					grown = add(con.Fields) || grown
				}
			}
		}
		all[i] = fields
	}
	return all
}

// notice finds which answers differ from those of the last call.
func (s *Scorer) notice(a *Answers) {
	if s.before == nil {
		s.before = make([]answer, len(a.fields))
		s.changed = make([]bool, len(a.fields))
		s.memory = make([]memory, len(s.p.Criteria))
		s.derived = make([]derivedMemory, len(s.p.Derived))
	}
	for i := range a.fields {
		now, was := &a.fields[i], &s.before[i]
		// A table's rows can change in place, so it counts as changed.
		v, w := &now.value, &was.value
		s.changed[i] = v.Kind != w.Kind || v.Num != w.Num || v.Kind > KNum && !same(*v, *w) ||
			now.invalid != was.invalid || s.p.Fields[i].Type == TTable
		*was = *now
	}
}

// awardsChanged reports whether an answer that an award's own condition looks
// at has changed.
func (s *Scorer) awardsChanged() bool {
	for i := range s.p.Awards {
		for _, f := range s.p.Awards[i].Deps {
			if s.changed[f] {
				return true
			}
		}
	}
	return false
}

// Forget lets the next call judge everything anew.
func (s *Scorer) Forget() {
	clear(s.memory)
	clear(s.derived)
}

// derivedMemory is what a scorer keeps of a derived value.
type derivedMemory struct {
	valid, overflow bool
	result          DerivedResult
}

// derive computes a derived value, or remembers it.
func (s *Scorer) derive(d int) DerivedResult {
	m := &s.derived[d]
	if !m.valid || s.touched(len(s.p.Criteria)+d) {
		before := s.overflowed
		s.overflowed = false
		r := s.derivedResult(d)
		*m = derivedMemory{true, s.overflowed, r}
		s.overflowed = before
	}
	s.overflowed = s.overflowed || m.overflow
	return m.result
}

// stale reports whether a criterion must be judged anew.
func (s *Scorer) stale(c int) bool { return !s.memory[c].valid || s.touched(c) }

// touched reports whether a watched answer has changed.
func (s *Scorer) touched(i int) bool {
	for _, f := range s.p.watch[i] {
		if s.changed[f] {
			return true
		}
	}
	return false
}

// judge finds what a criterion comes to, or remembers it.
func (s *Scorer) judge(c int) CriterionResult {
	m := &s.memory[c]
	if s.stale(c) {
		before := s.overflowed
		s.overflowed = false
		s.criteria[c] = s.outcomesOf(c)
		s.steady = s.steady && m.valid && m.outcomes == s.criteria[c]
		*m = memory{valid: true, outcomes: s.criteria[c], result: s.criterionResult(c), overflow: s.overflowed}
		s.overflowed = before
	}
	s.criteria[c] = m.outcomes
	s.overflowed = s.overflowed || m.overflow
	return m.result
}

// judgeWithPapers is judge while papers are taken as ready.
func (s *Scorer) judgeWithPapers(c int) {
	m := &s.memory[c]
	if !m.withPapers {
		m.ready = s.outcomesOf(c)
		m.withPapers = true
	}
	s.criteria[c] = m.ready
}
