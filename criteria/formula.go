package criteria

import (
	"slices"
	"strings"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// A Formula is how a value is computed: as a line of text that can be read aloud,
// and as parts that a page sets with fractions.
type Formula struct {
	Text string
	Set  FormulaPart
}

// A FormulaPart is one of these: a text, a fraction, a power, or a row of parts.
type FormulaPart struct {
	Text        string
	Sign        bool         // the text is an operator
	Top, Bottom *FormulaPart // a fraction
	Base, Power *FormulaPart
	Row         []FormulaPart
}

// Formula is an expression that gives a number, with the labels of the inputs
// instead of their ids.
func (s *Scheme) Formula(e Expr, lang string) Formula {
	if e.Node == nil {
		return Formula{}
	}
	f := formulaSpeaker{speaker: speaker{s.names, lang}}.term(e.Node)
	return Formula{f.text, f.set}
}

// Names lists what an expression names, each once: ids of fields and derived
// values, but not of columns inside a filter.
func (s *Scheme) Names(e Expr) []string {
	var ids []string
	if e.Node == nil {
		return nil
	}
	feel.Names(e.Node, s.names.all(), func(n feel.Node) {
		if path, ok := n.(*feel.Path); ok {
			n = path.X
		}
		if name, ok := n.(*feel.Name); ok && !slices.Contains(ids, name.Name) {
			ids = append(ids, name.Name)
		}
	})
	return ids
}

// A term is a part of a formula and how tightly it holds together.
type term struct {
	text  string
	set   FormulaPart
	level int
}

const (
	sumTerm = iota
	productTerm
	plainTerm
)

// plain is a term that never needs parentheses.
func plain(text string) term { return term{text, FormulaPart{Text: text}, plainTerm} }

// within is the term as an operand: in parentheses if it holds together less than
// its place demands.
func (t term) within(level int) term {
	if t.level >= level {
		return t
	}
	return term{"（" + t.text + "）", FormulaPart{Row: []FormulaPart{{Text: "（"}, t.set, {Text: "）"}}}, plainTerm}
}

// beside puts terms side by side with a sign between them.
func beside(x term, sign string, y term, level int) term {
	row := append(append([]FormulaPart(nil), x.parts()...), FormulaPart{Text: sign, Sign: true})
	return term{x.text + " " + sign + " " + y.text, FormulaPart{Row: append(row, y.parts()...)}, level}
}

func (t term) parts() []FormulaPart {
	if t.set.Row != nil {
		return t.set.Row
	}
	return []FormulaPart{t.set}
}

// over is a fraction, which needs no parentheses where it is set.
func over(x, y term) term {
	return term{x.within(productTerm).text + " ÷ " + y.within(plainTerm).text, FormulaPart{Top: &x.set, Bottom: &y.set}, productTerm}
}

var formulaSigns = map[score.Op]string{score.OpAdd: "＋", score.OpSub: "−", score.OpMul: "×"}

// A formulaSpeaker says formulas. Inside a filter the names are those of its table.
type formulaSpeaker struct {
	speaker
	table *Field
}

func (sp formulaSpeaker) term(n feel.Node) term {
	switch n := n.(type) {
	case *feel.Lit:
		return plain(grouped(sp.literal(n.Value, "")))
	case *feel.Unary:
		x := sp.term(n.X).within(productTerm)
		return term{"−" + x.text, FormulaPart{Row: append([]FormulaPart{{Text: "−"}}, x.parts()...)}, sumTerm}
	case *feel.Binary:
		return sp.binary(n)
	case *feel.Call:
		return sp.call(n)
	case *feel.If:
		when, then, otherwise := sp.condition(n.Cond).when(), sp.term(n.Then).text, sp.term(n.Else).text
		text := sp.in(when+"は "+then+"、それ以外は "+otherwise, then+" "+when+", otherwise "+otherwise)
		return term{text, FormulaPart{Text: text}, sumTerm}
	case *feel.Index:
		if f := sp.tableOf(n.X); f != nil {
			return plain(sp.filtered(n, f))
		}
	}
	label, _ := sp.labelOf(n)
	return plain(label)
}

func (sp formulaSpeaker) binary(n *feel.Binary) term {
	x, y := sp.term(n.X), sp.term(n.Y)
	switch n.Op {
	case score.OpAdd:
		return beside(x, formulaSigns[n.Op], y, sumTerm)
	case score.OpSub:
		return beside(x, formulaSigns[n.Op], y.within(productTerm), sumTerm)
	case score.OpMul:
		return beside(x.within(productTerm), formulaSigns[n.Op], y.within(productTerm), productTerm)
	case score.OpDiv:
		return over(x, y)
	case score.OpPow:
		base := x.within(plainTerm)
		return term{base.text + sp.in("の", " to the power of ") + y.text + sp.in("乗", ""), FormulaPart{Base: &base.set, Power: &y.set}, plainTerm}
	}
	return plain(feel.Print(n))
}

func (sp formulaSpeaker) call(n *feel.Call) term {
	if n.Named == nil && n.Name == "percent" && len(n.Args) == 2 {
		return beside(over(sp.term(n.Args[0]), sp.term(n.Args[1])), "×", plain("100"), productTerm)
	}
	if n.Named == nil && len(n.Args) == 1 {
		what := ""
		switch n.Name {
		case "count":
			what = sp.in("の件数", "number of ")
		case "sum":
			what = sp.in("の合計", "sum of ")
		case "mean":
			what = sp.in("の平均", "mean of ")
		case "min":
			what = sp.in("の最小", "least of ")
		case "max":
			what = sp.in("の最大", "greatest of ")
		}
		if what != "" {
			inner := sp.term(n.Args[0]).text
			return plain(sp.in(inner+what, what+inner))
		}
	}
	return plain(feel.Print(n))
}

// tableOf is the table that a filter goes through.
func (sp formulaSpeaker) tableOf(n feel.Node) *Field {
	if name, ok := n.(*feel.Name); ok {
		if i, ok := sp.fieldIndex[name.Name]; ok && sp.fields[i].Type == Table {
			return sp.fields[i]
		}
	}
	return nil
}

// filtered is the rows of a table for which a condition holds.
func (sp formulaSpeaker) filtered(n *feel.Index, table *Field) string {
	inside := sp
	inside.table = table
	c := inside.condition(n.Arg)
	if sp.lang == "en" {
		return table.Label.In("en") + " where " + c.text
	}
	which := c.text + "のもの"
	if c.verb {
		which = c.text + "もの"
	}
	return table.Label.In(sp.lang) + "のうち、" + which
}

// labelOf is label, for the columns of the table inside a filter as well. The item
// of a list has no name: "8日以上".
func (sp formulaSpeaker) labelOf(n feel.Node) (label, unit string) {
	if name, ok := n.(*feel.Name); ok && sp.table != nil {
		for _, c := range sp.table.Columns {
			if name.Name == c.ID || name.Name == "item" && sp.table.List() {
				label = c.Label.In(sp.lang)
				if name.Name == "item" {
					label = ""
				}
				return label, c.Unit.In(sp.lang)
			}
		}
	}
	return sp.label(n)
}

// condition is a condition of a filter: comparisons of formulas.
func (sp formulaSpeaker) condition(n feel.Node) phrase {
	subject := func(x feel.Node) (string, string) {
		_, unit := sp.labelOf(x)
		text := sp.term(x).text
		if text != "" {
			text += sp.in("が", " is ")
		} else {
			text = sp.in("", "it is ")
		}
		return text, unit
	}
	switch n := n.(type) {
	case *feel.Binary:
		switch n.Op {
		case score.OpAnd:
			return join(byAnd, sp.condition(n.X), sp.condition(n.Y))
		case score.OpOr:
			return join(byOr, sp.condition(n.X), sp.condition(n.Y))
		case score.OpEq, score.OpNe, score.OpLt, score.OpLe, score.OpGt, score.OpGe:
			x, y, op := n.X, n.Y, n.Op
			if _, ok := x.(*feel.Lit); ok {
				x, y, op = y, x, mirrored[op]
			}
			s, unit := subject(x)
			p := sp.comparing(op, sp.term(y).text+unit)
			p.text = s + p.text
			return p
		}
	case *feel.In:
		s, _ := subject(n.X)
		p := sp.tests(n.X, n.Tests)
		p.text = s + p.text
		return p
	case *feel.Between:
		s, unit := subject(n.X)
		lo, hi := sp.term(n.Lo).text+unit, sp.term(n.Hi).text+unit
		return phrase{text: s + sp.in(lo+"以上"+hi+"以下", "between "+lo+" and "+hi), english: sp.lang == "en"}
	}
	return sp.say(n)
}

// grouped is digits with commas between thousands.
func grouped(digits string) string {
	whole, rest, _ := strings.Cut(digits, ".")
	if strings.Trim(whole, "0123456789") != "" {
		return digits
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		return whole + "." + rest
	}
	return whole
}
