package site

import (
	"cmp"
	"fmt"
	"io/fs"
	"net/url"
	"regexp"
	"strings"

	"kijun/criteria"
)

// ConfigFile is the file that makes a folder a site project.
const ConfigFile = "kijun.yaml"

// A Config is what kijun.yaml says.
type Config struct {
	Title       string    // of the site; required
	Summary     string    // one sentence for search engines
	BaseURL     string    // where the site will stand, ending in "/"; empty: not known
	Lang        string    // language of pages and of texts of definitions: "ja"
	Languages   []string  // all languages of the site, Lang first; see languages.go
	Theme       string    // folder under themes/, laid over the standard theme
	Publisher   string    // who publishes the handbook
	Footer      string    // a sentence at the foot of every page
	Nav         []NavLink // the site's menu; empty: schemes and the pages beside the home page
	RawHTML     bool      // HTML in Markdown is passed on
	Dates       dateStyle // how dates are printed: western, era or both
	ReviewIn    interval  // for how long a page counts as checked; zero: a year
	ReviewNote  bool      // pages that are past it say so
	ReviewPage  bool      // /review/ lists them
	Previews    string    // drawn pictures for networks: site, one for all; pages, one for each; none
	PreviewFont string    // file of the font for them; empty: the program's own
	Icon        string    // file of content/ for the signs of the site; empty: its first character
	iconPos     criteria.Pos
	fontPos     criteria.Pos
	colours     siteColours
	logo        logoConfig
	Offline     bool // browsers keep the site for times without network

	Redirects []configRedirect // addresses that lead elsewhere
	texts     configTexts
}

// configTexts are the texts of kijun.yaml in all languages.
type configTexts struct {
	title, summary, publisher, footer criteria.Text
	nav                               []navText
}

type navText struct {
	title criteria.Text
	link  string
	pos   criteria.Pos
}

// A configRedirect is an address that leads elsewhere.
type configRedirect struct {
	from, to string
	pos      criteria.Pos
}

// A NavLink is one entry of the menu.
type NavLink struct {
	Title, Link string
	pos         criteria.Pos
}

var themeName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]*$`)

// readConfig reads kijun.yaml.
func readConfig(project fs.FS, problems *criteria.Diagnostics) Config {
	c := Config{Lang: "ja", Theme: "standard", Dates: "western", Offline: true}
	report := func(pos criteria.Pos, code, msg, hint string) {
		*problems = append(*problems, criteria.Diagnostic{Pos: pos, Code: code, Msg: msg, Hint: hint})
	}
	data, err := fs.ReadFile(project, ConfigFile)
	if err != nil {
		report(criteria.Pos{File: ConfigFile}, "no-project", "サイトの設定ファイルがありません",
			"kijun.yaml のあるフォルダーで実行するか、-C フォルダー を付けてください。新しく作るには: kijun new フォルダー")
		return c
	}
	data, bad := decodeText(ConfigFile, data)
	if bad != nil {
		*problems = append(*problems, bad...)
		return c
	}
	before := len(*problems)
	m := readMapping(ConfigFile, data, 0, problems)
	c.readLanguages(m)
	c.texts.title = m.localized("title", c.Languages)
	c.texts.summary = m.localized("summary", c.Languages)
	c.BaseURL = m.text("base_url")
	if c.BaseURL != "" {
		base, err := parseBaseURL(c.BaseURL)
		if err != nil {
			m.problem(m.get("base_url"), "base-url", err.Error(), "例: base_url: https://example.jp/kenko/")
		}
		c.BaseURL = base
	}
	if s := m.text("theme"); s != "" {
		c.Theme = s
		if !themeName.MatchString(s) {
			m.problem(m.get("theme"), "theme", fmt.Sprintf("テーマの名前 %q は使えません", s), "themes/ の下のフォルダーの名前を半角で書いてください")
		} else if s != "standard" {
			if info, err := fs.Stat(project, "themes/"+s); err != nil || !info.IsDir() {
				m.problem(m.get("theme"), "theme", fmt.Sprintf("テーマのフォルダー themes/%s がありません", s), themeHint(project, s))
			}
		}
	}
	c.texts.publisher = m.localized("publisher", c.Languages)
	c.colours, c.logo = readColours(m), readLogo(m, len(c.texts.publisher.By) > 0)
	c.texts.footer = m.localized("footer", c.Languages)
	c.RawHTML = m.boolean("raw_html")
	c.ReviewIn, c.ReviewNote, c.ReviewPage = m.interval("review_in"), m.boolean("review_note"), m.boolean("review_page")
	if c.Icon = m.text("icon"); c.Icon != "" {
		c.iconPos = m.pos(m.entries["icon"])
	}
	c.Previews = cmp.Or(m.choice("previews", previewChoices...), "site")
	if c.PreviewFont = m.text("preview_font"); c.PreviewFont != "" {
		c.fontPos = m.pos(m.entries["preview_font"])
	}
	if m.get("offline") != nil {
		c.Offline = m.boolean("offline")
	}
	if s := m.choice("dates", dateStyles...); s != "" {
		c.Dates = dateStyle(s)
	}
	for _, n := range m.list("redirects") {
		e := m.sub(n)
		r := configRedirect{e.text("from"), e.text("to"), m.pos(n)}
		if e.done(); r.from == "" || r.to == "" {
			m.problem(n, "redirect", "移した場所の項目には from と to が要ります", "例: - {from: /old/, to: /guide/start/}")
			continue
		}
		c.Redirects = append(c.Redirects, r)
	}
	for _, n := range m.list("nav") {
		e := m.sub(n)
		link := navText{title: e.localized("title", c.Languages), link: e.text("link"), pos: m.pos(n)}
		e.done()
		if len(e.entries) == 0 {
			continue // was reported
		}
		if link.title.Empty() || link.link == "" {
			m.problem(n, "nav", "メニューの項目には title と link が要ります", "例: - {title: 制度, link: /schemes/}")
			continue
		}
		c.texts.nav = append(c.texts.nav, link)
	}
	m.done()
	c = c.in(c.Lang)
	if c.Title == "" && len(*problems) == before {
		report(criteria.Pos{File: ConfigFile, Line: 1, Col: 1}, "title", "サイトの題（title）がありません", "例: title: 健康経営ハンドブック")
	}
	return c
}

// parseBaseURL checks where a site will stand. The result ends in a slash.
func parseBaseURL(s string) (string, error) {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("サイトの場所 %q は https:// で始まるURLで書いてください", s)
	}
	return strings.TrimSuffix(u.String(), "/") + "/", nil
}
