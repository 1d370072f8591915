package site

import (
	"fmt"
	"slices"
	"strings"

	"kijun/criteria"
)

// The page of a folder lists what is in it: where its author wrote `:::pages`, or
// below the text if that is no list itself.

// listsItself reports whether the author's text leads to at least half of the pages in
// the folder, or places the list.
func (p *page) listsItself() bool {
	led := map[*page]bool{}
	if p.placesList() {
		return true
	}
	for _, doc := range p.docs() {
		for _, l := range doc.links {
			if slices.Contains(p.children, l.page) {
				led[l.page] = true
			}
		}
	}
	return 2*len(led) >= len(p.children)
}

// placesList reports whether a `:::pages` of the text is the list of the page's own folder.
func (p *page) placesList() bool {
	for _, doc := range p.docs() {
		if slices.ContainsFunc(doc.directives, func(d *directive) bool { return d.Name == "pages" && d.Arg == "" }) {
			return true
		}
	}
	return false
}

// autoList reports whether the pages of the folder stand below the text.
func (p *page) autoList() bool { return len(p.children) > 0 && !p.listsItself() }

// addHomeList gives the home page the pages beside it. Where they are few they are
// in the menu, and listed only if the author says so, or has written no home page.
func (t *tree) addHomeList() {
	home := t.byPath[""]
	beside := slices.ContainsFunc(t.pages, func(p *page) bool { return p.section != nil && p.section.title == home })
	if home.doc != nil && !beside && !t.manyFolders() && !home.placesList() {
		return
	}
	for _, p := range t.pages {
		if p.kind == "page" && p.edition == nil && strings.Count(p.path, "/") == 1 {
			home.children = append(home.children, p)
		}
	}
	slices.SortStableFunc(home.children, byOrder)
}

// folderOf is the page of the folder that a list is of, by its path below content/; of
// the page itself where the author names none. It is nil where there is none.
func (t *tree) folderOf(p *page, name string) *page {
	if name == "" {
		return p
	}
	return t.byPath[strings.Trim(strings.TrimPrefix(name, "content/"), "/")+"/"]
}

// checkList reports a list of pages that has none.
func (t *tree) checkList(p *page, d *directive, at criteria.Pos) *criteria.Diagnostic {
	if f := t.folderOf(p, d.Arg); f != nil && len(f.children) > 0 {
		return nil
	}
	problem := &criteria.Diagnostic{Pos: at, Code: "directive"}
	if d.Arg == "" {
		problem.Msg = "「:::pages」の並べるページがありません"
		problem.Hint = "フォルダの index.md に書くか、「:::pages guide」のように、content/ の下のフォルダの名前を添えてください"
		return problem
	}
	problem.Msg = fmt.Sprintf("フォルダ %q に、並べるページがありません", d.Arg)
	var names []string
	for _, p := range t.pages {
		if len(p.children) > 0 && p.path != "" {
			names = append(names, strings.TrimSuffix(p.path, "/"))
		}
	}
	if n := nearest(d.Arg, names); n != "" {
		problem.Hint = fmt.Sprintf("「:::pages %s」のことですか", n)
	} else if len(names) > 0 {
		problem.Hint = "使えるフォルダ: " + strings.Join(names, " ")
	}
	return problem
}

// mostInside is how many pages of the folders in a list are listed with them.
const mostInside = 200

// pageList is the data of a list. Its headings have the level given.
func (r *rendering) pageList(of *page, root string, heading bool) PageListData {
	d := PageListData{Words: r.theme.words, Heading: heading, Home: of.path == ""}
	inside := 0
	for _, p := range of.children {
		inside += len(p.children)
	}
	for _, p := range of.children {
		card := r.pageCard(p, root)
		if inside <= mostInside {
			for _, q := range p.children {
				card.Pages = append(card.Pages, *pageLink(root, q))
			}
		}
		d.Pages = append(d.Pages, card)
	}
	return d
}

func (r *rendering) pageCard(p *page, root string) PageCard {
	return PageCard{Link: *pageLink(root, p), Summary: Text(p.summary)}
}
