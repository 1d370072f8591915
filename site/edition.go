package site

import (
	"encoding/json"
	"fmt"
	"strings"

	"kijun/criteria"
	"kijun/criteria/score"
	"kijun/wasm"
)

// An edition is a scheme prepared for pages: compiled, and with what pages say
// about it. Nothing in it depends on the page.
type edition struct {
	*criteria.Scheme
	lang    string
	program *assetFile
	empty   emptyRecord
	rules   map[*criteria.Criterion]criteria.Rule
	awards  []criteria.AwardRule
	asks    map[string][]string // criterion to the ids of the fields that decide it, in the order of the form
	path    string              // "schemes/step2-gold/2019-04/"

	data []outFile // its criteria as data

	before *edition       // nil for the oldest
	diff   *criteria.Diff // since the edition before; nil for the oldest

	after      *edition          // nil for the newest
	newest     *edition          // nil for the newest
	successors map[string]string // criteria to their ids in the newest edition
}

func newEdition(s *criteria.Scheme, lang string) (*edition, error) {
	program, err := criteria.Compile(s, lang)
	if err != nil {
		return nil, fmt.Errorf("compiling %s: %w", s.Key(), err)
	}
	packed, err := wasm.Pack(program)
	if err != nil {
		return nil, fmt.Errorf("packing %s: %w", s.Key(), err)
	}
	e := &edition{Scheme: s, lang: lang, rules: map[*criteria.Criterion]criteria.Rule{},
		program: newAsset(s.ID+"-"+s.Edition, ".bin", packed),
		path:    "schemes/" + s.ID + "/" + s.Edition + "/"}
	if e.empty, e.asks, err = scoreEmpty(program); err != nil {
		return nil, fmt.Errorf("scoring the empty record of %s: %w", s.Key(), err)
	}
	if e.data, err = e.published(); err != nil {
		return nil, fmt.Errorf("publishing %s: %w", s.Key(), err)
	}
	for _, c := range s.AllCriteria() {
		e.rules[c] = s.Rule(c, lang)
	}
	for _, a := range s.Awards {
		e.awards = append(e.awards, s.AwardRule(a, lang))
	}
	return e, nil
}

// short is the scheme's short title, the title where it has none.
func (e *edition) short() string {
	if s := e.Short.In(e.lang); s != "" {
		return s
	}
	return e.Title.In(e.lang)
}

// points reports whether criteria of the scheme give points.
func (e *edition) points() bool {
	for _, c := range e.AllCriteria() {
		if c.Points != nil {
			return true
		}
	}
	return false
}

// maximum is the scheme's maximum where every criterion applies; empty without points.
func (e *edition) maximum() string {
	if e.empty.Maximum == nil {
		return ""
	}
	return e.empty.Maximum.Max.text()
}

// An emptyRecord is the result of a record without answers, as the core prints it.
type emptyRecord struct {
	Awards map[string]struct {
		Verdict string
		Mark    *span // the total from which it is granted; nil where there is none
	}
	Total, Maximum *span
	Criteria       map[string]struct {
		Status   string
		Outcomes []json.RawMessage
	}
	Groups map[string]groupRecord
	Bands  map[string]struct {
		Band     string
		Possible []string
	}
	Sections map[string]struct{ Open int }
	Progress struct{ Open int }
}

// A groupRecord is what the core says of a group.
type groupRecord struct {
	Min, Max int
	Need     json.RawMessage // a number, bounds, or null
}

// needs are the bounds of how many are needed; empty where that is not known.
func (g groupRecord) needs() (low, high string) {
	var bounds span
	switch {
	case len(g.Need) == 0 || string(g.Need) == "null":
		return "", ""
	case json.Unmarshal(g.Need, &bounds) == nil:
		return bounds.Min.text(), bounds.Max.text()
	}
	return number(g.Need).text(), number(g.Need).text()
}

// A span is the bounds of a number.
type span struct{ Min, Max number }

// A number is an exact number as the core prints it: 5 or "2.5".
type number json.RawMessage

func (n *number) UnmarshalJSON(b []byte) error { *n = append((*n)[:0], b...); return nil }

func (n number) text() string { return strings.Trim(string(n), `"`) }

// scoreEmpty scores the record without answers, and gives the fields that decide each
// criterion, directly or through derived values and conditions.
func scoreEmpty(program []byte) (r emptyRecord, asks map[string][]string, err error) {
	p, err := score.Load(program)
	if err != nil {
		return r, nil, err
	}
	if err := json.Unmarshal(p.NewScorer().Score(p.NewAnswers()).JSON(true), &r); err != nil {
		return r, nil, fmt.Errorf("reading the core's result: %w", err)
	}
	asks = map[string][]string{}
	for _, c := range p.Criteria {
		for _, f := range c.Deps {
			asks[c.ID] = append(asks[c.ID], p.Fields[f].ID)
		}
	}
	return r, asks, nil
}

// sectionPoints is the sum of a section's maxima; empty without points.
func (e *edition) sectionPoints(s *criteria.Section) Text {
	sum, any := score.Int(0), false
	for _, c := range s.Criteria {
		if m, ok := score.ParseRat(e.rules[c].Max); ok {
			sum, _ = sum.Add(m)
			any = true
		}
	}
	if !any {
		return ""
	}
	return Text(sum.String())
}
