package feel

import (
	"strings"

	"kijun/criteria/score"
)

// A Problem is what is wrong with an expression. Off is a byte offset in its source.
type Problem struct {
	Off             int
	Code, Msg, Hint string
}

// Parse reads an expression. Names have no blanks, but for the spaced ones.
func Parse(src string, spaced ...string) (Node, *Problem) {
	return parse(src, spaced, func(p *parser) Node { return p.expr() })
}

// ParseTests reads unary tests, as they stand in a tier's "is": "[30..50)",
// ">= 50", "1, 3, 5", "not(2)", "-". The result is a test.
func ParseTests(src string) (Node, *Problem) {
	return parse(src, nil, func(p *parser) Node {
		off := p.tok().off
		if p.isOp("-") && p.ts[p.i+1].kind == tEOF {
			p.i++
			return &Dash{at(off)}
		}
		tests := p.tests()
		if len(tests) == 1 {
			return tests[0]
		}
		return &List{at(off), tests}
	})
}

type parser struct {
	src   string
	ts    []token
	i     int
	depth int
	upper bool // reading the upper end of an interval, which "[" may close
}

// maxDepth keeps a hostile expression from exhausting the stack.
const maxDepth = 200

func parse(src string, spaced []string, f func(*parser) Node) (n Node, problem *Problem) {
	ts, problem := lex(src, spaced)
	if problem != nil {
		return nil, problem
	}
	p := &parser{src: src, ts: ts}
	defer func() {
		if r := recover(); r != nil {
			pr, ok := r.(*Problem)
			if !ok {
				panic(r)
			}
			n, problem = nil, pr
		}
	}()
	if len(ts) == 1 {
		p.fail("empty", "式が空です", "式を書いてください")
	}
	n = f(p)
	if t := p.tok(); t.kind != tEOF {
		p.unexpected("ここで式が終わるはずですが")
	}
	return n, nil
}

func (p *parser) tok() token { return p.ts[p.i] }

func (p *parser) fail(code, msg, hint string) {
	panic(&Problem{Off: p.tok().off, Code: code, Msg: msg, Hint: hint})
}

func (p *parser) unexpected(what string) {
	t := p.tok()
	if t.kind == tEOF {
		p.fail("syntax", what+"、式が途中で終わっています", "")
	}
	text := p.src[t.off:t.end]
	hint := ""
	if p.i > 0 {
		hint = operatorHints[p.ts[p.i-1].text+text]
	}
	if text == ".." {
		hint = "範囲は [30..50) のように括弧で囲みます"
	}
	for _, w := range [...][2]string{{"以上", ">= 80"}, {"以下", "<= 80"}, {"未満", "< 80"}, {"超", "> 80"}, {"より", "> 80 や < 80"}} {
		if strings.HasPrefix(text, w[0]) {
			hint = "「80" + w[0] + "」は " + w[1] + " と書きます"
		}
	}
	p.fail("syntax", what+"、"+quote(text)+" があります", hint)
}

// operatorHints says what operators of other languages are called here.
var operatorHints = map[string]string{
	"==": "等しいは = と書きます", "=>": "以上は >= と書きます", "=<": "以下は <= と書きます", "<>": "等しくないは != と書きます",
}

func (p *parser) isOp(s string) bool { return p.tok().kind == tOp && p.tok().text == s }

func (p *parser) isKeyword(s string) bool { return p.tok().kind == tKeyword && p.tok().text == s }

func (p *parser) takeOp(s string) bool {
	if p.isOp(s) {
		p.i++
		return true
	}
	return false
}

func (p *parser) needOp(s string) {
	if !p.takeOp(s) {
		p.unexpected(quote(s) + " が必要ですが")
	}
}

func (p *parser) needKeyword(s string) {
	if !p.isKeyword(s) {
		p.unexpected(quote(s) + " が必要ですが")
	}
	p.i++
}

func (p *parser) enter() func() {
	if p.depth++; p.depth > maxDepth {
		p.fail("depth", "式の入れ子が深すぎます", "計算値（derive）に分けてください")
	}
	return func() { p.depth-- }
}

func (p *parser) expr() Node {
	defer p.enter()()
	switch off := p.tok().off; {
	case p.isKeyword("if"):
		p.i++
		cond := p.expr()
		p.needKeyword("then")
		then := p.expr()
		p.needKeyword("else")
		return &If{at(off), cond, then, p.expr()}
	case p.isKeyword("some") || p.isKeyword("every"):
		every := p.isKeyword("every")
		p.i++
		return p.quantified(off, every)
	}
	return p.or()
}

func (p *parser) quantified(off int, every bool) Node {
	if p.tok().kind != tName {
		p.unexpected("名前が必要ですが")
	}
	name := p.tok().text
	p.i++
	p.needKeyword("in")
	list := p.expr()
	if p.takeOp(",") {
		return &Quantified{at(off), every, name, list, p.quantified(p.tok().off, every)}
	}
	p.needKeyword("satisfies")
	return &Quantified{at(off), every, name, list, p.expr()}
}

func (p *parser) or() Node {
	x := p.and()
	for p.isKeyword("or") {
		off := p.tok().off
		p.i++
		x = &Binary{at(x.Off()), score.OpOr, x, p.and(), off}
	}
	return x
}

func (p *parser) and() Node {
	x := p.comparison()
	for p.isKeyword("and") {
		off := p.tok().off
		p.i++
		x = &Binary{at(x.Off()), score.OpAnd, x, p.comparison(), off}
	}
	return x
}

var comparisons = map[string]score.Op{
	"=": score.OpEq, "!=": score.OpNe, "<": score.OpLt, "<=": score.OpLe, ">": score.OpGt, ">=": score.OpGe,
}

func (p *parser) comparisonOp() (score.Op, bool) {
	if p.tok().kind != tOp {
		return 0, false
	}
	op, ok := comparisons[p.tok().text]
	return op, ok
}

func (p *parser) comparison() Node {
	if p.isKeyword("if") || p.isKeyword("some") || p.isKeyword("every") {
		return p.expr() // "a and if …": an operator's right side may be any expression
	}
	x := p.additive()
	for {
		off := p.tok().off
		if op, ok := p.comparisonOp(); ok {
			p.i++
			x = &Binary{at(x.Off()), op, x, p.additive(), off}
			continue
		}
		switch {
		case p.isKeyword("between"):
			p.i++
			lo := p.additive()
			p.needKeyword("and")
			x = &Between{at(x.Off()), x, lo, p.additive()}
		case p.isKeyword("in"):
			p.i++
			x = &In{at(x.Off()), x, p.inTests()}
		default:
			return x
		}
	}
}

// inTests reads what stands behind "in": one test, or tests in parentheses.
func (p *parser) inTests() []Node {
	if !p.isOp("(") {
		return []Node{p.test(p.additive)} // "and" behind it joins the conditions, not the tests
	}
	// A parenthesis opens a list of tests or an interval.
	if p.intervalAhead() {
		return []Node{p.testOr(p.additive)}
	}
	p.i++
	tests := p.tests()
	p.needOp(")")
	return tests
}

func (p *parser) tests() []Node {
	tests := []Node{p.test(p.expr)}
	for p.takeOp(",") {
		tests = append(tests, p.test(p.expr))
	}
	return tests
}

// test reads a unary test; value reads what stands for itself.
func (p *parser) test(value func() Node) Node {
	off := p.tok().off
	if op, ok := p.comparisonOp(); ok {
		p.i++
		return &Cmp{at(off), op, p.additive()}
	}
	if p.tok().kind == tName && p.tok().text == "not" && p.ts[p.i+1].text == "(" {
		p.i += 2
		tests := p.tests()
		p.needOp(")")
		return &NotTests{at(off), tests}
	}
	return p.testOr(value)
}

// testOr reads an interval or a value.
func (p *parser) testOr(value func() Node) Node {
	off := p.tok().off
	if p.isOp("(") || p.isOp("[") || p.isOp("]") {
		open := !p.isOp("[")
		if p.isOp("]") || p.intervalAhead() {
			p.i++
			lo := p.additive()
			return p.interval(off, open, lo)
		}
	}
	return value()
}

// intervalAhead looks for ".." at the depth of the bracket that the parser stands on.
func (p *parser) intervalAhead() bool {
	depth := 0
	for _, t := range p.ts[p.i:] {
		if t.kind != tOp {
			continue
		}
		switch t.text {
		case "(", "[":
			depth++
		case ")", "]":
			if depth--; depth == 0 {
				return false
			}
		case "..":
			if depth == 1 {
				return true
			}
		case ",":
			if depth == 1 {
				return false
			}
		}
	}
	return false
}

func (p *parser) interval(off int, loOpen bool, lo Node) Node {
	p.needOp("..")
	outer := p.upper
	p.upper = true
	hi := p.additive()
	p.upper = outer
	switch {
	case p.takeOp(")") || p.takeOp("["):
		return &Interval{at(off), loOpen, true, lo, hi}
	case p.takeOp("]"):
		return &Interval{at(off), loOpen, false, lo, hi}
	}
	p.unexpected("区間を閉じる「]」か「)」が必要ですが")
	return nil
}

func (p *parser) additive() Node {
	x := p.multiplicative()
	for p.isOp("+") || p.isOp("-") {
		op, off := score.OpAdd, p.tok().off
		if p.isOp("-") {
			op = score.OpSub
		}
		p.i++
		x = &Binary{at(x.Off()), op, x, p.multiplicative(), off}
	}
	return x
}

func (p *parser) multiplicative() Node {
	x := p.power()
	for p.isOp("*") || p.isOp("/") {
		op, off := score.OpMul, p.tok().off
		if p.isOp("/") {
			op = score.OpDiv
		}
		p.i++
		x = &Binary{at(x.Off()), op, x, p.power(), off}
	}
	return x
}

// power is left-associative, and unary minus binds closer: -3 ** 2 is 9 (DMN 1.5, 10.3.1.2).
func (p *parser) power() Node {
	x := p.unary()
	for p.isOp("**") {
		off := p.tok().off
		p.i++
		x = &Binary{at(x.Off()), score.OpPow, x, p.unary(), off}
	}
	return x
}

func (p *parser) unary() Node {
	if off := p.tok().off; p.takeOp("-") {
		defer p.enter()()
		return &Unary{at(off), p.unary()}
	}
	return p.postfix()
}

func (p *parser) postfix() Node {
	x := p.primary()
	for {
		switch {
		case p.isOp("[") && !(p.upper && p.closes()):
			p.i++
			arg := p.expr()
			p.needOp("]")
			x = &Index{at(x.Off()), x, arg}
		case p.takeOp("."):
			if t := p.tok(); t.kind != tName && t.kind != tKeyword {
				p.unexpected("「.」のあとに名前が必要ですが")
			}
			x = &Path{at(x.Off()), x, p.tok().text, p.tok().off}
			p.i++
		case p.isOp("("):
			c := p.call(token{off: x.Off()})
			c.Fn = x
			x = c
		default:
			return x
		}
	}
}

// closes reports whether the bracket that the parser stands on closes an
// interval, [1..2[: then no expression begins behind it.
func (p *parser) closes() bool {
	switch t := p.ts[p.i+1]; t.kind {
	case tEOF:
		return true
	case tKeyword:
		return t.text == "and" || t.text == "or" || t.text == "then" || t.text == "else" || t.text == "satisfies" || t.text == "in" || t.text == "between"
	case tOp:
		return t.text != "(" && t.text != "[" && t.text != "-"
	}
	return false
}

func (p *parser) primary() Node {
	t := p.tok()
	switch t.kind {
	case tNumber, tString:
		p.i++
		return &Lit{at(t.off), t.value}
	case tAt:
		days, ok := score.ParseDate(t.text)
		if !ok {
			p.fail("date", "@"+score.Quote(t.text)+" は日付ではありません", `@"2026-04-01" のように書いてください`)
		}
		p.i++
		return &Lit{at(t.off), score.Value{Kind: score.KDate, Num: score.Int(days)}}
	case tKeyword:
		switch t.text {
		case "null":
			p.i++
			return &Lit{at(t.off), score.Null}
		case "true", "false":
			p.i++
			return &Lit{at(t.off), score.Bool(t.text == "true")}
		case "if", "some", "every":
			return p.expr()
		}
	case tName:
		p.i++
		if p.isOp("(") && known(t.text) {
			return p.call(t)
		}
		return &Name{at(t.off), t.text}
	case tOp:
		switch t.text {
		case "(":
			if p.intervalAhead() {
				break
			}
			p.i++
			x := p.expr()
			p.needOp(")")
			return x
		case "[":
			return p.list()
		}
	}
	p.unexpected("値が必要ですが")
	return nil
}

func (p *parser) list() Node {
	defer p.enter()()
	off := p.tok().off
	if p.intervalAhead() {
		return p.testOr(p.expr)
	}
	p.i++
	l := &List{at: at(off)}
	for !p.takeOp("]") {
		if len(l.Items) > 0 {
			p.needOp(",")
		}
		l.Items = append(l.Items, p.testOr(p.expr))
	}
	return l
}

func (p *parser) call(name token) *Call {
	defer p.enter()()
	p.needOp("(")
	c := &Call{at: at(name.off), Name: name.text}
	for !p.takeOp(")") {
		if len(c.Args) > 0 {
			p.needOp(",")
		}
		if p.tok().kind == tName && p.ts[p.i+1].text == ":" {
			if len(c.Named) != len(c.Args) {
				p.fail("named", "名前つきの引数と名前のない引数は混ぜられません", "")
			}
			c.Named = append(c.Named, p.tok().text)
			p.i += 2
		} else if c.Named != nil {
			p.fail("named", "名前つきの引数と名前のない引数は混ぜられません", "")
		}
		c.Args = append(c.Args, p.expr())
	}
	return c
}
