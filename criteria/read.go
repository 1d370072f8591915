package criteria

import (
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"kijun/criteria/score"
)

// readScheme reads a definition. What can be read is returned even when there
// are problems, so that all of them are found in one go.
func readScheme(file string, data []byte) (*Scheme, Diagnostics) {
	r := &schemeReader{reader: reader{file: file}}
	top := r.document(data)
	if top == nil {
		return nil, r.ds
	}
	s := &Scheme{Pos: r.at(top)}
	r.scheme = s
	// What counts for the whole file counts wherever it stands in it.
	r.some(top, map[string]func(*yaml.Node){
		"evidence": func(n *yaml.Node) {
			r.mapping(n, "evidence", []key{{"without", func(n *yaml.Node) { r.readWithout(n, &r.without) }, false}})
		},
		"blanks": func(n *yaml.Node) {
			if r.oneOf(n, "blanks", "required", "allowed") == 1 {
				s.Blanks = true
			}
		},
		"scales":    r.scales,
		"last_year": r.lastYear,
	})
	wholeFile := func(*yaml.Node) {}
	r.mapping(top, "制度の定義", []key{
		{"scheme", func(n *yaml.Node) { r.schemeID(n, &s.ID) }, true},
		{"edition", func(n *yaml.Node) { r.edition(n, &s.Edition) }, true},
		{"title", func(n *yaml.Node) { r.text(n, "title", &s.Title) }, true},
		{"short", func(n *yaml.Node) { r.text(n, "short", &s.Short) }, false},
		{"summary", func(n *yaml.Node) { r.text(n, "summary", &s.Summary) }, false},
		{"authority", func(n *yaml.Node) { r.text(n, "authority", &s.Authority) }, false},
		{"sources", r.sources, false},
		{"notes", func(n *yaml.Node) { r.texts(n, "notes", &s.Notes) }, false},
		{"maximum", func(n *yaml.Node) { r.number(n, "maximum", &s.Maximum) }, false},
		{"evidence", wholeFile, false},
		{"blanks", wholeFile, false},
		{"scales", wholeFile, false},
		{"last_year", wholeFile, false},
		{"marks", r.marks, false},
		{"cover", r.cover, false},
		{"checks", func(n *yaml.Node) { s.Checks = r.checks(n) }, false},
		{"fields", func(n *yaml.Node) { s.Fields = append(s.Fields, r.fields(n)...) }, false},
		{"derive", func(n *yaml.Node) { s.Derived = r.derive(n, &s.Fields) }, false},
		{"constraints", func(n *yaml.Node) { s.Constraints = r.constraints(n) }, false},
		{"sections", r.sections, false},
		{"awards", r.awards, false},
		{"bands", r.bands, false},
		{"renamed", r.renamed, false},
		{"dropped", func(n *yaml.Node) { s.Dropped = r.carryNames(n, "dropped") }, false},
		{"asked_again", r.askedAgain, false},
		{"same_meaning", func(n *yaml.Node) { s.SameMeaning = r.carryNames(n, "same_meaning") }, false},
	})
	s.index()
	return s, r.ds
}

type schemeReader struct {
	reader
	scheme  *Scheme
	without Without
}

func (r *schemeReader) sources(n *yaml.Node) {
	for _, i := range r.items(n, "sources") {
		var s Source
		r.mapping(i, "出典", []key{
			{"title", func(n *yaml.Node) { r.text(n, "title", &s.Title) }, true},
			{"url", func(n *yaml.Node) { r.string(n, "url", &s.URL) }, false},
			{"note", func(n *yaml.Node) { r.text(n, "note", &s.Note) }, false},
		})
		r.scheme.Sources = append(r.scheme.Sources, s)
	}
}

func (r *schemeReader) sections(n *yaml.Node) {
	for _, i := range r.items(n, "sections") {
		s := &Section{Pos: r.at(i)}
		r.mapping(i, "分野", []key{
			{"id", func(n *yaml.Node) { r.id(n, &s.ID) }, true},
			{"number", func(n *yaml.Node) { r.string(n, "number", &s.Number) }, false},
			{"title", func(n *yaml.Node) { r.text(n, "title", &s.Title) }, true},
			{"note", func(n *yaml.Node) { r.text(n, "note", &s.Note) }, false},
			{"theme", func(n *yaml.Node) { r.mark(n, "theme", &s.Theme) }, false},
			{"step", func(n *yaml.Node) { r.bool(n, "step", &s.Step) }, false},
			{"fields", func(n *yaml.Node) { s.Fields = append(s.Fields, r.fields(n)...) }, false},
			{"derive", func(n *yaml.Node) { s.Derived = r.derive(n, &s.Fields) }, false},
			{"constraints", func(n *yaml.Node) { s.Constraints = r.constraints(n) }, false},
			{"tables", func(n *yaml.Node) { s.Tables = r.layouts(n) }, false},
			{"questions", func(n *yaml.Node) { s.Questions = r.questions(n, false) }, false},
			{"criteria", func(n *yaml.Node) {
				for _, i := range r.items(n, "criteria") {
					s.Criteria = append(s.Criteria, r.criterion(i))
				}
			}, false},
		})
		r.scheme.Sections = append(r.scheme.Sections, s)
	}
}

func (r *schemeReader) criterion(n *yaml.Node) *Criterion {
	c := &Criterion{Pos: r.at(n)}
	var scale *yaml.Node
	r.mapping(n, "評価項目", []key{
		{"id", func(n *yaml.Node) { r.id(n, &c.ID) }, true},
		{"number", func(n *yaml.Node) { r.string(n, "number", &c.Number) }, false},
		{"title", func(n *yaml.Node) { r.text(n, "title", &c.Title) }, true},
		{"note", func(n *yaml.Node) { r.text(n, "note", &c.Note) }, false},
		{"theme", func(n *yaml.Node) { r.mark(n, "theme", &c.Theme) }, false},
		{"fields", func(n *yaml.Node) { c.Fields = append(r.fields(n), c.Fields...) }, false},
		{"derive", func(n *yaml.Node) { c.Derived = r.derive(n, &c.Fields) }, false},
		{"constraints", func(n *yaml.Node) { c.Constraints = r.constraints(n) }, false},
		{"tables", func(n *yaml.Node) { c.Tables = r.layouts(n) }, false},
		{"scale", func(n *yaml.Node) { scale = n }, false},
		{"applies", func(n *yaml.Node) { r.expr(n, "applies", &c.Applies) }, false},
		{"met", func(n *yaml.Node) { r.expr(n, "met", &c.Met) }, false},
		{"needs", func(n *yaml.Node) { r.needs(n, c) }, false},
		{"points", func(n *yaml.Node) { c.Points = r.points(n) }, false},
		{"evidence", func(n *yaml.Node) { r.evidence(n, c) }, false},
		{"effort", func(n *yaml.Node) {
			if r.number(n, "effort", &c.Effort); c.Effort != nil && c.Effort.Rat.Sign() < 0 {
				r.report(n, "range", "effort（手間の目安）は0以上の数です", "")
			}
		}, false},
	})
	if scale != nil {
		r.scaled(scale, c)
	}
	if c.Met.Given() == (c.Points != nil) {
		msg := "評価項目「" + c.ID + "」に met と points の両方があります"
		if c.Points == nil {
			msg = "評価項目「" + c.ID + "」に met も points もありません"
		}
		r.report(n, "rule", msg, "満たすかどうかなら met、点数なら points か scale のどれか1つだけを書いてください")
	}
	return c
}

var fieldTypeHints = map[string]string{
	"bool": "boolean", "yes_no": "boolean", "int": "integer", "float": "number", "decimal": "number", "select": "choice",
	"radio": "choice", "checkbox": "choices", "multi": "choices", "string": "text",
	"はい・いいえ": "boolean", "整数": "integer", "数": "number", "数値": "number", "小数": "number", "選択": "choice", "単一選択": "choice",
	"複数選択": "choices", "日付": "date", "文字": "text", "文章": "text", "文": "text", "表": "table",
}

func (r *schemeReader) fields(n *yaml.Node) []*Field {
	var fs []*Field
	r.entries(n, "fields", func(k, v *yaml.Node) {
		f := r.field(k, v, false)
		fs = append(fs, f)
		for _, o := range f.Options {
			if o.Text {
				t := optionText(f, o)
				t.Optional = r.scheme.Blanks
				fs = append(fs, t)
			}
		}
		if reference := r.reference(v, f.ID, f); reference != nil {
			fs = append(fs, reference)
		}
	})
	return fs
}

// optionText is the field for the text that an option asks for.
func optionText(f *Field, o *Option) *Field {
	t := &Field{Pos: o.Pos, ID: optionTextID(f.ID, o.ID), Type: TextType, Decimals: -1, Required: o.Required,
		Label: Text{Pos: o.Pos, By: map[string]string{"ja": o.Label.In("ja") + "の内容"}}}
	if s := o.Label.By["en"]; s != "" {
		t.Label.By["en"] = s + ": what it is"
	}
	value := optionValue(o.ID).String()
	src := f.ID + " = " + value
	if f.Type == Choices {
		src = "list contains(" + f.ID + ", " + value + ")"
	}
	t.When = Expr{Pos: o.Pos, Src: src, Node: mustParse(src)}
	return t
}

func optionTextID(field, option string) string { return field + "_" + option + "_text" }

func (r *schemeReader) field(k, n *yaml.Node, inTable bool) *Field {
	f := &Field{Pos: r.at(k), Decimals: -1, Type: -1, Optional: r.scheme.Blanks && !inTable}
	r.id(k, &f.ID)
	scale := ""
	keys := []key{
		{"label", func(n *yaml.Node) { r.text(n, "label", &f.Label) }, true},
		{"note", func(n *yaml.Node) { r.text(n, "note", &f.Note) }, false},
		{"type", func(n *yaml.Node) { r.fieldType(n, f) }, keyNode(n, "scale") == n},
		{"unit", func(n *yaml.Node) { r.text(n, "unit", &f.Unit) }, false},
		{"example", func(n *yaml.Node) { r.text(n, "example", &f.Example) }, false},
		{"min", func(n *yaml.Node) { r.number(n, "min", &f.Min) }, false},
		{"max", func(n *yaml.Node) { r.number(n, "max", &f.Max) }, false},
		{"step", func(n *yaml.Node) { r.number(n, "step", &f.Step) }, false},
		{"decimals", func(n *yaml.Node) { r.int(n, "decimals", &f.Decimals) }, false},
		{"max_length", func(n *yaml.Node) { r.int(n, "max_length", &f.MaxLength) }, false},
		{"empty", func(n *yaml.Node) { r.number(n, "empty", &f.Empty) }, false},
		{"options", func(n *yaml.Node) { f.Options = r.options(n) }, false},
	}
	if !inTable {
		keys = append(keys,
			key{"when", func(n *yaml.Node) { r.expr(n, "when", &f.When) }, false},
			key{"scale", func(n *yaml.Node) { scale = n.Value; r.scaleOptions(n, f) }, false},
			key{"blank", func(n *yaml.Node) { r.blank(n, f) }, false},
			key{"optional", func(n *yaml.Node) { r.bool(n, "optional", &f.Optional) }, false},
			key{"required", func(n *yaml.Node) { r.bool(n, "required", &f.Required) }, false},
			key{"layout", func(n *yaml.Node) { i := r.oneOf(n, "layout", "checkbox", "line"); f.Checkbox, f.Line = i == 0, i == 1 }, false},
			key{"mark", func(n *yaml.Node) { r.mark(n, "mark", &f.Mark) }, false},
			key{"shared", func(n *yaml.Node) { r.mark(n, "shared", &f.Shared) }, false},
			key{"sites", func(n *yaml.Node) { f.Sites = Sites(1 + r.oneOf(n, "sites", siteWords[1:]...)) }, false},
			key{"checks", func(n *yaml.Node) { f.Checks = r.checks(n) }, false},
			key{"last_year", func(*yaml.Node) {}, false},
			key{"rows", func(n *yaml.Node) { r.int(n, "rows", &f.Rows) }, false},
			key{"columns", func(n *yaml.Node) {
				r.entries(n, "columns", func(k, v *yaml.Node) { f.Columns = append(f.Columns, r.field(k, v, true)) })
			}, false})
	}
	ok := r.mapping(n, "入力欄「"+f.ID+"」", keys)
	if f.Type < 0 && scale != "" {
		f.Type = Choice
	}
	if ok && f.Type >= 0 {
		r.fieldShape(n, f)
	}
	if f.Type < 0 {
		f.Type = TextType
	}
	return f
}

func (r *schemeReader) fieldType(n *yaml.Node, f *Field) {
	s, ok := r.scalar(n, "type")
	if !ok {
		return
	}
	i := slices.Index(fieldTypeNames[:], s)
	if i < 0 {
		hint := "使える種類: boolean（はい・いいえ）、integer（整数）、number（数）、choice（1つ選ぶ）、choices（いくつでも選ぶ）、date（日付）、text（文章）、table（表）"
		if t, ok := fieldTypeHints[s]; ok {
			hint = t + " と書いてください"
		}
		r.report(n, "field_type", "入力欄の種類「"+s+"」はありません", hint)
		return
	}
	f.Type = FieldType(i)
}

// fieldShape checks that a field says what its type needs and nothing else.
func (r *schemeReader) fieldShape(n *yaml.Node, f *Field) {
	only := func(key string, given bool, types ...FieldType) {
		if given && !slices.Contains(types, f.Type) {
			r.report(keyNode(n, key), "field_shape", "入力欄「"+f.ID+"」（"+f.Type.String()+"）に "+key+" は書けません", key+" を消すか、種類（type）を直してください")
		}
	}
	only("min", f.Min != nil, Integer, Decimal)
	only("max", f.Max != nil, Integer, Decimal)
	only("step", f.Step != nil, Integer, Decimal)
	only("decimals", f.Decimals >= 0, Decimal)
	only("unit", !f.Unit.Empty(), Integer, Decimal)
	only("max_length", f.MaxLength > 0, TextType)
	if keyNode(n, "scale") != n {
		only("scale", f.Options != nil, Choice, Choices)
	} else {
		only("options", f.Options != nil, Choice, Choices)
	}
	only("columns", f.Columns != nil, Table)
	only("rows", f.Rows > 0, Table)
	only("blank", f.Blank != nil, Integer, Decimal, Boolean)
	only("empty", f.Empty != nil, Integer, Decimal)
	if types := sitesOf[f.Sites]; f.Sites != NoSites && !slices.Contains(types, f.Type) {
		r.sitesShape(keyNode(n, "sites"), f)
	}
	only("layout", f.Checkbox, Boolean)
	only("layout", f.Line, TextType)
	switch {
	case (f.Type == Choice || f.Type == Choices) && len(f.Options) == 0:
		r.report(n, "field_shape", "入力欄「"+f.ID+"」に選択肢がありません", "options を書いてください")
	case f.Type == Table && (len(f.Columns) == 0 || f.Rows == 0):
		r.report(n, "field_shape", "表「"+f.ID+"」には columns（列）と rows（行数の上限）が必要です", "「rows: 5」と「columns: {id: {label: …, type: …}}」のように書いてください")
	}
	if f.Min != nil && f.Max != nil && f.Min.Rat.Cmp(f.Max.Rat) > 0 {
		r.report(keyNode(n, "min"), "range", "入力欄「"+f.ID+"」の min が max より大きくなっています", "入れ替えてください")
	}
	if f.Step != nil && f.Step.Rat.Sign() <= 0 {
		r.report(keyNode(n, "step"), "range", "入力欄「"+f.ID+"」の step は0より大きい数です", "")
	}
	for _, c := range f.Columns {
		if c.Type == Table || c.Type == Choices {
			r.ds = append(r.ds, Diagnostic{Pos: c.Pos, Code: "field_shape", Msg: "表の列「" + c.ID + "」に " + c.Type.String() + " は使えません"})
		}
	}
}

// options reads a mapping of ids to labels or descriptions.
func (r *schemeReader) options(n *yaml.Node) []*Option {
	var os []*Option
	r.entries(n, "options", func(k, v *yaml.Node) {
		o := &Option{Pos: r.at(k), ID: k.Value}
		if _, err := strconv.ParseInt(k.Value, 10, 32); err != nil && !idPattern.MatchString(k.Value) {
			r.report(k, "id", "選択肢の id「"+k.Value+"」は使えません", "英字で始まる英数字と _、または整数で書いてください")
		}
		if v.Kind == yaml.ScalarNode {
			r.text(v, "選択肢", &o.Label)
		} else {
			r.mapping(v, "選択肢「"+o.ID+"」", []key{
				{"label", func(n *yaml.Node) { r.text(n, "label", &o.Label) }, true},
				{"note", func(n *yaml.Node) { r.text(n, "note", &o.Note) }, false},
				{"exclusive", func(n *yaml.Node) { r.bool(n, "exclusive", &o.Exclusive) }, false},
				{"group", func(n *yaml.Node) { r.string(n, "group", &o.Group) }, false},
				{"text", func(n *yaml.Node) {
					if n.Value == "required" {
						o.Text, o.Required = true, true
						return
					}
					if n.Value != "true" && n.Value != "false" {
						r.report(n, "type", "選択肢の text に「"+n.Value+"」は書けません", "文を書いてもよいなら true、書くはずなら required と書いてください")
						return
					}
					r.bool(n, "text", &o.Text)
				}, false},
				{"points", func(n *yaml.Node) { r.number(n, "points", &o.Points) }, false},
			})
		}
		os = append(os, o)
	})
	return os
}

// optionValue is the value of an option in expressions: a number if the id is one.
func optionValue(id string) score.Value {
	if n, err := strconv.ParseInt(id, 10, 64); err == nil {
		return score.Number(score.Int(n))
	}
	return score.String(id)
}

// derive reads derived values. Fields for last year's go to the fields beside them.
func (r *schemeReader) derive(n *yaml.Node, fields *[]*Field) []*Derived {
	var ds []*Derived
	r.entries(n, "derive", func(k, v *yaml.Node) {
		d := &Derived{Pos: r.at(k), Decimals: -1}
		r.id(k, &d.ID)
		r.mapping(v, "計算値「"+d.ID+"」", []key{
			{"label", func(n *yaml.Node) { r.text(n, "label", &d.Label) }, true},
			{"unit", func(n *yaml.Node) { r.text(n, "unit", &d.Unit) }, false},
			{"value", func(n *yaml.Node) { r.alternatives(n, "value", d) }, true},
			{"decimals", func(n *yaml.Node) { r.int(n, "decimals", &d.Decimals) }, false},
			{"words", func(n *yaml.Node) { d.Words = r.options(n) }, false},
			{"last_year", func(*yaml.Node) {}, false},
		})
		ds = append(ds, d)
		if reference := r.reference(v, d.ID, &Field{Label: d.Label, Unit: d.Unit, Type: Decimal}); reference != nil {
			*fields = append(*fields, reference)
		}
	})
	return ds
}

func (r *schemeReader) constraints(n *yaml.Node) []*Constraint {
	var cs []*Constraint
	for _, i := range r.items(n, "constraints") {
		c := &Constraint{Pos: r.at(i)}
		r.mapping(i, "整合チェック", []key{
			{"id", func(n *yaml.Node) { r.id(n, &c.ID) }, true},
			{"assert", func(n *yaml.Node) { r.expr(n, "assert", &c.Assert) }, false},
			{"message", func(n *yaml.Node) { r.text(n, "message", &c.Message) }, true},
			{"filled", func(n *yaml.Node) { r.bool(n, "filled", &c.Filled) }, false},
			{"voids", func(n *yaml.Node) { r.bool(n, "voids", &c.Voids) }, false},
			{"severity", func(n *yaml.Node) {
				switch r.oneOf(n, "severity", "error", "warning", "reminder") {
				case 1:
					c.Severity = Warning
				case 2:
					c.Severity, c.Reminder = Warning, true
				}
			}, false},
			{"fields", func(n *yaml.Node) {
				for _, i := range r.items(n, "fields") {
					c.Fields = append(c.Fields, i.Value)
					c.beside = append(c.beside, r.at(i))
				}
			}, false},
		})
		switch {
		case c.Reminder && c.Assert.Given():
			r.report(keyNode(i, "assert"), "constraint", "severity: reminder（機械では確かめられない決まり）に assert は書けません", "assert を消すか、severity を error か warning にしてください")
		case !c.Reminder && !c.Assert.Given():
			r.report(i, "missing_key", "整合チェックに「assert」がありません", "「assert: 成り立つはずの条件」を書き足してください。機械で確かめられない決まりなら severity: reminder を書いてください")
		case c.Voids && c.Severity != Error:
			r.report(keyNode(i, "voids"), "constraint", "voids（未回答とみなす）は severity が error のときだけ書けます", "severity を消すか error にしてください")
		}
		cs = append(cs, c)
	}
	return cs
}

func (r *schemeReader) points(n *yaml.Node) *Points {
	p := &Points{Pos: r.at(n)}
	forms := 0
	var tiers *PointsTable
	var tables []*PointsTable
	r.mapping(n, "points", []key{
		{"max", func(n *yaml.Node) { r.number(n, "max", &p.Max) }, false},
		{"by", func(n *yaml.Node) { p.Form = ByTiers; forms++; r.expr(n, "by", &p.By) }, false},
		{"count", func(n *yaml.Node) {
			p.Form = ByCount
			forms++
			for _, i := range r.items(n, "count") {
				p.Count = append(p.Count, i.Value)
				p.counts = append(p.counts, r.at(i))
			}
		}, false},
		{"rules", func(n *yaml.Node) {
			p.Form = ByRules
			forms++
			tables = append(tables, &PointsTable{Pos: r.at(n), Tiers: r.tierList(n, false)})
		}, false},
		{"tiers", func(n *yaml.Node) { tiers = &PointsTable{Pos: r.at(n)}; r.tiers(n, tiers) }, false},
		{"tables", func(n *yaml.Node) {
			for _, i := range r.items(n, "tables") {
				t := &PointsTable{Pos: r.at(i)}
				r.mapping(i, "表", []key{
					{"when", func(n *yaml.Node) { r.expr(n, "when", &t.When) }, false},
					{"tiers", func(n *yaml.Node) { r.tiers(n, t) }, true},
				})
				tables = append(tables, t)
			}
		}, false},
	})
	if tiers != nil {
		tables = append(tables, tiers)
	}
	p.Tables = tables
	switch {
	case forms != 1:
		r.report(n, "points", "points には by、count、rules のどれか1つが必要です", "値の段階なら by と tiers、当てはまる数なら count と tiers、条件の並びなら rules を書いてください")
	case len(tables) == 0:
		r.report(n, "points", "points に tiers がありません", "段階ごとの点数を tiers に書いてください")
	case slices.ContainsFunc(tables, func(t *PointsTable) bool { return len(t.Tiers) == 0 }):
		r.report(n, "points", "点数の表に段階が1つもありません", "{is: \">= 80\", points: 10} のような段階を書いてください")
	case p.Form == ByTiers && len(tables) > 1:
		r.report(n, "points", "by のときは tiers を1つだけ書きます", "")
	}
	return p
}

// tiers reads the tiers of a table: a list, or for counts also a mapping of
// least counts to points.
func (r *schemeReader) tiers(n *yaml.Node, t *PointsTable) {
	if n.Kind != yaml.MappingNode {
		t.Tiers = r.tierList(n, true)
		return
	}
	r.entries(n, "tiers", func(k, v *yaml.Node) {
		tier := &Tier{Pos: r.at(k)}
		r.int(k, "当てはまる数", &tier.Least)
		var p *Number
		if r.number(v, "点数", &p); p != nil {
			tier.Points = *p
		}
		t.Tiers = append(t.Tiers, tier)
	})
	slices.SortStableFunc(t.Tiers, func(a, b *Tier) int { return b.Least - a.Least })
}

func (r *schemeReader) tierList(n *yaml.Node, is bool) []*Tier {
	var ts []*Tier
	for _, i := range r.items(n, "段階") {
		t := &Tier{Pos: r.at(i)}
		keys := []key{
			{"when", func(n *yaml.Node) { r.expr(n, "when", &t.When) }, false},
			{"points", func(n *yaml.Node) {
				var p *Number
				if r.number(n, "points", &p); p != nil {
					t.Points = *p
				}
			}, true},
		}
		if is {
			keys = append(keys, key{"is", func(n *yaml.Node) { r.tests(n, "is", &t.Is) }, true})
		}
		r.mapping(i, "段階", keys)
		ts = append(ts, t)
	}
	return ts
}

func (r *schemeReader) readWithout(n *yaml.Node, to *Without) {
	switch n.Value {
	case "no_points":
		*to = NoPoints
	case "no_effect":
		*to = NoEffect
	default:
		r.report(n, "without", "without は no_points（資料がなければ点がない）か no_effect（判定に影響しない）です", "")
	}
}

func (r *schemeReader) evidence(n *yaml.Node, c *Criterion) {
	e := &Evidence{Without: r.without}
	label := Text{By: map[string]string{"ja": "資料がそろっている", "en": "The papers are ready"}}
	field := n
	r.mapping(n, "evidence", []key{
		{"field", func(n *yaml.Node) { field = n; r.id(n, &e.Field) }, false},
		{"label", func(n *yaml.Node) { r.text(n, "label", &label) }, false},
		{"needed", func(n *yaml.Node) { r.expr(n, "needed", &e.Needed) }, false},
		{"without", func(n *yaml.Node) { r.readWithout(n, &e.Without) }, false},
		{"papers", func(n *yaml.Node) {
			for _, i := range r.items(n, "papers") {
				var p Paper
				if i.Kind == yaml.ScalarNode {
					r.text(i, "papers", &p.Text)
				} else {
					r.mapping(i, "資料", []key{
						{"text", func(n *yaml.Node) { r.text(n, "text", &p.Text) }, true},
						{"when", func(n *yaml.Node) { r.expr(n, "when", &p.When) }, false},
					})
				}
				e.Papers = append(e.Papers, p)
			}
		}, false},
	})
	c.Evidence = e
	if e.Field != "" {
		c.Fields = append(c.Fields, &Field{Pos: r.at(field), ID: e.Field, Label: label, Type: Boolean, Decimals: -1, When: e.Needed, Evidence: true})
	}
}

func (r *schemeReader) awards(n *yaml.Node) {
	for _, i := range r.items(n, "awards") {
		a := &Award{Pos: r.at(i)}
		req := &Requirement{Pos: r.at(i)}
		keys := append(r.quantifiers(req),
			key{"id", func(n *yaml.Node) { r.id(n, &a.ID) }, true},
			key{"title", func(n *yaml.Node) { r.text(n, "title", &a.Title) }, true},
			key{"note", func(n *yaml.Node) { r.text(n, "note", &a.Note) }, false},
			key{"pass", func(n *yaml.Node) { r.expr(n, "pass", &a.Pass) }, false},
			key{"beyond", func(n *yaml.Node) { r.texts(n, "beyond", &a.Beyond) }, false})
		r.mapping(i, "認定", keys)
		if req.Items != nil {
			a.Requirement = req
		}
		if a.Pass.Given() == (a.Requirement != nil) {
			r.report(i, "award", "認定「"+a.ID+"」には pass か、all・any・at_least のどれか1つが必要です", "条件の式なら pass、満たす評価項目の並びなら all・any・at_least の一方だけを書いてください")
		}
		r.scheme.Awards = append(r.scheme.Awards, a)
	}
}

// quantifiers are the keys that make a mapping a requirement.
func (r *schemeReader) quantifiers(q *Requirement) []key {
	items := func(kind Quantifier) func(*yaml.Node) {
		return func(n *yaml.Node) {
			if q.Items != nil {
				r.report(n, "award", "all、any、of は1つだけ書けます", "")
				return
			}
			q.Quantifier = kind
			q.Items = []*Requirement{}
			for _, i := range r.items(n, "要件") {
				q.Items = append(q.Items, r.requirement(i))
			}
		}
	}
	return []key{
		{"all", items(All), false},
		{"any", items(Any), false},
		{"of", items(AtLeast), false},
		{"at_least", func(n *yaml.Node) { r.expr(n, "at_least", &q.AtLeast) }, false},
	}
}

func (r *schemeReader) requirement(n *yaml.Node) *Requirement {
	q := &Requirement{Pos: r.at(n)}
	if n.Kind == yaml.ScalarNode {
		q.Criterion = n.Value
		return q
	}
	keys := append(r.quantifiers(q),
		key{"id", func(n *yaml.Node) { r.id(n, &q.ID) }, false},
		key{"title", func(n *yaml.Node) { r.text(n, "title", &q.Title) }, false})
	r.mapping(n, "選択要件", keys)
	switch {
	case q.Items == nil:
		r.report(n, "award", "選択要件には all、any、または at_least と of が必要です", "「all: [q01, q02]」や「at_least: 2」と「of: [q01, q02, q03]」のように書いてください")
		q.Items = []*Requirement{}
	case q.AtLeast.Given() != (q.Quantifier == AtLeast):
		r.report(n, "award", "at_least（いくつ以上）は of（評価項目の並び）と組で書きます", "")
	}
	return q
}
