package site

import (
	"kijun/criteria"
	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// A condition that joins several others is shown as a list: nine of them in one
// sentence nobody reads. Only its outline is made here; each part is said by the
// definition itself.

// condition is the outline of a requirement.
func (f fieldMaker) condition(n feel.Node) ConditionData { return f.outline(n, false) }

// outline is the outline of a condition, or of its opposite.
func (f fieldMaker) outline(n feel.Node, not bool) ConditionData {
	switch n := n.(type) {
	case *feel.Call:
		if n.Name == "not" && len(n.Args) == 1 {
			return f.outline(n.Args[0], !not)
		}
	case *feel.Binary:
		if n.Op != score.OpAnd && n.Op != score.OpOr {
			break
		}
		join := f.words.AllOf
		if (n.Op == score.OpOr) != not { // not (a and b) is not a or not b
			join = f.words.AnyOf
		}
		d := ConditionData{Text: join}
		for _, x := range joined(n, n.Op) {
			d.Parts = append(d.Parts, f.outline(x, not))
		}
		return d
	case *feel.If:
		return ConditionData{Text: f.words.ByCase, Parts: []ConditionData{
			f.under(f.say(n.Cond, true), f.outline(n.Then, not)),
			f.under(f.words.Otherwise, f.outline(n.Else, not)),
		}}
	case *feel.Name:
		label, formula := f.label(n.Name)
		switch {
		case label == "" || not:
		case formula != nil:
			return f.under(label, f.outline(formula, false))
		default:
			return ConditionData{Text: label}
		}
	}
	if not {
		n = &feel.Call{Name: "not", Args: []feel.Node{n}}
	}
	return ConditionData{Text: f.say(n, false)}
}

// joined are the parts of a chain of the same operator.
func joined(n feel.Node, op score.Op) []feel.Node {
	if b, ok := n.(*feel.Binary); ok && b.Op == op {
		return append(joined(b.X, op), joined(b.Y, op)...)
	}
	return []feel.Node{n}
}

// under is a condition with what it is about, or when it counts, before it.
func (f fieldMaker) under(when Text, d ConditionData) ConditionData {
	d.Text = when + Text(punctuated(f.edition.lang, "：")) + d.Text
	return d
}

func (f fieldMaker) say(n feel.Node, when bool) Text {
	e := criteria.Expr{Node: n}
	if when {
		return Text(f.edition.SayWhen(e, f.edition.lang))
	}
	return Text(f.edition.Say(e, f.edition.lang))
}

// label is what a field or derived value is called. A derived one has a formula.
func (f fieldMaker) label(id string) (label Text, formula feel.Node) {
	for _, x := range f.edition.AllFields() {
		if x.ID == id {
			return f.text(x.Label), nil
		}
	}
	for _, x := range f.edition.AllDerived() {
		if x.ID == id {
			return f.text(x.Label), x.Value.Node
		}
	}
	return "", nil
}
