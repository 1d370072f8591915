package site

// The page data of blocks and of lists of news. It belongs to the contract of
// data.go.

// BlockData is a block: a section with the data of its kind. The layout of the kind
// gets it to make the inside; block.html gets it with that inside.
type BlockData struct {
	Words        *Words
	Kind         Text // news, agreement, roles, explain, merits, scheme_overview, steps, declaration, achievement, contact, links; "text": free Markdown
	Heading      Text // empty where the page or its author has one for the block
	HeadingLevel int  // of Heading
	ID           Text // of Heading
	Level        int  // of headings inside
	Lead         HTML // what the author wrote before the first heading and block, which stands above the data; may be empty
	Text         HTML // the rest, which stands below; may be empty
	Checked      *DateData
	Inside       HTML // from the layout of the kind; for block.html

	// That of the kind; the others are empty.
	News        *NewsData
	Agreement   *AgreementData
	Roles       []RoleData
	Explain     *ExplainData
	Merits      []MeritData
	Overview    *OverviewData
	Steps       []PathStep
	Declaration *DeclarationData
	Achievement *AchievementData
	Contact     *ContactData
	Links       []LinkData
}

// A DateData is a date as it is printed, and for machines.
type DateData struct{ Text, ISO Text }

// A MomentData is a date, a period or words.
type MomentData struct {
	From, To *DateData // either may be nil
	Open     bool      // a period
	Text     Text      // instead of dates; may be empty
}

// A LinkData is a link that says what to expect.
type LinkData struct {
	Words    *Words
	Title    Text
	URL      URL
	External bool      // of another site
	File     Text      // "PDF 1.2 MB"; empty for a page
	Checked  *DateData // when somebody last looked there; may be nil
}

// A SchemeRefData names a scheme.
type SchemeRefData struct {
	Words    *Words
	Title    Text
	URL      URL // of the handbook, or of another site; may be empty
	External bool
	CheckURL URL // of the self-check; empty for a scheme without definition
}

// A FigureData is an image with what is printed below it.
type FigureData struct {
	Words                 *Words
	Src                   URL
	Alt                   Text // empty: decoration
	Width, Height         int  // px; 0 where they are not known
	Srcset                URL  // copies of several widths, for the attribute of that name; may be empty
	Sizes                 Text // how wide it is shown; empty without copies
	Lazy                  bool // loads when it is scrolled to
	Caption, Credit, Note Text // may be empty
	People                []PersonData
}

// A PersonData is somebody in a picture; Office and Body may be empty.
type PersonData struct{ Name, Office, Body Text }

// A NewsData is the facts of a piece of news.
type NewsData struct {
	Date        *DateData
	Category    Text
	CategoryURL URL
	Event       *MomentData // may be nil
	Place       *FactData   // may be nil
	Parties     []Text
	Photos      []FigureData
}

// An AgreementData is the substance of an agreement.
type AgreementData struct {
	Concluded       *DateData
	Parties         []PartyData
	Kinds           bool // of some party it is said what kind it is
	Representatives bool // of some party it is said who represents it
	Aims, Contents  []Text
	Term            *MomentData // may be nil
}

// A PartyData is a side of an agreement; all but Name may be empty. Link has the
// same name; it may be nil.
type PartyData struct {
	Name, Kind, Representative, Title Text
	Link                              *LinkData
}

// A RoleData is who does what. Contact may be nil.
type RoleData struct {
	Party, Text Text
	Contact     *LinkData
}

// An ExplainData is a term.
type ExplainData struct {
	Term, Reading Text // Reading may be empty
	Definition    HTML
	Sources       []LinkData
	Trademark     Text // may be empty
}

// A MeritData is a reason. Text may be empty, Icon and Evidence nil.
type MeritData struct {
	Title, Text Text
	Icon        *FigureData
	Evidence    *LinkData
}

// An OverviewData is the divisions of a scheme.
type OverviewData struct {
	Scheme     SchemeRefData
	Operator   Text // may be empty
	Cycle      Text // may be empty
	Divisions  []DivisionData
	Conditions bool      // of some division it is said who belongs to it
	Official   *LinkData // may be nil
}

// A DivisionData is a division with its tiers, the highest first.
type DivisionData struct {
	Name, Who Text // Who may be empty
	Tiers     []TierData
}

// A TierData is a tier; Rank and Count may be empty.
type TierData struct{ Name, Rank, Count Text }

// A PathStep is one of the steps in order; all but Title may be empty or nil.
type PathStep struct {
	Title, Text, Duration Text
	Deadline              *MomentData
	Documents             []Text
	Link                  *LinkData
	Branches              []BranchData
}

// A BranchData is another way behind a step. Link may be nil.
type BranchData struct {
	When, Text Text
	Link       *LinkData
}

// A DeclarationData is a promise. Join and Participants may be nil.
type DeclarationData struct {
	Declarer     Text
	Declares     []Text
	Join         *FactData
	Participants *LinkData
}

// An AchievementData is an award that was granted. ValidUntil and Badge may be nil.
type AchievementData struct {
	Scheme              SchemeRefData
	Level               Text
	Issuer              *FactData
	Granted, ValidUntil *DateData
	Conditions, Efforts []Text
	Badge               *FigureData
}

// A ContactData is whom to ask; all but Body may be empty or nil.
type ContactData struct {
	Body                    Text
	Section, Tel, Fax, Mail *FactData
	Form, Map               *LinkData
	Hours, Closed, Address  *FactData
}

// A FactData is a fact that the publisher may still have to fill in. URL is empty
// where it leads nowhere.
type FactData struct {
	Text        Text
	URL         URL
	Placeholder bool // the publisher has not filled it in yet
}

// A NewsListData is a list of news, newest first.
type NewsListData struct {
	Words    *Words
	Items    []NewsItemData
	Archives []NewsArchiveData // lists by fiscal year and by category; on the first page only
	Feed     URL               // may be empty
}

// A NewsItemData is a piece of news in a list.
type NewsItemData struct {
	Words       *Words
	Title       Text
	URL         URL
	Date        *DateData
	Category    Text
	Summary     Text // may be empty
	Pinned, New bool
}

// A NewsArchiveData is a group of lists of news.
type NewsArchiveData struct {
	Title Text
	Lists []Link
}
