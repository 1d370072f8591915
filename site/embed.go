package site

import (
	"fmt"
	"html"
	"slices"
)

// embedData is what other sites write to show the self-checks. Where the site's
// place is not known, its address is left to fill in.
func (r *rendering) embedData() EmbedData {
	w := r.theme.words
	d := EmbedData{Words: w, Known: r.config.BaseURL != ""}
	base := r.config.BaseURL
	if !d.Known {
		base = "https://" + string(w.EmbedAddress) + "/"
	}
	src := html.EscapeString(base + embedFile)
	for _, e := range r.newest {
		check := html.EscapeString(base + "schemes/" + e.ID + "/check/")
		title := html.EscapeString(e.short() + string(w.CheckTitle))
		d.Forms = append(d.Forms, EmbedForm{Title: Text(e.Title.In(e.lang)),
			Script:  Text(fmt.Sprintf(`<script src="%s" data-scheme="%s" async></script>`, src, e.ID)),
			Element: Text(fmt.Sprintf("<script src=\"%s\" async></script>\n<kijun-check scheme=\"%s\"><a href=\"%s\">%s</a></kijun-check>", src, e.ID, check, title)),
			Frame:   Text(fmt.Sprintf(`<iframe src="%s?embed" title="%s" width="100%%" height="800" loading="lazy"></iframe>`, check, title))})
	}
	return d
}

// embedAt is the address of the page that tells other sites how to show the
// self-checks; empty where no page has the block `:::embed`.
func (t *tree) embedAt(root string) URL {
	for _, p := range t.pages {
		for _, doc := range p.docs() {
			if slices.ContainsFunc(doc.directives, func(d *directive) bool { return d.Name == "embed" }) {
				return URL(address(root, p))
			}
		}
	}
	return ""
}
