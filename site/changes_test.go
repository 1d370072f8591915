package site

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
)

// changesSite is the site of a scheme with three editions.
func changesSite(t *testing.T) map[string][]byte {
	t.Helper()
	return built(t, &Builder{BaseURL: "https://example.jp/h/"}, os.DirFS("testdata/changes"))
}

// wants looks for texts in a file of a site, and for their absence where one begins with !.
func wants(t *testing.T, files map[string][]byte, name string, texts ...string) {
	t.Helper()
	if files[name] == nil {
		t.Errorf("there is no %s", name)
	}
	for _, want := range texts {
		text, not := strings.CutPrefix(want, "!")
		if bytes.Contains(files[name], []byte(text)) == not {
			t.Errorf("%s: contains %s: %v", name, text, !not)
		}
	}
}

func TestChangesPage(t *testing.T) {
	files := changesSite(t)
	wants(t, files, "schemes/mimamori/changes/index.html",
		`<h1>見守り事業所の版ごとの変更</h1>`, `声かけの回数を数えるやり方に改めました`, `href="#to-2026">2025版 から 2026版</a>`,
		// changed: thresholds, papers, the maximum, the pass mark
		`<del>60</del>%以上：10点`, `<ins>75</ins>%以上：10点`, `外回りの日報</td>`, `<ins>（ひと月分）</ins>`, `<ins>見守りの記録票</ins>`,
		`<del>30</del>点`, `合計が<ins>25</ins>点以上`,
		// added and removed, with all that is said of them
		`id="to-2025-drill"`, `<dd>2回以上：10点`, `<dd>訓練の案内の写し`, `id="to-2025-board"`, `<dd>掲示板に全員の予定がある（はい・いいえ）`,
		// renamed: one criterion, read in both editions
		`id="to-2026-rounds"`, `href="../../../schemes/mimamori/2025/visit/"`, `href="../../../schemes/mimamori/2026/rounds/"`, `!id="to-2026-visit"`)
	page := string(files["schemes/mimamori/changes/index.html"])
	if newest, oldest := strings.Index(page, `id="to-2026"`), strings.Index(page, `id="to-2025"`); newest < 0 || oldest < newest {
		t.Error("the newest edition does not come first")
	}
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if ids[m[1]] {
			t.Errorf("the id %s stands twice", m[1])
		}
		ids[m[1]] = true
	}
	for _, name := range []string{"schemes/mimamori/index.html", "schemes/mimamori/2026/index.html", "schemes/mimamori/2026/drill/index.html"} {
		wants(t, files, name, `schemes/mimamori/changes/"`)
	}
	wants(t, surveySite(t), "schemes/survey/index.html", "!/changes/")
}

func TestOldEditions(t *testing.T) {
	files := changesSite(t)
	for name, texts := range map[string][]string{
		"schemes/mimamori/2024/index.html":       {"これは2024版の内容です", `href="../../../schemes/mimamori/">2026版の「見守り事業所 2026」を開く`, `rel="canonical" href="https://example.jp/h/schemes/mimamori/"`, "!noindex"},
		"schemes/mimamori/2025/check/index.html": {"これは2025版の内容です", "<title>見守り事業所の自己チェック｜2025版｜", `href="../../../../schemes/mimamori/check/">2026版の`, "引き継げます", `rel="canonical" href="https://example.jp/h/schemes/mimamori/check/"`},
		// to what it is called now, over two editions
		"schemes/mimamori/2024/visit/index.html": {`href="../../../../schemes/mimamori/2026/rounds/">2026版の「② 外回り`, `schemes/mimamori/changes/#to-2025-visit"`, `rel="canonical" href="https://example.jp/h/schemes/mimamori/2026/rounds/"`},
		"schemes/mimamori/2024/board/index.html": {"2026版では、この項目はなくなりました", `schemes/mimamori/changes/#to-2025-board"`, `rel="canonical" href="https://example.jp/h/schemes/mimamori/2024/board/"`},
		"schemes/mimamori/2025/call/index.html":  {"2024版から変わっていません"},
		"schemes/mimamori/2025/drill/index.html": {"2024版にはなく、この版で加わりました"},
		"schemes/mimamori/2026/call/index.html":  {"2025版から変わったところ：満点、配点、入力欄", `changes/#to-2026-call"`, "!の内容です"},
		"schemes/mimamori/index.html":            {"!の内容です"},
		"schemes/mimamori/check/index.html":      {"!の内容です"},
		"sitemap.xml":                            {"/2026/rounds/<", "/2024/board/<", "/changes/<", "!/2024/visit/<", "!/2025/<", "!/2025/check/<"},
	} {
		wants(t, files, name, texts...)
	}
}
