package score

// A Result is what a set of answers comes to. It belongs to its scorer and is
// overwritten by the next call of [Scorer.Score].
type Result struct {
	s *Scorer

	Total, Maximum Range // of schemes with points
	Criteria       []CriterionResult
	Groups         []GroupResult
	Awards         []Verdict
	Marks          []Mark      // of the awards
	Bands          [][]Verdict // of the tiers of each
	Derived        []DerivedResult
	Problems       []Problem
	Papers         *PapersResult // nil where papers do not count
}

// A Status says where a criterion stands. Partial and Unmet are certain; a
// criterion with points is met when it has its maximum.
type Status uint8

const (
	StatusOpen Status = iota
	StatusMet
	StatusPartial
	StatusUnmet
	StatusNA
)

var statusNames = [...]string{"open", "met", "partial", "unmet", "na"}

func (s Status) String() string { return statusNames[s] }

// A CriterionResult is what a criterion comes to.
type CriterionResult struct {
	Status   Status
	Points   Rat  // where the status is certain and the criterion gives points
	Exact    bool // the outcomes are exactly what completions reach, not more
	outcomes uint64
	papers   paperState
}

// paperState is where the papers of a criterion stand.
type paperState uint8

const (
	papersUnneeded paperState = iota
	papersReady
	papersMissing
	papersOpen
)

var paperNames = [...]string{"unneeded", "ready", "missing", "open"}

// A SectionResult adds up a section.
type SectionResult struct {
	Total, Maximum Range
	Met, Of        int // criteria that are met for certain, of those that apply
	Answered, Open int // fields
}

// A GroupResult says how many of a group's items are met.
type GroupResult struct {
	Min, Max int64
	Need     Range
	NeedOpen bool // the number needed is not known at all
}

// A DerivedResult is a computed value.
type DerivedResult struct {
	Status DerivedStatus
	Value  Value
	Target Value // whether the target is met; null where there is none, or no value
}

// A DerivedStatus says whether a derived value could be computed.
type DerivedStatus uint8

const (
	DerivedOK            DerivedStatus = iota
	DerivedNotApplicable               // nothing to compute it from: 0 persons, a hidden field
	DerivedMissing                     // an answer is missing
	DerivedInvalid                     // an answer is out of range, or contradicts another
)

var derivedNames = [...]string{"ok", "not_applicable", "missing_input", "invalid_input"}

func (d DerivedStatus) String() string { return derivedNames[d] }

// A PapersResult is the result as if every paper were ready.
type PapersResult struct {
	Total  Range
	Awards []Verdict
}

// Score judges answers.
func (s *Scorer) Score(a *Answers) *Result {
	s.notice(a)
	s.answers = a.fields
	s.load(&s.all)
	r := &s.result
	r.s, r.Papers = s, nil
	r.Criteria, r.Derived, r.Problems = r.Criteria[:0], r.Derived[:0], r.Problems[:0]
	for i := range a.problems {
		// What is hidden is not judged, whatever was answered.
		if q := &a.problems[i]; q.field < 0 || s.states[q.field] != Hidden {
			r.Problems = append(r.Problems, *q)
		}
	}
	s.checkConstraints(r)
	s.checkFields(r)
	s.steady = !s.touched(len(s.p.Criteria) + len(s.p.Derived))
	for c := range s.p.Criteria {
		r.Criteria = append(r.Criteria, s.judge(c))
	}
	if !s.steady {
		s.judgeAwards(r)
	}
	for d := range s.p.Derived {
		r.Derived = append(r.Derived, s.derive(d))
	}
	if s.overflowed || s.ev.overflow || s.sheet.overflow {
		r.Problems = append(r.Problems, Problem{Rule: "range", Message: s.p.message(msgOverflow)})
	}
	if s.p.HasPapers {
		r.Papers = s.withPapers(r)
	}
	return r
}

// judgeAwards adds up the criteria and judges groups and awards. As long as no
// criterion comes out otherwise, the last call's hold.
func (s *Scorer) judgeAwards(r *Result) {
	s.plans = nil
	r.Awards, r.Groups = r.Awards[:0], r.Groups[:0]
	if r.Marks == nil {
		r.Marks = make([]Mark, len(s.p.Awards))
	}
	sum := s.addAll(func(int) bool { return true })
	r.Total, r.Maximum = sum.ranges()
	for i := range s.p.Awards {
		r.Awards = append(r.Awards, s.verdict(&s.p.Awards[i], &sum))
		r.Marks[i] = s.mark(&s.p.Awards[i], r.Maximum, r.Marks[i])
	}
	r.Bands = r.Bands[:0]
	for b := range s.p.Bands {
		var verdicts []Verdict
		for t := range s.p.Bands[b].Tiers {
			verdicts = append(verdicts, s.verdict(&s.p.Bands[b].Tiers[t], &sum))
		}
		r.Bands = append(r.Bands, verdicts)
	}
	s.assignAll(&sum)
	for g := range s.p.Groups {
		r.Groups = append(r.Groups, s.groupResult(int32(g)))
	}
}

// checkConstraints reports the constraints that the answers break, and marks
// the fields that an error speaks of.
func (s *Scorer) checkConstraints(r *Result) {
	clear(s.disputed)
	for c := range s.p.Constraints {
		con := &s.p.Constraints[c]
		if !s.void[c] && !s.breaks(con) {
			continue
		}
		last := len(r.Problems) - 1
		if last < 0 || r.Problems[last].Rule != con.ID || r.Problems[last].field != ofConstraint { // else another part of the same rule
			last++
			r.Problems = append(r.Problems, Problem{Rule: con.ID, Warning: con.Warning, Message: con.Message, field: ofConstraint})
		}
		p := &r.Problems[last]
		for _, f := range con.Fields {
			p.Fields = append(p.Fields, s.p.Fields[f].ID)
			if !con.Warning {
				s.disputed[f] = true
			}
		}
	}
}

// checkFields reports fields that are to be filled in and are blank, and, where
// the scheme wants to know, answers to what is not asked.
func (s *Scorer) checkFields(r *Result) {
	hidden := -1
	for i := range s.p.Fields {
		f := &s.p.Fields[i]
		switch {
		case f.Required && s.states[i] == Open:
			r.Problems = append(r.Problems, s.p.fieldProblem(i, checkRequired, msgRequired, f.Label))
		case s.states[i] == Hidden && s.p.Checks[int(f.Checks)+checkHidden].ID != "" && (s.answers[i].value.Kind != KNull || len(s.answers[i].rows) > 0):
			if hidden < 0 {
				hidden = len(r.Problems)
				r.Problems = append(r.Problems, s.p.fieldProblem(i, checkHidden, msgHidden))
			} else {
				r.Problems[hidden].Fields = append(r.Problems[hidden].Fields, f.ID)
			}
		}
	}
}

func (s *Scorer) criterionResult(c int) CriterionResult {
	crit, o := &s.p.Criteria[c], s.criteria[c]
	r := CriterionResult{Exact: o.exact, outcomes: o.set}
	if o.single() {
		r.Status = StatusNA
		for i, points := range crit.Outcomes {
			if o.set != 1<<i {
				continue
			}
			r.Points = points
			switch {
			case i == len(crit.Outcomes)-1:
				r.Status = StatusMet
			case points.Sign() == 0 || i == 0:
				r.Status = StatusUnmet
			default:
				r.Status = StatusPartial
			}
		}
	}
	if crit.EvidenceField >= 0 && r.Status != StatusNA {
		r.papers = s.paperState(crit)
	}
	return r
}

func (s *Scorer) paperState(c *Criterion) paperState {
	if c.EvidenceNeeded >= 0 {
		switch needed := s.abs(c.EvidenceNeeded); {
		case needed.neverTrue():
			return papersUnneeded
		case !needed.definitelyTrue():
			return papersOpen
		}
	}
	switch ready := s.raw[c.EvidenceField]; {
	case ready.definitelyTrue():
		return papersReady
	case ready.exact:
		return papersMissing
	}
	return papersOpen
}

func (s *Scorer) groupResult(g int32) GroupResult {
	st := s.group(g)
	r := GroupResult{Min: st.min, Max: st.max}
	if iv := st.need.iv; st.need.may&mayNumber == 0 || iv.loInf || iv.hiInf {
		r.NeedOpen = true
	} else {
		r.Need = Range{iv.lo, iv.hi}
	}
	return r
}

// Section adds up a section.
func (r *Result) Section(i int) SectionResult {
	s, section, q := r.s, int32(i), SectionResult{}
	q.Total, q.Maximum = s.sectionSums(section, func(c int) uint64 { return s.criteria[c].set })
	for c := range s.p.Criteria {
		if s.p.Criteria[c].Section != section {
			continue
		}
		switch r.Criteria[c].Status {
		case StatusNA:
			continue
		case StatusMet:
			q.Met++
		}
		q.Of++
	}
	for f := range s.p.Fields {
		if s.p.Fields[f].Section == section && !s.p.Fields[f].Reference {
			switch s.states[f] {
			case Answered:
				q.Answered++
			case Open, Invalid:
				q.Open++
			}
		}
	}
	return q
}

func (s *Scorer) derivedResult(d int) DerivedResult {
	der := &s.p.Derived[d]
	p := s.derivedValue(int32(d))
	if !p.exact && p.may&mayNumber == 0 {
		p = s.settleDerived(der, d, p)
	}
	invalid := false
	for _, f := range der.Deps {
		invalid = invalid || s.states[f] == Invalid || s.disputed[f]
	}
	switch {
	case p.exact && p.may != mayNull && !invalid:
		r := DerivedResult{Status: DerivedOK, Value: p.val()}
		if der.Target >= 0 {
			target := s.abs(der.Target)
			r.Target = target.val()
		}
		return r
	case invalid:
		return DerivedResult{Status: DerivedInvalid}
	case !p.exact:
		return DerivedResult{Status: DerivedMissing}
	}
	return DerivedResult{Status: DerivedNotApplicable}
}

// settleDerived finds whether a truth value or a text is the same whatever the
// blanks become.
func (s *Scorer) settleDerived(der *Derived, d int, first possible) possible {
	var seen []Value
	const differ = ^uint64(0) >> 1 // everything: there is nothing more to find
	s.split(der.Deps, nil, differ, func() uint64 {
		p := s.derivedValue(int32(d))
		if !p.exact {
			return differ
		}
		if value := p.val(); len(seen) == 0 {
			seen = append(seen, value)
		} else if !same(seen[0], value) {
			return differ
		}
		return 1
	})
	if s.search.found == 1 {
		return exactly(seen[0])
	}
	return first
}

// withPapers judges once more as if every paper were ready. Only criteria whose
// papers are not can come out differently.
func (s *Scorer) withPapers(before *Result) *PapersResult {
	r := &PapersResult{Total: before.Total, Awards: before.Awards}
	s.waiting = s.waiting[:0]
	for c := range s.p.Criteria {
		if s.waitsForPapers(c, before.Criteria[c].papers) {
			s.waiting = append(s.waiting, c)
		}
	}
	if len(s.waiting) == 0 {
		return r
	}
	s.papers = true
	s.touch()
	s.saved = append(s.saved[:0], s.criteria...)
	for _, c := range s.waiting {
		s.judgeWithPapers(c)
	}
	sum := s.addAll(func(int) bool { return true })
	r.Total, _ = sum.ranges()
	r.Awards = nil
	for i := range s.p.Awards {
		r.Awards = append(r.Awards, s.verdict(&s.p.Awards[i], &sum))
	}
	copy(s.criteria, s.saved)
	s.papers = false
	s.touch()
	return r
}

// waitsForPapers reports whether papers that are not ready may change a
// criterion: its own, or those of another that its rules speak of.
func (s *Scorer) waitsForPapers(c int, own paperState) bool {
	crit := &s.p.Criteria[c]
	for _, f := range crit.Deps {
		if !s.p.Fields[f].Evidence || s.raw[f].definitelyTrue() {
			continue
		}
		if f != crit.EvidenceField || own == papersMissing || own == papersOpen {
			return true
		}
	}
	return false
}

// Rule is the number, through all its tables, of the rule that decided a
// criterion, or -1 where none did or it is not certain which.
func (r *Result) Rule(c int) int {
	if st := r.Criteria[c].Status; st == StatusOpen || st == StatusNA {
		return -1
	}
	rule, _ := r.s.decided(&r.s.p.Criteria[c])
	return int(rule)
}

// Field is where a field stands.
func (r *Result) Field(f int) FieldState { return r.s.states[f] }

// PapersOf is where the papers of a criterion stand: unneeded, ready, missing or open.
func (r *Result) PapersOf(c int) string { return paperNames[r.Criteria[c].papers] }

// Outcomes lists what a criterion can still come to: its points, ascending, and
// whether it can be not applicable. Of a requirement 0 is unmet and 1 is met.
func (r *Result) Outcomes(c int) (points []Rat, na bool) {
	set := r.Criteria[c].outcomes
	for i, o := range r.s.p.Criteria[c].Outcomes {
		if set>>i&1 == 1 {
			points = append(points, o)
		}
	}
	return points, set&naBit != 0
}
