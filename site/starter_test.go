package site

import (
	"bytes"
	"strings"
	"testing"
)

// Every kind of new project is without problems, and its sample scheme stands on
// what all of them share: it takes nothing away from it, and nothing there names it.
func TestStarters(t *testing.T) {
	common, err := starter("base", "pages")
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range Starters {
		t.Run(kind, func(t *testing.T) {
			p := sampleOf(t, kind)
			built(t, &shared, p)
			var id string
			for name := range p {
				if s, ok := strings.CutSuffix(name, ".scheme.yaml"); ok {
					id = strings.TrimPrefix(s, "criteria/")
				}
			}
			if id == "" {
				t.Fatal("no definition")
			}
			all, err := starter("base", "pages", kind)
			if err != nil {
				t.Fatal(err)
			}
			for name, data := range common {
				if !bytes.Equal(all[name], data) {
					t.Errorf("%s is a copy", name)
				}
				if bytes.Contains(data, []byte(id)) {
					t.Errorf("%s names the scheme %s", name, id)
				}
			}
		})
	}
	if _, err := starter("wheel"); err == nil {
		t.Error("a kind that is not there is no error")
	}
}
