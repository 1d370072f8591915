package criteria

import (
	"strconv"
	"strings"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// What stands beside a rule, as lines of text: inputs, computed values, tables of points,
// what awards ask for. Editions are compared line by line, see [NewDiff].

// in is the text of the speaker's language.
func (sp speaker) in(ja, en string) string {
	if sp.lang == "en" {
		return en
	}
	return ja
}

// brackets puts details behind a label.
func (sp speaker) brackets(label string, details []string) string {
	if len(details) == 0 {
		return label
	}
	return label + sp.in("（", " (") + strings.Join(details, sp.in("、", ", ")) + sp.in("）", ")")
}

var kindWordsEnglish = [...]string{"yes or no", "whole number", "number", "one of several", "any of several", "date", "text", "table"}

// input is everything that a visitor sees of a field, in one line.
func (sp speaker) input(f *Field) string {
	details := []string{sp.in(kindWords[f.Type], kindWordsEnglish[f.Type])}
	add := func(ja, en string) { details = append(details, sp.in(ja, en)) }
	if u := f.Unit.In(sp.lang); u != "" {
		add("単位は"+u, "in "+u)
	}
	if f.Min != nil {
		add(f.Min.Rat.String()+"以上", f.Min.Rat.String()+" or more")
	}
	if f.Max != nil {
		add(f.Max.Rat.String()+"以下", f.Max.Rat.String()+" or less")
	}
	if f.Step != nil {
		add(f.Step.Rat.String()+"きざみ", "in steps of "+f.Step.Rat.String())
	}
	if f.Type == Decimal && f.Decimals >= 0 {
		n := strconv.Itoa(f.Decimals)
		add("小数点以下"+n+"桁まで", "at most "+n+" decimals")
	}
	if f.MaxLength > 0 {
		n := strconv.Itoa(f.MaxLength)
		add(n+"文字まで", "at most "+n+" characters")
	}
	if f.Rows > 0 {
		n := strconv.Itoa(f.Rows)
		add(n+"行まで", "at most "+n+" rows")
	}
	if len(f.Options) > 0 {
		details = append(details, sp.in("選択肢：", "options: ")+strings.Join(sp.options(f.Options), "／"))
	}
	if len(f.Columns) > 0 {
		var columns []string
		for _, c := range f.Columns {
			columns = append(columns, sp.input(c))
		}
		details = append(details, sp.in("列：", "columns: ")+strings.Join(columns, "／"))
	}
	if f.Blank != nil {
		add("空欄は"+f.Blank.Rat.String()+"とみなす", "a blank counts as "+f.Blank.Rat.String())
	}
	if f.Optional {
		add("空欄のままでもよい", "may stay blank")
	}
	if f.Required {
		add("必ず書く", "must be filled in")
	}
	if f.When.Node != nil {
		add(sp.say(f.When.Node).when()+"だけたずねる", "asked only if: "+sp.say(f.When.Node).text)
	}
	line := sp.brackets(f.Label.In(sp.lang), details)
	if n := f.Note.In(sp.lang); n != "" {
		line += sp.in("　", " ") + n
	}
	return line
}

func (sp speaker) options(os []*Option) []string {
	var texts []string
	for _, o := range os {
		var details []string
		if o.Exclusive {
			details = append(details, sp.in("ほかと一緒には選べない", "not with others"))
		}
		if n := o.Note.In(sp.lang); n != "" {
			details = append(details, n)
		}
		if o.Points != nil {
			details = append(details, sp.points(o.Points.Rat.String()))
		}
		texts = append(texts, sp.brackets(o.Label.In(sp.lang), details))
	}
	return texts
}

// points is a number of points.
func (sp speaker) points(n string) string {
	if sp.lang == "en" && n == "1" {
		return "1 point"
	}
	return n + sp.in("点", " points")
}

func (sp speaker) inputs(fs []*Field) []string {
	var lines []string
	for _, f := range fs {
		if !f.Reference {
			lines = append(lines, sp.input(f))
		}
	}
	return lines
}

// computed is how derived values are computed, a line each.
func (sp speaker) computed(ds []*Derived) []string {
	var lines []string
	for _, d := range ds {
		var details []string
		if u := d.Unit.In(sp.lang); u != "" {
			details = append(details, u)
		}
		if d.Decimals >= 0 {
			n := strconv.Itoa(d.Decimals)
			details = append(details, sp.in("小数点以下"+n+"桁", n+" decimals"))
		}
		lines = append(lines, sp.brackets(d.Label.In(sp.lang), details)+" ＝ "+sp.ways(d))
		if d.Target.Node != nil {
			lines = append(lines, d.Label.In(sp.lang)+sp.in("の目標：", ": target ")+sp.test(&feel.Name{Name: d.ID}, d.Target.Node).text)
		}
	}
	return lines
}

// ways is how a derived value is computed.
func (sp speaker) ways(d *Derived) string {
	var ways []string
	for _, e := range d.values() {
		if e.Node != nil {
			ways = append(ways, sp.computing(e.Node))
		}
	}
	return strings.Join(ways, sp.in("、または ", ", or "))
}

// computing is an expression that gives a value: a formula, or a condition.
func (sp speaker) computing(n feel.Node) string {
	switch n := n.(type) {
	case *feel.Between, *feel.In, *feel.Quantified:
		return sp.say(n).text
	case *feel.Call:
		if n.Name == "not" || n.Name == "list contains" {
			return sp.say(n).text
		}
	case *feel.Binary:
		switch n.Op {
		case score.OpAnd, score.OpOr, score.OpEq, score.OpNe, score.OpLt, score.OpLe, score.OpGt, score.OpGe:
			return sp.say(n).text
		}
	}
	return formulaSpeaker{speaker: sp}.term(n).text
}

func (sp speaker) rulesBetween(cs []*Constraint) []string {
	var lines []string
	for _, c := range cs {
		line := c.Message.In(sp.lang)
		if c.Assert.Node != nil {
			line = sp.brackets(line, []string{sp.say(c.Assert.Node).text})
		}
		lines = append(lines, line)
	}
	return lines
}

// pointLines are the tables of points of a rule.
func (sp speaker) pointLines(r Rule) []string {
	var lines []string
	for _, t := range r.Tables {
		head := t.When
		if t.By != "" {
			if head != "" {
				head += sp.in("、", ", ")
			}
			head += sp.in("「"+t.By+"」による", "by “"+t.By+"”")
		}
		if head != "" {
			lines = append(lines, head)
		}
		for _, row := range t.Rows {
			lines = append(lines, row.Condition+sp.in("：", ": ")+sp.points(row.Points))
		}
	}
	return lines
}

// paperLines are when papers are needed, and which.
func (sp speaker) paperLines(r Rule) []string {
	var lines []string
	if r.Evidence != "" {
		lines = append(lines, r.Evidence)
	}
	for _, p := range r.Papers {
		var when []string
		if p.When != "" {
			when = append(when, p.When)
		}
		lines = append(lines, sp.brackets(p.Text, when))
	}
	return lines
}

// awardLines are what an award asks for.
func (sp speaker) awardLines(a *Award) []string {
	r := sp.scheme.AwardRule(a, sp.lang)
	if len(r.Groups) == 0 {
		return nonEmpty(r.Sentence)
	}
	var lines []string
	for _, g := range r.Groups {
		line := g.Sentence
		if g.Title != "" {
			line = g.Title + sp.in("：", ": ") + line
		}
		lines = append(lines, line)
		for _, id := range g.Criteria {
			if c := sp.scheme.Criterion(id); c != nil {
				lines = append(lines, sp.in("・", "- ")+sp.titled(c.Number, c.Title))
			}
		}
	}
	return lines
}

// titled is a title behind its official number.
func (sp speaker) titled(number string, title Text) string {
	return strings.TrimSpace(number + " " + title.In(sp.lang))
}

// bandLines are the ranges in which a number of the result may lie.
func (sp speaker) bandLines(bs []*Bands) []string {
	var lines []string
	for _, b := range bs {
		for _, t := range b.Tiers {
			if b.By.Node == nil || t.Is.Node == nil {
				continue
			}
			label, _ := sp.label(b.By.Node)
			lines = append(lines, b.Title.In(sp.lang)+sp.in("：", ": ")+label+sp.in("が", " ")+sp.test(b.By.Node, t.Is.Node).text+sp.in("は「", " is “")+t.Title.In(sp.lang)+sp.in("」", "”"))
		}
	}
	return lines
}

func (sp speaker) texts(ts []Text) []string {
	var lines []string
	for _, t := range ts {
		lines = append(lines, t.In(sp.lang))
	}
	return lines
}

// nonEmpty is a text as lines: none where it is empty.
func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}
