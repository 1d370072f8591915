package site

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"kijun/criteria"
)

// A reference is a link by name: of a criterion, a scheme, an indicator or a term.
//
//	[[q04]]  [[step2-gold/q04]]  [[step2-gold@2019-04/q04]]  [[step2-gold]]  [[特定健診]]
//	[[q04|特定健診の項目]]
//
// Without a text of its own it prints the number and the title, or the term as written.
// Full-width bars and letters are read as well: in a table | ends a cell.
type reference struct {
	ast.BaseInline
	target string
	id     string // of the criterion; empty: of something else
	to     string // the address; set before rendering
	term   *term  // set before rendering; nil: of something else
	bare   bool   // it has no text of its own
	// of a term that only another language has: its tag, and how this language says so
	lang, inLanguage string
}

var kindReference = ast.NewNodeKind("Reference")

func (*reference) Kind() ast.NodeKind { return kindReference }
func (r *reference) Dump(source []byte, lvl int) {
	ast.DumpHelper(r, source, lvl, map[string]string{"Target": r.target}, nil)
}

// references parses and renders references.
type references struct{}

func (references) Trigger() []byte { return []byte{'['} }

func (references) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	rest, ok := bytes.CutPrefix(line, []byte("[["))
	if !ok || pc.IsInLinkLabel() {
		return nil
	}
	inner, after, ok := bytes.Cut(rest, []byte("]]"))
	if !ok || len(bytes.TrimSpace(inner)) == 0 || bytes.ContainsAny(inner, "[]\n") || bytes.HasPrefix(after, []byte("(")) {
		return nil
	}
	block.Advance(len("[[") + len(inner) + len("]]"))
	target, own, _ := cutBar(string(inner))
	r := &reference{target: strings.TrimSpace(target)}
	own = strings.TrimSpace(own)
	r.bare = own == ""
	if found := vocabularyOf(pc).find(r.target); len(found) == 1 {
		own = cmp.Or(own, found[0].title())
		if c := found[0].criterion; c != nil {
			r.id = c.ID
		}
	}
	r.AppendChild(r, plainText(cmp.Or(own, r.target)))
	return r
}

// criterionOf is the id of the criterion that a heading is about: one that is a
// reference and nothing else.
func criterionOf(h *ast.Heading) string {
	if r, ok := h.FirstChild().(*reference); ok && h.ChildCount() == 1 {
		return r.id
	}
	return ""
}

// cutBar cuts a text at its first bar, of any width, or one that is escaped because
// it stands in a table.
func cutBar(s string) (before, after string, ok bool) {
	i := strings.IndexAny(s, "|｜")
	if i < 0 {
		return s, "", false
	}
	before, after = s[:i], strings.TrimPrefix(s[i:], "|")
	return strings.TrimSuffix(before, `\`), strings.TrimPrefix(after, "｜"), true
}

// plainText is a text that is printed as it is.
func plainText(s string) *ast.String {
	n := ast.NewString([]byte(s))
	n.SetRaw(true)
	return n
}

func (references) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindReference, func(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
		n := node.(*reference)
		if !entering {
			_, _ = w.WriteString("</a>")
			return ast.WalkContinue, nil
		}
		_, _ = w.WriteString(`<a href="` + URL(n.to).String() + `"`)
		if n.term != nil {
			_, _ = w.WriteString(` class="term-link" data-definition="` + Text(n.term.plain).String() + `"`)
		}
		if n.lang != "" {
			_, _ = w.WriteString(` hreflang="` + n.lang + `" data-language="` + Text(n.inLanguage).String() + `"`)
			if n.bare { // what it prints is of that language
				_, _ = w.WriteString(` lang="` + n.lang + `"`)
			}
		}
		_ = w.WriteByte('>')
		return ast.WalkContinue, nil
	})
}

// reference finds what a reference leads to.
func (r *resolver) reference(l *link) (string, *criteria.Diagnostic) {
	fail := func(code, msg, hint string) (string, *criteria.Diagnostic) {
		d := at(l.spot.in(r.doc), code, msg, hint)
		return "", &d
	}
	v := r.vocabulary(r.doc.name)
	if r.doc.words != nil {
		v = r.doc.words
	}
	found := v.find(l.dest)
	if x := r.termNames[foldName(l.dest)]; x != nil {
		found = append(found, named{term: x})
	}
	if first := r.languages[0]; len(found) == 0 && r.main != nil {
		if x := first.termNames[foldName(l.dest)]; x != nil {
			l.term, l.page = x, first.byPath[glossaryPath]
			l.arrival = &arrival{lang: first.config.Lang, inLanguage: string(r.theme.words.InLanguage)}
			return r.addressIn(r.root, &elsewhere{first, l.page}) + "#" + x.anchor, nil
		}
	}
	switch {
	case len(found) > 1:
		return fail("ambiguous-reference", fmt.Sprintf("[[%s]] がどれを指すのか決まりません", l.dest), oneOf(found))
	case len(found) == 0 && (r.broken || r.termsLost || r.languages[0].termsLost):
		return "", nil // what it names may be missing because of another problem
	case len(found) == 0:
		var names []string
		for _, x := range r.glossary {
			names = append(append(names, x.name), x.aliases...)
		}
		hint := "評価項目や制度のid、指標のidか、用語集（" + r.glossaryFile() + "）の用語を書いてください。二重のかっこを文字として見せるなら \\[\\[ と書きます"
		if near := nearest(l.dest, append(v.names(), names...)); near != "" {
			hint = fmt.Sprintf("[[%s]] のことですか", near)
		}
		return fail("unknown-reference", fmt.Sprintf("[[%s]] という評価項目や用語はありません", l.dest), hint)
	}
	n := found[0]
	l.page = r.byPath[n.path()]
	if n.term != nil {
		l.term = n.term
		return address(r.root, l.page) + "#" + n.term.anchor, nil
	}
	if l.page != nil && l.page.same != nil {
		l.page = l.page.same
	}
	if l.page == nil {
		return fail("unknown-reference", fmt.Sprintf("[[%s]] のページがありません", l.dest), "")
	}
	return address(r.root, l.page), nil
}
