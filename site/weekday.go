package site

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

var dayInText = regexp.MustCompile(`(?:(?:[0-9０-９]{4}|(?:令和|平成|昭和)(?:元|[0-9０-９]{1,2}))年[0-9０-９]{1,2}月[0-9０-９]{1,2}日|[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}) ?[（(][日月火水木金土](?:曜日?)?[）)]`)

// wrongWeekdays warns of dates in a text that fall on another weekday than is written
// behind them: that of the year before is what editors overlook first.
func (d *document) wrongWeekdays(t *ast.Text) {
	text := t.Segment.Value(d.source)
	if !bracketedWeekday(text) || t.Parent().Kind() == ast.KindCodeSpan {
		return
	}
	for _, m := range dayInText.FindAllIndex(text, -1) {
		if _, wrong := parseDate(string(text[m[0]:m[1]])); wrong != nil {
			d.warn(t.Segment.Start+m[0], "weekday", wrong.msg, "日付か曜日を直してください")
		}
	}
}

// bracketedWeekday reports whether a bracket begins with a weekday, which few texts have:
// the expression takes a hundred times as long.
func bracketedWeekday(text []byte) bool {
	for _, bracket := range []string{"（", "("} {
		for rest := text; ; {
			i := bytes.Index(rest, []byte(bracket))
			if i < 0 {
				break
			}
			rest = rest[i+len(bracket):]
			if r, _ := utf8.DecodeRune(rest); strings.ContainsRune(weekdays, r) {
				return true
			}
		}
	}
	return false
}
