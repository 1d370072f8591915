package browsertest

import (
	"os"
	"path/filepath"
	"testing"

	"kijun/site"
)

// single makes the file of a scheme and opens it from the disk.
func single(t *testing.T, scheme string) (v *tab, dir string) {
	t.Helper()
	var b site.Builder
	data, problems, err := b.SingleFile(t.Context(), os.DirFS(root), scheme)
	if err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	dir = filepath.Join(t.TempDir(), base) // where a visitor's own requests are those of a handbook
	if err := site.WriteFile(filepath.Join(dir, "check.html"), data); err != nil {
		t.Fatal(err)
	}
	v = visit(t, "file://"+filepath.ToSlash(dir)+"/")
	v.openSingle("check.html")
	return v, dir
}

func (v *tab) openSingle(name string) {
	v.Helper()
	v.open(name)
	v.wait(`html[data-selfcheck="ready"]`)
	if n := eval[int](v, `performance.getEntriesByType("resource").length`); n > 0 {
		v.Errorf("the file asks for %d others", n)
	}
}

// press clicks on something far down, once what is above it has its height.
func (v *tab) press(selector string) {
	v.Helper()
	eval[bool](v, `document.querySelector(%s).scrollIntoView({ block: "center" }) === undefined`, selector)
	v.settle()
	v.click(selector)
}

// A company gets the form as one file, answers without any network, reads the
// explanations in place, moves the file, and passes its answers on.
func TestSingleFile(t *testing.T) {
	v, dir := single(t, "step2-gold")
	blank := v.snapshot()
	v.fill(texts(t, "step2-gold", "S01")[:4])
	const answered = `[data-result]:not([data-total-min="0"])`
	v.wait(answered)
	full := v.snapshot()
	v.wait(saved)
	v.reload()
	v.wait(answered)

	if err := os.Rename(filepath.Join(dir, "check.html"), filepath.Join(dir, "moved.html")); err != nil {
		t.Fatal(err)
	}
	v.openSingle("moved.html")
	v.wait(answered)

	file := v.export()
	v.click(`[data-action="clear"]`)
	v.click(`dialog[open] [data-choice="yes"]`)
	v.wait(`[data-result][data-total-min="0"]`)
	if got := v.snapshot(); got != blank {
		t.Errorf("after clearing the result is\n%s\nit was\n%s", got, blank)
	}
	v.choose(file)
	v.wait(answered)
	if got := v.snapshot(); got != full {
		t.Errorf("after reading the file the result is\n%s\nit was\n%s", got, full)
	}
	// other views do not come from elsewhere either
	v.click(`[data-view="records"]`)
	v.wait(`[data-panel="records"][data-ready]:not([hidden])`)
}

// An explanation stands at its question, folded, and links lead from one to another.
// Paper has the form alone, or with them.
func TestExplanationsOfSingleFile(t *testing.T) {
	v, _ := single(t, "step2-gold")
	const about = `document.getElementById("about.q04")`
	if eval[bool](v, about+`.querySelector(".about-body").checkVisibility()`) {
		t.Error("the explanation is open from the start")
	}
	v.press(`[id="about.q04"] > summary`)
	if !eval[bool](v, about+`.closest("[data-criterion]").dataset.criterion === "q04" && `+about+`.querySelector(".about-body").checkVisibility()`) {
		t.Error("the explanation of q04 did not open at its question")
	}
	v.press(`[id="about.q04"] a[href="#about"]`)
	if !eval[bool](v, `document.getElementById("about").open && location.hash === "#about"`) {
		t.Error("the link to the scheme's explanation did not open it")
	}
	v.click(`[data-abouts="open"]`)
	if n := eval[int](v, `document.querySelectorAll("details.about:not([open])").length`); n > 0 {
		t.Errorf("%d explanations stay folded", n)
	}
	v.click(`[data-abouts="open"]`)
	if n := eval[int](v, `document.querySelectorAll("details.about[open]").length`); n > 0 {
		t.Errorf("%d explanations stay open", n)
	}

	eval[bool](v, about+`.open = true`)
	eval[bool](v, `(window.print = () => {}) !== null`)
	const shown = `[...document.querySelectorAll(".about-body, .abouts, .single-tools")].filter((e) => e.checkVisibility()).length`
	const all = `document.querySelectorAll(".about-body, .abouts").length`
	v.show(media{print: true})
	if n := eval[int](v, shown); n > 0 {
		t.Errorf("%d explanations are printed with the form", n)
	}
	v.show(media{})
	v.click(`[data-abouts="print"]`)
	v.show(media{print: true})
	if got, want := eval[int](v, shown), eval[int](v, all); got != want || want < 17 {
		t.Errorf("%d of %d explanations are printed", got, want)
	}
	eval[bool](v, `dispatchEvent(new Event("afterprint"))`)
	if n := eval[int](v, shown); n > 0 {
		t.Errorf("%d explanations are printed after that", n)
	}
	v.show(media{})
	if got := eval[string](v, `[...document.querySelectorAll("details.about[open]")].map((e) => e.id).join()`); got != "about.q04" {
		t.Errorf("after printing %q are open", got)
	}
}

// The longest form works as a file as well, with explanations of what has no card.
func TestSurveyAsSingleFile(t *testing.T) {
	v, _ := single(t, "meti-2018")
	eval[bool](v, `(location.hash = "section-ch0") !== ""`)
	v.answer("q02", "2")
	v.wait(saved)
	v.reload()
	v.wait(`html[data-selfcheck="ready"]`)
	if got := v.value("q02"); got != "2" {
		t.Errorf("after reloading q02 is %q", got)
	}
	eval[bool](v, `(location.hash = "check-requirements") !== ""`)
	v.press(`tr[data-criterion] a[href^="#about."]`)
	if !eval[bool](v, `document.getElementById(location.hash.slice(1)).open`) {
		t.Error("the explanation of a requirement did not open")
	}
}

func TestSingleFileAccessibility(t *testing.T) {
	src := axe(t)
	v, _ := single(t, "step2-gold")
	eval[bool](v, `document.getElementById("about.q04").open = document.getElementById("about").open = true`)
	v.accessible(src)
}
