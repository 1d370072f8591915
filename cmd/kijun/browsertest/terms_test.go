package browsertest

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// What a word of the glossary means shows by keyboard, mouse and touch, and goes away
// again; without script the word leads to the glossary.
func TestTerms(t *testing.T) { both(t, terms) }

func terms(t *visitor) {
	v := visit(t, serve(t, nil))
	v.open("schemes/step2-gold/2019-04/q04/")
	const word = "main a.term-link"
	v.waitFor("the description of a word", `document.querySelector("main a.term-link").getAttribute("aria-describedby") !== null`)
	meaning := eval[string](v, `document.querySelector(%s).dataset.definition`, word)
	shown := func(want bool) {
		t.Helper()
		v.waitFor("the definition", `(document.querySelector(".term-tip:popover-open")?.textContent.includes(%s) ?? false) === %v`, meaning, want)
	}
	if got := eval[string](v, `document.getElementById(document.querySelector(%s).getAttribute("aria-describedby")).textContent`, word); got != meaning {
		t.Errorf("described as %q, want %q", got, meaning)
	}

	// by keyboard: Escape closes it and leaves the focus
	v.tabTo(word)
	shown(true)
	v.keys(kb.Escape)
	shown(false)
	if !eval[bool](v, `document.activeElement.matches(%s)`, word) {
		t.Error("the focus went away")
	}

	// by mouse: the pointer may go over the definition
	point := func(selector, kind string) {
		t.Helper()
		eval[bool](v, `document.querySelector(%s).dispatchEvent(new PointerEvent(%s, {pointerType: "mouse", bubbles: false}))`, selector, kind)
	}
	eval[bool](v, `(document.activeElement.blur(), true)`)
	point(word, "pointerenter")
	shown(true)
	point(word, "pointerleave")
	point(".term-tip", "pointerenter")
	if !eval[bool](v, `new Promise((done) => setTimeout(() => done(document.querySelector(".term-tip:popover-open") !== null), 500))`) {
		t.Error("the definition went away under the pointer")
	}
	point(".term-tip", "pointerleave")
	shown(false)

	// by touch: the first shows it, inside the window, the second follows the link
	tap := `(() => { const a = document.querySelector(%s); a.dispatchEvent(new PointerEvent("pointerdown", {pointerType: "touch", bubbles: true})); a.click(); return true; })()`
	v.phone()
	eval[bool](v, tap, word)
	shown(true)
	if wide := eval[bool](v, `(() => { const r = document.querySelector(".term-tip").getBoundingClientRect(); return r.left < 0 || r.right > innerWidth || document.documentElement.scrollWidth > innerWidth; })()`); wide {
		t.Error("the definition does not fit")
	}
	eval[bool](v, tap, word)
	v.waitFor("the glossary", `document.documentElement.dataset.kind === "glossary" && document.querySelector(".term:target") !== null`)
}
