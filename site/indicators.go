package site

import (
	"cmp"
	"slices"
	"strings"

	"kijun/criteria"
)

// An indicatorSet is a file of indicators prepared for pages.
type indicatorSet struct {
	*criteria.Indicators
	edition *edition // the file as the scoring core judges it
	path    string   // "indicators/"
	inputs  map[*criteria.Indicator][][]*criteria.Field
	fields  []*criteria.Field // all inputs, in the order of the file
}

func newIndicatorSet(d *criteria.Indicators, lang string) (*indicatorSet, error) {
	e, err := newEdition(d.Scheme, lang)
	if err != nil {
		return nil, err
	}
	s := &indicatorSet{Indicators: d, edition: e, path: d.ID + "/", inputs: map[*criteria.Indicator][][]*criteria.Field{}, fields: d.Scheme.AllFields()}
	for _, i := range s.everything() {
		s.inputs[i] = s.inputsOf(i)
	}
	return s, nil
}

func (s *indicatorSet) text(t criteria.Text) Text { return Text(t.In(s.edition.lang)) }

// everything is the indicators and the helpers.
func (s *indicatorSet) everything() []*criteria.Indicator { return append(s.All(), s.Helpers...) }

// inputsOf are the inputs of every way to compute an indicator, those of indicators
// that it is computed from among them.
func (s *indicatorSet) inputsOf(i *criteria.Indicator) [][]*criteria.Field {
	byID := map[string]*criteria.Field{}
	for _, f := range s.fields {
		byID[f.ID] = f
	}
	var ways [][]*criteria.Field
	for _, e := range i.Formula {
		used := map[*criteria.Field]bool{}
		s.collectInputs(e, byID, map[*criteria.Indicator]bool{i: true}, used)
		var way []*criteria.Field
		for _, f := range s.fields {
			if used[f] {
				way = append(way, f)
			}
		}
		ways = append(ways, way)
	}
	return ways
}

func (s *indicatorSet) collectInputs(e criteria.Expr, fields map[string]*criteria.Field, seen map[*criteria.Indicator]bool, used map[*criteria.Field]bool) {
	for _, name := range s.edition.Names(e) {
		if f := fields[name]; f != nil { // an input may have the id of an indicator: then the name is the input
			used[f] = true
			continue
		}
		if other := s.Indicator(name); other != nil && !seen[other] {
			seen[other] = true
			for _, e := range other.Formula {
				s.collectInputs(e, fields, seen, used)
			}
		}
	}
}

// allInputs are the inputs of all ways to compute an indicator, each once.
func (s *indicatorSet) allInputs(i *criteria.Indicator) []*criteria.Field {
	var all []*criteria.Field
	for _, way := range s.inputs[i] {
		for _, f := range way {
			if !slices.Contains(all, f) {
				all = append(all, f)
			}
		}
	}
	return all
}

// indicatorPages are the addresses that no indicator can have.
var indicatorPages = []string{"check", "trend"}

// indicatorsOf is the file of indicators that a path below content/ belongs to.
func (t *tree) indicatorsOf(rel string) *indicatorSet {
	folder, _, ok := strings.Cut(rel, "/")
	for _, s := range t.indicators {
		if ok && s.ID == folder {
			return s
		}
	}
	return nil
}

// explainsIndicators reports whether a file of content/ is the text of a page that a
// file of indicators makes.
func (t *tree) explainsIndicators(rel string) bool {
	s := t.indicatorsOf(rel)
	if s == nil {
		return false
	}
	name := strings.TrimPrefix(rel, s.path)
	return name == "index" || s.Indicator(name) != nil
}

// addIndicators makes the pages of the files of indicators.
func (t *tree) addIndicators(problems *criteria.Diagnostics) {
	w := t.theme.words
	for _, s := range t.indicators {
		add := func(p *page, doc string) *page {
			p.indicators = s
			if c := t.content["content/"+s.path+doc+".md"]; doc != "" && c != nil && t.hidden(c.docs[0]) == "" {
				p.doc = c.document(t.source)
			}
			t.add(p, problems)
			return p
		}
		index := &page{kind: "indicators", path: s.path, title: s.Title.In(s.edition.lang), summary: s.Summary.In(s.edition.lang)}
		calculator := &page{kind: "indicatorcheck", path: s.path + "check/", title: s.short() + string(w.CalculatorTitle), summary: string(w.CalculatorLead)}
		series := &page{kind: "trend", path: s.path + "trend/", title: s.short() + string(w.TrendTitle), summary: string(w.TrendLead)}
		for _, c := range s.Categories {
			index.ids = append(index.ids, "category-"+c.ID)
			calculator.ids = append(calculator.ids, "category-"+c.ID)
		}
		for _, survey := range s.Surveys {
			index.ids = append(index.ids, "survey-"+survey.ID)
		}
		for _, i := range s.everything() {
			index.ids = append(index.ids, i.ID)
			if len(i.Formula) > 0 {
				calculator.ids, series.ids = append(calculator.ids, i.ID), append(series.ids, "of-"+i.ID)
			}
		}
		add(index, "index")
		add(calculator, "")
		add(series, "")
		var before *page
		for _, i := range s.everything() {
			if slices.Contains(indicatorPages, i.ID) {
				*problems = append(*problems, criteria.Diagnostic{Pos: i.Pos, Code: "address-taken",
					Msg: "指標の id に「" + i.ID + "」は使えません（/" + s.path + i.ID + "/ は別のページの場所です）", Hint: "id を別の名前にしてください"})
				continue
			}
			p := add(&page{kind: "indicator", path: s.path + i.ID + "/", title: i.Title.In(s.edition.lang), indicator: i, ids: []string{"calculator"}}, i.ID)
			if p.prev = before; before != nil {
				before.next = p
			}
			before = p
		}
	}
}

// short is how the menu calls the file.
func (s *indicatorSet) short() string {
	return cmp.Or(s.Indicators.Short.In(s.edition.lang), s.Indicators.Title.In(s.edition.lang))
}

// indicatorSection is the navigation of a file of indicators: the dictionary, the
// calculator, the trend and the author's own pages, then every indicator.
func (t *tree) indicatorSection(s *indicatorSet, own []*page) {
	w := t.theme.words
	section := &section{title: t.byPath[s.path], name: s.short()}
	first := group{}
	put := func(g *group, p *page, name string) {
		if p != nil {
			p.section = section
			g.put(p, name)
		}
	}
	put(&first, t.byPath[s.path], string(w.Dictionary))
	put(&first, t.byPath[s.path+"check/"], string(w.Calculator))
	put(&first, t.byPath[s.path+"trend/"], string(w.Trend))
	for _, p := range own {
		put(&first, p, p.title)
	}
	section.groups = []group{first}
	list := func(title string, is []*criteria.Indicator) {
		g := group{title: title}
		for _, i := range is {
			if p := t.byPath[s.path+i.ID+"/"]; p != nil && p.indicator == i {
				put(&g, p, p.title)
			}
		}
		if len(g.items) > 0 {
			section.groups = append(section.groups, g)
		}
	}
	for _, c := range s.Categories {
		list(c.Title.In(s.edition.lang), c.Indicators)
	}
	list(string(w.Helpers), s.Helpers)
}
