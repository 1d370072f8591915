package site

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// A date is a day, a month or a year: as much as its author knew. Authors write it
// in ISO form or as a Japanese date, with or without the weekday:
//
//	2025-02-21   2025年2月21日（金）   令和7年2月21日
//	2025-08      2025年8月            令和7年8月
//	2025         2025年               令和7年
//
// Where dates of different precision are sorted, a month stands for its last day
// and a year for its last day.
type date struct {
	year, month, day int // month, day 0: not known
}

// A dateStyle is how a site prints dates: "western" 2025年2月21日（金）, "era"
// 令和7年2月21日（金）, "both" 2025年（令和7年）2月21日（金）.
type dateStyle string

var dateStyles = []string{"western", "era", "both"}

// english is how pages in English print dates, whatever the style of the site:
// "21 February 2025 (Fri)".
const english dateStyle = "english"

// A dateMistake is what is wrong with a date that an author wrote.
type dateMistake struct{ msg, hint string }

const dateExamples = "2025-02-21、2025-08、2025、令和7年2月21日 のように書いてください"

var (
	isoDate      = regexp.MustCompile(`^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?$`)
	japaneseDate = regexp.MustCompile(`^(明治|大正|昭和|平成|令和)?(\d{1,4}|元)年(?:(\d{1,2})月(?:(\d{1,2})日)?)?$`)
	weekdayAt    = regexp.MustCompile(`[(（]?([日月火水木金土])(?:曜日?)?[)）]?$`)
)

const weekdays = "日月火水木金土"

// hyphens are what Japanese keyboards type for a hyphen; blanks go.
var hyphens = strings.NewReplacer(" ", "", "−", "-", "‐", "-", "–", "-", "—", "-", "―", "-", "ー", "-")

// parseDate reads a date as an author writes it.
func parseDate(s string) (date, *dateMistake) {
	text := hyphens.Replace(norm.NFKC.String(s))
	weekday := ""
	if m := weekdayAt.FindStringSubmatchIndex(text); m != nil && !isoDate.MatchString(text) && !japaneseDate.MatchString(text) {
		weekday, text = text[m[2]:m[3]], text[:m[0]]
	}
	m := isoDate.FindStringSubmatch(text)
	if m != nil {
		m = append([]string{"", ""}, m[1:]...)
	} else if m = japaneseDate.FindStringSubmatch(text); m == nil || m[1] == "" && len(m[2]) < 4 {
		return date{}, &dateMistake{fmt.Sprintf("日付 %q を読めません", s), dateExamples}
	}
	d := date{number10(m[2]), number10(m[3]), number10(m[4])}
	if m[1] != "" {
		var wrong *dateMistake
		if d, wrong = fromEra(m[1], d); wrong != nil {
			return date{}, wrong
		}
	}
	switch {
	case m[3] != "" && (d.month < 1 || d.month > 12):
		return date{}, &dateMistake{fmt.Sprintf("%d月という月はありません", d.month), dateExamples}
	case m[4] != "" && (d.day < 1 || d.day > d.lastDay()):
		return date{}, &dateMistake{fmt.Sprintf("%d年%d月は1日から%d日までです", d.year, d.month, d.lastDay()), "日を直してください"}
	}
	if wrong := d.checkWeekday(weekday); wrong != nil {
		return date{}, wrong
	}
	return d, nil
}

// number10 is a number of a date; 元 is the first year of an era.
func number10(s string) int {
	if s == "元" {
		return 1
	}
	n, _ := strconv.Atoi(s)
	return n
}

// checkWeekday compares the weekday that was written with the calendar's.
func (d date) checkWeekday(weekday string) *dateMistake {
	switch {
	case weekday == "" || d.day > 0 && weekday == d.weekday():
		return nil
	case d.day == 0:
		return &dateMistake{"日のない日付に曜日は書けません", "曜日を消すか、日まで書いてください"}
	}
	return &dateMistake{fmt.Sprintf("%d年%d月%d日は%s曜日です（%s曜日と書かれています）", d.year, d.month, d.day, d.weekday(), weekday),
		fmt.Sprintf("（%s）に直すか、曜日を消してください。曜日は自動で付きます", d.weekday())}
}

// lastDay is the number of days of the month; 31 where it is not known.
func (d date) lastDay() int {
	if d.month == 0 {
		return 31
	}
	return time.Date(d.year, time.Month(d.month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func (d date) weekday() string { return string([]rune(weekdays)[d.onWeek()]) }

func (d date) onWeek() time.Weekday {
	return time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC).Weekday()
}

// first and last are the days between which the date lies.
func (d date) first() date { return date{d.year, max(d.month, 1), max(d.day, 1)} }

func (d date) last() date {
	if d.month == 0 {
		return date{d.year, 12, 31}
	}
	if d.day == 0 {
		return date{d.year, d.month, d.lastDay()}
	}
	return d
}

func (d date) isZero() bool { return d == date{} }

// compare orders dates by their last day.
func (d date) compare(e date) int {
	a, b := d.last(), e.last()
	return (a.year-b.year)*10000 + (a.month-b.month)*100 + a.day - b.day
}

// plusMonths is the day so many months later, or before; the 31st becomes the last of
// a shorter month.
func (d date) plusMonths(n int) date {
	months := d.year*12 + d.month - 1 + n
	e := date{year: months / 12, month: months%12 + 1}
	e.day = min(d.day, e.lastDay())
	return e
}

// iso is the date for <time datetime>, with the precision it has.
func (d date) iso() string {
	switch {
	case d.month == 0:
		return fmt.Sprintf("%04d", d.year)
	case d.day == 0:
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
}

// text is the date in words, with its weekday.
func (d date) text(style dateStyle) string {
	if style == english {
		s := strconv.Itoa(d.year)
		if d.month > 0 {
			s = time.Month(d.month).String() + " " + s
		}
		if d.day > 0 {
			s = fmt.Sprintf("%d %s (%.3s)", d.day, s, d.onWeek())
		}
		return s
	}
	s := yearText(style, d.year, eraYears(d.first(), d.last()))
	if d.month > 0 {
		s += fmt.Sprintf("%d月", d.month)
	}
	if d.day > 0 {
		s += fmt.Sprintf("%d日（%s）", d.day, d.weekday())
	}
	return s
}

// yearText is a year in the style of the site. A year before the first era of the
// table is a western one in every style.
func yearText(style dateStyle, year int, era string) string {
	western := fmt.Sprintf("%d年", year)
	switch {
	case era == "" || style == "western":
		return western
	case style == "era":
		return era
	}
	return western + "（" + era + "）"
}

// An era is a name for years and its first day. Before 1873 Japan had another
// calendar, so days of those years are those of the Gregorian one.
type era struct {
	name  string
	start date
}

var eras = []era{
	{"明治", date{1868, 1, 25}},
	{"大正", date{1912, 7, 30}},
	{"昭和", date{1926, 12, 25}},
	{"平成", date{1989, 1, 8}},
	{"令和", date{2019, 5, 1}},
}

// eraOf is the era of a day, nil before the first.
func eraOf(day date) *era {
	for i := len(eras) - 1; i >= 0; i-- {
		if day.compare(eras[i].start) >= 0 {
			return &eras[i]
		}
	}
	return nil
}

func (e *era) year(year int) string {
	if n := year - e.start.year + 1; n > 1 {
		return fmt.Sprintf("%s%d年", e.name, n)
	}
	return e.name + "元年"
}

// eraYears is the year of two days of the same year: 令和7年, or 平成31年・令和元年
// where the era changes between them.
func eraYears(first, last date) string {
	a, b := eraOf(first), eraOf(last)
	switch {
	case b == nil:
		return ""
	case a == nil || a == b:
		return b.year(last.year)
	}
	return a.year(first.year) + "・" + b.year(last.year)
}

// fromEra is a date whose year counts from the beginning of an era.
func fromEra(name string, d date) (date, *dateMistake) {
	for i, e := range eras {
		if e.name != name {
			continue
		}
		western := date{e.start.year + d.year - 1, d.month, d.day}
		if d.year < 1 {
			return western, &dateMistake{fmt.Sprintf("%s0年という年はありません", name), dateExamples}
		}
		if western.last().compare(e.start) < 0 {
			return western, &dateMistake{fmt.Sprintf("%sは%sからです", name, e.start.text("western")),
				fmt.Sprintf("%sと書いてください", western.eraHint())}
		}
		if i+1 < len(eras) && western.first().compare(eras[i+1].start) >= 0 {
			return western, &dateMistake{fmt.Sprintf("%sは%sより前です", name, eras[i+1].start.text("western")),
				fmt.Sprintf("%sと書いてください", western.eraHint())}
		}
		return western, nil
	}
	panic("the pattern of dates and the table of eras differ: " + name)
}

// eraHint is how the date is written correctly, without a weekday.
func (d date) eraHint() string {
	s, _, _ := strings.Cut(d.text("era"), "（")
	return s
}

// A fiscalYear runs from April to March and is named after the year it begins in.
type fiscalYear int

// fiscalYear is the fiscal year of the date's last day.
func (d date) fiscalYear() fiscalYear {
	last := d.last()
	if last.month < 4 {
		return fiscalYear(last.year - 1)
	}
	return fiscalYear(last.year)
}

// text is the fiscal year in words. One in which the era changes has the name of
// the era at the end of December: 令和元年度 began in 平成31年.
func (y fiscalYear) text(style dateStyle) string {
	if style == english {
		return "Fiscal " + strconv.Itoa(int(y))
	}
	day := date{int(y), 12, 31}
	s := yearText(style, int(y), eraYears(day, day))
	return strings.Replace(s, "年", "年度", 1+strings.Count(s, "（"))
}

// A period is a time from one date to another, or a single date. One of the two
// may be missing.
type period struct {
	from, to date
	open     bool // "2025-04-01〜": from and to are not the same
}

// parsePeriod reads "2025-04-01〜2026-03-31", "2025-04〜" or a date.
func parsePeriod(s string) (period, *dateMistake) {
	before, after, open := strings.Cut(strings.NewReplacer("～", "〜", "~", "〜").Replace(s), "〜")
	p := period{open: open}
	for i, part := range []*date{&p.from, &p.to} {
		text := strings.TrimSpace([]string{before, after}[i])
		if text == "" {
			continue
		}
		d, wrong := parseDate(text)
		if wrong != nil {
			return period{}, wrong
		}
		*part = d
	}
	switch {
	case p.from.isZero() && p.to.isZero():
		return period{}, &dateMistake{fmt.Sprintf("期間 %q を読めません", s), "2025-04-01〜2026-03-31 のように書いてください"}
	case !p.from.isZero() && !p.to.isZero() && p.from.first().compare(p.to) > 0:
		return period{}, &dateMistake{"期間の終わりが始まりより前です", "始まり〜終わり の順に書いてください"}
	}
	return p, nil
}
