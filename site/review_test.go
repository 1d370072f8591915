package site

import (
	"context"
	"strings"
	"testing"
)

func TestParseInterval(t *testing.T) {
	start := date{2025, 8, 31}
	for in, want := range map[string]string{
		"6か月": "2026-02-28", "６ヶ月": "2026-02-28", "6 months": "2026-02-28", "1 month": "2025-09-30", "半年": "2026-02-28", "1年": "2026-08-31", "2 Years": "2027-08-31",
		"90日": "2025-11-29", "2週間": "2025-09-14", "1 week": "2025-09-07", "12箇月": "2026-08-31",
	} {
		got, wrong := parseInterval(in)
		if wrong != nil || got.after(start).iso() != want {
			t.Errorf("%s: got %s %v, want %s", in, got.after(start).iso(), wrong, want)
		}
	}
	if got, wrong := parseInterval("なし"); wrong != nil || !got.never {
		t.Errorf("なし: got %v %v", got, wrong)
	}
	if got := (interval{months: 1}).after(date{2025, 1, 0}).iso(); got != "2025-02-28" {
		t.Errorf("a month after January: %s", got)
	}
	for _, in := range []string{"6", "か月", "0日", "1.5年", "年1回", "99999日"} {
		if got, wrong := parseInterval(in); wrong == nil {
			t.Errorf("%s: got %v", in, got)
		}
	}
}

func reviewed(config string) map[string]string {
	return map[string]string{
		ConfigFile:               "title: 手引き\n" + config,
		"content/index.md":       markdownFile("checked: 2025-01-10\nreview_in: なし", "# 表紙"),
		"content/month.md":       markdownFile("title: 月ごと\nchecked: 2025-05-31\nreview_in: 1か月", "文"),
		"content/site.md":        markdownFile("title: サイトの期間\nchecked: 2025-02", "文\n\n:::block blocks/part\n:::"),
		"content/never.md":       markdownFile("title: 見直さない\nreview_in: never", "文"),
		"content/unchecked.md":   markdownFile("title: 確かめていない", "文"),
		"content/draft.md":       markdownFile("title: 下書き\ndraft: true\nchecked: 2020-01-01", "文"),
		"content/blocks/part.md": markdownFile("title: 部分\nchecked: 2024-01-01", "文"),
	}
}

func TestReview(t *testing.T) {
	b := &Builder{}
	if err := b.SetToday("2025-07-01"); err != nil {
		t.Fatal(err)
	}
	var m Memory
	problems, err := b.Build(context.Background(), project(reviewed("review_in: 半年\nreview_page: true\nreview_note: true\nbase_url: https://example.jp/\n")), &m)
	if err != nil {
		t.Fatal(err)
	}
	want := `content/blocks/part.md:3:10: 警告: 内容を最後に確かめたのは 2024年1月1日（月） で、見直しの期限 2024年7月1日（月） を過ぎました
	hint: 内容がいまも正しいかを確かめて、checked を書き直してください
content/month.md:3:10: 警告: 内容を最後に確かめたのは 2025年5月31日（土） で、見直しの期限 2025年6月30日（月） を過ぎました
	hint: 内容がいまも正しいかを確かめて、checked を書き直してください`
	if got := problems.Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	files := m.Files()
	if got, want := string(files[reviewFile]), `{
 "today": "2025-07-01",
 "pages": [
  {
   "file": "content/blocks/part.md",
   "address": null,
   "title": "部分",
   "checked": "2024-01-01",
   "review_in": "P6M",
   "due": "2024-07-01",
   "overdue": true
  },
  {
   "file": "content/month.md",
   "address": "month/",
   "title": "月ごと",
   "checked": "2025-05-31",
   "review_in": "P1M",
   "due": "2025-06-30",
   "overdue": true
  },
  {
   "file": "content/site.md",
   "address": "site/",
   "title": "サイトの期間",
   "checked": "2025-02",
   "review_in": "P6M",
   "due": "2025-08-28",
   "overdue": false
  },
  {
   "file": "content/unchecked.md",
   "address": "unchecked/",
   "title": "確かめていない"
  }
 ]
}
`; got != want {
		t.Errorf("got %s", got)
	}
	page := string(files["review/index.html"])
	for _, part := range []string{`<meta name="robots" content="noindex">`, "期限を過ぎたもの <span class=\"review-count\">2</span>", "これから見直すもの <span class=\"review-count\">1</span>", `href="../unchecked/"`, `href="../review.json"`} {
		if !strings.Contains(page, part) {
			t.Errorf("no %s in\n%s", part, page)
		}
	}
	if strings.Contains(page, "下書き") || strings.Contains(string(files["sitemap.xml"]), "review") {
		t.Error("the list has a draft, or is on the map of the site")
	}
	const note = "見直す期限を過ぎています"
	if !strings.Contains(string(files["month/index.html"]), note) || strings.Contains(string(files["site/index.html"]), note) {
		t.Error("the note is not on the pages that are overdue")
	}

	undated := built(t, &shared, project(reviewed("review_page: true\nreview_note: true\n")))
	if page := string(undated["review/index.html"]); !strings.Contains(page, "日付を告げていない") || strings.Contains(page, "期限を過ぎたもの") {
		t.Error("the list without a day knows what is overdue")
	}
	if strings.Contains(string(undated["month/index.html"]), note) {
		t.Error("a note without a day")
	}
	if none := built(t, &shared, project(reviewed(""))); none["review/index.html"] != nil || none[reviewFile] != nil {
		t.Error("a list that nobody asked for")
	}
}

func TestReviewProblems(t *testing.T) {
	got := shared.Check(context.Background(), project(map[string]string{
		"content/a.md": markdownFile("title: 甲\nchecked: 2025-01-01\nreview_in: 年1回", "文"),
		"content/b.md": markdownFile("title: 乙\nreview_in: 1年", "文"),
		"content/c.md": markdownFile("title: 丙\nreviewin: 1年", "文"),
	})).Error()
	want := `content/a.md:4:12: 期間 "年1回" を読めません
	hint: 6か月、1年、90日のように書いてください。見直しの要らないページは なし です
content/b.md:3:12: 警告: 見直しの期間（review_in）がありますが、内容を確かめた日（checked）がありません
	hint: 例: checked: 2026-04-01
content/c.md:3:1: キー "reviewin" は使えません
	hint: "review_in" のことですか`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A page cannot have been checked on a day that is yet to come.
func TestCheckedInFuture(t *testing.T) {
	var b Builder
	if err := b.SetToday("2026-04-01"); err != nil {
		t.Fatal(err)
	}
	got := b.Check(context.Background(), project(map[string]string{
		"content/a.md": markdownFile("title: 甲\nchecked: 2027-03-01", "文"),
		"content/b.md": markdownFile("title: 乙\nchecked: 2026-04-01", "文"),
		"content/c.md": markdownFile("title: 丙\nchecked: 2026-04", "文"),
	})).Error()
	if want := "content/a.md:3:10: 警告: 内容を確かめた日（2027年3月1日（月））が、今日より先です\n\thint: 年を確かめてください"; got != want {
		t.Errorf("got\n%s", got)
	}
}
