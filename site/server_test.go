package site

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// serving is a server over a copy of the sample project, and its address.
func serving(t *testing.T) (dir, address string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "project")
	if _, err := New(dir, Start{}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ConfigFile), sample(t)[ConfigFile].Data, 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	s := &Server{Dir: dir, Log: t.Output()}
	ended := make(chan error, 1)
	go func() { ended <- s.Watch(ctx) }()
	web := httptest.NewServer(s)
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		web.CloseClientConnections()
		web.Close()
	})
	return dir, web.URL
}

// states reads the events of a server.
func states(t *testing.T, address string) func() liveState {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+"/_kijun/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	lines := bufio.NewScanner(resp.Body)
	return func() liveState {
		t.Helper()
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var s liveState
				if err := json.Unmarshal([]byte(data), &s); err != nil {
					t.Fatal(err)
				}
				return s
			}
		}
		t.Fatal("the events have ended: ", lines.Err())
		return liveState{}
	}
}

func get(t *testing.T, url string) (status int, kind, body string) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var b strings.Builder
	if _, err := bufio.NewReader(resp.Body).WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, resp.Header.Get("Content-Type"), b.String()
}

func TestServerFollowsEdits(t *testing.T) {
	dir, address := serving(t)
	next := states(t, address)
	first := next()
	if len(first.Problems) > 0 {
		t.Fatal(first.Problems)
	}
	page := filepath.Join(dir, "content", "guide", "start.md")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(page, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("# 題\n\n[x](no.md)\n")
	broken := next()
	if len(broken.Problems) != 1 || !strings.HasPrefix(broken.Problems[0], "content/guide/start.md:3:1: ") {
		t.Errorf("problems: %q", broken.Problems)
	}
	if broken.Build != first.Build {
		t.Error("a failed build has changed the site")
	}
	write("# 新しい題\n")
	good := next()
	if len(good.Problems) > 0 || good.Build == first.Build {
		t.Errorf("after the repair: %+v", good)
	}
	if _, _, body := get(t, address+"/guide/start/"); !strings.Contains(body, "<h1>新しい題</h1>") || !strings.Contains(body, liveScript) {
		t.Errorf("the page is still the old one:\n%s", body)
	}
	if err := os.MkdirAll(filepath.Join(dir, "content", "more"), 0o755); err != nil {
		t.Fatal(err)
	}
	next()
	if err := os.WriteFile(filepath.Join(dir, "content", "more", "a.md"), []byte("# 知らせ\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	next()
	if status, _, _ := get(t, address+"/more/a/"); status != http.StatusOK {
		t.Errorf("a page in a new folder: status %d", status)
	}
}

func TestServerAnswersLikeAStaticHost(t *testing.T) {
	_, address := serving(t)
	states(t, address)()
	_, _, check := get(t, address+"/schemes/setsuden/check/")
	_, rest, _ := strings.Cut(check, `data-core="../../../`)
	core, _, _ := strings.Cut(rest, `"`)
	for _, tt := range []struct {
		path   string
		status int
		kind   string
	}{
		{"/", 200, "text/html; charset=utf-8"},
		{"/guide/", 200, "text/html; charset=utf-8"},
		{"/guide", 200, "text/html; charset=utf-8"}, // by way of a redirect
		{"/sitemap.xml", 200, "application/xml"},
		{"/robots.txt", 200, "text/plain; charset=utf-8"},
		{liveScript, 200, "text/javascript; charset=utf-8"},
		{"/" + core, 200, "application/octet-stream"},
		{"/nothing/", 404, "text/html; charset=utf-8"},
		{"/../kijun.yaml", 404, "text/html; charset=utf-8"},
	} {
		if status, kind, _ := get(t, address+tt.path); status != tt.status || kind != tt.kind {
			t.Errorf("%s: got %d %s, want %d %s", tt.path, status, kind, tt.status, tt.kind)
		}
	}
}

// What is missing in a language is answered in it.
func TestServerMissingPage(t *testing.T) {
	s := &Server{}
	if err := s.files.Begin(nil); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"404.html": "ない", "en/404.html": "none", "guide/index.html": "案内"} {
		if err := s.files.Put(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.files.Finish(); err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(s)
	defer web.Close()
	for path, want := range map[string]string{"/x/": "ない", "/guide/x/": "ない", "/en/x/": "none", "/en": "none", "/enx/": "ない"} {
		if status, _, body := get(t, web.URL+path); status != http.StatusNotFound || body != want {
			t.Errorf("%s: %d %s, want %s", path, status, body, want)
		}
	}
}
