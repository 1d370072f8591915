package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/unicode/norm"

	"kijun/criteria"
)

// glossaryFile is the list of terms; content/glossary.en.yaml is that of the English
// pages. Blocks of kind explain are terms as well.
const (
	glossaryFile = "content/glossary.yaml"
	glossaryPath = "glossary/"
)

// A term is an entry of the glossary.
type term struct {
	name      string
	of        string   // in another language than the site's first: what that calls it; may be empty
	reading   string   // in kana; empty: not known
	aliases   []string // other names of the same
	plain     string   // the definition as plain text
	anchor    string   // of its place in the page of the glossary
	page      *page    // that explains it; nil
	see       []*term
	explained bool    // by a block of kind explain
	usedOn    []*page // that refer to it

	doc     *document // the definition; nil where only a page has it
	seeAlso []seeAlso // as the author wrote it
	links   []*link   // of these, what is no term
	pos     criteria.Pos
	ofPos   criteria.Pos
}

// A seeAlso is a term or a page that the author of a term points to.
type seeAlso struct {
	dest string
	pos  criteria.Pos
}

// glossaryFile is where the terms of the language are.
func (s *source) glossaryFile() string {
	if s.main == nil {
		return glossaryFile
	}
	return strings.TrimSuffix(glossaryFile, "yaml") + s.config.Lang + ".yaml"
}

// readGlossary reads the terms of a language. A text may use the Markdown of one
// paragraph.
func readGlossary(s *source, data []byte, problems *criteria.Diagnostics) []*term {
	file := s.glossaryFile()
	data, bad := decodeText(file, data)
	if bad != nil {
		*problems = append(*problems, bad...)
		return nil
	}
	var terms []*term
	example := "- {term: 特定健診, reading: とくていけんしん, text: 説明の文}"
	if s.main != nil {
		example = "- {term: health check-up, of: 健診, text: 説明の文}"
	}
	for _, m := range readMappings(file, data, example, problems) {
		if len(m.entries) == 0 {
			continue // was reported
		}
		m.require("term: 特定健診")
		t := &term{name: m.text("term"), reading: m.text("reading"), aliases: m.texts("aliases"), pos: m.at}
		if n := m.entries["term"]; n != nil {
			t.pos = m.pos(n)
		}
		if s.main != nil {
			if t.of = m.text("of"); t.of != "" {
				t.ofPos = m.pos(m.entries["of"])
			}
		}
		if t.reading != "" && !isReading(t.reading) {
			m.problem(m.entries["reading"], "reading", fmt.Sprintf("読み %q にかな以外の文字があります", t.reading), "ひらがなで書いてください（例: reading: とくていけんしん）")
		}
		if text := m.text("text"); text != "" {
			t.doc = parseParagraph(s, file, text, textPos(m, m.entries["text"]))
			t.plain = visibleText(t.doc.root, t.doc.source)
			*problems = append(*problems, t.doc.problems...)
		}
		for _, n := range m.list("see") {
			t.seeAlso = append(t.seeAlso, seeAlso{n.Value, m.pos(n)})
		}
		m.done()
		if t.name != "" {
			terms = append(terms, t)
		}
	}
	return terms
}

// textPos is where the text of a scalar begins.
func textPos(m *mapping, n *yaml.Node) criteria.Pos {
	pos := m.pos(n)
	switch n.Style {
	case yaml.DoubleQuotedStyle, yaml.SingleQuotedStyle:
		pos.Col++
	case yaml.LiteralStyle, yaml.FoldedStyle:
		pos.Line, pos.Col = pos.Line+1, 1
	}
	return pos
}

// parseParagraph parses a text of content/ that stands in a file at a place. It must be
// one paragraph.
func parseParagraph(s *source, name, text string, at criteria.Pos) *document {
	d := &document{name: name, path: name, front: &frontMatter{}, ids: map[string]bool{}, source: []byte(strings.TrimSpace(text)), at: at, words: s.vocabulary(name)}
	d.root = d.parseSource(s.md.Parser())
	if p := d.root.FirstChild(); p != nil && (p.Kind() != ast.KindParagraph || p.NextSibling() != nil) {
		d.problem(0, "one-paragraph", "ここには一段落の文だけを書けます", "見出し、箇条書き、表、空の行を使わずに書いてください")
	}
	d.collect(d.root, s.config.RawHTML)
	return d
}

// addGlossary joins the list of terms with the texts that explain one, and makes
// the page of all of them.
func (t *tree) addGlossary(problems *criteria.Diagnostics) {
	report := func(d criteria.Diagnostic) { *problems = append(*problems, d) }
	t.termNames = map[string]*term{}
	for _, term := range t.terms {
		fresh := *term // what a build adds to it is its own
		fresh.usedOn, fresh.see, fresh.links = nil, nil, nil
		t.addTerm(&fresh, report)
	}
	for _, name := range sortedKeys(t.content) {
		d := t.content[name].docs[0]
		e, ok := d.front.block.(*explain)
		if !ok || e.term == "" || t.hidden(d) != "" {
			continue
		}
		var explains *page
		if pages := t.byFile[name]; len(pages) > 0 {
			explains = pages[0]
		}
		old := t.termNames[foldName(e.term)]
		if old == nil {
			old = &term{name: e.term, reading: e.reading, pos: e.pos}
			t.addTerm(old, report)
		} else if e.reading != "" && old.reading != "" && kanaKey(e.reading) != kanaKey(old.reading) {
			report(at(e.pos, "reading", fmt.Sprintf("用語 %q の読みが2つあります: %s と %s", e.term, e.reading, old.reading), fmt.Sprintf("どちらかに合わせてください（もう一つは %s）", old.pos)))
		} else if old.page != nil && explains != nil {
			report(at(e.pos, "duplicate-term", fmt.Sprintf("用語 %q を解説するページが2つあります", e.term), fmt.Sprintf("もう一つは %s です", old.page.doc.name)))
		}
		old.explained = true
		old.reading = cmp.Or(old.reading, e.reading)
		old.page = cmp.Or(old.page, explains)
		if old.doc == nil {
			old.plain = e.plain
		}
	}
	t.finishTerms(report)
	t.addGlossaryPage(problems)
}

// addTerm takes a term in under all its names.
func (t *tree) addTerm(x *term, report func(criteria.Diagnostic)) {
	names := append([]string{x.name}, x.aliases...)
	if x.of != "" && foldName(x.of) != foldName(x.name) {
		names = append(names, x.of)
	}
	for _, name := range names {
		if old := t.termNames[foldName(name)]; old != nil && old != x {
			report(at(x.pos, "duplicate-term", fmt.Sprintf("用語 %q が2つあります", name), fmt.Sprintf("もう一つは %s です。どちらか一方にまとめてください", old.pos)))
			continue
		}
		t.termNames[foldName(name)] = x
	}
	t.glossary = append(t.glossary, x)
}

// finishTerms sorts the terms and finds what they point to.
func (t *tree) finishTerms(report func(criteria.Diagnostic)) {
	taken := map[string]*term{}
	for _, x := range t.glossary {
		if x.reading == "" && isReading(x.name) {
			x.reading = x.name
		}
		if x.reading == "" && x.plain != "" && t.config.Lang == "ja" {
			d := at(x.pos, "no-reading", fmt.Sprintf("用語 %q に読み（reading）がないので、五十音順の最後に並びます", x.name), "例: reading: とくていけんしん")
			d.Severity = criteria.Warning
			report(d)
		}
		if x.plain == "" && !x.explained {
			report(at(x.pos, "definition", fmt.Sprintf("用語 %q の説明（text）がありません", x.name), "text: に一段落で説明を書くか、kind: explain のページで解説してください"))
		}
		x.anchor = headingID(x.name)
		if old := taken[x.anchor]; old != nil && foldName(old.name) != foldName(x.name) {
			report(at(x.pos, "duplicate-id", fmt.Sprintf("用語 %q と %q の場所の名前 %q が重なっています", x.name, old.name, x.anchor), "どちらかの用語の書き方を変えてください"))
		}
		taken[x.anchor] = x
		for _, s := range x.seeAlso {
			to := t.termNames[foldName(s.dest)]
			switch {
			case to == x:
				report(at(s.pos, "see", fmt.Sprintf("用語 %q が自分自身を指しています", x.name), "see からこの用語を消してください"))
			case to != nil:
				x.see = append(x.see, to)
			case strings.ContainsAny(s.dest, "/.") || slices.Contains(t.schemeIDs(), s.dest):
				x.links = append(x.links, &link{dest: s.dest, spot: spotOf(s.pos), related: true})
			default:
				report(t.unknownTerm(s.pos, s.dest))
			}
		}
		if x.doc == nil {
			x.doc = &document{name: t.glossaryFile(), path: t.glossaryFile(), front: &frontMatter{}, ids: map[string]bool{}, root: ast.NewDocument()}
		}
	}
	slices.SortFunc(t.glossary, t.compareTerms)
}

// compareTerms orders the glossary: by reading, in languages without one by name. What
// has no row comes last.
func (t *tree) compareTerms(a, b *term) int {
	if t.config.Lang != "ja" {
		_, x := t.rowOf(a)
		_, y := t.rowOf(b)
		if (x == "") != (y == "") {
			return cmp.Compare(y, x)
		}
		return cmp.Or(cmp.Compare(latinKey(a.name), latinKey(b.name)), cmp.Compare(a.name, b.name))
	}
	if (a.reading == "") != (b.reading == "") {
		return cmp.Compare(b.reading, a.reading)
	}
	return cmp.Or(cmp.Compare(kanaKey(a.reading), kanaKey(b.reading)), cmp.Compare(a.name, b.name))
}

// latinKey is a name as it is sorted: case and accents do not count.
func latinKey(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(name))
}

// checkTranslatedTerms reports terms that say to be in another language what the site's
// first one does not have.
func (t *tree) checkTranslatedTerms(problems *criteria.Diagnostics) {
	first := t.languages[0]
	if t == first || first.termsLost {
		return
	}
	for _, x := range t.glossary {
		if x.of != "" && first.termNames[foldName(x.of)] == nil {
			*problems = append(*problems, first.unknownTerm(x.ofPos, x.of))
		}
	}
}

// unknownTerm is a term that the glossary does not have.
func (t *tree) unknownTerm(pos criteria.Pos, name string) criteria.Diagnostic {
	var names []string
	for _, x := range t.glossary {
		names = append(append(names, x.name), x.aliases...)
	}
	d := at(pos, "unknown-term", fmt.Sprintf("用語 %q は用語集にありません", name), t.glossaryFile()+" に書くか、ある用語に直してください")
	if n := nearest(name, names); n != "" {
		d.Hint = fmt.Sprintf("%q のことですか", n)
	}
	return d
}
