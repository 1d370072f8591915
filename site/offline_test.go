package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// workerListOf is the list in the service worker of a site.
func workerListOf(t *testing.T, files map[string][]byte) workerList {
	t.Helper()
	text, ok := bytes.CutPrefix(files[workerFile], []byte("const site="))
	if !ok {
		t.Fatalf("the worker has no list: %.60s", files[workerFile])
	}
	var list workerList
	if err := json.NewDecoder(bytes.NewReader(text)).Decode(&list); err != nil {
		t.Fatal(err)
	}
	return list
}

// The service worker knows every file that a page shows, by the bytes that were
// written, and none that the site has only for others.
func TestWorkerList(t *testing.T) {
	p := sample(t)
	p["content/img/ファイル 1.svg"] = &fstest.MapFile{Data: []byte("<svg/>")}
	files := built(t, &shared, p)
	list := workerListOf(t, files)
	size := 0
	for name, data := range files {
		sum := sha256.Sum256(data)
		want := base64.StdEncoding.EncodeToString(sum[:6])
		if slices.Contains([]string{"sw.js", "embed.js", "robots.txt", "sitemap.xml", headersFile, feedFile, jsonFeedFile}, name) || strings.HasPrefix(name, previewsDir) {
			want = ""
		} else {
			size += len(data)
		}
		if got := list.Now[addressName(name)]; got != want {
			t.Errorf("%s: %q in the list, want %q", name, got, want)
		}
	}
	if len(list.Later) > 0 || list.Bytes != size {
		t.Errorf("%d bytes and later %v, want %d and nothing", list.Bytes, list.Later, size)
	}

	p["content/guide/start.md"] = &fstest.MapFile{Data: []byte("# 別の文\n")}
	if other := workerListOf(t, built(t, &shared, p)); other.Build == list.Build {
		t.Error("another site has the same build")
	}
}

// Of a site that is too large for everybody to fetch, what forms need is fetched.
func TestWorkerListOfLargeSite(t *testing.T) {
	p := sample(t)
	p["content/img/big.bin"] = &fstest.MapFile{Data: make([]byte, mostOffline)}
	list := workerListOf(t, built(t, &shared, p))
	if later := slices.Sorted(maps.Keys(list.Later)); !slices.Equal(later, []string{"img/badge.svg", "img/big.bin"}) {
		t.Errorf("with large files, later: %q", later)
	}
	p["content/guide/big.md"] = &fstest.MapFile{Data: []byte("# 題\n\n" + strings.Repeat("文", mostOffline/3))}
	list = workerListOf(t, built(t, &shared, p))
	for name, now := range map[string]bool{"": true, "404.html": true, "offline.html": true, "schemes/": true, "schemes/setsuden/check/": true,
		"guide/big/": false, "guide/": false, "schemes/setsuden/2026/check/": false, "schemes/setsuden/2026/q1/": false, "img/big.bin": false} {
		if (list.Now[name] != "") != now || (list.Later[name] != "") == now {
			t.Errorf("%q: fetched at once: %v, want %v", name, !now, now)
		}
	}
	for name := range list.Later {
		if strings.HasPrefix(name, assetsDir) {
			t.Errorf("%s later", name)
		}
	}
}

// A site that browsers are not to keep, and one that is being edited, take back
// what an earlier build left.
func TestNoWorker(t *testing.T) {
	p := sample(t)
	live := built(t, &Builder{Live: true}, p)
	p[ConfigFile] = &fstest.MapFile{Data: append(slices.Clone(p[ConfigFile].Data), "\noffline: false\n"...)}
	for name, files := range map[string]map[string][]byte{"live": live, "offline: false": built(t, &shared, p)} {
		if w := files[workerFile]; !bytes.Contains(w, []byte("unregister")) {
			t.Errorf("%s: the worker stays: %s", name, w)
		}
		if bytes.Contains(files["index.html"], []byte("data-worker")) || files[offlinePage] != nil {
			t.Errorf("%s: pages have a worker", name)
		}
	}
	p["content/sw.js"] = &fstest.MapFile{Data: []byte("x")}
	got := shared.Check(context.Background(), p).Error()
	if want := "content/sw.js: この名前のファイルは kijun が作ります\n\thint: ファイルの名前を変えてください"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
