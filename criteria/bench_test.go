package criteria

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"kijun/criteria/score"
)

// handbook reads the definitions of this repository.
func handbook(t testing.TB) *Library {
	t.Helper()
	var files []File
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path.Base(name), ".yaml") {
			return err
		}
		data, err := os.ReadFile(name)
		files = append(files, File{Name: "criteria/" + name, Data: data})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	l, ds := Read(files)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	return l
}

// answersOf is a scorer with the answers of a case.
func answersOf(t testing.TB, scheme, name string) (*score.Scorer, *score.Answers) {
	t.Helper()
	l := handbook(t)
	s := l.Find(scheme)
	p, err := Program(s, "ja")
	if err != nil {
		t.Fatal(err)
	}
	for _, cs := range l.Cases {
		for _, c := range cs.Cases {
			if cs.Scheme == s && strings.HasPrefix(c.Name, name) {
				a := p.NewAnswers()
				cs.Answers(c, a)
				return p.NewScorer(), a
			}
		}
	}
	t.Fatalf("no case %s", name)
	return nil, nil
}

// What a verdict costs: everything judged anew ("cold"), after a change of one
// answer, and the whole JSON for a page besides.
func BenchmarkScore(b *testing.B) {
	for _, bb := range []struct{ name, scheme, of string }{
		{"step2/complete", "step2-gold", "S01"},
		{"step2/complete-fail", "step2-gold", "S14"},
		{"step2/half", "step2-gold", "S16"},
		{"step2/blank", "step2-gold", ""},
		{"mie/complete", "mie-2027", "M01"},
		{"mie/half", "mie-2027", "M23"},
		{"mie/blank", "mie-2027", ""},
		{"meti/whole", "meti-2018", "W01"},
		{"meti/half", "meti-2018", "F11"},
		{"meti/blank", "meti-2018", ""},
	} {
		s, a := answersOf(b, bb.scheme, bb.of)
		if bb.of == "" {
			a.Reset()
		}
		b.Run(bb.name+"/cold", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Forget()
				s.Score(a)
			}
		})
		b.Run(bb.name+"/cold+json", func(b *testing.B) {
			for b.Loop() {
				s.Forget()
				s.Score(a).JSON(true)
			}
		})
		_, changed := answersOf(b, bb.scheme, bb.of)
		if bb.of == "" {
			changed.Reset()
		}
		changed.Set(map[string]string{"step2-gold": "q06_s1", "mie-2027": "i05_done", "meti-2018": "decl_law"}[bb.scheme], score.False)
		b.Run(bb.name+"/change", func(b *testing.B) {
			for b.Loop() {
				s.Score(changed)
				a, changed = changed, a
			}
		})
	}
}
