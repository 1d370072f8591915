package browsertest

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"kijun/site"
)

// A publisher has a project and web space for it, with the service worker, which
// the handbook of the other tests is served without.
type publisher struct {
	testing.TB
	project string
	home    string

	mu    sync.Mutex
	files map[string][]byte // on the web space
	asked []string          // names of files, as far as they were there or missing
	down  bool              // nobody answers
}

func newPublisher(t testing.TB) *publisher {
	t.Helper()
	p := &publisher{TB: t, project: t.TempDir()}
	if _, err := site.New(p.project, site.Start{}); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(p)
	t.Cleanup(server.Close)
	p.home = server.URL + base
	p.upload(p.build())
	return p
}

// build makes the site of the project as it is now.
func (p *publisher) build() map[string][]byte {
	p.Helper()
	var m site.Memory
	b := site.Builder{BaseURL: p.home}
	problems, err := b.Build(context.Background(), os.DirFS(p.project), &m)
	if err == nil {
		err = problems.Err()
	}
	if err != nil {
		p.Fatal(err)
	}
	return m.Files()
}

func (p *publisher) upload(files map[string][]byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.files, p.asked = files, nil
}

// edit replaces text in a file of the project.
func (p *publisher) edit(name, old, text string) {
	p.Helper()
	name = filepath.Join(p.project, name)
	data, err := os.ReadFile(name)
	if err != nil || !strings.Contains(string(data), old) {
		p.Fatal("no ", old, " in ", name, " ", err)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(string(data), old, text, 1)), 0o644); err != nil {
		p.Fatal(err)
	}
}

// network says whether the web space answers.
func (p *publisher) network(works bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.down = !works
}

// missing are the names that were asked for and not there since the upload.
func (p *publisher) missing() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(p.asked), func(name string) bool { return p.files[name] != nil })
}

func (p *publisher) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.down {
		panic(http.ErrAbortHandler)
	}
	name, ok := strings.CutPrefix(r.URL.Path, base)
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if ok {
		p.asked = append(p.asked, name)
	}
	status, data := http.StatusOK, p.files[name]
	if data == nil {
		name, status, data = "404.html", http.StatusNotFound, p.files["404.html"]
	}
	w.Header().Set("Content-Type", cmp.Or(types[path.Ext(name)], "application/octet-stream"))
	w.Header().Set("Cache-Control", "max-age=600") // an old answer may come out of the browser's own cache
	w.WriteHeader(status)
	w.Write(data)
}

// visitTwice shows the home page to a new visitor until the handbook is kept.
func (p *publisher) visitTwice() *tab {
	p.Helper()
	v := visit(p.TB, p.home)
	v.open("")
	if got := eval[string](v, `navigator.serviceWorker.ready.then((r) => r.scope)`); got != p.home {
		p.Fatalf("the worker is for %s, want %s", got, p.home)
	}
	v.open("")
	return v
}

// lookForNew makes the browser look for a newer build, and gives the state that
// the new worker ends in.
func lookForNew(v *tab) string {
	v.Helper()
	return eval[string](v, `(async () => {
		const r = await navigator.serviceWorker.ready;
		const found = new Promise((done) => r.addEventListener("updatefound", () => {
			const worker = r.installing;
			worker.addEventListener("statechange", () => { if (["activated", "redundant"].includes(worker.state)) done(worker.state); });
		}));
		await r.update();
		return found;
	})()`)
}

const heading = `document.querySelector("h1, .hero-title").textContent`

// What was visited once is there without network: every page, the form with its
// core, and the page for pages that are not there.
func TestWithoutNetwork(t *testing.T) { both(t, withoutNetwork) }

func withoutNetwork(t *visitor) {
	p := newPublisher(t)
	v := p.visitTwice()
	v.forgive("status of 404", "net::ERR_", "NS_ERROR_NET_RESET "+strings.TrimSuffix(p.home, base)+"/") // what is asked for outside the handbook
	p.network(false)

	for _, address := range []string{"", "schemes/setsuden/2026/q1/", "schemes/setsuden/2026/q1/index.html", "guide/?from=mail"} {
		if status := v.open(address); status != 200 {
			t.Errorf("%q: %d without network", address, status)
		}
		if got := eval[string](v, `getComputedStyle(document.querySelector(".site-header")).borderTopStyle`); got != "solid" {
			t.Errorf("%q has no styles", address)
		}
	}
	v.open("schemes/setsuden/check")
	if got := eval[string](v, `location.href`); got != p.home+"schemes/setsuden/check/" {
		t.Errorf("a folder without slash leads to %s", got)
	}
	v.wait(`html[data-selfcheck="ready"]`) // Firefox complains of a core that is still on its way when the page goes
	v.openCheck("setsuden")
	eval[bool](v, `(() => { for (const [name, value] of [["q1_all", "10"], ["q1_led", "9"]]) {
		const input = document.querySelector("[name=" + name + "]"); input.value = value; input.dispatchEvent(new Event("input", { bubbles: true }));
	} return true; })()`)
	v.wait(`[data-criterion="q1"][data-status="met"]`)
	if status := v.open("no/such/page/"); status != 404 || eval[string](v, heading) != "ページが見つかりません" {
		t.Errorf("a page that is not there: status %d, %s", status, eval[string](v, heading))
	}
	if got := eval[string](v, `fetch("/").then(() => "answered", () => "nothing")`); got != "nothing" {
		t.Errorf("what is not the handbook's: %s", got)
	}
}

// A newer build takes over without touching the page that is open, which offers it.
func TestNewBuild(t *testing.T) { both(t, newBuild) }

func newBuild(t *visitor) {
	p := newPublisher(t)
	v := p.visitTwice()
	old := p.build()
	v.openCheck("setsuden")
	eval[bool](v, `(() => { window.open_since = 1; return true; })()`)

	p.edit("kijun.yaml", "title: 認定制度の手引き", "title: 新しい手引き")
	p.edit("criteria/setsuden.scheme.yaml", "title: LED照明の割合", "title: LEDの割合")
	overlay := filepath.Join(p.project, "themes", "mine", "assets")
	if err := os.MkdirAll(overlay, 0o755); err != nil {
		t.Fatal(err)
	}
	// another script, so that the old one is gone
	if err := os.WriteFile(filepath.Join(overlay, "check.ts"), []byte(`import { enhance } from "./ts/enhance"; import { selfCheck } from "./ts/selfcheck/selfcheck"; document.documentElement.dataset["build"] = "new"; enhance(document, [selfCheck]);`), 0o644); err != nil {
		t.Fatal(err)
	}
	p.edit("kijun.yaml", "dates: western", "dates: western\ntheme: mine")
	fresh := p.build()
	gone := slices.DeleteFunc(slices.Sorted(maps.Keys(old)), func(name string) bool { return fresh[name] != nil || strings.Contains(name, "/previews/") }) // which no page shows
	if len(gone) < 2 {
		t.Fatalf("the builds differ too little: only %q are gone", gone)
	}
	p.upload(fresh)
	if state := lookForNew(v); state != "activated" {
		t.Fatal("the new worker is ", state)
	}
	v.wait(`.update button`)
	if eval[int](v, `window.open_since`) != 1 {
		t.Error("the open page was loaded again")
	}
	for _, name := range gone {
		if got := eval[int](v, `fetch(%s).then((r) => r.status)`, base+name); got != 200 && !strings.HasSuffix(name, ".html") {
			t.Errorf("the open page does not get its %s any more: %d", name, got)
		}
	}
	v.click(`.update button`)
	v.wait(`html[data-build="new"][data-selfcheck="ready"]`)
	asked := eval[[]string](v, `performance.getEntriesByType("resource").map((e) => e.name)`)
	for _, address := range asked {
		if name := strings.TrimPrefix(address, p.home); fresh[name] == nil {
			t.Errorf("the new page asks for %s", name)
		}
	}
	if missing := p.missing(); len(asked) == 0 || len(missing) > 0 {
		t.Errorf("the new page asked for %q, not there were %q", asked, missing)
	}
	if eval[int](v, `document.querySelectorAll(".update").length`) != 0 {
		t.Error("the new page offers itself")
	}

	// Once no page needs the old build any more, it goes.
	const kept = `caches.keys().then((all) => all.length)`
	if got := eval[int](v, kept); got != 2 {
		t.Errorf("%d caches beside an open page, want 2", got)
	}
	eval[bool](v, `(async () => {
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			const at = %s + "?past";
			const past = await (await cache.match(at))?.json();
			if (past?.caches.length > 0) await cache.put(at, new Response(JSON.stringify({ ...past, since: 0 })));
		}
		return true;
	})()`, p.home)
	v.open("guide/")
	if got := eval[int](v, `(async () => { for (let i = 0; i < 50 && (await `+kept+`) > 1; i++) await new Promise((done) => setTimeout(done, 20)); return `+kept+`; })()`); got != 1 {
		t.Errorf("%d caches of one build", got)
	}
}

// While only half of a build is there, visitors have all of the build before.
func TestHalfABuild(t *testing.T) { both(t, halfABuild) }

func halfABuild(t *visitor) {
	p := newPublisher(t)
	v := p.visitTwice()
	p.edit("kijun.yaml", "title: 認定制度の手引き", "title: 新しい手引き")
	fresh := p.build()
	half := maps.Clone(fresh)
	for name, data := range p.files {
		if strings.HasPrefix(name, "schemes/") {
			half[name] = data // not yet replaced
		}
	}
	p.upload(half)
	if state := lookForNew(v); state != "redundant" {
		t.Errorf("a worker with half a build is %s", state)
	}
	for _, address := range []string{"", "guide/", "schemes/"} {
		v.open(address)
		if title := eval[string](v, `document.title`); !strings.Contains(title, "認定制度の手引き") {
			t.Errorf("%q is of the new build: %s", address, title)
		}
	}
	// A host that spoils every build must not keep visitors with an old one for ever.
	eval[bool](v, `caches.open("kijun-failed " + %s).then((cache) => cache.put(%s, new Response("0"))).then(() => true)`, p.home, p.home)
	v.open("")
	if title := eval[string](v, `document.title`); title != "新しい手引き" {
		t.Errorf("a day later the page is still %s", title)
	}
	p.upload(fresh)
	// The page before has made the browser look for a newer build as well, perhaps just now.
	if !eval[bool](v, `(async () => {
		const r = await navigator.serviceWorker.ready;
		for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((done) => setTimeout(done, 50))) {
			await r.update().catch(() => undefined);
			while (r.installing !== null) await new Promise((done) => setTimeout(done, 10));
			if (!await caches.has("kijun-failed " + %s)) return true;
		}
		return false;
	})()`, p.home) {
		t.Error("the whole build is not kept")
	}
	v.open("")
	if title := eval[string](v, `document.title`); title != "新しい手引き" {
		t.Errorf("after the upload: %s", title)
	}
	// What did not change was not fetched again.
	for _, name := range p.asked {
		if strings.HasPrefix(name, "assets/core.") {
			t.Errorf("%s was fetched again", name)
		}
	}
}

// With offline: false nothing stays in browsers.
func TestNothingKept(t *testing.T) { both(t, nothingKept) }

func nothingKept(t *visitor) {
	p := newPublisher(t)
	v := p.visitTwice()
	p.edit("kijun.yaml", "dates: western", "dates: western\noffline: false")
	p.upload(p.build())
	// A browser looks for a newer worker when it likes, and the last one goes when it has no page any more.
	// A page out of the browser's own cache registers it once more: the reload gets the new page.
	left := ""
	for range 20 {
		eval[bool](v, `(navigator.serviceWorker.getRegistration().then((r) => r?.update()).catch(() => {}), true)`) // which may go meanwhile
		v.open("")
		v.reload()
		if left = eval[string](v, `new Promise((done) => setTimeout(done, 100)).then(async () => String((await navigator.serviceWorker.getRegistrations()).length) + " " + (await caches.keys()).join())`); left == "0 " {
			return
		}
	}
	t.Errorf("left: %s", left)
}

// Of a large handbook, what forms need is there, and what was visited.
func TestLargeWithoutNetwork(t *testing.T) { both(t, largeWithoutNetwork) }

func largeWithoutNetwork(t *visitor) {
	p := newPublisher(t)
	if err := os.WriteFile(filepath.Join(p.project, "content", "guide", "large.md"), []byte("# 大きなページ\n\n"+strings.Repeat("文", 11<<20/3)), 0o644); err != nil {
		t.Fatal(err)
	}
	p.upload(p.build())
	v := p.visitTwice()
	v.forgive("status of 503", "net::ERR_")
	v.open("guide/steps/")
	p.network(false)
	v.openCheck("setsuden")
	if status := v.open("guide/steps/"); status != 200 {
		t.Errorf("a visited page: %d", status)
	}
	if status := v.open("guide/links/"); status != 503 || eval[string](v, heading) != "ネットワークにつながっていません" {
		t.Errorf("a page that was not visited: status %d, %s", status, eval[string](v, heading))
	}
	if href := eval[string](v, `document.querySelector(".link-list a").href`); href != p.home {
		t.Errorf("the way home is %s", href)
	}
	p.network(true)
	if status := v.open("guide/links/"); status != 200 {
		t.Errorf("with network again: %d", status)
	}
}

// Without a worker to be had the page says nothing about it.
func TestNoWorkerToBeHad(t *testing.T) { both(t, noWorkerToBeHad) }

func noWorkerToBeHad(t *visitor) {
	v := visit(t, serve(t, nil))
	v.open("")
	eval[bool](v, `new Promise((done) => requestIdleCallback(() => setTimeout(() => done(true), 300)))`)
	if got := eval[int](v, `navigator.serviceWorker.getRegistrations().then((all) => all.length)`); got != 0 {
		t.Errorf("%d workers", got)
	}
}
