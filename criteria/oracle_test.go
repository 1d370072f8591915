package criteria

import (
	"flag"
	"fmt"
	"maps"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

var oracleRounds = flag.Int("oracle", 1500, "number of random definitions that the oracle test scores")

// TestOracle scores half-filled forms of random definitions and compares every
// outcome, sum and verdict with what an evaluator that shares no code with the
// core finds by completing the form in every way.
func TestOracle(t *testing.T) {
	var st oracleStats
	for seed := range uint64(*oracleRounds) {
		st.check(t, seed)
		if t.Failed() {
			break
		}
	}
	t.Logf("%d definitions, %d forms, %d completions; %d of %d outcomes reported exact, %d of %d verdicts checked for equality, %d plans, %d marks",
		st.definitions, st.forms, st.completions, st.exact, st.outcomes, st.exactVerdicts, st.verdicts, st.plans, st.marks)
	if st.exact == 0 || st.exactVerdicts == 0 || st.plans == 0 || st.marks == 0 {
		t.Error("the generator makes nothing that can be checked for equality")
	}
}

type oracleStats struct {
	definitions, forms, completions, outcomes, exact, verdicts, exactVerdicts, plans, marks int
}

func (st *oracleStats) check(t *testing.T, seed uint64) {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 1))}
	src := g.scheme()
	s, ds := readScheme("random.scheme.yaml", []byte(src))
	if ds.HasErrors() {
		t.Fatalf("seed %d: %v\n%s", seed, ds, src)
	}
	p, ds := compile(s, "ja")
	if ds.HasErrors() {
		t.Fatalf("seed %d: %v\n%s", seed, ds, src)
	}
	loaded, err := score.Load(p.Encode())
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	p = loaded
	st.definitions++
	o := &oracle{s: s, n: collect(s)}
	scorer := p.NewScorer()

	full := map[string]oval{}
	for _, f := range o.n.fields {
		vs := answersTo(f)
		full[f.ID] = vs[g.IntN(len(vs))]
	}
	order := g.Perm(len(o.n.fields))
	// From a form with some blanks to the complete one, one answer at a time.
	answered := map[string]oval{}
	blanks := 1 + g.IntN(min(7, len(order)))
	for _, i := range order[blanks:] {
		id := o.n.fields[i].ID
		answered[id] = full[id]
	}
	var before []uint64
	for step := 0; ; step++ {
		cur := st.form(t, g, seed, src, p, scorer, o, answered)
		if t.Failed() {
			return
		}
		for c := range before {
			if cur != nil && before != nil && cur[c]&^before[c] != 0 {
				t.Errorf("seed %d: %s: an answer widened the outcomes of %s: %b to %b\n%v\n%s", seed, "monotone", p.Criteria[c].ID, before[c], cur[c], answered, src)
				return
			}
		}
		before = cur
		if step == blanks {
			return
		}
		f := o.n.fields[order[step]]
		answered[f.ID] = full[f.ID]
		if f.Blank != nil {
			before = nil // it was a number, and is another one now
		}
	}
}

// form scores one half-filled form and compares. It returns the outcomes, or
// nil where the answers contradict each other and nothing is promised.
func (st *oracleStats) form(t *testing.T, g *generator, seed uint64, src string, p *score.Program, scorer *score.Scorer, o *oracle, answered map[string]oval) []uint64 {
	fail := func(format string, args ...any) {
		t.Errorf("seed %d: %s\nanswers %v\n%s", seed, fmt.Sprintf(format, args...), answered, src)
	}
	a := p.NewAnswers()
	for id, v := range answered {
		a.Set(id, v.value())
	}
	r := scorer.Score(a)
	st.forms++
	// What may stay blank counts only once it is certain that it is asked for.
	counted := maps.Clone(answered)
	for i, f := range o.n.fields {
		if f.Optional && r.Field(i) == score.Maybe {
			delete(counted, f.ID)
		}
	}
	seen := o.completions(counted)
	st.completions += seen.count
	if seen.count == 0 {
		return nil
	}
	var sets []uint64
	for c := range p.Criteria {
		points, na := r.Outcomes(c)
		got := map[string]bool{}
		set := uint64(0)
		for _, x := range points {
			got[x.String()] = true
			for i, y := range p.Criteria[c].Outcomes {
				if x == y {
					set |= 1 << i
				}
			}
		}
		if na {
			got["na"] = true
			set |= 1 << 63
		}
		sets = append(sets, set)
		st.outcomes++
		if k := o.n.criteria[c]; len(k.Needs) > 0 && !k.NeedsWhen.Given() && r.Criteria[c].Status != score.StatusOpen {
			for _, id := range k.Needs {
				if r.Field(int(o.n.fieldIndex[id])) == score.Open && p.Criteria[c].Outcomes[len(p.Criteria[c].Outcomes)-1].Sign() != 0 {
					fail("criterion %s is decided without %s", p.Criteria[c].ID, id)
					return nil
				}
			}
		}
		for out := range seen.criteria[c] {
			if !got[out] {
				fail("criterion %s can come to %s, the core says %v", p.Criteria[c].ID, out, got)
				return nil
			}
		}
		if r.Criteria[c].Exact {
			st.exact++
			for out := range got {
				if !seen.criteria[c][out] {
					fail("criterion %s cannot come to %s, the core says it does, exactly: %v", p.Criteria[c].ID, out, got)
					return nil
				}
			}
		}
	}
	for pair := range seen.sums {
		total, maximum, _ := strings.Cut(pair, "/")
		x, _ := score.ParseRat(total)
		y, _ := score.ParseRat(maximum)
		if x.Cmp(r.Total.Min) < 0 || x.Cmp(r.Total.Max) > 0 || y.Cmp(r.Maximum.Min) < 0 || y.Cmp(r.Maximum.Max) > 0 {
			fail("total %s of %s is outside %v of %v", total, maximum, r.Total, r.Maximum)
			return nil
		}
	}
	exact := o.independent(p, r, answered)
	for i := range p.Awards {
		st.verdicts++
		pass, miss := seen.awards[i][true], seen.awards[i][false]
		switch v := r.Awards[i]; {
		case v == score.VerdictPass && miss, v == score.VerdictFail && pass:
			fail("award %s: the core says %v, completions pass %v, fail %v", p.Awards[i].ID, v, pass, miss)
			return nil
		case exact && (v == score.VerdictOpen) != (pass && miss):
			fail("award %s: the core says %v though no criteria share a blank field; completions pass %v, fail %v", p.Awards[i].ID, v, pass, miss)
			return nil
		case exact:
			st.exactVerdicts++
		}
		if msg := o.compareMark(p, r, i); msg != "" {
			fail("mark of %s: %s", p.Awards[i].ID, msg)
			return nil
		}
		if r.Marks[i].Given {
			st.marks++
		}
		wishes := g.wishes(p)
		for _, wished := range [][]score.Wish{nil, wishes} {
			st.plans++
			if msg := o.comparePlan(p, r, i, wished); msg != "" {
				fail("plan for %s, wishes %+v: %s", p.Awards[i].ID, wished, msg)
				return nil
			}
		}
	}
	return sets
}

// independent reports whether no two criteria depend on the same blank field,
// every outcome is exact, and no constraint ties blanks of different criteria.
func (o *oracle) independent(p *score.Program, r *score.Result, answered map[string]oval) bool {
	owner := map[int32]int{}
	for c := range p.Criteria {
		if !r.Criteria[c].Exact {
			return false
		}
		for _, f := range p.Criteria[c].Deps {
			if _, ok := answered[p.Fields[f].ID]; ok {
				continue
			}
			if _, taken := owner[f]; taken {
				return false
			}
			owner[f] = c
		}
	}
	for _, a := range p.Awards {
		if len(a.Deps) > 0 {
			return false
		}
	}
	for _, k := range p.Constraints {
		first := -1
		for _, f := range k.Deps {
			if c, ok := owner[f]; ok {
				if first >= 0 && first != c {
					return false
				}
				first = c
			}
		}
	}
	return true
}

// wishes are random ones.
func (g *generator) wishes(p *score.Program) (wishes []score.Wish) {
	for c := range p.Criteria {
		w := score.Wish{Criterion: c}
		switch g.IntN(6) {
		case 0, 1:
			w.Never = true
		case 2:
			w.Always = true
		case 3:
			w.Effort = score.Limit{Given: true, Rat: score.Int(g.Int64N(5))}
		default:
			continue
		}
		wishes = append(wishes, w)
	}
	return wishes
}

// comparePlan checks a plan against every choice of criteria to work on.
func (o *oracle) comparePlan(p *score.Program, r *score.Result, award int, wishes []score.Wish) string {
	n := len(p.Criteria)
	type item struct {
		worst, best            int
		na, can, never, always bool
		effort                 score.Rat
	}
	items := make([]item, n)
	for c := range items {
		points, na := r.Outcomes(c)
		it := item{worst: -1, best: len(p.Criteria[c].Outcomes) - 1, na: na, effort: p.Criteria[c].Effort}
		if len(points) > 0 {
			it.worst = slices.Index(p.Criteria[c].Outcomes, points[0])
			it.can = it.worst != it.best
		}
		items[c] = it
	}
	for _, w := range wishes {
		it := &items[w.Criterion]
		it.never, it.always = w.Never, w.Always && it.can
		if w.Effort.Given {
			it.effort = w.Effort.Rat
		}
		if it.always {
			it.effort = score.Rat{}
		}
	}
	reached := func(mask int) bool {
		outs := make([]int, n) // -1: not applicable
		var try func(c int) bool
		try = func(c int) bool {
			if c == n {
				return o.award(o.s.Awards[award], p, outs)
			}
			it := items[c]
			if it.na {
				outs[c] = -1
				if !try(c + 1) {
					return false
				}
			}
			if it.worst < 0 {
				return true
			}
			outs[c] = it.worst
			if mask>>c&1 == 1 {
				outs[c] = it.best
			}
			return try(c + 1)
		}
		return try(0)
	}
	// cheapest is the cheapest choice that wishes allow, and whether it rules nothing out.
	cheapest := func(free bool) (best int, bestCost *big.Rat) {
		best = -1
		for mask := range 1 << n {
			cost := new(big.Rat)
			ok := true
			for c, it := range items {
				if mask>>c&1 == 1 {
					ok = ok && it.can && (free || !it.never)
					cost.Add(cost, bigRat(it.effort))
				} else {
					ok = ok && !it.always
				}
			}
			if ok && (best < 0 || cost.Cmp(bestCost) < 0) && reached(mask) {
				best, bestCost = mask, cost
			}
		}
		return best, bestCost
	}
	best, bestCost := cheapest(false)
	plan := r.Plan(award, wishes)
	mask := 0
	for _, s := range plan.Steps {
		it := items[s.Criterion]
		if mask |= 1 << s.Criterion; s.Pinned != it.always || s.Effort.Cmp(it.effort) != 0 {
			return fmt.Sprintf("step %+v, want pinned %v at %v", s, it.always, it.effort)
		}
	}
	for c, it := range items {
		if chosen := mask>>c&1 == 1; plan.Possible && (chosen && (!it.can || it.never) || !chosen && it.always) {
			return fmt.Sprintf("%v against the wish for %s", plan, p.Criteria[c].ID)
		}
	}
	free, _ := cheapest(true)
	switch {
	case plan.Possible && !reached(mask):
		return fmt.Sprintf("%v does not reach the award", plan)
	case plan.Possible && plan.WithoutPins || plan.WithoutPins && free < 0:
		return fmt.Sprintf("%v, brute force without pins finds %b", plan, free)
	case o.shared(award):
		return ""
	case plan.Possible && (best < 0 || bigRat(plan.Effort).Cmp(bestCost) != 0):
		return fmt.Sprintf("%v, brute force finds %b at %v", plan, best, bestCost)
	case !plan.Possible && (best >= 0 || plan.WithoutPins != (free >= 0)):
		return fmt.Sprintf("%+v, brute force finds %b at %v, without pins %b", plan, best, bestCost, free)
	}
	return ""
}

// shared reports whether a requirement names a criterion twice, or needs a
// number that is computed: then a plan need not be the cheapest.
func (o *oracle) shared(award int) bool {
	seen := map[string]bool{}
	twice := false
	var walk func(q *Requirement)
	walk = func(q *Requirement) {
		if q == nil {
			return
		}
		twice = twice || q.Criterion != "" && seen[q.Criterion]
		seen[q.Criterion] = true
		for _, i := range q.Items {
			walk(i)
		}
	}
	walk(o.s.Awards[award].Requirement)
	return twice
}

func bigRat(r score.Rat) *big.Rat { return big.NewRat(r.Num(), r.Den()) }

// A generator writes random definitions.
type generator struct {
	*rand.Rand
	fields []genField
	names  []string // of numbers: fields and derived values
	bools  []string
	survey bool // also what the oracle does not know
}

type genField struct {
	id, kind string
	options  int
}

func (g *generator) pick(s []string) string { return s[g.IntN(len(s))] }

func (g *generator) scheme() string {
	var b strings.Builder
	b.WriteString("scheme: random\nedition: \"1\"\ntitle: 乱数\nevidence: {without: no_points}\n")
	if g.survey {
		b.WriteString("checks: {hidden: V26}\n")
	}
	b.WriteString("sections:\n  - id: sec\n    title: 分野\n")
	n := 1 + g.IntN(4)
	points := make([]bool, n)
	shared := g.IntN(3) == 0
	if g.survey {
		shared = true
		g.questions(&b)
	}
	b.WriteString("    criteria:\n")
	for c := range n {
		if !shared {
			g.fields, g.names, g.bools = nil, nil, nil
		}
		fmt.Fprintf(&b, "      - id: c%d\n        title: 項目%d\n        effort: %d\n        fields:\n", c, c, 1+g.IntN(4))
		for i := range 1 + g.IntN(3) {
			id := fmt.Sprintf("c%d_f%d", c, i)
			when := ""
			if len(g.bools)+len(g.names) > 0 && g.IntN(4) == 0 {
				when = fmt.Sprintf(", when: %q", g.condition(1))
			}
			kind := g.IntN(6)
			switch g.IntN(8) {
			case 0:
				when += ", optional: true"
			case 1:
				when += []string{", blank: false", ", blank: false", ", blank: 1", ", blank: 0", "", ""}[kind]
			}
			switch kind {
			case 0, 1:
				fmt.Fprintf(&b, "          %s: {label: 欄, type: boolean%s}\n", id, when)
				g.bools = append(g.bools, id)
				g.fields = append(g.fields, genField{id, "boolean", 0})
			case 2:
				fmt.Fprintf(&b, "          %s: {label: 欄, type: integer, min: %d, max: %d%s}\n", id, -g.IntN(2), 1+g.IntN(3), when)
				g.names = append(g.names, id)
				g.fields = append(g.fields, genField{id, "integer", 0})
			case 3:
				fmt.Fprintf(&b, "          %s: {label: 欄, type: number, min: 0, max: 1, step: 0.5%s}\n", id, when)
				g.names = append(g.names, id)
				g.fields = append(g.fields, genField{id, "number", 0})
			case 4:
				fmt.Fprintf(&b, "          %s: {label: 欄, type: choice, options: {a: あ, b: い, k: う}%s}\n", id, when)
				g.fields = append(g.fields, genField{id, "choice", 3})
			case 5:
				fmt.Fprintf(&b, "          %s: {label: 欄, type: choices, options: {a: あ, b: い, k: {label: なし, exclusive: true}}%s}\n", id, when)
				g.fields = append(g.fields, genField{id, "choices", 3})
			}
		}
		if len(g.names) > 0 && g.IntN(2) == 0 {
			id := fmt.Sprintf("c%d_d", c)
			fmt.Fprintf(&b, "        derive:\n          %s: {label: 値, value: %q}\n", id, g.number(2))
			g.names = append(g.names, id)
		}
		if g.IntN(3) == 0 && len(g.names) > 1 {
			how := ""
			if g.survey {
				how = g.pick([]string{"", ", filled: true", ", voids: true", ", filled: true, voids: true", ", severity: warning"})
			}
			fmt.Fprintf(&b, "        constraints:\n          - {id: k%d, assert: %q, message: 矛盾%s}\n", c, g.pick(g.names)+" <= "+g.pick(g.names), how)
		}
		if g.IntN(4) == 0 {
			fmt.Fprintf(&b, "        applies: %q\n", g.condition(1))
		}
		if g.IntN(6) == 0 {
			needed := ""
			if g.IntN(2) == 0 {
				needed = fmt.Sprintf("when: %q, ", g.condition(1))
			}
			fmt.Fprintf(&b, "        needs: {%sfields: [c%d_f0]}\n", needed, c)
		}
		points[c] = g.IntN(3) > 0
		if points[c] {
			g.points(&b, c)
		} else {
			fmt.Fprintf(&b, "        met: %q\n", g.condition(2))
		}
		if g.IntN(4) == 0 {
			needed := ""
			if g.IntN(2) == 0 {
				needed = fmt.Sprintf(", needed: %q", g.condition(1))
			}
			fmt.Fprintf(&b, "        evidence: {field: c%d_e%s}\n", c, needed)
		}
	}
	g.awards(&b, n, points)
	return b.String()
}

// questions adds what surveys have besides: rows of which some may be left out, a
// list, a table, and derived values with alternatives.
func (g *generator) questions(b *strings.Builder) {
	b.WriteString(`    questions:
      - id: rows
        title: 行
        fields:
          r1_a: {label: 欄, type: integer, min: 0, max: 3}
          r1_b: {label: 欄, type: boolean}
          r2_a: {label: 欄, type: integer, min: 0, max: 3, optional: true}
          r2_b: {label: 欄, type: boolean, blank: false}
          days: {label: 日, type: table, rows: 3, columns: {value: {label: 日, type: integer, min: 0, max: 2}}}
          given: {label: 合計, type: integer, min: 0, max: 2}
        repeat: {title: 行, rows: [[r1_a, r1_b], [r2_a, r2_b]]}
        derive:
          long: {label: 長い日, value: "count(days[item >= r1_a])"}
          either: {label: どちらか, value: [given, long + r2_a]}
`)
	g.names = append(g.names, "r1_a", "r2_a", "given", "long", "either")
	g.bools = append(g.bools, "r1_b", "r2_b")
	for _, id := range []string{"r1_a", "r2_a", "given"} {
		g.fields = append(g.fields, genField{id, "integer", 0})
	}
}

func (g *generator) points(b *strings.Builder, c int) {
	switch {
	case g.IntN(3) == 0 && len(g.bools) > 1:
		fmt.Fprintf(b, "        points: {count: [%s], tiers: {2: %d, 1: %d, 0: %d}}\n", strings.Join(slices.Compact(slices.Sorted(slices.Values(g.bools[len(g.bools)-2:]))), ", "), 4+g.IntN(3), 1+g.IntN(3), g.IntN(2)-1)
	case g.IntN(2) == 0 && len(g.names) > 0:
		cut1, cut2 := g.IntN(2), 2+g.IntN(2)
		when := ""
		if g.IntN(2) == 0 {
			when = fmt.Sprintf("{is: \"< %d\", when: %q, points: 3}, ", cut1, g.condition(1))
		}
		fmt.Fprintf(b, "        points: {by: %q, tiers: [{is: \">= %d\", points: 5}, {is: \"[%d..%d)\", points: 2.5}, %s{is: \"-\", points: %d}]}\n", g.pick(g.names), cut2, cut1, cut2, when, g.IntN(2))
	default:
		fmt.Fprintf(b, "        points: {rules: [{when: %q, points: 4}, {when: %q, points: 2}, {points: %d}]}\n", g.condition(2), g.condition(1), g.IntN(3)-1)
	}
}

func (g *generator) awards(b *strings.Builder, n int, points []bool) {
	b.WriteString("awards:\n")
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprintf("c%d", i)
	}
	pass := fmt.Sprintf("total >= %d", g.IntN(4*n+1))
	switch g.IntN(4) {
	case 0:
		pass = fmt.Sprintf("if %s.applies then total >= %d else total >= %d", g.pick(ids), g.IntN(4*n+1), g.IntN(3*n+1))
	case 1:
		pass = "total * 2 >= maximum"
	case 2:
		pass = fmt.Sprintf("total >= %d and %s.met", g.IntN(3*n+1), g.pick(ids))
	}
	if g.survey && g.IntN(2) == 0 {
		pass = fmt.Sprintf("(%s) and %s", pass, g.condition(1))
	}
	fmt.Fprintf(b, "  - {id: by_points, title: 点, pass: %q}\n", pass)
	cut := g.IntN(n) + 1
	first, second := ids[:cut], ids[cut:]
	fmt.Fprintf(b, "  - id: by_groups\n    title: 数\n    all:\n      - {id: g1, at_least: %d, of: [%s]}\n", 1+g.IntN(len(first)), strings.Join(first, ", "))
	if len(second) > 0 {
		fmt.Fprintf(b, "      - {id: g2, %s: [%s]}\n", g.pick([]string{"all", "any"}), strings.Join(second, ", "))
	}
}

func (g *generator) condition(depth int) string {
	if depth > 0 && g.IntN(2) == 0 {
		switch g.IntN(4) {
		case 0:
			return "(" + g.condition(depth-1) + " and " + g.condition(depth-1) + ")"
		case 1:
			return "(" + g.condition(depth-1) + " or " + g.condition(depth-1) + ")"
		case 2:
			return "not(" + g.condition(depth-1) + ")"
		default:
			return "(if " + g.condition(depth-1) + " then " + g.condition(depth-1) + " else " + g.condition(depth-1) + ")"
		}
	}
	var choices []string
	for _, f := range g.fields {
		switch f.kind {
		case "choice":
			choices = append(choices, f.id)
		case "choices":
			if g.IntN(6) == 0 {
				return fmt.Sprintf("list contains(%s, %q)", f.id, g.pick([]string{"a", "b", "k"}))
			}
		}
	}
	for range 8 {
		switch k := g.IntN(4); {
		case k == 0 && len(g.bools) > 0:
			return g.pick(g.bools)
		case k == 1 && len(g.names) > 0:
			return fmt.Sprintf("%s %s %d", g.number(1), g.pick([]string{">=", "<", "=", ">", "!=", "<="}), g.IntN(3))
		case k == 2 && len(g.names) > 0:
			return fmt.Sprintf("%s in %s", g.pick(g.names), g.pick([]string{"[0..2)", "(0..1]", "(1, > 2)", "not(1)"}))
		case k == 3 && len(choices) > 0:
			return fmt.Sprintf("%s %s %q", g.pick(choices), g.pick([]string{"=", "!="}), g.pick([]string{"a", "b", "k"}))
		}
	}
	return "true"
}

func (g *generator) number(depth int) string {
	if len(g.names) == 0 {
		return "1"
	}
	if depth == 0 || g.IntN(2) == 0 {
		return g.pick(g.names)
	}
	x, y := g.number(depth-1), g.number(depth-1)
	switch g.IntN(6) {
	case 0:
		return "(" + x + " + " + y + ")"
	case 1:
		return "(" + x + " - " + y + ")"
	case 2:
		return "(" + x + " * 2)"
	case 3:
		return "(" + x + " / " + y + ")"
	case 4:
		return "max(" + x + ", " + y + ")"
	}
	return "percent(" + x + ", " + y + ") / 50"
}

// An oval is a value of the oracle: nil, bool, *big.Rat or string.
type oval struct{ v any }

func (o oval) String() string { return fmt.Sprint(o.v) }

func (o oval) value() score.Value {
	switch v := o.v.(type) {
	case bool:
		return score.Bool(v)
	case *big.Rat:
		r, _ := score.Ratio(v.Num().Int64(), v.Denom().Int64())
		return score.Number(r)
	case string:
		return score.String(v)
	case []string:
		var vs []score.Value
		for _, s := range v {
			vs = append(vs, score.String(s))
		}
		return score.ListOf(vs...)
	}
	return score.Null
}

// An oracle evaluates definitions from their syntax trees, with big numbers.
type oracle struct {
	s *Scheme
	n *names
	a map[string]oval
}

// values lists what a completion can put into a field: nothing, where it may stay
// blank, comes first. What counts as a number while it is blank stays that number.
func (o *oracle) values(f *Field) []oval {
	switch {
	case f.Blank != nil && f.Type == Boolean:
		return []oval{{f.Blank.Rat.Sign() != 0}}
	case f.Blank != nil:
		return []oval{{bigRat(f.Blank.Rat)}}
	case f.Optional:
		return append([]oval{{}}, answersTo(f)...)
	}
	return answersTo(f)
}

// answersTo lists what can be answered to a field.
func answersTo(f *Field) []oval {
	var vs []oval
	switch f.Type {
	case Boolean:
		return []oval{{true}, {false}}
	case Choice:
		for _, op := range f.Options {
			vs = append(vs, oval{op.ID})
		}
		return vs
	case Choices: // the last option goes with no other
		return []oval{{[]string{"a"}}, {[]string{"b"}}, {[]string{"a", "b"}}, {[]string{"k"}}}
	}
	step := big.NewRat(1, 1)
	if f.Step != nil {
		step = bigRat(f.Step.Rat)
	}
	for x := bigRat(f.Min.Rat); x.Cmp(bigRat(f.Max.Rat)) <= 0; x = new(big.Rat).Add(x, step) {
		vs = append(vs, oval{x})
	}
	return vs
}

type oracleSeen struct {
	count    int
	criteria []map[string]bool
	sums     map[string]bool
	awards   []map[bool]bool
}

func (o *oracle) completions(answered map[string]oval) *oracleSeen {
	seen := &oracleSeen{sums: map[string]bool{}}
	for range o.n.criteria {
		seen.criteria = append(seen.criteria, map[string]bool{})
	}
	for range o.s.Awards {
		seen.awards = append(seen.awards, map[bool]bool{})
	}
	o.a = map[string]oval{}
	p, _ := compile(o.s, "ja")
	var try func(i int)
	try = func(i int) {
		if i < len(o.n.fields) {
			f := o.n.fields[i]
			if v, ok := answered[f.ID]; ok {
				o.a[f.ID] = v
				try(i + 1)
				return
			}
			for _, v := range o.values(f) {
				o.a[f.ID] = v
				try(i + 1)
			}
			return
		}
		for _, k := range o.n.constraints {
			if k.Severity == Error && o.eval(k.Assert.Node).v == false {
				return
			}
		}
		seen.count++
		outs := make([]int, len(o.n.criteria))
		total, maximum := new(big.Rat), new(big.Rat)
		for c, k := range o.n.criteria {
			outs[c] = o.criterion(k, p.Criteria[c].Outcomes)
			if outs[c] < 0 {
				seen.criteria[c]["na"] = true
				continue
			}
			got := p.Criteria[c].Outcomes[outs[c]]
			seen.criteria[c][got.String()] = true
			if k.Points != nil {
				total.Add(total, bigRat(got))
				maximum.Add(maximum, bigRat(p.Criteria[c].Outcomes[len(p.Criteria[c].Outcomes)-1]))
			}
		}
		seen.sums[total.FloatString(2)+"/"+maximum.FloatString(2)] = true
		for i, a := range o.s.Awards {
			seen.awards[i][o.award(a, p, outs)] = true
		}
	}
	try(0)
	return seen
}

// criterion is the index of the outcome on a complete form, or -1.
func (o *oracle) criterion(k *Criterion, outs []score.Rat) int {
	if k.Applies.Given() && o.eval(k.Applies.Node).v != true {
		return -1
	}
	zero := slices.Index(outs, score.Int(0))
	if e := k.Evidence; e != nil && (!e.Needed.Given() || o.eval(e.Needed.Node).v == true) && o.a[e.Field].v != true {
		return zero
	}
	if k.Points == nil {
		if o.eval(k.Met.Node).v == true {
			return 1
		}
		return 0
	}
	at := func(n Number) int { return slices.Index(outs, n.Rat) }
	for _, t := range k.Points.Tables {
		count := 0
		for _, id := range k.Points.Count {
			if o.field(o.n.fields[o.n.fieldIndex[id]]).v == true {
				count++
			}
		}
		for _, tier := range t.Tiers {
			if tier.When.Given() && o.eval(tier.When.Node).v != true {
				continue
			}
			switch k.Points.Form {
			case ByCount:
				if count < tier.Least {
					continue
				}
			case ByTiers:
				if o.test(o.eval(k.Points.By.Node), tier.Is.Node) != true {
					continue
				}
			}
			return at(tier.Points)
		}
	}
	return zero
}

func (o *oracle) field(f *Field) oval {
	if f.When.Given() && o.eval(f.When.Node).v != true {
		return oval{}
	}
	return o.a[f.ID]
}

func (o *oracle) award(a *Award, p *score.Program, outs []int) bool {
	if a.Requirement != nil {
		return o.requirement(a.Requirement, p, outs)
	}
	total, maximum := new(big.Rat), new(big.Rat)
	for c, out := range outs {
		if out >= 0 && p.Criteria[c].Points {
			total.Add(total, bigRat(p.Criteria[c].Outcomes[out]))
			maximum.Add(maximum, bigRat(p.Criteria[c].Outcomes[len(p.Criteria[c].Outcomes)-1]))
		}
	}
	w := &oracle{s: o.s, n: o.n, a: map[string]oval{"total": {total}, "maximum": {maximum}}}
	for c, out := range outs {
		id := p.Criteria[c].ID
		w.a[id+".applies"] = oval{out >= 0}
		w.a[id+".met"] = oval{}
		if out >= 0 {
			w.a[id+".met"] = oval{out == len(p.Criteria[c].Outcomes)-1}
		}
	}
	return w.eval(a.Pass.Node).v == true
}

func (o *oracle) requirement(q *Requirement, p *score.Program, outs []int) bool {
	if q.Items == nil {
		c := o.n.criterion[q.Criterion]
		return outs[c] == len(p.Criteria[c].Outcomes)-1
	}
	met, passable := 0, 0
	for _, i := range q.Items {
		ok := o.requirement(i, p, outs)
		if ok {
			met++
		}
		if ok || i.Items == nil && outs[o.n.criterion[i.Criterion]] < 0 {
			passable++
		}
	}
	switch q.Quantifier {
	case All:
		return passable == len(q.Items)
	case Any:
		return met > 0
	}
	need := o.eval(q.AtLeast.Node).v.(*big.Rat)
	return big.NewRat(int64(met), 1).Cmp(need) >= 0
}

func (o *oracle) eval(n feel.Node) oval {
	switch n := n.(type) {
	case *feel.Lit:
		switch n.Value.Kind {
		case score.KNum:
			return oval{bigRat(n.Value.Num)}
		case score.KBool:
			return oval{n.Value.IsTrue()}
		case score.KStr:
			return oval{n.Value.Str}
		}
		return oval{}
	case *feel.Name:
		if i, ok := o.n.derivedIndex[n.Name]; ok {
			return o.eval(o.n.derived[i].Value.Node)
		}
		if i, ok := o.n.fieldIndex[n.Name]; ok {
			return o.field(o.n.fields[i])
		}
		return o.a[n.Name]
	case *feel.Path:
		return o.a[feel.Print(n)]
	case *feel.If:
		if o.eval(n.Cond).v == true {
			return o.eval(n.Then)
		}
		return o.eval(n.Else)
	case *feel.In:
		return oval{o.tests(o.eval(n.X), n.Tests)}
	case *feel.Call:
		return o.call(n)
	case *feel.Binary:
		return o.binary(n.Op, o.eval(n.X), o.eval(n.Y))
	}
	panic(fmt.Sprintf("oracle: %T", n))
}

func (o *oracle) call(n *feel.Call) oval {
	x := o.eval(n.Args[0])
	if n.Name == "not" {
		if b, ok := x.v.(bool); ok {
			return oval{!b}
		}
		return oval{}
	}
	y := o.eval(n.Args[1])
	if n.Name == "list contains" {
		if list, ok := x.v.([]string); ok {
			return oval{slices.Contains(list, y.v.(string))}
		}
		return oval{}
	}
	a, ok1 := x.v.(*big.Rat)
	b, ok2 := y.v.(*big.Rat)
	if !ok1 || !ok2 {
		return oval{}
	}
	if n.Name == "max" {
		if a.Cmp(b) < 0 {
			return y
		}
		return x
	}
	return o.binary(score.OpDiv, oval{new(big.Rat).Mul(a, big.NewRat(100, 1))}, y)
}

func (o *oracle) binary(op score.Op, x, y oval) oval {
	switch op {
	case score.OpAnd:
		if x.v == false || y.v == false {
			return oval{false}
		}
		if x.v == true && y.v == true {
			return oval{true}
		}
		return oval{}
	case score.OpOr:
		if x.v == true || y.v == true {
			return oval{true}
		}
		if x.v == false && y.v == false {
			return oval{false}
		}
		return oval{}
	case score.OpEq, score.OpNe:
		if x.v == nil || y.v == nil {
			return oval{(x.v == y.v) == (op == score.OpEq)}
		}
		if s, ok := x.v.(string); ok {
			return oval{(s == y.v) == (op == score.OpEq)}
		}
	}
	a, ok1 := x.v.(*big.Rat)
	b, ok2 := y.v.(*big.Rat)
	if !ok1 || !ok2 {
		return oval{}
	}
	switch c := a.Cmp(b); op {
	case score.OpEq:
		return oval{c == 0}
	case score.OpNe:
		return oval{c != 0}
	case score.OpLt:
		return oval{c < 0}
	case score.OpLe:
		return oval{c <= 0}
	case score.OpGt:
		return oval{c > 0}
	case score.OpGe:
		return oval{c >= 0}
	case score.OpAdd:
		return oval{new(big.Rat).Add(a, b)}
	case score.OpSub:
		return oval{new(big.Rat).Sub(a, b)}
	case score.OpMul:
		return oval{new(big.Rat).Mul(a, b)}
	}
	if b.Sign() == 0 {
		return oval{}
	}
	return oval{new(big.Rat).Quo(a, b)}
}

// tests is the disjunction of tests: true, false or nil.
func (o *oracle) tests(x oval, ts []feel.Node) any {
	r := oval{false}
	for _, t := range ts {
		r = o.binary(score.OpOr, r, oval{o.test(x, t)})
	}
	return r.v
}

func (o *oracle) test(x oval, t feel.Node) any {
	switch t := t.(type) {
	case *feel.Dash:
		return true
	case *feel.Cmp:
		return o.binary(t.Op, x, o.eval(t.X)).v
	case *feel.NotTests:
		if b, ok := o.tests(x, t.Tests).(bool); ok {
			return !b
		}
		return nil
	case *feel.Interval:
		lo, hi := score.OpGe, score.OpLe
		if t.LoOpen {
			lo = score.OpGt
		}
		if t.HiOpen {
			hi = score.OpLt
		}
		return o.binary(score.OpAnd, o.binary(lo, x, o.eval(t.Lo)), o.binary(hi, x, o.eval(t.Hi))).v
	}
	return o.binary(score.OpEq, x, o.eval(t)).v
}
