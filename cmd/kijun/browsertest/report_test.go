package browsertest

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kijun/criteria"
)

// handed is the name and the content of the file that a button hands out.
func (v *tab) handed(selector string) (name, content string) {
	v.Helper()
	got := eval[[2]string](v, `new Promise((done) => {
		const make = URL.createObjectURL, click = HTMLAnchorElement.prototype.click;
		let blob = null;
		URL.createObjectURL = (b) => { blob = b; return make.call(URL, b); };
		HTMLAnchorElement.prototype.click = function () {
			URL.createObjectURL = make;
			HTMLAnchorElement.prototype.click = click;
			blob.arrayBuffer().then((bytes) => done([this.download, btoa(Array.from(new Uint8Array(bytes), (b) => String.fromCharCode(b)).join(""))]));
		};
		document.querySelector(%s).click();
	})`, selector)
	data, err := base64.StdEncoding.DecodeString(got[1])
	if err != nil {
		v.Fatal(err)
	}
	return got[0], string(data)
}

// openKept stores the answers of a case and opens the form with them.
func (v *tab) openKept(scheme, name string) [][2]string {
	v.Helper()
	pairs := texts(v, scheme, name)
	answers := map[string]any{}
	for _, p := range pairs {
		switch before := answers[p[0]].(type) {
		case nil:
			answers[p[0]] = p[1]
		case string:
			answers[p[0]] = []string{before, p[1]}
		case []string:
			answers[p[0]] = append(before, p[1])
		}
	}
	v.open("schemes/" + scheme + "/form/") // a page of the same origin that keeps nothing
	v.remember(scheme, edition(v, scheme), answers)
	v.openCheck(scheme)
	return pairs
}

// scored is what the core says natively.
type scored struct {
	Total    struct{ Min, Max json.Number }
	Maximum  struct{ Min, Max json.Number }
	Criteria map[string]struct {
		Status   string
		Outcomes []any
	}
}

func scoredNatively(t testing.TB, scheme string, pairs [][2]string) scored {
	t.Helper()
	l, err := library()
	if err != nil {
		t.Fatal(err)
	}
	p, err := criteria.Program(l.Find(scheme), "ja")
	if err != nil {
		t.Fatal(err)
	}
	answers := p.NewAnswers()
	for _, pair := range pairs {
		answers.SetText(pair[0], pair[1])
	}
	var r scored
	if err := json.Unmarshal(p.NewScorer().Score(answers).JSON(true), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// The report has the numbers of the core, takes company and date, is handed out as one
// file without scripts, and as a text.
func TestReport(t *testing.T) { both(t, reported) }

func reported(t *visitor) {
	v := visit(t, serve(t, nil))
	want := scoredNatively(t, "step2-gold", v.openKept("step2-gold", "S17"))
	v.click(`.result [data-action="report"]`)
	v.wait(`[data-panel="report"][data-ready] .report-sheet`)
	if focus := eval[string](v, `document.activeElement.id + location.hash`); focus != "view-report-title#view-report" {
		t.Errorf("the focus and the address are at %s", focus)
	}
	for id, value := range map[string]string{"company": `株式会社"<きじゅん>"商事`, "person": "山田 花子"} {
		eval[bool](v, `(() => { const e = document.getElementById("report-" + %s); e.value = %s; return e.dispatchEvent(new Event("input", {bubbles: true})); })()`, id, value)
	}
	eval[bool](v, `(() => { const e = document.getElementById("report-date"); e.value = "2026-04-01"; return e.dispatchEvent(new Event("change", {bubbles: true})); })()`)
	sheet := eval[string](v, `document.querySelector(".report-sheet").innerText`)
	for _, part := range []string{`株式会社"<きじゅん>"商事`, "山田 花子", "2026年4月1日", want.Total.Min.String() + "〜" + want.Total.Max.String(),
		want.Maximum.Min.String() + "〜" + want.Maximum.Max.String(), "「金の認定」は、まだ決まっていません。", "認定ではありません"} {
		if !strings.Contains(sheet, part) {
			t.Errorf("the report does not say %q:\n%s", part, sheet)
		}
	}
	rows := eval[[][]string](v, `[...[...document.querySelectorAll(".report-sheet table")].at(-1).querySelectorAll("tbody tr")].map((r) => [...r.cells].map((c) => c.textContent))`)
	if len(rows) != len(want.Criteria) {
		t.Fatalf("the table has %d criteria, want %d", len(rows), len(want.Criteria))
	}
	order := eval[[]string](v, `[...document.querySelectorAll("[data-criterion]")].map((e) => e.dataset.criterion)`)
	for i, row := range rows {
		c := want.Criteria[order[i]]
		low, high := 1e9, -1.0
		for _, o := range c.Outcomes {
			if n, ok := o.(float64); ok {
				low, high = min(low, n), max(high, n)
			}
		}
		points := strconv.FormatFloat(high, 'f', -1, 64)
		if low != high {
			points = strconv.FormatFloat(low, 'f', -1, 64) + "〜" + points
		}
		if !strings.HasPrefix(row[2], points+"点／") {
			t.Errorf("%s has %q, want %s points", order[i], row[2], points)
		}
	}

	name, file := v.handed(`[data-report="html"]`)
	if !strings.HasSuffix(name, ".html") || !strings.HasPrefix(file, "<!doctype html>\n<html lang=\"ja\"><head><meta charset=\"utf-8\">") {
		t.Errorf("%s begins %.80s", name, file)
	}
	if bad := regexp.MustCompile(`(?i)<script|<link|\son\w+=|url\(|@import|src=|<きじゅん`).FindString(file); bad != "" {
		t.Errorf("the file has %q", bad)
	}
	for _, part := range []string{"</html>", ".report-sheet", "@bottom-center", "<h1>", "&lt;きじゅん&gt;"} {
		if !strings.Contains(file, part) {
			t.Errorf("the file has no %q", part)
		}
	}

	// where the clipboard is not to be had, the text is shown and selected
	eval[bool](v, `(Object.defineProperty(navigator, "clipboard", {value: undefined}), document.execCommand = () => false, document.querySelector('[data-report="text"]').click(), true)`)
	v.wait(`.report-copy:not([hidden])`)
	selected := eval[string](v, `document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)`)
	if !strings.Contains(selected, "\n合計") || !strings.Contains(selected, "会社名：株式会社") || strings.ContainsAny(selected, "\t#*") {
		t.Errorf("selected is %q", selected)
	}
	eval[bool](v, `(document.execCommand = (c) => { window.copied = document.activeElement.value; return c === "copy"; }, document.querySelector('[data-report="text"]').click(), true)`)
	v.wait(`.report-copy[hidden]`)
	if copied := eval[string](v, `window.copied`); copied != selected {
		t.Errorf("copied is %q", copied)
	}

	// another day: who made it is kept with the record, and the address leads to it
	v.wait(saved)
	v.reload()
	v.wait(`[data-panel="report"][data-ready] .report-sheet`)
	if got := eval[string](v, `document.querySelector(".report-sheet dl").innerText`); !strings.Contains(got, "山田 花子") || !strings.Contains(got, "2026年4月1日") {
		t.Errorf("after loading again the report is of %q", got)
	}
	pdf := v.pdf()
	if n := pageCount(t, pdf); n > 3 {
		t.Errorf("the report takes %d pages", n)
	}
}

// pageCount is how many pages a PDF has. Firefox packs what says so.
func pageCount(t testing.TB, pdf []byte) int {
	t.Helper()
	text := slices.Clone(pdf)
	for _, packed := range bytes.Split(pdf, []byte("stream\n"))[1:] {
		if r, err := zlib.NewReader(bytes.NewReader(packed)); err == nil {
			unpacked, _ := io.ReadAll(r)
			text = append(text, unpacked...)
		}
	}
	most := 0
	for _, m := range regexp.MustCompile(`/Count (\d+)`).FindAllSubmatch(text, -1) {
		n, _ := strconv.Atoi(string(m[1]))
		most = max(most, n)
	}
	if most == 0 {
		t.Fatal("the file says nothing of its pages")
	}
	return most
}

// The blank forms do not take more paper than they need.
func TestBlankFormPages(t *testing.T) {
	v := visit(t, serve(t, nil))
	for scheme, most := range map[string]int{"step2-gold": 4, "mie-2027": 5, "meti-2018": 25} {
		v.open("schemes/" + scheme + "/form/")
		if n := pageCount(t, v.pdf()); n > most {
			t.Errorf("%s takes %d pages, more than %d", scheme, n, most)
		}
		if wide := eval[[]string](v, `[...document.querySelectorAll(".form-sheet *")].filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === "visible" && e.clientWidth > 0).map((e) => e.className + e.textContent.slice(0, 40))`); len(wide) > 0 {
			t.Errorf("%s: wider than their place: %q", scheme, wide)
		}
	}
}

// The other formats: YAML that the command line scores alike and the page reads back,
// CSV that a spreadsheet opens and does not compute.
func TestOtherFormats(t *testing.T) { both(t, otherFormats) }

func otherFormats(t *visitor) {
	v := openSurvey(t, "#section-ch0")
	v.answer("q2", "2")
	for name, text := range map[string]string{"q2_rows[0].name": `=HYPERLINK("x"),甲`, "q2_rows[0].n": "１２", "q2_rows[1].name": "-5", "q3_reg": "-3", "q6_sq1": "一行目\n\"二行目\": [a]"} {
		eval[bool](v, `(() => { const e = document.getElementsByName(%s)[0]; e.value = %s; return e.dispatchEvent(new Event("input", {bubbles: true})); })()`, name, text)
	}
	eval[bool](v, `(document.querySelector('[name="q7"][value="1"]').click(), document.querySelector('[name="q7"][value="3"]').click(), document.querySelector('[name="q6"][value="1"]').click(), true)`)
	v.settle()
	before := v.snapshot()

	name, content := v.handed(`[data-action="export-yaml"]`)
	if name != "survey-2026.yaml" {
		t.Errorf("the file is called %s", name)
	}
	s := surveyLibrary(t)
	file, ds := criteria.ReadAnswers(name, []byte(content), s, nil)
	if len(ds) > 0 {
		t.Fatalf("the command line does not read\n%s%v", content, ds)
	}
	p, err := criteria.Program(s.Find("survey"), "ja")
	if err != nil {
		t.Fatal(err)
	}
	fromFile, fromForm := p.NewAnswers(), p.NewAnswers()
	file.Fill(fromFile)
	for _, pair := range eval[[][2]string](v, `[...new FormData(document.querySelector("form.check"))].filter(([n, x]) => x !== "" && typeof x === "string" && !n.startsWith("cover_"))`) {
		fromForm.SetText(pair[0], pair[1])
	}
	// each result is read before the next is made
	a, b := string(p.NewScorer().Score(fromFile).JSON(true)), string(p.NewScorer().Score(fromForm).JSON(true))
	if a != b {
		t.Errorf("natively\n%s\nas the form is\n%s", a, b)
	}

	_, sheet := v.handed(`[data-action="export-csv"]`)
	if !strings.HasPrefix(sheet, "\ufeff分野,") || strings.Count(sheet, "\r\n") != strings.Count(sheet, "\n")-2 { // the visitor's own line break, in two cells
		t.Errorf("the table begins %.60q", sheet)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(sheet, "\ufeff")))
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	row := func(id string) []string {
		for _, row := range rows {
			if row[6] == id {
				return row
			}
		}
		t.Fatalf("no row of %s in %s", id, sheet)
		return nil
	}
	for _, tt := range []struct{ id, want string }{
		{"q2", "第1章 会社の姿|Q2|答える範囲に含めた会社|答える範囲|グループ会社も含む||q2|2"},
		{"q2_rows[0].name", `第1章 会社の姿|Q2|答える範囲に含めた会社|含めた会社：1行目 会社名|'=HYPERLINK("x"),甲||q2_rows[0].name|'=HYPERLINK("x"),甲`},
		{"q2_rows[0].n", "第1章 会社の姿|Q2|答える範囲に含めた会社|含めた会社：1行目 人数|12||q2_rows[0].n|12"},
		{"q2_rows[1].name", "第1章 会社の姿|Q2|答える範囲に含めた会社|含めた会社：2行目 会社名|-5||q2_rows[1].name|-5"},
		{"q3_reg", "第1章 会社の姿|Q3|従業員の人数|正社員|-3|人|q3_reg|-3"},
		{"q6_sq1", "第2章 方針と体制|SQ1|方針の内容|方針の内容|一行目\n\"二行目\": [a]||q6_sq1|一行目\n\"二行目\": [a]"},
		{"q7", "第2章 方針と体制|Q7|取り組んでいる施策|施策|相談窓口、時差出勤||q7|1 3"},
		{"q3_non", "第1章 会社の姿|Q3|従業員の人数|非正社員||人|q3_non|"},
	} {
		if got := strings.Join(row(tt.id), "|"); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
	_, judged := v.handed(`[data-action="export-csv-criteria"]`)
	if lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(judged, "\ufeff"))).ReadAll(); err != nil || len(lines) < 2 || slices.ContainsFunc(lines[1:], func(l []string) bool { return l[3] == "" || l[8] == "" }) {
		t.Errorf("%v in\n%s", err, judged)
	}

	// the page reads its own YAML, with the rows of tables
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	eval[bool](v, `(document.querySelector('[data-action="clear"]').click(), document.querySelector('dialog[open] [data-choice="yes"]').click(), true)`)
	v.settle()
	if v.value("q2_rows[0].name") != "" {
		t.Error("the form was not cleared")
	}
	v.choose(path)
	v.until(false, "q2_rows[0].n", "12")
	v.settle()
	if got := v.snapshot(); got != before {
		t.Errorf("after reading the file the result is\n%s\nit was\n%s", got, before)
	}
}
