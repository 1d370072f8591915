package site

import (
	"cmp"
	"regexp"
	"slices"
)

// tocWish is what the author says about the table of contents.
func (p *page) tocWish() string {
	if p.doc == nil {
		return ""
	}
	return p.doc.front.Toc
}

// tocOf is the headings of levels 2 and 3 of a page's text and those of the blocks on
// it, in their order.
func tocOf(d *document) []TocEntry {
	type heading struct {
		line  int
		level int
		Link
	}
	var headings []heading
	for _, h := range d.headings {
		headings = append(headings, heading{int(h.spot.line), h.level + d.deeper, Link{Title: Text(h.text), URL: URL("#" + h.id)}})
	}
	for _, dir := range d.directives {
		if b := dir.placed; b != nil && b.heading != "" {
			headings = append(headings, heading{dir.pos.Line, b.level - 1, Link{Title: Text(b.heading), URL: URL("#" + b.id)}})
		}
	}
	slices.SortStableFunc(headings, func(a, b heading) int { return cmp.Compare(a.line, b.line) })
	var toc []TocEntry
	for _, h := range headings {
		switch {
		case h.level == 2:
			toc = append(toc, TocEntry{Link: h.Link})
		case h.level == 3 && len(toc) > 0:
			last := &toc[len(toc)-1]
			last.Items = append(last.Items, h.Link)
		}
	}
	return toc
}

// tocCount is how many headings a table of contents has.
func tocCount(toc []TocEntry) int {
	n := len(toc)
	for _, e := range toc {
		n += len(e.Items)
	}
	return n
}

// headed is a section that a layout made, with its place and its heading, for the
// table of contents.
var headed = regexp.MustCompile(`^<section [^>]*id="([^"]+)"[^>]*><h2>([^<]*)</h2>`)
