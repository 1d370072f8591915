package site

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// A projectEdit changes a file of a project, and names it.
type projectEdit struct {
	name string
	edit func() (file string)
}

// editsOf are edits of the sample project, to be made one after the other, of everything
// that pages are made of.
func editsOf(t testing.TB, p fstest.MapFS) []projectEdit {
	replace := func(name, old, with string) func() string {
		return func() string {
			t.Helper()
			data := p[name].Data
			if !bytes.Contains(data, []byte(old)) {
				t.Fatalf("%s does not contain %q", name, old)
			}
			p[name] = &fstest.MapFile{Data: bytes.ReplaceAll(data, []byte(old), []byte(with))}
			return name
		}
	}
	write := func(name, text string) func() string {
		return func() string { p[name] = &fstest.MapFile{Data: []byte(text)}; return name }
	}
	remove := func(name string) func() string { return func() string { delete(p, name); return name } }
	const scheme = "criteria/setsuden.scheme.yaml"
	return []projectEdit{
		{"nothing", func() string { return "" }},
		{"text of a page", write("content/guide/start.md", "# はじめかた\n\n新しい文です。\n")},
		{"title of a page", write("content/guide/start.md", "# 始め方\n\n新しい文です。\n")},
		{"a page more", write("content/guide/more.md", "---\ntitle: もっと\norder: 1\n---\n\n[始め方](start.md)\n")},
		{"its summary", write("content/guide/more.md", "---\ntitle: もっと\nsummary: まとめ\norder: 1\n---\n\n[始め方](start.md)\n")},
		{"its order", write("content/guide/more.md", "---\ntitle: もっと\nsummary: まとめ\norder: 9\n---\n\n[始め方](start.md)\n")},
		{"explanation of a criterion", write("content/schemes/setsuden/q1.md", "## 何が問われるか\n\n別の文です。\n\n:::rule\n:::\n")},
		{"no explanation", remove("content/schemes/setsuden/q2.md")},
		{"title of a scheme", replace(scheme, "title: ", "title: 新 ")},
		{"title of the site", replace(ConfigFile, "title: ", "title: 新")},
		{"layout", write("themes/standard/layouts/page.html", `{{template "head" .}}<p>新しい配置</p>{{template "prose" .}}`)},
		{"words", write("themes/standard/i18n/ja.yaml", "home: 表紙\n")},
		{"a page less", remove("content/guide/more.md")},
		{"a block on several pages", replace("content/contact.md", "（担当の部署を記入）", "総務課")},
		{"its title", replace("content/contact.md", "title: お問い合わせ", "title: 窓口")},
		{"what a way into the handbook is about", replace("content/contact.md", "についての相談の窓口です", "のことを尋ねる窓口です")},
		{"a block inside a page", replace("content/blocks/roles.md", "相談を受けます", "相談に応じます")},
		{"a page that a block leads to", replace("content/guide/start.md", "# 始め方", "# はじめの一歩")},
		{"title of a related page", replace("content/guide/merits.md", "title: 取り組む利点", "title: 良いこと")},
		{"a piece of news", replace("content/news/2026-06-seminar.md", "date: 2026-06", "date: 2026-05")},
		{"its category", replace("content/news/2026-06-seminar.md", "category: セミナー", "category: 協定")},
		{"a piece of news less", remove("content/news/2026-06-seminar.md")},
		{"an image", write("content/img/badge.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"/>`)},
		{"an image before another", replace("content/guide/what.md", "# summary", "image: ../img/badge.svg\nalt: 印\n# summary")},
		{"a page that names things", write("content/guide/names.md", "# 名前\n\n[[評価項目]]と[[q1]]、{{setsuden.maximum}}点\n\n> [!NOTE]\n> 文\n\n:::criterion q1\n:::\n")},
		{"what a term means", replace(glossaryFile, "一つひとつの見どころです", "見どころの一つひとつです")},
		{"the title of a criterion", replace(scheme, "LED照明の割合", "LEDの割合")},
		{"the words of an alert", write("themes/standard/i18n/ja.yaml", "home: 表紙\nalert_note: おぼえ\n")},
		{"how dates are printed", replace(ConfigFile, "dates: western", "dates: era")},
	}
}

// What is built again after an edit must be what a fresh build makes, whatever was
// edited: a page that should have been rendered again and was not is seen here.
func TestBuildAgainEqualsFreshBuild(t *testing.T) {
	p := sample(t)
	again := Builder{Live: true}
	var kept Memory
	build := func(b *Builder, m *Memory) map[string][]byte {
		t.Helper()
		problems, err := b.Build(context.Background(), p, m)
		if err != nil || problems.HasErrors() {
			t.Fatal(err, problems)
		}
		return m.Files()
	}
	build(&again, &kept)
	fresh := &Builder{Live: true}
	for _, e := range editsOf(t, p) {
		edited := e.edit()
		got := build(&again, &kept)
		fresh = &Builder{Live: true, themeKey: fresh.themeKey, themes: fresh.themes}
		if strings.HasPrefix(edited, "themes/") || edited == ConfigFile { // the theme is made afresh as well
			fresh = &Builder{Live: true}
		}
		want := build(fresh, &Memory{})
		for _, name := range slices.Sorted(maps.Keys(want)) {
			if !bytes.Equal(got[name], want[name]) {
				t.Errorf("after an edit (%s) %s is not as a fresh build makes it", e.name, name)
			}
		}
		if len(got) != len(want) {
			t.Errorf("after an edit (%s) %d files, want %d", e.name, len(got), len(want))
		}
	}
}

// The point of keeping pages: what an edit does not touch is not rendered again.
func TestBuildAgainKeepsPages(t *testing.T) {
	p := generated(100)
	b := Builder{Live: true}
	build := func() map[string][]byte {
		var m Memory
		problems, err := b.Build(context.Background(), p, &m)
		if err != nil || problems.HasErrors() {
			t.Fatal(err, problems)
		}
		return m.Files()
	}
	before := build()
	const name = "content/s000/p07.md"
	p[name] = &fstest.MapFile{Data: append(bytes.Clone(p[name].Data), "\n編集した文\n"...)}
	after := build()
	for path, data := range after {
		if !strings.HasSuffix(path, ".html") {
			continue
		}
		same := &data[0] == &before[path][0]
		// What gathers all pages is made anew with any of them.
		if edited := path == "s000/p07/index.html" || path == printPath+"index.html"; same == edited {
			t.Errorf("%s: kept %v, edited %v", path, same, edited)
		}
	}
}
