package site

import (
	"bytes"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
)

// newMinifier removes what browsers do not show. Quotes, end tags and default
// attributes stay: styles and tests select by them, and they compress to nothing.
func newMinifier() *minify.M {
	m := minify.New()
	m.Add("text/html", &html.Minifier{
		KeepDefaultAttrVals: true, KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true,
	})
	return m
}

// minifyHTML minifies a piece of a page.
func minifyHTML(m *minify.M, h *bytes.Buffer) (HTML, error) {
	small := buffer()
	defer release(small)
	if err := m.Minify("text/html", small, h); err != nil {
		return "", err
	}
	return HTML(small.String()), nil
}
