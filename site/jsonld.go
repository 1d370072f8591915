package site

import (
	"bytes"
	"cmp"
	"encoding/json"
)

// What search engines are told about a page, in the words of schema.org: a block of
// data in the page's head. Browsers do not run it, so the content security policy
// does not concern it. Its addresses are full ones; where the site's place is not
// known there is none, nor while the site is edited, on pages that
// search engines leave out, and on forms, which weigh enough without.

// A JSON is data for the inside of a script element: as [encoding/json] writes it,
// with < > & escaped, so that no text of an author can end the element.
type JSON string

func (j JSON) String() string { return string(j) }

// A thing is something that schema.org has a type for. What is empty is left out.
type thing struct {
	Context     string   `json:"@context,omitempty"`
	Graph       []thing  `json:"@graph,omitempty"`
	Type        string   `json:"@type,omitempty"`
	ID          string   `json:"@id,omitempty"`
	Position    int      `json:"position,omitempty"`
	Name        string   `json:"name,omitempty"`
	Headline    string   `json:"headline,omitempty"`
	Description string   `json:"description,omitempty"`
	URL         string   `json:"url,omitempty"`
	Item        string   `json:"item,omitempty"`
	Image       string   `json:"image,omitempty"`
	Logo        string   `json:"logo,omitempty"`
	Language    string   `json:"inLanguage,omitempty"`
	Published   string   `json:"datePublished,omitempty"`
	Modified    string   `json:"dateModified,omitempty"`
	Main        string   `json:"mainEntityOfPage,omitempty"`
	Publisher   *thing   `json:"publisher,omitempty"`
	Author      *thing   `json:"author,omitempty"`
	Text        string   `json:"text,omitempty"`
	Answer      *thing   `json:"acceptedAnswer,omitempty"`
	Items       []thing  `json:"itemListElement,omitempty"`
	Entities    []thing  `json:"mainEntity,omitempty"`
	Steps       []thing  `json:"step,omitempty"`
	Terms       []thing  `json:"hasDefinedTerm,omitempty"`
	InSet       string   `json:"inDefinedTermSet,omitempty"`
	Alternates  []string `json:"alternateName,omitempty"`
}

// structuredData is the page in the words of schema.org; empty where there is
// nothing to say.
func (r *rendering) structuredData(p *page, d *Page) JSON {
	if d.Canonical == "" || d.NoIndex || r.live || d.SelfCheck || p.kind == "form" {
		return ""
	}
	var graph []thing
	add := func(ts ...thing) { graph = append(graph, ts...) }
	address := string(r.fullURL(p))
	if p.path == "" {
		add(thing{Type: "WebSite", ID: address + "#site", Name: r.config.Title, Description: p.summary, URL: address,
			Language: r.config.Lang, Publisher: r.publisher()})
	}
	if len(p.parents) > 0 {
		add(r.breadcrumbs(p, d))
	}
	if p.doc != nil && (p.kind == "page" || p.kind == "criterion") {
		add(r.article(p, d, address))
		if b, ok := p.doc.front.block.(schemaBlock); ok {
			add(b.schema(p, address)...)
		}
	}
	if p.doc != nil && len(p.doc.questions) > 0 {
		add(faqPage(p.doc.questions, address))
	}
	if p.kind == "glossary" {
		add(r.termSet(address))
	}
	if graph == nil {
		return ""
	}
	return toJSON(thing{Context: "https://schema.org", Graph: graph})
}

// A schemaBlock is a block that schema.org has types for.
type schemaBlock interface {
	schema(p *page, address string) []thing
}

func toJSON(t thing) JSON {
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(t); err != nil {
		panic(err) // strings and numbers only
	}
	return JSON(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}

// publisher is who publishes the site; nil where nobody is named.
func (r *rendering) publisher() *thing {
	if r.config.Publisher == "" {
		return nil
	}
	return &thing{Type: "Organization", Name: r.config.Publisher, URL: r.config.BaseURL}
}

func (r *rendering) breadcrumbs(p *page, d *Page) thing {
	list := thing{Type: "BreadcrumbList"}
	for i, c := range d.Crumbs {
		to := p
		if i < len(p.parents) {
			to = p.parents[i]
		}
		list.Items = append(list.Items, thing{Type: "ListItem", Position: i + 1, Name: string(c.Title), Item: string(r.fullURL(to))})
	}
	return list
}

// article is the page as a text with its dates.
func (r *rendering) article(p *page, d *Page, address string) thing {
	f := p.doc.front
	a := thing{Type: "Article", Headline: p.title, Description: p.summary, URL: address, Main: address, Language: r.config.Lang,
		Published: isoOf(f.Published), Modified: isoOf(f.Updated), Publisher: r.publisher(), Author: r.publisher()}
	if d.Social != nil {
		a.Image = string(d.Social.Image)
	}
	if n := p.newsOf(); n != nil {
		a.Type, a.Published = "NewsArticle", cmp.Or(a.Published, n.date.iso())
	}
	return a
}

// termSet is the glossary.
func (r *rendering) termSet(address string) thing {
	set := thing{Type: "DefinedTermSet", ID: address, Name: string(r.theme.words.Glossary), URL: address}
	for _, x := range r.glossary {
		t := thing{Type: "DefinedTerm", Name: x.name, Description: x.plain, URL: address + "#" + x.anchor, InSet: address}
		if x.reading != "" {
			t.Alternates = append(t.Alternates, x.reading)
		}
		t.Alternates = append(t.Alternates, x.aliases...)
		set.Terms = append(set.Terms, t)
	}
	return set
}

// isoOf is a date as data, empty where there is none.
func isoOf(d date) string {
	if d.isZero() {
		return ""
	}
	return d.iso()
}
