package site

import (
	"bytes"
	"html"
	"slices"

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

// Elements inside a line, those that have no end, those whose ids are places, and
// those that hold no text of the page.
var (
	inlineElements = wordSet("a abbr b bdi bdo cite code data del dfn em i ins kbd mark q rb rp rt ruby s samp small span strong sub sup time u var wbr img")
	voidElements   = wordSet("area base br col embed hr img input link meta source track wbr")
	placeElements  = wordSet("section article fieldset figure div li dt dd tr table")
	noText         = wordSet("nav script style template noscript svg button output textarea select dialog iframe progress meter")
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range bytes.Fields([]byte(words)) {
		set[string(w)] = true
	}
	return set
}

// An open element of the page.
type openElement struct {
	name  string
	place string // the place outside of it
	holds bool   // it is left out with all that is in it
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
	s := textScanner{}
	s.scan(lex.NewLexer(parse.NewInputBytes(slices.Clone(page))))
	return searchText{string(s.title), s.out}
}

// A textScanner collects the lines of a page.
type textScanner struct {
	out     []byte
	title   []byte
	line    []byte
	after   [][]byte // lines to follow this one: ruby with its readings
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
	var name, id string
	var out, hidden bool
	for {
		kind, data := l.Next()
		switch kind {
		case lex.ErrorToken:
			s.endLine()
			return
		case lex.StartTagToken:
			name, id, out, hidden = string(l.Text()), "", false, false
		case lex.AttributeToken:
			value := bytes.Trim(l.AttrVal(), `"'`)
			switch string(l.AttrKey()) {
			case "id":
				id = html.UnescapeString(string(value))
			case "hidden", "popover":
				hidden = true
			case "aria-hidden":
				hidden = string(value) == "true"
			case "data-search":
				out = string(value) == "off"
			case "role":
				switch string(value) {
				case "doc-noteref", "doc-backlink", "tooltip", "status":
					out = true
				}
			case "alt":
				if name == "img" && s.left == 0 && len(value) > 0 {
					s.after = append(s.after, []byte(html.UnescapeString(string(value))))
				}
			}
		case lex.StartTagCloseToken:
			s.start(name, id, out || hidden || noText[name])
		case lex.StartTagVoidToken: // <br/>, <path/>
			if !inlineElements[name] {
				s.endLine()
			}
		case lex.EndTagToken:
			s.end(string(l.Text()))
		case lex.TextToken:
			s.text(data)
		}
	}
}

func (s *textScanner) start(name, id string, leave bool) {
	if !inlineElements[name] {
		s.endLine()
	}
	if voidElements[name] {
		return
	}
	s.open = append(s.open, openElement{name, s.place, leave})
	if leave {
		s.left++
	}
	if s.left > 0 {
		return
	}
	heading := isHeading(name)
	if heading {
		s.heading = name
	}
	if id != "" && (heading || placeElements[name]) {
		s.place = id
	}
	switch name {
	case "dfn": // a term with a place of its own is as good as a heading
		if n := len(s.open); n > 1 && s.open[n-2].name == "dt" {
			s.heading = "dt"
		}
	case "ruby":
		s.inRuby, s.ruby = true, nil
	case "rt":
		s.inRt = true
		s.ruby = append(s.ruby, "（"...)
	}
}

func isHeading(name string) bool {
	return len(name) == 2 && name[0] == 'h' && '1' <= name[1] && name[1] <= '6'
}

func (s *textScanner) end(name string) {
	if !inlineElements[name] {
		s.endLine()
	}
	if !slices.ContainsFunc(s.open, func(e openElement) bool { return e.name == name }) {
		return
	}
	for n := len(s.open) - 1; n >= 0; n-- {
		e := s.open[n]
		s.open = s.open[:n]
		if e.holds {
			s.left--
		}
		if !isHeading(e.name) { // what follows a heading is at its place
			s.place = e.place
		}
		if e.name == name {
			break
		}
	}
	switch {
	case s.left > 0:
	case name == s.heading:
		s.heading = ""
	case name == "rt":
		s.inRt = false
		s.ruby = append(s.ruby, "）"...)
	case name == "ruby":
		s.inRuby = false
		s.after = append(s.after, s.ruby)
	}
}

func (s *textScanner) text(data []byte) {
	if s.left > 0 || len(s.open) > 0 && s.open[len(s.open)-1].name == "rp" {
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
	line := appendLine(nil, s.line)
	s.line = s.line[:0]
	switch {
	case len(line) == 0:
	case s.heading == "h1":
		if s.title == nil {
			s.title = line
		}
	case s.heading != "":
		s.out = append(s.out, markHeading)
		s.out = append(s.out, s.place...)
		s.out = append(s.out, '\t')
		s.out = append(append(s.out, line...), '\n')
		s.said = s.place
	default:
		s.put(line)
	}
	after := s.after
	s.after = nil
	for _, a := range after {
		if line := appendLine(nil, a); len(line) > 0 {
			s.put(line)
		}
	}
}

// put adds a line, with its place where that is another one.
func (s *textScanner) put(line []byte) {
	if s.place != s.said {
		s.out = append(append(append(s.out, markPlace), s.place...), '\n')
		s.said = s.place
	}
	s.out = append(append(s.out, line...), '\n')
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
