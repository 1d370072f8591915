package score

// What a company can work on, as far as a definition shows it. The compiler works
// it out once; a program carries it.

// judged lists the fields that a criterion's rules look at, in the order of the
// definition, without
//
//   - those that only say which rules hold or what is asked: conditions of tables,
//     of fields, of "if", and whether the criterion applies;
//   - those that something is divided by, here or in a value that depends on nothing
//     else: how many people there are, of whom so many did something.
func (p *Program) judged(c *Criterion) []int32 {
	looked, divides := make([]bool, len(p.Fields)), make([]bool, len(p.Fields))
	for t := range c.Tables {
		for _, r := range c.Tables[t].Rules {
			p.mark(r.Cond, looked)
			p.divisors(r.Cond, divides)
		}
		for _, f := range c.Tables[t].Count {
			looked[f] = true
		}
	}
	for d := range p.Derived {
		within := true
		for _, f := range p.Derived[d].Deps {
			within = within && hasField(c.Deps, f)
		}
		if within {
			p.divisors(p.Derived[d].Value, divides)
		}
	}
	var fields []int32
	for f := range p.Fields {
		if looked[f] && !divides[f] {
			fields = append(fields, int32(f))
		}
	}
	return fields
}

// mark marks the fields that an expression looks at, also through derived values.
func (p *Program) mark(id NodeID, fields []bool) {
	p.each(id, func(n Node) {
		switch n.Op {
		case OpField, OpColumn, OpRows:
			fields[n.A] = true
		case OpDerived:
			p.mark(p.Derived[n.A].Value, fields)
		}
	})
}

// divisors marks the fields that an expression divides by and that are not part of
// what is divided.
func (p *Program) divisors(id NodeID, fields []bool) {
	p.each(id, func(n Node) {
		if n.Op != OpDiv {
			return
		}
		above, below := make([]bool, len(p.Fields)), make([]bool, len(p.Fields))
		p.mark(n.A, above)
		p.mark(n.B, below)
		for f := range below {
			fields[f] = fields[f] || below[f] && !above[f]
		}
	})
}

// each calls f for the nodes of an expression but the conditions of "if".
func (p *Program) each(id NodeID, f func(Node)) {
	if id < 0 {
		return
	}
	n := p.Nodes[id]
	f(n)
	var operands []NodeID
	switch n.Op {
	case OpConst, OpField, OpColumn, OpDerived, OpVar, OpPoints, OpMet, OpApplies, OpTotal, OpMaximum, OpGiven:
	case OpNeg, OpNot:
		operands = []NodeID{n.A}
	case OpRows:
		operands = []NodeID{n.B}
	case OpIf:
		operands = []NodeID{n.B, n.C}
	case OpWithin, OpWithinOpenLo, OpWithinOpenHi, OpWithinOpen:
		operands = []NodeID{n.A, n.B, n.C}
	case OpList:
		operands = p.Args[n.A : n.A+n.B]
	case OpCall:
		operands = p.Args[n.B : n.B+n.C]
	default:
		operands = []NodeID{n.A, n.B}
	}
	for _, o := range operands {
		p.each(o, f)
	}
}
