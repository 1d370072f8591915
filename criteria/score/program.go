package score

// A Program is a compiled scheme: everything the core needs to judge a record,
// and nothing else. It is made by package criteria and travels as bytes
// ([Program.Encode], [Load]). A loaded Program is never changed and may be used
// by several goroutines, each with a [Scorer] of its own.
//
// References between parts are indices; -1 is "none".
type Program struct {
	Scheme, Edition string

	Consts []Value
	Nodes  []Node  // expressions; operands come before their operation
	Args   []int32 // operands of nodes with more than three

	Fields      []Field
	Derived     []Derived
	Constraints []Constraint
	Sections    []Section
	Criteria    []Criterion
	Groups      []Group
	Awards      []Award
	Messages    []string    // indexed by Message
	Checks      []Check     // what fields themselves forbid: numChecks for all fields, then as many for every other choice of ids
	Repeats     [][][]int32 // rows of fields, of which those that are not answered are absent once one is given
	Bands       []Bands
	HasPoints   bool // some criterion gives points: there are a total and a maximum
	HasPapers   bool // some criterion follows its papers

	// What Index prepares.
	byID        map[string]int // fields
	order       order
	watch       [][]int32 // per criterion, per derived value, and of the verdicts, see memory.go
	scale, span int64     // see total.go
}

// A NodeID is the index of an expression's last node, or -1.
type NodeID = int32

// A Node is one operation of an expression.
type Node struct {
	Op      Op
	A, B, C int32
}

// An Op is an operation. Operands are nodes unless a comment says otherwise.
type Op uint8

const (
	OpConst        Op = iota // A: index into Consts
	OpField                  // A: field
	OpColumn                 // A: field (a table), B: column
	OpDerived                // A: derived value
	OpVar                    // A: slot of a bound variable
	OpPoints                 // A: criterion
	OpMet                    // A: criterion
	OpApplies                // A: criterion
	OpTotal                  // A: section, or -1 for the scheme
	OpMaximum                // A: section, or -1 for the scheme
	OpNeg                    //
	OpAdd                    // …
	OpSub                    //
	OpMul                    //
	OpDiv                    //
	OpPow                    //
	OpEq                     //
	OpNe                     //
	OpLt                     //
	OpLe                     //
	OpGt                     //
	OpGe                     //
	OpAnd                    //
	OpOr                     //
	OpNot                    //
	OpIf                     // A condition, B then, C else
	OpWithin                 // A value, B and C bounds: see OpWithin+1 … for open bounds
	OpWithinOpenLo           // (B..C]
	OpWithinOpenHi           // [B..C)
	OpWithinOpen             // (B..C)
	OpMember                 // A value, B value: equal to B, or an element of the list B
	OpList                   // Args[A:A+B]
	OpIndex                  // A list, B number
	OpFilter                 // A list, B condition, C slot of "item"
	OpSome                   // A list, B condition, C slot
	OpEvery                  // A list, B condition, C slot
	OpCall                   // A: Func, arguments Args[B:B+C]
	OpGiven                  // A: field; whether it is answered
	OpRows                   // A: field (a table), B condition or -1, C slot of its first column: the rows for which it holds, as their numbers
)

// A Func is a built-in function of FEEL.
type Func int32

const (
	FnCount Func = iota
	FnSum
	FnMin
	FnMax
	FnMean
	FnAll
	FnAny
	FnFloor
	FnCeiling
	FnDecimal
	FnRoundUp
	FnRoundDown
	FnRoundHalfUp
	FnRoundHalfDown
	FnAbs
	FnModulo
	FnListContains
	FnStringLength
	FnContains
	FnStartsWith
	FnEndsWith
	FnUpperCase
	FnLowerCase
	FnDate
	FnDateParts
	FnNot
)

// A Type is the type of a field.
type Type uint8

const (
	TBoolean Type = iota
	TInteger
	TNumber
	TChoice
	TChoices
	TDate
	TText
	TTable
)

// A Limit is an optional bound.
type Limit struct {
	Given bool
	Rat   Rat
}

// A Field is one input.
type Field struct {
	ID, Label, Unit string
	Type            Type
	Min, Max, Step  Limit // Step counts from Min, or from 0
	Decimals        int32 // most decimals of an answer; -1: any
	MaxLength       int32 // characters; 0: any
	Blank           Limit // what an unanswered number, or box (0: false), counts as; else it is open
	Empty           Limit // a number that counts as unanswered
	Optional        bool  // may stay blank for good
	Required        bool  // blank while it is asked is a problem
	Awaited         bool  // a table that is open while it has no rows; any other has none then
	Reference       bool  // for reference only: part of no progress
	Checks          int32 // index of the first of its checks
	Rows            int32 // of a table
	When            NodeID
	Section         int32 // -1: none
	Criterion       int32 // -1: none
	Evidence        bool
	Options         []Option
	Columns         []Field
	Breaks          []Rat // numbers the definition compares the field with, ascending
}

// An Option is one choice.
type Option struct {
	Value     Value // number or string
	Label     string
	Exclusive bool
	Group     int32 // what it excludes: options of the same group; 0: all
}

// A Check is how something that a field itself forbids is reported: not at all
// where ID is empty.
type Check struct {
	ID      string
	Warning bool
}

// The checks of a field, in the order of [Program.Checks].
const (
	checkType = iota
	checkRange
	checkDecimals
	checkExclusive
	checkLength
	checkRequired
	checkHidden
	NumChecks
)

// Bands say in which of several ranges a number of the result lies.
type Bands struct {
	ID    string
	Tiers []Award // conditions, judged as those of awards
}

// A Derived value is computed from answers.
type Derived struct {
	ID, Label, Unit string
	Zero            string // shown of an indicator that is not applicable
	Value           NodeID
	Target          NodeID   // a condition; -1: none
	Direction       int32    // 0: not said, 1: higher is better, 2: lower, 3: neither
	Decimals        int32    // shown; -1: as exact as it is
	Criterion       int32    // -1: none
	Words           []Option // how values that are texts are shown
	Deps            []int32  // fields, directly or through other derived values and conditions
}

// A Constraint is what must hold between answers.
type Constraint struct {
	ID, Message string
	Assert      NodeID
	Warning     bool
	Filled      bool    // judges what is filled in: a blank is null, hidden answers are seen
	Voids       bool    // its fields count as unanswered while it is broken
	Fields      []int32 // beside which the message stands
	Deps        []int32 // that the assertion depends on
	Bounds      []Bound // what the assertion says about single fields
}

// A Bound says that a field is at most, or at least, the value of an expression.
type Bound struct {
	Field int32
	Upper bool
	Value NodeID
}

// A Section groups fields and criteria.
type Section struct {
	ID string
}

// A Criterion is judged: by the rules of its tables, or by one condition.
type Criterion struct {
	ID, Title string
	Section   int32
	Points    bool // otherwise met or not
	Applies   NodeID
	Tables    []Table
	Outcomes  []Rat  // all points it can give, ascending, with 0; {0, 1} for met or not
	NotAsked  string // why it does not apply, as a sentence

	EvidenceField  int32  // -1: papers are not asked for
	EvidenceNeeded NodeID // -1: always
	EvidenceCounts bool   // without needed papers nothing is given

	Needs     []int32 // fields without which nothing is said of it
	NeedsWhen NodeID  // only then; -1: always

	Effort      Rat
	Deps        []int32
	Judged      []int32 // those that its rules look at, see judged
	Constraints []int32
	Award       bool // an award speaks of this criterion by name
	Plain       bool // its blanks are independent of each other: the first look is exact
}

// A Table is a list of rules of which the first that holds decides.
type Table struct {
	When     NodeID
	Count    []int32 // fields to count; then rules are tiers of that number, greatest first
	Rules    []Rule
	Complete bool   // one of the rules always holds, unless By is null
	By       NodeID // the value the rules look at; -1: none
	Breaks   []Rat  // the numbers the rules compare it with, ascending
}

// A Rule gives an outcome.
type Rule struct {
	Cond    NodeID // -1: always
	Least   int32  // of a count
	Outcome int32  // index into Outcomes
	Text    string // the rule as a sentence
	Seen    []int32
}

// A Group is a node of a requirement tree.
type Group struct {
	ID    string
	Need  NodeID  // at least so many; -1: all
	Any   bool    // any one
	Items []int32 // criterion c ≥ 0; group g as -1-g
}

// An Award is granted by a condition or by a requirement.
type Award struct {
	ID, Title string
	Pass      NodeID // -1: Group decides
	Group     int32
	Pivots    []int32 // criteria that Pass speaks of
	Deps      []int32 // fields that Pass speaks of
}
