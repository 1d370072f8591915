package score

// A Verdict is what can be said of an award.
type Verdict uint8

const (
	VerdictOpen Verdict = iota // some completions pass, some fail
	VerdictPass                // every completion passes
	VerdictFail                // none does
)

var verdictNames = [...]string{"open", "pass", "fail"}

func (v Verdict) String() string { return verdictNames[v] }

// awardContext is what an award's condition sees of criteria and totals. No
// field or derived value does, so a change of it takes no new stamp.
type awardContext struct {
	assigned []uint64 // per criterion: the outcomes looked at now
	total    possible
	maximum  possible
}

// awardLeaf is the set of values of a criterion's member or of a sum.
func (s *Scorer) awardLeaf(n Node) possible {
	switch n.Op {
	case OpTotal, OpMaximum:
		if n.A < 0 {
			if n.Op == OpTotal {
				return s.award.total
			}
			return s.award.maximum
		}
		total, maximum := s.sectionSums(n.A, func(c int) uint64 { return s.award.assigned[c] })
		if n.Op == OpMaximum {
			total = maximum
		}
		return numbers(interval{lo: total.Min, hi: total.Max}, 0)
	}
	c := &s.p.Criteria[n.A]
	set := s.award.assigned[n.A]
	given := set &^ naBit
	var k kinds
	switch n.Op {
	case OpApplies:
		if given != 0 {
			k |= mayTrue
		}
		if set&naBit != 0 {
			k |= mayFalse
		}
		return truth(k)
	case OpMet:
		k = within(given, 1<<(len(c.Outcomes)-1))
		if set&naBit != 0 {
			k |= mayNull
		}
		return truth(k)
	}
	if given == 0 {
		return exactly(Null)
	}
	total, _ := c.contribution(given)
	if set&naBit != 0 {
		k = mayNull
	}
	return numbers(interval{lo: total.Min, hi: total.Max}, k)
}

func (s *Scorer) sectionSums(section int32, outcome func(c int) uint64) (total, maximum Range) {
	for i := range s.p.Criteria {
		if c := &s.p.Criteria[i]; c.Section == section && c.Points {
			t, m := c.contribution(outcome(i))
			total, maximum = total.add(t), maximum.add(m)
		}
	}
	return total, maximum
}

// assignAll lets the award see every criterion's whole set of outcomes.
func (s *Scorer) assignAll(sum *sums) {
	a := &s.award
	a.assigned = a.assigned[:0]
	for _, c := range s.criteria {
		a.assigned = append(a.assigned, c.set)
	}
	s.showSums(sum)
}

func (s *Scorer) showSums(sum *sums) {
	total, maximum := sum.ranges()
	s.award.total = numbers(interval{lo: total.Min, hi: total.Max}, 0)
	s.award.maximum = numbers(interval{lo: maximum.Min, hi: maximum.Max}, 0)
}

// verdict judges an award on the outcomes of all criteria.
func (s *Scorer) verdict(a *Award, all *sums) Verdict {
	s.assignAll(all)
	if a.Pass < 0 {
		met := s.group(a.Group).met
		return verdictOf(met.may)
	}
	first := s.abs(a.Pass)
	if first.definitelyTrue() || first.neverTrue() {
		return verdictOf(first.may)
	}
	// Look at the joint outcomes of the criteria that the condition names and of
	// the blank fields it speaks of, and at every reachable pair of sums in each.
	w := s.walkOf(a, maxCases)
	w.rest = s.addAll(func(c int) bool { return !w.isPivot(int32(c)) })
	w.walk(0)
	return verdictOf(w.may)
}

// walkOf plans the walk through at most so many joint outcomes.
func (s *Scorer) walkOf(a *Award, limit int) awardWalk {
	w := awardWalk{s: s, a: a}
	cases := 1
	for _, c := range a.Pivots {
		if n := countBits(s.criteria[c].set); n > 1 && cases <= limit/n {
			cases *= n
			w.pivots = append(w.pivots, c)
		}
	}
	for _, f := range a.Deps {
		if n := int(s.parts(f)); !s.settled(f) && n > 0 && cases <= limit/n {
			cases *= n
			w.fields = append(w.fields, f)
		}
	}
	return w
}

func verdictOf(may kinds) Verdict {
	switch {
	case may == mayTrue:
		return VerdictPass
	case may&mayTrue == 0:
		return VerdictFail
	}
	return VerdictOpen
}

func countBits(set uint64) int {
	n := 0
	for ; set != 0; set &= set - 1 {
		n++
	}
	return n
}

type awardWalk struct {
	s      *Scorer
	a      *Award
	pivots []int32
	fields []int32
	rest   sums
	may    kinds
}

func (w *awardWalk) isPivot(c int32) bool {
	for _, p := range w.pivots {
		if p == c {
			return true
		}
	}
	return false
}

func (w *awardWalk) walk(i int) {
	s := w.s
	switch {
	case w.may&mayTrue != 0 && w.may&^mayTrue != 0:
		return // both ways are possible; nothing more to learn
	case i < len(w.pivots):
		c := w.pivots[i]
		for set := s.criteria[c].set; set != 0; set &= set - 1 {
			s.award.assigned[c] = set & -set
			w.walk(i + 1)
		}
		s.award.assigned[c] = s.criteria[c].set
		return
	case i < len(w.pivots)+len(w.fields):
		s.eachCase(w.fields[i-len(w.pivots)], false, func() { w.walk(i + 1) })
		return
	}
	w.leaf()
}

// leaf looks at one joint outcome: first at the range of the sums, then, if that
// does not decide, at every pair.
func (w *awardWalk) leaf() {
	s := w.s
	sum := w.sum()
	s.showSums(&sum)
	pass := s.abs(w.a.Pass)
	if pass.may&(pass.may-1) == 0 || sum.wide {
		w.may |= pass.may
		return
	}
	sum.each(func(total, maximum Rat) bool {
		s.award.total, s.award.maximum = exactly(Number(total)), exactly(Number(maximum))
		w.may |= s.abs(w.a.Pass).may
		return w.may&mayTrue == 0 || w.may&^mayTrue == 0
	})
}

// sum adds up the criteria with the joint outcome looked at.
func (w *awardWalk) sum() sums {
	sum := w.rest
	sum.byMax = append([]totals(nil), w.rest.byMax...)
	for _, c := range w.pivots {
		if crit := &w.s.p.Criteria[c]; crit.Points {
			sum.add(crit, w.s.award.assigned[c])
		}
	}
	return sum
}

// groupState is what can be said of a group: whether it is met, how many of its
// items are, and how many are needed.
type groupState struct {
	met      possible
	min, max int64
	need     possible
}

// group judges a requirement. A criterion that does not apply does not stand in
// the way where all are needed; where some are, it is not one of them.
func (s *Scorer) group(g int32) groupState {
	group := &s.p.Groups[g]
	st := groupState{}
	all := mayTrue
	for _, item := range group.Items {
		met, fine := s.item(item)
		if met == mayTrue {
			st.min++
		}
		if met&mayTrue != 0 {
			st.max++
		}
		all = andKinds(all, fine)
	}
	switch {
	case group.Any:
		st.need = exactly(Number(Int(1)))
	case group.Need >= 0:
		st.need = s.abs(group.Need)
	default:
		st.need = exactly(Number(Int(int64(len(group.Items)))))
		st.met = truth(all)
		return st
	}
	k := kinds(0)
	if st.need.may&^mayNumber != 0 {
		k |= mayFalse // how many are needed is null: nothing can be enough
	}
	if st.need.may&mayNumber != 0 {
		have := interval{lo: Int(st.min), hi: Int(st.max)}
		k |= absOrder(OpGe, numbers(have, 0), numbers(st.need.iv, 0)).may
	}
	st.met = truth(k)
	return st
}

// item is whether an item of a group is met, and whether it is met or does not
// apply.
func (s *Scorer) item(item int32) (met, fine kinds) {
	if item < 0 {
		met = s.group(-1 - item).met.may
		return met, met
	}
	c := &s.p.Criteria[item]
	set := s.award.assigned[item]
	best := uint64(1) << (len(c.Outcomes) - 1)
	return within(set, best), within(set, best|naBit)
}

// within is the truth of "the outcome is one of these".
func within(set, these uint64) kinds {
	k := kinds(0)
	if set&these != 0 {
		k |= mayTrue
	}
	if set&^these != 0 {
		k |= mayFalse
	}
	return k
}
