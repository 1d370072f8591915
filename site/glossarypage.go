package site

import (
	"cmp"
	"slices"
	"strings"

	"kijun/criteria"
)

// addGlossaryPage makes the page of all terms, if there are any, or if an author
// wrote what stands above them.
func (t *tree) addGlossaryPage(problems *criteria.Diagnostics) {
	p := t.byPath[glossaryPath]
	if p == nil {
		if len(t.glossary) == 0 {
			return
		}
		p = &page{path: glossaryPath}
		t.add(p, problems)
	}
	w := t.theme.words
	p.kind = "glossary"
	if p.title == "" {
		p.title = string(w.Glossary)
	}
	if p.summary == "" {
		p.summary = string(w.GlossaryLead)
	}
	for _, x := range t.glossary {
		p.ids = append(p.ids, x.anchor)
		p.inside = append(p.inside, x.doc)
		if id, _ := t.rowOf(x); !slices.Contains(p.ids, id) {
			p.ids = append(p.ids, id)
		}
	}
}

// mostUses is how many pages that refer to a term are listed.
const mostUses = 30

// rowOf is the row of the list that a term stands in: the id of its place, and what it is
// called. Without a name it is the row of all that belongs into no other.
func (t *tree) rowOf(x *term) (id, name string) {
	if t.config.Lang != "ja" {
		if first := (latinKey(x.name) + " ")[:1]; first >= "a" && first <= "z" {
			return "row-" + first, strings.ToUpper(first)
		}
	} else if row := kanaRow(x.reading); row < len(kanaRows) {
		first := string([]rune(kanaRows[row])[0])
		return "row-" + first, first + string(t.theme.words.KanaRow)
	}
	return "row-other", ""
}

// refersToTerms reports whether a text on the page has words of the glossary.
func (p *page) refersToTerms() bool {
	for _, d := range p.docs() {
		if slices.ContainsFunc(d.links, func(l *link) bool { return l.term != nil }) {
			return true
		}
	}
	return false
}

// noteTerms notes which pages refer to which terms. Of pages with the same content
// it is the one that search engines are shown.
func (t *tree) noteTerms() {
	for _, p := range t.pages {
		if p.kind == "glossary" || p.same != nil || p.noIndex {
			continue
		}
		for _, d := range p.docs() {
			for _, l := range d.links {
				if x := l.term; x != nil && l.at().lang == "" && x.page != p && (len(x.usedOn) == 0 || x.usedOn[len(x.usedOn)-1] != p) {
					x.usedOn = append(x.usedOn, p)
				}
			}
		}
	}
}

// glossaryData is the terms by row.
func (r *rendering) glossaryData(root string) (*GlossaryData, error) {
	w := r.theme.words
	d := &GlossaryData{}
	last := ""
	for _, x := range r.glossary {
		if id, name := r.rowOf(x); id != last {
			d.Rows, last = append(d.Rows, GlossaryRow{ID: Text(id), Title: cmp.Or(Text(name), w.RowOther)}), id
		}
		data, err := r.termData(x, root)
		if err != nil {
			return nil, err
		}
		g := &d.Rows[len(d.Rows)-1]
		g.Terms = append(g.Terms, data)
	}
	return d, nil
}

func (r *rendering) termData(x *term, root string) (TermData, error) {
	d := TermData{ID: Text(x.anchor), Name: Text(x.name), Reading: Text(x.reading), Aliases: texts(x.aliases), Page: pageLink(root, x.page), Plain: Text(x.plain)}
	if x.reading == x.name {
		d.Reading = ""
	}
	if x.of != "" {
		d.Original, d.OriginalLang = Text(x.of), Text(r.languages[0].config.Lang)
	}
	if x.doc.root.HasChildren() {
		err := x.doc.open(r.source)
		if err != nil {
			return d, err
		}
		if d.Definition, err = x.doc.html(r.md); err != nil {
			return d, err
		}
	} else {
		d.Definition = HTML("<p>" + Text(x.plain).String() + "</p>")
	}
	for _, to := range x.see {
		d.See = append(d.See, Link{Title: Text(to.name), URL: URL("#" + to.anchor)})
	}
	for _, l := range x.links {
		if l.page != nil {
			d.See = append(d.See, Link{Title: Text(l.page.title), Number: Text(l.page.number), URL: URL(l.destination())})
		}
	}
	d.UsedMore = max(len(x.usedOn)-mostUses, 0)
	for _, p := range x.usedOn[:min(len(x.usedOn), mostUses)] {
		d.UsedOn = append(d.UsedOn, *pageLink(root, p))
	}
	return d, nil
}
