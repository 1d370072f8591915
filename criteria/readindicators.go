package criteria

import (
	"cmp"
	"slices"

	"go.yaml.in/yaml/v3"

	"kijun/criteria/feel"
)

// readIndicators reads a file of indicators.
func readIndicators(file string, data []byte) (*Indicators, Diagnostics) {
	r := &indicatorReader{schemeReader: schemeReader{reader: reader{file: file}}}
	top := r.document(data)
	if top == nil {
		return nil, r.ds
	}
	d := &Indicators{Pos: r.at(top), Traits: Traits{Decimals: -1}}
	r.doc, r.scheme = d, &Scheme{}
	// What indicators name counts wherever it stands in the file. The defaults may
	// name a survey.
	r.some(top, map[string]func(*yaml.Node){"surveys": r.surveys, "open": r.openPoints})
	r.some(top, map[string]func(*yaml.Node){"defaults": func(n *yaml.Node) { d.Traits = r.defaults(n) }})
	wholeFile := func(*yaml.Node) {}
	r.mapping(top, "指標の定義", []key{
		{"indicators", func(n *yaml.Node) { r.schemeID(n, &d.ID) }, true},
		{"edition", func(n *yaml.Node) { r.edition(n, &d.Edition) }, true},
		{"title", func(n *yaml.Node) { r.text(n, "title", &d.Title) }, true},
		{"short", func(n *yaml.Node) { r.text(n, "short", &d.Short) }, false},
		{"summary", func(n *yaml.Node) { r.text(n, "summary", &d.Summary) }, false},
		{"sources", r.sources, false},
		{"notes", func(n *yaml.Node) { r.texts(n, "notes", &d.Notes) }, false},
		{"open", wholeFile, false},
		{"defaults", wholeFile, false},
		{"surveys", wholeFile, false},
		{"inputs", func(n *yaml.Node) { d.Inputs = r.inputs(n) }, false},
		{"constraints", func(n *yaml.Node) { d.Constraints = r.constraints(n) }, false},
		{"categories", r.categories, true},
		{"helpers", func(n *yaml.Node) { d.Helpers = r.indicators(n, "helpers", Traits{Decimals: -1}) }, false},
	})
	d.Sources = r.scheme.Sources
	d.Scheme = d.asScheme()
	return d, r.ds
}

type indicatorReader struct {
	schemeReader
	doc *Indicators
}

func (r *indicatorReader) surveys(n *yaml.Node) {
	r.entries(n, "surveys", func(k, v *yaml.Node) {
		s := &Survey{Pos: r.at(k)}
		r.id(k, &s.ID)
		r.mapping(v, "調査「"+s.ID+"」", []key{
			{"title", func(n *yaml.Node) { r.text(n, "title", &s.Title) }, true},
			{"note", func(n *yaml.Node) { r.text(n, "note", &s.Note) }, false},
			{"population", func(n *yaml.Node) { r.text(n, "population", &s.Population) }, false},
			{"source", func(n *yaml.Node) { r.text(n, "source", &s.Source) }, false},
			{"frequency", func(n *yaml.Node) { r.text(n, "frequency", &s.Frequency) }, false},
			{"period", func(n *yaml.Node) { r.text(n, "period", &s.Period) }, false},
			{"answers", func(n *yaml.Node) { r.number(n, "answers", &s.Answers) }, false},
			{"response_rate", func(n *yaml.Node) { r.number(n, "response_rate", &s.ResponseRate) }, false},
		})
		r.doc.Surveys = append(r.doc.Surveys, s)
	})
}

func (r *indicatorReader) openPoints(n *yaml.Node) {
	r.entries(n, "open", func(k, v *yaml.Node) {
		var p OpenPoint
		r.id(k, &p.ID)
		r.text(v, "open", &p.Text)
		r.doc.Open = append(r.doc.Open, p)
	})
}

// traits are the keys of what may be said for one indicator or for many.
func (r *indicatorReader) traits(t *Traits) []key {
	return []key{
		{"survey", func(n *yaml.Node) { r.survey(n, t) }, false},
		{"population", func(n *yaml.Node) { r.text(n, "population", &t.Population) }, false},
		{"unit", func(n *yaml.Node) { r.text(n, "unit", &t.Unit) }, false},
		{"decimals", func(n *yaml.Node) { r.int(n, "decimals", &t.Decimals) }, false},
		{"direction", func(n *yaml.Node) { r.direction(n, t) }, false},
		{"source", func(n *yaml.Node) { r.text(n, "source", &t.Source) }, false},
		{"frequency", func(n *yaml.Node) { r.text(n, "frequency", &t.Frequency) }, false},
		{"period", func(n *yaml.Node) { r.text(n, "period", &t.Period) }, false},
		{"zero", func(n *yaml.Node) { r.text(n, "zero", &t.Zero) }, false},
	}
}

func (r *indicatorReader) defaults(n *yaml.Node) Traits {
	t := Traits{Decimals: -1}
	r.mapping(n, "defaults", r.traits(&t))
	return t
}

func (r *indicatorReader) survey(n *yaml.Node, t *Traits) {
	id, ok := r.scalar(n, "survey")
	if !ok {
		return
	}
	var ids []string
	for _, s := range r.doc.Surveys {
		if s.ID == id {
			t.Survey = s
			return
		}
		ids = append(ids, s.ID)
	}
	r.report(n, "unknown", "「"+id+"」という調査はありません", cmp.Or(feel.Hint(feel.Nearest(id, ids)), "ファイルの surveys に「"+id+": {title: …}」を書き足してください"))
}

func (r *indicatorReader) direction(n *yaml.Node, t *Traits) {
	if i := r.oneOf(n, "direction", "higher", "lower", "none"); i >= 0 {
		t.Direction = Higher + Direction(i)
	}
}

func (r *indicatorReader) categories(n *yaml.Node) {
	for _, i := range r.items(n, "categories") {
		c := &Category{Pos: r.at(i), Traits: Traits{Decimals: -1}}
		r.some(i, map[string]func(*yaml.Node){"defaults": func(n *yaml.Node) { c.Traits = r.defaults(n) }})
		r.mapping(i, "区分", []key{
			{"id", func(n *yaml.Node) { r.id(n, &c.ID) }, true},
			{"title", func(n *yaml.Node) { r.text(n, "title", &c.Title) }, true},
			{"note", func(n *yaml.Node) { r.text(n, "note", &c.Note) }, false},
			{"defaults", func(*yaml.Node) {}, false},
			{"inputs", func(n *yaml.Node) { c.Inputs = r.inputs(n) }, false},
			{"constraints", func(n *yaml.Node) { c.Constraints = r.constraints(n) }, false},
			{"indicators", func(n *yaml.Node) { c.Indicators = r.indicators(n, "indicators", c.Traits) }, true},
		})
		r.doc.Categories = append(r.doc.Categories, c)
	}
}

// inputs reads fields under the name they have here.
func (r *indicatorReader) inputs(n *yaml.Node) []*Field {
	if n.Kind != yaml.MappingNode {
		r.entries(n, "inputs", nil) // says what is wrong
		return nil
	}
	return r.fields(n)
}

func (r *indicatorReader) indicators(n *yaml.Node, what string, category Traits) []*Indicator {
	var is []*Indicator
	for _, i := range r.items(n, what) {
		is = append(is, r.indicator(i, category))
	}
	return is
}

func (r *indicatorReader) indicator(n *yaml.Node, category Traits) *Indicator {
	i := &Indicator{Pos: r.at(n), Own: Traits{Decimals: -1}}
	r.mapping(n, "指標", append([]key{
		{"id", func(n *yaml.Node) { r.id(n, &i.ID) }, true},
		{"title", func(n *yaml.Node) { r.text(n, "title", &i.Title) }, true},
		{"definition", func(n *yaml.Node) { r.text(n, "definition", &i.Definition) }, true},
		{"formula", func(n *yaml.Node) { r.formula(n, i) }, false},
		{"formula_note", func(n *yaml.Node) { r.text(n, "formula_note", &i.FormulaNote) }, false},
		{"direction_note", func(n *yaml.Node) { r.text(n, "direction_note", &i.DirectionNote) }, false},
		{"target", func(n *yaml.Node) { r.tests(n, "target", &i.Target) }, false},
		{"target_note", func(n *yaml.Node) { r.text(n, "target_note", &i.TargetNote) }, false},
		{"reference", func(n *yaml.Node) { r.number(n, "reference", &i.Reference) }, false},
		{"reference_note", func(n *yaml.Node) { r.text(n, "reference_note", &i.ReferenceNote) }, false},
		{"note", func(n *yaml.Node) { r.text(n, "note", &i.Note) }, false},
		{"open", func(n *yaml.Node) { r.open(n, i) }, false},
	}, r.traits(&i.Own)...))
	i.Traits = i.Own.surveyed().or(category.surveyed()).or(r.doc.Traits.surveyed())
	return i
}

func (r *indicatorReader) formula(n *yaml.Node, i *Indicator) {
	var d Derived
	r.alternatives(n, "formula", &d)
	i.Formula = append(d.Or, d.Value)
}

// open reads what an indicator leaves open: ids of the file's open points, or
// texts of its own.
func (r *indicatorReader) open(n *yaml.Node, i *Indicator) {
	for _, n := range r.items(n, "open") {
		if n.Kind != yaml.ScalarNode || !idPattern.MatchString(n.Value) {
			var p OpenPoint
			r.text(n, "open", &p.Text)
			i.Open = append(i.Open, p)
			continue
		}
		k := slices.IndexFunc(r.doc.Open, func(p OpenPoint) bool { return p.ID == n.Value })
		if k < 0 {
			var ids []string
			for _, p := range r.doc.Open {
				ids = append(ids, p.ID)
			}
			r.report(n, "unknown", "「"+n.Value+"」という未解決の点はありません", cmp.Or(feel.Hint(feel.Nearest(n.Value, ids)), "ファイルの open に「"+n.Value+": …」を書き足してください"))
			continue
		}
		i.Open = append(i.Open, r.doc.Open[k])
	}
}
