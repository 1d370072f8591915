package score

import "runtime"

// The bytes of a program: a magic word, a checksum of the rest, then every part in
// the order of the types in program.go, whole numbers as varints, texts and lists
// with their length in front. One function describes the layout for both directions.
//
// The checksum is what stands between damaged bytes and a form. Looking whether
// all references stay inside their lists costs every visitor more, and lets a
// damaged threshold or text pass for a right one. So what is loaded is what the
// compiler wrote, and the core relies on what the compiler has made sure of.

const (
	magic   = "kijun4\n"
	sumSize = 8 // bytes
)

// checksum is FNV-1a with 64 bits. (Package hash/fnv would cost more.)
func checksum(b []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// ErrProgram says that bytes are no program of this version, or are damaged.
var ErrProgram error = programError{}

// programError is a type of its own because package errors would cost visitors 2 kB.
type programError struct{}

func (programError) Error() string { return "not a program of this version" }

// Encode writes the program. Equal programs give equal bytes.
func (p *Program) Encode() []byte {
	p.prepare()
	c := &coder{b: make([]byte, len(magic)+sumSize), save: true}
	c.program(p)
	sum := checksum(c.b[copy(c.b, magic)+sumSize:])
	for i := range sumSize {
		c.b[len(magic)+i] = byte(sum >> (8 * i))
	}
	return c.b
}

// Load reads a program that [Program.Encode] wrote.
func Load(b []byte) (*Program, error) {
	const head = len(magic) + sumSize
	if len(b) < head || string(b[:len(magic)]) != magic {
		return nil, ErrProgram
	}
	sum := checksum(b[head:])
	for i, c := range b[len(magic):head] {
		if c != byte(sum>>(8*i)) {
			return nil, ErrProgram
		}
	}
	c := &coder{b: b[head:]}
	p := &Program{}
	c.program(p)
	p.index()
	return p, nil
}

// Index prepares the program for use after its parts were filled in by hand;
// [Load] has done so.
func (p *Program) Index() {
	p.prepare()
	p.index()
}

// prepare works out what travels with the program so that no browser needs to.
func (p *Program) prepare() {
	p.sortParts()
	p.watch = p.watched()
	p.scale, p.span = p.pointScale()
	for c := range p.Criteria {
		p.Criteria[c].Judged = p.judged(&p.Criteria[c])
	}
}

func (p *Program) index() {
	p.byID = make(map[string]int, len(p.Fields))
	for i := range p.Fields {
		p.byID[p.Fields[i].ID] = i
	}
}

type coder struct {
	b    []byte
	save bool
}

// canWrite is false in the browser, where programs are only read: the compiler
// then leaves the other half out.
const canWrite = runtime.GOARCH != "wasm"

func (c *coder) uint(p *uint64) {
	if canWrite && c.save {
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
	if canWrite && c.save {
		c.b = append(c.b, *p...)
		return
	}
	*p = string(c.b[:n])
	c.b = c.b[n:]
}

// list codes a list's length and then its elements. (A generic function would be
// compiled for every type of element anew, and pull in that type's methods.)
func (c *coder) list(have int, grow func(n int), each func(i int)) {
	u := uint64(have)
	c.uint(&u)
	n := int(u)
	if (!canWrite || !c.save) && n > 0 {
		grow(n)
	}
	for i := range n {
		each(i)
	}
}

func (c *coder) rat(p *Rat) {
	n, d := p.num, p.Den()
	c.int64(&n)
	c.int64(&d)
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
		c.list(len(p.List), func(n int) { p.List = make([]Value, n) }, func(i int) { c.value(&p.List[i]) })
	}
}

func (c *coder) ints(p *[]int32) {
	c.list(len(*p), func(n int) { *p = make([]int32, n) }, func(i int) { c.int32(&(*p)[i]) })
}

func (c *coder) program(p *Program) {
	c.string(&p.Scheme)
	c.string(&p.Edition)
	c.bool(&p.HasPoints)
	c.bool(&p.HasPapers)
	c.list(len(p.Messages), func(n int) { p.Messages = make([]string, n) }, func(i int) { c.string(&p.Messages[i]) })
	c.list(len(p.Consts), func(n int) { p.Consts = make([]Value, n) }, func(i int) { c.value(&p.Consts[i]) })
	c.list(len(p.Nodes), func(n int) { p.Nodes = make([]Node, n) }, func(i int) {
		n := &p.Nodes[i]

		op := uint64(n.Op)
		c.uint(&op)
		n.Op = Op(op)
		c.int32(&n.A)
		c.int32(&n.B)
		c.int32(&n.C)
	})
	c.ints(&p.Args)
	c.list(len(p.Checks), func(n int) { p.Checks = make([]Check, n) }, func(i int) {
		c.string(&p.Checks[i].ID)
		c.bool(&p.Checks[i].Warning)
	})
	c.list(len(p.Repeats), func(n int) { p.Repeats = make([][][]int32, n) }, func(i int) { c.intLists(&p.Repeats[i]) })
	c.list(len(p.Bands), func(n int) { p.Bands = make([]Bands, n) }, func(i int) {
		c.string(&p.Bands[i].ID)
		c.awards(&p.Bands[i].Tiers)
	})
	for _, o := range [...]*[]int32{&p.order.fields, &p.order.derived, &p.order.sections, &p.order.criteria, &p.order.groups, &p.order.awards} {
		c.ints(o)
	}
	c.intLists(&p.watch)
	c.int64(&p.scale)
	c.int64(&p.span)
	c.list(len(p.Fields), func(n int) { p.Fields = make([]Field, n) }, func(i int) { c.field(&p.Fields[i]) })
	c.list(len(p.Derived), func(n int) { p.Derived = make([]Derived, n) }, func(i int) {
		d := &p.Derived[i]
		c.string(&d.ID)
		c.string(&d.Label)
		c.string(&d.Unit)
		c.string(&d.Zero)
		c.int32(&d.Value)
		c.int32(&d.Target)
		c.int32(&d.Direction)
		c.options(&d.Words)
		c.int32(&d.Decimals)
		c.int32(&d.Criterion)
		c.ints(&d.Deps)
	})
	c.list(len(p.Constraints), func(n int) { p.Constraints = make([]Constraint, n) }, func(i int) {
		k := &p.Constraints[i]

		c.string(&k.ID)
		c.string(&k.Message)
		c.int32(&k.Assert)
		c.bool(&k.Warning)
		c.bool(&k.Filled)
		c.bool(&k.Voids)
		c.ints(&k.Fields)
		c.ints(&k.Deps)
		c.list(len(k.Bounds), func(n int) { k.Bounds = make([]Bound, n) }, func(i int) {
			b := &k.Bounds[i]

			c.int32(&b.Field)
			c.bool(&b.Upper)
			c.int32(&b.Value)
		})
	})
	c.list(len(p.Sections), func(n int) { p.Sections = make([]Section, n) }, func(i int) {
		s := &p.Sections[i]
		c.string(&s.ID)
	})
	c.list(len(p.Criteria), func(n int) { p.Criteria = make([]Criterion, n) }, func(i int) { c.criterion(&p.Criteria[i]) })
	c.list(len(p.Groups), func(n int) { p.Groups = make([]Group, n) }, func(i int) {
		g := &p.Groups[i]

		c.string(&g.ID)
		c.int32(&g.Need)
		c.bool(&g.Any)
		c.ints(&g.Items)
	})
	c.awards(&p.Awards)
}

func (c *coder) intLists(p *[][]int32) {
	c.list(len(*p), func(n int) { *p = make([][]int32, n) }, func(i int) { c.ints(&(*p)[i]) })
}

func (c *coder) awards(p *[]Award) {
	c.list(len(*p), func(n int) { *p = make([]Award, n) }, func(i int) {
		a := &(*p)[i]

		c.string(&a.ID)
		c.string(&a.Title)
		c.int32(&a.Pass)
		c.int32(&a.Group)
		c.ints(&a.Pivots)
		c.ints(&a.Deps)
	})
}

func (c *coder) options(p *[]Option) {
	c.list(len(*p), func(n int) { *p = make([]Option, n) }, func(i int) {
		o := &(*p)[i]

		c.value(&o.Value)
		c.string(&o.Label)
		c.bool(&o.Exclusive)
		c.int32(&o.Group)
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
	c.limit(&f.Blank)
	c.limit(&f.Empty)
	c.bool(&f.Optional)
	c.bool(&f.Required)
	c.bool(&f.Awaited)
	c.bool(&f.Reference)
	c.int32(&f.Checks)
	c.int32(&f.Rows)
	c.int32(&f.When)
	c.int32(&f.Section)
	c.int32(&f.Criterion)
	c.bool(&f.Evidence)
	c.options(&f.Options)
	c.list(len(f.Columns), func(n int) { f.Columns = make([]Field, n) }, func(i int) { c.field(&f.Columns[i]) })
	c.list(len(f.Breaks), func(n int) { f.Breaks = make([]Rat, n) }, func(i int) { c.rat(&f.Breaks[i]) })
}

func (c *coder) criterion(k *Criterion) {
	c.string(&k.ID)
	c.string(&k.Title)
	c.string(&k.NotAsked)
	c.int32(&k.Section)
	c.bool(&k.Points)
	c.int32(&k.Applies)
	c.list(len(k.Outcomes), func(n int) { k.Outcomes = make([]Rat, n) }, func(i int) { c.rat(&k.Outcomes[i]) })
	c.int32(&k.EvidenceField)
	c.int32(&k.EvidenceNeeded)
	c.bool(&k.EvidenceCounts)
	c.ints(&k.Needs)
	c.int32(&k.NeedsWhen)
	c.rat(&k.Effort)
	c.ints(&k.Deps)
	c.ints(&k.Judged)
	c.ints(&k.Constraints)
	c.bool(&k.Award)
	c.bool(&k.Plain)
	c.list(len(k.Tables), func(n int) { k.Tables = make([]Table, n) }, func(i int) {
		t := &k.Tables[i]

		c.int32(&t.When)
		c.int32(&t.By)
		c.list(len(t.Breaks), func(n int) { t.Breaks = make([]Rat, n) }, func(i int) { c.rat(&t.Breaks[i]) })
		c.bool(&t.Complete)
		c.ints(&t.Count)
		c.list(len(t.Rules), func(n int) { t.Rules = make([]Rule, n) }, func(i int) {
			r := &t.Rules[i]

			c.int32(&r.Cond)
			c.int32(&r.Least)
			c.int32(&r.Outcome)
			c.string(&r.Text)
			c.ints(&r.Seen)
		})
	})
}
