package browsertest

import (
	"sync"
	"testing"
	"time"
)

// threeEditions is a site of a scheme with three editions, and of pages that moved.
var threeEditions = sync.OnceValues(func() (dir string, err error) { return build(root + "/site/testdata/changes") })

// A visitor of an old address is where the page is now, at the place that was meant;
// without scripts as well, as far as browsers tell.
func TestRedirects(t *testing.T) { both(t, followsRedirects) }

func followsRedirects(t *visitor) {
	v := visit(t, serveSite(t, threeEditions, nil))
	follow := func(from, path, hash string) {
		t.Helper()
		v.open(from)
		v.waitFor(from+" to lead to "+path+hash, `document.readyState === "complete" && location.pathname + location.hash === %s`, base+path+hash)
	}
	follow("old/page/", "guide/new/", "")
	follow("old/page/#here", "guide/new/", "#here")
	follow("leaflet/#a", "guide/new/", "#here")
	follow("leaflet/#b", "guide/", "")
	follow("guide/new/#gone", "guide/", "")
	follow("schemes/mimamori/visit/#rule", "schemes/mimamori/2026/rounds/", "#rule")
	v.open("leaflet/")
	if got := eval[int](v, `document.querySelectorAll("main li a").length`); got != 2 {
		t.Errorf("a page of which only places moved has %d links", got)
	}
	v.scriptsOff()
	v.open("old/page/")
	for range 100 { // nothing in the page can tell that it is there
		if got := eval[string](v, `location.pathname`); got == base+"guide/new/" {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("without scripts nothing leads on")
}

// The page of changes is accessible, wide and narrow.
func TestChangesAccessible(t *testing.T) {
	t.Parallel()
	src := axe(t)
	v := visit(t, serveSite(t, threeEditions, nil))
	for _, page := range []string{"schemes/mimamori/changes/", "schemes/mimamori/2024/board/", "schemes/mimamori/2026/call/", "leaflet/"} {
		v.open(page)
		v.accessible(src)
	}
	v.phone()
	v.open("schemes/mimamori/changes/")
	v.accessible(src)
	if got := eval[int](v, `document.documentElement.scrollWidth`); got > 360 {
		t.Errorf("the page is %d px wide on a phone", got)
	}
}
