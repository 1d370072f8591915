package criteria

import (
	"math/rand/v2"
	"slices"
	"testing"

	"kijun/criteria/score"
)

func TestAddSites(t *testing.T) {
	l := renraku(t)
	s := l.Find("renraku")
	for _, tt := range []struct {
		name      string
		sites     []string
		want      string
		differing []string
	}{
		{"no site", nil, "  {}", nil},
		{"one site is the company", []string{"  {staff: 3, note: 一つ, people: [{name: 山田}]}"}, "  {staff: 3, note: 一つ, people: [{name: 山田}]}", nil},
		{"sum", []string{"  {staff: 3}", "  {staff: 4}", "  {staff: 5}"}, "  {staff: 12}", nil},
		{"sum without an answer of one", []string{"  {staff: 3}", "  {}"}, "  {}", nil},
		{"a blank that counts", []string{"  {visits: 0.1}", "  {visits: 0.2}", "  {}"}, "  {visits: 0.3}", nil},
		{"nothing but blanks that count", []string{"  {}", "  {}"}, "  {}", nil},
		{"too large to be exact", []string{"  {staff: 9223372036854775807}", "  {staff: 1}"}, "  {}", []string{"staff"}},
		{"max", []string{"  {hours: 90}", "  {hours: 100}"}, "  {hours: 100}", nil},
		{"min", []string{"  {drill: 0}", "  {drill: 2}"}, "  {drill: 0}", nil},
		{"earliest", []string{"  {opened: 2010-10-01}", "  {opened: 2009-12-31}"}, "  {opened: 2009-12-31}", nil},
		{"any", []string{"  {night: false}", "  {night: true}"}, "  {night: true}", nil},
		{"any of none", []string{"  {night: false}", "  {night: false}"}, "  {night: false}", nil},
		{"all", []string{"  {roster: true}", "  {roster: true}"}, "  {roster: true}", nil},
		{"not all", []string{"  {roster: true}", "  {roster: false}"}, "  {roster: false}", nil},
		{"all but for one that is open", []string{"  {roster: true}", "  {roster: null}"}, "  {}", nil},
		{"options that any ticked", []string{"  {ways: [notice, phone]}", "  {ways: [mail, phone]}"}, "  {ways: [phone, mail, notice]}", nil},
		{"one that excludes itself", []string{"  {ways: [none]}", "  {ways: [none]}"}, "  {ways: [none]}", nil},
		{"one that excludes the others", []string{"  {ways: [none]}", "  {ways: [phone]}"}, "  {}", []string{"ways"}},
		{"options that all ticked", []string{"  {rules: [3, 1]}", `  {rules: [1, 2, "3"]}`}, "  {rules: [1, 3]}", nil},
		{"no option that all ticked", []string{"  {rules: [1]}", "  {rules: [2]}"}, "  {}", []string{"rules"}},
		{"same", []string{"  {speed: day}", "  {speed: day}"}, "  {speed: day}", nil},
		{"not the same", []string{"  {speed: day}", "  {speed: week}"}, "  {}", []string{"speed"}},
		{"same but for one that is open", []string{"  {speed: day}", "  {}"}, "  {}", []string{"speed"}},
		{"without a word", []string{"  {note: 同じ, roster_paper: true}", "  {note: 同じ, roster_paper: true}"}, "  {}", nil},
		{"what no field takes", []string{"  {staff: 三, night: 3}", "  {staff: 3, night: true}"}, "  {}", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var sites []Answers
			for _, yaml := range tt.sites {
				sites = append(sites, answers(t, l, "renraku", yaml))
			}
			got, differing := AddSites(s, sites)
			if want := answers(t, l, "renraku", tt.want); !sameAnswers(got, want) || !slices.Equal(differing, tt.differing) {
				t.Errorf("got %v, differing %v, want %v, differing %v", got, differing, want, tt.differing)
			}
		})
	}
}

// Every type of field may ask for the same answer; the order in which options were
// ticked and rows that nobody began do not make a difference.
func TestSameAtSites(t *testing.T) {
	l, ds := Read([]File{editionOf("1", `
      several: {label: い, type: choices, options: {1: 一, 2: 二}, sites: same}
      text: {label: う, type: text, sites: same}
      day: {label: え, type: date, sites: same}
      number: {label: お, type: number, empty: 0, sites: same}
      rows: {label: か, type: table, rows: 3, columns: {x: {label: ｘ, type: text}}, sites: same}
`, "")})
	if ds.HasErrors() {
		t.Fatal(ds.Error())
	}
	const one = "  {several: [1, 2], text: 文, day: 2026-04-01, number: 2.50, rows: [{x: あ}]}"
	all := answers(t, l, "s", one)
	got, differing := AddSites(l.Find("s"), []Answers{all, answers(t, l, "s", "  {several: [2, 1], text: 文, day: 2026-04-01, number: 2.5, rows: [{x: あ}, {}]}")})
	if !sameAnswers(got, all) || differing != nil {
		t.Errorf("got %v, differing %v", got, differing)
	}
	got, differing = AddSites(l.Find("s"), []Answers{all, answers(t, l, "s", "  {several: [1], text: 文章, day: 2026-04-02, number: 0, rows: [{x: い}]}")})
	if len(got) != 0 || !slices.Equal(differing, []string{"several", "text", "day", "number", "rows"}) {
		t.Errorf("got %v, differing %v", got, differing)
	}
}

// The order of sites does not matter, one site is the company, and sites that were
// added up in steps come to the same.
func TestAddSitesProperties(t *testing.T) {
	l := renraku(t)
	s := l.Find("renraku")
	r := rand.New(rand.NewPCG(1, 2))
	random := func() Answers {
		a := Answers{}
		for _, f := range s.AllFields() {
			if r.IntN(8) == 0 {
				continue
			}
			switch f.Type {
			case Boolean:
				a.Set(f.ID, score.Bool(r.IntN(2) == 0))
			case Integer, Decimal:
				tenths, _ := score.Int(int64(r.IntN(1000))).Quo(score.Int(10))
				a.Set(f.ID, score.Number(tenths))
			case Choice:
				a.Set(f.ID, optionValue(f.Options[r.IntN(len(f.Options))].ID))
			case Choices:
				var vs []score.Value
				for _, o := range f.Options {
					if !o.Exclusive && r.IntN(2) == 0 {
						vs = append(vs, optionValue(o.ID))
					}
				}
				a.Set(f.ID, score.ListOf(vs...))
			case Date:
				a.Set(f.ID, score.String(score.FormatDate(int64(r.IntN(20000)))))
			}
		}
		return a
	}
	for range 300 {
		sites := make([]Answers, 1+r.IntN(4))
		for i := range sites {
			sites[i] = random()
		}
		one, differing := AddSites(s, sites[:1])
		if !sameAnswers(one, sites[0]) || differing != nil {
			t.Fatalf("one site: got %v of %v", one, sites[0])
		}
		sum, differing := AddSites(s, sites)
		turned := slices.Clone(sites)
		r.Shuffle(len(turned), func(i, k int) { turned[i], turned[k] = turned[k], turned[i] })
		again, differingAgain := AddSites(s, turned)
		if !sameAnswers(sum, again) || !slices.Equal(differing, differingAgain) {
			t.Fatalf("another order: got %v %v, want %v %v", again, differingAgain, sum, differing)
		}
		if len(sites) < 3 {
			continue // two of two are all
		}
		part, _ := AddSites(s, sites[:2])
		steps, _ := AddSites(s, append([]Answers{part}, sites[2:]...))
		for id, a := range sum {
			if x, ok := steps[id]; !ok || !s.field(id).sameAnswer(a, x) {
				t.Fatalf("%s in steps: got %v, want %v", id, x, a)
			}
		}
	}
}
