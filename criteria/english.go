package criteria

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// In English a condition is a clause with its subject first: "the check-up rate is 30%
// or more". It is said as it is after "when", "because" and "if"; a test without its
// subject is what follows "is".

var englishJoins = map[string]string{byAnd: " and ", byOr: " or ", byIf: "; otherwise, "}

var monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// comparisonsEnglish and dateWordsEnglish are what a value is, compared with another.
var comparisonsEnglish = map[score.Op]string{
	score.OpEq: "%s", score.OpNe: "not %s", score.OpLt: "less than %s", score.OpLe: "%s or less", score.OpGt: "more than %s", score.OpGe: "%s or more",
}

var dateWordsEnglish = map[score.Op]string{
	score.OpEq: "%s", score.OpNe: "not %s", score.OpLt: "before %s", score.OpLe: "%s or before", score.OpGt: "after %s", score.OpGe: "%s or later",
}

// boundsEnglish are comparisons with what is no plain number.
var boundsEnglish = map[score.Op]string{score.OpLe: "at most %s", score.OpGe: "at least %s"}

// counts reports whether a field counts something: people, not per cent.
func (sp speaker) counts(x feel.Node) bool {
	name, ok := x.(*feel.Name)
	if !ok {
		return false
	}
	i, ok := sp.fieldIndex[name.Name]
	if !ok || sp.fields[i].Type != Integer {
		return false
	}
	first, _ := utf8.DecodeRuneInString(sp.fields[i].Unit.In("en"))
	return unicode.IsLetter(first) && sp.fields[i].Unit.In("en") != "points"
}

// counted is a number with its unit: 5%, 1 person, 12 days.
func counted(number, unit string) string {
	switch first, _ := utf8.DecodeRuneInString(unit); {
	case unit == "":
		return number
	case !unicode.IsLetter(first):
		return number + unit
	case number == "1" && unit == "people":
		return "1 person"
	case number == "1" && !strings.HasSuffix(unit, "ss"):
		return "1 " + strings.TrimSuffix(unit, "s")
	}
	return number + " " + unit
}

// sentence is a clause as it begins a sentence.
func (sp speaker) sentence(clause string) string {
	if first, size := utf8.DecodeRuneInString(clause); sp.lang == "en" && size > 0 {
		return string(unicode.ToUpper(first)) + clause[size:]
	}
	return clause
}

// quoted is a label between the quotation marks of the language.
func (sp speaker) quoted(label string) string {
	if sp.lang == "en" {
		return "“" + strings.NewReplacer("“", "‘", "”", "’").Replace(label) + "”"
	}
	return quoted(label)
}

// noun is a label inside a sentence: "Check-up rate" is "the check-up rate". A label
// that is a name or an abbreviation keeps its capital.
func noun(label string) string {
	first, size := utf8.DecodeRuneInString(label)
	second, _ := utf8.DecodeRuneInString(label[size:])
	if !unicode.IsLetter(first) || unicode.IsUpper(second) {
		return label
	}
	label = string(unicode.ToLower(first)) + label[size:]
	for _, article := range []string{"the ", "a ", "an "} {
		if strings.HasPrefix(label, article) {
			return label
		}
	}
	return "the " + label
}

func clause(text string) phrase { return phrase{text: text, english: true} }

// is is a clause with a verb that may be denied.
func is(subject, what string, not bool) phrase {
	if not {
		return clause(subject + be(subject) + "not " + what)
	}
	return clause(subject + be(subject) + what)
}

// be is the verb behind a subject: "the rate is", "the days of leave are".
func be(subject string) string {
	head, _, _ := strings.Cut(strings.TrimPrefix(subject, "the "), " ")
	for _, ending := range []string{"ss", "us", "is"} {
		if strings.HasSuffix(head, ending) {
			return " is "
		}
	}
	if strings.HasPrefix(subject, "the ") && strings.HasSuffix(head, "s") {
		return " are "
	}
	return " is "
}

// neither denies several tests.
func neither(tests []string) string {
	nor := " nor "
	if strings.Contains(strings.Join(tests, ""), ",") {
		nor = ", nor "
	}
	return "neither " + strings.Join(tests, nor)
}

func (sp speaker) labelEnglish(n feel.Node) (label, unit string) {
	switch n := n.(type) {
	case *feel.Name:
		switch n.Name {
		case "total":
			return "the total", "points"
		case "maximum":
			return "the maximum", "points"
		}
		if i, ok := sp.fieldIndex[n.Name]; ok {
			return noun(sp.fields[i].Label.In("en")), sp.fields[i].Unit.In("en")
		}
		if i, ok := sp.derivedIndex[n.Name]; ok {
			return noun(sp.derived[i].Label.In("en")), sp.derived[i].Unit.In("en")
		}
		return n.Name, ""
	case *feel.Path:
		x, ok := n.X.(*feel.Name)
		if !ok {
			break
		}
		if c, ok := sp.criterion[x.Name]; ok && n.Member == "points" {
			return "the points of " + sp.quoted(sp.criteria[c].Title.In("en")), "points"
		}
		if i, ok := sp.section[x.Name]; ok {
			of := sp.quoted(sp.scheme.Sections[i].Title.In("en"))
			if n.Member == "total" {
				return "the total of " + of, "points"
			}
			return "the maximum of " + of, "points"
		}
		if i, ok := sp.fieldIndex[x.Name]; ok {
			for _, c := range sp.fields[i].Columns {
				if c.ID == n.Member {
					return noun(c.Label.In("en")) + " of " + sp.quoted(sp.fields[i].Label.In("en")), c.Unit.In("en")
				}
			}
		}
	case *feel.Lit:
		return sp.literal(n.Value, ""), ""
	case *feel.Unary:
		l, u := sp.label(n.X)
		return "−" + l, u
	case *feel.Binary:
		x, u := sp.label(n.X)
		y, v := sp.label(n.Y)
		if u == "" {
			u = v
		}
		switch n.Op {
		case score.OpAdd:
			return x + " plus " + y, u
		case score.OpSub:
			return x + " minus " + y, u
		case score.OpMul:
			return x + " × " + y, u
		case score.OpDiv:
			return x + " ÷ " + y, ""
		}
	case *feel.Call:
		switch {
		case n.Name == "percent" && len(n.Args) == 2 && n.Named == nil:
			x, _ := sp.label(n.Args[0])
			y, _ := sp.label(n.Args[1])
			return "the share of " + x + " in " + y, "%"
		case n.Name == "count" && len(n.Args) == 1:
			if x, ok := n.Args[0].(*feel.Name); ok {
				if i, ok := sp.fieldIndex[x.Name]; ok {
					return "the number of answers to " + sp.quoted(sp.fields[i].Label.In("en")), ""
				}
			}
		case n.Name == "sum" && len(n.Args) == 1:
			l, u := sp.label(n.Args[0])
			return "the sum of " + l, u
		}
	}
	return sp.quoted(feel.Print(n)), ""
}

func (sp speaker) sayingEnglish(n feel.Node, not bool) phrase {
	switch n := n.(type) {
	case *feel.Name:
		return sp.truthEnglish(sp.raw(n), not)
	case *feel.Path:
		return sp.memberEnglish(n, not)
	case *feel.Lit:
		if n.Value.IsTrue() != not {
			return clause("this always holds")
		}
		return clause("this never holds")
	case *feel.Binary:
		switch n.Op {
		case score.OpAnd, score.OpOr:
			return sp.both(n, not)
		case score.OpEq, score.OpNe, score.OpLt, score.OpLe, score.OpGt, score.OpGe:
			return sp.comparisonEnglish(n.X, n.Op, n.Y, not)
		}
	case *feel.Call:
		if n.Name == "not" && len(n.Args) == 1 {
			return sp.saying(n.Args[0], !not)
		}
		if n.Name == "list contains" && len(n.Args) == 2 {
			return is(sp.value(n.Args[0], n.Args[1]), "chosen in "+sp.quoted(sp.raw(n.Args[0])), not)
		}
	case *feel.Between:
		l, _ := sp.label(n.X)
		return is(l, "between "+sp.value(n.X, n.Lo)+" and "+sp.value(n.X, n.Hi), not)
	case *feel.In:
		l, _ := sp.label(n.X)
		if !not {
			p := sp.tests(n.X, n.Tests)
			p.text = l + be(l) + p.text
			return p
		}
		if len(n.Tests) == 1 {
			return is(l, sp.test(n.X, n.Tests[0]).text, true)
		}
		var tests []string
		for _, t := range n.Tests {
			tests = append(tests, sp.test(n.X, t).text)
		}
		return clause(l + be(l) + neither(tests))
	case *feel.If:
		c, a, b := sp.say(n.Cond), sp.saying(n.Then, not).under(""), sp.saying(n.Else, not).under(byIf)
		return phrase{text: c.given() + a.text + englishJoins[byIf] + b.text, joined: byIf, english: true}
	case *feel.Quantified:
		if list, ok := n.List.(*feel.Name); ok && !n.Every {
			if p, ok := sp.chosen(list, n, not); ok {
				return p
			}
		}
	}
	if not {
		return clause(sp.quoted(feel.Print(n)) + " does not hold")
	}
	return clause(sp.quoted(feel.Print(n)) + " holds")
}

// raw is the label of a name as its author wrote it.
func (sp speaker) raw(n feel.Node) string {
	if name, ok := n.(*feel.Name); ok {
		if i, ok := sp.fieldIndex[name.Name]; ok {
			return sp.fields[i].Label.In("en")
		}
		if i, ok := sp.derivedIndex[name.Name]; ok {
			return sp.derived[i].Label.In("en")
		}
	}
	l, _ := sp.label(n)
	return l
}

// truthEnglish says a boolean answer or derived value: the answer to a question, or
// whether what the label says applies.
func (sp speaker) truthEnglish(label string, not bool) phrase {
	switch question := strings.HasSuffix(label, "?"); {
	case question && not:
		return clause("the answer to " + sp.quoted(label) + " is “No”")
	case question:
		return clause("the answer to " + sp.quoted(label) + " is “Yes”")
	case not:
		return clause(sp.quoted(label) + " does not apply")
	}
	return clause(sp.quoted(label) + " applies")
}

func (sp speaker) memberEnglish(n *feel.Path, not bool) phrase {
	title := feel.Print(n)
	if x, ok := n.X.(*feel.Name); ok {
		if c, ok := sp.criterion[x.Name]; ok {
			title = sp.criteria[c].Title.In("en")
		}
	}
	if n.Member == "applies" {
		return is(sp.quoted(title), "applicable", not)
	}
	return is(sp.quoted(title), "met", not)
}

func (sp speaker) comparisonEnglish(x feel.Node, op score.Op, y feel.Node, not bool) phrase {
	if not {
		op = opposite[op]
	}
	if _, ok := x.(*feel.Lit); ok {
		x, y, op = y, x, mirrored[op]
	}
	l, _ := sp.label(x)
	if lit, ok := y.(*feel.Lit); ok {
		switch lit.Value.Kind {
		case score.KNull:
			what := "computed"
			if name, ok := x.(*feel.Name); ok {
				if _, ok := sp.fieldIndex[name.Name]; ok {
					return is(sp.quoted(sp.raw(x)), "answered", op == score.OpEq)
				}
			}
			if op == score.OpEq {
				return clause(l + " cannot be " + what)
			}
			return clause(l + " can be " + what)
		case score.KBool:
			return sp.saying(x, lit.Value.IsTrue() == (op == score.OpNe))
		}
	}
	p := sp.against(x, op, y)
	p.text = l + be(l) + p.text
	return p
}

func (sp speaker) testEnglish(x, t feel.Node) phrase {
	switch t := t.(type) {
	case *feel.Dash:
		return clause("anything else")
	case *feel.Cmp:
		return sp.against(x, t.Op, t.X)
	case *feel.Interval:
		lo, hi := sp.value(x, t.Lo), sp.value(x, t.Hi)
		switch {
		case isDate(t.Lo) && !t.LoOpen && !t.HiOpen:
			return clause("from " + lo + " to " + hi)
		case t.LoOpen && t.HiOpen:
			return clause("more than " + lo + " and less than " + hi)
		case t.LoOpen:
			return clause("more than " + lo + " and up to " + hi)
		case t.HiOpen:
			return clause(lo + " or more, but less than " + hi)
		}
		return clause("from " + lo + " to " + hi)
	case *feel.NotTests:
		var tests []string
		for _, t := range t.Tests {
			tests = append(tests, sp.test(x, t).text)
		}
		if len(tests) == 1 {
			return clause("not " + tests[0])
		}
		return clause(neither(tests))
	case *feel.List:
		return sp.tests(x, t.Items)
	case *feel.Lit:
		if t.Value.Kind == score.KNull {
			return clause("not available")
		}
	}
	return clause(sp.value(x, t))
}

// chosenEnglish says which options of a field are chosen; see [speaker.chosen].
func chosenEnglish(label string, yes, no []string, alone, not bool) phrase {
	of := "chosen in “" + label + "”"
	switch {
	case len(no) == 0 && len(yes) > 3:
		if not {
			return clause("nothing is " + of)
		}
		return clause("something is " + of)
	case alone && len(no) > 0:
		if not {
			return clause("nothing but " + strings.Join(no, " or ") + " is " + of)
		}
		return clause("something other than " + strings.Join(no, " or ") + " is " + of)
	case len(yes) == 1:
		return is(yes[0], of, not)
	case not:
		return clause("none of " + strings.Join(yes, ", ") + " is " + of)
	}
	return clause("at least one of " + strings.Join(yes, ", ") + " is " + of)
}

// countEnglish is "5", "3 or 4", "2 or fewer" of so many items.
func countEnglish(lo, hi, of int) string {
	n := strconv.Itoa
	switch {
	case lo == hi && lo == of && of > 1:
		if of == 2 {
			return "Both"
		}
		return "All " + n(lo)
	case lo == hi && lo == 0:
		return "None"
	case lo == hi:
		return n(lo)
	case lo == 0:
		return n(hi) + " or fewer"
	case hi == of:
		return n(lo) + " or more"
	case hi == lo+1:
		return n(lo) + " or " + n(hi)
	}
	return n(lo) + " to " + n(hi)
}

// concluded is a conclusion with its reason.
func (sp speaker) concluded(reason phrase, ja, en string) string {
	return sp.in(reason.because()+ja, en+reason.because()+".")
}

// ruleEnglish is a rule as the reason of its points: "5 points, because the check-up
// rate is 30% or more, but less than 50%."
func (c *compiler) ruleEnglish(p *Points, t *PointsTable, i int) string {
	tier := t.Tiers[i]
	reason := "none of the other conditions holds"
	switch {
	case p.Form == ByCount:
		count := strings.ToLower(c.countCondition(t, i, len(p.Count)))
		reason = count + " of the items apply"
		if count == "1" || count == "none" {
			reason = count + " of the items applies"
		}
	case p.Form == ByRules && p.Scale != nil:
		reason = "the answer is " + c.quoted(c.condition(p, t, i))
	case p.Form == ByRules && tier.When.Node != nil:
		reason = c.say(tier.When.Node).text
	case p.Form == ByTiers:
		label, _ := c.label(p.By.Node)
		is := clause(label + be(label) + c.test(p.By.Node, tier.Is.Node).text)
		if _, any := tier.Is.Node.(*feel.Dash); any {
			is = clause("no other level applies to " + label)
		}
		if tier.When.Node != nil {
			is = join(byAnd, is, c.say(tier.When.Node))
		}
		reason = is.text
	}
	return c.sentence(c.points(tier.Points.Rat.String())) + ", because " + reason + "."
}

// groupEnglish is what a group asks for: "Meet 2 or more of the 3 criteria".
func (sp speaker) groupEnglish(q *Requirement, single, inner int) string {
	several := func(n int, one, many string) string {
		if n == 1 {
			return "1 " + one
		}
		return strconv.Itoa(n) + " " + many
	}
	what := several(single, "criterion", "criteria")
	switch {
	case inner > 0 && single > 0:
		what += " and " + several(inner, "group of requirements", "groups of requirements")
	case inner > 0:
		what = several(inner, "group of requirements", "groups of requirements")
	}
	switch {
	case q.Quantifier == All && single+inner == 1:
		return "Meet the " + strings.TrimPrefix(what, "1 ")
	case q.Quantifier == All:
		return "Meet all of the " + what
	case q.Quantifier == Any:
		return "Meet at least one of the " + what
	case q.AtLeast.Node == nil:
		return what
	}
	return sp.sentence(sp.neededEnglish(q.AtLeast.Node) + " of the " + what)
}

func (sp speaker) neededEnglish(n feel.Node) string {
	switch n := n.(type) {
	case *feel.If:
		return sp.say(n.Cond).given() + sp.neededEnglish(n.Then) + ", otherwise " + sp.neededEnglish(n.Else)
	case *feel.Lit:
		return "meet " + n.Value.String() + " or more"
	}
	label, _ := sp.label(n)
	return "meet as many as " + label
}
