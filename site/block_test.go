package site

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"testing/fstest"
)

// markdownFile is a Markdown file with this front matter.
func markdownFile(front, body string) string { return "---\n" + front + "\n---\n" + body }

func TestFrontMatterProblems(t *testing.T) {
	const name = "content/x.md"
	tests := []struct{ name, front, body, want string }{
		{"unknown kind", "title: 題\nkind: stpes", "", name + `:3:7: "kind" の値 "stpes" は使えません` + "\n\thint: \"steps\" のことですか"},
		{"misspelt key", "title: 題\nsumary: 文", "", name + `:3:1: キー "sumary" は使えません` + "\n\thint: \"summary\" のことですか"},
		{"key of another kind", "title: 題\ndivisions: [a]", "", name + `:3:1: キー "divisions" は使えません` + "\n\thint: kind: scheme_overview のページで使うキーです"},
		{"misspelt key in a list", "title: 題\nkind: steps\nsteps:\n  - title: 一\n    dedline: 2025-04", "",
			name + `:6:5: キー "dedline" は使えません` + "\n\thint: \"deadline\" のことですか"},
		{"missing key", "kind: news\ntitle: 題\ndate: 2025-02-21", "", name + `:2:7: "category" がありません` + "\n\thint: 例: category: お知らせ"},
		{"missing key in a list", "title: 題\nkind: merits\nitems:\n  - text: 文", "", name + `:5:5: "title" がありません` + "\n\thint: 例: title: 働く人が元気になる"},
		{"empty list", "title: 題\nkind: roles\nroles: []", "", name + `:3:7: "roles" がありません` + "\n\thint: 例: roles: [{party: ○○商工会議所, text: 相談を受ける}]"},
		{"unknown category", "title: 題\nkind: news\ndate: 2025-02\ncategory: セミナ", "", name + `:5:11: "category" の値 "セミナ" は使えません` + "\n\thint: \"セミナー\" のことですか"},
		{"list instead of text", "title: [題]", "", name + ":2:8: \"title\" には文字を書いてください\n\thint: [ ] を外してください。文字として見せるなら、全体を \"…\" で囲みます"},
		{"text instead of list", "title: 題\ntags: 記入例", "", name + ":3:7: \"tags\" には「- 」で始まる行の並びを書いてください\n\thint: 1つでも、tags: [一つ目] のように [ ] で囲んでください"},
		{"list of mappings instead of texts", "title: 題\ntags:\n  - {a: b}", "", name + `:4:5: "tags" の各行には文字を書いてください`},
		{"no truth value", "title: 題\ndraft: はい", "", name + ":3:8: \"draft\" には true か false を書いてください\n\thint: 「はい」なら true、「いいえ」なら false です"},
		{"no number", "title: 題\norder: 一番", "", name + `:3:8: "order" には整数を半角で書いてください`},
		{"wrong weekday", "title: 題\nchecked: 2025-02-21（木）", "", name + ":3:10: 2025年2月21日は金曜日です（木曜日と書かれています）\n\thint: （金）に直すか、曜日を消してください。曜日は自動で付きます"},
		{"no date", "title: 題\nupdated: 来月", "", name + `:3:10: 日付 "来月" を読めません` + "\n\thint: " + dateExamples},
		{"a date among words", "title: 題\nkind: steps\nsteps: [{title: 一, deadline: 2025-13-01}]", "", name + ":4:30: 13月という月はありません\n\thint: " + dateExamples},
		{"long summary", "title: 題\nsummary: " + strings.Repeat("長", 121), "", name + ":3:10: summary が121文字あります\n\thint: 120文字までの一文にして、残りは本文に書いてください"},
		{"slug", "title: 題\nslug: お知らせ", "", name + ":3:7: slug \"お知らせ\" は使えません\n\thint: 半角の英小文字、数字、- で書いてください（例: slug: partnership-2025）"},
		{"no definition", "title: 題\nkind: explain\nterm: 語", "## 見出し\n\n文", name + ":3:7: 用語の定義がありません\n\thint: 本文の最初の段落に、用語の定義を一つか二つの文で書いてください"},
		{"broken link", "title: 題\nkind: links\nitems:\n  - {url: y.md, text: 次}", "", name + `:5:11: リンク先 "y.md" がありません` + "\n\thint: \"x.md\" のことですか"},
		{"address without host", "title: 題\nkind: links\nitems: [\"https:/example.jp\"]", "", name + `:4:9: リンク先 "https:/example.jp" は使えません` + "\n\thint: https:// から書いてください"},
		{"unknown scheme", "title: 題\nkind: achievement\nscheme: setudsen\nlevel: 銀\ngranted_on: 2025-08\nissuer: 機関", "",
			name + `:4:9: 制度 "setudsen" の定義が criteria/ にありません` + "\n\thint: 定義のない制度は scheme: {title: 制度の名前, url: https://…} と書きます"},
		{"related to nowhere", "title: 題\nrelated: [indx.md]", "", name + `:3:11: リンク先 "indx.md" がありません` + "\n\thint: \"index.md\" のことですか"},
		{"related to another site", "title: 題\nrelated: [https://example.jp/]", "", name + `:3:11: related に、ほかのサイト "https://example.jp/" は書けません` + "\n\thint: このサイトのページか、制度のidを書いてください"},
		{"no telephone number", "title: 題\nkind: contact\nbody: 当所\ntel: 代表", "", name + ":5:6: 電話番号 \"代表\" を読めません\n\thint: 03-0000-0000 のように書いてください"},
		{"no mail address", "title: 題\nkind: contact\nbody: 当所\nmail: info", "", name + ":5:7: メールアドレス \"info\" を読めません\n\thint: info@example.jp のように書いてください"},
		{"no way of contact", "title: 題\nkind: contact\nbody: 当所", "", name + ":3:7: 警告: 連絡のしかたがありません\n\thint: tel、fax、mail、form_url のどれかを書いてください"},
		{"image without text", "title: 題\nimage: f.png", "", name + ":3:8: 画像 \"f.png\" の代わりの文（alt）がありません\n\thint: alt: に写っているものを短く書いてください。飾りの画像なら decorative: true と書きます"},
		{"decoration with text", "title: 題\nimage: f.png\nalt: 花\ndecorative: true", "", name + ":4:6: 飾りの画像（decorative）に代わりの文（alt）は付きません\n\thint: どちらか一方を消してください"},
		{"broken image", "title: 題\nimage: broken.png\nalt: 花", "", name + ":3:8: 画像 \"broken.png\" を読めません\n\thint: 画像のファイルが壊れていないか、名前の終わり（.png など）が中身と合っているかを確かめてください"},
		{"image without text in Markdown", "title: 題", "文\n\n![](f.png)", name + ":6:1: 画像 \"f.png\" の代わりの文がありません\n\thint: ![写っているもの](画像) のように書いてください。飾りの画像なら ![](画像){decorative} と書きます"},
		{"decoration with text in Markdown", "title: 題", "![花](f.png){decorative}", name + ":4:1: 飾りの画像（decorative）に代わりの文は付きません\n\thint: どちらか一方を消してください"},
		{"no block", "title: 題", ":::block\n:::", name + ":4:1: どのブロックを置くのかが書かれていません\n\thint: 「:::block blocks/contact」のように、content/ の下のファイルの名前を .md なしで書いてください"},
		{"unknown block", "title: 題", ":::block blocks/b1\n:::", name + ":4:1: ブロック \"blocks/b1\" がありません\n\thint: \"blocks/b\" のことですか"},
		{"argument too many", "title: 題", ":::rule x\n:::", name + ":4:1: 「:::rule」の後ろの \"x\" は要りません\n\thint: 「:::rule」だけの行にしてください"},
		{"number of news", "title: 題", ":::news 三つ\n:::", name + ":4:1: お知らせの数 \"三つ\" を読めません\n\thint: 「:::news 3」のように、1から20までの数を書いてください"},
		{"cycle", "title: 題", ":::block blocks/cycle\n:::", "content/blocks/cycle.md:1:1: ブロックが自分自身の中に置かれています: blocks/cycle → blocks/cycle\n\thint: どこか一つの「:::block」を消してください"},
		{"rule in a block", "title: 題", ":::block blocks/rule\n:::", "content/blocks/rule.md:1:1: 「:::rule」は、ほかのページに置くブロックの中では使えません"},
		{"the same heading twice", "title: 題", "## 窓口\n\n文\n\n:::block blocks/b\n:::", name + ":8:1: このブロックを置いたページに、見出しのid \"窓口\" が2つあります\n\thint: 見出しの文字を変えるか、行末に {#窓口-2} のように別のidを書いてください"},
		{"heading typed as a mark", "title: 題", "◇協定の概要\n\n文", name + ":4:1: 警告: 行の始めの「◇」は、見出しにも箇条書きにもなりません\n\thint: 見出しなら「## 」、箇条書きなら半角の「- 」で始めてください"},
		{"list typed as marks", "title: 題", "●一つ\n●二つ", name + ":4:1: 警告: 行の始めの「●」は箇条書きにも見出しにもならず、行がつながります\n\thint: 箇条書きなら半角の「- 」、見出しなら「## 」で始めてください"},
		{"heading levels", "title: 題", "## 二\n\n#### 四", name + ":6:1: 警告: 見出しの段が飛んでいます（## の次に ####）\n\thint: ### に直してください"},
		{"first heading", "title: 題", "### 三", name + ":4:1: 警告: 見出しの段が飛んでいます（# の次に ###）\n\thint: ## に直してください"},
		{"a name to fill in", "title: 題", "○○市と\n○○商工会議所", ""},
	}
	var b Builder
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := project(map[string]string{name: markdownFile(tt.front, tt.body), "content/index.md": "# 表紙", "content/f.png": png, "content/broken.png": "x"})
			for block, text := range map[string]string{"b": "# 窓口\n\n文", "cycle": ":::block blocks/cycle\n:::", "rule": ":::rule\n:::"} {
				if strings.Contains(tt.body, "block blocks/"+block) {
					p["content/blocks/"+block+".md"] = &fstest.MapFile{Data: []byte(text)}
				}
			}
			if got := b.Check(context.Background(), p).Error(); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// Pages that cannot be a block say where the block may stand.
func TestKindOfSpecialPages(t *testing.T) {
	p := project(map[string]string{"content/index.md": markdownFile("title: 題\nkind: links\nitems: [{url: /schemes/}]\nslug: top", "")})
	want := "content/index.md:3:7: このページに kind: links は使えません\n\thint: 別のファイルに書いて、ここには「:::block そのファイル」と「:::」の2行で置いてください\n"
	if got := shared.Check(context.Background(), p).Error(); !strings.Contains(got, "slug は書けません") {
		t.Errorf("got\n%s", got)
	}
	p = project(map[string]string{"content/index.md": markdownFile("title: 題\nkind: links\nitems: [{url: /schemes/}]", "")})
	if got := shared.Check(context.Background(), p).Error() + "\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Every kind as a page of its own: what must be in its HTML, in this order.
func TestKinds(t *testing.T) {
	tests := []struct {
		kind, front, body string
		want              []string
	}{
		{"news", "date: 令和7年2月21日\ncategory: 協定\nevent_date: 2025-03-01〜2025-03\nplace: 会館\nparties: [甲, 乙]\nphotos:\n  - {src: f.png, alt: 署名式, people: [{name: 甲野, office: 会頭, body: 甲}, 乙山], credit: 当所, consent_note: 了承済み}",
			"前文\n\n## 節\n", []string{`<time datetime="2025-02-21">2025年2月21日（金）</time>`, `href="../news/agreement/">協定</a>`, `<img src="../f.png" alt="署名式" width="3" height="2">`,
				`左から、甲 会頭 甲野、乙山`, `撮影・提供：当所`, `<p>前文</p>`, `<time datetime="2025-03-01">2025年3月1日（土）</time>〜<time datetime="2025-03">2025年3月</time>`, `<dd>会館</dd>`, `<li>甲</li><li>乙</li>`, `<h2 id="節">`}},
		{"agreement", "concluded_on: 2025-02-21\nparties: [{name: 甲, kind: 市, title: 市長, representative: 甲野, url: https://example.jp/}, 乙]\naims: [目的一]\ncontents: [内容一, 内容二]\nterm: 2025-04-01〜", "文",
			[]string{`<p>文</p>`, `2025年2月21日（金）`, `2025年4月1日（火）</time>〜</dd>`, `<li>目的一</li>`, `<li>内容一</li><li>内容二</li>`, `<th scope="col">立場</th>`, `<a href="https://example.jp/" rel="external">甲</a><span class="link-external">（外部サイト）</span></th><td>市</td><td>市長 甲野</td>`}},
		{"roles", "roles: [{party: 甲, text: 支える, contact: index.md}]", "", []string{`<dt>甲</dt><dd>支える<p class="role-contact">問い合わせ先：<a href="../">表紙</a>`}},
		{"explain", "term: 健康経営\nreading: けんこうけいえい\nsources: [{url: https://example.jp/, text: 資料, checked: 2025-08}]\ntrademark_note: 登録商標です。", "**定義**の文。\n\n続き",
			[]string{`<dfn>健康経営</dfn>`, `（けんこうけいえい）`, `<p><strong>定義</strong>の文。</p></div>`, `<p>続き</p>`, `資料</a>`, `<time datetime="2025-08">2025年8月</time>に確認`, `登録商標です。`}},
		{"merits", "items: [{title: 一, text: 文, icon: {src: f.png, decorative: true}, evidence: https://example.jp/x.pdf}, 二]", "前文\n\n## 後\n",
			[]string{`<p>前文</p>`, `<img src="../f.png" alt width="3" height="2">`, `<h2>一</h2>`, `根拠：<a href="https://example.jp/x.pdf"`, `<h2>二</h2>`, `<h2 id="後">`}},
		{"scheme_overview", "scheme: {title: 制度, url: https://example.jp/}\noperator: 国\ncycle: 毎年\nofficial_url: {url: https://example.jp/, text: 公式}\ndivisions: [{name: 大, who: 大きい, tiers: [{name: 上, rank: 1〜500位, count: 500法人}, 並]}, 小]", "",
			[]string{`制度</a><span class="link-external">`, `<dd>毎年</dd>`, `<th scope="row">大</th><td>大きい</td><td>上、並</td>`, `<h2>大</h2>`, `<ol class="tiers"><li class="tier"><span class="tier-name">上</span> <span class="tier-fact">1〜500位</span>`}},
		{"steps", "steps: [{title: 一, text: 文, duration: 一週間, deadline: 2025-09-30, documents: [紙], link: {url: index.md}, branches: [{when: もし, text: こう, link: https://example.jp/}]}, 二]", "",
			[]string{`<ol class="path"><li class="path-step"><h2>一</h2>`, `<dd>一週間</dd>`, `2025年9月30日（火）`, `<dd>紙</dd>`, `<a href="../">表紙</a>`, `<strong>もし</strong> こう <a`, `<h2>二</h2>`}},
		{"declaration", "declarer: 代表者\ndeclares: [一, 二]\nhow_to_join: 申し込む\nparticipants: https://example.jp/", "", []string{`<li>一</li><li>二</li>`, `<dd>代表者</dd>`, `<dd>申し込む</dd>`, `参加している事業所</dt><dd><a href="https://example.jp/"`}},
		{"achievement", "scheme: setsuden\nlevel: 銀\ngranted_on: 2025-08\nissuer: 機関\nvalid_until: 2026-08-31\nconditions: [条件]\nefforts: [努力]\nbadge: {src: f.png, alt: 印, usage_note: 決まり}", "文",
			[]string{`alt="印"`, `<p>決まり</p>`, `<p class="achievement-level">銀</p>`, `<a href="../schemes/setsuden/">節電チェック</a>`, `2025年8月</time>`, `2026年8月31日（月）`, `<p>文</p>`, `<li>条件</li>`, `<li>努力</li>`, `href="../schemes/setsuden/check/"`}},
		{"contact", "body: 当所\nsection: 課\ntel: ０３-0000-0000（代表）\nfax: 03-0000-0001\nmail: a@example.jp\nform_url: {url: https://example.jp/form, text: 入力画面, external: false}\nhours: 平日\nclosed: 土日\naddress: （所在地を記入）\nmap_url: https://example.jp/map", "",
			[]string{`当所 課`, `<a href="tel:0300000000">０３-0000-0000（代表）</a>`, `<dd>03-0000-0001</dd>`, `<a href="mailto:a@example.jp">`, `<a href="https://example.jp/form">入力画面</a></dd>`, `<dd>平日</dd>`, `<span class="placeholder">（所在地を記入）</span>`, `地図</dt>`}},
		{"faq", "", "前文\n\n## 費用は？\n\n無料です。", []string{`<p>前文</p>`, `<h2 id="費用は">費用は？</h2>`, `<p>無料です。</p>`}},
		{"links", "items: [{url: f.pdf, text: 資料}, {url: https://example.jp/a.pdf, text: 外, file_type: PDF, size: 1.2 MB, checked: 2025-08-01}]", "",
			[]string{`<a href="../f.pdf">資料</a><span class="link-file">（PDF 2 KB）</span>`, `<span class="link-file">（PDF 1.2 MB）</span><span class="link-external">（外部サイト）</span>`, `2025年8月1日（金）`}},
	}
	var b Builder
	seen := map[string]bool{}
	for _, tt := range tests {
		seen[tt.kind] = true
		t.Run(tt.kind, func(t *testing.T) {
			p := sample(t)
			p["content/x.md"] = &fstest.MapFile{Data: []byte(markdownFile("title: 題\nkind: "+tt.kind+"\n"+tt.front, tt.body))}
			p["content/index.md"] = &fstest.MapFile{Data: []byte("# 表紙")}
			p["content/f.png"] = &fstest.MapFile{Data: []byte(png)}
			p["content/f.pdf"] = &fstest.MapFile{Data: make([]byte, 1500)}
			rest := string(built(t, &b, p)["x/index.html"])
			for _, want := range tt.want {
				_, after, ok := strings.Cut(rest, want)
				if !ok {
					t.Fatalf("after what came before there is no\n%s\nbut\n%s", want, rest)
				}
				rest = after
			}
		})
	}
	for _, name := range kindNames() {
		if !seen[name] {
			t.Errorf("no test of kind %s", name)
		}
	}
}

// A block stands on several pages, with headings as deep as its place needs, and
// its own links and images from there.
func TestPlacedBlocks(t *testing.T) {
	p := project(map[string]string{
		"content/blocks/b.md":     markdownFile("title: 箱", "文 [次](../guide/x.md) ![絵](../f.png)\n\n## 中\n\n:::block blocks/inner\n:::"),
		"content/blocks/inner.md": markdownFile("title: 奥\nkind: merits\nitems: [利点]", ""),
		"content/guide/x.md":      "# 題\n\n![一](../f.png)\n\n:::block blocks/b\n:::\n\n## 終わり\n\n## もう一つ",
		"content/y.md":            "# 題\n\n## 自分の見出し\n\n### 下\n\n:::block blocks/b.md\n:::\n\n[箱の中](#中)",
		"content/f.png":           png,
	})
	files := built(t, &shared, p)
	x, y := string(files["guide/x/index.html"]), string(files["y/index.html"])
	for page, wants := range map[string][]string{
		x: {`<h2 id="箱">箱</h2>`, `<h3 id="中">中</h3>`, `<h4>利点</h4>`, `<a href="../../guide/x/">次</a>`, `<a href="#箱">箱</a>`, `<a href="#終わり">終わり</a>`,
			`<img src="../../f.png" alt="一" width="3" height="2">`, `<img src="../../f.png" alt="絵" width="3" height="2" loading="lazy">`, `<section class="block"`},
		y: {`<h4 id="中">中</h4>`, `<a href="../guide/x/">次</a>`, `<h5>利点</h5>`},
	} {
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("no %s in\n%s", want, page)
			}
		}
	}
	if strings.Contains(y, ">箱</h") {
		t.Error("a block below a heading has a heading of its own")
	}
	for name := range files {
		if strings.HasPrefix(name, "blocks/") {
			t.Errorf("%s: a block is a page", name)
		}
	}
	checkPages(t, files)

	delete(p, "content/y.md")
	p["content/guide/x.md"] = &fstest.MapFile{Data: []byte("# 題")}
	got := shared.Check(context.Background(), p).Error()
	if want := "content/blocks/b.md: 警告: このブロックは、どのページにも置かれていません\n\thint: 置きたいところに「:::block blocks/b」と「:::」の2行を書いてください"; !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestFrontMatterOfPages(t *testing.T) {
	p := project(map[string]string{
		"kijun.yaml":         "title: 試験\ndates: both\n",
		"content/a/index.md": "# 部\n\n[子](long-name.md)",
		"content/a/long-name.md": markdownFile("title: 長い題\nslug: short\nbreadcrumb_title: 短い題\nsummary: まとめ\npublished: 2025-02-21\nupdated: 2025-08\nchecked: 2025\ntags: [一]\nimage: ../f.svg\nalt: 絵\nrelated: [index.md]\ntoc: true",
			"## 節"),
		"content/f.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"></svg>`,
	})
	files := built(t, &shared, p)
	if !bytes.Contains(files["a/index.html"], []byte(`href="../a/short/">子<`)) {
		t.Errorf("a link by the file's name does not find the slug:\n%s", files["a/index.html"])
	}
	got := string(files["a/short/index.html"])
	for _, want := range []string{`<span aria-current="page">短い題</span>`, `<h1>長い題</h1>`, `公開：<time datetime="2025-02-21">2025年（令和7年）2月21日（金）</time>`,
		`更新：<time datetime="2025-08">2025年（令和7年）8月</time>`, `内容の確認：<time datetime="2025">2025年（令和7年）</time>`, `<li><a href="../../tags/一/">一</a></li>`,
		`<img src="../../f.svg" alt="絵" width="40" height="30">`, `<a href="../../a/">部</a>`, `<a href="#節">節</a>`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

func TestCaptions(t *testing.T) {
	p := project(map[string]string{
		"content/x.md":  "# 題\n\n![絵](f.png \"題 & *字*\")\n\n![](f.png \"飾り\"){decorative}\n\n文 ![絵](f.png \"題\") ![](f.png){decorative}\n",
		"content/f.png": png,
	})
	got := string(built(t, &shared, p)["x/index.html"])
	for _, want := range []string{
		`<figure class="figure"><img src="../f.png" alt="絵" width="3" height="2"><figcaption>題 & *字*</figcaption></figure>`,
		`<figure class="figure"><img src="../f.png" alt width="3" height="2" loading="lazy"><figcaption>飾り</figcaption></figure>`,
		`<p>文 <img src="../f.png" alt="絵" title="題" width="3" height="2" loading="lazy"> <img src="../f.png" alt width="3" height="2" loading="lazy"></p>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

func TestImageSizes(t *testing.T) {
	vp8x := "RIFF\x1e\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x2f\x01\x00\xc7\x00\x00"
	tests := []struct {
		name, data    string
		width, height int
		ok            bool
	}{
		{"a.png", png, 3, 2, true},
		{"a.PNG", png, 3, 2, true},
		{"a.jpg", png, 3, 2, true}, // browsers look at the content, too
		{"a.png", "text", 0, 0, false},
		{"a.svg", `<?xml version="1.0"?><svg width="40px" height="30"/>`, 40, 30, true},
		{"a.svg", `<svg width="100%" viewBox="0 0 12.5 10"/>`, 12, 10, true},
		{"a.svg", `<svg/>`, 0, 0, true},
		{"a.svg", `<html></html>`, 0, 0, false},
		{"a.webp", vp8x, 304, 200, true},
		{"a.webp", "RIFF", 0, 0, false},
		{"a.avif", "x", 0, 0, true},
	}
	for _, tt := range tests {
		w, h, ok := imageSize(tt.name, []byte(tt.data))
		if w != tt.width || h != tt.height || ok != tt.ok {
			t.Errorf("%s %q: got %d %d %v, want %d %d %v", tt.name, tt.data, w, h, ok, tt.width, tt.height, tt.ok)
		}
	}
}
