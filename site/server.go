package site

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"kijun/criteria"
)

// liveScript is the address of the script that reloads pages and shows problems.
const liveScript = "/_kijun/livereload.js"

//go:embed live/livereload.js
var liveFiles embed.FS

// batch is how long a change waits for others: an editor that saves a file makes
// several events within a few milliseconds.
const batch = 30 * time.Millisecond

// A Server shows a project while it is edited: it builds into memory whenever a
// file changes, and tells open pages to load again. Problems of the project appear
// in the pages, over what was built last, until a build has none.
type Server struct {
	Dir string    // the project
	Log io.Writer // problems are printed here too

	files   Memory
	builder Builder

	mu       sync.Mutex
	state    liveState
	changed  chan struct{} // closed at the next state
	building sync.Mutex
}

// A liveState is what open pages are told.
type liveState struct {
	Build    string   `json:"build"`    // changes with every good build that changes something
	Problems []string `json:"problems"` // errors of the last build
}

// Watch builds the project and again whenever one of its files changes, until the
// context ends.
func (s *Server) Watch(ctx context.Context) error {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watching %s: %w", s.Dir, err)
	}
	defer watcher.Close()
	if err := s.watchFolders(watcher); err != nil {
		return err
	}
	s.Build(ctx)
	wait := time.NewTimer(time.Hour)
	wait.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case e, ok := <-watcher.Events:
			if !ok {
				return nil
			}
			if e.Op != fsnotify.Chmod && !strings.HasPrefix(filepath.Base(e.Name), ".") {
				wait.Reset(batch)
			}
		case err, ok := <-watcher.Errors:
			if !ok {
				return nil
			}
			fmt.Fprintln(s.Log, err)
		case <-wait.C:
			if err := s.watchFolders(watcher); err != nil { // there may be new ones
				fmt.Fprintln(s.Log, err)
			}
			s.Build(ctx)
		}
	}
}

// watchFolders watches folders, not files: an editor may replace a file.
func (s *Server) watchFolders(w *fsnotify.Watcher) error {
	if err := w.Add(s.Dir); err != nil {
		return fmt.Errorf("watching %s: %w", s.Dir, err)
	}
	for _, top := range []string{"content", "criteria", "themes"} {
		err := filepath.WalkDir(filepath.Join(s.Dir, top), func(p string, d fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return nil // there is none, or it has gone meanwhile
			case err != nil:
				return err
			case !d.IsDir():
				return nil
			case strings.HasPrefix(d.Name(), "."):
				return fs.SkipDir
			}
			return w.Add(p)
		})
		if err != nil {
			return fmt.Errorf("watching %s: %w", top, err)
		}
	}
	return nil
}

// SetToday tells the day for which the site is shown, as [Builder.SetToday] does. It
// must be called before the first build.
func (s *Server) SetToday(day string) error { return s.builder.SetToday(day) }

// Build builds the project into memory.
func (s *Server) Build(ctx context.Context) {
	s.building.Lock()
	defer s.building.Unlock()
	s.builder.Live = true
	start := time.Now()
	problems, err := s.builder.Build(ctx, os.DirFS(s.Dir), &s.files)
	if err != nil {
		problems = append(problems, criteria.Diagnostic{Code: "build", Msg: err.Error()})
	}
	var shown []string
	for _, d := range problems {
		fmt.Fprintln(s.Log, d)
		if d.Severity == criteria.Error {
			shown = append(shown, d.String())
		}
	}
	if shown == nil {
		fmt.Fprintf(s.Log, "%d ミリ秒で作りました\n", time.Since(start).Milliseconds())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.Build == "" || err == nil && !problems.HasErrors() && s.files.Changed {
		s.state.Build = strconv.FormatInt(start.UnixNano(), 36) // another after a restart
	}
	s.state.Problems = shown
	if s.changed != nil {
		close(s.changed)
	}
	s.changed = make(chan struct{})
}

// ServeHTTP answers as a static host does, and serves the live script and events.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	switch r.URL.Path {
	case liveScript:
		data, err := liveFiles.ReadFile("live/livereload.js")
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		s.answer(w, r, liveScript, http.StatusOK, data)
		return
	case "/_kijun/events":
		s.events(w, r)
		return
	}
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	if strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	if data, ok := s.files.Get(name); ok {
		s.answer(w, r, name, http.StatusOK, data)
		return
	}
	if _, ok := s.files.Get(path.Join(name, "index.html")); ok {
		http.Redirect(w, r, r.URL.Path+"/", http.StatusMovedPermanently)
		return
	}
	folder, _, _ := strings.Cut(name, "/") // of a language, perhaps
	for _, name := range []string{folder + "/404.html", "404.html"} {
		if data, ok := s.files.Get(name); ok {
			s.answer(w, r, name, http.StatusNotFound, data)
			return
		}
	}
	s.answer(w, r, "wait.html", http.StatusServiceUnavailable, []byte(waitPage))
}

// waitPage stands for the site until a first build is good.
const waitPage = `<!doctype html><html lang="ja"><meta charset="utf-8"><title>kijun</title><script type="module" src="` + liveScript + `"></script><p>作成しています。</p></html>`

var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".xml": "application/xml", ".txt": "text/plain; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png",
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".pdf": "application/pdf",
	".json": "application/json", ".webmanifest": "application/manifest+json",
}

func (s *Server) answer(w http.ResponseWriter, r *http.Request, name string, status int, data []byte) {
	kind := contentTypes[path.Ext(name)]
	if kind == "" {
		kind = "application/octet-stream"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", fmt.Sprint(len(data)))
	w.WriteHeader(status)
	if r.Method == http.MethodGet {
		_, _ = io.Copy(w, bytes.NewReader(data))
	}
}

// events tells a page the state now and whenever it changes.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	for {
		s.mu.Lock()
		if s.changed == nil {
			s.changed = make(chan struct{})
		}
		state, changed := s.state, s.changed
		s.mu.Unlock()
		if state.Build != "" {
			data, err := json.Marshal(state)
			if err != nil {
				return
			}
			if _, err := fmt.Fprintf(w, "data: %s\n\n", data); err != nil {
				return
			}
		}
		if out.Flush() != nil {
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}
