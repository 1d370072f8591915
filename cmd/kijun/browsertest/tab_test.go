package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a landmark may take to appear before the test fails.
const patience = 30 * time.Second

// A tab is a visitor: a tab of a browser profile of its own. It notes every
// request that leaves for another origin and everything the console complains
// about; both fail the test at its end.
type tab struct {
	testing.TB
	ctx  context.Context
	home string // address of the handbook's home page

	mu         sync.Mutex
	complaints []string
	forgiven   []string // parts of complaints that the test expects
}

func visit(t testing.TB, home string) *tab {
	t.Helper()
	browser, err := chromium()
	switch {
	case err != nil:
		t.Fatal(err)
	case browser == nil:
		lacking(t, "no Chromium found: install it, or name one in KIJUN_BROWSER")
	}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	v := &tab{TB: t, ctx: ctx, home: home}
	v.forgive("when fetching the script") // the service worker, which the handbook is served without
	if err := chromedp.Listen(ctx, v.note); err != nil {
		t.Fatal(err)
	}
	call(v, network.Enable, network.EnableParams{})
	call(v, log.Enable, cdp.Empty{})
	// The console reports a violated policy as well, but not of all kinds.
	call(v, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: `addEventListener("securitypolicyviolation", (e) => console.error("violated policy", e.violatedDirective, e.blockedURI));`})
	v.dark(false)
	t.Cleanup(v.judge)
	return v
}

// call sends a command of the browser's protocol.
func call[P, R any](v *tab, cmd cdp.Command[P, R], params P) R {
	v.Helper()
	r, err := chromedp.Call(v.ctx, cmd, params)
	if err != nil {
		v.Fatal(err)
	}
	return r
}

func (v *tab) note(ev any) {
	var what string
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		u, err := url.Parse(ev.Request.URL)
		switch {
		case err == nil && slices.Contains([]string{"data", "blob", "about"}, u.Scheme):
			return
		case strings.HasPrefix(ev.Request.URL, strings.TrimSuffix(v.home, base)+"/"):
			return
		}
		what = "request to another origin: " + ev.Request.URL
	case *runtime.EventConsoleAPICalled:
		if !slices.Contains([]string{"error", "warning", "assert"}, string(ev.Type)) {
			return
		}
		var words []string
		for _, a := range ev.Args {
			words = append(words, strings.Trim(string(a.Value), `"`)+a.Description)
		}
		what = "console." + string(ev.Type) + ": " + strings.Join(words, " ")
	case *runtime.EventExceptionThrown:
		what = "exception: " + ev.ExceptionDetails.Text
		if e := ev.ExceptionDetails.Exception; e != nil {
			what += " " + e.Description
		}
	case *log.EventEntryAdded:
		if ev.Entry.Level != log.EntryLevelError && ev.Entry.Level != log.EntryLevelWarning {
			return
		}
		what = string(ev.Entry.Source) + ": " + ev.Entry.Text + " " + ev.Entry.URL
	default:
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.complaints = append(v.complaints, what)
}

// forgive says which complaints the test provokes.
func (v *tab) forgive(parts ...string) { v.forgiven = append(v.forgiven, parts...) }

// judge fails the test for every complaint so far that is not forgiven.
func (v *tab) judge() {
	// events come before the answer to a later command
	_, _ = chromedp.Run(v.ctx, chromedp.Evaluate[int](`1`))
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, c := range v.complaints {
		if !slices.ContainsFunc(v.forgiven, func(part string) bool { return strings.Contains(c, part) }) {
			v.Error(c)
		}
	}
	v.complaints = nil
}

// do runs steps, each of which waits for what it needs.
func (v *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	v.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		v.Fatal(err)
	}
}

// wait waits until something in the page matches a selector.
func (v *tab) wait(selector string) {
	v.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.WaitReady(chromedp.CSS(selector))); err != nil {
		v.Fatalf("waiting for %s: %v\nthe result is %s", selector, err, v.snapshot())
	}
}

// open goes to a page and returns the status of the answer.
func (v *tab) open(path string) int64 {
	v.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	r, err := chromedp.Run(ctx, chromedp.NavigateResponse(v.home+path))
	if err != nil {
		v.Fatalf("%s: %v", path, err)
	}
	return r.Status
}

// openCheck goes to a self-check and waits until it scores.
func (v *tab) openCheck(scheme string) {
	v.Helper()
	if status := v.open("schemes/" + scheme + "/check/"); status != 200 {
		v.Fatal("status ", status)
	}
	v.wait(`html[data-selfcheck="ready"]`)
}

// eval gives the value of an expression, or what its promise resolves to.
func eval[T any](v *tab, format string, args ...any) T {
	v.Helper()
	for i, a := range args {
		b, err := json.Marshal(a)
		if err != nil {
			v.Fatal(err)
		}
		args[i] = string(b)
	}
	ctx, cancel := context.WithTimeout(v.ctx, 2*patience)
	defer cancel()
	r, err := chromedp.Run(ctx, chromedp.Evaluate[T](fmt.Sprintf(format, args...), chromedp.EvalAwaitPromise))
	if err != nil {
		v.Fatal(err)
	}
	return r
}

// settle waits until what was entered so far is scored and drawn, which the page
// does in its next frame.
func (v *tab) settle() {
	v.Helper()
	eval[bool](v, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
}

func (v *tab) click(selector string) {
	v.Helper()
	v.do(chromedp.Click(chromedp.CSS(selector)))
}

// snapshot is the result as the page shows it, without when it was saved.
func (v *tab) snapshot() string {
	v.Helper()
	return eval[string](v, `[...document.querySelectorAll("[data-result], [data-award], [data-criterion], [data-group]")].map((e) => {
		const shown = e.cloneNode(true);
		for (const other of shown.querySelectorAll("[data-save-state], button, details, .more")) other.remove();
		return [e.tagName, ...[...e.attributes].filter((a) => a.name.startsWith("data-")).map((a) => a.name.slice(5) + "=" + a.value),
			shown.textContent.replace(/\s+/g, " ")].join(" ");
	}).join("\n")`)
}

// dark sets what the visitor prefers. Movement is off, so that nothing is seen
// half-way.
func (v *tab) dark(is bool) {
	v.Helper()
	scheme := "light"
	if is {
		scheme = "dark"
	}
	call(v, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
}

// reload loads the page again.
func (v *tab) reload() {
	v.Helper()
	v.do(chromedp.Reload())
}
