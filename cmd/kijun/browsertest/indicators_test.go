package browsertest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"kijun/criteria"
)

// In every worked example the calculator shows the values that the command line
// gives, and how they stand to their targets.
func TestCalculator(t *testing.T) { both(t, calculator) }

func calculator(t *visitor) {
	l, err := library()
	if err != nil {
		t.Fatal(err)
	}
	v := visit(t, serve(t, nil))
	v.open("indicators/check/")
	v.wait(`html[data-selfcheck="ready"]`)
	examples := 0
	for _, cs := range l.Cases {
		if cs.Scheme.ID != "indicators" {
			continue
		}
		p, err := criteria.Program(cs.Scheme, "ja")
		if err != nil {
			t.Fatal(err)
		}
		scorer, answers := p.NewScorer(), p.NewAnswers()
		for _, c := range cs.Cases {
			examples++
			answers.Reset()
			cs.Answers(c, answers)
			var want struct {
				Derived map[string]struct {
					Display, Status string
					TargetMet       *bool `json:"target_met"`
				}
			}
			if err := json.Unmarshal(scorer.Score(answers).JSON(false), &want); err != nil {
				t.Fatal(err)
			}
			kept := map[string]string{}
			for _, pair := range cs.Texts(c) {
				kept[pair[0]] = pair[1]
			}
			// as another tab that writes them into the storage
			eval[bool](v, `dispatchEvent(new StorageEvent("storage", {storageArea: localStorage, key: %s, newValue: JSON.stringify(%s)}))`,
				"kijun:1:"+base+":"+cs.Scheme.Key(), map[string]any{"v": 1, "scheme": cs.Scheme.ID, "edition": cs.Scheme.Edition, "saved": "2026-01-01T00:00:00Z", "answers": kept})
			v.settle()
			got := eval[map[string][3]string](v, `Object.fromEntries([...document.querySelectorAll("[data-derived]")].map((o) => [o.dataset.derived,
				[o.dataset.status, o.textContent, document.querySelector('[data-verdict-of="' + o.dataset.derived + '"]')?.dataset.target ?? ""]]))`)
			for id, w := range want.Derived {
				g := got[id]
				met := ""
				if w.TargetMet != nil && w.Status == "ok" {
					met = map[bool]string{true: "met", false: "missed"}[*w.TargetMet]
				}
				if g[0] != w.Status || w.Status == "ok" && g[1] != w.Display || g[2] != met {
					t.Errorf("%s: %s shows %q, want %q, %q, %q", c.Name, id, g, w.Status, w.Display, met)
				}
			}
		}
	}
	if examples < 8 {
		t.Errorf("there are %d worked examples", examples)
	}
}

// The states of a result have words, a rounded value that looks like its target is
// explained, and records go into a table that grows.
func TestCalculatorByHand(t *testing.T) { both(t, calculatorByHand) }

func calculatorByHand(t *visitor) {
	v := visit(t, serve(t, nil))
	v.open("indicators/check/")
	v.wait(`html[data-selfcheck="ready"]`)
	for _, a := range [][2]string{{"headcount_total", "10000"}, {"headcount_on_leave", "0"}, {"stress_taken", "8996"}} {
		v.answer(a[0], a[1])
	}
	v.wait(`[data-derived="stress_check_rate"][data-status="ok"]`)
	v.wait(`[data-verdict-of="stress_check_rate"][data-target="missed"]:not([hidden])`)
	if got := eval[string](v, `document.querySelector('[data-rounded="stress_check_rate"]').textContent`); !strings.Contains(got, "89.96") {
		t.Errorf("90.0 and missed is explained with %q", got)
	}
	v.answer("men_leave_takers", "0")
	v.answer("men_spouse_births", "0")
	v.wait(`[data-derived="childcare_leave_men"][data-status="not_applicable"]`)
	v.answer("absent_8plus", "9")
	v.answer("absence_valid", "8")
	v.wait(`[data-derived="absenteeism_rate"][data-status="invalid_input"]`)
	for id, want := range map[string]string{"childcare_leave_men": "—（該当者なし）", "absenteeism_rate": "入力を確かめてください", "findings_rate": "未入力"} {
		if got := eval[string](v, `document.querySelector('[data-derived="' + %s + '"]').textContent`, id); got != want {
			t.Errorf("%s shows %q, want %q", id, got, want)
		}
	}
	v.answer("absent_8plus", kb.Delete)
	v.answer("absence_valid", kb.Delete)

	eval[bool](v, `(() => {
		const cell = document.getElementsByName("days_absent[0].value")[0];
		cell.closest("details").open = true;
		const data = new DataTransfer();
		data.setData("text/plain", "０\r\n7\r\n8\r\n20\r\n0\r\n0\r\n0\r\n9\r\n");
		return cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, data: data.getData("text/plain"), dataType: "text/plain", bubbles: true, cancelable: true })) === false;
	})()`)
	v.wait(`[data-derived="absenteeism_rate"][data-status="ok"]`)
	if got := eval[string](v, `document.querySelector('[data-derived="absenteeism_rate"]').textContent`); got != "37.5" {
		t.Errorf("three of eight were off for 8 days or more: %s", got)
	}

	file := v.export()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	l, err := library()
	if err != nil {
		t.Fatal(err)
	}
	if _, ds := criteria.ReadAnswers("answers.json", data, l, l.Find("indicators")); len(ds) > 0 {
		t.Errorf("the command line does not read the exported file: %v\n%s", ds, data)
	}
	v.click(`[data-action="clear"]`)
	v.click(`dialog[open] [data-choice="yes"]`)
	v.wait(`[data-derived="stress_check_rate"][data-status="missing_input"]`)
	v.choose(file)
	v.wait(`[data-derived="absenteeism_rate"][data-status="ok"]`)

	// the page of one indicator has what was entered here, and gives back what is entered there
	v.wait(saved)
	v.open("indicators/stress_check_rate/")
	v.wait(`[data-derived="stress_check_rate"][data-status="ok"]`)
	v.answer("stress_taken", "9000")
	v.wait(`[data-verdict-of="stress_check_rate"][data-target="met"]`)
	v.open("indicators/check/")
	v.wait(`html[data-selfcheck="ready"]`)
	v.wait(`[data-verdict-of="stress_check_rate"][data-target="met"]`)
	v.wait(`[data-derived="absenteeism_rate"][data-status="ok"]`)
}

// openTrend shows the trend page with nothing kept.
func openTrend(t testing.TB) *tab {
	t.Helper()
	v := visit(t, serve(t, nil))
	v.open("indicators/trend/")
	v.wait(`form[data-enhance="trend"][data-ready]`)
	return v
}

// pasteSeries puts text into the box for it and takes it.
func (v *tab) pasteSeries(text string) {
	v.Helper()
	eval[bool](v, `(document.querySelector(".trend-more").open = true) && (document.querySelector("[data-paste]").value = %s) !== null`, text)
	v.click(`[data-action="paste"]`)
	v.wait(`.toast`)
}

// series is the table of an indicator: year, value, change, target.
func (v *tab) series(id string) string {
	v.Helper()
	return eval[string](v, `[...document.querySelectorAll("#trend-" + %s + " tbody tr")].map((row) => [row.dataset.year, row.querySelector("[name^=value]").value,
		row.querySelector(".trend-change").dataset.change ?? "", row.querySelector(".trend-target")?.dataset.target ?? ""].join(" ").trimEnd()).join("\n")`, id)
}

// A company pastes its values, sees what became better and worse, corrects one,
// and finds everything again.
func TestTrend(t *testing.T) { both(t, trend) }

func trend(t *visitor) {
	v := openTrend(t)
	v.wait(`[data-empty]:not([hidden])`)
	v.pasteSeries("年度\t指標\t値\n２０１９年度\tストレスチェック受検率\t８８．５％\n令和2年度\tストレスチェック受検率\t89.96%\nR4\tstress_check_rate\t90\n2023\tストレスチェック受検率\t89.9\n" +
		"2022\tアブセンティーズム\t3.10\n2023\tアブセンティーズム\t2.8\n2024\tアブセンティーズム\t2.80\n2024\tだれも知らない指標\t1\n来年\tアブセンティーズム\t1\n2021\tアブセンティーズム\t三\n2022\tアブセンティーズム\t4\n2020\tアブセンティーズム\t5人\n")
	v.wait(`#trend-stress_check_rate[data-points="4"]`)
	for id, want := range map[string]string{
		"stress_check_rate": "2019 ８８．５％  missed\n2020 89.96% better missed\n2021\n2022 90  met\n2023 89.9 worse missed\n2024",
		"absenteeism_rate":  "2019\n2020\n2021\n2022 3.10\n2023 2.8 better\n2024 2.80 same",
	} {
		got := v.series(id)
		if _, rest, ok := strings.Cut(got, "2019"); !ok || !strings.HasPrefix("2019"+rest, want) {
			t.Errorf("%s:\n%s\nwant\n%s", id, got, want)
		}
	}
	problems := eval[string](v, `[...document.querySelectorAll("[data-problems-list] li")].map((li) => li.textContent).join("\n")`)
	for _, want := range []string{"9行目：「だれも知らない指標」", "10行目：「来年」を年度として", "11行目：「三」を数として", "12行目：6行目と同じ", "13行目：「5人」の単位"} {
		if !strings.Contains(problems, want) {
			t.Errorf("%q is not among the problems:\n%s", want, problems)
		}
	}
	// the year without a value parts the line, and its neighbours are not compared
	if lines := eval[int](v, `document.querySelectorAll("#trend-stress_check_rate polyline").length`); lines != 2 {
		t.Errorf("%d lines are drawn, want 2", lines)
	}
	if missed := eval[int](v, `document.querySelectorAll("#trend-stress_check_rate circle[data-missed]").length`); missed != 3 {
		t.Errorf("%d points are drawn as missed, want 3", missed)
	}
	description := eval[string](v, `document.querySelector("#trend-stress_check_rate svg desc").textContent`)
	for _, want := range []string{"値のない年度：2021年度", "2020年度90.0%", "目標 90%以上"} {
		if !strings.Contains(description, want) {
			t.Errorf("the chart's description has no %q: %s", want, description)
		}
	}

	// a correction by hand, and a note
	v.answer("value stress_check_rate 2023", "九十")
	v.wait(`[name="value stress_check_rate 2023"][aria-invalid="true"]`)
	v.answer("value stress_check_rate 2023", "90.0")
	v.wait(`#trend-stress_check_rate tr[data-year="2023"] [data-change="same"]`)
	v.answer("note stress_check_rate 2023", "設問を変えた")
	v.wait(`#trend-stress_check_rate .chart-note`)
	v.wait(saved)
	before := v.series("stress_check_rate")
	v.reload()
	v.wait(`#trend-stress_check_rate[data-points="4"]`)
	if got := v.series("stress_check_rate"); got != before {
		t.Errorf("after reloading the table is\n%s\nit was\n%s", got, before)
	}

	// out as CSV, away, and in again
	file := v.export()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if text := string(data); !strings.HasPrefix(text, "\ufeff年度,") || !strings.Contains(text, "\r\n2023,令和5年度,stress_check_rate,ストレスチェック受検率,90.0,%,設問を変えた\r\n") {
		t.Errorf("the file is %q", text)
	}
	v.click(`[data-action="clear"]`)
	v.click(`dialog[open] [data-choice="yes"]`)
	v.wait(`[data-empty]:not([hidden])`)
	v.choose(file)
	v.wait(`#trend-stress_check_rate[data-points="4"]`)
	if got := v.series("stress_check_rate"); got != before {
		t.Errorf("after reading the file the table is\n%s\nit was\n%s", got, before)
	}
	v.click(`#trend-absenteeism_rate [data-action="remove"]`)
	v.wait(`form:not(:has(#trend-absenteeism_rate))`)
	v.click(`[data-toast-action="undo"]`)
	v.wait(`#trend-absenteeism_rate[data-points="3"]`)
}

// Tables with the years on top, with the indicators on top, in the encoding of
// Excel, and pasted into a cell.
func TestTrendImports(t *testing.T) { both(t, trendImports) }

func trendImports(t *visitor) {
	v := openTrend(t)
	v.pasteSeries("指標\t2022年度\t2023年度（令和5年度）\t単位\n有所見率\t\"1,0.5\"\t40.2\t%\n度数率\t0.5人/100万時間\t−\t人/100万時間\n")
	v.wait(`#trend-accident_frequency_rate[data-points="1"]`)
	if got := eval[string](v, `document.querySelector("[data-problems-list]").textContent`); !strings.Contains(got, "2行目：「1,0.5」を数として") {
		t.Errorf("the problems are %s", got)
	}
	v.pasteSeries("年度,度数率,強度率\n2020,▲0.1,0.01\n2021,0,0.02\n")
	v.wait(`#trend-accident_frequency_rate[data-points="3"]`)
	v.wait(`#trend-accident_severity_rate[data-points="2"]`)
	v.wait(`#trend-accident_frequency_rate tr[data-year="2021"] [data-change="worse"]`)

	file := filepath.Join(t.TempDir(), "shift_jis.csv")
	sjis := "\x94\x4e\x93\x78,\x8e\x77\x95\x57,\x92\x6c\r\n2023,findings_rate,41.5\r\n2024,findings_rate,40\r\n" // 年度,指標,値
	if err := os.WriteFile(file, []byte(sjis), 0o644); err != nil {
		t.Fatal(err)
	}
	v.choose(file)
	v.wait(`#trend-findings_rate tr[data-year="2024"] [data-change="better"]`)

	eval[bool](v, `(() => {
		const data = new DataTransfer();
		data.setData("text/plain", "1\r\n2\r\n3\r\n");
		return document.getElementsByName("value accident_severity_rate 2022")[0].dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, data: data.getData("text/plain"), dataType: "text/plain", bubbles: true, cancelable: true })) === false;
	})()`)
	v.wait(`#trend-accident_severity_rate[data-points="5"]`)

	var many strings.Builder
	for year := 1995; year < 2025; year++ {
		fmt.Fprintf(&many, "%d\t平均勤続年数\t12.5\n", year)
	}
	v.pasteSeries(many.String())
	v.wait(`#trend-tenure_avg_years[data-points="30"]`)
	v.wait(`#trend-tenure_avg_years tr[data-year="1996"] [data-change="same"]`)
}

// The results of the calculator become the values of a year.
func TestTrendTakesOver(t *testing.T) { both(t, trendTakesOver) }

func trendTakesOver(t *visitor) {
	v := openTrend(t)
	eval[bool](v, `(document.querySelectorAll(".trend-more")[1].open = true)`)
	v.click(`[data-action="take-over"]`)
	v.wait(`.toast[data-kind="info"]`)
	v.open("indicators/work_engagement_vigor/")
	for _, a := range [][2]string{{"vigor_always", "412"}, {"vigor_often", "706"}, {"vigor_valid", "2180"}} {
		v.answer(a[0], a[1])
	}
	v.wait(`[data-derived="work_engagement_vigor"][data-status="ok"]`)
	v.open("indicators/trend/#of-findings_rate")
	v.wait(`#trend-findings_rate[data-points="0"]`)
	eval[bool](v, `(document.querySelectorAll(".trend-more")[1].open = true)`)
	v.click(`[data-action="take-over"]`)
	v.wait(`#trend-work_engagement_vigor[data-points="1"]`)
	if got := v.series("work_engagement_vigor"); !strings.Contains(got, "51.284403669725") {
		t.Errorf("taken over was\n%s", got)
	}
	if got := eval[string](v, `document.querySelector("#trend-work_engagement_vigor .chart-value").textContent`); got != "51.3" {
		t.Errorf("the chart shows %s", got)
	}
}

// Keys are enough: an indicator is chosen, a value typed, and the focus is never lost.
func TestTrendByKeys(t *testing.T) { both(t, trendByKeys) }

func trendByKeys(t *visitor) {
	v := openTrend(t)
	eval[bool](v, `document.querySelector("[data-choose]").focus() === undefined`)
	v.keys(kb.ArrowDown, kb.Tab, kb.Enter)
	v.wait(`.trend input:focus`)
	v.keys("55.5")
	v.wait(`.trend[data-points="1"]`)
	if !eval[bool](v, `document.activeElement.value === "55.5"`) {
		t.Error("the input lost the focus or its value")
	}
}
