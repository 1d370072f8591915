package site

import (
	"fmt"
)

// Directives that show something of a definition by name: `:::criterion q04` the card
// of a criterion, `:::self-check step2-gold` a box that invites to a self-check. What
// the author writes between the two lines stands in the card.
var namedDirectives = []string{"criterion", "self-check"}

// named is what the argument of such a directive names, or what is wrong with it. In a
// text of a scheme the self-check is that scheme's where none is named.
func (d *directive) named(v *vocabulary) (named, *mistaken) {
	if v == nil {
		v = &vocabulary{}
	}
	arg := d.Arg
	if arg == "" && d.Name == "self-check" && v.here != nil {
		return named{edition: v.here}, nil
	}
	var found []named
	var names []string
	for _, n := range v.find(arg) {
		if d.Name == "criterion" && n.criterion != nil || d.Name == "self-check" && n.criterion == nil && n.edition != nil {
			found = append(found, n)
		}
	}
	if d.Name == "criterion" {
		names = v.criterionNames()
	} else {
		names = v.editionNames()
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return named{}, &mistaken{fmt.Sprintf("「:::%s %s」がどれを指すのか決まりません", d.Name, arg), fmt.Sprintf("「:::%s %s」のように、制度のidから書いてください", d.Name, found[0].exact())}
	}
	what, example := "評価項目", "制度のid/評価項目のid"
	if d.Name == "self-check" {
		what, example = "制度", "制度のid"
	}
	hint := fmt.Sprintf("「:::%s %s」のように書いてください", d.Name, example)
	if arg == "" {
		return named{}, &mistaken{fmt.Sprintf("「:::%s」の後ろに、どの%sなのかが書かれていません", d.Name, what), hint}
	}
	return named{}, &mistaken{fmt.Sprintf("%s %q はありません", what, arg), didYouMean(arg, names, hint)}
}

// criterionNames are the ways to name criteria.
func (v *vocabulary) criterionNames() []string {
	var names []string
	for _, e := range v.newest() {
		for _, c := range e.AllCriteria() {
			names = append(names, c.ID, e.ID+"/"+c.ID)
		}
	}
	return names
}

// namedBlock renders what a directive names, with what the author wrote inside it.
func (r *rendering) namedBlock(d *document, dir *directive, root string) (HTML, error) {
	n, wrong := dir.named(d.words)
	if wrong != nil {
		return "", nil // was reported
	}
	var body HTML
	for c := dir.FirstChild(); c != nil; c = c.NextSibling() {
		part, err := d.nodeHTML(r.md, c)
		if err != nil {
			return "", err
		}
		body += part
	}
	data := NamedBlock{Words: r.theme.words, Scheme: r.schemeCard(n.edition, root), Body: body}
	if n.criterion != nil {
		c := r.criterionData(n.edition, n.criterion, root)
		data.Criterion = &c
		return r.theme.render("criterion-card", data)
	}
	return r.theme.render("self-check-box", data)
}
