package site

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"kijun/criteria"
)

// A block is the data of a page's kind, read from its front matter. It knows how
// to say it in page data.
type block interface {
	fill(d *BlockData, m *maker)
}

// kinds read the blocks, by the name of their kind. A kind has a file of its own
// and a layout of the same name. The map is made by a function because reading a
// mistaken key asks for the keys of all kinds.
var kinds map[string]func(fields) block

func init() {
	kinds = map[string]func(fields) block{
		"news":            readNews,
		"agreement":       readAgreement,
		"roles":           readRoles,
		"explain":         readExplain,
		"faq":             readFAQ,
		"merits":          readMerits,
		"scheme_overview": readOverview,
		"steps":           readSteps,
		"declaration":     readDeclaration,
		"achievement":     readAchievement,
		"contact":         readContact,
		"links":           readLinks,
	}
}

func kindNames() []string { return slices.Sorted(maps.Keys(kinds)) }

// A fields reads a mapping of the front matter and hands what leads elsewhere to it.
type fields struct {
	*mapping
	front *frontMatter
}

// each reads the mappings of a list. A plain text may stand for a mapping that has
// only the key named.
func (f fields) each(key, short string, read func(fields)) {
	for _, n := range f.list(key) {
		m := f.subOr(n, short)
		read(fields{m, f.front})
		m.done()
	}
}

// inner reads a mapping under a key, for which a plain text may stand.
func (f fields) inner(key, short string, read func(fields)) {
	if n := f.get(key); n != nil {
		m := f.subOr(n, short)
		read(fields{m, f.front})
		m.done()
	}
}

// link is a link under a key, nil where there is none.
func (f fields) link(key string) *link {
	s := f.text(key)
	if s == "" {
		return nil
	}
	l := &link{dest: s, spot: spotOf(f.pos(f.entries[key]))}
	f.front.links = append(f.front.links, l)
	return l
}

// A namedLink is a link with what a list of links says about it.
type namedLink struct {
	*link
	text           string // empty: the title of the page it leads to
	external       string // "true", "false" or empty: as the address says
	fileType, size string // empty: those of a file of the site
	checked        date
}

// namedLink reads a mapping with a url.
func (f fields) namedLink() *namedLink {
	f.require("url: https://example.jp/")
	n := &namedLink{link: f.link("url"), text: f.text("text"), fileType: f.text("file_type"), size: f.text("size"), checked: f.date("checked")}
	f.boolean("external")
	if e := f.entries["external"]; e != nil {
		n.external = e.Value
	}
	if n.link == nil {
		return nil
	}
	return n
}

// linkTo is a link under a key, as its address or a mapping with url and text.
func (f fields) linkTo(key string) (n *namedLink) {
	f.inner(key, "url", func(f fields) { n = f.namedLink() })
	return n
}

// linkList is a list of links.
func (f fields) linkList(key string) []*namedLink {
	return listOf(f, key, "url", fields.namedLink)
}

// listOf reads a list of items, of which one that cannot be read is left out. The
// key of an item's own that it may be written as alone is short.
func listOf[T any](f fields, key, short string, read func(fields) *T) (list []*T) {
	f.each(key, short, func(f fields) {
		if x := read(f); x != nil {
			list = append(list, x)
		}
	})
	return list
}

// A schemeRef names a scheme: by its id where the project defines it, else by its
// title and perhaps its address.
type schemeRef struct {
	id    string
	title string
	url   *link // nil where there is an id or no address
	pos   criteria.Pos
}

// scheme reads a reference to a scheme.
func (f fields) scheme(key string) *schemeRef {
	n := f.entries[key]
	if n == nil || n.Kind != yaml.MappingNode {
		ref := &schemeRef{id: f.text(key)}
		if ref.id != "" {
			ref.pos = f.pos(n)
			f.front.schemes = append(f.front.schemes, ref)
		}
		return ref
	}
	ref := &schemeRef{pos: f.pos(n)}
	f.inner(key, "", func(f fields) {
		f.require("title: 制度の名前")
		ref.title, ref.url = f.text("title"), f.link("url")
	})
	return ref
}

// A moment is a date or a period, or what an author says instead: "宣言から1年".
type moment struct {
	period
	text string
}

// likeDate is a text that was meant as a date.
var likeDate = regexp.MustCompile(`^(\d{4}\s*([-/年〜～~]|$)|明治|大正|昭和|平成|令和)`)

func (f fields) moment(key string) moment {
	n := f.entries[key]
	if n == nil || n.Kind == yaml.ScalarNode && likeDate.MatchString(n.Value) {
		return moment{period: f.period(key)}
	}
	return moment{text: f.text(key)}
}

// A maker makes page data of blocks for one page.
type maker struct {
	*rendering
	page *page
	root string
}

func (m *maker) date(d date) *DateData { return dateData(d, m.config.Dates) }

func dateData(d date, style dateStyle) *DateData {
	if d.isZero() {
		return nil
	}
	return &DateData{Text(d.text(style)), Text(d.iso())}
}

func (m *maker) moment(x moment) *MomentData {
	if x.period == (period{}) && x.text == "" {
		return nil
	}
	return &MomentData{From: m.date(x.from), To: m.date(x.to), Open: x.open, Text: Text(x.text)}
}

// link is nil where there is no link.
func (m *maker) link(n *namedLink) *LinkData {
	if n == nil {
		return nil
	}
	d := &LinkData{Words: m.theme.words, Title: Text(n.text), URL: URL(n.destination()), External: isExternal(n.dest), Checked: m.date(n.checked)}
	if n.external != "" {
		d.External = n.external == "true"
	}
	if d.Title == "" && n.page != nil {
		d.Title = Text(n.page.title)
	} else if d.Title == "" {
		d.Title = Text(n.dest)
	}
	d.File = Text(strings.TrimSpace(n.fileType + " " + n.size))
	if d.File == "" {
		d.File = Text(n.at().file)
	}
	return d
}

func (m *maker) links(list []*namedLink) []LinkData {
	var data []LinkData
	for _, n := range list {
		data = append(data, *m.link(n))
	}
	return data
}

// plainLink is a link to a page of the site by its title; nil where there is none.
func (m *maker) plainLink(l *link) *LinkData {
	if l == nil {
		return nil
	}
	return m.link(&namedLink{link: l})
}

// scheme leads to the handbook and the self-check of a scheme.
func (m *maker) scheme(ref *schemeRef) SchemeRefData {
	d := SchemeRefData{Words: m.theme.words, Title: Text(ref.title)}
	if ref.url != nil {
		d.URL, d.External = URL(ref.url.destination()), isExternal(ref.url.dest)
	}
	for _, e := range m.newest {
		if e.ID == ref.id {
			d.Title = Text(e.Title.In(e.lang))
			d.URL = URL(m.root + "schemes/" + e.ID + "/")
			d.CheckURL = d.URL + "check/"
		}
	}
	return d
}

func texts(list []string) []Text {
	var data []Text
	for _, s := range list {
		data = append(data, Text(s))
	}
	return data
}

// checkSchemeRefs reports references to schemes that the project does not define.
func (t *tree) checkSchemeRefs(problems *criteria.Diagnostics) {
	if t.broken {
		return
	}
	ids := t.schemeIDs()
	for _, p := range t.pages {
		for _, doc := range p.docs() {
			for _, ref := range doc.front.schemes {
				if slices.Contains(ids, ref.id) {
					continue
				}
				d := criteria.Diagnostic{Pos: ref.pos, Code: "unknown-scheme", Msg: fmt.Sprintf("制度 %q の定義が criteria/ にありません", ref.id),
					Hint: "定義のない制度は scheme: {title: 制度の名前, url: https://…} と書きます"}
				if n := nearest(ref.id, ids); n != "" {
					d.Hint = fmt.Sprintf("%q のことですか。", n) + d.Hint
				}
				*problems = append(*problems, d)
			}
		}
	}
}
