package site

import (
	"maps"
	"path"
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
	builder   *Builder
	minifier  *minify.M
	base      string // path of the site on its host
	site      *Site
	headers   map[headerKey]HTML  // by root and whether there is a navigation
	footers   map[string]HTML     // by root
	navs      map[navKey]HTML     // by section and root
	navsByKey map[uint64]HTML     // the same by their inputs
	cards     map[string]cardList // by root
	parts     map[*page]HTML      // main parts of pages as books gather them; each is in up to two books
	single    bool                // what is rendered is one file, see [Builder.SingleFile]

	all, ofSchemes uint64 // hashes of what pages share; see sharedInputs
	digest         digest // of what the data of pages do not say; see ledger
}

type cardList = []SchemeCard

type headerKey struct {
	root   string
	hasNav bool
}

type navKey struct {
	section *section
	root    string
}

// render hands every file of the site to put, which may be called by several
// goroutines at once. The first page of every layout is rendered before any file
// is handed on, so that a mistake in a theme leaves the old site as it is.
func (t *tree) render(b *Builder, put func(outFile) error, drawn archive, notes *ledger) criteria.Diagnostics {
	type task struct {
		*rendering
		page *page
		n    int // of the page in its language
	}
	var tasks []task
	var renderings []*rendering
	var others []outFile
	navs := map[uint64]HTML{}
	for _, t := range t.languages {
		r, err := t.newRendering(b)
		if err != nil {
			return criteria.Diagnostics{t.theme.problem(err)}
		}
		renderings = append(renderings, r)
		tried := map[string]bool{}
		for n, p := range t.pages {
			if !tried[p.kind] && !p.isBook() {
				tried[p.kind] = true
				_, err := r.renderPage(p, nil)
				if t.closePage(p); err != nil {
					return criteria.Diagnostics{t.theme.problem(err)}
				}
			}
			tasks = append(tasks, task{r, p, n})
		}
		others = append(others, t.filesBeside()...)
		maps.Copy(navs, r.navsByKey)
	}

	var problems criteria.Diagnostics
	for _, r := range renderings {
		bad, err := r.checkPlaces()
		if err != nil {
			return criteria.Diagnostics{r.theme.problem(err)}
		}
		problems = append(problems, bad...)
	}
	if problems.HasErrors() {
		return problems
	}
	var mu sync.Mutex
	report := func(d criteria.Diagnostic) {
		mu.Lock()
		defer mu.Unlock()
		problems = append(problems, d)
	}
	kept := make([]keptPage, len(tasks))
	sums := &fileSums{of: map[string]fileSum{}}
	hand := func(f outFile) {
		if t.keepsOffline() {
			sums.add(f.name, sumOf(f.data))
		}
		if err := put(f); err != nil {
			report(criteria.Diagnostic{Code: "write", Msg: err.Error()})
		}
	}
	searches := map[*tree]*searchIndex{}
	for _, t := range t.languages {
		searches[t] = newSearchIndex(t.searchLevel(), t.searchNames())
	}
	counted := b.counted(Making, len(tasks))
	one := func(i int) {
		defer counted()
		t, p, search := tasks[i], tasks[i].page, searches[tasks[i].tree]
		name := t.folder + p.file()
		made, err := t.renderPage(p, notes)
		if t.closePage(p); err != nil {
			report(t.theme.problem(err))
			search.add(tasks[i].n, nil)
			return
		}
		text, ok := b.keptText(t.folder, p, made.key)
		if !ok {
			if made.old == nil && p.searchable() {
				made.says = textOf(made.data)
			}
			text = t.searchEntry(p, made.says)
		}
		search.add(tasks[i].n, text)
		if made.old != nil {
			if t.keepsOffline() {
				sums.add(name, fileSum{int(made.old.File.Size), made.old.Sum})
			}
			notes.files.Keep(name)
		} else {
			if t.local {
				made.data = localPage(made.data)
			}
			hand(outFile{name, made.data})
		}
		if b.Live {
			kept[i] = keptPage{p.doc, made.key, made.data, text}
		}
		notes.note(name, made.digest, sums.get(name).sum, made.says)
	}
	parallel(len(tasks), func(i int) {
		if !tasks[i].page.isBook() {
			one(i)
		}
	})
	for i, t := range tasks { // one after the other: they open the texts of other pages
		if t.page.isBook() {
			one(i)
		}
	}
	for _, t := range t.languages {
		f := searches[t].file(t.local)
		hand(outFile{t.folder + f.name, f.data})
	}
	parallel(len(others), func(i int) { hand(others[i]) })
	if drawn != nil {
		for _, t := range t.languages {
			t.draw(drawn, hand, report)
		}
	}
	for _, r := range renderings {
		parallel(len(r.moved), func(i int) {
			f, err := r.movedFile(r.moved[i])
			if err != nil {
				report(r.theme.problem(err))
				return
			}
			hand(outFile{r.folder + f.name, f.data})
		})
	}
	worker, err := t.worker(sums)
	if err == nil {
		err = put(worker)
	}
	if err != nil {
		report(criteria.Diagnostic{Code: "write", Msg: err.Error()})
	}
	if b.Live {
		b.pages, b.navs = make(map[string]keptPage, len(kept)), navs
		for i, k := range kept {
			b.pages[tasks[i].folder+tasks[i].page.path] = k
		}
	}
	return problems
}

// newRendering renders what pages share.
func (t *tree) newRendering(b *Builder) (*rendering, error) {
	r := &rendering{tree: t, builder: b, minifier: b.htmlMinifier(), base: t.basePath(),
		site:    &Site{Title: Text(t.config.Title), Publisher: Text(t.config.Publisher), Footer: Text(t.config.Footer)},
		headers: map[headerKey]HTML{}, footers: map[string]HTML{}, navs: map[navKey]HTML{}, navsByKey: map[uint64]HTML{}, cards: map[string]cardList{}, parts: map[*page]HTML{}}
	r.all, r.ofSchemes = r.sharedInputs()
	var err error
	if r.digest, err = digestOf(program(), b.themeKey, *r.theme.words, r.local); err != nil {
		return nil, err
	}
	return r, r.renderShared()
}

// filesBeside are the files of a language that are not pages, by their names below the
// site's root.
func (t *tree) filesBeside() []outFile {
	var files []outFile
	for _, f := range t.otherFiles() {
		if !isShared(f.name) {
			files = append(files, outFile{t.folder + f.name, f.data})
		}
	}
	return files
}

// otherFiles are the files that are not pages.
func (t *tree) otherFiles() []outFile {
	var files []outFile
	if t.main == nil {
		files = append(append(files, t.robots()), t.static...)
		files = append(files, t.hostHeaders())
		if t.config.BaseURL != "" {
			files = append(files, t.sitemap())
		}
	}
	if t.hasFeed() {
		files = append(files, t.feed(), t.jsonFeed())
	}
	if t.icons != nil {
		files = append(files, t.icons.manifest.outFile)
	}
	if t.config.ReviewPage {
		files = append(files, t.reviewList())
	}
	for _, a := range t.bundles.all() {
		files = append(files, a.outFile)
	}
	if t.core != nil {
		files = append(files, t.core.outFile)
	}
	if len(t.schemes) > 0 {
		files = append(files, outFile{embedFile, t.bundles.embed}, dataSchema())
	}
	for _, e := range t.schemes {
		files = append(append(files, e.program.outFile), e.data...)
	}
	for _, s := range t.indicators {
		files = append(files, s.edition.program.outFile)
	}
	return files
}

// files are the names of all files of the site.
func (t *tree) files() []string {
	var names []string
	for _, t := range t.languages {
		for _, p := range t.pages {
			names = append(names, t.folder+p.file())
		}
		for _, f := range t.filesBeside() {
			names = append(names, f.name)
		}
		for _, m := range t.moved {
			names = append(names, t.folder+m.file())
		}
		names = append(names, t.folder+t.searchName())
	}
	return append(append(names, t.drawnNames()...), workerFile)
}

// renderShared renders headers, footers and navigations.
func (r *rendering) renderShared() error {
	for _, p := range r.pages {
		root := p.root(r.base)
		if _, ok := r.footers[root]; !ok {
			if err := r.renderHeaders(root); err != nil {
				return err
			}
			r.cards[root] = r.schemeCards(root)
		}
		key := navKey{p.section, root}
		if _, ok := r.navs[key]; ok || p.section == nil {
			continue
		}
		inputs := r.navInputs(p.section, root)
		nav, ok := r.builder.navs[inputs]
		if !ok {
			var err error
			if nav, err = r.theme.render("nav", r.navData(p.section, root)); err != nil {
				return err
			}
		}
		r.navs[key], r.navsByKey[inputs] = nav, nav
	}
	return nil
}

// renderHeaders renders what is the same on all pages with this root.
func (r *rendering) renderHeaders(root string) (err error) {
	h := Header{Site: r.site, Words: r.theme.words, Root: URL(root), Logo: r.logoData(root), Languages: r.languageLinks(root)}
	if book := r.byPath[printPath]; book != nil && book.isBook() {
		h.Print = URL(address(root, book))
	}
	if h.Menu, err = r.theme.render("menu", Menu{h.Words, r.menuItems(root)}); err != nil {
		return err
	}
	for _, h.HasNav = range []bool{false, true} {
		if r.headers[headerKey{root, h.HasNav}], err = r.theme.render("header", h); err != nil {
			return err
		}
	}
	r.footers[root], err = r.theme.render("footer", h)
	return err
}

// mostUnfolded is how many links of a navigation stand unfolded. What is folded opens
// where the open page is inside.
const mostUnfolded = 24

// marked is a menu or navigation with one of its links marked as the current
// page ("page") or as one that the page is inside of ("true"). What folds the link
// away is open.
func marked(nav HTML, url URL, current string) HTML {
	const fold, open = "<details>", "<details open>"
	href := ` href="` + url.String() + `"`
	before, after, found := strings.Cut(string(nav), href)
	if !found {
		return nav
	}
	if !strings.Contains(before, "<details") { // which is found out sooner from the beginning
		return HTML(before + href + ` aria-current="` + current + `"` + after)
	}
	depth := 0
	for at := len(before); ; {
		begin, end := strings.LastIndex(before[:at], "<details"), strings.LastIndex(before[:at], "</details>")
		switch at = max(begin, end); {
		case at < 0:
			return HTML(before + href + ` aria-current="` + current + `"` + after)
		case end > begin:
			depth++
		case depth > 0:
			depth--
		case strings.HasPrefix(before[at:], fold):
			before = before[:at] + open + before[at+len(fold):]
		}
	}
}

func (r *rendering) menuItems(root string) []Link {
	var items []Link
	for _, m := range r.menu {
		l := Link{Title: Text(m.title), URL: URL(m.href)}
		switch {
		case m.page != nil:
			l.URL = URL(address(root, m.page) + m.suffix)
		case m.other != nil:
			l.URL, l.Lang = URL(r.addressIn(root, m.other)), Text(m.other.tree.config.Lang)
		}
		items = append(items, l)
	}
	return items
}

func (r *rendering) navData(s *section, root string) Nav {
	n := Nav{Words: r.theme.words, Title: Link{Title: Text(s.name)}}
	if e := s.own; e != nil {
		n.Own = &OwnData{Record: Text(e.ID + "@" + e.Edition), Program: Text(path.Base(e.program.name))}
	}
	long := s.count() > mostUnfolded
	if s.title != nil && !s.lists(s.title) {
		n.Title.URL = URL(address(root, s.title))
	}
	for _, g := range s.groups {
		n.Groups = append(n.Groups, NavGroup{Title: Text(g.title), Number: Text(g.number), Folded: g.title != "" && long, Items: navItems(g.items, root, r.theme.words, long)})
	}
	return n
}

// navItems are the links of a navigation. A folder's own page is the first of its pages.
func navItems(items []navItem, root string, w *Words, long bool) []NavItem {
	var data []NavItem
	for _, i := range items {
		d := NavItem{Link: Link{Title: Text(i.name)}}
		if i.page != nil {
			d.Number, d.URL = Text(i.page.number), URL(address(root, i.page))
		}
		if inside := navItems(i.items, root, w, long); len(inside) > 0 {
			if i.page != nil {
				inside = slices.Insert(inside, 0, NavItem{Link: Link{Title: w.FolderPage, URL: d.URL}})
			}
			d.URL, d.Folded, d.Items = "", long, inside
		}
		data = append(data, d)
	}
	return data
}

func (r *rendering) assets(root string, p *page) Assets {
	a := Assets{Early: assetData(root, r.bundles.early), Script: assetData(root, r.bundles.script), Extra: assetData(root, r.bundles.extra)}
	for _, s := range r.bundles.styles {
		if s.of(p.kind) {
			a.Styles = append(a.Styles, assetData(root, s.assetFile))
		}
	}
	if p.kind == "check" || p.kind == "indicatorcheck" {
		a.More, a.MoreStyle = assetData(root, r.bundles.more), assetData(root, r.bundles.moreStyle)
	}
	switch p.kind {
	case "check":
		a.Check = assetData(root, r.bundles.check)
	case "search":
		a.Search = assetData(root, r.bundles.search)
		a.SearchStyle = assetData(root, r.bundles.style("search"))
	case "indicatorcheck", "indicator", "trend":
		a.Indicators = assetData(root, r.bundles.indicators)
	}
	if len(p.moved) > 0 || p.kind == "redirect" {
		a.Moved = assetData(root, r.bundles.moved)
	}
	if p.kind == "check" || p.kind == "indicatorcheck" {
		a.Embedded = assetData(root, r.bundles.embedded)
	}
	if p.kind == "compare" {
		a.Compare = assetData(root, r.bundles.compare)
	}
	if p.refersToTerms() {
		a.Terms = assetData(root, r.bundles.terms)
	}
	return a
}

func assetData(root string, f *assetFile) *Asset {
	if f == nil {
		return nil
	}
	address := root + f.name
	if isShared(f.name) && strings.HasPrefix(root, "/") { // of a page shown under any path
		address = path.Clean(address)
	}
	return &Asset{URL: URL(address), Integrity: Text(f.integrity)}
}

// held is a file of the site that a self-check reads itself. A single file holds it
// in the element with the id.
func (r *rendering) held(root string, f *assetFile, id string) Asset {
	a := *assetData(root, f)
	if r.single {
		a.URL = URL("#" + id)
	}
	return a
}
