package browsertest

import (
	"testing"
)

// Every page loads, asks nothing of another origin and leaves the console empty.
func TestPages(t *testing.T) { both(t, everyPage) }

func everyPage(t *visitor) {
	v := visit(t, serve(t, nil))
	for _, p := range pages(t) {
		if status := v.open(p); status != 200 {
			t.Errorf("%s: status %d", p, status)
		}
		if eval[bool](v, `"selfcheck" in document.documentElement.dataset`) {
			v.wait(`html[data-selfcheck="ready"]`)
		}
		if wide := eval[int](v, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
			t.Errorf("%s: %d px wider than the window", p, wide)
		}
		v.judge()
		if t.Failed() {
			t.Fatalf("on page %s", p)
		}
	}
}

// On a phone no page is wider than the screen.
func TestPagesOnPhone(t *testing.T) { both(t, everyPageOnPhone) }

func everyPageOnPhone(t *visitor) {
	v := visit(t, serve(t, nil))
	v.phone()
	for _, p := range pages(t) {
		v.open(p)
		if wide := eval[int](v, `document.documentElement.scrollWidth - 360`); wide > 0 {
			t.Errorf("%s: %d px wider than the screen", p, wide)
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
