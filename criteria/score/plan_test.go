package score

import (
	"strings"
	"testing"
)

func TestReadWish(t *testing.T) {
	p := &Program{Criteria: []Criterion{{ID: "a"}, {ID: "b"}}}
	for _, tt := range []struct {
		criterion, words string
		want             string // "no" where it is none
	}{
		{"a", "never", "never"}, {"b", "always", "always"}, {"a", "", ""}, {"a", " 3", "3"}, {"a", "never 2.5", "never 2.5"},
		{"a", "always 0", "always 0"}, {"a", " １２", "12"}, {"a", "  1 ", "1"}, {"a", " 1000000", "1000000"}, {"a", " 0.125", "0.125"},
		{"c", "never", "no"}, {"", "never", "no"}, {"a", "Never", "no"}, {"a", "never ", "no"}, {"a", "3", "no"}, {"a", " -1", "no"},
		{"a", " 1000000.001", "no"}, {"a", " 0.0001", "no"}, {"a", " x", "no"}, {"a", "never 1 2", "no"}, {"a", " 1/3", "no"}, {"a", " " + strings.Repeat("9", 40), "no"},
	} {
		w, ok := p.ReadWish(tt.criterion, tt.words)
		got := []string{}
		if w.Never {
			got = append(got, "never")
		}
		if w.Always {
			got = append(got, "always")
		}
		if w.Effort.Given {
			got = append(got, w.Effort.Rat.String())
		}
		said := strings.Join(got, " ")
		if !ok {
			said = "no"
		} else if p.Criteria[w.Criterion].ID != tt.criterion {
			t.Errorf("%q: of another criterion", tt.criterion)
		}
		if said != tt.want {
			t.Errorf("%q, %q: %q, want %q", tt.criterion, tt.words, said, tt.want)
		}
	}
}
