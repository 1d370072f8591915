package site

// hidden says why a text is nowhere in the site: it is a draft, its time has not
// come, or it has run out. Empty: it is shown.
//
// The day is what the builder was told, so that the same input makes the same site.
// Without it nothing has run out and nothing is yet to come. While the site is
// edited drafts are shown.
func (s *source) hidden(d *document) string {
	f := d.front
	switch {
	case f.Draft && !s.live:
		return "下書き（draft: true）な"
	case s.today.isZero():
		return ""
	case !f.Published.isZero() && f.Published.first().compare(s.today) > 0:
		return "公開日（published）がまだな"
	case !f.Expires.isZero() && f.Expires.compare(s.today) < 0:
		return "掲載の期限（expires）を過ぎた"
	}
	return ""
}
