package site

import (
	"context"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

var dataBlock = regexp.MustCompile(`<script type="application/ld\+json">(.*?)</script>`)

// graphOf is what a page tells search engines, by type.
func graphOf(t *testing.T, page []byte) map[string]map[string]any {
	t.Helper()
	m := dataBlock.FindSubmatch(page)
	if m == nil {
		return nil
	}
	var data struct {
		Context string           `json:"@context"`
		Graph   []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal(m[1], &data); err != nil {
		t.Fatalf("%v in %s", err, m[1])
	}
	if data.Context != "https://schema.org" {
		t.Errorf("context %q", data.Context)
	}
	graph := map[string]map[string]any{}
	for _, g := range data.Graph {
		graph[g["@type"].(string)] = g
	}
	return graph
}

// asJSON is a value as text, to compare.
func asJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestStructuredData(t *testing.T) {
	config := "title: 手引き\nsummary: 要点\nbase_url: https://example.jp/kenko/\npublisher: 商工会議所\n"
	files := built(t, &shared, project(map[string]string{
		ConfigFile:         config,
		"content/index.md": "# 表紙\n",
		"content/guide/index.md": markdownFile("title: ガイド",
			"文"),
		"content/guide/evil.md":  markdownFile("title: \"</script><b>&\"\nupdated: 2026-02\npublished: 2025-04-01\nsummary: 一文", "文"),
		"content/guide/faq.md":   markdownFile("title: よくある質問\nkind: faq", "はじめに。\n\n## 費用\n\n### いくら**かかり**ますか\n\n無料です。\n申請も\n無料です。\n\n- 郵送料は別\n\n## どこに出しますか {#where}\n\n窓口へ。[^1]\n\n[^1]: 脚注"),
		"content/guide/steps.md": markdownFile("title: 進め方\nkind: steps\nsteps: [{title: 調べる, text: 今を知る}, 決める]", "文"),
		"content/guide/term.md":  markdownFile("title: 用語\nkind: explain\nterm: 健康経営\nreading: けんこうけいえい", "健康を\n経営の**視点**で考えること。"),
		"content/news/a.md":      markdownFile("title: 協定\nkind: news\ndate: 2025-02-21\ncategory: 協定", "文"),
	}))
	home := graphOf(t, files["index.html"])
	if got, want := asJSON(t, home["WebSite"]["publisher"]), `{"@type":"Organization","name":"商工会議所","url":"https://example.jp/kenko/"}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	evil := graphOf(t, files["guide/evil/index.html"])
	if got := evil["Article"]["headline"]; got != "</script><b>&" {
		t.Errorf("headline %q", got)
	}
	if got, want := asJSON(t, evil["BreadcrumbList"]["itemListElement"]), `[{"@type":"ListItem","item":"https://example.jp/kenko/","name":"ホーム","position":1},`+
		`{"@type":"ListItem","item":"https://example.jp/kenko/guide/","name":"ガイド","position":2},`+
		`{"@type":"ListItem","item":"https://example.jp/kenko/guide/evil/","name":"\u003c/script\u003e\u003cb\u003e\u0026","position":3}]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if a := evil["Article"]; a["datePublished"] != "2025-04-01" || a["dateModified"] != "2026-02" || a["mainEntityOfPage"] != "https://example.jp/kenko/guide/evil/" {
		t.Errorf("article %v", a)
	}
	faq := graphOf(t, files["guide/faq/index.html"])["FAQPage"]
	if got, want := asJSON(t, faq["mainEntity"]), `[{"@type":"Question","acceptedAnswer":{"@type":"Answer","text":"無料です。申請も無料です。\n郵送料は別"},"name":"いくらかかりますか","url":"https://example.jp/kenko/guide/faq/#いくらかかりますか"},`+
		`{"@type":"Question","acceptedAnswer":{"@type":"Answer","text":"窓口へ。"},"name":"どこに出しますか","url":"https://example.jp/kenko/guide/faq/#where"}]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if !strings.Contains(string(files["guide/faq/index.html"]), "<h3 id=") {
		t.Error("the text of the questions is not on the page")
	}
	if got, want := asJSON(t, graphOf(t, files["guide/steps/index.html"])["HowTo"]["step"]), `[{"@type":"HowToStep","name":"調べる","position":1,"text":"今を知る"},{"@type":"HowToStep","name":"決める","position":2,"text":"決める"}]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if term := graphOf(t, files["guide/term/index.html"])["DefinedTerm"]; term["name"] != "健康経営" || term["description"] != "健康を経営の視点で考えること。" {
		t.Errorf("term %v", term)
	}
	if got, want := asJSON(t, graphOf(t, files["glossary/index.html"])["DefinedTermSet"]["hasDefinedTerm"]), `[{"@type":"DefinedTerm","alternateName":["けんこうけいえい"],"description":"健康を経営の視点で考えること。","inDefinedTermSet":"https://example.jp/kenko/glossary/","name":"健康経営","url":"https://example.jp/kenko/glossary/#健康経営"}]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if a := graphOf(t, files["news/a/index.html"])["NewsArticle"]; a["datePublished"] != "2025-02-21" {
		t.Errorf("news %v", a)
	}
	if graphOf(t, files["404.html"]) != nil {
		t.Error("the page for missing pages tells search engines something")
	}
	unknown := built(t, &shared, project(map[string]string{ConfigFile: "title: 手引き\n", "content/index.md": "# 表紙\n", "content/x.md": "# 文\n\n文"}))
	if page := string(unknown["x/index.html"]); strings.Contains(page, "ld+json") || strings.Contains(page, "og:") {
		t.Error("a site whose place is not known names addresses")
	}
}

func TestFAQWithoutQuestions(t *testing.T) {
	got := shared.Check(context.Background(), project(map[string]string{"content/faq.md": markdownFile("title: 質問\nkind: faq", "文だけ")})).Error()
	want := `content/faq.md:3:7: 質問と答えがありません
	hint: 「## 質問」の行と、その下の答えの文を書いてください`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Questions and answers may stand on any page.
func TestPlacedFAQ(t *testing.T) {
	files := built(t, &shared, project(map[string]string{ConfigFile: "title: 手引き\nbase_url: https://example.jp/\n",
		"content/a.md": "# 申し込み\n\n## 手順\n\n文\n\n## 質問\n\n:::faq\n### 費用は？\n\n無料です。\n\n### **だれが**出せますか\n\n- 会社\n- 団体\n:::\n\n後\n"}))
	page := string(files["a/index.html"])
	for _, want := range []string{`<h3 id="費用は">費用は？</h3><p>無料です。</p>`, `<p>後</p>`,
		`{"@type":"FAQPage","url":"https://example.jp/a/","mainEntity":[{"@type":"Question","name":"費用は？","url":"https://example.jp/a/#費用は","acceptedAnswer":{"@type":"Answer","text":"無料です。"}},{"@type":"Question","name":"だれが出せますか"`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in\n%s", want, page)
		}
	}
	if strings.Contains(page, `"name":"手順"`) {
		t.Error("what stands outside is a question")
	}
	got := shared.Check(context.Background(), project(map[string]string{"content/a.md": "# 題\n\n:::faq\n文だけ\n:::\n"})).Error()
	if want := "content/a.md:3:1: 「:::faq」の中に質問と答えがありません\n\thint: 「### 質問」の行と、その下の答えの文を、「:::faq」と「:::」の間に書いてください"; got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestSocial(t *testing.T) {
	files := built(t, &shared, project(map[string]string{
		ConfigFile:          "title: 手引き\nbase_url: https://example.jp/kenko/\n",
		"content/index.md":  "# 表紙\n",
		"content/日本.md":     markdownFile("title: \"題 & \\\"題\\\"\"\nsummary: 一文\nimage: img/a.png\nalt: 図", "文"),
		"content/img/a.png": png,
	}))
	page := string(files["日本/index.html"])
	for _, want := range []string{
		`<meta property="og:type" content="article">`, `<meta property="og:title" content="題 &amp; &#34;題&#34;">`,
		`<meta property="og:url" content="https://example.jp/kenko/%E6%97%A5%E6%9C%AC/">`, `<meta property="og:description" content="一文">`,
		`<meta property="og:image" content="https://example.jp/kenko/img/a.png">`, `<meta property="og:image:alt" content="図">`,
		`<meta name="twitter:card" content="summary_large_image">`, `<meta property="og:site_name" content="手引き">`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
	if home := string(files["index.html"]); !strings.Contains(home, `og:type" content="website"`) {
		t.Error("the home page is no site")
	}
	if strings.Contains(string(files["404.html"]), "og:") {
		t.Error("the page for missing pages is shared")
	}
}

func TestSitemapDays(t *testing.T) {
	files := built(t, &shared, project(map[string]string{
		ConfigFile:          "title: 手引き\nbase_url: https://example.jp/\n",
		"content/index.md":  "# 表紙\n",
		"content/a.md":      markdownFile("title: 甲\npublished: 2025-01\nupdated: 2026-03-04", "文"),
		"content/news/b.md": markdownFile("title: 乙\nkind: news\ndate: 2025-02-21\ncategory: 協定", "文"),
	}))
	sitemap := string(files["sitemap.xml"])
	for _, want := range []string{"<url><loc>https://example.jp/</loc></url>", "<url><loc>https://example.jp/a/</loc><lastmod>2026-03-04</lastmod></url>",
		"<url><loc>https://example.jp/news/b/</loc><lastmod>2025-02-21</lastmod></url>"} {
		if !strings.Contains(sitemap, want) {
			t.Errorf("no %s in\n%s", want, sitemap)
		}
	}
}

func TestJSONFeed(t *testing.T) {
	files := built(t, &shared, project(map[string]string{
		ConfigFile:          "title: 手引き & 案内\nbase_url: https://example.jp/\npublisher: 商工会議所\n",
		"content/index.md":  "# 表紙\n",
		"content/news/b.md": markdownFile("title: 乙\nkind: news\ndate: 2025-02-21\ncategory: 協定\nsummary: 一文\nupdated: 2025-03", "文"),
	}))
	want := `{
 "version": "https://jsonfeed.org/version/1.1",
 "title": "手引き & 案内",
 "home_page_url": "https://example.jp/news/",
 "feed_url": "https://example.jp/news/feed.json",
 "language": "ja",
 "authors": [
  {
   "name": "商工会議所"
  }
 ],
 "items": [
  {
   "id": "https://example.jp/news/b/",
   "url": "https://example.jp/news/b/",
   "title": "乙",
   "content_text": "一文",
   "date_published": "2025-02-21T00:00:00+09:00",
   "date_modified": "2025-03-31T00:00:00+09:00",
   "tags": [
    "協定"
   ]
  }
 ]
}
`
	if got := string(files["news/feed.json"]); got != want {
		t.Errorf("got %s", got)
	}
	if !strings.Contains(string(files["news/b/index.html"]), `<link rel="alternate" type="application/feed+json" title="お知らせの配信（JSON）" href="../../news/feed.json">`) {
		t.Error("pages do not lead to the feed")
	}
}

// What hosts are told holds for every page that carries a policy of its own, too.
func TestHostHeaders(t *testing.T) {
	files := built(t, &shared, project(map[string]string{ConfigFile: "title: 手引き\nbase_url: https://example.jp/kenko/\n", "content/index.md": "# 表紙\n"}))
	headers := string(files[headersFile])
	for _, want := range []string{"/kenko/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n", "/kenko/*\n", "/kenko/sw.js\n  Cache-Control: no-cache\n"} {
		if !strings.Contains(headers, want) {
			t.Errorf("no %q in\n%s", want, headers)
		}
	}
	for _, line := range strings.Split(headers, "\n") {
		if policy, ok := strings.CutPrefix(line, "  Content-Security-Policy: "); ok {
			if !strings.Contains(string(files["index.html"]), `<meta http-equiv="Content-Security-Policy" content="`+policy+`">`) {
				t.Errorf("pages have another policy than %s", policy)
			}
		}
	}
}
