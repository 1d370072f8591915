package site

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"kijun/criteria"
)

// Addresses that a page had once lead to where it is now. They come from `aliases` in
// front matter, from `redirects` in kijun.yaml, and from the generator: a criterion has an
// address without its edition. A host cannot be told anything, so each is a small page of
// its own; a place (#id) that went from a page that is still there is marked on that page.

// A redirect is one address and where it leads.
type redirect struct {
	from, fragment string       // below the site's root; fragment: of a place in that page, without #
	to             string       // as the author wrote it; empty where page is known
	page           *page        // nil: a file, or another site
	url            string       // below the site's root, with its fragment; of another site its full address
	title          string       // of what it leads to
	pos            criteria.Pos // zero: made by the generator
	resolved, open bool
}

// An alias is an address that a page had once, as its author wrote it.
type alias struct {
	text string
	pos  criteria.Pos
}

// A movedPage is an address at which there is no page any more.
type movedPage struct {
	path  string
	to    *redirect   // nil: only places in it lead elsewhere
	parts []*redirect // places in it that lead elsewhere than the page
}

// file is where the page is written that leads on.
func (m *movedPage) file() string {
	if strings.HasSuffix(m.path, ".html") {
		return m.path
	}
	return m.path + "index.html"
}

// redirects is all redirects of a site on their way.
type redirects struct {
	*tree
	all      []*redirect
	byFrom   map[string]*redirect // path#fragment
	files    map[string]bool      // that are copied
	problems *criteria.Diagnostics
}

// addRedirects collects the redirects and finds where they lead.
func (t *tree) addRedirects(problems *criteria.Diagnostics) {
	r := &redirects{tree: t, byFrom: map[string]*redirect{}, files: map[string]bool{}, problems: problems}
	for _, f := range t.static {
		r.files[f.name] = true
	}
	for _, name := range sortedKeys(t.content) {
		r.aliases(name)
	}
	for _, c := range t.config.Redirects {
		r.add(c.from, &redirect{to: c.to, pos: c.pos})
	}
	r.addCriteria()
	for _, x := range r.all {
		r.resolve(x, nil)
	}
	moved := map[string]*movedPage{}
	for _, x := range r.all {
		if p := t.byPath[x.from]; p != nil {
			p.moved = append(p.moved, x)
			continue
		}
		m := moved[x.from]
		if m == nil {
			m = &movedPage{path: x.from}
			moved[x.from] = m
		}
		if x.fragment == "" {
			m.to = x
		} else {
			m.parts = append(m.parts, x)
		}
	}
	for _, from := range sortedKeys(moved) {
		t.moved = append(t.moved, moved[from])
	}
}

func (r *redirects) report(pos criteria.Pos, msg, hint string) {
	*r.problems = append(*r.problems, criteria.Diagnostic{Pos: pos, Code: "redirect", Msg: msg, Hint: hint})
}

// aliases adds those of a Markdown file. Of a text that several editions show the newest
// is meant.
func (r *redirects) aliases(name string) {
	doc := r.content[name].docs[0]
	if len(doc.front.Aliases) == 0 || r.hidden(doc) != "" {
		return
	}
	pages := r.byFile[name]
	if len(pages) == 0 {
		r.report(doc.front.Aliases[0].pos, "このファイルはページにならないので、aliases は書けません", "ブロックを置いたページのほうに書いてください")
		return
	}
	p := pages[len(pages)-1]
	if p.same != nil {
		p = p.same
	}
	for _, a := range doc.front.Aliases {
		r.add(a.text, &redirect{page: p, url: p.path, title: p.title, pos: a.pos, resolved: true})
	}
}

// add adds a redirect from an address as an author wrote it.
func (r *redirects) add(from string, x *redirect) {
	u, err := url.Parse(from)
	const example = "「/」で始まる、このサイトの中の場所を書いてください（例: /old/page/、/guide/#id）"
	switch {
	case err != nil || u.Scheme != "" || u.Host != "" || !strings.HasPrefix(from, "/"):
		r.report(x.pos, fmt.Sprintf("前の場所 %q を読めません", from), example)
		return
	case u.RawQuery != "":
		r.report(x.pos, fmt.Sprintf("前の場所 %q の「?」より後ろは使えません", from), "? より前だけを書いてください")
		return
	case path.Clean(u.Path) != strings.TrimSuffix(u.Path, "/") && u.Path != "/":
		r.report(x.pos, fmt.Sprintf("前の場所 %q を読めません", from), example)
		return
	}
	x.from, x.fragment = strings.TrimPrefix(u.Path, "/"), u.Fragment
	x.from = strings.TrimSuffix(x.from, "index.html")
	if x.from != "" && !strings.HasSuffix(x.from, "/") {
		switch path.Ext(x.from) {
		case ".html":
		case "":
			x.from += "/"
		default:
			r.report(x.pos, fmt.Sprintf("前の場所 %q からは移せません", from), "移せるのは、「/」か .html で終わる場所だけです")
			return
		}
	}
	key := x.from + "#" + x.fragment
	if other := r.byFrom[key]; other != nil {
		r.report(x.pos, fmt.Sprintf("%q から移すところが2つあります", from), fmt.Sprintf("もう一つは %s です。どちらかを消してください", other.pos))
		return
	}
	if p := r.byPath[x.from]; p != nil {
		switch {
		case x.fragment == "" && p == x.page:
			r.report(x.pos, fmt.Sprintf("%q は、このページのいまの場所です", from), "この行を消してください")
			return
		case x.fragment == "":
			r.report(x.pos, fmt.Sprintf("%q にはページがあるので、そこからは移せません", from), "前の場所を確かめるか、そこにあるページの場所を変えてください")
			return
		case p.has(x.fragment):
			r.report(x.pos, fmt.Sprintf("%q という場所がまだあるので、そこからは移せません", from), "前の場所を確かめるか、そこの見出しのidを変えてください")
			return
		}
	}
	if r.files[(&movedPage{path: x.from}).file()] {
		r.report(x.pos, fmt.Sprintf("%q にはファイルがあるので、そこからは移せません", from), "前の場所を確かめるか、content/ のファイルを消してください")
		return
	}
	r.byFrom[key] = x
	r.all = append(r.all, x)
}

// addCriteria gives every criterion an address that stays when there is a new edition:
// that of the newest without the edition. One that was renamed keeps its old one, too; one
// that was dropped leads to where it stood last.
func (r *redirects) addCriteria() {
	for _, e := range slices.Backward(r.schemes) {
		for _, c := range e.AllCriteria() {
			p := r.byPath[e.path+c.ID+"/"]
			if p == nil {
				continue
			}
			if p.newer != nil {
				p = p.newer
			}
			x := &redirect{from: "schemes/" + e.ID + "/" + c.ID + "/", page: p, url: p.path, title: p.title, resolved: true}
			if r.byPath[x.from] == nil && r.byFrom[x.from+"#"] == nil {
				r.byFrom[x.from+"#"] = x
				r.all = append(r.all, x)
			}
		}
	}
}

// resolve finds where a redirect leads; through others, which are named in via.
func (r *redirects) resolve(x *redirect, via []string) {
	if x.resolved {
		return
	}
	here := "/" + x.from
	if x.fragment != "" {
		here += "#" + x.fragment
	}
	if x.open {
		r.report(x.pos, fmt.Sprintf("移した先をたどると、もとに戻ります: %s", strings.Join(append(via, here), " → ")), "どれか1つの to を、いまあるページの場所に直してください")
		return
	}
	x.open = true
	defer func() { x.open, x.resolved = false, true }()
	u, err := url.Parse(x.to)
	switch {
	case err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "":
		x.url, x.title = x.to, x.to
		return
	case err != nil || u.Scheme != "" || u.Host != "" || !strings.HasPrefix(x.to, "/"):
		r.report(x.pos, fmt.Sprintf("移した先 %q を読めません", x.to), "「/」で始まるこのサイトの中の場所か、https:// で始まるURLを書いてください")
		return
	}
	below := strings.TrimSuffix(strings.TrimPrefix(u.Path, "/"), "index.html")
	p := r.byPath[below]
	if p == nil {
		p = r.byPath[below+"/"]
	}
	if p == nil && r.files[below] {
		x.url, x.title = below, path.Base(below)
		return
	}
	fragment := "#" + u.Fragment
	var on *redirect // where there is a redirect as well
	whole := false   // it is that of the page, of which a place is meant
	switch {
	case p != nil && p.has(u.Fragment):
		x.page, x.url, x.title = p, p.path, p.title
		if u.Fragment != "" {
			x.url += fragment
		}
		return
	case p != nil:
		on = r.byFrom[p.path+fragment]
	default:
		for _, from := range []string{below, below + "/"} {
			if on == nil {
				on = r.byFrom[from+fragment]
			}
			if on == nil && u.Fragment != "" {
				on = r.byFrom[from+"#"]
				whole = on != nil
			}
		}
	}
	switch {
	case on != nil:
		if r.resolve(on, append(via, here)); on.resolved {
			x.page, x.url, x.title = on.page, on.url, on.title
		}
		switch {
		case !whole || x.page == nil || strings.Contains(x.url, "#"):
		case x.page.has(u.Fragment):
			x.url += fragment
		default:
			r.report(x.pos, fmt.Sprintf("/%s に %q という場所がありません", x.page.path, fragment), x.page.nearestID(u.Fragment))
		}
	case p != nil:
		r.report(x.pos, fmt.Sprintf("%s に %q という場所がありません", u.Path, fragment), p.nearestID(u.Fragment))
	case !r.awaited(u.Path):
		*r.problems = append(*r.problems, r.brokenLink(x.pos, x.to, r.addresses()))
	}
}

// movedTo is the page to which an address below the root leads where there is none; nil
// if there is no such redirect.
func (t *tree) movedTo(below string) *page {
	for _, from := range []string{below, strings.TrimSuffix(below, "/") + "/"} {
		if i, ok := slices.BinarySearchFunc(t.moved, from, func(m *movedPage, from string) int { return strings.Compare(m.path, from) }); ok && t.moved[i].to != nil {
			return t.moved[i].to.page
		}
	}
	return nil
}

// leadsOn reports whether a place that the page does not have leads elsewhere.
func (p *page) leadsOn(id string) bool {
	return slices.ContainsFunc(p.moved, func(x *redirect) bool { return x.fragment == id })
}

// at is where a redirect leads from a page with this prefix to the root.
func (x *redirect) at(root string) URL {
	if isExternal(x.url) {
		return URL(x.url)
	}
	return URL(root + x.url)
}

// movedData are places that lead elsewhere.
func movedData(parts []*redirect, root string) []MovedData {
	var ds []MovedData
	for _, x := range parts {
		ds = append(ds, MovedData{Text(x.fragment), Text(x.title), x.at(root)})
	}
	return ds
}

// movedFile is the page at an address that leads on.
func (r *rendering) movedFile(m *movedPage) (outFile, error) {
	root := cmp.Or((&page{path: m.path}).root(r.base), "./")
	d := RedirectData{Lang: Text(r.config.Lang), Policy: contentPolicy, Site: r.site, Words: r.theme.words, Root: URL(root),
		Assets: r.assets(root, &page{kind: "redirect"}), Parts: movedData(m.parts, root)}
	if m.to != nil {
		d.Title, d.URL = Text(m.to.title), m.to.at(root)
		switch {
		case m.to.page != nil && r.config.BaseURL != "":
			d.Canonical = r.fullURL(m.to.page)
		case isExternal(m.to.url):
			d.Canonical = d.URL
		}
	}
	html, err := r.theme.render("redirect", d)
	data := []byte(html)
	if r.local {
		data = localPage(data)
	}
	return outFile{m.file(), data}, err
}
