package criteria

import (
	"strconv"
	"strings"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// A Rule is how a criterion is judged, in words and tables, for pages. It is
// made from the definition that scores.
type Rule struct {
	Applies  string      // condition under which it is judged at all; empty: always
	Met      string      // the condition of a requirement; empty for points
	Tables   []RuleTable // of points
	Max      string      // greatest points; empty for a requirement
	Evidence string      // when papers are needed, as a sentence; empty: no rule about papers
	Papers   []RulePaper
}

// A RuleTable is a table of points.
type RuleTable struct {
	When string // condition under which this table decides; empty: always
	By   string // what is measured: "受診率（%）"; empty for conditions
	Rows []RuleRow
}

// A RuleRow is a line of such a table. Index is the number by which the scoring
// core names the rule that decided.
type RuleRow struct {
	Condition, Points string
	Index             int
}

// A RulePaper is a paper that shows a criterion; When is empty if it always does.
type RulePaper struct{ Text, When string }

// An AwardRule is when an award is granted.
type AwardRule struct {
	Sentence string
	Groups   []AwardGroup // of a requirement, outer ones first
}

// An AwardGroup is a group of a requirement.
type AwardGroup struct {
	ID, Title, Sentence string
	Criteria            []string // ids; those of groups inside are not among them
}

// Rule says how a criterion is judged.
func (s *Scheme) Rule(c *Criterion, lang string) Rule {
	sp := speaker{s.names, lang}
	r := Rule{}
	if c.Applies.Node != nil {
		r.Applies = sp.in(sp.say(c.Applies.Node).when()+"に評価します。", "Judged only "+sp.say(c.Applies.Node).when()+".")
	}
	if c.Points == nil {
		if c.Met.Node != nil {
			r.Met = sp.sentence(sp.say(c.Met.Node).text)
		}
	} else {
		r.Tables, r.Max = sp.tables(c.Points)
	}
	if e := c.Evidence; e != nil {
		r.Evidence = sp.evidence(c, e)
		for _, p := range e.Papers {
			q := RulePaper{Text: p.Text.In(lang)}
			if p.When.Node != nil {
				q.When = sp.say(p.When.Node).when()
			}
			r.Papers = append(r.Papers, q)
		}
	}
	return r
}

func (sp speaker) evidence(c *Criterion, e *Evidence) string {
	if e.Field == "" || e.Without == NoEffect {
		return ""
	}
	loss := sp.in("ないときは0点になります。", " Without them there are no points.")
	if c.Points == nil {
		loss = sp.in("ないときは満たしたことになりません。", " Without them the criterion is not met.")
	}
	if e.Needed.Node == nil {
		return sp.in("資料が必要です。", "Papers are needed.") + loss
	}
	if l, ok := e.Needed.Node.(*feel.Lit); ok && !l.Value.IsTrue() {
		return sp.in("資料は原則として要りません。", "As a rule, no papers are needed.")
	}
	when := sp.say(e.Needed.Node).when()
	return sp.in(when+"は資料が必要です。", "Papers are needed "+when+".") + loss
}

func (sp speaker) tables(p *Points) (ts []RuleTable, max string) {
	index := 0
	greatest := score.Int(0)
	for _, t := range p.Tables {
		q := RuleTable{}
		if t.When.Node != nil {
			q.When = sp.say(t.When.Node).when()
		} else if len(p.Tables) > 1 {
			q.When = sp.in("それ以外のとき", "otherwise")
		}
		switch p.Form {
		case ByTiers:
			if p.By.Node != nil {
				label, unit := sp.label(p.By.Node)
				q.By = sp.sentence(strings.TrimPrefix(label, sp.in("", "the ")))
				if unit != "" {
					q.By = sp.brackets(q.By, []string{unit})
				}
			}
		case ByCount:
			q.By = sp.in("当てはまる項目の数", "Number of items that apply")
		case ByRules:
			if p.Scale != nil {
				q.By = sp.in("回答", "Answer")
			}
		}
		for i, tier := range t.Tiers {
			q.Rows = append(q.Rows, RuleRow{Condition: sp.condition(p, t, i), Points: tier.Points.Rat.String(), Index: index})
			index++
			if tier.Points.Rat.Cmp(greatest) > 0 {
				greatest = tier.Points.Rat
			}
		}
		ts = append(ts, q)
	}
	return ts, greatest.String()
}

// condition is the condition of a tier, without what the table's head says.
func (sp speaker) condition(p *Points, t *PointsTable, i int) string {
	tier := t.Tiers[i]
	switch p.Form {
	case ByCount:
		return sp.countCondition(t, i, len(p.Count))
	case ByRules:
		switch {
		case p.Scale != nil && i < len(p.Scale.Options):
			return p.Scale.Options[i].Label.In(sp.lang)
		case p.Scale != nil:
			return sp.in("空欄のまま", "Left blank")
		case tier.When.Node == nil:
			return sp.in("それ以外", "Otherwise")
		}
		return sp.sentence(sp.say(tier.When.Node).text)
	}
	var parts []phrase
	if tier.Is.Node != nil {
		parts = append(parts, sp.test(p.By.Node, tier.Is.Node))
	}
	if tier.When.Node != nil {
		parts = append(parts, sp.say(tier.When.Node))
	}
	if sp.lang == "en" && len(parts) == 2 { // what the value is, and a clause of its own
		return sp.sentence(parts[0].text + ", when " + parts[1].text)
	}
	return sp.sentence(join(byAnd, parts...).text)
}

// countCondition is "5つ", "3つか4つ", "2つ以下" of so many items.
func (sp speaker) countCondition(t *PointsTable, i, of int) string {
	lo := t.Tiers[i].Least
	hi := of
	if i > 0 {
		hi = t.Tiers[i-1].Least - 1
	}
	if sp.lang == "en" {
		return countEnglish(lo, hi, of)
	}
	n := func(k int) string { return strconv.Itoa(k) + "個" }
	switch {
	case lo == hi && lo == of && of > 1:
		return n(lo) + "（すべて）"
	case lo == hi && lo == 0:
		return "なし"
	case lo == hi:
		return n(lo)
	case lo == 0:
		return n(hi) + "以下"
	case hi == of:
		return n(lo) + "以上"
	}
	return n(lo) + "〜" + n(hi)
}

// ruleText is a rule as the reason of its points: "受診率が30%以上50%未満であるため、5点です。"
func (c *compiler) ruleText(p *Points, t *PointsTable, i int) string {
	if c.lang == "en" {
		return c.ruleEnglish(p, t, i)
	}
	tier := t.Tiers[i]
	var reason string
	switch p.Form {
	case ByCount:
		reason = phrase{text: "当てはまる項目が" + c.countCondition(t, i, len(p.Count))}.because()
		if tier.Least == 0 && c.countCondition(t, i, len(p.Count)) == "なし" {
			reason = phrase{text: "当てはまる項目がない", verb: true}.because()
		}
	case ByRules:
		if p.Scale != nil {
			reason = phrase{text: "回答が" + quoted(c.condition(p, t, i))}.because()
		} else if tier.When.Node == nil {
			reason = phrase{text: "ほかのどの条件にも当てはまらない", verb: true}.because()
		} else {
			reason = c.say(tier.When.Node).because()
		}
	default:
		label, _ := c.label(p.By.Node)
		is := c.test(p.By.Node, tier.Is.Node)
		if _, any := tier.Is.Node.(*feel.Dash); any {
			is = phrase{text: "ほかの段階に当てはまらない", verb: true}
		}
		is.text = label + "が" + is.text
		if tier.When.Node != nil {
			is = join(byAnd, is, c.say(tier.When.Node))
		}
		reason = is.because()
	}
	return reason + "、" + tier.Points.Rat.String() + "点です。"
}

// AwardRule says when an award is granted.
func (s *Scheme) AwardRule(a *Award, lang string) AwardRule {
	sp := speaker{s.names, lang}
	if a.Requirement == nil {
		if a.Pass.Node == nil {
			return AwardRule{}
		}
		return AwardRule{Sentence: sp.sentence(sp.say(a.Pass.Node).text)}
	}
	r := AwardRule{Sentence: sp.groupSentence(a.Requirement)}
	eachGroup(a.Requirement, func(q *Requirement) {
		g := AwardGroup{ID: q.ID, Title: strings.ReplaceAll(q.Title.In(lang), "{need}", sp.need(q)), Sentence: sp.groupSentence(q)}
		for _, i := range q.Items {
			if i.Items == nil {
				g.Criteria = append(g.Criteria, i.Criterion)
			}
		}
		r.Groups = append(r.Groups, g)
	})
	return r
}

// need is how many items of a group are needed, as a title says it with {need}: a
// number that stands in the title itself would not change with the definition.
func (sp speaker) need(q *Requirement) string {
	switch q.Quantifier {
	case All:
		return strconv.Itoa(len(q.Items))
	case Any:
		return "1"
	}
	return sp.number(q.AtLeast.Node)
}

// number is a number that a condition may decide: "3（人数が50人未満なら2）".
func (sp speaker) number(n feel.Node) string {
	switch n := n.(type) {
	case *feel.Lit:
		return n.Value.String()
	case *feel.If:
		return sp.brackets(sp.number(n.Then), []string{sp.in(sp.saying(n.Cond, true).text+"なら"+sp.number(n.Else), sp.number(n.Else)+" if "+sp.saying(n.Cond, true).text)})
	}
	label, _ := sp.label(n)
	return label
}

// groupSentence is what a group asks for: "次の3項目のうち2項目以上".
func (sp speaker) groupSentence(q *Requirement) string {
	single, inner := 0, 0
	for _, i := range q.Items {
		if i.Items == nil {
			single++
		} else {
			inner++
		}
	}
	if sp.lang == "en" {
		return sp.groupEnglish(q, single, inner)
	}
	what := strconv.Itoa(single) + "項目"
	switch {
	case inner > 0 && single > 0:
		what += "と" + strconv.Itoa(inner) + "つの選択要件"
	case inner > 0:
		what = strconv.Itoa(inner) + "つの選択要件"
	}
	switch q.Quantifier {
	case All:
		return what + "のすべてを満たす"
	case Any:
		return what + "のうちどれか1つを満たす"
	}
	if l, ok := q.AtLeast.Node.(*feel.Lit); ok {
		return what + "のうち" + l.Value.String() + "項目以上を満たす"
	}
	if q.AtLeast.Node == nil {
		return what
	}
	return what + "のうち、" + sp.needed(q.AtLeast.Node) + "を満たす"
}

// needed says how many items an expression asks for.
func (sp speaker) needed(n feel.Node) string {
	if i, ok := n.(*feel.If); ok {
		return sp.say(i.Cond).given() + sp.needed(i.Then) + byIf + sp.needed(i.Else)
	}
	if l, ok := n.(*feel.Lit); ok {
		return l.Value.String() + "項目以上"
	}
	label, _ := sp.label(n)
	return label + "以上"
}
