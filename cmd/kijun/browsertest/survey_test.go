package browsertest

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"kijun/criteria"
)

// openSurvey goes to the long form of the small definitions.
func openSurvey(t testing.TB, place string) *tab {
	t.Helper()
	v := visit(t, serveSite(t, surveys, nil))
	v.open("schemes/survey/check/" + place)
	v.wait(`html[data-selfcheck="ready"]`)
	return v
}

// step waits until a step is the one that is shown, with the focus on what matches.
func (v *tab) step(id, focus string) {
	v.Helper()
	v.wait(`[data-step="` + id + `"][data-current]`)
	if n := eval[int](v, `[...document.querySelectorAll("[data-step]")].filter((e) => e.checkVisibility()).length`); n != 1 {
		v.Errorf("%d steps are shown", n)
	}
	if focus == "" {
		return
	}
	if found := eval[string](v, `document.activeElement.matches(%s) ? "" : document.activeElement.outerHTML.slice(0, 200)`, focus); found != "" {
		v.Errorf("on step %s the focus is on %s, want %s", id, found, focus)
	}
}

// A form with steps shows one at a time; the step is in the address, and the
// browser's buttons go from one to the other.
func TestSteps(t *testing.T) { both(t, steps) }

func steps(t *visitor) {
	v := openSurvey(t, "")
	v.step("check-cover", "")
	v.click(`[data-step-next]`)
	v.step("section-ch0", "#section-ch0-title")
	v.click(`[data-step-next]`)
	v.step("section-ch1", "#section-ch1-title")
	if hash := eval[string](v, `location.hash`); hash != "#section-ch1" {
		t.Errorf("the address ends with %s", hash)
	}
	eval[bool](v, `history.back() === undefined`)
	v.step("section-ch0", "#section-ch0-title")

	// how far each step is
	v.answer("q1", "2")
	v.answer("q3_reg", "20")
	v.answer("q4_u30", "5")
	v.answer("q4_u30_f", "6")
	state := eval[string](v, `document.querySelector('.steps a[href="#section-ch0"] [data-step-state]').textContent`)
	if !strings.HasPrefix(state, "8問中4問") || !strings.Contains(state, "要確認2") {
		t.Errorf("the first chapter says %q", state)
	}

	// a link to a question or a criterion leads to its step
	v.click(`.steps a[href="#section-ch1"]`)
	v.step("section-ch1", "#section-ch1-title")
	v.click(`#question-q6 .feeds a`)
	v.step("check-requirements", "#r_policy")
	v.click(`#r_policy .decided-by a`)
	v.step("section-ch1", "#question-q6")
	v.click(`.to-requirements a`)
	v.step("check-requirements", "#check-requirements-title")
	eval[bool](v, `(location.hash = "#i_training") !== ""`)
	v.step("check-requirements", "#i_training")
}

// The buttons lead to the next blank and to the next problem, across steps.
func TestJumps(t *testing.T) { both(t, jumps) }

func jumps(t *visitor) {
	v := openSurvey(t, "#section-ch0")
	v.answer("q1", "2")
	v.click(`#f-q1-2`)
	v.click(`[data-jump="open"]`)
	v.step("section-ch0", "#f-q2")
	v.answer("q2", "1")
	v.answer("q3_reg", "20")
	v.answer("q3_non", "0")
	for name, n := range map[string]string{"q4_u30": "5", "q4_u30_f": "6", "q4_o30": "15", "q4_o30_f": "2"} {
		v.answer(name, n)
	}
	v.click(`#f-q4_o30_f`)
	v.click(`[data-jump="open"]`)
	v.step("section-ch1", "#f-q6")
	v.click(`[data-jump="problem"]`)
	v.step("section-ch0", "#f-q4_u30_f")
	if hash := eval[string](v, `location.hash`); hash != "#section-ch0" {
		t.Errorf("the address ends with %s", hash)
	}
	said := eval[string](v, `document.querySelector("#question-q4 [data-layout-error]").innerText`)
	if said != "女性の人数が全体を超えています" {
		t.Errorf("below the table stands %q", said)
	}
	v.wait(`#f-q4_u30[aria-invalid="true"]`)
}

// Another day the form opens where it was left.
func TestPlaceIsRemembered(t *testing.T) { both(t, placeIsRemembered) }

func placeIsRemembered(t *visitor) {
	v := openSurvey(t, "#section-ch1")
	v.click(`#f-q7-3`)
	eval[bool](v, `new Promise((done) => { const look = () => (localStorage.getItem(Object.keys(localStorage).find((k) => k.endsWith(":place"))) ?? "").includes('"q7"') ? done(true) : setTimeout(look, 20); look(); })`)
	v.wait(saved)
	v.open("schemes/")
	v.open("schemes/survey/check/")
	v.wait(`html[data-selfcheck="ready"]`)
	v.step("section-ch1", "[name=q7]")
	v.wait(`#f-q7-3:checked`)
}

// Last year's answers stand beside this year's, are kept and exported under ids of
// their own, and count for nothing.
func TestLastYear(t *testing.T) { both(t, lastYear) }

func lastYear(t *visitor) {
	v := openSurvey(t, "#section-ch0")
	before := eval[string](v, `document.querySelector("[data-progress-text]").textContent`)
	file := filepath.Join(t.TempDir(), "last.yaml")
	content := "scheme: survey\nedition: \"2025\"\nanswers:\n  q3_reg: 120\n  q3_non: 7\n  q4_u30: 30\n  ly_q3_reg: 99\n  gone: 1\n"
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	v.chooseBy("import-last-year", file)
	v.wait(`.toast`)
	for id, want := range map[string]string{"q3_reg": "昨年度 120人", "q3_non": "昨年度 Q4 7人", "q4_u30": "昨年度 30人"} {
		if got := eval[string](v, `((e) => e.checkVisibility() ? e.textContent.trim() : "")(document.querySelector('[data-field=' + %s + '] [data-last-year]'))`, id); got != want {
			t.Errorf("beside %s stands %q, want %q", id, got, want)
		}
	}
	if got := eval[string](v, `document.querySelector("[data-progress-text]").textContent`); got != before {
		t.Errorf("last year's answers count: %s, before %s", got, before)
	}
	v.answer("q3_reg", "20")
	v.wait(saved)
	answers := v.exported(t)
	if answers["ly_q3_reg"] != 120.0 || answers["q3_reg"] != 20.0 {
		t.Errorf("exported %v", answers)
	}
	v.reload()
	v.wait(`html[data-selfcheck="ready"]`)
	v.wait(`[data-field="q3_reg"] [data-last-year]:not([hidden])`)
}

// exported is the answers of an exported file; the command line reads the file.
func (v *tab) exported(t testing.TB) map[string]any {
	t.Helper()
	data, err := os.ReadFile(v.export())
	if err != nil {
		t.Fatal(err)
	}
	l := surveyLibrary(t)
	if _, ds := criteria.ReadAnswers("answers.json", data, l, l.Find("survey")); len(ds) > 0 {
		t.Errorf("the command line does not read the exported file: %v", ds)
	}
	var file struct {
		Answers, Cover map[string]any
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	if file.Cover != nil {
		file.Answers["cover"] = file.Cover
	}
	return file.Answers
}

func surveyLibrary(t testing.TB) *criteria.Library {
	t.Helper()
	name := "criteria/survey.scheme.yaml"
	data, err := os.ReadFile(root + "/site/testdata/survey/" + name)
	if err != nil {
		t.Fatal(err)
	}
	l, ds := criteria.Read([]criteria.File{{Name: name, Data: data}})
	if err := ds.Err(); err != nil {
		t.Fatal(err)
	}
	return l
}

// The cover is kept apart from the answers, and goes into a file only when asked.
func TestCover(t *testing.T) { both(t, cover) }

func cover(t *visitor) {
	v := openSurvey(t, "")
	v.answer("cover_name", "株式会社みほん")
	v.click(`[data-step-next]`)
	v.answer("q1", "1")
	v.wait(saved)
	if got := v.exported(t); got["cover"] != nil || got["cover_name"] != nil {
		t.Errorf("exported %v", got)
	}
	if kept := eval[string](v, `JSON.stringify(Object.entries(localStorage).filter(([k]) => k.endsWith("@2026")))`); strings.Contains(kept, "みほん") {
		t.Errorf("the cover is kept among the answers: %s", kept)
	}
	v.click(`.steps a[href="#check-cover"]`)
	v.click(`[data-cover-export] input`)
	file := v.export()
	v.click(`[data-action="clear"]`)
	v.click(`dialog[open] [data-choice="yes"]`)
	v.wait(`[data-save-state][data-state="none"]`)
	if got := eval[string](v, `document.getElementById("f-cover_name").value`); got != "" {
		t.Errorf("after clearing the cover has %q", got)
	}
	v.chooseBy("import", file)
	v.wait(`#f-q1:checked`)
	if got := eval[string](v, `document.getElementById("f-cover_name").value`); got != "株式会社みほん" {
		t.Errorf("after reading the file the cover has %q", got)
	}
	v.reload()
	v.wait(`html[data-selfcheck="ready"]`)
	if got := eval[string](v, `document.getElementById("f-cover_name").value`); got != "株式会社みほん" {
		t.Errorf("after reloading the cover has %q", got)
	}
	eval[bool](v, `dispatchEvent(new Event("beforeprint"))`)
	if got := eval[string](v, `document.querySelector(".cover-sheet").textContent`); got != "会社名株式会社みほん" {
		t.Errorf("the head of the first page says %q", got)
	}
}

// On paper stands every chapter, or the one that is asked for.
func TestPrintOfSteps(t *testing.T) { both(t, printOfSteps) }

func printOfSteps(t *visitor) {
	v := openSurvey(t, "#section-ch1")
	eval[bool](v, `(window.print = () => { window.printed = document.querySelector("form.check").dataset.printStep; }) !== null`)
	v.show(media{print: true})
	const visible = `[...document.querySelectorAll("[data-step]")].filter((e) => e.checkVisibility()).map((e) => e.dataset.step).join(" ")`
	if got, want := eval[string](v, visible), "section-ch0 section-ch1 section-ch2 check-requirements"; got != want {
		t.Errorf("printed are %q, want %q", got, want)
	}
	eval[bool](v, `document.querySelector('[data-action="print-step"]').click() === undefined`)
	if got, want := eval[string](v, visible), "section-ch1"; got != want {
		t.Errorf("of one chapter printed are %q, want %q", got, want)
	}
	eval[bool](v, `dispatchEvent(new Event("afterprint"))`)
	if got := eval[string](v, visible); !strings.Contains(got, "section-ch0") {
		t.Errorf("after printing one chapter the page prints %q", got)
	}
}

// Rows that are not wanted are folded: of a table, and of repeated questions.
func TestRowsOnDemand(t *testing.T) { both(t, rowsOnDemand) }

func rowsOnDemand(t *visitor) {
	v := openSurvey(t, "#section-ch0")
	v.answer("q2", "2")
	const rows = `[...document.querySelectorAll('[data-field="q2_rows"] [data-row]')].filter((e) => e.checkVisibility()).length`
	if n := eval[int](v, rows); n != 3 {
		t.Errorf("%d rows are shown at first", n)
	}
	for range 20 {
		eval[bool](v, `document.querySelector('[data-field="q2_rows"] [data-add-row]').click() === undefined`)
	}
	if n := eval[int](v, rows); n != 20 {
		t.Errorf("%d rows are shown in the end", n)
	}
	v.wait(`[data-field="q2_rows"] [data-add-row][hidden]`)
	v.answer("q2_rows[4].name", "五")
	v.click(`.steps a[href="#section-ch1"]`)
	v.wait(`[data-repeat-row][data-folded]`)
	v.click(`#question-q10 [data-add-row]`)
	v.answer("q10_2_b", "1")
	v.wait(`[data-criterion="i_goal"][data-status="met"]`)
	v.wait(saved)
	v.reload()
	v.wait(`html[data-selfcheck="ready"]`)
	if n := eval[int](v, `document.querySelectorAll('[data-field="q2_rows"] [data-row]:not([hidden])').length`); n != 5 {
		t.Errorf("after reloading %d rows are shown", n)
	}
	if n := eval[int](v, `document.querySelectorAll('[data-repeat-row]:not([hidden])').length`); n != 2 {
		t.Errorf("after reloading %d issues are shown", n)
	}
}

// Boxes to tick, limits of texts, questions that are not asked, and answers left in them.
func TestQuestions(t *testing.T) { both(t, questions) }

func questions(t *visitor) {
	v := openSurvey(t, "#section-ch1")
	v.answer("q8_t1", "2")
	v.answer("q8_none", "true")
	v.wait(`#question-q8 [data-layout-error]:not([hidden])`)
	v.answer("q8_none", "true") // a second click takes it back
	v.wait(`#question-q8 [data-layout-error][hidden]`)
	v.wait(`[data-criterion="i_training"][data-status="met"]`)

	v.answer("q6", "1")
	v.answer("q6_sq1", "𠮷野家と𩸽")
	if got := eval[string](v, `document.querySelector('[data-field="q6_sq1"] [data-counter]').textContent`); got != "あと495字（500字まで）" {
		t.Errorf("the counter says %q", got)
	}
	v.answer("q6", "2")
	v.wait(`#question-q6_sq1[data-state="hidden"] > [data-not-asked]:not([hidden])`)
	v.wait(`[data-problems-list] [data-rule="V09"]`)
	if shown := eval[bool](v, `document.getElementById("f-q6_sq1").checkVisibility()`); shown {
		t.Error("a question that is not asked is shown")
	}
	v.answer("q7", "8")
	v.wait(`[data-problems-list] li:nth-child(2)`)
	v.wait(`[name="q7_8_text"][aria-invalid], [data-field="q7"][data-invalid]`)
	v.answer("q7_8_text", "散歩"+kb.Tab)
	v.wait(`[data-field="q7"]:not([data-invalid])`)
}

// What hangs on an earlier answer says on which, and opens when that answer is there.
// On paper, which may be filled in by hand, it is open.
func TestWaitingQuestions(t *testing.T) { both(t, waitingQuestions) }

func waitingQuestions(t *visitor) {
	v := openSurvey(t, "#section-ch1")
	seen := func() string {
		v.settle()
		return eval[string](v, `["#question-q6_sq1-title", "#question-q6_sq1 > [data-when]", "#question-q6_sq1 > [data-not-asked]", "#f-q6_sq1"]
			.map((s) => document.querySelector(s).checkVisibility() ? 1 : 0).join("")`)
	}
	v.wait(`#question-q6_sq1[data-state="maybe"]`)
	if got := seen(); got != "1100" {
		t.Errorf("while it waits: %s", got)
	}
	if got := eval[string](v, `document.querySelector("#question-q6_sq1 > [data-when]").textContent`); got != "文章にした方針が「ある」のときに答えます。" {
		t.Errorf("it waits, and says %q", got)
	}
	v.show(media{print: true})
	if got := seen(); got != "1101" {
		t.Errorf("on paper: %s", got)
	}
	v.show(media{})
	v.answer("q6", "1")
	if got := seen(); got != "1001" {
		t.Errorf("asked for: %s", got)
	}
	v.answer("q6", "2")
	if got := seen(); got != "1010" {
		t.Errorf("not asked for: %s", got)
	}
}

// Without scripts the form stands in one piece, with its table of contents.
func TestSurveyScriptsOff(t *testing.T) { both(t, surveyScriptsOff) }

func surveyScriptsOff(t *visitor) {
	v := visit(t, serveSite(t, surveys, nil))
	v.scriptsOff()
	v.open("schemes/survey/check/")
	v.wait(`html[data-selfcheck="loading"]`)
	if hidden := eval[string](v, `[...document.querySelectorAll("[data-step], [data-question], [data-question] > [data-when], [data-field], [data-repeat-row], [data-row], .steps a")].filter((e) => !e.checkVisibility()).map((e) => e.outerHTML.slice(0, 80)).join("\n")`); hidden != "" {
		t.Errorf("not visible:\n%s", hidden)
	}
	if bad := eval[string](v, `[...document.querySelectorAll(".field-layout :is(input:not([type=hidden]), select)")].filter((e) => !e.ariaLabel).map((e) => e.name).join(" ")`); bad != "" {
		t.Errorf("cells without a name: %s", bad)
	}
	if bad := eval[string](v, `[...document.querySelectorAll(".steps a")].filter((e) => !document.getElementById(e.hash.slice(1))).map((e) => e.hash).join(" ")`); bad != "" {
		t.Errorf("links that lead nowhere: %s", bad)
	}
}

// Points on a scale lie in a band, or in one of several.
func TestBands(t *testing.T) { both(t, bands) }

func bands(t *visitor) {
	v := visit(t, serveSite(t, surveys, func(http.ResponseWriter, string) bool { return false }))
	v.open("schemes/bands/check/")
	v.wait(`html[data-selfcheck="ready"]`)
	state := func() string {
		return eval[string](v, `[...document.querySelectorAll("[data-tier]")].map((e) => e.dataset.tier + " " + e.dataset.state).join(", ")`)
	}
	if got, want := state(), "A possible, B possible, C possible"; got != want {
		t.Errorf("empty: got %s, want %s", got, want)
	}
	v.answer("h1_answer", "always")
	if got, want := state(), "A possible, B possible, C possible"; got != want {
		t.Errorf("half: got %s, want %s", got, want)
	}
	v.answer("h2_answer", "often")
	if got, want := state(), "A no, B is, C no"; got != want {
		t.Errorf("whole: got %s, want %s", got, want)
	}
	if got, want := eval[string](v, `document.querySelector('[data-subtotal="s2"] td').textContent`), "2点／4点"; got != want {
		t.Errorf("the second part has %s, want %s", got, want)
	}
}
