package site

import (
	"bytes"
	"context"
	"maps"
	"strings"
	"testing"
	"testing/fstest"
)

// Every way to write a link that leads nowhere says what it was to be.
func TestLinkSlips(t *testing.T) {
	base := func() map[string]string {
		return map[string]string{
			ConfigFile:               "title: 手引き\nbase_url: https://example.jp/kenko/\n",
			"content/guide/index.md": "# ガイド\n",
			"content/guide/a.md":     "# A\n\n## 節 {#Sec}\n",
			"content/guide/要項.md":    "# 要項\n",
			"content/img/Photo.png":  png,
			"content/file.pdf":       "%PDF-1.7",
			"content/news/n.md":      markdownFile("title: 知らせ\nkind: news\ndate: 2025-02-21\ncategory: 協定", "文"),
		}
	}
	b := &Builder{}
	for in, want := range map[string]string{
		"[a](Guide/A.md)":                       `"guide/a.md" のことですか。大文字と小文字、全角と半角、\ と / は区別されます`,
		"[a](/GUIDE/a/#Sec)":                    `"/guide/a/#Sec" のことですか。大文字と小文字、全角と半角、\ と / は区別されます`,
		"[a](guide/ａ.md)":                       `"guide/a.md" のことですか。大文字と小文字、全角と半角、\ と / は区別されます`,
		"[a](guide/要項.MD)":                      `"guide/要項.md" のことですか。大文字と小文字、全角と半角、\ と / は区別されます`,
		"![a](img/photo.png)":                   `"img/Photo.png" のことですか。大文字と小文字、全角と半角、\ と / は区別されます`,
		"![a](img/Phot.png)":                    `"img/Photo.png" のことですか`,
		"[a](/File.pdf)":                        `"/file.pdf" のことですか。大文字と小文字、全角と半角、\ と / は区別されます`,
		`[a](img\Photo.png)`:                    `"img/Photo.png" のことですか。大文字と小文字、全角と半角、\ と / は区別されます`,
		"[a](/kenko/guide/a/#Sec)":              `"/guide/a/#Sec" のことですか。サイトを置く場所（/kenko/）は書きません`,
		"[a](https://example.jp/kenko/gide/a/)": `"/guide/a/" のことですか`,
		"[a](www.example.jp/x)":                 `"https://www.example.jp/x" のことですか`,
		"[a](example.jp)":                       `"https://example.jp" のことですか`,
		"[a](C:/資料/x.pdf)":                      `パソコンの中のファイルは、読む人には見えません。content/ の下に置いて、そこからの場所を書いてください`,
		"[a](file:///x.pdf)":                    `パソコンの中のファイルは、読む人には見えません。content/ の下に置いて、そこからの場所を書いてください`,
		"[a](https:/example.jp)":                `https:// から書いてください`,
		"[a](ttps://example.jp)":                `https:// から書いてください`,
		"[a](mailto:info@example)":              `mailto:info@example.jp のように、半角で書いてください`,
		"[a](mailto:ｉnfo@example.jp)":           `mailto:info@example.jp のように、半角で書いてください`,
		"[a](tel:代表)":                           `tel:03-0000-0000 のように、半角の数字と - で書いてください`,
		"[a](guide/a.md#sec)":                   `"#Sec" のことですか`,
		"[a](news/n.md#facts)":                  ``,
		"[a](/news/#archve)":                    ``,
		"[a](/404.htm)":                         `"/404.html" のことですか`,
	} {
		files := base()
		files["content/index.md"] = "# 表紙\n\n" + in + "\n"
		d := b.Check(context.Background(), project(files))
		if len(d) != 1 || d[0].Hint != want || d[0].Pos.String() != "content/index.md:3:1" {
			t.Errorf("%s\ngot  %s\nwant %s", in, d.Error(), want)
		}
	}
	for in, want := range map[string]string{
		"[a](https://example.jp/kenko/guide/a/#Sec)": `href="./guide/a/#Sec"`,
		"[a](https://example.jp/kenko)":              `href="./"`,
		"[a](mailto:info@example.jp?subject=x)":      `href="mailto:info@example.jp?subject=x"`,
		"[a](tel:+81-3-0000-0000)":                   `href="tel:+81-3-0000-0000"`,
		"[a](https://example.jp/other/)":             `href="https://example.jp/other/"`,
		"[a](/guide/a)":                              `href="./guide/a/"`,
	} {
		files := base()
		files["content/index.md"] = "# 表紙\n\n" + in + "\n"
		if page := built(t, b, project(files))["index.html"]; !bytes.Contains(page, []byte(want)) {
			t.Errorf("%s: no %s", in, want)
		}
	}
}

// Links lead to places that layouts make, and only to those that they made.
func TestPlacesOfLayouts(t *testing.T) {
	p, b := sample(t), &Builder{}
	for link, ok := range map[string]bool{
		"/schemes/setsuden/#sources": true, "/schemes/setsuden/#nowhere": false, "/schemes/setsuden/check/#q1": true, "/schemes/setsuden/check/#q99": false,
		"/schemes/setsuden/2026/q1/#rule": true, "/contact/#main": true,
	} {
		files := sampleWith(p, "content/index.md", "# 表紙\n\n[a]("+link+")\n")
		got := b.Check(context.Background(), files)
		if got.HasErrors() == ok {
			t.Errorf("%s: %s", link, got.Error())
		}
	}
	got := b.Check(context.Background(), project(map[string]string{
		ConfigFile:         "title: 手引き\nnav:\n  - {title: 節, link: /a/#sec}\n  - {title: 無, link: /a/#sek}\n  - {title: 大, link: /A/}\n",
		"content/index.md": "# 表紙\n", "content/a.md": "# A\n\n## 節 {#sec}\n"})).Error()
	want := `kijun.yaml:4:5: /a/ に "#sek" という場所がありません
	hint: "#sec" のことですか
kijun.yaml:5:5: リンク先 "/A/" がありません
	hint: "/a/" のことですか。大文字と小文字、全角と半角、\ と / は区別されます`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !strings.Contains(string(built(t, &shared, project(map[string]string{ConfigFile: "title: 手引き\nnav:\n  - {title: 節, link: /a/#sec}\n",
		"content/index.md": "# 表紙\n", "content/a.md": "# A\n\n## 節 {#sec}\n"}))["index.html"]), `href="./a/#sec"`) {
		t.Error("the menu does not lead to the place")
	}
}

// sampleWith is a project with one file replaced.
func sampleWith(p fstest.MapFS, name, text string) fstest.MapFS {
	p = maps.Clone(p)
	p[name] = &fstest.MapFile{Data: []byte(text)}
	return p
}
