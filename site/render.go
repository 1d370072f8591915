package site

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/tdewolff/minify/v2"

	"kijun/criteria"
)

// A rendering turns the pages of a tree into files. What pages share is rendered
// before them; after that nothing of it changes, and pages are rendered on all
// processors.
type rendering struct {
	*tree
	builder  *Builder
	minifier *minify.M
	base     string // path of the site on its host
	site     *Site
	menus    map[string]HTML     // by root
	navs     map[navKey]HTML     // by section and root
	cards    map[string]cardList // by root
}

type cardList = []SchemeCard

type navKey struct {
	section *section
	root    string
}

// render hands every file of the site to put, which may be called by several
// goroutines at once. The first page of every layout is rendered before any file
// is handed on, so that a mistake in a theme leaves the old site as it is.
func (t *tree) render(b *Builder, put func(outFile) error) criteria.Diagnostics {
	r := &rendering{tree: t, builder: b, minifier: b.htmlMinifier(), base: t.basePath(),
		site:  &Site{Title: Text(t.config.Title), Publisher: Text(t.config.Publisher), Footer: Text(t.config.Footer)},
		menus: map[string]HTML{}, navs: map[navKey]HTML{}, cards: map[string]cardList{}}
	if err := r.renderShared(); err != nil {
		return criteria.Diagnostics{t.theme.problem(err)}
	}
	tried := map[string]bool{}
	for _, p := range t.pages {
		if !tried[p.kind] {
			tried[p.kind] = true
			if _, err := r.renderPage(p); err != nil {
				return criteria.Diagnostics{t.theme.problem(err)}
			}
		}
	}

	var problems criteria.Diagnostics
	var mu sync.Mutex
	report := func(d criteria.Diagnostic) {
		mu.Lock()
		defer mu.Unlock()
		problems = append(problems, d)
	}
	parallel(len(t.pages), func(i int) {
		data, err := r.renderPage(t.pages[i])
		if err != nil {
			report(t.theme.problem(err))
			return
		}
		if err := put(outFile{t.pages[i].file(), data}); err != nil {
			report(criteria.Diagnostic{Code: "write", Msg: err.Error()})
		}
	})
	for _, f := range t.otherFiles() {
		if err := put(f); err != nil {
			report(criteria.Diagnostic{Code: "write", Msg: err.Error()})
		}
	}
	return problems
}

// otherFiles are the files that are not pages.
func (t *tree) otherFiles() []outFile {
	files := append([]outFile{t.robots()}, t.static...)
	if t.config.BaseURL != "" {
		files = append(files, t.sitemap())
	}
	for _, a := range t.bundles.all() {
		files = append(files, a.outFile)
	}
	if t.core != nil {
		files = append(files, t.core.outFile)
	}
	for _, e := range t.schemes {
		files = append(files, e.program.outFile)
	}
	return files
}

// files are the names of all files of the site.
func (t *tree) files() []string {
	var names []string
	for _, p := range t.pages {
		names = append(names, p.file())
	}
	for _, f := range t.otherFiles() {
		names = append(names, f.name)
	}
	return names
}

// renderShared renders menus and navigations.
func (r *rendering) renderShared() error {
	for _, p := range r.pages {
		root := p.root(r.base)
		if _, ok := r.menus[root]; !ok {
			menu, err := r.theme.render("menu", Menu{r.theme.words, r.menuItems(root)})
			if err != nil {
				return err
			}
			r.menus[root] = menu
			r.cards[root] = r.schemeCards(root)
		}
		key := navKey{p.section, root}
		if _, ok := r.navs[key]; ok || p.section == nil {
			continue
		}
		nav, err := r.theme.render("nav", r.navData(p.section, root))
		if err != nil {
			return err
		}
		r.navs[key] = nav
	}
	return nil
}

// marked is a menu or navigation with one of its links marked as the current
// page ("page") or as one that the page is inside of ("true").
func marked(nav HTML, url URL, current string) HTML {
	href := ` href="` + url.String() + `"`
	return HTML(strings.Replace(string(nav), href, href+` aria-current="`+current+`"`, 1))
}

func (r *rendering) menuItems(root string) []Link {
	var items []Link
	for _, m := range r.menu {
		l := Link{Title: Text(m.title), URL: URL(m.href)}
		if m.page != nil {
			l.URL = URL(address(root, m.page))
		}
		items = append(items, l)
	}
	return items
}

func (r *rendering) navData(s *section, root string) Nav {
	n := Nav{Words: r.theme.words, Title: Link{Title: Text(s.name)}}
	if s.title != nil {
		n.Title.URL = URL(address(root, s.title))
	}
	for _, g := range s.groups {
		ng := NavGroup{Title: Text(g.title), Number: Text(g.number)}
		for i, p := range g.pages {
			ng.Items = append(ng.Items, Link{Title: Text(g.names[i]), Number: Text(p.number), URL: URL(address(root, p))})
		}
		n.Groups = append(n.Groups, ng)
	}
	return n
}

// renderPage renders one page.
func (r *rendering) renderPage(p *page) ([]byte, error) {
	root := p.root(r.base)
	d := &Page{Kind: Text(p.kind), Lang: Text(r.config.Lang), Title: Text(p.title), Number: Text(p.number),
		HeadTitle: Text(r.headTitle(p)), Summary: Text(p.summary), Root: URL(root), NoIndex: p.noIndex || p.same != nil,
		Site: r.site, Words: r.theme.words, Menu: r.menus[root], Prev: pageLink(root, p.prev), Next: pageLink(root, p.next)}
	if r.builder.Live {
		d.LiveLoad = liveScript
	}
	if r.config.BaseURL != "" && p.kind != "notfound" {
		same := p
		if p.same != nil {
			same = p.same
		}
		d.Canonical = URL(r.config.BaseURL + same.path)
	}
	d.Assets = r.assets(root, p)
	for _, m := range r.menu {
		if m.page == nil {
			continue
		}
		switch {
		case m.page == p:
			d.Menu = marked(d.Menu, URL(address(root, p)), "page")
		case m.page.path != "" && strings.HasPrefix(p.path, m.page.path):
			d.Menu = marked(d.Menu, URL(address(root, m.page)), "true")
		}
	}
	if p.section != nil {
		current := p
		if p.same != nil {
			current = p.same
		}
		d.Nav = marked(r.navs[navKey{p.section, root}], URL(address(root, current)), "page")
	}
	for _, up := range p.parents {
		name := up.title
		if up.path == "" {
			name = string(r.theme.words.Home)
		} else if up.kind == "scheme" {
			name = up.edition.short()
			if up.same != nil || r.editionPath(up) {
				name += " " + up.edition.Edition + string(r.theme.words.EditionSuffix)
			}
		}
		d.Crumbs = append(d.Crumbs, Link{Title: Text(name), URL: URL(address(root, up))})
	}
	if len(p.parents) > 0 {
		d.Crumbs = append(d.Crumbs, Link{Title: Text(p.title), Number: Text(p.number), Current: true})
	}
	if p.kind == "home" || p.kind == "schemes" {
		d.Schemes = r.cards[root]
	}
	if p.edition != nil {
		d.Scheme = r.schemeData(p, root)
	}
	if p.kind == "check" || p.kind == "form" {
		d.Check = r.checkData(p, root)
	}
	if p.criterion != nil {
		c := r.criterionData(p.edition, p.criterion, root)
		d.Criterion = &c
	}
	if err := r.body(p, d); err != nil {
		return nil, err
	}
	main, err := r.theme.render(p.kind, d)
	if err != nil {
		return nil, err
	}
	if d.Main, err = r.builder.minified(r.minifier, main); err != nil {
		return nil, err
	}
	page, err := r.theme.render("frame", d)
	return []byte(page), err
}

// editionPath reports whether a scheme's page stands under the address of an edition.
func (r *rendering) editionPath(p *page) bool { return p.path == p.edition.path }

// body renders the author's text. On the page of a criterion the rule and the
// papers stand where the author put them, or after the text.
func (r *rendering) body(p *page, d *Page) error {
	var placed []string
	if p.doc != nil {
		for _, dir := range p.doc.directives {
			html, err := r.directive(dir.Name, d.Criterion, false)
			if err != nil {
				return err
			}
			dir.HTML = html
			placed = append(placed, dir.Name)
		}
		render := p.doc.html
		if r.live {
			render = p.doc.htmlAgain
		}
		body, err := render(r.md)
		if err != nil {
			return err
		}
		d.Body = body
		for _, h := range p.doc.headings {
			if h.level == 2 {
				d.Toc = append(d.Toc, Link{Title: Text(h.text), URL: URL("#" + h.id)})
			}
		}
		if len(d.Toc) < 3 {
			d.Toc = nil
		}
	}
	for _, name := range []string{"rule", "papers"} {
		if d.Criterion == nil || slices.Contains(placed, name) {
			continue
		}
		html, err := r.directive(name, d.Criterion, true)
		if err != nil {
			return err
		}
		d.Body += html
	}
	return nil
}

// directive is what stands for a directive on the page of a criterion.
func (r *rendering) directive(name string, c *CriterionData, heading bool) (HTML, error) {
	switch {
	case name == "rule":
		rule := c.Rule
		rule.Heading = heading
		return r.theme.render("rule", rule)
	case c.Papers != nil:
		papers := *c.Papers
		papers.Heading = heading
		return r.theme.render("papers", papers)
	}
	return "", nil
}

func (r *rendering) headTitle(p *page) string {
	if p.path == "" {
		return r.config.Title
	}
	title := p.title
	if p.number != "" {
		title = p.number + " " + title
	}
	if p.criterion != nil || p.kind == "page" && p.edition != nil {
		title += "｜" + p.edition.short()
	}
	return title + "｜" + r.config.Title
}

func (r *rendering) assets(root string, p *page) Assets {
	a := Assets{Style: assetData(root, r.bundles.style), Early: assetData(root, r.bundles.early), Script: assetData(root, r.bundles.script)}
	if p.kind == "check" {
		a.Check = assetData(root, r.bundles.check)
	}
	return a
}

func assetData(root string, f *assetFile) *Asset {
	if f == nil {
		return nil
	}
	return &Asset{URL: URL(root + f.name), Integrity: Text(f.integrity)}
}

func pageLink(root string, p *page) *Link {
	if p == nil {
		return nil
	}
	return &Link{Title: Text(p.title), Number: Text(p.number), URL: URL(address(root, p))}
}

// checkDirectives reports blocks that nothing can fill.
func (t *tree) checkDirectives() criteria.Diagnostics {
	var problems criteria.Diagnostics
	names := []string{"papers", "rule"}
	for _, p := range t.pages {
		if p.doc == nil {
			continue
		}
		seen := map[string]bool{}
		for _, d := range p.doc.directives {
			problem := criteria.Diagnostic{Pos: p.doc.pos(d.Pos()), Code: "directive"}
			switch {
			case d.Name != "rule" && d.Name != "papers":
				problem.Msg = fmt.Sprintf("ブロック「:::%s」はありません", d.Name)
				problem.Hint = "使えるブロック: :::rule :::papers"
				if n := nearest(d.Name, names); n != "" {
					problem.Hint = fmt.Sprintf("「:::%s」のことですか", n)
				}
			case p.criterion == nil:
				problem.Msg = fmt.Sprintf("「:::%s」は評価項目の解説でだけ使えます", d.Name)
			case seen[d.Name]:
				problem.Msg = fmt.Sprintf("「:::%s」が2回あります", d.Name)
				problem.Hint = "どちらか一方を消してください"
			default:
				seen[d.Name] = true
				continue
			}
			problems = append(problems, problem)
		}
	}
	return problems
}
