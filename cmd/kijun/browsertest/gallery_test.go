package browsertest

import (
	"sync"
	"testing"
)

// gallery is a site with every component of the theme.
var gallery = sync.OnceValues(func() (dir string, err error) { return build(root + "/site/testdata/gallery") })

// Every component passes the accessibility checks.
func TestGalleryAccessibility(t *testing.T) {
	t.Parallel()
	src := axe(t)
	home := serveSite(t, gallery, nil)
	for _, path := range []string{"", "text/", "text/markdown/", "text/more/", "parts/", "tags/", "tags/見本/", "glossary/", "news/one/",
		"schemes/minna/", "schemes/minna/2026/c1/", "schemes/minna/check/"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			v := visit(t, home)
			v.open(path)
			switch path {
			case "schemes/minna/check/":
				v.wait(`html[data-selfcheck="ready"]`)
				v.answer("staff", "10")
				v.answer("seen", "12")
			case "parts/":
				eval[bool](v, `document.querySelector(".prose details").open = true`)
			}
			v.accessible(src)
		})
	}
}

// The dialog with an explanation, and the navigation of a scheme with the company's
// standing, pass them as well.
func TestGalleryInUse(t *testing.T) {
	t.Parallel()
	src := axe(t)
	v := visit(t, serveSite(t, gallery, nil))
	v.openCheck("minna")
	v.answer("staff", "10")
	v.answer("seen", "8")
	v.waitFor("what was judged to be kept", `Object.keys(localStorage).some((key) => key.endsWith(":standing"))`)
	v.click("#c1 .more a")
	v.waitVisible("dialog[open] .prose h3")
	v.accessible(src)

	v = visit(t, serveSite(t, gallery, nil))
	v.openCheck("minna")
	v.answer("staff", "10")
	v.waitFor("what was judged to be kept", `Object.keys(localStorage).some((key) => key.endsWith(":standing"))`)
	v.open("schemes/minna/2026/c1/")
	v.waitVisible(".own")
	v.accessible(src)
}
