package criteria

import (
	"fmt"
	"strings"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// Rules are read back as Japanese, so that an editor proof-reads sentences and
// a company reads why. A phrase is a condition in words; whether it ends like a
// noun ("30%未満") or like a verb ("に当てはまる") decides what may follow.
// joined is the word that joins its parts, if it has several.
type phrase struct {
	text    string
	verb    bool
	joined  string
	english bool // see english.go
}

// What joins the parts of a phrase.
const (
	byAnd = "、かつ"
	byOr  = "、または"
	byIf  = "、そうでなければ"
)

// under is the phrase as a part of one that is joined by a word: in parentheses
// if its own parts are joined by another.
func (p phrase) under(join string) phrase {
	if p.joined != "" && p.joined != join {
		if p.english {
			p.text = "(" + p.text + ")"
		} else {
			p.text = "（" + p.text + "）"
		}
	}
	return p
}

// join puts phrases side by side.
func join(word string, ps ...phrase) phrase {
	q := phrase{joined: word}
	for i, p := range ps {
		p = p.under(word)
		if q.english = p.english; i > 0 && p.english {
			q.text += englishJoins[word]
		} else if i > 0 {
			q.text += word
		}
		q.text += p.text
		q.verb = p.verb
	}
	if len(ps) == 1 {
		return ps[0]
	}
	return q
}

// that is the phrase as what something consists in.
func (p phrase) that() string {
	if p.english {
		return p.text
	}
	if p.verb {
		return p.text + "こと"
	}
	return p.text + "であること"
}

// because is the phrase as the reason of what follows.
func (p phrase) because() string {
	if p.english {
		return "because " + p.text
	}
	if p.verb {
		return p.text + "ため"
	}
	return p.text + "であるため"
}

// when is the phrase before とき.
func (p phrase) when() string {
	if p.english {
		return "when " + p.text
	}
	if p.verb {
		return p.text + "とき"
	}
	return p.text + "のとき"
}

// given is the phrase before a consequence.
func (p phrase) given() string {
	if p.english {
		return "if " + p.text + ", "
	}
	return p.text + "なら、"
}

// quoted is a label between quotation marks; its own become the inner ones.
func quoted(label string) string {
	return "「" + strings.NewReplacer("「", "『", "」", "』").Replace(label) + "」"
}

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
	sp := speaker{s.names, lang}
	return sp.sentence(sp.say(e.Node).text)
}

// SayWhen is a condition before a consequence: "受診率が30%未満のとき".
func (s *Scheme) SayWhen(e Expr, lang string) string {
	if e.Node == nil {
		return ""
	}
	return speaker{s.names, lang}.say(e.Node).when()
}

// SayTests is unary tests of a value with a label in words, without the label:
// "30%未満".
func (s *Scheme) SayTests(tests Expr, of, lang string) string {
	if tests.Node == nil {
		return ""
	}
	return speaker{s.names, lang}.test(&feel.Name{Name: of}, tests.Node).text
}

// label is how an expression is called, and the unit of its value.
func (sp speaker) label(n feel.Node) (label, unit string) {
	if sp.lang == "en" {
		return sp.labelEnglish(n)
	}
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
			return quoted(sp.criteria[c].Title.In(sp.lang)) + "の点", "点"
		}
		if i, ok := sp.section[x.Name]; ok {
			title := quoted(sp.scheme.Sections[i].Title.In(sp.lang)) + "の"
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
		if sp.lang == "en" {
			return counted(v.Num.String(), unit)
		}
		return v.Num.String() + unit
	case score.KStr:
		return v.Str
	case score.KDate:
		var y, m, d int
		if _, err := fmt.Sscanf(score.FormatDate(v.Num.Num()), "%d-%d-%d", &y, &m, &d); err == nil {
			return sp.in(fmt.Sprintf("%d年%d月%d日", y, m, d), fmt.Sprintf("%d %s %d", d, monthNames[m-1], y))
		}
	case score.KBool:
		if v.IsTrue() {
			return sp.in("はい", "“Yes”")
		}
		return sp.in("いいえ", "“No”")
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
					return sp.quoted(o.Label.In(sp.lang))
				}
			}
		}
	}
	return sp.literal(lit.Value, unit)
}

func (sp speaker) say(n feel.Node) phrase { return sp.saying(n, false) }

// saying is the condition, or its opposite.
func (sp speaker) saying(n feel.Node, not bool) phrase {
	if sp.lang == "en" {
		return sp.sayingEnglish(n, not)
	}
	switch n := n.(type) {
	case *feel.Name:
		return sp.truth(n, not)
	case *feel.Path:
		return sp.member(n, not)
	case *feel.Lit:
		if n.Value.IsTrue() != not {
			return phrase{text: "いつも"}
		}
		return phrase{text: "該当なし"}
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
		return negated(phrase{text: l + "が" + sp.value(n.X, n.Lo) + "以上" + sp.value(n.X, n.Hi) + "以下"}, not)
	case *feel.In:
		l, _ := sp.label(n.X)
		if not {
			return sp.noneOf(l+"が", n.X, n.Tests)
		}
		p := sp.tests(n.X, n.Tests)
		p.text = l + "が" + p.text
		return p
	case *feel.If:
		c, a, b := sp.say(n.Cond), sp.saying(n.Then, not).under(""), sp.saying(n.Else, not).under(byIf)
		return phrase{text: c.given() + a.text + byIf + b.text, verb: b.verb, joined: byIf}
	case *feel.Quantified:
		return sp.quantified(n, not)
	}
	return negated(phrase{text: "「" + feel.Print(n) + "」が成り立つ", verb: true}, not)
}

func negated(p phrase, not bool) phrase {
	switch {
	case !not:
		return p
	case p.verb:
		return phrase{text: quoted(p.text) + "に当てはまらない", verb: true}
	}
	return phrase{text: p.text + "ではない", verb: true}
}

func choose(stem string, not bool) phrase {
	if not {
		return phrase{text: stem + "いない", verb: true}
	}
	return phrase{text: stem + "いる", verb: true}
}

// truth says a boolean answer or derived value.
func (sp speaker) truth(n *feel.Name, not bool) phrase {
	l, _ := sp.label(n)
	if not {
		return phrase{text: quoted(l) + "に当てはまらない", verb: true}
	}
	return phrase{text: quoted(l) + "に当てはまる", verb: true}
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
		return phrase{text: quoted(title) + "が対象外"}
	case n.Member == "applies":
		return phrase{text: quoted(title) + "が評価の対象"}
	case not:
		return phrase{text: quoted(title) + "を満たしていない", verb: true}
	}
	return phrase{text: quoted(title) + "を満たしている", verb: true}
}

// both joins two conditions; one that is joined the other way goes into
// parentheses.
func (sp speaker) both(n *feel.Binary, not bool) phrase {
	op := n.Op
	if not { // not (a and b) is not a or not b
		op = score.OpAnd + score.OpOr - op
	}
	word := byAnd
	if op == score.OpOr {
		word = byOr
	}
	return join(word, sp.saying(n.X, not), sp.saying(n.Y, not))
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
	p := sp.against(x, op, y)
	p.text = l + "が" + p.text
	return p
}

// against is a comparison of x with y without its left side. Of whole numbers
// "more than 0" is "1 or more", and of those that are not negative "0 or less"
// is 0.
func (sp speaker) against(x feel.Node, op score.Op, y feel.Node) phrase {
	if name, ok := x.(*feel.Name); ok {
		i, isField := sp.fieldIndex[name.Name]
		lit, isLit := y.(*feel.Lit)
		if isField && isLit && sp.fields[i].Type == Integer && lit.Value.Kind == score.KNum && lit.Value.Num.IsInt() {
			n := lit.Value.Num
			switch least := sp.fields[i].Min; {
			case op == score.OpGt:
				if next, ok := n.Add(score.Int(1)); ok {
					return sp.comparing(score.OpGe, sp.literal(score.Number(next), sp.fields[i].Unit.In(sp.lang)))
				}
			case op == score.OpLe && least != nil && least.Rat.Cmp(n) == 0:
				op = score.OpEq
			}
		}
	}
	switch {
	case isDate(y) && sp.lang == "en":
		return phrase{text: fmt.Sprintf(dateWordsEnglish[op], sp.value(x, y)), english: true}
	case isDate(y):
		return phrase{text: sp.value(x, y) + dateWords[op]}
	}
	if _, isLit := y.(*feel.Lit); sp.lang == "en" && !isLit && boundsEnglish[op] != "" {
		return clause(fmt.Sprintf(boundsEnglish[op], sp.value(x, y)))
	}
	if op == score.OpLt && sp.lang == "en" && sp.counts(x) {
		return clause("fewer than " + sp.value(x, y))
	}
	return sp.comparing(op, sp.value(x, y))
}

// isDate reports a constant date.
func isDate(n feel.Node) bool {
	lit, ok := n.(*feel.Lit)
	return ok && lit.Value.Kind == score.KDate
}

// dateWords are the comparisons of days.
var dateWords = map[score.Op]string{
	score.OpEq: "", score.OpNe: "以外", score.OpLt: "より前", score.OpLe: "以前", score.OpGt: "より後", score.OpGe: "以降",
}

// comparing is a comparison with a value, without its left side.
func (sp speaker) comparing(op score.Op, v string) phrase {
	if sp.lang == "en" {
		return phrase{text: fmt.Sprintf(comparisonsEnglish[op], v), english: true}
	}
	switch op {
	case score.OpEq:
		return phrase{text: v}
	case score.OpNe:
		return phrase{text: v + "以外"}
	case score.OpLt:
		return phrase{text: v + "未満"}
	case score.OpLe:
		return phrase{text: v + "以下"}
	case score.OpGt:
		return phrase{text: v + "を超える", verb: true}
	}
	return phrase{text: v + "以上"}
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
		return phrase{text: l + "が" + verb + "る", verb: true}
	}
	return phrase{text: l + "が" + verb + "ない", verb: true}
}

// tests says unary tests without the value they look at: "30%以上50%未満".
func (sp speaker) tests(x feel.Node, tests []feel.Node) phrase {
	ps := make([]phrase, len(tests))
	for i, t := range tests {
		ps[i] = sp.test(x, t)
	}
	return join(byOr, ps...)
}

// noneOf says that a value passes none of the tests: "30%未満でも80%以上でもない".
func (sp speaker) noneOf(subject string, x feel.Node, tests []feel.Node) phrase {
	if len(tests) == 1 {
		p := sp.test(x, tests[0])
		p.text = subject + p.text
		return negated(p, true)
	}
	text := subject
	for _, t := range tests {
		p := sp.test(x, t)
		if p.verb || p.joined != "" {
			all := sp.tests(x, tests)
			all.text, all.verb = subject+all.text, true
			return negated(all, true)
		}
		text += p.text + "でも"
	}
	return phrase{text: text + "ない", verb: true}
}

func (sp speaker) test(x, t feel.Node) phrase {
	if sp.lang == "en" {
		return sp.testEnglish(x, t)
	}
	switch t := t.(type) {
	case *feel.Dash:
		return phrase{text: "それ以外"}
	case *feel.Cmp:
		return sp.against(x, t.Op, t.X)
	case *feel.Interval:
		lo, hi := sp.value(x, t.Lo), sp.value(x, t.Hi)
		if isDate(t.Lo) && !t.LoOpen && !t.HiOpen {
			return phrase{text: lo + "から" + hi + "まで"}
		}
		text := lo + "以上"
		if t.LoOpen {
			text = lo + "を超え"
		}
		if t.HiOpen {
			return phrase{text: text + hi + "未満"}
		}
		return phrase{text: text + hi + "以下"}
	case *feel.NotTests:
		return sp.noneOf("", x, t.Tests)
	case *feel.List:
		return sp.tests(x, t.Items)
	case *feel.Lit:
		if t.Value.Kind == score.KNull {
			return phrase{text: "計算できない", verb: true}
		}
	}
	return phrase{text: sp.value(x, t)}
}

// quantified says the usual question over several choices: is one of these ticked?
func (sp speaker) quantified(n *feel.Quantified, not bool) phrase {
	if list, ok := n.List.(*feel.Name); ok && !n.Every {
		if p, ok := sp.chosen(list, n, not); ok {
			return p
		}
	}
	return negated(phrase{text: "「" + feel.Print(n) + "」が成り立つ", verb: true}, not)
}

// chosen says which options of a field with several choices make a condition
// true: by naming them, or, where all others go with nothing else ("none of
// these"), by naming those.
func (sp speaker) chosen(list *feel.Name, n *feel.Quantified, not bool) (phrase, bool) {
	i, ok := sp.fieldIndex[list.Name]
	if !ok || sp.fields[i].Type != Choices {
		return phrase{}, false
	}
	f := sp.fields[i]
	var yes, no []string
	alone := true // the others are exclusive
	l := f.Label.In(sp.lang)
	for _, o := range f.Options {
		one := &feel.Quantified{Var: n.Var, Cond: n.Cond, List: &feel.List{Items: []feel.Node{&feel.Lit{Value: optionValue(o.ID)}}}}
		var b feel.Builder
		id := feel.Lower(one, sp.all(), &b)
		v, _ := (&score.Program{Nodes: b.Nodes, Consts: b.Consts, Args: b.Args}).Eval(id)
		if v.IsTrue() {
			yes = append(yes, sp.quoted(o.Label.In(sp.lang)))
		} else {
			no = append(no, sp.quoted(o.Label.In(sp.lang)))
			alone = alone && o.Exclusive
		}
	}
	switch {
	case len(yes) == 0:
		return phrase{}, false
	case sp.lang == "en":
		return chosenEnglish(l, yes, no, alone, not), true
	case len(no) == 0 && len(yes) > 3:
		return choose(l+"でどれかを選んで", not), true
	case alone && len(no) > 0:
		return choose(l+"で"+strings.Join(no, "")+"以外を選んで", not), true
	case len(yes) == 1:
		return choose(l+"で"+yes[0]+"を選んで", not), true
	}
	return choose(l+"で"+strings.Join(yes, "")+"のどれかを選んで", not), true
}
