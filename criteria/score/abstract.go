package score

// The abstract evaluator computes with sets of possible values. A set is
// described by the kinds it may hold and, for numbers, by an interval; or it is
// one known value, and then the operation of the concrete evaluator applies.
//
// Every operation is inclusion-isotonic: narrower operands never give a wider
// result. That is what makes scoring monotone, see outcome.go.

// kinds is a set of kinds of values that are possible.
type kinds uint8

const (
	mayNull kinds = 1 << iota
	mayTrue
	mayFalse
	mayNumber
	mayOther // a string, date or list
)

const mayAnything = mayNull | mayTrue | mayFalse | mayNumber | mayOther

// A possible is a set of possible values. If exact is set it holds v alone;
// otherwise may says which kinds, and iv which numbers.
type possible struct {
	may   kinds
	exact bool
	iv    interval
	ref   *Value // the one string, date or list
}

// val is the one value of an exact set.
func (p *possible) val() Value {
	switch p.may {
	case mayTrue:
		return True
	case mayFalse:
		return False
	case mayNumber:
		return Number(p.iv.lo)
	case mayOther:
		if p.ref != nil {
			return *p.ref
		}
	}
	return Null
}

// An interval is a set of numbers between two ends, each of which may be
// missing (infinite) or not belong to the set (open).
type interval struct {
	lo, hi         Rat
	loInf, hiInf   bool
	loOpen, hiOpen bool
}

var everything = interval{loInf: true, hiInf: true}

func exactly(v Value) possible {
	if v.Kind > KNum {
		kept := v // a copy here, so that only such values go to the heap
		return exactlyAt(&kept)
	}
	return simple(v.Kind, v.Num)
}

// exactlyAt is exactly for a value that stays where it is.
func exactlyAt(v *Value) possible {
	if v.Kind > KNum {
		return possible{exact: true, may: mayOther, ref: v}
	}
	return simple(v.Kind, v.Num)
}

// simple is exactly for null, truth values and numbers.
func simple(k Kind, n Rat) possible {
	p := possible{exact: true, may: mayNull}
	switch k {
	case KBool:
		p.may = mayFalse
		if n.num != 0 {
			p.may = mayTrue
		}
	case KNum:
		p.may = mayNumber
		p.iv.lo, p.iv.hi = n, n
	}
	return p
}

func truth(k kinds) possible {
	return possible{may: k, exact: k == mayTrue || k == mayFalse || k == mayNull}
}

func numbers(iv interval, k kinds) possible {
	if k == 0 && !iv.loInf && !iv.hiInf && iv.lo.Cmp(iv.hi) == 0 {
		return simple(KNum, iv.lo)
	}
	return possible{may: mayNumber | k, iv: iv}
}

func unknown(k kinds) possible { return possible{may: k, iv: everything} }

// definitelyTrue and neverTrue report that the value is true in every case, or in none.
func (p possible) definitelyTrue() bool { return p.may == mayTrue }

func (p possible) neverTrue() bool { return p.may&mayTrue == 0 }

// union is a set that holds both.
func union(a, b possible) possible {
	if a.exact && b.exact && same(a.val(), b.val()) {
		return a
	}
	p := possible{may: a.may | b.may}
	switch {
	case a.may&mayNumber == 0:
		p.iv = b.iv
	case b.may&mayNumber == 0:
		p.iv = a.iv
	default:
		p.iv = hull(a.iv, b.iv)
	}
	return p
}

func hull(a, b interval) interval {
	r := a
	if cmpLo(b, a) < 0 {
		r.lo, r.loInf, r.loOpen = b.lo, b.loInf, b.loOpen
	}
	if cmpHi(b, a) > 0 {
		r.hi, r.hiInf, r.hiOpen = b.hi, b.hiInf, b.hiOpen
	}
	return r
}

// cmpLo and cmpHi order the lower and the upper ends of two intervals.
func cmpLo(a, b interval) int {
	switch {
	case a.loInf && b.loInf:
		return 0
	case a.loInf:
		return -1
	case b.loInf:
		return 1
	}
	if c := a.lo.Cmp(b.lo); c != 0 {
		return c
	}
	return boolCmp(a.loOpen, b.loOpen)
}

func cmpHi(a, b interval) int {
	switch {
	case a.hiInf && b.hiInf:
		return 0
	case a.hiInf:
		return 1
	case b.hiInf:
		return -1
	}
	if c := a.hi.Cmp(b.hi); c != 0 {
		return c
	}
	return boolCmp(b.hiOpen, a.hiOpen)
}

func boolCmp(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// abs computes the set of values that a node can have.
func (s *Scorer) abs(id NodeID) possible {
	n := s.p.Nodes[id]
	switch n.Op {
	case OpConst:
		return exactlyAt(&s.p.Consts[n.A])
	case OpField:
		return s.effective(n.A)
	case OpColumn:
		return s.column(n)
	case OpDerived:
		return s.derivedValue(n.A)
	case OpPoints, OpMet, OpApplies, OpTotal, OpMaximum:
		return s.awardLeaf(n)
	case OpGiven:
		if st := s.states[n.A]; s.loose && (st == Answered || st == Maybe) && s.p.Fields[n.A].When >= 0 {
			return truth(mayTrue | mayFalse)
		}
		return exactly(Bool(s.given(n.A)))
	case OpRows:
		return s.rows(n)
	case OpAnd:
		a := s.abs(n.A)
		if a.may == mayFalse {
			return a
		}
		return truth(andKinds(a.may, s.abs(n.B).may))
	case OpOr:
		a := s.abs(n.A)
		if a.may == mayTrue {
			return a
		}
		return truth(notKinds(andKinds(notKinds(a.may), notKinds(s.abs(n.B).may))))
	case OpNot:
		return truth(notKinds(s.abs(n.A).may))
	case OpIf:
		c := s.abs(n.A)
		switch {
		case c.definitelyTrue():
			return s.abs(n.B)
		case c.neverTrue():
			return s.abs(n.C)
		}
		return union(s.abs(n.B), s.abs(n.C))
	case OpNeg:
		return s.absNeg(s.abs(n.A))
	case OpAdd, OpSub, OpMul, OpDiv, OpPow, OpEq, OpNe, OpLt, OpLe, OpGt, OpGe, OpMember, OpIndex:
		return s.absBinary(n.Op, s.abs(n.A), s.abs(n.B))
	case OpWithin, OpWithinOpenLo, OpWithinOpenHi, OpWithinOpen:
		x, lo, hi := s.abs(n.A), s.abs(n.B), s.abs(n.C)
		if x.may&mayOther != 0 && x.exact && lo.exact && hi.exact {
			return exactly(s.ev.apply(n.Op, x.val(), lo.val(), hi.val()))
		}
		ge, le := OpGe, OpLe
		if n.Op == OpWithinOpenLo || n.Op == OpWithinOpen {
			ge = OpGt
		}
		if n.Op == OpWithinOpenHi || n.Op == OpWithinOpen {
			le = OpLt
		}
		return truth(andKinds(s.absBinary(ge, x, lo).may, s.absBinary(le, x, hi).may))
	case OpCall:
		return s.absCall(n)
	}
	return s.absList(id, n)
}

// andKinds are the truth values that "and" can give: false where either can be
// false, true where both can be true, null where one is null and the other is not
// false. What is no truth value acts as null.
func andKinds(a, b kinds) kinds {
	out := (a | b) & mayFalse
	out |= a & b & mayTrue
	const others = mayNull | mayNumber | mayOther
	if a&others != 0 && b&^mayFalse != 0 || b&others != 0 && a&^mayFalse != 0 {
		out |= mayNull
	}
	return out
}

func notKinds(a kinds) kinds {
	out := kinds(0)
	if a&mayTrue != 0 {
		out |= mayFalse
	}
	if a&mayFalse != 0 {
		out |= mayTrue
	}
	if a&^(mayTrue|mayFalse) != 0 {
		out |= mayNull
	}
	return out
}

func (s *Scorer) absNeg(a possible) possible {
	if a.exact {
		return exactly(s.ev.apply(OpNeg, a.val(), Null, Null))
	}
	k := kinds(0)
	if a.may&^mayNumber != 0 {
		k = mayNull
	}
	if a.may&mayNumber == 0 {
		return truth(k)
	}
	return numbers(negate(a.iv), k)
}

func negate(a interval) interval {
	return interval{lo: a.hi.Neg(), hi: a.lo.Neg(), loInf: a.hiInf, hiInf: a.loInf, loOpen: a.hiOpen, hiOpen: a.loOpen}
}

func (s *Scorer) absBinary(op Op, a, b possible) possible {
	// Of numbers and truth values the sets say everything, also where they hold
	// one value only.
	if (a.may|b.may)&mayOther == 0 || !a.exact || !b.exact {
		switch op {
		case OpEq, OpNe, OpMember:
			return absEqual(op == OpNe, a, b)
		case OpLt, OpLe, OpGt, OpGe:
			return absOrder(op, a, b)
		}
	}
	if a.exact && b.exact {
		before := s.ev.overflow
		return s.computed(s.ev.apply(op, a.val(), b.val(), Null), before, mayNumber|mayNull)
	}
	switch op {
	case OpMember:
		return truth(mayTrue | mayFalse | mayNull)
	case OpIndex:
		return unknown(mayAnything)
	}
	k := kinds(0)
	if a.may&^mayNumber != 0 || b.may&^mayNumber != 0 {
		k = mayNull
		if op == OpAdd && a.may&mayOther != 0 && b.may&mayOther != 0 {
			k |= mayOther // two strings
		}
	}
	if a.may&mayNumber == 0 || b.may&mayNumber == 0 {
		if k&mayOther != 0 {
			return possible{may: k}
		}
		return truth(k)
	}
	switch op {
	case OpAdd:
		return numbers(addIntervals(a.iv, b.iv), k)
	case OpSub:
		return numbers(addIntervals(a.iv, negate(b.iv)), k)
	case OpMul:
		return numbers(mulIntervals(a.iv, b.iv), k)
	case OpDiv:
		if contains(b.iv, Int(0)) {
			k |= mayNull
		}
		return numbers(divIntervals(a.iv, b.iv), k)
	}
	return unknown(mayNumber | mayNull) // a power
}

func absEqual(not bool, a, b possible) possible {
	out := kinds(0)
	// Null equals null, and is unequal to everything else.
	if a.may&mayNull != 0 && b.may&mayNull != 0 {
		out |= mayTrue
	}
	if a.may&mayNull != 0 && b.may&^mayNull != 0 || b.may&mayNull != 0 && a.may&^mayNull != 0 {
		out |= mayFalse
	}
	x, y := a.may&^mayNull, b.may&^mayNull
	const bools = mayTrue | mayFalse
	if x&bools != 0 && y&bools != 0 {
		if x&y&bools != 0 {
			out |= mayTrue
		}
		if x&mayTrue != 0 && y&mayFalse != 0 || x&mayFalse != 0 && y&mayTrue != 0 {
			out |= mayFalse
		}
	}
	if x&mayNumber != 0 && y&mayNumber != 0 {
		if !disjoint(a.iv, b.iv) {
			out |= mayTrue
		}
		if !(single(a.iv) && single(b.iv) && a.iv.lo.Cmp(b.iv.lo) == 0) {
			out |= mayFalse
		}
	}
	if x&mayOther != 0 && y&mayOther != 0 {
		out |= mayTrue | mayFalse | mayNull
	}
	// Different kinds: null.
	for _, pair := range [...][2]kinds{{bools, mayNumber | mayOther}, {mayNumber, bools | mayOther}, {mayOther, bools | mayNumber}} {
		if x&pair[0] != 0 && y&pair[1] != 0 {
			out |= mayNull
		}
	}
	if not {
		out = notKinds(out)
	}
	return truth(out)
}

func single(a interval) bool { return !a.loInf && !a.hiInf && a.lo.Cmp(a.hi) == 0 }

func disjoint(a, b interval) bool { return below(a, b) || below(b, a) }

// below reports that every number of a is less than every number of b.
func below(a, b interval) bool {
	if a.hiInf || b.loInf {
		return false
	}
	c := a.hi.Cmp(b.lo)
	return c < 0 || c == 0 && (a.hiOpen || b.loOpen)
}

// notAbove reports that every number of a is at most every number of b.
func notAbove(a, b interval) bool { return !a.hiInf && !b.loInf && a.hi.Cmp(b.lo) <= 0 }

func absOrder(op Op, a, b possible) possible {
	out := kinds(0)
	if a.may&^(mayNumber|mayOther) != 0 || b.may&^(mayNumber|mayOther) != 0 ||
		a.may&mayNumber != 0 && b.may&mayOther != 0 || a.may&mayOther != 0 && b.may&mayNumber != 0 {
		out |= mayNull
	}
	if a.may&mayOther != 0 && b.may&mayOther != 0 {
		out |= mayTrue | mayFalse | mayNull
	}
	if a.may&mayNumber != 0 && b.may&mayNumber != 0 {
		x, y := a.iv, b.iv
		if op == OpGt || op == OpGe {
			x, y = y, x // a > b is b < a
		}
		strict := op == OpLt || op == OpGt
		always := strict && below(x, y) || !strict && notAbove(x, y)
		never := strict && notAbove(y, x) || !strict && below(y, x)
		if !never {
			out |= mayTrue
		}
		if !always {
			out |= mayFalse
		}
	}
	return truth(out)
}

func contains(a interval, r Rat) bool {
	return !below(a, interval{lo: r, hi: r}) && !below(interval{lo: r, hi: r}, a)
}

func addIntervals(a, b interval) interval {
	r := interval{loInf: a.loInf || b.loInf, hiInf: a.hiInf || b.hiInf, loOpen: a.loOpen || b.loOpen, hiOpen: a.hiOpen || b.hiOpen}
	var ok bool
	if !r.loInf {
		if r.lo, ok = a.lo.Add(b.lo); !ok {
			r.loInf = true
		}
	}
	if !r.hiInf {
		if r.hi, ok = a.hi.Add(b.hi); !ok {
			r.hiInf = true
		}
	}
	return r.tidy()
}

// tidy drops what has no meaning at an infinite end.
func (a interval) tidy() interval {
	if a.loInf {
		a.lo, a.loOpen = Rat{}, false
	}
	if a.hiInf {
		a.hi, a.hiOpen = Rat{}, false
	}
	return a
}

func nonNegative(a interval) bool { return !a.loInf && a.lo.Sign() >= 0 }

func nonPositive(a interval) bool { return !a.hiInf && a.hi.Sign() <= 0 }

func mulIntervals(a, b interval) interval {
	switch {
	case nonPositive(a) && !nonNegative(a):
		return negate(mulIntervals(negate(a), b))
	case nonPositive(b) && !nonNegative(b):
		return negate(mulIntervals(a, negate(b)))
	case nonNegative(a) && nonNegative(b):
		r := interval{hiInf: a.hiInf || b.hiInf, loOpen: a.loOpen && a.lo.Sign() > 0 || b.loOpen && b.lo.Sign() > 0, hiOpen: a.hiOpen || b.hiOpen}
		if a.hiInf && isZero(b) || b.hiInf && isZero(a) {
			return interval{}
		}
		r.loOpen = r.loOpen || a.loOpen && b.lo.Sign() > 0 || b.loOpen && a.lo.Sign() > 0
		var ok bool
		if r.lo, ok = a.lo.Mul(b.lo); !ok {
			r.lo, r.loOpen = Int(0), false
		}
		if !r.hiInf {
			if r.hi, ok = a.hi.Mul(b.hi); !ok {
				r.hiInf = true
			}
		}
		return r.tidy()
	}
	// One of them has both signs: split it at zero.
	if !nonNegative(a) && !nonPositive(a) {
		neg, pos := a, a
		neg.hi, neg.hiInf, neg.hiOpen = Int(0), false, false
		pos.lo, pos.loInf, pos.loOpen = Int(0), false, false
		return hull(mulIntervals(neg, b), mulIntervals(pos, b))
	}
	return mulIntervals(b, a)
}

func isZero(a interval) bool { return single(a) && a.lo.Sign() == 0 }

// divIntervals divides by the numbers of b other than zero.
func divIntervals(a, b interval) interval {
	if !nonNegative(b) && !nonPositive(b) {
		neg, pos := b, b
		neg.hi, neg.hiInf, neg.hiOpen = Int(0), false, true
		pos.lo, pos.loInf, pos.loOpen = Int(0), false, true
		return hull(divIntervals(a, neg), divIntervals(a, pos))
	}
	if nonPositive(b) && !isZero(b) {
		return negate(divIntervals(a, negate(b)))
	}
	// 1/b, with 1/0 = ∞ and 1/∞ = 0.
	inv := interval{loOpen: b.hiInf || b.hiOpen, hiOpen: b.loOpen}
	if isZero(b) {
		return everything
	}
	var ok bool
	if !b.hiInf {
		if inv.lo, ok = Int(1).Quo(b.hi); !ok {
			inv.lo = Int(0)
		}
	}
	if b.lo.Sign() == 0 {
		inv.hiInf = true
	} else if inv.hi, ok = Int(1).Quo(b.lo); !ok {
		inv.hiInf = true
	}
	return mulIntervals(a, inv.tidy())
}

func (s *Scorer) absCall(n Node) possible {
	args := s.p.Args[n.B : n.B+n.C]
	f := Func(n.A)
	// An aggregate of a written list, or of several arguments, is computed term by term.
	if f <= FnAny {
		if len(args) == 1 {
			if l := s.p.Nodes[args[0]]; l.Op == OpList {
				return s.absAggregate(f, s.p.Args[l.A:l.A+l.B])
			}
		} else {
			return s.absAggregate(f, args)
		}
	}
	var buf [4]Value
	vs := buf[:0]
	for _, a := range args {
		p := s.abs(a)
		if !p.exact {
			return s.absUnknownCall(f, args)
		}
		vs = append(vs, p.val())
	}
	return s.exactCall(f, vs)
}

func (s *Scorer) exactCall(f Func, vs []Value) possible {
	before := s.ev.overflow
	return s.computed(s.ev.call(f, vs), before, mayNumber|mayNull)
}

// computed is what the concrete evaluator made of known values. Where a number
// has left 64 bits meanwhile, it exists, only not here: it may be any.
func (s *Scorer) computed(v Value, before bool, any kinds) possible {
	if s.ev.overflow && !before {
		s.overflowed = true
		s.ev.overflow = false
		return unknown(any)
	}
	return exactly(v)
}

// absUnknownCall is the result of a function of which some argument is not known.
func (s *Scorer) absUnknownCall(f Func, args []NodeID) possible {
	switch f {
	case FnAll, FnAny, FnListContains, FnContains, FnStartsWith, FnEndsWith:
		return truth(mayTrue | mayFalse | mayNull)
	case FnCount:
		return s.absCount(s.p.Nodes[args[0]], s.abs(args[0]))
	case FnStringLength:
		return numbers(interval{hiInf: true}, mayNull)
	case FnUpperCase, FnLowerCase, FnDate, FnDateParts:
		return possible{may: mayOther | mayNull}
	case FnFloor, FnCeiling, FnDecimal, FnRoundUp, FnRoundDown, FnRoundHalfUp, FnRoundHalfDown, FnAbs:
		if p := s.abs(args[0]); p.may&mayNumber != 0 && (len(args) == 1 || s.abs(args[1]).exact) {
			return s.absRound(f, args, p)
		}
	case FnMin, FnMax:
		return unknown(mayNumber | mayOther | mayNull)
	}
	return unknown(mayNumber | mayNull)
}

// absCount is how many elements a list has that is not known.
func (s *Scorer) absCount(n Node, list possible) possible {
	iv := interval{hiInf: true}
	if n.Op == OpColumn || n.Op == OpRows {
		if rows := s.p.Fields[n.A].Rows; rows > 0 {
			iv = interval{hi: Int(int64(rows))}
		}
	}
	return numbers(iv, list.may&mayNull)
}

// absRound rounds both ends of an interval: rounding keeps order.
func (s *Scorer) absRound(f Func, args []NodeID, p possible) possible {
	k := kinds(0)
	if p.may&^mayNumber != 0 {
		k = mayNull
	}
	iv := p.iv
	if f == FnAbs {
		if !nonNegative(iv) {
			if nonPositive(iv) {
				iv = negate(iv)
			} else {
				iv = hull(interval{hi: Int(0)}, hull(iv, negate(iv)))
				iv.lo, iv.loInf, iv.loOpen = Int(0), false, false
			}
		}
		return numbers(iv, k)
	}
	end := func(r Rat) (Rat, bool) {
		vs := []Value{Number(r)}
		if len(args) == 2 {
			places := s.abs(args[1])
			vs = append(vs, places.val())
		}
		v := s.exactCall(f, vs)
		return v.iv.lo, v.exact && v.may == mayNumber
	}
	r := interval{loInf: iv.loInf, hiInf: iv.hiInf}
	var ok bool
	if !r.loInf {
		if r.lo, ok = end(iv.lo); !ok {
			return unknown(mayNumber | mayNull)
		}
	}
	if !r.hiInf {
		if r.hi, ok = end(iv.hi); !ok {
			return unknown(mayNumber | mayNull)
		}
	}
	return numbers(r, k)
}

func (s *Scorer) absAggregate(f Func, items []NodeID) possible {
	ps := make([]possible, len(items))
	exact := true
	for i, id := range items {
		ps[i] = s.abs(id)
		exact = exact && ps[i].exact
	}
	if exact {
		vs := make([]Value, len(ps))
		for i, p := range ps {
			vs[i] = p.val()
		}
		if len(items) == 1 {
			vs = []Value{ListOf(vs...)} // a written list of one, not coerced
		}
		return s.exactCall(f, vs)
	}
	switch f {
	case FnCount:
		return exactly(Number(Int(int64(len(items)))))
	case FnAll, FnAny:
		acc := mayTrue
		for _, p := range ps {
			if f == FnAny { // any is not all of not
				p.may = notKinds(p.may)
			}
			acc = andKinds(acc, p.may)
		}
		if f == FnAny {
			acc = notKinds(acc)
		}
		return truth(acc)
	case FnSum:
		acc := ps[0]
		for _, p := range ps[1:] {
			acc = s.absBinary(OpAdd, acc, p)
		}
		if acc.may&mayOther != 0 { // strings are not summed
			acc.may = acc.may&^mayOther | mayNull
		}
		return acc
	case FnMin, FnMax:
		acc := ps[0]
		for _, p := range ps[1:] {
			if acc.may != mayNumber || p.may != mayNumber {
				return unknown(mayNumber | mayOther | mayNull)
			}
			acc = numbers(extreme(f == FnMax, acc.iv, p.iv), 0)
		}
		return acc
	}
	return unknown(mayNumber | mayNull)
}

// extreme is the interval of min(x, y) or max(x, y).
func extreme(greatest bool, a, b interval) interval {
	if greatest {
		return negate(extreme(false, negate(a), negate(b)))
	}
	r := a
	if cmpLo(b, a) < 0 {
		r.lo, r.loInf, r.loOpen = b.lo, b.loInf, b.loOpen
	}
	if cmpHi(b, a) < 0 {
		r.hi, r.hiInf, r.hiOpen = b.hi, b.hiInf, b.hiOpen
	}
	return r
}

// absList computes a list, a filter or a quantified condition: exactly if all
// it speaks of is known, otherwise as one of everything that can come of it.
func (s *Scorer) absList(id NodeID, n Node) possible {
	if s.known(id) {
		before := s.ev.overflow
		return s.computed(s.ev.eval(id), before, mayAnything)
	}
	switch n.Op {
	case OpSome, OpEvery:
		return truth(mayTrue | mayFalse | mayNull)
	case OpList, OpFilter:
		return possible{may: mayOther}
	}
	return unknown(mayAnything)
}

// known reports whether every leaf below a node has one known value.
func (s *Scorer) known(id NodeID) bool {
	n := s.p.Nodes[id]
	switch n.Op {
	case OpConst, OpVar:
		return true
	case OpField, OpColumn, OpDerived, OpPoints, OpMet, OpApplies, OpTotal, OpMaximum, OpGiven, OpRows:
		return s.abs(id).exact
	case OpNeg, OpNot:
		return s.known(n.A)
	case OpIf, OpWithin, OpWithinOpenLo, OpWithinOpenHi, OpWithinOpen:
		return s.known(n.A) && s.known(n.B) && s.known(n.C)
	case OpList:
		return s.allKnown(s.p.Args[n.A : n.A+n.B])
	case OpCall:
		return s.allKnown(s.p.Args[n.B : n.B+n.C])
	}
	return s.known(n.A) && s.known(n.B)
}

func (s *Scorer) allKnown(ids []NodeID) bool {
	for _, id := range ids {
		if !s.known(id) {
			return false
		}
	}
	return true
}
