package criteria

import (
	"maps"
	"slices"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// names is what the ids of a scheme stand for. Fields, derived values, criteria
// and sections share one space of names, because expressions do.
type names struct {
	scheme   *Scheme
	symbols  map[string]feel.Symbol
	fields   []*Field
	derived  []*Derived
	criteria []*Criterion

	fieldIndex   map[string]int32
	derivedIndex map[string]int32
	criterion    map[string]int32
	section      map[string]int32

	fieldSection, fieldCriterion []int32
	derivedCriterion             []int32
	criterionSection             []int32

	constraints    []*Constraint // those that are judged: without reminders
	allConstraints []*Constraint
}

// AllFields lists the fields of a scheme in the order of the file: those above
// all sections first, then section by section, criterion by criterion.
func (s *Scheme) AllFields() []*Field { return slices.Clip(s.names.fields) }

// AllCriteria lists the criteria in the order of the file.
func (s *Scheme) AllCriteria() []*Criterion {
	var cs []*Criterion
	for _, sec := range s.Sections {
		cs = append(cs, sec.Criteria...)
	}
	return cs
}

// index collects the names of a scheme that has been read, for everything that
// only looks them up. The check, which also finds types, collects its own.
func (s *Scheme) index() { s.names = collect(s) }

// field finds a field by its id, or nil.
func (s *Scheme) field(id string) *Field {
	if i, ok := s.names.fieldIndex[id]; ok {
		return s.names.fields[i]
	}
	return nil
}

// AllDerived lists the derived values in the order of the file.
func (s *Scheme) AllDerived() []*Derived { return slices.Clip(s.names.derived) }

// Criterion finds a criterion by its id, or nil.
func (s *Scheme) Criterion(id string) *Criterion {
	for _, c := range s.AllCriteria() {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// collect numbers everything that has an id. Of ids used twice the first counts.
func collect(s *Scheme) *names {
	n := &names{scheme: s, symbols: map[string]feel.Symbol{}, fieldIndex: map[string]int32{}, derivedIndex: map[string]int32{},
		criterion: map[string]int32{}, section: map[string]int32{}}
	n.add(s.Fields, s.Derived, s.Constraints, -1, -1)
	for i, sec := range s.Sections {
		n.section[sec.ID] = int32(i)
		n.define(sec.ID, feel.Symbol{Kind: feel.SectionSymbol, Index: int32(i)})
		n.add(sec.Fields, sec.Derived, sec.Constraints, int32(i), -1)
		sec.eachQuestion(func(q *Question) {
			n.add(q.Fields, q.Derived, q.Constraints, int32(i), -1)
		})
		for _, c := range sec.Criteria {
			k := int32(len(n.criteria))
			n.criterion[c.ID] = k
			n.define(c.ID, feel.Symbol{Kind: feel.CriterionSymbol, Index: k})
			n.criteria = append(n.criteria, c)
			n.criterionSection = append(n.criterionSection, int32(i))
			n.add(c.Fields, c.Derived, c.Constraints, int32(i), k)
		}
	}
	return n
}

func (n *names) define(id string, s feel.Symbol) {
	if _, twice := n.symbols[id]; !twice {
		n.symbols[id] = s
	}
}

func (n *names) add(fs []*Field, ds []*Derived, cs []*Constraint, section, criterion int32) {
	for _, f := range fs {
		i := int32(len(n.fields))
		n.fieldIndex[f.ID] = i
		n.fields = append(n.fields, f)
		n.fieldSection = append(n.fieldSection, section)
		n.fieldCriterion = append(n.fieldCriterion, criterion)
		n.define(f.ID, fieldSymbol(f, i))
	}
	for _, d := range ds {
		i := int32(len(n.derived))
		n.derivedIndex[d.ID] = i
		n.derived = append(n.derived, d)
		n.derivedCriterion = append(n.derivedCriterion, criterion)
		n.define(d.ID, feel.Symbol{Kind: feel.DerivedSymbol, Index: i, Type: feel.TAny})
	}
	n.allConstraints = append(n.allConstraints, cs...)
	for _, c := range cs {
		if !c.Reminder { // nothing to compute
			n.constraints = append(n.constraints, c)
		}
	}
}

func fieldSymbol(f *Field, i int32) feel.Symbol {
	s := feel.Symbol{Kind: feel.FieldSymbol, Index: i, Type: fieldType(f)}
	for _, o := range f.Options {
		s.Options = append(s.Options, optionValue(o.ID))
	}
	s.List = f.List()
	for _, c := range f.Columns {
		s.Columns = append(s.Columns, feel.Column{Name: c.ID, Type: fieldType(c)})
	}
	return s
}

func fieldType(f *Field) feel.Type {
	switch f.Type {
	case Boolean:
		return feel.TBoolean
	case Integer, Decimal:
		return feel.TNumber
	case Choice:
		var t feel.Type
		for _, o := range f.Options {
			if optionValue(o.ID).Kind == score.KNum {
				t |= feel.TNumber
			} else {
				t |= feel.TString
			}
		}
		return t
	case Date:
		return feel.TDate
	case Choices, Table:
		return feel.TList
	}
	return feel.TString
}

// An env gives the names of a scheme to expressions: answers and derived values
// everywhere, criteria and sums only in awards.
type env struct {
	*names
	award bool
}

// all is the environment in which every name has its meaning.
func (n *names) all() env { return env{n, true} }

func (e env) Lookup(name string) (feel.Symbol, bool) {
	if e.award {
		switch name {
		case "total":
			return feel.Symbol{Kind: feel.TotalSymbol, Type: feel.TNumber}, true
		case "maximum":
			return feel.Symbol{Kind: feel.MaximumSymbol, Type: feel.TNumber}, true
		}
	}
	s, ok := e.symbols[name]
	if ok && !e.award && (s.Kind == feel.CriterionSymbol || s.Kind == feel.SectionSymbol) {
		return feel.Symbol{}, false
	}
	return s, ok
}

// Explain says of a name that is known, only not in this expression, where it is.
func (e env) Explain(name string) string {
	if cover := e.scheme.Cover; cover != nil && hasField(cover.Fields, name) {
		return "「" + name + "」は表紙（cover）の欄です。表紙の欄は判定に使えません"
	}
	s, ok := e.symbols[name]
	switch {
	case name == "total" || name == "maximum":
		return "合計（total）と満点（maximum）は、認定（awards）の条件でだけ使えます"
	case ok && s.Kind == feel.CriterionSymbol:
		return "「" + name + "」は評価項目です。評価項目は認定（awards）の条件でだけ使えます"
	case ok && s.Kind == feel.SectionSymbol:
		return "「" + name + "」は分野です。分野は認定（awards）の条件でだけ使えます"
	}
	return ""
}

func (e env) Near(name string) []string {
	var known []string
	for _, id := range slices.Sorted(maps.Keys(e.symbols)) {
		if _, ok := e.Lookup(id); ok {
			known = append(known, id)
		}
	}
	return feel.Nearest(name, known)
}

// nearField asks whether a field was meant whose id is a small slip away.
func (n *names) nearField(id string) string {
	ids := make([]string, len(n.fields))
	for i, f := range n.fields {
		ids[i] = f.ID
	}
	return feel.Hint(feel.Nearest(id, ids))
}

// nearDerived does the same for derived values.
func (n *names) nearDerived(id string) string {
	ids := make([]string, len(n.derived))
	for i, d := range n.derived {
		ids[i] = d.ID
	}
	return feel.Hint(feel.Nearest(id, ids))
}

// mustParse parses an expression that is written in this package.
func mustParse(src string) feel.Node {
	n, p := feel.Parse(src)
	if p != nil {
		panic("criteria: " + src + ": " + p.Msg)
	}
	return n
}
