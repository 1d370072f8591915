// Package browsertest holds the tests that need a browser: the built reference
// handbook, as a visitor meets it in Chromium. It has no code of its own.
//
// The handbook is built into a temporary folder and served under a sub-path by
// the plainest of file servers, one that neither compresses nor knows the types
// of *.wasm and *.bin files. Tests wait for landmarks in the page (the attributes
// of the page's contract) and never for time to pass.
//
// The browser is the one that KIJUN_BROWSER names, or one found by name. Without
// one the tests are skipped, unless KIJUN_REQUIRE_BROWSER is set, as `make test`
// does. The accessibility tests need the npm packages of themes/.
package browsertest
