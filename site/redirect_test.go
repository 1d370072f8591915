package site

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"
)

// redirecting is a site with a page /guide/new/ that has the place #here, and a file.
func redirecting(aliases, redirects string) fstest.MapFS {
	return fstest.MapFS{
		"kijun.yaml":             {Data: []byte("title: 手引き\nbase_url: https://example.jp/h/\n" + redirects)},
		"content/index.md":       {Data: []byte("# 手引き\n\n[移した先](/old/page/) [もう一つ](guide/old.md) [所](/guide/new/#gone)\n")},
		"content/guide/new.md":   {Data: []byte("---\n" + aliases + "---\n\n# 新しいページ\n\n## ここ {#here}\n\n文。\n")},
		"content/guide/old.md":   {Data: []byte("# 別のページ\n")},
		"content/guide/index.md": {Data: []byte("# 案内\n")},
		"content/files/a.pdf":    {Data: []byte("%PDF")},
	}
}

func TestRedirects(t *testing.T) {
	files := built(t, &shared, redirecting("aliases: [/old/page/, /older.html, '/guide/new/#gone', '/古い/']\n", `redirects:
  - {from: /shop/, to: "https://example.jp/shop/"}
  - {from: /paper/, to: /files/a.pdf}
  - {from: /once/, to: /old/page/}
  - {from: /twice/, to: "/once/#here"}
  - {from: "/parts/#a", to: "/guide/new/#here"}
  - {from: "/parts/#b", to: /guide/old/}
  - {from: /guide/old/#x, to: /guide/new/}
`))
	for name, texts := range map[string][]string{
		"old/page/index.html": {`content="noindex"`, `rel="canonical" href="https://example.jp/h/guide/new/"`, `<noscript><meta http-equiv="refresh" content="0; url=../../guide/new/"></noscript>`,
			`<a href="../../guide/new/" data-moved-page>新しいページ</a> に移りました。`, "/assets/moved.", "!style=", "!<script>"},
		"older.html":       {`url=./guide/new/"`},
		"古い/index.html":    {`url=../guide/new/"`},
		"shop/index.html":  {`url=https://example.jp/shop/"`, `rel="canonical" href="https://example.jp/shop/"`},
		"paper/index.html": {`url=../files/a.pdf"`, `>a.pdf</a>`},
		"once/index.html":  {`url=../guide/new/"`},
		"twice/index.html": {`url=../guide/new/#here"`},
		"parts/index.html": {`<li id="a" data-moved>#a：<a href="../guide/new/#here">新しいページ</a>`, `<li id="b" data-moved>#b：<a href="../guide/old/">`, "!http-equiv=\"refresh\"", "!canonical"},
		// a place that went from a page that is there
		"guide/new/index.html": {`<p class="note moved" id="gone" data-moved><a href="../../guide/new/">新しいページ</a>`, "/assets/moved."},
		"guide/old/index.html": {`id="x" data-moved><a href="../../guide/new/">`},
		// links to old addresses lead to where things are
		"index.html":  {`href="./guide/new/">移した先`, `href="./guide/new/#gone">所`, "!/assets/moved."},
		"sitemap.xml": {"/guide/new/<", "!old/page", "!twice"},
	} {
		wants(t, files, name, texts...)
	}
}

// As files of a disk they lead to files.
func TestLocalRedirects(t *testing.T) {
	files := built(t, &Builder{Local: true}, redirecting("aliases: [/old/page/, '/guide/new/#gone']\n", ""))
	wants(t, files, "old/page/index.html", `url=../../guide/new/index.html"`, `href="../../guide/new/index.html" data-moved-page`, "!crossorigin")
}

func TestRedirectMistakes(t *testing.T) {
	for _, tt := range []struct{ name, aliases, redirects, want string }{
		{"a page is there", "aliases: [/guide/old/, /old/page/]\n", "", `content/guide/new.md:2:11: "/guide/old/" にはページがあるので、そこからは移せません`},
		{"its own address", "aliases: [/guide/new/, /old/page/]\n", "", `content/guide/new.md:2:11: "/guide/new/" は、このページのいまの場所です`},
		{"the place is there", "aliases: ['/guide/new/#here', /old/page/]\n", "", `content/guide/new.md:2:11: "/guide/new/#here" という場所がまだあるので、そこからは移せません`},
		{"a file is there", "aliases: [/old/page/]\n", "redirects: [{from: /files/a.pdf, to: /}]\n", `kijun.yaml:3:13: 前の場所 "/files/a.pdf" からは移せません`},
		{"twice", "aliases: [/old/page/]\n", "redirects:\n  - {from: /old/page, to: /}\n", `kijun.yaml:4:5: "/old/page" から移すところが2つあります` + "\n\thint: もう一つは content/guide/new.md:2:11 です。どちらかを消してください"},
		{"relative", "aliases: [old/page/]\n", "redirects: [{from: /old/page/, to: /}]\n", `content/guide/new.md:2:11: 前の場所 "old/page/" を読めません`},
		{"elsewhere", "aliases: [/old/page/]\n", "redirects: [{from: 'https://example.jp/x/', to: /}]\n", `kijun.yaml:3:13: 前の場所 "https://example.jp/x/" を読めません`},
		{"upwards", "aliases: [/old/page/]\n", "redirects: [{from: /../x/, to: /}]\n", `kijun.yaml:3:13: 前の場所 "/../x/" を読めません`},
		{"a query", "aliases: [/old/page/]\n", "redirects: [{from: '/x/?a=1', to: /}]\n", `kijun.yaml:3:13: 前の場所 "/x/?a=1" の「?」より後ろは使えません`},
		{"nothing there", "aliases: [/old/page/]\n", "redirects: [{from: /x/, to: /guide/nwe/}]\n", `kijun.yaml:3:13: リンク先 "/guide/nwe/" がありません` + "\n\thint: \"/guide/new/\" のことですか"},
		{"no such place", "aliases: [/old/page/]\n", "redirects: [{from: /x/, to: '/guide/new/#hre'}]\n", `kijun.yaml:3:13: /guide/new/ に "#hre" という場所がありません` + "\n\thint: \"#here\" のことですか"},
		{"a loop", "aliases: [/old/page/]\n", "redirects:\n  - {from: /a/, to: /b/}\n  - {from: /b/, to: /a/}\n", `kijun.yaml:4:5: 移した先をたどると、もとに戻ります: /a/ → /b/ → /a/`},
		{"no key", "aliases: [/old/page/]\n", "redirects: [{from: /x/}]\n", `kijun.yaml:3:13: 移した場所の項目には from と to が要ります`},
		{"another key", "aliases: [/old/page/]\n", "redirects: [{from: /x/, to: /, too: /}]\n", `kijun.yaml:3:32: キー "too" は使えません` + "\n\thint: \"to\" のことですか"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := redirecting(tt.aliases, tt.redirects)
			p["content/index.md"].Data = []byte("# 手引き\n")
			problems := shared.Check(context.Background(), p)
			if got := problems.Error(); !strings.HasPrefix(got, tt.want) || len(problems) > 2 {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// A criterion has an address without its edition, under every name it had.
func TestCriteriaRedirects(t *testing.T) {
	files := changesSite(t)
	for name, to := range map[string]string{"rounds": "2026/rounds/", "visit": "2026/rounds/", "board": "2024/board/", "drill": "2026/drill/"} {
		wants(t, files, "schemes/mimamori/"+name+"/index.html", `url=../../../schemes/mimamori/`+to+`"`, `href="https://example.jp/h/schemes/mimamori/`+to+`"`)
	}
}
