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

// watched lists, for every criterion, for every derived value, and for all awards
// and bands together, the fields that can change what is said of it: those it
// depends on, its papers, and all that rows and error constraints tie to them.
func (p *Program) watched() [][]int32 {
	var all [][]int32
	for c := range p.Criteria {
		crit := &p.Criteria[c]
		all = append(all, p.tied(crit.Deps, []int32{crit.EvidenceField}))
	}
	for d := range p.Derived {
		all = append(all, p.tied(p.Derived[d].Deps))
	}
	var verdicts [][]int32
	for a := range p.Awards {
		verdicts = append(verdicts, p.Awards[a].Deps)
	}
	for b := range p.Bands {
		for t := range p.Bands[b].Tiers {
			verdicts = append(verdicts, p.Bands[b].Tiers[t].Deps)
		}
	}
	return append(all, p.tied(verdicts...))
}

// tied lists fields, and those that rows and error constraints tie to them,
// however indirectly: such a constraint narrows or voids answers, and disputes
// what is derived from them.
func (p *Program) tied(lists ...[]int32) []int32 {
	in := make([]bool, len(p.Fields))
	var fields []int32
	add := func(lists [][]int32) {
		for _, fs := range lists {
			for _, f := range fs {
				if f >= 0 && !in[f] {
					in[f] = true
					fields = append(fields, f)
				}
			}
		}
	}
	// follow adds lists of fields of which one is watched already.
	follow := func(lists ...[]int32) {
		for _, fs := range lists {
			for _, f := range fs {
				if in[f] {
					add(lists)
					return
				}
			}
		}
	}
	add(lists)
	for before := -1; before < len(fields); {
		before = len(fields)
		for _, rows := range p.Repeats {
			follow(rows...)
		}
		for c := range p.Constraints {
			if con := &p.Constraints[c]; !con.Warning {
				follow(con.Deps, con.Fields)
			}
		}
	}
	return fields
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
