package criteria

import (
	"fmt"
	"slices"
	"strconv"

	"kijun/criteria/score"
)

// A coverage notes which branches of a definition the cases reach.
type coverage struct {
	p       *score.Program
	names   []string
	reached []bool
	index   map[string]int
}

func newCoverage(s *Scheme, p *score.Program) *coverage {
	v := &coverage{p: p, index: map[string]int{}}
	for _, c := range s.AllCriteria() {
		k := slices.IndexFunc(p.Criteria, func(q score.Criterion) bool { return q.ID == c.ID })
		rule := 0
		for t, table := range p.Criteria[k].Tables {
			for i := range table.Rules {
				if c.Points != nil && c.Points.Scale != nil && i == len(c.Points.Scale.Options) {
					break // what stays blank is never certain, while it may still be answered
				}
				v.add(fmt.Sprintf("%s: 判定の%d行目", c.ID, rule+1)+tableNote(c, t), ruleKey(c.ID, rule))
				rule++
			}
		}
		if c.Applies.Given() {
			v.add(c.ID+": 対象外になる場合", c.ID+" na")
		}
		if e := c.Evidence; e != nil && e.Field != "" && e.Without == NoPoints {
			v.add(c.ID+": 資料がそろっている場合", c.ID+" ready")
			v.add(c.ID+": 必要な資料がない場合", c.ID+" missing")
			if e.Needed.Given() {
				v.add(c.ID+": 資料が要らない場合", c.ID+" unneeded")
			}
		}
	}
	for _, f := range s.AllFields() {
		if f.When.Given() && !f.Evidence {
			v.add(f.ID+": 表示される場合", f.ID+" shown")
			v.add(f.ID+": 表示されない場合", f.ID+" hidden")
		}
	}
	for _, k := range p.Constraints {
		v.add("整合チェック "+k.ID+": 守られない場合", "broken "+k.ID)
	}
	return v
}

func tableNote(c *Criterion, t int) string {
	if c.Points == nil || len(c.Points.Tables) < 2 {
		return ""
	}
	return "（表" + strconv.Itoa(t+1) + "）"
}

func ruleKey(id string, rule int) string { return id + " rule " + strconv.Itoa(rule) }

func (v *coverage) add(name, key string) {
	if _, twice := v.index[key]; twice {
		return // another part of the same rule
	}
	v.index[key] = len(v.names)
	v.names = append(v.names, name)
	v.reached = append(v.reached, false)
}

func (v *coverage) hit(key string) {
	if i, ok := v.index[key]; ok {
		v.reached[i] = true
	}
}

func (v *coverage) note(r *score.Result) {
	for i, c := range v.p.Criteria {
		if rule := r.Rule(i); rule >= 0 {
			v.hit(ruleKey(c.ID, rule))
		}
		if r.Criteria[i].Status == score.StatusNA {
			v.hit(c.ID + " na")
		}
		v.hit(c.ID + " " + r.PapersOf(i))
	}
	for i, f := range v.p.Fields {
		switch r.Field(i) {
		case score.Hidden:
			v.hit(f.ID + " hidden")
		case score.Answered, score.Open, score.Invalid:
			v.hit(f.ID + " shown")
		}
	}
	for _, p := range r.Problems {
		v.hit("broken " + p.Rule)
	}
}

func (v *coverage) missing() []string {
	var names []string
	for i, name := range v.names {
		if !v.reached[i] {
			names = append(names, name)
		}
	}
	return names
}
