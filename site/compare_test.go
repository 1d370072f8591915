package site

import (
	"bytes"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// sharing is a project of two schemes that share answers and themes.
func sharing(t *testing.T) fstest.MapFS {
	t.Helper()
	p := fstest.MapFS{}
	dir := os.DirFS("testdata/shared")
	err := fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(dir, name)
		p[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []string{"alpha/a1", "alpha/a2", "beta/b1", "beta/b2"} { // explanations, so that nothing is reported
		p["content/schemes/"+c+".md"] = &fstest.MapFile{Data: []byte("文\n")}
	}
	return p
}

func TestComparePage(t *testing.T) {
	files := built(t, &shared, sharing(t))
	page := string(files["compare/index.html"])
	tests := []struct{ page, want string }{
		{"compare/index.html", `<h1>制度の比較</h1>`},
		{"compare/index.html", `<span class="compare-theme" data-theme-title>人を支える</span> <span class="compare-note">人数と窓口です。</span>`},
		{"compare/index.html", `<li data-criterion="alpha.a1"><a href="../schemes/alpha/1/a1/"><span class="number">①</span> 人数に応じた窓口</a> <span class="compare-worth">5点</span></li>`}, // the section's theme
		{"compare/index.html", `<li data-criterion="beta.b2"><a href="../schemes/beta/1/b2/">率</a> <span class="compare-worth">必ず満たす項目</span></li>`},
		{"compare/index.html", `data-shared="desk=desk size=size staff=headcount"`},
		{"compare/index.html", `<span class="shared-scheme">第二の制度</span> 「会社の人数」`},
		{"compare/index.html", `<p>年度が違うため、別々に答えてください。</p>`},
		{"compare/index.html", `まだ回答がありません`},
		{"schemes/index.html", `<a class="button button-quiet" href="../compare/">制度を比べる</a>`},
		{"schemes/alpha/check/index.html", `data-short="第一の制度" data-shared="desk=desk size=size staff=headcount"`},
		{"index.html", `<li><a href="./compare/">比較</a>`},
	}
	for _, tt := range tests {
		if !strings.Contains(string(files[tt.page]), tt.want) {
			t.Errorf("%s does not contain %s", tt.page, tt.want)
		}
	}
	if strings.Contains(page, "一つの制度だけが見る取り組み") {
		t.Error("there is a heading of a part without rows")
	}
}

// An author may write about the comparison; without themes in two schemes there
// is nothing to compare.
func TestCompareVariants(t *testing.T) {
	p := sharing(t)
	p["content/compare.md"] = &fstest.MapFile{Data: []byte("# 見比べる\n\n私たちの地域では、\n")}
	page := string(built(t, &shared, p)["compare/index.html"])
	for _, want := range []string{"<h1>見比べる</h1>", "私たちの地域では、", "人を支える"} {
		if !strings.Contains(page, want) {
			t.Errorf("with an author's text the page does not contain %s", want)
		}
	}

	p = sharing(t)
	p["criteria/common.fields.yaml"] = &fstest.MapFile{Data: bytes.ReplaceAll(p["criteria/common.fields.yaml"].Data, []byte("themes:\n  people: {title: 人を支える, note: 人数と窓口です。}\n  rate: {title: 率を上げる}\n"), nil)}
	page = string(built(t, &shared, p)["compare/index.html"])
	if !strings.Contains(page, `<tr id="theme-people" data-theme="people" role="row">`) || !strings.Contains(page, `data-theme-title>people</span>`) {
		t.Errorf("free words are no themes: %s", page)
	}

	for name, drop := range map[string]string{"one scheme": "criteria/beta.scheme.yaml", "no themes": ""} {
		p := sharing(t)
		delete(p, "criteria/common.fields.yaml")
		for file, f := range p {
			if strings.HasSuffix(file, ".scheme.yaml") {
				data := string(f.Data)
				for _, shared := range []string{", shared: headcount", ", shared: desk", ", shared: size"} {
					data = strings.ReplaceAll(data, shared, "")
				}
				if drop == "" {
					data = strings.ReplaceAll(strings.ReplaceAll(data, "theme: people", "note: 注"), "theme: rate", "note: 注")
				}
				f.Data = []byte(data)
			}
		}
		if drop != "" {
			delete(p, drop)
			delete(p, "content/schemes/beta/b1.md")
			delete(p, "content/schemes/beta/b2.md")
		}
		files := built(t, &shared, p)
		if _, ok := files["compare/index.html"]; ok || strings.Contains(string(files["schemes/index.html"]), "compare/") {
			t.Errorf("%s: there is a comparison", name)
		}
	}
}
