package criteria

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestSentences reads back everything that the two schemes of this repository
// say about their rules. The golden files are for reading: what is awkward
// there is awkward on the pages.
func TestSentences(t *testing.T) {
	l := handbook(t)
	if len(l.Schemes) < 2 {
		t.Fatalf("%d schemes", len(l.Schemes))
	}
	for _, s := range l.Schemes {
		t.Run(s.ID, func(t *testing.T) {
			var b strings.Builder
			sentences(t, &b, s, "ja")
			golden(t, "testdata/sentences/"+s.ID+".txt", b.String())
		})
	}
}

// TestSentencesInEnglish does the same in English for definitions that have English
// texts. Nothing may be missing, and nothing that is made may be Japanese.
func TestSentencesInEnglish(t *testing.T) {
	found := 0
	for _, s := range handbook(t).Schemes {
		if s.Title.By["en"] == "" {
			continue
		}
		found++
		for _, d := range s.Untranslated("en") {
			t.Error(d)
		}
		var b strings.Builder
		sentences(t, &b, s, "en")
		golden(t, "testdata/sentences/"+s.ID+".en.txt", b.String())
		for line := range strings.Lines(officialNames.ReplaceAllString(b.String(), "")) {
			_, said, _ := strings.Cut(line, ":") // before it stand the words of this test
			if japaneseText.MatchString(said) {
				t.Errorf("Japanese in English: %s", line)
			}
		}
	}
	if found == 0 {
		t.Error("no definition has English texts")
	}
}

var (
	japaneseText  = regexp.MustCompile(`[\p{Han}\p{Hiragana}\p{Katakana}、。（）「」]`)
	officialNames = regexp.MustCompile(`\([^()]*\p{Han}[^()]*\)|→ .*`) // in parentheses behind their translation; points of the test's own tables
)

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Fatalf("%s:%d:\n got %s\nwant %s", name, i+1, g[i], w[i])
		}
	}
	t.Fatalf("%s: %d lines, want %d", name, len(g), len(w))
}

func sentences(t *testing.T, b *strings.Builder, s *Scheme, lang string) {
	p, err := Program(s, lang)
	if err != nil {
		t.Fatal(err)
	}
	line := func(format string, args ...any) { fmt.Fprintf(b, format+"\n", args...) }
	for i, c := range s.AllCriteria() {
		r := s.Rule(c, lang)
		line("%s %s%s", c.ID, c.Number, c.Title.In(lang))
		if r.Applies != "" {
			line("  対象: %s", r.Applies)
			line("  対象外の理由: %s", p.Criteria[i].NotAsked)
		}
		if r.Met != "" {
			line("  満たす条件: %s", r.Met)
		}
		for _, table := range r.Tables {
			line("  表（%s）%s 最高%s点", table.By, table.When, r.Max)
			for _, row := range table.Rows {
				line("    %d %s → %s点", row.Index, row.Condition, row.Points)
			}
		}
		for _, table := range p.Criteria[i].Tables {
			for _, rule := range table.Rules {
				line("  理由: %s", rule.Text)
			}
		}
		if r.Evidence != "" {
			line("  資料: %s", r.Evidence)
		}
		for _, paper := range r.Papers {
			if paper.When != "" {
				line("    %s（%s）", paper.Text, paper.When)
			} else {
				line("    %s", paper.Text)
			}
		}
	}
	for _, f := range s.AllFields() {
		if f.When.Given() {
			line("%s %s: %s", f.ID, f.Label.In(lang), s.Say(f.When, lang))
		}
	}
	constraints := append([]*Constraint(nil), s.Constraints...)
	for _, sec := range s.Sections {
		constraints = append(constraints, sec.Constraints...)
		for _, c := range sec.Criteria {
			constraints = append(constraints, c.Constraints...)
		}
	}
	for _, k := range constraints {
		line("整合 %s: %s", k.ID, s.Say(k.Assert, lang))
	}
	for _, a := range s.Awards {
		r := s.AwardRule(a, lang)
		line("認定 %s: %s", a.ID, r.Sentence)
		for _, g := range r.Groups {
			line("  %s %s: %s（%s）", g.ID, g.Title, g.Sentence, strings.Join(g.Criteria, "、"))
		}
	}
}

// spoken is a definition with something of every kind to speak of.
const spoken = `scheme: spoken
edition: "1"
title: 題
fields:
  n: {label: 人数, unit: 人, type: integer, min: 0}
  z: {label: 気温, unit: 度, type: integer}
  w: {label: 日数, unit: 日, type: number, min: 0, step: 0.5}
  b: {label: 窓口がある, type: boolean}
  q: {label: 「銀」がある, type: boolean}
  c: {label: 方法, type: choice, options: {own: 自社, out: 社外, 3: そのほか}}
  cs: {label: 運動, type: choices, options: {gym: 体操, walk: 散歩}}
  t: {label: 備考, type: text}
  d: {label: 開始日, type: date}
  rows: {label: 面談, type: table, rows: 3, columns: {minutes: {label: 時間, unit: 分, type: integer}}}
derive:
  r: {label: 受診率, unit: "%", value: "percent(n, w)"}
  ok: {label: 方法が合う, value: c = "own"}
sections:
  - id: s
    title: 健診
    criteria:
      - {id: q1, title: 受診, points: {by: n, tiers: [{is: ">= 5", points: 3}, {is: "< 5", points: 0}]}}
awards:
  - {id: w, title: 認定, pass: q1.points > 1}
`

func spokenScheme(t *testing.T) *Scheme {
	t.Helper()
	s, ds := readScheme("spoken.scheme.yaml", []byte(spoken))
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	return s
}

// Every construct in words: as it is, as a reason, before とき, and denied.
func TestSay(t *testing.T) {
	s := spokenScheme(t)
	tests := []struct{ expr, say, because, not string }{
		{"b", "「窓口がある」に当てはまる", "「窓口がある」に当てはまるため", "「窓口がある」に当てはまらない"},
		{"q", "「『銀』がある」に当てはまる", "「『銀』がある」に当てはまるため", "「『銀』がある」に当てはまらない"},
		{"ok", "「方法が合う」に当てはまる", "「方法が合う」に当てはまるため", "「方法が合う」に当てはまらない"},
		{"b = true", "「窓口がある」に当てはまる", "「窓口がある」に当てはまるため", "「窓口がある」に当てはまらない"},
		{"b = false", "「窓口がある」に当てはまらない", "「窓口がある」に当てはまらないため", "「窓口がある」に当てはまる"},
		{"b != false", "「窓口がある」に当てはまる", "「窓口がある」に当てはまるため", "「窓口がある」に当てはまらない"},
		{"r >= 80", "受診率が80%以上", "受診率が80%以上であるため", "受診率が80%未満"},
		{"r > 80", "受診率が80%を超える", "受診率が80%を超えるため", "受診率が80%以下"},
		{"r <= 79.5", "受診率が79.5%以下", "受診率が79.5%以下であるため", "受診率が79.5%を超える"},
		{"r < 80", "受診率が80%未満", "受診率が80%未満であるため", "受診率が80%以上"},
		{"r = 0", "受診率が0%", "受診率が0%であるため", "受診率が0%以外"},
		{"r != 0", "受診率が0%以外", "受診率が0%以外であるため", "受診率が0%"},
		{"80 <= r", "受診率が80%以上", "受診率が80%以上であるため", "受診率が80%未満"},
		{"n > 0", "人数が1人以上", "人数が1人以上であるため", "人数が0人"},
		{"n <= 0", "人数が0人", "人数が0人であるため", "人数が1人以上"},
		{"n > 5", "人数が6人以上", "人数が6人以上であるため", "人数が5人以下"},
		{"w > 0", "日数が0日を超える", "日数が0日を超えるため", "日数が0日以下"},
		{"z > -5", "気温が−5度を超える", "気温が−5度を超えるため", "気温が−5度以下"},
		{"z <= 0", "気温が0度以下", "気温が0度以下であるため", "気温が1度以上"},
		{"n <= w", "人数が日数以下", "人数が日数以下であるため", "人数が日数を超える"},
		{`c = "own"`, "方法が「自社」", "方法が「自社」であるため", "方法が「自社」以外"},
		{`c != "own"`, "方法が「自社」以外", "方法が「自社」以外であるため", "方法が「自社」"},
		{"c = 3", "方法が「そのほか」", "方法が「そのほか」であるため", "方法が「そのほか」以外"},
		{`c in ("own", "out")`, "方法が「自社」、または「社外」", "方法が「自社」、または「社外」であるため", "方法が「自社」でも「社外」でもない"},
		{`d >= @"2026-04-01"`, "開始日が2026年4月1日以降", "開始日が2026年4月1日以降であるため", "開始日が2026年4月1日より前"},
		{`d < @"2026-04-01"`, "開始日が2026年4月1日より前", "開始日が2026年4月1日より前であるため", "開始日が2026年4月1日以降"},
		{`d in [@"2026-04-01"..@"2027-03-31"]`, "開始日が2026年4月1日から2027年3月31日まで", "開始日が2026年4月1日から2027年3月31日までであるため", "開始日が2026年4月1日から2027年3月31日までではない"},
		{`t = "済"`, "備考が済", "備考が済であるため", "備考が済以外"},
		{"r between 30 and 50", "受診率が30%以上50%以下", "受診率が30%以上50%以下であるため", "受診率が30%以上50%以下ではない"},
		{"r in [30..50)", "受診率が30%以上50%未満", "受診率が30%以上50%未満であるため", "受診率が30%以上50%未満ではない"},
		{"r in (30..50]", "受診率が30%を超え50%以下", "受診率が30%を超え50%以下であるため", "受診率が30%を超え50%以下ではない"},
		{"r in ([0..10), [90..100])", "受診率が0%以上10%未満、または90%以上100%以下", "受診率が0%以上10%未満、または90%以上100%以下であるため", "受診率が0%以上10%未満でも90%以上100%以下でもない"},
		{"r in (< 10, > 90)", "受診率が10%未満、または90%を超える", "受診率が10%未満、または90%を超えるため", "「受診率が10%未満、または90%を超える」に当てはまらない"},
		{"r in not(0)", "受診率が0%ではない", "受診率が0%ではないため", "「受診率が0%ではない」に当てはまらない"},
		{"r = null", "受診率が計算できない", "受診率が計算できないため", "受診率が計算できる"},
		{"r != null", "受診率が計算できる", "受診率が計算できるため", "受診率が計算できない"},
		{"n = null", "人数が回答されていない", "人数が回答されていないため", "人数が回答されている"},
		{"b and r > 1", "「窓口がある」に当てはまる、かつ受診率が1%を超える", "「窓口がある」に当てはまる、かつ受診率が1%を超えるため", "「窓口がある」に当てはまらない、または受診率が1%以下"},
		{"b or q", "「窓口がある」に当てはまる、または「『銀』がある」に当てはまる", "「窓口がある」に当てはまる、または「『銀』がある」に当てはまるため", "「窓口がある」に当てはまらない、かつ「『銀』がある」に当てはまらない"},
		{"b and (q or ok)", "「窓口がある」に当てはまる、かつ（「『銀』がある」に当てはまる、または「方法が合う」に当てはまる）", "「窓口がある」に当てはまる、かつ（「『銀』がある」に当てはまる、または「方法が合う」に当てはまる）ため", "「窓口がある」に当てはまらない、または（「『銀』がある」に当てはまらない、かつ「方法が合う」に当てはまらない）"},
		{"b and not(q and ok)", "「窓口がある」に当てはまる、かつ（「『銀』がある」に当てはまらない、または「方法が合う」に当てはまらない）", "「窓口がある」に当てはまる、かつ（「『銀』がある」に当てはまらない、または「方法が合う」に当てはまらない）ため", "「窓口がある」に当てはまらない、または（「『銀』がある」に当てはまる、かつ「方法が合う」に当てはまる）"},
		{"(b and q) and ok", "「窓口がある」に当てはまる、かつ「『銀』がある」に当てはまる、かつ「方法が合う」に当てはまる", "「窓口がある」に当てはまる、かつ「『銀』がある」に当てはまる、かつ「方法が合う」に当てはまるため", "「窓口がある」に当てはまらない、または「『銀』がある」に当てはまらない、または「方法が合う」に当てはまらない"},
		{`b and c in ("own", "out")`, "「窓口がある」に当てはまる、かつ（方法が「自社」、または「社外」）", "「窓口がある」に当てはまる、かつ（方法が「自社」、または「社外」）であるため", "「窓口がある」に当てはまらない、または方法が「自社」でも「社外」でもない"},
		{"not(not(b))", "「窓口がある」に当てはまる", "「窓口がある」に当てはまるため", "「窓口がある」に当てはまらない"},
		{"if b then q else ok", "「窓口がある」に当てはまるなら、「『銀』がある」に当てはまる、そうでなければ「方法が合う」に当てはまる", "「窓口がある」に当てはまるなら、「『銀』がある」に当てはまる、そうでなければ「方法が合う」に当てはまるため", "「窓口がある」に当てはまるなら、「『銀』がある」に当てはまらない、そうでなければ「方法が合う」に当てはまらない"},
		{"q and (if b then q else ok)", "「『銀』がある」に当てはまる、かつ（「窓口がある」に当てはまるなら、「『銀』がある」に当てはまる、そうでなければ「方法が合う」に当てはまる）", "「『銀』がある」に当てはまる、かつ（「窓口がある」に当てはまるなら、「『銀』がある」に当てはまる、そうでなければ「方法が合う」に当てはまる）ため", "「『銀』がある」に当てはまらない、または（「窓口がある」に当てはまるなら、「『銀』がある」に当てはまらない、そうでなければ「方法が合う」に当てはまらない）"},
		{`list contains(cs, "gym")`, "運動で「体操」を選んでいる", "運動で「体操」を選んでいるため", "運動で「体操」を選んでいない"},
		{`some x in cs satisfies x in ("gym", "walk")`, "運動で「体操」「散歩」のどれかを選んでいる", "運動で「体操」「散歩」のどれかを選んでいるため", "運動で「体操」「散歩」のどれかを選んでいない"},
		{"count(cs) >= 2", "運動の数が2以上", "運動の数が2以上であるため", "運動の数が2未満"},
		{"sum(rows.minutes) >= 60", "面談の時間の合計が60分以上", "面談の時間の合計が60分以上であるため", "面談の時間の合計が60分未満"},
		{"n + z > 3", "人数と気温の合計が3人を超える", "人数と気温の合計が3人を超えるため", "人数と気温の合計が3人以下"},
		{"n - z >= 3", "人数から気温を引いた数が3人以上", "人数から気温を引いた数が3人以上であるため", "人数から気温を引いた数が3人未満"},
		{"n * 2 >= w / 3", "人数×2が日数÷3以上", "人数×2が日数÷3以上であるため", "人数×2が日数÷3未満"},
		{"percent(n, w) >= 50", "日数に占める人数の割合が50%以上", "日数に占める人数の割合が50%以上であるため", "日数に占める人数の割合が50%未満"},
		{"true", "いつも", "いつもであるため", "該当なし"},
		{"every x in cs satisfies x = \"gym\"", "「every x in cs satisfies x = \"gym\"」が成り立つ", "「every x in cs satisfies x = \"gym\"」が成り立つため", "「『every x in cs satisfies x = \"gym\"』が成り立つ」に当てはまらない"},
		{"total >= 80", "合計が80点以上", "合計が80点以上であるため", "合計が80点未満"},
		{"total * 2 >= maximum", "合計×2が満点以上", "合計×2が満点以上であるため", "合計×2が満点未満"},
		{"q1.met", "「受診」を満たしている", "「受診」を満たしているため", "「受診」を満たしていない"},
		{"q1.applies", "「受診」が評価の対象", "「受診」が評価の対象であるため", "「受診」が対象外"},
		{"q1.points >= 3", "「受診」の点が3点以上", "「受診」の点が3点以上であるため", "「受診」の点が3点未満"},
		{"s.total >= 3", "「健診」の合計が3点以上", "「健診」の合計が3点以上であるため", "「健診」の合計が3点未満"},
		{"s.maximum = 3", "「健診」の満点が3点", "「健診」の満点が3点であるため", "「健診」の満点が3点以外"},
	}
	sp := speaker{s.names, "ja"}
	for _, tt := range tests {
		n := mustParse(tt.expr)
		if got := s.Say(Expr{Node: n}, "ja"); got != tt.say {
			t.Errorf("%s\n got %s\nwant %s", tt.expr, got, tt.say)
		}
		if got := sp.say(n).because(); got != tt.because {
			t.Errorf("%s, as a reason\n got %s\nwant %s", tt.expr, got, tt.because)
		}
		if got := sp.saying(n, true).text; got != tt.not {
			t.Errorf("%s, denied\n got %s\nwant %s", tt.expr, got, tt.not)
		}
	}
	if got := sp.say(mustParse("b")).when() + sp.say(mustParse("r < 1")).when() + sp.say(mustParse("r < 1")).given() + sp.say(mustParse("r > 1")).that() + sp.say(mustParse("r < 1")).that(); got !=
		"「窓口がある」に当てはまるとき受診率が1%未満のとき受診率が1%未満なら、受診率が1%を超えること受診率が1%未満であること" {
		t.Error(got)
	}
	if got := s.Say(Expr{}, "ja"); got != "" {
		t.Errorf("nothing is said as %s", got)
	}
}

// A number in the title of a group, and a question on a scale.
func TestSayShort(t *testing.T) {
	src := strings.Replace(strangersScheme(), "maximum: 100", "blanks: allowed", 1)
	src = strings.Replace(src, "then 20 else 12", "then 20 else if headcount > 9 then 12 else 5", 1)
	s, ds := readScheme("stranger.scheme.yaml", []byte(src))
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	if got, want := s.AwardRule(s.Awards[0], "ja").Groups[1].Title, "20（従業員数が50人未満なら12（従業員数が9人以下なら5））問以上でいつもしている"; got != want {
		t.Errorf("title of the group\n got %s\nwant %s", got, want)
	}
	var got string
	for _, table := range s.Rule(s.Criterion("s01"), "ja").Tables {
		got = table.By
		for _, row := range table.Rows {
			got += " " + row.Condition + ":" + row.Points
		}
	}
	if want := "回答 いつもしている:4 ときどきしている:2 していない:0 わからない:-1 空欄のまま:0"; got != want {
		t.Errorf("rule of the question\n got %s\nwant %s", got, want)
	}
	p, err := Program(s, "ja")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := p.Criteria[0].Tables[0].Rules[1].Text, "回答が「ときどきしている」であるため、2点です。"; got != want {
		t.Errorf("reason\n got %s\nwant %s", got, want)
	}
}

// Groups of an award, and the numbers they ask for.
func TestSayAwards(t *testing.T) {
	tests := []struct{ award, want string }{
		{"all: [c]", "1項目のすべてを満たす"},
		{"any: [c, c2]", "2項目のうちどれか1つを満たす"},
		{"at_least: 2, of: [c, c2, c3]", "3項目のうち2項目以上を満たす"},
		{"at_least: if n < 50 then 1 else 2, of: [c, c2, c3]", "3項目のうち、人数が50人未満なら、1項目以上、そうでなければ2項目以上を満たす"},
		{"at_least: n, of: [c, c2]", "2項目のうち、人数以上を満たす"},
		{"all: [{all: [c]}, {any: [c2, c3]}]", "2つの選択要件のすべてを満たす"},
		{"all: [c, {any: [c2, c3]}]", "1項目と1つの選択要件のすべてを満たす"},
		{"pass: c.met and c2.met", "「項目」を満たしている、かつ「項目」を満たしている"},
	}
	for _, tt := range tests {
		src := "scheme: a\nedition: \"1\"\ntitle: 題\nfields:\n  n: {label: 人数, unit: 人, type: integer, min: 1}\n  f: {label: 欄, type: boolean}\nsections:\n  - id: s\n    title: 分野\n    criteria:\n" +
			"      - {id: c, title: 項目, met: f}\n      - {id: c2, title: 項目, met: f}\n      - {id: c3, title: 項目, met: f}\nawards:\n  - {id: w, title: 認定, " + tt.award + "}\n"
		s, ds := readScheme("a.scheme.yaml", []byte(src))
		if len(ds) > 0 {
			t.Fatal(ds)
		}
		if got := s.AwardRule(s.Awards[0], "ja").Sentence; got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.award, got, tt.want)
		}
	}
}

// Every kind of condition in English, as it is and denied.
func TestSayEnglish(t *testing.T) {
	src := spoken
	for ja, en := range map[string]string{"題": "Title", "人数": "Number of employees", "気温": "Temperature", "日数": "Days worked", "窓口がある": "Is there a contact point?", "「銀」がある": "Silver is held",
		"方法": "Method", "自社": "in house", "社外": "outside", "そのほか": "other", "運動": "Exercise", "体操": "gymnastics", "散歩": "walking", "備考": "Remark", "開始日": "First day",
		"面談": "Interviews", "時間": "Length", "受診率": "Check-up rate", "方法が合う": "The method fits", "健診": "Check-ups", "受診": "Being examined"} {
		src = regexp.MustCompile(`((?:label|title): )`+regexp.QuoteMeta(ja)+`([,}\n])`).ReplaceAllString(src, "${1}{ja: "+ja+`, en: "`+en+`"}${2}`)
		src = regexp.MustCompile(`((?:own|out|3|gym|walk): )`+regexp.QuoteMeta(ja)+`([,}])`).ReplaceAllString(src, "${1}{label: {ja: "+ja+`, en: "`+en+`"}}${2}`)
	}
	for ja, en := range map[string]string{"人": "people", "度": "degrees", "日": "days", "分": "minutes"} {
		src = strings.ReplaceAll(src, "unit: "+ja+",", "unit: {ja: "+ja+", en: "+en+"},")
	}
	s, ds := readScheme("spoken.scheme.yaml", []byte(src))
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	tests := []struct{ expr, say, not string }{
		{"r < 30", "The check-up rate is less than 30%", "the check-up rate is 30% or more"},
		{"r > 50", "The check-up rate is more than 50%", "the check-up rate is 50% or less"},
		{"n > 0", "The number of employees is 1 person or more", "the number of employees is 0 people"},
		{"n < 50", "The number of employees is fewer than 50 people", "the number of employees is 50 people or more"},
		{"w >= 2", "The days worked are 2 days or more", "the days worked are less than 2 days"},
		{"n <= z", "The number of employees is at most the temperature", "the number of employees is more than the temperature"},
		{"b", "The answer to “Is there a contact point?” is “Yes”", "the answer to “Is there a contact point?” is “No”"},
		{"not(q)", "“Silver is held” does not apply", "“Silver is held” applies"},
		{`c = "own"`, "The method is “in house”", "the method is not “in house”"},
		{`c in ("own", "out")`, "The method is “in house” or “outside”", "the method is neither “in house” nor “outside”"},
		{"r in [30..50)", "The check-up rate is 30% or more, but less than 50%", "the check-up rate is not 30% or more, but less than 50%"},
		{"r between 30 and 50", "The check-up rate is between 30% and 50%", "the check-up rate is not between 30% and 50%"},
		{"r = null", "The check-up rate cannot be computed", "the check-up rate can be computed"},
		{"n = null", "“Number of employees” is not answered", "“Number of employees” is answered"},
		{"q and r > 1", "“Silver is held” applies and the check-up rate is more than 1%", "“Silver is held” does not apply or the check-up rate is 1% or less"},
		{"q and (b or ok)", "“Silver is held” applies and (the answer to “Is there a contact point?” is “Yes” or “The method fits” applies)",
			"“Silver is held” does not apply or (the answer to “Is there a contact point?” is “No” and “The method fits” does not apply)"},
		{"if b then q else ok", "If the answer to “Is there a contact point?” is “Yes”, “Silver is held” applies; otherwise, “The method fits” applies",
			"if the answer to “Is there a contact point?” is “Yes”, “Silver is held” does not apply; otherwise, “The method fits” does not apply"},
		{`list contains(cs, "gym")`, "“gymnastics” is chosen in “Exercise”", "“gymnastics” is not chosen in “Exercise”"},
		{`some x in cs satisfies x in ("gym", "walk")`, "At least one of “gymnastics”, “walking” is chosen in “Exercise”", "none of “gymnastics”, “walking” is chosen in “Exercise”"},
		{`d < @"2026-04-01"`, "The first day is before 1 April 2026", "the first day is 1 April 2026 or later"},
		{"n + z > 3", "The number of employees plus the temperature is more than 3 people", "the number of employees plus the temperature is 3 people or less"},
		{"total >= 80", "The total is 80 points or more", "the total is less than 80 points"},
		{"q1.met", "“Being examined” is met", "“Being examined” is not met"},
		{"q1.applies", "“Being examined” is applicable", "“Being examined” is not applicable"},
		{"true", "This always holds", "this never holds"},
	}
	sp := speaker{s.names, "en"}
	for _, tt := range tests {
		n := mustParse(tt.expr)
		if got := s.Say(Expr{Node: n}, "en"); got != tt.say {
			t.Errorf("%s\n got %s\nwant %s", tt.expr, got, tt.say)
		}
		if got := sp.saying(n, true).text; got != tt.not {
			t.Errorf("%s, denied\n got %s\nwant %s", tt.expr, got, tt.not)
		}
	}
}
