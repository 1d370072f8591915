package site

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"kijun/criteria"
)

// frontMatter is what a Markdown file says about its page, between two lines of
// `---` at its beginning. Everything is optional.
type frontMatter struct {
	Title     string // of the page; else the first heading of the text
	Slug      string // last part of the address; else the file's name
	Summary   string // one sentence for lists, search engines and the head of the page
	Crumb     string // shorter title for the breadcrumb
	Order     int    // place among the pages of the folder; ties go by file name
	Published date   // the page is nowhere before; see [Builder.Today]
	Updated   date
	Checked   date     // when somebody last compared the page with its sources
	ReviewIn  interval // for how long Checked holds; zero: as the site says
	Expires   date     // the last day on which the page is shown
	Draft     bool     // the page is nowhere in a build
	tags      []tagUse
	Image     *figure
	Related   []*link
	Aliases   []alias // addresses that the page had once
	Toc       string  // "true", "false" or empty: where there are three headings or more

	kind  string // of the block; empty: free Markdown
	block block  // nil: free Markdown

	// What later stages look at, with its places.
	links                                          []*link
	schemes                                        []*schemeRef
	kindAt, slugAt, checkedAt, reviewAt, expiresAt spot
}

// mostSummary is the length of a summary, in characters, that cards and search
// engines show as a whole.
const mostSummary = 120

var slugForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)

// fenceSlip is a first line that was to begin the front matter: with dashes of a
// Japanese keyboard, too many of them, or a blank behind them.
var fenceSlip = regexp.MustCompile(`^[-‐−–—―ーｰ－─]{2,}[ \t　]*\n+(?:#[^\n]*\n+)*[a-z_]+[ \t]*[:：]`)

// readFrontMatter reads the front matter and tells where the text begins. Where it is
// broken there is no text.
func readFrontMatter(name string, data []byte, words *vocabulary, problems *criteria.Diagnostics) (f *frontMatter, start int) {
	const fence = "---\n"
	f = &frontMatter{}
	if !bytes.HasPrefix(data, []byte(fence)) {
		if fenceSlip.Match(data) {
			*problems = append(*problems, criteria.Diagnostic{Pos: criteria.Pos{File: name, Line: 1, Col: 1}, Code: "front-matter",
				Msg: "前書きの始めの行が --- になっていません", Hint: "1行目を、半角の - が3つだけの行にしてください。終わりの行も同じです"})
			return f, len(data)
		}
		if msg, hint := otherFrontMatter(data); msg != "" {
			*problems = append(*problems, criteria.Diagnostic{Pos: criteria.Pos{File: name, Line: 1, Col: 1}, Code: "front-matter", Msg: msg, Hint: hint})
			return f, len(data)
		}
		return f, 0
	}
	end := bytes.Index(data, []byte("\n---\n"))
	stop := end + len("\n---\n")
	if end < 0 && bytes.HasSuffix(data, []byte("\n---")) {
		end, stop = len(data)-len("\n---"), len(data)
	}
	if end < 0 {
		*problems = append(*problems, criteria.Diagnostic{Pos: criteria.Pos{File: name, Line: 1, Col: 1}, Code: "front-matter",
			Msg: "前書き（---）が閉じられていません", Hint: "前書きの終わりに --- だけの行を書いてください"})
		return f, len(data)
	}
	m := readMapping(name, data[min(len(fence), end):end], 1, problems)
	m.expand(words)
	f.read(m)
	return f, stop
}

// blanked is a text with blanks for the front matter, so that places in the rest keep
// the coordinates of the file.
func blanked(data []byte, start int) []byte {
	rest := bytes.Clone(data)
	for i := range rest[:start] {
		if rest[i] != '\n' {
			rest[i] = ' '
		}
	}
	return rest
}

// read reads the keys of every page, then those of the kind.
func (f *frontMatter) read(m *mapping) {
	at := func(key string) criteria.Pos {
		if n := m.entries[key]; n != nil {
			return m.pos(n)
		}
		return m.at
	}
	f.kind = m.choice("kind", kindNames()...)
	f.Title = m.text("title")
	f.Slug = m.text("slug")
	if f.Slug != "" && !slugForm.MatchString(f.Slug) {
		m.problem(m.entries["slug"], "slug", fmt.Sprintf("slug %q は使えません", f.Slug), "半角の英小文字、数字、- で書いてください（例: slug: partnership-2025）")
	}
	f.Summary = m.text("summary")
	if n := utf8.RuneCountInString(f.Summary); n > mostSummary {
		m.problem(m.entries["summary"], "summary", fmt.Sprintf("summary が%d文字あります", n),
			fmt.Sprintf("%d文字までの一文にして、残りは本文に書いてください", mostSummary))
	}
	f.Crumb = m.text("breadcrumb_title")
	f.Order = m.integer("order")
	f.Published, f.Updated, f.Checked, f.Expires = m.date("published"), m.date("updated"), m.date("checked"), m.date("expires")
	if !f.Published.isZero() && !f.Expires.isZero() && f.Expires.compare(f.Published) < 0 {
		m.problem(m.entries["expires"], "expires", "掲載の期限（expires）が、公開日（published）より前です", "どちらかの日付を直してください")
	}
	f.ReviewIn = m.interval("review_in")
	f.Draft = m.boolean("draft")
	for _, n := range m.list("tags") {
		if n.Kind != yaml.ScalarNode {
			m.problem(n, "yaml-type", `"tags" の各行には文字を書いてください`, "")
			continue
		}
		f.tags = append(f.tags, tagUse{strings.TrimSpace(n.Value), m.pos(n)})
	}
	m.boolean("toc")
	if n := m.entries["toc"]; n != nil {
		f.Toc = n.Value
	}
	fs := fields{m, f}
	f.Image = fs.image("image")
	for _, n := range m.list("related") {
		l := &link{dest: n.Value, spot: spotOf(m.pos(n)), related: true}
		f.links, f.Related = append(f.links, l), append(f.Related, l)
	}
	for _, n := range m.list("aliases") {
		f.Aliases = append(f.Aliases, alias{n.Value, m.pos(n)})
	}
	f.kindAt, f.slugAt, f.checkedAt, f.reviewAt, f.expiresAt = spotOf(at("kind")), spotOf(at("slug")), spotOf(at("checked")), spotOf(at("review_in")), spotOf(at("expires"))
	if read := kinds[f.kind]; read != nil {
		m.at = at("kind")
		f.block = read(fs)
	}
	m.hint = func(key string) string { return cmp.Or(otherKey(key), kindOfKey(key)) }
	m.done()
}

// kindOfKey is a hint at the kinds that have a key of their own.
func kindOfKey(key string) string {
	var names []string
	for _, name := range kindNames() {
		m := &mapping{problems: &criteria.Diagnostics{}}
		kinds[name](fields{m, &frontMatter{}})
		for _, k := range m.asked {
			if k == key {
				names = append(names, "kind: "+name)
				break
			}
		}
	}
	if len(names) == 0 {
		return ""
	}
	return strings.Join(names, "、") + " のページで使うキーです"
}
