package site

import (
	"fmt"
	"reflect"

	"kijun/criteria"
)

// Words are the texts of the user interface that layouts print, from
// i18n/<lang>.yaml of the theme. A text that is missing is an error.
type Words struct {
	SkipToContent Text `yaml:"skip_to_content"`
	SiteMenu      Text `yaml:"site_menu"`
	Contents      Text `yaml:"contents"`
	Close         Text `yaml:"close"`
	SectionNav    Text `yaml:"section_nav"`
	FolderPage    Text `yaml:"folder_page"`
	Here          Text `yaml:"here"`
	ChooseScheme  Text `yaml:"choose_scheme"`
	Home          Text `yaml:"home"`
	OnThisPage    Text `yaml:"on_this_page"`
	ThemeToggle   Text `yaml:"theme_toggle"`
	Pager         Text `yaml:"pager"`
	Previous      Text `yaml:"previous"`
	Next          Text `yaml:"next"`

	Schemes       Text `yaml:"schemes"`
	SchemesLead   Text `yaml:"schemes_lead"`
	ReadScheme    Text `yaml:"read_scheme"`
	Overview      Text `yaml:"overview"`
	Authority     Text `yaml:"authority"`
	Edition       Text `yaml:"edition"`
	EditionSuffix Text `yaml:"edition_suffix"`
	OtherEditions Text `yaml:"other_editions"`
	OldEdition    Text `yaml:"old_edition"`
	CriteriaWord  Text `yaml:"criteria"`
	CriteriaCount Text `yaml:"criteria_count"`
	Sources       Text `yaml:"sources"`
	Notes         Text `yaml:"notes"`
	AwardRule     Text `yaml:"award_rule"`
	Required      Text `yaml:"required"`
	Role          Text `yaml:"role"`
	Steps         Text `yaml:"steps"`
	TotalRow      Text `yaml:"total_row"`
	CriteriaTable Text `yaml:"criteria_table"`
	Points        Text `yaml:"points"`
	PointsUnit    Text `yaml:"points_unit"`
	FullMarks     Text `yaml:"full_marks"`
	NoExplanation Text `yaml:"no_explanation"`

	News              Text `yaml:"news"`
	NewsLead          Text `yaml:"news_lead"`
	NewsOf            Text `yaml:"news_of"`
	NewsCategoryOpen  Text `yaml:"news_category_open"`
	NewsCategoryClose Text `yaml:"news_category_close"`
	NewsNewest        Text `yaml:"news_newest"`
	NewsByCategory    Text `yaml:"news_by_category"`
	NewsByYear        Text `yaml:"news_by_year"`
	NoNews            Text `yaml:"no_news"`
	NewMark           Text `yaml:"new_mark"`
	PinnedMark        Text `yaml:"pinned_mark"`
	Feed              Text `yaml:"feed"`
	FeedJSON          Text `yaml:"feed_json"`
	EventDate         Text `yaml:"event_date"`
	Place             Text `yaml:"place"`
	Parties           Text `yaml:"parties"`
	FromLeft          Text `yaml:"from_left"`
	Credit            Text `yaml:"credit"`
	ConcludedOn       Text `yaml:"concluded_on"`
	Party             Text `yaml:"party"`
	PartyKind         Text `yaml:"party_kind"`
	Representative    Text `yaml:"representative"`
	Aims              Text `yaml:"aims"`
	AgreedContents    Text `yaml:"agreed_contents"`
	Term              Text `yaml:"term"`
	AskHere           Text `yaml:"ask_here"`
	TermSources       Text `yaml:"term_sources"`
	Evidence          Text `yaml:"evidence"`
	Operator          Text `yaml:"operator"`
	Division          Text `yaml:"division"`
	WhoBelongs        Text `yaml:"who_belongs"`
	Tiers             Text `yaml:"tiers"`
	TiersLead         Text `yaml:"tiers_lead"`
	Cycle             Text `yaml:"cycle"`
	OfficialPage      Text `yaml:"official_page"`
	Duration          Text `yaml:"duration"`
	Deadline          Text `yaml:"deadline"`
	Documents         Text `yaml:"documents"`
	Declarer          Text `yaml:"declarer"`
	Declares          Text `yaml:"declares"`
	HowToJoin         Text `yaml:"how_to_join"`
	Participants      Text `yaml:"participants"`
	GrantedOn         Text `yaml:"granted_on"`
	Issuer            Text `yaml:"issuer"`
	ValidUntil        Text `yaml:"valid_until"`
	Conditions        Text `yaml:"conditions"`
	EffortsMade       Text `yaml:"efforts_made"`
	Scheme            Text `yaml:"scheme"`
	ReadHandbook      Text `yaml:"read_handbook"`
	ContactBody       Text `yaml:"contact_body"`
	Tel               Text `yaml:"tel"`
	Fax               Text `yaml:"fax"`
	Mail              Text `yaml:"mail"`
	ContactForm       Text `yaml:"contact_form"`
	Hours             Text `yaml:"hours"`
	Closed            Text `yaml:"closed"`
	Address           Text `yaml:"address"`
	Map               Text `yaml:"map"`
	External          Text `yaml:"external"`
	CheckedOpen       Text `yaml:"checked_open"`
	CheckedClose      Text `yaml:"checked_close"`
	Published         Text `yaml:"published"`
	Updated           Text `yaml:"updated"`
	Checked           Text `yaml:"checked"`
	Tags              Text `yaml:"tags"`
	Related           Text `yaml:"related"`
	Draft             Text `yaml:"draft"`

	HowJudged Text `yaml:"how_judged"`
	MetWhen   Text `yaml:"met_when"`
	AllOf     Text `yaml:"all_of"`
	AnyOf     Text `yaml:"any_of"`
	ByCase    Text `yaml:"by_case"`
	Otherwise Text `yaml:"otherwise"`
	Measured  Text `yaml:"measured"`
	Condition Text `yaml:"condition"`
	Papers    Text `yaml:"papers"`
	WhenOpen  Text `yaml:"when_open"`
	WhenClose Text `yaml:"when_close"`

	Compare          Text `yaml:"compare"`
	CompareTitle     Text `yaml:"compare_title"`
	CompareLead      Text `yaml:"compare_lead"`
	CompareSchemes   Text `yaml:"compare_schemes"`
	Standing         Text `yaml:"standing"`
	StandingEmpty    Text `yaml:"standing_empty"`
	StandingNoAnswer Text `yaml:"standing_no_answer"`
	StandingNoScript Text `yaml:"standing_no_script"`
	Efforts          Text `yaml:"efforts"`
	EffortsLead      Text `yaml:"efforts_lead"`
	Joint            Text `yaml:"joint"`
	JointLead        Text `yaml:"joint_lead"`
	JointSchemes     Text `yaml:"joint_schemes"`
	JointNever       Text `yaml:"joint_never"`
	ThemeTable       Text `yaml:"theme_table"`
	ThemeTableLead   Text `yaml:"theme_table_lead"`
	ThemeWord        Text `yaml:"theme_word"`
	ThemesCommon     Text `yaml:"themes_common"`
	ThemesSingle     Text `yaml:"themes_single"`
	NotInScheme      Text `yaml:"not_in_scheme"`
	SharedTitle      Text `yaml:"shared_title"`
	SharedLead       Text `yaml:"shared_lead"`
	NotSharedTitle   Text `yaml:"not_shared_title"`
	NotSharedLead    Text `yaml:"not_shared_lead"`

	Check          Text `yaml:"check"`
	CheckTitle     Text `yaml:"check_title"`
	CheckLead      Text `yaml:"check_lead"`
	StartCheck     Text `yaml:"start_check"`
	CheckThis      Text `yaml:"check_this"`
	NoScript       Text `yaml:"no_script"`
	Failed         Text `yaml:"failed"`
	ResultTitle    Text `yaml:"result_title"`
	ProblemsTitle  Text `yaml:"problems_title"`
	NextTitle      Text `yaml:"next_title"`
	Total          Text `yaml:"total"`
	Progress       Text `yaml:"progress"`
	NoneAnswered   Text `yaml:"none_answered"`
	More           Text `yaml:"more"`
	Actions        Text `yaml:"actions"`
	Export         Text `yaml:"export"`
	Import         Text `yaml:"import"`
	Print          Text `yaml:"print"`
	Share          Text `yaml:"share"`
	Clear          Text `yaml:"clear"`
	History        Text `yaml:"history"`
	Undo           Text `yaml:"undo"`
	Redo           Text `yaml:"redo"`
	ReadMore       Text `yaml:"read_more"`
	Explanations   Text `yaml:"explanations"`
	SingleNote     Text `yaml:"single_note"`
	PrintAbouts    Text `yaml:"print_abouts"`
	OpenAbouts     Text `yaml:"open_abouts"`
	Yes            Text `yaml:"yes"`
	No             Text `yaml:"no"`
	NotYet         Text `yaml:"not_yet"`
	NotYetSelect   Text `yaml:"not_yet_select"`
	Example        Text `yaml:"example"`
	VerdictPass    Text `yaml:"verdict_pass"`
	VerdictFail    Text `yaml:"verdict_fail"`
	VerdictOpen    Text `yaml:"verdict_open"`
	StatusMet      Text `yaml:"status_met"`
	StatusPartial  Text `yaml:"status_partial"`
	StatusUnmet    Text `yaml:"status_unmet"`
	StatusOpen     Text `yaml:"status_open"`
	StatusNA       Text `yaml:"status_na"`
	General        Text `yaml:"general"`
	RowSuffix      Text `yaml:"row_suffix"`
	NothingToShow  Text `yaml:"nothing_to_show"`
	Form           Text `yaml:"form"`
	FormTitle      Text `yaml:"form_title"`
	FormLead       Text `yaml:"form_lead"`
	Company        Text `yaml:"company"`
	Person         Text `yaml:"person"`
	DateFilled     Text `yaml:"date_filled"`
	NotFoundTitle  Text `yaml:"not_found_title"`
	NotFoundText   Text `yaml:"not_found_text"`
	EmbedLink      Text `yaml:"embed_link"`
	EmbedScript    Text `yaml:"embed_script"`
	EmbedFrame     Text `yaml:"embed_frame"`
	EmbedElement   Text `yaml:"embed_element"`
	EmbedAddress   Text `yaml:"embed_address"`
	EmbedUnknown   Text `yaml:"embed_unknown"`
	EmbedNothing   Text `yaml:"embed_nothing"`
	PrivacyPromise Text `yaml:"privacy_promise"`
	OfflineTitle   Text `yaml:"offline_title"`
	OfflineText    Text `yaml:"offline_text"`

	Beyond            Text `yaml:"beyond"`
	ChaptersTable     Text `yaml:"chapters_table"`
	Chapter           Text `yaml:"chapter"`
	QuestionCount     Text `yaml:"question_count"`
	InputCount        Text `yaml:"input_count"`
	MarkedCount       Text `yaml:"marked_count"`
	RulesTable        Text `yaml:"rules_table"`
	RulesNote         Text `yaml:"rules_note"`
	RuleID            Text `yaml:"rule_id"`
	RuleText          Text `yaml:"rule_text"`
	Severity          Text `yaml:"severity"`
	SeverityError     Text `yaml:"severity_error"`
	SeverityWarning   Text `yaml:"severity_warning"`
	SeverityReminder  Text `yaml:"severity_reminder"`
	CheckType         Text `yaml:"check_type"`
	CheckRange        Text `yaml:"check_range"`
	CheckDecimals     Text `yaml:"check_decimals"`
	CheckExclusive    Text `yaml:"check_exclusive"`
	CheckLength       Text `yaml:"check_length"`
	CheckRequired     Text `yaml:"check_required"`
	CheckHidden       Text `yaml:"check_hidden"`
	StepList          Text `yaml:"steps_list"`
	StepPrevious      Text `yaml:"step_previous"`
	StepNext          Text `yaml:"step_next"`
	JumpOpen          Text `yaml:"jump_open"`
	JumpProblem       Text `yaml:"jump_problem"`
	Jumps             Text `yaml:"jumps"`
	PrintStep         Text `yaml:"print_step"`
	Legend            Text `yaml:"legend"`
	Feeds             Text `yaml:"feeds"`
	Reminder          Text `yaml:"reminder"`
	AskedWhen         Text `yaml:"asked_when"`
	NotAsked          Text `yaml:"not_asked"`
	AddRow            Text `yaml:"add_row"`
	AddOne            Text `yaml:"add_one"`
	CharactersAtMost  Text `yaml:"characters_at_most"`
	ImportLastYear    Text `yaml:"import_last_year"`
	CoverKept         Text `yaml:"cover_kept"`
	CoverExport       Text `yaml:"cover_export"`
	Views             Text `yaml:"views"`
	ViewForm          Text `yaml:"view_form"`
	ViewResult        Text `yaml:"view_result"`
	ViewPapers        Text `yaml:"view_papers"`
	ViewRecords       Text `yaml:"view_records"`
	ViewReport        Text `yaml:"view_report"`
	MakeReport        Text `yaml:"make_report"`
	SumUp             Text `yaml:"sum_up"`
	PapersRule        Text `yaml:"papers_rule"`
	OtherFormats      Text `yaml:"other_formats"`
	ExportAnswersCSV  Text `yaml:"export_answers_csv"`
	ExportCriteriaCSV Text `yaml:"export_criteria_csv"`
	ExportYAML        Text `yaml:"export_yaml"`
	Requirements      Text `yaml:"requirements"`
	RequirementsNote  Text `yaml:"requirements_note"`
	DecidedBy         Text `yaml:"decided_by"`
	StatusWord        Text `yaml:"status"`
	SeeRequirements   Text `yaml:"see_requirements"`
	Subtotals         Text `yaml:"subtotals"`
	PossibleBands     Text `yaml:"possible_bands"`

	Indicators         Text `yaml:"indicators"`
	Dictionary         Text `yaml:"dictionary"`
	Calculator         Text `yaml:"calculator"`
	CalculatorTitle    Text `yaml:"calculator_title"`
	CalculatorLead     Text `yaml:"calculator_lead"`
	CalculatorNoScript Text `yaml:"calculator_no_script"`
	CalculateThis      Text `yaml:"calculate_this"`
	CalculateAll       Text `yaml:"calculate_all"`
	CalculatorResult   Text `yaml:"calculator_result"`
	CalculatorKept     Text `yaml:"calculator_kept"`
	CommonInputs       Text `yaml:"common_inputs"`
	OtherInputs        Text `yaml:"other_inputs"`
	OtherForm          Text `yaml:"other_form"`
	EnteredElsewhere   Text `yaml:"entered_elsewhere"`
	NullValue          Text `yaml:"null_value"`
	NotApplicable      Text `yaml:"not_applicable"`
	MissingInput       Text `yaml:"missing_input"`
	InvalidInput       Text `yaml:"invalid_input"`
	Trend              Text `yaml:"trend"`
	TrendTitle         Text `yaml:"trend_title"`
	TrendLead          Text `yaml:"trend_lead"`
	TrendNoScript      Text `yaml:"trend_no_script"`
	TrendEmpty         Text `yaml:"trend_empty"`
	TrendPrivacy       Text `yaml:"trend_privacy"`
	TrendThis          Text `yaml:"trend_this"`
	ChooseIndicator    Text `yaml:"choose_indicator"`
	ChooseFirst        Text `yaml:"choose_first"`
	AddIndicator       Text `yaml:"add_indicator"`
	YearsShown         Text `yaml:"years_shown"`
	YearFrom           Text `yaml:"year_from"`
	YearTo             Text `yaml:"year_to"`
	PasteTitle         Text `yaml:"paste_title"`
	PasteLead          Text `yaml:"paste_lead"`
	PasteShapeLong     Text `yaml:"paste_shape_long"`
	PasteShapeYears    Text `yaml:"paste_shape_years"`
	PasteShapeNames    Text `yaml:"paste_shape_names"`
	PasteBox           Text `yaml:"paste_box"`
	PasteTake          Text `yaml:"paste_take"`
	TakeOver           Text `yaml:"take_over"`
	TakeOverYear       Text `yaml:"take_over_year"`
	TakeOverDo         Text `yaml:"take_over_do"`
	ExportCSV          Text `yaml:"export_csv"`
	ImportCSV          Text `yaml:"import_csv"`
	ClearAll           Text `yaml:"clear_all"`
	SeriesActions      Text `yaml:"series_actions"`
	NotTaken           Text `yaml:"not_taken"`
	Series             Text `yaml:"series"`
	HigherIsBetter     Text `yaml:"higher_is_better"`
	LowerIsBetter      Text `yaml:"lower_is_better"`
	NoDirection        Text `yaml:"no_direction"`
	UnlessSaid         Text `yaml:"unless_said"`
	Direction          Text `yaml:"direction"`
	Target             Text `yaml:"target"`
	Targets            Text `yaml:"targets"`
	Reference          Text `yaml:"reference"`
	Population         Text `yaml:"population"`
	Unit               Text `yaml:"unit"`
	DecimalsShown      Text `yaml:"decimals_shown"`
	DecimalsPrefix     Text `yaml:"decimals_prefix"`
	DecimalsSuffix     Text `yaml:"decimals_suffix"`
	WholeShown         Text `yaml:"whole_shown"`
	Source             Text `yaml:"source"`
	Frequency          Text `yaml:"frequency"`
	Period             Text `yaml:"period"`
	WhenNull           Text `yaml:"when_null"`
	Survey             Text `yaml:"survey"`
	Surveys            Text `yaml:"surveys"`
	Answers            Text `yaml:"answers"`
	AnswersUnit        Text `yaml:"answers_unit"`
	ResponseRate       Text `yaml:"response_rate"`
	SurveyIndicators   Text `yaml:"survey_indicators"`
	Definition         Text `yaml:"definition"`
	Formula            Text `yaml:"formula"`
	FormulaRead        Text `yaml:"formula_read"`
	FormulaOr          Text `yaml:"formula_or"`
	NoFormula          Text `yaml:"no_formula"`
	Inputs             Text `yaml:"inputs"`
	InputName          Text `yaml:"input_name"`
	InputRange         Text `yaml:"input_range"`
	InputShared        Text `yaml:"input_shared"`
	AtLeast            Text `yaml:"at_least"`
	AtMost             Text `yaml:"at_most"`
	OfWhole            Text `yaml:"of_whole"`
	Whole              Text `yaml:"whole"`
	PerRow             Text `yaml:"per_row"`
	OpenPoints         Text `yaml:"open_points"`
	OpenLead           Text `yaml:"open_lead"`
	Helpers            Text `yaml:"helpers"`
	HelpersLead        Text `yaml:"helpers_lead"`
	ReadIndicator      Text `yaml:"read_indicator"`
	IndicatorCount     Text `yaml:"indicator_count"`
	PasteRows          Text `yaml:"paste_rows"`
}

// readWords reads the texts of one language: those of the standard theme, over
// which a theme may lay its own.
func readWords(files ...themeFile) (*Words, criteria.Diagnostics) {
	var problems criteria.Diagnostics
	w := &Words{}
	v := reflect.ValueOf(w).Elem()
	var last string
	for _, f := range files {
		last = f.name
		m := readMapping(f.name, f.data, 0, &problems)
		for i := range v.NumField() {
			if s := m.text(v.Type().Field(i).Tag.Get("yaml")); s != "" {
				v.Field(i).SetString(s)
			}
		}
		m.done()
	}
	for i := range v.NumField() {
		if v.Field(i).String() == "" {
			problems = append(problems, criteria.Diagnostic{Pos: criteria.Pos{File: last}, Code: "words",
				Msg: fmt.Sprintf("画面の文 %q がありません", v.Type().Field(i).Tag.Get("yaml"))})
		}
	}
	return w, problems
}
