package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tdewolff/parse/v2"
	lex "github.com/tdewolff/parse/v2/html"

	"kijun/criteria"
)

// starterWith is the sample project with other files over it.
func starterWith(t *testing.T, files map[string]string) fs.FS {
	t.Helper()
	project := sampleOf(t, "points")
	for name, text := range files {
		project[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return project
}

func singleFile(t *testing.T, b *Builder, project fs.FS, scheme string) (string, criteria.Diagnostics) {
	t.Helper()
	data, problems, err := b.SingleFile(context.Background(), project, scheme)
	if err != nil {
		t.Fatal(err)
	}
	return string(data), problems
}

// An element of a file: its name, its attributes, and its text if that is no markup.
type tagged struct {
	name  string
	attrs map[string]string
	text  string
}

func elements(t *testing.T, file string) []tagged {
	t.Helper()
	var list []tagged
	l := lex.NewLexer(parse.NewInputString(file))
	for {
		switch kind, _ := l.Next(); kind {
		case lex.ErrorToken:
			return list
		case lex.StartTagToken:
			list = append(list, tagged{name: string(l.Text()), attrs: map[string]string{}})
		case lex.AttributeToken:
			value := strings.Trim(string(l.AttrVal()), `"`)
			list[len(list)-1].attrs[string(l.AttrKey())] = strings.ReplaceAll(value, "&#39;", "'")
		case lex.TextToken:
			if len(list) > 0 && list[len(list)-1].text == "" {
				list[len(list)-1].text = string(l.Text())
			}
		}
	}
}

// checkComplete reports what a file would fetch, links into nothing, ids that stand
// twice, and inline texts that its policy does not allow.
func checkComplete(t *testing.T, file string) {
	t.Helper()
	ids := map[string]int{}
	list := elements(t, file)
	policy := ""
	for _, e := range list {
		ids[e.attrs["id"]]++
		if e.attrs["http-equiv"] != "" {
			policy = e.attrs["content"]
		}
	}
	for id, n := range ids {
		if id != "" && n > 1 {
			t.Errorf("the id %q stands %d times", id, n)
		}
	}
	for _, part := range []string{"default-src 'none'", "img-src data:", "'wasm-unsafe-eval'"} {
		if !strings.Contains(policy, part) {
			t.Errorf("the policy %q does not say %s", policy, part)
		}
	}
	if strings.Contains(policy, "connect-src") || strings.Contains(policy, "'self'") || strings.Contains(policy, "unsafe-inline") {
		t.Errorf("the policy %q allows too much", policy)
	}
	for _, e := range list {
		for key, value := range e.attrs {
			switch {
			case key == "href" && e.name == "a":
				id, inside := strings.CutPrefix(value, "#")
				if inside && id != "" && ids[id] == 0 || !inside && !regexp.MustCompile(`^(https?:|mailto:|tel:)`).MatchString(value) {
					t.Errorf("a link leads to %q", value)
				}
			case key == "href", key == "src":
				if !strings.HasPrefix(value, "data:") {
					t.Errorf("<%s %s=%q> would be fetched", e.name, key, value)
				}
			case slices.Contains(fetching, key):
				t.Errorf("<%s %s=%q> would be fetched", e.name, key, value)
			}
		}
		inline := e.name == "style" || e.name == "script" && !strings.HasPrefix(e.attrs["type"], "application/")
		sum := sha256.Sum256([]byte(e.text))
		if inline && !strings.Contains(policy, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") {
			t.Errorf("the policy does not allow this %s: %.60s…", e.name, e.text)
		}
	}
}

// The file of every scheme of the handbook is complete, and the same every time.
func TestSingleFileOfHandbook(t *testing.T) {
	before := map[string]string{}
	for range 2 {
		b := &Builder{}
		tree, problems := b.prepare(t.Context(), os.DirFS(".."))
		defer tree.done()
		core, err := b.coreAsset()
		if err != nil || problems.HasErrors() {
			t.Fatal(err, problems)
		}
		tree.setCore(core)
		if problems := tree.render(b, func(outFile) error { return nil }, nil, nil); problems.HasErrors() {
			t.Fatal(problems)
		}
		for _, e := range tree.newest {
			data, problems := tree.singleFile(b, e)
			if len(problems) > 0 {
				t.Error(problems)
			}
			file := string(data)
			if old, again := before[e.ID]; again && old != file {
				t.Errorf("%s: another build makes other bytes", e.ID)
			} else if !again {
				checkComplete(t, file)
			}
			before[e.ID] = file
		}
	}
	if len(before) < 3 {
		t.Errorf("%d schemes", len(before))
	}
}

const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

// Links between the explanations lead to places in the file; other pages are linked
// where their address is known; pictures are in the file.
func TestSingleFileLinks(t *testing.T) {
	png, _ := base64.StdEncoding.DecodeString(pixel)
	project := starterWith(t, map[string]string{
		"kijun.yaml":                       "title: 試験\n",
		"content/schemes/setsuden/dot.png": string(png),
		"content/schemes/setsuden/faq.md":  "# よくある質問\n\n## 同じ名前\n\n[問1へ](q1.md#同じ名前)\n",
		"content/schemes/setsuden/q1.md": "---\nsummary: 説明\n---\n\n## 同じ名前\n\n[概要](index.md) [別の所](faq.md#同じ名前) [ここ](#同じ名前) [回答](/schemes/setsuden/check/#q2)" +
			" [窓口](/contact/) [外](https://example.com/x?a=1&b=2) [用紙](/schemes/setsuden/form/)\n\n![点](dot.png)\n\n脚注[^1]。\n\n[^1]: 注。\n",
	})
	for _, test := range []struct {
		base string
		want []string
		not  []string
	}{
		{"", []string{
			`<a href="#about">概要</a>`, `<a href="#about.faq.同じ名前">別の所</a>`, `<a href="#about.q1.同じ名前">ここ</a>`, `<a href="#q2">回答</a>`,
			`<a>窓口</a>`, `<a href="https://example.com/x?a=1&amp;b=2">外</a>`, `<a>用紙</a>`, `<a href="#about.q1.同じ名前">問1へ</a>`,
			`<h4 id="about.q1.同じ名前">`, `src="data:image/png;base64,` + pixel + `"`, `width="1" height="1"`, `<span class="site-title">`}, []string{"sitemap", `rel="alternate"`}},
		{"https://example.jp/kenko/", []string{
			`<a href="https://example.jp/kenko/contact/">窓口</a>`, `<a href="https://example.jp/kenko/schemes/setsuden/form/">用紙</a>`, `<a href="#about">概要</a>`,
			`<a class="site-title" href="https://example.jp/kenko/">`}, []string{`rel="canonical"`}},
	} {
		file, problems := singleFile(t, &Builder{BaseURL: test.base}, project, "setsuden")
		if problems.HasErrors() {
			t.Fatal(problems)
		}
		checkComplete(t, file)
		for _, want := range test.want {
			if !strings.Contains(file, want) {
				t.Errorf("base URL %q: the file has no %s", test.base, want)
			}
		}
		for _, not := range test.not {
			if strings.Contains(file, not) {
				t.Errorf("base URL %q: the file has %s", test.base, not)
			}
		}
	}
}

// All editions are in the file: a company's records may be of any.
func TestSingleFileEditions(t *testing.T) {
	file, problems := singleFile(t, &Builder{}, os.DirFS("testdata/editions"), "renraku@2025")
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	checkComplete(t, file)
	d := editionsOf(t, []byte(file))
	if d == nil || len(d.Editions) != 2 {
		t.Fatalf("the file tells of the editions %+v", d)
	}
	for _, e := range d.Editions {
		id, ok := strings.CutPrefix(e.Program, "#")
		if e.Check != "" || !ok || !strings.Contains(file, `<script type="application/octet-stream" id="`+id+`">`) {
			t.Errorf("edition %s has the program %q, the self-check %q", e.Edition, e.Program, e.Check)
		}
	}
}

// In another language the file has that language's pages and texts, and the answers of
// the first one's file.
func TestSingleFileInEnglish(t *testing.T) {
	project := os.DirFS("..")
	kept := regexp.MustCompile(`data-site="(kijun:[0-9a-f]+)"`)
	b := &Builder{Lang: "en"}
	file, problems := singleFile(t, b, project, "step2-gold")
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	checkComplete(t, file)
	b.Lang = ""
	own, _ := singleFile(t, b, project, "step2-gold")
	if a, b := kept.FindString(file), kept.FindString(own); a != b || a == "" {
		t.Errorf("the answers are kept as %s, of the other language as %s", a, b)
	}
	for _, want := range []string{`<html lang="en"`, ` href="https://handbook.example.jp/en/"`, ` href="https://handbook.example.jp/en/print/"`} {
		if !strings.Contains(file, want) {
			t.Errorf("no %s", want)
		}
	}
	for _, tt := range []struct{ scheme, lang, want string }{
		{"mie-2027", "en", "制度 \"mie-2027\" は、まだ en になっていません"},
		{"step2", "en", "制度 \"step2\" はありません"},
		{"step2-gold", "fr", "言語 \"fr\" はこのサイトにありません\n\thint: あるのは ja、en です"},
	} {
		b.Lang = tt.lang
		if _, problems := singleFile(t, b, project, tt.scheme); !strings.Contains(problems.Error(), tt.want) {
			t.Errorf("%s: %s", tt.scheme, problems)
		}
	}
}

// What the file cannot hold goes, and the author is told.
func TestSingleFileDropsFrames(t *testing.T) {
	project := starterWith(t, map[string]string{
		"kijun.yaml":                     "title: 試験\nraw_html: true\n",
		"content/map.html":               "<p>地図</p>\n",
		"content/schemes/setsuden/q1.md": "---\nsummary: 説明\n---\n\n文。\n\n<iframe src=\"/map.html\" title=\"地図\"></iframe>\n",
	})
	file, problems := singleFile(t, &Builder{}, project, "setsuden")
	checkComplete(t, file)
	if !slices.ContainsFunc(problems, func(d criteria.Diagnostic) bool {
		return d.Code == "single-file" && d.Severity == criteria.Warning && d.Pos.File == "content/schemes/setsuden/q1.md" && strings.Contains(d.Msg, "/map.html")
	}) {
		t.Errorf("the problems are %v", problems)
	}
}

// A theme of the site's own takes part: its words and its style, and a form that knows
// nothing of explanations, which stand behind it then.
func TestSingleFileOfOwnTheme(t *testing.T) {
	check, err := os.ReadFile("../themes/standard/layouts/check.html")
	if err != nil {
		t.Fatal(err)
	}
	project := starterWith(t, map[string]string{
		"themes/standard/layouts/check.html":  strings.ReplaceAll(string(check), "{{.About}}", ""),
		"themes/standard/assets/css/base.css": "@layer base { body { outline: 7px solid red } }",
		"themes/standard/i18n/ja.yaml":        "explanations: 手引き\n",
	})
	file, problems := singleFile(t, &Builder{}, project, "setsuden")
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	checkComplete(t, file)
	end := strings.Index(file, `<section class="abouts"`)
	for _, want := range []string{`id="about.q1"`, `id="about"`, "手引き</h2>"} {
		if end < 0 || !strings.Contains(file[end:], want) {
			t.Errorf("behind the form there is no %s", want)
		}
	}
	if !strings.Contains(file, "outline:7px solid red") {
		t.Error("the site's own style is missing")
	}
}

func TestSingleFileProblems(t *testing.T) {
	for _, test := range []struct {
		scheme, msg, hint string
		files             map[string]string
	}{
		{"setsudne", "setsudne", "setsuden のことですか", nil},
		{"x", "制度", "あるのは setsuden です", nil},
		{"setsuden@1999", "setsuden@1999", "setsuden", nil},
		{"setsuden", "nowhere.md", "", map[string]string{"content/about.md": "# x\n\n[y](nowhere.md)\n"}}, // of any page, as a build
	} {
		file, problems := singleFile(t, &Builder{}, starterWith(t, test.files), test.scheme)
		if file != "" || !problems.HasErrors() || !strings.Contains(problems[0].Msg, test.msg) || !strings.Contains(problems[0].Hint, test.hint) {
			t.Errorf("%s: %d bytes, %v", test.scheme, len(file), problems)
		}
	}
}

// The answers stay where they are when a file is made anew or lies elsewhere, and
// another publisher has others.
func TestSingleFileName(t *testing.T) {
	name := regexp.MustCompile(`data-site="(kijun:[0-9a-f]+)"`)
	of := func(config, base string) string {
		file, _ := singleFile(t, &Builder{BaseURL: base}, starterWith(t, map[string]string{"kijun.yaml": config}), "setsuden")
		m := name.FindStringSubmatch(file)
		if m == nil {
			t.Fatal("the form says nothing of where answers are kept")
		}
		return m[1]
	}
	a := of("title: あ\npublisher: ○○商工会議所\n", "")
	if b := of("title: い\npublisher: ○○商工会議所\n", "https://example.jp/"); a != b {
		t.Error("another title or address makes other answers")
	}
	if b := of("title: あ\npublisher: △△商工会議所\n", ""); a == b {
		t.Error("two publishers have the same answers")
	}
}

func TestWriteFile(t *testing.T) {
	name := t.TempDir() + "/a/b/check.html"
	for _, text := range []string{"one", "two"} {
		if err := WriteFile(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, []byte(text)) {
			t.Errorf("%q, %v", got, err)
		}
	}
}
