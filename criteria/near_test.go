package criteria

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kijun/criteria/score"
)

var nearRounds = flag.Int("near", 400, "number of random definitions whose nearest changes are compared with brute force")

// What STEP2 and other rules lack, in the words of the core.
func TestNear(t *testing.T) {
	l := handbook(t)
	body := program(t, `scheme: body
edition: "1"
title: 題
sections:
  - id: s
    title: 分野
    criteria:
      - id: bmi
        title: 体格
        fields:
          weight: {label: 体重, type: number, unit: kg, min: 0, decimals: 1}
          height: {label: 身長, type: integer, unit: cm, min: 1}
          given: {label: 指標, type: number, min: 0}
        derive:
          value: {label: 体格指数, value: weight / (height / 100) ** 2}
        constraints: [{id: light, assert: weight >= 50, message: 軽すぎる}]
        points: {by: value, tiers: [{is: "< 18.5", points: 1}, {is: "[18.5..25)", points: 5}, {is: "[25..30)", points: 2}, {is: ">= 30", points: 0}]}
      - {id: loose, title: 指標, met: given > 2.5}
      - id: asked
        title: たずねる欄
        fields: {days: {label: 日数, type: integer, min: 0}, kept: {label: 記録, type: boolean, optional: true, when: days > 2}}
        met: days > 2 and kept
awards:
  - {id: w, title: 認定, pass: total >= 5}
`)
	step2 := "q01_eligible=60 q01_examined_40plus=24 q01_examined_under40=23 q01_outside=false"
	tests := []struct{ scheme, answers, criterion, want string }{
		{"step2-gold", step2, "q01", "q01_examined_40plus +1 = 25: 3, q01_examined_under40 +1 = 24: 3"},
		{"step2-gold", strings.Replace(step2, "under40=23", "under40=35", 1), "q01", "q01_examined_40plus +1 = 25: 5, q01_examined_under40 +1 = 36: 5"},
		{"step2-gold", strings.Replace(step2, "under40=23", "under40=36", 1), "q01", ""}, // met
		{"step2-gold", "q01_eligible=60 q01_examined_40plus=24", "q01", ""},              // open
		{"step2-gold", "q04_eligible=0", "q04", ""},                                      // not applicable
		{"step2-gold", "q04_eligible=40 q04_examined=12 q04_evidence=true", "q04", "q04_examined +8 = 20: 10"},
		{"step2-gold", "q04_eligible=40 q04_examined=10 q04_recommended=true q04_evidence=false", "q04", "q04_evidence = true: 5, q04_examined +2 = 12: 5"},
		{"step2-gold", "q05_has_treatment=true q05_s1=true q05_s2=true q05_s3=true q05_s4=false q05_s5=false q05_evidence=true", "q05", "2 of q05_s4 q05_s5: 10"},
		{"step2-gold", "q05_has_treatment=true q05_s1=true q05_s2=false q05_s3=true q05_s4=false q05_s5=false q05_evidence=true", "q05", "1 of q05_s2 q05_s4 q05_s5: 5"},
		{"step2-gold", "q05_has_treatment=true q05_s1=true q05_s2=true q05_s3=true q05_s4=true q05_s5=false q05_evidence=true", "q05", "q05_s5 = true: 10"},
		{"step2-gold", "q05_has_treatment=false q05_s1=true q05_s2=false q05_s3=false q05_evidence=true", "q05", "2 of q05_s2 q05_s3 q05_s4: 5"},
		// 50 and more persons: that there were fewer is not told while something else helps.
		{"step2-gold", "q07_employees=50 q07_s1=true q07_s2=false q07_s3=false q07_evidence=true", "q07", "1 of q07_s2 q07_s3: 3"},
		// An error constraint forbids more who were not examined than there are people;
		// fewer than 20 may have one.
		{"mie-2027", "i01_eligible=20 i01_unexamined=2 i01_recommended=true", "i01", "i01_unexamined -1 = 1: met"},
		{"mie-2027", "i01_eligible=12 i01_unexamined=1 i01_recommended=false", "i01", "i01_unexamined -1 = 0: met, i01_recommended = true: met"},
		{"mie-2027", "i07_events=0 i07_employer_led=true i07_all_staff=true", "i07", "i07_events +1 = 1: met"},
		{"mie-2027", "i07_events=0", "i07", ""}, // one answer does not do
		{"mie-2027", "i03_under50=not_all i03_50plus=none i03_items=true i03_qualified=true", "i03", "i03_under50 = all: met"},
		{"body", "weight=80 height=170", "bmi", "weight -7.8 = 72.2: 5"}, // 72.25 would be 25, which is not below 25
		{"body", "weight=50 height=170", "bmi", "weight +3.5 = 53.5: 5"}, // the height is what is divided by
		{"body", "weight=50 height=160", "bmi", ""},
		{"body", "weight=95 height=160", "bmi", "weight -18.3 = 76.7: 2"},
		{"body", "weight=50 height=178", "bmi", "weight +8.7 = 58.7: 5"},
		{"body", "given=2.25", "loose", "given +0.26 = 2.51: met"},
		{"body", "days=1 kept=true", "asked", "days +2 = 3: met"}, // an old answer counts again
		{"body", "given=1", "loose", "given +2 = 3: met"},
	}
	for _, tt := range tests {
		p := body
		if s := l.Find(tt.scheme); s != nil {
			var err error
			if p, err = Program(s, "ja"); err != nil {
				t.Fatal(err)
			}
		}
		s := p.NewScorer()
		s.Score(fill(p.NewAnswers(), tt.answers))
		c := slices.IndexFunc(p.Criteria, func(c score.Criterion) bool { return c.ID == tt.criterion })
		if got := nearText(p, c, s.Near(c)); got != tt.want {
			t.Errorf("%s: %s: %q, want %q", tt.answers, tt.criterion, got, tt.want)
		}
	}
}

func nearText(p *score.Program, c int, changes []score.Change) string {
	var all []string
	for _, n := range changes {
		var ids []string
		for _, f := range n.Fields {
			ids = append(ids, p.Fields[f].ID)
		}
		text := strings.Join(ids, " ")
		switch {
		case n.Count > 0:
			text = fmt.Sprintf("%d of %s", n.Count, text)
		case n.By.Sign() > 0:
			text += " +" + n.By.String() + " = " + answerText(n.To)
		case n.By.Sign() < 0:
			text += " " + n.By.String() + " = " + answerText(n.To)
		default:
			text += " = " + answerText(n.To)
		}
		if p.Criteria[c].Points {
			text += ": " + n.Points.String()
		} else {
			text += ": met"
		}
		all = append(all, text)
	}
	return strings.Join(all, ", ")
}

func answerText(v score.Value) string {
	switch v.Kind {
	case score.KStr:
		return v.Str
	case score.KList:
		var ids []string
		for _, e := range v.List {
			ids = append(ids, answerText(e))
		}
		return strings.Join(ids, " ")
	}
	return v.String()
}

// What the core lists is what judging every changed form finds, on random forms of
// random definitions; and it leaves no trace in the scorer.
func TestNearBruteForce(t *testing.T) {
	told, numbers, counts, kept := 0, 0, 0, 0
	for seed := range uint64(*nearRounds) {
		g := &generator{Rand: rand.New(rand.NewPCG(seed, 77)), survey: seed%3 == 0}
		src := g.scheme()
		p := program(t, src)
		s := p.NewScorer()
		answers := map[string]string{}
		for range 12 {
			for range 1 + g.IntN(len(p.Fields)) {
				change(g, &p.Fields[g.IntN(len(p.Fields))], answers)
			}
			r := s.Score(textAnswers(p, answers))
			before := string(r.JSON(true))
			if slices.ContainsFunc(r.Problems, func(q score.Problem) bool { return strings.HasPrefix(q.Rule, "k") && !q.Warning }) {
				continue
			}
			b := &bruteForce{p: p, answers: answers}
			for c := range p.Criteria {
				got := nearText(p, c, s.Near(c))
				want := nearText(p, c, b.near(c))
				if got != want {
					t.Fatalf("seed %d: %s: %q, brute force finds %q\nanswers %v\n%s", seed, p.Criteria[c].ID, got, want, answers, src)
				}
				told += len(b.found)
				for _, n := range b.found {
					if n.By.Sign() != 0 {
						numbers++
					}
					if n.Count > 0 {
						counts++
					}
				}
			}
			if after := string(r.JSON(true)); after != before {
				t.Fatalf("seed %d: the result has changed:\n%s\n%s\n%s", seed, before, after, src)
			}
			if g.IntN(2) == 0 {
				change(g, &p.Fields[g.IntN(len(p.Fields))], answers)
			}
			if msg := differs(p, s, textAnswers(p, answers), true); msg != "" {
				t.Fatalf("seed %d: %s\nanswers %v\n%s", seed, msg, answers, src)
			}
			kept++
		}
	}
	t.Logf("%d changes on %d forms, %d of numbers, %d of counted fields", told, kept, numbers, counts)
	if numbers < 100 || counts < 10 || told < 500 {
		t.Error("too few to prove anything")
	}
}

// The same over wide ranges, where most numbers are passed over.
func TestNearFar(t *testing.T) {
	wide := regexp.MustCompile(`(type: integer, min: )-?[0-9]+, max: [0-9]+`)
	far, told := 0, 0
	for seed := range uint64(max(1, *nearRounds/4)) {
		g := &generator{Rand: rand.New(rand.NewPCG(seed, 78)), survey: seed%4 == 0}
		src := wide.ReplaceAllString(g.scheme(), "${1}0, max: 240")
		p := program(t, src)
		s := p.NewScorer()
		answers := map[string]string{}
		for range 5 {
			for i := range p.Fields {
				f := &p.Fields[i]
				switch change(g, f, answers); {
				case f.Type == score.TInteger && g.IntN(6) > 0:
					answers[f.ID] = g.pick([]string{"0", "1", "7", "60", "121", "240"})
				case f.Type != score.TTable && g.IntN(3) > 0 && strings.Contains(answers[f.ID], "x"):
					delete(answers, f.ID)
				}
			}
			r := s.Score(textAnswers(p, answers))
			if slices.ContainsFunc(r.Problems, func(q score.Problem) bool { return strings.HasPrefix(q.Rule, "k") && !q.Warning }) {
				continue
			}
			b := &bruteForce{p: p, answers: answers}
			for c := range p.Criteria {
				if got, want := nearText(p, c, s.Near(c)), nearText(p, c, b.near(c)); got != want {
					t.Fatalf("seed %d: %s: %q, brute force finds %q\nanswers %v\n%s", seed, p.Criteria[c].ID, got, want, answers, src)
				}
				for _, n := range b.found {
					if told++; n.By.Abs().Cmp(score.Int(20)) > 0 {
						far++
					}
				}
			}
		}
	}
	t.Logf("%d changes, %d by more than 20", told, far)
	if far < 10 {
		t.Error("too few to prove anything")
	}
}

func textAnswers(p *score.Program, answers map[string]string) *score.Answers {
	a := p.NewAnswers()
	for _, id := range slices.Sorted(maps.Keys(answers)) {
		for v := range strings.SplitSeq(answers[id], " ") {
			a.SetText(id, v)
		}
	}
	return a
}

// bruteForce finds changes by scoring whole forms.
type bruteForce struct {
	p       *score.Program
	answers map[string]string
	found   []score.Change
}

// gives is the least that a criterion comes to with some answers changed; ok is
// false where it can be not applicable or the form is forbidden.
func (b *bruteForce) gives(c int, changed map[string]string) (points score.Rat, ok bool) {
	answers := maps.Clone(b.answers)
	maps.Copy(answers, changed)
	r := b.p.NewScorer().Score(textAnswers(b.p, answers))
	for _, q := range r.Problems {
		_, own := changed[strings.Join(q.Fields, "")]
		if !q.Warning && strings.HasPrefix(q.Rule, "k") || own && !strings.HasPrefix(q.Rule, "V") {
			return score.Rat{}, false
		}
	}
	all, na := r.Outcomes(c)
	if na {
		return score.Rat{}, false
	}
	return all[0], true
}

func (b *bruteForce) near(c int) []score.Change {
	b.found = nil
	p := b.p
	crit := &p.Criteria[c]
	r := p.NewScorer().Score(textAnswers(p, b.answers))
	if st := r.Criteria[c].Status; st != score.StatusPartial && st != score.StatusUnmet {
		return nil
	}
	now, _ := r.Outcomes(c)
	helps := func(changed map[string]string) (score.Rat, bool) {
		points, ok := b.gives(c, changed)
		return points, ok && points.Cmp(now[0]) > 0
	}
	var all []score.Change
	var counted []int32
	if len(crit.Tables) == 1 && crit.Tables[0].Count != nil {
		var fields []int32
		for _, f := range crit.Tables[0].Count {
			if st := r.Field(int(f)); st == score.Open || st == score.Answered && b.answers[p.Fields[f].ID] == "false" {
				fields = append(fields, f)
			}
		}
		for n := 1; n <= len(fields); n++ {
			least, every := score.Int(1000), true
			for mask := range 1 << len(fields) {
				changed := map[string]string{}
				for i, f := range fields {
					if mask>>i&1 == 1 {
						changed[p.Fields[f].ID] = "true"
					}
				}
				if len(changed) != n {
					continue
				}
				points, ok := helps(changed)
				every = every && ok
				if points.Cmp(least) < 0 {
					least = points
				}
			}
			if every {
				if len(fields) > 1 {
					all = append(all, score.Change{Fields: fields, Count: n, Points: least})
				}
				if n == 1 && len(fields) > 1 {
					counted = fields
				}
				break
			}
		}
	}
	for i := range p.Fields {
		f := &p.Fields[i]
		if r.Field(i) != score.Answered || int32(i) != crit.EvidenceField && !slices.Contains(crit.Deps, int32(i)) {
			continue
		}
		var best *score.Change
		try := func(v score.Value, by score.Rat) {
			points, ok := helps(map[string]string{f.ID: answerText(v)})
			if !ok {
				return
			}
			n := score.Change{Fields: []int32{int32(i)}, To: v, By: by, Points: points}
			if best == nil || by.Sign() == 0 && points.Cmp(best.Points) < 0 || by.Sign() != 0 && by.Abs().Cmp(best.By.Abs()) < 0 ||
				by.Sign() > 0 && by.Cmp(best.By.Neg()) == 0 {
				best = &n
			}
		}
		is := b.answers[f.ID]
		switch f.Type {
		case score.TBoolean:
			if !slices.Contains(counted, int32(i)) {
				try(score.Bool(is == "false"), score.Rat{})
			}
		case score.TChoice:
			for _, o := range f.Options {
				if answerText(o.Value) != is {
					try(o.Value, score.Rat{})
				}
			}
		case score.TChoices:
			ticked := strings.Fields(is)
			for _, o := range f.Options {
				var vs []score.Value
				for _, other := range f.Options {
					if slices.Contains(ticked, answerText(other.Value)) != (answerText(o.Value) == answerText(other.Value)) {
						vs = append(vs, other.Value)
					}
				}
				if len(vs) > 0 {
					try(score.ListOf(vs...), score.Rat{})
				}
			}
		case score.TInteger, score.TNumber:
			step := score.Int(1)
			if f.Step.Given {
				step = f.Step.Rat
			}
			from, _ := score.ParseRat(is)
			for x := f.Min.Rat; x.Cmp(f.Max.Rat) <= 0; x, _ = x.Add(step) {
				if by, _ := x.Sub(from); by.Sign() != 0 {
					try(score.Number(x), by)
				}
			}
		}
		if best != nil {
			all = append(all, *best)
		}
	}
	natural := func(n score.Change) bool {
		return n.Count > 0 || n.To.IsTrue() || !n.To.IsFalse() && slices.Contains(crit.Judged, n.Fields[0])
	}
	if slices.ContainsFunc(all, natural) {
		all = slices.DeleteFunc(all, func(n score.Change) bool { return !natural(n) })
	}
	size := func(n score.Change) score.Rat {
		switch {
		case n.Count > 0:
			return score.Int(int64(n.Count))
		case n.By.Sign() != 0:
			return n.By.Abs()
		}
		return score.Int(1)
	}
	slices.SortStableFunc(all, func(a, b score.Change) int {
		if order := size(a).Cmp(size(b)); order != 0 {
			return order
		}
		return int(a.Fields[0] - b.Fields[0])
	})
	b.found = all[:min(len(all), 3)]
	return b.found
}
