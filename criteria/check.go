package criteria

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// check finds everything about a scheme that can be told before anyone sees a
// form. What needs the compiled program is looked at only when the names and
// types are right.
func check(s *Scheme) Diagnostics {
	n := collect(s)
	ds, faults := checkNames(n)
	if !ds.HasErrors() {
		p, more := compile(s, "ja")
		ds = append(ds, more...)
		if p != nil {
			c := &reachChecker{names: n, speaker: speaker{n, "ja"}, p: p, a: p.Analyze()}
			c.criteriaReach()
			c.conditions()
			c.awardsReach()
			c.bandsReach()
			ds = append(ds, c.ds...)
		}
		ds = append(ds, unused(n)...)
	}
	return append(ds, faults...)
}

// A nameChecker checks ids, references and types. Faults are errors that do not
// keep a scheme from being compiled, and so from being checked further.
type nameChecker struct {
	*names
	ds, faults Diagnostics
}

func (c *nameChecker) report(pos Pos, code, msg, hint string) {
	c.ds = append(c.ds, Diagnostic{Pos: pos, Code: code, Msg: msg, Hint: hint})
}

func (c *nameChecker) fault(pos Pos, code, msg, hint string) {
	c.faults = append(c.faults, Diagnostic{Pos: pos, Code: code, Msg: msg, Hint: hint})
}

// checkNames checks what must be right before a scheme can be compiled, and what
// can be told without.
func checkNames(n *names) (ds, faults Diagnostics) {
	c := &nameChecker{names: n}
	c.ids()
	c.survey()
	c.types()
	c.sum()
	c.checkSites()
	if !c.ds.HasErrors() {
		c.cycles()
	}
	return c.ds, c.faults
}

func (c *nameChecker) ids() {
	type use struct {
		pos  Pos
		what string
	}
	seen := map[string]use{}
	take := func(id string, pos Pos, what string) {
		if id == "" {
			return
		}
		u := use{pos, what}
		if first, twice := seen[id]; twice {
			if first.pos.Line > pos.Line {
				first, u = u, first // the later one is in the way
			}
			seen[id] = first
			c.report(u.pos, "duplicate_id", u.what+"の id「"+id+"」はすでに使われています（"+first.pos.String()+"）", "別の id にしてください")
			return
		}
		seen[id] = u
		if slices.Contains([]string{"total", "maximum", "item"}, id) {
			c.report(pos, "reserved", "id「"+id+"」は式の言葉なので使えません", "別の id にしてください")
		}
	}
	section, derived := "分野", "計算値"
	if c.scheme.Indicators != nil {
		section, derived = "区分", "指標"
	}
	for _, sec := range c.scheme.Sections {
		take(sec.ID, sec.Pos, section)
	}
	for _, k := range c.criteria {
		take(k.ID, k.Pos, "評価項目")
	}
	for _, f := range c.fields {
		take(f.ID, f.Pos, "入力欄")
	}
	counted := map[string]bool{}
	for _, d := range c.derived {
		// An indicator that is counted and not computed may have the id of its input.
		if c.scheme.Indicators != nil && c.symbols[d.ID].Kind == feel.FieldSymbol && !counted[d.ID] {
			counted[d.ID] = true
			continue
		}
		take(d.ID, d.Pos, derived)
	}
	others := map[string]Pos{}
	for _, k := range c.allConstraints {
		if first, twice := others[k.ID]; twice {
			c.report(k.Pos, "duplicate_id", "整合チェックの id「"+k.ID+"」はすでに使われています（"+first.String()+"）", "別の id にしてください")
		}
		others[k.ID] = k.Pos
		for i, id := range k.Fields {
			if _, ok := c.fieldIndex[id]; !ok {
				c.unknownField(k.beside[i], "整合チェック「"+k.ID+"」の fields", id)
			}
		}
	}
	awards := map[string]bool{}
	for _, a := range c.scheme.Awards {
		if awards[a.ID] {
			c.report(a.Pos, "duplicate_id", "認定の id「"+a.ID+"」が2度あります", "別の id にしてください")
		}
		awards[a.ID] = true
		c.requirement(a.Requirement)
	}
	if len(c.criteria) > 0 && len(c.scheme.Awards) == 0 {
		c.report(c.scheme.Pos, "award", "認定（awards）がありません", "合格の条件を awards に書いてください")
	}
}

func (c *nameChecker) unknownField(pos Pos, where, id string) {
	c.report(pos, "unknown", where+" にある「"+id+"」という入力欄はありません", c.nearField(id))
}

func (c *nameChecker) requirement(q *Requirement) {
	if q == nil {
		return
	}
	if q.Items == nil {
		if _, ok := c.criterion[q.Criterion]; !ok {
			ids := make([]string, len(c.criteria))
			for i, k := range c.criteria {
				ids[i] = k.ID
			}
			c.report(q.Pos, "unknown", "「"+q.Criterion+"」という評価項目はありません", feel.Hint(feel.Nearest(q.Criterion, ids)))
		}
		return
	}
	if len(q.Items) == 0 {
		c.report(q.Pos, "empty", "選択要件に項目がありません", "評価項目の id を並べてください")
	}
	if l, ok := q.AtLeast.Node.(*feel.Lit); ok {
		switch v := l.Value; {
		case v.Kind != score.KNum:
		case v.Num.Cmp(score.Int(int64(len(q.Items)))) > 0:
			c.report(q.AtLeast.Pos, "quota", "必要な数 "+v.String()+" が、項目の数 "+strconv.Itoa(len(q.Items))+" より大きくなっています", "at_least を"+strconv.Itoa(len(q.Items))+"以下にしてください")
		case v.Num.Sign() <= 0 || !v.Num.IsInt():
			c.report(q.AtLeast.Pos, "quota", "必要な数 "+v.String()+" は1以上の整数ではありません", "1以上の整数にしてください")
		}
	}
	in := map[string]bool{}
	for _, i := range q.Items {
		if i.Criterion != "" && in[i.Criterion] {
			c.report(i.Pos, "duplicate_id", "「"+i.Criterion+"」が同じ選択要件に2度あります", "どちらかを消してください")
		}
		in[i.Criterion] = true
		c.requirement(i)
	}
}

// expr checks the type of an expression.
func (c *nameChecker) expr(e Expr, award bool, want feel.Type) {
	if e.Node == nil {
		return
	}
	_, problems := feel.Check(e.Node, env{c.names, award}, want)
	for _, p := range problems {
		c.ds = append(c.ds, e.problem(p))
	}
}

func (c *nameChecker) types() {
	// The type of a derived value is that of its expression.
	for range c.derived {
		changed := false
		for _, d := range c.derived {
			if d.Value.Node == nil {
				continue
			}
			t, _ := feel.Check(d.Value.Node, env{c.names, false}, feel.TNull)
			if s := c.symbols[d.ID]; s.Kind == feel.DerivedSymbol && s.Type != t && t != feel.TNull {
				s.Type = t
				c.symbols[d.ID] = s
				changed = true
			}
		}
		if !changed {
			break
		}
	}
	c.expressions(func(e Expr, use exprUse) {
		switch use {
		case useCondition, useAssert, useFilled:
			c.expr(e, false, feel.TBoolean)
		case useValue:
			c.expr(e, false, feel.TNull)
		}
	})
	for _, a := range c.scheme.Awards {
		c.expr(a.Pass, true, feel.TBoolean)
		eachGroup(a.Requirement, func(q *Requirement) { c.expr(q.AtLeast, true, feel.TNumber) })
	}
	for _, d := range c.derived {
		c.tests(d.Target, d.Value.Node, false)
	}
	for _, b := range c.scheme.Bands {
		c.expr(b.By, true, feel.TNumber)
		for _, t := range b.Tiers {
			c.tests(t.Is, b.By.Node, true)
		}
		c.overlaps(b.table())
	}
	for _, k := range c.criteria {
		if k.Points != nil {
			c.points(k)
		}
	}
}

// tests checks the types of tests of a value.
func (c *nameChecker) tests(tests Expr, x feel.Node, award bool) {
	if tests.Node == nil || x == nil {
		return
	}
	for _, p := range feel.CheckTests(tests.Node, x, env{c.names, award}) {
		c.ds = append(c.ds, tests.problem(p))
	}
}

func (c *nameChecker) points(k *Criterion) {
	p := k.Points
	for n, id := range p.Count {
		i, ok := c.fieldIndex[id]
		switch {
		case !ok:
			c.unknownField(p.counts[n], "評価項目「"+k.ID+"」の count", id)
		case c.fields[i].Type != Boolean:
			c.report(p.counts[n], "type", "count の「"+id+"」は「はい・いいえ」の入力欄ではありません", "boolean の入力欄だけを並べてください")
		}
	}
	if n := len(outcomes(p)); n > score.MaxOutcomes {
		c.report(p.Pos, "points", fmt.Sprintf("評価項目「%s」の点数の種類が多すぎます（%d種類）", k.ID, n), fmt.Sprintf("%d種類までにしてください", score.MaxOutcomes))
	}
	greatest := slices.MaxFunc(outcomes(p), score.Rat.Cmp)
	if p.Max != nil && p.Max.Rat.Cmp(greatest) != 0 {
		c.fault(p.Max.Pos, "max", "評価項目「"+k.ID+"」の max は "+p.Max.Rat.String()+" ですが、段階の最高は "+greatest.String()+" 点です", "どちらかを直してください")
	}
	for _, t := range p.Tables {
		for _, tier := range t.Tiers {
			c.tests(tier.Is, p.By.Node, false)
		}
		switch p.Form {
		case ByTiers:
			c.overlaps(t)
		case ByCount:
			c.counts(t, len(p.Count))
		}
	}
}

func (c *nameChecker) counts(t *PointsTable, of int) {
	for i, tier := range t.Tiers {
		if tier.Is.Given() || tier.When.Given() {
			c.report(tier.Pos, "points", "count の tiers は「数: 点数」の並びで書きます", "{5: 10, 3: 5, 0: 0} のように書いてください")
			return
		}
		if tier.Least > of {
			c.report(tier.Pos, "unreachable", "当てはまる数が "+strconv.Itoa(tier.Least)+" になることはありません（項目は"+strconv.Itoa(of)+"個です）", strconv.Itoa(of)+"以下にしてください")
		}
		if i > 0 && t.Tiers[i-1].Least == tier.Least {
			c.report(tier.Pos, "overlap", "同じ数 "+strconv.Itoa(tier.Least)+" の段階が2つあります", "どちらかを消してください")
		}
	}
	if n := len(t.Tiers); n > 0 && t.Tiers[n-1].Least > 0 {
		c.report(t.Pos, "gap", "当てはまる数が "+strconv.Itoa(t.Tiers[n-1].Least)+" より少ないときの点数がありません", "0: 0 を書き足してください")
	}
}

// overlaps reports two tiers without further condition that take the same number.
func (c *nameChecker) overlaps(t *PointsTable) {
	for i, a := range t.Tiers {
		if a.When.Given() || a.Is.Node == nil {
			continue
		}
		x, ok := spans(a.Is.Node)
		if !ok {
			continue
		}
		for _, b := range t.Tiers[:i] {
			if _, dash := a.Is.Node.(*feel.Dash); dash || b.When.Given() || b.Is.Node == nil {
				continue
			}
			y, _ := spans(b.Is.Node)
			if at, yes := meet(x, y); yes {
				c.report(a.Is.Pos, "overlap", "段階「"+a.Is.Src+"」は段階「"+b.Is.Src+"」と重なっています（たとえば "+at+"）", "境い目を一方だけに含めてください（例: [30..50) は30以上50未満）")
				break
			}
		}
	}
}

func meet(xs, ys []span) (at string, yes bool) {
	for _, x := range xs {
		for _, y := range ys {
			lo := x
			if x.loInf || !y.loInf && (y.lo.Cmp(x.lo) > 0 || y.lo.Cmp(x.lo) == 0 && y.loOpen) {
				lo = y
			}
			hi := x
			if x.hiInf || !y.hiInf && (y.hi.Cmp(x.hi) < 0 || y.hi.Cmp(x.hi) == 0 && y.hiOpen) {
				hi = y
			}
			if !lo.loInf && !hi.hiInf {
				if d := lo.lo.Cmp(hi.hi); d > 0 || d == 0 && (lo.loOpen || hi.hiOpen) {
					continue
				}
			}
			switch {
			case !lo.loInf && !lo.loOpen:
				return lo.lo.String(), true
			case !hi.hiInf && !hi.hiOpen:
				return hi.hi.String(), true
			case !lo.loInf && !hi.hiInf:
				return lo.lo.String() + " と " + hi.hi.String() + " の間", true
			case !lo.loInf:
				return lo.lo.String() + " より大きい数", true
			}
			return hi.hi.String() + " より小さい数", true
		}
	}
	return "", false
}

// sum checks the maximum that the scheme publishes.
func (c *nameChecker) sum() {
	want := c.scheme.Maximum
	if want == nil {
		return
	}
	total, ok := score.Int(0), true
	var parts []string
	for _, k := range c.criteria {
		if k.Points != nil && ok {
			most := slices.MaxFunc(outcomes(k.Points), score.Rat.Cmp)
			total, ok = total.Add(most)
			parts = append(parts, k.ID+" "+most.String())
		}
	}
	if ok && total.Cmp(want.Rat) != 0 {
		c.fault(want.Pos, "sum", "maximum は "+want.Rat.String()+" ですが、配点の合計は "+total.String()+" 点です", "配点: "+strings.Join(parts, "、"))
	}
}

// cycles reports derived values and conditions that depend on themselves.
func (c *nameChecker) cycles() {
	const (
		fresh = iota
		open
		done
	)
	state := map[string]int{}
	var path []string
	var visit func(id string, pos Pos) bool
	visit = func(id string, pos Pos) bool {
		var es []Expr
		if i, ok := c.fieldIndex[id]; ok {
			es = []Expr{c.fields[i].When}
		} else if i, ok := c.derivedIndex[id]; ok {
			es = c.derived[i].values()
		}
		switch state[id] {
		case done:
			return true
		case open:
			c.report(pos, "cycle", "「"+id+"」が自分自身を使って決まっています（"+strings.Join(path[slices.Index(path, id):], " → ")+" → "+id+"）", "表示の条件（when）と計算値（value）の堂々巡りをなくしてください")
			return false
		}
		state[id] = open
		path = append(path, id)
		ok := true
		for _, e := range es {
			if e.Node == nil {
				continue
			}
			feel.Names(e.Node, c.all(), func(n feel.Node) {
				name, isName := n.(*feel.Name)
				if p, isPath := n.(*feel.Path); isPath {
					name, isName = p.X.(*feel.Name)
				}
				if isName && ok {
					ok = visit(name.Name, e.Pos)
				}
			})
		}
		state[id] = done
		path = path[:len(path)-1]
		return ok
	}
	for _, f := range c.fields {
		visit(f.ID, f.Pos)
	}
	for _, d := range c.derived {
		visit(d.ID, d.Pos)
	}
}

// unused reports fields that nothing looks at and scales that nothing is answered on.
func unused(n *names) Diagnostics {
	used := map[string]bool{}
	note := func(e Expr) {
		if e.Node != nil {
			feel.Names(e.Node, n.all(), func(n feel.Node) {
				switch n := n.(type) {
				case *feel.Name:
					used[n.Name] = true
				case *feel.Path:
					if x, ok := n.X.(*feel.Name); ok {
						used[x.Name] = true
					}
				}
			})
		}
	}
	n.expressions(func(e Expr, _ exprUse) { note(e) })
	for _, c := range n.criteria {
		if c.Points != nil {
			for _, id := range c.Points.Count {
				used[id] = true
			}
			for _, t := range c.Points.Tables {
				for _, tier := range t.Tiers {
					note(tier.Is)
				}
			}
		}
	}
	var ds Diagnostics
	for i, f := range n.fields {
		// What belongs to no criterion, a text, or papers may be for the record only.
		if used[f.ID] || f.Evidence || f.Type == TextType || n.fieldCriterion[i] < 0 {
			continue
		}
		ds = append(ds, Diagnostic{f.Pos, Warning, "unused", "入力欄「" + f.ID + "」はどの条件にも計算にも使われていません", "使わないなら消し、使うはずなら id の書き間違いを確かめてください"})
	}
	for _, s := range n.scheme.Scales {
		if !s.used {
			ds = append(ds, Diagnostic{s.Pos, Warning, "unused", "尺度「" + s.ID + "」を使う入力欄も評価項目もありません", "使わないなら消し、使うなら「scale: " + s.ID + "」と書いてください"})
		}
	}
	return ds
}
