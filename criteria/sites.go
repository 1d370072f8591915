package criteria

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"kijun/criteria/score"
)

// Sites says how the answers that several sites of a company gave to a field become
// the answer of the company. The words are those of FEEL's functions.
type Sites int

const (
	NoSites   Sites = iota // not at all: the company answers for itself
	SitesSum               // numbers: all together
	SitesMax               // numbers and dates: the greatest, the latest
	SitesMin               // numbers and dates: the least, the earliest
	SitesAny               // yes if one site says yes; of several choices those that one site ticked
	SitesAll               // yes if all sites say yes; of several choices those that all sites ticked
	SitesSame              // what all sites answered alike
)

var siteWords = []string{"", "sum", "max", "min", "any", "all", "same"}

func (s Sites) String() string { return siteWords[s] }

// sitesOf are the types of fields that a way of adding up is for.
var sitesOf = [...][]FieldType{
	SitesSum:  {Integer, Decimal},
	SitesMax:  {Integer, Decimal, Date},
	SitesMin:  {Integer, Decimal, Date},
	SitesAny:  {Boolean, Choices},
	SitesAll:  {Boolean, Choices},
	SitesSame: {Boolean, Integer, Decimal, Choice, Choices, Date, TextType, Table},
}

// sitesShape reports a way of adding up that is not for the field's type.
func (r *schemeReader) sitesShape(at *yaml.Node, f *Field) {
	var words []string
	for s, types := range sitesOf {
		if slices.Contains(types, f.Type) {
			words = append(words, siteWords[s])
		}
	}
	r.report(at, "sites", "入力欄「"+f.ID+"」（"+f.Type.String()+"）の回答は、sites: "+f.Sites.String()+" では合わせられません",
		"書けるのは "+strings.Join(words, "、")+" です。合わせられない欄なら sites を消してください")
}

// checkSites warns of blanks that would count as a number where sites are added up,
// though sites gave numbers of their own.
func (c *nameChecker) checkSites() {
	if !c.scheme.AddsUp() {
		return
	}
	for _, f := range c.fields {
		if f.Blank != nil && f.Sites == NoSites {
			c.faults = append(c.faults, Diagnostic{f.Blank.Pos, Warning, "sites", "入力欄「" + f.ID + "」は、事業所の回答を合わせると空欄になり、空欄は blank の値とみなされます",
				"合わせ方を「sites: " + sitesFor(f).String() + "」のように書いてください"})
		}
	}
}

// sitesFor is what a field with a value for blanks is most likely added up by.
func sitesFor(f *Field) Sites {
	if f.Type == Boolean {
		return SitesAny
	}
	return SitesSum
}

// AddsUp reports whether the scheme says of any field how the answers of several
// sites add up. If not, records of sites can only be laid side by side.
func (s *Scheme) AddsUp() bool {
	return slices.ContainsFunc(s.AllFields(), func(f *Field) bool { return f.Sites != NoSites })
}

// AddSites is the answers of a company with several sites: those of its fields that
// say how they add up. It is exact, and the order of the sites does not matter. What
// one site has not answered stays unanswered, unless a blank counts as a number
// ("blank: 0") and another site answered. A field that says nothing stays unanswered;
// the company answers it for itself. Differing are the fields, in the order of the
// scheme, that are unanswered because the sites do not agree, the sum has no exact
// number, or what they ticked together excludes itself.
//
// One site is the company: its answers are returned as they are. Answers to what is
// not asked at a site ("when") count like others, so leave them out beforehand.
func AddSites(s *Scheme, sites []Answers) (company Answers, differing []string) {
	company = Answers{}
	if len(sites) == 1 {
		return company.with(sites[0]), nil
	}
	for _, f := range s.AllFields() {
		given := make([]Answer, 0, len(sites))
		for _, site := range sites {
			if a := site[f.ID]; f.answered(a) {
				given = append(given, a)
			}
		}
		if f.Sites == NoSites || len(given) == 0 {
			continue
		}
		for missing := len(sites) - len(given); missing > 0 && f.Blank != nil; missing-- {
			given = append(given, Answer{Value: f.blankValue()})
		}
		if len(given) < len(sites) {
			if f.Sites == SitesSame {
				differing = append(differing, f.ID)
			}
			continue
		}
		if a, ok := f.together(given); !ok {
			differing = append(differing, f.ID)
		} else if a.Value.Kind != score.KNull || a.Rows != nil {
			company[f.ID] = a
		}
	}
	return company, differing
}

// answered reports whether an answer is one that the field takes.
func (f *Field) answered(a Answer) bool {
	v := a.Value
	switch f.Type {
	case Boolean:
		return v.Kind == score.KBool
	case Integer, Decimal:
		return v.Kind == score.KNum && (f.Empty == nil || v.Num.Cmp(f.Empty.Rat) != 0)
	case Choice:
		return v.Kind != score.KNull && f.Option(optionID(v)) != nil
	case Choices:
		return len(ticked(v)) > 0 && !slices.ContainsFunc(ticked(v), func(id string) bool { return f.Option(id) == nil })
	case Date:
		_, ok := score.ParseDate(v.Str)
		return v.Kind == score.KStr && ok
	case Table:
		return a.Rows != nil || v.Kind == score.KList
	}
	return v.Kind == score.KStr && strings.TrimSpace(v.Str) != ""
}

func (f *Field) blankValue() score.Value {
	if f.Type == Boolean {
		return score.False
	}
	return score.Number(f.Blank.Rat)
}

// together adds up answers of which all are given.
func (f *Field) together(given []Answer) (Answer, bool) {
	first := given[0]
	switch {
	case f.Sites == SitesSame:
		return first, !slices.ContainsFunc(given, func(a Answer) bool { return !f.sameAnswer(a, first) })
	case f.Sites == SitesSum:
		sum, ok := score.Int(0), true
		for _, a := range given {
			if sum, ok = sum.Add(a.Value.Num); !ok {
				return Answer{}, false
			}
		}
		return Answer{Value: score.Number(sum)}, true
	case f.Sites == SitesMax:
		return slices.MaxFunc(given, f.compare), true
	case f.Sites == SitesMin:
		return slices.MinFunc(given, f.compare), true
	case f.Type == Boolean:
		yes := func(a Answer) bool { return a.Value.IsTrue() }
		no := func(a Answer) bool { return !yes(a) }
		return Answer{Value: score.Bool(f.Sites == SitesAny && slices.ContainsFunc(given, yes) || !slices.ContainsFunc(given, no))}, true
	}
	return f.tickedTogether(given)
}

func (f *Field) compare(a, b Answer) int {
	if f.Type == Date {
		x, _ := score.ParseDate(a.Value.Str)
		y, _ := score.ParseDate(b.Value.Str)
		return int(x - y)
	}
	return a.Value.Num.Cmp(b.Value.Num)
}

// tickedTogether is the options that any or all sites ticked. It is no answer if an
// option among them excludes the others.
func (f *Field) tickedTogether(given []Answer) (Answer, bool) {
	var both []score.Value
	exclusive := map[string]bool{} // groups in which an option stands alone
	groups := map[string]int{}
	for _, o := range f.Options {
		has := func(a Answer) bool { return slices.Contains(ticked(a.Value), o.ID) }
		hasNot := func(a Answer) bool { return !has(a) }
		if f.Sites == SitesAny && slices.ContainsFunc(given, has) || !slices.ContainsFunc(given, hasNot) {
			both = append(both, optionValue(o.ID))
			groups[o.Group]++
			exclusive[o.Group] = exclusive[o.Group] || o.Exclusive
		}
	}
	for group := range exclusive {
		if exclusive[group] && (group == "" && len(both) > 1 || groups[group] > 1) {
			return Answer{}, false
		}
	}
	return Answer{Value: score.ListOf(both...)}, len(both) > 0
}

// sameAnswer reports whether two answers say the same; the order in which options
// were ticked says nothing.
func (f *Field) sameAnswer(a, b Answer) bool {
	switch f.Type {
	case Choice:
		return optionID(a.Value) == optionID(b.Value)
	case Choices:
		x, y := ticked(a.Value), ticked(b.Value)
		slices.Sort(x)
		slices.Sort(y)
		return slices.Equal(slices.Compact(x), slices.Compact(y))
	case Date:
		return f.compare(a, b) == 0
	case Table:
		return a.sameRows(b)
	}
	return a.Value.Equal(b.Value).IsTrue()
}

// ticked are the ids of the options that an answer to several choices names.
func ticked(v score.Value) []string {
	if v.Kind == score.KNull {
		return nil
	}
	if v.Kind != score.KList {
		return []string{optionID(v)}
	}
	ids := make([]string, len(v.List))
	for i, e := range v.List {
		ids[i] = optionID(e)
	}
	return ids
}

// optionID is the id of the option that a value names: a file may write one that is
// a number as a number or as a text.
func optionID(v score.Value) string {
	if v.Kind == score.KStr {
		return v.Str
	}
	return v.String()
}
