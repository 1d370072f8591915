package site

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"kijun/criteria"
)

// The review clock: `checked` is when somebody last compared a text with its sources,
// review_in for how long that holds. Past that the text is due. Whether it is past, only
// a builder knows that was told the day; when it is due, every builder.

const (
	reviewPath = "review/"
	reviewFile = "review.json"
)

// defaultReview is for how long a text counts as checked where nobody says so.
var defaultReview = interval{months: 12}

// reviewIn is for how long the text counts as checked.
func (s *source) reviewIn(f *frontMatter) interval {
	return cmp.Or(f.ReviewIn, s.config.ReviewIn, defaultReview)
}

// due is the last day on which the text counts as checked; zero where nobody checked
// it, or it holds for good.
func (s *source) due(f *frontMatter) date {
	every := s.reviewIn(f)
	if f.Checked.isZero() || every.never {
		return date{}
	}
	return every.after(f.Checked)
}

// overdue reports whether somebody should look at the text again.
func (s *source) overdue(f *frontMatter) bool {
	due := s.due(f)
	return !s.today.isZero() && !due.isZero() && due.compare(s.today) < 0
}

// checkDates reports texts that have run out and those that somebody should look at
// again, as of the day that the builder was told.
func (t *tree) checkDates(problems *criteria.Diagnostics) {
	warn := func(pos criteria.Pos, code, msg, hint string) {
		d := at(pos, code, msg, hint)
		d.Severity = criteria.Warning
		*problems = append(*problems, d)
	}
	for _, name := range sortedKeys(t.content) {
		d := t.content[name].docs[0]
		f := d.front
		switch {
		case !f.ReviewIn.isZero() && !f.ReviewIn.never && f.Checked.isZero():
			warn(f.reviewAt.in(d), "review", "見直しの期間（review_in）がありますが、内容を確かめた日（checked）がありません", "例: checked: 2026-04-01")
		case t.today.isZero():
		case !f.Expires.isZero() && f.Expires.compare(t.today) < 0:
			warn(f.expiresAt.in(d), "expired", fmt.Sprintf("掲載の期限 %s を過ぎたので、サイトに出ていません", f.Expires.text(t.config.Dates)),
				"続けて載せるなら expires を書き直し、要らなければファイルを消してください")
		case f.Checked.day != 0 && f.Checked.compare(t.today) > 0:
			warn(f.checkedAt.in(d), "review", fmt.Sprintf("内容を確かめた日（%s）が、今日より先です", f.Checked.text(t.config.Dates)), "年を確かめてください")
		case t.overdue(f) && t.hidden(d) == "":
			warn(f.checkedAt.in(d), "stale", fmt.Sprintf("内容を最後に確かめたのは %s で、見直しの期限 %s を過ぎました", f.Checked.text(t.config.Dates), t.due(f).text(t.config.Dates)),
				"内容がいまも正しいかを確かめて、checked を書き直してください")
		}
	}
}

// A reviewItem is a text that is to be looked at again.
type reviewItem struct {
	file string
	page *page // nil: a block
	doc  *document
	due  date // zero: nobody has checked the text yet, or it holds for good
}

// reviewItems are the texts of the site, the ones due first at the head, those that
// nobody has checked at the end. A text of several editions stands once.
func (t *tree) reviewItems() []reviewItem {
	var items []reviewItem
	for _, name := range sortedKeys(t.content) {
		d := t.content[name].docs[0]
		pages := t.byFile[name]
		if t.hidden(d) != "" || len(pages) > 0 && pages[0].noIndex || t.reviewIn(d.front).never {
			continue
		}
		item := reviewItem{file: name, doc: d, due: t.due(d.front)}
		if len(pages) > 0 {
			item.page = pages[len(pages)-1]
			if item.page.same != nil {
				item.page = item.page.same
			}
		}
		items = append(items, item)
	}
	slices.SortStableFunc(items, func(a, b reviewItem) int {
		switch {
		case !a.due.isZero() && !b.due.isZero():
			return a.due.compare(b.due)
		case a.due.isZero() && !b.due.isZero():
			return 1
		case b.due.isZero() && !a.due.isZero():
			return -1
		}
		return 0
	})
	return items
}

// title is the title of the text, or its file where it has none.
func (i reviewItem) title() string {
	if i.page != nil {
		return i.page.title
	}
	return cmp.Or(i.doc.title, i.file)
}

// addReview makes the list of what is to be looked at again, where the configuration
// wants it.
func (t *tree) addReview(problems *criteria.Diagnostics) {
	if t.config.ReviewPage {
		t.add(&page{kind: "review", path: reviewPath, title: string(t.theme.words.Review), summary: string(t.theme.words.ReviewLead), noIndex: true}, problems)
	}
}

// reviewData is the list for its page.
func (r *rendering) reviewData(p *page, root string) *ReviewData {
	m := &maker{r, p, root}
	d := &ReviewData{Words: r.theme.words, Today: m.date(r.today), Data: URL(root + reviewFile)}
	w := r.theme.words
	overdue, later := ReviewTable{Words: w, Title: w.ReviewOverdue, Overdue: true}, ReviewTable{Words: w, Title: w.ReviewLater}
	for _, i := range r.reviewItems() {
		row := ReviewRow{Words: w, File: Text(i.file), Title: Text(i.title()), Checked: m.date(i.doc.front.Checked), Due: m.date(i.due)}
		if i.page != nil {
			row.URL = URL(address(root, i.page))
		}
		switch {
		case i.due.isZero():
			d.Unchecked = append(d.Unchecked, row)
		case r.overdue(i.doc.front):
			overdue.Rows = append(overdue.Rows, row)
		default:
			later.Rows = append(later.Rows, row)
		}
	}
	for _, table := range []ReviewTable{overdue, later} {
		if len(table.Rows) > 0 {
			d.Tables = append(d.Tables, table)
		}
	}
	return d
}

// reviewList is the list as data.
func (t *tree) reviewList() outFile {
	type row struct {
		File     string  `json:"file"`
		Address  *string `json:"address"` // below the site's root; null for a block
		Title    string  `json:"title"`
		Checked  string  `json:"checked,omitempty"`
		ReviewIn string  `json:"review_in,omitempty"`
		Due      string  `json:"due,omitempty"`
		Overdue  *bool   `json:"overdue,omitempty"` // where the day is known
	}
	list := struct {
		Today string `json:"today,omitempty"`
		Pages []row  `json:"pages"`
	}{isoOf(t.today), []row{}}
	for _, i := range t.reviewItems() {
		x := row{File: i.file, Title: i.title(), Checked: isoOf(i.doc.front.Checked), Due: isoOf(i.due)}
		if i.page != nil {
			x.Address = &i.page.path
		}
		if !i.due.isZero() {
			x.ReviewIn = t.reviewIn(i.doc.front).iso()
			if !t.today.isZero() {
				over := t.overdue(i.doc.front)
				x.Overdue = &over
			}
		}
		list.Pages = append(list.Pages, x)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(list); err != nil {
		panic(err) // strings and booleans only
	}
	return outFile{reviewFile, b.Bytes()}
}
