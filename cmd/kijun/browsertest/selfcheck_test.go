package browsertest

import (
	"cmp"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"kijun/criteria"
)

// texts are the answers of the case whose name begins so, as a form has them.
func texts(t testing.TB, scheme, name string) [][2]string {
	t.Helper()
	l, err := library()
	if err != nil {
		t.Fatal(err)
	}
	s := l.Find(scheme)
	for _, cs := range l.Cases {
		for _, c := range cs.Cases {
			if cs.Scheme == s && strings.HasPrefix(c.Name, name) {
				return cs.Texts(c)
			}
		}
	}
	t.Fatalf("%s has no case %s", scheme, name)
	return nil
}

// answer enters one answer as a visitor does: a click on an option, or keys and
// then the tab key. A field that is not asked, because its condition does not
// hold, is passed over.
func (v *tab) answer(name, text string) {
	v.Helper()
	kind := eval[string](v, `(() => {
		const all = [...document.getElementsByName(%s)].filter((e) => e.form);
		if (all.length === 0) return "missing";
		if (!all[0].checkVisibility()) return "hidden";
		return all[0].matches("input[type=radio], input[type=checkbox]") ? "option" : all[0].tagName === "SELECT" ? "select" : "text";
	})()`, name)
	switch kind {
	case "hidden":
		return
	case "option":
		v.click(`[name="` + name + `"][value="` + text + `"]`)
	case "select":
		eval[bool](v, `((e) => { e.value = %[2]s; return e.dispatchEvent(new Event("change", {bubbles: true})); })(document.getElementsByName(%[1]s)[0])`, name, text)
	case "text":
		v.click(`[name="` + name + `"]`)
		eval[bool](v, `document.activeElement.select() === undefined`) // what is there is typed over
		v.keys(text, kb.Tab)
	default:
		v.Fatalf("no input is named %s", name)
	}
	v.settle()
}

// fill enters answers from the top of the form to its end: what hangs on an earlier
// answer is open by then.
func (v *tab) fill(pairs [][2]string) {
	v.Helper()
	place := map[string]int{}
	for i, name := range eval[[]string](v, `[...document.querySelectorAll("form [name]")].map((e) => e.name)`) {
		place[name] = i
	}
	pairs = slices.SortedFunc(slices.Values(pairs), func(a, b [2]string) int { return cmp.Compare(place[a[0]], place[b[0]]) })
	for _, p := range pairs {
		v.answer(p[0], p[1])
	}
}

const (
	step2Pass = `[data-result][data-verdict="pass"][data-total-min="100"][data-total-max="100"][data-maximum-min="100"][data-maximum-max="100"]`
	step2S17  = `[data-result][data-verdict="open"][data-total-min="75"][data-total-max="85"][data-maximum-min="90"][data-maximum-max="100"]`
	saved     = `[data-save-state][data-state="done"]`
)

// A company fills in STEP2 with mouse and keys, sees the verdict, comes back to
// its answers, keeps them as a file, clears the form and reads the file again.
func TestCompanyStory(t *testing.T) { both(t, companyStory) }

func companyStory(t *visitor) {
	v := visit(t, serve(t, nil))
	v.openCheck("step2-gold")
	blank := v.snapshot()
	v.fill(texts(t, "step2-gold", "S17"))
	v.wait(step2S17)
	v.wait(`[data-award="gold"][data-verdict="open"]`)
	v.wait(`[data-criterion="q04"][data-status="open"][data-points-min="0"][data-points-max="10"]`)
	v.wait(`[data-criterion="q01"][data-status="met"][data-points-min="5"][data-points-max="5"]`)
	half := v.snapshot()

	// another day
	v.wait(saved)
	v.reload()
	v.wait(step2S17)
	if got := v.snapshot(); got != half {
		t.Errorf("after reloading the result is\n%s\nit was\n%s", got, half)
	}

	v.fill(texts(t, "step2-gold", "S01"))
	v.wait(step2Pass)
	v.wait(`[data-award="gold"][data-verdict="pass"]`)
	full := v.snapshot()

	file := v.export()
	l, err := library()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, ds := criteria.ReadAnswers("answers.json", data, l, l.Find("step2-gold")); len(ds) > 0 {
		t.Errorf("the command line does not read the exported file: %v", ds)
	}

	v.click(`[data-action="clear"]`)
	v.click(`dialog[open] [data-choice="no"]`)
	v.wait(step2Pass)
	v.click(`[data-action="clear"]`)
	v.click(`dialog[open] [data-choice="yes"]`)
	v.wait(`[data-result][data-total-min="0"]`)
	if got := v.snapshot(); got != blank {
		t.Errorf("after clearing the result is\n%s\nit was\n%s", got, blank)
	}
	v.reload()
	v.wait(`html[data-selfcheck="ready"]`)
	if got := v.snapshot(); got != blank {
		t.Errorf("after clearing and reloading the result is\n%s", got)
	}

	v.choose(file)
	v.wait(step2Pass)
	if got := v.snapshot(); got != full {
		t.Errorf("after reading the file the result is\n%s\nit was\n%s", got, full)
	}
}

// A file that is no answers file changes nothing and says why.
func TestImportOfOtherFiles(t *testing.T) { both(t, importOfOtherFiles) }

func importOfOtherFiles(t *visitor) {
	v := visit(t, serve(t, nil))
	v.openCheck("step2-gold")
	v.answer("q04_eligible", "20")
	v.answer("q04_examined", "10")
	v.wait(`[data-criterion="q04"][data-status="open"], [data-criterion="q04"][data-status="met"]`)
	before := v.snapshot()
	for name, content := range map[string]string{
		"empty": "", "text": "こんにちは", "other scheme": `{"scheme":"mie-2027","edition":"2027","answers":{}}`,
		"wrong type": `{"scheme":"step2-gold","edition":"2019-04","answers":{"q05_s1":"maybe"}}`,
	} {
		file := filepath.Join(t.TempDir(), "answers.json")
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		v.choose(file)
		v.wait(`.toast`)
		if got := v.snapshot(); got != before {
			t.Errorf("%s: the result is now\n%s", name, got)
		}
		eval[bool](v, `document.querySelector(".toast").remove() === undefined`)
	}
}

func TestMie(t *testing.T) { both(t, mie) }

func mie(t *visitor) {
	v := visit(t, serve(t, nil))
	v.openCheck("mie-2027")
	v.fill(texts(t, "mie-2027", "M01"))
	v.wait(`[data-result][data-verdict="pass"]`)
	v.wait(`[data-award="certified"][data-verdict="pass"]`)
	v.wait(`[data-criterion="i01"][data-status="met"]`)
}

// Numbers are typed as Japanese input methods write them.
func TestFullWidthDigits(t *testing.T) { both(t, fullWidthDigits) }

func fullWidthDigits(t *visitor) {
	v := visit(t, serve(t, nil))
	v.openCheck("step2-gold")
	v.answer("q13_granted_days", "１２，３４５")
	v.answer("q13_taken_days", "９８７６．５")
	// The tab key has gone to a question that the rate makes disappear as soon as
	// the mouse takes the focus away: the click must arrive all the same.
	v.answer("q13_evidence", "true")
	v.wait(`[data-criterion="q13"][data-status="met"][data-points-min="10"]`)
	if got := eval[string](v, `document.querySelector('[data-derived="q13_rate"]').textContent`); !strings.Contains(got, "80.0") {
		t.Errorf("the rate of 9876.5 of 12345 is shown as %q", got)
	}
	if got := eval[string](v, `document.getElementById("f-q13_granted_days").value`); got != "１２，３４５" {
		t.Errorf("the field was rewritten to %q", got)
	}
}

// A number out of range says so beside its field, and counts as unanswered.
func TestOutOfRange(t *testing.T) { both(t, outOfRange) }

func outOfRange(t *visitor) {
	v := visit(t, serve(t, nil))
	v.openCheck("step2-gold")
	v.answer("q01_eligible", "0")
	v.wait(`#q01_eligible-error:not([hidden])`)
	v.wait(`#f-q01_eligible[aria-invalid="true"]`)
	beside := eval[bool](v, `(() => {
		const field = document.getElementById("f-q01_eligible"), error = document.getElementById("q01_eligible-error");
		return error.textContent.trim() !== "" && error.checkVisibility() && field.closest("[data-field]").contains(error)
			&& field.getAttribute("aria-describedby").split(" ").includes(error.id);
	})()`)
	if !beside {
		t.Error("the message does not stand beside the field")
	}
	v.wait(`[data-problems]:not([hidden]) li`)
	v.wait(`[data-criterion="q01"][data-status="open"]`)
	v.answer("q01_eligible", "60")
	v.wait(`#q01_eligible-error[hidden]`)
	v.wait(`#f-q01_eligible:not([aria-invalid="true"])`)
	v.wait(`[data-problems][hidden]`)
}

// Without the core the form is still a form: it says what is missing, takes
// answers and keeps them.
func TestCoreUnavailable(t *testing.T) { both(t, coreUnavailable) }

func coreUnavailable(t *visitor) {
	isCore := func(name string) bool {
		return strings.HasPrefix(name, "assets/core.")
	}
	for name, broken := range map[string]func(http.ResponseWriter, string) bool{
		"missing": func(w http.ResponseWriter, name string) bool {
			if isCore(name) {
				w.WriteHeader(http.StatusNotFound)
			}
			return isCore(name)
		},
		"changed": func(w http.ResponseWriter, name string) bool {
			if isCore(name) {
				w.Write([]byte("\x1f\x8b something else"))
			}
			return isCore(name)
		},
		"connection closed": func(w http.ResponseWriter, name string) bool {
			if isCore(name) {
				panic(http.ErrAbortHandler)
			}
			return false
		},
		"no program": func(w http.ResponseWriter, name string) bool {
			is := strings.HasPrefix(name, "assets/step2-gold-")
			if is {
				w.WriteHeader(http.StatusForbidden)
			}
			return is
		},
	} {
		t.Run(name, func(t *visitor) {
			v := visit(t, serve(t, broken))
			v.forgive("the core did not load", "Failed to load resource", "integrity", "Failed to find a valid digest")
			v.open("schemes/step2-gold/check/")
			v.wait(`html[data-selfcheck="failed"]`)
			v.waitVisible(`[data-failed]`)
			v.answer("q04_eligible", "20")
			v.answer("q05_s1", "true")
			v.wait(saved)
			v.reload()
			v.wait(`html[data-selfcheck="failed"]`)
			if got := eval[string](v, `new FormData(document.querySelector("form.check")).get("q04_eligible")`); got != "20" {
				t.Errorf("after reloading the answer is %q", got)
			}
			if file, err := os.ReadFile(v.export()); err != nil || !strings.Contains(string(file), `"q04_eligible": 20`) {
				t.Errorf("%v: %s", err, file)
			}
		})
	}
}

// The form is complete before any script: every question can be read and
// answered on paper.
func TestScriptsOff(t *testing.T) { both(t, scriptsOff) }

func scriptsOff(t *visitor) {
	l, err := library()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range l.Schemes {
		t.Run(s.ID, func(t *visitor) {
			v := visit(t, serve(t, nil))
			v.scriptsOff()
			v.open("schemes/" + s.ID + "/check/")
			v.wait(`html[data-selfcheck="loading"]`)
			v.waitVisible(`noscript .note`)
			for _, f := range s.AllFields() {
				if f.Type == criteria.Table || f.Reference {
					continue // rows are named by their columns; what is for reference only is not asked
				}
				found := eval[string](v, `(() => {
					const all = [...document.getElementsByName(%s)].filter((e) => e.form);
					if (all.length === 0) return "no input";
					if (all.some((e) => e.disabled)) return "disabled";
					const box = all[0].closest("[data-field]");
					if (!box.checkVisibility()) return "not visible";
					if (all[0].ariaLabel) return ""; // a cell of a table, named by its row and column
					if (!box.innerText.includes(%s)) return "no label, but " + box.innerText;
					return "";
				})()`, f.ID, f.Label.In("ja"))
				if found != "" {
					t.Errorf("%s: %s", f.ID, found)
				}
			}
			if n := eval[int](v, `[...document.querySelectorAll("[data-criterion]")].filter((e) => e.querySelector("h3, :scope > th")).length`); n != len(s.AllCriteria()) {
				t.Errorf("%d criteria have a heading, there are %d", n, len(s.AllCriteria()))
			}
		})
	}
}
