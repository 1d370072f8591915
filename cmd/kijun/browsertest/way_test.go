package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// The menus of a phone open without script; the contents of the page are folded there.
func TestMenusWithoutScript(t *testing.T) { both(t, menusWithoutScript) }

func menusWithoutScript(t *visitor) {
	v := visit(t, serve(t, nil))
	v.phone()
	v.scriptsOff()
	v.open("schemes/step2-gold/2019-04/q04/")
	press := func(selector string) { // the pointer of v.click needs timers of the page
		v.Helper()
		eval[bool](v, `(document.querySelector(%s).click(), true)`, selector)
	}
	press(".menu-of-site")
	v.waitVisible(`.site-menu a[href$="/compare/"]`)
	press(`.site-menu [popovertargetaction="hide"]`)
	press(`.menu-button[popovertarget="section-nav"]`)
	v.waitVisible(`.section-nav a[aria-current="page"]`)
	press(`.section-nav [popovertargetaction="hide"]`)
	press(".toc summary")
	v.waitVisible(`.toc a[href="#何が問われるか"]`)
}

// At the side of a desk the contents of the page are open and follow the reader.
func TestContentsFollow(t *testing.T) { both(t, contentsFollow) }

func contentsFollow(t *visitor) {
	v := visit(t, serve(t, nil))
	v.size(1280, 900)
	v.open("schemes/meti-2018/2018/item_01/")
	v.wait(".toc[data-ready] details[open]")
	v.waitVisible(".toc li:last-child > a")
	v.click(".toc li:nth-child(3) > a")
	v.wait(`.toc li:nth-child(3) > a[aria-current="true"]`)
	v.waitFor("one section to be marked", `document.querySelectorAll(".toc [aria-current]").length === 1`)
	v.wait(`.section-nav details[open] a[aria-current="page"]`)
	v.phone()
	v.wait(".toc details:not([open])")
	v.click(".toc summary")
	v.click(".toc li:last-child > a")
	v.wait(".toc details:not([open])")
}

// Where the company stands is shown beside the criteria, and never when it may not hold.
func TestOwnStanding(t *testing.T) { both(t, ownStanding) }

func ownStanding(t *visitor) {
	const page = "schemes/step2-gold/2019-04/q04/"
	v := visit(t, serve(t, nil))
	v.size(1280, 900)
	v.open(page)
	v.wait(".own[hidden]")

	v.openCheck("step2-gold")
	v.answer("q04_eligible", "20")
	v.answer("q04_examined", "20")
	key := eval[string](v, `"kijun:1:" + new URL(".", document.querySelector(".site-title").href).pathname + ":step2-gold@2019-04"`)
	v.waitFor("what was judged to be kept", `localStorage.getItem(%s + ":standing")?.includes('"q04":["met","10点"]')`, key)

	v.open(page)
	v.waitVisible(".own")
	v.has(".own", "金の認定")
	v.has(".own", "合計 10〜100点")
	v.wait(`.section-nav a[aria-current] > .own-state[data-status="met"]`)
	v.has(".own-here:not([hidden])", "10点")

	for what, change := range map[string]string{
		"the answers changed":    `const r = JSON.parse(localStorage.getItem(key)); r.saved = "2099-01-01T00:00:00.000Z"; localStorage.setItem(key, JSON.stringify(r))`,
		"the definition changed": `const s = JSON.parse(localStorage.getItem(key + ":standing")); s.program = "other.bin"; localStorage.setItem(key + ":standing", JSON.stringify(s))`,
		"another scheme changed": `localStorage.setItem(key.replace(/[^:]*$/, "shared"), JSON.stringify({v: 1, answers: {x: {answer: "1", saved: "2099-01-01T00:00:00.000Z", from: "b@1", in: {"step2-gold@2019-04": {title: "", page: ""}}}}}))`,
	} {
		kept := eval[string](v, `JSON.stringify(localStorage)`)
		eval[bool](v, `(() => { const key = %s; `+change+`; return true; })()`, key)
		v.reload()
		v.waitVisible(".own")
		if said := v.text(".own"); !strings.Contains(said, "再計算が必要") || strings.Contains(said, "合計") {
			t.Errorf("%s: the page says %s", what, said)
		}
		v.waitFor("no state to be shown", `document.querySelector(".own-state") === null`)
		eval[bool](v, `(() => { localStorage.clear(); for (const [k, i] of Object.entries(JSON.parse(%s))) localStorage.setItem(k, i); return true; })()`, kept)
	}

	v.openCheck("step2-gold")
	v.click(`[data-action="clear"]`)
	v.click(`dialog .button-danger`)
	v.waitFor("nothing to be kept", `localStorage.getItem(%s + ":standing") === null`, key)
	v.open(page)
	v.wait(".own[hidden]")
}

// The explanation of a criterion opens beside its question, and nothing that was entered is lost.
func TestExplanationInPlace(t *testing.T) { both(t, explanationInPlace) }

func explanationInPlace(t *visitor) {
	v := visit(t, serve(t, nil))
	v.openCheck("step2-gold")
	v.answer("q04_eligible", "20")
	v.click("#q04 .more a")
	v.waitVisible("dialog[open] .prose h3")
	v.has("dialog[open] > h2", "特定健診受診率")
	v.has("dialog[open] .prose", "何が問われるか")
	if bad := eval[string](v, `[...document.querySelectorAll("dialog a[href]")].filter((a) => !a.pathname.startsWith(new URL(".", document.querySelector(".site-title").href).pathname)).map((a) => a.href).join(" ")`); bad != "" {
		t.Errorf("links out of place: %s", bad)
	}
	v.keys(kb.Escape)
	v.waitFor("the dialog to close", `document.querySelector("dialog") === null && document.activeElement.matches("#q04 .more a")`)
	if got := v.value("q04_eligible"); got != "20" {
		t.Errorf("the answer is %q", got)
	}
	v.click("#q04 .more a")
	v.waitVisible("dialog[open] .prose h3")
	v.click(`dialog [data-choice="whole"]`)
	v.wait(`html[data-kind="criterion"]`)
}
