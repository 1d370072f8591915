package browsertest

import "testing"

// With colours that the visitor forces, bars and marks are still told from what is
// behind them, and what has the focus is marked.
func TestForcedColours(t *testing.T) { both(t, forcedColours) }

func forcedColours(t *visitor) {
	v := visit(t, serve(t, nil))
	v.openKept("step2-gold", "S17")
	v.wait(step2S17)
	v.show(media{forced: true})
	v.settle()
	if !eval[bool](v, `matchMedia("(forced-colors: active)").matches`) {
		t.Fatal("colours are not forced")
	}
	v.click(`[data-view="result"]`)
	v.wait(`[data-panel="result"][data-ready] [data-plan] > li`)
	const parts = `[...document.querySelectorAll(".meter")].filter((e) => e.checkVisibility()).map((e) => ["::before", "::after"].map((of) => getComputedStyle(e, of).backgroundColor))`
	behind := eval[string](v, `getComputedStyle(document.body).backgroundColor`)
	for _, meter := range eval[[][]string](v, parts) {
		if meter[0] == behind || meter[1] == behind || meter[0] == meter[1] {
			t.Errorf("a bar has %v on %s", meter, behind)
		}
	}
	v.tabTo("select")
}

// Who asks for less motion gets none; who does not gets smooth bars.
func TestReducedMotion(t *testing.T) { // Firefox has one setting for all tabs
	t.Parallel()
	v := visit(t, serve(t, nil))
	v.openCheck("step2-gold")
	const times = `(() => { const all = [...document.querySelectorAll("body *")].flatMap((e) => ["", "::before", "::after"].map((of) => getComputedStyle(e, of)));
		return String(all.some((s) => /[1-9]/.test(s.transitionDuration) || /[1-9]/.test(s.animationDuration))) + " " + getComputedStyle(document.documentElement).scrollBehavior; })()`
	if got := eval[string](v, times); got != "false auto" {
		t.Errorf("with less motion: %s", got)
	}
	v.show(media{motion: true})
	if got := eval[string](v, times); got != "true smooth" {
		t.Errorf("with motion: %s", got)
	}
}
