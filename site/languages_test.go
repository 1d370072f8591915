package site

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// twoLanguages is a site whose English part is smaller than the Japanese one.
func twoLanguages() map[string]string {
	return map[string]string{
		ConfigFile: "title: {ja: 手引き, en: Handbook}\nlanguages: [ja, en]\nbase_url: https://example.jp/kenko/\nnav:\n" +
			"  - {title: {ja: 案内, en: Guide}, link: /guide/}\n  - {title: 連絡, link: /contact/}\n  - {title: {ja: 地図, en: Map}, link: /map/}\n",
		"content/index.md":          "# 手引き\n\n[案内](guide/index.md) [英語の案内](guide/index.en.md) [英語](/en/)\n",
		"content/index.en.md":       "# Handbook\n\n[Guide](guide/index.md#start) [deep](guide/deep.md#深) [contact](/contact/) ![logo](logo.png)\n",
		"content/guide/index.md":    "# 案内\n\n## はじめに\n\n本文\n",
		"content/guide/index.en.md": "# Guide\n\n## Start\n\n[Start](#start) [deep](deep.md#深) ![logo](/logo.png)\n",
		"content/guide/deep.md":     "# 奥\n\n## 深\n\n本文\n",
		"content/contact.md":        "# 連絡\n\n本文\n",
		"content/map.md":            "# 地図\n\n本文\n",
		"content/logo.png":          png,
	}
}

func TestTwoLanguages(t *testing.T) {
	files := built(t, &shared, project(twoLanguages()))
	tests := []struct{ page, what, want string }{
		{"index.html", "language", `<html lang="ja"`},
		{"en/index.html", "language", `<html lang="en"`},
		{"en/index.html", "title of the site", `<title>Handbook</title>`},
		{"en/guide/index.html", "title", `<title>Guide | Handbook</title>`},
		{"index.html", "switch", `href="./en/" hreflang="en" lang="en">English</a>`},
		{"en/index.html", "switch", `href="../" hreflang="ja" lang="ja">日本語</a>`},
		{"guide/index.html", "switch to the same page", `href="../en/guide/" hreflang="en"`},
		{"en/guide/index.html", "switch to the same page", `href="../../guide/" hreflang="ja"`},
		{"guide/deep/index.html", "switch to the nearest page above", `href="../../en/guide/" hreflang="en"`},
		{"contact/index.html", "switch to the home page", `href="../en/" hreflang="en"`},
		{"en/404.html", "switch where the path is not known", `href="/kenko/404.html" hreflang="ja"`},
		{"guide/index.html", "alternate", `<link rel="alternate" hreflang="en" href="https://example.jp/kenko/en/guide/">`},
		{"en/guide/index.html", "alternate", `<link rel="alternate" hreflang="x-default" href="https://example.jp/kenko/guide/">`},
		{"en/guide/index.html", "canonical", `<link rel="canonical" href="https://example.jp/kenko/en/guide/">`},
		{"sitemap.xml", "alternate", `<url><loc>https://example.jp/kenko/en/guide/</loc><xhtml:link rel="alternate" hreflang="ja" href="https://example.jp/kenko/guide/"/>`},
		{"en/index.html", "link within the language", `href="./guide/#start"`},
		{"en/index.html", "link to what is not translated", `href="../guide/deep/#深" hreflang="ja" data-language="in Japanese"`},
		{"en/index.html", "address of what is not translated", `href="../contact/" hreflang="ja"`},
		{"en/index.html", "picture", `src="../logo.png"`},
		{"en/guide/index.html", "menu", `<li><a href="../../map/" hreflang="ja" data-language="in Japanese">Map</a></li>`},
		{"index.html", "link to the other language", `href="./en/guide/" hreflang="en"`},
		{"index.html", "address of the other language", `href="./en/" hreflang="en"`},
		{"en/guide/index.html", "worker", `data-worker="../../sw.js"`},
		{"en/guide/index.html", "shared style", `href="../../assets/site.`},
		{"sw.js", "pages in English", `"en/guide/"`},
		{"sw.js", "what stands for a page without network", `"en/offline.html"`},
		{"en/print/index.html", "picture on paper", `src="../../logo.png"`},
		{"en/print/index.html", "link on paper", `href="#guide:start"`},
		{"en/print/index.html", "link on paper to what is not translated", `href="../../guide/deep/#深"`},
	}
	for _, tt := range tests {
		if page := string(files[tt.page]); !strings.Contains(strings.ReplaceAll(page, "%E6%B7%B1", "深"), tt.want) {
			t.Errorf("%s, %s: no %s in\n%s", tt.page, tt.what, tt.want, page)
		}
	}
	for _, name := range []string{"en/contact/index.html", "en/map/index.html", "en/guide/deep/index.html", "guide/index.en/index.html", "en/sitemap.xml", "en/robots.txt", "en/sw.js", "en/logo.png"} {
		if files[name] != nil {
			t.Errorf("%s is made", name)
		}
	}
	if en := string(files["en/index.html"]); strings.Contains(en, "連絡") {
		t.Errorf("the menu has an entry without an English title:\n%s", en)
	}
	if deep := string(files["guide/deep/index.html"]); strings.Contains(deep, "alternate") {
		t.Errorf("a page in one language has alternates:\n%s", deep)
	}
}

// The glossary is a list for each language; a term that is not in the text's own is
// linked where it is.
func TestGlossaryInTwoLanguages(t *testing.T) {
	files := twoLanguages()
	files[glossaryFile] = "- {term: 健診, reading: けんしん, text: 体を調べます。}\n- {term: 届, reading: とどけ, text: 出す紙です。}\n- {term: 対象者, reading: たいしょうしゃ, text: 受ける人です。}\n"
	files["content/glossary.en.yaml"] = "- {term: Zone, text: An area.}\n- {term: health check-up, of: 健診, aliases: [examination], text: 'See [the guide](guide/index.md).', see: [zone]}\n- {term: 5S, text: Five words.}\n- {term: Éclair, text: A cake.}\n"
	files["content/guide/index.en.md"] = "---\nsummary: x\ntags: [Checks]\n---\n# Guide\n\n## Start\n\n[[Health check-up]] [[健診]] [[examination|look]] [[届]] [[届|notice]]\n"
	site := built(t, &shared, project(files))
	list := string(site["en/glossary/index.html"])
	at := 0
	for _, want := range []string{`<html lang="en"`, `href="#row-e">E</a>`, `href="#row-h">H</a>`, `href="#row-z">Z</a>`, `href="#row-other">Others</a>`, `<dfn>Éclair</dfn>`,
		`<dfn>health check-up</dfn><span class="term-reading" lang="ja"> (健診)</span>`, `See <a href="../guide/">the guide</a>`, "examination", `<a href="#zone">Zone</a>`, `<dfn>Zone</dfn>`, `<dfn>5S</dfn>`} {
		i := strings.Index(list[at:], want)
		if i < 0 {
			t.Fatalf("no %s after %q in\n%s", want, list[max(0, at-80):at], list)
		}
		at += i
	}
	guide := string(site["en/guide/index.html"])
	for _, want := range []string{
		`<a href="../glossary/#health-check-up" class="term-link" data-definition="See the guide.">Health check-up</a>`,
		`data-definition="See the guide.">health check-up</a>`, `data-definition="See the guide.">look</a>`,
		`<a href="../../glossary/#届" class="term-link" data-definition="出す紙です。" hreflang="ja" data-language="in Japanese" lang="ja">届</a>`,
		`data-definition="出す紙です。" hreflang="ja" data-language="in Japanese">notice</a>`,
		`<a href="../tags/checks/">`,
	} {
		if !strings.Contains(strings.ReplaceAll(guide, "%E5%B1%8A", "届"), want) {
			t.Errorf("no %s in\n%s", want, guide)
		}
	}
	if ja := string(site["glossary/index.html"]); strings.Contains(ja, "Zone") || strings.Contains(ja, "Guide") || !strings.Contains(ja, "か行") {
		t.Errorf("the Japanese list:\n%s", ja)
	}
	for _, name := range []string{"glossary.en.yaml", "en/glossary.en.yaml", "tags/checks/index.html"} {
		if site[name] != nil {
			t.Errorf("%s is made", name)
		}
	}
	if search := string(site["en/tags/checks/index.html"]); !strings.Contains(search, `<html lang="en"`) || !strings.Contains(search, `href="../../guide/"`) {
		t.Errorf("the page of a tag:\n%s", search)
	}
}

// Every language has feeds of its own news.
func TestFeedsInTwoLanguages(t *testing.T) {
	files := twoLanguages()
	files["content/news/a.md"] = "---\nkind: news\ndate: 2026-04-01\ncategory: お知らせ\n---\n# 開きました\n\n文\n"
	files["content/news/b.md"] = "---\nkind: news\ndate: 2026-04-02\ncategory: お知らせ\n---\n# 日本語だけ\n\n文\n"
	files["content/news/a.en.md"] = "---\nkind: news\ndate: 2026-04-01\ncategory: お知らせ\n---\n# We have opened\n\nText\n"
	site := built(t, &shared, project(files))
	for name, wanted := range map[string][]string{
		"news/feed.xml":             {`xml:lang="ja"`, "<id>https://example.jp/kenko/news/a/</id>", "日本語だけ", "!We have", "!/en/"},
		"en/news/feed.xml":          {`xml:lang="en"`, "<title>Handbook</title>", "<id>https://example.jp/kenko/en/news/a/</id>", "We have opened", "!日本語"},
		"en/news/feed.json":         {`"language": "en"`, `"https://example.jp/kenko/en/news/feed.json"`, "We have opened", "!日本語"},
		"en/news/index.html":        {`href="../news/feed.xml"`, "We have opened", `<span class="news-category">Notices</span>`, "!日本語だけ"},
		"en/news/notice/index.html": {"<h1>News: Notices", "We have opened"},
		"en/index.html":             {`href="./news/feed.xml"`},
	} {
		wants(t, site, name, wanted...)
	}
}

// A site in one language has nothing of all this.
func TestOneLanguage(t *testing.T) {
	for name, data := range built(t, &shared, project(map[string]string{"content/index.md": "# 表紙\n"})) {
		if strings.HasPrefix(name, "en/") || strings.HasSuffix(name, ".html") && strings.Contains(string(data), "hreflang") {
			t.Errorf("%s: %s", name, data)
		}
	}
}

func TestLanguageProblems(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"unknown language", map[string]string{ConfigFile: "title: 題\nlang: fr\n"},
			"kijun.yaml:2:7: 言語 \"fr\" には対応していません\n\thint: 使える言語: ja, en"},
		{"twice", map[string]string{ConfigFile: "title: 題\nlanguages: [ja, ja]\n"},
			"kijun.yaml:2:17: 言語 \"ja\" が2回書かれています\n\thint: どちらか一方を消してください"},
		{"lang is none of the languages", map[string]string{ConfigFile: "title: 題\nlang: ja\nlanguages: [en]\n"},
			"kijun.yaml:2:7: lang の言語 \"ja\" が languages にありません\n\thint: languages: [ja, en] のように、どちらにも書いてください"},
		{"a language that the site does not have", map[string]string{ConfigFile: "title: {ja: 題, en: Title}\n"},
			"kijun.yaml:1:16: キー \"en\" は使えません\n\thint: 使えるキー: ja"},
		{"no text in the first language", map[string]string{ConfigFile: "title: {en: Title}\nlanguages: [ja, en]\n"},
			"kijun.yaml:1:8: \"title\" に、サイトの言語 ja の文がありません\n\thint: 例: title: {ja: …}"},
		{"a translation of a site in one language", map[string]string{"content/index.md": "# 題\n", "content/index.en.md": "# Title\n"},
			"content/index.en.md: 警告: ファイルの名前は index.md の翻訳のようですが、サイトの言語に en がありません\n\thint: kijun.yaml に languages: [ja, en] と書くか、ファイルの名前を変えてください"},
		{"the first language in a name", map[string]string{"content/x.ja.md": "# 題\n"},
			"content/x.ja.md: 警告: ja はサイトのもとの言語なので、ファイルの名前に書きません\n\thint: ファイルの名前を x.md に直してください"},
		{"a term of another language that is not there", map[string]string{ConfigFile: "title: {ja: 題, en: Title}\nlanguages: [ja, en]\n", glossaryFile: "- {term: 健診, reading: けんしん, text: 文}\n", "content/glossary.en.yaml": "- {term: check-up, of: 検診, text: x}\n"},
			"content/glossary.en.yaml:1:24: 用語 \"検診\" は用語集にありません\n\thint: \"健診\" のことですか"},
		{"a term twice in another language", map[string]string{ConfigFile: "title: {ja: 題, en: Title}\nlanguages: [ja, en]\n", glossaryFile: "- {term: 健診, reading: けんしん, text: 文}\n", "content/glossary.en.yaml": "- {term: check-up, of: 健診, text: x}\n- {term: exam, of: 健診, text: x}\n"},
			"content/glossary.en.yaml:2:10: 用語 \"健診\" が2つあります\n\thint: もう一つは content/glossary.en.yaml:1:10 です。どちらか一方にまとめてください"},
		{"of in the first language", map[string]string{glossaryFile: "- {term: 健診, reading: けんしん, of: x, text: 文}\n"},
			"content/glossary.yaml:1:29: キー \"of\" は使えません\n\thint: 使えるキー: term, reading, aliases, text, see"},
		{"terms of a language that the site does not have", map[string]string{"content/glossary.en.yaml": "- {term: check-up, text: x}\n"},
			"content/glossary.en.yaml: 警告: このファイルは読まれません\n\thint: 用語集のファイルの名前は content/glossary.yaml です。言語は kijun.yaml の languages に書きます"},
		{"terms in a file that is not read", map[string]string{"content/glossary.yml": "- {term: check-up, text: x}\n"},
			"content/glossary.yml: 警告: このファイルは読まれません\n\thint: 用語集のファイルの名前は content/glossary.yaml です。言語は kijun.yaml の languages に書きます"},
		{"a misspelt term in a translation", map[string]string{ConfigFile: "title: {ja: 題, en: Title}\nlanguages: [ja, en]\n", "content/glossary.en.yaml": "- {term: check-up, text: x}\n", "content/index.en.md": "# Title\n\n[[check-pu]]\n"},
			"content/index.en.md:3:1: [[check-pu]] という評価項目や用語はありません\n\thint: [[check-up]] のことですか"},
		{"a broken link in a translation", map[string]string{ConfigFile: "title: {ja: 題, en: Title}\nlanguages: [ja, en]\n", "content/index.en.md": "# Title\n\n[x](y.md)\n"},
			"content/index.en.md:3:1: リンク先 \"y.md\" がありません"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			problems := shared.Check(context.Background(), project(tt.files))
			if len(problems) == 0 {
				t.Fatalf("no problem, want %s", tt.want)
			}
			if got := problems[0].String(); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// The reference handbook has a scheme in English: its pages say nothing in Japanese but
// official names, the form is the same, and so are the records of it.
func TestHandbookInEnglish(t *testing.T) {
	files := handbook(t)
	japanese := regexp.MustCompile(`[\p{Hiragana}\p{Katakana}\p{Han}、。（）「」〜：／・]`)
	names := regexp.MustCompile(`\([^()<>]*\p{Han}[^()<>]*\)|<span class="term-reading" lang="ja">[^<]*</span>|<a class="language".*?</a>|○○`) // official names stand in parentheses behind their translation, terms beside it
	found := 0
	for name, data := range files {
		if !strings.HasPrefix(name, "en/") || !strings.HasSuffix(name, ".html") {
			continue
		}
		found++
		for line := range strings.Lines(names.ReplaceAllString(string(data), "")) {
			if at := japanese.FindStringIndex(line); at != nil {
				t.Errorf("%s: Japanese in English: …%s", name, line[max(0, at[0]-80):min(len(line), at[1]+80)])
			}
		}
	}
	if found < 20 {
		t.Errorf("%d pages in English", found)
	}
	field := regexp.MustCompile(`<(?:input|select|textarea)[^>]* name="?([A-Za-z0-9_]+)`)
	check := "schemes/step2-gold/check/index.html"
	ja, en := field.FindAllStringSubmatch(string(files[check]), -1), field.FindAllStringSubmatch(string(files["en/"+check]), -1)
	if len(ja) == 0 || fmt.Sprint(fieldNames(ja)) != fmt.Sprint(fieldNames(en)) {
		t.Errorf("the fields differ:\n%v\n%v", fieldNames(ja), fieldNames(en))
	}
	if form := string(files["en/"+check]); !strings.Contains(form, `data-site="../../../../"`) && !strings.Contains(form, `data-site=../../../../ `) {
		t.Error("records of the English form are not those of the Japanese one")
	}
}

func fieldNames(found [][]string) []string {
	var names []string
	for _, m := range found {
		names = append(names, m[1])
	}
	return names
}
