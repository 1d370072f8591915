package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kijun/criteria"
	"kijun/site"
)

// serveShared serves a site of two small schemes that share answers.
func serveShared(t testing.TB) string {
	t.Helper()
	public := filepath.Join(t.TempDir(), "public")
	var b site.Builder
	problems, err := b.Build(context.Background(), os.DirFS(root+"/site/testdata/shared"), &site.Disk{Dir: public})
	if err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	return serveFolder(t, public, nil)
}

// remember stores a record as a self-check does.
func (v *tab) remember(scheme, edition string, answers map[string]any) {
	v.Helper()
	eval[bool](v, `localStorage.setItem("kijun:1:`+base+`:" + %s + "@" + %s, JSON.stringify({v: 1, scheme: %s, edition: %s,
		saved: "2026-04-01T00:00:00.000Z", answers: %s})) === undefined`, scheme, edition, scheme, edition, answers)
}

// edition is the newest edition of a scheme.
func edition(t testing.TB, scheme string) string {
	t.Helper()
	l, err := library()
	if err != nil {
		t.Fatal(err)
	}
	return l.Find(scheme).Edition
}

// origin is what stands beside an input about where its answer is from.
func (v *tab) origin(field string) string {
	v.Helper()
	return eval[string](v, `document.querySelector('[data-field=' + %s + '] .field-shared')?.textContent ?? ""`, field)
}

func (v *tab) value(name string) string {
	v.Helper()
	return eval[string](v, `new FormData(document.querySelector("form.check")).get(%s)`, name)
}

// until waits until an input has a value; in the frame where there is one.
func (v *tab) until(frame bool, name, value string) {
	v.Helper()
	eval[bool](v, `new Promise((done) => {
		const look = () => {
			const all = (%v ? document.querySelector("iframe").contentDocument : document).getElementsByName(%s);
			const found = [...all].some((e) => e.value === %s && (e.type !== "radio" || e.checked));
			found ? done(true) : setTimeout(look, 20);
		};
		look();
	})`, frame, name, value)
}

// What was answered in one scheme is answered in the other one, with where it is
// from; changed there, it is changed in the first one as well.
func TestAnswerOnce(t *testing.T) { both(t, answerOnce) }

func answerOnce(t *visitor) {
	v := visit(t, serveShared(t))
	v.openCheck("alpha")
	v.answer("staff", "120")
	v.answer("desk", "true")
	v.answer("own", "true")
	v.answer("size", "large")
	v.wait(`[data-criterion="a1"][data-points-min="5"]`)
	v.wait(saved)

	v.openCheck("beta")
	v.wait(`[data-criterion="b1"][data-status="met"]`)
	if got := v.value("people") + v.value("counter") + v.value("kind"); got != "120truelarge" {
		t.Errorf("the second scheme begins with %q", got)
	}
	if got, want := v.origin("people"), "『第一の制度』の回答から引き継ぎました。ここで変えると、そちらの回答も変わります。"; got != want {
		t.Errorf("beside the input stands %q, want %q", got, want)
	}
	v.wait(`#f-people[aria-describedby~="people-shared"]`)
	if n := eval[int](v, `Object.keys(localStorage).filter((key) => key.endsWith(":beta@1")).length`); n != 0 {
		t.Error("looking at a form has made a record")
	}

	v.answer("people", "80")
	v.wait(saved)
	if got := v.origin("people"); !strings.Contains(got, "『第一の制度』でも、この回答を使っています。") {
		t.Errorf("after the change stands %q", got)
	}
	v.click(`[data-field="people"] .field-shared a`)
	v.wait(`html[data-selfcheck="ready"] [data-scheme="alpha"]`)
	v.wait(`[data-criterion="a1"][data-points-max="3"]`)
	if got := v.value("staff"); got != "80" {
		t.Errorf("the first scheme still has %q", got)
	}
	if got := v.origin("staff"); !strings.Contains(got, "『第二の制度』の回答から") {
		t.Errorf("beside the first input stands %q", got)
	}
}

// A record from before answers were shared keeps its answer, says that there is
// another one, and takes it only when asked to.
func TestOlderRecord(t *testing.T) { both(t, olderRecord) }

func olderRecord(t *visitor) {
	v := visit(t, serveShared(t))
	v.open("")
	v.remember("alpha", "1", map[string]any{"staff": "120"})
	v.remember("beta", "1", map[string]any{"people": "50", "counter": "true"})
	v.openCheck("alpha")
	if got := v.value("staff") + v.value("desk"); got != "120" {
		t.Errorf("the first scheme has %q", got)
	}
	v.openCheck("beta")
	if got := v.value("people"); got != "50" {
		t.Errorf("the second scheme has %q", got)
	}
	if got := v.origin("people"); !strings.Contains(got, "『第一の制度』では「120人」と答えています。") {
		t.Errorf("beside the input stands %q", got)
	}
	// what only the older record knows serves the other scheme from now on
	v.openCheck("alpha")
	if got := v.value("staff") + v.value("desk"); got != "120true" {
		t.Errorf("the first scheme has %q", got)
	}
	v.openCheck("beta")
	v.click(`[data-field="people"] .field-shared-take`)
	v.wait(saved)
	v.settle()
	if got := v.value("people"); got != "120" {
		t.Errorf("after taking the other answer the second scheme has %q", got)
	}
	if focused := eval[string](v, `document.activeElement.name`); focused != "people" {
		t.Errorf("the focus is on %q", focused)
	}
}

// The lines about where answers are from are as accessible as the form.
func TestSharedAccessibility(t *testing.T) {
	src := axe(t)
	v := visit(t, serveShared(t))
	v.open("")
	v.remember("alpha", "1", map[string]any{"staff": "120", "desk": "true", "size": "large"})
	v.remember("beta", "1", map[string]any{"people": "50"})
	v.openCheck("alpha")
	v.openCheck("beta")
	for field, kind := range map[string]string{"people": "differs", "counter": "from", "kind": "from"} {
		v.wait(`[data-field="` + field + `"] .field-shared[data-shared-kind="` + kind + `"]`)
	}
	v.accessible(src)
}

// Clearing one form, or reading a file without an answer, takes it from nobody else.
func TestSharedSurvives(t *testing.T) { both(t, sharedSurvives) }

func sharedSurvives(t *visitor) {
	v := visit(t, serveShared(t))
	v.openCheck("alpha")
	v.answer("staff", "120")
	v.wait(saved)
	v.openCheck("beta")
	v.answer("people", "90")
	v.answer("rate", "75")
	v.wait(saved)
	v.click(`[data-action="clear"]`)
	v.click(`dialog[open] [data-choice="yes"]`)
	v.wait(`.toast`)
	v.settle()
	if got := v.value("people") + "/" + v.value("rate"); got != "90/" {
		t.Errorf("after clearing the second scheme has %q", got)
	}
	if got := v.origin("people"); !strings.Contains(got, "『第一の制度』の回答から") {
		t.Errorf("after clearing stands %q", got)
	}
	file := filepath.Join(t.TempDir(), "answers.json")
	if err := os.WriteFile(file, []byte(`{"scheme":"beta","edition":"1","answers":{"rate":60}}`), 0o644); err != nil {
		t.Fatal(err)
	}
	v.choose(file)
	v.wait(saved)
	v.openCheck("alpha")
	if got := v.value("staff"); got != "90" {
		t.Errorf("the first scheme has %q", got)
	}
	// the last form that has an answer takes it away
	for _, scheme := range []string{"alpha", "beta"} {
		v.openCheck(scheme)
		v.click(`[data-action="clear"]`)
		v.click(`dialog[open] [data-choice="yes"]`)
		v.wait(`.toast`)
	}
	if n := eval[int](v, `Object.keys(localStorage).filter((key) => key.startsWith("kijun:1:")).length`); n != 0 {
		t.Errorf("%d items are left: %s", n, eval[string](v, `JSON.stringify(localStorage)`))
	}
}

// Two open forms follow each other and come to rest. The frame is another tab to
// the storage.
func TestTwoForms(t *testing.T) { both(t, twoForms) }

func twoForms(t *visitor) {
	v := visit(t, serveShared(t))
	v.openCheck("alpha")
	eval[bool](v, `new Promise((done) => {
		const frame = document.createElement("iframe");
		frame.src = "../../beta/check/";
		frame.title = "beta";
		document.body.append(frame);
		const wait = () => frame.contentDocument?.documentElement?.dataset.selfcheck === "ready" ? done(true) : setTimeout(wait, 20);
		wait();
	})`)
	v.answer("staff", "120")
	v.answer("size", "small")
	v.wait(saved)
	v.until(true, "people", "120")
	v.until(true, "kind", "small")
	eval[bool](v, `(() => {
		const d = document.querySelector("iframe").contentDocument, input = d.querySelector("[name=people]");
		input.value = "70";
		input.dispatchEvent(new Event("input", {bubbles: true}));
		input.dispatchEvent(new Event("change", {bubbles: true}));
		return true;
	})()`)
	v.until(false, "staff", "70")
	eval[bool](v, `new Promise((done) => setTimeout(() => done(true), 800))`) // longer than both wait before they save
	book := eval[string](v, `localStorage.getItem("kijun:1:`+base+`:shared")`)
	var kept struct {
		Answers map[string]struct{ Answer, From string }
	}
	if err := json.Unmarshal([]byte(book), &kept); err != nil || kept.Answers["headcount"].Answer != "70" || kept.Answers["headcount"].From != "beta@1" {
		t.Errorf("the shared answers are %s (%v)", book, err)
	}
}

// What the comparison says of a record is what the program says natively.
func TestStanding(t *testing.T) { both(t, standing) }

func standing(t *visitor) {
	l, err := library()
	if err != nil {
		t.Fatal(err)
	}
	v := visit(t, serve(t, nil))
	v.open("compare/")
	v.wait(`[data-enhance="compare"][data-state="empty"]`)
	if n := eval[int](v, `performance.getEntriesByType("resource").filter((r) => r.name.endsWith(".bin")).length`); n != 0 {
		t.Errorf("without a record %d files of the core are loaded", n)
	}
	for _, records := range [][]struct{ scheme, of string }{
		{{"step2-gold", "S17"}},
		{{"step2-gold", "S01"}, {"mie-2027", "M23"}},
		{{"step2-gold", "S16"}, {"mie-2027", "M03"}},
	} {
		eval[bool](v, `localStorage.clear() === undefined`)
		var want []string
		for _, r := range records {
			s := l.Find(r.scheme)
			answers := map[string]any{}
			for _, p := range texts(t, r.scheme, r.of) {
				answers[p[0]] = p[1]
			}
			v.remember(s.ID, s.Edition, answers)
			want = append(want, native(t, s, texts(t, r.scheme, r.of)))
		}
		v.reload()
		v.wait(`[data-enhance="compare"][data-state="ready"]`)
		for i, r := range records {
			got := eval[string](v, `(() => {
				const box = document.querySelector('.standing-scheme[data-scheme="' + %s + '"]');
				return [box.dataset.verdict, box.dataset.totalMin ?? "", box.dataset.totalMax ?? "", box.querySelector(".standing-count").textContent].join(" ");
			})()`, r.scheme)
			if got != want[i] {
				t.Errorf("%s %s: the page says %q, the program %q", r.scheme, r.of, got, want[i])
			}
		}
	}
	// the last two need more: what helps both stands first, and leads there
	if got := eval[string](v, `document.querySelector("[data-effort-list] > li:first-child .effort-count").textContent`); got != "2制度で残っています" {
		t.Errorf("of the first effort it says %q", got)
	}
	v.click(`[data-effort-list] > li:first-child > ul > li:first-child a`)
	v.wait(`html[data-selfcheck="ready"]`)
}

// native is a result in the words of the comparison.
func native(t testing.TB, s *criteria.Scheme, pairs [][2]string) string {
	t.Helper()
	p, err := criteria.Program(s, "ja")
	if err != nil {
		t.Fatal(err)
	}
	answers := p.NewAnswers()
	for _, pair := range pairs {
		answers.SetText(pair[0], pair[1])
	}
	var r struct {
		Awards   map[string]struct{ Verdict string }
		Total    *struct{ Min, Max json.Number }
		Criteria map[string]struct{ Status string }
	}
	if err := json.Unmarshal(p.NewScorer().Score(answers).JSON(true), &r); err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, c := range r.Criteria {
		count[c.Status]++
	}
	words := fmt.Sprintf("満たす%d", count["met"])
	if n := count["partial"]; n > 0 {
		words += fmt.Sprintf("・一部%d", n)
	}
	words += fmt.Sprintf("・満たさない%d・未確定%d", count["unmet"], count["open"])
	low, high := "", ""
	if r.Total != nil {
		low, high = r.Total.Min.String(), r.Total.Max.String()
	}
	return strings.Join([]string{r.Awards[s.Awards[0].ID].Verdict, low, high, words}, " ")
}

// A record that cannot be read is said to be so, and does not keep the others
// from being shown.
func TestStandingOfBrokenRecord(t *testing.T) { both(t, standingOfBrokenRecord) }

func standingOfBrokenRecord(t *visitor) {
	v := visit(t, serveShared(t))
	v.open("compare/")
	v.remember("alpha", "1", map[string]any{"staff": "120", "desk": "true", "own": "true"})
	eval[bool](v, `localStorage.setItem("kijun:1:`+base+`:beta@1", "{") === undefined`)
	v.reload()
	v.wait(`.standing-scheme[data-scheme="alpha"][data-total-min="5"][data-total-max="10"]`)
	v.wait(`.standing-scheme[data-scheme="beta"][data-record="damaged"] .standing-none`)
	v.wait(`[data-enhance="compare"][data-state="ready"]`)
	// the shared answers alone are a standing, too
	eval[bool](v, `localStorage.removeItem("kijun:1:`+base+`:beta@1") === undefined`)
	v.openCheck("alpha") // which offers its answers to the others
	v.open("compare/")
	v.wait(`.standing-scheme[data-scheme="beta"][data-record="shared"][data-verdict="open"]`)
	if got := eval[string](v, `document.querySelector('.standing-scheme[data-scheme="beta"] .standing-count').textContent`); got != "満たす1・満たさない0・未確定1" {
		t.Errorf("of the second scheme it says %q", got)
	}
}
