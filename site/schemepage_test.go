package site

import (
	"strings"
	"testing"
	"testing/fstest"
)

// What an author did not place on a scheme's page stands after the text, and what
// he did place does not stand there twice.
func TestSchemePageParts(t *testing.T) {
	p := sample(t)
	for _, name := range []string{"awards", "criteria", "sources"} {
		p["content/schemes/setsuden/index.md"] = &fstest.MapFile{Data: []byte("## 見出し\n\n文\n\n:::" + name + "\n:::\n")}
		page := string(built(t, &shared, p)["schemes/setsuden/index.html"])
		for _, id := range []string{`id="criteria"`, `class="award-box"`} {
			if n := strings.Count(page, id); n != 1 {
				t.Errorf("with :::%s the page has %s %d times", name, id, n)
			}
		}
		if heading, want := strings.Contains(page, "<h2>評価項目の一覧</h2>"), name != "criteria"; heading != want {
			t.Errorf("with :::%s the list of criteria has a heading: %v, want %v", name, heading, want)
		}
		if toc, want := strings.Contains(page, `<a href="#criteria">評価項目の一覧</a>`), name != "criteria"; toc != want {
			t.Errorf("with :::%s the list of criteria is in the table of contents: %v, want %v", name, toc, want)
		}
	}
}

// The other pages of a scheme stand in its navigation by their order, then by file name.
func TestSchemePagesByOrder(t *testing.T) {
	p := sample(t)
	for name, order := range map[string]string{"faq": "order: 2\n", "terms": "order: 1\n", "about": ""} {
		p["content/schemes/setsuden/"+name+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: T-" + name + "\n" + order + "---\n\n文\n")}
	}
	nav := string(built(t, &shared, p)["schemes/setsuden/index.html"])
	about, terms, faq := strings.Index(nav, "T-about"), strings.Index(nav, "T-terms"), strings.Index(nav, "T-faq")
	if about < 0 || about > terms || terms > faq {
		t.Errorf("about at %d, terms at %d, faq at %d; want this order", about, terms, faq)
	}
}

// The reference handbook's pages say what a reader has to know.
func TestReferencePages(t *testing.T) {
	files := handbook(t)
	const most = 60_000 // bytes of a form, packed
	for name, data := range files {
		if strings.HasSuffix(name, "/check/index.html") && packed(data) > most {
			t.Errorf("%s is %d bytes packed, more than %d", name, packed(data), most)
		}
	}
	tests := []struct{ page, want string }{
		// a requirement of several parts is a list, and derived answers are explained
		{"schemes/mie-2027/2027/r_data/index.html", `<p>満たす条件：次のどれかに当てはまる</p><ul class="condition"><li>「40歳以上の従業員がいる」に当てはまらない</li><li>①保険者に健診データを提供している</li>`},
		{"schemes/mie-2027/2027/r_declaration/index.html", `<li>健康宣言の方法が要件に合っている：次のどれかに当てはまる<ul class="condition">`},
		{"schemes/mie-2027/2027/i01/index.html", `<dt>位置づけ</dt><dd>①〜③のうち2項目以上</dd>`},
		{"schemes/mie-2027/2027/r_plan/index.html", `<dt>位置づけ</dt><dd>必ず満たす項目</dd>`},
		{"schemes/mie-2027/check/index.html", `<span class="group-title">必ず満たす項目</span> <span class="group-state" data-group-text>0〜8／8項目</span>`},
		{"schemes/mie-2027/check/index.html", `<span class="group-title">⑪〜⑲のうち4項目以上</span> <span class="group-state" data-group-text>0〜9／4項目</span>`},
		{"schemes/step2-gold/index.html", `<td class="num">10点</td><td class="point-steps">0・5・10</td>`},
		{"schemes/step2-gold/index.html", `<li>健康優良企業「銀の認定証」を受けている</li>`},
		// the conditions of an application are no part of what is judged
		{"schemes/step2-gold/check/index.html", `<span data-progress-text>67問中0問に回答</span>`},
	}
	for _, tt := range tests {
		if !strings.Contains(string(files[tt.page]), tt.want) {
			t.Errorf("%s does not contain %s", tt.page, tt.want)
		}
	}
}
