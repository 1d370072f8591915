package score

// What is missing: the smallest changes of answers that bring a criterion further,
// each found by judging the criterion with the changed answers.
//
// A number is searched for outwards from the answer. Ranges of numbers among which
// nothing can help are passed over: the abstract evaluator says so of all of a
// range at once, with answers that stand for everything that could become of them
// meanwhile ([prober.loose]). What is left is judged number by number.

// A Change is one answer given otherwise, or so many that have to become true.
type Change struct {
	Fields   []int32 // the one, or all of which any Count will do
	Count    int     // 0: the answer to the one field goes from From to To
	From, To Value
	By       Rat // of a number
	Points   Rat // the least that the criterion then gives; 1 for met
}

// size is what changes are ordered by: a number's distance, or how many answers change.
func (c *Change) size() Rat {
	if c.By.Sign() != 0 {
		return c.By.Abs()
	}
	return Int(int64(max(c.Count, 1)))
}

const (
	nearSteps = 4096 // how far a number is looked at, in steps
	nearTries = 4096 // how many changed forms are judged
	maxNear   = 3    // changes that are told
)

// Near lists, of the answers scored last, the smallest changes after which a
// criterion gives more for certain, or is met: at most three, smallest first, then
// in the order of the definition. There are none where the criterion is open, not
// applicable or met.
//
// A change is of one answer that is there and asked for: of a number, up or down,
// by at most 4,096 of its steps (of its last decimal where it has none); of yes or
// no; of a choice; of one option of several. Or it is of the fields that a rule
// counts and that are not true: how many of them have to be, whichever these are.
// Nothing is told that a field or an error constraint forbids.
//
// What a company just is, and not what it can work on, is told only where nothing
// else helps: what something is divided by (how many people there are), what only
// says which rules hold ([Program.judged]), and a no instead of a yes (that there are
// such people at all). A yes instead of a no is always told.
func (s *Scorer) Near(c int) []Change {
	if c >= len(s.result.Criteria) {
		return nil // nothing was scored yet
	}
	if st := s.result.Criteria[c].Status; st != StatusPartial && st != StatusUnmet {
		return nil
	}
	q := &prober{s: s, c: c, crit: &s.p.Criteria[c], in: scope{fields: s.p.watch[c]}}
	for 1<<q.now != s.criteria[c].set {
		q.now++
	}
	for k := range s.p.Constraints {
		if con := &s.p.Constraints[k]; anyField(q.in.fields, con.Deps) || anyField(q.in.fields, con.Fields) {
			q.in.constraints = append(q.in.constraints, int32(k))
		}
	}
	var asked []int32
	for _, f := range q.in.fields {
		if s.states[f] == Answered && (f == q.crit.EvidenceField || hasField(q.crit.Deps, f)) {
			asked = append(asked, f)
		}
	}
	q.count()
	for _, f := range asked {
		q.answer(f)
	}
	s.load(&s.all)
	return q.best()
}

func anyField(in, fields []int32) bool {
	for _, f := range fields {
		if hasField(in, f) {
			return true
		}
	}
	return false
}

// A prober looks for changes.
type prober struct {
	s    *Scorer
	c    int
	crit *Criterion
	in   scope // all that can change what is said of the criterion
	now  int   // its outcome

	gives   int  // outcome that the last change that helped gives
	certain bool // every answer counts, see loosen
	tries   int
	counted []int32 // fields of which a single one will do
	found   []Change
}

// helps judges the criterion with the answers as they are changed.
func (q *prober) helps() bool {
	s := q.s
	if q.tries++; q.tries > nearTries {
		return false
	}
	s.load(&q.in)
	for _, k := range q.in.constraints {
		if con := &s.p.Constraints[k]; !con.Warning && (s.void[k] || s.breaks(con)) {
			return false
		}
	}
	set := s.outcomesOf(q.c).set
	if set&naBit != 0 {
		return false
	}
	for q.gives = 0; set>>q.gives&1 == 0; q.gives++ {
	}
	return q.gives > q.now
}

// with is helps with another answer to a field.
func (q *prober) with(f int32, v Value) bool {
	field, answer := &q.s.p.Fields[f], &q.s.answers[f].value
	if msg, _, _ := field.forbids(v); msg != 0 || field.empties(v) {
		return false
	}
	kept := *answer
	*answer = v
	ok := q.helps()
	*answer = kept
	return ok
}

func (q *prober) add(c Change) {
	c.Points = q.crit.Outcomes[q.gives]
	q.found = append(q.found, c)
}

// answer looks for the smallest change of one answer.
func (q *prober) answer(f int32) {
	field, now := &q.s.p.Fields[f], q.s.answers[f].value
	c := Change{Fields: []int32{f}, From: now}
	least := len(q.crit.Outcomes)
	try := func(v Value) {
		if q.with(f, v) && q.gives < least {
			least, c.To = q.gives, v
		}
	}
	switch field.Type {
	case TBoolean:
		if v := not3(now); !hasField(q.counted, f) {
			try(v)
		}
	case TChoice:
		for _, o := range field.Options {
			try(o.Value)
		}
	case TChoices:
		for i := range field.Options {
			if v := field.toggled(now, i); len(v.List) > 0 {
				try(v)
			}
		}
	case TInteger, TNumber:
		least = q.number(field, f, &c)
	}
	if c.To.Kind != KNull {
		q.gives = least
		q.add(c)
	}
}

// toggled is an answer of several choices with one more or one less.
func (f *Field) toggled(v Value, option int) Value {
	vs := []Value{}
	for i, o := range f.Options {
		if elementOf(o.Value, v).IsTrue() != (i == option) {
			vs = append(vs, o.Value)
		}
	}
	return ListOf(vs...)
}

// number looks for the nearest number that helps, and gives the outcome with it.
func (q *prober) number(field *Field, f int32, c *Change) (gives int) {
	now := c.From.Num
	step := field.step()
	for places := 0; step.Sign() <= 0 && places <= 18; places++ {
		if _, ok := now.Decimal(places); ok {
			step, _ = pow10(-int64(places))
		}
	}
	n := int64(nearSteps)
	for _, end := range [...]Limit{field.Max, field.Min} {
		room := n
		if end.Given {
			d, ok1 := end.Rat.Sub(now)
			d, ok2 := d.Quo(step)
			if room = 0; ok1 && ok2 {
				room = min(n, d.Floor())
			}
		}
		if k := q.nearest(f, now, step, 1, room); k > 0 {
			n, gives = k-1, q.gives
			c.By, _ = step.Mul(Int(k))
			to, _ := now.Add(c.By)
			c.To = Number(to)
		}
		step = step.Neg()
	}
	return gives
}

// nearest is the least number of steps, from lo to hi, that helps, or 0.
func (q *prober) nearest(f int32, now, step Rat, lo, hi int64) int64 {
	if lo > hi {
		return 0
	}
	at := func(k int64) (Rat, bool) {
		d, ok1 := step.Mul(Int(k))
		v, ok2 := now.Add(d)
		return v, ok1 && ok2
	}
	a, ok1 := at(lo)
	b, ok2 := at(hi)
	if !ok1 || ok2 && !q.mayHelp(f, interval{lo: least(a, b), hi: greatest(a, b)}) {
		return 0
	}
	if lo == hi {
		if q.with(f, Number(a)) {
			return lo
		}
		return 0
	}
	middle := lo + (hi-lo)/2
	if k := q.nearest(f, now, step, lo, middle); k > 0 {
		return k
	}
	return q.nearest(f, now, step, middle+1, hi)
}

// mayHelp reports whether some number of an interval may help: if none can, it
// says no, unless it cannot tell.
func (q *prober) mayHelp(f int32, iv interval) bool {
	s := q.s
	s.loose = true
	defer func() { s.loose = false }()
	q.loosen(f, iv)
	for _, k := range q.in.constraints {
		if con := &s.p.Constraints[k]; !con.Warning && !con.Filled && s.abs(con.Assert).may == mayFalse {
			return false
		}
	}
	better := func(set uint64) bool { return set&^naBit>>(q.now+1) != 0 }
	hopeless := false // with some blanks no number helps, and then nothing is certain with any
	look := func() uint64 {
		set := s.rulesOutcome(q.crit)
		if !better(set) && q.certain && s.upheld(q.crit.Constraints) {
			hopeless = true
			s.search.found = s.search.all // nothing more to find
		}
		return set
	}
	first := look()
	return better(first) && better(s.split(q.others(f), q.crit.Constraints, first, look).set) && !hopeless
}

// upheld reports whether constraints hold for certain, or say nothing.
func (s *Scorer) upheld(constraints []int32) bool {
	for _, c := range constraints {
		if s.abs(s.p.Constraints[c].Assert).may&mayFalse != 0 {
			return false
		}
	}
	return true
}

// others are the fields that the criterion depends on besides one.
func (q *prober) others(f int32) []int32 {
	var fields []int32
	for _, g := range q.crit.Deps {
		if g != f {
			fields = append(fields, g)
		}
	}
	return fields
}

// loosen lets the answer to a field be any number of an interval, and the others
// stand for all that they may count as meanwhile: what may stay blank and is not
// asked for certain counts as blank. (Of what a constraint makes void nothing is
// told.)
func (q *prober) loosen(f int32, iv interval) {
	s := q.s
	for _, g := range q.in.fields {
		s.take(g)
	}
	s.raw[f] = numbers(iv, 0)
	s.leaveOut()
	q.certain = true
	for again := true; again; {
		again = false
		s.touch()
		for _, g := range q.in.fields {
			field := &s.p.Fields[g]
			if !field.Optional || field.When < 0 || s.states[g] != Answered {
				continue
			}
			if when := s.abs(field.When); !when.definitelyTrue() && !when.neverTrue() {
				s.raw[g], s.states[g] = union(s.raw[g], s.blanks[g]), Maybe
				q.certain, again = false, true
			}
		}
	}
}

// count looks for how many more of the fields that the rules in force count have
// to be true.
func (q *prober) count() {
	s := q.s
	var fields []int32
	for t := range q.crit.Tables {
		table := &q.crit.Tables[t]
		if table.When >= 0 {
			if when := s.abs(table.When); when.neverTrue() {
				continue
			} else if !when.definitelyTrue() {
				return
			}
		}
		for _, f := range table.Count {
			if st := s.states[f]; (st == Open || st == Answered && s.answers[f].value.IsFalse()) && !hasField(fields, f) {
				fields = append(fields, f)
			}
		}
		break
	}
	for n := 1; n <= len(fields); n++ {
		least := len(q.crit.Outcomes)
		if !q.every(fields, n, &least) {
			continue
		}
		if n > 1 || len(fields) > 1 {
			q.gives = least
			q.add(Change{Fields: fields, Count: n})
		}
		if n == 1 && len(fields) > 1 {
			q.counted = fields
		}
		return
	}
}

// every reports whether any n of the fields help once they are true, and the least
// outcome that then comes of it.
func (q *prober) every(fields []int32, n int, least *int) bool {
	if n == 0 {
		ok := q.helps()
		*least = min(*least, q.gives)
		return ok
	}
	for i := 0; i+n <= len(fields); i++ {
		answer := &q.s.answers[fields[i]].value
		kept := *answer
		*answer = True
		ok := q.every(fields[i+1:], n-1, least)
		*answer = kept
		if !ok {
			return false
		}
	}
	return true
}

// best is what is told of the changes that were found.
func (q *prober) best() []Change {
	natural := func(c *Change) bool {
		return c.Count > 0 || c.To.IsTrue() || !c.To.IsFalse() && hasField(q.crit.Judged, c.Fields[0])
	}
	some := false
	for _, c := range q.found {
		some = some || natural(&c)
	}
	var best []Change
	for _, c := range q.found {
		if some && !natural(&c) {
			continue
		}
		at := len(best)
		best = append(best, c)
		for ; at > 0 && c.before(&best[at-1]); at-- {
			best[at] = best[at-1]
		}
		best[at] = c
	}
	return best[:min(len(best), maxNear)]
}

func (c *Change) before(d *Change) bool {
	if order := c.size().Cmp(d.size()); order != 0 {
		return order < 0
	}
	return c.Fields[0] < d.Fields[0]
}

// NearJSON writes what [Scorer.Near] lists. Of one answer it has field, from and to
// (an option by its id, several parted by blanks) and of a number by; of several
// fields fields and count; then points, or met. It fails where there is no such
// criterion.
func (s *Scorer) NearJSON(criterion string) (json []byte, ok bool) {
	c := s.p.criterion(criterion)
	if c < 0 {
		return nil, false
	}
	w := &jsonWriter{first: true}
	w.open('[')
	for _, change := range s.Near(c) {
		w.open('{')
		if change.Count > 0 {
			w.count("count", int64(change.Count))
			w.begin("fields", '[')
			for _, f := range change.Fields {
				w.string(s.p.Fields[f].ID)
			}
			w.close(']')
		} else {
			if change.By.Sign() != 0 {
				w.text("by", change.By.String())
			}
			w.text("field", s.p.Fields[change.Fields[0]].ID)
			w.text("from", change.From.answer())
		}
		if s.p.Criteria[c].Points {
			w.points("points", change.Points)
		} else {
			w.mark("met", true)
		}
		if change.Count == 0 {
			w.text("to", change.To.answer())
		}
		w.close('}')
	}
	w.close(']')
	return w.b, true
}

// answer is a value as a form has it.
func (v Value) answer() string {
	switch v.Kind {
	case KStr:
		return v.Str
	case KList:
		s := ""
		for i := range v.List {
			if i > 0 {
				s += " "
			}
			s += v.List[i].answer()
		}
		return s
	}
	return v.String()
}
