package score

import "errors"

// The bytes of a program: a magic word, then every part in the order of the
// types in program.go, whole numbers as varints, texts and lists with their
// length in front. One function describes the layout for both directions.

const magic = "kijun1\n"

// ErrProgram says that bytes are no program of this version.
var ErrProgram = errors.New("not a program of this version")

// Encode writes the program. Equal programs give equal bytes.
func (p *Program) Encode() []byte {
	c := &coder{b: []byte(magic), writing: true}
	c.program(p)
	return c.b
}

// Load reads a program that [Program.Encode] wrote.
func Load(b []byte) (p *Program, err error) {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return nil, ErrProgram
	}
	defer func() {
		if recover() != nil { // a reader running off damaged bytes
			p, err = nil, ErrProgram
		}
	}()
	c := &coder{b: b[len(magic):]}
	p = &Program{}
	c.program(p)
	if len(c.b) != 0 || !p.valid() {
		return nil, ErrProgram
	}
	p.Index()
	return p, nil
}

// Index prepares the program for use after its parts were filled in by hand;
// [Load] has done so.
func (p *Program) Index() {
	p.byID = make(map[string]int, len(p.Fields))
	for i := range p.Fields {
		p.byID[p.Fields[i].ID] = i
	}
	p.sortParts()
	p.scale, p.span = p.pointScale()
}

// valid reports whether every reference stays inside its list, and every
// expression refers back only, so that no evaluation can run for ever.
func (p *Program) valid() bool {
	node := func(id NodeID) bool { return id >= -1 && int(id) < len(p.Nodes) }
	for i, n := range p.Nodes {
		back := func(ids ...int32) bool {
			for _, id := range ids {
				if id < 0 || int(id) >= i {
					return false
				}
			}
			return true
		}
		in := func(at, n int32) bool {
			return at >= 0 && n >= 0 && int(at)+int(n) <= len(p.Args) && back(p.Args[at:at+n]...)
		}
		ok := true
		switch n.Op {
		case OpConst:
			ok = int(n.A) < len(p.Consts)
		case OpField:
			ok = int(n.A) < len(p.Fields)
		case OpColumn:
			ok = int(n.A) < len(p.Fields) && int(n.B) < len(p.Fields[n.A].Columns)
		case OpDerived:
			ok = int(n.A) < len(p.Derived)
		case OpPoints, OpMet, OpApplies:
			ok = int(n.A) < len(p.Criteria)
		case OpVar, OpTotal, OpMaximum:
		case OpNeg, OpNot:
			ok = back(n.A)
		case OpIf, OpWithin, OpWithinOpenLo, OpWithinOpenHi, OpWithinOpen:
			ok = back(n.A, n.B, n.C)
		case OpList:
			ok = in(n.A, n.B)
		case OpCall:
			ok = in(n.B, n.C) && n.A >= 0 && Func(n.A) <= FnNot
		default:
			ok = n.Op <= OpCall && back(n.A, n.B)
		}
		if !ok {
			return false
		}
	}
	for i := range p.Fields {
		if !node(p.Fields[i].When) {
			return false
		}
	}
	for i := range p.Criteria {
		c := &p.Criteria[i]
		if len(c.Outcomes) == 0 || len(c.Outcomes) > MaxOutcomes || !node(c.Applies) || int(c.EvidenceField) >= len(p.Fields) {
			return false
		}
	}
	return true
}

type coder struct {
	b       []byte
	writing bool
}

func (c *coder) uint(p *uint64) {
	if c.writing {
		x := *p
		for x >= 0x80 {
			c.b = append(c.b, byte(x)|0x80)
			x >>= 7
		}
		c.b = append(c.b, byte(x))
		return
	}
	*p = 0
	for shift := uint(0); ; shift += 7 {
		x := c.b[0]
		c.b = c.b[1:]
		*p |= uint64(x&0x7f) << shift
		if x < 0x80 {
			return
		}
		if shift > 63 {
			panic(ErrProgram)
		}
	}
}

func (c *coder) int64(p *int64) {
	u := uint64(*p)<<1 ^ uint64(*p>>63)
	c.uint(&u)
	*p = int64(u>>1) ^ -int64(u&1)
}

func (c *coder) int32(p *int32) {
	x := int64(*p)
	c.int64(&x)
	*p = int32(x)
}

func (c *coder) bool(p *bool) {
	u := uint64(0)
	if *p {
		u = 1
	}
	c.uint(&u)
	*p = u == 1
}

func (c *coder) string(p *string) {
	n := uint64(len(*p))
	c.uint(&n)
	if c.writing {
		c.b = append(c.b, *p...)
		return
	}
	*p = string(c.b[:n])
	c.b = c.b[n:]
}

// list codes a list's length and then its elements.
func list[T any](c *coder, p *[]T, each func(*T)) {
	n := uint64(len(*p))
	c.uint(&n)
	if !c.writing {
		if n > uint64(len(c.b)) { // every element takes a byte at least
			panic(ErrProgram)
		}
		if n == 0 {
			return
		}
		*p = make([]T, n)
	}
	for i := range *p {
		each(&(*p)[i])
	}
}

func (c *coder) rat(p *Rat) {
	n, d := p.num, p.Den()
	c.int64(&n)
	c.int64(&d)
	if d < 1 {
		panic(ErrProgram)
	}
	*p = Rat{n, d}
}

func (c *coder) limit(p *Limit) {
	c.bool(&p.Given)
	if p.Given {
		c.rat(&p.Rat)
	}
}

func (c *coder) value(p *Value) {
	k := uint64(p.Kind)
	c.uint(&k)
	p.Kind = Kind(k)
	switch p.Kind {
	case KBool, KNum, KDate:
		c.rat(&p.Num)
	case KStr:
		c.string(&p.Str)
	case KList:
		list(c, &p.List, c.value)
	}
}

func (c *coder) ints(p *[]int32) { list(c, p, c.int32) }

func (c *coder) program(p *Program) {
	c.string(&p.Scheme)
	c.string(&p.Edition)
	c.bool(&p.HasPoints)
	c.bool(&p.HasPapers)
	list(c, &p.Messages, c.string)
	list(c, &p.Consts, c.value)
	list(c, &p.Nodes, func(n *Node) {
		op := uint64(n.Op)
		c.uint(&op)
		n.Op = Op(op)
		c.int32(&n.A)
		c.int32(&n.B)
		c.int32(&n.C)
	})
	c.ints(&p.Args)
	list(c, &p.Fields, c.field)
	list(c, &p.Derived, func(d *Derived) {
		c.string(&d.ID)
		c.string(&d.Label)
		c.string(&d.Unit)
		c.int32(&d.Value)
		c.int32(&d.Decimals)
		c.int32(&d.Criterion)
		c.ints(&d.Deps)
		c.ints(&d.Constraints)
	})
	list(c, &p.Constraints, func(k *Constraint) {
		c.string(&k.ID)
		c.string(&k.Message)
		c.int32(&k.Assert)
		c.bool(&k.Warning)
		c.ints(&k.Fields)
		c.ints(&k.Deps)
		list(c, &k.Bounds, func(b *Bound) {
			c.int32(&b.Field)
			c.bool(&b.Upper)
			c.int32(&b.Value)
		})
	})
	list(c, &p.Sections, func(s *Section) { c.string(&s.ID) })
	list(c, &p.Criteria, c.criterion)
	list(c, &p.Groups, func(g *Group) {
		c.string(&g.ID)
		c.int32(&g.Need)
		c.bool(&g.Any)
		c.ints(&g.Items)
	})
	list(c, &p.Awards, func(a *Award) {
		c.string(&a.ID)
		c.string(&a.Title)
		c.int32(&a.Pass)
		c.int32(&a.Group)
		c.ints(&a.Pivots)
		c.ints(&a.Deps)
	})
}

func (c *coder) field(f *Field) {
	c.string(&f.ID)
	c.string(&f.Label)
	c.string(&f.Unit)
	t := uint64(f.Type)
	c.uint(&t)
	f.Type = Type(t)
	c.limit(&f.Min)
	c.limit(&f.Max)
	c.limit(&f.Step)
	c.int32(&f.Decimals)
	c.int32(&f.MaxLength)
	c.int32(&f.Rows)
	c.int32(&f.When)
	c.int32(&f.Section)
	c.int32(&f.Criterion)
	c.bool(&f.Evidence)
	list(c, &f.Options, func(o *Option) {
		c.value(&o.Value)
		c.string(&o.Label)
		c.bool(&o.Exclusive)
	})
	list(c, &f.Columns, c.field)
	list(c, &f.Breaks, c.rat)
}

func (c *coder) criterion(k *Criterion) {
	c.string(&k.ID)
	c.string(&k.Title)
	c.string(&k.NotAsked)
	c.int32(&k.Section)
	c.bool(&k.Points)
	c.int32(&k.Applies)
	list(c, &k.Outcomes, c.rat)
	c.int32(&k.EvidenceField)
	c.int32(&k.EvidenceNeeded)
	c.bool(&k.EvidenceCounts)
	c.rat(&k.Effort)
	c.ints(&k.Deps)
	c.ints(&k.Constraints)
	c.bool(&k.Award)
	c.bool(&k.Plain)
	list(c, &k.Tables, func(t *Table) {
		c.int32(&t.When)
		c.int32(&t.By)
		list(c, &t.Breaks, c.rat)
		c.bool(&t.Complete)
		c.ints(&t.Count)
		list(c, &t.Rules, func(r *Rule) {
			c.int32(&r.Cond)
			c.int32(&r.Least)
			c.int32(&r.Outcome)
			c.string(&r.Text)
			c.ints(&r.Seen)
		})
	})
}
