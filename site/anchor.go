package site

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"

	"kijun/criteria"
)

// Places in pages that links lead to. Those of texts are known from parsing. Those that
// layouts make – a theme of the site's own may make others – are known when the page is
// rendered: a page that somebody links into is rendered before any file is handed on.

// A wantedPlace is a link to a place that a layout has to make.
type wantedPlace struct {
	page *page
	id   string
	at   criteria.Diagnostic // what is reported if it is not there; without a hint
}

// place looks for the place in a page that a link leads to; nil: it is there, or the
// page's layout will tell.
func (r *resolver) place(target *page, id string, missing criteria.Diagnostic) *criteria.Diagnostic {
	if id == "" || id == "main" || target.writes(id) || target.leadsOn(id) {
		return nil
	}
	if target.kind == "page" && target.doc != nil && target.doc.front.block == nil && !slices.ContainsFunc(target.docs(), func(d *document) bool { return len(d.directives) > 0 }) {
		places := target.places()
		if missing.Hint = nearestPlace(id, places); missing.Hint == "" && len(places) > 0 && len(places) <= mostPlaces {
			missing.Hint = "あるのは #" + strings.Join(places, "、#") + " です"
		}
		return &missing
	}
	r.wantedLock.Lock()
	defer r.wantedLock.Unlock()
	r.wanted = append(r.wanted, wantedPlace{target, id, missing})
	return nil
}

var placeAttr = regexp.MustCompile(` id="([^"]*)"`)

// checkPlaces reports links to places that no layout makes.
func (r *rendering) checkPlaces() (problems criteria.Diagnostics, err error) {
	ids := map[*page][]string{}
	for _, w := range r.wanted {
		list, ok := ids[w.page]
		if !ok {
			made, err := r.renderPage(w.page, nil)
			if r.closePage(w.page); err != nil {
				return nil, err
			}
			for _, m := range placeAttr.FindAllSubmatch(made.data, -1) {
				list = append(list, html.UnescapeString(string(m[1])))
			}
			ids[w.page] = list
		}
		if !slices.Contains(list, w.id) {
			w.at.Hint = nearestPlace(w.id, append(w.page.places(), list...))
			problems = append(problems, w.at)
		}
	}
	return problems, nil
}

// writes reports whether a text on the page has a place with the id.
func (p *page) writes(id string) bool {
	for _, d := range p.docs() {
		if slices.ContainsFunc(d.headings, func(h heading) bool { return h.id == id }) {
			return true
		}
		for _, dir := range d.directives {
			if dir.placed != nil && dir.placed.id == id {
				return true
			}
		}
	}
	return false
}

// has reports whether the page has a place with the id, as far as that is known before
// it is rendered.
func (p *page) has(id string) bool {
	return id == "" || id == "main" || slices.Contains(p.ids, id) || p.writes(id)
}

// places are the ids of the page that links may lead to, as far as they are known.
func (p *page) places() []string {
	ids := slices.Clone(p.ids)
	for _, d := range p.docs() {
		for _, h := range d.headings {
			ids = append(ids, h.id)
		}
		for _, dir := range d.directives {
			if dir.placed != nil && dir.placed.id != "" {
				ids = append(ids, dir.placed.id)
			}
		}
	}
	return ids
}

// mostPlaces is how many places are all named in a hint.
const mostPlaces = 6

// nearestPlace is a hint at the place that is likely meant.
func nearestPlace(id string, places []string) string {
	if n := nearest(strings.ToLower(id), places); n != "" {
		return fmt.Sprintf("%q のことですか", "#"+n)
	}
	return ""
}

// nearestID is the same for the places that are known before the page is rendered.
func (p *page) nearestID(id string) string { return nearestPlace(id, p.places()) }
