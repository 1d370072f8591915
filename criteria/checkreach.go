package criteria

import (
	"strings"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// A reachChecker asks the scoring core what can happen on a blank form.
type reachChecker struct {
	*names
	speaker
	p  *score.Program
	a  *score.Analysis
	ds Diagnostics
}

func (c *reachChecker) report(pos Pos, sev Severity, code, msg, hint string) {
	c.ds = append(c.ds, Diagnostic{pos, sev, code, msg, hint})
}

func (c *reachChecker) criteriaReach() {
	for i, k := range c.criteria {
		r := c.a.Criterion(i)
		if !r.Applies {
			c.report(k.Applies.Pos, Error, "never", "評価項目「"+k.ID+"」が評価の対象になることはありません", "applies の条件を直してください")
			continue
		}
		if k.Points != nil {
			c.pointsReach(k, r)
			continue
		}
		switch {
		case !r.Rules[0]:
			c.report(k.Met.Pos, Error, "never", "評価項目「"+k.ID+"」を満たすことはできません", "met の条件を直してください")
		case !r.Rules[1]:
			c.report(k.Met.Pos, Warning, "always", "評価項目「"+k.ID+"」はどう答えても満たされます", "met の条件を確かめてください")
		}
	}
}

func (c *reachChecker) pointsReach(k *Criterion, r score.Reach) {
	p := k.Points
	index := 0
	for _, t := range p.Tables {
		for _, tier := range t.Tiers {
			if !r.Rules[index] && p.Form != ByCount {
				c.report(tier.Pos, Error, "unreachable", "評価項目「"+k.ID+"」のこの段階に当てはまることはありません", "条件か、前の段階との順序を確かめてください")
			}
			index++
		}
	}
	if p.Form == ByTiers {
		c.gap(k)
		if r.NullBy && !takesNull(p.Tables[0]) {
			label, _ := c.label(p.By.Node)
			when := "計算できない（分母が0など）"
			if name, ok := p.By.Node.(*feel.Name); ok {
				if _, isField := c.fieldIndex[name.Name]; isField {
					when = "たずねられない（表示の条件に合わない）"
				}
			}
			c.report(p.By.Pos, Error, "null", "「"+label+"」が"+when+"ときの点数が決まっていません", "段階に {is: \"null\", points: 0} か {is: \"-\", points: 0} を書き足すか、applies で対象外にしてください")
		}
		return
	}
	if last := p.Tables[len(p.Tables)-1]; p.Form == ByRules && last.Tiers[len(last.Tiers)-1].When.Given() && r.NoRule {
		c.report(p.Pos, Error, "gap", "どの条件も成り立たないときの点数が決まっていません", "最後に {points: 0} を書き足してください")
	}
	if last := p.Tables[len(p.Tables)-1]; p.Form == ByCount && last.When.Given() {
		c.report(last.Pos, Error, "gap", "どの表の条件も成り立たないときの点数が決まっていません", "最後の表の when を消してください")
	}
}

func takesNull(t *PointsTable) bool {
	for _, tier := range t.Tiers {
		if tier.When.Given() {
			continue
		}
		switch n := tier.Is.Node.(type) {
		case *feel.Dash:
			return true
		case *feel.Lit:
			if n.Value.Kind == score.KNull {
				return true
			}
		}
	}
	return false
}

// gap reports numbers that the value can have and no tier takes.
func (c *reachChecker) gap(k *Criterion) {
	p := k.Points
	t, _ := feel.Check(p.By.Node, env{c.names, false}, feel.TNull)
	if t == feel.TNumber {
		c.gapIn(p.Tables[0], p.By, false, p.Pos, "評価項目「"+k.ID+"」")
	}
}

func (c *reachChecker) gapIn(table *PointsTable, by Expr, award bool, pos Pos, what string) {
	for _, tier := range table.Tiers {
		if _, ok := spans(tier.Is.Node); !ok {
			return // a bound that is computed: cannot be told beforehand
		}
	}
	lo, hi, ok := c.a.Number(c.lower(by, award))
	if !ok {
		return
	}
	for _, g := range gaps(table) {
		// Numbers the value cannot have are no gap.
		if lo.Given && !g.hiInf && (g.hi.Cmp(lo.Rat) < 0 || g.hi.Cmp(lo.Rat) == 0 && g.hiOpen) {
			continue
		}
		if hi.Given && !g.loInf && (g.lo.Cmp(hi.Rat) > 0 || g.lo.Cmp(hi.Rat) == 0 && g.loOpen) {
			continue
		}
		_, unit := c.label(by.Node)
		c.report(pos, Error, "gap", what+"に、"+describe(g, unit)+"の段階がありません", "その範囲の段階を書き足してください")
	}
}

func (c *reachChecker) bandsReach() {
	for i, b := range c.scheme.Bands {
		c.gapIn(b.table(), b.By, true, b.Pos, "到達段階「"+b.ID+"」")
		for k, t := range b.Tiers {
			if c.a.Band(i, k) == score.VerdictFail {
				c.report(t.Pos, Error, "unreachable", "到達段階「"+b.ID+"」が「"+t.ID+"」になることはありません", "範囲（is）を確かめてください")
			}
		}
	}
}

func describe(g span, unit string) string {
	if !g.loInf && !g.hiInf && g.lo.Cmp(g.hi) == 0 {
		return g.lo.String() + unit + "ちょうど"
	}
	var b strings.Builder
	if !g.loInf {
		b.WriteString(g.lo.String() + unit)
		if g.loOpen {
			b.WriteString("を超え")
		} else {
			b.WriteString("以上")
		}
	}
	if !g.hiInf {
		b.WriteString(g.hi.String() + unit)
		if g.hiOpen {
			b.WriteString("未満")
		} else {
			b.WriteString("以下")
		}
	} else if g.loOpen {
		b.WriteString("る範囲")
	}
	if g.loInf && g.hiInf {
		return "すべての値"
	}
	return b.String()
}

// lower adds an expression to the program that is looked at.
func (c *reachChecker) lower(e Expr, award bool) score.NodeID {
	b := &feel.Builder{Nodes: c.p.Nodes, Consts: c.p.Consts, Args: c.p.Args}
	id := feel.Lower(e.Node, env{c.names, award}, b)
	c.p.Nodes, c.p.Consts, c.p.Args = b.Nodes, b.Consts, b.Args
	return id
}

// conditions reports conditions, and comparisons in them, that no answers make true.
func (c *reachChecker) conditions() {
	for _, f := range c.fields {
		if f.When.Node == nil || f.Evidence {
			continue
		}
		if can, _ := c.a.Truth(c.lower(f.When, false)); !can {
			c.report(f.When.Pos, Error, "never", "入力欄「"+f.ID+"」が表示されることはありません", "when の条件を直してください")
		}
	}
	for _, k := range c.constraints {
		if k.Filled {
			continue // speaks of the sheet, not of what is possible
		}
		can, fail := c.a.Truth(c.lower(k.Assert, false))
		switch {
		case !can:
			c.report(k.Assert.Pos, Error, "never", "整合チェック「"+k.ID+"」が守られることはありません", "assert には、正しい回答で成り立つ条件を書いてください")
		case !fail:
			c.report(k.Assert.Pos, Warning, "always", "整合チェック「"+k.ID+"」はいつも守られます", "assert の条件を確かめてください")
		}
	}
	c.expressions(func(e Expr, use exprUse) {
		if e.Node != nil && use != useAward && use != useFilled {
			c.comparisons(e, e.Node)
		}
	})
}

// comparisons reports comparisons inside an expression that cannot be true,
// where their parts do not depend on a name that is bound there.
func (c *reachChecker) comparisons(e Expr, n feel.Node) {
	switch n := n.(type) {
	case *feel.Quantified, *feel.Index:
		return
	case *feel.Binary:
		if n.Op >= score.OpEq && n.Op <= score.OpGe {
			if can, _ := c.a.Truth(c.lower(Expr{Node: n}, false)); !can {
				c.ds = append(c.ds, e.problem(feel.Problem{Off: n.Off(), Code: "never", Msg: "「" + feel.Print(n) + "」が成り立つことはありません",
					Hint: "入力欄の範囲（min、max）と比べてください"}))
			}
			return
		}
	}
	for _, k := range feel.Children(n) {
		switch k.(type) {
		case *feel.Interval, *feel.Cmp, *feel.Dash, *feel.NotTests:
		default:
			c.comparisons(e, k)
		}
	}
}

func (c *reachChecker) awardsReach() {
	for i, a := range c.scheme.Awards {
		pos := a.Pos
		if a.Pass.Given() {
			pos = a.Pass.Pos
		}
		switch c.a.Verdict(i) {
		case score.VerdictFail:
			c.report(pos, Error, "never", "認定「"+a.ID+"」の条件を満たすことはできません", "合格点や必要な項目数を確かめてください")
		case score.VerdictPass:
			c.report(pos, Warning, "always", "認定「"+a.ID+"」の条件はどう答えても満たされます", "合格点や必要な項目数を確かめてください")
		}
	}
}
