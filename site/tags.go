package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kijun/criteria"
)

// The pages of tags: all of them at /tags/, the pages with one at /tags/<tag>/.

const tagsPath = "tags/"

// A tag is a word that authors gave pages.
type tag struct {
	name  string // as most pages write it
	path  string // of its page
	pages []*page
}

// A tagUse is a tag where a page has it.
type tagUse struct {
	name string
	pos  criteria.Pos
}

// tagKey is the same for tags that a reader takes for one: ＫＰＩ and kpi, サーバー
// and さーば.
func tagKey(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(norm.NFKC.String(s)) {
		switch {
		case r >= 'ァ' && r <= 'ヶ':
			b.WriteRune(r - 'ァ' + 'ぁ')
		case unicode.IsLetter(r) && r != 'ー', unicode.IsDigit(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// tagSlug is the part of an address that a tag has: without what a file system or
// an address keeps for itself.
func tagSlug(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return r
		}
		return ' '
	}, strings.ToLower(norm.NFKC.String(s)))
	return strings.Join(strings.Fields(s), "-")
}

// addTags makes the pages of tags, if there are any. What an author wrote at their
// address stands on the page of all tags.
func (t *tree) addTags(problems *criteria.Diagnostics) {
	byKey := map[string]*tag{}
	spellings := map[string]map[string]int{}
	var uses []tagUse // by file, and there in order
	for _, p := range t.pages {
		if p.doc == nil || p.same != nil || p.edition != nil && !t.isNewest(p.edition) {
			continue
		}
		for _, u := range p.doc.front.tags {
			key := tagKey(u.name)
			if key == "" {
				*problems = append(*problems, at(u.pos, "tag", fmt.Sprintf("タグ %q に文字がありません", u.name), "言葉を書くか、消してください"))
				continue
			}
			if byKey[key] == nil {
				byKey[key], spellings[key] = &tag{}, map[string]int{}
			}
			if g := byKey[key]; !slices.Contains(g.pages, p) {
				g.pages = append(g.pages, p)
			}
			spellings[key][u.name]++
			uses = append(uses, u)
		}
	}
	if len(byKey) == 0 {
		return
	}
	w := t.theme.words
	all := t.byPath[tagsPath]
	if all == nil {
		all = &page{path: tagsPath, title: string(w.TagsTitle), summary: string(w.TagsLead)}
		t.add(all, problems)
	}
	all.kind = "tags"
	t.tags = byKey
	for _, key := range sortedKeys(byKey) {
		g := byKey[key]
		g.name = mostUsed(spellings[key])
		g.path = tagsPath + tagSlug(g.name) + "/"
		slices.SortStableFunc(g.pages, func(a, b *page) int { return cmp.Compare(a.path, b.path) })
		t.add(&page{kind: "tag", path: g.path, title: string(w.TagOpen) + g.name + string(w.TagClose), crumb: g.name, tag: g}, problems)
	}
	for _, u := range uses {
		if name := byKey[tagKey(u.name)].name; u.name != name {
			d := at(u.pos, "tag", fmt.Sprintf("タグ %q は、ほかのページの %q と同じものとして扱います", u.name, name), fmt.Sprintf("%q に直してください", name))
			d.Severity = criteria.Warning
			*problems = append(*problems, d)
		}
	}
}

// mostUsed is the spelling that most pages have; of equals the first in order.
func mostUsed(count map[string]int) string {
	best := ""
	for _, name := range sortedKeys(count) {
		if best == "" || count[name] > count[best] {
			best = name
		}
	}
	return best
}

// isNewest reports whether an edition is the newest one of its scheme.
func (t *tree) isNewest(e *edition) bool { return slices.Contains(t.newest, e) }

// tagLinks are a page's tags with their pages.
func (r *rendering) tagLinks(p *page, root string) []Link {
	var links []Link
	for _, u := range p.doc.front.tags {
		g := r.tags[tagKey(u.name)]
		if g == nil {
			continue
		}
		if l := (Link{Title: Text(g.name), URL: URL(root + g.path)}); !slices.Contains(links, l) {
			links = append(links, l)
		}
	}
	return links
}

// tagList is the data of the page of all tags, those first that most pages have.
func (r *rendering) tagList(root string) []TagData {
	var list []*tag
	for _, key := range sortedKeys(r.tags) {
		list = append(list, r.tags[key])
	}
	slices.SortStableFunc(list, func(a, b *tag) int { return len(b.pages) - len(a.pages) })
	var data []TagData
	for _, g := range list {
		data = append(data, TagData{Link{Title: Text(g.name), URL: URL(root + g.path)}, len(g.pages)})
	}
	return data
}

// taggedPages is the list of a tag: the news behind the rest, the newest first.
func (r *rendering) taggedPages(g *tag, root string) PageListData {
	pages := slices.Clone(g.pages)
	slices.SortStableFunc(pages, func(a, b *page) int {
		x, y := a.newsOf(), b.newsOf()
		switch {
		case x != nil && y != nil:
			return y.date.compare(x.date)
		case x != nil:
			return 1
		case y != nil:
			return -1
		}
		return 0
	})
	d := PageListData{Words: r.theme.words}
	for _, p := range pages {
		card := r.pageCard(p, root)
		if p.section != nil && p.section.title != p {
			card.Place = Text(p.section.name)
		}
		if n := p.newsOf(); n != nil {
			card.Date = dateData(n.date, r.config.Dates)
		}
		d.Pages = append(d.Pages, card)
	}
	return d
}
