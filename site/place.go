package site

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"

	"kijun/criteria"
)

// blocksDir holds files that are blocks only and no pages.
const blocksDir = "content/blocks/"

// A placedBlock is a block on a page that is not its own.
type placedBlock struct {
	doc     *document
	heading string // empty: the author of the page wrote one above it, or the block has no title
	id      string // of the heading
	level   int    // of headings inside; the heading's own is one less
}

// docs are the texts of a page: its own and those of the blocks placed on it.
func (p *page) docs() []*document {
	if p.doc == nil {
		return p.inside
	}
	return append(p.doc.withBlocks(), p.inside...)
}

func (d *document) withBlocks() []*document {
	docs := []*document{d}
	for _, dir := range d.directives {
		if dir.placed != nil {
			docs = append(docs, dir.placed.doc.withBlocks()...)
		}
	}
	return docs
}

// placeBlocks finds what every `:::block` stands for.
func (t *tree) placeBlocks(problems *criteria.Diagnostics) {
	placed := map[string]bool{}
	before := len(*problems)
	for _, p := range t.pages {
		if p.doc != nil {
			l := placer{tree: t, problems: problems, placed: placed, ids: map[string]bool{}}
			l.place(p.doc, 2, []string{p.doc.name})
		}
	}
	if len(*problems) > before {
		return // a block that is misnamed is not one that nobody wants
	}
	for _, name := range sortedKeys(t.content) {
		if strings.HasPrefix(name, blocksDir) && !placed[name] {
			*problems = append(*problems, criteria.Diagnostic{Pos: criteria.Pos{File: name}, Severity: criteria.Warning, Code: "unused-block",
				Msg: "このブロックは、どのページにも置かれていません", Hint: fmt.Sprintf("置きたいところに「:::block %s」と「:::」の2行を書いてください", blockID(name))})
		}
	}
}

// A placer places the blocks of one page.
type placer struct {
	*tree
	problems *criteria.Diagnostics
	placed   map[string]bool // names of files, on any page
	ids      map[string]bool // of headings of the page so far
}

// blockID is how authors name a file as a block: its path below content/.
func blockID(name string) string {
	return strings.TrimSuffix(strings.TrimPrefix(name, "content/"), ".md")
}

// place places the blocks in a text whose uppermost headings have this level, on a
// page that the named files, the last one inside the others, belong to.
func (l *placer) place(d *document, level int, inside []string) {
	d.deeper = level - 2
	for _, h := range d.headings {
		l.take(h.id, h.spot.in(d))
	}
	for _, dir := range d.directives {
		if dir.placed = nil; dir.Name != "block" {
			continue
		}
		name := "content/" + strings.TrimSuffix(strings.TrimPrefix(dir.Arg, "/"), ".md") + ".md"
		c := l.content[name]
		report := func(msg, hint string) {
			*l.problems = append(*l.problems, criteria.Diagnostic{Pos: dir.pos, Code: "block", Msg: msg, Hint: hint})
		}
		switch {
		case dir.Arg == "":
			report("どのブロックを置くのかが書かれていません", "「:::block blocks/contact」のように、content/ の下のファイルの名前を .md なしで書いてください")
			continue
		case c == nil:
			l.unknown(dir.Arg, report)
			continue
		case slices.Contains(inside, name):
			var ids []string
			for _, n := range append(inside[slices.Index(inside, name):], name) {
				ids = append(ids, blockID(n))
			}
			report(fmt.Sprintf("ブロックが自分自身の中に置かれています: %s", strings.Join(ids, " → ")), "どこか一つの「:::block」を消してください")
			continue
		}
		l.placed[name] = true
		if l.hidden(c.docs[0]) != "" {
			continue
		}
		b := &placedBlock{doc: c.document(l.source), level: level}
		if dir.above > 0 {
			b.level = min(dir.above+d.deeper+1, 6)
		} else if b.heading = b.doc.title; b.heading != "" {
			b.id = headingID(b.heading)
			b.level = min(level+1, 6)
			l.take(b.id, dir.pos)
		}
		dir.placed = b
		l.place(b.doc, b.level, append(slices.Clone(inside), name))
	}
}

// take notes the id of a heading. Inside one text the parser has looked for
// headings of the same id already.
func (l *placer) take(id string, pos criteria.Pos) {
	if l.ids[id] {
		*l.problems = append(*l.problems, criteria.Diagnostic{Pos: pos, Code: "duplicate-id",
			Msg:  fmt.Sprintf("このブロックを置いたページに、見出しのid %q が2つあります", id),
			Hint: fmt.Sprintf("見出しの文字を変えるか、行末に {#%s-2} のように別のidを書いてください", id)})
	}
	l.ids[id] = true
}

// unknown reports a block that is not there.
func (l *placer) unknown(arg string, report func(msg, hint string)) {
	var ids []string
	for _, name := range sortedKeys(l.content) {
		ids = append(ids, blockID(name))
	}
	hint := fmt.Sprintf("content/%s.md を作るか、ある名前に直してください", strings.Trim(arg, "/"))
	if n := nearest(arg, ids); n != "" {
		hint = fmt.Sprintf("%q のことですか", n)
	}
	report(fmt.Sprintf("ブロック %q がありません", arg), hint)
}

// renderBlock renders the block of a text: without a heading on its own page, with
// it where it was placed. The text must have its links and blocks.
func (r *rendering) renderBlock(p *page, d *document, placed *placedBlock) (HTML, error) {
	if placed == nil { // the footnotes of a block have other ids
		if text, ok := d.takeFromShelf(r.source); ok {
			return text, nil
		}
	}
	if err := d.open(r.source); err != nil {
		return "", err
	}
	m := &maker{r, p, p.root(r.base)}
	b := &BlockData{Words: r.theme.words, Kind: "text", Level: 2}
	if placed != nil {
		d.root.(*ast.Document).AddMeta(metaPrefix, headingID(blockID(d.name))+"-")
		b.Heading, b.ID, b.Level, b.HeadingLevel = Text(placed.heading), Text(placed.id), placed.level, placed.level-1
		b.Checked = m.date(d.front.Checked)
	}
	var err error
	for _, dir := range slices.Backward(d.directives) { // what is inside another first
		switch {
		case dir.placed != nil:
			dir.HTML, err = r.renderBlock(p, dir.placed.doc, dir.placed)
		case dir.Name == "news":
			dir.HTML, err = r.theme.render("news-items", NewsListData{Words: r.theme.words, Items: r.newsItems(r.newestNews(dir.count()), m.root)})
		case dir.Name == "pages":
			dir.HTML, err = r.theme.render("page-list", r.pageList(r.folderOf(p, dir.Arg), m.root, false))
		case dir.Name == "embed":
			dir.HTML, err = r.theme.render("embed", r.embedData())
		case slices.Contains(namedDirectives, dir.Name):
			dir.HTML, err = r.namedBlock(d, dir, m.root)
		case dir.Name == "block":
			dir.HTML = "" // nothing to place any more
		}
		if err != nil {
			return "", err
		}
	}
	if d.front.block == nil {
		if b.Text, err = d.html(r.md); err != nil || placed == nil {
			return b.Text, err
		}
	} else {
		if b.Lead, b.Text, err = d.leadHTML(r.md); err != nil {
			return "", err
		}
		b.Kind = Text(d.front.kind)
		d.front.block.fill(b, m)
		if e, ok := d.front.block.(*explain); ok && e.definition != nil {
			if b.Explain.Definition, err = d.nodeHTML(r.md, e.definition); err != nil {
				return "", err
			}
		}
		if b.Inside, err = r.theme.render(d.front.kind, b); err != nil {
			return "", err
		}
	}
	return r.theme.render("block", b)
}

// leadHTML renders the text in two parts: what stands before the first heading and
// block, and the rest.
func (d *document) leadHTML(md goldmark.Markdown) (lead, rest HTML, err error) {
	var nodes []ast.Node
	first := -1 // of the rest
	for n := d.root.FirstChild(); n != nil; n = n.NextSibling() {
		switch n.(type) {
		case *ast.Heading, *directive:
			if first < 0 {
				first = len(nodes)
			}
		}
		nodes = append(nodes, n)
	}
	if first < 0 {
		first = len(nodes)
	}
	if lead, err = d.nodeHTML(md, nodes[:first]...); err != nil {
		return "", "", err
	}
	rest, err = d.nodeHTML(md, nodes[first:]...)
	return lead, rest, err
}
