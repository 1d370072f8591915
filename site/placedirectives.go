package site

import (
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"

	"kijun/criteria"
)

// body renders the author's text. On the page of a criterion the rule and the
// papers stand where the author put them, or after the text if they are among the
// rest.
func (r *rendering) body(p *page, d *Page, rest []string) (err error) {
	var placed []string
	if p.doc != nil {
		if len(p.doc.directives) > 0 {
			if err := p.doc.open(r.source); err != nil {
				return err
			}
		}
		for _, dir := range p.doc.directives {
			if slices.Contains(blockDirectives, dir.Name) || containers[dir.Name] != nil {
				continue // renderBlock fills them
			}
			if dir.HTML, err = r.directive(dir.Name, d, false); err != nil {
				return err
			}
			placed = append(placed, dir.Name)
		}
		if d.Body, err = r.renderBlock(p, p.doc, nil); err != nil {
			return err
		}
		d.Toc = tocOf(p.doc)
	}
	for _, name := range rest {
		if slices.Contains(placed, name) {
			continue
		}
		var part HTML
		if name == "pages" {
			part, err = r.theme.render("page-list", r.pageList(p, string(d.Root), true))
		} else {
			part, err = r.directive(name, d, true)
		}
		if err != nil {
			return err
		}
		d.Body += part
		if m := headed.FindStringSubmatch(string(part)); m != nil {
			d.Toc = append(d.Toc, TocEntry{Link: Link{Title: Text(html.UnescapeString(m[2])), URL: URL("#" + m[1])}})
		}
	}
	if toc := p.tocWish(); toc == "false" || toc == "" && tocCount(d.Toc) < 3 {
		d.Toc = nil
	}
	return nil
}

// directivesOf are the blocks that the generator fills, by the kind of page. What
// the author did not place stands after the text, in this order.
var directivesOf = map[string][]string{
	"criterion": {"rule", "papers"},
	"scheme":    {"awards", "criteria", "questions", "checks", "notes", "sources"},
}

// blockDirectives are those that any page and any block may place: another text,
// the newest news, the pages of a folder, what other sites write to show a self-check,
// something of a definition.
var blockDirectives = append([]string{"block", "news", "pages", "embed"}, namedDirectives...)

// directive is what stands for a directive.
func (r *rendering) directive(name string, d *Page, heading bool) (HTML, error) {
	switch c := d.Criterion; {
	case c == nil:
		return r.theme.render(name, SchemePart{r.theme.words, d.Scheme, heading})
	case name == "rule":
		rule := c.Rule
		rule.Heading = heading
		return r.theme.render("rule", rule)
	case c.Papers != nil:
		papers := *c.Papers
		papers.Heading = heading
		return r.theme.render("papers", papers)
	}
	return "", nil
}

// checkDirectives reports blocks that nothing can fill.
func (t *tree) checkDirectives() criteria.Diagnostics {
	var problems criteria.Diagnostics
	var names []string
	for _, kind := range sortedKeys(directivesOf) {
		names = append(names, directivesOf[kind]...)
	}
	names = append(append(names, blockDirectives...), sortedKeys(containers)...)
	for _, p := range t.pages {
		for _, doc := range p.docs() {
			problems = append(problems, doc.checkDirectives(t, p, names)...)
		}
	}
	return problems
}

// checkDirectives reports what the page cannot fill of a text on it.
func (doc *document) checkDirectives(t *tree, p *page, names []string) criteria.Diagnostics {
	var problems criteria.Diagnostics
	seen := map[string]bool{}
	for _, d := range doc.directives {
		problem := criteria.Diagnostic{Pos: d.pos, Code: "directive"}
		switch {
		case d.Name == "block", d.Name == "news" && d.count() > 0, d.Name == "embed" && d.Arg == "":
			continue
		case d.Name == "pages":
			bad := t.checkList(p, d, problem.Pos)
			if bad == nil {
				continue
			}
			problem = *bad
		case slices.Contains(namedDirectives, d.Name):
			_, wrong := d.named(doc.words)
			if wrong == nil || doc.words != nil && doc.words.broken {
				continue
			}
			problem.Msg, problem.Hint = wrong.msg, wrong.hint
		case d.Name == "news":
			problem.Msg = fmt.Sprintf("お知らせの数 %q を読めません", d.Arg)
			problem.Hint = fmt.Sprintf("「:::news 3」のように、1から%dまでの数を書いてください", mostNews)
		case !slices.Contains(names, d.Name):
			problem.Msg = fmt.Sprintf("ブロック「:::%s」はありません", d.Name)
			problem.Hint = "使えるブロック: :::" + strings.Join(names, " :::")
			if n := nearest(d.Name, names); n != "" {
				problem.Hint = fmt.Sprintf("「:::%s」のことですか", n)
			}
			problem.Hint = cmp.Or(otherAlert(d.Name), problem.Hint)
		case d.Arg != "":
			problem.Msg = fmt.Sprintf("「:::%s」の後ろの %q は要りません", d.Name, d.Arg)
			problem.Hint = fmt.Sprintf("「:::%s」だけの行にしてください", d.Name)
		case containers[d.Name] != nil:
			continue
		case doc != p.doc:
			problem.Msg = fmt.Sprintf("「:::%s」は、ほかのページに置くブロックの中では使えません", d.Name)
		case !slices.Contains(directivesOf[p.kind], d.Name) && slices.Contains(directivesOf["criterion"], d.Name):
			problem.Msg = fmt.Sprintf("「:::%s」は評価項目の解説でだけ使えます", d.Name)
		case !slices.Contains(directivesOf[p.kind], d.Name):
			problem.Msg = fmt.Sprintf("「:::%s」は制度の説明（index.md）でだけ使えます", d.Name)
		case seen[d.Name]:
			problem.Msg = fmt.Sprintf("「:::%s」が2回あります", d.Name)
			problem.Hint = "どちらか一方を消してください"
		default:
			seen[d.Name] = true
			continue
		}
		problems = append(problems, problem)
	}
	return problems
}
