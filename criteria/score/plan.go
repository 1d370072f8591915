package score

// What next: a cheapest set of criteria to work on so that an award is reached.
//
// Working on a criterion brings it to its best outcome and costs its effort. A
// criterion that is not worked on counts with the worst that is still possible,
// so that the plan holds whatever the blanks become. A criterion that may drop
// out is looked at both ways.

// A Step is a criterion to work on.
type Step struct {
	Criterion int
	Effort    Rat
	Gain      Rat  // points; 0 where a criterion is met or not
	Pinned    bool // it is done anyway
}

// A Plan is a cheapest way to an award. It has no steps where the award is out of
// reach.
type Plan struct {
	Possible    bool
	WithoutPins bool // not possible, but it would be if nothing was ruled out
	Effort      Rat
	Steps       []Step
}

// A Wish changes what a plan may do with a criterion.
type Wish struct {
	Criterion int
	Never     bool // we will not do this
	Always    bool // we do this anyway: where it can be improved it costs nothing more, and is in the plan
	Effort    Limit
}

// maxEffort bounds the efforts of wishes, so that their sums are numbers of 64 bits.
const maxEffort = 1_000_000

// ReadWish reads a wish as a page writes it: the word never or always or none,
// and, parted from it by a blank, an effort: a decimal from 0 to 1,000,000 with at
// most three places.
func (p *Program) ReadWish(criterion, words string) (w Wish, ok bool) {
	w.Criterion = p.criterion(criterion)
	pin := words
	if i := index1(words, ' '); i >= 0 {
		pin = words[:i]
		if w.Effort.Rat, w.Effort.Given = ParseRat(Narrow(words[i:])); !w.Effort.Given {
			return w, false
		}
	}
	w.Never, w.Always = pin == "never", pin == "always"
	effort := w.Effort.Rat
	_, short := effort.Decimal(3)
	return w, w.Criterion >= 0 && (pin == "" || w.Never || w.Always) && short && effort.Sign() >= 0 && effort.Cmp(Int(maxEffort)) <= 0
}

// criterion is the index of a criterion, or -1.
func (p *Program) criterion(id string) int {
	for c := range p.Criteria {
		if p.Criteria[c].ID == id {
			return c
		}
	}
	return -1
}

// Wish sets what the plans of this and all later results follow, until the next
// call.
func (s *Scorer) Wish(wishes []Wish) { s.wishes, s.plans = wishes, nil }

// maxPivots bounds the criteria a plan looks at both ways.
const maxPivots = 8

// Plan finds a cheapest way to the i-th award from the last result, that of an
// award that is reached being nothing but what is done anyway. Where a requirement
// names a criterion in several groups, or too many criteria may drop out, the plan
// is right but may not be the cheapest.
func (r *Result) Plan(award int, wishes []Wish) Plan {
	plan, ruled := r.planned(award, wishes, false)
	if !plan.Possible && ruled {
		free, _ := r.planned(award, wishes, true)
		plan.WithoutPins = free.Possible
	}
	return plan
}

// planned is Plan, also as if nothing was ruled out. It reports whether something is.
func (r *Result) planned(award int, wishes []Wish, free bool) (plan Plan, ruled bool) {
	s := r.s
	w := &planner{s: s, a: &s.p.Awards[award], items: make([]planItem, len(s.p.Criteria))}
	for c := range s.p.Criteria {
		crit := &s.p.Criteria[c]
		set := s.criteria[c].set
		best := uint64(1) << (len(crit.Outcomes) - 1)
		worst := set &^ naBit
		worst &= -worst
		w.items[c] = planItem{worst: worst, best: best, effort: crit.Effort, can: worst != 0 && worst != best, na: set&naBit != 0}
	}
	for _, wish := range wishes {
		it := &w.items[wish.Criterion]
		if wish.Effort.Given {
			it.effort = wish.Effort.Rat
		}
		it.forced = wish.Always && it.can
		if it.forced {
			it.effort = Rat{}
		}
		if wish.Never && it.can && !free {
			it.can, ruled = false, true
		}
	}
	if w.a.Pass < 0 {
		return w.requirement(), ruled
	}
	return w.knapsack(), ruled
}

type planItem struct {
	worst, best uint64
	effort      Rat
	can         bool // it can be improved
	forced      bool
	na          bool // it may drop out
}

type planner struct {
	s     *Scorer
	a     *Award
	items []planItem

	// What those add that may drop out and are too many to be tried both ways.
	restTotal, restMaximum Range
}

// step is the criterion as a step of a plan.
func (w *planner) step(c int) Step {
	crit, it := &w.s.p.Criteria[c], &w.items[c]
	st := Step{Criterion: c, Effort: it.effort, Pinned: it.forced}
	if crit.Points {
		for i, o := range crit.Outcomes {
			if it.worst == 1<<i {
				st.Gain, _ = crit.Outcomes[len(crit.Outcomes)-1].Sub(o)
			}
		}
	}
	return st
}

func (w *planner) plan(chosen []bool) Plan {
	p := Plan{Possible: true}
	for c, yes := range chosen {
		if yes {
			st := w.step(c)
			p.Effort, _ = p.Effort.Add(st.Effort)
			p.Steps = append(p.Steps, st)
		}
	}
	return p
}

// cost is what a way costs: effort first, then the number of steps.
type cost struct {
	effort Rat
	steps  int
}

func (a cost) less(b cost) bool {
	if c := a.effort.Cmp(b.effort); c != 0 {
		return c < 0
	}
	return a.steps < b.steps
}

func (a cost) plus(effort Rat) cost {
	e, _ := a.effort.Add(effort)
	return cost{e, a.steps + 1}
}

// knapsack plans for a condition over totals: criteria that the condition names
// or that may drop out are tried both ways, the others are a knapsack over the
// reachable totals.
func (w *planner) knapsack() Plan {
	s := w.s
	var pivots, others []int
	chosen := make([]bool, len(w.items))
	for c := range w.items {
		crit, it := &s.p.Criteria[c], &w.items[c]
		named := crit.Award && (it.can || !s.criteria[c].single())
		if (named || it.na && it.worst != 0) && len(pivots) < maxPivots {
			pivots = append(pivots, c)
		} else if crit.Points && it.worst != 0 && !it.na {
			others = append(others, c)
		} else if chosen[c] = it.forced; crit.Points && it.worst != 0 {
			given := it.worst
			if it.forced {
				given = it.best
			}
			total, maximum := crit.contribution(given | naBit)
			w.restTotal, w.restMaximum = w.restTotal.add(total), w.restMaximum.add(maximum)
		}
	}
	ways := w.ways(others)
	w.assume()
	best := Plan{}
	var bestCost cost
	for mask := range 1 << len(pivots) {
		price := cost{}
		ok := true
		for i, c := range pivots {
			chosen[c] = mask>>i&1 == 1
			it := &w.items[c]
			if chosen[c] {
				ok = ok && it.can
				price = price.plus(it.effort)
			} else {
				ok = ok && !it.forced
			}
		}
		if !ok {
			continue
		}
		for i := range ways {
			way := &ways[i]
			e, _ := price.effort.Add(way.cost.effort)
			full := cost{e, price.steps + way.cost.steps}
			if best.Possible && !full.less(bestCost) {
				continue
			}
			if w.holds(pivots, chosen, way) {
				bestCost = full
				pick := append([]bool(nil), chosen...)
				for _, c := range way.steps {
					pick[c] = true
				}
				best = w.plan(pick)
			}
		}
	}
	return best
}

// A way is a cheapest choice of criteria for one total of those criteria.
type way struct {
	total, maximum Rat
	cost           cost
	steps          []int
}

// maxWays bounds the totals that are looked at one by one; beyond it a plan may not be the cheapest.
const maxWays = 20000

// ways lists the totals that the criteria can be brought to, each with its
// cheapest choice.
func (w *planner) ways(others []int) []way {
	ways := []way{{}}
	if w.s.p.span > maxWays {
		return w.allOrNothing(others)
	}
	index := make([]int, 2*w.s.p.span+1)
	for _, c := range others {
		crit, it := &w.s.p.Criteria[c], &w.items[c]
		worst, best := crit.points(it.worst), crit.points(it.best)
		if !it.can {
			for i := range ways {
				ways[i].total, _ = ways[i].total.Add(worst)
				ways[i].maximum, _ = ways[i].maximum.Add(best)
			}
			continue
		}
		// Totals are multiples of 1/scale, so a list finds one again.
		next := make([]way, 0, 2*len(ways))
		clear(index)
		put := func(v way) {
			at := int(v.total.Num()*(w.s.p.scale/v.total.Den()) + w.s.p.span)
			if i := index[at]; i == 0 {
				next = append(next, v)
				index[at] = len(next)
			} else if v.cost.less(next[i-1].cost) {
				next[i-1] = v
			}
		}
		for _, v := range ways {
			v.maximum, _ = v.maximum.Add(best)
			if !it.forced {
				u := v
				u.total, _ = u.total.Add(worst)
				put(u)
			}
			v.total, _ = v.total.Add(best)
			v.cost = v.cost.plus(it.effort)
			v.steps = append(v.steps[:len(v.steps):len(v.steps)], c)
			put(v)
		}
		ways = next
	}
	return ways
}

// allOrNothing is the ways where totals are too many to look at one by one: to
// leave every criterion as it is, but for what is done anyway, or to improve all.
func (w *planner) allOrNothing(others []int) []way {
	ways := make([]way, 2)
	for i := range ways {
		v := &ways[i]
		for _, c := range others {
			crit, it := &w.s.p.Criteria[c], &w.items[c]
			outcome := it.worst
			if it.forced || it.can && i == 1 {
				outcome = it.best
				v.cost = v.cost.plus(it.effort)
				v.steps = append(v.steps, c)
			}
			v.total, _ = v.total.Add(crit.points(outcome))
			v.maximum, _ = v.maximum.Add(crit.points(it.best))
		}
	}
	return ways
}

func (c *Criterion) points(outcome uint64) Rat {
	for i, o := range c.Outcomes {
		if outcome == 1<<i {
			return o
		}
	}
	return Rat{}
}

// assume lets the award see every criterion at its worst.
func (w *planner) assume() {
	a := &w.s.award
	a.assigned = a.assigned[:0]
	for c := range w.items {
		set := w.s.criteria[c].set
		if it := &w.items[c]; it.worst != 0 && !it.na {
			set = it.worst
		}
		a.assigned = append(a.assigned, set)
	}
}

// holds reports whether the award is reached whatever becomes of the pivots
// that are not worked on.
func (w *planner) holds(pivots []int, chosen []bool, v *way) bool {
	s := w.s
	a := &s.award
	for _, c := range v.steps {
		a.assigned[c] = w.items[c].best
	}
	defer func() {
		for _, c := range v.steps {
			a.assigned[c] = w.items[c].worst
		}
	}()
	var try func(i int, total, maximum Rat) bool
	try = func(i int, total, maximum Rat) bool {
		if i == len(pivots) {
			t, m := w.restTotal.add(Range{total, total}), w.restMaximum.add(Range{maximum, maximum})
			a.total, a.maximum = numbers(interval{lo: t.Min, hi: t.Max}, 0), numbers(interval{lo: m.Min, hi: m.Max}, 0)
			return s.abs(w.a.Pass).definitelyTrue()
		}
		c := pivots[i]
		crit, it := &s.p.Criteria[c], &w.items[c]
		var set uint64
		switch {
		case chosen[c] && it.na:
			set = it.best | naBit // working on it does not make it apply
		case chosen[c]:
			set = it.best
		case !it.na:
			set = it.worst
		default:
			set = it.worst | naBit
		}
		for ; set != 0; set &= set - 1 {
			one := set & -set
			a.assigned[c] = one
			t, m := total, maximum
			if one != naBit && crit.Points {
				t, _ = t.Add(crit.points(one))
				m, _ = m.Add(crit.points(it.best))
			}
			if !try(i+1, t, m) {
				return false
			}
		}
		return true
	}
	return try(0, v.total, v.maximum)
}

// requirement plans for a tree of groups: all items, the cheapest one, or the
// cheapest so many.
func (w *planner) requirement() Plan {
	s := w.s
	a := &s.award
	a.assigned = a.assigned[:0]
	for c := range w.items {
		set := s.criteria[c].set
		if it := &w.items[c]; it.forced {
			set = it.best | set&naBit // to work on it does not make it apply
		} else if it.worst != 0 {
			set = it.worst | set&naBit
		}
		a.assigned = append(a.assigned, set)
	}
	chosen, _, ok := w.cheapest(w.a.Group)
	if !ok {
		return Plan{}
	}
	pick := make([]bool, len(w.items))
	for _, c := range chosen {
		pick[c] = true
	}
	for c := range w.items {
		pick[c] = pick[c] || w.items[c].forced
	}
	return w.plan(pick)
}

// cheapest is the cheapest set of criteria that makes a group met.
func (w *planner) cheapest(g int32) (chosen []int, price cost, ok bool) {
	s := w.s
	group := &s.p.Groups[g]
	type choice struct {
		steps []int
		cost  cost
	}
	var open []choice
	done := int64(0)
	all := group.Need < 0 && !group.Any
	for _, item := range group.Items {
		met, fine := s.item(item)
		if all {
			met = fine
		}
		if met == mayTrue {
			done++
			continue
		}
		if item < 0 {
			steps, price, ok := w.cheapest(-1 - item)
			if ok {
				open = append(open, choice{steps, price})
			}
			continue
		}
		if it := &w.items[item]; it.can && (all || !it.na) {
			open = append(open, choice{[]int{int(item)}, cost{}.plus(it.effort)})
		}
	}
	need := int64(len(group.Items))
	if !all {
		st := s.group(g)
		if st.need.may != mayNumber || st.need.iv.hiInf {
			return nil, cost{}, false
		}
		need = st.need.iv.hi.Ceil()
	}
	// A stable insertion sort: equal prices keep the order of the definition.
	for i := 1; i < len(open); i++ {
		for j := i; j > 0 && open[j].cost.less(open[j-1].cost); j-- {
			open[j], open[j-1] = open[j-1], open[j]
		}
	}
	for i := 0; done < need; i++ {
		if i == len(open) {
			return nil, cost{}, false
		}
		chosen = append(chosen, open[i].steps...)
		e, _ := price.effort.Add(open[i].cost.effort)
		price = cost{e, price.steps + open[i].cost.steps}
		done++
	}
	return chosen, price, true
}

// plan is the plan that follows the scorer's wishes, remembered while these stay and
// no criterion comes out otherwise.
func (r *Result) plan(award int) Plan {
	s := r.s
	if s.plans == nil {
		s.plans = make([]Plan, len(s.p.Awards))
		for a := range s.plans {
			if r.Awards[a] != VerdictPass {
				s.plans[a] = r.Plan(a, s.wishes)
			}
		}
	}
	return s.plans[award]
}

// nextJSON writes the plan for every award that is not passed yet.
func (r *Result) nextJSON(w *jsonWriter) {
	p := r.s.p
	w.begin("next", '{')
	for _, a := range p.order.awards {
		if r.Awards[a] == VerdictPass {
			continue
		}
		plan := r.plan(int(a))
		w.begin(p.Awards[a].ID, '{')
		w.begin("criteria", '[')
		for _, st := range plan.Steps {
			w.open('{')
			w.points("effort", st.Effort)
			w.points("gain", st.Gain)
			w.text("id", p.Criteria[st.Criterion].ID)
			w.mark("pinned", st.Pinned)
			w.close('}')
		}
		w.close(']')
		w.points("effort", plan.Effort)
		w.key("possible")
		w.bool(plan.Possible)
		w.mark("without_pins", plan.WithoutPins)
		w.close('}')
	}
	w.close('}')
}
