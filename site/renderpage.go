package site

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

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

func pageLink(root string, p *page) *Link {
	if p == nil {
		return nil
	}
	return &Link{Title: Text(p.title), Number: Text(p.number), URL: URL(address(root, p))}
}
