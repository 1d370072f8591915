package criteria

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"kijun/criteria/feel"
)

// A File is a file of definitions. Name is its path inside the project, with slashes.
type File struct {
	Name string
	Data []byte
}

// A Library is all the definitions of a project.
type Library struct {
	Schemes []*Scheme // by id, then by edition, oldest first
	Cases   []*Cases  // in the order of their schemes

	broken bool // some definition could not be read at all
}

// Read reads and checks definitions: *.scheme.yaml and *.cases.yaml; other files
// are passed over. It reports all problems of all files at once. The library
// holds what could be read; a scheme with errors must not be compiled.
func Read(files []File) (*Library, Diagnostics) {
	l := &Library{}
	var ds Diagnostics
	var cases []File
	for _, f := range files {
		switch base := path.Base(f.Name); {
		case strings.HasSuffix(base, ".scheme.yaml"):
			s, problems := readScheme(f.Name, f.Data)
			ds = append(ds, problems...)
			l.broken = l.broken || s == nil
			if s != nil {
				l.Schemes = append(l.Schemes, s)
				if !problems.HasErrors() {
					ds = append(ds, check(s)...)
				}
			}
		case strings.HasSuffix(base, ".cases.yaml"):
			cases = append(cases, f)
		}
	}
	slices.SortStableFunc(l.Schemes, func(a, b *Scheme) int {
		return cmp.Or(strings.Compare(a.ID, b.ID), strings.Compare(a.Edition, b.Edition))
	})
	for i, s := range l.Schemes {
		if i > 0 && l.Schemes[i-1].Key() == s.Key() {
			ds = append(ds, Diagnostic{Pos: s.Pos, Code: "duplicate_id", Msg: "制度「" + s.Key() + "」が2つあります（" + l.Schemes[i-1].Pos.File + "）", Hint: "edition を別の値にしてください"})
		}
	}
	for _, f := range cases {
		c, problems := readCases(f.Name, f.Data, l)
		ds = append(ds, problems...)
		if c != nil {
			l.Cases = append(l.Cases, c)
		}
	}
	ds.Sort()
	return l, ds
}

// Find finds a scheme by "id" (its newest edition) or "id@edition". It returns
// nil if there is none.
func (l *Library) Find(key string) *Scheme {
	var found *Scheme
	for _, s := range l.Schemes {
		if s.ID == key || s.Key() == key {
			found = s // the newest comes last
		}
	}
	return found
}

// Editions lists the editions of a scheme, oldest first.
func (l *Library) Editions(id string) []*Scheme {
	var es []*Scheme
	for _, s := range l.Schemes {
		if s.ID == id {
			es = append(es, s)
		}
	}
	return es
}

// Near lists the ids of schemes that are a small slip away from a name.
func (l *Library) Near(key string) []string {
	ids := make([]string, 0, 2*len(l.Schemes))
	for _, s := range l.Schemes {
		ids = append(ids, s.ID, s.Key())
	}
	slices.Sort(ids)
	return feel.Nearest(key, slices.Compact(ids))
}
