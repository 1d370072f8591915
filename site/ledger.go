package site

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"sync"
)

// A page whose data is what it was when its file was written need not be made again: the
// file is there. So a build leaves a ledger of the data of every page and of what search
// knows of it, and the next build into the same folder makes only the pages whose data
// differ.
//
// # Decisions
//
// The data of a page are all that its layout sees ([Page]), compared by their digest, with
// the theme and the program; nothing is assumed about what depends on what. A file counts
// as the one that was written while its size and time are. Of a site of 10,000 pages this
// saves 40 % of the time, the rest goes into reading texts and finding out what they say
// about each other.
//
// The ledger lies in the cache, not in the folder that is uploaded. Without it, or with a
// damaged one, everything is made.

// A ledger is a file of texts, then the entries, then a tail: where the entries begin, in
// 20 digits, and their sum.
const tailSize = 20 + sha256.Size

// A ledger is what a build knows of the build before, and notes for the next one. A nil
// ledger knows and notes nothing. Several goroutines may use it at once.
type ledger struct {
	files stamper
	name  string

	old     *os.File // nil where there was no build before
	entries map[string]ledgerEntry

	mu    sync.Mutex
	next  *os.File
	out   *bufio.Writer
	at    int64
	notes map[string]ledgerEntry
	bad   error // of writing: then there will be no ledger
}

// A ledgerEntry is what is known of the file of a page.
type ledgerEntry struct {
	Data digest // of what it is made of
	File fileStamp
	Sum  string // as sw.ts computes it

	// what the page says, see searchText; its lines are in the ledger
	Title   string
	At      int64
	Size    int
	LineSum uint32
}

// A fileStamp tells whether a file was written since.
type fileStamp struct {
	Size     int64
	Modified int64 // ns since 1970
}

// A stamper is a [Writer] with files that can be looked at without reading them.
type stamper interface {
	// Had reports whether the build before wrote a file and was finished.
	Had(name string) bool
	// Stamp is that of a file as it is now.
	Stamp(name string) (fileStamp, bool)
	// Keep is called instead of Put for a file that the build before wrote and that is to stay.
	Keep(name string)
	// Place names the folder, in every run of the program.
	Place() (string, error)
}

// openLedger opens the ledger of the folder that files are written to. It is nil where
// there can be none.
func openLedger(dir string, files stamper) *ledger {
	place, err := files.Place()
	if err != nil || !openCache(dir) {
		return nil
	}
	tidyCache(dir)
	sum := sha256.Sum256([]byte(place))
	l := &ledger{files: files, name: filepath.Join(dir, hex.EncodeToString(sum[:8])+cacheSuffix), notes: map[string]ledgerEntry{}}
	if l.next, err = os.CreateTemp(dir, "*"+cacheSuffix); err != nil {
		return nil
	}
	l.out = bufio.NewWriterSize(l.next, 1<<16)
	if old, err := os.Open(l.name); err == nil {
		if l.entries, err = readLedger(old); err == nil {
			l.old = old
		} else {
			old.Close()
		}
	}
	return l
}

// readLedger reads the entries.
func readLedger(f *os.File) (entries map[string]ledgerEntry, err error) {
	end, err := f.Seek(-tailSize, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	tail := make([]byte, tailSize)
	if _, err := io.ReadFull(f, tail); err != nil {
		return nil, err
	}
	at, err := strconv.ParseInt(string(tail[:20]), 10, 64)
	if err != nil || at < 0 || at > end {
		return nil, errors.New("not a ledger")
	}
	data := make([]byte, end-at)
	if _, err := f.ReadAt(data, at); err != nil {
		return nil, err
	}
	if sha256.Sum256(data) != [sha256.Size]byte(tail[20:]) {
		return nil, errors.New("a damaged ledger")
	}
	err = gob.NewDecoder(bytes.NewReader(data)).Decode(&entries)
	return entries, err
}

// kept is what is known of a page and what it says, if its file is there and made of this
// data; else nil.
func (l *ledger) kept(name string, data digest) (*ledgerEntry, searchText) {
	e, ok := l.entries[name]
	if !ok || e.Data != data || !l.files.Had(name) {
		return nil, searchText{}
	}
	if stamp, ok := l.files.Stamp(name); !ok || stamp != e.File {
		return nil, searchText{}
	}
	lines := make([]byte, e.Size)
	if _, err := l.old.ReadAt(lines, e.At); err != nil || lineSum(lines) != e.LineSum {
		return nil, searchText{}
	}
	return &e, searchText{e.Title, lines}
}

func stampOf(file string) (fileStamp, bool) {
	info, err := os.Lstat(file)
	if err != nil || !info.Mode().IsRegular() {
		return fileStamp{}, false
	}
	return fileStamp{info.Size(), info.ModTime().UnixNano()}, true
}

// lineSum tells damaged lines.
func lineSum(lines []byte) uint32 { return crc32.Checksum(lines, castagnoli) }

var castagnoli = crc32.MakeTable(crc32.Castagnoli) // which processors compute

// note notes a page whose file is written, or kept.
func (l *ledger) note(name string, data digest, sum string, s searchText) {
	if l == nil {
		return
	}
	stamp, ok := l.files.Stamp(name)
	if !ok {
		return
	}
	e := ledgerEntry{Data: data, File: stamp, Sum: sum, Title: s.title, Size: len(s.lines), LineSum: lineSum(s.lines)}
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, err := l.out.Write(s.lines); err != nil {
		l.bad = err
	}
	e.At = l.at
	l.at += int64(e.Size)
	l.notes[name] = e
}

// close ends the ledger; the notes of a build that was finished stay for the next one.
func (l *ledger) close(finished bool) {
	if l == nil {
		return
	}
	if l.old != nil {
		l.old.Close()
	}
	if finished && l.bad == nil {
		var entries bytes.Buffer
		l.bad = gob.NewEncoder(&entries).Encode(l.notes)
		sum := sha256.Sum256(entries.Bytes())
		fmt.Fprintf(&entries, "%020d", l.at)
		l.out.Write(entries.Bytes())
		l.out.Write(sum[:])
		l.bad = errors.Join(l.bad, l.out.Flush()) // which tells of writing before, too
	}
	l.bad = errors.Join(l.bad, l.next.Close())
	if !finished || l.bad != nil || os.Rename(l.next.Name(), l.name) != nil {
		os.Remove(l.next.Name())
	}
}
