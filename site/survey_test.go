package site

import (
	"bytes"
	"compress/gzip"
	"os"
	"regexp"
	"strings"
	"testing"
)

// surveySite is the site of the small definitions that have all that long forms are
// made of.
func surveySite(t testing.TB) map[string][]byte {
	t.Helper()
	var m Memory
	problems, err := shared.Build(t.Context(), os.DirFS("testdata/survey"), &m)
	if err == nil {
		err = problems.Err()
	}
	if err != nil {
		t.Fatal(err)
	}
	return m.Files()
}

func TestSurveyPages(t *testing.T) {
	files := surveySite(t)
	const check, form, scheme, bands = "schemes/survey/check/index.html", "schemes/survey/form/index.html", "schemes/survey/index.html", "schemes/bands/check/index.html"
	tests := []struct{ name, page, want string }{
		{"steps", check, `<li><a href="#section-ch0"><span class="steps-name"><span class="number">第1章</span> 会社の姿</span>`},
		{"the cover is a step", check, `data-step="check-cover"`},
		{"the table of requirements is a step", check, `data-step="check-requirements"`},
		{"the rule against answers to what is not asked", check, `data-hidden-rules="V09"`},
		{"mark with its meaning", check, `<h3 id="question-q6-title"><span class="number">Q6</span> 方針を文章にしていますか <span class="mark">★<span class="visually-hidden">（認定の判定に使う設問）</span></span></h3>`},
		{"what a marked question decides", check, `<p class="feeds">この設問で決まる項目：<a href="#r_policy">1 方針を文章にしている</a>`},
		{"a marked part decides too", check, `id="question-q7_sq1" data-question`},
		{"what decides a requirement", check, `<td class="decided-by"><a href="#question-q7">Q7</a> <a href="#question-q7_sq1">Q7 SQ1</a>`},
		{"a requirement with a field of its own leads to its card", check, `<tr data-requirement="r_law" data-status="open"><th scope="row"><a href="#r_law">`},
		{"a requirement without", check, `<tr id="i_goal" data-criterion="i_goal" data-status="open">`},
		{"size of a group", check, `data-group="items" data-group-size="3"`},
		{"cell named by row and column", check, `aria-label="30歳未満 うち女性（人）" aria-describedby="question-q4-t1-error"`},
		{"computed cell", check, `<output name="q4_f" data-derived="q4_f" aria-label="合計 うち女性（人）">`},
		{"grid of boxes", check, `<tr data-field="q8_t1" data-type="choices"><th scope="row">健康の知識</th><td data-column="全員・必須"><label class="cell-option"><input type="checkbox" id="f-q8_t1" name="q8_t1" value="1" aria-label="健康の知識 全員・必須">`},
		{"grid of radios can be taken back", check, `name="q9_1" value checked aria-label="研修 まだ"`},
		{"box to tick", check, `<input type="checkbox" id="f-q8_none" name="q8_none" value="true" data-flag`},
		{"text of one line", check, `<input class="input input-text" type="text" id="f-q9_name"`},
		{"the condition of a whole question", check, `<p class="question-when" data-when>文章にした方針が「ある」のときに答えます。</p>`},
		{"on paper too", form, `<p class="question-when">文章にした方針が「ある」のときに答えます。</p>`},
		{"limit of a text", check, `data-counter="500">500字まで</p>`},
		{"all rows of a table", check, `name="q2_rows[19].n"`},
		{"repeated rows", check, `<legend>課題3</legend>`},
		{"last year's field", check, `昨年度 Q4 <span class="last-year-value"></span>人<input type="hidden" name="ly_q3_non" inputmode="decimal" data-was="q3_non">`},
		{"last year's computed value", check, `name="ly_q3_total"`},
		{"reminder", check, `<p class="reminder">ご自身で確かめてください：委託先は正式な名前で書きます。グループの会社は書きません。</p>`},
		{"what the form cannot decide", check, `上位2割に入るかどうかは`},
		{"heading of a part", check, `<h3 class="part-heading">Ⅱ 働く人のこと</h3>`},
		{"bands", bands, `<li data-tier="A" data-state="possible"><strong>優良</strong>`},
		{"points by section", bands, `<tr data-subtotal="s2">`},
		{"blank cover", form, `<span class="blank-label">会社名</span>`},
		{"blank grid", form, `<tr><th scope="row">健康の知識</th><td class="blank-tick">☐</td>`},
		{"blank matrix", form, `<th scope="row">30歳以上</th><td><span class="unit">人</span></td>`},
		{"chapters", scheme, `<td class="num">5</td><td class="num">11</td>`},
		{"rules", scheme, `<tr><th scope="row"><code>V02</code></th><td>「特にない」は他の選択肢と一緒に選べません</td><td>誤り</td></tr>`},
		{"reminders among the rules", scheme, `<td>ご自身で確認</td>`},
		{"what the form cannot decide, of an award", scheme, `<p class="beyond-title">この判定で決まらないこと</p>`},
	}
	for _, tt := range tests {
		if !strings.Contains(string(files[tt.page]), tt.want) {
			t.Errorf("%s: %s does not contain %s", tt.name, tt.page, tt.want)
		}
	}
	for _, bad := range []string{`data-field="ly_`, `for="f-ly_`} {
		if strings.Contains(string(files[check]), bad) {
			t.Errorf("last year's answers are asked for: %s", bad)
		}
	}
	if strings.Contains(string(files[bands]), `check-requirements`) {
		t.Error("a form without questions has a table of requirements")
	}
}

// In a form of many questions no two places have the same id, and what points to a
// place finds it.
func TestSurveyPlaces(t *testing.T) {
	files := surveySite(t)
	id := regexp.MustCompile(` id="([^"]*)"`)
	to := regexp.MustCompile(` (?:for|href|aria-labelledby|aria-controls)="#?([^"/]*)"`)
	for _, name := range []string{"schemes/survey/check/index.html", "schemes/survey/form/index.html", "schemes/bands/check/index.html"} {
		seen := map[string]bool{}
		for _, m := range id.FindAllSubmatch(files[name], -1) {
			if seen[string(m[1])] {
				t.Errorf("%s: two places have the id %s", name, m[1])
			}
			seen[string(m[1])] = true
		}
		for _, m := range to.FindAllSubmatch(files[name], -1) {
			if place := string(m[1]); place != "" && place != "data:," && !strings.HasPrefix(place, ".") && !seen[place] {
				t.Errorf("%s: no place has the id %s", name, place)
			}
		}
	}
}

// packed is the size of a page on its way to a phone.
func packed(page []byte) int {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(page)
	_ = w.Close()
	return b.Len()
}

func TestNatural(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"V2", "V10", -1}, {"V10", "V2", 1}, {"V02", "V2", 0}, {"q1_a", "q1_b", -1}, {"a", "b1", -1}, {"a1", "a", 1}, {"x", "x", 0},
	} {
		if got := natural(tt.a, tt.b); (got < 0) != (tt.want < 0) || (got > 0) != (tt.want > 0) {
			t.Errorf("natural(%s, %s): got %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}
