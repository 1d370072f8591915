package site

import (
	"cmp"
	"slices"

	"kijun/criteria"
)

// A fieldPlace is where a page asks for a field.
type fieldPlace struct {
	name   Text // number of the question, or the field's label where there is none
	anchor Text
}

// places are where the page asks for each field.
func (f fieldMaker) places() map[string]fieldPlace {
	places := map[string]fieldPlace{}
	add := func(fields []*criteria.Field, p fieldPlace) {
		for _, x := range fields {
			places[x.ID] = fieldPlace{cmp.Or(p.name, f.text(x.Label)), p.anchor}
		}
	}
	var questions func(qs []*criteria.Question, before Text)
	questions = func(qs []*criteria.Question, before Text) {
		for _, q := range qs {
			name := before + cmp.Or(Text(q.Number), f.text(q.Title))
			add(q.Fields, fieldPlace{name, questionID(q)})
			questions(q.Questions, name+" ")
		}
	}
	add(f.edition.Fields, fieldPlace{anchor: "section-general"})
	for _, s := range f.edition.Sections {
		add(s.Fields, fieldPlace{anchor: Text("section-" + s.ID)})
		questions(s.Questions, "")
		for _, c := range s.Criteria {
			add(c.Fields, fieldPlace{anchor: Text(c.ID)})
		}
	}
	return places
}

// requirements is the table of criteria of a survey: a form of questions whose criteria
// have, but for some, no inputs of their own. Without such criteria it is nil.
func (r *rendering) requirements(f fieldMaker, root string) *RequirementsData {
	e := f.edition
	d := &RequirementsData{Words: f.words}
	places := f.places()
	needed := false
	for _, s := range e.Sections {
		sd := RequirementSection{Number: Text(s.Number), Title: f.text(s.Title)}
		for _, c := range s.Criteria {
			row := RequirementData{CriterionData: r.checkCriterion(f, c, root), Card: e.hasCard(c)}
			needed = needed || !row.Card
			for _, id := range e.asks[c.ID] {
				p := places[id]
				link := Link{Title: p.name, URL: URL("#" + p.anchor)}
				if p.anchor != "" && !slices.Contains(row.Questions, link) {
					row.Questions = append(row.Questions, link)
				}
			}
			sd.Rows = append(sd.Rows, row)
		}
		if len(sd.Rows) > 0 {
			d.Sections = append(d.Sections, sd)
		}
	}
	if !needed {
		return nil
	}
	if len(e.Awards) > 0 {
		d.Groups = r.awardData(e, e.Awards[0], e.awards[0], root).Groups
	}
	return d
}

// hasCard reports whether a criterion stands in the form with inputs or a rule to
// read. In a survey those that only judge what questions ask stand in a table instead.
func (e *edition) hasCard(c *criteria.Criterion) bool {
	return len(c.Fields) > 0 || !e.asksQuestions()
}

// inForm reports whether a section has something to fill in or to read in the form.
func (e *edition) inForm(s *criteria.Section) bool {
	return len(s.Fields)+len(s.Derived)+len(s.Questions) > 0 || slices.ContainsFunc(s.Criteria, e.hasCard)
}

// asksQuestions reports whether a scheme asks questions that are not themselves judged.
func (e *edition) asksQuestions() bool {
	return slices.ContainsFunc(e.Sections, func(s *criteria.Section) bool { return len(s.Questions) > 0 })
}
