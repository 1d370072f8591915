// Package browsertest holds the tests that need a browser: the built reference
// handbook, as a visitor meets it in Chromium and in Firefox. It has no code of its own.
//
// The handbook is built into a temporary folder and served under a sub-path by
// the plainest of file servers, one that neither compresses nor knows the types
// of *.wasm and *.bin files. Tests wait for landmarks in the page (the attributes
// of the page's contract) and never for time to pass.
//
// # A test in both browsers
//
// What a visitor does and sees is tested in both, as subtests of the test:
//
//	func TestMie(t *testing.T) { both(t, mie) }
//
//	func mie(t *visitor) {
//		v := visit(t, serve(t, nil))
//		v.openCheck("mie-2027")
//		v.answer("i01_eligible", "20")
//		v.wait(`[data-criterion="i01"][data-status="open"]`)
//	}
//
// visit opens a tab with a profile of its own in the browser of the visitor; with a
// plain *testing.T, in Chromium. Tests run side by side, so that they share nothing
// but the browsers: what a test changes it changes in its own tab. A complaint of the
// console, a violated policy, a request to another origin and a failed one end every
// test, in either browser; [tab.forgive] is for those that a test provokes.
//
// Behind a tab is an engine: Chromium is driven by its own protocol, Firefox by
// WebDriver BiDi. What only one of them can do is reached by tab.do and call, which
// fail in Firefox.
//
// # What it needs
//
// The browsers are those that KIJUN_BROWSER (a Chromium) and KIJUN_FIREFOX name, or
// found by name. Tests without theirs are skipped, unless KIJUN_REQUIRE_BROWSER is
// set, as `make test` does. The accessibility tests need the npm packages of themes/.
package browsertest
