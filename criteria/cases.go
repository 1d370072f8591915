package criteria

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// Cases are worked examples of a scheme, shipped beside its definition.
type Cases struct {
	File   string
	Scheme *Scheme
	base   []caseAnswer
	Cases  []*Case
}

// A Case is a set of answers with the result that is expected.
type Case struct {
	Name    string
	answers []caseAnswer
	blank   []string
	expect  []expectation
}

type caseAnswer struct {
	id string
	n  *yaml.Node
}

// An expectation compares one thing with a result.
type expectation struct {
	pos  Pos
	what string
	want string
	got  func(*caseResult) string
}

type caseResult struct {
	p *score.Program
	r *score.Result
}

func readCases(file string, data []byte, l *Library) (*Cases, Diagnostics) {
	r := &caseReader{reader: reader{file: file}}
	top := r.document(data)
	if top == nil {
		return nil, r.ds
	}
	var id, edition string
	var base, cases *yaml.Node
	r.mapping(top, "検算例のファイル", []key{
		{"scheme", func(n *yaml.Node) { r.string(n, "scheme", &id) }, true},
		{"edition", func(n *yaml.Node) { r.string(n, "edition", &edition) }, true},
		{"base", func(n *yaml.Node) { base = n }, false},
		{"cases", func(n *yaml.Node) { cases = n }, true},
	})
	s := l.Find(id + "@" + edition)
	if s == nil && l.broken {
		return nil, r.ds // its definition has been reported
	}
	if s == nil {
		r.report(top, "scheme", "制度「"+id+"@"+edition+"」の定義がありません", feel.Hint(l.Near(id+"@"+edition)))
		return nil, r.ds
	}
	r.names = s.names
	c := &Cases{File: file, Scheme: s}
	if base != nil {
		c.base = r.answers(base)
	}
	if cases != nil {
		for _, n := range r.items(cases, "cases") {
			c.Cases = append(c.Cases, r.one(n))
		}
	}
	return c, r.ds
}

type caseReader struct {
	reader
	names *names
}

func (r *caseReader) known(n *yaml.Node, id string) {
	if _, ok := r.names.fieldIndex[id]; ok {
		return
	}
	r.report(n, "unknown_field", "「"+id+"」という入力欄はありません", r.names.nearField(id))
}

func (r *caseReader) answers(n *yaml.Node) []caseAnswer {
	var as []caseAnswer
	r.entries(n, "answers", func(k, v *yaml.Node) {
		r.known(k, k.Value)
		as = append(as, caseAnswer{k.Value, v})
	})
	return as
}

func (r *caseReader) one(n *yaml.Node) *Case {
	c := &Case{}
	r.mapping(n, "検算例", []key{
		{"name", func(n *yaml.Node) { r.string(n, "name", &c.Name) }, true},
		{"answers", func(n *yaml.Node) { c.answers = r.answers(n) }, false},
		{"blank", func(n *yaml.Node) {
			for _, i := range r.items(n, "blank") {
				r.known(i, i.Value)
				c.blank = append(c.blank, i.Value)
			}
		}, false},
		{"expect", func(n *yaml.Node) { r.expect(n, c) }, true},
	})
	return c
}

func (r *caseReader) expect(n *yaml.Node, c *Case) {
	add := func(n *yaml.Node, what, want string, got func(*caseResult) string) {
		c.expect = append(c.expect, expectation{r.at(n), what, want, got})
	}
	r.mapping(n, "expect", []key{
		{"total", func(n *yaml.Node) {
			add(n, "合計", r.span(n), func(c *caseResult) string { return spanText(c.r.Total) })
		}, false},
		{"maximum", func(n *yaml.Node) {
			add(n, "満点", r.span(n), func(c *caseResult) string { return spanText(c.r.Maximum) })
		}, false},
		{"awards", func(n *yaml.Node) {
			r.entries(n, "awards", func(k, v *yaml.Node) {
				i := slices.IndexFunc(r.names.scheme.Awards, func(a *Award) bool { return a.ID == k.Value })
				if i < 0 {
					ids := make([]string, len(r.names.scheme.Awards))
					for i, a := range r.names.scheme.Awards {
						ids[i] = a.ID
					}
					r.report(k, "unknown", "「"+k.Value+"」という認定はありません", feel.Hint(feel.Nearest(k.Value, ids)))
					return
				}
				if !slices.Contains([]string{"pass", "fail", "open"}, v.Value) {
					r.report(v, "verdict", "「"+v.Value+"」という判定はありません", "pass（基準を満たす）、fail（届かない）、open（まだ決まらない）のどれかを書いてください")
				}
				add(v, "認定 "+k.Value, v.Value, func(c *caseResult) string { return c.r.Awards[i].String() })
			})
		}, false},
		{"criteria", func(n *yaml.Node) {
			r.entries(n, "criteria", func(k, v *yaml.Node) { r.criterion(k, v, add) })
		}, false},
		{"groups", func(n *yaml.Node) {
			r.entries(n, "groups", func(k, v *yaml.Node) {
				id := k.Value
				add(v, "選択要件 "+id, r.span(v), func(c *caseResult) string {
					for i, g := range c.p.Groups {
						if g.ID == id {
							return spanText(score.Range{Min: score.Int(c.r.Groups[i].Min), Max: score.Int(c.r.Groups[i].Max)})
						}
					}
					return "（ありません）"
				})
			})
		}, false},
		{"bands", func(n *yaml.Node) {
			r.entries(n, "bands", func(k, v *yaml.Node) { r.band(k, v, add) })
		}, false},
		{"derived", func(n *yaml.Node) {
			r.entries(n, "derived", func(k, v *yaml.Node) { r.derived(k, v, add) })
		}, false},
		{"problems", func(n *yaml.Node) {
			want := []string{}
			for _, i := range r.items(n, "problems") {
				want = append(want, i.Value)
			}
			slices.Sort(want)
			add(n, "整合チェック", strings.Join(want, "、"), func(c *caseResult) string {
				got := []string{}
				for _, p := range c.r.Problems {
					got = append(got, p.Rule)
				}
				slices.Sort(got)
				return strings.Join(slices.Compact(got), "、")
			})
		}, false},
	})
}

// derived reads what is expected of a derived value: its value, or its status
// where it has none; or a mapping of what is to be compared.
func (r *caseReader) derived(k, v *yaml.Node, add func(*yaml.Node, string, string, func(*caseResult) string)) {
	i, ok := r.names.derivedIndex[k.Value]
	if !ok {
		r.report(k, "unknown", "「"+k.Value+"」という計算値はありません", r.names.nearDerived(k.Value))
		return
	}
	what := "計算値 " + k.Value
	if v.Kind != yaml.MappingNode {
		add(v, what, numberText(v.Value), func(c *caseResult) string { return derivedText(c.r.Derived[i]) })
		return
	}
	r.mapping(v, what, []key{
		{"value", func(n *yaml.Node) {
			add(n, what+" の値", numberText(n.Value), func(c *caseResult) string { return valueText(c.r.Derived[i].Value) })
		}, false},
		{"display", func(n *yaml.Node) {
			add(n, what+" の表示", n.Value, func(c *caseResult) string { return c.r.Display(int(i)) })
		}, false},
		{"status", func(n *yaml.Node) {
			add(n, what+" の状態", n.Value, func(c *caseResult) string { return c.r.Derived[i].Status.String() })
		}, false},
		{"target_met", func(n *yaml.Node) {
			add(n, what+" の目標の達成", n.Value, func(c *caseResult) string { return c.r.Derived[i].Target.String() })
		}, false},
	})
}

// numberText is a number as results write it: 57.30 is 57.3.
func numberText(s string) string {
	if x, ok := score.ParseRat(s); ok {
		return x.String()
	}
	return s
}

func derivedText(d score.DerivedResult) string {
	if d.Status != score.DerivedOK {
		return d.Status.String()
	}
	return valueText(d.Value)
}

func valueText(v score.Value) string {
	if v.Kind == score.KStr {
		return v.Str
	}
	return v.String()
}

func (r *caseReader) criterion(k, v *yaml.Node, add func(*yaml.Node, string, string, func(*caseResult) string)) {
	i, ok := r.names.criterion[k.Value]
	if !ok {
		r.report(k, "unknown", "「"+k.Value+"」という評価項目はありません", "")
		return
	}
	points := r.names.criteria[i].Points != nil
	if v.Kind == yaml.SequenceNode {
		want := []string{}
		for _, o := range r.items(v, "criteria") {
			want = append(want, o.Value)
		}
		slices.SortFunc(want, byNumber)
		add(v, "評価項目 "+k.Value, strings.Join(want, "、"), func(c *caseResult) string {
			ps, na := c.r.Outcomes(int(i))
			var got []string
			for _, p := range ps {
				got = append(got, p.String())
			}
			if na {
				got = append(got, "na")
			}
			slices.SortFunc(got, byNumber)
			return strings.Join(got, "、")
		})
		return
	}
	add(v, "評価項目 "+k.Value, v.Value, func(c *caseResult) string {
		q := c.r.Criteria[i]
		if points && q.Status != score.StatusOpen && q.Status != score.StatusNA {
			return q.Points.String()
		}
		return q.Status.String()
	})
}

// band expects the band that the result lies in, or the list of those that are possible.
func (r *caseReader) band(k, v *yaml.Node, add func(*yaml.Node, string, string, func(*caseResult) string)) {
	i := slices.IndexFunc(r.names.scheme.Bands, func(b *Bands) bool { return b.ID == k.Value })
	if i < 0 {
		r.report(k, "unknown", "「"+k.Value+"」という到達段階はありません", "")
		return
	}
	bands := r.names.scheme.Bands[i]
	want := []*yaml.Node{v}
	if v.Kind == yaml.SequenceNode {
		want = r.items(v, "bands")
	}
	var known, ids []string
	for _, t := range bands.Tiers {
		known = append(known, t.ID)
	}
	for _, n := range want {
		if !slices.Contains(known, n.Value) {
			r.report(n, "unknown", "到達段階「"+bands.ID+"」に「"+n.Value+"」はありません", "書けるのは "+strings.Join(known, "、")+" です")
		}
		ids = append(ids, n.Value)
	}
	add(v, "到達段階 "+bands.ID+" ", strings.Join(ids, "、"), func(c *caseResult) string {
		var got []string
		for t, verdict := range c.r.Bands[i] {
			if verdict == score.VerdictPass {
				return bands.Tiers[t].ID
			}
			if verdict != score.VerdictFail {
				got = append(got, bands.Tiers[t].ID)
			}
		}
		return strings.Join(got, "、")
	})
}

// byNumber orders numbers by value and puts words behind them.
func byNumber(a, b string) int {
	x, ok1 := score.ParseRat(a)
	y, ok2 := score.ParseRat(b)
	switch {
	case ok1 && ok2:
		return x.Cmp(y)
	case ok1:
		return -1
	case ok2:
		return 1
	}
	return strings.Compare(a, b)
}

func (r *caseReader) span(n *yaml.Node) string {
	if n.Kind != yaml.MappingNode {
		return n.Value
	}
	var lo, hi string
	r.mapping(n, "範囲", []key{
		{"min", func(n *yaml.Node) { lo = n.Value }, true},
		{"max", func(n *yaml.Node) { hi = n.Value }, true},
	})
	return lo + "〜" + hi
}

func spanText(r score.Range) string {
	if r.Min.Cmp(r.Max) == 0 {
		return r.Min.String()
	}
	return r.Min.String() + "〜" + r.Max.String()
}

// Answers fills in the answers of a case.
func (c *Cases) Answers(one *Case, to *score.Answers) {
	c.each(one, func(a caseAnswer) { setAnswer(to, c.Scheme, a.id, a.n) })
}

// each goes over the answers of a case: those of the base that it does not
// change, then its own.
func (c *Cases) each(one *Case, do func(caseAnswer)) {
	changed := map[string]bool{}
	for _, a := range one.answers {
		changed[a.id] = true
	}
	for _, id := range one.blank {
		changed[id] = true
	}
	for _, a := range c.base {
		if !changed[a.id] {
			do(a)
		}
	}
	for _, a := range one.answers {
		if !slices.Contains(one.blank, a.id) {
			do(a)
		}
	}
}

// Texts are the answers of a case as a form hands them over: pairs of an input's
// name and its text, with one pair for every option of a field with several
// choices and one for every cell of a table.
func (c *Cases) Texts(one *Case) [][2]string {
	var pairs [][2]string
	add := func(name string, n *yaml.Node) {
		switch n.Tag {
		case "!!null":
		case "!!bool":
			pairs = append(pairs, [2]string{name, strings.ToLower(n.Value)})
		default:
			pairs = append(pairs, [2]string{name, n.Value})
		}
	}
	put := func(a caseAnswer) {
		if a.n.Kind != yaml.SequenceNode {
			add(a.id, a.n)
			return
		}
		field := c.Scheme.field(a.id)
		for row, item := range a.n.Content {
			switch {
			case item.Kind == yaml.MappingNode:
			case field != nil && field.List():
				add(fmt.Sprintf("%s[%d].%s", a.id, row, field.Columns[0].ID), item)
				continue
			default:
				add(a.id, item)
				continue
			}
			for i := 0; i+1 < len(item.Content); i += 2 {
				add(fmt.Sprintf("%s[%d].%s", a.id, row, item.Content[i].Value), item.Content[i+1])
			}
		}
	}
	c.each(one, put)
	return pairs
}
