package browsertest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience is how long a landmark may take to appear before the test fails.
const patience = 30 * time.Second

// An engine is a tab of one of the browsers, driven by that browser's protocol.
// What it is told to do it does as a visitor: with a pointer and with keys, where
// nothing else is said. Keys are text in which the constants of package kb stand
// for the keys that write nothing.
type engine interface {
	// navigate goes to a page and waits until it is loaded. The status is that of
	// the answer, 0 without one.
	navigate(ctx context.Context, url string) (status int64, err error)
	reload(ctx context.Context) error
	// evaluate gives the value of an expression, or what its promise resolves to, as JSON.
	evaluate(ctx context.Context, expression string) ([]byte, error)
	// run runs a script of any length, whose value is of no interest.
	run(ctx context.Context, script string) error
	click(ctx context.Context, x, y int) error
	keys(ctx context.Context, keys string) error
	viewport(ctx context.Context, width, height int, phone bool) error
	media(ctx context.Context, m media) error
	// scripts says whether pages that are opened from now on run theirs.
	scripts(ctx context.Context, on bool) error
	pdf(ctx context.Context) ([]byte, error)
	// pick picks a file, which a click asks for.
	pick(ctx context.Context, file string, click func() error) error
	// download takes the file that a click makes, in a folder.
	download(ctx context.Context, dir string, click func() error) (file string, err error)
	// another opens one more tab of the same profile.
	another(ctx context.Context, notes func(string)) (engine, error)
	// flush returns when all that happened so far is noted.
	flush(ctx context.Context)
	close()
}

// media is what a visitor prefers. Movement is off unless it is asked for, so that
// nothing is seen half-way.
type media struct{ dark, print, forced, motion bool }

// A visitor is a test in one of the browsers.
type visitor struct {
	*testing.T
	browser string
}

// browsers are those that both runs a test in.
var browsers = []string{"chromium", "firefox"}

// both runs a test in each browser, at the same time.
func both(t *testing.T, test func(t *visitor)) {
	t.Parallel()
	for _, name := range browsers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(&visitor{t, name})
		})
	}
}

// Run is [testing.T.Run] in the same browser.
func (t *visitor) Run(name string, test func(t *visitor)) {
	t.T.Run(name, func(sub *testing.T) { test(&visitor{sub, t.browser}) })
}

// A tab is what a visitor has open: a tab of a browser profile of its own. It
// notes every request that leaves for another origin and everything the console
// complains about; both fail the test at its end.
type tab struct {
	testing.TB
	engine engine
	home   string // address of the handbook's home page

	mu         sync.Mutex
	complaints []string
	forgiven   []string // parts of complaints that the test expects
}

// visit opens a tab: in the browser of a test that runs in both, else in Chromium.
func visit(t testing.TB, home string) *tab {
	t.Helper()
	v := &tab{TB: t, home: home}
	if b, ok := t.(*visitor); ok && b.browser == "firefox" {
		v.engine = openFirefox(t, v.note)
	} else {
		v.engine = openChromium(t, v.note)
	}
	v.forgive("when fetching the script", "status of 404 "+home+"sw.js") // the service worker, which the handbook is served without
	t.Cleanup(v.engine.close)
	t.Cleanup(v.judge)
	v.show(media{})
	return v
}

// another opens one more tab of the same profile.
func (v *tab) another() *tab {
	v.Helper()
	w := &tab{TB: v.TB, home: v.home, forgiven: v.forgiven}
	ctx, cancel := v.limit()
	defer cancel()
	e, err := v.engine.another(ctx, w.note)
	if err != nil {
		v.Fatal(err)
	}
	w.engine = e
	v.Cleanup(e.close)
	v.Cleanup(w.judge)
	w.show(media{})
	return w
}

func (v *tab) limit() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), patience)
}

// reportPolicy runs in every page first: the console reports a violated policy as
// well, but not of all kinds.
const reportPolicy = `addEventListener("securitypolicyviolation", (e) => console.error("violated policy", e.violatedDirective, e.blockedURI));`

// requested begins the note of a request.
const requested = "request: "

func (v *tab) note(what string) {
	if address, ok := strings.CutPrefix(what, requested); ok {
		u, err := url.Parse(address)
		switch {
		case err == nil && slices.Contains([]string{"data", "blob", "about"}, u.Scheme):
			return
		case strings.HasPrefix(address, strings.TrimSuffix(v.home, base)+"/"):
			return
		}
		what = "request to another origin: " + address
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.complaints = append(v.complaints, what)
}

// forgive says which complaints the test provokes.
func (v *tab) forgive(parts ...string) { v.forgiven = append(v.forgiven, parts...) }

// judge fails the test for every complaint so far that is not forgiven.
func (v *tab) judge() {
	ctx, cancel := v.limit()
	defer cancel()
	v.engine.flush(ctx)
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, c := range v.complaints {
		if !slices.ContainsFunc(v.forgiven, func(part string) bool { return strings.Contains(c, part) }) {
			v.Error(c)
		}
	}
	v.complaints = nil
}

// wait waits until something in the page matches a selector.
func (v *tab) wait(selector string) {
	v.Helper()
	v.waitFor(selector, `document.querySelector(%s)`, selector)
}

// waitVisible waits until what matches a selector first is to be seen.
func (v *tab) waitVisible(selector string) {
	v.Helper()
	v.waitFor(selector+" to be seen", `document.querySelector(%s)?.checkVisibility()`, selector)
}

// waitFor waits until an expression is true, also of the page that comes after the
// one that is there.
func (v *tab) waitFor(what, format string, args ...any) {
	v.Helper()
	condition := expression(v, format, args)
	ctx, cancel := v.limit()
	defer cancel()
	for {
		got, err := v.engine.evaluate(ctx, `Boolean(`+condition+`) || new Promise((done) => {
			const end = performance.now() + 1000;
			const look = () => { (`+condition+`) ? done(true) : performance.now() > end ? done(false) : setTimeout(look, 10); };
			look();
		})`)
		switch {
		case err == nil && string(got) == "true":
			return
		case ctx.Err() != nil:
			v.Fatalf("waited in vain for %s (%v)\nthe result is %s", what, err, v.snapshot())
		default:
			time.Sleep(10 * time.Millisecond) // the page is just being left, or has no scripts
		}
	}
}

// open goes to a page and returns the status of the answer.
func (v *tab) open(path string) int64 {
	v.Helper()
	ctx, cancel := v.limit()
	defer cancel()
	status, err := v.engine.navigate(ctx, v.home+path)
	if err != nil {
		v.Fatalf("%s: %v", path, err)
	}
	return status
}

func (v *tab) reload() {
	v.Helper()
	v.must(v.engine.reload)
}

// openCheck goes to a self-check and waits until it scores.
func (v *tab) openCheck(scheme string) {
	v.Helper()
	if status := v.open("schemes/" + scheme + "/check/"); status != 200 {
		v.Fatal("status ", status)
	}
	v.wait(`html[data-selfcheck="ready"]`)
}

// must does something within the time limit.
func (v *tab) must(f func(context.Context) error) {
	v.Helper()
	ctx, cancel := v.limit()
	defer cancel()
	if err := f(ctx); err != nil {
		v.Fatal(err)
	}
}

// expression is a format with its arguments in JSON.
func expression(t testing.TB, format string, args []any) string {
	t.Helper()
	words := make([]any, len(args))
	for i, a := range args {
		b, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		words[i] = string(b)
	}
	return fmt.Sprintf(format, words...)
}

// inJSON is an expression for the value of another one, as JSON. A function has none.
func inJSON(expression string) string {
	return `(async () => JSON.stringify(await (` + expression + `)) ?? "null")()`
}

// eval gives the value of an expression, or what its promise resolves to.
func eval[T any](v *tab, format string, args ...any) (value T) {
	v.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*patience)
	defer cancel()
	data, err := v.engine.evaluate(ctx, expression(v, format, args))
	if err == nil {
		err = json.Unmarshal(data, &value)
	}
	if err != nil {
		v.Fatal(err)
	}
	return value
}

// settle waits until what was entered so far is scored and drawn, which the page
// does in its next frame.
func (v *tab) settle() {
	v.Helper()
	eval[bool](v, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
}

// point is where a visitor aims who clicks on an element, once it is to be seen and
// has come to rest: the middle of its first line, in the window.
const point = `new Promise((done) => {
	const end = performance.now() + 5000;
	const seen = () => {
		const e = document.querySelector(%s);
		return e?.checkVisibility() ? [...e.getClientRects()].find((r) => r.width > 0 && r.height > 0) : undefined;
	};
	let last = "", still = 0, scrolled = 0;
	const look = () => {
		const r = seen();
		if (r === undefined) return performance.now() > end ? done(null) : setTimeout(look, 10);
		const at = [Math.floor(r.left + r.width / 2), Math.floor(r.top + r.height / 2)], e = document.querySelector(%[1]s);
		still = String(at) === last ? still + 1 : 0;
		last = String(at);
		// What comes into view takes its size only there, and moves the rest.
		if (still > 0 && !e.contains(document.elementFromPoint(...at)) && scrolled < 10) {
			e.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
			still = 0;
			scrolled++;
		} else if (still > (scrolled ? 2 : 0)) {
			return done(at);
		}
		requestAnimationFrame(look);
	};
	look();
})`

func (v *tab) click(selector string) {
	v.Helper()
	v.must(func(ctx context.Context) error { return v.hit(ctx, selector) })
}

// hit clicks on what matches a selector first.
func (v *tab) hit(ctx context.Context, selector string) error {
	data, err := v.engine.evaluate(ctx, expression(v, point, []any{selector}))
	var at []int
	if err == nil {
		err = json.Unmarshal(data, &at)
	}
	switch {
	case err != nil:
		return err
	case at == nil:
		return errors.New("nothing to click on: " + selector)
	}
	return v.engine.click(ctx, at[0], at[1])
}

// keys presses keys, one after the other.
func (v *tab) keys(keys ...string) {
	v.Helper()
	v.must(func(ctx context.Context) error { return v.engine.keys(ctx, strings.Join(keys, "")) })
}

// phone makes the window as small as a phone's screen.
func (v *tab) phone() {
	v.Helper()
	v.must(func(ctx context.Context) error { return v.engine.viewport(ctx, 360, 740, true) })
}

// size makes the window so many CSS pixels large.
func (v *tab) size(width, height int) {
	v.Helper()
	v.must(func(ctx context.Context) error { return v.engine.viewport(ctx, width, height, false) })
}

// show says what the visitor prefers.
func (v *tab) show(m media) {
	v.Helper()
	v.must(func(ctx context.Context) error { return v.engine.media(ctx, m) })
}

// scriptsOff makes a visitor of one who has switched scripts off.
func (v *tab) scriptsOff() {
	v.Helper()
	v.must(func(ctx context.Context) error { return v.engine.scripts(ctx, false) })
}

// pdf is the page as it is printed.
func (v *tab) pdf() (pdf []byte) {
	v.Helper()
	v.must(func(ctx context.Context) (err error) { pdf, err = v.engine.pdf(ctx); return })
	return pdf
}

// download clicks on what makes a file, and returns the file.
func (v *tab) download(selector string) (file string) {
	v.Helper()
	dir := v.TempDir()
	v.must(func(ctx context.Context) (err error) {
		file, err = v.engine.download(ctx, dir, func() error { return v.hit(ctx, selector) })
		return
	})
	return file
}

// export clicks the button and returns the downloaded file.
func (v *tab) export() string {
	v.Helper()
	return v.download(`[data-action="export"]`)
}

// choose clicks the import button and picks a file.
func (v *tab) choose(file string) {
	v.Helper()
	v.chooseBy("import", file)
}

// chooseBy clicks a button that asks for a file, and picks one.
func (v *tab) chooseBy(action, file string) {
	v.Helper()
	v.must(func(ctx context.Context) error {
		return v.engine.pick(ctx, file, func() error { return v.hit(ctx, `[data-action="`+action+`"]`) })
	})
}

// snapshot is the result as the page shows it, without when it was saved.
func (v *tab) snapshot() string {
	v.Helper()
	return eval[string](v, `[...document.querySelectorAll("[data-result], [data-award], [data-criterion], [data-group]")].map((e) => {
		const shown = e.cloneNode(true);
		for (const other of shown.querySelectorAll("[data-save-state], [data-near], button, details, .more")) other.remove();
		return [e.tagName, ...[...e.attributes].filter((a) => a.name.startsWith("data-")).map((a) => a.name.slice(5) + "=" + a.value),
			shown.textContent.replace(/\s+/g, " ")].join(" ");
	}).join("\n")`)
}
