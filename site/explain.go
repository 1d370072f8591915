package site

import (
	"github.com/yuin/goldmark/ast"

	"kijun/criteria"
)

// An explain explains a term. The first paragraph of the text is its definition.
type explain struct {
	term, reading, trademark string
	sources                  []*namedLink
	definition               ast.Node // taken out of the text; nil where it has none
	plain                    string   // the definition as plain text
	pos                      criteria.Pos
}

func readExplain(f fields) block {
	f.require("term: 健康経営")
	return &explain{pos: f.at, term: f.text("term"), reading: f.text("reading"), trademark: f.text("trademark_note"), sources: f.linkList("sources")}
}

// takeDefinition takes the first paragraph out of the text.
func (d *document) takeDefinition(e *explain) {
	p, ok := d.root.FirstChild().(*ast.Paragraph)
	if !ok {
		d.problems = append(d.problems, at(d.front.kindAt.in(d), "definition", "用語の定義がありません",
			"本文の最初の段落に、用語の定義を一つか二つの文で書いてください"))
		return
	}
	d.root.RemoveChild(d.root, p)
	e.definition, e.plain = p, visibleText(p, d.source)
}

func (e *explain) fill(d *BlockData, m *maker) {
	d.Explain = &ExplainData{Term: Text(e.term), Reading: Text(e.reading), Sources: m.links(e.sources), Trademark: Text(e.trademark)}
}

func (e *explain) schema(_ *page, address string) []thing {
	t := thing{Type: "DefinedTerm", Name: e.term, Description: e.plain, URL: address}
	if e.reading != "" {
		t.Alternates = []string{e.reading}
	}
	return []thing{t}
}
