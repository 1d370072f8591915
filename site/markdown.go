package site

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"kijun/criteria"
)

// newMarkdown is goldmark with GFM tables, strikethrough, task lists, footnotes,
// definition lists, heading attributes, directives and the rules for Japanese.
// The result may be used by several goroutines at once.
func newMarkdown(rawHTML bool) goldmark.Markdown {
	options := []goldmark.Option{
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(append(parser.DefaultBlockParsers(),
				util.Prioritized(directives{}, 650),
				util.Prioritized(newAlerts(), 790))...), // before quotations (800)
			parser.WithInlineParsers(
				util.Prioritized(parser.NewCodeSpanParser(), 100),
				util.Prioritized(references{}, 150),
				util.Prioritized(quantities{}, 150),
				util.Prioritized(rubies{}, 160),
				util.Prioritized(parser.NewLinkParser(), 200),
				util.Prioritized(parser.NewAutoLinkParser(), 300),
				util.Prioritized(lineBreaks{}, 390),
				util.Prioritized(parser.NewRawHTMLParser(), 400),
				util.Prioritized(emphasis{}, 500)),
			parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
			parser.WithAttribute(),
			parser.WithASTTransformers( // after footnotes (999)
				util.Prioritized(autoLinks{}, 1000),
				util.Prioritized(barRubies{}, 1001), // behind autoLinks, which joins texts
				util.Prioritized(shapes{}, 1002),
				util.Prioritized(softBreaks{}, 1003),
				util.Prioritized(tables{}, 1004),
				util.Prioritized(captions{}, 1005)),
		)),
		goldmark.WithExtensions(extension.Table, extension.TaskList, footnotes, extension.DefinitionList),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(
			util.Prioritized(directives{}, 100),
			util.Prioritized(tables{}, 100),
			util.Prioritized(codeBlocks{}, 100),
			util.Prioritized(taskBoxes{}, 100),
			util.Prioritized(captions{}, 100),
			util.Prioritized(backLinks{}, 100),
			util.Prioritized(references{}, 100),
			util.Prioritized(quantities{}, 100),
			util.Prioritized(rubies{}, 100),
			util.Prioritized(newAlerts(), 100),
			util.Prioritized(shapes{}, 100),
			util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 100),
		)),
	}
	if rawHTML {
		options = append(options, goldmark.WithRendererOptions(html.WithUnsafe()))
	}
	return goldmark.New(options...)
}

// A document is one Markdown file, parsed for one page. Its source and its tree, and
// the nodes in what was noted, are there only between [document.open] and
// [document.close].
type document struct {
	name   string       // path in the project, without a language
	path   string       // path in the project
	file   *contentFile // nil where the text is not that of a file
	source []byte       // front matter blanked out
	front  *frontMatter
	start  int // of the text behind the front matter, bytes
	root   ast.Node
	known  bool         // parsed again: what is wrong was reported
	deeper int          // levels that headings stand deeper than their author wrote them
	at     criteria.Pos // of a text inside a file: where it begins

	words *vocabulary // what it may name of the definitions; may be nil
	named bool        // it does name something

	fixed   bool // the text does not depend on the rest of the site, but for where links lead
	shelved shelved

	title      string // of the front matter or the first heading
	headings   []heading
	ids        map[string]bool // of the headings, while the text is parsed
	links      []*link
	directives []*directive
	readings   []string   // of words in the title, in kana
	questions  []question // that `:::faq` has

	problems criteria.Diagnostics
}

// A heading of a document, for the table of contents.
type heading struct {
	node     *ast.Heading
	level    int // as the author wrote it; a block may stand deeper
	id, text string
	spot     spot
}

// A link or image of a document. The transform stage sets where it leads.
type link struct {
	node    ast.Node // nil in the front matter; see document
	dest    string   // as the author wrote it
	spot    spot
	image   bool
	related bool // a page of the site, or the id of a scheme
	named   bool // a reference: see reference
	raw     bool // in HTML that the site allows: see rawlink.go

	to      string   // the address
	page    *page    // nil: no page of the site
	term    *term    // of a reference to the glossary; nil otherwise
	arrival *arrival // nil where it leads to a page in the same language
}

// An arrival is what few links have: what was found where they lead.
type arrival struct {
	file          string // of a file of the site that is no page: "PDF 1.2 MB"; else empty
	width, height int    // of an image, px; 0 where they are not known
	picture       *picture
	srcset        string // of an image: copies of several widths, for the attribute of that name
	lazy          bool   // an image that is not seen at first

	lang, inLanguage string // of a page in another language: its tag, and how this language says so
}

// at is what was found where the link leads; the zero value for most.
func (l *link) at() arrival {
	if l.arrival == nil {
		return arrival{}
	}
	return *l.arrival
}

// A spot is a place in the file of a document: a [criteria.Pos] in less room, because
// there are many.
type spot struct{ line, col int32 }

func spotOf(pos criteria.Pos) spot { return spot{int32(pos.Line), int32(pos.Col)} }

func (s spot) in(d *document) criteria.Pos {
	return criteria.Pos{File: d.path, Line: int(s.line), Col: int(s.col)}
}

// destination is where the link leads now.
func (l *link) destination() string { return l.to }

// setDestination changes where the link leads.
func (l *link) setDestination(dest string) { l.to = dest }

// point tells the renderer where the link leads.
func (l *link) point() {
	switch n := l.node.(type) {
	case *ast.Link:
		n.Destination = []byte(l.to)
		n.RemoveAttributes() // of the build before
		if at := l.at(); at.lang != "" {
			n.SetAttributeString("hreflang", []byte(at.lang))
			n.SetAttributeString("data-language", []byte(at.inLanguage))
		}
	case *ast.Image:
		n.Destination = []byte(l.to)
		l.setImage(n)
	case *reference:
		at := l.at()
		n.to, n.term, n.lang, n.inLanguage = l.to, l.term, at.lang, at.inLanguage
		if x := l.term; x != nil && n.bare && x.of != "" && foldName(l.dest) == foldName(x.of) { // in the language of the text
			n.ReplaceChild(n, n.FirstChild(), plainText(x.name))
		}
	}
}

// setImage tells the renderer the size of an image and when to load it.
func (l *link) setImage(n *ast.Image) {
	n.RemoveAttributes() // of the build before
	at := l.at()
	if at.width > 0 && at.height > 0 {
		n.SetAttributeString("width", strconv.Itoa(at.width))
		n.SetAttributeString("height", strconv.Itoa(at.height))
	}
	if at.srcset != "" {
		n.SetAttributeString("srcset", at.srcset)
		n.SetAttributeString("sizes", shownWidth)
	}
	if at.lazy {
		n.SetAttributeString("loading", "lazy")
	}
}

// parseDocument reads a Markdown file. Problems stand in the document.
func parseDocument(md goldmark.Markdown, name string, data []byte, rawHTML bool, words *vocabulary) *document {
	d := &document{name: name, path: name, words: words, front: &frontMatter{}, ids: map[string]bool{}}
	body, problems := decodeText(name, data)
	if problems != nil {
		d.problems = problems
		d.root = ast.NewDocument()
		return d
	}
	d.front, d.start = readFrontMatter(name, body, words, &d.problems)
	d.named = bytes.Contains(body[:d.start], []byte("{{"))
	d.source = blanked(body, d.start)
	d.parse(md, rawHTML)
	d.unusedNotes()
	return d
}

// takeTitle makes the heading at the beginning the page's title, which the layout shows:
// one of level 1, or, where the page has no title otherwise, of any level. Those below it
// are raised with it, as texts are exported that begin with ##.
func (d *document) takeTitle() {
	d.title = d.front.Title
	h, ok := d.root.FirstChild().(*ast.Heading)
	if !ok || h.Level > 1 && (d.title != "" || !d.needsTitle()) {
		return
	}
	t := visibleText(h, d.source)
	if d.title == "" || d.title == t {
		d.title = t
		d.root.RemoveChild(d.root, h)
		raiseHeadings(d.root, h.Level-1)
		for n := h.FirstChild(); n != nil; n = n.NextSibling() {
			switch n := n.(type) {
			case *ruby:
				d.readings = append(d.readings, strings.Join(n.readings, ""))
			case *quantity:
				d.quantity(n)
			}
		}
	}
}

// needsTitle reports whether the text must say the title of its page: it is neither that
// of a page that has one without it, nor a block.
func (d *document) needsTitle() bool {
	rel := strings.TrimSuffix(strings.TrimPrefix(d.name, "content/"), ".md")
	first, _, inside := strings.Cut(rel, "/")
	switch {
	case d.words == nil || d.front.kind != "", slices.Contains([]string{"index", "404", "search"}, rel):
		return false
	case inside && (first == "schemes" || first == "blocks"):
		return false
	}
	return !slices.ContainsFunc(d.words.indicators, func(s *indicatorSet) bool { return s.ID == first })
}

// raiseHeadings raises all headings so many levels, or as many as leave level 1 to the title.
func raiseHeadings(root ast.Node, levels int) {
	if levels == 0 {
		return
	}
	var headings []*ast.Heading
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if h, ok := n.(*ast.Heading); ok && entering {
			headings = append(headings, h)
			levels = min(levels, h.Level-2)
		}
		return ast.WalkContinue, nil
	})
	for _, h := range headings {
		h.Level -= max(levels, 0)
	}
}

// quantity reports a number that no definition says.
func (d *document) quantity(n *quantity) {
	if d.named = true; n.wrong != nil {
		d.problem(n.Pos(), "quantity", n.wrong.msg, n.wrong.hint)
	}
}

// collect walks the tree once and notes what later stages need.
func (d *document) collect(root ast.Node, rawHTML bool) {
	d.fixed = true
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		d.fixed = d.fixed && isFixed(n)
		switch n := n.(type) {
		case *ast.Heading:
			d.heading(n)
		case *ast.Paragraph:
			if !d.known {
				d.mistakes(n)
			}
		case *ast.Text:
			if !d.known {
				d.missedLinks(n)
				d.wrongWeekdays(n)
			}
		case *ast.Link:
			d.links = append(d.links, &link{node: n, dest: string(n.Destination), spot: spotOf(d.pos(n.Pos()))})
		case *ast.Image:
			d.links = append(d.links, &link{node: n, dest: string(n.Destination), image: true, spot: spotOf(d.pos(n.Pos()))})
			d.alternative(n)
		case *alert:
			d.named = true
			d.alert(n)
		case *reference:
			d.named = true
			d.links = append(d.links, &link{node: n, dest: n.target, named: true, spot: spotOf(d.pos(n.Pos()))})
		case *quantity:
			d.quantity(n)
		case *directive:
			n.pos, n.above = d.pos(n.Pos()), 0
			if h, ok := n.PreviousSibling().(*ast.Heading); ok {
				n.above = h.Level
			}
			d.directives = append(d.directives, n)
			if n.wrong != nil {
				d.problem(n.Pos(), "directive", n.wrong.msg, n.wrong.hint)
			}
			if slices.Contains(namedDirectives, n.Name) {
				d.named = true
			}
			if !n.Closed {
				d.problem(n.Pos(), "directive-open", fmt.Sprintf("「:::%s」が閉じられていません", n.Name), "ブロックの終わりに ::: だけの行を書いてください")
			}
		case *ast.RawHTML:
			if rawHTML {
				d.rawLinks(n.Segments)
			} else {
				d.rawHTML(n.Segments)
			}
		case *ast.HTMLBlock:
			if rawHTML {
				d.rawLinks(n.Lines())
			} else {
				d.rawHTML(n.Lines())
			}
		}
		return ast.WalkContinue, nil
	})
	if !rawHTML {
		dropHTML(root)
	}
}

// heading gives a heading its id.
func (d *document) heading(n *ast.Heading) {
	t := visibleText(n, d.source)
	var id string
	if v, ok := n.AttributeString("id"); ok {
		id = string(v.([]byte))
	} else if id = cmp.Or(criterionOf(n), headingID(t)); id != "" {
		n.SetAttributeString("id", []byte(id))
	}
	before := 1 // the page's title
	if len(d.headings) > 0 {
		before = d.headings[len(d.headings)-1].level
	}
	switch {
	case n.Level == 1:
		d.warn(n.Pos(), "heading-level", "見出し1（#）はページの題として別に表示されます", "本文の見出しは ## から始めてください")
	case n.Level > before+1:
		d.warn(n.Pos(), "heading-level", fmt.Sprintf("見出しの段が飛んでいます（%s の次に %s）", strings.Repeat("#", before), strings.Repeat("#", n.Level)),
			fmt.Sprintf("%s に直してください", strings.Repeat("#", before+1)))
	}
	if id == "" {
		return
	}
	if d.ids[id] {
		d.problem(n.Pos(), "duplicate-id", fmt.Sprintf("見出しのid %q が重なっています", id),
			fmt.Sprintf("見出しの文字を変えるか、行末に {#%s-2} のように別のidを書いてください", id))
		return
	}
	d.ids[id] = true
	d.headings = append(d.headings, heading{n, n.Level, id, t, spotOf(d.pos(n.Pos()))})
}

// rawHTML reports HTML in the text; comments are notes of the author and go.
func (d *document) rawHTML(lines *text.Segments) {
	if lines.Len() == 0 {
		return
	}
	first := lines.At(0)
	s := bytes.TrimSpace(first.Value(d.source))
	if bytes.HasPrefix(s, []byte("<!--")) {
		return
	}
	if len(s) > 40 {
		s = append([]byte(strings.ToValidUTF8(string(s[:40]), "")), "…"...)
	}
	d.problem(first.Start, "raw-html", fmt.Sprintf("HTML「%s」は使えません", s), insteadOfHTML(string(s))+
		"文字として見せるなら `…` で囲んでください。HTMLを許すには kijun.yaml に raw_html: true と書きます")
}

var htmlTag = regexp.MustCompile(`^</?([a-zA-Z][a-zA-Z0-9]*)`)

// insteadOfHTML is what an author writes in place of a tag.
func insteadOfHTML(tag string) string {
	name := htmlTag.FindStringSubmatch(tag)
	if name == nil {
		return "Markdownで書くか、"
	}
	switch strings.ToLower(name[1]) {
	case "img":
		return "画像は ![写っているもの](画像のファイル) と書いてください。"
	case "table", "thead", "tbody", "tr", "td", "th", "colgroup", "col":
		return "表は「| 項目 | 点 |」の行と「|---|---|」の行で書いてください。"
	case "u", "span", "font", "div", "center", "section", "small":
		return "タグを消して、中の文字だけにしてください。"
	case "br":
		return "段落は空の行で分けてください。"
	case "b", "strong":
		return "**太字** と書いてください。"
	case "i", "em":
		return "*斜体* と書いてください。"
	case "a":
		return "[文字](リンク先) と書いてください。"
	case "ruby", "rt", "rp", "rb":
		return "ふりがなは {漢字|かんじ} と書いてください。"
	}
	return "Markdownで書くか、"
}

// dropHTML removes raw HTML, of which the renderer would leave a comment.
func dropHTML(n ast.Node) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		switch c.(type) {
		case *ast.RawHTML, *ast.HTMLBlock:
			n.RemoveChild(n, c)
		default:
			dropHTML(c)
		}
		c = next
	}
}

func (d *document) pos(at int) criteria.Pos {
	pos := position(d.path, d.source, at)
	if d.at.Line > 0 {
		if pos.Line == 1 {
			pos.Col += d.at.Col - 1
		}
		pos.Line += d.at.Line - 1
	}
	return pos
}

func (d *document) problem(at int, code, msg, hint string) {
	d.problems = append(d.problems, criteria.Diagnostic{Pos: d.pos(at), Code: code, Msg: msg, Hint: hint})
}

// at is a problem at a place that is known already.
func at(pos criteria.Pos, code, msg, hint string) criteria.Diagnostic {
	return criteria.Diagnostic{Pos: pos, Code: code, Msg: msg, Hint: hint}
}

func (d *document) warn(at int, code, msg, hint string) {
	d.problem(at, code, msg, hint)
	d.problems[len(d.problems)-1].Severity = criteria.Warning
}

// html renders the document.
func (d *document) html(md goldmark.Markdown) (HTML, error) { return d.nodeHTML(md, d.root) }

// nodeHTML renders parts of the document.
func (d *document) nodeHTML(md goldmark.Markdown, parts ...ast.Node) (HTML, error) {
	b := buffer()
	defer release(b)
	for _, n := range parts {
		if err := md.Renderer().Render(nodeWriter{b}, d.source, n); err != nil {
			return "", fmt.Errorf("rendering %s: %w", d.path, err)
		}
	}
	return HTML(b.String()), nil
}
