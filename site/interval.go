package site

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// An interval is a time span after which something is due, as authors write it:
//
//	6か月   1年   半年   90日   2週間   6 months   1 year   90 days   2 weeks   なし   none
//
// The zero interval is what nobody wrote.
type interval struct {
	months, days int
	never        bool
}

const intervalExamples = "6か月、1年、90日のように書いてください。見直しの要らないページは なし です"

var intervalForm = regexp.MustCompile(`^([1-9][0-9]{0,3}) *(年|か月|カ月|ヶ月|ケ月|ヵ月|箇月|週間|日|years?|months?|weeks?|days?)$`)

// parseInterval reads an interval as an author writes it.
func parseInterval(s string) (interval, *dateMistake) {
	folded := strings.ToLower(strings.TrimSpace(norm.NFKC.String(s)))
	switch folded {
	case "なし", "none", "never":
		return interval{never: true}, nil
	case "半年":
		return interval{months: 6}, nil
	}
	m := intervalForm.FindStringSubmatch(folded)
	if m == nil {
		return interval{}, &dateMistake{fmt.Sprintf("期間 %q を読めません", s), intervalExamples}
	}
	n, _ := strconv.Atoi(m[1]) // four digits at most
	switch strings.TrimSuffix(m[2], "s") {
	case "年", "year":
		return interval{months: 12 * n}, nil
	case "週間", "week":
		return interval{days: 7 * n}, nil
	case "日", "day":
		return interval{days: n}, nil
	}
	return interval{months: n}, nil
}

func (i interval) isZero() bool { return i == interval{} }

// after is the day on which the interval ends. A month stands for its last day.
func (i interval) after(d date) date {
	d = d.last()
	if i.months > 0 {
		return d.plusMonths(i.months)
	}
	end := time.Date(d.year, time.Month(d.month), d.day+i.days, 0, 0, 0, 0, time.UTC)
	return date{end.Year(), int(end.Month()), end.Day()}
}

// iso is the interval for data (ISO 8601), empty for one that never ends.
func (i interval) iso() string {
	switch {
	case i.never:
		return ""
	case i.months > 0:
		return fmt.Sprintf("P%dM", i.months)
	}
	return fmt.Sprintf("P%dD", i.days)
}

// interval is the value of a key as an interval, the zero interval where there is none.
func (m *mapping) interval(key string) interval {
	s := m.text(key)
	if s == "" {
		return interval{}
	}
	i, wrong := parseInterval(s)
	if wrong != nil {
		m.problem(m.entries[key], "interval", wrong.msg, wrong.hint)
	}
	return i
}
