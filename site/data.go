package site

// The page data: what layouts get. It is the whole contract between the generator
// and a theme; a theme knows nothing else. Fields are [Text], [HTML] or [URL],
// never plain strings, so that a layout cannot print anything unsafe. An address is
// relative to the page, so that the site works under any path of any host.
// Lists may be empty, pointers nil where the comment says so.

// A Page is the data of one page.
type Page struct {
	Kind      Text // home, page, news-list, tags, tag, schemes, scheme, criterion, changes, check, form, compare, glossary, indicators, indicator, indicatorcheck, trend, review, notfound, offline, print, search: the name of its layout
	Lang      Text // language tag: "ja"
	Title     Text // the heading
	Number    Text // before the heading: official number of a criterion; may be empty
	HeadTitle Text // for the browser's tab: title and site
	Summary   Text // one sentence; may be empty
	Canonical URL  // full address; empty where the site's place is not known
	Policy    HTML // content security policy, for an attribute in double quotes
	Root      URL  // of the site's home page; the prefix of all addresses: "../../", "./"
	SiteRoot  URL  // of what all languages share, such as files that are no pages; Root in the first language
	NoIndex   bool // search engines are to leave the page out

	Alternates []Alternate // the page in all languages, with this one; empty where it is in one only
	SelfCheck  bool        // a form that is judged as it is filled in
	Wide       bool        // the main part needs the width of the window

	Social *SocialData // what is shown where somebody shares the page; nil where search engines leave the page out, or the site's place is not known
	Icons  *IconData   // signs of the site; nil while it is edited
	Data   JSON        // what search engines are told, in the words of schema.org; may be empty

	Site   *Site
	Words  *Words
	Assets Assets

	Header   HTML       // from layouts/header.html, with the menu
	Footer   HTML       // from layouts/footer.html
	Nav      HTML       // navigation of the section, rendered from layouts/nav.html; may be empty
	Crumbs   []Link     // from the home page to this page; empty on the home page
	Toc      []TocEntry // headings of level 2 with those of level 3 below; empty where there are fewer than three of both
	Body     HTML       // the text of the author, with its blocks; may be empty
	Prev     *Link      // the page before in reading order; nil at the beginning
	Next     *Link      // nil at the end
	LiveLoad URL        // script of `kijun serve`; empty in a build
	Worker   URL        // the service worker, sw.js; empty where browsers are not to keep the site
	NoWorker URL        // the same file where browsers are not to keep the site any more; empty where they keep it, and in files of a disk

	Published *DateData // these three may be nil
	Updated   *DateData
	Checked   *DateData   // when somebody last compared the page with its sources
	ReviewDue *DateData   // until when Checked held; nil where it still does, the day is not known, or the site does not say so
	Tags      []Link      // with the pages that list what has them
	Image     *FigureData // at the head of the page; may be nil
	Related   []LinkData  // named by the author, else found; five at most then
	Draft     bool        // shown only while the site is edited
	Feed      URL         // of the site's news, Atom; empty where there is none
	FeedJSON  URL         // the same as a JSON feed

	TagList   []TagData      // kind tags: all tags, those first that most pages have
	PageList  *PageListData  // kind tag: the pages that have it
	NewsList  *NewsListData  // kind news-list
	Review    *ReviewData    // kind review
	Home      *HomeData      // kind home
	Schemes   []SchemeCard   // kinds home and schemes
	Book      *BookData      // kind print
	Compare   *CompareData   // kind compare
	CompareAt URL            // kind schemes: of the page of kind compare; empty where there is none
	Glossary  *GlossaryData  // kind glossary
	Scheme    *SchemeData    // kinds scheme, criterion, check, form
	Criterion *CriterionData // kind criterion
	Check     *CheckData     // kinds check and form

	Moved   []MovedData      // places that are no more on the page
	Older   *OlderData       // of a page of an old edition; nil elsewhere
	Since   *SinceData       // kind criterion: since the edition before; nil in the oldest
	Changes []EditionChanges // kind changes: the newest first

	Indicators *IndicatorsData // kinds indicators, indicator, indicatorcheck, trend, and pages beside them
	Indicator  *IndicatorData  // kind indicator
	Contents   []ContentsEntry // kind search

	Main HTML // the page's own layout, rendered; for frame.html

	Anchor Text        // layout about: the id of the text's place in a single file. Its headings are those of a page, h1 first; they go down there
	InForm bool        // layout about: the text stands at its question
	Single *SingleData // layouts single and check of a single file; otherwise nil
}

// ReviewData is the texts by when somebody should look at them again, for
// layouts/review.html. Each list may be empty.
type ReviewData struct {
	Words     *Words
	Today     *DateData     // nil where the day is not known; then no table is of what is overdue
	Data      URL           // of the same as JSON
	Tables    []ReviewTable // overdue, and later; without empty ones
	Unchecked []ReviewRow   // nobody has said that the text was checked
}

// A ReviewTable is texts, the one due first at the head.
type ReviewTable struct {
	Words   *Words
	Title   Text
	Overdue bool
	Rows    []ReviewRow
}

// A ReviewRow is one text.
type ReviewRow struct {
	Words        *Words
	File, Title  Text
	URL          URL       // empty for a block, which is no page
	Checked, Due *DateData // nil where nobody has checked the text
}

// IconData is the signs of the site, for browsers and telephones.
type IconData struct {
	Small    URL // PNG of 32 px
	SVG      URL // empty where the site has none
	Touch    URL // PNG of 180 px on a ground
	Manifest URL // of the web app; may be empty
}

// SocialData is what is shown where somebody shares the page (Open Graph).
type SocialData struct {
	Type          Text // website or article
	Title         Text // without the site's
	Image         URL  // full address; empty where there is none
	ImageAlt      Text // may be empty
	Width, Height int  // of the image, px; 0 where they are not known
}

// SingleData is what a self-check that is one file carries in itself, for
// layouts/single.html. Its Root is no address but the name under which the browser
// keeps the answers, wherever the file lies.
type SingleData struct {
	Policy       Text       // content security policy: nothing is asked for, not even from where the file lies
	Logo         *LogoData  // its Src holds the image; nil: none
	Home         URL        // full address of the handbook; empty where it is not known
	Style, Early HTML       // texts of a style and of scripts; Early may be empty
	Script       HTML       // a module
	Held         []HeldData // the core and the definitions, which the form names by their ids
	Abouts       []HTML     // explanations that stand at no criterion of the form, from layouts/about.html
}

// BookData is other pages that stand together to be printed, chapter by chapter.
type BookData struct {
	Preview  bool // the texts are left out, because the site is being edited
	Chapters []BookChapter
}

// A BookChapter is the pages of a section.
type BookChapter struct {
	Title Text
	Parts []BookPart
}

// A BookPart is the main part of a page, with headings one level deeper. Links lead to
// places in the book where they can, and ids are unlike those of the other parts.
type BookPart struct {
	Anchor        Text // the id of its place
	Number, Title Text // Number may be empty
	HTML          HTML // empty in a preview
}

// A HeldData is a file of the site inside a single file: compressed, in base64.
type HeldData struct{ ID, Data Text }

// A Site is what is the same on all pages.
type Site struct {
	Title     Text
	Publisher Text // may be empty
	Footer    Text // may be empty
}

// PageListData is a list of pages, for layouts/page-list.html.
type PageListData struct {
	Words   *Words
	Heading bool // the author's text has no heading for it
	Home    bool // it is that of the home page
	Pages   []PageCard
}

// A PageCard is a page in a list.
type PageCard struct {
	Link
	Summary Text      // may be empty
	Place   Text      // the part of the site that it is in; empty where all are in one
	Date    *DateData // of news; otherwise nil
	Pages   []Link    // what is inside, where it is the page of a folder
}

// A TocEntry is a heading in the table of contents of a page.
type TocEntry struct {
	Link
	Items []Link // the headings one level below
}

// A TagData is a tag and how many pages have it.
type TagData struct {
	Link
	Count int
}

// An Alternate is a page in a language. Addresses are full ones, as search engines want
// them.
type Alternate struct {
	Lang Text // language tag, or "x-default" for readers of none of them
	URL  URL
}

// A Link is a link with its text.
type Link struct {
	Title   Text
	Number  Text // official number, as printed; may be empty
	URL     URL  // empty for the page itself
	Current bool // the page, or a page inside it
	Lang    Text // language tag of a page in another language; empty otherwise
}

// An Asset is a style or a script with the hash that browsers check.
type Asset struct {
	URL       URL
	Integrity Text // "sha384-…"
}

// Assets are the bundles of the theme. A bundle that the theme does not have is nil.
type Assets struct {
	Styles []*Asset // site.css, and the style sheets that pages of this kind need besides
	Early  *Asset   // early.ts: a classic script that runs before the first paint
	Script *Asset   // site.ts: a module
	Read   *Asset   // read.ts: a module, for pages with a table of contents
	Check  *Asset   // check.ts: a module, for pages of kind check
	More   *Asset   // more.ts: a module that check.ts loads when it is needed first

	MoreStyle *Asset // more.css: loaded with more.ts

	Embedded *Asset // embedded.ts: a module that early.ts loads where a form stands in a frame of another site

	Compare *Asset // compare.ts: a module, for the page of kind compare

	Moved *Asset // moved.ts: a module, for pages of which places went elsewhere, and for layouts/redirect.html

	Terms *Asset // terms.ts: a module, for pages with words of the glossary

	Indicators *Asset // indicators.ts: a module, for pages with a calculator of indicators or their trend

	Search      *Asset // search.ts: a module, for the page of kind search, and for every page that shows its search
	SearchStyle *Asset // search.css

	Extra *Asset // extra.ts: a module of a site's own theme
}

// A ContentsEntry is a page right below the home page, with the pages right below it.
type ContentsEntry struct {
	Link
	Pages []Link
}

// A Header is the data of layouts/header.html and layouts/footer.html, which are
// rendered once for all pages that need the same.
type Header struct {
	Site   *Site
	Words  *Words
	Root   URL
	Logo   *LogoData // nil: none
	Menu   HTML      // from layouts/menu.html
	Print  URL       // of the page with the whole handbook; may be empty
	HasNav bool      // the page has a navigation of its section

	Languages []Link // the site in its other languages; on a page they lead to what shows the same, so layouts must write href and hreflang side by side; empty in a site of one language
}

// A LogoData is the publisher's logo.
type LogoData struct {
	Src           URL
	Alt           Text // empty: decoration beside the title
	Width, Height int  // px, as it is shown; Width is 0 where the file does not say
}

// A Menu is the data of layouts/menu.html.
type Menu struct {
	Words *Words
	Items []Link
}

// A Nav is the data of layouts/nav.html: the navigation of a section of the site.
type Nav struct {
	Words  *Words
	Title  Link // its URL is empty where a group has the page
	Groups []NavGroup
	Own    *OwnData // nil where no record can be of it
}

// OwnData is what a script needs to show where the company stands, by the record
// that its browser has.
type OwnData struct {
	Record  Text // the scheme and its edition, as records are kept: "step2-gold@2019-04"
	Program Text // name of the compiled definition, which changes with it
}

// A NavGroup is a part of a navigation.
type NavGroup struct {
	Title  Text // may be empty
	Number Text // may be empty
	Folded bool // in a <details> without attributes; the generator opens that of the open page
	Items  []NavItem
}

// A NavItem is a page in a navigation, or a folder with the pages in it.
type NavItem struct {
	Link             // of a folder without URL: its own page is the first of its items
	Folded bool      // as in NavGroup
	Items  []NavItem // empty: a page
}

// HomeData is what the home page shows beside the schemes and its text.
type HomeData struct {
	Ways    []WayData      // into the handbook; may be empty
	News    []NewsItemData // the newest, those first that are pinned; empty where there is none, or the text lists news itself
	NewsURL URL            // of all news; empty without News
}

// A WayData is a page to begin with.
type WayData struct {
	LinkData
	Summary Text // may be empty
}

// A SchemeCard is a scheme in a list of schemes.
type SchemeCard struct {
	Title, Short       Text // Short is Title where the author gave none
	Summary, Authority Text // may be empty
	Edition            Text
	Criteria           int  // how many
	Maximum            Text // points; empty for a scheme without points
	URL, CheckURL      URL
}

// SchemeData is one edition of a scheme.
type SchemeData struct {
	ID, Edition                      Text
	Title, Short, Summary, Authority Text // Short is Title where the author gave none; Summary, Authority may be empty
	Points                           bool // criteria have points
	Maximum                          Text // empty without points
	CriteriaCount                    int
	Newest                           bool // the newest edition
	URL, CheckURL, FormURL           URL
	EmbedURL                         URL // of the page that tells other sites how to show the self-check; may be empty
	Data                             []DataLink
	PrintURL                         URL    // of the page that has all about the edition; empty for older ones
	ChangesURL                       URL    // of the page of changes; empty where there is one edition
	Editions                         []Link // all editions, newest first; one or more
	Sources                          []SourceData
	Notes                            []Text
	Awards                           []AwardData
	Sections                         []SectionData
	Chapters                         []ChapterData // what is asked, by section; empty for a scheme without questions
	Asked                            ChapterData   // the sum of the chapters
	Rules                            []CheckRule   // what the answers are checked for; empty where there are few
	Marks                            []MarkData    // signs beside questions and fields
}

// A DataLink is a file with the criteria of an edition as data.
type DataLink struct {
	Title Text
	URL   URL
	Note  Text // what sort of file it is, and how large: "CSV 12 KB"
}

// A MovedData is a place of a page (#id) that went elsewhere.
type MovedData struct {
	ID    Text
	Title Text // of where it went
	URL   URL
}

// RedirectData is the data of layouts/redirect.html: a page that leads on.
type RedirectData struct {
	Lang, Policy Text
	Site         *Site
	Words        *Words
	Root         URL
	Assets       Assets // Styles and Moved
	Title        Text   // of where it leads; empty where URL is
	URL          URL    // empty: only places in it lead elsewhere
	Canonical    URL    // full address; may be empty
	Parts        []MovedData
}

// An OlderData says that a page is one of an old edition.
type OlderData struct {
	Edition, Newest Text
	Newer           *Link // the page that took this one's place in the newest edition; the scheme's where Gone
	Gone            bool  // the newest edition has no such page
	Carry           bool  // a self-check, whose answers the newest edition takes over
	Changes         URL   // of the page of changes
}

// A SinceData says what became of a criterion since the edition before.
type SinceData struct {
	Before  Text   // the edition
	Kind    Text   // same, changed or added
	Aspects []Text // what changed, or all that was added
	URL     URL    // of its place on the page of changes; empty for same
}

// An EditionChanges is what changed from one edition to the next.
type EditionChanges struct {
	Words                         *Words
	ID                            Text // of its place in the page
	Old, New                      Text // editions
	OldURL, NewURL                URL
	Changed, Added, Removed, Same int // how many criteria
	Changes                       []ChangeData
}

// A ChangeData is what changed of one criterion, question, section or award, or of the
// scheme itself.
type ChangeData struct {
	Words          *Words
	ID             Text // of its place in the page
	Kind, KindWord Text // changed, added or removed, and in a word
	Subject        Text // what it is, in a word
	Title          Text // with its number; the old one where it was removed
	Old, New       Text // editions
	URL, OldURL    URL  // of the criterion's pages; empty where there is none
	Parts          []ChangePart
}

// A ChangePart is one aspect: of what was added or removed all that is said about it, of
// what changed that which differs.
type ChangePart struct {
	Label Text
	Rows  []ChangeRow
}

// A ChangeRow is a line in both editions. One that was added has no Old, one that is gone
// no New.
type ChangeRow struct {
	Old, New []SegmentData
	Same     bool
}

// A SegmentData is a stretch of a line. Changed marks what the other edition does not have.
type SegmentData struct {
	Text    Text
	Changed bool
}

// An EmbedData is for layouts/embed.html: what other sites write to show the
// self-checks.
type EmbedData struct {
	Words *Words
	Known bool // where the site stands; otherwise its address is to be filled in
	Forms []EmbedForm
}

// An EmbedForm is one self-check, in three ways: a script that puts it in its place,
// an element with a script, and a frame without script.
type EmbedForm struct{ Title, Script, Element, Frame Text }

// A ChapterData is how much a section asks.
type ChapterData struct {
	ID                Text // of its place in the page; empty where the section stands elsewhere on it
	Number, Title     Text // Number may be empty
	Questions, Inputs int
	Marked            int // questions with a sign
}

// A CheckRule is a rule that answers are checked for.
type CheckRule struct {
	ID, Text Text
	Severity Text // in a word
}

// A MarkData is a sign and what it means.
type MarkData struct{ Sign, Text Text }

// A SourceData is a document that the definition was taken from.
type SourceData struct {
	Title, Note Text // Note may be empty
	URL         URL  // may be empty
}

// An AwardData is how an award is granted.
type AwardData struct {
	ID, Title, Note Text // Note may be empty
	Sentence        Text // the condition
	Groups          []AwardGroupData
	Beyond          []Text // what the form cannot decide
	Verdict         Text   // of the empty record: pass, fail or open; kinds check and form
}

// An AwardGroupData is a group of criteria of which so many must be met.
type AwardGroupData struct {
	ID, Title, Sentence Text // ID is empty for what the award itself lists
	Need                Text // how many; empty where it depends on answers
	State               Text // of the empty record: "0〜3／2項目"; kinds check and form
	IDs                 Text // of its criteria, with blanks between them
	Criteria            []Link
}

// A SectionData is a section of a scheme with its criteria.
type SectionData struct {
	ID, Number, Title, Note Text // ID is empty for fields above all sections; Number, Note may be empty
	Points                  Text // sum of the criteria's maxima; empty without points
	Criteria                []CriterionData
	Items                   []ItemData     // fields and derived values of no criterion; kinds scheme, check and form
	Questions               []QuestionData // kinds check and form
	Aside                   bool           // nothing that is judged depends on it; kind check
}

// A QuestionData is a question of a survey with its inputs.
type QuestionData struct {
	Words               *Words
	ID                  Text      // of its place in the page
	Number, Title, Note Text      // Number and Note may be empty
	Heading             Text      // of the part that begins with it; may be empty
	Source              Text      // small print; may be empty
	When                Text      // "…のとき": all of its own fields are asked only then; empty: not so
	Mark                *MarkData // nil: none
	Feeds               []Link    // the criteria that it decides; of questions with a mark
	Items               []ItemData
	Questions           []QuestionData // inside it, one level
	Inner               bool           // it is itself inside a question
}

// A CriterionData is a criterion with everything that a page says about it.
type CriterionData struct {
	ID, Number, Title, Note Text // Number and Note may be empty
	Section                 Text // title of its section
	URL                     URL  // of its page
	CheckURL                URL  // of its place in the self-check
	Maximum                 Text // points; empty for a criterion without points
	Steps                   Text // the points there are: "0・3・5"; empty without points
	Role                    Text // what it counts for: "必ず満たす項目"; empty with points
	Explained               bool // an author wrote a page about it
	Words                   *Words

	Rule   RuleData
	Papers *PapersData // nil where no papers are asked for

	// Kinds check and form.
	Items     []ItemData // fields and derived values in their order, without the evidence field
	Status    Text       // of the empty record
	PointsMin Text       // of the empty record; empty without points
	PointsMax Text
	About     HTML // its explanation, in a single file, from layouts/about.html; may be empty, and then URL is as well
}

// RuleData is how a criterion is judged, in sentences and tables.
type RuleData struct {
	Words   *Words
	Heading bool           // the author's text has no heading for it
	Applies Text           // when it is judged at all, as a sentence; empty: always
	Met     *ConditionData // for criteria without points; nil with points
	Tables  []RuleTableData
}

// A ConditionData is a condition in words. One that joins others has them as its
// parts, and its text says how: "次のすべてに当てはまる".
type ConditionData struct {
	Text  Text
	Parts []ConditionData
}

// A RuleTableData is a table of points.
type RuleTableData struct {
	When Text // "…のとき", of the table; empty: always
	By   Text // what is measured: "受診率（%）"; may be empty
	Rows []RuleRowData
}

// A RuleRowData is a line of a table of points.
type RuleRowData struct {
	Condition, Points Text
	Index             int // number of the rule in the core's reasons
}

// A SchemePart is the data of the layouts awards, criteria, questions, checks, notes
// and sources: a part of the page of a scheme, which the author may place.
type SchemePart struct {
	Words   *Words
	Scheme  *SchemeData
	Heading bool // the author's text has no heading for it
}

// PapersData is the papers that show a criterion.
type PapersData struct {
	Words    *Words
	Heading  bool // the author's text has no heading for it
	Sentence Text // when they are needed; may be empty
	Papers   []PaperData
	Field    *FieldData // "the papers are ready"; nil where it is not asked, and on pages of kind criterion
}

// A PaperData is one paper.
type PaperData struct {
	Text Text
	When Text // "…のとき": asked for only then; may be empty
}

// An ItemData is a field, a derived value, a table of such, repeated rows of fields, or
// several of these under one condition; the others are nil.
type ItemData struct {
	Field     *FieldData
	Derived   *DerivedData
	Layout    *LayoutData
	Repeat    *RepeatData
	Together  *TogetherData // kind form
	Reminders []Text        // what no machine can check about it
}

// A TogetherData is items that are asked on one condition, which is said once.
type TogetherData struct {
	When  Text // "…のとき"
	Items []ItemData
}

// A LayoutData is fields and derived values as the cells of a table. Rows of
// fields with the same options are a grid: then every option is a column.
type LayoutData struct {
	Words   *Words
	ID      Text // of its place in the page
	Name    Text // accessible name: the title, or what the table stands under
	Title   Text // may be empty
	When    Text // "…のとき": asked only then; empty: always, or not all cells together
	Corner  Text // head of the rows' column; may be empty
	Columns []Text
	Grid    bool
	Single  bool // a grid in which a row takes one option
	Rows    []LayoutRowData
}

// A LayoutRowData is a line of a layout.
type LayoutRowData struct {
	Label Text
	Field *FieldData // of a grid
	Cells []LayoutCellData
}

// A LayoutCellData is a cell of a layout; one without field and derived value is empty.
type LayoutCellData struct {
	Column, Unit Text // head of the column, for narrow screens; Unit may be empty
	Label        Text // accessible name: row and column
	Errors       Text // id of the place of messages
	Field        *FieldData
	Derived      *DerivedData
}

// A RepeatData is rows of the same questions with fields of their own.
type RepeatData struct {
	Words *Words
	ID    Text // of its place in the page
	Title Text
	Rows  []RepeatRowData
}

// A RepeatRowData is one of these rows.
type RepeatRowData struct {
	Number Text // from 1
	Items  []ItemData
}

// A ReferenceData is last year's answer, to be read beside this year's. It is filled
// in by the visitor's file.
type ReferenceData struct {
	ID, Title, Unit Text // Unit may be empty
	Numeric         bool
	Was             Text // the id that the field had last year
}

// A FieldData is an input.
type FieldData struct {
	Words       *Words
	ID          Text
	Type        Text           // boolean integer number choice choices date text table
	Label, Note Text           // Note may be empty
	Mark        *MarkData      // nil: none
	Unit        Text           // may be empty
	Example     Text           // may be empty
	When        Text           // "…のとき": asked only then; empty: always
	Checkbox    bool           // a boolean that is one box to tick
	Many        bool           // options enough for several columns
	LastYear    *ReferenceData // nil: none
	Min, Max    Text           // bounds, as numbers or dates; may be empty
	MaxLength   int            // characters; 0: not limited
	Long        bool           // a text of several lines
	Select      bool           // a choice of many options
	Options     []OptionData
	Columns     []ColumnData
	Rows        []RowData // lines of a table, ready to fill
	MostRows    int       // lines that a table may grow to; 0: it has all its lines
}

// An OptionData is an option of a choice field.
type OptionData struct {
	ID, Label, Note Text // Note may be empty
	Exclusive       bool
	TextField       Text // name of the field for the option's own text; empty: none
	First           bool // the first option of its field
}

// A ColumnData is a column of a table.
type ColumnData struct{ Label, Unit Text }

// A RowData is a line of a table.
type RowData struct {
	Number int // from 0
	Cells  []CellData
}

// A CellData is an input in a table.
type CellData struct {
	Words   *Words
	Name    Text // "field[0].column"
	Label   Text // accessible name: "1行目 列"
	Type    Text // as of fields
	Options []OptionData
}

// A DerivedData is a value computed from answers.
type DerivedData struct {
	ID, Label, Unit Text           // Unit may be empty
	LastYear        *ReferenceData // nil: none
}

// CheckData is what a self-check needs beside the scheme.
type CheckData struct {
	Core    Asset // the scoring core, compressed
	Program Asset // the compiled definition

	// The result of the empty record.
	Verdict                Text // of the first award
	TotalMin, TotalMax     Text // empty without points
	MaximumMin, MaximumMax Text
	Open                   int // inputs to fill in that count as progress

	Papers      bool          // the scheme has fields for papers
	PapersRule  Text          // when papers are needed, where a criterion does not say; kind form; may be empty
	AnyPapers   bool          // a criterion asks for papers, with or without a field for them
	Shared      Text          // "field=shared field …" of fields whose answers other schemes use; may be empty
	LastYear    *LastYearData // nil: no column for last year's answers
	Editions    HTML          // [EditionsData] as JSON, for kind check; empty where the scheme has one edition and sites do not add up
	HiddenRules Text          // ids of the rules against answers to what is not asked, with blanks between them; may be empty
	Bands       []BandsData
	Subtotals   []SectionData // sections with points, where there are several
	Steps       []StepData    // one without ID where the form has no steps
}

// A LastYearData says what the column of last year's answers is.
type LastYearData struct{ Title, Note Text }

// A BandsData says in which of several ranges a number of the result lies.
type BandsData struct {
	ID, Title Text
	Tiers     []BandData
}

// A BandData is one of these ranges.
type BandData struct {
	ID, Title, Text Text // Text may be empty
	State           Text // of the empty record: "is", "possible" or "no"
}

// A StepData is what a long form shows at a time, or all of a short one.
type StepData struct {
	ID            Text       // of its place in the page: that of its first heading; empty: the form has no steps
	Number, Title Text       // Number may be empty
	Cover         *CoverData // nil: not here
	Sections      []SectionData
	Requirements  *RequirementsData // nil: not here
}

// A CoverData is who answers: never judged, and kept apart from the answers.
type CoverData struct {
	Title, Note Text // Note may be empty
	Items       []ItemData
}

// A RequirementsData is the criteria of a survey as a table: they are judged by what
// other questions ask.
type RequirementsData struct {
	Words    *Words
	Groups   []AwardGroupData // of the first award
	Sections []RequirementSection
}

// A RequirementSection is a part of that table.
type RequirementSection struct {
	Number, Title Text // Number may be empty
	Rows          []RequirementData
}

// A RequirementData is a line of that table.
type RequirementData struct {
	CriterionData
	Card      bool   // the criterion has inputs of its own, and a card in the form
	Questions []Link // what decides it
}

// CompareData lays the newest editions of all schemes side by side.
type CompareData struct {
	Core    Asset // the scoring core, compressed
	Schemes []CompareScheme

	Columns int              // of the table: one for the theme, one for every scheme
	Groups  []ThemeGroupData // efforts that several schemes ask for, then those of one only

	Shared    []SharedData // what is asked once
	NotShared []SharedData // what looks alike and is not; Note says why
}

// A CompareScheme is a scheme with what scoring its record needs.
type CompareScheme struct {
	ID, Edition, Title Text // Title is the short one
	URL, CheckURL      URL
	Program            Asset
	Shared             Text // as in CheckData
	Awards             []CompareAward
}

// A CompareAward is an award of a scheme.
type CompareAward struct{ ID, Title Text }

// A ThemeGroupData is a part of the table.
type ThemeGroupData struct {
	Title  Text
	Themes []ThemeData
}

// A ThemeData is an effort with the criteria that ask for it.
type ThemeData struct {
	ID, Title, Note Text // Note may be empty
	Cells           []ThemeCell
}

// A ThemeCell is what one scheme asks for; there is one for every scheme, in order.
type ThemeCell struct {
	Scheme   Text // its short title
	Criteria []ThemeCriterion
}

// A ThemeCriterion is a criterion in a cell.
type ThemeCriterion struct {
	Scheme, ID, Number, Title Text // Scheme is its id; Number may be empty
	Worth                     Text // points, or the group it is in; may be empty
	Effort                    Text // as the plans count it; empty for 1
	URL                       URL
}

// A SharedData is fields of several schemes with one answer, or without.
type SharedData struct {
	Label, Note Text // Label is empty for what is not shared; Note may be empty for what is
	Fields      []SharedField
}

// A SharedField is the fields of one scheme by their labels.
type SharedField struct {
	Scheme Text // its short title
	Labels []Text
}

// GlossaryData is the terms of the site in the order of their readings.
type GlossaryData struct {
	Rows []GlossaryRow // those with terms; what has no reading comes last
}

// A GlossaryRow is the terms whose readings begin in one row of the kana table.
type GlossaryRow struct {
	ID, Title Text // ID is of its place in the page
	Terms     []TermData
}

// A TermData is a term with what it means.
type TermData struct {
	ID, Name   Text // ID is of its place in the page
	Reading    Text // may be empty
	Aliases    []Text
	Definition HTML
	// Original is what the site's first language calls the term, and OriginalLang that
	// language; empty on pages in it, and where an author does not say.
	Original, OriginalLang Text
	Plain                  Text   // the definition without markup
	Page                   *Link  // that explains it; nil where there is none
	See                    []Link // terms and pages
	UsedOn                 []Link // pages that refer to it
	UsedMore               int    // how many there are besides
}

// A NamedBlock is a criterion or a self-check that a text shows, for the layouts
// criterion-card and self-check-box.
type NamedBlock struct {
	Words     *Words
	Scheme    SchemeCard
	Criterion *CriterionData // nil in self-check-box
	Body      HTML           // what the author wrote in it; may be empty
}
