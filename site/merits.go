package site

// A merits is a list of reasons, each with a title.
type merits struct{ items []merit }

type merit struct {
	title, text string
	icon        *figure
	evidence    *namedLink
}

func readMerits(f fields) block {
	f.require("items: [{title: 働く人が元気になる}]")
	b := &merits{}
	f.each("items", "title", func(f fields) {
		f.require("title: 働く人が元気になる")
		b.items = append(b.items, merit{f.text("title"), f.text("text"), f.pictureOf("icon"), f.linkTo("evidence")})
	})
	return b
}

func (b *merits) fill(d *BlockData, m *maker) {
	for _, x := range b.items {
		d.Merits = append(d.Merits, MeritData{Text(x.title), Text(x.text), m.figure(x.icon), m.link(x.evidence)})
	}
}
