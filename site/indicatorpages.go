package site

import (
	"cmp"
	"slices"
	"strings"

	"kijun/criteria"
	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// indicatorMaker makes the page data of one page.
type indicatorMaker struct {
	*indicatorSet
	words *Words
	root  string
}

// indicatorsData is the file of indicators of a page. What the page's kind does not
// show is left out.
func (r *rendering) indicatorsData(p *page, root string) *IndicatorsData {
	s := p.indicators
	m := indicatorMaker{s, r.theme.words, root}
	d := &IndicatorsData{Words: m.words, ID: Text(s.ID), Edition: Text(s.Edition), Title: s.text(s.Title), Short: Text(s.short()), Summary: s.text(s.Summary),
		URL: URL(root + s.path), CheckURL: URL(root + s.path + "check/"), TrendURL: URL(root + s.path + "trend/")}
	if p.kind != "indicators" {
		d.Core, d.Program = assetData(root, r.core), assetData(root, s.edition.program)
	}
	if p.indicator != nil || p.kind == "page" {
		return d
	}
	d.Population, d.Frequency = s.text(s.Traits.Population), s.text(s.Traits.Frequency)
	if s.Traits.Direction != criteria.NoDirection {
		d.Direction = m.direction(s.Traits.Direction)
	}
	for _, source := range s.Sources {
		d.Sources = append(d.Sources, SourceData{s.text(source.Title), s.text(source.Note), URL(source.URL)})
	}
	for _, n := range s.Notes {
		d.Notes = append(d.Notes, s.text(n))
	}
	for _, o := range s.Open {
		d.Open = append(d.Open, s.text(o.Text))
	}
	for _, survey := range s.Surveys {
		d.Surveys = append(d.Surveys, m.survey(survey))
	}
	placed := map[*criteria.Field]string{} // inputs on the page, and the indicator beside which they stand
	if p.kind == "indicatorcheck" {
		d.Common = m.common(placed)
	}
	for _, c := range s.Categories {
		cd := CategoryData{ID: Text(c.ID), Title: s.text(c.Title), Note: s.text(c.Note)}
		for _, i := range c.Indicators {
			id := m.indicator(i)
			id.Category = cd.Title
			if p.kind == "indicatorcheck" {
				m.forms(&id, i, placed)
			}
			if id.TargetText != "" {
				cd.Targets = append(cd.Targets, TargetData{Link{Title: id.Title, URL: URL("#" + i.ID)}, id.TargetText})
			}
			if len(i.Formula) > 0 {
				d.Computed++
			}
			if len(i.Formula) > 0 && id.TargetText != "" {
				d.Targeted++
			}
			cd.Indicators = append(cd.Indicators, id)
		}
		d.Categories = append(d.Categories, cd)
	}
	for _, i := range s.Helpers {
		id := m.indicator(i)
		if p.kind == "indicatorcheck" {
			m.forms(&id, i, placed)
		}
		d.Helpers = append(d.Helpers, id)
	}
	if p.kind == "indicatorcheck" { // an input that only a constraint uses
		for k, c := range s.Categories {
			for _, f := range c.Inputs {
				if _, ok := placed[f]; !ok {
					d.Categories[k].Items = append(d.Categories[k].Items, m.item(f))
				}
			}
		}
	}
	return d
}

func (m indicatorMaker) item(f *criteria.Field) ItemData {
	return ItemData{Field: fieldMaker{words: m.words, edition: m.edition}.field(f)}
}

// common are the inputs of the file as a whole that several categories use; one of
// a single indicator stands beside it.
func (m indicatorMaker) common(placed map[*criteria.Field]string) []ItemData {
	var items []ItemData
	for _, f := range m.Inputs {
		var users int
		for _, i := range m.everything() {
			if slices.Contains(m.allInputs(i), f) {
				users++
			}
		}
		if users != 1 {
			placed[f] = ""
			items = append(items, m.item(f))
		}
	}
	return items
}

// forms are the inputs of an indicator on a page that has others too: an input that
// several indicators use stands beside the first of them.
func (m indicatorMaker) forms(d *IndicatorData, i *criteria.Indicator, placed map[*criteria.Field]string) {
	for k, way := range m.inputs[i] {
		form := FormulaInputs{Words: m.words}
		if k > 0 {
			form.Text = d.Formulas[k].Text
		}
		for _, f := range way {
			at, ok := placed[f]
			switch {
			case !ok:
				placed[f] = i.ID
				form.Items = append(form.Items, m.item(f))
			case at != i.ID:
				place := "#f-" + f.ID
				if f.Type == criteria.Table { // its cells have no places of their own
					place = "#" + cmp.Or(at, "common")
				}
				form.Elsewhere = append(form.Elsewhere, Link{Title: m.text(f.Label), URL: URL(place)})
			}
		}
		if k == 0 || len(form.Items) > 0 {
			d.Forms = append(d.Forms, form)
		}
	}
}

// indicatorData is the indicator of a page of its own.
func (r *rendering) indicatorData(p *page, root string) *IndicatorData {
	m := indicatorMaker{p.indicators, r.theme.words, root}
	d := m.indicator(p.indicator)
	for _, c := range m.Categories {
		if slices.Contains(c.Indicators, p.indicator) {
			d.Category = m.text(c.Title)
		}
	}
	m.forms(&d, p.indicator, map[*criteria.Field]string{})
	for _, f := range m.allInputs(p.indicator) {
		in := InputData{ID: Text(f.ID), Label: m.text(f.Label), Note: m.text(f.Note), Unit: m.text(f.Unit), Range: m.rangeOf(f)}
		for _, other := range m.everything() {
			if other != p.indicator && slices.Contains(m.allInputs(other), f) {
				in.Shared = append(in.Shared, Link{Title: m.text(other.Title), URL: m.url(other)})
			}
		}
		d.Inputs = append(d.Inputs, in)
	}
	return &d
}

func (m indicatorMaker) url(i *criteria.Indicator) URL { return URL(m.root + m.path + i.ID + "/") }

// indicator is what every page says about an indicator.
func (m indicatorMaker) indicator(i *criteria.Indicator) IndicatorData {
	d := IndicatorData{Words: m.words, ID: Text(i.ID), Title: m.text(i.Title), Definition: m.text(i.Definition), URL: m.url(i),
		Unit: m.text(i.Unit), Decimals: i.Decimals, Direction: directionWord(i.Direction), DirectionText: m.direction(i.Direction), DirectionNote: m.text(i.DirectionNote),
		Target: Text(conditions(i.Target.Node)), TargetText: Text(m.edition.SayTests(i.Target, i.ID, m.edition.lang)), TargetNote: m.text(i.TargetNote),
		ReferenceNote: m.text(i.ReferenceNote), Population: m.text(i.Population), Source: m.text(i.Source), Frequency: m.text(i.Frequency), Period: m.text(i.Period),
		Note: m.text(i.Note), FormulaNote: m.text(i.FormulaNote)}
	if i.Direction != m.Traits.Direction {
		d.DirectionMark = d.DirectionText
	}
	if i.Reference != nil {
		d.Reference = Text(i.Reference.Rat.String())
	}
	d.NullText = m.words.NullValue + m.words.WhenOpen + cmp.Or(m.text(i.Zero), m.words.NotApplicable) + m.words.WhenClose
	if i.Survey != nil {
		d.Survey = &Link{Title: m.text(i.Survey.Title), URL: URL(m.root + m.path + "#survey-" + i.Survey.ID)}
	}
	for _, o := range i.Open {
		d.Open = append(d.Open, m.text(o.Text))
	}
	for _, e := range i.Formula {
		f := m.edition.Formula(e, m.edition.lang)
		d.Formulas = append(d.Formulas, FormulaData{Text(f.Text), formulaPart(f.Set), f.Text == f.Set.Text})
		d.Divides = d.Divides || divides(e.Node)
	}
	if len(i.Formula) > 0 {
		d.CheckURL, d.TrendURL = URL(m.root+m.path+"check/#"+i.ID), URL(m.root+m.path+"trend/#of-"+i.ID)
	}
	return d
}

func formulaPart(p criteria.FormulaPart) FormulaPartData {
	d := FormulaPartData{Text: Text(p.Text), Sign: p.Sign}
	for _, x := range []struct {
		from *criteria.FormulaPart
		to   **FormulaPartData
	}{{p.Top, &d.Top}, {p.Bottom, &d.Bottom}, {p.Base, &d.Base}, {p.Power, &d.Power}} {
		if x.from != nil {
			part := formulaPart(*x.from)
			*x.to = &part
		}
	}
	for _, part := range p.Row {
		d.Row = append(d.Row, formulaPart(part))
	}
	return d
}

func (m indicatorMaker) direction(d criteria.Direction) Text {
	switch d {
	case criteria.Higher:
		return m.words.HigherIsBetter
	case criteria.Lower:
		return m.words.LowerIsBetter
	}
	return m.words.NoDirection
}

// directionWord is a direction for scripts.
func directionWord(d criteria.Direction) Text {
	switch d {
	case criteria.Higher:
		return "higher"
	case criteria.Lower:
		return "lower"
	}
	return "none"
}

func (m indicatorMaker) survey(s *criteria.Survey) SurveyData {
	d := SurveyData{ID: Text(s.ID), Title: m.text(s.Title), Note: m.text(s.Note), Population: m.text(s.Population), Source: m.text(s.Source),
		Frequency: m.text(s.Frequency), Period: m.text(s.Period)}
	if s.Answers != nil {
		d.Answers = Text(s.Answers.Rat.String())
	}
	if s.ResponseRate != nil {
		d.ResponseRate = Text(s.ResponseRate.Rat.String())
	}
	for _, i := range m.everything() {
		if i.Survey == s {
			d.Indicators = append(d.Indicators, Link{Title: m.text(i.Title), URL: m.url(i)})
		}
	}
	return d
}

// rangeOf is what may be entered, in words: "0以上の整数".
func (m indicatorMaker) rangeOf(f *criteria.Field) Text {
	w := m.words
	if f.Type == criteria.Table {
		var columns []string
		for _, c := range f.Columns {
			what := string(m.text(c.Label))
			if detail := strings.Join(slices.DeleteFunc([]string{string(m.text(c.Unit)), string(m.rangeOf(c))}, func(s string) bool { return s == "" }), punctuated(m.edition.lang, "、")); detail != "" {
				what += string(w.WhenOpen) + detail + string(w.WhenClose)
			}
			columns = append(columns, what)
		}
		return w.PerRow + Text(strings.Join(columns, punctuated(m.edition.lang, "、")))
	}
	var bounds Text
	if f.Min != nil {
		bounds = bound(f, f.Min) + w.AtLeast
	}
	if f.Max != nil {
		bounds += bound(f, f.Max) + w.AtMost
	}
	switch {
	case f.Type == criteria.Integer && bounds != "":
		return bounds + w.OfWhole
	case f.Type == criteria.Integer:
		return w.Whole
	}
	return bounds
}

// divides reports whether an expression divides by something that may be 0.
func divides(n feel.Node) bool {
	switch n := n.(type) {
	case *feel.Binary:
		if _, constant := n.Y.(*feel.Lit); n.Op == score.OpDiv && !constant {
			return true
		}
	case *feel.Call:
		if n.Name == "percent" || n.Name == "mean" {
			return true
		}
	}
	return slices.ContainsFunc(feel.Children(n), divides)
}

// conditions is unary tests for a script: alternatives with blanks between them,
// each made of comparisons with commas between them. Tests of another kind, which
// compare with more than numbers, are left to the core.
func conditions(tests feel.Node) string {
	switch n := tests.(type) {
	case *feel.Cmp:
		if v, ok := constant(n.X); ok {
			return comparisons[n.Op] + v
		}
	case *feel.Interval:
		lo, low := constant(n.Lo)
		hi, high := constant(n.Hi)
		if low && high {
			return comparisons[either(n.LoOpen, score.OpGt, score.OpGe)] + lo + "," + comparisons[either(n.HiOpen, score.OpLt, score.OpLe)] + hi
		}
	case *feel.List:
		var all []string
		for _, item := range n.Items {
			one := conditions(item)
			if one == "" {
				return ""
			}
			all = append(all, one)
		}
		return strings.Join(all, " ")
	default:
		if v, ok := constant(n); ok {
			return "=" + v
		}
	}
	return ""
}

var comparisons = map[score.Op]string{score.OpGe: ">=", score.OpGt: ">", score.OpLe: "<=", score.OpLt: "<", score.OpEq: "=", score.OpNe: "!="}

func either(b bool, yes, no score.Op) score.Op {
	if b {
		return yes
	}
	return no
}

// constant is a number in digits.
func constant(n feel.Node) (string, bool) {
	switch n := n.(type) {
	case *feel.Lit:
		return n.Value.Num.String(), n.Value.Kind == score.KNum
	case *feel.Unary:
		v, ok := constant(n.X)
		return "-" + v, ok && !strings.HasPrefix(v, "-")
	}
	return "", false
}
