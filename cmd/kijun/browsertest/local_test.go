package browsertest

import (
	"os"
	"path/filepath"
	"testing"

	"kijun/site"
)

// A site that is made to be opened from a disk: old addresses lead on, places too, and
// the search finds.
func TestSiteOfDisk(t *testing.T) { both(t, siteOfDisk) }

func siteOfDisk(t *visitor) {
	dir := filepath.Join(t.TempDir(), base) // where a visitor's own requests are those of a handbook
	b := site.Builder{Local: true}
	problems, err := b.Build(t.Context(), os.DirFS(root+"/site/testdata/changes"), &site.Disk{Dir: dir})
	if err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	v := visit(t, "file://"+filepath.ToSlash(dir)+"/")
	for _, test := range []struct{ from, to string }{
		{"old/page/index.html", "guide/new/index.html"},
		{"old/page/index.html#here", "guide/new/index.html#here"},
		{"leaflet/index.html#a", "guide/new/index.html#here"},
		{"guide/new/index.html#gone", "guide/index.html"},
	} {
		v.open(test.from)
		v.waitFor(test.from+" to lead to "+test.to, `document.readyState === "complete" && (location.pathname + location.hash).endsWith(%s)`, base+test.to)
	}
	v.open("search/index.html?q=新しいﾍﾟｰｼﾞ")
	v.waitFor("the search to find a page", `[...document.querySelectorAll(".search a")].some((a) => a.href.endsWith("guide/new/index.html"))`)
}
