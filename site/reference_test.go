package site

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"
)

// shared keeps the theme from one test to the next: bundling it takes longer than
// all else that these tests do. They do not run side by side.
var shared Builder

// checkWith is what a check of the sample project says with these files added.
func checkWith(t *testing.T, files map[string]string) string {
	t.Helper()
	p := sample(t)
	for name, text := range files {
		p[name] = &fstest.MapFile{Data: []byte(text)}
	}
	var got []string
	for _, d := range shared.Check(context.Background(), p) {
		got = append(got, d.String())
	}
	return strings.Join(got, "\n")
}

// secondScheme is a definition whose criteria have ids of the sample's.
const secondScheme = `scheme: kaizen
edition: "2025"
title: 改善宣言
sections:
  - id: all
    title: すべて
    criteria:
      - {id: q1, title: 朝の点検, number: "①", fields: {q1_done: {label: 点検した, type: boolean}}, met: q1_done}
awards:
  - id: done
    title: 宣言
    all: [q1]
`

func TestReferences(t *testing.T) {
	p := sample(t)
	for name, text := range map[string]string{
		"criteria/kaizen.scheme.yaml":     secondScheme,
		glossaryFile:                      "- {term: 消費電力, reading: しょうひでんりょく, aliases: [電力], text: '機器が使う\"電気\"の量です。'}\n",
		"content/guide/ref.md":            "# 参照\n\n[[q2]]と[[kaizen/q1]]、[[setsuden@2026/Ｑ1｜LEDの項目]]、[[kaizen|改善]]、[[消費 電力]]、[[電力|<使う>電気]]。\n\n## [[q3]]\n\n| a |\n|---|\n| [[q4\\|四]] |\n\n[[[1]](https://example.jp/)] `[[q1]]` \\[[q1]]\n",
		"content/schemes/setsuden/faq.md": "# 質問\n\n[[q1]]は\n[[q2]]と\n",
	} {
		p[name] = &fstest.MapFile{Data: []byte(text)}
	}
	files := builtWarned(t, &shared, p)
	for name, wants := range map[string][]string{
		"guide/ref/index.html": {
			`<a href="../../schemes/setsuden/2026/q2/">`, `<a href="../../schemes/kaizen/2025/q1/">① 朝の点検</a>、<a href="../../schemes/setsuden/2026/q1/">LEDの項目</a>、<a href="../../schemes/kaizen/">改善</a>、`,
			`<a href="../../glossary/#消費電力" class="term-link" data-definition='機器が使う"電気"の量です。'>消費 電力</a>`, `&lt;使う>電気</a>。`,
			`<h2 id="q3"><a href="../../schemes/setsuden/2026/q3/">`, `>四</a>`, `[<a href="https://example.jp/">[1]</a>]`, "<code>[[q1]]</code> [[q1]]"},
		"schemes/setsuden/faq/index.html": {`<a href="../../../schemes/setsuden/2026/q1/">`, `</a>は<a href="../../../schemes/setsuden/2026/q2/">`},
		"glossary/index.html":             {`<a href="../guide/ref/">参照</a>`},
	} {
		for _, want := range wants {
			if !strings.Contains(string(files[name]), want) {
				t.Errorf("%s does not contain %s\n%s", name, want, mainOf(files[name]))
			}
		}
	}
}

func TestReferenceProblems(t *testing.T) {
	const glossary = "- {term: 特定健診, reading: とくていけんしん, text: 文}\n- {term: q2, reading: きゅーに, text: 文}\n"
	for _, tt := range []struct {
		name, in, want string
	}{
		{"unknown criterion", "[[setsuden/q11]]", ":3:1: [[setsuden/q11]] という評価項目や用語はありません\n\thint: [[setsuden/q1]] のことですか"},
		{"unknown term", "文と[[特定検診]]", ":3:3: [[特定検診]] という評価項目や用語はありません\n\thint: [[特定健診]] のことですか"},
		{"nothing like it", "[[雨]]", ":3:1: [[雨]] という評価項目や用語はありません\n\thint: 評価項目や制度のid、指標のidか、用語集（content/glossary.yaml）の用語を書いてください。二重のかっこを文字として見せるなら \\[\\[ と書きます"},
		{"criterion of two schemes", "[[q1]]", ":3:1: [[q1]] がどれを指すのか決まりません\n\thint: どれかに決めて書いてください: [[kaizen/q1]]（① 朝の点検）、[[setsuden/q1]]（① LED照明の割合）"},
		{"criterion and term", "[[Ｑ2]]", ":3:1: [[Ｑ2]] がどれを指すのか決まりません\n\thint: どれかに決めて書いてください: [[setsuden/q2]]（② 空調の取組）、[[q2]]（q2）"},
		{"in a heading", "## [[setsuden/q11]]", ":3:4: [[setsuden/q11]] という評価項目や用語はありません\n\thint: [[setsuden/q1]] のことですか"},
		{"full-width brackets", "文［［ｑ1］］と｛｛setsuden.pass｝｝", ":3:2: 警告: 全角のかっこで書いた ［［ｑ1］］ は、書いたとおりの文字で表示されます\n\thint: 半角のかっこで [[q1]] と書いてください\n" +
			"content/x.md:3:9: 警告: 全角のかっこで書いた ｛｛setsuden.pass｝｝ は、書いたとおりの文字で表示されます\n\thint: 半角のかっこで {{setsuden.pass}} と書いてください"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := checkWith(t, map[string]string{"criteria/kaizen.scheme.yaml": secondScheme, glossaryFile: glossary, "content/x.md": "# 題\n\n" + tt.in + "\n"})
			var lines []string
			for _, l := range strings.Split(got, "\n") {
				if strings.HasPrefix(l, "content/x.md") || strings.HasPrefix(l, "\t") && len(lines) > 0 && len(lines)%2 == 1 {
					lines = append(lines, l)
				}
			}
			if s := strings.Join(lines, "\n"); s != "content/x.md"+tt.want {
				t.Errorf("got\n%s\nwant\ncontent/x.md%s", s, tt.want)
			}
		})
	}
}

// builtWarned is the files of a project that must be without errors.
func builtWarned(t *testing.T, b *Builder, p fstest.MapFS) map[string][]byte {
	t.Helper()
	var m Memory
	problems, err := b.Build(context.Background(), p, &m)
	if err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	return m.Files()
}

// mainOf is the main part of a page.
func mainOf(page []byte) string {
	_, s, _ := strings.Cut(string(page), "<main")
	s, _, _ = strings.Cut(s, "</main>")
	return s
}
