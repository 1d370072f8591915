package score

// jsonWriter writes JSON with sorted keys; its callers write an object's keys
// in order. (Package encoding/json would cost every visitor some 270 kB.)
type jsonWriter struct {
	b     []byte
	first bool
}

func (w *jsonWriter) open(c byte) {
	w.comma()
	w.b = append(w.b, c)
	w.first = true
}

func (w *jsonWriter) close(c byte) {
	w.b = append(w.b, c)
	w.first = false
}

func (w *jsonWriter) comma() {
	if !w.first && len(w.b) > 0 && w.b[len(w.b)-1] != ':' {
		w.b = append(w.b, ',')
	}
	w.first = false
}

func (w *jsonWriter) key(k string) {
	w.string(k)
	w.put(":")
}

// text, count, points and begin write a key and what belongs to it.
func (w *jsonWriter) text(key, s string) {
	w.key(key)
	w.string(s)
}

func (w *jsonWriter) count(key string, n int64) {
	w.key(key)
	w.int(n)
}

func (w *jsonWriter) points(key string, r Rat) {
	w.key(key)
	w.number(r)
}

func (w *jsonWriter) begin(key string, c byte) {
	w.key(key)
	w.open(c)
}

// put adds text as it is.
func (w *jsonWriter) put(s string) { w.b = append(w.b, s...) }

func (w *jsonWriter) string(s string) {
	w.comma()
	w.put(`"`)
	done := 0
	for i := range len(s) {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		w.put(s[done:i])
		done = i + 1
		switch {
		case c == '\n':
			w.put(`\n`)
		case c < 0x20:
			w.put(`\u00` + hexDigits[c>>4:c>>4+1] + hexDigits[c&15:c&15+1])
		default:
			w.put(`\` + s[i:i+1])
		}
	}
	w.put(s[done:])
	w.put(`"`)
}

const hexDigits = "0123456789abcdef"

func (w *jsonWriter) raw(s string) {
	w.comma()
	w.put(s)
}

func (w *jsonWriter) int(n int64) { w.raw(itoa(n)) }

// number writes a whole number as a JSON number, any other as a decimal string.
func (w *jsonWriter) number(r Rat) {
	if r.IsInt() {
		w.int(r.Num())
	} else {
		w.string(r.String())
	}
}

func (w *jsonWriter) span(r Range) {
	w.open('{')
	w.points("max", r.Max)
	w.points("min", r.Min)
	w.close('}')
}

// An order lists the indices of a program's parts by their ids.
type order struct {
	fields, derived, sections, criteria, groups, awards []int32
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
func sorted(n int, id func(int) string) []int32 {
	order := make([]int32, n)
	for i := range order {
		order[i] = int32(i)
	}
	for i := 1; i < n; i++ {
		for j := i; j > 0 && id(int(order[j])) < id(int(order[j-1])); j-- {
			order[j], order[j-1] = order[j-1], order[j]
		}
	}
	return order
}

// JSON writes the result as the command line's contract has it: sorted keys,
// numbers as decimal strings where they are not whole. With detail it adds what a page
// shows besides: reasons, states of fields, progress, the [Mark] of an award, what to
// do next. The bytes are the scorer's, until its next call.
func (r *Result) JSON(detail bool) []byte {
	p := r.s.p
	w := &jsonWriter{b: r.s.buffer[:0], first: true}
	w.open('{')
	w.key("awards")
	if detail {
		w.awards(p, r.Awards, r.Marks)
	} else {
		w.awards(p, r.Awards, nil)
	}
	if len(p.Bands) > 0 {
		r.bandsJSON(w)
	}
	w.begin("criteria", '{')
	for _, c := range p.order.criteria {
		w.key(p.Criteria[c].ID)
		m := &r.s.memory[c]
		if detail && m.json != nil {
			w.b = append(w.b, m.json...)
			w.first = false
			continue
		}
		start := len(w.b)
		r.criterionJSON(w, int(c), detail)
		if detail {
			m.json = append([]byte(nil), w.b[start:]...)
		}
	}
	w.close('}')
	w.begin("derived", '{')
	for _, d := range p.order.derived {
		w.key(p.Derived[d].ID)
		w.derived(p, &p.Derived[d], r.Derived[d])
	}
	w.close('}')
	w.text("edition", p.Edition)
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
	w.text("scheme", p.Scheme)
	if detail {
		r.sectionsJSON(w)
	}
	if p.HasPoints {
		w.key("total")
		w.span(r.Total)
	}
	if r.Papers != nil {
		w.begin("with_papers", '{')
		w.key("awards")
		w.awards(p, r.Papers.Awards, nil)
		if p.HasPoints {
			w.key("total")
			w.span(r.Papers.Total)
		}
		w.close('}')
	}
	w.close('}')
	r.s.buffer = w.b
	return w.b
}

func (w *jsonWriter) awards(p *Program, verdicts []Verdict, marks []Mark) {
	w.open('{')
	for _, a := range p.order.awards {
		w.begin(p.Awards[a].ID, '{')
		if marks != nil && marks[a].Given {
			w.key("mark")
			w.span(marks[a].Range)
		}
		w.text("verdict", verdictNames[verdicts[a]])
		w.close('}')
	}
	w.close('}')
}

// bandsJSON names the band that the result lies in, or those that are still possible.
func (r *Result) bandsJSON(w *jsonWriter) {
	w.begin("bands", '{')
	for i := range r.s.p.Bands {
		b := &r.s.p.Bands[i]
		w.begin(b.ID, '{')
		for t, v := range r.Bands[i] {
			if v == VerdictPass {
				w.text("band", b.Tiers[t].ID)
			}
		}
		w.begin("possible", '[')
		for t, v := range r.Bands[i] {
			if v != VerdictFail {
				w.string(b.Tiers[t].ID)
			}
		}
		w.close(']')
		w.close('}')
	}
	w.close('}')
}

func (r *Result) criterionJSON(w *jsonWriter, i int, detail bool) {
	s := r.s
	c, cr := &s.p.Criteria[i], r.Criteria[i]
	w.open('{')
	if detail && cr.Status == StatusOpen {
		w.begin("open", '[')
		for _, f := range c.Deps {
			if st := s.states[f]; st == Open || st == Maybe || st == Invalid {
				w.string(s.p.Fields[f].ID)
			}
		}
		w.close(']')
	}
	if c.Points {
		w.begin("outcomes", '[')
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
		w.text("papers", paperNames[cr.papers])
	}
	if c.Points && cr.Status != StatusOpen && cr.Status != StatusNA {
		w.points("points", cr.Points)
	}
	w.text("status", statusNames[cr.Status])
	if detail {
		r.whyJSON(w, c, cr)
	}
	w.close('}')
}

func (w *jsonWriter) derived(p *Program, d *Derived, r DerivedResult) {
	w.open('{')
	if d.Direction != 0 {
		w.text("direction", directionNames[d.Direction])
	}
	w.text("display", p.displayDerived(d, r, false))
	w.text("status", derivedNames[r.Status])
	if r.Target.Kind == KBool {
		w.key("target_met")
		w.bool(r.Target.IsTrue())
	}
	w.key("value")
	switch v := r.Value; v.Kind {
	case KNull:
		w.raw("null")
	case KBool:
		w.bool(v.IsTrue())
	case KNum:
		w.string(v.Num.String())
	case KStr:
		w.string(v.Str)
	case KDate:
		w.string(FormatDate(v.Num.Num()))
	case KList:
		w.string("") // no derived value that is shown is a list
	}
	w.close('}')
}

var directionNames = [...]string{"none", "higher", "lower", "none"}

func (r *Result) groupsJSON(w *jsonWriter) {
	p := r.s.p
	w.begin("groups", '{')
	for _, g := range p.order.groups {
		if p.Groups[g].ID == "" {
			continue
		}
		q := r.Groups[g]
		w.begin(p.Groups[g].ID, '{')
		w.count("max", q.Max)
		w.count("min", q.Min)
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
		w.begin("fields", '[')
		for _, f := range p.Fields {
			w.string(f)
		}
		w.close(']')
		w.text("message", p.Message)
		w.text("rule", p.Rule)
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
	w.begin("fields", '{')
	for _, f := range p.order.fields {
		w.text(p.Fields[f].ID, stateNames[r.s.states[f]])
	}
	w.close('}')
}

func (r *Result) progressJSON(w *jsonWriter) {
	answered, open := int64(0), int64(0)
	for f, st := range r.s.states {
		if r.s.p.Fields[f].Reference {
			continue
		}
		switch st {
		case Answered:
			answered++
		case Open, Invalid:
			open++
		}
	}
	w.begin("progress", '{')
	w.count("answered", answered)
	w.count("open", open)
	w.close('}')
}

func (r *Result) sectionsJSON(w *jsonWriter) {
	p := r.s.p
	w.begin("sections", '{')
	for _, i := range p.order.sections {
		q := r.Section(int(i))
		w.begin(p.Sections[i].ID, '{')
		w.count("answered", int64(q.Answered))
		if p.HasPoints {
			w.key("maximum")
			w.span(q.Maximum)
		}
		w.count("met", int64(q.Met))
		w.count("of", int64(q.Of))
		w.count("open", int64(q.Open))
		if p.HasPoints {
			w.key("total")
			w.span(q.Total)
		}
		w.close('}')
	}
	w.close('}')
}

// mark writes a key that is there where it is true.
func (w *jsonWriter) mark(key string, yes bool) {
	if yes {
		w.key(key)
		w.bool(true)
	}
}

func (w *jsonWriter) bool(b bool) {
	if b {
		w.raw("true")
	} else {
		w.raw("false")
	}
}
