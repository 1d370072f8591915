package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// put writes files as one build.
func put(t *testing.T, d *Disk, files map[string]string) error {
	t.Helper()
	if err := d.Begin(sortedKeys(files)); err != nil {
		return err
	}
	for name, text := range files {
		if err := d.Put(name, []byte(text)); err != nil {
			return err
		}
	}
	return d.Finish()
}

func TestDisk(t *testing.T) {
	d := &Disk{Dir: filepath.Join(t.TempDir(), "a", "public")}
	counts := func(written, unchanged, removed int) {
		t.Helper()
		if d.Written != written || d.Unchanged != unchanged || d.Removed != removed {
			t.Errorf("got %d written, %d unchanged, %d removed, want %d, %d, %d", d.Written, d.Unchanged, d.Removed, written, unchanged, removed)
		}
	}
	ok := func(files map[string]string) {
		t.Helper()
		if err := put(t, d, files); err != nil {
			t.Fatal(err)
		}
	}
	ok(map[string]string{"index.html": "1", "a/b/index.html": "2", "a/index.html": "3"})
	counts(3, 0, 0)
	before := snapshot(t, d.Dir)
	ok(map[string]string{"index.html": "1", "a/b/index.html": "2", "a/index.html": "3"})
	counts(0, 3, 0)
	if after := snapshot(t, d.Dir); len(after) != len(before) || after[filepath.Join(d.Dir, markerFile)] != before[filepath.Join(d.Dir, markerFile)] {
		t.Error("a second build wrote something")
	}
	foreign := filepath.Join(d.Dir, "CNAME")
	if err := os.WriteFile(foreign, []byte("example.jp"), 0o644); err != nil {
		t.Fatal(err)
	}
	ok(map[string]string{"index.html": "9"})
	counts(1, 0, 2)
	if _, err := os.Stat(filepath.Join(d.Dir, "a")); !os.IsNotExist(err) {
		t.Error("the empty folder is still there")
	}
	if _, err := os.Stat(foreign); err != nil {
		t.Error("a file of somebody else is gone")
	}
	if err := put(t, d, map[string]string{"index.html": "9", "CNAME": "x"}); err == nil || !strings.Contains(err.Error(), "上書きしません") {
		t.Errorf("overwriting a file of somebody else: %v", err)
	}
}

func TestDiskRefusesForeignFolder(t *testing.T) {
	d := &Disk{Dir: t.TempDir()}
	if err := os.WriteFile(filepath.Join(d.Dir, "taxes.xls"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	err := put(t, d, map[string]string{"index.html": "1"})
	if err == nil || !strings.Contains(err.Error(), "taxes.xls") {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(filepath.Join(d.Dir, "index.html")); !os.IsNotExist(err) {
		t.Error("it wrote into a foreign folder")
	}
}

// After a build that was broken off, the next one knows all files as its own.
func TestDiskAfterAbort(t *testing.T) {
	d := &Disk{Dir: filepath.Join(t.TempDir(), "public")}
	if err := d.Begin([]string{"a.html", "b.html"}); err != nil {
		t.Fatal(err)
	}
	if err := d.Put("a.html", []byte("1")); err != nil {
		t.Fatal(err)
	}
	if err := d.Abort(); err != nil {
		t.Fatal(err)
	}
	if err := put(t, d, map[string]string{"b.html": "2"}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(d.Dir, "a.html")); !os.IsNotExist(err) {
		t.Error("the stale file is still there")
	}
}
