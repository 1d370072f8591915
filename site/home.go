package site

import (
	"hash/maphash"
	"slices"
)

// The home page: where its author's text begins, the layout has shown the ways into the
// handbook, the newest news and the schemes.

const (
	mostWays = 4 // that are taken from the menu; an author may name more
	homeNews = 3
)

// homeData is what the home page shows beside the schemes and its text.
func (r *rendering) homeData(p *page, root string) *HomeData {
	d := &HomeData{Ways: r.waysIn(p, root)}
	if len(r.news) > 0 && !p.placesNews() {
		d.News = r.newsItems(r.newestNews(homeNews), root)
		d.NewsURL = URL(address(root, r.byPath[newsPath]))
	}
	return d
}

// waysIn are the pages that `related` of the home page names, else the first of the menu
// that say what they are about, without those that the home page shows anyway.
func (r *rendering) waysIn(p *page, root string) []WayData {
	var ways []WayData
	if p.doc != nil {
		m := &maker{r, p, root}
		for _, l := range p.doc.front.Related {
			w := WayData{LinkData: *m.plainLink(l)}
			if l.page != nil {
				w.Summary = Text(l.page.summary)
			}
			ways = append(ways, w)
		}
	}
	if len(ways) > 0 {
		return ways
	}
	for _, m := range r.menu {
		if m.page == nil || m.page == p || m.page.summary == "" || m.page.kind == "schemes" || m.page.list != nil || len(ways) == mostWays {
			continue
		}
		ways = append(ways, WayData{Summary: Text(m.page.summary),
			LinkData: LinkData{Words: r.theme.words, Title: Text(m.title), URL: URL(address(root, m.page) + m.suffix)}})
	}
	if len(ways) < 2 {
		return nil // the menu says the same
	}
	return ways
}

// placesNews reports whether the author's text has a list of news.
func (p *page) placesNews() bool {
	for _, doc := range p.docs() {
		if slices.ContainsFunc(doc.directives, func(d *directive) bool { return d.Name == "news" }) {
			return true
		}
	}
	return false
}

// home adds what the home page says about other pages.
func (h *inputHash) home(d *HomeData) {
	for _, w := range d.Ways {
		h.add(string(w.Title), string(w.URL), string(w.Summary))
	}
	for _, n := range d.News {
		h.add(string(n.Title), string(n.URL), string(n.Category))
		if n.Date != nil {
			h.add(string(n.Date.Text))
		}
		maphash.WriteComparable(&h.Hash, [2]bool{n.Pinned, n.New})
	}
}
