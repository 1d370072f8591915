package score_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"kijun/criteria"
	"kijun/criteria/score"
)

// programs compiles the schemes of this repository.
func programs(t testing.TB) [][]byte {
	t.Helper()
	var files []criteria.File
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".yaml" {
			return err
		}
		data, err := os.ReadFile(name)
		files = append(files, criteria.File{Name: name, Data: data})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	l, ds := criteria.Read(files)
	if err := ds.Err(); err != nil {
		t.Fatal(err)
	}
	var ps [][]byte
	for _, s := range l.All() {
		for _, lang := range []string{"ja", "en"} {
			b, err := criteria.Compile(s, lang)
			if err != nil {
				t.Fatal(err)
			}
			ps = append(ps, b)
		}
	}
	if len(ps) < 4 {
		t.Fatalf("%d programs, want two schemes in two languages", len(ps))
	}
	return ps
}

// A program that is loaded and written again is the same bytes.
func TestEncode(t *testing.T) {
	for _, b := range programs(t) {
		p, err := score.Load(b)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Encode(); !bytes.Equal(got, b) {
			t.Errorf("%s: %d bytes, want the %d that were loaded", p.Scheme, len(got), len(b))
		}
	}
}

// A program that is cut off anywhere, or has a byte too many, is refused.
func TestLoadCut(t *testing.T) {
	for _, b := range programs(t)[:1] {
		for n := 0; n < len(b); n += 1 + n/200 {
			if _, err := score.Load(b[:n]); !errors.Is(err, score.ErrProgram) {
				t.Fatalf("the first %d of %d bytes: %v, want ErrProgram", n, len(b), err)
			}
		}
		if _, err := score.Load(append(b[:len(b):len(b)], 0)); !errors.Is(err, score.ErrProgram) {
			t.Errorf("one byte too many: %v, want ErrProgram", err)
		}
	}
}

// A program of which one byte anywhere is another one is refused: it could hold
// another threshold and judge wrongly without anybody seeing it.
func TestLoadDamaged(t *testing.T) {
	for _, b := range programs(t) {
		for at := 0; at < len(b); at += 1 + len(b)/200 {
			c := bytes.Clone(b)
			c[at] ^= 1
			if _, err := score.Load(c); !errors.Is(err, score.ErrProgram) {
				t.Fatalf("byte %d of %d: %v, want ErrProgram", at, len(b), err)
			}
		}
	}
}

// FuzzLoad: whatever the bytes are, Load gives a program or ErrProgram. What it
// gives is written and loaded again to the same bytes.
func FuzzLoad(f *testing.F) {
	for _, b := range programs(f) {
		f.Add(b)
		for at := 7; at < len(b); at += len(b) / 40 { // one damaged byte each
			c := bytes.Clone(b)
			c[at] ^= 0xff
			f.Add(c)
		}
	}
	f.Add([]byte("kijun4\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := score.Load(b)
		if err != nil {
			if !errors.Is(err, score.ErrProgram) || p != nil {
				t.Fatalf("%v, %v", p, err)
			}
			return
		}
		again := p.Encode()
		q, err := score.Load(again)
		if err != nil || !bytes.Equal(q.Encode(), again) {
			t.Fatalf("what was loaded cannot be written and loaded again: %v", err)
		}
	})
}
