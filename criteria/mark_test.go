package criteria

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"kijun/criteria/score"
)

// The pass mark of conditions of many kinds, as it moves while a form is filled in.
func TestMark(t *testing.T) {
	const head = `scheme: mark
edition: "1"
title: 題
maximum: 30
sections:
  - id: s
    title: 分野
    fields: {small: {label: 小さい会社, type: boolean}, people: {label: 人数, type: integer, min: 1}}
    criteria:
      - {id: c1, title: 一, fields: {e1: {label: 対象者, type: boolean}, f1: {label: 欄, type: boolean}}, applies: e1, points: {rules: [{when: f1, points: 10}, {points: 0}]}}
      - {id: c2, title: 二, fields: {f2: {label: 欄, type: boolean}}, points: {rules: [{when: f2, points: 10}, {points: 2.5}]}}
  - id: t
    title: 分野
    criteria:
      - {id: c3, title: 三, fields: {f3: {label: 欄, type: boolean}}, points: {rules: [{when: f3, points: 10}, {points: 0}]}}
      - {id: c4, title: 四, fields: {f4: {label: 欄, type: boolean}}, met: f4}
awards:
  - {id: w, title: 認定, `
	tests := []struct{ condition, answers, want string }{
		{"pass: total >= 20", "", "20"},
		{"pass: total >= 20", "e1=false f2=false f3=false", "20"}, // out of reach, but it is the mark
		{"pass: total > 20", "", "20.5"},
		{"pass: total >= 20.2", "", "20.5"}, // half points there are, fifths not
		{"pass: 20 <= total", "", "20"},
		{"pass: not(total < 20)", "", "20"},
		{"pass: if c1.applies then total >= 24 else total >= 16", "", "16〜24"},
		{"pass: if c1.applies then total >= 24 else total >= 16", "e1=true", "24"},
		{"pass: if c1.applies then total >= 24 else total >= 16", "e1=false", "16"},
		{"pass: (c1.applies and total >= 24) or (not(c1.applies) and total >= 16)", "", "16〜24"},
		{"pass: total * 10 >= maximum * 8", "", "16〜24"},
		{"pass: total * 10 >= maximum * 8", "e1=true", "24"},
		{`pass: "percent(total, maximum) >= 80"`, "e1=false", "16"},
		{"pass: total >= 20 and c4.met", "", "20"},
		{"pass: total >= 20 and c4.met", "f4=true", "20"},
		{"pass: total >= 20 and c4.met", "f4=false", ""}, // no total passes
		{"pass: total >= 20 or c4.met", "", "0〜20"},
		{"pass: total >= 20 or c4.met", "f4=true", ""}, // no total is needed
		{"pass: c4.met", "", ""},
		{"pass: if small then total >= 10 else total >= 20", "", "10〜20"},
		{"pass: if small then total >= 10 else total >= 20", "small=true", "10"},
		{"pass: if people < 50 then total >= 10 else total >= 20", "", "10〜20"},
		{"pass: total >= people", "people=7", "7"},
		{"pass: total >= people", "", ""}, // anything can be needed
		{"pass: total >= 20 and t.total >= 10", "f3=true", "20"},
		{"pass: total >= 20 and t.total >= 10", "f3=false", ""},
		{"pass: total <= 20", "", ""},
		{`pass: "total in [10..20]"`, "", ""},
		{"pass: total != 15", "", ""},
		{"pass: total >= 31", "", ""},
		{"pass: total >= 0", "", ""},
		{"all: [c1, c4]", "", ""},
	}
	for _, tt := range tests {
		p := program(t, head+tt.condition+"}\n")
		r := p.NewScorer().Score(fill(p.NewAnswers(), tt.answers))
		got := ""
		if r.Marks[0].Given {
			got = spanText(r.Marks[0].Range)
		}
		if got != tt.want {
			t.Errorf("%s: %s: %q, want %q", tt.condition, tt.answers, got, tt.want)
		}
		if got := strings.Contains(string(r.JSON(true)), `{"mark":{"max":`); got != (tt.want != "") {
			t.Errorf("%s: %s: a mark in the JSON: %v", tt.condition, tt.answers, got)
		}
	}
}

// compareMark compares the mark of an award with the least totals that pass in every
// joint outcome of the criteria.
func (o *oracle) compareMark(p *score.Program, r *score.Result, award int) string {
	a := o.s.Awards[award]
	outs := make([]int, len(p.Criteria)) // -1: not applicable
	seen := map[string]bool{}
	var min, max, lo, hi big.Rat
	for c := range p.Criteria {
		if all := p.Criteria[c].Outcomes; p.Criteria[c].Points {
			if all[0].Sign() < 0 {
				lo.Add(&lo, bigRat(all[0]))
			}
			hi.Add(&hi, bigRat(all[len(all)-1]))
		}
	}
	given, unclear := false, a.Requirement != nil
	look := func() {
		maximum := new(big.Rat)
		w := &oracle{s: o.s, n: o.n, a: map[string]oval{}}
		for c, out := range outs {
			k := &p.Criteria[c]
			w.a[k.ID+".applies"], w.a[k.ID+".met"] = oval{out >= 0}, oval{}
			if out >= 0 {
				w.a[k.ID+".met"] = oval{out == len(k.Outcomes)-1}
			}
			if out >= 0 && k.Points {
				maximum.Add(maximum, bigRat(k.Outcomes[len(k.Outcomes)-1]))
			}
		}
		w.a["maximum"] = oval{maximum}
		if key := fmt.Sprint(w.a); seen[key] {
			return
		} else {
			seen[key] = true
		}
		var least *big.Rat
		for x := new(big.Rat).Set(&lo); x.Cmp(&hi) <= 0; x = new(big.Rat).Add(x, big.NewRat(1, 2)) {
			w.a["total"] = oval{x}
			pass := w.eval(a.Pass.Node).v == true
			if pass && least == nil {
				least = x
			}
			unclear = unclear || !pass && least != nil
		}
		if least == nil {
			return
		}
		if !given || least.Cmp(&min) < 0 {
			min.Set(least)
		}
		if !given || least.Cmp(&max) > 0 {
			max.Set(least)
		}
		given = true
	}
	var try func(c int)
	try = func(c int) {
		if c == len(outs) {
			look()
			return
		}
		points, na := r.Outcomes(c)
		if outs[c] = -1; na {
			try(c + 1)
		}
		for i, x := range p.Criteria[c].Outcomes {
			for _, y := range points {
				if outs[c] = i; x == y {
					try(c + 1)
				}
			}
		}
	}
	if !unclear {
		try(0)
	}
	mark := r.Marks[award]
	halves := func(k score.Criterion) bool {
		return k.Points && slices.ContainsFunc(k.Outcomes, func(x score.Rat) bool { return !x.IsInt() })
	}
	if !slices.ContainsFunc(p.Criteria, halves) { // then no total is one
		min, max = *ceil(&min), *ceil(&max)
	}
	switch want := given && !unclear && max.Cmp(&lo) > 0; {
	case want != mark.Given:
		return fmt.Sprintf("%v, brute force finds %v from %v to %v", mark, want, &min, &max)
	case want && (bigRat(mark.Min).Cmp(&min) != 0 || bigRat(mark.Max).Cmp(&max) != 0):
		return fmt.Sprintf("%v, brute force finds %v to %v", mark, &min, &max)
	}
	return ""
}

func ceil(r *big.Rat) *big.Rat {
	q, rest := new(big.Int).DivMod(r.Num(), r.Denom(), new(big.Int))
	if rest.Sign() > 0 {
		q.Add(q, big.NewInt(1))
	}
	return new(big.Rat).SetInt(q)
}
