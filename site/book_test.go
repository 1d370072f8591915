package site

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// A book has every page that can be read once, in the order of the menu, with links
// that stay inside; pages of the moment and forms are not in it.
func TestBook(t *testing.T) {
	p := project(map[string]string{
		"kijun.yaml":             "title: 手引き\nnav:\n  - {title: 案内, link: /guide/}\n",
		"content/guide/a.md":     "# あ\n\n[い](b.md#どこか)、[一覧](index.md)、[外](https://example.jp/)\n\n## 節\n\n本文あ",
		"content/guide/b.md":     "# い\n\n## どこか\n\n![図](../img/x.svg)\n\n本文い",
		"content/guide/index.md": "# 案内\n\n始め",
		"content/img/x.svg":      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"/>",
		"content/news/n.md":      "---\nkind: news\ndate: 2026-04-01\ncategory: お知らせ\n---\n# 知らせ\n\n知らせの本文",
		"content/other.md":       "# ほか\n\n本文ほか",
	})
	page := string(built(t, &shared, p)["print/index.html"])
	at := 0
	for _, part := range []string{`id="guide"`, "始め", `id="guide.a"`, "本文あ", `id="guide.b"`, "本文い", `id="other"`, "本文ほか"} {
		i := strings.Index(page[at:], part)
		if i < 0 {
			t.Fatalf("%q is not behind what should stand before it", part)
		}
		at += i
	}
	for _, part := range []string{`href="#guide.b:どこか"`, `href="#guide"`, `href="https://example.jp/"`, `src="../img/x.svg"`, `id="guide.a:節"`, `content="noindex"`, `<h3 id="guide.b:どこか">`} {
		if !strings.Contains(page, part) {
			t.Errorf("the book has no %s", part)
		}
	}
	for _, part := range []string{"知らせの本文", `loading="lazy"`} {
		if strings.Contains(page, part) {
			t.Errorf("the book has %s", part)
		}
	}
}

// Too many pages make no book, and a preview has the contents only.
func TestBookLimits(t *testing.T) {
	files := map[string]string{"kijun.yaml": "title: 手引き\n", "content/p/index.md": "# 題\n"}
	for i := range mostPrinted {
		files[fmt.Sprintf("content/p/%04d.md", i)] = "# 題\n"
	}
	if _, ok := built(t, &shared, project(files))["print/index.html"]; ok {
		t.Errorf("%d pages make a book", mostPrinted)
	}
	p := project(map[string]string{"kijun.yaml": "title: 手引き\n", "content/a.md": "# あ\n\n本文"})
	var m Memory
	if ds, err := (&Builder{Live: true}).Build(context.Background(), p, &m); err != nil || ds.HasErrors() {
		t.Fatal(ds, err)
	}
	data, _ := m.Get("print/index.html")
	if page := string(data); strings.Contains(page, "本文</p>") || !strings.Contains(page, `href="#a"`) || !strings.Contains(page, "kijun build") {
		t.Errorf("the preview is\n%s", page)
	}
}
