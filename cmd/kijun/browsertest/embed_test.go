package browsertest

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// An outside is a visitor of another site, which shows forms of the handbook. The
// two differ by their ports: other origins, but one site, so that the browser has
// both in one process and the tab reaches into the frames.
type outside struct {
	*tab
	handbook string

	mu     sync.Mutex
	frames []runtime.ExecutionContextID // with a page of the handbook, oldest first
}

// visitOutside opens a page of the other site. In its body HANDBOOK stands for the
// handbook's address.
func visitOutside(t *testing.T, body string) *outside {
	t.Helper()
	handbook := serve(t, nil)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="ja"><meta charset="utf-8"><title>よそのサイト</title><link rel="icon" href="data:,">
<style>h1 { position: sticky; top: 0; height: 50px; margin: 0; background: white; z-index: 1 } html { scroll-padding-top: 50px }</style>
<h1>よそのサイト</h1>%s<p id="end">おわり</p>`, strings.ReplaceAll(body, "HANDBOOK/", handbook))
	}))
	t.Cleanup(server.Close)
	o := &outside{tab: visit(t, server.URL+base), handbook: handbook}
	o.forgive("request to another origin: " + handbook)
	origin := strings.TrimSuffix(handbook, base)
	if err := chromedp.Listen(o.chromium().ctx, func(ev any) {
		if ev, ok := ev.(*runtime.EventExecutionContextCreated); ok && ev.Context.Origin == origin {
			o.mu.Lock()
			defer o.mu.Unlock()
			o.frames = append(o.frames, ev.Context.ID)
		}
	}); err != nil {
		t.Fatal(err)
	}
	o.open("")
	return o
}

// run gives the value of an expression in the page, or in a frame of it.
func run[T any](o *outside, expression string, opts ...chromedp.EvaluateOption) T {
	o.Helper()
	ctx, cancel := context.WithTimeout(o.chromium().ctx, patience)
	defer cancel()
	r, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, append(opts, chromedp.EvalAwaitPromise)...))
	if err != nil {
		o.Fatalf("%s: %v", expression, err)
	}
	return r
}

// inForm gives the value of an expression in the n-th frame that was loaded, from
// 0, once the form there is ready.
func inForm[T any](o *outside, n int, expression string) T {
	o.Helper()
	var frames []runtime.ExecutionContextID
	for range 200 {
		o.mu.Lock()
		frames = o.frames
		o.mu.Unlock()
		if n < len(frames) {
			break
		}
		run[bool](o, `new Promise((done) => setTimeout(() => done(true), 50))`)
	}
	if n >= len(frames) {
		o.Fatalf("%d frames of the handbook, want %d", len(frames), n+1)
	}
	return run[T](o, `(async () => {
		while (document.documentElement.dataset.selfcheck !== "ready") await new Promise((done) => setTimeout(done, 20));
		return `+expression+`;
	})()`, func(p *runtime.EvaluateParams) { p.ContextID = frames[n] })
}

// await waits until an expression holds in the outer page.
func (o *outside) await(expression string) {
	o.Helper()
	if !run[bool](o, `(async () => { for (let i = 0; i < 400; i++) { if (`+expression+`) return true; await new Promise((done) => setTimeout(done, 25)); } return false; })()`) {
		o.Fatalf("never: %s", expression)
	}
}

const (
	frameHeight = `document.querySelector("iframe").getBoundingClientRect().height`
	bodyHeight  = `Math.ceil(document.body.getBoundingClientRect().height)`
)

// The element grows and shrinks with its form, scores, and brings into sight what
// the form wants to show.
func TestEmbeddedElement(t *testing.T) {
	o := visitOutside(t, `<p>前</p><kijun-check scheme="step2-gold"><a href="HANDBOOK/schemes/step2-gold/check/">自己チェック</a></kijun-check><script src="HANDBOOK/embed.js" async></script>`)
	type look struct {
		Header  bool
		Title   string
		Workers int
	}
	got := inForm[look](o, 0, `{ Header: document.querySelector(".site-header, .site-footer, .crumbs, .skip-link").checkVisibility(), Title: document.title, Workers: (await navigator.serviceWorker.getRegistrations()).length }`)
	if got.Header || got.Workers > 0 {
		t.Errorf("in the frame: %+v", got)
	}
	o.await(frameHeight + ` > 3000`)
	if title := run[string](o, `document.querySelector("iframe").title`); title != got.Title {
		t.Errorf("the frame's title is %q, want %q", title, got.Title)
	}
	o.await(fmt.Sprintf(`%s === %v`, frameHeight, inForm[float64](o, 0, bodyHeight)))
	before := run[float64](o, frameHeight)
	inForm[bool](o, 0, `[...document.querySelectorAll(".criterion > details")].map((d) => d.open = true).length > 3`)
	o.await(fmt.Sprintf(`%s > %v`, frameHeight, before+500))
	inForm[bool](o, 0, `[...document.querySelectorAll(".criterion > details")].map((d) => d.open = false).length > 3`)
	o.await(fmt.Sprintf(`%s === %v`, frameHeight, before))

	// an answer is scored
	inForm[bool](o, 0, `[...document.querySelectorAll("input[type=radio][value=true]")].slice(0, 8).map((i) => i.click()).length > 0`)
	if answered := inForm[int](o, 0, `(await new Promise((done) => setTimeout(done, 100)), document.querySelector("[data-progress]").value)`); answered < 5 {
		t.Errorf("%d answers counted", answered)
	}

	// a link to a place in the form moves the page around it, below what is stuck there
	at := `(document.querySelector("iframe").getBoundingClientRect().top + %v)`
	last := `[...document.querySelectorAll(".check-main .section")].at(-1)`
	inForm[bool](o, 0, `(`+last+`.scrollIntoView({ block: "start" }), true)`)
	top := inForm[float64](o, 0, last+`.getBoundingClientRect().top`)
	o.await(fmt.Sprintf(`Math.abs(`+at+` - 50) < 2`, top))

	// the result follows the window
	o.await(`scrollY > 1000`)
	side := func() float64 {
		return inForm[float64](o, 0, `document.querySelector(".check-side").getBoundingClientRect().top`)
	}
	o.await(fmt.Sprintf(`Math.abs(`+at+`) < innerHeight`, inForm[float64](o, 0, `(await new Promise((done) => setTimeout(done, 400)), document.querySelector(".check-side").getBoundingClientRect().top)`)))
	if y := side(); y < 1000 {
		t.Errorf("the result stays at %v", y)
	}

	src := axe(t)
	found := inForm[[]string](o, 0, `await (async () => { `+src+"\n"+`; return (await axe.run(document)).violations.flatMap((v) => v.nodes.map((n) => v.id + " " + n.target)); })()`)
	for _, what := range found {
		t.Error("in the frame: ", what)
	}

	// a dialog opens where the visitor is
	inForm[bool](o, 0, `(document.querySelector("[data-action=clear]").click(), true)`)
	dialog := inForm[float64](o, 0, `(await new Promise((done) => setTimeout(done, 100)), document.querySelector("dialog:modal").getBoundingClientRect().top)`)
	o.await(fmt.Sprintf(at+` > 0 && `+at+` < innerHeight - 100`, dialog, dialog))

	// links to explanations leave the frame
	if target := inForm[string](o, 0, `(() => { const link = document.querySelector(".criterion .more a"); link.addEventListener("click", (e) => e.preventDefault()); link.click(); return link.target; })()`); target != "_blank" {
		t.Errorf("an explanation opens in %q", target)
	}
}

// The script alone puts forms in its place, several on one page; a plain frame has
// a form that scrolls inside.
func TestEmbeddedByScript(t *testing.T) {
	o := visitOutside(t, `<p>一</p><script src="HANDBOOK/embed.js" data-scheme="step2-gold" data-theme="dark"></script><p id="between">二</p>
<script src="HANDBOOK/embed.js" data-scheme="mie-2027" data-edition="2027" data-title="とこわか" async></script>
<iframe src="HANDBOOK/schemes/mie-2027/check/?embed=light" title="枠" width="100%" height="500"></iframe>`)
	o.await(`document.querySelectorAll("kijun-check > iframe").length === 2`)
	if !run[bool](o, `document.querySelector("kijun-check").compareDocumentPosition(between) === Node.DOCUMENT_POSITION_FOLLOWING`) {
		t.Error("the form does not stand where its script is")
	}
	run[bool](o, `(async () => { for (const f of document.querySelectorAll("iframe")) { f.scrollIntoView(); await new Promise((done) => setTimeout(done, 200)); } return true; })()`)
	o.await(`[...document.querySelectorAll("kijun-check > iframe")].every((f) => f.getBoundingClientRect().height > 2000)`)
	if title := run[string](o, `document.querySelectorAll("iframe")[1].title`); title != "とこわか" {
		t.Errorf("the title is %q", title)
	}
	themes := map[string]int{}
	for n := range 3 {
		themes[inForm[string](o, n, `[new URL(location).pathname.split("/").slice(-4, -2).join("/"), document.documentElement.dataset.theme ?? "", document.documentElement.dataset.embed, document.documentElement.scrollHeight > innerHeight + 1 ? "scrolls" : ""].join()`)]++
	}
	for _, want := range []string{"schemes/step2-gold,dark,grown,", "mie-2027/2027,,grown,", "schemes/mie-2027,light,,scrolls"} {
		if themes[want] != 1 {
			t.Errorf("no %q in %v", want, themes)
		}
	}
}

// Neither side listens to anybody else.
func TestEmbeddedListensToItsOwn(t *testing.T) {
	o := visitOutside(t, `<kijun-check scheme="step2-gold"></kijun-check><script src="HANDBOOK/embed.js" async></script>
<iframe id="stranger" srcdoc="<p>x"></iframe>`)
	o.await(fmt.Sprintf(`%s === %v`, frameHeight, inForm[float64](o, 0, bodyHeight)))
	before := run[float64](o, frameHeight)
	shift := `document.documentElement.style.getPropertyValue("--embed-top")`
	top := inForm[string](o, 0, shift)
	run[bool](o, `new Promise((done) => {
		const strange = stranger.contentWindow;
		strange.eval("parent.postMessage({ kijun: 'size', height: 77, title: 'x' }, '*')");
		strange.eval("parent.frames[0].postMessage({ kijun: 'view', top: 4321, bottom: 5432 }, '*')");
		postMessage({ kijun: "size", height: 78, title: "x" }, "*");
		setTimeout(() => done(true), 200);
	})`)
	if got := run[float64](o, frameHeight); got != before {
		t.Errorf("a stranger made the frame %v high", got)
	}
	if got := inForm[string](o, 0, shift); got != top {
		t.Errorf("a stranger told the form that %s is in sight", got)
	}
}
