package site

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	sjis "golang.org/x/text/encoding/japanese"
)

// written puts files into a new folder.
func written(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A folder of Markdown, a logo and a scheme become a project that builds as it is.
func TestNewFrom(t *testing.T) {
	old, err := sjis.ShiftJIS.NewEncoder().String("## ３　よくある質問\r\n\r\n①人数に決まりはありません。\r\n")
	if err != nil {
		t.Fatal(err)
	}
	definition, err := fs.ReadFile(starters, "starter/points/criteria/setsuden.scheme.yaml")
	if err != nil {
		t.Fatal(err)
	}
	from := written(t, map[string]string{
		"README.md":     "\ufeff## 健康: 認定の「手引き」\r\n\r\n[あらまし](１　あらまし.md)\r\n",
		"１　あらまし.md":     "## １　あらまし\n\n![式](写真/a.png) [様式](様式%20１.pdf)\n",
		"３　質問.md":       old,
		"写真/a.png":      png,
		"様式 １.pdf":      "%PDF-1.4",
		"手引き.docx":      "x",
		"~$手引き.docx":    "x",
		"Thumbs.db":     "x",
		".git/config":   "x",
		"k.scheme.yaml": string(definition),
		"１　章/節/中.md":    "# 中\n",
	})
	logo := filepath.Join(written(t, map[string]string{"Logo.PNG": png}), "Logo.PNG")
	dir := filepath.Join(t.TempDir(), "site")
	taken, err := New(dir, Start{From: from, Logo: logo})
	if err != nil {
		t.Fatal(err)
	}
	if taken.Pages != 4 || taken.Files != 2 || taken.Definitions != 1 ||
		!slices.Equal(taken.Converted, []string{"３　質問.md"}) || !slices.Equal(taken.Unused, []string{"手引き.docx"}) ||
		!slices.Equal(taken.Folders, []string{"１　章", "１　章/節"}) || !slices.Equal(taken.Passed, []string{".git", "Thumbs.db", "~$手引き.docx"}) {
		t.Errorf("taken %+v", taken)
	}
	var m Memory
	problems, err := shared.Build(t.Context(), os.DirFS(dir), &m)
	if err != nil || problems.HasErrors() {
		t.Fatal(problems, err)
	}
	files := m.Files()
	for file, part := range map[string]string{
		"index.html":                  "<h1>健康: 認定の「手引き」</h1>",
		"3-質問/index.html":             "①人数に決まりはありません。",
		"様式 １.pdf":                    "%PDF-1.4",
		"schemes/setsuden/index.html": "節電チェック",
		"1-あらまし/index.html":           `img/logo.png" alt="○○商工会議所"`,
	} {
		if !strings.Contains(string(files[file]), part) {
			t.Errorf("%s has no %q", file, part)
		}
	}
	for file, want := range map[string]string{"1-章/index.html": "<h1>章</h1>", "1-章/節/index.html": "<h1>節</h1>"} {
		if !strings.Contains(string(files[file]), want) {
			t.Errorf("%s has no %s", file, want)
		}
	}
	for _, sample := range []string{"guide/index.html", "news/index.html", "contact/index.html", "手引き.docx"} {
		if files[sample] != nil {
			t.Errorf("%s is in the site", sample)
		}
	}
	if !strings.Contains(string(files["index.html"]), "<title>健康: 認定の「手引き」</title>") {
		t.Error("the site is not called as its first page is")
	}
}

// A definition of the author's own takes the place of the sample's, with its cases.
func TestNewScheme(t *testing.T) {
	samples, err := starter("points")
	if err != nil {
		t.Fatal(err)
	}
	from := written(t, map[string]string{"own.yaml": string(samples["criteria/setsuden.scheme.yaml"]), "own.cases.yaml": string(samples["criteria/setsuden.cases.yaml"])})
	dir := filepath.Join(t.TempDir(), "site")
	if _, err := New(dir, Start{Scheme: filepath.Join(from, "own.yaml")}); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range must(os.ReadDir(filepath.Join(dir, "criteria")))(t) {
		got = append(got, e.Name())
	}
	if !slices.Equal(got, []string{"own.cases.yaml", "own.scheme.yaml"}) {
		t.Errorf("criteria/ has %q", got)
	}
	if problems := shared.Check(t.Context(), os.DirFS(dir)); problems.HasErrors() {
		t.Error(problems)
	}
}

func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// What cannot be taken makes nothing, and says what to do.
func TestNewRefuses(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string
		start Start
		want  string
	}{
		{"no folder", nil, Start{From: "nowhere"}, "フォルダー nowhere がありません。--from には、Markdown の入ったフォルダーを書いてください"},
		{"nothing in it", map[string]string{"in/a.pdf": "x"}, Start{From: "in"}, "フォルダー in に Markdown のファイル（.md）がありません"},
		{"documents", map[string]string{"in/a.docx": "x"}, Start{From: "in"}, "フォルダー in に Markdown のファイル（.md）がありません\n\thint: Word の文書は、"},
		{"a project", map[string]string{"in/kijun.yaml": "x", "in/a.md": "# A"}, Start{From: "in"}, "in はもうサイトのフォルダーです（kijun.yaml があります）"},
		{"no logo", nil, Start{Logo: "l.png"}, "ロゴのファイル l.png がありません"},
		{"a logo that is no image", map[string]string{"l.docx": "x"}, Start{Logo: "l.docx"}, "ロゴのファイル l.docx は画像ではありません。SVG か PNG のファイルにしてください"},
		{"no definition", nil, Start{Scheme: "k.yaml"}, "定義のファイル k.yaml がありません"},
		{"texts where the site is to be", map[string]string{"site/a.md": "# A"}, Start{}, "フォルダー site は空ではありません（a.md など）。別の名前を指定してください\n\thint: この中の Markdown からサイトを作るなら: kijun new 新しいフォルダー --from site"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Chdir(written(t, tt.files))
			_, err := New("site", tt.start)
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
			if _, err := os.Stat("site/" + ConfigFile); err == nil {
				t.Error("something was made")
			}
		})
	}
}

// The samples can be removed as the project's README says.
func TestWithoutSamples(t *testing.T) {
	for _, kind := range Starters {
		p := sampleOf(t, kind)
		for name := range p {
			first, rest, _ := strings.Cut(strings.TrimPrefix(name, "content/"), "/")
			gone := strings.HasPrefix(name, "criteria/") || strings.HasPrefix(name, "content/") &&
				(slices.Contains([]string{"guide", "news", "blocks", "contact.md", "glossary.yaml", "index.md"}, first) || first == "schemes" && rest != "")
			if gone {
				delete(p, name)
			}
		}
		config := string(p[ConfigFile].Data)
		p[ConfigFile].Data = []byte(config[:strings.Index(config, "\nnav:")+1])
		if files := built(t, &shared, p); files["index.html"] == nil {
			t.Error("no site")
		}
	}
}
