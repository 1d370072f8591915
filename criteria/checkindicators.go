package criteria

import (
	"slices"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// checkIndicators finds everything about a file of indicators that can be told
// before anyone sees it.
func checkIndicators(d *Indicators) Diagnostics {
	c := &indicatorChecker{names: collect(d.Scheme), doc: d}
	c.ds = check(d.Scheme)
	all := append(d.All(), d.Helpers...)
	if !c.ds.HasErrors() {
		c.numbers(all)
		c.targets(all)
		c.unused(all)
	}
	for _, i := range all {
		c.traits(i)
	}
	return c.ds
}

type indicatorChecker struct {
	*names
	doc *Indicators
	ds  Diagnostics
}

func (c *indicatorChecker) report(pos Pos, sev Severity, code, msg, hint string) {
	c.ds = append(c.ds, Diagnostic{pos, sev, code, msg, hint})
}

// traits reports what a reader of an indicator would miss.
func (c *indicatorChecker) traits(i *Indicator) {
	const orDefaults = "。同じものが続くなら、区分かファイルの defaults に一度だけ書けます"
	name := "指標「" + i.ID + "」"
	if i.Direction == NoDirection {
		c.report(i.Pos, Error, "direction", name+"は高いほど良いのか低いほど良いのかが決まっていません",
			"「direction: higher」（高いほど良い）、「lower」（低いほど良い）、「none」（どちらでもない）のどれかを書いてください"+orDefaults)
	}
	if i.Population.Empty() {
		c.report(i.Pos, Warning, "population", name+"がだれについての数字かが書かれていません", "分母になる人と除く人を「population: …」に書いてください"+orDefaults)
	}
	if len(i.Formula) == 0 {
		if i.Target.Given() {
			c.report(i.Target.Pos, Error, "target", name+"には目標がありますが、計算式がありません", "「formula: …」に計算式を書くか、目標を definition の文章に書いてください")
		}
		return
	}
	if i.Unit.Empty() {
		c.report(i.Pos, Warning, "unit", name+"の単位がありません", `「unit: "%"」や「unit: 人」のように書いてください。単位のない指数は「unit: ""」です`+orDefaults)
	}
	if i.Decimals < 0 {
		c.report(i.Pos, Warning, "decimals", name+"を小数点以下何桁で示すかが決まっていません", "「decimals: 1」のように書いてください"+orDefaults)
	}
	divides := slices.ContainsFunc(i.Formula, func(e Expr) bool { return c.divides(e.Node) })
	if i.Unit.In("ja") == "%" && !divides && !slices.ContainsFunc(i.Formula, func(e Expr) bool { return c.hasShare(e.Node) }) {
		c.report(i.Formula[0].Pos, Warning, "denominator", name+"の単位は % ですが、計算式に分母がありません", "「percent(分子, 分母)」のように書くか、単位を確かめてください")
	}
	if divides && i.Zero.Empty() {
		c.report(i.Pos, Warning, "zero", name+"の分母が0のときに示す言葉がありません", "「zero: 該当者なし」のように書いてください。「—（該当者なし）」と示します"+orDefaults)
	}
}

// divides reports whether an expression can lack a value because there is
// nothing to divide by.
func (c *indicatorChecker) divides(n feel.Node) bool {
	switch x := n.(type) {
	case *feel.Binary:
		if _, fixed := constant(x.Y); x.Op == score.OpDiv && !fixed {
			return true
		}
	case *feel.Call:
		if x.Name == "percent" || x.Name == "mean" {
			return true
		}
	}
	return n != nil && slices.ContainsFunc(feel.Children(n), c.divides)
}

// hasShare reports whether an expression uses what is a percentage already: an
// input in percent, or another indicator.
func (c *indicatorChecker) hasShare(n feel.Node) bool {
	found := false
	if n == nil {
		return false
	}
	feel.Names(n, c.all(), func(n feel.Node) {
		if name, ok := n.(*feel.Name); ok {
			s := c.symbols[name.Name]
			found = found || s.Kind == feel.DerivedSymbol || s.Kind == feel.FieldSymbol && c.fields[s.Index].Unit.In("ja") == "%"
		}
	})
	return found
}

// numbers reports formulas that give no number.
func (c *indicatorChecker) numbers(all []*Indicator) {
	for _, i := range all {
		for _, e := range i.Formula {
			_, problems := feel.Check(e.Node, env{c.names, false}, feel.TNumber)
			for _, p := range problems {
				c.ds = append(c.ds, e.problem(p))
			}
		}
	}
}

// targets reports targets that make no sense: out of reach, always met, or
// against the direction.
func (c *indicatorChecker) targets(all []*Indicator) {
	p, _ := compile(c.doc.Scheme, "ja")
	if p == nil {
		return
	}
	a := p.Analyze()
	for _, i := range all {
		k, computed := c.derivedIndex[i.ID]
		if !i.Target.Given() || !computed {
			continue
		}
		ss, fixed := spans(i.Target.Node)
		if !fixed {
			if can, _ := a.Truth(p.Derived[k].Target); !can {
				c.neverMet(i)
			}
			continue
		}
		lo, hi, _ := a.Number(p.Derived[k].Value)
		possible := []span{{lo: lo.Rat, loInf: !lo.Given, hi: hi.Rat, hiInf: !hi.Given}}
		switch _, reachable := meet(ss, possible); {
		case !reachable:
			c.neverMet(i)
		case covers(ss, possible[0]):
			c.report(i.Target.Pos, Warning, "always", "指標「"+i.ID+"」の目標「"+i.Target.Src+"」は、どんな値でも達成になります", "値の範囲（"+describe(possible[0], i.Unit.In("ja"))+"）と比べてください")
		default:
			c.against(i, ss)
		}
	}
}

func (c *indicatorChecker) neverMet(i *Indicator) {
	c.report(i.Target.Pos, Error, "never", "指標「"+i.ID+"」の目標「"+i.Target.Src+"」が達成されることはありません", "入力欄の範囲（min、max）と比べてください")
}

// covers reports whether one of the tests takes every number of the range.
func covers(ss []span, all span) bool {
	return slices.ContainsFunc(ss, func(s span) bool {
		from := s.loInf || !all.loInf && (s.lo.Cmp(all.lo) < 0 || s.lo.Cmp(all.lo) == 0 && !s.loOpen)
		to := s.hiInf || !all.hiInf && (s.hi.Cmp(all.hi) > 0 || s.hi.Cmp(all.hi) == 0 && !s.hiOpen)
		return from && to
	})
}

// against reports a target that the better values miss.
func (c *indicatorChecker) against(i *Indicator, ss []span) {
	upward := slices.ContainsFunc(ss, func(s span) bool { return s.hiInf })
	downward := slices.ContainsFunc(ss, func(s span) bool { return s.loInf })
	better, op := "高いほど良い", ">="
	if i.Direction == Lower {
		better, op, upward, downward = "低いほど良い", "<=", downward, upward
	}
	switch exact := len(ss) == 1 && !upward && !downward && ss[0].lo.Cmp(ss[0].hi) == 0; {
	case i.Direction != Higher && i.Direction != Lower || upward:
	case downward:
		c.report(i.Target.Pos, Error, "target", "指標「"+i.ID+"」は"+better+"のに、目標「"+i.Target.Src+"」は逆を向いています", "direction か目標の向きを直してください")
	case exact:
		c.report(i.Target.Pos, Warning, "target", "指標「"+i.ID+"」の目標「"+i.Target.Src+"」は、ちょうどその値のときだけ達成になります", "目標より良い値も達成とするなら「\""+op+" "+ss[0].lo.String()+"\"」と書いてください")
	}
}

// unused reports inputs that enter no formula, and surveys that no indicator names.
func (c *indicatorChecker) unused(all []*Indicator) {
	used, asked := map[string]bool{}, map[*Survey]bool{}
	for _, i := range all {
		asked[i.Survey] = true
		for _, e := range i.Formula {
			if e.Node != nil {
				feel.Names(e.Node, c.all(), func(n feel.Node) {
					switch n := n.(type) {
					case *feel.Name:
						used[n.Name] = true
					case *feel.Path:
						used[n.X.(*feel.Name).Name] = true
					}
				})
			}
		}
	}
	for _, f := range c.fields {
		if f.When.Node != nil {
			feel.Names(f.When.Node, c.all(), func(n feel.Node) {
				if name, ok := n.(*feel.Name); ok {
					used[name.Name] = true
				}
			})
		}
	}
	for _, f := range c.fields {
		if !used[f.ID] && f.Type != TextType {
			c.report(f.Pos, Warning, "unused", "入力欄「"+f.ID+"」はどの計算式にも使われていません", "使わないなら消し、使うはずなら id の書き間違いを確かめてください")
		}
	}
	for _, s := range c.doc.Surveys {
		if !asked[s] {
			c.report(s.Pos, Warning, "unused", "調査「"+s.ID+"」を使う指標がありません", "使わないなら消し、使うなら指標か defaults に「survey: "+s.ID+"」と書いてください")
		}
	}
}
