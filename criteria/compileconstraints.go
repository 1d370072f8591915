package criteria

import (
	"maps"
	"slices"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// constraintRules makes a rule of every part of an assertion that is joined by
// "and", so that only the fields of what is broken are called into question.
func (c *compiler) constraintRules() {
	for _, k := range c.constraints {
		parts := conjuncts(k.Assert.Node)
		if k.Voids { // all its fields count as unanswered together
			parts = []feel.Node{k.Assert.Node}
		}
		for _, part := range parts {
			e := Expr{Node: part}
			q := score.Constraint{ID: k.ID, Message: k.Message.In(c.lang), Assert: c.expr(e, false), Warning: k.Severity == Warning,
				Filled: k.Filled, Voids: k.Voids, Deps: c.reads(e), Fields: c.mentioned(part)}
			if k.Fields != nil {
				q.Fields = c.beside(k, q.Fields, len(parts) > 1)
			}
			if k.Severity == Error && !k.Filled {
				c.bounds(part, &q.Bounds)
			}
			c.p.Constraints = append(c.p.Constraints, q)
		}
	}
}

func conjuncts(n feel.Node) []feel.Node {
	if b, ok := n.(*feel.Binary); ok && b.Op == score.OpAnd {
		return append(conjuncts(b.X), conjuncts(b.Y)...)
	}
	return []feel.Node{n}
}

// mentioned lists the fields that an expression names, and those behind the
// derived values that it names.
func (c *compiler) mentioned(n feel.Node) []int32 {
	var fields []int32
	feel.Names(n, c.all(), func(n feel.Node) {
		set := map[int32]bool{}
		if name, ok := n.(*feel.Name); ok {
			if i, ok := c.fieldIndex[name.Name]; ok {
				set[i] = true
			}
		}
		if len(set) == 0 {
			c.read(n, set)
		}
		for _, f := range slices.Sorted(maps.Keys(set)) {
			if !slices.Contains(fields, f) {
				fields = append(fields, f)
			}
		}
	})
	return fields
}

// beside lists the fields that the author wants the message of a constraint to
// stand beside; of one in several parts those that this part is about, if any.
func (c *compiler) beside(k *Constraint, part []int32, several bool) []int32 {
	var all, own []int32
	for _, id := range k.Fields {
		f := c.fieldIndex[id]
		all = append(all, f)
		if slices.Contains(part, f) {
			own = append(own, f)
		}
	}
	if several && own != nil {
		return own
	}
	return all
}

// bounds reads off what an assertion says about single numbers: x <= y bounds x
// from above and y from below; a sum of numbers that are not negative bounds
// each of them.
func (c *compiler) bounds(n feel.Node, to *[]score.Bound) {
	b, ok := n.(*feel.Binary)
	if !ok {
		return
	}
	x, y := b.X, b.Y
	switch b.Op {
	case score.OpAnd:
		c.bounds(x, to)
		c.bounds(y, to)
		return
	case score.OpGe, score.OpGt:
		x, y = y, x
	case score.OpLe, score.OpLt:
	default:
		return
	}
	for _, f := range c.terms(x) {
		*to = append(*to, score.Bound{Field: f, Upper: true, Value: c.expr(Expr{Node: y}, false)})
	}
	if f := c.terms(y); len(f) == 1 {
		*to = append(*to, score.Bound{Field: f[0], Value: c.expr(Expr{Node: x}, false)})
	}
}

// terms lists the fields of a sum of fields that are not negative, or a single field.
func (c *compiler) terms(n feel.Node) []int32 {
	switch n := n.(type) {
	case *feel.Name:
		if i, ok := c.fieldIndex[n.Name]; ok && (c.fields[i].Type == Integer || c.fields[i].Type == Decimal) {
			return []int32{i}
		}
	case *feel.Binary:
		if n.Op != score.OpAdd {
			return nil
		}
		x, y := c.terms(n.X), c.terms(n.Y)
		if x == nil || y == nil {
			return nil
		}
		fs := append(x, y...)
		for _, f := range fs {
			if m := c.fields[f].Min; m == nil || m.Rat.Sign() < 0 {
				return nil
			}
		}
		return fs
	}
	return nil
}
