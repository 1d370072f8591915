package feel

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"kijun/criteria/score"
)

// A SymbolKind is what a name stands for.
type SymbolKind int

// The kinds of symbols.
const (
	ConstSymbol     SymbolKind = iota // Value
	FieldSymbol                       // Index: field
	DerivedSymbol                     // Index: derived value
	CriterionSymbol                   // Index: criterion; has members met, points, applies
	SectionSymbol                     // Index: section; has members total, maximum
	TotalSymbol                       // the scheme's total
	MaximumSymbol                     // the scheme's maximum
)

// A Symbol is the meaning of a name.
type Symbol struct {
	Kind    SymbolKind
	Index   int32
	Type    Type
	Options []score.Value // of a choice, or of the elements of several choices
	Columns []Column      // of a table
	List    bool          // a table that is a list: its name stands for its only column
	Value   score.Value
}

// A Column is a member of a table field.
type Column struct {
	Name string
	Type Type
}

// An Env gives names their meaning. Near lists names like the given one, best
// first. An Env may have a method Explain(name string) string, which says where
// else a name can be used that it does not have.
type Env interface {
	Lookup(name string) (Symbol, bool)
	Near(name string) []string
}

// Unknown lists the names of an expression that the environment does not have.
func Unknown(n Node, env Env) []Problem {
	c := &checker{env: env}
	called := map[Node]*Call{}
	var walk func(n Node)
	walk = func(n Node) {
		if call, ok := n.(*Call); ok && call.Fn != nil {
			called[call.Fn] = call
		}
		for _, k := range Children(n) {
			walk(k)
		}
	}
	walk(n)
	Names(n, env, func(n Node) {
		call, isCall := called[n]
		name, isName := n.(*Name)
		if isCall && isName {
			if _, ok := env.Lookup(name.Name); !ok {
				c.noFunction(call, name)
			}
			return
		}
		c.symbol(n)
	})
	return c.problems
}

// Check finds the type of an expression and everything about it that cannot be
// meant: unknown names, operands of the wrong type, comparisons with an option
// that a field does not have. Where want is not TNull the expression must have
// that type.
func Check(n Node, env Env, want Type) (Type, []Problem) {
	c := &checker{env: env}
	t := c.typeOf(n)
	if want != TNull && t.t&want == 0 && t.t != TNull {
		c.report(n.Off(), "type", want.String()+"になる式が必要ですが、この式は"+t.t.String()+"になります", conditionHint(want, t.t))
	}
	return t.t, c.problems
}

// CheckTests checks unary tests of a value of the type of x.
func CheckTests(tests, x Node, env Env) []Problem {
	c := &checker{env: env}
	xt := c.typeOf(x)
	c.problems = nil // x is checked where it stands
	c.test(tests, xt)
	return c.problems
}

func conditionHint(want, got Type) string {
	if want == TBoolean && got == TNumber {
		return "「>= 80」のような比較を書いてください"
	}
	return ""
}

// typed is what is known of a value before it is computed.
type typed struct {
	t       Type
	options []score.Value
	name    string // of the field the options belong to
}

type binding struct {
	name string
	t    typed
}

type checker struct {
	env      Env
	bound    []binding
	problems []Problem
}

func (c *checker) report(off int, code, msg, hint string) {
	c.problems = append(c.problems, Problem{Off: off, Code: code, Msg: msg, Hint: hint})
}

func (c *checker) symbol(n Node) (Symbol, bool) {
	name, off := "", n.Off()
	switch n := n.(type) {
	case *Name:
		name = n.Name
	case *Path:
		name = n.X.(*Name).Name
	}
	s, ok := c.env.Lookup(name)
	if !ok {
		hint := Hint(c.env.Near(score.Narrow(name)))
		if e, ok := c.env.(interface{ Explain(string) string }); ok {
			hint = cmp.Or(e.Explain(name), hint)
		}
		c.report(off, "unknown", "名前 "+quote(name)+" は定義されていません", hint)
	}
	return s, ok
}

func (c *checker) typeOf(n Node) typed {
	switch n := n.(type) {
	case *Lit:
		return typed{t: kindType(n.Value.Kind)}
	case *Name:
		for i := len(c.bound) - 1; i >= 0; i-- {
			if c.bound[i].name == n.Name {
				return c.bound[i].t
			}
		}
		s, ok := c.symbol(n)
		if !ok {
			return typed{t: TAny}
		}
		switch s.Kind {
		case CriterionSymbol:
			c.report(n.Off(), "member", quote(n.Name)+" は評価項目です", n.Name+".met、"+n.Name+".points、"+n.Name+".applies のどれかを書いてください")
			return typed{t: TAny}
		case SectionSymbol:
			c.report(n.Off(), "member", quote(n.Name)+" は分野です", n.Name+".total か "+n.Name+".maximum と書いてください")
			return typed{t: TAny}
		}
		return typed{s.Type, s.Options, n.Name}
	case *Path:
		return c.path(n)
	case *Unary:
		c.want(n.X, TNumber, "符号をつけられるのは数だけです")
		return typed{t: TNumber}
	case *Binary:
		return c.binary(n)
	case *If:
		c.condition(n.Cond)
		a, b := c.typeOf(n.Then), c.typeOf(n.Else)
		return typed{t: a.t | b.t}
	case *Between:
		x, lo, hi := c.typeOf(n.X), c.typeOf(n.Lo), c.typeOf(n.Hi)
		c.comparable(n.Lo.Off(), x, lo, n.Lo)
		c.comparable(n.Hi.Off(), x, hi, n.Hi)
		return typed{t: TBoolean}
	case *In:
		x := c.typeOf(n.X)
		for _, t := range n.Tests {
			c.test(t, x)
		}
		return typed{t: TBoolean}
	case *Quantified:
		elem := c.element(n.List)
		c.bound = append(c.bound, binding{n.Var, elem})
		c.condition(n.Cond)
		c.bound = c.bound[:len(c.bound)-1]
		return typed{t: TBoolean}
	case *List:
		for _, i := range n.Items {
			c.typeOf(i)
		}
		return typed{t: TList}
	case *Index:
		if table, ok := rowsOf(n.X, c.env); ok {
			return c.rows(n, table)
		}
		elem := c.element(n.X)
		c.bound = append(c.bound, binding{"item", elem})
		arg := c.typeOf(n.Arg)
		c.bound = c.bound[:len(c.bound)-1]
		if arg.t == TBoolean {
			return typed{t: TList, options: elem.options}
		}
		if arg.t&(TNumber|TBoolean) == 0 && arg.t != TNull {
			c.report(n.Arg.Off(), "type", "[ ] の中は番号か条件にしてください", "")
		}
		return elem
	case *Call:
		return c.call(n)
	case *Interval, *Cmp, *Dash, *NotTests:
		c.report(n.Off(), "test", "ここには値が必要です", "範囲は「… in [30..50)」のように書いてください")
	}
	return typed{t: TAny}
}

// rows is a filter of the rows of a table: its columns are names in the condition.
func (c *checker) rows(n *Index, table Symbol) typed {
	before := len(c.bound)
	for _, col := range table.Columns {
		c.bound = append(c.bound, binding{col.Name, typed{t: col.Type}})
	}
	c.condition(n.Arg)
	c.bound = c.bound[:before]
	return typed{t: TList}
}

func kindType(k score.Kind) Type {
	switch k {
	case score.KBool:
		return TBoolean
	case score.KNum:
		return TNumber
	case score.KStr:
		return TString
	case score.KDate:
		return TDate
	case score.KList:
		return TList
	}
	return TNull
}

// element is the type of the elements of a list.
func (c *checker) element(n Node) typed {
	l := c.typeOf(n)
	if list, ok := n.(*List); ok {
		var e typed
		for _, i := range list.Items {
			e.t |= c.typeOf(i).t
		}
		return e
	}
	if l.t == TList && l.options != nil {
		var t Type
		for _, o := range l.options {
			t |= kindType(o.Kind)
		}
		return typed{t, l.options, l.name}
	}
	if l.t&TList != 0 {
		return typed{t: TAny}
	}
	return l // a single value is a list of one
}

func (c *checker) path(n *Path) typed {
	x, ok := n.X.(*Name)
	if !ok {
		c.report(n.MemOff, "member", quote(n.Member)+" を取り出せる値ではありません", "")
		return typed{t: TAny}
	}
	s, ok := c.symbol(x)
	if !ok {
		return typed{t: TAny}
	}
	members := map[string]Type{}
	switch s.Kind {
	case CriterionSymbol:
		members = map[string]Type{"met": TBoolean, "points": TNumber, "applies": TBoolean}
	case SectionSymbol:
		members = map[string]Type{"total": TNumber, "maximum": TNumber}
	default:
		for _, col := range s.Columns {
			members[col.Name] = TList
		}
	}
	t, ok := members[n.Member]
	if !ok {
		names := slices.Sorted(maps.Keys(members))
		hint := ""
		if near := Nearest(n.Member, names); len(near) > 0 {
			hint = x.Name + "." + near[0] + " のことですか"
		} else if len(names) > 0 {
			hint = x.Name + "." + strings.Join(names, "、"+x.Name+".") + " のどれかを書いてください"
		}
		c.report(n.MemOff, "member", quote(x.Name)+" に "+quote(n.Member)+" はありません", hint)
		return typed{t: TAny}
	}
	return typed{t: t}
}

func (c *checker) want(n Node, t Type, msg string) {
	if got := c.typeOf(n); got.t&t == 0 {
		c.report(n.Off(), "type", msg+"（ここは"+got.t.String()+"です）", "")
	}
}

func (c *checker) condition(n Node) {
	if got := c.typeOf(n); got.t&TBoolean == 0 && got.t != TNull {
		c.report(n.Off(), "type", "条件が必要ですが、ここは"+got.t.String()+"です", conditionHint(TBoolean, got.t))
	}
}

func (c *checker) binary(n *Binary) typed {
	switch n.Op {
	case score.OpAnd, score.OpOr:
		c.condition(n.X)
		c.condition(n.Y)
		return typed{t: TBoolean}
	case score.OpAdd:
		x, y := c.typeOf(n.X), c.typeOf(n.Y)
		if x.t&y.t&(TNumber|TString) == 0 {
			c.report(n.OpOff, "type", x.t.String()+"と"+y.t.String()+"は足せません", "")
			return typed{t: TNumber}
		}
		return typed{t: x.t & y.t & (TNumber | TString)}
	case score.OpSub, score.OpMul, score.OpDiv, score.OpPow:
		c.want(n.X, TNumber, "計算できるのは数だけです")
		c.want(n.Y, TNumber, "計算できるのは数だけです")
		return typed{t: TNumber}
	}
	x, y := c.typeOf(n.X), c.typeOf(n.Y)
	equality := n.Op == score.OpEq || n.Op == score.OpNe
	if (x.t == TNull || y.t == TNull) && equality {
		return typed{t: TBoolean} // x = null
	}
	if !equality && x.t&y.t&(TNumber|TString|TDate) == 0 {
		hint := ""
		if x.t == TNull || y.t == TNull {
			hint = "値があるかどうかは「!= null」で確かめます"
		}
		c.report(n.OpOff, "type", x.t.String()+"と"+y.t.String()+"の大小は比べられません", hint)
		return typed{t: TBoolean}
	}
	if x.options == nil && y.options != nil {
		c.comparable(n.OpOff, y, x, n.X)
	} else {
		c.comparable(n.OpOff, x, y, n.Y)
	}
	return typed{t: TBoolean}
}

// comparable reports a comparison of x with y that can never be true.
func (c *checker) comparable(off int, x, y typed, yNode Node) {
	if x.t == TNull || y.t == TNull {
		return
	}
	if x.t&y.t == 0 {
		hint := ""
		if x.options != nil {
			hint = "選択肢は " + optionList(x.options) + " です"
		}
		c.report(off, "type", x.t.String()+"と"+y.t.String()+"の比較はけっして成り立ちません", hint)
		return
	}
	lit, ok := yNode.(*Lit)
	if !ok || x.options == nil || x.t == TList {
		return
	}
	for _, o := range x.options {
		if o.Equal(lit.Value).IsTrue() {
			return
		}
	}
	c.report(lit.Off(), "option", quote(x.name)+" に "+lit.Value.String()+" という選択肢はありません", "選択肢は "+optionList(x.options)+" です")
}

func optionList(options []score.Value) string {
	s := make([]string, len(options))
	for i, o := range options {
		s[i] = o.String()
	}
	return strings.Join(s, "、")
}

func (c *checker) test(n Node, x typed) {
	switch n := n.(type) {
	case *Dash:
	case *Cmp:
		c.comparable(n.X.Off(), x, c.typeOf(n.X), n.X)
	case *Interval:
		c.comparable(n.Lo.Off(), x, c.typeOf(n.Lo), n.Lo)
		c.comparable(n.Hi.Off(), x, c.typeOf(n.Hi), n.Hi)
		lo, ok1 := n.Lo.(*Lit)
		hi, ok2 := n.Hi.(*Lit)
		if ok1 && ok2 && lo.Value.Kind == score.KNum && hi.Value.Kind == score.KNum && lo.Value.Num.Cmp(hi.Value.Num) > 0 {
			c.report(n.Off(), "interval", "範囲の下限が上限より大きくなっています", Print(&Interval{n.at, n.LoOpen, n.HiOpen, hi, lo})+" のことですか")
		}
	case *NotTests:
		for _, t := range n.Tests {
			c.test(t, x)
		}
	case *List:
		for _, t := range n.Items {
			c.test(t, x)
		}
	default:
		y := c.typeOf(n)
		if y.t&TList == 0 {
			c.comparable(n.Off(), x, y, n)
		}
	}
}

func (c *checker) call(n *Call) typed {
	if n.Fn != nil {
		if name, ok := n.Fn.(*Name); ok {
			c.noFunction(n, name)
		} else {
			c.report(n.Off(), "call", "ここは関数ではないので ( ) で呼び出せません", "掛け算なら * を書いてください")
		}
		return typed{t: TAny}
	}
	f, args, ok := resolve(n)
	if !ok {
		var params []string
		for _, f := range Functions {
			if f.Name == n.Name {
				params = append(params, f.Name+"("+strings.Join(f.Params, ", ")+")")
			}
		}
		c.report(n.Off(), "call", quote(n.Name)+" の引数が合いません（"+strconv.Itoa(len(n.Args))+"個）", strings.Join(params, " か ")+" と書いてください")
		return typed{t: TAny}
	}
	types := make([]typed, len(args))
	for i, a := range args {
		types[i] = c.typeOf(a)
	}
	bad := func(i int, t Type) {
		if types[i].t&t == 0 && types[i].t != TNull {
			c.report(args[i].Off(), "type", quote(n.Name)+" には"+t.String()+"が必要ですが、ここは"+types[i].t.String()+"です", conditionHint(t, types[i].t))
		}
	}
	switch f.fn {
	case score.FnSum, score.FnMean, score.FnCount, score.FnMin, score.FnMax, score.FnAll, score.FnAny:
		if len(args) == 1 && f.fn == score.FnCount {
			bad(0, TList)
		}
		for i := range args {
			if len(args) > 1 && (f.fn == score.FnSum || f.fn == score.FnMean) {
				bad(i, TNumber)
			}
		}
		if f.fn == score.FnMin || f.fn == score.FnMax {
			return typed{t: TNumber | TString | TDate}
		}
	case score.FnListContains:
		bad(0, TList)
		if types[0].options != nil {
			elem := c.element(args[0])
			c.comparable(args[1].Off(), elem, types[1], args[1])
		}
	case score.FnContains, score.FnStartsWith, score.FnEndsWith:
		bad(0, TString)
		bad(1, TString)
	case score.FnStringLength, score.FnUpperCase, score.FnLowerCase:
		bad(0, TString)
	case score.FnDate:
		bad(0, TString|TDate)
		if lit, ok := args[0].(*Lit); ok && lit.Value.Kind == score.KStr {
			if _, ok := score.ParseDate(lit.Value.Str); !ok {
				c.report(lit.Off(), "date", lit.Value.String()+" は日付ではありません", `"2026-04-01" のように書いてください`)
			}
		}
	case score.FnNot:
		bad(0, TBoolean)
	default:
		for i := range args {
			bad(i, TNumber)
		}
	}
	return typed{t: f.Result}
}

func (c *checker) noFunction(n *Call, name *Name) {
	names := make([]string, len(Functions))
	for i, f := range Functions {
		names[i] = f.Name
	}
	c.report(n.Off(), "unknown", "関数 "+quote(name.Name)+" はありません", Hint(Nearest(name.Name, names)))
}

// Hint asks whether the first of some names was meant; without names it is empty.
func Hint(near []string) string {
	if len(near) == 0 {
		return ""
	}
	return near[0] + " のことですか"
}

// Nearest lists the candidates that are a small slip away from a name, best first.
func Nearest(name string, candidates []string) []string {
	type found struct {
		name string
		d    int
	}
	var fs []found
	limit := 0 // every letter is a slip away from every other
	if n := len([]rune(name)); n > 1 {
		limit = max(1, n/3)
	}
	for _, c := range candidates {
		if d := distance(strings.ToLower(name), strings.ToLower(c)); d <= limit {
			i := len(fs)
			for i > 0 && (fs[i-1].d > d || fs[i-1].d == d && fs[i-1].name > c) {
				i--
			}
			fs = append(fs[:i], append([]found{{c, d}}, fs[i:]...)...)
		}
	}
	names := make([]string, len(fs))
	for i, f := range fs {
		names[i] = f.name
	}
	return names
}

// distance is the number of single-character edits, a swap of neighbours being one.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}
