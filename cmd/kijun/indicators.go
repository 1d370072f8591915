package main

import (
	"fmt"

	"kijun/criteria"
	"kijun/criteria/score"
)

var derivedWords = [...]string{
	score.DerivedOK: "計算できた指標", score.DerivedNotApplicable: "該当なし", score.DerivedMissing: "未入力", score.DerivedInvalid: "入力の誤り",
}

// indicatorsText prints indicators for people, category by category.
func (e *env) indicatorsText(d *criteria.Indicators, r *score.Result) {
	index := map[string]int{}
	for i, q := range d.Scheme.AllDerived() {
		index[q.ID] = i
	}
	var counts [len(derivedWords)]int
	line := func(i *criteria.Indicator) {
		if len(i.Formula) == 0 {
			fmt.Fprintf(e.stdout, "  %s %s: 計算式なし\n", i.ID, i.Title.In("ja"))
			return
		}
		k := index[i.ID]
		counts[r.Derived[k].Status]++
		fmt.Fprintf(e.stdout, "  %s %s: %s\n", i.ID, i.Title.In("ja"), figure(d, i, r, k))
	}
	for _, c := range d.Categories {
		fmt.Fprintln(e.stdout, c.Title.In("ja"))
		for _, i := range c.Indicators {
			line(i)
		}
	}
	if len(d.Helpers) > 0 {
		fmt.Fprintln(e.stdout, "参考の値")
		for _, i := range d.Helpers {
			line(i)
		}
	}
	for status, word := range derivedWords {
		if status > 0 {
			fmt.Fprint(e.stdout, "、")
		}
		fmt.Fprintf(e.stdout, "%s %d", word, counts[status])
	}
	fmt.Fprintln(e.stdout)
}

// figure is the value of an indicator and where it stands. A target that is
// missed may look met when the value is rounded: then the value is shown in full.
func figure(d *criteria.Indicators, i *criteria.Indicator, r *score.Result, k int) string {
	q := r.Derived[k]
	text := r.Display(k)
	if q.Status != score.DerivedOK {
		return text
	}
	shown, isNumber := score.ParseRat(text)
	rounded := isNumber && shown.Cmp(q.Value.Num) != 0
	if unit := i.Unit.In("ja"); unit != "" {
		text += " " + unit
	}
	if i.Direction == criteria.Lower {
		text += "（低いほど良い）"
	}
	if i.Target.Given() {
		text += " 目標 " + d.Scheme.SayTests(i.Target, i.ID, "ja")
		switch {
		case q.Target.IsTrue():
			text += ": 達成"
		case rounded:
			text += ": 未達（四捨五入する前は " + q.Value.String() + "）"
		default:
			text += ": 未達"
		}
	}
	return text
}
