package site

import (
	"bytes"
	"html"
	"slices"
	"strings"
	"sync"

	"github.com/tdewolff/parse/v2"
	lex "github.com/tdewolff/parse/v2/html"
)

// A searchText is what a reader sees of a page, in lines: a paragraph, a heading, a
// cell of a table. Search finds what stands in one line. In front of a line may
// stand that its place has changed; see [searchIndex].
type searchText struct {
	title string // of the page; empty where it has no first heading
	lines []byte // each ends with a line feed
}

// Marks before lines of the index.
const (
	markPage     = '\x01' // weight, path, label and place of a page
	markHeading  = '\x02' // id and text of a heading
	markPlace    = '\x03' // id of a place without heading
	markKeywords = '\x04' // ids and the like of the page
	markTitle    = '\x05'
	markNames    = '\x06' // names of one idea
)

// An elementKind is what an element means for the lines. The zero value ends the line
// before and after it.
type elementKind struct {
	name   string
	inline bool // stands inside a line
	void   bool // has no end
	place  bool // its id is a place
	silent bool // holds no text of the page
	level  int  // of a heading
}

var elementKinds = func() map[string]*elementKind {
	kinds := map[string]*elementKind{}
	set := func(names string, f func(*elementKind)) {
		for name := range strings.FieldsSeq(names) {
			if kinds[name] == nil {
				kinds[name] = &elementKind{name: name}
			}
			f(kinds[name])
		}
	}
	set("a abbr b bdi bdo cite code data del dfn em i ins kbd mark q rb rp rt ruby s samp small span strong sub sup time u var wbr img",
		func(k *elementKind) { k.inline = true })
	set("area base br col embed hr img input link meta source track wbr", func(k *elementKind) { k.void = true })
	set("section article fieldset figure div li dt dd tr table h1 h2 h3 h4 h5 h6", func(k *elementKind) { k.place = true })
	set("nav script style template noscript svg button output textarea select dialog iframe progress meter",
		func(k *elementKind) { k.silent = true })
	set("h1 h2 h3 h4 h5 h6", func(k *elementKind) { k.level = int(k.name[1] - '0') })
	set("p ul ol dl main header footer tbody thead th td caption figcaption label option details summary blockquote pre form legend",
		func(*elementKind) {}) // so that their names are known
	return kinds
}()

func kindOf(name []byte) *elementKind {
	if k := elementKinds[string(name)]; k != nil {
		return k
	}
	return &elementKind{name: string(name)}
}

// An openElement is one that the text is in.
type openElement struct {
	kind  *elementKind
	place string // the place outside of it
	left  bool   // it is left out with all that is in it
}

// textOf reads the lines of a rendered page: what is in its main part, without
// navigation, controls, what is hidden, and elements with data-search="off".
func textOf(page []byte) searchText {
	if i := bytes.Index(page, []byte("<main")); i >= 0 {
		page = page[i:]
	}
	if i := bytes.LastIndex(page, []byte("</main>")); i >= 0 {
		page = page[:i]
	}
	s := textScanners.Get().(*textScanner)
	defer textScanners.Put(s)
	*s = textScanner{out: s.out[:0], line: s.line[:0], open: s.open[:0]}
	own := buffer() // the scanner writes behind the end
	defer release(own)
	own.Write(page)
	s.scan(lex.NewLexer(parse.NewInput(own)))
	return searchText{string(s.title), bytes.Clone(s.out)}
}

// textScanners keep their room from page to page.
var textScanners = sync.Pool{New: func() any { return &textScanner{} }}

// A textScanner collects the lines of a page.
type textScanner struct {
	out     []byte
	title   []byte
	line    []byte
	after   [][]byte // lines to follow this one: pictures, ruby with its readings
	open    []openElement
	left    int    // open elements that are left out
	place   string // where the text is now
	said    string // the place that out has named last
	heading string // name of the heading, or the dt, that is open
	ruby    []byte // base of a ruby that is open, then its reading
	inRuby  bool
	inRt    bool
}

func (s *textScanner) scan(l *lex.Lexer) {
	var e *elementKind
	var id string
	var leave bool
	for {
		kind, data := l.Next()
		switch kind {
		case lex.ErrorToken:
			s.endLine()
			return
		case lex.StartTagToken:
			e, id = kindOf(l.Text()), ""
			leave = e.silent
		case lex.AttributeToken:
			switch value := bytes.Trim(l.AttrVal(), `"'`); string(l.AttrKey()) {
			case "id":
				if e.place {
					id = html.UnescapeString(string(value))
				}
			case "hidden", "popover":
				leave = true
			case "aria-hidden":
				leave = leave || string(value) == "true"
			case "data-search":
				leave = leave || string(value) == "off"
			case "role":
				switch string(value) {
				case "doc-noteref", "doc-backlink", "tooltip", "status":
					leave = true
				}
			case "alt":
				if e.name == "img" && s.left == 0 && len(value) > 0 {
					s.after = append(s.after, []byte(html.UnescapeString(string(value))))
				}
			}
		case lex.StartTagCloseToken:
			s.start(e, id, leave)
		case lex.StartTagVoidToken: // <br/>, <path/>
			if !e.inline {
				s.endLine()
			}
		case lex.EndTagToken:
			s.end(kindOf(l.Text()))
		case lex.TextToken:
			s.text(data)
		}
	}
}

func (s *textScanner) start(e *elementKind, id string, leave bool) {
	if !e.inline {
		s.endLine()
	}
	if e.void {
		return
	}
	s.open = append(s.open, openElement{e, s.place, leave})
	if leave {
		s.left++
	}
	if s.left > 0 {
		return
	}
	if e.level > 0 {
		s.heading = e.name
	}
	if id != "" {
		s.place = id
	}
	switch e.name {
	case "dfn": // a term with a place of its own is as good as a heading
		if n := len(s.open); n > 1 && s.open[n-2].kind.name == "dt" {
			s.heading = "dt"
		}
	case "ruby":
		s.inRuby, s.ruby = true, nil
	case "rt":
		s.inRt = true
		s.ruby = append(s.ruby, "（"...)
	}
}

func (s *textScanner) end(e *elementKind) {
	if !e.inline {
		s.endLine()
	}
	n := len(s.open) - 1
	for n >= 0 && s.open[n].kind.name != e.name {
		n--
	}
	if n < 0 {
		return // an end too many
	}
	for _, o := range slices.Backward(s.open[n:]) {
		if o.left {
			s.left--
		}
		if o.kind.level == 0 { // what follows a heading is at its place
			s.place = o.place
		}
	}
	s.open = s.open[:n]
	switch {
	case s.left > 0:
	case e.name == s.heading:
		s.heading = ""
	case e.name == "rt":
		s.inRt = false
		s.ruby = append(s.ruby, "）"...)
	case e.name == "ruby":
		s.inRuby = false
		s.after = append(s.after, s.ruby)
	}
}

func (s *textScanner) text(data []byte) {
	if s.left > 0 || len(s.open) > 0 && s.open[len(s.open)-1].kind.name == "rp" {
		return
	}
	if bytes.IndexByte(data, '&') >= 0 {
		data = []byte(html.UnescapeString(string(data)))
	}
	if s.inRuby {
		s.ruby = append(s.ruby, data...)
	}
	if !s.inRt {
		s.line = append(s.line, data...)
	}
}

// endLine puts what has come together into the lines.
func (s *textScanner) endLine() {
	s.put(s.line, s.heading)
	s.line = s.line[:0]
	for _, line := range s.after {
		s.put(line, "")
	}
	s.after = s.after[:0]
}

// put adds a line, with its place where that is another one.
func (s *textScanner) put(line []byte, heading string) {
	before := len(s.out)
	switch {
	case heading == "h1":
		if s.title == nil {
			s.title = appendLine(nil, line)
		}
		return
	case heading != "":
		s.out = append(append(append(s.out, markHeading), s.place...), '\t')
	case s.place != s.said:
		s.out = append(append(append(s.out, markPlace), s.place...), '\n')
	}
	text := len(s.out)
	if s.out = appendLine(s.out, line); len(s.out) == text {
		s.out = s.out[:before]
		return
	}
	s.said = s.place
	s.out = append(s.out, '\n')
}

// appendLine adds a text with one blank for every run of white space, none at the
// ends, and without the marks of the index.
func appendLine(to, text []byte) []byte {
	blank, start := false, len(to)
	for _, c := range text {
		if c <= ' ' {
			blank = len(to) > start
			continue
		}
		if blank {
			to = append(to, ' ')
			blank = false
		}
		to = append(to, c)
	}
	return to
}
