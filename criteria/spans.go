package criteria

import (
	"cmp"
	"slices"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// An interval of the numbers that a tier takes.
type span struct {
	lo, hi         score.Rat
	loInf, hiInf   bool
	loOpen, hiOpen bool
}

// spans lists the numbers that a test takes; ok is false if it depends on more
// than literals.
func spans(n feel.Node) (ss []span, ok bool) {
	switch n := n.(type) {
	case *feel.Dash:
		return []span{{loInf: true, hiInf: true}}, true
	case *feel.Cmp:
		v, ok := constant(n.X)
		if !ok {
			return nil, false
		}
		switch n.Op {
		case score.OpLt, score.OpLe:
			return []span{{loInf: true, hi: v, hiOpen: n.Op == score.OpLt}}, true
		case score.OpGt, score.OpGe:
			return []span{{hiInf: true, lo: v, loOpen: n.Op == score.OpGt}}, true
		case score.OpEq:
			return []span{{lo: v, hi: v}}, true
		}
		return []span{{loInf: true, hi: v, hiOpen: true}, {lo: v, loOpen: true, hiInf: true}}, true
	case *feel.Interval:
		lo, ok1 := constant(n.Lo)
		hi, ok2 := constant(n.Hi)
		return []span{{lo: lo, hi: hi, loOpen: n.LoOpen, hiOpen: n.HiOpen}}, ok1 && ok2
	case *feel.List:
		for _, t := range n.Items {
			s, ok := spans(t)
			if !ok {
				return nil, false
			}
			ss = append(ss, s...)
		}
		return ss, true
	case *feel.Lit:
		if n.Value.Kind == score.KNull {
			return nil, true
		}
	}
	v, ok := constant(n)
	return []span{{lo: v, hi: v}}, ok
}

// gaps lists the numbers that no tier without a further condition takes.
func gaps(t *PointsTable) []span {
	var covered []span
	for _, tier := range t.Tiers {
		if tier.When.Given() || tier.Is.Node == nil {
			continue
		}
		ss, _ := spans(tier.Is.Node)
		covered = append(covered, ss...)
	}
	slices.SortFunc(covered, func(a, b span) int {
		switch {
		case a.loInf != b.loInf:
			if a.loInf {
				return -1
			}
			return 1
		case a.loInf:
			return 0
		}
		return cmp.Or(a.lo.Cmp(b.lo), boolInt(a.loOpen)-boolInt(b.loOpen))
	})
	var missing []span
	next := span{loInf: true, hiInf: true} // what is not covered yet
	done := false
	for _, c := range covered {
		if done {
			break
		}
		if !c.loInf && (next.loInf || next.lo.Cmp(c.lo) < 0 || next.lo.Cmp(c.lo) == 0 && !next.loOpen && c.loOpen) {
			g := next
			g.hi, g.hiInf, g.hiOpen = c.lo, false, !c.loOpen
			missing = append(missing, g)
		}
		if c.hiInf {
			done = true
		} else if next.loInf || c.hi.Cmp(next.lo) > 0 || c.hi.Cmp(next.lo) == 0 && !next.loOpen && !c.hiOpen {
			next.lo, next.loInf, next.loOpen = c.hi, false, !c.hiOpen
		}
	}
	if !done {
		missing = append(missing, next)
	}
	return missing
}
