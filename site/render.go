package site

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
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

// wideKinds are the pages whose main part needs the width of the window: the
// navigation of their section stays behind its button.
var wideKinds = []string{"check", "indicatorcheck", "trend"}

// A rendered is what came of a page.
type rendered struct {
	data   []byte
	key    uint64       // hash of what it is made of, while the site is edited
	digest digest       // of the data of the page; see ledger
	old    *ledgerEntry // of a page whose file is there already: there are no data then
	says   searchText   // of such a page
}

// renderPage renders one page, or takes it from the build before.
func (r *rendering) renderPage(p *page, notes *ledger) (made rendered, err error) {
	root := p.root(r.base)
	d := r.pageData(p, root)
	current := p
	if p.same != nil {
		current = p.same
	}
	here := URL(address(root, current))
	if r.builder.Live && p.list == nil && p.kind != "review" && p.kind != "glossary" && !p.isBook() {
		if made.key, err = r.inputs(p, d, string(here)); err != nil {
			return made, err
		}
		if made.data = r.builder.kept(r.folder, p, made.key); made.data != nil {
			return made, nil
		}
	}
	if p.section != nil {
		d.Nav = marked(r.navs[navKey{p.section, root}], here, "page")
	}
	if err := r.fill(p, d); err != nil {
		return made, err
	}
	if notes != nil {
		if made.digest, err = digestOf(r.digest, p.kind, d); err != nil {
			return made, err
		}
		if made.old, made.says = notes.kept(r.folder+p.file(), made.digest); made.old != nil {
			return made, nil
		}
	}
	if d.Main, err = r.main(p.kind, d); err != nil {
		return made, err
	}
	b := buffer()
	defer release(b)
	err = r.theme.layouts.ExecuteTemplate(b, "frame", d)
	made.data = bytes.Clone(b.Bytes())
	return made, err
}

// fill fills in what the main part of a page says.
func (r *rendering) fill(p *page, d *Page) (err error) {
	r.subject(p, d)
	if p.kind == "glossary" {
		if d.Glossary, err = r.glossaryData(string(d.Root)); err != nil {
			return err
		}
	}
	if p.isBook() {
		if d.Book, err = r.bookData(p); err != nil {
			return err
		}
	}
	rest := directivesOf[p.kind]
	if p.autoList() {
		rest = append(slices.Clip(rest), "pages")
	}
	if err := r.body(p, d, rest); err != nil {
		return err
	}
	if len(d.Toc) > 0 || p.section != nil && p.section.own != nil && !d.SelfCheck {
		d.Assets.Read = assetData(string(d.Root), r.bundles.read)
	}
	return nil
}

// main renders a layout for the main part of a page, minified.
func (r *rendering) main(layout string, d *Page) (HTML, error) {
	b := buffer()
	defer release(b)
	if err := r.theme.layouts.ExecuteTemplate(b, layout, d); err != nil {
		return "", err
	}
	return minifyHTML(r.minifier, b)
}

// pageData is what every kind of page has.
func (r *rendering) pageData(p *page, root string) *Page {
	d := &Page{Kind: Text(p.kind), Lang: Text(r.config.Lang), Title: Text(p.title), Number: Text(p.number),
		HeadTitle: Text(r.headTitle(p)), Policy: contentPolicy, Summary: Text(p.summary), Root: URL(root), SiteRoot: URL(r.siteRoot(root)), NoIndex: p.noIndex || p.same != nil, SelfCheck: p.kind == "check" || p.kind == "indicatorcheck", Wide: slices.Contains(wideKinds, p.kind),
		Site: r.site, Words: r.theme.words, Header: r.headers[headerKey{root, p.section != nil}], Footer: r.footers[root], Prev: pageLink(root, p.prev), Next: pageLink(root, p.next)}
	if r.builder.Live {
		d.LiveLoad = liveScript
	}
	switch {
	case r.keepsOffline():
		d.Worker = URL(d.SiteRoot) + workerFile
	case !r.local && !r.single:
		d.NoWorker = URL(d.SiteRoot) + workerFile
	}
	if r.config.BaseURL != "" && !p.anywhere() {
		same := p
		if p.same != nil {
			same = p.same
		}
		if p.newer != nil {
			same = p.newer
		}
		d.Canonical = r.fullURL(same)
	}
	r.otherLanguages(p, d)
	d.Assets = r.assets(root, p)
	d.Moved = movedData(p.moved, root)
	d.Feed, d.FeedJSON = r.feedURL(root, feedFile), r.feedURL(root, jsonFeedFile)
	r.frontData(p, d)
	for _, m := range r.menu {
		if m.page == nil {
			continue
		}
		switch {
		case m.page == p:
			d.Header = marked(d.Header, URL(address(root, p)), "page")
		case m.page.path != "" && strings.HasPrefix(p.path, m.page.path):
			d.Header = marked(d.Header, URL(address(root, m.page)), "true")
		}
	}
	for _, up := range p.parents {
		d.Crumbs = append(d.Crumbs, Link{Title: Text(r.crumb(up)), URL: URL(address(root, up))})
	}
	if len(p.parents) > 0 {
		d.Crumbs = append(d.Crumbs, Link{Title: Text(r.crumb(p)), Number: Text(p.number), Current: true})
	}
	d.Social, d.Icons = r.social(p, d), r.iconData(root)
	d.Data = r.structuredData(p, d)
	return d
}

// crumb is the name of a page in the breadcrumbs of those below it.
func (r *rendering) crumb(p *page) string {
	switch {
	case p.path == "":
		return string(r.theme.words.Home)
	case p.kind != "scheme":
		return cmp.Or(p.crumb, p.title)
	case p.same != nil || r.editionPath(p):
		return p.edition.short() + " " + p.edition.Edition + string(r.theme.words.EditionSuffix)
	}
	return p.edition.short()
}

// subject adds what only some kinds of page have.
func (r *rendering) subject(p *page, d *Page) {
	root := string(d.Root)
	if p.kind == "tags" {
		d.TagList = r.tagList(root)
	}
	if p.tag != nil {
		list := r.taggedPages(p.tag, root)
		d.PageList = &list
	}
	if p.list != nil {
		d.NewsList = r.newsListData(p, root)
	}
	if p.kind == "search" {
		d.Contents = r.contents(root)
	}
	if p.kind == "home" {
		d.Home = r.homeData(p, root)
	}
	if p.kind == "home" || p.kind == "schemes" {
		d.Schemes = r.cards[root]
	}
	if p.kind == "review" {
		d.Review = r.reviewData(p, root)
	}
	if p.kind == "compare" {
		d.Compare = r.compareData(root)
	}
	if c := r.byPath[comparePath]; p.kind == "schemes" && c != nil && c.kind == "compare" {
		d.CompareAt = URL(address(root, c))
	}
	if p.edition != nil {
		d.Scheme = r.schemeData(p, root)
		d.Older, d.Since = r.olderData(p, root), r.sinceData(p, root)
	}
	if p.kind == "changes" {
		d.Changes = r.changesData(p.edition, root)
	}
	if p.kind == "check" || p.kind == "form" {
		d.Check = r.checkData(p, root)
		if p.kind == "form" {
			d.Check.forPaper()
		}
	}
	if p.indicators != nil {
		d.Indicators = r.indicatorsData(p, root)
	}
	if p.indicator != nil {
		d.Indicator = r.indicatorData(p, root)
	}
	if p.criterion != nil {
		c := r.criterionData(p.edition, p.criterion, root)
		d.Criterion = &c
	}
}

// editionPath reports whether a scheme's page stands under the address of an edition.
func (r *rendering) editionPath(p *page) bool { return p.path == p.edition.path }

// frontData is what the front matter says about the page.
func (r *rendering) frontData(p *page, d *Page) {
	m := &maker{r, p, string(d.Root)}
	d.Related = m.relatedLinks()
	if p.doc == nil {
		return
	}
	f := p.doc.front
	d.Published, d.Updated, d.Checked = m.date(f.Published), m.date(f.Updated), m.date(f.Checked)
	if r.config.ReviewNote && r.overdue(f) {
		d.ReviewDue = m.date(r.due(f))
	}
	d.Tags, d.Image, d.Draft = r.tagLinks(p, m.root), m.figure(f.Image), f.Draft
}

// body renders the author's text. On the page of a criterion the rule and the
// papers stand where the author put them, or after the text if they are among the
// rest.
func (r *rendering) body(p *page, d *Page, rest []string) (err error) {
	var placed []string
	if p.doc != nil {
		if len(p.doc.directives) > 0 {
			if err := p.doc.open(r.source); err != nil {
				return err
			}
		}
		for _, dir := range p.doc.directives {
			if slices.Contains(blockDirectives, dir.Name) || containers[dir.Name] != nil {
				continue // renderBlock fills them
			}
			if dir.HTML, err = r.directive(dir.Name, d, false); err != nil {
				return err
			}
			placed = append(placed, dir.Name)
		}
		if d.Body, err = r.renderBlock(p, p.doc, nil); err != nil {
			return err
		}
		d.Toc = tocOf(p.doc)
	}
	for _, name := range rest {
		if slices.Contains(placed, name) {
			continue
		}
		var part HTML
		if name == "pages" {
			part, err = r.theme.render("page-list", r.pageList(p, string(d.Root), true))
		} else {
			part, err = r.directive(name, d, true)
		}
		if err != nil {
			return err
		}
		d.Body += part
		if m := headed.FindStringSubmatch(string(part)); m != nil {
			d.Toc = append(d.Toc, TocEntry{Link: Link{Title: Text(html.UnescapeString(m[2])), URL: URL("#" + m[1])}})
		}
	}
	if toc := p.tocWish(); toc == "false" || toc == "" && tocCount(d.Toc) < 3 {
		d.Toc = nil
	}
	return nil
}

// directivesOf are the blocks that the generator fills, by the kind of page. What
// the author did not place stands after the text, in this order.
var directivesOf = map[string][]string{
	"criterion": {"rule", "papers"},
	"scheme":    {"awards", "criteria", "questions", "checks", "notes", "sources"},
}

// blockDirectives are those that any page and any block may place: another text,
// the newest news, the pages of a folder, what other sites write to show a self-check,
// something of a definition.
var blockDirectives = append([]string{"block", "news", "pages", "embed"}, namedDirectives...)

// directive is what stands for a directive.
func (r *rendering) directive(name string, d *Page, heading bool) (HTML, error) {
	switch c := d.Criterion; {
	case c == nil:
		return r.theme.render(name, SchemePart{r.theme.words, d.Scheme, heading})
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
	if p.title == r.config.Title || p.path == "" {
		return r.config.Title
	}
	title, bar := p.title, punctuated(r.config.Lang, "｜")
	if p.number != "" {
		title = p.number + " " + title
	}
	if p.criterion != nil || p.kind == "page" && p.edition != nil {
		title += bar + p.edition.short()
	}
	if e := p.edition; e != nil && e.newest != nil { // else it would be called like the page of the newest
		title += bar + e.Edition + string(r.theme.words.EditionSuffix)
	}
	if p.indicator != nil || p.kind == "page" && p.indicators != nil {
		title += bar + p.indicators.short()
	}
	return title + bar + r.config.Title
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

func pageLink(root string, p *page) *Link {
	if p == nil {
		return nil
	}
	return &Link{Title: Text(p.title), Number: Text(p.number), URL: URL(address(root, p))}
}

// checkDirectives reports blocks that nothing can fill.
func (t *tree) checkDirectives() criteria.Diagnostics {
	var problems criteria.Diagnostics
	var names []string
	for _, kind := range sortedKeys(directivesOf) {
		names = append(names, directivesOf[kind]...)
	}
	names = append(append(names, blockDirectives...), sortedKeys(containers)...)
	for _, p := range t.pages {
		for _, doc := range p.docs() {
			problems = append(problems, doc.checkDirectives(t, p, names)...)
		}
	}
	return problems
}

// checkDirectives reports what the page cannot fill of a text on it.
func (doc *document) checkDirectives(t *tree, p *page, names []string) criteria.Diagnostics {
	var problems criteria.Diagnostics
	seen := map[string]bool{}
	for _, d := range doc.directives {
		problem := criteria.Diagnostic{Pos: d.pos, Code: "directive"}
		switch {
		case d.Name == "block", d.Name == "news" && d.count() > 0, d.Name == "embed" && d.Arg == "":
			continue
		case d.Name == "pages":
			bad := t.checkList(p, d, problem.Pos)
			if bad == nil {
				continue
			}
			problem = *bad
		case slices.Contains(namedDirectives, d.Name):
			_, wrong := d.named(doc.words)
			if wrong == nil || doc.words != nil && doc.words.broken {
				continue
			}
			problem.Msg, problem.Hint = wrong.msg, wrong.hint
		case d.Name == "news":
			problem.Msg = fmt.Sprintf("お知らせの数 %q を読めません", d.Arg)
			problem.Hint = fmt.Sprintf("「:::news 3」のように、1から%dまでの数を書いてください", mostNews)
		case !slices.Contains(names, d.Name):
			problem.Msg = fmt.Sprintf("ブロック「:::%s」はありません", d.Name)
			problem.Hint = "使えるブロック: :::" + strings.Join(names, " :::")
			if n := nearest(d.Name, names); n != "" {
				problem.Hint = fmt.Sprintf("「:::%s」のことですか", n)
			}
			problem.Hint = cmp.Or(otherAlert(d.Name), problem.Hint)
		case d.Arg != "":
			problem.Msg = fmt.Sprintf("「:::%s」の後ろの %q は要りません", d.Name, d.Arg)
			problem.Hint = fmt.Sprintf("「:::%s」だけの行にしてください", d.Name)
		case containers[d.Name] != nil:
			continue
		case doc != p.doc:
			problem.Msg = fmt.Sprintf("「:::%s」は、ほかのページに置くブロックの中では使えません", d.Name)
		case !slices.Contains(directivesOf[p.kind], d.Name) && slices.Contains(directivesOf["criterion"], d.Name):
			problem.Msg = fmt.Sprintf("「:::%s」は評価項目の解説でだけ使えます", d.Name)
		case !slices.Contains(directivesOf[p.kind], d.Name):
			problem.Msg = fmt.Sprintf("「:::%s」は制度の説明（index.md）でだけ使えます", d.Name)
		case seen[d.Name]:
			problem.Msg = fmt.Sprintf("「:::%s」が2回あります", d.Name)
			problem.Hint = "どちらか一方を消してください"
		default:
			seen[d.Name] = true
			continue
		}
		problems = append(problems, problem)
	}
	return problems
}
