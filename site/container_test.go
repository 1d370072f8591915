package site

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestContainers(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"steps of a list", ":::steps\n1. 申し込む\n2. 届く\n\n   二日かかります。\n:::",
			`<ol class="path"><li class="path-step"><p>申し込む</p></li><li class="path-step"><p>届く</p><p>二日かかります。</p></li></ol>`},
		{"a list with bullets is numbered", ":::steps\n- 一\n- 二\n:::", `<ol class="path"><li class="path-step">一</li><li class="path-step">二</li></ol>`},
		{"steps of headings", ":::steps\n始める前に\n\n### 申し込む\n\n文\n\n#### 用意\n\n文\n\n### 届く\n:::",
			`<p>始める前に</p><ol class="path"><li class="path-step"><h3 id="申し込む">申し込む</h3><p>文</p><h4 id="用意">用意</h4><p>文</p></li><li class="path-step"><h3 id="届く">届く</h3></li></ol>`},
		{"cards of a list", ":::cards\n- [始め方](start.md)：最初に読む\n  ページです。\n- **[概要](overview.md)** の案内\n- [自己チェック](what.md)\n:::",
			`<ul class="cards"><li class="card"><p class="card-title"><a href="../../guide/start/">始め方</a></p><p>最初に読むページです。</p></li>` +
				`<li class="card"><strong><a href="../../guide/overview/">概要</a></strong> の案内</li><li class="card"><p class="card-title"><a href="../../guide/what/">自己チェック</a></p></li></ul>`},
		{"cards of references", ":::cards\n- [[q1]]\n\n- [[setsuden]] 文\n:::",
			`<ul class="cards"><li class="card"><p class="card-title"><a href="../../schemes/setsuden/2026/q1/">① LED照明の割合</a></p></li><li class="card"><p class="card-title"><a href="../../schemes/setsuden/">節電チェック</a></p><p>文</p></li></ul>`},
		{"figure", ":::figure\n![印](../img/badge.svg)\n認定の**印**です。\n出典：○○商工会議所\n:::",
			`<figure class="figure"><img src="../../img/badge.svg" alt="印" width="64" height="64"><figcaption><p>認定の<strong>印</strong>です。</p><p class="figure-source">出典：○○商工会議所</p></figcaption></figure>`},
		{"figure with a blank line and a title", ":::figure\n![印](../img/badge.svg \"題\")\n\n文\n:::",
			`<figure class="figure"><img src="../../img/badge.svg" alt="印" width="64" height="64"><figcaption><p>題</p><p>文</p></figcaption></figure>`},
		{"decoration", ":::figure\n![](../img/badge.svg){decorative}\n文\n:::", `alt width="64" height="64"><figcaption><p>文</p></figcaption></figure>`},
		{"a table", ":::figure\n| a |\n|---|\n| 1 |\n\n出典: 調査\n:::", `</table></div><figcaption><p class="figure-source">出典: 調査</p></figcaption></figure>`},
		{"image only", ":::figure\n![印](../img/badge.svg)\n:::", `height="64"></figure>`},
		{"nested", "::::steps\n1. 図を見る\n\n   :::figure\n   ![印](../img/badge.svg)\n   :::\n\n2. 終わり\n::::\n\n後",
			`<li class="path-step"><p>図を見る</p><figure class="figure"><img src="../../img/badge.svg" alt="印" width="64" height="64"></figure></li><li class="path-step"><p>終わり</p></li></ol><p>後</p>`},
		{"nested with the same colons", ":::steps\n### 一\n:::figure\n![印](../img/badge.svg)\n:::\n### 二\n:::\n後",
			`</figure></li><li class="path-step"><h3 id="二">二</h3></li></ol><p>後</p>`},
		{"card of a criterion", ":::criterion q1\nここに**注意**。\n:::",
			`<section class="criterion-card" aria-label="① LED照明の割合">`},
		{"its links", ":::criterion setsuden/q1\nここに**注意**。\n:::",
			`<div class="criterion-card-text"><p>ここに<strong>注意</strong>。</p></div><p class="call"><a class="button" href="../../schemes/setsuden/check/#q1">この項目を自己チェック</a> <a class="button button-quiet" href="../../schemes/setsuden/2026/q1/">`},
		{"its rule", ":::criterion q1\n:::", `<table class="rule-table">`},
		{"box of a self-check", ":::self-check setsuden\n:::", `<a class="button" href="../../schemes/setsuden/check/">自己チェックをはじめる`},
		{"the promise", ":::self-check setsuden@2026\n[文](start.md)\n:::", `<div class="self-check-box-text"><p><a href="../../guide/start/">文</a></p></div><p class="self-check-box-privacy">回答はこのブラウザーの中だけで`},
		{"a card inside a step", ":::steps\n1. 確かめる\n   :::criterion q2\n   :::\n2. 二\n:::", `<section class="criterion-card" aria-label="② 空調の取組">`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := sample(t)
			p["content/img/badge.svg"] = &fstest.MapFile{Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"/>`)}
			p["content/guide/c.md"] = &fstest.MapFile{Data: []byte("# 題\n\n## 見出し\n\n" + tt.in + "\n")}
			if page := mainOf(built(t, &shared, p)["guide/c/index.html"]); !strings.Contains(page, tt.want) {
				t.Errorf("no %s in\n%s", tt.want, page)
			}
		})
	}
}

func TestSelfCheckOfItsOwnScheme(t *testing.T) {
	p := sample(t)
	p["content/schemes/setsuden/faq.md"] = &fstest.MapFile{Data: []byte("# 質問\n\n:::self-check\n:::\n")}
	if page := mainOf(built(t, &shared, p)["schemes/setsuden/faq/index.html"]); !strings.Contains(page, `href="../../../schemes/setsuden/check/">自己チェックをはじめる`) {
		t.Error(page)
	}
}

func TestContainerProblems(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"unknown", ":::stpes\n1. 一\n:::", ":3:1: ブロック「:::stpes」はありません\n\thint: 「:::steps」のことですか"},
		{"steps of nothing", ":::steps\n文\n:::", ":3:1: 「:::steps」の中に手順がありません\n\thint: 「1. 」で始まる行の並びか、見出し（### 題）とその説明を、「:::steps」と「:::」の間に書いてください"},
		{"cards of nothing", ":::cards\n:::", ":3:1: 「:::cards」の中にカードになるものがありません\n\thint: 「- [題](リンク先) 説明」の並びか、見出し（### 題）とその説明を、「:::cards」と「:::」の間に書いてください"},
		{"figure of nothing", ":::figure\n文\n:::", ":3:1: 「:::figure」の中に図がありません\n\thint: 「![写っているもの](画像)」の行か表を最初に、その下に説明の文を書いてください。出どころは「出典：」で始まる行に書きます"},
		{"an argument too many", ":::steps 3\n1. 一\n:::", ":3:1: 「:::steps」の後ろの \"3\" は要りません\n\thint: 「:::steps」だけの行にしてください"},
		{"no criterion", ":::criterion\n:::", ":3:1: 「:::criterion」の後ろに、どの評価項目なのかが書かれていません\n\thint: 「:::criterion 制度のid/評価項目のid」のように書いてください"},
		{"unknown criterion", ":::criterion setsuden/q11\n:::", ":3:1: 評価項目 \"setsuden/q11\" はありません\n\thint: \"setsuden/q1\" のことですか"},
		{"no scheme", ":::self-check\n:::", ":3:1: 「:::self-check」の後ろに、どの制度なのかが書かれていません\n\thint: 「:::self-check 制度のid」のように書いてください"},
		{"unknown scheme", ":::self-check setuden\n:::", ":3:1: 制度 \"setuden\" はありません\n\thint: \"setsuden\" のことですか"},
		{"not closed", ":::steps\n1. 一\n   :::criterion q1\n\n2. 二\n:::", ":5:4: 「:::criterion」が閉じられていません\n\thint: ブロックの終わりに ::: だけの行を書いてください"},
		{"closed once of two", ":::steps\n### 一\n:::criterion q1\n:::", ":3:1: 「:::steps」が閉じられていません\n\thint: ブロックの終わりに ::: だけの行を書いてください"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := "# 題\n\n" + tt.in + "\n"
			if strings.Contains(in, "### ") {
				in = strings.ReplaceAll(in, "###", "##")
			}
			if got := checkWith(t, map[string]string{"content/x.md": in}); got != "content/x.md"+tt.want {
				t.Errorf("got\n%s\nwant\ncontent/x.md%s", got, tt.want)
			}
		})
	}
}
