package site

import "slices"

// hidden says why a text is nowhere in the site: it is a draft, its time has not
// come, or it has run out. Empty: it is shown.
//
// The day is what the builder was told, so that the same input makes the same site.
// Without it nothing has run out and nothing is yet to come. While the site is
// edited drafts are shown.
func (s *source) hidden(d *document) string { return s.hiddenOn(d, s.today) }

// hiddenOn is the same on another day.
func (s *source) hiddenOn(d *document, today date) string {
	f := d.front
	switch {
	case f.Draft && !s.live:
		return "下書き（draft: true）な"
	case today.isZero():
		return ""
	case !f.Published.isZero() && f.Published.first().compare(today) > 0:
		return "公開日（published）がまだな"
	case !f.Expires.isZero() && f.Expires.compare(today) < 0:
		return "掲載の期限（expires）を過ぎた"
	}
	return ""
}

// findUntimely notes the files that a build without a day shows and one of the day of
// [Builder.SetClock] would not.
func (b *Builder) findUntimely(s *source) {
	b.untimely = nil
	if b.clock.isZero() || !s.today.isZero() {
		return
	}
	for _, s := range s.languages() {
		for _, c := range s.content {
			if d := c.docs[0]; s.hidden(d) == "" && s.hiddenOn(d, b.clock) != "" {
				b.untimely = append(b.untimely, c.path)
			}
		}
	}
	slices.Sort(b.untimely)
}
