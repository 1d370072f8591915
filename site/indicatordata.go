package site

// The page data of indicators; what holds for all page data stands in data.go.

// IndicatorsData is a file of indicators, on all of its pages.
type IndicatorsData struct {
	Words                   *Words
	ID, Edition             Text
	Title, Short, Summary   Text // Short is the menu's name; Summary may be empty
	URL, CheckURL, TrendURL URL
	Population, Frequency   Text // of indicators that do not say otherwise; may be empty
	Direction               Text // in words; empty where the file gives none
	Sources                 []SourceData
	Notes                   []Text
	Open                    []Text
	Surveys                 []SurveyData
	Categories              []CategoryData
	Helpers                 []IndicatorData
	Core, Program           *Asset // what the calculator runs; kinds indicatorcheck, indicator and trend; nil where pages are not written
	Common                  []ItemData
	Computed, Targeted      int // how many indicators have a formula, and of those a target; kind indicatorcheck
}

// A SurveyData is where several indicators get their answers from. All but ID and
// Title may be empty.
type SurveyData struct {
	ID, Title, Note               Text
	Population, Source, Frequency Text
	Period, Answers, ResponseRate Text
	Indicators                    []Link // that come from it
}

// A CategoryData is a heading over indicators.
type CategoryData struct {
	ID, Title, Note Text // Note may be empty
	Targets         []TargetData
	Indicators      []IndicatorData
	Items           []ItemData // inputs that no indicator of the category uses; kind indicatorcheck
}

// A TargetData is the target of an indicator.
type TargetData struct {
	Indicator Link
	Text      Text
}

// An IndicatorData is an indicator or a helper.
type IndicatorData struct {
	Words             *Words
	ID, Title         Text
	Category          Text // title; empty for a helper
	Definition        Text
	URL               URL // of its page
	CheckURL          URL // of its place in the calculator; empty without a formula
	TrendURL          URL // of its series in the trend page; empty without a formula
	Unit              Text
	Decimals          int  // shown; -1: as exact as the value is
	Direction         Text // higher, lower, none
	DirectionText     Text // in words
	DirectionMark     Text // in words where it differs from what holds for the file; otherwise empty
	DirectionNote     Text // may be empty
	Target            Text // conditions for scripts: ">=18.5,<25"; empty: none, or none that a script could judge
	TargetText        Text // in words; empty: none
	TargetNote        Text // may be empty
	Reference         Text // a number to compare with that is no target; may be empty
	ReferenceNote     Text // may be empty
	Population        Text // may be empty, like all that follow
	Source, Frequency Text
	Period            Text
	NullText          Text // what the calculator shows where there is nothing to divide by
	Divides           bool // the formula divides by something that may be 0
	Note              Text
	FormulaNote       Text
	Survey            *Link
	Open              []Text
	Formulas          []FormulaData // alternatives; empty for an entry that is text only
	Inputs            []InputData
	Forms             []FormulaInputs // the inputs of the alternatives; kinds indicator and indicatorcheck
}

// A FormulaData is one way to compute an indicator.
type FormulaData struct {
	Text   Text // a line that can be read aloud
	Set    FormulaPartData
	Single bool // the formula is a single text, so that setting it says nothing more
}

// A FormulaPartData is one of these: a text, a fraction, a power, or a row of parts.
type FormulaPartData struct {
	Text        Text
	Sign        bool // the text is an operator
	Top, Bottom *FormulaPartData
	Base, Power *FormulaPartData
	Row         []FormulaPartData
}

// FormulaInputs are the inputs of one way to compute an indicator, without those
// that stand before them on the page.
type FormulaInputs struct {
	Words     *Words
	Text      Text // the formula; empty for the first alternative
	Items     []ItemData
	Elsewhere []Link // inputs of the formula that stand elsewhere on the page
}

// An InputData is what an indicator is computed from.
type InputData struct {
	ID, Label, Note Text   // Note may be empty
	Unit            Text   // may be empty
	Range           Text   // in words; may be empty
	Shared          []Link // other indicators that it enters
}
