package site

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// newsProject has news of several years and categories, and an achievement.
func newsProject(config string) fstest.MapFS {
	item := func(title, front string) string { return markdownFile("title: "+title+"\nkind: news\n"+front, "文") }
	return project(map[string]string{
		"kijun.yaml":             "title: 試験 & 会\n" + config,
		"content/news/a.md":      item("三月", "date: 2025-03\ncategory: お知らせ\nsummary: まとめ <b>"),
		"content/news/b.md":      item("三月三十日", "date: 2025-03-30\ncategory: 協定"),
		"content/news/c.md":      item("四月", "date: 2025-04-01\ncategory: お知らせ\nslug: april"),
		"content/news/d.md":      item("重要", "date: 2024-05-01\ncategory: セミナー\npinned_until: 2025-04-30"),
		"content/other/award.md": markdownFile("title: 認定\nkind: achievement\nscheme: {title: 制度}\nlevel: 銀\ngranted_on: 2025-08\nissuer: 機関\nupdated: 2025-09-01", ""),
	})
}

var newsTitle = regexp.MustCompile(`<p class="news-title"><a href="([^"]*)">([^<]*)</a>`)

// titles are the titles in a list of news.
func titles(data []byte) []string {
	var list []string
	for _, m := range newsTitle.FindAllSubmatch(data, -1) {
		list = append(list, string(m[2]))
	}
	return list
}

func TestNewsLists(t *testing.T) {
	files := built(t, &shared, newsProject(""))
	for name, want := range map[string][]string{
		"news/index.html":           {"重要", "四月", "三月", "三月三十日"},
		"news/fy2025/index.html":    {"四月"},
		"news/fy2024/index.html":    {"三月", "三月三十日", "重要"},
		"news/notice/index.html":    {"四月", "三月"},
		"news/agreement/index.html": {"三月三十日"},
		"news/seminar/index.html":   {"重要"},
	} {
		if got := titles(files[name]); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	for _, want := range []string{`<h1>お知らせ</h1>`, `href="../news/notice/">お知らせ</a>`, `href="../news/fy2024/">2024年度</a>`, `<span class="news-mark">重要</span>`, `href="../news/april/"`} {
		if !bytes.Contains(files["news/index.html"], []byte(want)) {
			t.Errorf("no %s in\n%s", want, files["news/index.html"])
		}
	}
	if article := string(files["news/a/index.html"]); !strings.Contains(article, `rel="prev" href="../../news/april/"`) || !strings.Contains(article, `rel="next" href="../../news/b/"`) {
		t.Errorf("the news before and after are not the newer and the older one:\n%s", article)
	}
	if _, ok := files["news/certification/index.html"]; ok {
		t.Error("a category without news has a list")
	}
	checkPages(t, files)
}

// The newest pieces of news may stand on any page.
func TestNewestNews(t *testing.T) {
	p := newsProject("")
	p["content/index.md"] = &fstest.MapFile{Data: []byte("# 表紙\n\n## 新しい動き\n\n:::news 2\n:::")}
	p["content/other/index.md"] = &fstest.MapFile{Data: []byte("# 部\n\n:::news\n:::")}
	files := built(t, &shared, p)
	for name, want := range map[string][]string{"index.html": {"重要", "四月"}, "other/index.html": {"重要", "四月", "三月", "三月三十日"}} {
		if got := titles(files[name]); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	checkPages(t, files)
}

// An author may write a text for the list.
func TestNewsIndex(t *testing.T) {
	p := newsProject("")
	p["content/news/index.md"] = &fstest.MapFile{Data: []byte("# 会の動き\n\n説明の文")}
	got := string(built(t, &shared, p)["news/index.html"])
	if !strings.Contains(got, "<h1>会の動き</h1>") || !strings.Contains(got, "説明の文") || len(titles([]byte(got))) != 4 {
		t.Error(got)
	}
	empty := string(built(t, &shared, project(map[string]string{"content/news/index.md": "# お知らせ"}))["news/index.html"])
	if !strings.Contains(empty, "お知らせはまだありません") {
		t.Error(empty)
	}
}

func TestManyNews(t *testing.T) {
	p := newsProject("")
	for i := range 30 {
		p[fmt.Sprintf("content/news/n%02d.md", i)] = &fstest.MapFile{Data: []byte(markdownFile(
			fmt.Sprintf("title: 記事%02d\nkind: news\ncategory: お知らせ\ndate: 2025-06-%02d", i, i+1), "文"))}
	}
	files := built(t, &shared, p)
	if got := titles(files["news/index.html"]); len(got) != mostNews || got[0] != "重要" || got[1] != "記事29" {
		t.Errorf("the first list has %q", got)
	}
	if got := titles(files["news/fy2025/index.html"]); len(got) != 31 {
		t.Errorf("the list of the year has %d", len(got))
	}
}

func TestFeed(t *testing.T) {
	if _, ok := built(t, &shared, newsProject(""))[feedFile]; ok {
		t.Error("a feed without full addresses")
	}
	files := built(t, &shared, newsProject("publisher: 会\nbase_url: https://example.jp/k/\n"))
	var feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		Title   string   `xml:"title"`
		ID      string   `xml:"id"`
		Updated string   `xml:"updated"`
		Author  string   `xml:"author>name"`
		Links   []struct {
			Rel  string `xml:"rel,attr"`
			Href string `xml:"href,attr"`
		} `xml:"link"`
		Entries []struct {
			Title     string `xml:"title"`
			ID        string `xml:"id"`
			Published string `xml:"published"`
			Updated   string `xml:"updated"`
			Summary   string `xml:"summary"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(files[feedFile], &feed); err != nil {
		t.Fatal(err)
	}
	if got, want := []string{feed.Title, feed.ID, feed.Updated, feed.Author, feed.Links[0].Href}, []string{"試験 & 会", "https://example.jp/k/news/", "2025-09-01T00:00:00+09:00", "会",
		"https://example.jp/k/news/feed.xml"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	var got []string
	for _, e := range feed.Entries {
		got = append(got, strings.Join([]string{e.Title, e.ID, e.Published, e.Updated, e.Summary}, "|"))
	}
	want := []string{
		"認定|https://example.jp/k/other/award/|2025-08-31T00:00:00+09:00|2025-09-01T00:00:00+09:00|",
		"四月|https://example.jp/k/news/april/|2025-04-01T00:00:00+09:00|2025-04-01T00:00:00+09:00|",
		"三月|https://example.jp/k/news/a/|2025-03-31T00:00:00+09:00|2025-03-31T00:00:00+09:00|まとめ <b>",
		"三月三十日|https://example.jp/k/news/b/|2025-03-30T00:00:00+09:00|2025-03-30T00:00:00+09:00|",
		"重要|https://example.jp/k/news/d/|2024-05-01T00:00:00+09:00|2024-05-01T00:00:00+09:00|",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if !bytes.Contains(files["other/award/index.html"], []byte(`<link rel="alternate" type="application/atom+xml" title="お知らせの配信（Atom）" href="../../news/feed.xml">`)) {
		t.Error("pages do not lead to the feed")
	}
}

// What is not yet, not any more, or not at all published is nowhere.
func TestHiddenPages(t *testing.T) {
	files := map[string]string{
		"content/index.md":            "# 表紙\n\n:::block blocks/notice\n:::",
		"content/blocks/notice.md":    markdownFile("title: 期間の案内\nexpires: 2025-06-30", "案内の文"),
		"content/guide/draft.md":      markdownFile("title: 下書き\ndraft: true", "文"),
		"content/guide/soon.md":       markdownFile("title: 予定\npublished: 2025-07", "文"),
		"content/guide/gone.md":       markdownFile("title: 期限\nexpires: 2025-06", "文"),
		"content/news/new.md":         markdownFile("title: 新しい\nkind: news\ndate: 2025-06-20\ncategory: お知らせ", "文"),
		"content/news/old.md":         markdownFile("title: 古い\nkind: news\ndate: 2025-05-01\ncategory: お知らせ\npinned_until: 2025-06-30", "文"),
		"content/news/unpublished.md": markdownFile("title: 未公開\nkind: news\ndate: 2025-06-01\ncategory: お知らせ\ndraft: true", "文"),
	}
	tests := []struct {
		today string
		live  bool
		shown []string
		news  []string
		marks int
	}{
		{"", false, []string{"soon", "gone", "block"}, []string{"古い", "新しい"}, 1},
		{"", true, []string{"draft", "soon", "gone", "block"}, []string{"古い", "新しい", "未公開"}, 1},
		{"2025-06-30", false, []string{"gone", "block"}, []string{"古い", "新しい"}, 2},
		{"2025-07-01", false, []string{"soon"}, []string{"新しい", "古い"}, 1},
		{"2025-07-20", false, []string{"soon"}, []string{"新しい", "古い"}, 0},
	}
	for _, tt := range tests {
		b := Builder{Live: tt.live}
		if tt.today != "" {
			if err := b.SetToday(tt.today); err != nil {
				t.Fatal(err)
			}
		}
		var m Memory
		if problems, err := b.Build(context.Background(), project(files), &m); err != nil || problems.HasErrors() {
			t.Fatal(err, problems)
		}
		var shown []string
		for _, name := range []string{"draft", "soon", "gone"} {
			if _, ok := m.Files()["guide/"+name+"/index.html"]; ok {
				shown = append(shown, name)
			}
		}
		if bytes.Contains(m.Files()["index.html"], []byte("案内の文")) {
			shown = append(shown, "block")
		}
		list := m.Files()["news/index.html"]
		if news := titles(list); !slices.Equal(shown, tt.shown) || !slices.Equal(news, tt.news) || bytes.Count(list, []byte("news-mark")) != tt.marks {
			t.Errorf("today %q, served %v: got %q and %q with %d marks", tt.today, tt.live, shown, news, bytes.Count(list, []byte("news-mark")))
		}
	}
}

func TestDatedProblems(t *testing.T) {
	p := project(map[string]string{
		"content/index.md": "# 表紙\n\n[下書き](draft.md) [期限](/gone/)",
		"content/draft.md": markdownFile("title: 下書き\ndraft: true", "文"),
		"content/gone.md":  markdownFile("title: 期限\nexpires: 2025-06", "文"),
		"content/stale.md": markdownFile("title: 古い\nchecked: 2024-06-30", "文"),
		"content/fresh.md": markdownFile("title: 新しい\nchecked: 2024-07-01", "文"),
	})
	var b Builder
	if err := b.SetToday("令和7年7月1日"); err != nil {
		t.Fatal(err)
	}
	got := b.Check(context.Background(), p).Error()
	want := `content/gone.md:3:10: 警告: 掲載の期限 2025年6月 を過ぎたので、サイトに出ていません
	hint: 続けて載せるなら expires を書き直し、要らなければファイルを消してください
content/index.md:3:1: リンク先 "draft.md" は下書き（draft: true）なので、サイトに出ていません
	hint: リンクを外すか、リンク先の前書きを直してください
content/index.md:3:17: リンク先 "/gone/" は掲載の期限（expires）を過ぎたので、サイトに出ていません
	hint: リンクを外すか、リンク先の前書きを直してください
content/stale.md:3:10: 警告: 内容を最後に確かめたのは 2024年6月30日（日） で、見直しの期限 2025年6月30日（月） を過ぎました
	hint: 内容がいまも正しいかを確かめて、checked を書き直してください`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for day, want := range map[string]string{
		"2025-07": `日付 "2025-07" に日がありません。2026-04-01 のように書いてください`,
		"今日":      `日付 "今日" を読めません。` + dateExamples,
	} {
		if err := b.SetToday(day); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", day, err, want)
		}
	}
}
