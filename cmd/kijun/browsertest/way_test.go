package browsertest

import "testing"

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
