package site

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	shiftjis "golang.org/x/text/encoding/japanese"
)

// The rows of facts/japanese-text.md, section 4, in every kind of file that authors
// write. What is safe to read is read; the rest is reported where it stands, with what
// to type instead.
func TestSlips(t *testing.T) {
	const page, scheme, terms = "content/x.md", "criteria/setsuden.scheme.yaml", glossaryFile
	const front = "---\ntitle: 題\n---\n\n"
	sjis := func(s string) string {
		b, err := shiftjis.ShiftJIS.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	definition := string(sample(t)[scheme].Data)
	config := string(sample(t)[ConfigFile].Data)
	changed := func(text, old, with string) string {
		t.Helper()
		if !strings.Contains(text, old) {
			t.Fatalf("no %q", old)
		}
		return strings.Replace(text, old, with, 1)
	}
	for _, tt := range []struct{ name, file, text, want string }{
		{"BOM in Markdown", page, "\ufeff" + front + "文\n", ""},
		{"BOM in a definition", scheme, "\ufeff" + definition, ""},
		{"BOM in the configuration", ConfigFile, "\ufeff" + config, ""},
		{"BOM in the glossary", terms, "\ufeff- {term: ほけん, text: 文}\n", ""},
		{"CRLF in Markdown", page, strings.ReplaceAll(front+"文の\n次\n", "\n", "\r\n"), ""},
		{"CRLF in a definition", scheme, strings.ReplaceAll(definition, "\n", "\r\n"), ""},
		{"CRLF in the configuration", ConfigFile, strings.ReplaceAll(config, "\n", "\r\n"), ""},
		{"CRLF in the glossary", terms, "- term: ほけん\r\n  text: 文\r\n", ""},
		{"CR alone", page, "---\rtitle: 題\r---\r\r文\r", ""},

		{"Shift_JIS in Markdown", page, sjis("# 健診\n\n文\n"), ":1:3: 文字コードがShift_JISのようです\n\thint: エディタで文字コードに「UTF-8」を選んで保存し直してください"},
		{"Shift_JIS in front matter", page, sjis("---\ntitle: 題\n---\n"), ":2:8: 文字コードがShift_JISのようです\n\thint: エディタで文字コードに「UTF-8」を選んで保存し直してください"},
		{"Shift_JIS in the configuration", ConfigFile, sjis("title: 題\n"), ":1:8: 文字コードがShift_JISのようです\n\thint: エディタで文字コードに「UTF-8」を選んで保存し直してください"},

		{"full-width indentation of front matter", page, "---\ntitle: 題\nrelated:\n　- /\n---\n", ":4:1: YAMLとして読めません\n\thint: 行の始めの全角の空白を、半角の空白にしてください"},
		{"full-width indentation of the configuration", ConfigFile, "title: 題\nnav:\n　- {title: 表紙, link: /}\n", ":3:1: YAMLとして読めません\n\thint: 行の始めの全角の空白を、半角の空白にしてください"},
		{"full-width indentation of a definition", scheme, changed(definition, "    title: 使い方", "　　title: 使い方"), ":35:1: 行の始めに全角の空白があります\n\thint: 半角の空白で字下げしてください"},
		{"full-width indentation of the glossary", terms, "- term: ほけん\n　text: 文\n", ":2:1: YAMLとして読めません\n\thint: 行の始めの全角の空白を、半角の空白にしてください"},
		{"full-width indentation of a list", page, front + "文\n\n　- 一つ\n　- 二つ\n", ":7:1: 警告: 行の始めに全角の空白があるので、箇条書きや見出しになりません\n\thint: 行の始めの空白を消すか、半角の空白で字下げしてください\n" +
			"content/x.md:8:1: 警告: 行の始めに全角の空白があるので、箇条書きや見出しになりません\n\thint: 行の始めの空白を消すか、半角の空白で字下げしてください"},
		{"a paragraph with full-width indentation", page, front + "　文の始めの字下げです。\n", ""},

		{"full-width colon in front matter", page, "---\ntitle： 題\n---\n", ":2:6: 「キー: 値」の形で書いてください\n\thint: 全角の「：」を、半角の「:」と空白にしてください"},
		{"full-width colon in the configuration", ConfigFile, "title： 題\n", ":1:6: 「キー: 値」の形で書いてください\n\thint: 全角の「：」を、半角の「:」と空白にしてください"},
		{"full-width colon in a definition", scheme, changed(definition, "maximum: 40", "maximum： 40"), ":23:8: キーのあとが全角の「：」です\n\thint: 半角の「:」と空白に直してください"},
		{"full-width colon in the glossary", terms, "- term： ほけん\n", ":1:7: 「キー: 値」の形で書いてください\n\thint: 全角の「：」を、半角の「:」と空白にしてください"},
		{"full-width colon inside a list", ConfigFile, "title: 題\nnav:\n  - title： 一\n", ":3:10: 「キー: 値」の形で書いてください\n\thint: 全角の「：」を、半角の「:」と空白にしてください"},

		{"full-width hash", page, front + "＃＃ 見出し\n", ":5:1: 警告: 全角の「＃」は見出しになりません\n\thint: 半角の「#」と空白に直してください（例: ## 見出し）"},
		{"full-width blank behind the hash", page, front + "##　見出し\n", ":5:1: 警告: 「#」のあとが全角の空白なので、見出しになりません\n\thint: 半角の空白に直してください（例: ## 見出し）"},
		{"no blank behind the hash", page, front + "##見出し\n", ":5:1: 警告: 「#」のあとに空白がないので、見出しになりません\n\thint: 半角の空白を入れてください（例: ## 見出し）"},
		{"a hash that is none", page, front + "#1 と #tag のこと\n", ""},
		{"boxes", page, front + "□ 一つ\n□ 二つ\n", ":5:1: 警告: 行の始めの「□」は箇条書きにも見出しにもならず、行がつながります\n\thint: 箇条書きなら半角の「- 」、見出しなら「## 」で始めてください"},
		{"diamonds", page, front + "◇ 一つ\n", ":5:1: 警告: 行の始めの「◇」は、見出しにも箇条書きにもなりません\n\thint: 見出しなら「## 」、箇条書きなら半角の「- 」で始めてください"},
		{"circles", page, front + "○一つ\n●二つ\n", ":5:1: 警告: 行の始めの「○」は箇条書きにも見出しにもならず、行がつながります\n\thint: 箇条書きなら半角の「- 」、見出しなら「## 」で始めてください"},
		{"a name with circles", page, front + "○○市と○○商工会議所\n", ""},
		{"full-width blank behind a bullet", page, front + "-　一つ\n-　二つ\n", ":5:1: 警告: 行の始めのしるしのあとが全角の空白なので、箇条書きになりません\n\thint: 半角の空白に直してください（例: - 項目）\n" +
			"content/x.md:6:1: 警告: 行の始めのしるしのあとが全角の空白なので、箇条書きになりません\n\thint: 半角の空白に直してください（例: - 項目）"},
		{"no blank behind a bullet", page, front + "-一つ\n", ":5:1: 警告: 行の始めのしるしのあとに空白がないので、箇条書きになりません\n\thint: 半角の空白を入れてください（例: - 項目、1. 項目）"},
		{"numbers that are none", page, front + "1.5倍と-3度\n", ""},
		{"full-width quotation", page, front + "＞ 引用\n", ":5:1: 警告: 全角の「＞」は引用や囲みになりません\n\thint: 半角の「> 」で始めてください"},
		{"full-width table", page, front + "｜項目｜点｜\n", ":5:1: 警告: 全角の「｜」は表になりません\n\thint: 半角の「|」で区切り、2行目に |---|---| と書いてください"},
		{"full-width stars", page, front + "文＊＊大事＊＊です\n", ":5:2: 警告: 全角の「＊」は強調になりません\n\thint: 半角で **文字** と書いてください"},
		{"in code all is right", page, front + "```\n＃ 見出し\n　- 一つ\n```\n\n`＊＊a＊＊`\n", ""},

		{"full-width digits in front matter", page, "---\ntitle: 題\norder: １０\nupdated: ２０２６−０４−０１\n---\n", ""},
		{"full-width true", page, "---\ntitle: 題\ndraft: ＴＲＵＥ\n---\n\n[x](y.md)\n", ":5:1: リンク先 \"y.md\" がありません"},
		{"はい", page, "---\ntitle: 題\ndraft: はい\n---\n", ":3:8: \"draft\" には true か false を書いてください\n\thint: 「はい」なら true、「いいえ」なら false です"},
		{"full-width digits in a definition", scheme, changed(definition, "maximum: 40", "maximum: ４０"), ":23:10: 「maximum」は数で書きます（「４０」は数ではありません）\n\thint: 半角で 40 と書いてください"},
		{"full-width numbers of a list", page, front + "１．一つ\n２．二つ\n", ":5:1: 警告: 全角の番号は番号付きの箇条書きにならず、行がつながります\n\thint: 半角で「1. 」と書いてください"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := tt.want
			if want != "" {
				want = tt.file + want
			}
			if tt.name == "full-width true" { // a draft is nowhere, its links are not looked at
				want = ""
			}
			if got := checkWith(t, map[string]string{tt.file: tt.text}); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// What is read is read as it was meant.
func TestSlipsAreRead(t *testing.T) {
	p := sample(t)
	p["content/guide/x.md"] = &fstest.MapFile{Data: []byte("\ufeff---\r\ntitle: 題\r\nupdated: ２０２６−０４−０１\r\n---\r\n\r\n健康の\r\n推進\r\n")}
	page := mainOf(built(t, &shared, p)["guide/x/index.html"])
	for _, want := range []string{"<h1>題</h1>", "<p>健康の推進</p>", "2026年4月1日"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in\n%s", want, page)
		}
	}
	p["content/guide/x.md"] = &fstest.MapFile{Data: bytes.Replace(p["content/guide/x.md"].Data, []byte("title"), []byte("draft: True\r\ntitle"), 1)}
	if _, ok := built(t, &shared, p)["guide/x/index.html"]; ok {
		t.Error("draft: True is no draft")
	}
}
