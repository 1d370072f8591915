package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"kijun/criteria"
)

// schemeCards are the newest editions of all schemes.
func (r *rendering) schemeCards(root string) []SchemeCard {
	var cards []SchemeCard
	for _, e := range r.newest {
		cards = append(cards, r.schemeCard(e, root))
	}
	return cards
}

func (r *rendering) schemeCard(e *edition, root string) SchemeCard {
	c := SchemeCard{
		Title: Text(e.Title.In(e.lang)), Short: Text(e.short()), Summary: Text(e.Summary.In(e.lang)), Authority: Text(e.Authority.In(e.lang)),
		Edition: Text(e.Edition), Criteria: len(e.AllCriteria()), Maximum: Text(e.maximum()),
		URL: URL(root + e.path), CheckURL: r.checkPath(e, root),
	}
	if slices.Contains(r.newest, e) {
		c.URL = URL(root + "schemes/" + e.ID + "/")
	}
	return c
}

// schemeData is the scheme of a page. Only the overview needs all of it.
func (r *rendering) schemeData(p *page, root string) *SchemeData {
	e := p.edition
	newest := slices.Contains(r.newest, e)
	base := root + e.path
	if newest {
		base = root + "schemes/" + e.ID + "/"
	}
	d := &SchemeData{
		ID: Text(e.ID), Edition: Text(e.Edition), Title: Text(e.Title.In(e.lang)), Short: Text(e.short()),
		Summary: Text(e.Summary.In(e.lang)), Authority: Text(e.Authority.In(e.lang)),
		Points: e.points(), Maximum: Text(e.maximum()), CriteriaCount: len(e.AllCriteria()), Newest: newest,
		URL: URL(base), CheckURL: URL(base + "check/"), FormURL: URL(root + "schemes/" + e.ID + "/form/"),
	}
	if newest {
		d.EmbedURL = r.embedAt(root)
		d.PrintURL = URL(root + "schemes/" + e.ID + "/" + printPath)
	}
	if len(r.editions(e.ID)) > 1 {
		d.ChangesURL = URL(root + changesPath(e.ID))
	}
	if p.kind == "criterion" || p.kind == "page" || p.kind == "changes" {
		return d
	}
	for _, other := range slices.Backward(r.editions(e.ID)) {
		d.Editions = append(d.Editions, Link{Title: Text(other.Edition), URL: URL(root + other.path), Current: other == e})
	}
	d.Data = r.dataLinks(e, root)
	for _, s := range e.Sources {
		d.Sources = append(d.Sources, SourceData{Text(s.Title.In(e.lang)), Text(s.Note.In(e.lang)), URL(s.URL)})
	}
	for _, n := range e.Notes {
		d.Notes = append(d.Notes, Text(n.In(e.lang)))
	}
	for i, a := range e.Awards {
		d.Awards = append(d.Awards, r.awardData(e, a, e.awards[i], root))
	}
	f := r.fieldMaker(e)
	for _, s := range e.Sections {
		sd := SectionData{ID: Text(s.ID), Number: Text(s.Number), Title: f.text(s.Title), Note: f.text(s.Note), Points: e.sectionPoints(s),
			Items: f.items(scope{id: "section-" + s.ID, fields: s.Fields}, "")}
		for _, c := range s.Criteria {
			sd.Criteria = append(sd.Criteria, r.criterionData(e, c, root))
		}
		d.Sections = append(d.Sections, sd)
	}
	d.Chapters, d.Asked = f.chapters()
	d.Rules, d.Marks = f.rules(), f.marks()
	return d
}

func (r *rendering) awardData(e *edition, a *criteria.Award, rule criteria.AwardRule, root string) AwardData {
	d := AwardData{ID: Text(a.ID), Title: Text(a.Title.In(e.lang)), Note: Text(a.Note.In(e.lang)),
		Sentence: Text(rule.Sentence), Verdict: Text(e.empty.Awards[a.ID].Verdict)}
	if d.Verdict == "" {
		d.Verdict = "open"
	}
	for _, b := range a.Beyond {
		d.Beyond = append(d.Beyond, Text(b.In(e.lang)))
	}
	for _, g := range rule.Groups {
		if ownList(g, rule) {
			g.Title = string(r.theme.words.Required)
		}
		gd := AwardGroupData{ID: Text(g.ID), Title: Text(g.Title), Sentence: Text(g.Sentence), Need: Text(needOf(a.Requirement, g.ID))}
		for _, id := range g.Criteria {
			if p := r.byPath[e.path+id+"/"]; p != nil {
				gd.Criteria = append(gd.Criteria, *pageLink(root, p))
			}
		}
		gd.IDs = Text(strings.Join(g.Criteria, " "))
		gd.State = Text(punctuated(e.lang, e.empty.group(g.ID, g.Criteria))) + r.theme.words.CriteriaCount
		d.Groups = append(d.Groups, gd)
	}
	return d
}

// ownList reports whether a group is what the award itself lists.
func ownList(g criteria.AwardGroup, rule criteria.AwardRule) bool {
	return g.ID == "" && g.Title == "" && g.Sentence == rule.Sentence
}

// role is what a criterion counts for in the first award: the group it is in.
func (e *edition) role(criterion string, w *Words) Text {
	if len(e.awards) == 0 {
		return ""
	}
	for _, g := range e.awards[0].Groups {
		switch {
		case !slices.Contains(g.Criteria, criterion):
		case ownList(g, e.awards[0]):
			return w.Required
		case g.Title != "":
			return Text(g.Title)
		default:
			return Text(g.Sentence)
		}
	}
	return ""
}

// group is how many criteria of a group the empty record meets, and how many it
// must: "0〜3／2".
func (r emptyRecord) group(id string, members []string) string {
	low, high, need := 0, 0, strconv.Itoa(len(members))
	if g, ok := r.Groups[id]; ok && id != "" {
		least, most := g.needs()
		low, high, need = g.Min, g.Max, cmp.Or(least, "？")
		if least != most {
			need = least + "〜" + most
		}
	} else {
		for _, c := range members {
			switch r.Criteria[c].Status {
			case "met":
				low, high = low+1, high+1
			case "open":
				high++
			}
		}
	}
	if low == high {
		return strconv.Itoa(low) + "／" + need
	}
	return strconv.Itoa(low) + "〜" + strconv.Itoa(high) + "／" + need
}

// needOf is how many items a group asks for, where the definition says a number.
func needOf(r *criteria.Requirement, id string) string {
	if r == nil || id == "" {
		return ""
	}
	if r.ID == id {
		switch r.Quantifier {
		case criteria.All:
			return strconv.Itoa(len(r.Items))
		case criteria.Any:
			return "1"
		}
		if _, err := strconv.Atoi(r.AtLeast.Src); err != nil {
			return ""
		}
		return r.AtLeast.Src
	}
	for _, item := range r.Items {
		if n := needOf(item, id); n != "" {
			return n
		}
	}
	return ""
}

// criterionData is what every page says about a criterion.
func (r *rendering) criterionData(e *edition, c *criteria.Criterion, root string) CriterionData {
	w := r.theme.words
	p := r.byPath[e.path+c.ID+"/"]
	d := CriterionData{
		ID: Text(c.ID), Number: Text(c.Number), Title: Text(c.Title.In(e.lang)), Note: Text(c.Note.In(e.lang)),
		URL: URL(address(root, p)), CheckURL: URL(string(r.checkPath(e, root)) + "#" + c.ID), Explained: p.doc != nil, Words: w,
	}
	for _, s := range e.Sections {
		if slices.Contains(s.Criteria, c) {
			d.Section = Text(s.Title.In(e.lang))
		}
	}
	rule := e.rules[c]
	d.Maximum, d.Role = Text(rule.Max), e.role(c.ID, w)
	if points := e.empty.points(c.ID); len(points) > 0 {
		d.Steps = Text(strings.Join(points, punctuated(e.lang, "・")))
	}
	d.Rule = RuleData{Words: w, Applies: Text(rule.Applies)}
	if c.Met.Node != nil {
		met := fieldMaker{words: w, edition: e}.condition(c.Met.Node)
		d.Rule.Met = &met
	}
	for _, t := range rule.Tables {
		td := RuleTableData{When: Text(t.When), By: Text(t.By)}
		for _, row := range t.Rows {
			td.Rows = append(td.Rows, RuleRowData{Text(row.Condition), Text(row.Points), row.Index})
		}
		d.Rule.Tables = append(d.Rule.Tables, td)
	}
	if rule.Evidence != "" || len(rule.Papers) > 0 {
		d.Papers = &PapersData{Words: w, Sentence: Text(rule.Evidence)}
		for _, paper := range rule.Papers {
			d.Papers.Papers = append(d.Papers.Papers, PaperData{Text(paper.Text), Text(paper.When)})
		}
	}
	return d
}

// checkPath is the address of the edition's self-check.
func (r *rendering) checkPath(e *edition, root string) URL {
	if slices.Contains(r.newest, e) {
		return URL(root + "schemes/" + e.ID + "/check/")
	}
	return URL(root + e.path + "check/")
}
