package site

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// A Writer takes the files of one build.
type Writer interface {
	// Begin must be called first, with the names of all files to come.
	Begin(names []string) error
	// Put takes a file. Several goroutines may call it at once.
	Put(name string, data []byte) error
	// Finish must be called after the last file of a good build. What was there
	// and is not named any more goes.
	Finish() error
	// Abort must be called instead of Finish when the build failed.
	Abort() error
}

// Memory is a Writer that keeps the files of the last finished build. The zero
// value is ready; it may be read while a build goes on.
type Memory struct {
	Changed bool // the last finished build differs from the one before

	mu   sync.RWMutex
	next map[string][]byte
	now  map[string][]byte
}

func (m *Memory) Begin([]string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.next = map[string][]byte{}
	return nil
}

func (m *Memory) Put(name string, data []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.next[name] = data
	return nil
}

func (m *Memory) Finish() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.Changed = !maps.EqualFunc(m.now, m.next, bytes.Equal)
	m.now, m.next = m.next, nil
	return nil
}

func (m *Memory) Abort() error { return nil }

// Get is a file of the last finished build.
func (m *Memory) Get(name string) ([]byte, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	data, ok := m.now[name]
	return data, ok
}

// Files are all files of the last finished build.
func (m *Memory) Files() map[string][]byte {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return maps.Clone(m.now)
}

// markerFile lists the files of an output folder that are ours.
const markerFile = ".kijun"

// unfinished is a line of the marker file while a first build writes, and stays if that
// was broken off: then a file may be there in part. Later builds write each at once.
const unfinished = "# unfinished\n"

const markerHead = "# The files in this folder that kijun wrote; it removes those that a later build does not write.\n"

// Disk is a Writer into a folder. It writes only what differs from what is there,
// each file at once by renaming, and removes what it wrote before and a build does
// not write any more. Files of others stay, and a folder that holds only such
// files is refused.
type Disk struct {
	Dir string

	// What the build did, after Finish.
	Written, Unchanged, Removed int

	mu      sync.Mutex
	old     []string        // names in the marker file
	kept    map[string]bool // the same, if the build that wrote them was finished
	names   []string
	note    []byte          // see Remember
	folders map[string]bool // that exist
	fresh   bool            // nothing is there to compare with
}

func (d *Disk) Begin(names []string) error {
	d.Written, d.Unchanged, d.Removed, d.folders, d.old = 0, 0, 0, map[string]bool{}, nil
	d.names = slices.Sorted(slices.Values(names))
	entries, err := os.ReadDir(d.Dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	marker, err := os.ReadFile(filepath.Join(d.Dir, markerFile))
	switch {
	case err == nil:
		for line := range strings.Lines(string(marker)) {
			if name := strings.TrimSpace(line); name != "" && name[0] != '#' && filepath.IsLocal(name) {
				d.old = append(d.old, name)
			}
		}
	case len(entries) > 0:
		return fmt.Errorf("出力先 %s には kijun が書いたのではないファイル（%s など）があるので、書き込みません。-o で別のフォルダーを指定するか、中を空にしてください",
			d.Dir, entries[0].Name())
	}
	d.fresh, d.kept = len(entries) == 0, map[string]bool{}
	note := ""
	if d.fresh || strings.Contains(string(marker), unfinished) {
		note = unfinished
	} else {
		for _, name := range d.old {
			d.kept[name] = true
		}
	}
	ours := map[string]bool{}
	for _, name := range d.old {
		ours[name] = true
	}
	for _, name := range d.names {
		if d.fresh || ours[name] {
			continue
		}
		if _, err := os.Lstat(d.path(name)); err == nil {
			return fmt.Errorf("出力先の %s は kijun が書いたファイルではないので、上書きしません。移すか消すかしてください", filepath.Join(d.Dir, name))
		}
	}
	// From now on all of them are ours, even if the build is broken off.
	return d.mark(slices.Concat(d.old, d.names), note)
}

// Recall is what the last finished build left with [Disk.Remember].
func (d *Disk) Recall() []byte {
	note, err := os.ReadFile(d.path(addressFile))
	if err != nil {
		return nil
	}
	return note
}

// Remember keeps a note for the next build.
func (d *Disk) Remember(note []byte) { d.note = note }

// Old is a file of the build before, if that was finished.
func (d *Disk) Old(name string) ([]byte, bool) {
	if !d.kept[name] {
		return nil, false
	}
	data, err := os.ReadFile(d.path(name))
	return data, err == nil
}

// Had reports whether the build before wrote a file and was finished.
func (d *Disk) Had(name string) bool { return d.kept[name] }

// Stamp is that of a file as it is now.
func (d *Disk) Stamp(name string) (fileStamp, bool) { return stampOf(d.path(name)) }

// Keep counts a file that stays as it is.
func (d *Disk) Keep(string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Unchanged++
}

// Place is the path of the folder.
func (d *Disk) Place() (string, error) { return filepath.Abs(d.Dir) }

func (d *Disk) path(name string) string { return filepath.Join(d.Dir, filepath.FromSlash(name)) }

// mark writes the list of our files.
func (d *Disk) mark(names []string, note string) error {
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	_, err := d.write(markerFile, []byte(markerHead+note+strings.Join(names, "\n")+"\n"))
	return err
}

func (d *Disk) Put(name string, data []byte) error {
	written, err := d.write(name, data)
	d.mu.Lock()
	defer d.mu.Unlock()
	if written {
		d.Written++
	} else if err == nil {
		d.Unchanged++
	}
	return err
}

// write writes a file unless it is there already.
func (d *Disk) write(name string, data []byte) (written bool, err error) {
	file := d.path(name)
	if !d.fresh {
		if same, err := holds(file, data); same || err != nil {
			return false, err
		}
	}
	if err := d.makeFolder(filepath.Dir(file)); err != nil {
		return false, err
	}
	if d.fresh { // nobody reads the folder yet, and renaming would cost as much again
		return true, os.WriteFile(file, data, 0o644)
	}
	return true, replaceFile(file, data)
}

// replaceFile writes a file at once, by renaming: whoever reads it gets the old or
// the new one.
func replaceFile(file string, data []byte) error {
	temp, err := os.CreateTemp(filepath.Dir(file), ".kijun-*")
	if err != nil {
		return err
	}
	_, err = temp.Write(data)
	err = errors.Join(err, temp.Chmod(0o644), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), file)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return nil
}

// holds reports whether a file has this content. A folder in its place is an error.
func holds(file string, data []byte) (bool, error) {
	info, err := os.Lstat(file)
	if err != nil || info.Size() != int64(len(data)) && !info.IsDir() {
		return false, nil
	}
	if info.IsDir() {
		return false, fmt.Errorf("%s はフォルダーなので、ファイルを書けません", file)
	}
	old := buffer()
	defer release(old)
	err = readInto(old, file, int(info.Size()))
	return err == nil && bytes.Equal(old.Bytes(), data), err
}

// readInto reads a file of a known size.
func readInto(b *bytes.Buffer, file string, size int) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	b.Grow(size + bytes.MinRead) // room to find the end
	_, err = b.ReadFrom(f)
	return err
}

func (d *Disk) makeFolder(dir string) error {
	d.mu.Lock()
	known := d.folders[dir]
	d.mu.Unlock()
	if known {
		return nil
	}
	err := os.MkdirAll(dir, 0o755)
	d.mu.Lock()
	d.folders[dir] = err == nil
	d.mu.Unlock()
	return err
}

// Finish removes files that are ours and were not written, and folders that are
// empty without them.
func (d *Disk) Finish() error {
	var failed error
	for _, name := range d.old {
		if _, ok := slices.BinarySearch(d.names, name); ok {
			continue
		}
		if err := os.Remove(d.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = errors.Join(failed, err)
			continue
		}
		d.Removed++
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if os.Remove(d.path(dir)) != nil {
				break // not empty
			}
		}
	}
	if d.note != nil {
		_, err := d.write(addressFile, d.note)
		failed = errors.Join(failed, err)
	}
	return errors.Join(failed, d.mark(d.names, ""))
}

// Abort leaves what is there; the next build tidies up.
func (d *Disk) Abort() error { return nil }
