package site

import "testing"

func TestRuby(t *testing.T) {
	ruby := func(base, reading string) string {
		return "<ruby>" + base + "<rp>（</rp><rt>" + reading + "</rt><rp>）</rp></ruby>"
	}
	testRenderings(t, []example{
		{"braces", "この{健康経営|けんこうけいえい}は", "この" + ruby("健康経営", "けんこうけいえい") + "は"},
		{"bar and brackets", "この｜健康《けんこう》は", "この" + ruby("健康", "けんこう") + "は"},
		{"full-width bar", "{健康｜けんこう}", ruby("健康", "けんこう")},
		{"a reading for each character", "{健康|けん|こう}", "<ruby>健<rp>（</rp><rt>けん</rt><rp>）</rp>康<rp>（</rp><rt>こう</rt><rp>）</rp></ruby>"},
		{"two in a line", "｜健康《けんこう》と｜経営《けいえい》⏎の", ruby("健康", "けんこう") + "と" + ruby("経営", "けいえい") + "の"},
		{"soft break before", "これは⏎{健診|けんしん}", "これは" + ruby("健診", "けんしん")},
		{"soft break after Latin", "KPI⏎｜健診《けんしん》", "KPI" + ruby("健診", "けんしん")},
		{"in emphasis", "**{健診|けんしん}（必須）**は", "<strong>" + ruby("健診", "けんしん") + "（必須）</strong>は"},
		{"in a link", "[｜健診《けんしん》](a)", `<a href="a">` + ruby("健診", "けんしん") + "</a>"},
		{"in a table", "| 項目 |\n|---|\n| {健診\\|けんしん} |", render(t, "| 項目 |\n|---|\n| {健診｜けんしん} |")},
		{"Latin over Japanese", "{人工知能|AI}", ruby("人工知能", "AI")},
		{"markup is text", "{健<診|け&ん}", ruby("健&lt;診", "け&amp;ん")},
		{"sets of English are text", "{x|y}", "{x|y}"},
		{"no reading", "{健診|}と{|けんしん}", "{健診|}と{|けんしん}"},
		{"readings for some characters only", "{健康診断|けん|こう}", "{健康診断|けん|こう}"},
		{"escaped", `\{健診|けんしん}`, "{健診|けんしん}"},
		{"brackets without a bar", "《健康宣言》と｜は", "《健康宣言》と｜は"},
		{"a bar without brackets before one with", "表｜裏｜健診《けんしん》", "表｜裏" + ruby("健診", "けんしん")},
		{"in code", "`｜健診《けんしん》` `{健診|けんしん}`", "<code>｜健診《けんしん》</code> <code>{健診|けんしん}</code>"},
	})
}

// Titles, ids, tables of contents have the words, search has the readings as well.
func TestRubyIsPlainElsewhere(t *testing.T) {
	d := parseDocument(newMarkdown(false), "content/x.md", []byte("# {健康経営|けんこうけいえい}とは\n\n## ｜健診《けんしん》の{日程|にってい}\n\n{健康|けん|こう}\n"), false, nil)
	if d.title != "健康経営とは" || d.headings[0].text != "健診の日程" || d.headings[0].id != "健診の日程" {
		t.Errorf("title %q, heading %+v", d.title, d.headings[0])
	}
	if got, want := (&rendering{tree: &tree{}}).searchWords(&page{doc: d}), "けんこうけいえい"; got != want { // those of the text are in its HTML
		t.Errorf("the title is found by %q, want %q", got, want)
	}
}
