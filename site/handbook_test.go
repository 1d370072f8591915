package site

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"
)

var (
	linkAttr = regexp.MustCompile(` (?:href|src|data-core|data-program)="([^"]*)"`)
	idAttr   = regexp.MustCompile(` id="([^"]*)"`)
	refAttr  = regexp.MustCompile(` (?:for|aria-labelledby|aria-describedby|aria-controls|popovertarget)="([^"]*)"`)
)

// The reference handbook and the sample project are tests: in every page every
// link leads to a page and a place, and every id is there once.
func TestHandbook(t *testing.T) {
	t.Run("reference", func(t *testing.T) {
		checkPages(t, handbook(t))
	})
	t.Run("sample", func(t *testing.T) { checkPages(t, built(t, &shared, sample(t))) })
}

func checkPages(t *testing.T, files map[string][]byte) {
	t.Helper()
	ids := map[string]map[string]bool{}
	for name, data := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		ids[name] = map[string]bool{}
		for _, m := range idAttr.FindAllSubmatch(data, -1) {
			id := string(m[1])
			if ids[name][id] {
				t.Errorf("%s: id %q twice", name, id)
			}
			ids[name][id] = true
		}
	}
	for name := range ids {
		for _, m := range refAttr.FindAllSubmatch(files[name], -1) {
			for _, id := range strings.Fields(string(m[1])) {
				if !ids[name][id] {
					t.Errorf("%s: no id %q", name, id)
				}
			}
		}
		if base := path.Base(name); base == "404.html" || base == offlinePage {
			continue // their addresses are those of the host
		}
		for _, m := range linkAttr.FindAllSubmatch(files[name], -1) {
			checkLink(t, files, ids, name, strings.ReplaceAll(string(m[1]), "&amp;", "&"))
		}
	}
}

func checkLink(t *testing.T, files map[string][]byte, ids map[string]map[string]bool, from, link string) {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil {
		t.Errorf("%s: %v", from, err)
		return
	}
	if u.Scheme != "" {
		return
	}
	to := from
	if u.Path != "" {
		to = path.Join(path.Dir(from), u.Path)
		if strings.HasSuffix(u.Path, "/") {
			to = path.Join(to, "index.html")
		}
	}
	if _, ok := files[to]; !ok {
		t.Errorf("%s: %s leads nowhere", from, link)
	} else if u.Fragment != "" && !ids[to][u.Fragment] {
		t.Errorf("%s: %s: no such place", from, link)
	}
}

// What a visitor came for is two links away from the home page.
func TestFiveThingsInTwoClicks(t *testing.T) {
	for name, files := range map[string]map[string][]byte{"reference": handbook(t), "sample": built(t, &shared, sample(t))} {
		near := map[string]bool{"index.html": true}
		for range 2 {
			for from := range near {
				for _, m := range hrefAttr.FindAllSubmatch(files[from], -1) {
					to, _, _ := strings.Cut(string(m[1]), "#")
					near[path.Join(path.Dir(from), to, "index.html")] = true
				}
			}
		}
		for _, thing := range []string{`<dfn>`, `class="divisions"`, `class="path-deadline"`, `data-selfcheck="loading"`, `class="facts contact"`} {
			found := false
			for page := range near {
				found = found || bytes.Contains(files[page], []byte(thing))
			}
			if !found {
				t.Errorf("%s: nothing with %s in two clicks", name, thing)
			}
		}
	}
}

var hrefAttr = regexp.MustCompile(`<a [^>]*href="(\.[^"]*)"`)
