package site

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
)

// A kept site is a folder that is built again and again, with a cache.
type keptSite struct {
	testing.TB
	p     fstest.MapFS
	dir   string
	cache string
	theme *Builder // of the last comparison
}

func newKeptSite(t testing.TB, p fstest.MapFS) *keptSite {
	dir := t.TempDir()
	return &keptSite{t, p, filepath.Join(dir, "site"), filepath.Join(dir, "cache"), &Builder{}}
}

// build builds the site and says how many files were written.
func (s *keptSite) build() (written int) {
	s.Helper()
	disk := &Disk{Dir: s.dir}
	problems, err := (&Builder{Cache: s.cache}).Build(context.Background(), os.DirFS(s.source()), disk)
	if err != nil || problems.HasErrors() {
		s.Fatal(err, problems)
	}
	return disk.Written
}

// source is the project as a folder, because of a [fstest.MapFS] reading costs more than
// building.
func (s *keptSite) source() string {
	s.Helper()
	dir := s.TempDir()
	if err := os.CopyFS(dir, s.p); err != nil {
		s.Fatal(err)
	}
	return dir
}

// compare compares the folder with what a build without a cache makes.
func (s *keptSite) compare(when string) {
	s.Helper()
	var m Memory
	fresh := &Builder{themeKey: s.theme.themeKey, themes: s.theme.themes} // which tests of again.go look at
	s.theme = fresh
	problems, err := fresh.Build(context.Background(), s.p, &m)
	if err != nil || problems.HasErrors() {
		s.Fatal(err, problems)
	}
	want := m.Files()
	n := 0
	err = filepath.WalkDir(s.dir, func(file string, d fs.DirEntry, err error) error {
		name := strings.TrimPrefix(filepath.ToSlash(strings.TrimPrefix(file, s.dir)), "/")
		if err != nil || d.IsDir() || name == markerFile || name == addressFile {
			return err
		}
		n++
		if got, err := os.ReadFile(file); err != nil || !bytes.Equal(got, want[name]) {
			s.Errorf("%s: %s is not as a fresh build makes it (%v)", when, name, err)
		}
		return nil
	})
	if err != nil || n != len(want) {
		s.Errorf("%s: %d files, want %d (%v)", when, n, len(want), err)
	}
}

// Whatever was edited, a build that makes only what has changed leaves what a build
// without a cache makes.
func TestLedgerEqualsFreshBuild(t *testing.T) {
	p := sample(t)
	s := newKeptSite(t, p)
	s.build()
	for _, e := range editsOf(t, p) {
		e.edit()
		s.build()
		s.compare("after an edit (" + e.name + ")")
	}
}

// made counts the pages that a build makes: what is kept is not looked at again.
func (s *keptSite) made() int {
	s.Helper()
	b := &Builder{Cache: s.cache}
	made := 0
	disk := &countingDisk{Disk: &Disk{Dir: s.dir}, made: &made}
	problems, err := b.Build(context.Background(), s.p, disk)
	if err != nil || problems.HasErrors() {
		s.Fatal(err, problems)
	}
	return made
}

type countingDisk struct {
	*Disk
	made *int
}

func (d *countingDisk) Put(name string, data []byte) error {
	if strings.HasSuffix(name, "index.html") {
		d.mu.Lock()
		*d.made++
		d.mu.Unlock()
	}
	return d.Disk.Put(name, data)
}

// The point of it: pages whose data are the same are not made again, and those whose file
// was changed, removed or is not known are.
func TestLedgerKeepsPages(t *testing.T) {
	p := generated(50)
	s := newKeptSite(t, p)
	all := s.made()
	if all < 50 {
		t.Fatalf("%d pages", all)
	}
	if n := s.made(); n != 0 {
		t.Errorf("%d pages made again, though nothing was edited", n)
	}
	const name = "content/s000/p07.md"
	p[name] = &fstest.MapFile{Data: append(bytes.Clone(p[name].Data), "\n編集した文\n"...)}
	if n := s.made(); n < 1 || n > 2 { // and the page of all pages
		t.Errorf("%d pages made again after an edit of one", n)
	}

	page := func(n string) string { return filepath.Join(s.dir, "s000", n, "index.html") }
	data, err := os.ReadFile(page("p08"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(page("p08"), bytes.Replace(data, []byte("健康"), []byte("建康"), 1), 0o644); err != nil { // of the same size
		t.Fatal(err)
	}
	if err := os.Remove(page("p09")); err != nil {
		t.Fatal(err)
	}
	if n := s.made(); n != 2 {
		t.Errorf("%d pages made again, one was changed and one removed", n)
	}
	s.compare("after files were changed")

	caches, err := filepath.Glob(filepath.Join(s.cache, "*"+cacheSuffix))
	if err != nil || len(caches) != 2 {
		t.Fatalf("the cache holds %q (%v), want a theme and a ledger", caches, err)
	}
	for _, damage := range []func([]byte) []byte{
		func(b []byte) []byte { return b[:len(b)/2] },
		func(b []byte) []byte { return nil },
		func(b []byte) []byte { b[len(b)-100] ^= 1; return b },
		func(b []byte) []byte { b[len(b)-25] ^= 1; return b },
	} {
		for _, file := range caches {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, damage(b), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if n := s.made(); n != all {
			t.Errorf("%d pages made with a damaged cache, want all %d", n, all)
		}
		s.compare("with a damaged cache")
	}
	for _, file := range caches { // a text of the search
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		b[10] ^= 1
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if n := s.made(); n != 1 {
		t.Errorf("%d pages made, the text of one was damaged", n)
	}
	s.compare("with a damaged text")

	marker, err := os.ReadFile(filepath.Join(s.dir, markerFile))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.dir, markerFile), append([]byte(unfinished), marker...), 0o644); err != nil {
		t.Fatal(err)
	}
	if n := s.made(); n != all {
		t.Errorf("%d pages made after a build that was broken off, want %d", n, all)
	}
}

// A build that fails leaves neither a ledger nor half of one.
func TestLedgerOfFailedBuild(t *testing.T) {
	p := generated(50)
	s := newKeptSite(t, p)
	ctx, cancel := context.WithCancel(context.Background())
	disk := &cancellingDisk{Disk: &Disk{Dir: s.dir}, cancel: cancel}
	if _, err := (&Builder{Cache: s.cache}).Build(ctx, p, disk); err == nil {
		t.Fatal("the build was not broken off")
	}
	caches, err := filepath.Glob(filepath.Join(s.cache, "*"))
	if err != nil || len(caches) != 1 {
		t.Errorf("the cache holds %q (%v), want the bundles only", caches, err)
	}
	s.made()
	s.compare("after a build that was broken off")
}

type cancellingDisk struct {
	*Disk
	cancel func()
	puts   atomic.Int64
}

func (d *cancellingDisk) Put(name string, data []byte) error {
	if d.puts.Add(1) == 10 {
		d.cancel()
	}
	return d.Disk.Put(name, data)
}
