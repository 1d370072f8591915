package browsertest

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// A stop is what has the focus.
type stop struct {
	Is     string // the beginning of its HTML
	Name   string // of an input
	Value  string
	Kind   string // radio, checkbox, text …; empty for what is no input
	Wrong  string // what a visitor without a mouse would miss; empty: nothing
	Inside bool   // of the form's questions
}

// at looks at what has the focus: it must be in the window, and marked.
func (v *tab) at() stop {
	v.Helper()
	return eval[stop](v, `(async () => {
		await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
		const e = document.activeElement, out = {Is: e.outerHTML.slice(0, 140), Name: e.name ?? "", Value: e.value ?? "", Kind: e.matches("input, select, textarea") ? e.type : "", Wrong: "", Inside: e.closest(".check-main") !== null};
		if (e === document.body || e === document.documentElement) return out;
		// Of several tabs of Firefox, which run side by side, one marks the focus.
		if (navigator.userAgent.includes("Firefox") && !e.matches(":focus-visible")) return out;
		const seen = [e, ...(e.labels ?? [])], r = e.getBoundingClientRect();
		if (!seen.some((x) => { const r = x.getBoundingClientRect(); return r.width > 1 && r.height > 1 && r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth; })) out.Wrong = "out of sight at " + Math.round(r.left) + "," + Math.round(r.top);
		const marked = (x) => { const s = getComputedStyle(x); return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== "none"; };
		if (e.type !== "date" && !seen.some(marked) && // the parts of a date are marked by the browser
			!seen.some((x) => x.parentElement !== null && marked(x.parentElement))) out.Wrong += " not marked";
		return out;
	})()`)
}

// tabTo presses Tab until the focus is on what matches.
func (v *tab) tabTo(selector string) {
	v.Helper()
	const most = 80
	var passed []string
	for range most {
		v.keys(kb.Tab)
		s := v.at()
		if s.Wrong != "" {
			v.Errorf("%s: %s", s.Wrong, s.Is)
		}
		if eval[bool](v, `document.activeElement.matches(%s)`, selector) {
			return
		}
		passed = append(passed, s.Is[:min(len(s.Is), 60)])
	}
	v.Fatalf("%d times Tab do not lead to %s, but past\n%s", most, selector, strings.Join(passed, "\n"))
}

// A company fills in the form, reads the result, adjusts the plan, marks a paper,
// names its record and hands out the report without a mouse.
func TestKeyboardWalk(t *testing.T) { both(t, keyboardWalk) }

func keyboardWalk(t *visitor) {
	v := visit(t, serve(t, nil))
	v.openCheck("step2-gold")
	want := map[string][]string{}
	for _, p := range texts(t, "step2-gold", "S17") {
		want[p[0]] = append(want[p[0]], p[1])
	}

	// past the menu, into the page
	v.keys(kb.Tab)
	if s := v.at(); !strings.Contains(s.Is, "#main") || s.Wrong != "" {
		t.Fatalf("the first stop is %s, %s", s.Is, s.Wrong)
	}
	v.keys(kb.Enter)

	// every question, in the order of the page
	var order []string
	for inside := false; ; {
		v.keys(kb.Tab)
		s := v.at()
		if s.Wrong != "" {
			t.Errorf("%s: %s", s.Wrong, s.Is)
		}
		if inside && !s.Inside {
			break
		}
		if inside = inside || s.Inside; !s.Inside || s.Name == "" {
			continue
		}
		order = append(order, s.Name)
		for _, answer := range want[s.Name] {
			switch s.Kind {
			case "radio":
				for range 4 {
					if eval[string](v, `document.activeElement.value`) == answer {
						break
					}
					v.keys(kb.ArrowDown)
				}
				v.keys(" ")
			case "checkbox":
				if s.Value == answer || answer == "true" {
					v.keys(" ")
				}
			default:
				v.keys(answer)
			}
			v.settle() // nobody is quicker than a frame: what is asked next is there
		}
		if len(order) > 400 {
			t.Fatal("there is no end")
		}
	}
	v.wait(step2S17)
	inPage := eval[[]string](v, `[...new Set([...document.querySelectorAll(".check-main :is(input, select, textarea)")].filter((e) => e.checkVisibility()).map((e) => e.name))]`)
	if order = slices.Compact(order); !slices.Equal(order, inPage) {
		t.Errorf("the focus went along\n%v\nthe page has\n%v", order, inPage)
	}
	v.wait(saved)

	// the result, and a plan that leaves something out
	v.openCheck("step2-gold") // again, from the top
	v.tabTo(`[data-view="result"]`)
	v.keys(kb.Enter)
	v.wait(`[data-panel="result"][data-ready] [data-plan] > li`)
	if s := v.at(); !strings.Contains(s.Is, "view-result") {
		t.Errorf("in the result the focus is on %s", s.Is)
	}
	v.tabTo(`[data-plan] select[data-part="pin"]`)
	pinned := eval[string](v, `document.activeElement.dataset.wish`)
	v.keys(kb.ArrowDown, kb.ArrowDown)
	v.wait(`[data-plan-never] [data-wish="` + pinned + `"]`)
	if focused := eval[string](v, `document.activeElement.dataset.wish ?? document.activeElement.outerHTML`); focused != pinned {
		t.Errorf("after the choice the focus is on %s", focused)
	}

	// the report
	v.wait(saved)
	v.openCheck("step2-gold")
	v.tabTo(`[data-action="report"]`)
	v.keys(kb.Enter)
	v.wait(`[data-panel="report"][data-ready] .report-sheet`)
	v.tabTo(`#report-company`)
	v.keys("○○商店")
	v.tabTo(`[data-panel="report"] [data-action="print"]`)
	eval[bool](v, `(window.print = () => { window.printed = true; }, true)`)
	v.keys(kb.Enter)
	v.waitFor("the report being printed", `window.printed === true && document.querySelector(".report-sheet").innerText.includes("○○商店")`)

	// papers
	v.wait(saved)
	v.openCheck("step2-gold")
	v.tabTo(`[data-view="papers"]`)
	v.keys(kb.Enter)
	v.wait(`[data-panel="papers"][data-ready]`)
	v.tabTo(`[data-papers-of] input[type="radio"]`)
	v.keys(" ", kb.ArrowDown, kb.ArrowDown)
	if got := eval[string](v, `document.activeElement.value`); got == "" || got == "ready" {
		t.Errorf("two steps down from the first state is %q", got)
	}

	// records
	v.wait(saved)
	v.openCheck("step2-gold")
	v.tabTo(`[data-view="records"]`)
	v.keys(kb.Enter)
	v.wait(`[data-panel="records"] [data-do="new"]`)
	v.tabTo(`[data-record] summary`)
	v.keys(kb.Enter)
	v.tabTo(`[data-do="rename"]`)
	v.keys(kb.Enter)
	v.wait(`dialog[open] .label-form`)
	v.keys("R8", kb.Enter)
	v.wait(`html:not(:has(dialog[open]))`)
	if got := v.names(); !strings.Contains(got, "R8") {
		t.Errorf("the record is called %q", got)
	}
}
