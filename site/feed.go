package site

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"
)

const (
	feedFile     = newsPath + "feed.xml"
	jsonFeedFile = newsPath + "feed.json"
)

// feedEntries are the pages that the feed tells about: news, and awards that the
// publisher was granted, newest first.
func (t *tree) feedEntries() []feedEntry {
	var entries []feedEntry
	for _, p := range t.pages {
		if p.doc == nil {
			continue
		}
		switch b := p.doc.front.block.(type) {
		case *news:
			entries = append(entries, feedEntry{p, b.date})
		case *achievement:
			entries = append(entries, feedEntry{p, b.granted})
		}
	}
	slices.SortFunc(entries, func(a, b feedEntry) int { return cmp.Or(b.date.compare(a.date), cmp.Compare(a.page.path, b.page.path)) })
	return entries[:min(len(entries), mostNews)]
}

type feedEntry struct {
	page *page
	date date
}

// updated is when the entry was last changed. A month stands for its last day.
func (e feedEntry) updated() string {
	d := e.date
	if u := e.page.doc.front.Updated; !u.isZero() && u.compare(d) > 0 {
		d = u
	}
	return instant(d)
}

// instant is the beginning of a day in Japan.
func instant(d date) string { return d.last().iso() + "T00:00:00+09:00" }

// hasFeed reports whether the site has a feed. Its addresses are full ones, so the
// site's place must be known.
func (t *tree) hasFeed() bool { return t.config.BaseURL != "" && len(t.entries) > 0 }

// feedURL is the address of one form of the feed, empty where there is none.
func (t *tree) feedURL(root, file string) URL {
	if !t.hasFeed() {
		return ""
	}
	return URL(root + file)
}

// feed is the site's news as an Atom feed (RFC 4287). An entry's id is its address,
// which stays what it is as long as the file has its name or slug.
func (t *tree) feed() outFile {
	var b strings.Builder
	element := func(name string, value Text) {
		if value != "" {
			b.WriteString("<" + name + ">" + value.String() + "</" + name + ">\n")
		}
	}
	base := t.config.BaseURL
	updated := ""
	for _, e := range t.entries {
		updated = max(updated, e.updated())
	}
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="` + t.config.Lang + `">` + "\n")
	element("title", Text(t.config.Title))
	element("id", Text(base+newsPath))
	element("updated", Text(updated))
	b.WriteString(`<link rel="self" type="application/atom+xml" href="` + URL(base+feedFile).String() + `"/>` + "\n")
	b.WriteString(`<link rel="alternate" type="text/html" href="` + URL(base+newsPath).String() + `"/>` + "\n")
	b.WriteString("<author>\n")
	element("name", Text(cmp.Or(t.config.Publisher, t.config.Title)))
	b.WriteString("</author>\n")
	for _, e := range t.entries {
		address := t.fullURL(e.page)
		b.WriteString("<entry>\n")
		element("title", Text(e.page.title))
		element("id", Text(address))
		b.WriteString(`<link rel="alternate" type="text/html" href="` + address.String() + `"/>` + "\n")
		element("published", Text(instant(e.date)))
		element("updated", Text(e.updated()))
		if n := e.page.newsOf(); n != nil {
			b.WriteString(`<category term="` + t.categoryName(n.category).String() + `"/>` + "\n")
		}
		element("summary", Text(e.page.summary))
		b.WriteString("</entry>\n")
	}
	b.WriteString("</feed>\n")
	return outFile{feedFile, []byte(b.String())}
}

// jsonFeed is the same as a JSON feed, version 1.1 (jsonfeed.org).
func (t *tree) jsonFeed() outFile {
	type author struct {
		Name string `json:"name"`
	}
	type item struct {
		ID        string   `json:"id"`
		URL       string   `json:"url"`
		Title     string   `json:"title"`
		Text      string   `json:"content_text"` // one is required
		Published string   `json:"date_published"`
		Modified  string   `json:"date_modified"`
		Tags      []string `json:"tags,omitempty"`
	}
	base := t.config.BaseURL
	feed := struct {
		Version  string   `json:"version"`
		Title    string   `json:"title"`
		Home     string   `json:"home_page_url"`
		Feed     string   `json:"feed_url"`
		Language string   `json:"language"`
		Authors  []author `json:"authors"`
		Items    []item   `json:"items"`
	}{"https://jsonfeed.org/version/1.1", t.config.Title, base + newsPath, base + jsonFeedFile, t.config.Lang,
		[]author{{cmp.Or(t.config.Publisher, t.config.Title)}}, nil}
	for _, e := range t.entries {
		address := string(t.fullURL(e.page))
		x := item{ID: address, URL: address, Title: e.page.title, Text: cmp.Or(e.page.summary, e.page.title), Published: instant(e.date), Modified: e.updated()}
		if n := e.page.newsOf(); n != nil {
			x.Tags = append(x.Tags, string(t.categoryName(n.category)))
		}
		feed.Items = append(feed.Items, x)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(feed); err != nil {
		panic(err) // strings only
	}
	return outFile{jsonFeedFile, b.Bytes()}
}
