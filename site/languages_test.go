package site

import (
	"context"
	"fmt"
	"os"
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
	files := built(t, &Builder{}, project(twoLanguages()))
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

// A site in one language has nothing of all this.
func TestOneLanguage(t *testing.T) {
	for name, data := range built(t, &Builder{}, project(map[string]string{"content/index.md": "# 表紙\n"})) {
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
		{"a broken link in a translation", map[string]string{ConfigFile: "title: {ja: 題, en: Title}\nlanguages: [ja, en]\n", "content/index.en.md": "# Title\n\n[x](y.md)\n"},
			"content/index.en.md:3:1: リンク先 \"y.md\" がありません"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			problems := (&Builder{}).Check(context.Background(), project(tt.files))
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
	if _, err := os.Stat("../" + ConfigFile); err != nil {
		t.Skip("not in a checkout: ", err)
	}
	files := built(t, &Builder{}, os.DirFS(".."))
	japanese := regexp.MustCompile(`[\p{Hiragana}\p{Katakana}\p{Han}、。（）「」〜：／・]`)
	names := regexp.MustCompile(`\([^()<>]*\p{Han}[^()<>]*\)|<a class="language".*?</a>|○○`) // official names stand in parentheses behind their translation
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
