package criteria

import (
	"maps"
	"slices"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// Compile turns a scheme into the bytes of a program for the scoring core. The
// scheme must have no errors; the same scheme gives the same bytes.
func Compile(s *Scheme, lang string) ([]byte, error) {
	p, ds := compile(s, lang)
	if err := ds.Err(); err != nil {
		return nil, err
	}
	return p.Encode(), nil
}

// Program compiles a scheme for use in this process.
func Program(s *Scheme, lang string) (*score.Program, error) {
	b, err := Compile(s, lang)
	if err != nil {
		return nil, err
	}
	return score.Load(b)
}

// A compiler makes a program of a scheme that has been checked.
type compiler struct {
	*names
	speaker
	b    feel.Builder
	p    *score.Program
	deps map[string][]int32 // of derived values and of conditions of fields, by id
}

func compile(s *Scheme, lang string) (*score.Program, Diagnostics) {
	n := collect(s)
	if ds, _ := checkNames(n); ds.HasErrors() {
		return nil, ds
	}
	c := &compiler{names: n, speaker: speaker{n, lang}, deps: map[string][]int32{}}
	c.p = &score.Program{Scheme: s.ID, Edition: s.Edition, Messages: messages(lang)}
	c.p.Checks = c.checks(nil)
	c.fields_()
	c.repeats()
	c.derivedValues()
	c.constraintRules()
	for _, sec := range s.Sections {
		c.p.Sections = append(c.p.Sections, score.Section{ID: sec.ID})
	}
	for i, k := range c.criteria {
		c.p.Criteria = append(c.p.Criteria, c.criterionRules(k, c.criterionSection[i]))
	}
	for _, a := range s.Awards {
		c.p.Awards = append(c.p.Awards, c.award(a))
	}
	for _, b := range s.Bands {
		c.p.Bands = append(c.p.Bands, c.bands(b))
	}
	c.p.Nodes, c.p.Consts, c.p.Args = c.b.Nodes, c.b.Consts, c.b.Args
	c.p.Index()
	return c.p, nil
}

func (c *compiler) expr(e Expr, award bool) score.NodeID {
	if e.Node == nil {
		return -1
	}
	return feel.Lower(e.Node, env{c.names, award}, &c.b)
}

func (c *compiler) fields_() {
	for i, f := range c.fields {
		g := c.field(f)
		if len(f.Checks) > 0 {
			g.Checks = int32(len(c.p.Checks))
			c.p.Checks = append(c.p.Checks, c.checks(f.Checks)...)
		}
		g.When = c.expr(f.When, false)
		g.Section, g.Criterion = c.fieldSection[i], c.fieldCriterion[i]
		g.Breaks = c.breaks(f.ID)
		c.p.Fields = append(c.p.Fields, g)
	}
}

func (c *compiler) field(f *Field) score.Field {
	g := score.Field{ID: f.ID, Label: f.Label.In(c.lang), Unit: f.Unit.In(c.lang), Type: score.Type(f.Type), Min: limit(f.Min), Max: limit(f.Max),
		Step: limit(f.Step), Decimals: int32(f.Decimals), MaxLength: int32(f.MaxLength), Rows: int32(f.Rows), When: -1, Section: -1, Criterion: -1,
		Blank: limit(f.Blank), Empty: limit(f.Empty), Optional: f.Optional, Required: f.Required, Reference: f.Reference, Evidence: f.Evidence,
		Awaited: c.scheme.Indicators != nil && f.Type == Table}
	var groups []string
	for _, o := range f.Options {
		q := score.Option{Value: optionValue(o.ID), Label: o.Label.In(c.lang), Exclusive: o.Exclusive}
		if o.Group != "" {
			if !slices.Contains(groups, o.Group) {
				groups = append(groups, o.Group)
			}
			q.Group = int32(1 + slices.Index(groups, o.Group))
		}
		g.Options = append(g.Options, q)
	}
	for _, col := range f.Columns {
		g.Columns = append(g.Columns, c.field(col))
	}
	return g
}

// checks are the ids under which what fields forbid is reported: those of a
// field, those of the scheme, or the names of the checks.
func (c *compiler) checks(own []*Check) []score.Check {
	cs := make([]score.Check, score.NumChecks)
	for k := range cs {
		if k != int(CheckHidden) { // reported only where a scheme says how
			cs[k] = score.Check{ID: CheckKind(k).String(), Warning: CheckKind(k) == CheckRequired}
		}
	}
	cs[CheckDecimals].ID = CheckRange.String()
	for _, k := range append(slices.Clone(c.scheme.Checks), own...) {
		cs[k.Kind] = score.Check{ID: k.ID, Warning: k.Severity == Warning}
	}
	return cs
}

func (c *compiler) repeats() {
	for _, sec := range c.scheme.Sections {
		sec.eachQuestion(func(q *Question) {
			if q.Repeat == nil {
				return
			}
			var rows [][]int32
			for _, ids := range q.Repeat.Rows {
				var row []int32
				for _, id := range ids {
					row = append(row, c.fieldIndex[id])
				}
				rows = append(rows, row)
			}
			c.p.Repeats = append(c.p.Repeats, rows)
		})
	}
}

func limit(n *Number) score.Limit {
	if n == nil {
		return score.Limit{}
	}
	return score.Limit{Given: true, Rat: n.Rat}
}

// breaks lists the numbers that the definition compares a field with, and zero
// where it divides by it: between two of them the field acts alike.
func (c *compiler) breaks(id string) []score.Rat {
	found := map[score.Rat]bool{}
	is := func(n feel.Node) bool {
		name, ok := n.(*feel.Name)
		return ok && name.Name == id
	}
	note := func(n feel.Node) {
		if r, ok := constant(n); ok {
			found[r] = true
		}
	}
	test := func(n feel.Node) { eachBound(n, note) }
	var walk func(n feel.Node)
	walk = func(n feel.Node) {
		switch n := n.(type) {
		case *feel.Binary:
			switch {
			case n.Op == score.OpDiv && c.mentions(n.Y, id):
				found[score.Int(0)] = true
			case is(n.X):
				note(n.Y)
			case is(n.Y):
				note(n.X)
			}
		case *feel.Call:
			if n.Name == "percent" && len(n.Args) == 2 && c.mentions(n.Args[1], id) {
				found[score.Int(0)] = true
			}
		case *feel.Between:
			if is(n.X) {
				note(n.Lo)
				note(n.Hi)
			}
		case *feel.In:
			if is(n.X) {
				for _, t := range n.Tests {
					test(t)
				}
			}
		}
		for _, k := range feel.Children(n) {
			walk(k)
		}
	}
	c.expressions(func(e Expr, _ exprUse) {
		if e.Node != nil {
			walk(e.Node)
		}
	})
	for _, k := range c.criteria {
		if p := k.Points; p != nil && p.Form == ByTiers && is(p.By.Node) {
			for _, t := range p.Tables[0].Tiers {
				if t.Is.Node != nil {
					test(t.Is.Node)
				}
			}
		}
	}
	return slices.SortedFunc(maps.Keys(found), score.Rat.Cmp)
}

// constant is the number that a literal, with or without a sign, stands for.
func constant(n feel.Node) (score.Rat, bool) {
	switch n := n.(type) {
	case *feel.Lit:
		return n.Value.Num, n.Value.Kind == score.KNum
	case *feel.Unary:
		if l, ok := n.X.(*feel.Lit); ok {
			return l.Value.Num.Neg(), l.Value.Kind == score.KNum
		}
	}
	return score.Rat{}, false
}

// eachBound calls f for the values that unary tests compare with.
func eachBound(n feel.Node, f func(feel.Node)) {
	switch n := n.(type) {
	case *feel.Cmp:
		f(n.X)
	case *feel.Interval:
		f(n.Lo)
		f(n.Hi)
	case *feel.NotTests, *feel.List:
		for _, t := range feel.Children(n) {
			eachBound(t, f)
		}
	default:
		f(n)
	}
}

// tierBreaks lists the numbers that the tiers of a table compare its value with.
func tierBreaks(t *PointsTable) []score.Rat {
	found := map[score.Rat]bool{}
	for _, tier := range t.Tiers {
		eachBound(tier.Is.Node, func(n feel.Node) {
			if r, ok := constant(n); ok {
				found[r] = true
			}
		})
	}
	return slices.SortedFunc(maps.Keys(found), score.Rat.Cmp)
}

func (c *compiler) mentions(n feel.Node, id string) bool {
	yes := false
	feel.Names(n, c.all(), func(n feel.Node) {
		if name, ok := n.(*feel.Name); ok && name.Name == id {
			yes = true
		}
	})
	return yes
}

// exprUse is what an expression is for.
type exprUse int

const (
	useCondition exprUse = iota
	useValue
	useAssert
	useFilled // an assertion about what is filled in
	useAward
)

// expressions calls f for every expression of the scheme but the tests of
// tiers, which are no expressions of their own.
func (n *names) expressions(f func(Expr, exprUse)) {
	for _, x := range n.fields {
		if !x.Evidence { // the condition is the criterion's "needed"
			f(x.When, useCondition)
		}
	}
	for _, x := range n.derived {
		for _, e := range x.values() {
			f(e, useValue)
		}
	}
	for _, x := range n.constraints {
		if x.Filled {
			f(x.Assert, useFilled)
		} else {
			f(x.Assert, useAssert)
		}
	}
	for _, c := range n.criteria {
		f(c.Applies, useCondition)
		f(c.NeedsWhen, useCondition)
		f(c.Met, useCondition)
		if c.Points != nil {
			f(c.Points.By, useValue)
			for _, t := range c.Points.Tables {
				f(t.When, useCondition)
				for _, tier := range t.Tiers {
					f(tier.When, useCondition)
				}
			}
		}
		if c.Evidence != nil {
			f(c.Evidence.Needed, useCondition)
			for _, p := range c.Evidence.Papers {
				f(p.When, useCondition)
			}
		}
	}
	for _, a := range n.scheme.Awards {
		f(a.Pass, useAward)
		eachGroup(a.Requirement, func(q *Requirement) { f(q.AtLeast, useAward) })
	}
	for _, b := range n.scheme.Bands {
		f(b.By, useAward)
	}
}

// eachGroup calls f for every group of a requirement, outer ones first.
func eachGroup(q *Requirement, f func(*Requirement)) {
	if q == nil || q.Items == nil {
		return
	}
	f(q)
	for _, i := range q.Items {
		eachGroup(i, f)
	}
}

// reads lists the fields that expressions depend on: directly, through derived
// values, and through the conditions of fields.
func (c *compiler) reads(es ...Expr) []int32 {
	set := map[int32]bool{}
	for _, e := range es {
		if e.Node != nil {
			feel.Names(e.Node, c.all(), func(n feel.Node) { c.read(n, set) })
		}
	}
	return slices.Sorted(maps.Keys(set))
}

func (c *compiler) read(n feel.Node, set map[int32]bool) {
	name := ""
	switch n := n.(type) {
	case *feel.Name:
		name = n.Name
	case *feel.Path:
		name = n.X.(*feel.Name).Name
	}
	if i, ok := c.fieldIndex[name]; ok {
		c.readField(i, set)
	}
	if i, ok := c.derivedIndex[name]; ok {
		key := "derived " + name
		if _, done := c.deps[key]; !done {
			c.deps[key] = nil // no cycles: checkNames saw to that
			c.deps[key] = c.reads(c.derived[i].values()...)
		}
		for _, f := range c.deps[key] {
			set[f] = true
		}
	}
}

func (c *compiler) readField(i int32, set map[int32]bool) {
	if set[i] {
		return
	}
	set[i] = true
	for _, f := range c.reads(c.fields[i].When) {
		set[f] = true
	}
}

func (c *compiler) derivedValues() {
	for i, d := range c.derived {
		deps := c.reads(d.values()...)
		q := score.Derived{ID: d.ID, Label: d.Label.In(c.lang), Unit: d.Unit.In(c.lang), Zero: d.Zero.In(c.lang), Value: c.alternatives(d), Target: -1,
			Direction: int32(d.Direction), Decimals: int32(d.Decimals), Criterion: c.derivedCriterion[i], Deps: deps}
		for _, w := range d.Words {
			q.Words = append(q.Words, score.Option{Value: optionValue(w.ID), Label: w.Label.In(c.lang)})
		}
		if d.Target.Node != nil {
			q.Target = feel.LowerTests(d.Target.Node, c.b.Add(score.OpDerived, int32(i), 0, 0), env{c.names, false}, &c.b)
		}
		c.p.Derived = append(c.p.Derived, q)
	}
}

// alternatives is the first expression of a derived value whose fields are all
// answered, or the last one.
func (c *compiler) alternatives(d *Derived) score.NodeID {
	value := c.expr(d.Value, false)
	for i := len(d.Or) - 1; i >= 0; i-- {
		given := c.b.Const(score.True)
		for _, f := range c.reads(d.Or[i]) {
			if c.fields[f].Blank == nil {
				given = c.b.Add(score.OpAnd, given, c.b.Add(score.OpGiven, f, 0, 0), 0)
			}
		}
		value = c.b.Add(score.OpIf, given, c.expr(d.Or[i], false), value)
	}
	return value
}

// narrowing lists the error constraints that speak of one of the fields.
func (c *compiler) narrowing(deps []int32) []int32 {
	var cs []int32
	for i := range c.p.Constraints {
		k := &c.p.Constraints[i]
		if speaks := func(f int32) bool { _, ok := slices.BinarySearch(deps, f); return ok }; !k.Warning && !k.Filled && slices.ContainsFunc(k.Deps, speaks) {
			cs = append(cs, int32(i))
		}
	}
	return cs
}

func (c *compiler) criterionRules(k *Criterion, section int32) score.Criterion {
	q := score.Criterion{ID: k.ID, Title: k.Title.In(c.lang), Section: section, Points: k.Points != nil, Applies: c.expr(k.Applies, false),
		EvidenceField: -1, EvidenceNeeded: -1, NeedsWhen: c.expr(k.NeedsWhen, false), Effort: score.Int(1)}
	if k.Effort != nil {
		q.Effort = k.Effort.Rat
	}
	if k.Applies.Given() {
		q.NotAsked = c.concluded(c.saying(k.Applies.Node, true), "、対象外です。", "Not applicable, ")
	}
	deps := []Expr{k.Applies, k.NeedsWhen}
	if k.Points == nil {
		q.Outcomes = []score.Rat{score.Int(0), score.Int(1)}
		q.Tables = []score.Table{c.metTable(k)}
		deps = append(deps, k.Met)
	} else {
		c.p.HasPoints = true
		q.Outcomes = outcomes(k.Points)
		for _, t := range k.Points.Tables {
			q.Tables = append(q.Tables, c.table(k.Points, t, q.Outcomes))
			deps = append(deps, t.When)
			for _, tier := range t.Tiers {
				deps = append(deps, tier.When, tier.Is)
			}
		}
		deps = append(deps, k.Points.By)
	}
	extra := map[int32]bool{}
	for _, id := range k.Needs {
		q.Needs = append(q.Needs, c.fieldIndex[id])
		c.readField(c.fieldIndex[id], extra)
	}
	if e := k.Evidence; e != nil && e.Field != "" {
		q.EvidenceField = c.fieldIndex[e.Field]
		q.EvidenceNeeded = c.expr(e.Needed, false)
		q.EvidenceCounts = e.Without == NoPoints
		if q.EvidenceCounts {
			c.p.HasPapers = true
			deps = append(deps, e.Needed)
			extra[q.EvidenceField] = true
		}
	}
	if k.Points != nil {
		for _, id := range k.Points.Count {
			c.readField(c.fieldIndex[id], extra)
		}
	}
	for _, f := range c.reads(deps...) {
		extra[f] = true
	}
	q.Deps = slices.Sorted(maps.Keys(extra))
	q.Constraints = c.narrowing(q.Deps)
	q.Plain = c.plain(k, &q)
	return q
}

// plain reports that every blank of a criterion counts once and by itself: a
// count of fields that are always asked, with papers that are always needed or
// never. Then what the abstract evaluator says of it is exact, and there is
// nothing to search.
func (c *compiler) plain(k *Criterion, q *score.Criterion) bool {
	if k.Points == nil || k.Points.Form != ByCount || len(q.Tables) != 1 || q.Tables[0].When >= 0 || k.Applies.Given() || len(q.Constraints) > 0 {
		return false
	}
	if e := k.Evidence; e != nil && e.Needed.Given() {
		return false
	}
	seen := map[string]bool{}
	for _, id := range k.Points.Count {
		if seen[id] || c.fields[c.fieldIndex[id]].When.Given() || c.fields[c.fieldIndex[id]].Evidence {
			return false
		}
		seen[id] = true
	}
	return true
}

// outcomes lists the different points a rule can give, and zero.
func outcomes(p *Points) []score.Rat {
	set := map[score.Rat]bool{score.Int(0): true}
	for _, t := range p.Tables {
		for _, tier := range t.Tiers {
			set[tier.Points.Rat] = true
		}
	}
	return slices.SortedFunc(maps.Keys(set), score.Rat.Cmp)
}

func (c *compiler) metTable(k *Criterion) score.Table {
	cond := c.expr(k.Met, false)
	seen := c.seen(k.Met)
	return score.Table{When: -1, By: -1, Complete: true, Rules: []score.Rule{
		{Cond: cond, Outcome: 1, Text: c.concluded(c.say(k.Met.Node), "、満たしています。", "Met, "), Seen: seen},
		{Cond: -1, Outcome: 0, Text: c.in("満たすには、"+c.say(k.Met.Node).that()+"が必要です。", "What is needed: "+c.say(k.Met.Node).text+"."), Seen: seen},
	}}
}

// seen lists what an expression looks at, in order: fields, and derived values as -1-i.
func (c *compiler) seen(es ...Expr) []int32 {
	var refs []int32
	for _, e := range es {
		if e.Node == nil {
			continue
		}
		feel.Names(e.Node, c.all(), func(n feel.Node) {
			name, ok := n.(*feel.Name)
			if !ok {
				return
			}
			ref, ok := c.fieldIndex[name.Name]
			if d, isDerived := c.derivedIndex[name.Name]; isDerived {
				ref, ok = -1-d, true
			}
			if ok && !slices.Contains(refs, ref) {
				refs = append(refs, ref)
			}
		})
	}
	return refs
}

func (c *compiler) table(p *Points, t *PointsTable, outs []score.Rat) score.Table {
	q := score.Table{When: c.expr(t.When, false), By: -1}
	for _, id := range p.Count {
		q.Count = append(q.Count, c.fieldIndex[id])
	}
	if p.Form == ByTiers {
		q.By = c.expr(p.By, false)
		q.Complete = len(gaps(t)) == 0
		q.Breaks = tierBreaks(t)
	}
	if p.Form == ByRules {
		q.Complete = false
	}
	for i, tier := range t.Tiers {
		r := score.Rule{Cond: -1}
		r.Outcome = int32(slices.IndexFunc(outs, func(o score.Rat) bool { return o.Cmp(tier.Points.Rat) == 0 }))
		switch p.Form {
		case ByCount:
			r.Least = int32(tier.Least)
			r.Seen = q.Count
		case ByTiers:
			r.Cond = feel.LowerTests(tier.Is.Node, q.By, env{c.names, false}, &c.b)
			if tier.When.Given() {
				r.Cond = c.b.Add(score.OpAnd, r.Cond, c.expr(tier.When, false), 0)
			}
			r.Seen = c.seen(p.By, tier.When)
		case ByRules:
			r.Cond = c.expr(tier.When, false)
			r.Seen = c.seen(ruleConditions(t, i)...)
		}
		r.Text = c.ruleText(p, t, i)
		q.Rules = append(q.Rules, r)
	}
	return q
}

// ruleConditions are the conditions that a rule and, for the last one without a
// condition, those before it look at.
func ruleConditions(t *PointsTable, i int) []Expr {
	if t.Tiers[i].When.Given() {
		return []Expr{t.Tiers[i].When}
	}
	var es []Expr
	for _, tier := range t.Tiers[:i] {
		es = append(es, tier.When)
	}
	return es
}

func (c *compiler) award(a *Award) score.Award {
	q := score.Award{ID: a.ID, Title: a.Title.In(c.lang), Pass: c.expr(a.Pass, true), Group: -1}
	var es []Expr
	if a.Requirement != nil {
		q.Group = c.group(a.Requirement)
		eachGroup(a.Requirement, func(g *Requirement) { es = append(es, g.AtLeast) })
	} else {
		es = append(es, a.Pass)
	}
	c.follow(&q, es)
	return q
}

// bands are conditions like those of awards.
func (c *compiler) bands(b *Bands) score.Bands {
	q := score.Bands{ID: b.ID}
	by := c.expr(b.By, true)
	for _, t := range b.Tiers {
		a := score.Award{ID: t.ID, Title: t.Title.In(c.lang), Group: -1, Pass: feel.LowerTests(t.Is.Node, by, env{c.names, true}, &c.b)}
		c.follow(&a, []Expr{b.By})
		q.Tiers = append(q.Tiers, a)
	}
	return q
}

// follow notes what the conditions of an award speak of.
func (c *compiler) follow(q *score.Award, es []Expr) {
	pivots := map[int32]bool{}
	for _, e := range es {
		if e.Node == nil {
			continue
		}
		feel.Names(e.Node, c.all(), func(n feel.Node) {
			if p, ok := n.(*feel.Path); ok {
				if i, ok := c.criterion[p.X.(*feel.Name).Name]; ok {
					pivots[i] = true
					c.p.Criteria[i].Award = true
				}
			}
		})
	}
	q.Pivots = slices.Sorted(maps.Keys(pivots))
	q.Deps = c.reads(es...)
}

func (c *compiler) group(q *Requirement) int32 {
	g := score.Group{ID: q.ID, Need: -1, Any: q.Quantifier == Any}
	if q.Quantifier == AtLeast {
		g.Need = c.expr(q.AtLeast, true)
	}
	for _, i := range q.Items {
		if i.Items == nil {
			g.Items = append(g.Items, c.criterion[i.Criterion])
		} else {
			g.Items = append(g.Items, -1-c.group(i))
		}
	}
	c.p.Groups = append(c.p.Groups, g)
	return int32(len(c.p.Groups) - 1)
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
