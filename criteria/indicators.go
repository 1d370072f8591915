package criteria

// Indicators is a file of indicators (*.indicators.yaml): measured figures, each
// with a formula, a unit, a direction and, perhaps, a target.
type Indicators struct {
	Pos         Pos
	ID, Edition string

	Title, Short, Summary Text

	Sources []Source
	Notes   []Text
	Open    []OpenPoint // what the source leaves open, with the ids that indicators name

	Traits      Traits // of indicators that do not say otherwise
	Surveys     []*Survey
	Inputs      []*Field // of several categories, and of helpers
	Constraints []*Constraint
	Categories  []*Category
	Helpers     []*Indicator // figures that indicators or readers need, which are no indicators themselves

	// Scheme is the file as the scoring core judges it: inputs are fields,
	// indicators with a formula and helpers are derived values, categories are
	// sections. It has no criteria and no awards.
	Scheme *Scheme
}

// All lists the indicators in the order of the file, without helpers.
func (d *Indicators) All() []*Indicator {
	var is []*Indicator
	for _, c := range d.Categories {
		is = append(is, c.Indicators...)
	}
	return is
}

// Indicator finds an indicator or helper by its id, or nil.
func (d *Indicators) Indicator(id string) *Indicator {
	for _, i := range append(d.All(), d.Helpers...) {
		if i.ID == id {
			return i
		}
	}
	return nil
}

// A Survey is where several indicators get their answers from: written once,
// named by "survey: id". It gives the indicators that name it its population,
// source, frequency and period.
type Survey struct {
	Pos          Pos
	ID           string
	Title, Note  Text
	Population   Text
	Source       Text
	Frequency    Text
	Period       Text
	Answers      *Number // how many answered; nil: not known
	ResponseRate *Number // in percent; nil: not known
}

// A Category is a heading over indicators.
type Category struct {
	Pos         Pos
	ID          string
	Title, Note Text
	Traits      Traits // of indicators that do not say otherwise, before the file's
	Inputs      []*Field
	Constraints []*Constraint
	Indicators  []*Indicator
}

// Traits are what an indicator says for itself or takes over from its survey,
// its category or its file, in this order.
type Traits struct {
	Survey     *Survey
	Direction  Direction
	Population Text // whom the figure is about: the denominator, and who is left out
	Unit       Text // an index has none, which is written as ""
	Decimals   int  // shown, rounded half up; -1: not given
	Source     Text
	Frequency  Text
	Period     Text // of the latest figures
	Zero       Text // what it means that there is nothing to divide by: "該当者なし"
}

// or is the traits with those of another level where they are not given.
func (t Traits) or(u Traits) Traits {
	if t.Survey == nil {
		t.Survey = u.Survey
	}
	if t.Direction == NoDirection {
		t.Direction = u.Direction
	}
	if t.Decimals < 0 {
		t.Decimals = u.Decimals
	}
	for _, x := range []struct{ own, other *Text }{
		{&t.Population, &u.Population}, {&t.Unit, &u.Unit}, {&t.Source, &u.Source}, {&t.Frequency, &u.Frequency}, {&t.Period, &u.Period}, {&t.Zero, &u.Zero},
	} {
		if x.own.Empty() {
			*x.own = *x.other
		}
	}
	return t
}

// surveyed is the traits with what their survey says where they say nothing.
func (t Traits) surveyed() Traits {
	if s := t.Survey; s != nil {
		return t.or(Traits{Decimals: -1, Population: s.Population, Source: s.Source, Frequency: s.Frequency, Period: s.Period})
	}
	return t
}

// An Indicator is a measured figure. Its traits are resolved; Own are those that
// it gives itself, as a page shows that it differs from its neighbours.
type Indicator struct {
	Pos        Pos
	ID         string
	Title      Text
	Definition Text

	Traits
	Own Traits

	// Formula lists alternatives: the first whose inputs are all answered counts.
	// It is empty for an entry that is text only.
	Formula       []Expr
	FormulaNote   Text
	DirectionNote Text
	Target        Expr // unary tests of the unrounded value; may be left out
	TargetNote    Text
	Reference     *Number // a line to compare with that is no target: 100 = average
	ReferenceNote Text
	Note          Text
	Open          []OpenPoint
}

// An OpenPoint is something that the source does not settle.
type OpenPoint struct {
	ID   string // "O1"; empty where it is the indicator's alone
	Text Text
}

// derived is the indicator as the core computes it; nil if it is text only.
func (i *Indicator) derived() *Derived {
	if len(i.Formula) == 0 {
		return nil
	}
	last := len(i.Formula) - 1
	return &Derived{Pos: i.Pos, ID: i.ID, Label: i.Title, Unit: i.Unit, Value: i.Formula[last], Or: i.Formula[:last], Decimals: i.Decimals,
		Direction: i.Direction, Target: i.Target, Zero: i.Zero}
}

func derivedOf(is []*Indicator) []*Derived {
	var ds []*Derived
	for _, i := range is {
		if d := i.derived(); d != nil {
			ds = append(ds, d)
		}
	}
	return ds
}

// asScheme makes the scheme that the core judges.
func (d *Indicators) asScheme() *Scheme {
	s := &Scheme{Indicators: d, Pos: d.Pos, ID: d.ID, Edition: d.Edition, Title: d.Title, Short: d.Short, Summary: d.Summary, Sources: d.Sources, Notes: d.Notes,
		Fields: d.Inputs, Derived: derivedOf(d.Helpers), Constraints: d.Constraints}
	for _, c := range d.Categories {
		s.Sections = append(s.Sections, &Section{Pos: c.Pos, ID: c.ID, Title: c.Title, Note: c.Note,
			Fields: c.Inputs, Derived: derivedOf(c.Indicators), Constraints: c.Constraints})
	}
	s.index()
	return s
}
