package browsertest

import (
	"strings"
	"testing"
)

// link presses the button and gives the link that it shows.
func (v *tab) link() string {
	v.Helper()
	v.click(`[data-action="share"]`)
	v.wait(`dialog[open] .share-link`)
	link := eval[string](v, `document.querySelector(".share-link").value`)
	v.click(`dialog[open] [data-choice="close"]`)
	return link
}

// A link carries the answers where no server sees them. Who opens it sees the
// result; nothing is kept before that is asked for, and own records stay.
func TestShare(t *testing.T) { both(t, share) }

func share(t *visitor) {
	server := serve(t, nil)
	sender := visit(t, server)
	sender.openCheck("step2-gold")
	sender.fill(texts(t, "step2-gold", "S17"))
	sender.wait(step2S17)
	link := sender.link()
	sent := sender.snapshot()
	path, fragment, ok := strings.Cut(strings.TrimPrefix(link, server), "#")
	if !ok || path != "schemes/step2-gold/2019-04/check/" || !strings.HasPrefix(fragment, "a=") {
		t.Fatalf("the link is %s", link)
	}
	if len(link) > 1500 {
		t.Errorf("the link has %d characters", len(link))
	}

	v := visit(t, server)
	v.openCheck("step2-gold")
	v.answer("q06_s2", "true")
	v.wait(saved)
	own := v.snapshot()
	keys := eval[string](v, storageOf)

	receive := func() {
		t.Helper()
		v.open("schemes/")
		v.open(path + "#" + fragment)
		v.wait(`html[data-selfcheck="ready"]`)
		v.wait(`[data-received]`)
		v.wait(step2S17)
	}
	receive()
	if got := v.snapshot(); got != sent {
		t.Errorf("received was\n%s\nsent was\n%s", got, sent)
	}
	if hash := eval[string](v, `location.hash`); hash != "" {
		t.Errorf("the address still ends with %s", hash)
	}
	v.wait(`[data-save-state][data-state="visiting"]`)

	// what is changed meanwhile survives loading the page again
	v.answer("q06_s2", "false")
	changed := v.snapshot()
	if changed == sent {
		t.Error("the answer changed nothing")
	}
	v.reload()
	v.wait(`html[data-selfcheck="ready"]`)
	v.wait(`[data-received]`)
	v.settle()
	if got := v.snapshot(); got != changed {
		t.Errorf("after loading again there was\n%s\nbefore\n%s", got, changed)
	}

	v.click(`[data-received] [data-choice="back"]`)
	v.wait(`form:not(:has([data-received]))`)
	v.settle()
	if got := v.snapshot(); got != own {
		t.Errorf("the own record is\n%s\nit was\n%s", got, own)
	}
	if got := eval[string](v, storageOf); got != keys {
		t.Errorf("the storage had\n%s\nand has\n%s", keys, got)
	}

	receive()
	v.click(`[data-received] [data-choice="keep"]`)
	v.wait(saved)
	v.reload()
	v.wait(`html[data-selfcheck="ready"]`)
	v.wait(step2S17)
	if n := eval[int](v, `Object.keys(localStorage).filter((k) => /step2-gold@2019-04(#\w+)?$/.test(k)).length`); n != 2 {
		t.Errorf("there are %d records", n)
	}
}

// A link that was cut, that is for another form, or that unpacks to no end is
// refused, and the answers stay.
func TestBrokenLinks(t *testing.T) { both(t, brokenLinks) }

func brokenLinks(t *visitor) {
	v := visit(t, serve(t, nil))
	v.openCheck("step2-gold")
	v.answer("q06_s2", "true")
	v.wait(saved)
	link := v.link()
	before := v.snapshot()
	const refused = `[data-toast][data-kind="error"]`
	bomb := eval[string](v, `(async () => {
		const stream = new Blob(["x".repeat(40_000_000)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
		const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
		return btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
	})()`)
	other := eval[string](v, `(async () => {
		const stream = new Blob([JSON.stringify({scheme: "other", edition: "1", answers: {}})]).stream().pipeThrough(new CompressionStream("deflate-raw"));
		const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
		return btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
	})()`)
	_, fragment, _ := strings.Cut(link, "#a=")
	for name, packed := range map[string]string{"cut": fragment[:len(fragment)-9], "empty": "", "a bomb": bomb, "another scheme": other} {
		eval[bool](v, `(document.querySelector("[data-toast]")?.remove(), location.hash = "#a=" + %s, true)`, packed)
		v.wait(refused)
		if got := v.snapshot(); got != before {
			t.Errorf("%s: the result is\n%s\nit was\n%s", name, got, before)
		}
		if n := eval[int](v, `document.querySelectorAll("[data-received]").length`); n != 0 {
			t.Errorf("%s was received", name)
		}
	}
}

// The sections of a form that is not divided into steps fold, stay so, and unfold
// for whoever is led into them.
func TestFolds(t *testing.T) { both(t, folds) }

func folds(t *visitor) {
	v := visit(t, serve(t, nil))
	v.openCheck("step2-gold")
	first := eval[string](v, `document.querySelector(".section").id`)
	v.click(`#` + first + ` .fold`)
	v.wait(`#` + first + `-body[hidden="until-found"]`)
	v.click(`.section:nth-of-type(2) .fold`)
	v.reload()
	v.wait(`html[data-selfcheck="ready"]`)
	if n := eval[int](v, `document.querySelectorAll(".section-body[hidden]").length`); n != 2 {
		t.Errorf("%d sections are folded after loading again", n)
	}
	v.click(`[data-jump="open"]`)
	v.wait(`#` + first + `-body:not([hidden]) :focus`)
	v.click(`.fold-all`)
	if n := eval[int](v, `document.querySelectorAll(".section-body:not([hidden])").length`); n != 0 {
		t.Errorf("%d sections are open", n)
	}
	if said := eval[string](v, `document.querySelector(".fold-all").textContent`); said != "すべて開く" {
		t.Errorf("the button says %s", said)
	}
	v.open("schemes/")
	v.open("schemes/step2-gold/check/#q05")
	v.wait(`html[data-selfcheck="ready"]`)
	v.wait(`.section-body:not([hidden]) #q05`)
}
