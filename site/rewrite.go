package site

import (
	"html"
	"net/url"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2"
	lex "github.com/tdewolff/parse/v2/html"
)

// idRefs are the attributes that name places of the page, with blanks between them.
var idRefs = []string{"id", "for", "headers", "popovertarget", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"}

// rewriteTags is HTML with headings so many levels deeper, and with every attribute as
// a function says: its value, and whether it stays. Values come and go without escapes.
func rewriteTags(part HTML, deeper int, attribute func(tag, key, value string) (string, bool)) HTML {
	var b strings.Builder
	b.Grow(len(part))
	tag := ""
	l := lex.NewLexer(parse.NewInputString(string(part)))
	for {
		kind, data := l.Next()
		switch kind {
		case lex.ErrorToken:
			return HTML(b.String())
		case lex.StartTagToken:
			tag = string(l.Text())
			b.WriteString("<" + sunk(tag, deeper))
		case lex.EndTagToken:
			b.WriteString("</" + sunk(string(l.Text()), deeper) + ">")
		case lex.AttributeToken:
			key, old := string(l.AttrKey()), html.UnescapeString(strings.Trim(string(l.AttrVal()), `"'`))
			value, stays := attribute(tag, key, old)
			switch {
			case !stays:
			case value == old:
				b.Write(data)
			default:
				b.WriteString(" " + key + `="` + htmlEscapes.Replace(value) + `"`)
			}
		default:
			b.Write(data)
		}
	}
}

// sunk is the name of an element, deeper if it is a heading.
func sunk(tag string, deeper int) string {
	if deeper > 0 && len(tag) == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6' {
		return "h" + strconv.Itoa(min(int(tag[1]-'0')+deeper, 6))
	}
	return tag
}

// resolveFrom is where an address on a page leads; of the site itself it has the path
// from the root that all languages share. It is nil where the address leads nowhere.
func (t *tree) resolveFrom(p *page, href string) (u *url.URL, own bool) {
	const site = "site.invalid"
	u, err := url.Parse(href)
	if err != nil || href == "" {
		return nil, false
	}
	u = (&url.URL{Scheme: "https", Host: site, Path: "/" + t.folder + p.path}).ResolveReference(u)
	return u, u.Host == site
}

// pageAt is the page of this language at a path of [tree.resolveFrom]; nil where there is
// none.
func (t *tree) pageAt(path string) *page {
	below, ok := strings.CutPrefix(path, "/"+t.folder)
	if !ok {
		return nil
	}
	return t.byPath[below]
}
