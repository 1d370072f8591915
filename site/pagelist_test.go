package site

import (
	"context"
	"strings"
	"testing"
)

// The page of a folder lists what is in it, unless its author did.
func TestFolderLists(t *testing.T) {
	for _, c := range []struct {
		name, index string
		want        []string // in the page, in this order
		not         string
	}{
		{"nothing said", "# 部\n\n文\n", []string{`<p>文</p>`, `<h2>この部のページ</h2>`, `一つ目</a>`, `最初の話`, `二つ目</a>`, `中の部</a>`, `奥</a>`}, ""},
		{"half of it linked", "# 部\n\n[一](a.md)と[二](b.md)\n", []string{`と<a`}, `page-list`},
		{"one linked", "# 部\n\n[一](a.md)から\n", []string{`から</p>`, `page-list`}, ""},
		{"placed", "# 部\n\n:::pages\n:::\n\nあとの文\n", []string{`page-list`, `あとの文`}, `この部のページ`},
		{"of another folder", "# 部\n\n[一](a.md)と[二](b.md)\n\n:::pages g/sub\n:::\n", []string{`page-list`, `奥</a>`}, `この部のページ`},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := string(built(t, &shared, project(map[string]string{"content/g/index.md": c.index,
				"content/g/a.md": "---\nsummary: 最初の話\n---\n# 一つ目\n", "content/g/b.md": "# 二つ目\n",
				"content/g/sub/index.md": "# 中の部\n", "content/g/sub/c.md": "# 奥\n"}))["g/index.html"])
			page = page[strings.Index(page, "<main"):]
			page, _, _ = strings.Cut(page, `class="pager"`)
			for rest, i := page, 0; i < len(c.want); i++ {
				_, after, found := strings.Cut(rest, c.want[i])
				if !found {
					t.Fatalf("no %s in\n%s", c.want[i], rest)
				}
				rest = after
			}
			if c.not != "" && strings.Contains(page, c.not) {
				t.Errorf("there is %s in\n%s", c.not, page)
			}
		})
	}
}

func TestListOfNothing(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a page of no folder", "# 頁\n\n:::pages\n:::\n", "content/x.md:3:1: 「:::pages」の並べるページがありません\n\thint: フォルダの index.md に書くか、「:::pages guide」のように、content/ の下のフォルダの名前を添えてください"},
		{"a folder misspelt", "# 頁\n\n:::pages gude\n:::\n", "content/x.md:3:1: フォルダ \"gude\" に、並べるページがありません\n\thint: 「:::pages guide」のことですか"},
		{"no such folder", "# 頁\n\n:::pages みんな\n:::\n", "content/x.md:3:1: フォルダ \"みんな\" に、並べるページがありません\n\thint: 使えるフォルダ: guide"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var m Memory
			problems, err := shared.Build(context.Background(), project(map[string]string{"content/x.md": c.text,
				"content/guide/index.md": "# 手引き\n", "content/guide/a.md": "# 一つ目\n"}), &m)
			if err != nil {
				t.Fatal(err)
			}
			if got := problems.Error(); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// Tags have a page each; spellings that a reader takes for one are one, and told.
func TestTags(t *testing.T) {
	p := project(map[string]string{
		"content/a.md":        "---\ntags: [KPI, 健診]\nsummary: 甲の話\n---\n# 甲\n",
		"content/b.md":        "---\ntags: [ＫＰＩ]\n---\n# 乙\n",
		"content/c.md":        "---\ntags:\n  - KPI\n  - KPI\n---\n# 丙\n",
		"content/news/old.md": "---\nkind: news\ndate: 2025-01-01\ncategory: お知らせ\ntags: [KPI]\n---\n# 古い\n",
		"content/news/new.md": "---\nkind: news\ndate: 2026-01-01\ncategory: お知らせ\ntags: [KPI]\n---\n# 新しい\n",
		"content/draft.md":    "---\ntags: [まだ]\ndraft: true\n---\n# 下書き\n"})
	var m Memory
	problems, err := shared.Build(context.Background(), p, &m)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := problems.Error(), "content/b.md:2:8: 警告: タグ \"ＫＰＩ\" は、ほかのページの \"KPI\" と同じものとして扱います\n\thint: \"KPI\" に直してください"; got != want {
		t.Fatalf("got\n%s\nwant\n%s", got, want)
	}
	files := m.Files()
	if all := string(files["tags/index.html"]); !strings.Contains(all, `<li><a href="../tags/kpi/">KPI</a> <span class="tag-count">5ページ</span></li><li><a href="../tags/健診/">健診</a>`) {
		t.Error(all)
	}
	page := string(files["tags/kpi/index.html"])
	page = page[strings.Index(page, "<h1"):]
	for rest, want := page, []string{"「KPI」のページ", "甲</a>", "甲の話", "乙</a>", "丙</a>", "2026年", "新しい</a>", "古い</a>"}; len(want) > 0; want = want[1:] {
		_, after, found := strings.Cut(rest, want[0])
		if !found {
			t.Fatalf("no %s in\n%s", want[0], page)
		}
		rest = after
	}
	if !strings.Contains(string(files["b/index.html"]), `<a href="../tags/kpi/">KPI</a>`) {
		t.Error("the page does not lead to its tag")
	}
	for name := range files {
		if strings.Contains(name, "まだ") {
			t.Error("a draft made " + name)
		}
	}
	if files := built(t, &shared, project(map[string]string{"content/a.md": "# 甲\n"})); files["tags/index.html"] != nil {
		t.Error("a list of tags where there are none")
	}
}

// What pages have in common makes them related, and what is everywhere does not.
func TestRelatedPages(t *testing.T) {
	files := map[string]string{
		"content/a.md": "---\ntags: [健診]\n---\n# 甲\n", "content/b.md": "---\ntags: [健診, 食事]\n---\n# 乙\n",
		"content/c.md": "---\ntags: [食事]\n---\n# 丙\n\n[乙](b.md)\n", "content/d.md": "---\ntags: [健診]\nrelated: [c.md]\n---\n# 丁\n"}
	related := func(page []byte) string {
		_, after, _ := strings.Cut(string(page), `<nav class="related"`)
		nav, _, _ := strings.Cut(after, "</nav>")
		var titles []string
		for _, part := range strings.Split(nav, "</a>")[:strings.Count(nav, "</a>")] {
			titles = append(titles, part[strings.LastIndex(part, ">")+1:])
		}
		return strings.Join(titles, " ")
	}
	made := built(t, &shared, project(files))
	for at, want := range map[string]string{"a": "乙 丁", "b": "丙 甲 丁", "c": "", "d": "丙"} {
		if got := related(made[at+"/index.html"]); got != want {
			t.Errorf("%s: got %q, want %q", at, got, want)
		}
	}
	for i := range commonplace {
		files["content/more/p"+strings.Repeat("x", i)+".md"] = "---\ntags: [健診]\n---\n# 頁\n"
	}
	files["content/more/index.md"] = "# ほか\n"
	if got := related(built(t, &shared, project(files))["a/index.html"]); got != "" {
		t.Errorf("what every page has makes pages related: %q", got)
	}
}
