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
		{"Shift_JIS", map[string]string{"content/x.md": "# \x91\xe8\n"},
			"content/x.md:1:3: 文字コードがShift_JISのようです\n\thint: エディタで文字コードに「UTF-8」を選んで保存し直してください"},
		{"explanation of no criterion", map[string]string{explanation: "# 題\n\n文\n"},
			explanation + ": 警告: \"q11\" という評価項目はないので、ただのページになります\n\thint: 使える id: q1, q2, q3, q4"},
		{"another page of a scheme", map[string]string{"content/schemes/setsuden/faq.md": "# よくある質問\n\n文\n"}, ""},
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
			for _, d := range (&Builder{}).Check(context.Background(), p) {
				got = append(got, d.String())
			}
			if s := strings.Join(got, "\n"); s != tt.want {
				t.Errorf("got\n%s\nwant\n%s", s, tt.want)
			}
		})
	}
}
