package criteria

import (
	"testing"

	"kijun/criteria/feel"
)

// A formula is read aloud as a line, and set with fractions.
func TestFormula(t *testing.T) {
	label := func(s string) Text { return Text{By: map[string]string{"ja": s}} }
	number := func(id, name, unit string) *Field {
		return &Field{ID: id, Label: label(name), Unit: label(unit), Type: Decimal}
	}
	s := &Scheme{Fields: []*Field{
		number("always", "いつも", "人"), number("often", "よく感じる", "人"), number("valid", "有効回答数", "人"), number("hours", "労働時間", "時間"),
		{ID: "days", Label: label("休業日数"), Type: Table, Columns: []*Field{number("value", "日数", "日")}},
		{ID: "people", Label: label("測定した人"), Type: Table, Columns: []*Field{number("height", "身長", "cm"), number("weight", "体重", "kg")}},
	}, Derived: []*Derived{{ID: "share", Label: label("割合")}}}
	s.index()
	for _, tt := range []struct{ in, want, set string }{
		{"valid", "有効回答数", "有効回答数"},
		{"percent(always + often, valid)", "（いつも ＋ よく感じる） ÷ 有効回答数 × 100", "{いつも|＋|よく感じる / 有効回答数}|×|100"},
		{"always / hours * 1000000", "いつも ÷ 労働時間 × 1,000,000", "{いつも / 労働時間}|×|1,000,000"},
		{"always / valid / 12", "いつも ÷ 有効回答数 ÷ 12", "{{いつも / 有効回答数} / 12}"},
		{"always / (valid - often)", "いつも ÷ （有効回答数 − よく感じる）", "{いつも / 有効回答数|−|よく感じる}"},
		{"valid - (always - often)", "有効回答数 − （いつも − よく感じる）", "有効回答数|−|（|いつも|−|よく感じる|）"},
		{"100 - share", "100 − 割合", "100|−|割合"},
		{"-always", "−いつも", "−|いつも"},
		{"percent(count(days[item >= 8]), count(days))", "休業日数のうち、8日以上のものの件数 ÷ 休業日数の件数 × 100", "{休業日数のうち、8日以上のものの件数 / 休業日数の件数}|×|100"},
		{"mean(days)", "休業日数の平均", "休業日数の平均"},
		{"count(people[weight / (height / 100) ** 2 >= 18.5 and weight / (height / 100) ** 2 < 25])",
			"測定した人のうち、体重 ÷ （身長 ÷ 100）の2乗が18.5以上、かつ体重 ÷ （身長 ÷ 100）の2乗が25未満のものの件数", ""},
		{"always / (often / 100) ** 2", "いつも ÷ （よく感じる ÷ 100）の2乗", "{いつも / （|{よく感じる / 100}|）^2}"},
		{"if valid > 0 then always else often", "有効回答数が0人を超えるときは いつも、それ以外は よく感じる", ""},
	} {
		n, problem := feel.Parse(tt.in)
		if problem != nil {
			t.Fatal(tt.in, problem)
		}
		f := s.Formula(Expr{Src: tt.in, Node: n}, "ja")
		if f.Text != tt.want {
			t.Errorf("%s is said\n%s, want\n%s", tt.in, f.Text, tt.want)
		}
		if got := outline(f.Set); tt.set != "" && got != tt.set {
			t.Errorf("%s is set\n%s, want\n%s", tt.in, got, tt.set)
		}
	}
}

func outline(p FormulaPart) string {
	switch {
	case p.Top != nil:
		return "{" + outline(*p.Top) + " / " + outline(*p.Bottom) + "}"
	case p.Base != nil:
		return outline(*p.Base) + "^" + outline(*p.Power)
	case p.Row == nil:
		return p.Text
	}
	s := ""
	for i, part := range p.Row {
		if i > 0 {
			s += "|"
		}
		s += outline(part)
	}
	return s
}
