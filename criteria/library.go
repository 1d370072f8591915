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
	Schemes    []*Scheme     // by id, then by edition, oldest first
	Indicators []*Indicators // by id, then by edition, oldest first
	Cases      []*Cases      // in the order of their schemes
	Shared     *Shared       // what schemes have in common; empty where nothing says so

	broken bool // some definition could not be read at all
}

// Read reads and checks definitions: *.scheme.yaml, *.indicators.yaml, *.fields.yaml
// and *.cases.yaml; other files are passed over. It reports all problems of all files at once. The library
// holds what could be read; a scheme with errors must not be compiled.
func Read(files []File) (*Library, Diagnostics) {
	l := &Library{Shared: &Shared{}}
	var ds Diagnostics
	var cases []File
	sound := map[*Scheme]bool{}
	for _, f := range files {
		switch base := path.Base(f.Name); {
		case strings.HasSuffix(base, ".scheme.yaml"):
			s, problems := readScheme(f.Name, f.Data)
			ds = append(ds, problems...)
			l.broken = l.broken || s == nil
			if s != nil {
				l.Schemes = append(l.Schemes, s)
				if sound[s] = !problems.HasErrors(); sound[s] {
					ds = append(ds, check(s)...)
				}
			}
		case strings.HasSuffix(base, ".indicators.yaml"):
			d, problems := readIndicators(f.Name, f.Data)
			ds = append(ds, problems...)
			l.broken = l.broken || d == nil
			if d != nil {
				l.Indicators = append(l.Indicators, d)
				if !problems.HasErrors() {
					ds = append(ds, checkIndicators(d)...)
				}
			}
		case strings.HasSuffix(base, ".cases.yaml"):
			cases = append(cases, f)
		case strings.HasSuffix(base, ".fields.yaml"):
			ds = append(ds, readShared(f.Name, f.Data, l.Shared)...)
		}
	}
	slices.SortStableFunc(l.Schemes, byKey)
	slices.SortStableFunc(l.Indicators, func(a, b *Indicators) int { return byKey(a.Scheme, b.Scheme) })
	first := map[string]*Scheme{}
	for i, s := range l.All() {
		what := "制度"
		if i >= len(l.Schemes) {
			what = "指標"
		}
		if other := first[s.Key()]; other != nil {
			hint := "edition を別の値にしてください"
			if (s.Indicators == nil) != (other.Indicators == nil) {
				hint = "制度の id（scheme）と指標の id（indicators）は、別の言葉にしてください"
			}
			ds = append(ds, Diagnostic{Pos: s.Pos, Code: "duplicate_id", Msg: what + "「" + s.Key() + "」が2つあります（" + other.Pos.File + "）", Hint: hint})
		}
		first[s.Key()] = s
	}
	ds = append(ds, l.checkShared()...)
	ds = append(ds, l.checkCarry(sound)...)
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

func byKey(a, b *Scheme) int {
	return cmp.Or(strings.Compare(a.ID, b.ID), strings.Compare(a.Edition, b.Edition))
}

// All lists everything that answers can be judged by: schemes, then the schemes of
// files of indicators.
func (l *Library) All() []*Scheme {
	all := slices.Clone(l.Schemes)
	for _, d := range l.Indicators {
		all = append(all, d.Scheme)
	}
	return all
}

// Find finds a scheme, or the scheme of a file of indicators, by "id" (its newest
// edition) or "id@edition". It returns nil if there is none.
func (l *Library) Find(key string) *Scheme {
	var found *Scheme
	for _, s := range l.All() {
		if s.ID == key || s.Key() == key {
			found = s // the newest comes last
		}
	}
	return found
}

// Editions lists the editions of a scheme, oldest first.
func (l *Library) Editions(id string) []*Scheme {
	var es []*Scheme
	for _, s := range l.All() {
		if s.ID == id {
			es = append(es, s)
		}
	}
	return es
}

// Near lists the ids of schemes that are a small slip away from a name.
func (l *Library) Near(key string) []string {
	var ids []string
	for _, s := range l.All() {
		ids = append(ids, s.ID, s.Key())
	}
	slices.Sort(ids)
	return feel.Nearest(key, slices.Compact(ids))
}
