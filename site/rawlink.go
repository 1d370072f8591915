package site

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/text"

	"kijun/criteria"
)

// Addresses in HTML that a site allows (raw_html: true). HTML is passed on as its author
// wrote it, so they count from the page, not from the file, and name no .md.

var rawAddress = regexp.MustCompile(`(?i)<[a-z][^<>]*?\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')`)

// rawLinks notes the addresses in HTML.
func (d *document) rawLinks(lines *text.Segments) {
	if lines.Len() == 0 {
		return
	}
	start := lines.At(0).Start
	for _, m := range rawAddress.FindAllSubmatchIndex(d.source[start:lines.At(lines.Len()-1).Stop], -1) {
		from, to := m[2], m[3]
		if from < 0 {
			from, to = m[4], m[5]
		}
		d.links = append(d.links, &link{dest: string(d.source[start+from : start+to]), raw: true, spot: spotOf(d.pos(start + from))})
	}
}

// rawLink is a link in HTML below the site's own address, which nobody rewrites.
func (r *resolver) rawLink(l *link, u *url.URL) (string, *criteria.Diagnostic) {
	if r.folder != "" {
		return l.dest, nil // pages of other languages lead to those of the first one as well
	}
	p, ok := u.Path, true
	if strings.HasPrefix(p, "/") {
		p, ok = strings.CutPrefix(p, r.basePath())
	} else {
		dir := r.page.path
		if !strings.HasSuffix(dir, "/") {
			dir = path.Dir("/" + dir)
		}
		folder := p == "." || p == ".." || strings.HasSuffix(p, "/")
		if p = strings.TrimPrefix(path.Join("/", dir, p), "/"); folder && p != "" {
			p += "/"
		}
	}
	if _, there := r.static[p]; ok && there {
		return l.dest, nil
	}
	if target := r.at(p); ok && target != nil {
		l.page = target
		return l.dest, r.place(target, u.Fragment, at(l.spot.in(r.doc), "broken-anchor", fmt.Sprintf("%s に %q という場所がありません", u.Path, "#"+u.Fragment), ""))
	}
	d := criteria.Diagnostic{Pos: l.spot.in(r.doc), Code: "broken-link", Msg: fmt.Sprintf("HTML の中のリンク先 %q がありません", l.dest),
		Hint: fmt.Sprintf("HTML の中のアドレスは書き直されません。このページ（/%s）から見た場所を書いてください", r.page.path)}
	return l.dest, &d
}
