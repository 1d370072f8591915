package score

// What can happen at all: the questions a definition's author is told about
// before anyone sees a form. They are answered on a form that is wholly blank,
// by the same search that scores half-filled ones.

// Reach is what can happen to a criterion on some completed form, at most: it
// may name more than really can, never less.
type Reach struct {
	Rules   []bool // by number through all tables
	NoRule  bool   // no rule of the deciding table holds
	NullBy  bool   // the value the tiers look at can be null while no rule holds
	Applies bool   // it can be applicable
}

// Analysis holds a scorer on the blank form.
type Analysis struct{ s *Scorer }

// Analyze prepares the questions.
func (p *Program) Analyze() *Analysis {
	s := p.NewScorer()
	s.anyRows = true // that a table without rows has none is for forms that are handed in so
	for i := range p.Fields {
		s.blanks[i] = p.Fields[i].blank(true)
	}
	s.Score(p.NewAnswers())
	return &Analysis{s}
}

// Truth reports whether a condition can be true, and whether it can be anything else.
func (a *Analysis) Truth(id NodeID) (canHold, canFail bool) {
	a.s.touch()
	may := a.s.abs(id).may
	return may&mayTrue != 0, may&^mayTrue != 0
}

// Number reports the least and greatest number that an expression can become,
// where there are bounds, and whether it can be a number at all.
func (a *Analysis) Number(id NodeID) (lo, hi Limit, ok bool) {
	a.s.touch()
	p := a.s.abs(id)
	return Limit{!p.iv.loInf, p.iv.lo}, Limit{!p.iv.hiInf, p.iv.hi}, p.may&mayNumber != 0
}

// Verdict is the verdict of an award on the blank form.
func (a *Analysis) Verdict(award int) Verdict { return a.s.result.Awards[award] }

// Band is whether a record can lie in a band, on the blank form.
func (a *Analysis) Band(bands, tier int) Verdict { return a.s.result.Bands[bands][tier] }

// The bits that [Analysis.Criterion] collects beside the rules'.
const (
	noRuleBit  = uint64(1) << 60
	nullByBit  = uint64(1) << 61
	appliesBit = uint64(1) << 62
)

// Criterion reports what can happen to a criterion.
func (a *Analysis) Criterion(i int) Reach {
	s := a.s
	c := &s.p.Criteria[i]
	rules := 0
	for _, t := range c.Tables {
		rules += len(t.Rules)
	}
	r := Reach{Rules: make([]bool, rules)}
	s.touch()
	s.split(c.Deps, c.Constraints, ^uint64(0), func() uint64 { return s.reach(c) })
	found := s.search.found
	for i := range r.Rules {
		r.Rules[i] = i >= maxReach || found>>i&1 == 1
	}
	r.NoRule, r.NullBy, r.Applies = found&noRuleBit != 0, found&nullByBit != 0, found&appliesBit != 0
	return r
}

// maxReach is the number of rules that are told apart; further ones are taken as
// reached.
const maxReach = 60

// reach is what may happen on what is known now.
func (s *Scorer) reach(c *Criterion) uint64 {
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
	set |= appliesBit
	base := 0
	for t := range c.Tables {
		table := &c.Tables[t]
		when := truth(mayTrue)
		if table.When >= 0 {
			when = s.abs(table.When)
		}
		if !when.neverTrue() {
			set |= s.reachTable(table, base)
			if when.definitelyTrue() {
				return set
			}
		}
		base += len(table.Rules)
	}
	return set | noRuleBit
}

func reached(rule int) uint64 {
	if rule < maxReach {
		return 1 << rule
	}
	return 0
}

func (s *Scorer) reachTable(t *Table, base int) uint64 {
	set := uint64(0)
	if t.Count != nil {
		lo, hi := s.count(t.Count)
		for r := range t.Rules {
			least := t.Rules[r].Least
			if hi < least {
				continue
			}
			set |= reached(base + r)
			if lo >= least {
				return set
			}
			hi = min(hi, least-1)
		}
		return set | noRuleBit
	}
	s.eachPart(t, func() { set |= s.reachRules(t, base) })
	return set
}

func (s *Scorer) reachRules(t *Table, base int) uint64 {
	set := uint64(0)
	for r := range t.Rules {
		cond := truth(mayTrue)
		if t.Rules[r].Cond >= 0 {
			cond = s.abs(t.Rules[r].Cond)
		}
		if cond.neverTrue() {
			continue
		}
		set |= reached(base + r)
		if cond.definitelyTrue() {
			return set
		}
	}
	if t.By >= 0 {
		by := s.abs(t.By)
		if by.may&mayNull != 0 {
			set |= nullByBit
		}
		if by.may&^mayNull != 0 && !t.Complete {
			set |= noRuleBit
		}
		return set
	}
	if t.Complete {
		return set
	}
	return set | noRuleBit
}
