package site

import (
	"context"
	"slices"
	"strings"
	"testing"
)

func TestKanaKey(t *testing.T) {
	want := []string{"あい", "かっこう", "かつこう", "がっこう", "ケンコウ", "けんこうけいえい", "さあば", "サーバー", "さいば", "ハア", "ばあ", "パート", "わん", "んー"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b string) int { return strings.Compare(kanaKey(a), kanaKey(b)) })
	// A reading with small or voiced kana stands behind the same one without.
	if i, j := slices.Index(got, "かつこう"), slices.Index(got, "かっこう"); i < j {
		want[1], want[2] = want[2], want[1]
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	for reading, row := range map[string]int{"あ": 0, "がくしゅう": 1, "ｻｰﾊﾞｰ": 2, "ヴぁ": 0, "ぱーと": 5, "ん": 9, "ー": 0, "KPI": 10, "": 10} {
		if got := kanaRow(reading); got != row {
			t.Errorf("row of %s: got %d, want %d", reading, got, row)
		}
	}
}

const twoTerms = "- term: 特定健診\n  reading: とくていけんしん\n  aliases: [特定健康診査]\n  text: 保険者が行う**健診**です。[手順](guide/a.md)\n  see: [ＫＰＩ, guide/a.md]\n- {term: KPI, reading: けーぴーあい, text: 目標を測る数字です。}\n"

func TestGlossaryPage(t *testing.T) {
	files := built(t, &shared, project(map[string]string{glossaryFile: twoTerms, "content/guide/index.md": "# 手引き\n", "content/guide/a.md": "# 手順\n\n文",
		"content/guide/b.md":  "---\nkind: explain\nterm: 安全衛生\nreading: あんぜんえいせい\ntitle: 安全衛生とは\n---\n\n働く人を<守る>ことです。\n",
		"content/guide/ab.md": "# 別\n\n[用語](../glossary.md#kpi)と[ほか](/glossary/#row-た)\n", "content/glossary.md": "# ことばの一覧\n\n前書き\n", "kijun.yaml": "title: 題\nraw_html: true\n"}))
	page := string(files["glossary/index.html"])
	at := 0
	for _, want := range []string{"<h1>ことばの一覧</h1>", "前書き", `href="#row-あ"`, `id="row-あ"`, "<dfn>安全衛生</dfn>", "（あんぜんえいせい）", `<a href="../guide/b/">安全衛生とは</a>`,
		"か行", `id="kpi"`, "た行", `id="特定健診"`, "<strong>健診</strong>", `href="../guide/a/">手順`, "特定健康診査", `<a href="#kpi">KPI</a>`, `<a href="../guide/a/">手順</a>`} {
		i := strings.Index(page[at:], want)
		if i < 0 {
			t.Fatalf("no %s after %q in\n%s", want, page[max(0, at-80):at], page)
		}
		at += i
	}
	if _, ok := built(t, &shared, project(nil))["glossary/index.html"]; ok {
		t.Error("a glossary without terms")
	}
}

func TestGlossaryProblems(t *testing.T) {
	const g = glossaryFile
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"none", map[string]string{g: "# 空\n"}, ""},
		{"no list", map[string]string{g: "term: 健診\n"}, g + ":1:1: 「- 」で始まる行の並びにしてください\n\thint: 例: - {term: 特定健診, reading: とくていけんしん, text: 説明の文}"},
		{"unknown key", map[string]string{g: "- term: 健診\n  yomi: けんしん\n  text: 文\n  reading: けんしん\n"}, g + ":2:3: キー \"yomi\" は使えません\n\thint: 使えるキー: term, reading, aliases, text, see"},
		{"no term", map[string]string{g: "- text: 文\n"}, g + ":1:3: \"term\" がありません\n\thint: 例: term: 特定健診"},
		{"no text", map[string]string{g: "- {term: 健診, reading: けんしん}\n"}, g + ":1:10: 用語 \"健診\" の説明（text）がありません\n\thint: text: に一段落で説明を書くか、kind: explain のページで解説してください"},
		{"no reading", map[string]string{g: "- {term: 健診, text: 文}\n"}, g + ":1:10: 警告: 用語 \"健診\" に読み（reading）がないので、五十音順の最後に並びます\n\thint: 例: reading: とくていけんしん"},
		{"a term in kana needs none", map[string]string{g: "- {term: ストレス・チェック, text: 文}\n"}, ""},
		{"reading in kanji", map[string]string{g: "- {term: 健診, reading: けん診, text: 文}\n"}, g + ":1:23: 読み \"けん診\" にかな以外の文字があります\n\thint: ひらがなで書いてください（例: reading: とくていけんしん）"},
		{"twice", map[string]string{g: "- {term: 健診, reading: けんしん, text: 文, aliases: [ＫＰＩ]}\n- {term: kpi, reading: けいぴいあい, text: 文}\n"},
			g + ":2:10: 用語 \"kpi\" が2つあります\n\thint: もう一つは " + g + ":1:10 です。どちらか一方にまとめてください"},
		{"see nothing", map[string]string{g: "- {term: 特定健診, reading: とくていけんしん, text: 文}\n- {term: 健診, reading: けんしん, text: 文, see: [特定検診]}\n"},
			g + ":2:44: 用語 \"特定検診\" は用語集にありません\n\thint: \"特定健診\" のことですか"},
		{"see no page", map[string]string{g: "- {term: 健診, reading: けんしん, text: 文, see: [guide/x.md]}\n"},
			g + ":1:44: リンク先 \"guide/x.md\" がありません"},
		{"a broken link in the text", map[string]string{g: "- term: 健診\n  reading: けんしん\n  text: 健診は[手引き](guied/a.md)で\n", "content/guide/a.md": "# A"},
			g + ":3:12: リンク先 \"guied/a.md\" がありません\n\thint: \"guide/a.md\" のことですか"},
		{"more than a paragraph", map[string]string{g: "- term: 健診\n  reading: けんしん\n  text: |\n    - 一つ\n"},
			g + ":4:1: ここには一段落の文だけを書けます\n\thint: 見出し、箇条書き、表、空の行を使わずに書いてください"},
		{"two readings", map[string]string{g: "- {term: 健診, reading: けんしん, text: 文}\n", "content/a.md": "---\nkind: explain\ntitle: 題\nterm: 健診\nreading: けんじん\n---\n\n文\n"},
			"content/a.md:2:7: 用語 \"健診\" の読みが2つあります: けんじん と けんしん\n\thint: どちらかに合わせてください（もう一つは " + g + ":1:10）"},
		{"two pages", map[string]string{"content/a.md": "---\nkind: explain\ntitle: 題\nterm: 健診\nreading: けんしん\n---\n\n文\n", "content/b.md": "---\nkind: explain\ntitle: 題\nterm: 健診\n---\n\n文\n"},
			"content/b.md:2:7: 用語 \"健診\" を解説するページが2つあります\n\thint: もう一つは content/a.md です"},
		{"terms that a broken glossary lacks", map[string]string{g: "- term： 健診\n", "content/a.md": "# 題\n\n[[健診]]\n"}, g + ":1:7: 「キー: 値」の形で書いてください\n\thint: 全角の「：」を、半角の「:」と空白にしてください"},
		{"Shift_JIS", map[string]string{g: "- term: \x8c\x92\n"}, g + ":1:9: 文字コードがShift_JISのようです\n\thint: エディタで文字コードに「UTF-8」を選んで保存し直してください"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, d := range shared.Check(context.Background(), project(tt.files)) {
				got = append(got, d.String())
			}
			if s := strings.Join(got, "\n"); s != tt.want {
				t.Errorf("got\n%s\nwant\n%s", s, tt.want)
			}
		})
	}
}
