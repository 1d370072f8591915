package criteria

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kijun/criteria/score"
)

// A scorer keeps working memory between calls: what it says of a form never
// depends on the forms before.
func TestScorerForgets(t *testing.T) {
	l := handbook(t)
	g := rand.New(rand.NewPCG(31, 32))
	for _, cs := range l.Cases {
		p, err := Program(cs.Scheme, "ja")
		if err != nil {
			t.Fatal(err)
		}
		used := p.NewScorer()
		for range 60 {
			a := p.NewAnswers()
			cs.each(cs.Cases[g.IntN(len(cs.Cases))], func(c caseAnswer) {
				if g.IntN(12) > 0 {
					setAnswer(a, cs.Scheme, c.id, c.n)
				}
			})
			if g.IntN(8) == 0 {
				a.SetText(p.Fields[g.IntN(len(p.Fields))].ID, "x")
			}
			if msg := differs(p, used, a, g.IntN(2) == 0); msg != "" {
				t.Fatalf("%s: %s", cs.Scheme.ID, msg)
			}
		}
	}
}

// The same of random surveys, with everything that can tie one answer to another:
// rows that are left out, void answers, sheets as they are filled in,
// alternatives, tables, and conditions of conditions.
func TestScorerForgetsSurveys(t *testing.T) {
	for seed := range uint64(400) {
		g := &generator{Rand: rand.New(rand.NewPCG(seed, 33)), survey: true}
		src := g.scheme()
		p := program(t, src)
		used := p.NewScorer()
		answers := map[string]string{}
		for range 40 {
			for range 1 + g.IntN(2) {
				change(g, &p.Fields[g.IntN(len(p.Fields))], answers)
			}
			a := p.NewAnswers()
			for _, id := range slices.Sorted(maps.Keys(answers)) {
				for v := range strings.SplitSeq(answers[id], " ") {
					a.SetText(id, v)
				}
			}
			if msg := differs(p, used, a, g.IntN(3) > 0); msg != "" {
				t.Fatalf("seed %d: %s\nanswers %v\n%s", seed, msg, answers, src)
			}
		}
	}
}

// change answers a field otherwise, takes the answer back or makes it one that
// cannot be read.
func change(g *generator, f *score.Field, answers map[string]string) {
	id := f.ID
	if f.Type == score.TTable {
		id = fmt.Sprintf("%s[%d].%s", f.ID, g.IntN(2), f.Columns[0].ID)
	}
	var values []string
	switch f.Type {
	case score.TBoolean:
		values = []string{"true", "false"}
	case score.TChoice, score.TChoices:
		values = []string{"a", "b", "k", "a b"}
	default:
		values = []string{"0", "1", "2", "3"}
	}
	switch g.IntN(6) {
	case 0, 1:
		delete(answers, id)
	case 2:
		answers[id] = g.pick(append(values, "x"))
	default:
		answers[id] = g.pick(values)
	}
}

// differs says where the results of a used scorer and of a new one part.
func differs(p *score.Program, used *score.Scorer, a *score.Answers, detail bool) string {
	got, want := string(used.Score(a).JSON(detail)), string(p.NewScorer().Score(a).JSON(detail))
	if got == want {
		return ""
	}
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	return fmt.Sprintf("a used scorer says …%s, a new one …%s", got[max(0, i-80):min(len(got), i+80)], want[max(0, i-80):min(len(want), i+80)])
}
