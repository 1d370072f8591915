package site

import (
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"slices"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"

	"kijun/criteria"
)

// What later stages need of a text is noted while it is parsed; the tree and the text
// itself go ([document.close]) and come back when the page is rendered
// ([document.open]), in the goroutine that writes it.
//
// # Decisions
//
// The trees of 10,000 pages of 4 kB take 2 GB, what is noted of them 40 MB. Parsing
// again costs 60 µs a page, which is less than what the garbage collector costs that
// walks all trees again and again. While a site is served, trees and texts stay: there
// an edit must be quick, and memory is not short.

// seed is for hashes that live no longer than the program.
var seed = maphash.MakeSeed()

// read is the content of the file, which must be what it was when the build began.
func (c *contentFile) read(s *source) ([]byte, error) {
	if c.data != nil {
		return c.data, nil
	}
	data, err := fs.ReadFile(s.project, c.path)
	if err == nil && maphash.Bytes(seed, data) == c.sum {
		return data, nil
	}
	d := criteria.Diagnostic{Pos: criteria.Pos{File: c.path}, Code: "changed", Msg: "書き出している間にファイルが変わりました", Hint: "もう一度実行してください"}
	if err != nil {
		d.Msg, d.Hint = err.Error(), ""
	}
	return nil, diagnosed{d}
}

// A diagnosed is an error that has its place and words.
type diagnosed struct{ criteria.Diagnostic }

func (e diagnosed) Error() string { return e.String() }

// close lets go of the tree and the text, and of what was of use for parsing only.
func (d *document) close() {
	if d.ids != nil { // for the first time
		d.ids, d.headings, d.links = nil, slices.Clone(d.headings), slices.Clone(d.links) // without room to grow
	}
	d.root, d.source = nil, nil
	for _, l := range d.links {
		l.node = nil
	}
	for i := range d.headings {
		d.headings[i].node = nil
	}
	for _, dir := range d.directives {
		dir.BaseBlock, dir.HTML = ast.BaseBlock{}, ""
	}
	if e, ok := d.front.block.(*explain); ok {
		e.definition = nil
	}
}

// closePage closes the texts of a page that is rendered.
func (t *tree) closePage(p *page) {
	if !t.live {
		for _, d := range p.docs() {
			if d.file != nil {
				d.close()
			}
		}
	}
}

// open brings the tree back, with links that lead where they should and headings at
// the level at which the text stands on its page.
func (d *document) open(s *source) error {
	if d.root == nil {
		data, err := d.file.read(s)
		if err != nil {
			return err
		}
		if err := d.parseAgain(s.md, data, s.config.RawHTML); err != nil {
			return err
		}
	}
	for _, l := range d.links {
		l.point()
	}
	for _, h := range d.headings {
		h.node.Level = min(h.level+d.deeper, 6)
	}
	return nil
}

// parseAgain parses a text that was closed.
func (d *document) parseAgain(md goldmark.Markdown, data []byte, rawHTML bool) error {
	body, bad := decodeText(d.name, data)
	if bad != nil {
		return errors.New(bad[0].Msg) // was reported
	}
	again := &document{name: d.name, path: d.path, front: d.front, words: d.words, ids: map[string]bool{}, known: true}
	again.source = blanked(body, d.start)
	again.parse(md, rawHTML)
	if len(again.links) != len(d.links) || len(again.headings) != len(d.headings) || len(again.directives) != len(d.directives) {
		return fmt.Errorf("%s is not what it was", d.name)
	}
	for i, l := range again.links {
		d.links[i].node = l.node
	}
	for i, h := range again.headings {
		d.headings[i].node = h.node
	}
	for i, dir := range again.directives {
		dir.placed = d.directives[i].placed
		d.directives[i] = dir
	}
	d.root, d.source = again.root, again.source
	return nil
}

// parse makes the tree of the source and notes what is in it.
func (d *document) parse(md goldmark.Markdown, rawHTML bool) {
	d.root = d.parseSource(md.Parser())
	d.takeTitle()
	d.collect(d.root, rawHTML)
	d.links = append(d.links, d.front.links...)
	switch b := d.front.block.(type) {
	case *explain:
		d.takeDefinition(b)
	case *faq:
		if !d.known {
			d.takeQuestions(b)
		}
	}
	if !d.known {
		d.questions = d.placedQuestions()
	}
}
