package site

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"
)

// The mistakes of people who are no programmers: each message says what to type.
func TestMistakes(t *testing.T) {
	const explanation = "content/schemes/setsuden/q11.md"
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"full-width hash", map[string]string{"content/x.md": "# 題\n\n＃ 見出し\n"},
			"content/x.md:3:1: 警告: 全角の「＃」は見出しになりません\n\thint: 半角の「#」と空白に直してください（例: ## 見出し）"},
		{"bullets", map[string]string{"content/x.md": "# 題\n\n・一つ目\n・二つ目\n"},
			"content/x.md:3:1: 警告: 行の始めの「・」は箇条書きにならず、行がつながります\n\thint: 半角の「- 」で始めてください"},
		{"one bullet may be meant", map[string]string{"content/x.md": "# 題\n\n※ ご注意ください。\n"}, ""},
		{"full-width numbers", map[string]string{"content/x.md": "# 題\n\n１．一つ目\n２．二つ目\n"},
			"content/x.md:3:1: 警告: 全角の番号は番号付きの箇条書きにならず、行がつながります\n\thint: 半角で「1. 」と書いてください"},
		{"full-width colon in front matter", map[string]string{"content/x.md": "---\ntitle：題\nsummary: 文\n---\n\n本文\n"},
			"content/x.md:2:6: YAMLとして読めません\n\thint: 全角の「：」を、半角の「:」と空白にしてください"},
		{"tab in front matter", map[string]string{"content/x.md": "---\ntitle: 題\ntags:\n\t- 一つ\n---\n"},
			"content/x.md:4:1: YAMLとして読めません\n\thint: 行の始めのタブを、半角の空白にしてください"},
		{"no blank behind the colon", map[string]string{"content/x.md": "---\ntitle: 題\nsummary:文\norder: 1\n---\n"},
			"content/x.md:3:1: キーのあとの「:」がありません\n\thint: 「キー: 値」の形で、「:」のあとに半角の空白を入れてください"},
		{"full-width dashes around the front matter", map[string]string{"content/x.md": "−−−\ntitle: 題\n−−−\n"},
			"content/x.md:1:1: 前書きの始めの行が --- になっていません\n\thint: 1行目を、半角の - が3つだけの行にしてください。終わりの行も同じです"},
		{"a blank behind the dashes", map[string]string{"content/x.md": "--- \n# 覚え書き\ntitle: 題\n---\n"},
			"content/x.md:1:1: 前書きの始めの行が --- になっていません\n\thint: 1行目を、半角の - が3つだけの行にしてください。終わりの行も同じです"},
		{"full-width colons of a block", map[string]string{"content/x.md": "# 題\n\n：：：block contact\n：：：\n"},
			"content/x.md:3:1: \"：：：block contact\" はブロックになりません\n\thint: 半角の「:」を3つ続けて、「:::block contact」のように書いてください\n" +
				"content/x.md:4:1: \"：：：\" はブロックになりません\n\thint: 半角の「:」を3つ続けて、「:::block contact」のように書いてください"},
		{"two colons", map[string]string{"content/x.md": "# 題\n\n::block contact\n"},
			"content/x.md:3:1: \"::block contact\" はブロックになりません\n\thint: 半角の「:」を3つ続けて、「:::block contact」のように書いてください"},
		{"full-width brackets of a link", map[string]string{"content/x.md": "# 題\n\n手順は［はじめ］(guide/start.md)と[次]（guide/steps.md）です。\n"},
			"content/x.md:3:4: 警告: リンクになっていません。書いたとおりの文字で表示されます\n\thint: 半角で [文字](リンク先) と書き、リンク先に空白を入れないでください\n" +
				"content/x.md:3:26: 警告: リンクになっていません。書いたとおりの文字で表示されます\n\thint: 半角で [文字](リンク先) と書き、リンク先に空白を入れないでください"},
		{"a blank in the address", map[string]string{"content/x.md": "# 題\n\n[資料](案内 書.pdf)\n"},
			"content/x.md:3:1: 警告: リンクになっていません。書いたとおりの文字で表示されます\n\thint: 半角で [文字](リンク先) と書き、リンク先に空白を入れないでください"},
		{"brackets that are no link", map[string]string{"content/x.md": "# 題\n\n[表1]（別紙）と `[a](b c)`、50点以上80点未満は [50..80)、昼 12:30 です。\n"}, ""},
		{"a footnote without a note", map[string]string{"content/x.md": "# 題\n\n文[^1]\n"},
			"content/x.md:3:2: 警告: 脚注 [^1] の文がありません\n\thint: ファイルの終わりに「[^1]: 脚注の文」を書いてください"},
		{"a list of nothing", map[string]string{"content/x.md": "# 題\n\n[指標](/indicators/)\n"},
			"content/x.md:3:1: リンク先 \"/indicators/\" がありません\n\thint: 指標の定義（criteria/*.indicators.yaml）が1つもないので、指標の一覧はまだありません。書いてから置くか、このリンクを消してください"},
		{"links to what broken definitions do not make", map[string]string{"criteria/x.indicators.yaml": "- 指標\n",
			"content/x.md": "# 題\n\n[指標](/indicators/)、[比較](../compare/)\n"},
			"criteria/x.indicators.yaml:1:1: 「キー: 値」の並びではありません\n\thint: 「scheme: 制度のid」のように、「:」のあとに半角の空白を入れて書いてください"},
		{"unknown kind of address", map[string]string{"content/x.md": "# 題\n\n[資料](C:\\資料\\a.pdf)\n\n[外](htps://example.jp/)\n"},
			"content/x.md:3:1: リンク先 \"C:\\\\資料\\\\a.pdf\" は使えません\n\thint: パソコンの中のファイルは、読む人には見えません。content/ の下に置いて、そこからの場所を書いてください\n" +
				"content/x.md:5:1: リンク先 \"htps://example.jp/\" は使えません\n\thint: https:// か、ページのファイル名で書いてください"},
		{"the same id twice", map[string]string{"content/x.md": "# 題\n\n## 一 {#a}\n\n## 二 {#a}\n"},
			"content/x.md:5:1: 見出しのid \"a\" が重なっています\n\thint: 見出しの文字を変えるか、行末に {#a-2} のように別のidを書いてください"},
		{"names that Windows gives", map[string]string{"content/x.md.txt": "文", "content/y.MD": "文", "criteria/a.scheme.yml": "scheme: a", "criteria/b.scheme.yaml.txt": "scheme: b", "criteria/c.yaml": "scheme: c"},
			"content/x.md.txt: 警告: このファイルは読まれません\n\thint: Markdown のファイルの名前は、小文字の .md で終わるようにしてください\n" +
				"content/y.MD: 警告: このファイルは読まれません\n\thint: Markdown のファイルの名前は、小文字の .md で終わるようにしてください\n" +
				"criteria/a.scheme.yml: 警告: このファイルは読まれません\n\thint: 定義のファイルの名前は .scheme.yaml、.cases.yaml、.indicators.yaml、.fields.yaml のどれかで終わるようにしてください\n" +
				"criteria/b.scheme.yaml.txt: 警告: このファイルは読まれません\n\thint: 定義のファイルの名前は .scheme.yaml、.cases.yaml、.indicators.yaml、.fields.yaml のどれかで終わるようにしてください\n" +
				"criteria/c.yaml: 警告: このファイルは読まれません\n\thint: 定義のファイルの名前は .scheme.yaml、.cases.yaml、.indicators.yaml、.fields.yaml のどれかで終わるようにしてください"},
		{"Shift_JIS", map[string]string{"content/x.md": "# \x91\xe8\n"},
			"content/x.md:1:3: 文字コードがShift_JISのようです\n\thint: エディタで文字コードに「UTF-8」を選んで保存し直してください"},
		{"explanation of no criterion", map[string]string{explanation: "# 題\n\n文\n"},
			explanation + ": 警告: \"q11\" という評価項目はないので、ただのページになります\n\thint: 使える id: q1, q2, q3, q4"},
		{"another page of a scheme", map[string]string{"content/schemes/setsuden/faq.md": "# よくある質問\n\n文\n"}, ""},
		{"an end without a beginning", map[string]string{"content/x.md": "# 題\n\n文\n\n:::\n"},
			"content/x.md:5:1: 「:::」に、始まりの行がありません\n\thint: ブロックは「:::steps」のような行で始めます。要らなければ、この行を消してください"},
		{"references and numbers that are not closed", map[string]string{"content/x.md": "# 題\n\n[[q1 と [[q1] と [[q2]] と [[q3](y) です。\n{{setsuden.maximum} と {{}} と \\[\\[a と `[[b`\n"},
			"content/x.md:3:8: 警告: 「[[」が閉じられていません\n\thint: [[q04]] のように「]]」で閉じてください。文字として見せるなら \\[\\[ と書きます\n" +
				"content/x.md:3:26: リンク先 \"y\" がありません\n" +
				"content/x.md:4:1: 警告: 「{{」が閉じられていません\n\thint: {{制度のid.maximum}} のように「}}」で閉じてください。文字として見せるなら \\{\\{ と書きます"},
		{"readings that are none", map[string]string{"content/x.md": "# 題\n\n{健康経営|けん|こう} {漢字|} {健康|けん|こう} {a|b}\n"},
			"content/x.md:3:1: 警告: ふりがなになりません: {健康経営|けん|こう}\n\thint: {健康経営|けんこうけいえい} か、{健康|けん|こう} のように文字と同じ数の読みを書いてください\n" +
				"content/x.md:3:14: 警告: ふりがなになりません: {漢字|}\n\thint: {健康経営|けんこうけいえい} か、{健康|けん|こう} のように文字と同じ数の読みを書いてください"},
		{"tables that are none", map[string]string{"content/x.md": "# 題\n\n| a | b |\n|---|\n| 1 | 2 |\n\n| a | b |\n| 1 | 2 |\n\n|x| は絶対値\nです。\n"},
			"content/x.md:3:1: 警告: 表になりません。見出しの行は2列、2行目は1列です\n\thint: 2行目を |---|---| に直してください\n" +
				"content/x.md:7:1: 警告: 2行目に区切りの行がないので、表になりません\n\thint: 見出しの行の次に |---|---| と書いてください"},
		{"a note that is not used", map[string]string{"content/x.md": "# 題\n\n文[^a]\n\n[^a]: 注\n[^b]: 注\n"},
			"content/x.md:6:1: 警告: 脚注 [^b] は、本文のどこからも使われていないので、表示されません\n\thint: 本文の、注を付けるところに [^b] と書いてください"},
		{"a blank before the address", map[string]string{"content/x.md": "# 題\n\n[次] (guide/start.md) と [注] (別紙) です。\n"},
			"content/x.md:3:1: 警告: リンクになっていません。書いたとおりの文字で表示されます\n\thint: 半角で [文字](リンク先) と書き、リンク先に空白を入れないでください"},
		{"a page by its name on the web", map[string]string{"content/x.md": "# 題\n\n[次](guide/start.html#a)\n"},
			"content/x.md:3:1: リンク先 \"guide/start.html#a\" がありません\n\thint: \"guide/start.md#a\" のことですか"},
		{"a place that is named otherwise", map[string]string{"content/x.md": "# 題\n\n[x](#申込方法)\n\n## 申し込み方法\n\n## 費用\n"},
			"content/x.md:3:1: このページに \"#申込方法\" という場所がありません\n\thint: あるのは #申し込み方法、#費用 です"},
		{"it ends before it begins", map[string]string{"content/x.md": "---\ntitle: 題\npublished: 2026-04-01\nexpires: 2026-03-31\n---\n"},
			"content/x.md:4:10: 掲載の期限（expires）が、公開日（published）より前です\n\thint: どちらかの日付を直してください"},
		{"a title in brackets", map[string]string{"content/x.md": "---\nsummary: 文\ntitle: [重要] お知らせ\n---\n"},
			"content/x.md:3:8: YAMLとして読めません\n\thint: 値が [ { * & ! で始まるときは、全体を \"…\" で囲んでください"},
		{"a title with a star", map[string]string{"content/x.md": "---\ntitle: *大事*なこと\n---\n"},
			"content/x.md:2:8: YAMLとして読めません\n\thint: 値が [ { * & ! で始まるときは、全体を \"…\" で囲んでください"},
		{"a title that is a comment", map[string]string{"content/x.md": "---\ntitle: #1の題\nsummary: # あとで\n---\n\n# 題\n"},
			"content/x.md:2:7: \"title\" の値がありません\n\thint: 「 #」から後は覚え書きになります。値なら、全体を \"…\" で囲んでください"},
		{"UTF-16", map[string]string{"content/x.md": "\xff\xfe#\x00 \x00"},
			"content/x.md:1:1: 文字コードがUTF-16のようです\n\thint: エディタで文字コードに「UTF-8」を選んで保存し直してください"},
		{"a menu that names a file", map[string]string{ConfigFile: "title: 題\nnav:\n  - {title: 案内, link: guide/start.md}\n"},
			"kijun.yaml:3:5: リンク先 \"guide/start.md\" がありません\n\thint: \"/guide/start/\" のことですか"},
		{"redirects that are no list", map[string]string{ConfigFile: "title: 題\nredirects:\n  /a/: /b/\n"},
			"kijun.yaml:3:3: \"redirects\" には「- 」で始まる行の並びを書いてください\n\thint: 1つでも、行を「- 」で始めてください"},
		{"pictures that are not shown", map[string]string{"content/x.md": "# 題\n\n![a](a.heic) ![b](b.png) ![c](c.jpg) ![d](C:\\d.png)\n", "content/a.heic": "ftypheic", "content/b.png": png[:40], "content/c.jpg": "\xff\xd8\xff\xe0\x00\x00\x00\x00"},
			"content/x.md:3:1: 画像 \"a.heic\" は、ブラウザーでは表示できません\n\thint: JPEG か PNG で書き出した画像にするか、[文字](ファイル) の形のリンクにしてください\n" +
				"content/x.md:3:14: 画像 \"b.png\" を読めません\n\thint: 画像のファイルが壊れていないか、名前の終わり（.png など）が中身と合っているかを確かめてください\n" +
				"content/x.md:3:26: 画像 \"c.jpg\" を読めません\n\thint: 画像のファイルが壊れていないか、名前の終わり（.png など）が中身と合っているかを確かめてください\n" +
				"content/x.md:3:38: ほかのサイトの画像 \"C:\\\\d.png\" は表示しません\n\thint: パソコンの中のファイルは、読む人には見えません。content/ の下に置いて、そこからの場所を書いてください"},
		{"a block in the wrong place", map[string]string{"content/guide/y.md": "# 題\n\n:::awards\n:::\n"},
			"content/guide/y.md:3:1: 「:::awards」は制度の説明（index.md）でだけ使えます"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := sample(t)
			for name, text := range tt.files {
				p[name] = &fstest.MapFile{Data: []byte(text)}
			}
			var got []string
			for _, d := range shared.Check(context.Background(), p) {
				got = append(got, d.String())
			}
			if s := strings.Join(got, "\n"); s != tt.want {
				t.Errorf("got\n%s\nwant\n%s", s, tt.want)
			}
		})
	}
}
