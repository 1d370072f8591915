package site

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"golang.org/x/text/unicode/norm"

	"kijun/criteria"
)

// The pages that list news: the newest at /news/, all of a fiscal year at
// /news/fy2025/, all of a category at /news/seminar/.

const newsPath = "news/"

// mostNews is how many pieces of news the first list shows; the rest is in the
// archive.
const mostNews = 20

// newMonths is for how long a piece of news has the mark NEW.
const newMonths = 1

// A newsList is what a page of kind news-list shows.
type newsList struct {
	items    []*page // newest first
	first    bool    // the list that leads to the others
	fiscal   fiscalYear
	category string
}

// newsOf is the page's piece of news, nil where it is something else.
func (p *page) newsOf() *news {
	if p.doc == nil {
		return nil
	}
	n, _ := p.doc.front.block.(*news)
	return n
}

// addNews makes the lists of news, if there are any, and puts the news in order.
func (t *tree) addNews(problems *criteria.Diagnostics) {
	t.entries = t.feedEntries()
	for _, p := range t.pages {
		if p.newsOf() != nil {
			t.news = append(t.news, p)
		}
	}
	first := t.byPath[newsPath]
	if len(t.news) == 0 && first == nil {
		return
	}
	slices.SortFunc(t.news, func(a, b *page) int {
		return cmp.Or(b.newsOf().date.compare(a.newsOf().date), cmp.Compare(a.path, b.path))
	})
	for i, p := range t.news[min(1, len(t.news)):] { // the older one is the next
		p.prev, t.news[i].next = t.news[i], p
	}

	w := t.theme.words
	if first == nil {
		first = &page{kind: "news-list", path: newsPath, title: string(w.News), summary: string(w.NewsLead)}
		t.add(first, problems)
	}
	first.kind, first.list = "news-list", &newsList{items: t.newestNews(mostNews), first: true}

	years := map[fiscalYear][]*page{}
	categories := map[string][]*page{}
	for _, p := range t.news {
		n := p.newsOf()
		years[n.date.fiscalYear()] = append(years[n.date.fiscalYear()], p)
		categories[n.category] = append(categories[n.category], p)
	}
	for y, pages := range years {
		t.lists = append(t.lists, &page{path: fmt.Sprintf("%sfy%d/", newsPath, y), title: y.text(t.config.Dates) + string(w.NewsOf),
			kind: "news-list", list: &newsList{items: pages, fiscal: y}})
	}
	for name, pages := range categories {
		if name != "" { // a mistake that is reported already
			t.lists = append(t.lists, &page{path: categoryPath(name), title: string(w.NewsCategoryOpen + t.categoryName(name) + w.NewsCategoryClose),
				kind: "news-list", list: &newsList{items: pages, category: name}})
		}
	}
	slices.SortFunc(t.lists, func(a, b *page) int {
		return cmp.Or(cmp.Compare(b.list.fiscal, a.list.fiscal), cmp.Compare(categoryIndex(a.list.category), categoryIndex(b.list.category)))
	})
	for _, p := range t.lists {
		t.add(p, problems)
	}
}

func categoryIndex(name string) int {
	for i, c := range newsCategories {
		if c.name == name {
			return i
		}
	}
	return len(newsCategories)
}

// newestNews are so many pieces of news: the pinned and then the newest.
func (t *tree) newestNews(n int) []*page {
	var pinned, others []*page
	for _, p := range t.news {
		if t.pinned(p) {
			pinned = append(pinned, p)
		} else {
			others = append(others, p)
		}
	}
	all := append(pinned, others...)
	return all[:min(len(all), n)]
}

// count is how many pieces of news `:::news 3` asks for, 5 where it does not say;
// 0 where that is no such number.
func (d *directive) count() int {
	if d.Arg == "" {
		return 5
	}
	n, err := strconv.Atoi(norm.NFKC.String(d.Arg))
	if err != nil || n < 1 || n > mostNews {
		return 0
	}
	return n
}

// pinned reports whether a piece of news stands at the head of the list. Without a
// given day no pin has run out.
func (t *tree) pinned(p *page) bool {
	until := p.newsOf().pinned
	return !until.isZero() && (t.today.isZero() || until.compare(t.today) >= 0)
}

// isNew reports whether a piece of news has the mark NEW, for which the day must be
// given.
func (t *tree) isNew(p *page) bool {
	if t.today.isZero() {
		return false
	}
	d := p.newsOf().date
	return d.first().compare(t.today) <= 0 && d.compare(t.today.plusMonths(-newMonths)) > 0
}

// newsSection is the navigation of the news: the lists.
func (t *tree) newsSection() {
	first := t.byPath[newsPath]
	if first == nil || first.list == nil {
		return
	}
	w := t.theme.words
	s := &section{title: first, name: first.title, groups: []group{{items: []navItem{{page: first, name: string(w.NewsNewest)}}}}}
	for _, archive := range []struct {
		title    Text
		category bool
	}{{w.NewsByCategory, true}, {w.NewsByYear, false}} {
		g := group{title: string(archive.title)}
		for _, p := range t.lists {
			if (p.list.category != "") == archive.category {
				g.put(p, t.listName(p.list))
			}
		}
		if len(g.items) > 0 {
			s.groups = append(s.groups, g)
		}
	}
	for _, p := range slices.Concat([]*page{first}, t.lists, t.news) {
		p.section = s
	}
}

// listName is the name of a list in a navigation.
func (t *tree) listName(l *newsList) string {
	if l.category != "" {
		return string(t.categoryName(l.category))
	}
	return l.fiscal.text(t.config.Dates)
}

// newsListData is the list of a page.
func (r *rendering) newsListData(p *page, root string) *NewsListData {
	d := &NewsListData{Words: r.theme.words, Items: r.newsItems(p.list.items, root), Feed: r.feedURL(root, feedFile)}
	if p.list.first && p.section != nil {
		for _, g := range p.section.groups[1:] {
			a := NewsArchiveData{Title: Text(g.title)}
			for _, i := range g.items {
				a.Lists = append(a.Lists, Link{Title: Text(i.name), URL: URL(address(root, i.page))})
			}
			d.Archives = append(d.Archives, a)
		}
	}
	return d
}

func (r *rendering) newsItems(pages []*page, root string) []NewsItemData {
	var items []NewsItemData
	for _, p := range pages {
		n := p.newsOf()
		items = append(items, NewsItemData{Words: r.theme.words, Title: Text(p.title), URL: URL(address(root, p)), Date: dateData(n.date, r.config.Dates),
			Category: r.categoryName(n.category), Summary: Text(p.summary), Pinned: r.pinned(p), New: r.isNew(p)})
	}
	return items
}
