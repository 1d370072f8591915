package site

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"kijun/criteria"
)

// A section is the pages that share a navigation: those of an edition, of a folder
// of content/ with all folders inside, of the indicators, the news.
type section struct {
	title  *page // of a folder: its own page, which is above the groups; nil where it has none
	name   string
	groups []group
	own    *edition // whose records show where the company stands; nil: none
}

// A group is a part of a section's navigation.
type group struct {
	title, number string // may be empty
	items         []navItem
}

// A navItem is a page of a navigation, or a folder with pages of its own.
type navItem struct {
	page  *page  // of a folder: its own page, or nil
	name  string // the title of the page, or what it is in this section
	items []navItem
}

// put adds a page, if there is one.
func (g *group) put(p *page, name string) {
	if p != nil {
		g.items = append(g.items, navItem{page: p, name: name})
	}
}

// pages are the pages of items in reading order.
func pagesOf(items []navItem) []*page {
	var pages []*page
	for _, i := range items {
		if i.page != nil {
			pages = append(pages, i.page)
		}
		pages = append(pages, pagesOf(i.items)...)
	}
	return pages
}

// count is how many links the navigation has.
func (s *section) count() int {
	n := 0
	for _, g := range s.groups {
		n += len(pagesOf(g.items))
	}
	return n
}

// lists reports whether a page is in a group.
func (s *section) lists(p *page) bool {
	return slices.ContainsFunc(s.groups, func(g group) bool {
		return slices.ContainsFunc(g.items, func(i navItem) bool { return i.page == p || p.same != nil && i.page == p.same })
	})
}

// mostMenu is how many entries a menu has that nobody configured. More pages beside
// the home page get a navigation instead.
const mostMenu = 7

// mostFolders is how many folders the menu has that nobody configured. Where there are
// more, the home page lists them: 200 would be larger than the text of most pages.
const mostFolders = 20

// manyFolders reports whether the site has more folders than a menu can show.
func (t *tree) manyFolders() bool {
	n := 0
	for _, p := range t.pages {
		if p.kind == "page" && p.index && strings.Count(p.path, "/") == 1 {
			n++
		}
	}
	return len(t.config.Nav) == 0 && n > mostFolders
}

// addSections groups the pages that share a navigation.
func (t *tree) addSections(problems *criteria.Diagnostics) {
	for _, e := range t.schemes {
		t.editionSection(e)
	}
	t.newsSection()
	folders := map[string][]*page{} // by the uppermost folder
	for _, p := range t.pages {
		if p.kind == "page" && p.edition == nil && p.section == nil {
			folder, _, inside := strings.Cut(strings.TrimSuffix(p.path, "/"), "/")
			if !inside && !p.index {
				folder = ""
			}
			folders[folder] = append(folders[folder], p)
		}
	}
	for _, s := range t.indicators {
		t.indicatorSection(s, folders[s.ID])
		delete(folders, s.ID)
	}
	for _, folder := range sortedKeys(folders) {
		pages := folders[folder]
		if folder == "" && (len(t.config.Nav) > 0 || len(pages) <= mostMenu) {
			continue // they are in the menu
		}
		if len(pages) == 1 {
			continue // nothing to lead to
		}
		t.folderSection(folder, pages, problems)
	}
}

// editionSection is the navigation of an edition: its overview, self-check, form
// and other pages, then its criteria by section.
func (t *tree) editionSection(e *edition) {
	w := t.theme.words
	s := &section{title: t.byPath[e.path], name: e.short(), own: e}
	first := group{}
	overview, check := t.byPath[e.path], t.byPath[e.path+"check/"]
	if overview.same != nil {
		overview = overview.same
	}
	if check.same != nil {
		check = check.same
	}
	first.put(overview, string(w.Overview))
	first.put(check, string(w.Check))
	if check.path == "schemes/"+e.ID+"/check/" {
		first.put(t.byPath["schemes/"+e.ID+"/form/"], string(w.Form))
	}
	if e.newest == nil {
		first.put(t.byPath[changesPath(e.ID)], string(w.Changes))
	}
	byID := map[string]*page{}
	var others []*page
	for _, p := range t.pages {
		if p.edition != e {
			continue
		}
		p.section = s
		if p.criterion != nil {
			byID[p.criterion.ID] = p
		} else if p.kind == "page" {
			others = append(others, p)
		}
	}
	slices.SortStableFunc(others, byOrder)
	for _, p := range others {
		first.put(p, p.title)
	}
	s.groups = []group{first}
	for _, sec := range e.Sections {
		g := group{title: sec.Title.In(e.lang), number: sec.Number}
		for _, c := range sec.Criteria {
			g.put(byID[c.ID], byID[c.ID].title)
		}
		if len(g.items) > 0 {
			s.groups = append(s.groups, g)
		}
	}
}

// folderSection is the navigation of a folder of content/ and of the folders inside
// it. Its pages are read one after the other, each folder's own page first.
func (t *tree) folderSection(folder string, pages []*page, problems *criteria.Diagnostics) {
	s := &section{}
	root := &folderNode{path: folder}
	if folder != "" {
		root.path += "/"
	}
	for _, p := range pages {
		p.section = s
		root.add(p)
	}
	if s.title = t.byPath[root.path]; s.title != nil {
		s.name = s.title.title
	} else {
		s.name = folder
		root.warn(problems)
	}
	s.groups = []group{{items: root.tree(problems)}}
	setChildren(root.own, s.groups[0].items)
	reading := pagesOf(s.groups[0].items)
	if root.own != nil {
		reading = slices.Insert(reading, 0, root.own)
	}
	var before *page
	for _, p := range reading {
		if p.prev = before; before != nil {
			before.next = p
		}
		before = p
	}
}

// setChildren tells the pages of folders what is in them. A folder without a page of
// its own stands for what is in it.
func setChildren(own *page, items []navItem) {
	for _, i := range items {
		setChildren(i.page, i.items)
		switch {
		case own == nil:
		case i.page != nil:
			own.children = append(own.children, i.page)
		default:
			own.children = append(own.children, pagesOf(i.items)...)
		}
	}
}

// A folderNode is a folder of content/ with its pages.
type folderNode struct {
	path    string // of its address: "guide/", "guide/papers/"
	own     *page  // its index.md; nil where there is none
	pages   []*page
	folders []*folderNode // in order of their addresses, as pages are
}

// add puts a page into the folder that it stands in.
func (f *folderNode) add(p *page) {
	rel := strings.TrimPrefix(p.path, f.path)
	if rel == "" {
		f.own = p
		return
	}
	name, rest, _ := strings.Cut(rel, "/")
	if rest == "" && !p.index {
		f.pages = append(f.pages, p)
		return
	}
	sub := f.path + name + "/"
	if n := len(f.folders); n == 0 || f.folders[n-1].path != sub {
		next := &folderNode{path: sub}
		if n := len(f.pages); n > 0 && f.pages[n-1].path == sub {
			next.own, f.pages = f.pages[n-1], f.pages[:n-1] // x.md beside a folder x is its page
		}
		f.folders = append(f.folders, next)
	}
	f.folders[len(f.folders)-1].add(p)
}

// tree is what the folder has: pages and folders by order, then by address. A
// folder stands where its own page would.
func (f *folderNode) tree(problems *criteria.Diagnostics) []navItem {
	type entry struct {
		navItem
		order int
		path  string
	}
	var entries []entry
	for _, p := range f.pages {
		entries = append(entries, entry{navItem{page: p, name: p.title}, p.order(), p.path})
	}
	for _, sub := range f.folders {
		e := entry{navItem{page: sub.own, items: sub.tree(problems)}, 0, sub.path}
		if sub.own != nil {
			e.name, e.order = sub.own.title, sub.own.order()
		} else {
			e.name = path.Base(sub.path)
			sub.warn(problems)
		}
		entries = append(entries, e)
	}
	slices.SortStableFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.order, b.order), naturally(a.path, b.path))
	})
	var items []navItem
	for _, e := range entries {
		items = append(items, e.navItem)
	}
	return items
}

// warn tells of a folder without a page of its own, which has no address and no title.
func (f *folderNode) warn(problems *criteria.Diagnostics) {
	dir := f.dir()
	*problems = append(*problems, criteria.Diagnostic{Pos: criteria.Pos{File: dir}, Severity: criteria.Warning, Code: "no-index",
		Msg:  fmt.Sprintf("このフォルダに index.md がないので、目次に「%s」と出て、/%s のページもありません", path.Base(f.path), f.path),
		Hint: fmt.Sprintf("%sindex.md を作り、1行目に「# 題」を書いてください", dir)})
}

// dir is the folder in the project, whose name may be written otherwise than its address.
func (f *folderNode) dir() string {
	parts := strings.Split(f.some().doc.name, "/")
	return strings.Join(parts[:1+strings.Count(f.path, "/")], "/") + "/"
}

// some is a page in the folder.
func (f *folderNode) some() *page {
	switch {
	case f.own != nil:
		return f.own
	case len(f.pages) > 0:
		return f.pages[0]
	}
	return f.folders[0].some()
}

// byOrder compares pages by the order their authors gave, then by path.
func byOrder(a, b *page) int {
	return cmp.Or(cmp.Compare(a.order(), b.order()), naturally(a.path, b.path))
}

// order is what the author says; 0 where there is none.
func (p *page) order() int {
	if p.doc == nil {
		return 0
	}
	return p.doc.front.Order
}
