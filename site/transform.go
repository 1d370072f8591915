package site

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"kijun/criteria"
)

// A tree is the site's pages, ready to be rendered: every page knows its address,
// its text, its place in the navigation, and every link leads somewhere.
type tree struct {
	*source
	pages  []*page          // sorted by path
	moved  []*movedPage     // sorted by path
	byPath map[string]*page // "" is the home page
	byFile map[string][]*page
	menu   []menuItem

	languages []*tree    // of the site, the main one first, this one among them
	newest    []*edition // of every scheme, sorted by id

	news    []*page // newest first
	lists   []*page // of news by category and fiscal year
	entries []feedEntry

	wantedLock sync.Mutex
	wanted     []wantedPlace // links to places that layouts make

	logo     *siteLogo // nil: none
	pictures pictures
	icons    *siteIcons // nil while the site is edited
	drawings []*drawing
	drawn    map[string]bool   // by the first of their names
	fontKey  [sha256.Size]byte // of the font that the site names for drawn images

	glossary  []*term          // by reading; what has none comes last
	termNames map[string]*term // by folded name and alias

	tags map[string]*tag // by tagKey
}

// A page is one page of the site.
type page struct {
	path    string // below the site's root: "", "guide/x/", "404.html"
	index   bool   // the page of a folder
	kind    string // the name of its layout
	title   string
	number  string // official number of the criterion
	summary string
	doc     *document // nil where no author wrote a text
	section *section  // nil where the page stands alone
	crumb   string    // shorter title in the breadcrumb; may be empty
	parents []*page   // from the home page
	prev    *page
	next    *page

	children []*page // of a folder's own page: what stands in the folder, in order
	related  []*page // found where the author names none
	tag      *tag    // kind tag

	same      *page       // the page with the same content that search engines are to show; nil: this one
	moved     []*redirect // places that are here no more
	newer     *page       // of a page of an old edition: the one that took its place; nil: none, or the edition is the newest
	edition   *edition
	criterion *criteria.Criterion
	list      *newsList   // kind news-list
	inside    []*document // texts on the page that are neither its own nor blocks
	ids       []string    // of places that the layout makes
	noIndex   bool
	book      *edition // kind print: the edition whose pages it gathers; nil: the whole handbook
	preview   string   // file of the picture that networks show; empty: none

	indicators *indicatorSet
	indicator  *criteria.Indicator
}

// A menuItem is an entry of the site's menu.
type menuItem struct {
	title  string
	page   *page      // nil: another site, or a page in another language
	href   string     // of another site
	suffix string     // "#place" in the page
	other  *elsewhere // a page in another language
}

// file is where the page is written.
func (p *page) file() string {
	if strings.HasSuffix(p.path, ".html") {
		return p.path
	}
	return p.path + "index.html"
}

// anywhere reports whether the page is shown under any path instead of another:
// where there is none, or none without network.
func (p *page) anywhere() bool { return p.kind == "notfound" || p.kind == "offline" }

// root is the prefix that leads from the page to the site's root. Of a page that is
// shown under any path it is the site's path.
func (p *page) root(basePath string) string {
	if p.anywhere() {
		return basePath
	}
	if p.path == "" {
		return "./"
	}
	return strings.Repeat("../", strings.Count(p.path, "/"))
}

// transform makes the pages of a source in all its languages, and gives the tree of
// its first language.
func transform(s *source) (*tree, criteria.Diagnostics) {
	var trees []*tree
	var problems criteria.Diagnostics
	for _, s := range s.languages() {
		t, bad := newTree(s)
		problems = append(problems, bad...)
		trees = append(trees, t)
	}
	for _, t := range trees { // every page is there, in whatever language
		t.languages = trees
		t.connect(&problems)
	}
	return trees[0], problems
}

// newTree makes the pages of one language.
func newTree(s *source) (*tree, criteria.Diagnostics) {
	t := &tree{source: s, byPath: map[string]*page{}, byFile: map[string][]*page{}}
	var problems criteria.Diagnostics
	t.addContent(&problems)
	t.addSchemes(&problems)
	t.addIndicators(&problems)
	t.addNews(&problems)
	t.addReview(&problems)
	t.addGlossary(&problems)
	t.addMissing()
	t.addLogo(&problems)
	t.addCompare()
	t.addTags(&problems)
	t.addBooks()
	t.placeBlocks(&problems)
	slices.SortFunc(t.pages, func(a, b *page) int { return cmp.Compare(a.path, b.path) })
	t.addParents()
	t.addNewer()
	t.addSections(&problems)
	t.addHomeList()
	return t, problems
}

// connect points the menu and the links at pages, which may be of another language.
func (t *tree) connect(problems *criteria.Diagnostics) {
	t.checkTranslatedTerms(problems)
	t.addMenu(problems)
	t.addRedirects(problems)
	t.resolveLinks(problems)
	t.addPreviews(problems)
	t.addIcons(problems)
	t.noteTerms()
	t.addRelated()
	t.checkSchemeRefs(problems)
	t.checkDates(problems)
}

// add puts a page into the tree. Two pages cannot have one address.
func (t *tree) add(p *page, problems *criteria.Diagnostics) {
	if p.doc != nil {
		if p.doc.title != "" {
			p.title = p.doc.title
		}
		if p.doc.front.Summary != "" {
			p.summary = p.doc.front.Summary
		}
		p.crumb = p.doc.front.Crumb
		t.ownAddress(p, problems)
		t.byFile[p.doc.name] = append(t.byFile[p.doc.name], p)
	}
	if p.title == "" && p.kind == "page" {
		p.title = p.doc.fileTitle()
	}
	if p.title == "" && p.kind == "page" && len(p.doc.problems) == 0 {
		*problems = append(*problems, criteria.Diagnostic{Pos: criteria.Pos{File: p.doc.path, Line: 1, Col: 1}, Code: "no-title",
			Msg: "ページの題がありません", Hint: "ファイルの始めに「# 題」の行か、title: のある前書きを書いてください"})
	}
	if old := t.byPath[p.path]; old != nil {
		d := criteria.Diagnostic{Code: "address-taken", Msg: fmt.Sprintf("同じ場所 /%s のページが2つあります", p.path),
			Hint: "ファイルの名前を変えてください"}
		if p.doc != nil && old.doc != nil {
			d.Hint = fmt.Sprintf("もう一つは %s です。どちらかのファイルの名前か slug を変えてください", old.doc.path)
		}
		if p.doc != nil {
			d.Pos.File = p.doc.path
		} else if old.doc != nil {
			d.Pos.File = old.doc.path
		}
		*problems = append(*problems, d)
		return
	}
	t.pages = append(t.pages, p)
	t.byPath[p.path] = p
}

// addContent makes a page of every Markdown file that explains no scheme.
func (t *tree) addContent(problems *criteria.Diagnostics) {
	ids := t.schemeIDs()
	for _, name := range sortedKeys(t.content) {
		c := t.content[name]
		if strings.HasPrefix(name, blocksDir) || t.hidden(c.docs[0]) != "" {
			continue
		}
		rel := strings.TrimSuffix(strings.TrimPrefix(name, "content/"), ".md")
		index := t.isIndex(name)
		if index {
			rel = path.Join(path.Dir(rel), "index")
		}
		if id, ok := schemeOf(rel); ok {
			if !slices.Contains(ids, id) {
				d := criteria.Diagnostic{Pos: criteria.Pos{File: name}, Code: "unknown-scheme",
					Msg: fmt.Sprintf("制度 %q の定義が criteria/ にありません", id)}
				if n := nearest(id, ids); n != "" {
					d.Hint = fmt.Sprintf("content/schemes/%s/ のことですか", n)
				}
				if !t.broken {
					*problems = append(*problems, d)
				}
			}
			continue
		}
		if t.explainsIndicators(rel) {
			continue
		}
		rel = fileAddress(rel)
		p := &page{kind: "page", path: rel + "/", index: index, indicators: t.indicatorsOf(rel)}
		switch rel {
		case "index":
			p.kind, p.path, p.title, p.summary = "home", "", t.config.Title, t.config.Summary
		case "404":
			p.kind, p.path, p.noIndex = "notfound", "404.html", true
		case "search":
			p.kind, p.noIndex = "search", true
		case "schemes/index":
			p.kind, p.path = "schemes", "schemes/"
		default:
			if index {
				p.path = path.Dir(rel) + "/"
			}
		}
		p.doc = c.document(t.source)
		t.add(p, problems)
	}
}

// schemeOf is the scheme that a file below content/ belongs to.
func schemeOf(rel string) (id string, ok bool) {
	parts := strings.Split(rel, "/")
	if len(parts) < 3 || parts[0] != "schemes" {
		return "", false
	}
	return parts[1], true
}

func (t *tree) schemeIDs() []string {
	var ids []string
	for _, e := range t.schemes {
		ids = append(ids, e.ID)
	}
	return slices.Compact(ids)
}

// addSchemes makes the pages of every edition of every scheme.
func (t *tree) addSchemes(problems *criteria.Diagnostics) {
	used := map[string]bool{}
	for i, e := range t.schemes {
		newest := i+1 == len(t.schemes) || t.schemes[i+1].ID != e.ID
		if newest {
			t.newest = append(t.newest, e)
		}
		t.addEdition(e, newest, used, problems)
	}
	// What explains no criterion is a page of the newest edition.
	for _, name := range sortedKeys(t.content) {
		rel := strings.TrimSuffix(strings.TrimPrefix(name, "content/"), ".md")
		id, ok := schemeOf(rel)
		if !ok || used[name] || t.hidden(t.content[name].docs[0]) != "" {
			continue
		}
		for _, e := range t.newest {
			if e.ID == id {
				t.misnamed(name, e, problems)
				t.add(&page{kind: "page", path: rel + "/", edition: e, doc: t.content[name].document(t.source)}, problems)
			}
		}
	}
}

// misnamed reports a file that explains no criterion but is named nearly like one.
func (t *tree) misnamed(name string, e *edition, problems *criteria.Diagnostics) {
	var ids []string
	for _, c := range e.AllCriteria() {
		ids = append(ids, c.ID)
	}
	base := strings.TrimSuffix(path.Base(name), ".md")
	like := nearest(base, ids)
	if like == "" {
		return
	}
	hint := fmt.Sprintf("評価項目 %s の解説なら、ファイルの名前を %s.md に直してください", like, like)
	if t.content[path.Dir(name)+"/"+like+".md"] != nil {
		hint = "使える id: " + strings.Join(ids, ", ")
	}
	*problems = append(*problems, criteria.Diagnostic{Pos: criteria.Pos{File: name}, Severity: criteria.Warning, Code: "no-criterion",
		Msg: fmt.Sprintf("%q という評価項目はないので、ただのページになります", base), Hint: hint})
}

// addEdition makes the pages of one edition, and for the newest those under the
// scheme's own address.
func (t *tree) addEdition(e *edition, newest bool, used map[string]bool, problems *criteria.Diagnostics) {
	text := func(name string) *document {
		for _, file := range e.textFiles(name) {
			if c := t.content[file+".md"]; c != nil {
				used[c.name] = true
				if t.hidden(c.docs[0]) == "" {
					return c.documentOf(t.source, e, problems)
				}
			}
		}
		return nil
	}
	add := func(p *page, doc string) *page {
		p.edition = e
		if doc != "" {
			p.doc = text(doc)
		}
		t.add(p, problems)
		return p
	}
	w := t.theme.words
	short := e.short()
	overview := &page{kind: "scheme", path: e.path, title: e.Title.In(e.lang), summary: e.Summary.In(e.lang), ids: e.overviewIDs()}
	check := &page{kind: "check", path: e.path + "check/", title: short + string(w.CheckTitle), summary: string(w.CheckLead), ids: e.checkIDs()}
	if newest {
		overview.same = add(&page{kind: "scheme", path: "schemes/" + e.ID + "/", title: overview.title, summary: overview.summary, ids: overview.ids}, "index")
		check.same = add(&page{kind: "check", path: "schemes/" + e.ID + "/check/", title: check.title, summary: check.summary, ids: check.ids}, "")
		add(&page{kind: "form", path: "schemes/" + e.ID + "/form/", title: short + string(w.FormTitle), summary: string(w.FormLead), ids: e.checkIDs()}, "")
	}
	if newest && e.before != nil {
		add(&page{kind: "changes", path: changesPath(e.ID), title: short + string(w.ChangesTitle), summary: string(w.ChangesLead), ids: t.changesIDs(e.ID)}, "changes")
	}
	add(overview, "index")
	add(check, "")

	var unexplained []*criteria.Criterion
	before := overview
	if newest {
		before = overview.same
	}
	for _, section := range e.Sections {
		for _, c := range section.Criteria {
			p := add(&page{kind: "criterion", path: e.path + c.ID + "/", title: c.Title.In(e.lang), number: c.Number,
				criterion: c, ids: []string{"rule", "papers"}}, c.ID)
			if p.doc == nil {
				unexplained = append(unexplained, c)
			}
			if p.prev, before.next = before, p; before == overview.same {
				overview.next = p
			}
			before = p
		}
	}
	if e.newest != nil { // what that has as well is reported there
		unexplained = slices.DeleteFunc(unexplained, func(c *criteria.Criterion) bool { return e.successors[c.ID] != "" })
	}
	*problems = append(*problems, noExplanation(e, unexplained)...)
}

// mostUnexplained is how many criteria without an explanation are reported one by one;
// of a scheme that is new all are, and one warning says so.
const mostUnexplained = 3

// noExplanation warns of criteria that nobody has explained.
func noExplanation(e *edition, cs []*criteria.Criterion) (problems criteria.Diagnostics) {
	var ids []string
	for _, c := range cs {
		ids = append(ids, c.ID)
		problems = append(problems, criteria.Diagnostic{Pos: c.Pos, Severity: criteria.Warning, Code: "no-explanation",
			Msg:  fmt.Sprintf("評価項目 %s の解説がありません", c.ID),
			Hint: fmt.Sprintf("content/schemes/%s/%s.md に書いてください", e.ID, c.ID)})
	}
	if len(cs) <= mostUnexplained {
		return problems
	}
	one := problems[0]
	one.Msg = fmt.Sprintf("解説のない評価項目が%dあります（%s）", len(cs), strings.Join(ids, ", "))
	one.Hint = fmt.Sprintf("なくてもページはできます。書くときは content/schemes/%s/%s.md のように、項目の id を名前にしてください", e.ID, ids[0])
	return criteria.Diagnostics{one}
}

// addMissing makes the pages that every site has.
func (t *tree) addMissing() {
	w := t.theme.words
	if t.keepsOffline() {
		t.pages = append(t.pages, &page{kind: "offline", path: offlinePage, title: string(w.OfflineTitle), noIndex: true})
	}
	for _, p := range []*page{
		{kind: "home", path: "", title: t.config.Title, summary: t.config.Summary},
		{kind: "schemes", path: "schemes/", title: string(w.Schemes), summary: string(w.SchemesLead)},
		{kind: "search", path: searchPath, title: string(w.Search), noIndex: true},
		{kind: "notfound", path: "404.html", title: string(w.NotFoundTitle), noIndex: true},
	} {
		if old := t.byPath[p.path]; old == nil {
			t.pages = append(t.pages, p)
			t.byPath[p.path] = p
		} else if old.title == "" {
			old.title = p.title
		}
	}
}

// addParents finds the pages that a page stands below.
func (t *tree) addParents() {
	for _, p := range t.pages {
		if p.path == "" {
			continue
		}
		p.parents = []*page{t.byPath[""]}
		for i, r := range p.path {
			if r != '/' || i+1 == len(p.path) {
				continue
			}
			up := t.byPath[p.path[:i+1]]
			if up == nil || up.edition != nil && p.edition != nil && up.edition != p.edition {
				continue // no page, or the newest edition's above an older one
			}
			if up.same == nil || len(t.editions(up.edition.ID)) > 1 {
				p.parents = append(p.parents, up)
			}
		}
	}
}

// ownAddress gives a page the address that its author chose, and reports what only
// a page of its own can have.
func (t *tree) ownAddress(p *page, problems *criteria.Diagnostics) {
	f := p.doc.front
	if f.Slug != "" {
		if p.kind != "page" || p.index {
			*problems = append(*problems, at(f.slugAt.in(p.doc), "slug", "このページの場所は決まっているので、slug は書けません", "slug: の行を消してください"))
			return
		}
		p.path = path.Join(path.Dir(strings.TrimSuffix(p.path, "/")), f.Slug) + "/"
	}
	if f.kind != "" && p.kind != "page" {
		*problems = append(*problems, at(f.kindAt.in(p.doc), "kind", fmt.Sprintf("このページに kind: %s は使えません", f.kind),
			"別のファイルに書いて、ここには「:::block そのファイル」と「:::」の2行で置いてください"))
	}
}

// editions are the editions of a scheme, oldest first.
func (t *tree) editions(id string) []*edition {
	var es []*edition
	for _, e := range t.schemes {
		if e.ID == id {
			es = append(es, e)
		}
	}
	return es
}

// addMenu makes the site's menu: as configured, or the list of schemes, the
// indicators and the pages that stand beside the home page.
func (t *tree) addMenu(problems *criteria.Diagnostics) {
	for _, n := range t.config.Nav {
		if isExternal(n.Link) {
			t.menu = append(t.menu, menuItem{title: n.Title, href: n.Link})
			continue
		}
		link, place, _ := strings.Cut(n.Link, "#")
		p, other := t.at(link), (*elsewhere)(nil)
		if p == nil {
			other = t.elsewhere(link)
		}
		r := resolver{tree: t, page: t.byPath[""], doc: &document{name: ConfigFile}}
		switch {
		case p != nil:
			item := menuItem{title: n.Title, page: p}
			if place != "" {
				item.suffix = "#" + place
				if bad := r.place(p, place, at(n.pos, "broken-anchor", fmt.Sprintf("%s に %q という場所がありません", link, item.suffix), "")); bad != nil {
					*problems = append(*problems, *bad)
				}
			}
			t.menu = append(t.menu, item)
		case other != nil:
			t.menu = append(t.menu, menuItem{title: n.Title, other: other})
		case !t.awaited(n.Link):
			d := t.brokenLink(n.pos, n.Link, t.addresses())
			if p := r.pageOf("content/" + strings.TrimPrefix(n.Link, "/")); p != nil {
				d.Hint = fmt.Sprintf("%q のことですか", "/"+p.path)
			}
			d.Hint = cmp.Or(r.slip(n.Link, t.addresses()), d.Hint)
			*problems = append(*problems, d)
		}
	}
	if len(t.config.Nav) > 0 {
		return
	}
	if len(t.newest) > 0 {
		t.menu = append(t.menu, menuItem{title: t.byPath["schemes/"].title, page: t.byPath["schemes/"]})
	}
	if p := t.byPath[comparePath]; p != nil && p.kind == "compare" {
		t.menu = append(t.menu, menuItem{title: string(t.theme.words.Compare), page: p})
	}
	for _, s := range t.indicators {
		t.menu = append(t.menu, menuItem{title: string(t.theme.words.Indicators), page: t.byPath[s.path]})
	}
	many := t.manyFolders()
	var beside []*page
	for _, p := range t.pages {
		switch {
		case p.section != nil && p.section.title != nil && p.section.title.path == "" && !p.index:
			// too many for a menu: see mostMenu
		case many && p.kind == "page" && p.index:
			// the home page lists them
		case (p.kind == "page" || p.path == newsPath || p.path == glossaryPath) && strings.Count(p.path, "/") == 1:
			beside = append(beside, p)
		}
	}
	slices.SortStableFunc(beside, byOrder)
	for _, p := range beside {
		t.menu = append(t.menu, menuItem{title: p.title, page: p})
	}
	if home := t.byPath[""]; len(t.menu) > 0 {
		for _, p := range t.pages { // a way to the others from pages that do not share their navigation
			if p.section != nil && p.section.title == home && p.prev == nil {
				t.menu = append(t.menu, menuItem{title: string(t.theme.words.Guide), page: p})
				break
			}
		}
	}
}

// overviewIDs are the places in a scheme's page that links may lead to.
func (e *edition) overviewIDs() []string {
	ids := []string{"criteria", "notes", "sources", "data"}
	if e.asksQuestions() {
		ids = append(ids, "questions")
	}
	for _, s := range e.Sections {
		ids = append(ids, s.ID)
	}
	for _, a := range e.Awards {
		ids = append(ids, "award-"+a.ID)
	}
	return ids
}

// checkIDs are the places in a self-check that links may lead to.
func (e *edition) checkIDs() []string {
	var ids []string
	for _, s := range e.Sections {
		if e.inForm(s) {
			ids = append(ids, "section-"+s.ID)
		}
		for _, q := range s.Questions {
			ids = append(ids, string(questionID(q)))
			for _, sub := range q.Questions {
				ids = append(ids, string(questionID(sub)))
			}
		}
		for _, c := range s.Criteria {
			ids = append(ids, c.ID)
		}
	}
	return ids
}
