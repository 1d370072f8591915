package site

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"
)

// Every kind of new project is without problems, and its sample scheme stands on
// what all of them share: it takes nothing away from it, and nothing there names it.
func TestStarters(t *testing.T) {
	base, err := fs.Sub(starters, "starter/base")
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range Starters {
		t.Run(kind, func(t *testing.T) {
			p := sampleOf(t, kind)
			built(t, &Builder{}, p)
			var id string
			for name := range p {
				if s, ok := strings.CutSuffix(name, ".scheme.yaml"); ok {
					id = strings.TrimPrefix(s, "criteria/")
				}
			}
			if id == "" {
				t.Fatal("no definition")
			}
			err := fs.WalkDir(base, ".", func(name string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				shared, err := fs.ReadFile(base, name)
				if !bytes.Equal(p[name].Data, shared) {
					t.Errorf("%s is a copy", name)
				}
				if bytes.Contains(shared, []byte(id)) {
					t.Errorf("%s names the scheme %s", name, id)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
	if _, err := starter("wheel"); err == nil {
		t.Error("a kind that is not there is no error")
	}
}
