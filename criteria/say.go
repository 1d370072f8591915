package criteria

import (
	"strings"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// Rules are read back as Japanese, so that an editor proof-reads sentences and
// a company reads why. A phrase is a condition in words; whether it ends like a
// noun ("30%未満") or like a verb ("に当てはまる") decides what may follow.
type phrase struct {
	text string
	verb bool
}

// because is the phrase as the reason of what follows.
func (p phrase) because() string {
	if p.verb {
		return p.text + "ため"
	}
	return p.text + "であるため"
}

// when is the phrase before とき.
func (p phrase) when() string {
	if p.verb {
		return p.text + "とき"
	}
	return p.text + "のとき"
}

// given is the phrase before a consequence.
func (p phrase) given() string { return p.text + "なら" }

// A speaker says the expressions of a scheme in one language.
type speaker struct {
	*names
	lang string
}

// Say is a condition in words: "受診率が30%未満".
func (s *Scheme) Say(e Expr, lang string) string {
	if e.Node == nil {
		return ""
	}
	return speaker{collect(s), lang}.say(e.Node).text
}

// SayWhen is a condition before a consequence: "受診率が30%未満のとき".
func (s *Scheme) SayWhen(e Expr, lang string) string {
	if e.Node == nil {
		return ""
	}
	return speaker{collect(s), lang}.say(e.Node).when()
}

// label is how an expression is called, and the unit of its value.
func (sp speaker) label(n feel.Node) (label, unit string) {
	switch n := n.(type) {
	case *feel.Name:
		if n.Name == "total" {
			return "合計", "点"
		}
		if n.Name == "maximum" {
			return "満点", "点"
		}
		if i, ok := sp.fieldIndex[n.Name]; ok {
			return sp.fields[i].Label.In(sp.lang), sp.fields[i].Unit.In(sp.lang)
		}
		if i, ok := sp.derivedIndex[n.Name]; ok {
			return sp.derived[i].Label.In(sp.lang), sp.derived[i].Unit.In(sp.lang)
		}
		return n.Name, ""
	case *feel.Path:
		x, ok := n.X.(*feel.Name)
		if !ok {
			break
		}
		if c, ok := sp.criterion[x.Name]; ok && n.Member == "points" {
			return "「" + sp.criteria[c].Title.In(sp.lang) + "」の点", "点"
		}
		if i, ok := sp.section[x.Name]; ok {
			title := "「" + sp.scheme.Sections[i].Title.In(sp.lang) + "」の"
			if n.Member == "total" {
				return title + "合計", "点"
			}
			return title + "満点", "点"
		}
		if i, ok := sp.fieldIndex[x.Name]; ok {
			for _, c := range sp.fields[i].Columns {
				if c.ID == n.Member {
					return sp.fields[i].Label.In(sp.lang) + "の" + c.Label.In(sp.lang), c.Unit.In(sp.lang)
				}
			}
		}
	case *feel.Lit:
		return sp.literal(n.Value, ""), ""
	case *feel.Unary:
		l, u := sp.label(n.X)
		return "−" + l, u
	case *feel.Binary:
		x, u := sp.label(n.X)
		y, v := sp.label(n.Y)
		if u == "" {
			u = v
		}
		switch n.Op {
		case score.OpAdd:
			return x + "と" + y + "の合計", u
		case score.OpSub:
			return x + "から" + y + "を引いた数", u
		case score.OpMul:
			return x + "×" + y, u
		case score.OpDiv:
			return x + "÷" + y, ""
		}
	case *feel.Call:
		switch {
		case n.Name == "percent" && len(n.Args) == 2 && n.Named == nil:
			x, _ := sp.label(n.Args[0])
			y, _ := sp.label(n.Args[1])
			return y + "に占める" + x + "の割合", "%"
		case n.Name == "count" && len(n.Args) == 1:
			if x, ok := n.Args[0].(*feel.Name); ok {
				l, _ := sp.label(x)
				return l + "の数", ""
			}
		case n.Name == "sum" && len(n.Args) == 1:
			l, u := sp.label(n.Args[0])
			return l + "の合計", u
		}
	}
	return "「" + feel.Print(n) + "」", ""
}

// literal is a constant in words; of names the option names the value is one.
func (sp speaker) literal(v score.Value, unit string) string {
	switch v.Kind {
	case score.KNum:
		return v.Num.String() + unit
	case score.KStr:
		return v.Str
	case score.KDate:
		return score.FormatDate(v.Num.Num())
	case score.KBool:
		if v.IsTrue() {
			return "はい"
		}
		return "いいえ"
	}
	return v.String()
}

// value is a value that x is compared with: an option's label, a number with
// the unit of x, or the label of an expression.
func (sp speaker) value(x, n feel.Node) string {
	_, unit := sp.label(x)
	lit, ok := n.(*feel.Lit)
	if !ok {
		if u, ok := n.(*feel.Unary); ok {
			if lit, ok := u.X.(*feel.Lit); ok {
				return "−" + sp.literal(lit.Value, unit)
			}
		}
		l, _ := sp.label(n)
		return l
	}
	if name, ok := x.(*feel.Name); ok {
		if i, ok := sp.fieldIndex[name.Name]; ok {
			for _, o := range sp.fields[i].Options {
				if optionValue(o.ID).Equal(lit.Value).IsTrue() {
					return "「" + o.Label.In(sp.lang) + "」"
				}
			}
		}
	}
	return sp.literal(lit.Value, unit)
}

func (sp speaker) say(n feel.Node) phrase { return sp.saying(n, false) }

// saying is the condition, or its opposite.
func (sp speaker) saying(n feel.Node, not bool) phrase {
	switch n := n.(type) {
	case *feel.Name:
		return sp.truth(n, not)
	case *feel.Path:
		return sp.member(n, not)
	case *feel.Lit:
		if n.Value.IsTrue() != not {
			return phrase{"いつも", false}
		}
		return phrase{"該当なし", false}
	case *feel.Binary:
		switch n.Op {
		case score.OpAnd, score.OpOr:
			return sp.both(n, not)
		case score.OpEq, score.OpNe, score.OpLt, score.OpLe, score.OpGt, score.OpGe:
			return sp.comparison(n.X, n.Op, n.Y, not)
		}
	case *feel.Call:
		if n.Name == "not" && len(n.Args) == 1 {
			return sp.saying(n.Args[0], !not)
		}
		if n.Name == "list contains" && len(n.Args) == 2 {
			l, _ := sp.label(n.Args[0])
			return choose(l+"で"+sp.value(n.Args[0], n.Args[1])+"を選んで", not)
		}
	case *feel.Between:
		l, _ := sp.label(n.X)
		return negated(phrase{l + "が" + sp.value(n.X, n.Lo) + "以上" + sp.value(n.X, n.Hi) + "以下", false}, not)
	case *feel.In:
		l, _ := sp.label(n.X)
		return negated(phrase{l + "が" + sp.tests(n.X, n.Tests), false}, not)
	case *feel.If:
		c, a, b := sp.say(n.Cond), sp.saying(n.Then, not), sp.saying(n.Else, not)
		return phrase{c.given() + a.text + "、そうでなければ" + b.text, b.verb}
	case *feel.Quantified:
		return sp.quantified(n, not)
	}
	return negated(phrase{"「" + feel.Print(n) + "」が成り立つ", true}, not)
}

func negated(p phrase, not bool) phrase {
	switch {
	case !not:
		return p
	case p.verb:
		return phrase{"「" + p.text + "」に当てはまらない", true}
	}
	return phrase{p.text + "ではない", true}
}

func choose(stem string, not bool) phrase {
	if not {
		return phrase{stem + "いない", true}
	}
	return phrase{stem + "いる", true}
}

// truth says a boolean answer or derived value.
func (sp speaker) truth(n *feel.Name, not bool) phrase {
	l, _ := sp.label(n)
	if not {
		return phrase{"「" + l + "」に当てはまらない", true}
	}
	return phrase{"「" + l + "」に当てはまる", true}
}

func (sp speaker) member(n *feel.Path, not bool) phrase {
	title := feel.Print(n)
	if x, ok := n.X.(*feel.Name); ok {
		if c, ok := sp.criterion[x.Name]; ok {
			title = sp.criteria[c].Title.In(sp.lang)
		}
	}
	switch {
	case n.Member == "applies" && not:
		return phrase{"「" + title + "」が対象外", false}
	case n.Member == "applies":
		return phrase{"「" + title + "」が評価の対象", false}
	case not:
		return phrase{"「" + title + "」を満たしていない", true}
	}
	return phrase{"「" + title + "」を満たしている", true}
}

// both joins two conditions; one that is joined the other way goes into
// parentheses.
func (sp speaker) both(n *feel.Binary, not bool) phrase {
	op := n.Op
	if not { // not (a and b) is not a or not b
		op = score.OpAnd + score.OpOr - op
	}
	word := "、かつ"
	if op == score.OpOr {
		word = "、または"
	}
	part := func(x feel.Node) phrase {
		p := sp.saying(x, not)
		if b, ok := x.(*feel.Binary); ok && (b.Op == score.OpAnd || b.Op == score.OpOr) && b.Op != n.Op {
			p.text = "（" + p.text + "）"
		}
		return p
	}
	x, y := part(n.X), part(n.Y)
	return phrase{x.text + word + y.text, y.verb}
}

var opposite = map[score.Op]score.Op{
	score.OpEq: score.OpNe, score.OpNe: score.OpEq, score.OpLt: score.OpGe, score.OpGe: score.OpLt,
	score.OpLe: score.OpGt, score.OpGt: score.OpLe,
}

var mirrored = map[score.Op]score.Op{
	score.OpEq: score.OpEq, score.OpNe: score.OpNe, score.OpLt: score.OpGt, score.OpGt: score.OpLt,
	score.OpLe: score.OpGe, score.OpGe: score.OpLe,
}

func (sp speaker) comparison(x feel.Node, op score.Op, y feel.Node, not bool) phrase {
	if not {
		op = opposite[op]
	}
	if _, ok := x.(*feel.Lit); ok {
		x, y, op = y, x, mirrored[op]
	}
	if lit, ok := y.(*feel.Lit); ok {
		switch lit.Value.Kind {
		case score.KNull:
			return sp.blank(x, op == score.OpNe)
		case score.KBool:
			return sp.saying(x, lit.Value.IsTrue() == (op == score.OpNe))
		}
	}
	l, _ := sp.label(x)
	p := comparing(op, sp.value(x, y))
	return phrase{l + "が" + p.text, p.verb}
}

// comparing is a comparison with a value, without its left side.
func comparing(op score.Op, v string) phrase {
	switch op {
	case score.OpEq:
		return phrase{v, false}
	case score.OpNe:
		return phrase{v + "以外", false}
	case score.OpLt:
		return phrase{v + "未満", false}
	case score.OpLe:
		return phrase{v + "以下", false}
	case score.OpGt:
		return phrase{v + "を超える", true}
	}
	return phrase{v + "以上", false}
}

// blank says that there is no value, or that there is one.
func (sp speaker) blank(x feel.Node, not bool) phrase {
	l, _ := sp.label(x)
	verb := "計算でき"
	if name, ok := x.(*feel.Name); ok {
		if _, ok := sp.fieldIndex[name.Name]; ok {
			verb = "回答されてい"
		}
	}
	if not {
		return phrase{l + "が" + verb + "る", true}
	}
	return phrase{l + "が" + verb + "ない", true}
}

// tests says unary tests without the value they look at: "30%以上50%未満".
func (sp speaker) tests(x feel.Node, tests []feel.Node) string {
	var parts []string
	for _, t := range tests {
		parts = append(parts, sp.test(x, t).text)
	}
	return strings.Join(parts, "、または")
}

func (sp speaker) test(x, t feel.Node) phrase {
	switch t := t.(type) {
	case *feel.Dash:
		return phrase{"それ以外", false}
	case *feel.Cmp:
		return comparing(t.Op, sp.value(x, t.X))
	case *feel.Interval:
		lo, hi := sp.value(x, t.Lo), sp.value(x, t.Hi)
		text := lo + "以上"
		if t.LoOpen {
			text = lo + "を超え"
		}
		if t.HiOpen {
			return phrase{text + hi + "未満", false}
		}
		return phrase{text + hi + "以下", false}
	case *feel.NotTests:
		return phrase{sp.tests(x, t.Tests) + "以外", false}
	case *feel.List:
		return phrase{sp.tests(x, t.Items), false}
	case *feel.Lit:
		if t.Value.Kind == score.KNull {
			return phrase{"計算できない", true}
		}
	}
	return phrase{sp.value(x, t), false}
}

// quantified says the usual question over several choices: is one of these ticked?
func (sp speaker) quantified(n *feel.Quantified, not bool) phrase {
	list, ok := n.List.(*feel.Name)
	in, ok2 := n.Cond.(*feel.In)
	if ok && ok2 && !n.Every {
		if v, ok := in.X.(*feel.Name); ok && v.Name == n.Var {
			l, _ := sp.label(list)
			return choose(l+"で"+sp.tests(list, in.Tests)+"のどれかを選んで", not)
		}
	}
	return negated(phrase{"「" + feel.Print(n) + "」が成り立つ", true}, not)
}
