package criteria

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"kijun/criteria/score"
)

// aSurvey has everything that surveys add to the language.
const aSurvey = `
scheme: survey
edition: "1"
title: 調査
blanks: allowed
marks: {"★": 判定に使う設問}
last_year: {title: 昨年度}
cover: {title: 表紙, fields: {cover_name: {label: 法人名, type: text}}}
scales: {share: {options: {1: 半分未満, 2: 半分以上, 3: 把握していない}}}
checks: {exclusive: V11, decimals: {id: V14, severity: warning}, required: V10, hidden: {id: V26, message: たずねない欄の回答}}
sections:
  - id: asked
    title: 設問
    step: true
    questions:
      - id: q01
        number: Q1
        title: 人数
        mark: "★"
        fields:
          staff: {label: 社員, type: integer, unit: 人, min: 0, last_year: true}
          others: {label: その他, type: integer, unit: 人, min: 0, blank: 0}
          height: {label: 身長, type: number, unit: cm, empty: 0, decimals: 1}
          rate: {label: 率, type: number, unit: "%", min: 0, max: 100, checks: {range: V13}}
        derive:
          all: {label: 合計, unit: 人, value: staff + others, last_year: {label: 昨年度の合計}}
        constraints:
          - {id: V01, assert: staff != null or rate = null, filled: true, message: 社員も書いてください, severity: warning}
        tables: [{columns: [人数, 率], rows: [{label: 社員, cells: [staff, rate]}, {label: その他, cells: [others, null]}]}]
      - id: q02
        title: 取り組み
        fields:
          acts: {label: 取り組み, type: choices, options: {1: 運動, 2: {label: その他, text: required}, 3: {label: なし, exclusive: true}}}
          talks: {label: 対話, type: choices, options: {1: {label: 自社, group: a}, 2: {label: 自社なし, group: a, exclusive: true}, 3: {label: 他社, group: b}}}
          none: {label: していない, type: boolean, layout: checkbox}
          skip: {label: 対象外, type: boolean, layout: checkbox, blank: false}
          year: {label: 年, type: integer, when: not(skip)}
          detail: {label: 内容, type: text, when: "some a in acts satisfies a <= 2"}
        constraints:
          - {id: VX, assert: not(none = true and acts != null), voids: true, fields: [none, acts], message: 両方は選べません}
        questions:
          - {id: q02_sq1, number: SQ1, title: 割合, fields: {part: {label: 割合, scale: share, when: "some a in acts satisfies a <= 2"}}}
      - id: q03
        title: 課題
        fields:
          i1_goal: {label: 目標, type: choice, options: {1: あり, 2: なし}}
          i1_text: {label: 内容, type: text}
          i2_goal: {label: 目標, type: choice, options: {1: あり, 2: なし}}
          i2_text: {label: 内容, type: text}
        repeat: {title: 課題, rows: [[i1_goal, i1_text], [i2_goal, i2_text]]}
        constraints: [{id: V30, severity: reminder, message: 正式名称で, fields: [i1_text]}]
      - id: q04
        title: 記録
        fields:
          days: {label: 日数, type: table, rows: 5, columns: {value: {label: 日, type: integer}}}
          people: {label: 人, type: table, rows: 5, columns: {h: {label: 身長, type: number}, w: {label: 体重, type: number}}}
          sum_given: {label: 人数の合計, type: integer}
          day: {label: 昼, type: integer}
          night: {label: 夜, type: integer}
        derive:
          long: {label: 長い日, value: "count(days[item >= 8])"}
          heavy: {label: 重い人, value: "count(people[w / h ** 2 >= 25])"}
          persons: {label: 人数, value: [sum_given, count(people)]}
          days_twice: {label: 昼の倍, value: 2 * day}
          nights_twice: {label: 夜の倍, value: 2 * night}
          size: {label: 大きさ, value: if persons >= 5 then "large" else "small", words: {large: 大きい, small: 小さい}}
        constraints: [{id: V24, assert: day <= 5 and night <= 5, message: 多すぎます}]
  - id: judged
    title: 判定
    criteria:
      - {id: c_acts, title: 実施, met: "some a in acts satisfies a <= 2"}
      - {id: c_part, title: 把握, met: "part in (1, 2)"}
      - {id: c_goal, title: 目標, met: i1_goal = 1 or i2_goal = 1}
      - {id: c_size, title: 規模, met: all >= 100}
      - {id: c_rate, title: 率, met: rate >= 50, needs: {when: c_asked, fields: [rate, staff]}, fields: {c_asked: {label: 調べた, type: boolean}}}
awards:
  - {id: a, title: 認定, beyond: [順位は決まりません], all: [c_acts, {id: quota, title: "{need}項目以上", at_least: 2, of: [c_part, c_goal, c_size]}]}
`

func TestSurvey(t *testing.T) {
	p := program(t, aSurvey)
	scorer := p.NewScorer()
	tests := []struct{ name, answers, want string }{
		{"a blank may stay a blank", "acts=1", "c_acts=met c_part=open c_goal=open award=open"},
		{"nothing is decided while all is blank", "", "c_acts=open c_part=open c_goal=open c_size=open award=open"},
		{"a blank counts as its number", "staff=99", "c_size=unmet all=99"},
		{"a box that is not ticked", "", "year=open skip=open"},
		{"a box that is ticked", "skip=true", "year=hidden"},
		{"until it is answered", "staff=99 others=1", "c_size=met all=100"},
		{"what is missing is missing", "others=1", "c_size=open all=missing_input"},
		{"a number that counts as unanswered", "height=0", "height=open"},
		{"decimals under the scheme's id", "height=1.25", "problems=V14 height=invalid"},
		{"a range under the field's id", "rate=101 staff=1", "problems=V13"},
		{"a blank that is asked for", "acts=2", "problems=V10 acts_2_text=open"},
		{"and filled in", "acts=2 acts_2_text=朝礼", "problems= c_acts=met"},
		{"the sheet as it is filled in", "rate=50", "problems=V01"},
		{"the sheet, with both", "rate=50 staff=1", "problems="},
		{"an option that goes with no other", "acts=1 acts=3", "problems=V11 c_acts=open"},
		{"within its group", "talks=1 talks=2", "problems=V11"},
		{"not beyond it", "talks=2 talks=3", "problems="},
		{"void answers count as unanswered", "acts=1 none=true", "problems=VX c_acts=open acts=invalid none=invalid"},
		{"one of them is fine", "none=true", "problems= none=answered"},
		{"answers to what is not asked", "acts=3 part=1 detail=x", "problems=V26 part=hidden c_part=unmet"},
		{"no row given: all open", "", "c_goal=open i1_goal=open i2_goal=open"},
		{"a row given: the other is absent", "i1_goal=2", "c_goal=unmet i2_goal=absent i2_text=absent"},
		{"also the first", "i2_text=歩く", "c_goal=open i1_goal=absent i2_goal=open"},
		{"a row with the goal", "i1_goal=2 i2_goal=1", "c_goal=met"},
		{"a list", "days[0].value=0 days[1].value=7 days[2].value=8", "long=1"},
		{"rows of a table", "people[0].h=1.6 people[0].w=64 people[1].h=1.7 people[1].w=60", "heavy=1 persons=2"},
		{"a row that lacks a cell", "people[0].h=1.6", "heavy=missing_input persons=1"},
		{"one part of a rule is broken", "day=9 night=1", "problems=V24 days_twice=invalid_input nights_twice=2"},
		{"a rule is one problem", "day=9 night=9", "problems=V24 days_twice=invalid_input nights_twice=invalid_input"},
		{"the first alternative that is answered", "sum_given=7 people[0].h=1.6", "persons=7 size=大きい"},
		{"last year's value is judged nowhere", "ly_staff=500 ly_all=500", "c_size=open ly_staff=answered"},
		{"nothing is said before all is there", "rate=40 c_asked=true", "c_rate=open"},
		{"nothing is said before it is known what is needed", "rate=40", "c_rate=open"},
		{"all is there", "rate=40 c_asked=true staff=1", "c_rate=unmet"},
		{"nothing else is needed", "rate=40 c_asked=false", "c_rate=unmet"},
		{"an answer counts once it is asked for", "part=3", "part=maybe c_part=open"},
		{"it is asked for", "part=3 acts=1", "part=answered c_part=unmet"},
		{"met with what is there", "acts=1 part=1 i1_goal=1", "award=pass quota=2–3"},
		{"cannot be met any more", "acts=3", "award=fail"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var r struct {
				Awards   map[string]struct{ Verdict string }
				Criteria map[string]struct{ Status string }
				Derived  map[string]struct{ Status, Display string }
				Fields   map[string]string
				Groups   map[string]struct{ Min, Max int }
				Problems []struct{ Rule string }
			}
			if err := json.Unmarshal(scorer.Score(fill(p.NewAnswers(), tt.answers)).JSON(true), &r); err != nil {
				t.Fatal(err)
			}
			got := maps.Clone(r.Fields)
			for id, c := range r.Criteria {
				got[id] = c.Status
			}
			for id, d := range r.Derived {
				if got[id] = d.Display; d.Status != "ok" {
					got[id] = d.Status
				}
			}
			got["award"] = r.Awards["a"].Verdict
			got["quota"] = fmt.Sprintf("%d–%d", r.Groups["quota"].Min, r.Groups["quota"].Max)
			var rules []string
			for _, p := range r.Problems {
				rules = append(rules, p.Rule)
			}
			got["problems"] = strings.Join(rules, ",")
			for _, w := range strings.Fields(tt.want) {
				if id, want, _ := strings.Cut(w, "="); got[id] != want {
					t.Errorf("%s is %q, want %q", id, got[id], want)
				}
			}
		})
	}
}

// A stranger's scheme, in YAML alone: one answer scale shared by 25 questions,
// parts with subtotals, bands with text, and a quota that depends on the size of
// the company.
func strangersScheme() string {
	var b strings.Builder
	b.WriteString(`
scheme: stranger
edition: "1"
title: 二十五の質問
maximum: 100
scales:
  practice:
    options:
      always: {label: いつもしている, points: 4}
      often: {label: ときどきしている, points: 2}
      never: {label: していない, points: 0}
      unknown: {label: わからない, points: -1}
fields:
  headcount: {label: 従業員数, type: integer, unit: 人, min: 1}
sections:
`)
	var ids []string
	for part, title := range []string{"体制", "健診", "食事", "運動", "心の健康"} {
		fmt.Fprintf(&b, "  - id: part%d\n    title: %s\n    criteria:\n", part+1, title)
		for i := range 5 {
			id := fmt.Sprintf("s%02d", 5*part+i+1)
			ids = append(ids, id)
			fmt.Fprintf(&b, "      - {id: %s, title: %sの質問%d, scale: practice}\n", id, title, i+1)
		}
	}
	fmt.Fprintf(&b, `awards:
  - id: starred
    title: 星の認定
    all:
      - {id: practised, title: "{need}問以上でいつもしている", at_least: if headcount >= 50 then 20 else 12, of: [%s]}
  - id: balanced
    title: つりあいの認定
    pass: total >= 50 and part1.total >= 10
bands:
  - id: level
    title: 到達段階
    by: total
    tiers:
      - {id: a, is: ">= 80", title: 手本, text: ほかの会社の手本になります}
      - {id: b, is: "[50..80)", title: 定着, text: 取り組みが根づいています}
      - {id: c, is: "[0..50)", title: 途中, text: できる所から続けてください}
      - {id: d, is: "< 0", title: 把握から, text: まず様子を知ることから始めてください}
`, strings.Join(ids, ", "))
	return b.String()
}

func TestStrangersScheme(t *testing.T) {
	p := program(t, strangersScheme())
	scorer := p.NewScorer()
	answers := func(words ...string) string { // of the questions in turn
		var b strings.Builder
		for i, w := range words {
			if w != "" {
				fmt.Fprintf(&b, "s%02d_answer=%s ", i+1, w)
			}
		}
		return b.String()
	}
	of := func(n int, word string) []string { return slices.Repeat([]string{word}, n) }
	tests := []struct{ name, answers, total, part1, band, awards string }{
		{"blank", "", "-25 100", "-5 20", "a b c d", "starred open balanced open"},
		{"all always", answers(of(25, "always")...) + "headcount=300", "100 100", "20 20", "=a", "starred pass balanced pass"},
		{"all unknown", answers(of(25, "unknown")...) + "headcount=300", "-25 -25", "-5 -5", "=d", "starred fail balanced fail"},
		{"all often", answers(of(25, "often")...) + "headcount=5", "50 50", "10 10", "=b", "starred fail balanced pass"},
		{"twelve, small", answers(append(of(12, "always"), of(13, "never")...)...) + "headcount=49", "48 48", "20 20", "=c", "starred pass balanced fail"},
		{"twelve, large", answers(append(of(12, "always"), of(13, "never")...)...) + "headcount=50", "48 48", "20 20", "=c", "starred fail balanced fail"},
		{"twelve, size unknown", answers(append(of(12, "always"), of(13, "never")...)...), "48 48", "20 20", "=c", "starred open balanced fail"},
		{"twenty, size unknown", answers(of(20, "always")...), "75 100", "20 20", "a b", "starred pass balanced pass"},
		{"never below what is certain", answers(of(21, "always")...), "80 100", "20 20", "=a", "starred pass balanced pass"},
		{"a part short", answers(append(of(5, "never"), of(20, "always")...)...), "80 80", "0 0", "=a", "starred pass balanced fail"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var r struct {
				Awards map[string]struct{ Verdict string }
				Bands  map[string]struct {
					Band     string
					Possible []string
				}
				Sections map[string]struct{ Total struct{ Min, Max int } }
				Total    struct{ Min, Max int }
			}
			if err := json.Unmarshal(scorer.Score(fill(p.NewAnswers(), tt.answers)).JSON(true), &r); err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprint(r.Total.Min, r.Total.Max); got != tt.total {
				t.Errorf("total %s, want %s", got, tt.total)
			}
			if s := r.Sections["part1"].Total; fmt.Sprint(s.Min, s.Max) != tt.part1 {
				t.Errorf("subtotal %d %d, want %s", s.Min, s.Max, tt.part1)
			}
			band := strings.Join(r.Bands["level"].Possible, " ")
			if r.Bands["level"].Band != "" {
				band = "=" + r.Bands["level"].Band
			}
			if band != tt.band {
				t.Errorf("band %s, want %s", band, tt.band)
			}
			if got := fmt.Sprintf("starred %s balanced %s", r.Awards["starred"].Verdict, r.Awards["balanced"].Verdict); got != tt.awards {
				t.Errorf("%s, want %s", got, tt.awards)
			}
		})
	}
	l, ds := Read([]File{{"stranger.scheme.yaml", []byte(strangersScheme())}})
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	if got := l.Schemes[0].Rule(l.Schemes[0].Criterion("s01"), "ja"); len(got.Tables) != 1 || len(got.Tables[0].Rows) != 4 {
		t.Errorf("the rule of a scaled criterion cannot be shown: %+v", got)
	}
}

// Where everything may stay blank, a question on a scale that stays blank gives no
// points; what it may still give is what its options give, and that.
func TestScaleWithBlanks(t *testing.T) {
	src := strings.Replace(strangersScheme(), "maximum: 100", "blanks: allowed", 1)
	if _, ds := Read([]File{{"stranger.scheme.yaml", []byte(src)}}); len(ds) > 0 {
		t.Fatal(ds)
	}
	p := program(t, src)
	i := slices.IndexFunc(p.Criteria, func(c score.Criterion) bool { return c.ID == "s01" })
	points, na := p.NewScorer().Score(p.NewAnswers()).Outcomes(i)
	if got := fmt.Sprint(points, na); got != "[-1 0 2 4] false" {
		t.Errorf("outcomes of a blank question: %s", got)
	}
}
