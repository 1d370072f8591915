package score

// An evaluator computes expressions on values that are all known. It is the
// meaning of the language; the abstract evaluator in abstract.go must agree
// with it wherever it knows one value only.
type evaluator struct {
	p        *Program
	leaf     func(Node) Value // fields, derived values, criteria, totals
	vars     []Value
	overflow bool // some number left 64 bits; the value null that came out is no verdict
}

func (e *evaluator) eval(id NodeID) Value {
	n := e.p.Nodes[id]
	switch n.Op {
	case OpConst:
		return e.p.Consts[n.A]
	case OpVar:
		return e.vars[n.A]
	case OpField, OpColumn, OpDerived, OpPoints, OpMet, OpApplies, OpTotal, OpMaximum, OpGiven, OpRows:
		return e.leaf(n)
	case OpAnd:
		a := e.eval(n.A)
		if a.IsFalse() {
			return False
		}
		return and3(a, e.eval(n.B))
	case OpOr:
		a := e.eval(n.A)
		if a.IsTrue() {
			return True
		}
		return or3(a, e.eval(n.B))
	case OpIf:
		if e.eval(n.A).IsTrue() {
			return e.eval(n.B)
		}
		return e.eval(n.C)
	case OpList:
		vs := make([]Value, n.B)
		for i, a := range e.p.Args[n.A : n.A+n.B] {
			vs[i] = e.eval(a)
		}
		return ListOf(vs...)
	case OpFilter:
		return e.filter(n)
	case OpSome, OpEvery:
		return e.quantified(n)
	case OpCall:
		var buf [4]Value
		vs := buf[:0]
		for _, a := range e.p.Args[n.B : n.B+n.C] {
			vs = append(vs, e.eval(a))
		}
		return e.call(Func(n.A), vs)
	case OpNeg, OpNot:
		return e.apply(n.Op, e.eval(n.A), Null, Null)
	case OpWithin, OpWithinOpenLo, OpWithinOpenHi, OpWithinOpen:
		return e.apply(n.Op, e.eval(n.A), e.eval(n.B), e.eval(n.C))
	}
	return e.apply(n.Op, e.eval(n.A), e.eval(n.B), Null)
}

func and3(a, b Value) Value {
	switch {
	case a.IsFalse() || b.IsFalse():
		return False
	case a.IsTrue() && b.IsTrue():
		return True
	}
	return Null
}

func or3(a, b Value) Value {
	switch {
	case a.IsTrue() || b.IsTrue():
		return True
	case a.IsFalse() && b.IsFalse():
		return False
	}
	return Null
}

// apply is an operation on known values.
func (e *evaluator) apply(op Op, a, b, c Value) Value {
	switch op {
	case OpNeg:
		if a.Kind != KNum {
			return Null
		}
		return Number(a.Num.Neg())
	case OpAdd:
		if a.Kind == KStr && b.Kind == KStr {
			return String(a.Str + b.Str)
		}
		return e.arith(op, a, b)
	case OpSub, OpMul, OpDiv, OpPow:
		return e.arith(op, a, b)
	case OpEq:
		return a.Equal(b)
	case OpNe:
		return not3(a.Equal(b))
	case OpLt, OpLe, OpGt, OpGe:
		return ordered(op, a, b)
	case OpNot:
		return not3(a)
	case OpWithin:
		return and3(ordered(OpGe, a, b), ordered(OpLe, a, c))
	case OpWithinOpenLo:
		return and3(ordered(OpGt, a, b), ordered(OpLe, a, c))
	case OpWithinOpenHi:
		return and3(ordered(OpGe, a, b), ordered(OpLt, a, c))
	case OpWithinOpen:
		return and3(ordered(OpGt, a, b), ordered(OpLt, a, c))
	case OpMember:
		return member(a, b)
	case OpIndex:
		return index(a, b)
	}
	panic("unknown operation")
}

func not3(a Value) Value {
	if a.Kind != KBool {
		return Null
	}
	return Bool(!a.IsTrue())
}

func ordered(op Op, a, b Value) Value {
	c, ok := compare(a, b)
	if !ok {
		return Null
	}
	switch op {
	case OpLt:
		return Bool(c < 0)
	case OpLe:
		return Bool(c <= 0)
	case OpGt:
		return Bool(c > 0)
	}
	return Bool(c >= 0)
}

func (e *evaluator) arith(op Op, a, b Value) Value {
	if a.Kind != KNum || b.Kind != KNum {
		return Null
	}
	var r Rat
	var ok bool
	switch op {
	case OpAdd:
		r, ok = a.Num.Add(b.Num)
	case OpSub:
		r, ok = a.Num.Sub(b.Num)
	case OpMul:
		r, ok = a.Num.Mul(b.Num)
	case OpDiv:
		if b.Num.Sign() == 0 {
			return Null
		}
		r, ok = a.Num.Quo(b.Num)
	case OpPow:
		if !b.Num.IsInt() || a.Num.Sign() == 0 && b.Num.Sign() < 0 {
			return Null // a root is no exact number; 0 has no inverse
		}
		r, ok = a.Num.Pow(b.Num.Num())
	}
	return e.checked(r, ok)
}

func (e *evaluator) checked(r Rat, ok bool) Value {
	if !ok {
		e.overflow = true
		return Null
	}
	return Number(r)
}

// member is "a in b" for a b that is no interval and no test.
func member(a, b Value) Value {
	if b.Kind != KList || a.Kind == KList {
		eq := a.Equal(b)
		if a.Kind == KList && b.Kind == KList && !eq.IsTrue() {
			return elementOf(a, b)
		}
		return eq
	}
	return elementOf(a, b)
}

func elementOf(a, list Value) Value {
	for _, v := range list.List {
		if a.Equal(v).IsTrue() {
			return True
		}
	}
	return False
}

func index(a, b Value) Value {
	list := asList(a)
	if b.Kind == KBool { // a condition that is the same for every item
		if b.IsFalse() {
			list = nil
		}
		return ListOf(list...)
	}
	if b.Kind != KNum || !b.Num.IsInt() {
		return Null
	}
	i := b.Num.Num()
	if i < 0 {
		i += int64(len(list)) + 1
	}
	if i < 1 || i > int64(len(list)) {
		return Null
	}
	return list[i-1]
}

// asList is FEEL's coercion of a single value to a list of one.
func asList(v Value) []Value {
	switch v.Kind {
	case KList:
		return v.List
	case KNull:
		return nil
	}
	return []Value{v}
}

func (e *evaluator) bind(slot int32, v Value) {
	for int(slot) >= len(e.vars) {
		e.vars = append(e.vars, Null)
	}
	e.vars[slot] = v
}

func (e *evaluator) filter(n Node) Value {
	list := asList(e.eval(n.A))
	kept := []Value{}
	for _, v := range list {
		e.bind(n.C, v)
		if e.eval(n.B).IsTrue() {
			kept = append(kept, v)
		}
	}
	return ListOf(kept...)
}

func (e *evaluator) quantified(n Node) Value {
	list := e.eval(n.A)
	if list.Kind == KNull {
		return Null
	}
	result := Bool(n.Op == OpEvery)
	for _, v := range asList(list) {
		e.bind(n.C, v)
		if n.Op == OpSome {
			result = or3(result, e.eval(n.B))
		} else {
			result = and3(result, e.eval(n.B))
		}
	}
	return result
}

// call applies a built-in function. The list functions take one list, or their
// arguments as the list.
func (e *evaluator) call(f Func, args []Value) Value {
	switch f {
	case FnCount, FnSum, FnMin, FnMax, FnMean, FnAll, FnAny:
		list := args
		if len(args) == 1 {
			if args[0].Kind == KNull {
				return Null
			}
			list = asList(args[0])
		}
		return e.aggregate(f, list)
	case FnListContains:
		if args[0].Kind == KNull {
			return Null
		}
		return elementOf(args[1], ListOf(asList(args[0])...))
	}
	for i, a := range args {
		if a.Kind == KList && len(a.List) == 1 {
			args[i] = a.List[0] // FEEL's coercion of a list of one to its element
		}
	}
	switch f {
	case FnFloor, FnCeiling, FnDecimal, FnRoundUp, FnRoundDown, FnRoundHalfUp, FnRoundHalfDown:
		return e.round(f, args)
	case FnAbs:
		if args[0].Kind != KNum {
			return Null
		}
		return Number(args[0].Num.Abs())
	case FnModulo:
		if args[0].Kind != KNum || args[1].Kind != KNum || args[1].Num.Sign() == 0 {
			return Null
		}
		q, ok := args[0].Num.Quo(args[1].Num)
		if !ok {
			return e.checked(q, ok)
		}
		m, ok := args[1].Num.Mul(Int(q.Floor()))
		if !ok {
			return e.checked(m, ok)
		}
		return e.checked(args[0].Num.Sub(m))
	case FnDate:
		if args[0].Kind == KDate {
			return args[0]
		}
		if args[0].Kind != KStr {
			return Null
		}
		return dateValue(ParseDate(args[0].Str))
	case FnDateParts:
		for _, a := range args {
			if a.Kind != KNum || !a.Num.IsInt() {
				return Null
			}
		}
		y, m, d := args[0].Num.Num(), args[1].Num.Num(), args[2].Num.Num()
		if y < -999999999 || y > 999999999 || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
			return Null
		}
		return dateValue(daysFromCivil(y, m, d), true)
	case FnNot:
		return not3(args[0])
	}
	return e.text(f, args)
}

func dateValue(days int64, ok bool) Value {
	if !ok {
		return Null
	}
	return Value{Kind: KDate, Num: Int(days)}
}

// roundings lists the roundings of FnFloor, FnCeiling, … in the order of those constants.
var roundings = [...]Rounding{Floor, Ceiling, HalfEven, Up, Down, HalfUp, HalfDown}

func (e *evaluator) round(f Func, args []Value) Value {
	places := int64(0)
	if len(args) == 2 {
		if args[1].Kind != KNum {
			return Null
		}
		places = args[1].Num.Num() / args[1].Num.Den()
	}
	if args[0].Kind != KNum {
		return Null
	}
	if places < -6111 || places > 6176 { // the scales that DMN allows
		return Null
	}
	if places > 0 { // nothing to round, and nothing that could leave 64 bits
		if _, ok := args[0].Num.Decimal(int(min(places, 18))); ok {
			return args[0]
		}
	}
	return e.checked(args[0].Num.Round(places, roundings[f-FnFloor]))
}

func (e *evaluator) aggregate(f Func, list []Value) Value {
	switch f {
	case FnCount:
		return Number(Int(int64(len(list))))
	case FnAll, FnAny:
		result := Bool(f == FnAll)
		for _, v := range list {
			if v.Kind != KBool {
				v = Null
			}
			if f == FnAll {
				result = and3(result, v)
			} else {
				result = or3(result, v)
			}
		}
		return result
	}
	if len(list) == 0 {
		return Null
	}
	acc := list[0]
	for i, v := range list {
		if i == 0 && f != FnMin && f != FnMax && v.Kind != KNum {
			return Null
		}
		if i == 0 {
			if _, ok := compare(v, v); !ok {
				return Null
			}
			continue
		}
		if f == FnMin || f == FnMax {
			c, ok := compare(v, acc)
			if !ok {
				return Null
			}
			if f == FnMin && c < 0 || f == FnMax && c > 0 {
				acc = v
			}
			continue
		}
		if acc = e.arith(OpAdd, acc, v); acc.Kind == KNull {
			return Null
		}
	}
	if f == FnMean {
		return e.arith(OpDiv, acc, Number(Int(int64(len(list)))))
	}
	return acc
}

func (e *evaluator) text(f Func, args []Value) Value {
	for _, a := range args {
		if a.Kind != KStr {
			return Null
		}
	}
	switch f {
	case FnStringLength:
		return Number(Int(runes(args[0].Str)))
	case FnContains:
		return Bool(find(args[0].Str, args[1].Str) >= 0)
	case FnStartsWith:
		return Bool(hasPrefix(args[0].Str, args[1].Str))
	case FnEndsWith:
		return Bool(len(args[0].Str) >= len(args[1].Str) && args[0].Str[len(args[0].Str)-len(args[1].Str):] == args[1].Str)
	case FnUpperCase:
		return String(changeCase(args[0].Str, true))
	case FnLowerCase:
		return String(changeCase(args[0].Str, false))
	}
	panic("unknown function")
}

// Eval computes an expression in which no field is spoken of. It reports
// whether some number left 64 bits; then the value is not to be used.
func (p *Program) Eval(id NodeID) (v Value, overflow bool) {
	e := evaluator{p: p, leaf: func(Node) Value { return Null }}
	v = e.eval(id)
	return v, e.overflow
}
