package site

import (
	"fmt"

	"kijun/criteria"
)

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

// staleMonths is for how long a page counts as checked.
const staleMonths = 12

// checkDates reports pages that somebody should look at again, as of the day that
// the builder was told.
func (t *tree) checkDates(problems *criteria.Diagnostics) {
	if t.today.isZero() {
		return
	}
	warn := func(pos criteria.Pos, code, msg, hint string) {
		d := at(pos, code, msg, hint)
		d.Severity = criteria.Warning
		*problems = append(*problems, d)
	}
	limit := t.today.minusMonths(staleMonths)
	for _, name := range sortedKeys(t.content) {
		f := t.content[name].docs[0].front
		if !f.Expires.isZero() && f.Expires.compare(t.today) < 0 {
			warn(f.expiresPos, "expired", fmt.Sprintf("掲載の期限 %s を過ぎたので、サイトに出ていません", f.Expires.text(t.config.Dates)),
				"続けて載せるなら expires を書き直し、要らなければファイルを消してください")
		} else if !f.Checked.isZero() && f.Checked.compare(limit) < 0 {
			warn(f.checkedPos, "stale", fmt.Sprintf("内容を最後に確かめたのは %s で、%dか月より前です", f.Checked.text(t.config.Dates), staleMonths),
				"内容がいまも正しいかを確かめて、checked を書き直してください")
		}
	}
}
