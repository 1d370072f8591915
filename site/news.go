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

// newsCategories are the categories as authors write them, in every language, the
// addresses of their lists, and how they are printed.
var newsCategories = []struct {
	name, slug string
	printed    func(*Words) Text
}{
	{"お知らせ", "notice", func(w *Words) Text { return w.NewsNotice }},
	{"協定", "agreement", func(w *Words) Text { return w.NewsAgreement }},
	{"認定", "certification", func(w *Words) Text { return w.NewsCertification }},
	{"セミナー", "seminar", func(w *Words) Text { return w.NewsSeminar }},
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
	d.News = &NewsData{Date: m.date(n.date), Category: m.categoryName(n.category), CategoryURL: URL(m.root + categoryPath(n.category)),
		Event: m.moment(n.event), Place: fact(n.place), Parties: texts(n.parties), Photos: m.figures(n.photos)}
}

// categoryName is how a category is printed.
func (t *tree) categoryName(name string) Text {
	if i := categoryIndex(name); i < len(newsCategories) {
		return newsCategories[i].printed(t.theme.words)
	}
	return Text(name)
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
