package score

// A Mark is the least total with which an award is reached, from Min to Max where it
// depends on what is still open; Given is false where there is none.
type Mark struct {
	Given bool
	Range
}

// maxMarkCases bounds the cases that are looked at for a mark.
const maxMarkCases = 256

// mark finds the least total that passes, given what is decided so far: the total
// is taken as any number that the points allow, and all else that the condition
// names (whether criteria apply or are met, answers, the maximum) as what may still
// become of it. Of cases in which no total passes nothing is said. There is no mark
// where more points can make an award fail, where in no case the total matters, and
// where it cannot be told: totals too many to list, or what is open too much.
//
// It is found without looking at how the condition is written: below the mark the
// abstract evaluator says that it never holds, and from the mark on that it always
// does.
func (s *Scorer) mark(a *Award, maximum Range, before Mark) Mark {
	if a.Pass < 0 || s.p.span > maxSpan {
		return Mark{}
	}
	// The verdict was just judged, so the award sees all criteria as they are.
	s.award.maximum = numbers(interval{lo: maximum.Min, hi: maximum.Max}, 0)
	q := sums{scale: s.p.scale}
	m := marker{awardWalk: s.walkOf(a, maxMarkCases), guesses: [2]int64{q.scaled(before.Min), q.scaled(before.Max)}}
	m.walk(0)
	if m.unclear || !m.mark.Given || m.mark.Max.Cmp(m.points(s.lowest)) == 0 {
		return Mark{}
	}
	return m.mark
}

// A marker looks for a mark in every case.
type marker struct {
	awardWalk
	guesses [2]int64 // the last mark's ends, scaled, which mostly hold again
	mark    Mark
	unclear bool // in some case
}

func (m *marker) walk(i int) {
	s := m.s
	switch {
	case m.unclear || m.settled():
	case i < len(m.pivots):
		c := m.pivots[i]
		for set := s.criteria[c].set; set != 0; set &= set - 1 {
			s.award.assigned[c] = set & -set
			m.walk(i + 1)
		}
		s.award.assigned[c] = s.criteria[c].set
	case i < len(m.pivots)+len(m.fields):
		s.eachCase(m.fields[i-len(m.pivots)], false, func() { m.walk(i + 1) })
	default:
		// What is left to tell apart is the maximum.
		m.rest = s.addAll(func(c int) bool { return !m.isPivot(int32(c)) })
		sum := m.sum()
		kept := s.award.maximum
		for _, t := range sum.byMax {
			s.award.maximum = exactly(Number(m.points(sum.maximum + t.maximum)))
			m.unclear = m.unclear || !m.settled()
		}
		s.award.maximum = kept
	}
}

func (m *marker) points(scaled int64) Rat {
	r, _ := Ratio(scaled, m.s.p.scale)
	return r
}

// settled notes the mark of this case, if it is certain what it is, or that there
// is none.
func (m *marker) settled() bool {
	for _, x := range m.guesses {
		if m.is(x) {
			return true
		}
	}
	lo, hi := m.s.lowest, m.s.highest
	if !m.may(lo, hi, mayTrue) {
		return true
	}
	for lo < hi {
		if x := floorDiv(lo+hi, 2); m.may(x, x, mayAnything&^mayTrue) {
			lo = x + 1
		} else {
			hi = x
		}
	}
	return m.is(lo)
}

// may reports whether with some total the condition may be one of these.
func (m *marker) may(lo, hi int64, these kinds) bool {
	if lo > hi {
		return false
	}
	m.s.award.total = numbers(interval{lo: m.points(lo), hi: m.points(hi)}, 0)
	return m.s.abs(m.a.Pass).may&these != 0
}

// is notes a total as the mark, if it is.
func (m *marker) is(x int64) bool {
	if lo, hi := m.s.lowest, m.s.highest; x < lo || x > hi || m.may(x, hi, mayAnything&^mayTrue) || m.may(lo, x-1, mayTrue) {
		return false
	}
	r := m.points(x)
	if !m.mark.Given {
		m.mark = Mark{true, Range{r, r}}
	}
	m.mark.Min, m.mark.Max = least(m.mark.Min, r), greatest(m.mark.Max, r)
	return true
}
