package score

import "strconv"

// jsonWriter writes JSON with sorted keys; its callers write an object's keys
// in order. (Package encoding/json would cost every visitor some 270 kB.) Its
// methods are kept out of line: copies at every call would add a twentieth to
// the core.
type jsonWriter struct {
	b     []byte
	first bool
}

//go:noinline
func (w *jsonWriter) open(c byte) {
	w.comma()
	w.b = append(w.b, c)
	w.first = true
}

//go:noinline
func (w *jsonWriter) close(c byte) {
	w.b = append(w.b, c)
	w.first = false
}

//go:noinline
func (w *jsonWriter) comma() {
	if !w.first && len(w.b) > 0 && w.b[len(w.b)-1] != ':' {
		w.b = append(w.b, ',')
	}
	w.first = false
}

//go:noinline
func (w *jsonWriter) key(k string) {
	w.string(k)
	w.b = append(w.b, ':')
}

//go:noinline
func (w *jsonWriter) string(s string) {
	w.comma()
	w.b = append(w.b, '"')
	done := 0
	for i := range len(s) {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		w.b = append(w.b, s[done:i]...)
		done = i + 1
		switch {
		case c == '\n':
			w.b = append(w.b, '\\', 'n')
		case c < 0x20:
			w.b = append(w.b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		default:
			w.b = append(w.b, '\\', c)
		}
	}
	w.b = append(append(w.b, s[done:]...), '"')
}

const hexDigits = "0123456789abcdef"

//go:noinline
func (w *jsonWriter) raw(s string) {
	w.comma()
	w.b = append(w.b, s...)
}

//go:noinline
func (w *jsonWriter) int(n int64) { w.raw(strconv.FormatInt(n, 10)) }

// number writes a whole number as a JSON number, any other as a decimal string.
//
//go:noinline
func (w *jsonWriter) number(r Rat) {
	if r.IsInt() {
		w.int(r.Num())
	} else {
		w.string(r.String())
	}
}

func (w *jsonWriter) span(r Range) {
	w.open('{')
	w.key("max")
	w.number(r.Max)
	w.key("min")
	w.number(r.Min)
	w.close('}')
}

// An order lists the indices of a program's parts by their ids.
type order struct {
	fields, derived, sections, criteria, groups, awards []int
}

func (p *Program) sortParts() {
	p.order = order{
		fields:   sorted(len(p.Fields), func(i int) string { return p.Fields[i].ID }),
		derived:  sorted(len(p.Derived), func(i int) string { return p.Derived[i].ID }),
		sections: sorted(len(p.Sections), func(i int) string { return p.Sections[i].ID }),
		criteria: sorted(len(p.Criteria), func(i int) string { return p.Criteria[i].ID }),
		groups:   sorted(len(p.Groups), func(i int) string { return p.Groups[i].ID }),
		awards:   sorted(len(p.Awards), func(i int) string { return p.Awards[i].ID }),
	}
}

// sorted is the order of indices by id.
func sorted(n int, id func(int) string) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	// An insertion sort: a definition is nearly in order, and package slices would
	// bring ten times the code.
	for i := 1; i < n; i++ {
		for j := i; j > 0 && id(order[j]) < id(order[j-1]); j-- {
			order[j], order[j-1] = order[j-1], order[j]
		}
	}
	return order
}

// JSON writes the result as the command line's contract has it: sorted keys,
// numbers as decimal strings where they are not whole. With detail it adds what
// a page shows besides: reasons, states of fields, progress, what to do next.
func (r *Result) JSON(detail bool) []byte {
	p := r.s.p
	w := &jsonWriter{b: make([]byte, 0, 16<<10), first: true}
	w.open('{')
	w.key("awards")
	w.awards(p, r.Awards)
	w.key("criteria")
	w.open('{')
	for _, c := range p.order.criteria {
		w.key(p.Criteria[c].ID)
		r.criterionJSON(w, c, detail)
	}
	w.close('}')
	w.key("derived")
	w.open('{')
	for _, d := range p.order.derived {
		w.key(p.Derived[d].ID)
		w.derived(p, &p.Derived[d], r.Derived[d])
	}
	w.close('}')
	w.key("edition")
	w.string(p.Edition)
	if detail {
		r.fieldsJSON(w)
	}
	if len(p.Groups) > 0 {
		r.groupsJSON(w)
	}
	if p.HasPoints {
		w.key("maximum")
		w.span(r.Maximum)
	}
	if detail {
		r.nextJSON(w)
	}
	w.key("problems")
	w.problems(r.Problems)
	if detail {
		r.progressJSON(w)
	}
	w.key("scheme")
	w.string(p.Scheme)
	if detail {
		r.sectionsJSON(w)
	}
	if p.HasPoints {
		w.key("total")
		w.span(r.Total)
	}
	if r.Papers != nil {
		w.key("with_papers")
		w.open('{')
		w.key("awards")
		w.awards(p, r.Papers.Awards)
		if p.HasPoints {
			w.key("total")
			w.span(r.Papers.Total)
		}
		w.close('}')
	}
	w.close('}')
	return w.b
}

func (w *jsonWriter) awards(p *Program, verdicts []Verdict) {
	w.open('{')
	for _, a := range p.order.awards {
		w.key(p.Awards[a].ID)
		w.open('{')
		w.key("verdict")
		w.string(verdicts[a].String())
		w.close('}')
	}
	w.close('}')
}

func (r *Result) criterionJSON(w *jsonWriter, i int, detail bool) {
	s := r.s
	c, cr := &s.p.Criteria[i], r.Criteria[i]
	w.open('{')
	if detail && cr.Status == StatusOpen {
		w.key("open")
		w.open('[')
		for _, f := range c.Deps {
			if st := s.states[f]; st == Open || st == Maybe || st == Invalid {
				w.string(s.p.Fields[f].ID)
			}
		}
		w.close(']')
	}
	if c.Points {
		w.key("outcomes")
		w.open('[')
		for k, o := range c.Outcomes {
			if cr.outcomes>>k&1 == 1 {
				w.number(o)
			}
		}
		if cr.outcomes&naBit != 0 {
			w.string("na")
		}
		w.close(']')
	}
	if detail && c.EvidenceField >= 0 {
		w.key("papers")
		w.string(paperNames[cr.papers])
	}
	if c.Points && cr.Status != StatusOpen && cr.Status != StatusNA {
		w.key("points")
		w.number(cr.Points)
	}
	w.key("status")
	w.string(cr.Status.String())
	if detail {
		r.whyJSON(w, c, cr)
	}
	w.close('}')
}

func (w *jsonWriter) derived(p *Program, d *Derived, r DerivedResult) {
	w.open('{')
	w.key("display")
	w.string(p.displayDerived(d, r, false))
	w.key("status")
	w.string(r.Status.String())
	w.key("value")
	switch v := r.Value; v.Kind {
	case KNull:
		w.raw("null")
	case KBool:
		w.raw(v.String())
	case KNum:
		w.string(v.Num.String())
	case KStr:
		w.string(v.Str)
	case KDate:
		w.string(FormatDate(v.Num.Num()))
	default:
		w.string(v.String())
	}
	w.close('}')
}

func (r *Result) groupsJSON(w *jsonWriter) {
	p := r.s.p
	w.key("groups")
	w.open('{')
	for _, g := range p.order.groups {
		if p.Groups[g].ID == "" {
			continue
		}
		q := r.Groups[g]
		w.key(p.Groups[g].ID)
		w.open('{')
		w.key("max")
		w.int(q.Max)
		w.key("min")
		w.int(q.Min)
		w.key("need")
		switch {
		case q.NeedOpen:
			w.raw("null")
		case q.Need.Min.Cmp(q.Need.Max) == 0:
			w.number(q.Need.Min)
		default:
			w.span(q.Need)
		}
		w.close('}')
	}
	w.close('}')
}

func (w *jsonWriter) problems(ps []Problem) {
	w.open('[')
	for _, p := range ps {
		w.open('{')
		w.key("fields")
		w.open('[')
		for _, f := range p.Fields {
			w.string(f)
		}
		w.close(']')
		w.key("message")
		w.string(p.Message)
		w.key("rule")
		w.string(p.Rule)
		w.key("severity")
		if p.Warning {
			w.string("warning")
		} else {
			w.string("error")
		}
		w.close('}')
	}
	w.close(']')
}

func (r *Result) fieldsJSON(w *jsonWriter) {
	p := r.s.p
	w.key("fields")
	w.open('{')
	for _, f := range p.order.fields {
		w.key(p.Fields[f].ID)
		w.string(r.s.states[f].String())
	}
	w.close('}')
}

func (r *Result) progressJSON(w *jsonWriter) {
	answered, open := int64(0), int64(0)
	for _, st := range r.s.states {
		switch st {
		case Answered:
			answered++
		case Open, Invalid:
			open++
		}
	}
	w.key("progress")
	w.open('{')
	w.key("answered")
	w.int(answered)
	w.key("open")
	w.int(open)
	w.close('}')
}

func (r *Result) sectionsJSON(w *jsonWriter) {
	p := r.s.p
	w.key("sections")
	w.open('{')
	for _, i := range p.order.sections {
		q := r.Section(i)
		w.key(p.Sections[i].ID)
		w.open('{')
		w.key("answered")
		w.int(int64(q.Answered))
		if p.HasPoints {
			w.key("maximum")
			w.span(q.Maximum)
		}
		w.key("met")
		w.int(int64(q.Met))
		w.key("of")
		w.int(int64(q.Of))
		w.key("open")
		w.int(int64(q.Open))
		if p.HasPoints {
			w.key("total")
			w.span(q.Total)
		}
		w.close('}')
	}
	w.close('}')
}

//go:noinline
func (w *jsonWriter) bool(b bool) {
	if b {
		w.raw("true")
	} else {
		w.raw("false")
	}
}
