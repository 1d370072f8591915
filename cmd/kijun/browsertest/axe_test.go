package browsertest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// axe is the accessibility checker, an npm package that the themes are developed
// with.
func axe(t testing.TB) string {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(root, "themes/node_modules/axe-core/axe.min.js"))
	if err != nil {
		lacking(t, "axe-core is not installed; run: npm ci --prefix themes")
	}
	return string(src)
}

// Every kind of page, in its states, is accessible: see [tab.accessible]. Some are
// looked at in Firefox as well.
func TestAccessibility(t *testing.T) {
	t.Parallel()
	src := axe(t)
	home := serve(t, nil)
	inFirefox := []string{"criterion", "check, empty", "check with problems", "check with a result", "trend"}
	for _, where := range []struct {
		name string
		path string
		kind string
		then func(*tab)
	}{
		{"home", "", "home", nil},
		{"schemes", "schemes/", "schemes", nil},
		{"glossary", "glossary/", "glossary", nil},
		{"scheme", "schemes/step2-gold/", "scheme", nil},
		{"scheme with groups", "schemes/mie-2027/", "scheme", nil},
		{"criterion", "schemes/step2-gold/2019-04/q05/", "criterion", nil},
		{"criterion of a group", "schemes/mie-2027/2027/r_compliance/", "criterion", nil},
		{"text page", "about/", "page", nil},
		{"explanation of a term", "guide/what/", "page", nil},
		{"merits", "guide/merits/", "page", nil},
		{"overview of a scheme", "guide/overview/", "page", nil},
		{"steps", "guide/steps/", "page", nil},
		{"agreement and roles", "guide/partnership/", "page", nil},
		{"declaration", "guide/declaration/", "page", nil},
		{"achievement", "guide/achievement/", "page", nil},
		{"contact", "contact/", "page", nil},
		{"links", "guide/links/", "page", nil},
		{"how to show a form elsewhere", "embed/", "page", nil},
		{"without network", "offline.html", "offline", nil},
		{"a newer build", "guide/", "page", func(v *tab) {
			eval[bool](v, `[1, 2].map(() => navigator.serviceWorker.dispatchEvent(new Event("controllerchange"))).length > 0`)
			v.wait(`.update button`)
		}},
		{"news", "news/2026-06-seminar/", "page", nil},
		{"list of news", "news/", "news-list", nil},
		{"blank form", "schemes/step2-gold/form/", "form", nil},
		{"not found", "no/such/page/", "notfound", nil},
		{"check, empty", "schemes/step2-gold/check/", "check", nil},
		{"check with problems", "schemes/step2-gold/check/", "check", func(v *tab) {
			v.answer("q01_eligible", "0")
			v.answer("q04_eligible", "10")
			v.answer("q04_examined", "20")
			v.answer("q13_taken_days", "たくさん")
			v.wait(`[data-problems]:not([hidden]) li:nth-child(3)`)
		}},
		{"check with a result", "schemes/step2-gold/check/", "check", func(v *tab) {
			v.fill(texts(v, "step2-gold", "S17"))
			v.wait(step2S17)
		}},
		{"view of the result", "schemes/step2-gold/check/", "check", view("result")},
		{"view of the papers", "schemes/step2-gold/check/", "check", view("papers")},
		{"view of the records", "schemes/step2-gold/check/", "check", view("records")},
		{"check with groups", "schemes/mie-2027/check/", "check", func(v *tab) {
			v.answer("i01_eligible", "20")
			v.answer("i01_unexamined", "2")
			v.answer("i01_recommended", "true")
			v.wait(`[data-criterion="i01"][data-status="unmet"]`)
		}},
		{"comparison, empty", "compare/", "compare", nil},
		{"comparison with records", "compare/", "compare", func(v *tab) {
			for scheme, of := range map[string]string{"step2-gold": "S16", "mie-2027": "M23"} {
				answers := map[string]any{}
				for _, p := range texts(v, scheme, of) {
					answers[p[0]] = p[1]
				}
				v.remember(scheme, edition(v, scheme), answers)
			}
			v.reload()
			v.wait(`[data-enhance="compare"][data-state="ready"]`)
			v.click(`.standing-rest summary`)
		}},
		{"check with a question open", "schemes/step2-gold/check/", "check", func(v *tab) {
			v.click(`[data-action="clear"]`)
			v.wait(`dialog[open]`)
		}},
		{"indicators", "indicators/", "indicators", nil},
		{"indicator", "indicators/absenteeism_rate/", "indicator", func(v *tab) {
			v.answer("absent_8plus", "9")
			v.answer("absence_valid", "8")
			v.wait(`[data-derived="absenteeism_rate"][data-status="invalid_input"]`)
		}},
		{"calculator", "indicators/check/", "indicatorcheck", func(v *tab) {
			for _, a := range [][2]string{{"headcount_total", "10000"}, {"headcount_on_leave", "0"}, {"stress_taken", "8996"}, {"checkup_taken", "10000"}} {
				v.answer(a[0], a[1])
			}
			v.wait(`[data-verdict-of="stress_check_rate"][data-target="missed"]`)
			eval[bool](v, `document.querySelectorAll("details").forEach((d) => { d.open = true; }) === undefined`)
		}},
		{"trend, empty", "indicators/trend/", "trend", func(v *tab) { v.wait(`form[data-ready]`) }},
		{"trend", "indicators/trend/", "trend", func(v *tab) {
			v.wait(`form[data-ready]`)
			v.pasteSeries("2020\tstress_check_rate\t88\t測り方を変えた\n2021\tstress_check_rate\t92\n2023\tstress_check_rate\t9x\n2020\ttotal_health_risk\t95\n")
			v.wait(`#trend-stress_check_rate[data-points="2"]`)
			v.answer("value stress_check_rate 2022", "九")
		}},
	} {
		look := func(t *visitor) {
			t.Parallel()
			v := visit(t, home)
			v.forgive("the server responded with a status of 404")
			v.open(where.path)
			v.wait(`html[data-kind="` + where.kind + `"]`)
			if where.kind == "check" || where.kind == "indicatorcheck" {
				v.wait(`html[data-selfcheck="ready"]`)
			}
			if where.then != nil {
				where.then(v)
			}
			v.accessible(src)
		}
		for _, browser := range browsers {
			if browser == "chromium" || slices.Contains(inFirefox, where.name) {
				t.Run(browser+"/"+where.name, func(t *testing.T) { look(&visitor{t, browser}) })
			}
		}
	}
}

// Long forms pass them too, step by step.
func TestSurveyAccessibility(t *testing.T) {
	t.Parallel()
	src := axe(t)
	home := serveSite(t, surveys, nil)
	for _, path := range []string{"schemes/survey/", "schemes/survey/form/", "schemes/bands/check/", "schemes/survey/check/#check-cover", "schemes/survey/check/#section-ch0",
		"schemes/survey/check/#section-ch1", "schemes/survey/check/#section-ch2", "schemes/survey/check/#check-requirements"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			v := visit(t, home)
			v.open(path)
			if strings.Contains(path, "check/") {
				v.wait(`html[data-selfcheck="ready"]`)
			}
			switch {
			case strings.HasSuffix(path, "#section-ch0"):
				v.answer("q2", "2")
				v.answer("q3_reg", "20")
				v.answer("q4_u30", "5")
				v.answer("q4_u30_f", "6")
			case strings.HasSuffix(path, "#section-ch1"):
				v.answer("q6", "2")
				v.answer("q7", "8")
				v.answer("q8_t1", "1")
				v.answer("q8_none", "true")
			}
			v.accessible(src)
		})
	}
}

// The long form of the handbook passes them too, in the steps that have something
// that others do not have.
func TestMETIAccessibility(t *testing.T) {
	t.Parallel()
	src := axe(t)
	home := serve(t, nil)
	for _, step := range []string{"section-ch0", "section-ch3c", "section-survey", "check-requirements"} {
		t.Run(step, func(t *testing.T) {
			t.Parallel()
			v := visit(t, home)
			v.open("schemes/meti-2018/check/#" + step)
			v.wait(`html[data-selfcheck="ready"]`)
			v.step(step, "")
			switch step {
			case "section-ch0":
				v.answer("q02", "2")
				v.answer("q03_1", "たくさん")
				v.answer("q05_reg_u30", "5")
				v.answer("q05_reg_f_u30", "6")
			case "section-survey":
				v.answer("q59_1", "1")
			}
			v.accessible(src)
		})
	}
}

// view goes to a view beside the form, when something is answered.
func view(name string) func(*tab) {
	return func(v *tab) {
		v.answer("q04_eligible", "10")
		v.answer("q05_s1", "true")
		v.wait(saved)
		v.click(`[data-view="` + name + `"]`)
		v.waitVisible(`[data-panel="` + name + `"]`)
	}
}

// tags are the rules of axe that are asked for: WCAG 2.0 to 2.2 A and AA, and good practice.
const tags = `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]`

// accessible reports what axe, whose source is given, finds on the page, light and
// dark, on a desk and on a phone, and what axe does not look at: [tab.reflows]
// and [tab.spaced]. The tab is of no other use afterwards.
func (v *tab) accessible(src string) {
	v.Helper()
	v.must(func(ctx context.Context) error { return v.engine.run(ctx, src) })
	// What a long form lays out only in view would have no place yet.
	eval[bool](v, `(() => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync("* { content-visibility: visible !important; }");
		return document.adoptedStyleSheets.push(sheet) > 0;
	})()`)
	for _, phone := range []bool{false, true} {
		if phone {
			v.phone()
			// At the end of the page the bar below covers nothing.
			eval[bool](v, `scrollTo(0, document.documentElement.scrollHeight) === undefined`)
		}
		v.show(media{})
		v.settle()
		v.axe(phone, false, `{type: "tag", values: `+tags+`}`)
		v.fits(fmt.Sprintf("phone %t", phone))
		const layout = `[...document.querySelectorAll("body *")].map((e) => { const r = e.getBoundingClientRect(); return [r.x, r.y, r.width, r.height].map(Math.round).join(); }).join(";")`
		light := eval[string](v, layout)
		// In the dark only colours are others, so only rules about colours can find more.
		v.show(media{dark: true})
		v.settle()
		if eval[string](v, layout) != light {
			v.Errorf("phone %t: in the dark something stands elsewhere", phone)
		}
		v.axe(phone, true, `{type: "rule", values: axe.getRules(`+tags+`).filter((r) => r.tags.includes("cat.color")).map((r) => r.ruleId)}`)
	}
	v.show(media{})
	v.reflows()
	v.spaced()
}

// axe runs some of its rules.
func (v *tab) axe(phone, dark bool, rules string) {
	v.Helper()
	for _, line := range eval[[]string](v, `axe.run(document, {resultTypes: ["violations"], preload: false, runOnly: `+rules+`}).then((r) => r.violations.map((v) =>
		v.id + ": " + v.help + "\n" + v.nodes.slice(0, 4).map((n) => "    " + n.target + "\n        " + n.failureSummary.replace(/\n\s*/g, " ")).join("\n")))`) {
		v.Errorf("phone %t, dark %t: %s", phone, dark, strings.TrimSpace(line))
	}
}

// fits reports a page that has to be scrolled sideways.
func (v *tab) fits(where string) {
	v.Helper()
	if wide := eval[int](v, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
		v.Errorf("%s: the page is %d px too wide", where, wide)
	}
}

// reflows looks at the page in the window that is left at 400 % of 1280 × 1024
// (WCAG 1.4.10): nothing needs scrolling sideways, and nothing that stays in place
// covers what has the focus (WCAG 2.4.11).
func (v *tab) reflows() {
	v.Helper()
	v.size(320, 256)
	v.settle()
	if eval[bool](v, `document.querySelector(".toast") !== null && document.querySelector("dialog[open]") === null`) {
		v.keys(kb.Escape)
		v.wait(`html:not(:has(.toast))`)
	}
	v.fits("at 400 %")
	const most = 60 // places to look at on a long page
	for _, covered := range eval[[]string](v, `(async () => {
		const dialog = document.querySelector("dialog[open]");
		const all = [...(dialog ?? document).querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter((e) => !e.disabled && e.checkVisibility({visibilityProperty: true})
			&& e.tabIndex >= 0 && e.getClientRects().length > 0);
		const step = Math.max(1, Math.ceil(all.length / %v)), covered = [];
		for (let i = 0; i < all.length; i += step) {
			const e = all[i];
			e.focus();
			if (document.activeElement !== e) continue;
			const look = () => [...e.getClientRects(), ...[...(e.labels ?? [])].flatMap((l) => [...l.getClientRects()])].some((r) => [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => {
				const at = document.elementFromPoint(r.left + r.width * x, r.top + r.height * y);
				return at !== null && (e.contains(at) || at.contains(e) || [...(e.labels ?? [])].some((l) => l.contains(at)));
			})));
			let seen = false;
			for (let tries = 0; !seen && tries < 10; tries++) { // the window was made smaller just now, and the page still goes to its place
				await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
				e.focus();
				seen = look();
			}
			if (!seen) covered.push(e.outerHTML.slice(0, 120));
		}
		return covered;
	})()`, most) {
		v.Errorf("at 400 %% something covers what has the focus: %s", covered)
	}
	v.size(1280, 900)
}

// spaced looks at the page with the spacing of text that a reader may set (WCAG 1.4.12):
// no text is cut off.
func (v *tab) spaced() {
	v.Helper()
	for _, width := range []int{1280, 360} {
		v.size(width, 740)
		cut := eval[[]string](v, `(async () => {
			const sheet = new CSSStyleSheet();
			sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }");
			document.adoptedStyleSheets.push(sheet);
			await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
			const cut = new Set();
			const range = document.createRange();
			for (const e of document.querySelectorAll("body *")) {
				const s = getComputedStyle(e);
				if (!/hidden|clip/.test(s.overflowX + s.overflowY) || e.clientWidth < 8 || e.clientHeight < 8 || !e.checkVisibility() || e.matches("svg, svg *")) continue;
				const box = e.getBoundingClientRect(), texts = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
				for (let node = texts.nextNode(); node; node = texts.nextNode()) {
					if (node.data.trim() === "" || !node.parentElement.checkVisibility() || node.parentElement.closest(".visually-hidden, .skip-link")) continue;
					range.selectNodeContents(node);
					const r = range.getBoundingClientRect();
					if (/hidden|clip/.test(s.overflowX) && (r.right > box.right + 2 || r.left < box.left - 2) || /hidden|clip/.test(s.overflowY) && (r.bottom > box.bottom + 4 || r.top < box.top - 4))
						cut.add(node.parentElement.outerHTML.slice(0, 120));
				}
			}
			const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
			if (wide > 0) cut.add("the page is " + wide + " px too wide");
			document.adoptedStyleSheets.pop();
			return [...cut];
		})()`)
		for _, line := range cut {
			v.Errorf("%d px, text further apart: cut off is %s", width, line)
		}
	}
}
