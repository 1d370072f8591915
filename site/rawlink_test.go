package site

import (
	"context"
	"testing"
)

// Links in HTML lead somewhere as well, as seen from their page and under any path.
func TestRawLinks(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{`<a href="../b/">b</a> <a href='../b/#sec'>c</a> <img src="../img/f.png" alt=""> <a href="https://example.jp/">d</a> <a href="#here">e</a> <a href="/kenko/guide/b/">f</a> <a href="../../">g</a>`, ""},
		{"<p>\n<a class=\"button\"\n  href=\"../b/\">b</a></p>", ""},
		{`文<a href="b.md">b</a>`, `:5:11: HTML の中のリンク先 "b.md" がありません` + "\n\thint: HTML の中のアドレスは書き直されません。このページ（/guide/a/）から見た場所を書いてください"},
		{"<div>\n<img alt=\"\" src=\"f.png\">\n</div>", `:6:18: HTML の中のリンク先 "f.png" がありません` + "\n\thint: HTML の中のアドレスは書き直されません。このページ（/guide/a/）から見た場所を書いてください"},
		{`<a href="/guide/b/">f</a>`, `:5:10: HTML の中のリンク先 "/guide/b/" がありません` + "\n\thint: HTML の中のアドレスは書き直されません。このページ（/guide/a/）から見た場所を書いてください"},
		{`<a href="../b/#nai">f</a>`, `:5:10: ../b/ に "#nai" という場所がありません` + "\n\thint: あるのは #sec です"},
		{"<p>\n<a class=\"button\"\n  href=\"../c/\">b</a></p>", `:7:9: HTML の中のリンク先 "../c/" がありません` + "\n\thint: HTML の中のアドレスは書き直されません。このページ（/guide/a/）から見た場所を書いてください"},
	} {
		got := (&Builder{}).Check(context.Background(), project(map[string]string{
			ConfigFile:         "title: 題\nraw_html: true\nbase_url: https://example.jp/kenko/\n",
			"content/index.md": "# 表紙\n", "content/guide/index.md": "# 案内\n", "content/guide/b.md": "# B\n\n## 節 {#sec}\n",
			"content/guide/img/f.png": png,
			"content/guide/a.md":      "# A\n\n## ここ {#here}\n\n" + tt.in + "\n",
		})).Error()
		want := tt.want
		if want != "" {
			want = "content/guide/a.md" + want
		}
		if got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.in, got, want)
		}
	}
}
