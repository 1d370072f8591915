package criteria

import (
	"maps"
	"slices"
	"strings"
)

// A Diff is what changed from one edition of a scheme to another, in words. It is made
// of what the handbook says, so that a change nobody can read is none: an id, the order
// of a file, a condition that is written otherwise and says the same. Nor is the title of
// the scheme, which names the edition.
type Diff struct {
	Old, New *Scheme
	Changes  []Change // the scheme itself, awards, sections, questions, criteria; each in the order of the new edition
	Same     int      // criteria that stayed as they were
}

// ChangeKind says what became of something.
type ChangeKind int

const (
	Changed ChangeKind = iota
	Added
	Removed
)

var changeKinds = [...]string{"changed", "added", "removed"}

func (k ChangeKind) String() string { return changeKinds[k] }

// A Subject is what a change is about.
type Subject int

const (
	OfScheme Subject = iota
	OfAward
	OfSection
	OfQuestion
	OfCriterion
)

var subjects = [...]string{"scheme", "award", "section", "question", "criterion"}

func (s Subject) String() string { return subjects[s] }

// An Aspect is a part of what is said about a subject.
type Aspect string

// The aspects, in the order in which a change lists them.
const (
	AspectTitle       Aspect = "title" // with its number
	AspectSection     Aspect = "section"
	AspectAuthority   Aspect = "authority"
	AspectSummary     Aspect = "summary"
	AspectNote        Aspect = "note"
	AspectApplies     Aspect = "applies" // when it is judged at all
	AspectMet         Aspect = "met"
	AspectMaximum     Aspect = "maximum"
	AspectPoints      Aspect = "points"
	AspectPass        Aspect = "pass"   // what an award asks for
	AspectBeyond      Aspect = "beyond" // what the form cannot decide
	AspectPapers      Aspect = "papers"
	AspectFields      Aspect = "fields"
	AspectDerived     Aspect = "derived"
	AspectConstraints Aspect = "constraints"
	AspectAgain       Aspect = "asked_again" // answers that do not go over, and why; New only
	AspectBands       Aspect = "bands"
	AspectSources     Aspect = "sources"
)

// A Change is one criterion, question, section or award that changed, or the scheme.
type Change struct {
	Kind          ChangeKind
	Of            Subject
	ID, OldID     string // empty where there is none; of a scheme always
	Title, Before string // with its number; of the new and of the old edition
	Parts         []Part // what differs; of what was added or removed all that is said about it
}

// Anchor is the id of the change among those of its diff.
func (c *Change) Anchor() string {
	id := c.ID
	if id == "" {
		id = c.OldID
	}
	switch c.Of {
	case OfScheme:
		return "scheme"
	case OfCriterion:
		return id
	}
	return c.Of.String() + "-" + id
}

// A Part is an aspect in which the editions differ.
type Part struct {
	Aspect   Aspect
	Old, New []string  // all lines
	Rows     []DiffRow // side by side; of lists of which each line stands for itself only what differs
}

// List reports whether the lines of the aspect stand each for itself: those that stay as
// they are say nothing about the others.
func (a Aspect) List() bool { return slices.Contains(listed, a) }

var listed = []Aspect{AspectFields, AspectDerived, AspectConstraints, AspectAgain, AspectSources, AspectNote, AspectBands}

// NewDiff compares two editions of a scheme, in a language. Editions are all of the
// scheme, oldest first, as [Library.Editions] gives them: what was renamed on the way
// is one thing.
func NewDiff(editions []*Scheme, old, now *Scheme, lang string) *Diff {
	d := &differ{Diff: &Diff{Old: old, New: now}, old: speaker{old.names, lang}, now: speaker{now.names, lang}, again: map[string][]string{}}
	if slices.Index(editions, old) < slices.Index(editions, now) {
		d.asked(CarryOver(editions, old, now), lang)
	}
	d.scheme()
	pair(d, OfAward, old.Awards, now.Awards, func(a *Award) string { return a.ID }, same, d.award)
	pair(d, OfSection, old.Sections, now.Sections, func(s *Section) string { return s.ID }, same, d.section)
	pair(d, OfQuestion, old.questions(), now.questions(), func(q *Question) string { return q.ID }, same, d.question)
	names := CriteriaNames(editions, old, now)
	pair(d, OfCriterion, old.AllCriteria(), now.AllCriteria(), func(c *Criterion) string { return c.ID },
		func(id string) string { return names[id] }, d.criterion)
	return d.Diff
}

func same(id string) string { return id }

// CriteriaNames says what the criteria of one edition are called in another, by their
// old ids; one that has no successor is not there. Editions are as in [NewDiff]; to an
// older edition it follows the same way back.
func CriteriaNames(editions []*Scheme, from, to *Scheme) map[string]string {
	i, j := slices.Index(editions, from), slices.Index(editions, to)
	if i > j {
		back := map[string]string{}
		for id, is := range CriteriaNames(editions, to, from) {
			back[is] = id
		}
		return back
	}
	names := map[string]string{}
	for _, c := range from.AllCriteria() {
		names[c.ID] = c.ID
	}
	for k := i + 1; k <= j; k++ {
		before, next := editions[k-1], editions[k]
		taken := map[string]bool{}
		for old, id := range next.Renamed {
			if before.Criterion(old) != nil {
				taken[id] = true
			}
		}
		for id, was := range names {
			is, said := next.Renamed[was]
			switch {
			case said:
				names[id] = is
			case taken[was] || next.Criterion(was) == nil:
				delete(names, id)
			}
		}
	}
	return names
}

// questions lists all questions, sub-questions behind theirs.
func (s *Scheme) questions() []*Question {
	var qs []*Question
	for _, sec := range s.Sections {
		sec.eachQuestion(func(q *Question) { qs = append(qs, q) })
	}
	return qs
}

// A differ compares two editions.
type differ struct {
	*Diff
	old, now speaker
	again    map[string][]string // field of the old edition to what becomes of answers to it
}

// asked collects the answers that do not go over, and why.
func (d *differ) asked(c *Carry, lang string) {
	for _, name := range slices.Sorted(maps.Keys(c.Again)) {
		field, _, _ := strings.Cut(name, ".")
		d.again[field] = append(d.again[field], d.now.brackets(c.Labels[name].In(lang), []string{c.Again[name].In(lang)}))
	}
}

// pair compares what two editions have of a kind. What is gone stands behind what stood
// before it. Compare is given nil for what an edition does not have.
func pair[T any](d *differ, of Subject, old, now []*T, id func(*T) string, successor func(string) string, compare func(*Change, *T, *T)) {
	byOld := map[string]*T{} // by new id
	gone := map[string][]*T{}
	last := ""
	for _, x := range old {
		is := successor(id(x))
		if is == "" || !slices.ContainsFunc(now, func(y *T) bool { return id(y) == is }) {
			gone[last] = append(gone[last], x)
			continue
		}
		byOld[is], last = x, is
	}
	removed := func(after string) {
		for _, x := range gone[after] {
			c := Change{Kind: Removed, Of: of, OldID: id(x)}
			compare(&c, x, nil)
			d.Changes = append(d.Changes, c)
		}
	}
	removed("")
	for _, y := range now {
		x := byOld[id(y)]
		c := Change{Of: of, ID: id(y)}
		if x == nil {
			c.Kind = Added
		} else {
			c.OldID = id(x)
		}
		compare(&c, x, y)
		switch {
		case c.Kind == Added || len(c.Parts) > 0:
			d.Changes = append(d.Changes, c)
		case of == OfCriterion:
			d.Same++
		}
		removed(id(y))
	}
}

// part adds an aspect in which the editions differ.
func (c *Change) part(a Aspect, old, now []string) {
	if slices.Equal(old, now) {
		return
	}
	p := Part{Aspect: a, Old: old, New: now, Rows: diffRows(old, now)}
	if a.List() {
		p.Rows = slices.DeleteFunc(p.Rows, DiffRow.Same)
	}
	c.Parts = append(c.Parts, p)
}

func (d *differ) scheme() {
	c := Change{Of: OfScheme, Title: d.New.Title.In(d.now.lang), Before: d.Old.Title.In(d.old.lang)}
	say := func(a Aspect, lines func(speaker) []string) { c.part(a, lines(d.old), lines(d.now)) }
	say(AspectAuthority, func(sp speaker) []string { return nonEmpty(sp.scheme.Authority.In(sp.lang)) })
	say(AspectSummary, func(sp speaker) []string { return nonEmpty(sp.scheme.Summary.In(sp.lang)) })
	say(AspectNote, func(sp speaker) []string { return sp.texts(sp.scheme.Notes) })
	say(AspectMaximum, func(sp speaker) []string {
		if sp.scheme.Maximum == nil {
			return nil
		}
		return []string{sp.points(sp.scheme.Maximum.Rat.String())}
	})
	say(AspectFields, func(sp speaker) []string {
		fs := slices.Clone(sp.scheme.Fields)
		if sp.scheme.Cover != nil {
			fs = append(fs, sp.scheme.Cover.Fields...)
		}
		return sp.inputs(fs)
	})
	say(AspectDerived, func(sp speaker) []string { return sp.computed(sp.scheme.Derived) })
	say(AspectConstraints, func(sp speaker) []string { return sp.rulesBetween(sp.scheme.Constraints) })
	c.part(AspectAgain, nil, d.askedAgain(d.Old.Fields))
	say(AspectBands, func(sp speaker) []string { return sp.bandLines(sp.scheme.Bands) })
	say(AspectSources, func(sp speaker) []string {
		var lines []string
		for _, s := range sp.scheme.Sources {
			lines = append(lines, s.Title.In(sp.lang))
		}
		return lines
	})
	if len(c.Parts) > 0 {
		d.Changes = append(d.Changes, c)
	}
}

// askedAgain are answers to old fields that do not go over.
func (d *differ) askedAgain(fs []*Field) []string {
	var lines []string
	for _, f := range fs {
		lines = append(lines, d.again[f.ID]...)
	}
	return lines
}

// both gives the lines that each edition has of something that it may not have.
func both[T any](d *differ, c *Change, a Aspect, x, y *T, lines func(speaker, *T) []string) {
	var old, now []string
	if x != nil {
		old = lines(d.old, x)
	}
	if y != nil {
		now = lines(d.now, y)
	}
	c.part(a, old, now)
}

// called gives a change its titles. That of something in both editions is an aspect.
func called[T any](d *differ, c *Change, x, y *T, title func(speaker, *T) string) {
	if x != nil {
		c.Before = title(d.old, x)
	}
	if y != nil {
		c.Title = title(d.now, y)
	}
	if x != nil && y != nil {
		c.part(AspectTitle, []string{c.Before}, []string{c.Title})
	}
}

func (d *differ) award(c *Change, x, y *Award) {
	called(d, c, x, y, func(sp speaker, a *Award) string { return a.Title.In(sp.lang) })
	both(d, c, AspectNote, x, y, func(sp speaker, a *Award) []string { return nonEmpty(a.Note.In(sp.lang)) })
	both(d, c, AspectPass, x, y, speaker.awardLines)
	both(d, c, AspectBeyond, x, y, func(sp speaker, a *Award) []string { return sp.texts(a.Beyond) })
}

func (d *differ) section(c *Change, x, y *Section) {
	called(d, c, x, y, func(sp speaker, s *Section) string { return sp.titled(s.Number, s.Title) })
	both(d, c, AspectNote, x, y, func(sp speaker, s *Section) []string { return nonEmpty(s.Note.In(sp.lang)) })
	both(d, c, AspectFields, x, y, func(sp speaker, s *Section) []string { return sp.inputs(s.Fields) })
	both(d, c, AspectDerived, x, y, func(sp speaker, s *Section) []string { return sp.computed(s.Derived) })
	both(d, c, AspectConstraints, x, y, func(sp speaker, s *Section) []string { return sp.rulesBetween(s.Constraints) })
	if x != nil && y != nil {
		c.part(AspectAgain, nil, d.askedAgain(x.Fields))
	}
}

func (d *differ) question(c *Change, x, y *Question) {
	called(d, c, x, y, func(sp speaker, q *Question) string { return sp.titled(q.Number, q.Title) })
	both(d, c, AspectNote, x, y, func(sp speaker, q *Question) []string { return nonEmpty(q.Note.In(sp.lang)) })
	both(d, c, AspectFields, x, y, func(sp speaker, q *Question) []string { return sp.inputs(q.Fields) })
	both(d, c, AspectDerived, x, y, func(sp speaker, q *Question) []string { return sp.computed(q.Derived) })
	both(d, c, AspectConstraints, x, y, func(sp speaker, q *Question) []string { return sp.rulesBetween(q.Constraints) })
	if x != nil && y != nil {
		c.part(AspectAgain, nil, d.askedAgain(x.Fields))
	}
}

func (d *differ) criterion(c *Change, x, y *Criterion) {
	called(d, c, x, y, func(sp speaker, c *Criterion) string { return sp.titled(c.Number, c.Title) })
	rules := map[*Criterion]Rule{}
	if x != nil {
		rules[x] = d.Old.Rule(x, d.old.lang)
	}
	if y != nil {
		rules[y] = d.New.Rule(y, d.now.lang)
	}
	both(d, c, AspectSection, x, y, func(sp speaker, c *Criterion) []string {
		s := sp.scheme.Sections[sp.criterionSection[sp.criterion[c.ID]]]
		return []string{sp.titled(s.Number, s.Title)}
	})
	both(d, c, AspectNote, x, y, func(sp speaker, c *Criterion) []string { return nonEmpty(c.Note.In(sp.lang)) })
	both(d, c, AspectApplies, x, y, func(_ speaker, c *Criterion) []string { return nonEmpty(rules[c].Applies) })
	both(d, c, AspectMet, x, y, func(_ speaker, c *Criterion) []string { return nonEmpty(rules[c].Met) })
	both(d, c, AspectMaximum, x, y, func(sp speaker, c *Criterion) []string {
		if rules[c].Max == "" {
			return nil
		}
		return []string{sp.points(rules[c].Max)}
	})
	both(d, c, AspectPoints, x, y, func(sp speaker, c *Criterion) []string { return sp.pointLines(rules[c]) })
	both(d, c, AspectPapers, x, y, func(sp speaker, c *Criterion) []string { return sp.paperLines(rules[c]) })
	both(d, c, AspectFields, x, y, func(sp speaker, c *Criterion) []string {
		return sp.inputs(slices.DeleteFunc(slices.Clone(c.Fields), func(f *Field) bool { return f.Evidence }))
	})
	both(d, c, AspectDerived, x, y, func(sp speaker, c *Criterion) []string { return sp.computed(c.Derived) })
	both(d, c, AspectConstraints, x, y, func(sp speaker, c *Criterion) []string { return sp.rulesBetween(c.Constraints) })
	if x != nil && y != nil {
		c.part(AspectAgain, nil, d.askedAgain(x.Fields))
	}
}
