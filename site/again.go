package site

import (
	"hash/maphash"
	"slices"
)

// While serving, a page is rendered again only if something that it is made of has
// changed since the build before. What that is stands in one place, [rendering.inputs]:
// a layout that gets more to see needs a line there.
//
// # Decisions
//
// Keys are hashes of inputs, not of what was rendered: after an edit of one page
// of 1,000 the other 999 cost a hash of some strings each, 10 ms instead of 150.
// A parsed text is compared by its pointer, because load keeps the document of a
// file that has not changed.

// A keptPage is a page of the build before.
type keptPage struct {
	doc  *document
	key  uint64
	data []byte
	text []byte // in the search index
}

// An inputHash collects what something is made of.
type inputHash struct{ maphash.Hash }

func (b *Builder) inputHash() *inputHash {
	h := &inputHash{}
	h.SetSeed(b.seed)
	return h
}

// add writes strings so that their borders count.
func (h *inputHash) add(ss ...string) {
	for _, s := range ss {
		_, _ = h.WriteString(s)
		_ = h.WriteByte(0)
	}
}

func (h *inputHash) link(l *Link) {
	if l == nil {
		h.add("")
		return
	}
	h.add(string(l.Title), string(l.Number), string(l.URL))
}

// sharedInputs are what every page is made of, and what the pages of schemes and
// the lists of them are made of beside it.
func (r *rendering) sharedInputs() (all, schemes uint64) {
	h := r.builder.inputHash()
	_, _ = h.Write(r.builder.themeKey[:])
	c := r.config
	h.add(c.Title, c.Publisher, c.Footer, c.BaseURL, c.Lang, string(c.Dates), string(r.feedURL("", feedFile)))
	all = h.Sum64()
	_, _ = h.Write(r.builder.criteriaKey[:])
	h.add(string(r.embedAt("")))
	for _, p := range r.pages {
		if p.edition != nil || p.indicators != nil {
			h.add(p.path, p.title, p.number)
			if p.doc == nil {
				h.add("unexplained")
			}
		}
	}
	return all, h.Sum64()
}

// inputs is the hash of everything that a page is made of, but for its text. Blocks
// may say something about other pages, so they count as they are rendered.
func (r *rendering) inputs(p *page, d *Page, current string) (uint64, error) {
	h := r.builder.inputHash()
	shared := r.all
	if p.edition != nil || p.indicators != nil || p.kind == "home" || p.kind == "schemes" || p.kind == "compare" {
		shared = r.ofSchemes
	}
	maphash.WriteComparable(&h.Hash, shared)
	h.add(string(d.Kind), string(d.Title), string(d.Number), string(d.HeadTitle), string(d.Summary), string(d.Canonical),
		string(d.Root), string(d.Header), string(d.Footer), string(r.navs[navKey{p.section, string(d.Root)}]), current)
	maphash.WriteComparable(&h.Hash, d.NoIndex)
	if d.ReviewDue != nil {
		h.add(string(d.ReviewDue.ISO))
	}
	for _, m := range d.Moved {
		h.add(string(m.ID), string(m.Title), string(m.URL))
	}
	h.link(d.Prev)
	h.link(d.Next)
	for _, a := range d.Alternates {
		h.add(string(a.URL))
	}
	for _, l := range d.Crumbs {
		h.link(&l)
	}
	for _, l := range d.Related {
		h.add(string(l.Title), string(l.URL))
	}
	if p.kind == "home" {
		h.home(r.homeData(p, string(d.Root)))
	}
	switch {
	case p.autoList():
		h.pages(r.pageList(p, string(d.Root), true))
	case p.tag != nil:
		h.pages(r.taggedPages(p.tag, string(d.Root)))
	case p.kind == "tags":
		for _, l := range r.tagList(string(d.Root)) {
			h.link(&l.Link)
			maphash.WriteComparable(&h.Hash, l.Count)
		}
	case p.kind == "search":
		for _, e := range r.contents(string(d.Root)) {
			h.link(&e.Link)
			for _, l := range e.Pages {
				h.link(&l)
			}
		}
	}
	if p.doc != nil {
		for _, l := range p.doc.links {
			h.add(l.destination())
			if l.term != nil {
				h.add(l.term.plain)
			}
			maphash.WriteComparable(&h.Hash, [2]int{l.at().width, l.at().height})
		}
		for _, l := range d.Tags {
			h.link(&l)
		}
		if p.doc.front.block != nil || p.doc.tellsOfOthers() {
			blocks, err := r.renderBlock(p, p.doc, nil)
			if err != nil {
				return 0, err
			}
			h.add(string(blocks))
		}
	}
	return h.Sum64(), nil
}

// tellsOfOthers reports whether blocks in a text say something about other pages.
func (d *document) tellsOfOthers() bool {
	return slices.ContainsFunc(d.directives, func(dir *directive) bool { return slices.Contains(blockDirectives, dir.Name) })
}

// navInputs is the hash of a navigation.
func (r *rendering) navInputs(s *section, root string) uint64 {
	h := r.builder.inputHash()
	maphash.WriteComparable(&h.Hash, r.all)
	h.add(root, s.name)
	if s.own != nil {
		h.add(s.own.program.name)
	}
	if s.title != nil {
		h.add(s.title.path)
	}
	for _, g := range s.groups {
		h.add("group", g.title, g.number)
		h.navItems(g.items)
	}
	return h.Sum64()
}

func (h *inputHash) pages(d PageListData) {
	for _, p := range d.Pages {
		h.link(&p.Link)
		h.add(string(p.Summary), string(p.Place))
		if p.Date != nil {
			h.add(string(p.Date.Text))
		}
		for _, l := range p.Pages {
			h.link(&l)
		}
		h.add("end")
	}
}

func (h *inputHash) navItems(items []navItem) {
	for _, i := range items {
		h.add(i.name)
		if i.page != nil {
			h.add(i.page.number, i.page.path)
		}
		h.add("inside")
		h.navItems(i.items)
		h.add("end")
	}
}

// kept is the page of the build before, nil if it is to be rendered again.
func (b *Builder) kept(folder string, p *page, key uint64) []byte {
	if k, ok := b.pages[folder+p.path]; ok && k.doc == p.doc && k.key == key {
		return slices.Clip(k.data)
	}
	return nil
}

// keptText is what the search knew of the page in the build before.
func (b *Builder) keptText(folder string, p *page, key uint64) (text []byte, ok bool) {
	k, ok := b.pages[folder+p.path]
	return k.text, ok && key != 0 && k.doc == p.doc && k.key == key
}
