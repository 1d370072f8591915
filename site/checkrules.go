package site

import (
	"slices"
	"strconv"

	"kijun/criteria"
)

const fewRules = 3 // rules; a list of more than that is worth a table

// rules are what the answers are checked for, in the order of their ids.
func (f fieldMaker) rules() []CheckRule {
	var list []CheckRule
	add := func(id string, text, severity Text) {
		rule := CheckRule{Text(id), text, severity}
		if !slices.Contains(list, rule) {
			list = append(list, rule)
		}
	}
	checks := func(cs []*criteria.Check) {
		for _, c := range cs {
			text := f.text(c.Message)
			if text == "" {
				text = f.words.check(c.Kind)
			}
			add(c.ID, text, f.severity(c.Severity, false))
		}
	}
	checks(f.edition.Checks)
	for _, x := range f.edition.AllFields() {
		checks(x.Checks)
	}
	f.edition.eachConstraint(func(c *criteria.Constraint) {
		add(c.ID, f.text(c.Message), f.severity(c.Severity, c.Reminder))
	})
	if len(list) <= fewRules {
		return nil
	}
	slices.SortStableFunc(list, func(a, b CheckRule) int { return natural(string(a.ID), string(b.ID)) })
	return list
}

// natural compares ids as people order them: V2 before V10.
func natural(a, b string) int {
	digits := func(s string) int {
		n := 0
		for n < len(s) && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		return n
	}
	for a != "" && b != "" {
		if m, n := digits(a), digits(b); m > 0 && n > 0 {
			x, _ := strconv.Atoi(a[:m])
			y, _ := strconv.Atoi(b[:n])
			if x != y {
				return x - y
			}
			a, b = a[m:], b[n:]
			continue
		}
		if a[0] != b[0] {
			return int(a[0]) - int(b[0])
		}
		a, b = a[1:], b[1:]
	}
	return len(a) - len(b)
}

func (f fieldMaker) severity(s criteria.Severity, reminder bool) Text {
	switch {
	case reminder:
		return f.words.SeverityReminder
	case s == criteria.Warning:
		return f.words.SeverityWarning
	}
	return f.words.SeverityError
}

// check is what a field forbids, in words of the theme.
func (w *Words) check(k criteria.CheckKind) Text {
	switch k {
	case criteria.CheckRange:
		return w.CheckRange
	case criteria.CheckDecimals:
		return w.CheckDecimals
	case criteria.CheckExclusive:
		return w.CheckExclusive
	case criteria.CheckLength:
		return w.CheckLength
	case criteria.CheckRequired:
		return w.CheckRequired
	case criteria.CheckHidden:
		return w.CheckHidden
	}
	return w.CheckType
}

// eachConstraint calls do for every constraint of a definition, in its order.
func (e *edition) eachConstraint(do func(*criteria.Constraint)) {
	each := func(cs []*criteria.Constraint) {
		for _, c := range cs {
			do(c)
		}
	}
	each(e.Constraints)
	for _, s := range e.Sections {
		each(s.Constraints)
		for _, q := range s.Questions {
			each(q.Constraints)
			for _, sub := range q.Questions {
				each(sub.Constraints)
			}
		}
		for _, c := range s.Criteria {
			each(c.Constraints)
		}
	}
}
