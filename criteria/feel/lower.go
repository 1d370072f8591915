package feel

import (
	"kijun/criteria/score"
)

// A Builder collects the nodes of a program. Equal nodes are stored once, so
// that an expression used twice is a shared part, not a copy.
type Builder struct {
	Nodes  []score.Node
	Consts []score.Value
	Args   []int32

	// OnNode, if set, is told which source node became which program node.
	OnNode func(score.NodeID, Node)

	nodes  map[score.Node]score.NodeID
	consts map[string]int32
	lists  map[string]int32
	slots  []string
}

// Lower adds an expression to the builder. Every name in it must be known.
func Lower(n Node, env Env, b *Builder) score.NodeID {
	id := b.lower(n, env)
	if b.OnNode != nil {
		b.OnNode(id, n)
	}
	return id
}

// LowerTests adds unary tests of the value x.
func LowerTests(tests Node, x score.NodeID, env Env, b *Builder) score.NodeID {
	return b.test(tests, x, env)
}

// Const adds a constant.
func (b *Builder) Const(v score.Value) score.NodeID {
	if b.consts == nil {
		b.consts = map[string]int32{}
	}
	key := v.String()
	if v.Kind == score.KNum {
		key = string(binaryKey(v.Num)) // an endless decimal's text is rounded
	}
	i, ok := b.consts[key]
	if !ok {
		i = int32(len(b.Consts))
		b.consts[key] = i
		b.Consts = append(b.Consts, v)
	}
	return b.Add(score.OpConst, i, 0, 0)
}

func binaryKey(r score.Rat) []byte {
	k := []byte("n")
	for _, x := range []int64{r.Num(), r.Den()} {
		for i := range 8 {
			k = append(k, byte(x>>(8*i)))
		}
	}
	return k
}

// Add adds a node, or finds the equal one.
func (b *Builder) Add(op score.Op, x, y, z int32) score.NodeID {
	if b.nodes == nil {
		b.nodes = map[score.Node]score.NodeID{}
	}
	n := score.Node{Op: op, A: x, B: y, C: z}
	if id, ok := b.nodes[n]; ok {
		return id
	}
	id := score.NodeID(len(b.Nodes))
	b.nodes[n] = id
	b.Nodes = append(b.Nodes, n)
	return id
}

func (b *Builder) list(ids []int32) int32 {
	if b.lists == nil {
		b.lists = map[string]int32{}
	}
	var key []byte
	for _, id := range ids {
		key = append(key, byte(id), byte(id>>8), byte(id>>16), byte(id>>24))
	}
	if at, ok := b.lists[string(key)]; ok {
		return at
	}
	at := int32(len(b.Args))
	b.lists[string(key)] = at
	b.Args = append(b.Args, ids...)
	return at
}

func (b *Builder) lower(n Node, env Env) score.NodeID {
	sub := func(n Node) score.NodeID { return Lower(n, env, b) }
	switch n := n.(type) {
	case *Lit:
		return b.Const(n.Value)
	case *Name:
		for i := len(b.slots) - 1; i >= 0; i-- {
			if b.slots[i] == n.Name {
				return b.Add(score.OpVar, int32(i), 0, 0)
			}
		}
		return b.name(n.Name, env)
	case *Path:
		return b.path(n, env)
	case *Unary:
		if lit, ok := n.X.(*Lit); ok && lit.Value.Kind == score.KNum {
			return b.Const(score.Number(lit.Value.Num.Neg()))
		}
		return b.Add(score.OpNeg, sub(n.X), 0, 0)
	case *Binary:
		return b.Add(n.Op, sub(n.X), sub(n.Y), 0)
	case *If:
		return b.Add(score.OpIf, sub(n.Cond), sub(n.Then), sub(n.Else))
	case *Between:
		return b.Add(score.OpWithin, sub(n.X), sub(n.Lo), sub(n.Hi))
	case *In:
		return b.tests(n.Tests, sub(n.X), env)
	case *Quantified:
		op := score.OpSome
		if n.Every {
			op = score.OpEvery
		}
		list := sub(n.List)
		slot := b.push(n.Var)
		cond := sub(n.Cond)
		b.pop()
		return b.Add(op, list, cond, slot)
	case *List:
		ids := make([]int32, len(n.Items))
		for i, item := range n.Items {
			ids[i] = sub(item)
		}
		return b.Add(score.OpList, b.list(ids), int32(len(ids)), 0)
	case *Index:
		if table, ok := rowsOf(n.X, env); ok {
			slot := int32(len(b.slots))
			for _, col := range table.Columns {
				b.push(col.Name)
			}
			cond := sub(n.Arg)
			b.slots = b.slots[:slot]
			return b.Add(score.OpRows, table.Index, cond, slot)
		}
		list := sub(n.X)
		if isPosition(n.Arg) {
			return b.Add(score.OpIndex, list, sub(n.Arg), 0)
		}
		slot := b.push("item")
		cond := sub(n.Arg)
		b.pop()
		return b.Add(score.OpFilter, list, cond, slot)
	case *Call:
		return b.call(n, env)
	}
	// Tests outside "in" have no value; the type check reports them.
	return b.Const(score.Null)
}

func (b *Builder) push(name string) int32 {
	b.slots = append(b.slots, name)
	return int32(len(b.slots) - 1)
}

func (b *Builder) pop() { b.slots = b.slots[:len(b.slots)-1] }

// isPosition tells list[n] from list[condition] by the form of what stands in
// the brackets: a number or arithmetic is a position.
func isPosition(n Node) bool {
	switch n := n.(type) {
	case *Lit:
		return n.Value.Kind == score.KNum
	case *Unary:
		return true
	case *Binary:
		switch n.Op {
		case score.OpAdd, score.OpSub, score.OpMul, score.OpDiv, score.OpPow:
			return true
		}
	case *Call:
		f, _, ok := resolve(n)
		return ok && f.Result == TNumber
	case *Name, *Path:
		return !isItem(n)
	case *If:
		return isPosition(n.Then)
	}
	return false
}

func isItem(n Node) bool {
	name, ok := n.(*Name)
	return ok && name.Name == "item"
}

func (b *Builder) name(name string, env Env) score.NodeID {
	s, ok := env.Lookup(name)
	if !ok {
		return b.Const(score.Null)
	}
	switch s.Kind {
	case FieldSymbol:
		switch {
		case s.List:
			return b.Add(score.OpColumn, s.Index, 0, 0)
		case len(s.Columns) > 0:
			return b.Add(score.OpRows, s.Index, -1, 0)
		}
		return b.Add(score.OpField, s.Index, 0, 0)
	case DerivedSymbol:
		return b.Add(score.OpDerived, s.Index, 0, 0)
	case TotalSymbol:
		return b.Add(score.OpTotal, -1, 0, 0)
	case MaximumSymbol:
		return b.Add(score.OpMaximum, -1, 0, 0)
	}
	return b.Const(s.Value)
}

func (b *Builder) path(n *Path, env Env) score.NodeID {
	x, ok := n.X.(*Name)
	if !ok {
		return b.Const(score.Null)
	}
	s, _ := env.Lookup(x.Name)
	switch s.Kind {
	case CriterionSymbol:
		op := map[string]score.Op{"met": score.OpMet, "points": score.OpPoints, "applies": score.OpApplies}[n.Member]
		return b.Add(op, s.Index, 0, 0)
	case SectionSymbol:
		op := score.OpTotal
		if n.Member == "maximum" {
			op = score.OpMaximum
		}
		return b.Add(op, s.Index, 0, 0)
	}
	for i, col := range s.Columns {
		if col.Name == n.Member {
			return b.Add(score.OpColumn, s.Index, int32(i), 0)
		}
	}
	return b.Const(score.Null)
}

func (b *Builder) call(n *Call, env Env) score.NodeID {
	f, args, ok := resolve(n)
	if !ok {
		return b.Const(score.Null) // FEEL: a call that does not fit is null
	}
	ids := make([]int32, len(args))
	for i, a := range args {
		ids[i] = Lower(a, env, b)
	}
	switch f.fn {
	case score.FnNot:
		return b.Add(score.OpNot, ids[0], 0, 0)
	case -1: // percent
		hundred := b.Add(score.OpMul, b.Const(score.Number(score.Int(100))), ids[0], 0)
		return b.Add(score.OpDiv, hundred, ids[1], 0)
	}
	if f.Variadic && n.Named != nil {
		ids = ids[:1]
	}
	return b.Add(score.OpCall, int32(f.fn), b.list(ids), int32(len(ids)))
}

func (b *Builder) tests(tests []Node, x score.NodeID, env Env) score.NodeID {
	id := b.test(tests[0], x, env)
	for _, t := range tests[1:] {
		id = b.Add(score.OpOr, id, b.test(t, x, env), 0)
	}
	return id
}

var withins = map[[2]bool]score.Op{
	{false, false}: score.OpWithin, {true, false}: score.OpWithinOpenLo,
	{false, true}: score.OpWithinOpenHi, {true, true}: score.OpWithinOpen,
}

func (b *Builder) test(n Node, x score.NodeID, env Env) score.NodeID {
	sub := func(n Node) score.NodeID { return Lower(n, env, b) }
	id := score.NodeID(-1)
	switch n := n.(type) {
	case *Dash:
		id = b.Const(score.True)
	case *Cmp:
		id = b.Add(n.Op, x, sub(n.X), 0)
	case *Interval:
		id = b.Add(withins[[2]bool{n.LoOpen, n.HiOpen}], x, sub(n.Lo), sub(n.Hi))
	case *NotTests:
		id = b.Add(score.OpNot, b.tests(n.Tests, x, env), 0, 0)
	case *List:
		if hasTests(n) {
			id = b.tests(n.Items, x, env)
		}
	}
	if id < 0 {
		id = b.Add(score.OpMember, x, sub(n), 0)
	}
	if b.OnNode != nil {
		b.OnNode(id, n)
	}
	return id
}

func hasTests(l *List) bool {
	for _, i := range l.Items {
		switch i := i.(type) {
		case *Interval, *Cmp, *NotTests, *Dash:
			return true
		case *List:
			if hasTests(i) {
				return true
			}
		}
	}
	return false
}
