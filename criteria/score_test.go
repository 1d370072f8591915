package criteria

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// program compiles a definition that is written in a test.
func program(t testing.TB, src string) *score.Program {
	t.Helper()
	s, ds := readScheme("t.scheme.yaml", []byte(src))
	if len(ds) > 0 {
		t.Fatalf("%v\n%s", ds, src)
	}
	p, err := Program(s, "ja")
	if err != nil {
		t.Fatalf("%v\n%s", err, src)
	}
	return p
}

// fill sets answers as a form sends them: "n=5 b=true c=own".
func fill(a *score.Answers, answers string) *score.Answers {
	for _, one := range strings.Fields(answers) {
		id, v, _ := strings.Cut(one, "=")
		a.SetText(id, v)
	}
	return a
}

// The result of two half-filled records of the real schemes, byte by byte.
func TestJSON(t *testing.T) {
	for _, tt := range []struct{ name, scheme, of string }{
		{"s17", "step2-gold", "S17"}, {"m23", "mie-2027", "M23"},
	} {
		scorer, answers := answersOf(t, tt.scheme, tt.of)
		for _, detail := range []bool{false, true} {
			name := tt.name
			if detail {
				name += "_detail"
			}
			t.Run(name, func(t *testing.T) {
				b := bytes.Clone(scorer.Score(answers).JSON(detail))
				sortedKeys(t, b)
				var v any
				if err := json.Unmarshal(b, &v); err != nil {
					t.Fatal(err)
				}
				// Marshal sorts keys and writes no blanks, as the contract does.
				var again bytes.Buffer
				enc := json.NewEncoder(&again)
				enc.SetEscapeHTML(false)
				if err := enc.Encode(v); err != nil || !bytes.Equal(bytes.TrimSpace(again.Bytes()), b) {
					t.Errorf("not canonical (%v)", err)
				}
				// One criterion, group or problem a line, so that a difference can be read.
				golden(t, "testdata/json/"+name+".json", strings.ReplaceAll(string(b), "},", "},\n")+"\n")
				if once := scorer.Score(answers).JSON(detail); !bytes.Equal(once, b) {
					t.Error("scoring again gives other bytes")
				}
			})
		}
	}
}

// sortedKeys demands that the keys of every object ascend.
func sortedKeys(t *testing.T, b []byte) {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(b))
	var object func()
	value := func(tok json.Token) {
		switch tok {
		case json.Delim('{'):
			object()
		case json.Delim('['):
			for dec.More() {
				tok, err := dec.Token()
				if err != nil {
					t.Fatal(err)
				}
				if tok == json.Delim('{') {
					object()
				}
			}
			dec.Token()
		}
	}
	object = func() {
		last := ""
		for dec.More() {
			tok, err := dec.Token()
			if err != nil {
				t.Fatal(err)
			}
			key := tok.(string)
			if key <= last {
				t.Errorf("key %q stands behind %q", key, last)
			}
			last = key
			if tok, err = dec.Token(); err != nil {
				t.Fatal(err)
			}
			value(tok)
		}
		dec.Token()
	}
	tok, err := dec.Token()
	if err != nil {
		t.Fatal(err)
	}
	value(tok)
}

const allTypes = `scheme: types
edition: "1"
title: 題
fields:
  b: {label: 有無, type: boolean}
  i: {label: 人数, unit: 人, type: integer, min: 1, max: 100}
  n: {label: 日数, unit: 日, type: number, min: 0, step: 0.5}
  d1: {label: 体重, unit: kg, type: number, decimals: 1}
  c: {label: 方法, type: choice, options: {own: 自社, 3: そのほか}}
  cs: {label: 運動, type: choices, options: {gym: 体操, walk: 散歩, none: {label: なし, exclusive: true}}}
  d: {label: 開始日, type: date}
  t: {label: 備考, type: text, max_length: 5}
  tab: {label: 面談, type: table, rows: 2, columns: {minutes: {label: 時間, unit: 分, type: integer, min: 0}, on: {label: 面談日, type: date}}}
  h: {label: 隠れた欄, unit: 人, type: integer, min: 1, when: b}
constraints:
  - {id: V1, assert: i >= n, message: 日数が人数を超えています。}
  - {id: V2, assert: i < 50, message: 多めです。, severity: warning, fields: [i, n]}
`

// Every problem that a field or a constraint has with an answer, as JSON.
func TestProblems(t *testing.T) {
	p := program(t, allTypes)
	scorer := p.NewScorer()
	problem := func(rule, message string, fields ...string) string {
		return fmt.Sprintf(`[{"fields":["%s"],"message":"%s","rule":"%s","severity":"error"}]`, strings.Join(fields, `","`), message, rule)
	}
	tests := []struct{ answers, want string }{
		{"", "[]"}, {"b=true i=5 n=2.5 c=own cs=gym d=2026-04-01 t=備考", "[]"}, {"i=１００人 n=０．５", `[{"fields":["i","n"],"message":"多めです。","rule":"V2","severity":"warning"}]`},
		{"b=はい", problem("type", "「有無」は「はい」か「いいえ」で答えてください。", "b")},
		{"i=五", problem("type", "「人数」には整数を入れてください（入力: 五）。", "i")},
		{"i=1.5", problem("type", "「人数」には整数を入れてください（入力: 1.5）。", "i")},
		{"n=1e3", problem("type", "「日数」には数を入れてください（入力: 1e3）。", "n")},
		{"c=out", problem("type", "「方法」に「out」という選択肢はありません。", "c")},
		{"cs=run", problem("type", "「運動」に「run」という選択肢はありません。", "cs")},
		{"d=4月1日", problem("type", "「開始日」には日付を 2026-04-01 のように入れてください（入力: 4月1日）。", "d")},
		{"d=2026-02-30", problem("type", "「開始日」には日付を 2026-04-01 のように入れてください（入力: 2026-02-30）。", "d")},
		{"tab=5", problem("type", "「面談」は表なので、行ごとに入れてください。", "tab")},
		{"tab[0].minutes=長い", problem("type", "「時間」には整数を入れてください（入力: 長い）。", "tab")},
		{"i=0", problem("range", "「人数」は1人以上にしてください。", "i")},
		{"i=101", problem("range", "「人数」は100人以下にしてください。", "i")},
		{"n=1.3", problem("range", "「日数」は0.5日きざみで入れてください。", "n")},
		{"d1=64.25", problem("range", "「体重」は小数点以下1桁までにしてください。", "d1")},
		{"tab[0].minutes=-1", problem("range", "「時間」は0分以上にしてください。", "tab")},
		{"tab[2].minutes=1", problem("range", "「面談」は2行までです。", "tab")},
		{"cs=none cs=gym", problem("exclusive", "「運動」の「なし」は、ほかの選択肢と一緒には選べません。", "cs")},
		{"t=六文字あります", problem("length", "「備考」は5文字までです（いま7文字）。", "t")},
		{"xyz=1", problem("unknown_field", "「xyz」という入力欄はありません。", "xyz")},
		{"tab[0].xyz=1", problem("unknown_field", "「tab[0].xyz」という入力欄はありません。", "tab[0].xyz")},
		{"tab[x].minutes=1", problem("unknown_field", "「tab[x].minutes」という入力欄はありません。", "tab[x].minutes")},
		{"i=5 n=6", problem("V1", "日数が人数を超えています。", "i", "n")},
		{"i=5", "[]"}, // a constraint with a blank is not broken
	}
	for _, tt := range tests {
		var v struct{ Problems json.RawMessage }
		b := scorer.Score(fill(p.NewAnswers(), tt.answers)).JSON(false)
		if err := json.Unmarshal(b, &v); err != nil {
			t.Fatal(err)
		}
		if got := string(v.Problems); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.answers, got, tt.want)
		}
	}
}

// The states of a field are never mixed up.
func TestFieldStates(t *testing.T) {
	p := program(t, allTypes)
	scorer := p.NewScorer()
	tests := []struct{ answers, field, want string }{
		{"", "i", "open"}, {"i=5", "i", "answered"}, {"i=0", "i", "invalid"}, {"i=", "i", "open"}, {"i=　", "i", "open"},
		{"", "h", "maybe"}, {"b=true", "h", "open"}, {"b=false", "h", "hidden"}, {"b=false h=5", "h", "hidden"}, {"b=true h=5", "h", "answered"}, {"h=5", "h", "answered"},
		{"cs=none cs=gym", "cs", "invalid"}, {"", "tab", "open"}, {"tab[0].minutes=1", "tab", "answered"}, {"tab[0].minutes=x", "tab", "invalid"},
	}
	for _, tt := range tests {
		r := scorer.Score(fill(p.NewAnswers(), tt.answers))
		i := slices.IndexFunc(p.Fields, func(f score.Field) bool { return f.ID == tt.field })
		if got := r.Field(i).String(); got != tt.want {
			t.Errorf("%s: %s is %s, want %s", tt.answers, tt.field, got, tt.want)
		}
	}
}

const behaviours = `scheme: behaviours
edition: "1"
title: 題
evidence: {without: no_points}
sections:
  - id: s
    title: 分野
    criteria:
      - id: hidden
        title: 隠れた欄
        fields:
          b: {label: 窓口, type: boolean}
          h: {label: 人数, unit: 人, type: integer, min: 0, max: 9, when: b}
        points: {rules: [{when: h = null, points: 1}, {when: h >= 5, points: 5}, {points: 2}]}
      - id: na
        title: 対象外
        fields:
          e: {label: 対象者数, unit: 人, type: integer, min: 0, max: 9}
          x: {label: 受診者数, unit: 人, type: integer, min: 0, max: 9, when: e > 0}
        derive:
          rate: {label: 率, unit: "%", value: "percent(x, e)", decimals: 1}
        applies: e > 0
        points: {by: rate, tiers: [{is: ">= 50", points: 10}, {is: "< 50", points: 0}]}
      - id: unknown
        title: 不明
        fields:
          u: {label: 対策, type: choice, options: {yes: ある, no: ない, dont_know: 分からない}}
        points: {rules: [{when: u = "yes", points: 5}, {when: u = "dont_know", points: -2}, {points: 0}]}
      - id: several
        title: 複数
        fields:
          cs: {label: 運動, type: choices, options: {gym: 体操, walk: 散歩, run: 走る, none: {label: なし, exclusive: true}}}
        points: {rules: [{when: 'list contains(cs, "none")', points: 0}, {when: count(cs) >= 2, points: 4}, {points: 2}]}
      - id: rows
        title: 表
        fields:
          tab: {label: 面談, type: table, rows: 3, columns: {m: {label: 時間, unit: 分, type: integer, min: 0}, k: {label: 種類, type: text}}}
        points: {rules: [{when: sum(tab.m) >= 60, points: 3}, {when: count(tab.m) > 0, points: 1}, {points: 0}]}
      - id: papers
        title: 資料
        fields:
          p: {label: 実施, type: boolean}
        points: {rules: [{when: p, points: 5}, {points: 0}]}
        evidence: {field: pe}
      - id: either
        title: どちらでも
        fields:
          a1: {label: 甲, type: boolean}
          a2: {label: 乙, type: boolean}
        met: if a1 then a2 else a2
awards:
  - {id: w, title: 認定, pass: total >= 14}
`

// Unanswered, hidden, not applicable and "don't know" are four things; so are
// rows that are not there and rows that are not complete.
func TestBehaviours(t *testing.T) {
	p := program(t, behaviours)
	scorer := p.NewScorer()
	tests := []struct {
		name, answers, criterion string
		outcomes                 string // points, "na"
		status                   string
		why                      string
	}{
		{"blank", "", "hidden", "1 2 5", "open", ""},
		{"hidden is null", "b=false", "hidden", "1", "partial", ""},
		{"hidden keeps its answer, unjudged", "b=false h=9", "hidden", "1", "partial", ""},
		{"shown and blank is not null", "b=true", "hidden", "2 5", "open", ""},
		{"answered", "b=true h=5", "hidden", "5", "met", "人数が5人以上であるため、5点です。"},
		{"answered, partial", "b=true h=4", "hidden", "2", "partial", "ほかのどの条件にも当てはまらないため、2点です。"},

		{"applicability is open", "", "na", "0 10 na", "open", ""},
		{"not applicable", "e=0", "na", "na", "na", "対象者数が0人であるため、対象外です。"},
		{"applicable, rate open", "e=4", "na", "0 10", "open", ""},
		{"rate of zero is not null", "e=4 x=0", "na", "0", "unmet", "率が50%未満であるため、0点です。"},
		{"rate exactly at the tier", "e=4 x=2", "na", "10", "met", "率が50%以上であるため、10点です。"},
		{"answer for one only", "x=9", "na", "10 na", "open", ""},

		{"don't know is an answer", "u=dont_know", "unknown", "-2", "unmet", "対策が「分からない」であるため、-2点です。"},
		{"no is an answer", "u=no", "unknown", "0", "unmet", "ほかのどの条件にも当てはまらないため、0点です。"},
		{"unanswered may be all", "", "unknown", "-2 0 5", "open", ""},

		{"two choices", "cs=gym cs=walk", "several", "4", "met", ""},
		{"one choice", "cs=gym", "several", "2", "partial", ""},
		{"none", "cs=none", "several", "0", "unmet", ""},
		{"nothing ticked is unanswered", "", "several", "0 2 4", "open", ""},
		{"broken exclusivity counts as unanswered", "cs=none cs=gym", "several", "0 2 4", "open", ""},

		{"absent rows", "", "rows", "0", "unmet", ""},
		{"one row", "tab[0].m=30", "rows", "1", "partial", ""},
		{"two rows", "tab[0].m=30 tab[1].m=30", "rows", "3", "met", "面談の時間の合計が60分以上であるため、3点です。"},
		{"rows with a gap", "tab[0].m=30 tab[2].m=30", "rows", "3", "met", ""},
		{"a row without its number is open", "tab[0].m=30 tab[1].k=x", "rows", "0 1 3", "open", ""},
		{"a row that cannot be read is open", "tab[0].m=x", "rows", "0 1 3", "open", ""},

		{"papers ready", "p=true pe=true", "papers", "5", "met", ""},
		{"papers missing", "p=true pe=false", "papers", "0", "unmet", "必要な資料がそろっていないため、0点です。"},
		{"papers open", "p=true", "papers", "0 5", "open", ""},
		{"papers missing, nothing to lose", "p=false pe=false", "papers", "0", "unmet", "ほかのどの条件にも当てはまらないため、0点です。"},
		{"papers open, nothing to win", "p=false", "papers", "0", "unmet", "ほかのどの条件にも当てはまらないため、0点です。"},

		{"a blank that cannot matter", "a2=true", "either", "1", "met", ""},
		{"a blank that cannot matter, unmet", "a2=false", "either", "0", "unmet", "満たすには、「甲」に当てはまるなら、「乙」に当てはまる、そうでなければ「乙」に当てはまることが必要です。"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := scorer.Score(fill(p.NewAnswers(), tt.answers))
			c := slices.IndexFunc(p.Criteria, func(c score.Criterion) bool { return c.ID == tt.criterion })
			points, na := r.Outcomes(c)
			var got []string
			for _, x := range points {
				got = append(got, x.String())
			}
			if na {
				got = append(got, "na")
			}
			if got := strings.Join(got, " "); got != tt.outcomes {
				t.Errorf("outcomes %s, want %s", got, tt.outcomes)
			}
			if got := r.Criteria[c].Status.String(); got != tt.status {
				t.Errorf("status %s, want %s", got, tt.status)
			}
			if got := r.Why(c); tt.why != "" && got != tt.why {
				t.Errorf("because %q, want %q", got, tt.why)
			} else if (got == "") != (tt.status == "open") {
				t.Errorf("because %q of a criterion that is %s", got, tt.status)
			}
		})
	}
}

// Beside the result stands what it were if every paper were ready.
func TestWithPapers(t *testing.T) {
	p := program(t, behaviours)
	scorer := p.NewScorer()
	tests := []struct{ answers, total, with, verdict, withVerdict string }{
		{"b=true h=5 e=0 u=yes cs=none p=true pe=false", "10", "15", "fail", "pass"},
		{"b=true h=5 e=0 u=yes cs=none p=true", "10〜15", "15", "open", "pass"},
		{"b=true h=5 e=0 u=yes cs=none p=false pe=false", "10", "10", "fail", "fail"},
		{"b=true h=5 e=0 u=yes cs=none p=true pe=true", "15", "15", "pass", "pass"},
		{"b=true h=5 e=0 u=yes cs=none pe=false", "10", "10〜15", "fail", "open"},
	}
	for _, tt := range tests {
		r := scorer.Score(fill(p.NewAnswers(), tt.answers))
		if got := spanText(r.Total) + " " + r.Awards[0].String(); got != tt.total+" "+tt.verdict {
			t.Errorf("%s: %s, want %s %s", tt.answers, got, tt.total, tt.verdict)
		}
		if got := spanText(r.Papers.Total) + " " + r.Papers.Awards[0].String(); got != tt.with+" "+tt.withVerdict {
			t.Errorf("%s, with papers: %s, want %s %s", tt.answers, got, tt.with, tt.withVerdict)
		}
	}
}

// Two criteria may drop out on one answer: the maximum moves with the total.
func TestSharedMaximum(t *testing.T) {
	p := program(t, `scheme: shared
edition: "1"
title: 題
maximum: 30
fields:
  e: {label: 対象者, type: boolean}
sections:
  - id: s
    title: 分野
    criteria:
      - {id: c1, title: 一, fields: {f1: {label: 欄, type: boolean}}, applies: e, points: {rules: [{when: f1, points: 10}, {points: 0}]}}
      - {id: c2, title: 二, fields: {f2: {label: 欄, type: boolean}}, applies: e, points: {rules: [{when: f2, points: 10}, {points: 0}]}}
      - {id: c3, title: 三, fields: {f3: {label: 欄, type: boolean}}, points: {rules: [{when: f3, points: 10}, {points: 0}]}}
awards:
  - {id: w, title: 認定, pass: total * 10 >= maximum * 9}
`)
	scorer := p.NewScorer()
	tests := []struct{ answers, total, maximum, verdict string }{
		{"", "0〜30", "10〜30", "open"}, {"e=false", "0〜10", "10", "open"}, {"e=true", "0〜30", "30", "open"},
		{"f1=true f2=true f3=true", "10〜30", "10〜30", "pass"}, // 10 of 10 or 30 of 30
		{"f3=false", "0〜20", "10〜30", "fail"}, {"e=true f1=false", "0〜20", "30", "fail"}, {"f1=false f3=true", "10〜20", "10〜30", "open"},
	}
	for _, tt := range tests {
		r := scorer.Score(fill(p.NewAnswers(), tt.answers))
		if got, want := spanText(r.Total)+" of "+spanText(r.Maximum)+" "+r.Awards[0].String(), tt.total+" of "+tt.maximum+" "+tt.verdict; got != want {
			t.Errorf("%s: %s, want %s", tt.answers, got, want)
		}
	}
}

// An assertion of several parts before them does not shift which constraints narrow
// a criterion: what breaks a warning can happen, what breaks an error cannot.
func TestConstraintsAfterParts(t *testing.T) {
	p := program(t, `scheme: parts
edition: "1"
title: 題
sections:
  - id: s
    title: 分野
    criteria:
      - id: c
        title: 項目
        fields: {a: {label: 欄, type: boolean}, b: {label: 欄, type: boolean}, x: {label: 欄, type: boolean}}
        constraints:
          - {id: parts, assert: (x or not(x)) and (a or not(a)), message: 起きない}
          - {id: soft, assert: not(a), message: 注意, severity: warning}
          - {id: hard, assert: not(b), message: 誤り}
        points: {rules: [{when: b, points: 3}, {when: a, points: 2}, {points: 0}]}
awards:
  - {id: w, title: 認定, pass: total >= 2}
`)
	points, _ := p.NewScorer().Score(p.NewAnswers()).Outcomes(0)
	if got := fmt.Sprint(points); got != fmt.Sprint([]score.Rat{score.Int(0), score.Int(2)}) {
		t.Errorf("outcomes %v, want 0 and 2", got)
	}
}

// A plan with wishes is compared with every choice of criteria.
func TestPlanWishes(t *testing.T) {
	g := rand.New(rand.NewPCG(11, 12))
	var b strings.Builder
	b.WriteString("scheme: plan\nedition: \"1\"\ntitle: 題\nsections:\n  - id: s\n    title: 分野\n    criteria:\n")
	worth := []int{5, 5, 10, 3, 8, 2}
	effort := []int{1, 3, 2, 1, 3, 1}
	for i := range worth {
		fmt.Fprintf(&b, "      - {id: c%d, title: 項目%d, effort: %d, fields: {f%d: {label: 欄, type: boolean}, e%d: {label: 対象, type: boolean}}, applies: e%d, points: {rules: [{when: f%d, points: %d}, {points: 0}]}}\n",
			i, i, effort[i], i, i, i, i, worth[i])
	}
	b.WriteString("awards:\n  - {id: sum, title: 合計, pass: total >= 15}\n  - {id: some, title: 数, all: [c0, {id: g, at_least: 2, of: [c1, c2, c3]}, {any: [c4, c5]}]}\n")
	p := program(t, b.String())
	scorer := p.NewScorer()
	plans := 0
	for range 400 {
		a := p.NewAnswers()
		na := make([]int, len(worth)) // 0 applies, 1 does not, 2 open
		met := make([]int, len(worth))
		for i := range worth {
			if na[i] = max(0, g.IntN(8)-5); na[i] < 2 {
				a.Set(fmt.Sprintf("e%d", i), score.Bool(na[i] == 0))
			}
			if met[i] = g.IntN(3); met[i] < 2 {
				a.Set(fmt.Sprintf("f%d", i), score.Bool(met[i] == 1))
			}
		}
		var wishes []score.Wish
		cost := slices.Clone(effort)
		never, always := make([]bool, len(worth)), make([]bool, len(worth))
		for i := range worth {
			can := na[i] != 1 && met[i] != 1
			switch g.IntN(5) {
			case 0:
				wishes = append(wishes, score.Wish{Criterion: i, Never: true})
				never[i] = true
			case 1:
				wishes = append(wishes, score.Wish{Criterion: i, Always: true})
				always[i] = can
				cost[i] = 0
			case 2:
				cost[i] = 1 + g.IntN(5)
				wishes = append(wishes, score.Wish{Criterion: i, Effort: score.Limit{Given: true, Rat: score.Int(int64(cost[i]))}})
			}
		}
		r := scorer.Score(a)
		for award := range p.Awards {
			reaches := func(mask int) bool {
				for drop := range 1 << len(worth) { // of those that may drop out
					total, fine := 0, make([]bool, len(worth))
					counts := make([]bool, len(worth))
					skip := false
					for i := range worth {
						out := na[i] == 1 || na[i] == 2 && drop>>i&1 == 1
						if na[i] != 2 && drop>>i&1 == 1 {
							skip = true
						}
						counts[i] = !out && (mask>>i&1 == 1 || met[i] == 1)
						fine[i] = out || counts[i]
						if counts[i] {
							total += worth[i]
						}
					}
					if skip {
						continue
					}
					n := 0
					for _, i := range []int{1, 2, 3} {
						if counts[i] {
							n++
						}
					}
					if award == 0 && total < 15 || award == 1 && !(fine[0] && n >= 2 && (counts[4] || counts[5])) {
						return false
					}
				}
				return true
			}
			best := -1
			for mask := range 1 << len(worth) {
				price, ok := 0, true
				for i := range worth {
					chosen := mask>>i&1 == 1
					can := na[i] != 1 && met[i] != 1
					ok = ok && (!chosen || can && !never[i]) && (chosen || !always[i])
					if chosen {
						price += cost[i]
					}
				}
				if ok && (best < 0 || price < best) && reaches(mask) {
					best = price
				}
			}
			if r.Awards[award] == score.VerdictPass {
				continue
			}
			plans++
			plan := r.Plan(award, wishes)
			mask := 0
			for _, st := range plan.Steps {
				mask |= 1 << st.Criterion
			}
			if plan.Possible != (best >= 0) || plan.Possible && (plan.Effort.Cmp(score.Int(int64(best))) != 0 || !reaches(mask)) {
				t.Fatalf("award %s, applies %v, met %v, wishes %+v: plan %+v, brute force %d", p.Awards[award].ID, na, met, wishes, plan, best)
			}
		}
	}
	if plans < 100 {
		t.Errorf("only %d plans", plans)
	}
}

// More criteria may drop out than a plan looks at both ways: it stays right.
func TestPlanManyDrop(t *testing.T) {
	var b strings.Builder
	b.WriteString("scheme: many\nedition: \"1\"\ntitle: 題\nsections:\n  - id: s\n    title: 分野\n    criteria:\n")
	for i := range 12 {
		fmt.Fprintf(&b, "      - {id: c%d, title: 項目, fields: {f%d: {label: 欄, type: boolean}, e%d: {label: 対象, type: boolean}}, applies: e%d, points: {rules: [{when: f%d, points: 5}, {points: 1}]}}\n", i, i, i, i, i)
	}
	b.WriteString("awards:\n  - {id: w, title: 合計, pass: total >= 4}\n")
	p := program(t, b.String())
	// All may drop out, so nothing that is done reaches four points for certain.
	if plan := p.NewScorer().Score(p.NewAnswers()).Plan(0, nil); plan.Possible {
		t.Errorf("%+v", plan)
	}
	a := p.NewAnswers()
	fill(a, "e11=true")
	if plan := p.NewScorer().Score(a).Plan(0, nil); !plan.Possible || len(plan.Steps) != 1 || plan.Steps[0].Criterion != 11 {
		t.Errorf("%+v, want the one that applies for certain", plan)
	}
}

// One more answer never widens what is possible, on the real schemes with the
// answers of their cases in random order.
func TestMonotone(t *testing.T) {
	l := handbook(t)
	g := rand.New(rand.NewPCG(21, 22))
	for _, cs := range l.Cases {
		p, err := Program(cs.Scheme, "ja")
		if err != nil {
			t.Fatal(err)
		}
		scorer := p.NewScorer()
		rows := map[string]bool{} // one more row of a repeated question may well change what the others said
		for _, repeat := range p.Repeats {
			for _, row := range repeat {
				for _, f := range row {
					rows[p.Fields[f].ID] = true
				}
			}
		}
		for n := 0; n < len(cs.Cases); n += 1 + len(cs.Cases)/25 {
			type one struct {
				id  string
				set func(*score.Answers)
			}
			var all []one
			cs.each(cs.Cases[n], func(c caseAnswer) {
				all = append(all, one{c.id, func(a *score.Answers) { setAnswer(a, cs.Scheme, c.id, c.n) }})
			})
			g.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
			a := p.NewAnswers()
			var before *snapshot
			for i := -1; i < len(all); i++ {
				if i >= 0 {
					all[i].set(a)
				}
				r := scorer.Score(a)
				if slices.ContainsFunc(r.Problems, func(q score.Problem) bool { return !q.Warning }) {
					break // answers that contradict each other promise nothing
				}
				now := take(p, r)
				if before != nil && !rows[all[i].id] {
					if msg := now.within(before); msg != "" {
						t.Fatalf("%s, %s: the answer to %s widened %s", cs.Scheme.ID, cs.Cases[n].Name, all[i].id, msg)
					}
				}
				before = now
			}
		}
	}
}

// A snapshot is what was possible.
type snapshot struct {
	outcomes       [][]string
	total, maximum score.Range
	awards         []score.Verdict
	groups         []score.GroupResult
	withPapers     []score.Verdict
}

func take(p *score.Program, r *score.Result) *snapshot {
	s := &snapshot{total: r.Total, maximum: r.Maximum, awards: slices.Clone(r.Awards), groups: slices.Clone(r.Groups)}
	for c := range p.Criteria {
		points, na := r.Outcomes(c)
		var outs []string
		for _, x := range points {
			outs = append(outs, x.String())
		}
		if na {
			outs = append(outs, "na")
		}
		s.outcomes = append(s.outcomes, outs)
	}
	if r.Papers != nil {
		s.withPapers = slices.Clone(r.Papers.Awards)
	}
	return s
}

func (s *snapshot) within(b *snapshot) string {
	for c := range s.outcomes {
		for _, o := range s.outcomes[c] {
			if !slices.Contains(b.outcomes[c], o) {
				return fmt.Sprintf("criterion %d to %s from %s", c, s.outcomes[c], b.outcomes[c])
			}
		}
	}
	if s.total.Min.Cmp(b.total.Min) < 0 || s.total.Max.Cmp(b.total.Max) > 0 || s.maximum.Min.Cmp(b.maximum.Min) < 0 || s.maximum.Max.Cmp(b.maximum.Max) > 0 {
		return fmt.Sprintf("the total to %v of %v from %v of %v", s.total, s.maximum, b.total, b.maximum)
	}
	for i := range s.awards {
		if b.awards[i] != score.VerdictOpen && s.awards[i] != b.awards[i] {
			return fmt.Sprintf("award %d to %v from %v", i, s.awards[i], b.awards[i])
		}
	}
	for i := range s.withPapers {
		if b.withPapers[i] != score.VerdictOpen && s.withPapers[i] != b.withPapers[i] {
			return fmt.Sprintf("award %d with papers to %v from %v", i, s.withPapers[i], b.withPapers[i])
		}
	}
	for i := range s.groups {
		if s.groups[i].Min < b.groups[i].Min || s.groups[i].Max > b.groups[i].Max {
			return fmt.Sprintf("group %d to %+v from %+v", i, s.groups[i], b.groups[i])
		}
	}
	return ""
}

// Numbers without end: nothing can be enumerated, so completions are drawn.
// No completion may contradict what was said of the half-filled form.
func TestOracleLargeRanges(t *testing.T) {
	rounds := max(1, *oracleRounds/5)
	completions := 0
	for seed := range uint64(rounds) {
		g := &generator{Rand: rand.New(rand.NewPCG(seed, 2))}
		src := widen(g, g.scheme())
		s, ds := readScheme("random.scheme.yaml", []byte(src))
		if ds.HasErrors() {
			t.Fatalf("seed %d: %v\n%s", seed, ds, src)
		}
		p, ds := compile(s, "ja")
		if ds.HasErrors() {
			t.Fatalf("seed %d: %v\n%s", seed, ds, src)
		}
		o := &oracle{s: s, n: collect(s)}
		scorer := p.NewScorer()
		answered := map[string]oval{}
		for _, f := range o.n.fields {
			if g.IntN(3) == 0 {
				answered[f.ID] = draw(g.Rand, f)
			}
		}
		a := p.NewAnswers()
		for id, v := range answered {
			a.Set(id, v.value())
		}
		r := scorer.Score(a)
		for range 40 {
			o.a = map[string]oval{}
			for _, f := range o.n.fields {
				v, ok := answered[f.ID]
				switch {
				case !ok && f.Blank != nil:
					v = o.values(f)[0]
				case !ok:
					v = draw(g.Rand, f)
				}
				o.a[f.ID] = v
			}
			if slices.ContainsFunc(o.n.constraints, func(k *Constraint) bool { return k.Severity == Error && o.eval(k.Assert.Node).v == false }) {
				continue
			}
			completions++
			outs := make([]int, len(o.n.criteria))
			total := new(big.Rat)
			for c, k := range o.n.criteria {
				outs[c] = o.criterion(k, p.Criteria[c].Outcomes)
				points, na := r.Outcomes(c)
				if outs[c] < 0 && !na || outs[c] >= 0 && !slices.Contains(points, p.Criteria[c].Outcomes[outs[c]]) {
					t.Fatalf("seed %d: criterion %s comes to %d, the core says %v, na %v\nanswers %v of %v\n%s", seed, k.ID, outs[c], points, na, answered, o.a, src)
				}
				if outs[c] >= 0 && k.Points != nil {
					total.Add(total, bigRat(p.Criteria[c].Outcomes[outs[c]]))
				}
			}
			if total.Cmp(bigRat(r.Total.Min)) < 0 || total.Cmp(bigRat(r.Total.Max)) > 0 {
				t.Fatalf("seed %d: total %v is outside %v\n%s", seed, total, r.Total, src)
			}
			for i, award := range s.Awards {
				pass := o.award(award, p, outs)
				if v := r.Awards[i]; v == score.VerdictPass && !pass || v == score.VerdictFail && pass {
					t.Fatalf("seed %d: award %s is %v, the core says %v\nanswers %v of %v\n%s", seed, award.ID, pass, v, answered, o.a, src)
				}
			}
		}
	}
	t.Logf("%d definitions, %d completions", rounds, completions)
	if completions < 10*rounds {
		t.Errorf("only %d completions of %d definitions", completions, rounds)
	}
}

// widen gives the numbers of a random definition other ranges: large ones, and
// ones without an end.
func widen(g *generator, src string) string {
	var b strings.Builder
	for _, line := range strings.SplitAfter(src, "\n") {
		if _, rest, ok := strings.Cut(line, "type: integer, min: "); ok {
			_, when, _ := strings.Cut(rest, "max: ")
			when = strings.TrimLeft(when, "0123456789")
			ranges := []string{"min: 0, max: 100000", "min: 0", "min: -5000, max: 5000", "max: 7", ""}
			line = strings.Replace(line[:len(line)-len(rest)-len(", min: ")], ", min", "", 1) + ", " + ranges[g.IntN(len(ranges))] + when
			line = strings.Replace(line, ", }", "}", 1)
			line = strings.Replace(line, ", , ", ", ", 1)
		} else if strings.Contains(line, "type: number, min: 0, max: 1, step: 0.5") {
			ranges := []string{"min: 0", "decimals: 2", "min: 0, max: 1000, step: 0.25", "min: 0.5, step: 0.5", "min: -1, max: 1"}
			line = strings.Replace(line, "min: 0, max: 1, step: 0.5", ranges[g.IntN(len(ranges))], 1)
		}
		b.WriteString(line)
	}
	return b.String()
}

// draw is a value that a field allows: near zero and near its ends more often.
func draw(g *rand.Rand, f *Field) oval {
	switch f.Type {
	case Boolean:
		return oval{g.IntN(2) == 0}
	case Choice, Choices:
		vs := answersTo(f)
		return vs[g.IntN(len(vs))]
	}
	step := big.NewRat(1, 1)
	switch {
	case f.Step != nil:
		step = bigRat(f.Step.Rat)
	case f.Type == Decimal && f.Decimals >= 0:
		step = big.NewRat(1, 100)
	case f.Type == Decimal:
		step = big.NewRat(1, 1+g.Int64N(7))
	}
	n := g.Int64N(7) - 2
	switch g.IntN(4) {
	case 0:
		n = g.Int64N(200_000) - 50_000
	case 1:
		n = g.Int64N(400) - 100
	}
	x := new(big.Rat).Mul(step, big.NewRat(n, 1))
	if f.Step != nil && f.Min != nil {
		x.Add(x, bigRat(f.Min.Rat))
	}
	if f.Min != nil && x.Cmp(bigRat(f.Min.Rat)) < 0 {
		x = bigRat(f.Min.Rat)
	}
	if f.Max != nil && x.Cmp(bigRat(f.Max.Rat)) > 0 {
		x = bigRat(f.Max.Rat)
	}
	return oval{x}
}

// A malformed call of a function is null to eval and never more.
func TestEveryFunction(t *testing.T) {
	for _, f := range feel.Functions {
		for _, arg := range []string{"null", "1", `"x"`, "true", "[]", `@"2026-04-01"`, "[1, null, \"x\"]"} {
			for n := range 5 {
				expr := f.Name + "(" + strings.TrimSuffix(strings.Repeat(arg+", ", n), ", ") + ")"
				if _, ds := Eval(expr, ""); len(ds) > 0 {
					t.Errorf("%s: %v", expr, ds)
				}
			}
		}
	}
}
