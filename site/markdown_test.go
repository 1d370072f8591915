package site

import (
	"io/fs"
	"strings"
	"sync"
	"testing"

	"kijun/criteria"
	"kijun/themes"
)

// render is the HTML of Markdown, with the wrapping paragraph cut off.
func render(t *testing.T, in string) string {
	t.Helper()
	md := newMarkdown(false)
	d := parseDocument(md, "content/index.md", []byte(in), false, &vocabulary{ui: japaneseWords(t)})
	out, err := d.html(md)
	if err != nil {
		t.Fatal(err)
	}
	s := strings.TrimSpace(string(out))
	if rest, ok := strings.CutPrefix(s, "<p>"); ok && strings.Count(s, "<p>") == 1 {
		s = strings.TrimSuffix(rest, "</p>")
	}
	return s
}

// japaneseWords are the texts of the standard theme.
var japaneseWords = func() func(t *testing.T) *Words {
	words := sync.OnceValues(func() (*Words, criteria.Diagnostics) {
		data, err := fs.ReadFile(themes.Standard(), "i18n/ja.yaml")
		if err != nil {
			return nil, criteria.Diagnostics{{Msg: err.Error()}}
		}
		return readWords(themeFile{"ja.yaml", data})
	})
	return func(t *testing.T) *Words {
		w, problems := words()
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		return w
	}
}()

type example struct{ name, in, want string }

func testRenderings(t *testing.T, tests []example) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := render(t, strings.ReplaceAll(tt.in, "⏎", "\n")); got != tt.want {
				t.Errorf("%s\ngot  %s\nwant %s", tt.in, got, tt.want)
			}
		})
	}
}

func TestTables(t *testing.T) {
	const rest = "<thead>\n<tr>\n" + `<th scope="col">a</th>` + "\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>\n</div>"
	captioned := func(name, html string) string {
		return `<div class="table-wrap" role="group" aria-label="` + name + `" tabindex="0"><table>` + "\n<caption>" + html + "</caption>\n" + rest
	}
	testRenderings(t, []example{
		{"caption above", "表： **健診**の日程\n\n| a |\n|---|\n| 1 |", captioned("健診の日程", "<strong>健診</strong>の日程")},
		{"caption below", "| a |\n|---|\n| 1 |\n\n表:日程", captioned("日程", "日程")},
		{"no caption", "表のとおり\n\n| a |\n|---|\n| 1 |", "表のとおり</p>\n" + `<div class="table-wrap" role="group" aria-label="表" tabindex="0"><table>` + "\n" + rest},
	})
	testRenderings(t, []example{{"boxed and aligned", "| 項目 | 点 |\n|---|--:|\n| ① | 5 |",
		`<div class="table-wrap" role="group" aria-label="表" tabindex="0"><table>` + "\n<thead>\n<tr>\n" + `<th scope="col">項目</th>` + "\n" +
			`<th scope="col" class="align-right">点</th>` + "\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>①</td>\n" + `<td class="align-right">5</td>` +
			"\n</tr>\n</tbody>\n</table>\n</div>"}})
}

// Straight quotes stay as they are typed: curly ones are wrong in Japanese text.
func TestNoTypographer(t *testing.T) {
	testRenderings(t, []example{
		{"quotes", `"健康" と '経営'`, "&quot;健康&quot; と '経営'"},
		{"dashes and dots", "10--20 ... (c)", "10--20 ... (c)"},
	})
}

func TestTaskList(t *testing.T) {
	testRenderings(t, []example{{"named boxes", "- [x] 健診\n- [ ] 面談",
		"<ul>\n<li><input type=\"checkbox\" checked disabled aria-label=\"済み\"> 健診</li>\n" +
			"<li><input type=\"checkbox\" disabled aria-label=\"まだ\"> 面談</li>\n</ul>"}})
}

func TestFootnotes(t *testing.T) {
	got := render(t, "健診[^a]と面談[^a]\n\n[^a]: 注の文")
	for _, want := range []string{`aria-label="注1の本文へ戻る"`, `aria-label="注1の2の本文へ戻る"`, `href="#fnref:1"`, `href="#fnref1:1"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

func TestAutoLinks(t *testing.T) {
	link := func(s string) string { return `<a href="` + s + `">` + s + `</a>` }
	testRenderings(t, []example{
		{"no blank needed", "詳細はhttps://example.jp/aを参照", "詳細は" + link("https://example.jp/a") + "を参照"},
		{"full stop", "See https://example.jp/a.", "See " + link("https://example.jp/a") + "."},
		{"brackets", "（https://example.jp/a(b)）と (http://example.jp)", "（" + link("https://example.jp/a(b)") + "）と (" + link("http://example.jp") + ")"},
		{"several", "https://a.jp、https://b.jp/x_y", link("https://a.jp") + "、" + link("https://b.jp/x_y")},
		{"in a link", "[https://a.jp の頁](https://b.jp)", `<a href="https://b.jp">https://a.jp の頁</a>`},
		{"in code", "`https://a.jp`", "<code>https://a.jp</code>"},
		{"nothing after the scheme", "https:// と書く", "https:// と書く"},
	})
}

func TestDirectives(t *testing.T) {
	md := newMarkdown(false)
	d := parseDocument(md, "content/x.md", []byte("前\n\n:::rule\n中\n:::\n\n後\n"), false, nil)
	if len(d.directives) != 1 || d.directives[0].Name != "rule" || !d.directives[0].Closed {
		t.Fatalf("directives: %+v", d.directives)
	}
	d.directives[0].HTML = "<hr>"
	out, err := d.html(md)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(out), "<p>前</p>\n<hr><p>中</p>\n<p>後</p>\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestHeadingIDs(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"健診・保健指導（２０２７年度）", "健診-保健指導-2027年度"},
		{"① KPIを ＰＤＣＡで", "1-kpiを-pdcaで"},
		{"データ", "データ"},
		{"ｶﾞｲﾄﾞ", "ガイド"},
		{"——", ""},
	} {
		if got := headingID(tt.in); got != tt.want {
			t.Errorf("headingID(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
	testRenderings(t, []example{
		{"folded text", "## 何を見るのか？", `<h2 id="何を見るのか">何を見るのか？</h2>`},
		{"the author's id wins", "## 何を見るのか {#what}", `<h2 id="what">何を見るのか</h2>`},
	})
}

func TestDocumentProblems(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"duplicate ids", "## 同じ\n\n## 同じ\n",
			"content/x.md:3:1: 見出しのid \"同じ\" が重なっています\n\thint: 見出しの文字を変えるか、行末に {#同じ-2} のように別のidを書いてください"},
		{"raw HTML", "---\ntitle: a\n---\n\n文<b>字</b>\n",
			"content/x.md:5:2: HTML「<b>」は使えません\n\thint: **太字** と書いてください。文字として見せるなら `…` で囲んでください。HTMLを許すには kijun.yaml に raw_html: true と書きます\n" +
				"content/x.md:5:6: HTML「</b>」は使えません\n\thint: **太字** と書いてください。文字として見せるなら `…` で囲んでください。HTMLを許すには kijun.yaml に raw_html: true と書きます"},
		{"a comment is a note", "<!-- 覚え書き -->\n文\n", ""},
		{"unknown key", "---\ntitle: a\nsumary: b\n---\n",
			"content/x.md:3:1: キー \"sumary\" は使えません\n\thint: \"summary\" のことですか"},
		{"front matter not closed", "---\ntitle: a\n",
			"content/x.md:1:1: 前書き（---）が閉じられていません\n\thint: 前書きの終わりに --- だけの行を書いてください"},
		{"full-width colon", "---\ntitle： 題\n---\n",
			"content/x.md:2:6: 「キー: 値」の形で書いてください\n\thint: 全角の「：」を、半角の「:」と空白にしてください"},
		{"Shift_JIS", "# \x8c\x92\x8dN\n",
			"content/x.md:1:3: 文字コードがShift_JISのようです\n\thint: エディタで文字コードに「UTF-8」を選んで保存し直してください"},
		{"HTML that has no counterpart", "# 題\n\n文<kbd>F1</kbd>\n",
			"content/x.md:3:2: HTML「<kbd>」は使えません\n\thint: Markdownで書くか、文字として見せるなら `…` で囲んでください。HTMLを許すには kijun.yaml に raw_html: true と書きます\n" +
				"content/x.md:3:9: HTML「</kbd>」は使えません\n\thint: Markdownで書くか、文字として見せるなら `…` で囲んでください。HTMLを許すには kijun.yaml に raw_html: true と書きます"},
		{"a table in HTML", "# 題\n\n<table>\n<tr><td>1</td></tr>\n</table>\n",
			"content/x.md:3:1: HTML「<table>」は使えません\n\thint: 表は「| 項目 | 点 |」の行と「|---|---|」の行で書いてください。文字として見せるなら `…` で囲んでください。HTMLを許すには kijun.yaml に raw_html: true と書きます"},
		{"BOM and CRLF", "\ufeff---\r\ntitle: a\r\n---\r\n\r\n文\r\n", ""},
		{"directive left open", ":::rule\n文\n",
			"content/x.md:1:1: 「:::rule」が閉じられていません\n\thint: ブロックの終わりに ::: だけの行を書いてください"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := parseDocument(newMarkdown(false), "content/x.md", []byte(tt.in), false, nil)
			d.problems.Sort()
			if got := d.problems.Error(); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// Footnotes of a block are not those of the page that it stands on.
func TestFootnotesOfBlocks(t *testing.T) {
	p := project(map[string]string{"content/blocks/b.md": "ブロック[^1]\n\n[^1]: ブロックの注\n", "content/a.md": "# 題\n\n文[^1]\n\n:::block blocks/b\n:::\n\n[^1]: ページの注\n"})
	page := mainOf(built(t, &shared, p)["a/index.html"])
	for _, want := range []string{`id="fn:1"`, `href="#fn:1"`, `href="#fnref:1"`, `id="blocks-b-fn:1"`, `id="blocks-b-fnref:1"`, `href="#blocks-b-fn:1"`, `href="#blocks-b-fnref:1"`} {
		if strings.Count(page, want) != 1 {
			t.Errorf("%d times %s in\n%s", strings.Count(page, want), want, page)
		}
	}
}
