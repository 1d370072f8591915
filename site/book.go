package site

import (
	"html"
	"net/url"
	"slices"
	"strings"
)

// Pages that gather others to be printed: the whole handbook at /print/, and the newest
// edition of every scheme at /schemes/<id>/print/. Every part is what its own page has,
// with the ids of its own and links that lead to places in the same page.

const printPath = "print/"

// mostPrinted is how many pages the whole handbook has at most on one page. Of more, no
// browser makes a book in good time; schemes still have theirs.
const mostPrinted = 1000

// unprinted are the kinds of pages that are of no use on paper, or say what others say.
var unprinted = []string{"home", "schemes", "check", "form", "compare", "notfound", "offline", "search", "news-list", "tags", "tag",
	"review", "changes", "indicatorcheck", "trend", "print"}

// addBooks makes the pages that gather others.
func (t *tree) addBooks() {
	w := t.theme.words
	add := func(p *page) {
		if t.byPath[p.path] == nil {
			t.pages, t.byPath[p.path] = append(t.pages, p), p
		}
	}
	if len(t.pages) <= mostPrinted {
		add(&page{kind: "print", path: printPath, title: t.config.Title, summary: t.config.Summary, crumb: string(w.PrintWhole), noIndex: true})
	}
	for _, e := range t.newest {
		add(&page{kind: "print", path: "schemes/" + e.ID + "/" + printPath, title: e.Title.In(e.lang), summary: e.Summary.In(e.lang), crumb: string(w.PrintWhole), book: e, noIndex: true})
	}
}

// printed reports whether a page is part of books.
func (t *tree) printed(p *page) bool {
	return p.same == nil && !p.noIndex && !slices.Contains(unprinted, p.kind) && (p.edition == nil || t.isNewest(p.edition)) &&
		(p.doc == nil || p.doc.front.kind != "news")
}

// A chapter is the pages of a book that share a navigation.
type chapter struct {
	title string
	pages []*page
}

// chapters are the pages of a book in the order in which they are read: section by
// section as the menu leads to them, then what the menu does not lead to.
func (t *tree) chapters(book *page) []chapter {
	var list []chapter
	taken := map[*page]bool{}
	sections := map[*section]int{}
	add := func(p *page) {
		if taken[p] || !t.printed(p) || book.book != nil && p.edition != book.book {
			return
		}
		taken[p] = true
		if p.section == nil {
			list = append(list, chapter{p.title, []*page{p}})
			return
		}
		at, ok := sections[p.section]
		if !ok {
			at, sections[p.section] = len(list), len(list)
			list = append(list, chapter{title: p.section.name})
		}
		list[at].pages = append(list[at].pages, p)
	}
	whole := func(s *section) {
		if s.title != nil {
			add(s.title)
		}
		for _, g := range s.groups {
			for _, p := range pagesOf(g.items) {
				add(p)
			}
		}
	}
	for _, m := range t.menu {
		if m.page == nil {
			continue
		}
		if m.page.kind == "schemes" {
			for _, e := range t.newest {
				if p := t.byPath["schemes/"+e.ID+"/"]; p != nil && p.section != nil {
					whole(p.section)
				}
			}
		}
		if m.page.section != nil {
			whole(m.page.section)
		}
		add(m.page)
	}
	for _, p := range t.pages {
		if p.section != nil {
			whole(p.section)
		}
		add(p)
	}
	return list
}

// isBook reports whether a page gathers others. It is rendered after them, because it
// needs their texts.
func (p *page) isBook() bool { return p.kind == "print" }

// bookAnchor is the id of a page's place in a book. The ids of the page follow with a
// colon, which no path has.
func bookAnchor(p *page) string {
	return strings.ReplaceAll(strings.Trim(p.path, "/"), "/", ".")
}

// A book is a page that gathers others, on the way.
type book struct {
	*rendering
	page *page
	ids  map[*page]map[string]bool // of the parts
}

// bookData gathers pages. While a project is edited only the contents are made: every
// edit would have the whole handbook rendered anew.
func (r *rendering) bookData(p *page) (*BookData, error) {
	d := &BookData{Preview: r.live}
	b := &book{rendering: r, page: p, ids: map[*page]map[string]bool{}}
	parts := map[*page]HTML{}
	chapters := r.chapters(p)
	for _, c := range chapters {
		data := BookChapter{Title: Text(c.title)}
		for _, q := range c.pages {
			data.Parts = append(data.Parts, BookPart{Anchor: Text(bookAnchor(q)), Title: Text(q.title), Number: Text(q.number)})
			if r.live {
				continue
			}
			main, err := r.partOf(q)
			if err != nil {
				return nil, err
			}
			parts[q], b.ids[q] = main, map[string]bool{}
			for _, m := range idAttribute.FindAllStringSubmatch(string(main), -1) {
				b.ids[q][html.UnescapeString(m[1])] = true
			}
		}
		d.Chapters = append(d.Chapters, data)
	}
	for i, c := range chapters {
		for j, q := range c.pages {
			d.Chapters[i].Parts[j].HTML = b.rewrite(parts[q], q)
		}
	}
	return d, nil
}

// partOf is the main part of a page, rendered once for all books.
func (r *rendering) partOf(p *page) (HTML, error) {
	if part, ok := r.parts[p]; ok {
		return part, nil
	}
	defer r.closePage(p)
	d := r.pageData(p, p.root(r.base))
	d.Prev, d.Next = nil, nil
	if err := r.fill(p, d); err != nil {
		return "", err
	}
	part, err := r.main(p.kind, d)
	r.parts[p] = part
	return part, err
}

// rewrite is a part as it stands in the book.
func (b *book) rewrite(part HTML, p *page) HTML {
	return rewriteTags(part, 1, func(tag, key, value string) (string, bool) {
		switch {
		case key == "href" && (tag == "a" || tag == "area"):
			return b.link(value, p), true
		case slices.Contains(idRefs, key):
			ids := strings.Fields(value)
			for i, id := range ids {
				ids[i] = bookAnchor(p) + ":" + id
			}
			return strings.Join(ids, " "), true
		case key == "src" || key == "data" && tag == "object":
			return b.address(value, p), true
		case key == "srcset":
			list := strings.Split(value, ",")
			for i, one := range list {
				src, size, _ := strings.Cut(strings.TrimSpace(one), " ")
				list[i] = strings.TrimSpace(b.address(src, p) + " " + size)
			}
			return strings.Join(list, ", "), true
		case key == "loading":
			return "", false // paper is looked at as a whole
		case key == "data-enhance" || strings.HasPrefix(key, "data-core") || strings.HasPrefix(key, "data-program"):
			return "", false // nothing comes to life in a book
		}
		return value, true
	})
}

// link is where a link of a part leads: in the book if it can.
func (b *book) link(href string, p *page) string {
	u, own := b.resolveFrom(p, href)
	if !own {
		return href
	}
	target := b.pageAt(u.Path)
	if target != nil && target.same != nil {
		target = target.same
	}
	switch ids, ok := b.ids[target]; {
	case !ok:
		return b.address(href, p)
	case ids[u.Fragment]:
		return "#" + bookAnchor(target) + ":" + u.Fragment
	default:
		return "#" + bookAnchor(target)
	}
}

// address is an address of a part as the book's page has to write it.
func (b *book) address(href string, p *page) string {
	u, own := b.resolveFrom(p, href)
	if !own {
		return href
	}
	return b.siteRoot(b.page.root(b.base)) + strings.TrimPrefix((&url.URL{Path: u.Path, RawQuery: u.RawQuery, Fragment: u.Fragment}).String(), "/")
}
