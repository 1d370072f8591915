package site

import (
	"cmp"
	"slices"

	"kijun/criteria"
)

// What else a reader may want: named by the author, else found by what pages have
// in common – a tag, the theme of a criterion, a criterion that both lead to.

// mostRelated is how many pages are found for one.
const mostRelated = 5

// commonplace is how many pages may have something in common before it says nothing
// about them. It also keeps the work linear in the number of pages.
const commonplace = 50

// A trait is what pages may have in common.
type trait struct {
	kind traitKind
	name string
}

type traitKind int

const (
	ofTheme traitKind = iota
	ofTag
	ofCriterion
)

// weights are what a trait counts.
var weights = [...]int{ofTheme: 2, ofTag: 3, ofCriterion: 4}

// addRelated finds the related pages of those whose authors name none. Links must
// lead somewhere.
func (t *tree) addRelated() {
	themes := map[*criteria.Criterion]string{}
	for _, e := range t.newest {
		for theme, cs := range themesOf(e) {
			for _, c := range cs {
				themes[c] = theme
			}
		}
	}
	traits := make([][]trait, len(t.pages))
	having := map[trait][]int{} // pages by their numbers
	for i, p := range t.pages {
		traits[i] = t.traitsOf(p, themes)
		for _, x := range traits[i] {
			having[x] = append(having[x], i)
		}
	}
	for i, p := range t.pages {
		p.related = nil
		if len(traits[i]) == 0 || p.doc != nil && len(p.doc.front.Related) > 0 {
			continue
		}
		near := map[int]int{} // what the pages have in common, by their numbers
		for _, x := range traits[i] {
			if n := len(having[x]); n <= commonplace {
				for _, k := range having[x] {
					near[k] += weights[x.kind] * 1000 / n // what few pages have counts more
				}
			}
		}
		var found []int
		for k := range near {
			if q := t.pages[k]; q != p && q != p.prev && q != p.next && !p.leadsTo(q) {
				found = append(found, k)
			}
		}
		slices.SortFunc(found, func(a, b int) int { return cmp.Or(near[b]-near[a], a-b) })
		for _, k := range found[:min(len(found), mostRelated)] {
			p.related = append(p.related, t.pages[k])
		}
	}
}

// traitsOf are what a page may have in common with others: one that is read, and not
// the same as another.
func (t *tree) traitsOf(p *page, themes map[*criteria.Criterion]string) []trait {
	if p.kind != "page" && p.kind != "criterion" || p.edition != nil && !t.isNewest(p.edition) {
		return nil
	}
	var traits []trait
	add := func(kind traitKind, name string) {
		if x := (trait{kind, name}); !slices.Contains(traits, x) {
			traits = append(traits, x)
		}
	}
	if p.criterion != nil {
		add(ofCriterion, p.path)
		if theme := themes[p.criterion]; theme != "" {
			add(ofTheme, theme)
		}
	}
	for _, doc := range p.docs() {
		for _, l := range doc.links {
			if l.page != nil && l.page.criterion != nil {
				add(ofCriterion, l.page.path)
			}
		}
	}
	if p.doc != nil {
		for _, u := range p.doc.front.tags {
			add(ofTag, tagKey(u.name))
		}
	}
	return traits
}

// leadsTo reports whether a link in the text leads to the page.
func (p *page) leadsTo(q *page) bool {
	for _, doc := range p.docs() {
		if slices.ContainsFunc(doc.links, func(l *link) bool { return l.page == q }) {
			return true
		}
	}
	return false
}

// relatedLinks are what the author names, or what was found.
func (m *maker) relatedLinks() []LinkData {
	var links []LinkData
	if m.page.doc != nil {
		for _, l := range m.page.doc.front.Related {
			links = append(links, *m.plainLink(l))
		}
	}
	for _, p := range m.page.related {
		title := p.title
		if p.number != "" {
			title = p.number + " " + title
		}
		if p.edition != nil && p.edition != m.page.edition {
			title = p.edition.short() + " " + title
		}
		links = append(links, LinkData{Words: m.theme.words, Title: Text(title), URL: URL(address(m.root, p))})
	}
	return links
}
