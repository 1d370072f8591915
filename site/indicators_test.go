package site

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"kijun/criteria/feel"
)

const sampleIndicators = `indicators: indicators
edition: "2026"
title: 試験の指標
summary: 試験のための指標です。
defaults: {direction: higher, population: 全社員, frequency: 毎年, zero: 該当者なし}
surveys:
  wave: {title: 社員アンケート, population: 答えた人, answers: 120}
inputs:
  staff: {label: 社員数, type: integer, unit: 人, min: 0}
categories:
  - id: body
    title: 体
    defaults: {unit: "%", decimals: 1}
    inputs:
      taken: {label: 受けた人, type: integer, unit: 人, min: 0}
      tired: {label: 疲れた人, type: integer, unit: 人, min: 0}
      days: {label: 休んだ日数, type: table, rows: 3000, columns: {value: {label: 日数, type: integer, unit: 日, min: 0, max: 366}}}
    constraints:
      - {id: taken_within, assert: taken <= staff, message: 受けた人が社員数を超えています, fields: [taken]}
      - {id: tired_within, assert: tired <= staff, message: 疲れた人が社員数を超えています, fields: [tired]}
    indicators:
      - {id: rate, title: 受診率, definition: 受けた人の割合です。, formula: "percent(taken, staff)", target: ">= 90", source: 記録}
      - {id: tiredness, title: 疲労, definition: 疲れた人の割合です。, formula: ["percent(tired, staff)", "percent(count(days[item >= 8]), count(days))"], direction: lower, survey: wave, open: [分母は社員数でよいか決まっていません。]}
      - {id: talk, title: 対話, definition: 話し合いの様子を文で書きます。}
helpers:
  - {id: rest, title: 疲れていない人, definition: 疲労の残りです。, formula: 100 - tiredness, unit: "%", decimals: 1, source: 計算}
`

// indicatorProject is a project with a file of indicators.
func indicatorProject(more map[string]string) fstest.MapFS {
	files := map[string]string{"criteria/indicators.indicators.yaml": sampleIndicators}
	for name, text := range more {
		files[name] = text
	}
	return project(files)
}

// builtWithWarnings is the files of a project that must be without errors.
func builtWithWarnings(t *testing.T, p fstest.MapFS) map[string]string {
	t.Helper()
	var m Memory
	problems, err := shared.Build(context.Background(), p, &m)
	if err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	files := map[string]string{}
	for name, data := range m.Files() {
		files[name] = string(data)
	}
	return files
}

func TestIndicatorPages(t *testing.T) {
	files := builtWithWarnings(t, indicatorProject(map[string]string{
		"content/indicators/index.md": "指標の読み方です。[疲労](/indicators/tiredness/)と[計算](/indicators/check/#rate)。\n",
		"content/indicators/rate.md":  "## 進め方\n\n受診を勧めます。\n",
		"content/indicators/faq.md":   "# よくある質問\n\n質問です。\n",
	}))
	for _, tt := range []struct{ page, want string }{
		// menu and navigation
		{"index.html", `<li><a href="./indicators/">指標</a></li>`},
		{"indicators/index.html", `<li><a href="../indicators/check/">計算シート</a></li>`},
		{"indicators/index.html", `<li><a href="../indicators/faq/">よくある質問</a></li>`},
		{"indicators/index.html", `<li><a href="../indicators/rest/">疲れていない人</a></li>`},
		// the dictionary: text of the author, categories, marks where an indicator differs, the survey once
		{"indicators/index.html", `指標の読み方です。<a href="../indicators/tiredness/">疲労</a>`},
		{"indicators/index.html", `<section class="indicator-category" id="category-body"><h2>体</h2>`},
		{"indicators/index.html", `<article class="indicator-entry" id="rate"><h3><a href="../indicators/rate/">受診率</a></h3><p class="indicator-marks"><span class="trait">単位：%</span> <span class="trait trait-target">目標：90%以上</span></p>`},
		{"indicators/index.html", `<span class="trait trait-direction">低いほど良い</span>`},
		{"indicators/index.html", `<li><a href="#rate">受診率</a>　90%以上</li>`},
		{"indicators/index.html", `<article class="survey" id="survey-wave"><h3>社員アンケート</h3>`},
		// an indicator: formula, inputs, text of the author, what is open
		{"indicators/rate/index.html", `<span class="fraction-top"><span>受けた人</span></span><span class="fraction-bottom"><span>社員数</span></span></span><span class="formula-sign">×</span><span>100</span>`},
		{"indicators/rate/index.html", `</span>受けた人 ÷ 社員数 × 100</p>`},
		{"indicators/rate/index.html", `<h2 id="進め方">進め方</h2>`},
		{"indicators/rate/index.html", `<td>人</td><td>0以上の整数</td><td><ul class="inline-list"><li><a href="../../indicators/tiredness/">疲労</a></li><li><a href="../../indicators/rest/">疲れていない人</a></li></ul></td>`},
		{"indicators/rate/index.html", `<dt>割る数が0のとき</dt><dd>—（該当者なし）</dd>`},
		{"indicators/rate/index.html", `data-derived="rate" data-status="missing_input"`},
		{"indicators/tiredness/index.html", `休んだ日数のうち、8日以上のものの件数 ÷ 休んだ日数の件数 × 100`},
		{"indicators/tiredness/index.html", `<td>1行ごとに日数（日、0以上366以下の整数）</td>`},
		{"indicators/tiredness/index.html", `<dt>調査</dt><dd><a href="../../indicators/#survey-wave">社員アンケート</a></dd>`},
		{"indicators/tiredness/index.html", `<li>分母は社員数でよいか決まっていません。</li>`},
		{"indicators/talk/index.html", `<p>この指標には計算式がありません。</p>`},
		// a helper that is computed from an indicator has the indicator's inputs
		{"indicators/rest/index.html", `name="tired"`},
		// the calculator: an input of several indicators stands above them, one of a later indicator refers to the first
		{"indicators/check/index.html", `data-selfcheck="loading"`},
		{"indicators/check/index.html", `data-most-rows="3000"`},
		{"indicators/check/index.html", `<p class="elsewhere">ほかの所で入れる数：<a href="#f-staff">社員数</a></p>`},
		{"indicators/check/index.html", `data-figure="rate" data-target=">=90" data-decimals="1"`},
		{"indicators/trend/index.html", `<option value="tiredness" id="of-tiredness" data-page="../../indicators/tiredness/" data-unit="%" data-decimals="1" data-direction="lower" data-direction-mark="低いほど良い" data-target data-target-text data-reference>疲労</option>`},
	} {
		if !strings.Contains(files[tt.page], tt.want) {
			t.Errorf("%s does not contain %s", tt.page, tt.want)
		}
	}
	for _, tt := range []struct{ page, bad string }{
		{"indicators/talk/index.html", "data-derived"},
		{"indicators/check/index.html", `data-derived="talk"`},
		{"indicators/trend/index.html", `value="talk"`},
	} {
		if strings.Contains(files[tt.page], tt.bad) {
			t.Errorf("%s contains %s", tt.page, tt.bad)
		}
	}
	for _, name := range []string{"staff", "taken", "tired", "days[0].value"} {
		if n := strings.Count(files["indicators/check/index.html"], ` name="`+name+`"`); n != 1 {
			t.Errorf("the calculator has %d inputs named %s", n, name)
		}
	}
}

// Without a file of indicators there is nothing of them.
func TestNoIndicators(t *testing.T) {
	for name, data := range built(t, &shared, sample(t)) {
		if strings.HasPrefix(name, "indicators/") || strings.HasSuffix(name, ".html") && strings.Contains(string(data), "指標") {
			t.Errorf("%s speaks of indicators", name)
		}
	}
}

// An indicator must not take the address of the calculator.
func TestIndicatorAddress(t *testing.T) {
	p := indicatorProject(map[string]string{"criteria/indicators.indicators.yaml": strings.Replace(sampleIndicators, "id: talk", "id: trend", 1)})
	problems := shared.Check(context.Background(), p)
	if want := "criteria/indicators.indicators.yaml:24:9: 指標の id に「trend」は使えません（/indicators/trend/ は別のページの場所です）"; !strings.Contains(problems.Err().Error(), want) {
		t.Errorf("got %v, want %s", problems, want)
	}
}

func TestConditions(t *testing.T) {
	for in, want := range map[string]string{
		">= 100": ">=100", "<= 90": "<=90", "> -1.5": ">-1.5", "[18.5..25)": ">=18.5,<25", "(0..1]": ">0,<=1", "3": "=3", "-2": "=-2",
		"< 1, > 5": "<1 >5", "[1..2], 4": ">=1,<=2 =4", "not(3)": "", ">= staff": "", "-": "",
	} {
		n, problem := feel.ParseTests(in)
		if problem != nil {
			t.Fatal(in, problem)
		}
		if got := conditions(n); got != want {
			t.Errorf("%s is %q, want %q", in, got, want)
		}
	}
}

func TestDivides(t *testing.T) {
	for in, want := range map[string]bool{
		"percent(a, b)": true, "a / b": true, "100 - a / b": true, "mean(days)": true, "a / (b / 100) ** 2": true,
		"a * b / 100": false, "a": false, "count(days[item >= 8])": false,
	} {
		n, problem := feel.Parse(in)
		if problem != nil {
			t.Fatal(in, problem)
		}
		if got := divides(n); got != want {
			t.Errorf("%s divides: %v", in, got)
		}
	}
}
