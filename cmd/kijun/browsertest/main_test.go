package browsertest

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"kijun/criteria"
	"kijun/site"
)

// root is the checkout.
const root = "../../.."

// base is the sub-path that the handbook is served under, as on a publisher's
// web space.
const base = "/kenko/"

// required reports whether a missing browser is a failure.
func required() bool { return os.Getenv("KIJUN_REQUIRE_BROWSER") != "" }

// lacking skips a test that cannot run here, or fails it where it has to run.
func lacking(t testing.TB, reason string) {
	t.Helper()
	if required() {
		t.Fatal(reason)
	}
	t.Skip(reason)
}

// handbook is the built site, once for all tests.
var handbook = sync.OnceValues(func() (dir string, err error) { return build(root) })

// surveys is a site of small definitions that have all that long forms are made of.
var surveys = sync.OnceValues(func() (dir string, err error) { return build(root + "/site/testdata/survey") })

// build builds a project into a folder of its own.
func build(project string) (dir string, err error) {
	dir, err = os.MkdirTemp("", "kijun-handbook")
	if err != nil {
		return "", err
	}
	leave(func() { os.RemoveAll(dir) })
	b := site.Builder{BaseURL: "https://handbook.example.jp" + base}
	problems, err := b.Build(context.Background(), os.DirFS(project), &site.Disk{Dir: filepath.Join(dir, "public")})
	if err == nil {
		err = problems.Err()
	}
	return dir, err
}

// library is the definitions that the handbook was built from.
var library = sync.OnceValues(func() (*criteria.Library, error) {
	var files []criteria.File
	fsys := os.DirFS(root)
	err := fs.WalkDir(fsys, "criteria", func(name string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && d.Name() == "testdata" {
			return fs.SkipDir
		}
		if err != nil || !strings.HasSuffix(path.Base(name), ".yaml") {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		files = append(files, criteria.File{Name: name, Data: data})
		return err
	})
	l, ds := criteria.Read(files)
	return l, errors.Join(err, ds.Err())
})

// atExit ends what runs once for all tests.
var atExit struct {
	sync.Mutex
	todo []func()
}

func leave(f func()) {
	atExit.Lock()
	defer atExit.Unlock()
	atExit.todo = append(atExit.todo, f)
}

func TestMain(m *testing.M) {
	code := m.Run()
	for _, f := range atExit.todo {
		f()
	}
	os.Exit(code)
}

// types is all that the web space knows.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".xml": "application/xml", ".txt": "text/plain; charset=utf-8", ".svg": "image/svg+xml",
}

// serve serves the handbook under base until the test ends, and returns the
// address of its home page. A file for which broken answers true is left to it.
func serve(t testing.TB, broken func(w http.ResponseWriter, name string) bool) string {
	t.Helper()
	return serveSite(t, handbook, broken)
}

// serveSite is serve for one of the sites.
func serveSite(t testing.TB, built func() (dir string, err error), broken func(w http.ResponseWriter, name string) bool) string {
	t.Helper()
	dir, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return serveFolder(t, filepath.Join(dir, "public"), broken)
}

// serveFolder serves a built site like the handbook.
func serveFolder(t testing.TB, public string, broken func(w http.ResponseWriter, name string) bool) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, ok := strings.CutPrefix(r.URL.Path, base)
		if !ok || strings.Contains(name, "..") {
			http.NotFound(w, r)
			return
		}
		if name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		if name == "sw.js" {
			// Otherwise every visitor would fetch the whole handbook, see publisher.
			http.NotFound(w, r)
			return
		}
		if broken != nil && broken(w, name) {
			return
		}
		status := http.StatusOK
		data, err := os.ReadFile(filepath.Join(public, filepath.FromSlash(name)))
		if err != nil {
			name, status = "404.html", http.StatusNotFound
			data, _ = os.ReadFile(filepath.Join(public, name))
		}
		w.Header().Set("Content-Type", cmp.Or(types[path.Ext(name)], "application/octet-stream"))
		w.WriteHeader(status)
		w.Write(data)
	}))
	t.Cleanup(server.Close)
	return server.URL + base
}

// pages lists the handbook's pages as paths under its home page, without those that only
// lead on.
func pages(t testing.TB) []string {
	t.Helper()
	dir, err := handbook()
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	public := os.DirFS(filepath.Join(dir, "public"))
	err = fs.WalkDir(public, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && path.Base(name) == "index.html" {
			if data, err := fs.ReadFile(public, name); err != nil || bytes.Contains(data, []byte(`data-kind="redirect"`)) {
				return err
			}
			found = append(found, strings.TrimSuffix(name, "index.html"))
		}
		return err
	})
	if err != nil || len(found) == 0 {
		t.Fatal("no pages: ", err)
	}
	return found
}
