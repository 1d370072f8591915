package site

import (
	"slices"
	"strings"
	"testing"
)

// A folder of texts as people without a generator have it becomes a site as it is.
func TestFolderAsExported(t *testing.T) {
	files := built(t, &shared, project(map[string]string{
		ConfigFile:                "title: 手引き\nsummary: 一文の説明\nnav: [{title: 資料, link: /資料/}]\n",
		"content/資料/README.md":    "\ufeff## 認定　手引き\r\n\r\n[流れ](２　申請の流れ.md#必要な書類) [あらまし](./１　あらまし.md)\r\n",
		"content/資料/１　あらまし.md":    "## １　あらまし\n\n### 目的\n\n文\n\n#### 細目\n\n[表紙](README.md)\n",
		"content/資料/２　申請の流れ.md":   "## 申請\n\n文\n\n## 必要な書類\n\n文\n",
		"content/資料/１０　ＱＡ.md":     "見出しのない文\n",
		"content/資料/Thumbs.db":    "x",
		"content/資料/~$手引き.docx":   "x",
		"content/資料/desktop.ini":  "x",
		"content/資料/様式/様式　１.xlsx": "x",
	}))
	for file, parts := range map[string][]string{
		"資料/index.html":         {"<h1>認定　手引き</h1>", `href="../%E8%B3%87%E6%96%99/2-%E7%94%B3%E8%AB%8B%E3%81%AE%E6%B5%81%E3%82%8C/#%E5%BF%85%E8%A6%81%E3%81%AA%E6%9B%B8%E9%A1%9E"`},
		"資料/1-あらまし/index.html":  {"<h1>１　あらまし</h1>", `<h2 id="目的">`, `<h3 id="細目">`, `href="../../`},
		"資料/2-申請の流れ/index.html": {"<h1>申請</h1>", `<h2 id="必要な書類">`},
		"資料/10-QA/index.html":   {"<h1>ＱＡ</h1>"},
		"index.html":            {"一文の説明"},
	} {
		for _, part := range parts {
			if !strings.Contains(string(files[file]), part) {
				t.Errorf("%s has no %q", file, part)
			}
		}
	}
	page := string(files["資料/index.html"])
	if a, b := strings.LastIndex(page, "申請</a>"), strings.LastIndex(page, "ＱＡ</a>"); a < 0 || b < a {
		t.Errorf("2 is not before 10: %d %d", a, b)
	}
	for name := range files {
		if strings.Contains(name, "Thumbs") || strings.Contains(name, "~$") || strings.Contains(name, "desktop") {
			t.Errorf("%s was published", name)
		}
	}
	if files["資料/様式/様式　１.xlsx"] == nil {
		t.Error("a file is not where it was")
	}

	// index.md is the folder's page where both are there; then README.md is one of its pages.
	both := built(t, &shared, project(map[string]string{"content/a/index.md": "# 部\n", "content/a/README.md": "# 読んで\n"}))
	if !strings.Contains(string(both["a/index.html"]), "<h1>部</h1>") || !strings.Contains(string(both["a/README/index.html"]), "<h1>読んで</h1>") {
		t.Error("README.md beside index.md")
	}
}

// The heading of a text whose page has a title otherwise stays where it is.
func TestTitleElsewhere(t *testing.T) {
	p := sample(t)
	for name, kept := range map[string]string{
		"content/index.md":               "index.html",
		"content/schemes/setsuden/q1.md": "schemes/setsuden/2026/q1/index.html",
		"content/404.md":                 "404.html",
	} {
		files := built(t, &shared, sampleWith(p, name, "## 残る見出し\n\n文\n"))
		if !strings.Contains(string(files[kept]), `<h2 id="残る見出し">`) {
			t.Errorf("%s lost its heading", name)
		}
	}
	files := built(t, &shared, sampleWith(p, "content/guide/x.md", "---\ntitle: 題\n---\n## 残る見出し\n\n文\n"))
	if page := string(files["guide/x/index.html"]); !strings.Contains(page, "<h1>題</h1>") || !strings.Contains(page, `<h2 id="残る見出し">`) {
		t.Error("the heading of a page with a title went")
	}
}

func TestFileTitle(t *testing.T) {
	for in, want := range map[string]string{
		"１　認定のあらまし": "認定のあらまし", "02_申請の流れ": "申請の流れ", "第3章 健診": "健診", "１－２．運動": "運動",
		"2026年度の要項": "2026年度の要項", "お知らせ_春": "お知らせ 春", "page1": "", "1": "",
	} {
		if got := (&document{name: "content/" + in + ".md"}).fileTitle(); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

func TestFileAddress(t *testing.T) {
	for in, want := range map[string]string{
		"guide/x": "guide/x", "１　認定": "1-認定", "a b/Ｃ": "a-b/C", "様式　 １": "様式-1", "Ｑ＆Ａ／問": "Q＆A／問",
	} {
		if got := fileAddress(in); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

func TestNaturally(t *testing.T) {
	want := []string{"1-a/", "2-b/", "02-c/", "10-d/", "a/", "a1/", "a9/", "a10/", "a10/b/", "b/"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, naturally)
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
