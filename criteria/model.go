package criteria

import (
	"slices"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// A Text is a text of a definition in one or more languages. A definition that
// gives plain text gives Japanese.
type Text struct {
	Pos Pos
	By  map[string]string // language tag to text; "ja" is there unless the text is empty
}

// In is the text in a language, in Japanese where that language is missing.
func (t Text) In(lang string) string {
	if s, ok := t.By[lang]; ok {
		return s
	}
	return t.By["ja"]
}

// Empty reports whether the author gave no text.
func (t Text) Empty() bool { return len(t.By) == 0 }

// An Expr is a FEEL expression as the author wrote it. Node is nil when the
// expression was left out or could not be read.
type Expr struct {
	Pos  Pos
	Src  string
	Node feel.Node

	parts []exprPart
}

// An exprPart is a stretch of an expression's text that stands together in its
// file: a line of a block, what lies between two escapes.
type exprPart struct {
	off int // in Src
	pos Pos
}

// Given reports whether the author wrote the expression.
func (e Expr) Given() bool { return e.Src != "" }

// A Scheme is one edition of a scheme: everything a definition file says.
type Scheme struct {
	Pos     Pos
	ID      string
	Edition string

	Title, Short, Summary, Authority Text

	Sources []Source
	Notes   []Text
	Maximum *Number // the maximum that the scheme publishes; checked against the sum

	Sections []*Section
	Awards   []*Award
	Bands    []*Bands

	Blanks   bool      // every field may stay blank for good; a field may say otherwise
	Marks    []Mark    // signs that questions and fields carry
	LastYear *LastYear // the column of last year's answers; nil: none
	Cover    *Cover    // nil: none
	Scales   []*Scale
	Checks   []*Check // how what fields themselves forbid is reported

	// Fields, Derived and Constraints that stand above all sections.
	Fields      []*Field
	Derived     []*Derived
	Constraints []*Constraint

	// Against the edition before: what became of its fields; see [CarryOver]. An option or
	// a column of a table is named with its field: "q1.yes".
	Renamed     map[string]string // old name to new id; of criteria as well
	Dropped     []string          // old names that have no successor
	AskedAgain  map[string]Text   // new names whose old answers no longer do, and why
	SameMeaning []string          // new names of what is only put in other words

	carryPos map[carryNote]Pos

	Indicators *Indicators // the file that this was made of; nil of a scheme

	names *names // see index
}

// Key is the scheme and its edition, as the command line names them.
func (s *Scheme) Key() string { return s.ID + "@" + s.Edition }

// A Number is an exact number that the author wrote.
type Number struct {
	Pos Pos
	Rat score.Rat
}

// A Source is a document a definition was taken from.
type Source struct {
	Title Text
	URL   string
	Note  Text
}

// A Section is a heading that groups questions or criteria.
type Section struct {
	Pos         Pos
	ID          string
	Number      string // the official number, as printed: "1", "Ⅱ"; may be empty
	Title, Note Text
	Theme       Mark // what /compare/ groups by; may be empty
	Step        bool // a step of its own in a long form

	Fields      []*Field // asked, and part of no criterion
	Derived     []*Derived
	Constraints []*Constraint
	Tables      []*Layout
	Questions   []*Question
	Criteria    []*Criterion
}

// A Question is asked and not itself judged: a heading over fields, as on a
// survey. Its id is an anchor; it has a space of names of its own.
type Question struct {
	Pos         Pos
	ID          string
	Number      string // as printed: "Q12", "SQ1"; may be empty
	Heading     Text   // of the part of the section that begins here; may be empty
	Title, Note Text
	Source      Text // small print: where it stood last year, say
	Mark        Mark

	Fields      []*Field
	Derived     []*Derived
	Constraints []*Constraint
	Tables      []*Layout
	Repeat      *Repeat
	Questions   []*Question // sub-questions, one level
}

// A Mark is a sign beside a question, or a word that groups criteria, and what it means.
type Mark struct {
	Pos  Pos
	Sign string
	Text Text // of a legend
}

// A Layout shows fields as the cells of a table.
type Layout struct {
	Title   Text
	Columns []Text
	Rows    []LayoutRow
}

// A LayoutRow is a line of a layout. A cell is the id of a field or a derived
// value; an empty one stays empty.
type LayoutRow struct {
	Pos   Pos
	Label Text
	Cells []string
	cells []Pos
}

// A Repeat is rows of the same questions with fields of their own. A row none of
// whose fields is answered is absent as soon as another one is given; while none
// is given all are open.
type Repeat struct {
	Pos   Pos
	Title Text
	Rows  [][]string // ids of fields
	rows  [][]Pos
}

// A LastYear describes the column of last year's answers: fields for reference
// only, which nobody types in.
type LastYear struct {
	Title, Note Text
	Prefix      string // before the id of the field or derived value it stands beside
}

// A Cover is who answers: kept apart from the answers, never judged.
type Cover struct {
	Title, Note Text
	Fields      []*Field
}

// A Scale is an answer scale that several fields or criteria share.
type Scale struct {
	Pos     Pos
	ID      string
	Options []*Option

	pointless *Option // the first that does not say what it is worth, until that is reported
	used      bool
}

// A CheckKind is something a field itself forbids.
type CheckKind int

const (
	CheckType CheckKind = iota
	CheckRange
	CheckDecimals
	CheckExclusive
	CheckLength
	CheckRequired
	CheckHidden // an answer to a field that is not asked; reported only where a definition says so
)

var checkKinds = [...]string{"type", "range", "decimals", "exclusive", "length", "required", "hidden"}

func (k CheckKind) String() string { return checkKinds[k] }

// A Check gives what a field forbids an id of the scheme's own.
type Check struct {
	Kind     CheckKind
	ID       string
	Message  Text // for the list of rules; may be empty
	Severity Severity
}

// Bands say in which of several ranges a number of the result lies.
type Bands struct {
	Pos   Pos
	ID    string
	Title Text
	By    Expr // as in an award
	Tiers []*Band
}

// A Band is one of these ranges.
type Band struct {
	Pos         Pos
	ID          string
	Is          Expr // unary tests
	Title, Text Text
}

// A FieldType is the type of a field's answer.
type FieldType int

const (
	Boolean FieldType = iota
	Integer
	Decimal // "number" in a definition
	Choice
	Choices
	Date
	TextType // "text" in a definition
	Table
)

var fieldTypeNames = [...]string{"boolean", "integer", "number", "choice", "choices", "date", "text", "table"}

func (t FieldType) String() string { return fieldTypeNames[t] }

// A Field is one input.
type Field struct {
	Pos         Pos
	ID          string
	Label, Note Text
	Type        FieldType
	Unit        Text
	Example     Text

	Min, Max, Step *Number // bounds, both inclusive; Step counts from Min or 0
	Decimals       int     // most decimals of an answer; -1: not limited
	MaxLength      int     // characters; 0: not limited

	When    Expr // the field is asked only if this is true
	Options []*Option
	Columns []*Field // of a table
	Rows    int      // most rows of a table

	Blank    *Number // what an unanswered number, or box (0: false), counts as; nil: it is open
	Empty    *Number // a number that counts as unanswered
	Optional bool    // may stay blank for good: a completion may leave it null
	Required bool    // blank while it is asked is a problem, though nothing more
	Checkbox bool    // of a boolean: a box to tick instead of yes and no
	Line     bool    // of a text: an input of one line, as for a name
	Mark     Mark
	Shared   Mark     // the shared field (*.fields.yaml) whose answer this is
	Sites    Sites    // how the answers of several sites add up
	Checks   []*Check // instead of the scheme's

	Evidence  bool   // the field says whether papers are there; set by the reader
	Reference bool   // last year's value, for reference; set by the reader
	Beside    string // of a reference: the field or derived value it stands beside
}

// List reports whether the field is a list: a table of one column with the id "value".
func (f *Field) List() bool {
	return f.Type == Table && len(f.Columns) == 1 && f.Columns[0].ID == "value"
}

// Option finds an option by its id.
func (f *Field) Option(id string) *Option {
	for _, o := range f.Options {
		if o.ID == id {
			return o
		}
	}
	return nil
}

// An Option is one choice of a choice field.
type Option struct {
	Pos         Pos
	ID          string
	Label, Note Text
	Exclusive   bool    // no other option of its group goes with it
	Group       string  // of exclusive options; may be empty
	Text        bool    // asks for a text of its own, in the field <field>_<option>_text
	Required    bool    // a text that must be there when the option is ticked
	Points      *Number // of a scale; may be nil
}

// A Derived value is computed from answers.
type Derived struct {
	Pos      Pos
	ID       string
	Label    Text
	Unit     Text
	Value    Expr
	Or       []Expr    // alternatives before Value: the first whose fields are all answered counts
	Decimals int       // shown, rounded half up; -1: as exact as it is
	Words    []*Option // how values that are texts are shown

	Direction Direction
	Target    Expr // unary tests of the unrounded value; may be left out
	Zero      Text // why an indicator has no value where there is nothing to divide by; may be empty
}

// values are the expressions that can give the value, in their order.
func (d *Derived) values() []Expr { return append(slices.Clone(d.Or), d.Value) }

// A Direction says which way a value is better.
type Direction int

const (
	NoDirection Direction = iota
	Higher
	Lower
	Neither // an indicator whose value is neither good nor bad
)

// A Constraint is a rule between answers. Assert is what must hold; an assertion
// that is null is not broken.
type Constraint struct {
	Pos      Pos
	ID       string
	Assert   Expr
	Message  Text
	Severity Severity
	Reminder bool     // cannot be checked by machine: a note beside the fields, without Assert
	Filled   bool     // judges the sheet as it is filled in: a blank is null, hidden answers are seen
	Voids    bool     // the fields of a broken one count as unanswered
	Fields   []string // the fields the message stands beside; those of Assert where not given
	beside   []Pos    // where they are named
}

// A Criterion is what is judged: met or not, or so many points.
type Criterion struct {
	Pos         Pos
	ID          string
	Number      string // the official number, as printed: "④"; may be empty
	Title, Note Text
	Theme       Mark

	Fields      []*Field
	Derived     []*Derived
	Constraints []*Constraint
	Tables      []*Layout

	Applies   Expr     // not applicable when false
	Needs     []string // fields without which nothing is said of it
	NeedsWhen Expr     // only then; left out: always
	needs     []Pos
	Met       Expr // either Met
	Points    *Points
	Evidence  *Evidence
	Effort    *Number // 1 where not given
}

// PointsForm is how points are written down.
type PointsForm int

const (
	ByTiers PointsForm = iota // tiers of one value
	ByRules                   // the first rule whose condition holds
	ByCount                   // tiers of the number of true fields
)

// Points is the rule that gives a criterion its points.
type Points struct {
	Pos    Pos
	Form   PointsForm
	By     Expr     // ByTiers: the value
	Count  []string // ByCount: ids of boolean fields
	counts []Pos    // where they stand
	Max    *Number  // the published maximum; checked
	Scale  *Scale   // ByRules: of a question on a scale, a tier for each of its options; behind them one for a blank, if that may stay
	Tables []*PointsTable
}

// A PointsTable is a list of tiers that holds under a condition. ByTiers and ByRules
// have one; ByCount may have several, of which the first whose condition holds decides.
type PointsTable struct {
	Pos   Pos
	When  Expr
	Tiers []*Tier
}

// A Tier is one line of a table of points.
type Tier struct {
	Pos    Pos
	Is     Expr // ByTiers: unary tests over the value
	When   Expr // ByTiers, ByRules: a further condition; may be left out
	Least  int  // ByCount: at least so many
	Points Number
}

// Evidence is the papers that show a criterion.
type Evidence struct {
	Field   string // id of the field that says whether the papers are there; empty: not asked
	Needed  Expr   // left out: always
	Without Without
	Papers  []Paper
}

// Without is what a criterion is worth whose papers are needed and missing.
type Without int

const (
	NoPoints Without = iota // zero points, or not met
	NoEffect                // papers do not enter the verdict
)

// A Paper is one paper that shows a criterion.
type Paper struct {
	Text Text
	When Expr // asked for only then; may be left out
}

// An Award is what a scheme grants: a condition in FEEL, or a requirement.
type Award struct {
	Pos         Pos
	ID          string
	Title, Note Text
	Pass        Expr
	Requirement *Requirement
	Beyond      []Text // what the form cannot decide
}

// Quantifier is how many items of a requirement must be met.
type Quantifier int

const (
	All Quantifier = iota
	Any
	AtLeast
)

// A Requirement is a criterion that must be met, or a group of requirements of
// which all, any or at least so many must be.
type Requirement struct {
	Pos       Pos
	Criterion string // a leaf: the criterion's id

	ID         string // of a group; may be empty
	Title      Text
	Quantifier Quantifier
	AtLeast    Expr
	Items      []*Requirement
}
