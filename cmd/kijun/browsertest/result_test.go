package browsertest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
	"github.com/evanw/esbuild/pkg/api"

	"kijun/criteria"
	"kijun/criteria/score"
)

// A judged is the part of a result that the panel is compared with.
type judged struct {
	Awards   map[string]struct{ Verdict string }
	Total    *span
	Maximum  *span
	Sections map[string]struct{ Total, Maximum *span }
	Groups   map[string]struct {
		Min, Max json.Number
		Need     json.Number
	}
	Criteria map[string]struct {
		Status   string
		Outcomes []any
	}
	Next map[string]struct {
		Possible bool
		Effort   json.Number
		Criteria []struct {
			ID     string
			Pinned bool
		}
	}
}

type span struct{ Min, Max json.Number }

func (s span) String() string {
	if s.Min == s.Max {
		return s.Min.String()
	}
	return s.Min.String() + "〜" + s.Max.String()
}

// scorer judges answers natively.
type scorer struct {
	testing.TB
	program *score.Program
	scorer  *score.Scorer
	answers *score.Answers
}

func newScorer(t testing.TB, s *criteria.Scheme, pairs [][2]string) *scorer {
	t.Helper()
	p, err := criteria.Program(s, "ja")
	if err != nil {
		t.Fatal(err)
	}
	answers := p.NewAnswers()
	for _, pair := range pairs {
		answers.SetText(pair[0], pair[1])
	}
	return &scorer{t, p, p.NewScorer(), answers}
}

// judge gives the result with plans that follow wishes: criterion and words.
func (s *scorer) judge(wishes map[string]string) (r judged) {
	s.Helper()
	var all []score.Wish
	for id, words := range wishes {
		w, ok := s.program.ReadWish(id, words)
		if !ok {
			s.Fatal("no wish: ", id, words)
		}
		all = append(all, w)
	}
	s.scorer.Wish(all)
	if err := json.Unmarshal(s.scorer.Score(s.answers).JSON(true), &r); err != nil {
		s.Fatal(err)
	}
	return r
}

// steps are the criteria of a plan.
func (r judged) steps(award string) (ids []string) {
	for _, c := range r.Next[award].Criteria {
		ids = append(ids, c.ID)
	}
	return ids
}

// result opens the panel of a scheme with answers, and waits until it shows them.
func (v *tab) result(scheme string, pairs [][2]string) {
	v.Helper()
	v.open("404.html")
	eval[bool](v, `localStorage.clear() === undefined`) // nothing is shared with another scheme
	answers := map[string]any{}
	for _, p := range pairs {
		answers[p[0]] = p[1]
	}
	v.remember(scheme, edition(v, scheme), answers)
	v.open("schemes/" + scheme + "/check/#view-result")
	v.wait(`[data-panel="result"] .outlook-verdict`)
}

// some are all answers but every n-th.
func some(pairs [][2]string, n int) (kept [][2]string) {
	for i, p := range pairs {
		if i%n != n-1 {
			kept = append(kept, p)
		}
	}
	return kept
}

// cells are the numbers of a row of the panel.
func (v *tab) cells(row string) string {
	v.Helper()
	return eval[string](v, `[...document.querySelectorAll("[data-panel=result] " + %s + " td")].map((e) => e.textContent).join(" ")`, row)
}

func (v *tab) list(selector, attribute string) []string {
	v.Helper()
	return eval[[]string](v, `[...document.querySelectorAll(%s)].map((e) => e.getAttribute(%s))`, selector, attribute)
}

// The numbers of the panel are those of the core, and its plan is the core's.
func TestResultPanel(t *testing.T) { both(t, resultPanel) }

func resultPanel(t *visitor) {
	l, err := library()
	if err != nil {
		t.Fatal(err)
	}
	v := visit(t, serve(t, nil))
	minus := func(s span) string {
		low, _ := s.Min.Int64()
		high, _ := s.Max.Int64()
		return fmt.Sprint(high - low)
	}
	pairs := some(texts(t, "step2-gold", "S17"), 5)
	v.result("step2-gold", pairs)
	r := newScorer(t, l.Find("step2-gold"), pairs).judge(nil)
	if got, want := v.cells("[data-outlook-total]"), fmt.Sprintf("%s %s %s", r.Total.Min, minus(*r.Total), r.Maximum); got != want {
		t.Errorf("the total is %q, want %q", got, want)
	}
	rows := 0
	for id, s := range r.Sections {
		if s.Maximum.Max == "0" {
			continue
		}
		rows++
		if got, want := v.cells(`[data-outlook-section="`+id+`"]`), fmt.Sprintf("%s %s %s", s.Total.Min, minus(*s.Total), s.Maximum); got != want {
			t.Errorf("%s has %q, want %q", id, got, want)
		}
	}
	if n := len(v.list("[data-outlook-section]", "data-outlook-section")); n != rows {
		t.Errorf("the table has %d sections, want %d", n, rows)
	}
	verdict := eval[string](v, `document.querySelector(".outlook-verdict").textContent`)
	if !strings.HasPrefix(verdict, "「金の認定」は、まだ決まっていません。") || !strings.Contains(verdict, r.Total.Min.String()) {
		t.Errorf("the verdict is %q", verdict)
	}
	if got, want := v.list("[data-plan] > li", "data-plan-step"), r.steps("gold"); !slices.Equal(got, want) {
		t.Errorf("the plan is %v, want %v", got, want)
	}
	gains := eval[[]float64](v, `[...document.querySelectorAll("[data-gain] .plan-figures strong")].map((e) => parseFloat(e.textContent.slice(1)))`)
	if len(gains) < 5 || !slices.IsSortedFunc(gains, func(a, b float64) int { return int(b - a) }) {
		t.Errorf("the criteria bring %v", gains)
	}
	open := 0
	for _, c := range r.Criteria {
		if c.Status == "open" {
			open++
		}
	}
	if got, want := eval[string](v, `document.querySelector('[data-outlook-list="open"] h3').textContent`), fmt.Sprintf("まだ決まっていない項目（%d）", open); got != want {
		t.Errorf("the list of what is open is called %q, want %q", got, want)
	}
	// a question that is open is one click away, in the form
	v.click(`[data-outlook-list="open"] ul ul a`)
	v.wait(`.check[data-view="form"]`)
	if !eval[bool](v, `document.activeElement.matches("input, select, textarea") && document.activeElement.checkVisibility()`) {
		t.Error("the link does not lead into an input")
	}

	pairs = texts(t, "mie-2027", "M23")
	v.result("mie-2027", pairs)
	r = newScorer(t, l.Find("mie-2027"), pairs).judge(nil)
	groups := eval[[]string](v, `[...document.querySelectorAll(".outlook-table:first-of-type tbody tr")].map((row) => [...row.querySelectorAll("td")].map((e) => e.textContent).join(" "))`)
	for i, id := range []string{"a", "b", "c"} {
		g := r.Groups[id]
		if want := fmt.Sprintf("%s %s %s", g.Min, minus(span{g.Min, g.Max}), g.Need); len(groups) < 4 || groups[i+1] != want {
			t.Errorf("group %s is in %q, want %q", id, groups, want)
		}
	}
	if got, want := v.list("[data-plan] > li", "data-plan-step"), r.steps("certified"); !slices.Equal(got, want) {
		t.Errorf("the plan is %v, want %v", got, want)
	}
	// only what a group still needs could bring something
	for _, id := range v.list("[data-gain]", "data-gain") {
		if !slices.Contains([]string{"i01", "i02", "i03"}, id) {
			t.Errorf("%s brings nothing", id)
		}
	}

	pairs = some(texts(t, "meti-2018", "F06"), 4)
	v.result("meti-2018", pairs)
	r = newScorer(t, l.Find("meti-2018"), pairs).judge(nil)
	if got, want := v.list("[data-plan] > li", "data-plan-step"), r.steps("large"); len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("the plan is %v, want %v", got, want)
	}
}

// A blank form is not told to do everything.
func TestResultOfNothing(t *testing.T) {
	v := visit(t, serve(t, nil))
	v.openCheck("step2-gold")
	v.click(`[data-view="result"]`)
	v.wait(`[data-panel="result"] .outlook > .note`)
	if eval[bool](v, `document.querySelector(".plan") !== null`) {
		t.Error("there is a plan")
	}
	v.click(`[data-panel="result"] .outlook a`)
	v.wait(`.check[data-view="form"]`)
}

// pick sets a select as a visitor does who uses keys: it has the focus.
func (v *tab) pick(selector, value string) {
	v.Helper()
	eval[bool](v, `(() => {
		const select = document.querySelector(%s);
		select.focus();
		select.value = %s;
		return select.dispatchEvent(new Event("change", {bubbles: true}));
	})()`, selector, value)
	v.settle()
}

// What is ruled out, done anyway or costs otherwise is planned so at once, is kept
// with the record, and can be taken back.
func TestPlanPins(t *testing.T) { both(t, planPins) }

func planPins(t *visitor) {
	l, err := library()
	if err != nil {
		t.Fatal(err)
	}
	v := visit(t, serve(t, nil))
	pairs := some(texts(t, "step2-gold", "S17"), 5)
	native := newScorer(t, l.Find("step2-gold"), pairs)
	same := func(wishes map[string]string) []string {
		t.Helper()
		want := native.judge(wishes)
		got := v.list("[data-plan] > li", "data-plan-step")
		if !slices.Equal(got, want.steps("gold")) {
			t.Errorf("with %v the plan is %v, want %v", wishes, got, want.steps("gold"))
		}
		if sum := eval[string](v, `document.querySelector("[data-plan-sum]").textContent`); !strings.Contains(sum, "手間の合計"+want.Next["gold"].Effort.String()) {
			t.Errorf("with %v the sum is %q, want %s", wishes, sum, want.Next["gold"].Effort)
		}
		return got
	}
	v.result("step2-gold", pairs)
	first := same(nil)[0]
	v.pick(`[data-wish="`+first+`"][data-part="pin"]`, "never")
	v.wait(`[data-plan-never] [data-wish="` + first + `"]`)
	other := same(map[string]string{first: "never"})[0]
	if focused := eval[string](v, `document.activeElement.dataset.wish + " " + document.activeElement.dataset.part`); focused != first+" pin" {
		t.Errorf("the focus is on %q", focused)
	}
	v.click(`[data-wish="` + other + `"][data-part="effort"]`)
	v.keys("９", kb.Enter)
	v.settle()
	wishes := map[string]string{first: "never", other: " 9"}
	same(wishes)
	if got := v.list("[data-next-list] > li", "data-next"); len(got) == 0 || slices.Contains(got, first) {
		t.Errorf("beside the form the plan is %v", got)
	}
	v.wait(saved)
	eval[bool](v, `new Promise((done) => setTimeout(() => done(true), 400))`) // longer than the page waits before it saves
	v.reload()
	v.wait(`[data-plan-never] [data-wish="` + first + `"]`)
	same(wishes)

	// not a number: said, and the plan stays
	v.click(`[data-wish="` + other + `"][data-part="effort"]`)
	eval[bool](v, `document.activeElement.select() === undefined`)
	v.keys("-1", kb.Enter)
	v.wait(`#plan-wrong-` + other + `:not([hidden])`)
	same(wishes)

	// everything ruled out: which it is stands there, and one button takes it back
	for range 12 {
		ids := v.list("[data-plan] > li", "data-plan-step")
		if len(ids) == 0 {
			break
		}
		v.pick(`[data-wish="`+ids[0]+`"][data-part="pin"]`, "never")
	}
	v.wait(`.plan-blocked [data-part="release"]`)
	if got := eval[string](v, `document.querySelector(".next-lead").textContent`); !strings.Contains(got, "「やらない」にした項目を除くと") {
		t.Errorf("beside the form stands %q", got)
	}
	v.click(`[data-part="release"]`)
	v.wait(`[data-plan] > li`)
	same(map[string]string{other: " 9"})
	if !eval[bool](v, `document.activeElement.matches("[data-plan-title]")`) {
		t.Error("the focus is lost")
	}
	v.click(`[data-toast-action="undo"]`)
	v.wait(`.plan-blocked [data-part="release"]`)
}

// What a criterion lacks for its next step stands in its card, and goes when it is met.
func TestNearLine(t *testing.T) { both(t, nearLine) }

func nearLine(t *visitor) {
	v := visit(t, serve(t, nil))
	v.openCheck("step2-gold")
	v.answer("q04_eligible", "40")
	v.answer("q04_examined", "12")
	v.answer("q04_evidence", "true")
	v.wait(`[data-criterion="q04"] [data-near]:not([hidden])`)
	if got, want := eval[string](v, `document.querySelector('[data-criterion="q04"] [data-near]').textContent`), "特定健診を受けた人数があと8人増えると、10点になります。"; got != want {
		t.Errorf("the card says %q, want %q", got, want)
	}
	v.click(`[data-view="result"]`)
	v.wait(`[data-gain="q04"] .near`)
	v.click(`[data-gain="q04"] a`)
	v.wait(`.check[data-view="form"]`)
	v.answer("q04_examined", "20")
	v.wait(`[data-criterion="q04"][data-status="met"] [data-near][hidden]`)
}

// A damaged wish in the storage is passed over, the others hold.
func TestDamagedWishes(t *testing.T) {
	v := visit(t, serve(t, nil))
	v.result("step2-gold", some(texts(t, "step2-gold", "S17"), 5))
	ids := v.list("[data-plan] > li", "data-plan-step")
	eval[bool](v, `(() => {
		const key = Object.keys(localStorage).find((k) => k.includes(":step2-gold@") && !k.endsWith(":open")&& !k.endsWith(":place"));
		const item = JSON.parse(localStorage.getItem(key));
		item.wishes = {[%s]: {pin: "never"}, nothing: {pin: "always"}, q01: {pin: 3, effort: "1e9"}, q02: "never", q03: {effort: "-1"}};
		localStorage.setItem(key, JSON.stringify(item));
		return true;
	})()`, ids[0])
	v.reload()
	v.wait(`[data-plan-never] [data-wish="` + ids[0] + `"]`)
	if got := v.list("[data-plan-never] select", "data-wish"); len(got) != 1 {
		t.Errorf("ruled out is %v", got)
	}
}

// The panel is as accessible as the form.
func TestResultAccessibility(t *testing.T) {
	src := axe(t)
	v := visit(t, serve(t, nil))
	v.result("step2-gold", some(texts(t, "step2-gold", "S17"), 5))
	v.pick(`[data-plan] [data-part="pin"]`, "never")
	v.accessible(src)
	v.open("compare/")
	v.wait(`[data-joint-sum]`)
	v.pick(`[data-joint-list] [data-pin-of]`, "never")
	v.accessible(src)
}

// The plan over several schemes reaches each of them, and costs no more than their
// plans one by one.
func TestJointPlan(t *testing.T) { both(t, jointPlan) }

func jointPlan(t *visitor) {
	l, err := library()
	if err != nil {
		t.Fatal(err)
	}
	v := visit(t, serve(t, nil))
	v.open("404.html")
	natives := map[string]*scorer{}
	apart := 0.0
	for _, r := range [][2]string{{"step2-gold", "S16"}, {"mie-2027", "M03"}} {
		pairs := texts(t, r[0], r[1])
		answers := map[string]any{}
		for _, p := range pairs {
			answers[p[0]] = p[1]
		}
		s := l.Find(r[0])
		v.remember(s.ID, s.Edition, answers)
		natives[s.ID] = newScorer(t, s, pairs)
		effort, _ := natives[s.ID].judge(nil).Next[s.Awards[0].ID].Effort.Float64()
		apart += effort
	}
	v.open("compare/")
	v.wait(`[data-joint-sum]`)
	// reaches checks that what the page lists is enough, and returns its themes
	reaches := func(schemes ...string) []string {
		t.Helper()
		for _, scheme := range schemes {
			s := l.Find(scheme)
			wishes := map[string]string{}
			for _, c := range s.AllCriteria() {
				wishes[c.ID] = "never"
			}
			for _, id := range eval[[]string](v, `[...document.querySelectorAll("[data-joint-list] ul a")].map((a) => new URL(a.href)).filter((u) => u.pathname.includes("/" + %s + "/")).map((u) => u.hash.slice(1))`, scheme) {
				wishes[id] = "always"
			}
			if !natives[scheme].judge(wishes).Next[s.Awards[0].ID].Possible {
				t.Errorf("%v does not reach %s", wishes, scheme)
			}
		}
		return v.list("[data-joint-list] > li", "data-joint-theme")
	}
	sum := func() float64 {
		return eval[float64](v, `Number(document.querySelector("[data-joint-sum]").dataset.jointSum)`)
	}
	themes := reaches("step2-gold", "mie-2027")
	if got := sum(); got > apart || got == 0 {
		t.Errorf("together it costs %v, one by one %v", got, apart)
	}
	v.pick(`[data-pin-of="`+themes[0]+`"]`, "never")
	v.wait(`[data-joint-never-list] [data-pin-of="` + themes[0] + `"]`)
	if slices.Contains(v.list("[data-joint-list] > li", "data-joint-theme"), themes[0]) {
		t.Error("what is ruled out is in the plan")
	}
	if focused := eval[string](v, `document.activeElement.dataset.pinOf`); focused != themes[0] {
		t.Errorf("the focus is on %q", focused)
	}
	v.reload()
	v.wait(`[data-joint-never-list] [data-pin-of="` + themes[0] + `"]`)
	v.pick(`[data-pin-of="`+themes[0]+`"]`, "")
	v.click(`[data-joint-schemes] input[value="mie-2027"]`)
	v.settle()
	reaches("step2-gold")
	if want, _ := natives["step2-gold"].judge(nil).Next["gold"].Effort.Float64(); sum() != want {
		t.Errorf("one scheme alone costs %v, want %v", sum(), want)
	}
	v.click(`[data-joint-schemes] input[value="step2-gold"]`)
	v.settle()
	if n := len(v.list("[data-joint-list] > li", "class")); n != 0 {
		t.Errorf("without a scheme the plan has %d steps", n)
	}
}

// Random schemes: the joint plan reaches all, is never dearer than one plan after
// the other, never cheaper than the best that there is, and mostly that itself.
func TestPlanJointly(t *testing.T) {
	built := api.Build(api.BuildOptions{EntryPoints: []string{root + "/themes/standard/assets/ts/compare/joint.ts"}, Bundle: true,
		Format: api.FormatIIFE, GlobalName: "joint", LogLevel: api.LogLevelSilent})
	if len(built.Errors) > 0 {
		t.Fatal(built.Errors)
	}
	v := visit(t, serve(t, nil))
	v.open("404.html")
	got := eval[map[string]any](v, `(() => {
		const joint = (0, eval)(%s + "joint");
		let seed = 7;
		const random = (n) => (seed = (seed * 48271) %% 2147483647) %% n;
		const themes = ["a", "b", "c", "d", "e"];
		const cheapest = (members, need, wishes) => {
			let best;
			for (let mask = 0; mask < 1 << members.length; mask++) {
				const chosen = members.filter((m, i) => mask >> i & 1);
				const wish = (m) => wishes[m.id] ?? {};
				if (chosen.some((m) => wish(m).pin === "never") || members.some((m) => wish(m).pin === "always" && !chosen.includes(m))) continue;
				if (chosen.reduce((s, m) => s + m.gain, 0) < need) continue;
				const criteria = chosen.map((m) => ({id: m.id, gain: m.gain, effort: wish(m).pin === "always" ? 0 : Number(wish(m).effort ?? m.effort), ...(wish(m).pin === "always" ? {pinned: true} : {})}));
				const effort = criteria.reduce((s, c) => s + c.effort, 0);
				if (best === undefined || effort < best.effort || effort === best.effort && criteria.length < best.criteria.length) best = {possible: true, effort, criteria};
			}
			return best ?? {possible: false, effort: 0, criteria: []};
		};
		let best = 0, rounds = 120;
		for (let round = 0; round < rounds; round++) {
			const schemes = Array.from({length: 2 + round %% 4}, (_, s) => {
				const members = Array.from({length: 2 + random(2)}, (_, i) => ({id: "c" + i, theme: themes[random(5)], effort: 1 + random(4), gain: 1 + random(3)}));
				const need = 1 + random(members.reduce((s, m) => s + m.gain, 0));
				return {scheme: "s" + s, wishes: {}, criteria: members, members, need, plan: (wishes) => cheapest(members, need, wishes)};
			});
			const pins = round %% 3 === 0 ? {[themes[random(5)]]: "always"} : {};
			const plan = joint.planJointly(schemes, pins);
			if (plan.blocked.length > 0) return {error: "blocked", round};
			for (const s of schemes) {
				const ids = plan.steps.flatMap((step) => step.criteria.filter((c) => c.scheme === s.scheme).map((c) => c.id));
				if (s.members.filter((m) => ids.includes(m.id)).reduce((sum, m) => sum + m.gain, 0) < s.need) return {error: "not reached", round};
			}
			// by theme: the least that is enough when a theme is done up to an effort
			let least = Infinity;
			const levels = themes.map(() => 0);
			const look = (i, cost) => {
				if (cost >= least) return;
				if (i === themes.length) {
					const enough = schemes.every((s) => s.members.filter((m) => pins[m.theme] === "always" || m.effort <= levels[themes.indexOf(m.theme)]).reduce((sum, m) => sum + m.gain, 0) >= s.need);
					if (enough) least = cost;
					return;
				}
				for (let e = 0; e <= 4; e++) { levels[i] = e; look(i + 1, cost + e); }
			};
			look(0, 0);
			const apart = schemes.reduce((sum, s) => sum + cheapest(s.members, s.need, Object.fromEntries(s.members.map((m) => [m.id, pins[m.theme] ? {pin: pins[m.theme]} : {}]))).effort, 0);
			if (plan.effort < least) return {error: "cheaper than there is", round, effort: plan.effort, least};
			if (plan.effort > apart) return {error: "dearer than apart", round, effort: plan.effort, apart};
			if (plan.effort === least) best++;
		}
		return {best: best / rounds};
	})()`, string(built.OutputFiles[0].Contents))
	if best, _ := got["best"].(float64); best < 0.8 {
		t.Errorf("the plans are %v", got)
	}
}
