package browsertest

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
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

// Every kind of page, in its states, passes the rules of WCAG 2.2 AA and the
// good practices that axe knows: light and dark, on a desk and on a phone.
func TestAccessibility(t *testing.T) {
	src := axe(t)
	home := serve(t, nil)
	for _, where := range []struct {
		name string
		path string
		kind string
		then func(*tab)
	}{
		{"home", "", "home", nil},
		{"schemes", "schemes/", "schemes", nil},
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
		t.Run(where.name, func(t *testing.T) {
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
		})
	}
}

// Long forms pass them too, step by step.
func TestSurveyAccessibility(t *testing.T) {
	src := axe(t)
	home := serveSite(t, surveys, nil)
	for _, path := range []string{"schemes/survey/", "schemes/survey/form/", "schemes/bands/check/", "schemes/survey/check/#check-cover", "schemes/survey/check/#section-ch0",
		"schemes/survey/check/#section-ch1", "schemes/survey/check/#section-ch2", "schemes/survey/check/#check-requirements"} {
		t.Run(path, func(t *testing.T) {
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
	src := axe(t)
	home := serve(t, nil)
	for _, step := range []string{"section-ch0", "section-ch3c", "section-survey", "check-requirements"} {
		t.Run(step, func(t *testing.T) {
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

// accessible reports what axe, whose source is given, finds on the page: light and
// dark, on a desk and on a phone.
func (v *tab) accessible(src string) {
	v.Helper()
	v.must(func(ctx context.Context) error { return v.engine.run(ctx, src) })
	for _, phone := range []bool{false, true} {
		if phone {
			v.phone()
		}
		for _, dark := range []bool{false, true} {
			v.show(media{dark: dark})
			v.settle()
			for _, line := range eval[[]string](v, `axe.run(document, {resultTypes: ["violations"], runOnly: {type: "tag", values: [
				"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]}}).then((r) => r.violations.map((v) =>
				v.id + ": " + v.help + "\n" + v.nodes.slice(0, 4).map((n) => "    " + n.target + "\n        " + n.failureSummary.replace(/\n\s*/g, " ")).join("\n")))`) {
				v.Errorf("phone %t, dark %t: %s", phone, dark, strings.TrimSpace(line))
			}
			if wide := eval[int](v, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
				v.Errorf("phone %t: %d px wider than the screen", phone, wide)
			}
		}
	}
}
