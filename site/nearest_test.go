package site

import "testing"

func TestNearest(t *testing.T) {
	for _, tt := range []struct {
		word       string
		candidates []string
		want       string
	}{
		{"theem", []string{"title", "theme"}, "theme"},
		{"hoem", []string{"form", "home"}, "home"},
		{"publsher", []string{"publisher"}, "publisher"},
		{"q9", []string{"q09", "q10"}, "q09"},
		{"x", []string{"publisher"}, ""},
		{"節二", []string{"節一", "まとめ"}, "節一"},
		{"ab", []string{"ac", "aa"}, "aa"},
	} {
		if got := nearest(tt.word, tt.candidates); got != tt.want {
			t.Errorf("nearest(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
}
