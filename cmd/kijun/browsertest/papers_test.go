package browsertest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// mark marks a paper of a criterion.
func (v *tab) mark(criterion string, paper int, state string) {
	v.Helper()
	eval[bool](v, `(document.querySelectorAll('[data-papers-of="' + %s + '"] .paperwork-row')[%v].querySelector('input[type=radio][value="' + %s + '"]').click(), true)`, criterion, paper, state)
	v.settle()
}

func (v *tab) shows(selector, part string) {
	v.Helper()
	if got := eval[string](v, `(() => { const e = document.querySelector(%s); return e.checkVisibility() ? e.textContent : "(hidden)"; })()`, selector); !strings.Contains(got, part) {
		v.Errorf("%s shows %q, not %q", selector, got, part)
	}
}

// Marks of papers set the answer that the verdict follows, an answer by hand is
// respected, and what is missing is printed.
func TestPapers(t *testing.T) { both(t, papersMarked) }

func papersMarked(t *visitor) {
	v := visit(t, serve(t, nil))
	v.openKept("step2-gold", "S01") // everything is answered, all papers are there
	v.wait(step2Pass)
	v.click(`a[data-view="papers"]`)
	v.wait(`[data-panel="papers"][data-ready]`)
	v.shows(`[data-papers-of="q06"] .paperwork-state`, "用紙で「はい」")

	// one is missing: no points for the criterion, while the result with all papers stays
	v.mark("q06", 1, "missing")
	if got := v.value("q06_evidence"); got != "false" {
		t.Fatalf("the answer is %q", got)
	}
	v.wait(`[data-criterion="q06"][data-status="unmet"]`)
	v.wait(`[data-result][data-total-min="95"][data-total-max="95"]`)
	if got := eval[[]string](v, `[...document.querySelectorAll(".paperwork-result")].map((e) => e.textContent)`); len(got) != 2 || !strings.Contains(got[0], "95点") || !strings.Contains(got[1], "100点") {
		t.Errorf("the results are %q", got)
	}
	// all ready: the points are back
	v.mark("q06", 0, "ready")
	v.mark("q06", 1, "ready")
	v.wait(step2Pass)
	// undecided again: what the list wrote goes
	v.mark("q06", 1, "")
	if got := v.value("q06_evidence"); got != "" {
		t.Errorf("the answer is still %q", got)
	}
	v.mark("q06", 1, "ready")

	// by hand in the form: not written over, and said
	eval[bool](v, `(document.querySelector('[name="q06_evidence"][value="false"]').click(), true)`)
	v.settle()
	v.shows(`[data-papers-of="q06"] .paperwork-differs`, "「いいえ」")
	if got := v.value("q06_evidence"); got != "false" {
		t.Errorf("the answer by hand became %q", got)
	}
	v.click(`[data-papers-of="q06"] .paperwork-differs button`)
	v.wait(step2Pass)

	// papers that are not needed are no work
	v.shows(`[data-papers-of="q04"] .paperwork-state`, "資料は要りません")
	if n := eval[int](v, `[...document.querySelectorAll('[data-papers-of="q04"] input')].filter((e) => e.checkVisibility()).length`); n != 0 {
		t.Errorf("papers that are not needed have %d inputs", n)
	}

	// notes are kept with the record, and do not become answers
	v.mark("q08", 0, "missing")
	v.click(`[data-papers-of="q08"] [data-of="place"]`)
	v.keys("総務の棚 <2>")
	v.wait(saved)
	v.reload()
	v.wait(`[data-panel="papers"][data-ready]`)
	v.wait(`html[data-selfcheck="ready"]`)
	v.settle()
	if got := eval[string](v, `document.querySelector('[data-papers-of="q08"] [data-of="place"]').value`); got != "総務の棚 <2>" {
		t.Errorf("the place is %q", got)
	}

	// only what is missing, on the screen and on paper
	eval[bool](v, `(document.querySelector(".paperwork-tools input").click(), true)`)
	v.settle()
	if got := eval[[]string](v, `[...document.querySelectorAll(".paperwork")].filter((e) => e.checkVisibility()).map((e) => e.dataset.papersOf)`); len(got) != 1 || got[0] != "q08" {
		t.Errorf("shown are %q", got)
	}
	eval[bool](v, `(document.querySelector(".paperwork-tools input").click(), window.print = () => { dispatchEvent(new Event("beforeprint")); window.sheet = [...document.querySelectorAll(".paperwork-table tbody td")].map((e) => e.textContent).join("|"); }, document.querySelector('[data-action="print-papers"]').click(), true)`)
	v.settle()
	if got := eval[string](v, `window.sheet`); got != "相談窓口が分かる資料|総務の棚 <2>||☐|窓口の周知が分かる資料|||☐|セルフケアやラインによるケアの研修の記録|||☐" {
		t.Errorf("printed is %q", got)
	}
}

// Papers of a scheme that does not ask whether they are there change nothing.
func TestPapersWithoutEffect(t *testing.T) { both(t, papersWithoutEffect) }

func papersWithoutEffect(t *visitor) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"kijun.yaml": "title: 資料だけの制度\n",
		"criteria/p.scheme.yaml": `scheme: p
edition: "1"
title: 資料だけの制度
sections:
  - id: s
    title: 分野
    criteria:
      - id: c1
        title: 宣言
        fields: {done: {label: 宣言をした, type: boolean}}
        met: done
        evidence: {papers: [宣言書の写し, {text: 掲示の写真, when: done}]}
awards:
  - {id: a, title: 認定, all: [c1]}
`,
	} {
		path := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(path), 0o755)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	v := visit(t, serveSite(t, func() (string, error) { return build(dir) }, nil))
	v.openCheck("p")
	v.answer("done", "true")
	v.wait(`[data-result][data-verdict="pass"]`)
	v.click(`a[data-view="papers"]`)
	v.wait(`[data-panel="papers"][data-ready]`)
	v.shows(`.paperwork-lead`, "判定には影響しません")
	v.mark("c1", 0, "missing")
	v.mark("c1", 1, "unneeded")
	v.shows(`.paperwork-count`, "1点のうち0点用意できました（まだ1点、不要1点）")
	v.shows(`.paperwork-standing`, "(hidden)")
	v.wait(`[data-result][data-verdict="pass"]`)
}

// The views of papers and of the report are accessible.
func TestEvidenceAccessibility(t *testing.T) {
	src := axe(t)
	home := serve(t, nil)
	for _, view := range []string{"papers", "report"} {
		v := visit(t, home)
		v.openKept("step2-gold", "S17")
		eval[bool](v, `(location.hash = "view-" + %s) !== ""`, view)
		v.wait(`[data-panel="` + view + `"][data-ready]`)
		if view == "papers" {
			v.mark("q05", 0, "missing")
			eval[bool](v, `(document.querySelector('[name="q05_evidence"][value="true"]').click(), true)`) // they differ
		} else {
			eval[bool](v, `(Object.defineProperty(navigator, "clipboard", {value: undefined}), document.execCommand = () => false, document.querySelector('[data-report="text"]').click(), true)`)
			v.wait(`.report-copy:not([hidden])`)
		}
		v.settle()
		v.accessible(src)
	}
}
