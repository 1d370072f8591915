package site

// A news is what happened, with its day. It stays in the archive.
type news struct {
	date     date
	category string
	event    moment
	place    string
	parties  []string
	photos   []*figure
	pinned   date // the last day at the head of the list
}

// newsCategories are the categories and the addresses of their lists.
var newsCategories = []struct{ name, slug string }{
	{"お知らせ", "notice"}, {"協定", "agreement"}, {"認定", "certification"}, {"セミナー", "seminar"},
}

func readNews(f fields) block {
	f.require("date: 2025-02-21", "category: お知らせ")
	var names []string
	for _, c := range newsCategories {
		names = append(names, c.name)
	}
	return &news{
		date: f.date("date"), category: f.choice("category", names...),
		event: f.moment("event_date"), place: f.text("place"), parties: f.texts("parties"),
		photos: f.pictures("photos"), pinned: f.date("pinned_until"),
	}
}

func (n *news) fill(d *BlockData, m *maker) {
	d.News = &NewsData{Date: m.date(n.date), Category: Text(n.category), CategoryURL: URL(m.root + categoryPath(n.category)),
		Event: m.moment(n.event), Place: fact(n.place), Parties: texts(n.parties), Photos: m.figures(n.photos)}
}

// categoryPath is the address of the list of a category.
func categoryPath(name string) string {
	for _, c := range newsCategories {
		if c.name == name {
			return newsPath + c.slug + "/"
		}
	}
	return newsPath
}
