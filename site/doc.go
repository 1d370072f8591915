// Package site turns a project — definitions, Markdown, a theme — into a static
// handbook. [Builder.Build] builds a project into a [Writer]: a folder ([Disk]) or
// memory ([Memory]). [Server] does it again whenever a file changes.
// [Builder.SingleFile] makes one file of one self-check and its explanations.
//
//	project fs.FS ─ load ─► source ─ transform ─► tree ─ render ─► files ─ Writer
//
// Load reads and parses everything; transform gives every page its address, its
// place in the navigation and working links; render only reads. Each stage
// collects the problems it finds, with their places, and the next one runs as far
// as it can, so that an author sees all of them at once.
//
// # Where things stand in a project
//
//	kijun.yaml                          the site's configuration
//	criteria/**/*.scheme.yaml           definitions; see package criteria
//	criteria/**/*.fields.yaml           what they share; the themes of /compare/
//	criteria/**/*.indicators.yaml       indicators; their id is the folder of their pages
//	content/index.md                    the home page
//	content/guide/x.md                  /guide/x/; index.md, or else README.md, is the folder's own page
//	content/news/x.md                   a piece of news; /news/ lists all pages of kind news
//	content/blocks/x.md                 a block and no page: see Kinds and blocks
//	content/glossary.yaml               terms; /glossary/ lists them, see Glossary;
//	                                    glossary.en.yaml has those of the English pages
//	content/glossary.md                 text above the terms
//	content/schemes/<id>/index.md       text of the scheme's page
//	content/schemes/<id>/<item>.md      explanation of a criterion, in every edition; by its newest name
//	content/schemes/<id>/<edition>/…    the same for one edition
//	content/schemes/<id>/changes.md     text above what changed, of a scheme with editions
//	content/schemes/<id>/faq.md         any other page of the scheme
//	content/news/index.md               text of the list of news
//	content/schemes/index.md            text of the list of schemes
//	content/tags.md                     text of the list of tags
//	content/indicators/index.md         text of the list of indicators
//	content/indicators/<id>.md          text of an indicator's page
//	content/search.md                   text above the search
//	content/404.md                      text of the page for addresses where there is none
//	content/img/x.png                   /img/x.png: what is not Markdown is copied
//	themes/<name>/…                     laid over the standard theme; see Themes
//
// # The configuration
//
// kijun.yaml has these keys; those with * are required. `kijun schema site` says the same
// to editors.
//
//	title* summary     of the site: its name, and what search engines say of it
//	base_url           where it will stand: https://example.jp/kenko/
//	lang languages     its language (ja), or a list of all, see Languages
//	nav                the menu: a list of (title* link*); without it what there is
//	publisher footer   who publishes it, and a sentence; both stand below every page
//	logo               an image, or (src* alt decorative), above every page and on paper
//	colors theme       two colours (main* accent), and a folder of themes/, see Themes
//	icon previews preview_font   see What others are told about a page
//	dates              western (2025年2月21日), era (令和7年2月21日) or both
//	review_in review_note review_page   see Drafts, dates and news
//	offline            false where browsers are to keep nothing, see Without network
//	redirects          a list of (from* to*), see Redirects
//	raw_html           true where HTML in texts is taken over as it is
//
// # Languages
//
// A site in several languages says so in kijun.yaml, its own language first:
//
//	languages: [ja, en]
//	title: {ja: 健康経営ハンドブック, en: Health Management Handbook}
//	nav: [{title: {ja: 制度, en: Schemes}, link: /schemes/}]
//
// content/guide/x.en.md is the English text of content/guide/x.md, at /en/guide/x/. A
// page without it is not made in English; a link from an English page then leads to the
// Japanese one and says so. Links are written as ever: guide/x.md means the English page
// in an English text. A scheme is in English as soon as its title is, and then has its
// pages, self-check and form there; texts that are still missing are shown in Japanese
// and counted in one warning for each file. Every page has a link to itself in the other
// language, or to the nearest page above it, and answers given in one language are there
// in the other. Only entries of nav with a title in a language are in its menu; summary,
// publisher and footer may be in several languages as well. Every
// language has a search, feeds, pages of tags, a 404.html and an offline.html of its own;
// `kijun build --single-file` and `--pdf` make the first language, or that of --lang.
//
// # Pages and their order
//
// The pages of a folder of content/ and of the folders in it share a navigation, a tree
// that is also the order of reading: by `order`, then by address, 2 before 10, each folder's
// index.md first. A navigation of more than 24 links is folded but for where the reader is. Pages
// beside the home page are in the menu; where kijun.yaml has no nav and they are more than
// seven, they share a navigation as well, and the menu has one entry for them. The page of a folder lists what is in it below
// its text, unless the text leads to half of it or places the list with `:::pages`;
// `:::pages guide/papers` places that of another folder on any page.
//
// A page's title is that of its front matter, else the heading that its text begins with, of
// whatever level – those below it are raised with it –, else the name of its file, if that
// is in Japanese: 「２　申請の流れ.md」 is 申請の流れ, at /2-申請の流れ/. In addresses full-width letters
// and digits are half-width, and blanks are hyphens. What Windows and office programs leave
// in folders (Thumbs.db, ~$x.docx) is passed over like hidden files.
//
// [New] makes a project; with [Start.From] out of a folder of Markdown as it is.
//
// Tags of a page's front matter make /tags/ and a page for every tag. Spellings that differ
// in width, case or kana only are one tag, and warned of. Below a page stand the pages
// that its `related` names, or else up to five that share a tag, a criterion that both
// lead to, or the theme of their criteria.
//
// The home page shows more than its text: the pages that its `related` names, as ways into
// the handbook, each with its summary – without that the first four of the menu that have
// one –, the three newest pieces of news unless the text has a `:::news` of its own, and the
// schemes.
//
// Blocks of two lines, `:::name` and `:::`, stand for what the generator knows:
// rule and papers in the explanation of a criterion; awards, criteria, questions, checks,
// notes and sources in the text of a scheme. What an author does not place stands after
// the text.
//
// # Front matter
//
// A Markdown file may begin with YAML between two lines of ---. Every page may have
//
//	kind, and what belongs to it: see Kinds and blocks
//	title slug summary breadcrumb_title order toc tags related aliases
//	image alt decorative published updated checked review_in draft expires
//
// summary has at most 120 characters. related names pages by file or address and
// schemes by id. Unknown keys, wrong types and missing keys are errors with their
// place.
//
// Dates are as precise as their author knows: 2025-02-21, 2025-08, 2025, or 令和7年2月21日.
// A weekday may stand behind a day and is checked, in texts as well. They are printed as `dates` in
// kijun.yaml says. Where they are sorted, and where a day is compared with them, a
// month stands for its last day and a year for its last day. Periods are written with
// 〜 between two dates. An image needs an alternative text, alt, or decorative: true;
// in Markdown ![text](x.png) or ![](x.png){decorative}. An image that stands alone in its
// paragraph has its title as a caption: ![text](x.png "caption").
// Photographs may be as large as the camera made them: of a JPEG or PNG over 64 kB a build
// makes copies of several widths, from which browsers choose, upright and without what
// the file says about the place and the camera.
//
// # Kinds and blocks
//
// `kind` makes the file a block with data of its own; keys with * are required.
//
//	news             date* category* event_date place parties photos pinned_until
//	agreement        concluded_on* parties* aims* contents* term
//	roles            roles* (party* text* contact)
//	faq              no keys: a heading with text right below it is a question, the text its answer
//	explain          term* reading sources trademark_note; the first paragraph is the definition*
//	merits           items* (title* text icon evidence)
//	scheme_overview  scheme* operator divisions* (name* who tiers) official_url cycle
//	steps            steps* (title* text duration deadline documents link branches (when* text* link))
//	declaration      declarer* declares* how_to_join participants
//	achievement      scheme* level* granted_on* issuer* valid_until conditions efforts badge
//	contact          body* section tel fax form_url mail hours closed address map_url
//	links            items* (url* text external file_type size checked)
//
// parties of an agreement are names or (name* kind representative title url); tiers are names or
// (name* rank count), the highest first; scheme is the id of a definition or (title* url); photos and
// badge have src*, alt or decorative, caption, people (name* office body), credit,
// usage_note and consent_note, which is not printed; links are addresses or (url* text …).
//
// category is お知らせ, 協定, 認定 or セミナー, also in English texts, which print it in English.
// The text before the first heading stands above the data, the rest below. Such a
// file is a page; and any page, and any block, places it by
//
//	:::block contact
//	:::
//
// with its path below content/. `:::news 3` stands for the newest pieces of news. Files in content/blocks/ are placed only. A placed
// block has its title as a heading, unless a heading stands right above it; headings
// inside go down as deep as needed.
// `:::embed` is what other sites write to show the self-checks; scheme pages link to the first page that has it.
//
// # Glossary
//
// content/glossary.yaml is a list of terms with these keys:
//
//	term*    the word
//	reading  in kana; not needed where the term is kana. The list is sorted by it
//	aliases  a list of other names of the same: [特定健康診査]
//	text*    what it means, in one paragraph of Markdown
//	see      a list of terms, pages and schemes
//
// A file of kind explain is a term as well: its first paragraph is the text. Both may be
// about the same term; then the list leads to the page. Width, case and blanks of a name
// do not count. Terms without reading stand last.
//
// Terms of the English pages are in content/glossary.en.yaml, by name. There `of` tells what the
// first language calls the term: it is printed beside it, and [[…]] finds the term by it. A
// term that only the first language has is linked there, and said to be in it.
//
// # Alerts and containers
//
// A quotation that begins with its kind is an alert; the rest of the line is a title of
// its own. Kinds are NOTE TIP IMPORTANT WARNING CAUTION, or the words that are printed.
//
//	> [!WARNING] 締め切りが近いとき
//	> 先に電話してください。
//
// A paragraph right above or below a table that begins with 表： is its caption. <br> is a line
// break, also in a cell; other HTML needs raw_html: true in kijun.yaml.
//
// Containers give a shape to the Markdown between their two lines. One may stand inside
// another; each is ended by a line of its own.
//
//	:::steps                  a list, or headings with what stands below them, as an ordered procedure
//	:::cards                  the same as cards; the link that one begins with is its title
//	:::faq                    headings with text below them: questions and answers
//	:::figure                 an image or a table, then its caption; a line 出典：… names the source
//	:::criterion q04          the card of a criterion, by the names that references have
//	:::self-check step2-gold  a box that invites to a self-check; below content/schemes/<id>/
//	                          its own where no scheme is named
//
// # References, numbers and readings in a text
//
// [[…]] is a link by name. It fails where the name is unknown or means several things.
//
//	[[q04]]                     a criterion; outside its scheme only where no other has the id
//	[[step2-gold/q04]]          of a scheme, [[step2-gold@2019-04/q04]] of an edition
//	[[step2-gold]]              a scheme; [[turnover]] an indicator
//	[[特定健診]]                 a term of the glossary, with what it means in a small window
//	[[q04|特定健診の項目]]        with a text of its own. In a table the bar is \| or ｜
//
// A heading that is a reference to a criterion and nothing else has its id.
//
// {{…}} is a number or title of a definition, in texts and in the front matter. In files
// below content/schemes/<id>/ the scheme may be left out, and on pages of an older edition
// that one is meant. {{step2-gold@2019-04.maximum}} names the edition.
//
//	{{step2-gold.maximum}}      also title short edition authority criteria sections:
//	                            criteria and sections are how many there are
//	{{step2-gold.pass}}         the total from which its first award is granted; where that
//	                            depends on answers the highest, pass_lowest the lowest
//	{{step2-gold.gold.pass}}    the same of an award: title pass pass_lowest
//	{{mie-2027.a.need}}         how many of a group must be met: title need need_lowest criteria
//	{{step2-gold.q04.maximum}}  of a criterion: title number maximum
//	{{step2-gold.s1.maximum}}   of a section: title number maximum criteria
//
// {健康経営|けんこうけいえい} and ｜健康《けんこう》 print the reading above the word;
// {健康|けん|こう} prints one above each character.
//
// # Without network, and in other sites
//
// /sw.js is a service worker that keeps the site in browsers for times without
// network, unless kijun.yaml says `offline: false`: then it takes back what an earlier
// build left. It knows the hash of every file of its build and keeps nothing else,
// so that a reader never has a mixture of two; see sw.ts of the theme. Of a site
// over 10 MB only what forms need is fetched beforehand, and /offline.html stands for
// what was never visited. /embed.js shows self-checks in other sites; ?embed at the
// address of one leaves out what is around it, where it stands in a frame.
//
// # Search
//
// /search/ finds every part of every page, however it is written: 健診 in ｶﾅ, ひらがな or
// ＡＢＣ, サーバ and サーバー, R8, 令和8年度 and 2026年度. Whoever looks for a term of a page of kind
// explain may write its reading as well. On every page the link 検索 opens the
// same search without leaving it. Nothing has to be set up, and what is searched for is
// sent nowhere: the text of all pages is one file, /search/index.bin, that the browser
// fetches when somebody searches first. content/search.md, if there is one, stands
// above the field.
//
// What is searched is what stands in a page's main part; a layout keeps something out of
// it by data-search="off". Pages that search engines are to leave out are left out here.
//
// # On paper
//
// /print/ has the whole handbook on one page and /schemes/<id>/print/ the newest edition of
// a scheme: a cover, contents, then every page in the order of the menu, with links that
// stay inside and ids of their own. Forms, lists and news are left out, and older
// editions. Of more than 1,000 pages there is no /print/. `kijun build --pdf` has an
// installed Chromium, Chrome or Edge make a tagged PDF with bookmarks of it. While a project is
// edited these pages have their contents only.
//
// # Drafts, dates and news
//
// What is a draft is nowhere in a build; [Server] shows it, with a note. Nothing reads the
// clock: published, expires and pinned_until, the mark of new news (one month) and the
// warning about pages that are to be looked at again count only for a builder that was
// told the day, [Builder.SetToday] (--today 2026-04-01, or --today now). Without it every
// page is shown and every pin holds. A link to a page that is not shown is an error.
//
// checked is when somebody last compared a page with its sources, review_in for how long
// that holds: 6か月, 1年, 半年, 90日, 2 weeks, or なし for a page that needs no review. What a
// page does not say, review_in in kijun.yaml says, and else it is a year. There,
// review_note: true puts a note on pages that are past it, and review_page: true makes
// /review/, a list for the publisher by what is due next, which search engines leave out,
// and the same as /review.json.
//
// /news/ has the pinned and newest 20 pieces; /news/fy2025/ those of a fiscal year
// (April to March) and /news/seminar/ those of a category have all. /news/feed.xml is an
// Atom feed of news and achievements, /news/feed.json the same as JSON. They need
// base_url, because their addresses and ids are full ones; an entry keeps its id as long
// as the address stays.
//
// # Links
//
// A link leads to a Markdown file as seen from its own file (../guide/x.md#place), to an
// address of the site (/guide/x/), to a file of content/, to a place of the page (#place),
// to another site, mailto: or tel:. In HTML it counts from the page. The site's own full address is read as one below its
// root. What leads nowhere is an error with what was likely meant; places that layouts
// make are looked for in the page as it is rendered. `kijun check --external` asks the
// other sites as well. A build also warns of pages and places that the build before wrote
// into the same folder and that are not there any more, with the address that is likely
// the new one.
//
// # What others are told about a page
//
// With base_url every page names its own address, and what networks show where
// somebody shares it (Open Graph); /sitemap.xml lists the pages, with updated, or the
// day of news, as the day of the last change. Search engines are told in the words of
// schema.org (JSON-LD) where a page stands, of texts and news with their dates, of kind
// faq and of :::faq the questions and answers, of steps what to do, of explain the term.
//
// A page that has no image of its own is shared with a drawn one: `previews: site` is one
// for the whole site, and what a site has that says nothing; `pages` one for each page, with
// its title; `none` none. They are in the colours of the theme, and in the font M+ 1p unless
// preview_font names a file of the project.
//
// The signs of the site in tabs, bookmarks and on telephones are made of `icon`, an image
// of content/, or else of the logo, or else of the first character of its title. What is
// not square is put on a square ground. Of a drawing (SVG) the signs of telephones are the
// character. A PNG smaller than 192 px is warned of.
//
// /_headers tells the hosts Netlify and Cloudflare Pages what to send with a file; the
// README has the same for Apache and nginx. No host needs any of it. A site that is to be
// opened as files of a disk is one of its own, [Builder.Local].
//
// Hidden files, and folders named testdata, are passed over. A page of every
// criterion is made from the definition even where nobody has written about it.
//
// # Editions
//
// A scheme with several editions has /schemes/<id>/changes/: what changed from each to the
// next, criterion by criterion, old and new side by side; `kijun diff` prints the same.
// What an edition says of the one before is in the definition, see package criteria; there
// "renamed: {q07: q08}" tells that a criterion has another id now. The pages of an old
// edition stay where they are, say that they are old, and lead visitors and search engines
// to their successors.
//
// # Redirects
//
// A page that had another address once says so in its front matter, and what has no page
// any more is said in kijun.yaml:
//
//	aliases: [/old/page/, /guide/#old-heading]
//
//	redirects:
//	  - {from: /old.html, to: /guide/start/}
//	  - {from: /guide/#contact, to: /contact/#tel}
//	  - {from: /shop/, to: "https://example.jp/shop/"}
//
// Addresses begin at the site's root and end in / or .html. At the old address stands a
// small page that leads on, with and without scripts. A place (#id) that went from a page
// that is still there needs a script, or one click. Links in texts may name old addresses.
// An address where there is a page, one that leads to nothing or back to itself, and one
// that is given twice are errors. A criterion has an address that outlives its edition:
// /schemes/<id>/<criterion>/ leads to the newest.
//
// # Data
//
// Beside the pages of an edition lie its criteria as data, linked from the scheme's page:
// /schemes/<id>/<edition>/criteria.json, whose shape is in /schemes/criteria.schema.json
// (`kijun schema data`), and criteria.csv, which spreadsheets open. Rules are the sentences
// of the pages. Keys are added in time and none is taken away.
//
// # Themes
//
// `theme: mine` in kijun.yaml lays the folder themes/mine over the standard theme. It has
// only what is to be otherwise:
//
//	layouts/home.html        a layout, in place of the one with its name
//	layouts/pager.html       a partial: also one that stands in a {{define}} of another file
//	layouts/extra-head.html  more lines at the end of every head
//	i18n/ja.yaml             texts of pages: only the keys that change
//	assets/css/tokens.css    colours, sizes, distances: only those that change, in
//	                         :root { }; in @media (prefers-color-scheme: dark) those of
//	                         dark screens, in @media print those of paper
//	assets/icons/x.svg       an icon, which a layout places by {{icon "x"}}
//	assets/ts/text.ts        texts of scripts: only the exports that change
//	assets/extra.css         more style, which wins over the standard theme's
//	assets/extra.ts          one more script
//	theme.yaml               extends: another theme to lay this one over;
//	                         contract: the [ThemeContract] that it was written for
//
// What layouts print is the page data, see [Page]; a value, partial, icon, token or text
// that is not there is an error with its place.
//
// `colors: {main: "#0b6e4f", accent: "#a8481a"}` in kijun.yaml gives the site the two
// colours of its publisher: those of light and dark screens are mixed from them. A colour
// in kijun.yaml that text cannot be read in is an error that names the nearest one that
// would do (WCAG 2.2 AA: text 4.5:1, borders and focus 3:1); one of a theme is warned of.
//
// # What is guaranteed
//
// The same input makes the same bytes, at any time, under any path, with any
// number of processors: nothing reads the clock, maps are gone through in order,
// and files are named after their content.
//
// Addresses in pages are relative, so that a site works under any path. Only the
// page for missing pages, which a host shows anywhere, and what search engines read
// need to know where the site stands.
//
// # Decisions
//
// Pages are rendered with text/template. What html/template does by parsing every
// template in context, at 170 µs a page against 22, the types of the page data do
// here: see [Text].
//
// Only the main part of a page is minified. The frame around it is the same on
// all pages and comes out of its layouts without indentation; header, footer and
// navigation are rendered once for all pages at the same depth.
//
// A single file is made of the same layouts, and rewritten afterwards: by then every
// link, picture and id is an attribute, whoever wrote it – an author, a layout, a theme
// of the site's own –, so one pass finds them all. Explanations are folded at their
// question, where a company on a phone reads them without losing its place; what has no
// question stands behind the form. Paper leaves them out unless its own button prints.
// The file answers to no address, so browsers keep its answers under a name made from
// the publisher: Chromium shares what files of the disk keep, and a file that was moved
// or made anew finds its answers there. Browsers promise nothing for such files, which
// is why the page advises to save the answers as a file.
//
// Links are resolved in the tree of the parsed Markdown. The tree belongs to one
// page, so a file that several editions show is parsed once for each of them: a
// few schemes pay for it, and no stage has to copy.
package site
