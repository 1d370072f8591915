package site

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"strings"
	"testing"
	"testing/fstest"
)

// What is a draft, not yet published or out of its time is in no byte of a site: not in
// pages, lists, search, feeds, maps, tags, related pages or lists of files.
func TestHiddenPagesAreNowhere(t *testing.T) {
	marks := map[string]string{"draft": "draft: true", "soon": "published: 2025-07-02", "over": "expires: 2025-06-30"}
	files := map[string]string{
		ConfigFile:                "title: 手引き\nbase_url: https://example.jp/kenko/\nreview_page: true\npreviews: pages\n",
		"content/index.md":        "# 表紙\n\n:::block blocks/shown\n:::\n\n:::news 3\n:::\n",
		"content/blocks/shown.md": "# 見える部分\n",
		"content/guide/index.md":  "# ガイド\n",
		"content/guide/shown.md":  markdownFile("title: 見えるページ\ntags: [共通]\nrelated: [index.md]", "文"),
		"content/news/shown.md":   markdownFile("title: 見える知らせ\nkind: news\ndate: 2025-06-01\ncategory: お知らせ", "文"),
	}
	var words []string
	for name, front := range marks {
		word := func(s string) string {
			w := "zq" + name + s
			words = append(words, w)
			return w
		}
		files["content/guide/"+word("page")+".md"] = markdownFile("title: "+word("title")+"\nsummary: "+word("summary")+"\ntags: [共通, "+word("tag")+"]\nchecked: 2024-01-01\n"+front,
			word("text")+"\n\n## "+word("heading")+"\n")
		files["content/news/"+word("news")+".md"] = markdownFile("title: "+word("newstitle")+"\nkind: news\ndate: 2025-06-20\ncategory: 協定\npinned_until: 2025-12-31\n"+front, word("newstext"))
		files["content/guide/"+word("term")+".md"] = markdownFile("title: "+word("termtitle")+"\nkind: explain\nreading: よみ\nterm: "+word("word")+"\n"+front, word("definition"))
		files["content/blocks/"+word("block")+".md"] = markdownFile("title: "+word("blocktitle")+"\n"+front, word("blocktext"))
		files["content/index.md"] += "\n:::block blocks/zq" + name + "block\n:::\n"
	}
	var b Builder
	if err := b.SetToday("2025-07-01"); err != nil {
		t.Fatal(err)
	}
	var m Memory
	problems, err := b.Build(context.Background(), project(files), &m)
	if err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	found := map[string]bool{}
	for name, data := range m.Files() {
		if z, err := gzip.NewReader(bytes.NewReader(data)); err == nil {
			if data, err = io.ReadAll(z); err != nil {
				t.Fatal(name, err)
			}
		}
		text := strings.ToLower(name + "\n" + string(data))
		for _, w := range words {
			if strings.Contains(text, w) {
				t.Errorf("%s is in %s", w, name)
			}
		}
		for _, w := range []string{"見えるページ", "見える知らせ", "見える部分"} {
			if strings.Contains(text, w) {
				found[w] = true
			}
		}
	}
	if len(found) != 3 {
		t.Errorf("only %v is in the site", found)
	}
	// The same site without a day shows what has a time, and never the draft.
	shown := built(t, &shared, withoutDrafts(files))
	if len(shown) <= len(m.Files()) {
		t.Errorf("%d files without a day, %d with it", len(shown), len(m.Files()))
	}
}

// withoutDrafts is a project without its drafts and what places them.
func withoutDrafts(files map[string]string) fstest.MapFS {
	p := project(files)
	for name, f := range p {
		if strings.Contains(name, "zqdraft") {
			delete(p, name)
		}
		f.Data = []byte(strings.ReplaceAll(string(f.Data), ":::block blocks/zqdraftblock\n:::\n", ""))
	}
	return p
}
