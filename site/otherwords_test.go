package site

import (
	"context"
	"testing"
)

// Who comes from another generator is told what its words are called here.
func TestOtherWords(t *testing.T) {
	page := func(key string) string { return "---\n" + key + "\n---\n# 題\n\n文\n" }
	for _, tt := range []struct{ in, want string }{
		{page("weight: 3"), `:2:1: キー "weight" は使えません` + "\n\thint: 並び順は order に書きます（小さいものが先）"},
		{page("sidebar_position: 3"), `:2:1: キー "sidebar_position" は使えません` + "\n\thint: 並び順は order に書きます（小さいものが先）"},
		{page("description: 文"), `:2:1: キー "description" は使えません` + "\n\thint: 一覧や検索結果に出る一文は summary に書きます（120文字まで）"},
		{page("date: 2026-04-01"), `:2:1: キー "date" は使えません` + "\n\thint: 公開する日は published、直した日は updated に書きます。お知らせの日付なら、kind: news のページの date です"},
		{page("lastmod: 2026-04-01"), `:2:1: キー "lastmod" は使えません` + "\n\thint: 直した日は updated に書きます"},
		{page("expiryDate: 2026-04-01"), `:2:1: キー "expiryDate" は使えません` + "\n\thint: 載せておく最後の日は expires に書きます"},
		{page("url: /x/"), `:2:1: キー "url" は使えません` + "\n\thint: アドレスは content/ の中の場所とファイルの名前で決まります。最後の部分だけを変えるなら slug に書きます"},
		{page("categories: [a]"), `:2:1: キー "categories" は使えません` + "\n\thint: 分類は tags に書きます（例: tags: [健診]）"},
		{page("タイトル: 題"), `:2:1: キー "タイトル" は使えません` + "\n\thint: 題は title に書きます"},
		{page("author: 担当"), `:2:1: キー "author" は使えません` + "\n\thint: kijun では使いません。この行を消してください"},
		{page("oder: 3"), `:2:1: キー "oder" は使えません` + "\n\thint: \"order\" のことですか"},
		{"+++\ntitle = \"題\"\n+++\n\n文\n", ":1:1: 前書きが「+++」で囲まれています\n\thint: --- だけの行で囲み、「title: 題」のように「キー: 値」で書いてください"},
		{"title: 題\norder: 1\n\n文\n", ":1:1: 前書きの始めの --- がありません\n\thint: 1行目に --- だけの行を足し、前書きの終わりにも --- だけの行を書いてください"},
		{"# 題\n\n:::warning\n文\n:::\n", ":3:1: ブロック「:::warning」はありません\n\thint: 囲みは「> [!WARNING]」の行で始め、続く行も「> 」で始めて書きます"},
	} {
		got := shared.Check(context.Background(), project(map[string]string{"content/index.md": "# 表紙\n", "content/x.md": tt.in})).Error()
		if want := "content/x.md" + tt.want; got != want {
			t.Errorf("%q: got\n%s\nwant\n%s", tt.in, got, want)
		}
	}
}
