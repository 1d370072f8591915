package browsertest

import (
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"

	"kijun/criteria"
	"kijun/wasm"
)

// laboratory is a page of the test's own that loads the handbook's core with the
// script that the handbook's pages load it with. window.ready resolves to a
// function that loads a scheme's program; window.core is the core, and the text that
// it gave last is window.given.
const laboratory = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module">
import { fetchPacked, loadCore } from "./host.js";
const parse = JSON.parse;
JSON.parse = (text) => parse(window.given = text);
const [url, integrity] = await (await fetch("core")).json();
const core = loadCore(url, integrity);
core.then((core) => (window.core = core));
window.ready = core.then((core) => async (url, integrity) => core.load(await fetchPacked(url, integrity)));
document.documentElement.dataset.ready = "";
</script>`

// asset is a file of the handbook with its integrity, as a self-check page
// names them.
type asset struct{ url, integrity string }

func assetOf(t testing.TB, scheme, name string) asset {
	t.Helper()
	dir, err := handbook()
	if err != nil {
		t.Fatal(err)
	}
	html, err := os.ReadFile(filepath.Join(dir, "public", "schemes", scheme, "check", "index.html"))
	if errors.Is(err, fs.ErrNotExist) { // a file of indicators has its form at its own address
		html, err = os.ReadFile(filepath.Join(dir, "public", scheme, "check", "index.html"))
	}
	if err != nil {
		t.Fatal(err)
	}
	attr := func(name string) string {
		m := regexp.MustCompile(` ` + name + `="([^"]*)"`).FindSubmatch(html)
		if m == nil {
			t.Fatalf("the self-check of %s has no %s", scheme, name)
		}
		return string(m[1])
	}
	return asset{"/" + strings.TrimLeft(attr("data-"+name), "./"), attr("data-" + name + "-integrity")}
}

// openLaboratory shows the laboratory. The page is isolated from other origins,
// because only then does Chromium give it a clock finer than 0.1 ms.
func openLaboratory(t testing.TB) *tab {
	t.Helper()
	src, err := wasm.Scripts.ReadFile("host.ts")
	if err != nil {
		t.Fatal(err)
	}
	host := api.Transform(string(src), api.TransformOptions{Loader: api.LoaderTS, Format: api.FormatESModule})
	if len(host.Errors) > 0 {
		t.Fatal(host.Errors)
	}
	core := assetOf(t, "step2-gold", "core")
	dir, err := handbook()
	if err != nil {
		t.Fatal(err)
	}
	files := http.FileServer(http.Dir(filepath.Join(dir, "public")))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
		w.Header().Set("Cross-Origin-Embedder-Policy", "require-corp")
		switch r.URL.Path {
		case base:
			w.Header().Set("Content-Type", "text/html")
			w.Write([]byte(laboratory))
		case base + "host.js":
			w.Header().Set("Content-Type", "text/javascript")
			w.Write(host.Code)
		case base + "core":
			w.Write([]byte(`["` + core.url + `", "` + core.integrity + `"]`))
		default:
			files.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	v := visit(t, server.URL+base)
	v.open("")
	v.wait(`html[data-ready]`)
	return v
}

// load loads a scheme's program into window.program.
func (v *tab) load(scheme string) {
	v.Helper()
	p := assetOf(v, scheme, "program")
	eval[bool](v, `ready.then((load) => load(%s, %s)).then((program) => { window.program = program; return true; })`, p.url, p.integrity)
}

// What the browser's core answers is what the native one answers, byte for byte,
// for all cases of all schemes.
func TestSameResultAsNative(t *testing.T) { both(t, sameResultAsNative) }

func sameResultAsNative(t *visitor) {
	l, err := library()
	if err != nil {
		t.Fatal(err)
	}
	v := openLaboratory(t)
	for _, s := range l.All() {
		v.load(s.ID)
		p, err := criteria.Program(s, "ja")
		if err != nil {
			t.Fatal(err)
		}
		scorer, answers := p.NewScorer(), p.NewAnswers()
		var cases []*criteria.Case
		var pairs [][][2]string
		var native []string
		for _, cs := range l.Cases {
			if cs.Scheme != s {
				continue
			}
			for _, c := range cs.Cases {
				cases = append(cases, c)
				pairs = append(pairs, append([][2]string{}, cs.Texts(c)...))
				answers.Reset()
				cs.Answers(c, answers)
				native = append(native, string(scorer.Score(answers).JSON(true)))
			}
		}
		if len(cases) == 0 {
			t.Errorf("%s has no cases", s.Key())
		}
		const atOnce = 50
		var got []string
		for some := range slices.Chunk(pairs, atOnce) {
			got = append(got, eval[[]string](v, `%s.map((pairs) => (program.score(pairs), given))`, some)...)
		}
		for i, c := range cases {
			if got[i] != native[i] {
				t.Errorf("%s: %s: the browser gives\n%s\nand the command line\n%s", s.Key(), c.Name, got[i], native[i])
			}
		}
		t.Logf("%s: %d cases", s.Key(), len(cases))
	}
}

// What a verdict costs in the browser, from the answers in to the result out as
// an object of the page, when each call changes an answer: another yes or no is
// turned round every time, so that nothing is merely remembered. The median is
// reported; ns/op is the same with everything between the calls.
func BenchmarkEvaluation(b *testing.B) {
	for _, bb := range []struct{ name, scheme, of string }{
		{"step2/complete", "step2-gold", "S01"},
		{"step2/half", "step2-gold", "S16"},
		{"mie/complete", "mie-2027", "M01"},
		{"mie/half", "mie-2027", "M23"},
		{"meti/whole", "meti-2018", "W01"},
		{"meti/half", "meti-2018", "F11"},
	} {
		b.Run(bb.name, func(b *testing.B) {
			v := openLaboratory(b)
			v.load(bb.scheme)
			eval[bool](v, `(window.pairs = %s) !== null`, texts(b, bb.scheme, bb.of))
			measure := func(calls int) []float64 {
				return eval[[]float64](v, `(() => {
					const took = [];
					const turns = pairs.map(([, raw], k) => (raw === "true" || raw === "false" ? k : -1)).filter((k) => k >= 0);
					for (let i = 0; i < %v; i++) {
						const k = turns[i %% turns.length];
						const changed = pairs.with(k, [pairs[k][0], pairs[k][1] === "true" ? "false" : "true"]);
						const begin = performance.now();
						program.score(changed);
						took.push(performance.now() - begin);
					}
					return took.sort((a, b) => a - b);
				})()`, calls)
			}
			measure(1000) // until the browser has compiled it for speed
			b.ResetTimer()
			took := measure(max(b.N, 1000))
			b.StopTimer()
			b.ReportMetric(took[len(took)/10], "p10-ms") // what it takes when nothing else runs
			b.ReportMetric(took[len(took)/2], "median-ms")
			b.ReportMetric(took[len(took)*99/100], "p99-ms")
		})
	}
}
