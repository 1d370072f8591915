package site

import (
	"io/fs"
	"os"
	"reflect"
	"strings"
	"testing"

	"kijun/themes"
)

// A text that neither a layout nor the generator uses is a text too many.
func TestWordsAreUsed(t *testing.T) {
	var all strings.Builder
	for _, source := range []struct {
		fsys fs.FS
		glob string
	}{{themes.Standard(), "layouts/*.html"}, {os.DirFS("."), "*.go"}} {
		names, err := fs.Glob(source.fsys, source.glob)
		if err != nil || len(names) == 0 {
			t.Fatal(err, names)
		}
		for _, name := range names {
			data, err := fs.ReadFile(source.fsys, name)
			if err != nil {
				t.Fatal(err)
			}
			if name != "words.go" {
				all.Write(data)
			}
		}
	}
	for f := range reflect.TypeFor[Words]().Fields() {
		if !strings.Contains(all.String(), "."+f.Name) {
			t.Errorf("%s is not used", f.Name)
		}
	}
}

func TestReadWords(t *testing.T) {
	standard, err := fs.ReadFile(themes.Standard(), "i18n/ja.yaml")
	if err != nil {
		t.Fatal(err)
	}
	w, problems := readWords(themeFile{"ja.yaml", standard}, themeFile{"mine.yaml", []byte("home: 表紙\nhoem: x\n")})
	if w.Home != "表紙" {
		t.Errorf("home is %q", w.Home)
	}
	if got, want := problems.Error(), "mine.yaml:2:1: キー \"hoem\" は使えません\n\thint: \"home\" のことですか"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if _, problems = readWords(themeFile{"ja.yaml", []byte("home: 表紙\n")}); len(problems) < 50 || problems[0].Pos.File != "ja.yaml" {
		t.Errorf("missing texts: %v", problems)
	}
}

// Every language has every text.
func TestWordsOfAllLanguages(t *testing.T) {
	for _, lang := range knownLanguages {
		name := "i18n/" + lang + ".yaml"
		data, err := fs.ReadFile(themes.Standard(), name)
		if err != nil {
			t.Fatal(err)
		}
		if _, problems := readWords(themeFile{name, data}); len(problems) > 0 {
			t.Errorf("%s: write the texts that are missing in %s:\n%v", lang, name, problems)
		}
	}
}
