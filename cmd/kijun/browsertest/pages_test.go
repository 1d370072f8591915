package browsertest

import (
	"testing"
)

// Every page loads, asks nothing of another origin, leaves the console empty, and
// is no wider than a window or a phone's screen.
func TestPages(t *testing.T) { both(t, everyPage) }

func everyPage(t *visitor) {
	v := visit(t, serve(t, nil))
	v.size(1280, 900)
	narrow := false
	look := func(p string) {
		if narrow {
			p += " on a phone"
		}
		v.fits(p)
	}
	for _, p := range pages(t) {
		if status := v.open(p); status != 200 {
			t.Errorf("%s: status %d", p, status)
		}
		if eval[bool](v, `"selfcheck" in document.documentElement.dataset`) {
			v.wait(`html[data-selfcheck="ready"]`)
		}
		look(p)
		if narrow = !narrow; narrow { // the next page begins as this one ends: changing the size takes time
			v.phone()
		} else {
			v.size(1280, 900)
		}
		look(p)
		v.judge()
		if t.Failed() {
			t.Fatalf("on page %s", p)
		}
	}
}

// A wrong address gets the page for it, with links that work from anywhere.
func TestNotFound(t *testing.T) { both(t, notFound) }

func notFound(t *visitor) {
	v := visit(t, serve(t, nil))
	v.forgive("the server responded with a status of 404")
	if status := v.open("no/such/page/"); status != 404 {
		t.Errorf("status %d", status)
	}
	v.wait(`html[data-kind="notfound"] h1`)
}
