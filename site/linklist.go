package site

// A linkList is links to elsewhere, each with what to expect there.
type linkList struct{ items []*namedLink }

func readLinks(f fields) block {
	f.require("items: [{url: https://example.jp/, text: 読むところ}]")
	return &linkList{f.linkList("items")}
}

func (l *linkList) fill(d *BlockData, m *maker) { d.Links = m.links(l.items) }
