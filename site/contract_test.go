package site

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kijun/themes"
)

var update = flag.Bool("update", false, "rewrite the listing of the page data")

// The page data is what themes are written for. What was there stays; what was added
// -update adds to the listing.
func TestThemeContract(t *testing.T) {
	const file = "testdata/contract.txt"
	docs := pageDataDocs(t)
	list := []string{fmt.Sprintf("version %d", ThemeContract)}
	types := contractTypes()
	for _, name := range slices.Sorted(maps.Keys(types)) {
		if docs[name] == "" {
			t.Errorf("%s has no comment", name)
		}
		for f := range types[name].Fields() {
			if !f.IsExported() {
				t.Errorf("%s.%s is not exported", name, f.Name)
			}
			typ := strings.ReplaceAll(f.Type.String(), "site.", "")
			key := ""
			if tag := f.Tag.Get("yaml"); tag != "" {
				key = " " + tag
			}
			list = append(list, fmt.Sprintf("%s.%s %s%s", name, f.Name, typ, key))
		}
	}
	icons, err := fs.Glob(themes.Standard(), "assets/icons/*.svg")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range icons {
		list = append(list, "icon "+strings.TrimSuffix(path.Base(name), ".svg"))
	}
	if *update {
		if err := os.WriteFile(file, []byte(strings.Join(list, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(want)) {
		if line = strings.TrimSpace(line); !slices.Contains(list, line) {
			t.Errorf("the page data has no %q any more: themes may break. Where that must be, ThemeContract grows, and go test ./site -run ThemeContract -update makes the listing anew", line)
		}
	}
}

// pageDataDocs are the comments of the types of this package.
func pageDataDocs(t *testing.T) map[string]string {
	t.Helper()
	docs := map[string]string{}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(gotoken.NewFileSet(), e.Name(), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok {
				for _, s := range g.Specs {
					if ts, ok := s.(*ast.TypeSpec); ok {
						docs[ts.Name.Name] = ts.Doc.Text() + g.Doc.Text()
					}
				}
			}
		}
	}
	return docs
}

// A theme that has a layout of its own for every kind, and uses nothing of the standard
// theme's, gets everything that it prints from the documented fields.
func TestBareTheme(t *testing.T) {
	p := project(map[string]string{})
	addFolder(t, p, "testdata/bare", "themes/bare")
	for _, kind := range layoutKinds {
		if p["themes/bare/layouts/"+kind+".html"] == nil {
			t.Errorf("testdata/bare has no layout %q", kind)
		}
	}
	for _, kind := range Starters {
		q := sampleOf(t, kind)
		maps.Copy(q, p)
		q[ConfigFile] = &fstest.MapFile{Data: []byte("title: 題\ntheme: bare\nbase_url: https://example.jp/\nreview_page: true\npublisher: 会議所\n")}
		var m Memory
		problems, err := shared.Build(context.Background(), q, &m)
		if err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
		pages := 0
		for name, data := range m.Files() {
			if !strings.HasSuffix(name, ".html") {
				continue
			}
			pages++
			if !bytes.Contains(data, []byte(`<main class="bare">`)) || regexp.MustCompile(`<main[^>]*>\s*</main>`).Match(data) {
				t.Errorf("%s: %s is not made by the bare theme", kind, name)
			}
			if bytes.Contains(data, []byte(`class="page-head`)) {
				t.Errorf("%s: %s has parts of the standard theme", kind, name)
			}
		}
		if pages < 20 {
			t.Errorf("%s: %d pages only", kind, pages)
		}
	}
}

func addFolder(t *testing.T, p fstest.MapFS, dir, to string) {
	t.Helper()
	layer, err := readLayer(os.DirFS(dir), to)
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range layer.files {
		p[to+"/"+name] = &fstest.MapFile{Data: f.data}
	}
}

func TestContractRoots(t *testing.T) {
	if types := contractTypes(); types["Link"] == nil || types["CriterionData"] == nil || types["Words"] != reflect.TypeFor[Words]() {
		t.Error(slices.Sorted(maps.Keys(types)))
	}
}
