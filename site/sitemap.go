package site

import (
	"cmp"
	"net/url"
	"strings"
)

// sitemap lists the pages that search engines are to show, with their counterparts in
// other languages.
func (t *tree) sitemap() outFile {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"`)
	if len(t.languages) > 1 {
		b.WriteString(` xmlns:xhtml="http://www.w3.org/1999/xhtml"`)
	}
	b.WriteString(">\n")
	for _, t := range t.languages {
		for _, p := range t.pages {
			if p.noIndex || p.same != nil || p.newer != nil {
				continue
			}
			b.WriteString("<url><loc>" + t.fullURL(p).String() + "</loc>")
			if d := p.lastChanged(); !d.isZero() {
				b.WriteString("<lastmod>" + d.iso() + "</lastmod>")
			}
			for _, a := range t.alternates(p) {
				b.WriteString(`<xhtml:link rel="alternate" hreflang="` + a.Lang.String() + `" href="` + a.URL.String() + `"/>`)
			}
			b.WriteString("</url>\n")
		}
	}
	b.WriteString("</urlset>\n")
	return outFile{"sitemap.xml", []byte(b.String())}
}

// lastChanged is when an author says that the page was changed last. The precision
// of a month or a year is also that of sitemaps.
func (p *page) lastChanged() date {
	if p.doc == nil {
		return date{}
	}
	f := p.doc.front
	d := cmp.Or(f.Updated, f.Published)
	if n := p.newsOf(); n != nil && f.Updated.isZero() {
		d = n.date
	}
	return d
}

// fullURL is the address of a page on the web, where the site's place is known.
func (t *tree) fullURL(p *page) URL {
	return URL(t.config.BaseURL + (&url.URL{Path: p.path}).EscapedPath())
}

// robots lets search engines in and shows them the sitemap.
func (t *tree) robots() outFile {
	s := "User-agent: *\nAllow: /\n"
	if t.config.BaseURL != "" {
		s += "Sitemap: " + t.config.BaseURL + "sitemap.xml\n"
	}
	return outFile{"robots.txt", []byte(s)}
}
