package site

import (
	"cmp"
	"slices"
	"strings"

	"kijun/criteria"
)

// The page that lays the schemes side by side: which criteria of which scheme ask
// for the same effort, by the themes of their definitions.
//
// A reader looks for what serves several schemes at once, so that themes of more
// than one scheme come first, in the order in which the project lists them.

const comparePath = "compare/"

// addCompare makes the page where two schemes or more have themes.
func (t *tree) addCompare() {
	with := 0
	for _, e := range t.newest {
		if len(themesOf(e)) > 0 {
			with++
		}
	}
	if with < 2 {
		return
	}
	w := t.theme.words
	p := t.byPath[comparePath] // an author's text about it
	if p == nil {
		p = &page{path: comparePath}
		t.pages = append(t.pages, p)
		t.byPath[comparePath] = p
	}
	p.kind, p.ids = "compare", []string{"standing", "efforts", "themes", "shared", "not-shared"}
	if p.title == "" {
		p.title = string(w.CompareTitle)
	}
	if p.summary == "" {
		p.summary = string(w.CompareLead)
	}
}

// themesOf are the criteria of an edition by theme. What a section is marked with
// holds for the criteria that have no mark of their own.
func themesOf(e *edition) map[string][]*criteria.Criterion {
	found := map[string][]*criteria.Criterion{}
	for _, s := range e.Sections {
		for _, c := range s.Criteria {
			theme := c.Theme.Sign
			if theme == "" {
				theme = s.Theme.Sign
			}
			if theme != "" {
				found[theme] = append(found[theme], c)
			}
		}
	}
	return found
}

// themeList are the themes of the project. Where nobody lists them they are the
// words themselves, in the order in which the schemes use them.
func (t *tree) themeList() []*criteria.Theme {
	if len(t.library.Shared.Themes) > 0 {
		return t.library.Shared.Themes
	}
	var themes []*criteria.Theme
	seen := map[string]bool{}
	for _, e := range t.newest {
		for _, s := range e.Sections {
			for _, c := range s.Criteria {
				for _, m := range []criteria.Mark{c.Theme, s.Theme} {
					if m.Sign == "" || seen[m.Sign] {
						continue
					}
					seen[m.Sign] = true
					themes = append(themes, &criteria.Theme{ID: m.Sign, Title: criteria.Text{By: map[string]string{"ja": m.Sign}}})
				}
			}
		}
	}
	return themes
}

// compareData is the page's data.
func (r *rendering) compareData(root string) *CompareData {
	lang := r.config.Lang
	w := r.theme.words
	d := &CompareData{Columns: 1 + len(r.newest)}
	if r.core != nil {
		d.Core = *assetData(root, r.core)
	}
	byScheme := make([]map[string][]*criteria.Criterion, len(r.newest))
	for i, e := range r.newest {
		byScheme[i] = themesOf(e)
		s := CompareScheme{ID: Text(e.ID), Edition: Text(e.Edition), Title: Text(e.short()), Shared: sharedPairs(e.Scheme),
			URL: URL(root + "schemes/" + e.ID + "/"), CheckURL: r.checkPath(e, root), Program: *assetData(root, e.program)}
		for _, a := range e.Awards {
			s.Awards = append(s.Awards, CompareAward{ID: Text(a.ID), Title: Text(a.Title.In(e.lang))})
		}
		d.Schemes = append(d.Schemes, s)
	}
	common, single := ThemeGroupData{Title: w.ThemesCommon}, ThemeGroupData{Title: w.ThemesSingle}
	for _, t := range r.themeList() {
		asking := 0
		td := ThemeData{ID: Text(strings.Join(strings.Fields(t.ID), "-")), Title: Text(t.Title.In(lang)), Note: Text(t.Note.In(lang))}
		for i, e := range r.newest {
			cell := ThemeCell{Scheme: Text(e.short())}
			for _, c := range byScheme[i][t.ID] {
				cell.Criteria = append(cell.Criteria, r.themeCriterion(e, c, root))
			}
			if len(cell.Criteria) > 0 {
				asking++
			}
			td.Cells = append(td.Cells, cell)
		}
		switch {
		case asking > 1:
			common.Themes = append(common.Themes, td)
		case asking == 1:
			single.Themes = append(single.Themes, td)
		}
	}
	for _, g := range []ThemeGroupData{common, single} {
		if len(g.Themes) > 0 {
			d.Groups = append(d.Groups, g)
		}
	}
	r.compareShared(d, lang)
	return d
}

func (r *rendering) themeCriterion(e *edition, c *criteria.Criterion, root string) ThemeCriterion {
	d := ThemeCriterion{Scheme: Text(e.ID), ID: Text(c.ID), Number: Text(c.Number), Title: Text(c.Title.In(e.lang)),
		URL: URL(address(root, r.byPath[e.path+c.ID+"/"])), Worth: e.role(c.ID, r.theme.words)}
	if max := e.rules[c].Max; max != "" {
		d.Worth = Text(max) + r.theme.words.PointsUnit
	}
	if c.Effort != nil {
		effort, _ := c.Effort.Rat.Decimal(3) // as many places as a wish may have
		d.Effort = Text(effort)
	}
	return d
}

// compareShared lists what is asked once, and what is not and why.
func (r *rendering) compareShared(d *CompareData, lang string) {
	for _, f := range r.library.Shared.Fields {
		s := SharedData{Label: Text(f.Label.In(lang)), Note: Text(f.Note.In(lang))}
		for _, scheme := range r.library.All() {
			if r.library.Find(scheme.ID) != scheme {
				continue // an older edition
			}
			for _, own := range scheme.AllFields() {
				if own.Shared.Sign == f.ID {
					s.add(scheme, own.Label, lang)
				}
			}
		}
		d.Shared = append(d.Shared, s)
	}
	for _, ns := range r.library.Shared.NotShared {
		s := SharedData{Note: Text(ns.Why.In(lang))}
		for _, f := range ns.Fields {
			if scheme := r.library.Find(f.Scheme); scheme != nil {
				s.add(scheme, labelOf(scheme, f.Field), lang)
			}
		}
		d.NotShared = append(d.NotShared, s)
	}
}

// add adds a field; those of one scheme stand together.
func (s *SharedData) add(scheme *criteria.Scheme, label criteria.Text, lang string) {
	title := Text(cmp.Or(scheme.Short.In(lang), scheme.Title.In(lang)))
	i := slices.IndexFunc(s.Fields, func(f SharedField) bool { return f.Scheme == title })
	if i < 0 {
		i = len(s.Fields)
		s.Fields = append(s.Fields, SharedField{Scheme: title})
	}
	s.Fields[i].Labels = append(s.Fields[i].Labels, Text(label.In(lang)))
}

// labelOf is the label of a field or derived value, its id where it has none.
func labelOf(s *criteria.Scheme, id string) criteria.Text {
	for _, f := range s.AllFields() {
		if f.ID == id {
			return f.Label
		}
	}
	for _, d := range s.AllDerived() {
		if d.ID == id && !d.Label.Empty() {
			return d.Label
		}
	}
	return criteria.Text{By: map[string]string{"ja": id}}
}

// sharedPairs are the fields of a scheme whose answers are shared, as
// "field=shared field" with blanks between them.
func sharedPairs(s *criteria.Scheme) Text {
	var pairs []string
	for _, f := range s.AllFields() {
		if f.Shared.Sign != "" {
			pairs = append(pairs, f.ID+"="+f.Shared.Sign)
		}
	}
	slices.Sort(pairs)
	return Text(strings.Join(pairs, " "))
}
