package site

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"kijun/criteria"
)

// A vocabulary is what a text may name of the definitions: criteria by [[q04]],
// numbers by {{maximum}}. In a file below content/schemes/<id>/ that scheme is meant
// where none is named.
type vocabulary struct {
	editions   []*edition // sorted by id, then edition, oldest first
	indicators []*indicatorSet
	here       *edition // nil: the text belongs to no scheme
	library    *criteria.Library
	ui         *Words // may be nil
	broken     bool   // the definitions have errors, so that names are missing
}

// vocabulary is that of a file; of a text that every edition shows it is that of
// the newest.
func (s *source) vocabulary(name string) *vocabulary {
	v := &vocabulary{editions: s.schemes, indicators: s.indicators, library: s.library, broken: s.broken}
	if s.theme != nil {
		v.ui = s.theme.words
	}
	rel := strings.TrimPrefix(name, "content/")
	if id, ok := schemeOf(rel); ok {
		for _, e := range s.schemes {
			if e.ID == id && (v.here == nil || !strings.HasPrefix(rel, v.here.path)) {
				v.here = e
			}
		}
	}
	return v
}

// vocabularyKey is under what name the parsers of references and numbers find the
// vocabulary.
var vocabularyKey = parser.NewContextKey()

// parseSource is the tree of the document's source.
func (d *document) parseSource(p parser.Parser) ast.Node {
	pc := parser.NewContext()
	if d.words != nil {
		pc.Set(vocabularyKey, d.words)
	}
	root := p.Parse(text.NewReader(d.source), parser.WithContext(pc))
	root.(*ast.Document).AddMeta(metaWords, vocabularyOf(pc).ui)
	return root
}

// What renderers find in the document that they render.
const (
	metaWords  = "words"  // [*Words] of the user interface
	metaPrefix = "prefix" // of the ids of footnotes
)

// metaOf is what the document of a node says to renderers; nil where the node was
// taken out of one.
func metaOf(n ast.Node) map[string]any {
	if d := n.OwnerDocument(); d != nil {
		return d.Meta()
	}
	return nil
}

// wordsOf are the texts of the user interface for what is said beside a node.
func wordsOf(n ast.Node) *Words {
	if w, ok := metaOf(n)[metaWords].(*Words); ok && w != nil {
		return w
	}
	return &Words{}
}

// vocabularyOf is that of the text that is being parsed; an empty one where it has none.
func vocabularyOf(pc parser.Context) *vocabulary {
	if v, ok := pc.Get(vocabularyKey).(*vocabulary); ok {
		return v
	}
	return &vocabulary{}
}

// newest are the newest editions of all schemes.
func (v *vocabulary) newest() []*edition {
	var list []*edition
	for i, e := range v.editions {
		if i+1 == len(v.editions) || v.editions[i+1].ID != e.ID {
			list = append(list, e)
		}
	}
	return list
}

// edition is the edition that is written as scheme or scheme@edition, nil where there
// is none. Of a text's own scheme it is the text's own edition.
func (v *vocabulary) edition(name string) *edition {
	id, number, dated := strings.Cut(name, "@")
	if !dated && v.here != nil && foldName(id) == foldName(v.here.ID) {
		return v.here
	}
	for _, e := range slices.Backward(v.editions) {
		if foldName(e.ID) == foldName(id) && (!dated || foldName(e.Edition) == foldName(number)) {
			return e
		}
	}
	return nil
}

// editionNames are the ways to name editions.
func (v *vocabulary) editionNames() []string {
	var names []string
	for _, e := range v.editions {
		names = append(names, e.ID, e.ID+"@"+e.Edition)
	}
	return slices.Compact(names)
}

func (e *edition) criterionByID(id string) *criteria.Criterion {
	for _, c := range e.AllCriteria() {
		if foldName(c.ID) == foldName(id) {
			return c
		}
	}
	return nil
}

// A named is what a reference names: a criterion of an edition, an edition, an
// indicator, or a term.
type named struct {
	edition   *edition
	criterion *criteria.Criterion
	set       *indicatorSet
	indicator *criteria.Indicator
	term      *term
}

// title is how a reference is printed that says nothing else.
func (n named) title() string {
	switch {
	case n.criterion != nil:
		return strings.TrimSpace(n.criterion.Number + " " + n.criterion.Title.In(n.edition.lang))
	case n.edition != nil:
		return n.edition.Title.In(n.edition.lang)
	case n.indicator != nil:
		return n.indicator.Title.In(n.set.edition.lang)
	}
	return n.term.name
}

// exact is how an author names it so that nothing else can be meant.
func (n named) exact() string {
	switch {
	case n.criterion != nil:
		return n.edition.ID + "/" + n.criterion.ID
	case n.edition != nil:
		return n.edition.ID
	case n.indicator != nil:
		return n.set.ID + "/" + n.indicator.ID
	}
	return n.term.name
}

// path is the address of its page below the site's root.
func (n named) path() string {
	switch {
	case n.criterion != nil:
		return n.edition.path + n.criterion.ID + "/"
	case n.edition != nil:
		return n.edition.path
	case n.indicator != nil:
		return n.set.path + n.indicator.ID + "/"
	}
	return glossaryPath
}

// find is everything of the definitions that a reference may mean. What belongs to
// the text's own scheme goes before what belongs to others.
func (v *vocabulary) find(target string) []named {
	if before, id, ok := strings.Cut(target, "/"); ok {
		if e := v.edition(before); e != nil {
			if c := e.criterionByID(id); c != nil {
				return []named{{edition: e, criterion: c}}
			}
		}
		for _, s := range v.indicators {
			if foldName(s.ID) == foldName(before) {
				return s.find(id)
			}
		}
		return nil
	}
	if v.here != nil {
		if c := v.here.criterionByID(target); c != nil {
			return []named{{edition: v.here, criterion: c}}
		}
	}
	var found []named
	if e := v.edition(target); e != nil {
		found = append(found, named{edition: e})
	}
	for _, e := range v.newest() {
		if c := e.criterionByID(target); c != nil {
			found = append(found, named{edition: e, criterion: c})
		}
	}
	for _, s := range v.indicators {
		found = append(found, s.find(target)...)
	}
	return found
}

// find is the indicator with the id, if there is one.
func (s *indicatorSet) find(id string) []named {
	for _, i := range s.everything() {
		if foldName(i.ID) == foldName(id) {
			return []named{{set: s, indicator: i}}
		}
	}
	return nil
}

// names are the ways to name what the definitions have.
func (v *vocabulary) names() []string {
	names := v.editionNames()
	for _, e := range v.newest() {
		for _, c := range e.AllCriteria() {
			names = append(names, c.ID, e.ID+"/"+c.ID)
		}
	}
	for _, s := range v.indicators {
		for _, i := range s.everything() {
			names = append(names, i.ID)
		}
	}
	return names
}

// oneOf is a sentence that offers the exact names of what was found.
func oneOf(found []named) string {
	var names []string
	for _, n := range found {
		names = append(names, fmt.Sprintf("[[%s]]（%s）", n.exact(), n.title()))
	}
	return "どれかに決めて書いてください: " + strings.Join(names, "、")
}
