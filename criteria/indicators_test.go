package criteria

import (
	"math/big"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"kijun/criteria/score"
)

func readDictionary(t testing.TB) *Indicators {
	t.Helper()
	const name = "indicators/indicators.indicators.yaml"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	l, ds := Read([]File{{name, data}})
	if len(ds) > 0 || len(l.Indicators) != 1 {
		t.Fatal(ds)
	}
	return l.Indicators[0]
}

// figures are random inputs: numbers by id, columns of tables by "table.column".
type figures struct {
	rand *rand.Rand
	one  map[string]*big.Rat
	many map[string][]*big.Rat
}

func (f *figures) whole(id string, most int64) *big.Rat {
	f.one[id] = big.NewRat(f.rand.Int64N(most+1), 1)
	return f.one[id]
}

// split gives the parts of a whole, which together are at most the whole.
func (f *figures) split(whole string, parts ...string) {
	rest := f.whole(whole, 3000).Num().Int64()
	for _, p := range parts {
		rest -= f.whole(p, rest).Num().Int64()
	}
}

// tenths gives a number with one decimal.
func (f *figures) tenths(id string, most int64) {
	f.one[id] = new(big.Rat).Mul(f.whole(id, most*10), big.NewRat(1, 10))
}

func (f *figures) column(id string, n int, least, most, places int64) {
	f.many[id] = nil
	for range n {
		v := big.NewRat(f.rand.Int64N((most-least)*places+1), places)
		f.many[id] = append(f.many[id], v.Add(v, big.NewRat(least, 1)))
	}
}

func newFigures(r *rand.Rand) *figures {
	f := &figures{r, map[string]*big.Rat{}, map[string][]*big.Rat{}}
	f.split("headcount_total", "headcount_on_leave", "checkup_taken")
	f.whole("checkup_applied", f.one["checkup_taken"].Num().Int64())
	f.whole("stress_taken", f.one["checkup_taken"].Num().Int64())
	f.whole("high_stress_persons", f.one["stress_taken"].Num().Int64())
	for _, q := range []string{"vigor", "dedication", "absorption"} {
		f.split(q+"_valid", q+"_always", q+"_often")
	}
	f.split("literacy_valid", "literacy_high", "literacy_no_method", "literacy_no_interest")
	f.split("selfcare_body_valid", "selfcare_body_yes", "selfcare_body_rather_yes")
	f.split("selfcare_mind_valid", "selfcare_mind_yes", "selfcare_mind_rather_yes")
	f.split("understanding_valid", "understanding_strong", "understanding_agree")
	f.split("satisfaction_valid", "satisfaction_mostly", "satisfaction_many")
	f.split("survey_invited", "survey_respondents")
	f.split("secondary_required", "secondary_visited")
	f.split("guidance_invited", "guidance_done")
	f.split("checkup_examinees", "findings_persons")
	f.split("telework_valid", "telework_4weeks")
	f.split("managers_total", "managers_women")
	for _, id := range []string{"voluntary_leavers", "posting_transfers", "women_leave_takers", "women_births", "men_leave_takers", "men_spouse_births",
		"work_accidents_count", "commuting_accidents_count", "casualties", "regular_year_end"} {
		f.whole(id, 40)
	}
	for _, id := range []string{"overtime_hours_year", "regular_average", "tenure_years_sum", "lost_days", "hours_worked"} {
		f.tenths(id, 20000)
	}
	f.one["months"] = big.NewRat(1+r.Int64N(12), 1)
	f.one["paid_leave_days_total"] = new(big.Rat).Mul(f.whole("paid_leave_days_total", 9000), big.NewRat(1, 2))
	f.tenths("risk_a", 400)
	f.tenths("risk_b", 400)
	f.tenths("scoring_health_status_value", 200)
	f.tenths("scoring_lifestyle_value", 200)
	f.tenths("headcount_average", 3000)
	f.column("", 1, 50, 250, 10)
	f.one["height_cm"] = f.many[""][0]
	f.column("", 1, 10, 300, 1000)
	f.one["weight_kg"] = f.many[""][0]
	delete(f.many, "")

	// Either counts or records.
	if n := 1 + r.IntN(40); r.IntN(2) == 0 {
		f.column("days_absent.value", n, 0, 20, 1)
		f.column("spq_answers.value", n, 0, 100, 10)
		f.column("people.height_cm", n, 150, 180, 1)
		f.column("people.weight_kg", n, 45, 90, 2)
		f.column("episodes.business_days", n, 0, 20, 1)
	} else {
		f.split("absence_valid", "absent_8plus")
		f.split("bmi_measured", "bmi_in_range")
		f.whole("spq_valid", 3000)
		f.tenths("spq_sum", 100*f.one["spq_valid"].Num().Int64())
		f.whole("mental_episodes", 30)
		f.tenths("total_risk", 400)
	}
	return f
}

func (f *figures) answers(a *score.Answers) {
	value := func(r *big.Rat) score.Value {
		v, _ := score.ParseRat(r.FloatString(3))
		return score.Number(v)
	}
	for id, v := range f.one {
		a.Set(id, value(v))
	}
	for id, vs := range f.many {
		table, column, _ := strings.Cut(id, ".")
		for row, v := range vs {
			a.SetRow(table, row, column, value(v))
		}
	}
}

// quotient is null where there is nothing to divide by.
func quotient(a, b *big.Rat) *big.Rat {
	if a == nil || b == nil || b.Sign() == 0 {
		return nil
	}
	return new(big.Rat).Quo(a, b)
}

func times(a *big.Rat, n int64) *big.Rat {
	if a == nil {
		return nil
	}
	return new(big.Rat).Mul(a, big.NewRat(n, 1))
}

// expected computes every figure by the formulas of the source, without the
// language.
func (f *figures) expected() map[string]*big.Rat {
	x := func(id string) *big.Rat { return f.one[id] }
	sum := func(ids ...string) *big.Rat {
		s := new(big.Rat)
		for _, id := range ids {
			s.Add(s, x(id))
		}
		return s
	}
	percent := func(part, whole *big.Rat) *big.Rat { return times(quotient(part, whole), 100) }
	count := func(of int, is func(i int) bool) *big.Rat {
		n := int64(0)
		for i := range of {
			if is(i) {
				n++
			}
		}
		return big.NewRat(n, 1)
	}
	eligible := new(big.Rat).Sub(x("headcount_total"), x("headcount_on_leave"))
	bmi := func(kg, cm *big.Rat) *big.Rat {
		m := new(big.Rat).Quo(cm, big.NewRat(100, 1))
		return new(big.Rat).Quo(kg, m.Mul(m, m))
	}
	want := map[string]*big.Rat{
		"work_engagement_vigor":      percent(sum("vigor_always", "vigor_often"), x("vigor_valid")),
		"work_engagement_dedication": percent(sum("dedication_always", "dedication_often"), x("dedication_valid")),
		"work_engagement_absorption": percent(sum("absorption_always", "absorption_often"), x("absorption_valid")),
		"health_literacy_high":       percent(x("literacy_high"), x("literacy_valid")),
		"health_literacy_low":        percent(sum("literacy_no_method", "literacy_no_interest"), x("literacy_valid")),
		"selfcare_body":              percent(sum("selfcare_body_yes", "selfcare_body_rather_yes"), x("selfcare_body_valid")),
		"selfcare_mind":              percent(sum("selfcare_mind_yes", "selfcare_mind_rather_yes"), x("selfcare_mind_valid")),
		"hm_understanding":           percent(sum("understanding_strong", "understanding_agree"), x("understanding_valid")),
		"hm_satisfaction":            percent(sum("satisfaction_mostly", "satisfaction_many"), x("satisfaction_valid")),
		"checkup_rate":               percent(x("checkup_taken"), eligible),
		"checkup_application_rate":   percent(x("checkup_applied"), eligible),
		"secondary_exam_rate":        percent(x("secondary_visited"), x("secondary_required")),
		"specific_guidance_rate":     percent(x("guidance_done"), x("guidance_invited")),
		"findings_rate":              percent(x("findings_persons"), x("checkup_examinees")),
		"stress_check_rate":          percent(x("stress_taken"), eligible),
		"workplace_support_risk":     x("risk_b"),
		"high_stress_rate":           percent(x("high_stress_persons"), x("stress_taken")),
		"scoring_health_status":      x("scoring_health_status_value"),
		"scoring_lifestyle":          x("scoring_lifestyle_value"),
		"overtime_avg_month":         quotient(quotient(x("overtime_hours_year"), x("regular_average")), x("months")),
		"paid_leave_days_avg":        quotient(x("paid_leave_days_total"), x("regular_average")),
		"tenure_avg_years":           quotient(x("tenure_years_sum"), x("regular_year_end")),
		"telework_rate":              percent(x("telework_4weeks"), x("telework_valid")),
		"women_manager_ratio":        percent(x("managers_women"), x("managers_total")),
		"voluntary_leavers":          x("voluntary_leavers"),
		"internal_posting_transfers": x("posting_transfers"),
		"childcare_leave_women":      percent(x("women_leave_takers"), x("women_births")),
		"childcare_leave_men":        percent(x("men_leave_takers"), x("men_spouse_births")),
		"work_accidents_count":       x("work_accidents_count"),
		"commuting_accidents_count":  x("commuting_accidents_count"),
		"accident_frequency_rate":    times(quotient(x("casualties"), x("hours_worked")), 1_000_000),
		"accident_severity_rate":     times(quotient(x("lost_days"), x("hours_worked")), 1_000),
		"survey_response_rate":       percent(x("survey_respondents"), x("survey_invited")),
		"bmi":                        bmi(x("weight_kg"), x("height_cm")),
	}
	if days := f.many["days_absent.value"]; days != nil {
		n := len(days)
		all := big.NewRat(int64(n), 1)
		total := new(big.Rat)
		for _, v := range f.many["spq_answers.value"] {
			total.Add(total, v)
		}
		want["absenteeism_rate"] = percent(count(n, func(i int) bool { return days[i].Cmp(big.NewRat(8, 1)) >= 0 }), all)
		want["presenteeism_spq"] = quotient(total, all)
		want["healthy_weight_rate"] = percent(count(n, func(i int) bool {
			b := bmi(f.many["people.weight_kg"][i], f.many["people.height_cm"][i])
			return b.Cmp(big.NewRat(37, 2)) >= 0 && b.Cmp(big.NewRat(25, 1)) < 0
		}), all)
		want["mental_long_absence_rate"] = percent(count(n, func(i int) bool { return f.many["episodes.business_days"][i].Cmp(big.NewRat(7, 1)) >= 0 }), x("headcount_average"))
		want["total_health_risk"] = new(big.Rat).Quo(new(big.Rat).Mul(x("risk_a"), x("risk_b")), big.NewRat(100, 1))
	} else {
		want["absenteeism_rate"] = percent(x("absent_8plus"), x("absence_valid"))
		want["presenteeism_spq"] = quotient(x("spq_sum"), x("spq_valid"))
		want["healthy_weight_rate"] = percent(x("bmi_in_range"), x("bmi_measured"))
		want["mental_long_absence_rate"] = percent(x("mental_episodes"), x("headcount_average"))
		want["total_health_risk"] = x("total_risk")
	}
	want["presenteeism_loss"] = nil
	if v := want["presenteeism_spq"]; v != nil {
		want["presenteeism_loss"] = new(big.Rat).Sub(big.NewRat(100, 1), v)
	}
	return want
}

// TestIndicatorFormulas compares every figure of the dictionary with arithmetic on
// rationals of any size, its rounding included.
func TestIndicatorFormulas(t *testing.T) {
	d := readDictionary(t)
	p, err := Program(d.Scheme, "ja")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(d.All()); n != 36 {
		t.Errorf("%d indicators", n)
	}
	scorer, answers := p.NewScorer(), p.NewAnswers()
	r := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		f := newFigures(r)
		answers.Reset()
		f.answers(answers)
		result := scorer.Score(answers)
		if len(result.Problems) > 0 {
			t.Fatalf("problems: %v", result.Problems)
		}
		want := f.expected()
		for k, q := range p.Derived {
			v, known := want[q.ID]
			i := d.Indicator(q.ID)
			got := result.Derived[k]
			switch {
			case !known:
				t.Fatalf("no formula for %s", q.ID)
			case v == nil:
				if got.Status != score.DerivedNotApplicable || got.Value.Kind != score.KNull || got.Target.Kind != score.KNull {
					t.Fatalf("%s: got %v, want none; inputs %v", q.ID, got, f)
				}
			case got.Status != score.DerivedOK:
				t.Fatalf("%s: got %v, want %s; inputs %v", q.ID, got.Status, v, f)
			default:
				exact := strings.TrimRight(strings.TrimRight(v.FloatString(12), "0"), ".")
				if g := got.Value.String(); g != exact {
					t.Fatalf("%s: got %s, want %s; inputs %v", q.ID, g, exact, f)
				}
				if g, w := result.Display(k), v.FloatString(i.Decimals); g != w {
					t.Fatalf("%s: shown as %s, want %s (%s)", q.ID, g, w, v)
				}
				if target := targets[q.ID]; target != nil {
					if g, w := got.Target.IsTrue(), target(v); g != w || got.Target.Kind != score.KBool {
						t.Fatalf("%s: target %v, want %v (%s)", q.ID, got.Target, w, v)
					}
				} else if i.Target.Given() {
					t.Fatalf("%s has a target that this test does not know", q.ID)
				}
			}
		}
	}
}

var targets = map[string]func(*big.Rat) bool{
	"checkup_rate":             func(v *big.Rat) bool { return v.Cmp(big.NewRat(100, 1)) >= 0 },
	"checkup_application_rate": func(v *big.Rat) bool { return v.Cmp(big.NewRat(100, 1)) >= 0 },
	"stress_check_rate":        func(v *big.Rat) bool { return v.Cmp(big.NewRat(90, 1)) >= 0 },
	"total_health_risk":        func(v *big.Rat) bool { return v.Cmp(big.NewRat(90, 1)) <= 0 },
	"childcare_leave_women":    func(v *big.Rat) bool { return v.Cmp(big.NewRat(100, 1)) >= 0 },
	"childcare_leave_men":      func(v *big.Rat) bool { return v.Cmp(big.NewRat(60, 1)) >= 0 },
}

// What an indicator does not say it takes over, from the nearest that does.
func TestIndicatorTraits(t *testing.T) {
	const src = `indicators: t
edition: "1"
title: 題
defaults: {direction: higher, population: 全社員, frequency: 毎年, zero: 該当者なし}
surveys:
  web: {title: 調査, population: 回答者, source: ウェブ調査, period: 2023年度}
inputs:
  a: {label: 人数, type: integer, unit: 人, min: 0}
categories:
  - id: c
    title: 区分
    defaults: {population: 正社員, unit: 人, decimals: 1, zero: なし}
    indicators:
      - {id: x, title: 受け継ぐ, definition: 数です, formula: a}
      - {id: y, title: 調査から, definition: 数です, formula: a, survey: web, direction: none}
      - {id: z, title: 自分で, definition: 数です, formula: a, survey: web, population: 管理職, unit: "", decimals: 0, source: 記録, direction: lower}
helpers:
  - {id: h, title: 参考, definition: 数です, formula: a, unit: 人, decimals: 0}
`
	d, ds := readIndicators("t.indicators.yaml", []byte(src))
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	if more := checkIndicators(d); len(more) > 0 {
		t.Fatal(more)
	}
	tests := []struct {
		id                                          string
		population, unit, source, frequency, period string
		zero                                        string
		decimals                                    int
		direction                                   Direction
	}{
		{"x", "正社員", "人", "", "毎年", "", "なし", 1, Higher},
		{"y", "回答者", "人", "ウェブ調査", "毎年", "2023年度", "なし", 1, Neither},
		{"z", "管理職", "", "記録", "毎年", "2023年度", "なし", 0, Lower},
		{"h", "全社員", "人", "", "毎年", "", "該当者なし", 0, Higher},
	}
	for _, tt := range tests {
		i := d.Indicator(tt.id)
		got := []string{i.Population.In("ja"), i.Unit.In("ja"), i.Source.In("ja"), i.Frequency.In("ja"), i.Period.In("ja"), i.Zero.In("ja")}
		want := []string{tt.population, tt.unit, tt.source, tt.frequency, tt.period, tt.zero}
		for k := range got {
			if got[k] != want[k] {
				t.Errorf("%s: got %q, want %q", tt.id, got, want)
				break
			}
		}
		if i.Decimals != tt.decimals || i.Direction != tt.direction {
			t.Errorf("%s: got %d decimals, direction %d", tt.id, i.Decimals, i.Direction)
		}
	}
	if own := d.Indicator("x").Own; !own.Population.Empty() || own.Direction != NoDirection || own.Decimals >= 0 {
		t.Errorf("x says nothing itself, got %+v", own)
	}
}
