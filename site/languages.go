package site

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/renderer/html"
	"go.yaml.in/yaml/v3"

	"kijun/criteria"
)

// A site in several languages is one tree of pages for each of them. The pages of the
// first language stand at the site's root, those of every other in a folder named after
// it, as a site of their own would:
//
//	/guide/x/      from content/guide/x.md
//	/en/guide/x/   from content/guide/x.en.md
//
// A page has the same path in all languages, counted from the root of its language, so
// what belongs together is found by it. A tree knows the others only where a page has to
// lead to them: the switch between languages, and links to what is not translated.
//
// # Decisions
//
// A page without a translation is not made: one whose text is Japanese under an English
// menu helps nobody and is found twice. What a definition makes is made in a language as
// soon as the definition has its title in it; a text that is missing there is shown in
// the site's first language, and counted in one warning.

// knownLanguages are the languages that the user interface speaks.
var knownLanguages = []string{"ja", "en"}

// languageNames are how languages call themselves.
var languageNames = map[string]Text{"ja": "日本語", "en": "English"}

// readLanguages reads which languages the site has.
func (c *Config) readLanguages(m *mapping) {
	known := func(n *yaml.Node) bool {
		if slices.Contains(knownLanguages, n.Value) {
			return true
		}
		m.problem(n, "lang", fmt.Sprintf("言語 %q には対応していません", n.Value), "使える言語: "+strings.Join(knownLanguages, ", "))
		return false
	}
	lang, list := m.get("lang"), m.list("languages")
	for _, n := range list {
		if !known(n) {
			continue
		}
		if slices.Contains(c.Languages, n.Value) {
			m.problem(n, "lang", fmt.Sprintf("言語 %q が2回書かれています", n.Value), "どちらか一方を消してください")
			continue
		}
		c.Languages = append(c.Languages, n.Value)
	}
	if len(c.Languages) > 0 {
		c.Lang = c.Languages[0]
	}
	if lang != nil && known(lang) {
		c.Lang = lang.Value
		if len(list) > 0 && !slices.Contains(c.Languages, c.Lang) {
			m.problem(lang, "lang", fmt.Sprintf("lang の言語 %q が languages にありません", c.Lang), fmt.Sprintf("languages: [%s] のように、どちらにも書いてください", strings.Join(append([]string{c.Lang}, c.Languages...), ", ")))
		}
	}
	c.Languages = append([]string{c.Lang}, slices.DeleteFunc(c.Languages, func(l string) bool { return l == c.Lang })...)
}

// localized is the value of a key as text in the languages of the site: one text, which
// is that of the first language, or a text for each.
func (m *mapping) localized(key string, languages []string) criteria.Text {
	n := m.get(key)
	if n == nil {
		return criteria.Text{}
	}
	t := criteria.Text{Pos: m.pos(n), By: map[string]string{}}
	if n.Kind != yaml.MappingNode {
		if s := m.text(key); s != "" {
			t.By[languages[0]] = s
		}
		return t
	}
	by := m.sub(n)
	for _, lang := range languages {
		if s := by.text(lang); s != "" {
			t.By[lang] = s
		}
	}
	by.done()
	if len(t.By) > 0 && t.By[languages[0]] == "" {
		m.problem(n, "language", fmt.Sprintf("%q に、サイトの言語 %s の文がありません", key, languages[0]), fmt.Sprintf("例: %s: {%s: …}", key, languages[0]))
	}
	return t
}

// in is the configuration of the site's part in one language: that of a site which
// stands in the language's folder.
func (c Config) in(lang string) Config {
	main := c.Languages[0]
	text := func(t criteria.Text) string {
		if s, ok := t.By[lang]; ok {
			return s
		}
		return t.By[main]
	}
	if c.Lang = lang; lang == "en" {
		c.Dates = english
	}
	c.Title, c.Summary, c.Publisher, c.Footer = text(c.texts.title), text(c.texts.summary), text(c.texts.publisher), text(c.texts.footer)
	c.Nav = nil
	if lang != main {
		c.Redirects = nil // addresses of kijun.yaml are below the site's root
	}
	for _, n := range c.texts.nav {
		if s := n.title.By[lang]; s != "" { // an entry without a title in this language is not in its menu
			c.Nav = append(c.Nav, NavLink{Title: s, Link: n.link, pos: n.pos})
		}
	}
	if c.BaseURL != "" {
		c.BaseURL += c.folder(lang)
	}
	return c
}

// folder is where the pages of a language stand below the site's root: "", "en/".
func (c Config) folder(lang string) string {
	if lang == c.Languages[0] {
		return ""
	}
	return lang + "/"
}

func init() {
	// goldmark lets links have all attributes of HTML but this one.
	html.LinkAttributeFilter = html.LinkAttributeFilter.ExtendString("hreflang")
}

// translation is the part of a file's name that tells its language.
var translation = regexp.MustCompile(`^(.+)\.([a-z]{2})\.md$`)

// languageOf tells the language of a Markdown file by its name, and what the file is
// called in the site's first language: guide/x.en.md is guide/x.md in English.
func (c Config) languageOf(name string) (lang, plain string) {
	if m := translation.FindStringSubmatch(name); m != nil && slices.Contains(c.Languages[1:], m[2]) {
		return m[2], m[1] + ".md"
	}
	return c.Languages[0], name
}

// strayTranslation warns of a file whose name tells a language that is not the site's,
// or is in any case: it would become a page of its own.
func (c Config) strayTranslation(name string) *criteria.Diagnostic {
	m := translation.FindStringSubmatch(name)
	if m == nil || !slices.Contains(knownLanguages, m[2]) || slices.Contains(c.Languages[1:], m[2]) {
		return nil
	}
	d := &criteria.Diagnostic{Pos: criteria.Pos{File: name}, Severity: criteria.Warning, Code: "language",
		Msg:  fmt.Sprintf("ファイルの名前は %s の翻訳のようですが、サイトの言語に %s がありません", path.Base(m[1])+".md", m[2]),
		Hint: fmt.Sprintf("kijun.yaml に languages: [%s, %s] と書くか、ファイルの名前を変えてください", c.Languages[0], m[2])}
	if m[2] == c.Languages[0] {
		d.Msg = fmt.Sprintf("%s はサイトのもとの言語なので、ファイルの名前に書きません", m[2])
		d.Hint = fmt.Sprintf("ファイルの名前を %s.md に直してください", path.Base(m[1]))
	}
	return d
}

// strayGlossary warns of a list of terms in a language that the site does not have.
func (s *source) strayGlossary(name string) criteria.Diagnostic {
	names := []string{}
	for _, s := range s.languages() {
		names = append(names, s.glossaryFile())
	}
	return misnamed(name, "用語集のファイルの名前は "+strings.Join(names, " と ")+" です。言語は "+ConfigFile+" の languages に書きます")
}

// known is a problem where a language is not one of the site's. Empty means its first.
func (c Config) known(lang string) *criteria.Diagnostic {
	if lang == "" || slices.Contains(c.Languages, lang) {
		return nil
	}
	return &criteria.Diagnostic{Code: "lang", Msg: fmt.Sprintf("言語 %q はこのサイトにありません", lang),
		Hint: fmt.Sprintf("あるのは %s です。増やすときは、%s の languages に書いてください", strings.Join(c.Languages, "、"), ConfigFile)}
}

// Folder is where the pages of the builder's language stand in a built site: "" or "en/".
func (b *Builder) Folder(project fs.FS) (string, criteria.Diagnostics) {
	var problems criteria.Diagnostics
	c := readConfig(project, &problems)
	if bad := c.known(b.Lang); bad != nil && !problems.HasErrors() {
		problems = append(problems, *bad)
	}
	if problems.HasErrors() {
		return "", problems
	}
	return c.folder(cmp.Or(b.Lang, c.Lang)), nil
}

// in is the tree of a language of the site.
func (t *tree) in(lang string) *tree {
	for _, other := range t.languages {
		if other.config.Lang == lang {
			return other
		}
	}
	return t.languages[0]
}

// An elsewhere is a page in another language.
type elsewhere struct {
	tree *tree
	page *page
}

// siteRoot is the prefix of addresses of what all languages share, on a page with this
// prefix of its own language.
func (t *tree) siteRoot(root string) string {
	if t.folder == "" {
		return root
	}
	if root, ok := strings.CutSuffix(root, "/"+t.folder); ok {
		return root + "/"
	}
	return strings.TrimPrefix(root, "./") + "../"
}

// addressIn is the address of a page in another language.
func (t *tree) addressIn(root string, e *elsewhere) string {
	return t.siteRoot(root) + e.tree.folder + e.page.path
}

// elsewhere finds the page at an address below the site's root that this language does
// not have: in the language that the address names (/en/guide/), or else in the others,
// the site's first language first.
func (t *tree) elsewhere(address string) *elsewhere {
	address = strings.TrimPrefix(address, "/")
	for _, other := range t.languages {
		if rest, ok := strings.CutPrefix(address, other.folder); ok && other.folder != "" || address+"/" == other.folder {
			if address+"/" == other.folder {
				rest = ""
			}
			if p := other.at(rest); p != nil {
				return &elsewhere{other, p}
			}
		}
	}
	for _, other := range t.languages {
		if other != t {
			if p := other.at(address); p != nil {
				return &elsewhere{other, p}
			}
		}
	}
	return nil
}

// untranslated finds what a link means in another language, where this one has no such
// page. Of the site's first language a link to what only another has must name it.
func (r *resolver) untranslated(p string) *elsewhere {
	if strings.HasPrefix(p, "/") && !strings.HasSuffix(p, ".md") {
		named := r.elsewhere(p)
		if r.main != nil || named != nil && strings.HasPrefix(p+"/", "/"+named.tree.folder) {
			return named
		}
		return nil
	}
	for _, other := range r.languages {
		if other == r.tree {
			continue
		}
		there := *r
		there.tree = other
		if lang, plain := r.config.languageOf(p); lang == other.config.Lang && plain != p || r.main != nil && other.main == nil {
			if q := there.target(plain); q != nil {
				return &elsewhere{other, q}
			}
		}
	}
	return nil
}

// counterpart is the page that shows the same in another language; nil where it is not
// translated.
func (t *tree) counterpart(p *page, other *tree) *page {
	if p.doc != nil { // its address may be another
		for _, q := range other.byFile[p.doc.name] {
			if q.kind == p.kind && (p.edition == nil || q.edition != nil && p.edition.Key() == q.edition.Key()) && (p.kind == "page" || q.path == p.path) {
				return q
			}
		}
	}
	if q := other.byPath[p.path]; q != nil && (q.kind == p.kind) {
		return q
	}
	return nil
}

// nearestIn is the page's counterpart in another language, or that of the nearest page
// above it that has one; in the end the home page.
func (t *tree) nearestIn(p *page, other *tree) *page {
	if q := t.counterpart(p, other); q != nil {
		return q
	}
	for _, up := range slices.Backward(p.parents) {
		if q := t.counterpart(up, other); q != nil {
			return q
		}
	}
	return other.byPath[""]
}

// setCore tells the pages of all languages where the core is.
func (t *tree) setCore(core *assetFile) {
	for _, t := range t.languages {
		if t.core = core; t.main != nil {
			t.core = core.shared()
		}
	}
}

// languageLinks are the switch between languages as the home page has it; empty in a
// site of one language.
func (r *rendering) languageLinks(root string) []Link {
	if len(r.languages) == 1 {
		return nil
	}
	var links []Link
	for _, other := range r.languages {
		if other != r.tree {
			links = append(links, Link{Title: languageNames[other.config.Lang], Lang: Text(other.config.Lang),
				URL: URL(r.addressIn(root, &elsewhere{other, other.byPath[""]}))})
		}
	}
	return links
}

// otherLanguages points the switch of a page at what shows the same, and names its
// counterparts to search engines.
func (r *rendering) otherLanguages(p *page, d *Page) {
	root := string(d.Root)
	for _, other := range r.languages {
		if other == r.tree {
			continue
		}
		home, to := other.byPath[""], r.nearestIn(p, other)
		if to != home {
			d.Header = HTML(strings.Replace(string(d.Header), r.switchTo(root, other, home), r.switchTo(root, other, to), 1))
		}
	}
	if d.Canonical != "" && !d.NoIndex {
		d.Alternates = r.alternates(p)
	}
}

// switchTo is what layouts write of a link to another language.
func (r *rendering) switchTo(root string, other *tree, p *page) string {
	return ` href="` + URL(r.addressIn(root, &elsewhere{other, p})).String() + `" hreflang="` + other.config.Lang + `"`
}

// alternates are a page in all languages that have it, this one among them; empty where
// there is no other. The site's place must be known.
func (t *tree) alternates(p *page) []Alternate {
	var as []Alternate
	for _, other := range t.languages {
		q := p
		if other != t {
			q = t.counterpart(p, other)
		}
		if q != nil {
			as = append(as, Alternate{Text(other.config.Lang), other.fullURL(q)})
		}
	}
	if len(as) < 2 {
		return nil
	}
	return append(as, Alternate{"x-default", as[0].URL})
}
