package score

// The total and the maximum move together when a criterion drops out, so they
// are kept as reachable pairs, by a dynamic programme over the criteria: which
// totals can occur with which maximum. Points are scaled to whole numbers.

// sums is the set of reachable pairs of a total and a maximum. Every total has
// the same offset; the sets of totals are bit sets.
type sums struct {
	scale   int64 // points are multiples of 1/scale
	total   int64 // offset of all totals, scaled
	maximum int64 // offset of all maxima, scaled
	byMax   []totals

	// Too many totals to list: only the ends are known.
	wide                   bool
	wideTotal, wideMaximum Range
}

type totals struct {
	maximum int64
	bits    []uint64 // bit t: total offset + t is reachable
}

// maxSpan bounds the scaled totals that are listed one by one.
const maxSpan = 1 << 14

// addAll starts from nothing and adds the criteria for which use is true.
func (s *Scorer) addAll(use func(c int) bool) sums {
	sum := sums{scale: s.p.scale, byMax: []totals{{bits: []uint64{1}}}, wide: s.p.span > maxSpan}
	for c := range s.p.Criteria {
		if crit := &s.p.Criteria[c]; crit.Points && use(c) {
			sum.add(crit, s.criteria[c].set)
		}
	}
	return sum
}

// pointScale is the least common multiple of the denominators of all points, and how
// far the totals can lie apart in units of it.
func (p *Program) pointScale() (scale, span int64) {
	l := uint64(1)
	for c := range p.Criteria {
		for _, o := range p.Criteria[c].Outcomes {
			d := uint64(o.Den())
			if l = l / gcd(l, d) * d; l > maxSpan {
				return 1, maxSpan + 1
			}
		}
	}
	q := sums{scale: int64(l)}
	for c := range p.Criteria {
		if o := p.Criteria[c].Outcomes; p.Criteria[c].Points {
			for _, end := range [...]Rat{o[0], o[len(o)-1]} {
				if abs64(end.Num()) > maxSpan {
					return q.scale, maxSpan + 1
				}
				span += abs64AsInt(q.scaled(end))
			}
		}
	}
	return q.scale, span
}

func (q *sums) scaled(r Rat) int64 { return r.Num() * (q.scale / r.Den()) }

// add combines every pair so far with every outcome of a criterion.
func (q *sums) add(c *Criterion, set uint64) {
	if q.wide {
		total, maximum := c.contribution(set)
		q.wideTotal, q.wideMaximum = q.wideTotal.add(total), q.wideMaximum.add(maximum)
		return
	}
	best := q.scaled(c.Outcomes[len(c.Outcomes)-1])
	if set == naBit {
		return
	}
	if set&naBit == 0 {
		q.maximum += best
		if set&(set-1) == 0 {
			for i, o := range c.Outcomes {
				if set == 1<<i {
					q.total += q.scaled(o)
				}
			}
			return
		}
	}
	least := int64(0)
	for i, o := range c.Outcomes {
		if set>>i&1 == 1 {
			least = min(least, q.scaled(o))
		}
	}
	q.total += least
	before := q.byMax
	q.byMax = nil
	if set&naBit != 0 {
		for _, t := range before {
			q.merge(t.maximum, t.bits, -least)
		}
	} else {
		best = 0 // already in the offset
	}
	for i, o := range c.Outcomes {
		if set>>i&1 == 1 {
			for _, t := range before {
				q.merge(t.maximum+best, t.bits, q.scaled(o)-least)
			}
		}
	}
}

func (q *sums) merge(maximum int64, bits []uint64, shift int64) {
	var into *totals
	for i := range q.byMax {
		if q.byMax[i].maximum == maximum {
			into = &q.byMax[i]
		}
	}
	if into == nil {
		q.byMax = append(q.byMax, totals{maximum: maximum})
		into = &q.byMax[len(q.byMax)-1]
	}
	words, rest := int(shift/64), uint(shift%64)
	for len(into.bits) < len(bits)+words+1 {
		into.bits = append(into.bits, 0)
	}
	for i, w := range bits {
		into.bits[i+words] |= w << rest
		if rest > 0 {
			into.bits[i+words+1] |= w >> (64 - rest)
		}
	}
	for n := len(into.bits); n > 1 && into.bits[n-1] == 0; n-- {
		into.bits = into.bits[:n-1]
	}
}

// each calls f for every reachable pair until f returns false; not for wide sums.
func (q *sums) each(f func(total, maximum Rat) bool) {
	for _, t := range q.byMax {
		m, _ := Ratio(q.maximum+t.maximum, q.scale)
		for w, bits := range t.bits {
			for b := range 64 {
				if bits>>b&1 == 1 {
					r, _ := Ratio(q.total+int64(w*64+b), q.scale)
					if !f(r, m) {
						return
					}
				}
			}
		}
	}
}

// A Range is what a sum can still be.
type Range struct{ Min, Max Rat }

// ranges are the least and greatest total and maximum.
func (q *sums) ranges() (total, maximum Range) {
	if q.wide {
		return q.wideTotal, q.wideMaximum
	}
	first := true
	for _, t := range q.byMax {
		m := q.maximum + t.maximum
		lo, hi := ends(t.bits)
		tl, _ := Ratio(q.total+lo, q.scale)
		th, _ := Ratio(q.total+hi, q.scale)
		mr, _ := Ratio(m, q.scale)
		if first {
			total, maximum = Range{tl, th}, Range{mr, mr}
			first = false
			continue
		}
		total.Min, total.Max = least(total.Min, tl), greatest(total.Max, th)
		maximum.Min, maximum.Max = least(maximum.Min, mr), greatest(maximum.Max, mr)
	}
	return total, maximum
}

func ends(bits []uint64) (lo, hi int64) {
	lo = -1
	for w, b := range bits {
		for i := range 64 {
			if b>>i&1 == 1 {
				hi = int64(w*64 + i)
				if lo < 0 {
					lo = hi
				}
			}
		}
	}
	return max(lo, 0), hi
}

func least(a, b Rat) Rat {
	if b.Cmp(a) < 0 {
		return b
	}
	return a
}

func greatest(a, b Rat) Rat {
	if b.Cmp(a) > 0 {
		return b
	}
	return a
}

// contribution is what a criterion with a set of outcomes adds to the total and
// to the maximum, each on its own.
func (c *Criterion) contribution(set uint64) (total, maximum Range) {
	best := c.Outcomes[len(c.Outcomes)-1]
	first := true
	for i, o := range c.Outcomes {
		if set>>i&1 == 1 {
			if first {
				total = Range{o, o}
				first = false
			}
			total.Max = o
		}
	}
	switch {
	case set == naBit:
	case set&naBit != 0:
		total.Min, total.Max = least(total.Min, Rat{}), greatest(total.Max, Rat{})
		maximum = Range{least(Rat{}, best), greatest(Rat{}, best)}
	default:
		maximum = Range{best, best}
	}
	return total, maximum
}

func (r Range) add(q Range) Range {
	lo, _ := r.Min.Add(q.Min)
	hi, _ := r.Max.Add(q.Max)
	return Range{lo, hi}
}
