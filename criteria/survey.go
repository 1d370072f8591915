package criteria

import (
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"kijun/criteria/feel"
)

// What surveys need besides criteria: questions, layouts, answer scales, last
// year's column, the cover; and bands of a result.

// some calls readers for those keys of a mapping that are there; what is wrong
// with the mapping itself is reported by whoever reads it whole.
func (r *reader) some(n *yaml.Node, readers map[string]func(*yaml.Node)) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if read := readers[n.Content[i].Value]; read != nil && n.Content[i+1].Kind != yaml.AliasNode {
			read(n.Content[i+1])
			delete(readers, n.Content[i].Value) // a second one is reported as such
		}
	}
}

// oneOf reads one of several words and gives its index, or -1.
func (r *reader) oneOf(n *yaml.Node, what string, words ...string) int {
	s, ok := r.scalar(n, what)
	i := slices.Index(words, s)
	if ok && i < 0 {
		hint := feel.Hint(feel.Nearest(s, words))
		if hint == "" {
			hint = "書けるのは " + strings.Join(words, "、") + " です"
		}
		r.report(n, what, named(what)+"に「"+s+"」は書けません", hint)
	}
	return i
}

// blank reads what an unanswered field counts as: a number, or false.
func (r *reader) blank(n *yaml.Node, f *Field) {
	if n.Tag != "!!bool" {
		r.number(n, "blank", &f.Blank)
		return
	}
	if n.Value == "true" {
		r.report(n, "range", "何も答えていないのに「はい」とみなすことはできません", "blank: false と書くか、blank を消してください")
	}
	f.Blank = &Number{Pos: r.at(n)}
}

func (r *reader) mark(n *yaml.Node, what string, to *Mark) {
	to.Pos = r.at(n)
	r.string(n, what, &to.Sign)
}

func (r *schemeReader) marks(n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		r.report(n, "type", "marks は「記号: 意味」の並びで書きます", "「\"★\": 認定要件の判定に使う設問」のように書いてください")
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		m := Mark{Pos: r.at(n.Content[i]), Sign: n.Content[i].Value}
		r.text(n.Content[i+1], "marks", &m.Text)
		r.scheme.Marks = append(r.scheme.Marks, m)
	}
}

func (r *schemeReader) cover(n *yaml.Node) {
	c := &Cover{}
	r.mapping(n, "cover", []key{
		{"title", func(n *yaml.Node) { r.text(n, "title", &c.Title) }, true},
		{"note", func(n *yaml.Node) { r.text(n, "note", &c.Note) }, false},
		{"fields", func(n *yaml.Node) {
			r.entries(n, "fields", func(k, v *yaml.Node) {
				f := r.field(k, v, true)
				if f.Type == Table || f.Type == Choices {
					r.report(k, "field_shape", "表紙の入力欄「"+f.ID+"」に "+f.Type.String()+" は使えません", "")
				}
				c.Fields = append(c.Fields, f)
			})
		}, true},
	})
	r.scheme.Cover = c
}

func (r *schemeReader) lastYear(n *yaml.Node) {
	l := &LastYear{Prefix: "ly_"}
	r.mapping(n, "last_year", []key{
		{"title", func(n *yaml.Node) { r.text(n, "title", &l.Title) }, true},
		{"note", func(n *yaml.Node) { r.text(n, "note", &l.Note) }, false},
		{"prefix", func(n *yaml.Node) { r.id(n, &l.Prefix) }, false},
	})
	r.scheme.LastYear = l
}

// reference is the field for last year's value beside a field or derived value;
// nil where the definition has none.
func (r *schemeReader) reference(n *yaml.Node, id string, of *Field) *Field {
	at := keyNode(n, "last_year")
	if at == n {
		return nil
	}
	v := n.Content[slices.Index(n.Content, at)+1]
	f := &Field{Pos: r.at(at), Label: of.Label, Unit: of.Unit, Type: of.Type, Options: of.Options, Decimals: -1, Reference: true, Beside: id, Optional: true}
	asked := false
	if v.Kind == yaml.MappingNode {
		asked = true
		r.mapping(v, "last_year", []key{{"label", func(n *yaml.Node) { r.text(n, "label", &f.Label) }, true}})
	} else {
		r.bool(v, "last_year", &asked)
	}
	switch {
	case !asked:
		return nil
	case r.scheme.LastYear == nil:
		r.report(at, "last_year", "昨年度の欄（last_year）の見出しが決まっていません", "ファイルの上の方に「last_year: {title: 昨年度}」を書いてください")
		return nil
	case of.Type == Table:
		r.report(at, "field_shape", "表「"+id+"」に last_year は書けません", "")
		return nil
	}
	f.ID = r.scheme.LastYear.Prefix + id
	return f
}

func (r *schemeReader) checks(n *yaml.Node) []*Check {
	var cs []*Check
	keys := make([]key, len(checkKinds))
	for i, name := range checkKinds {
		keys[i] = key{name, func(n *yaml.Node) {
			c := &Check{Kind: CheckKind(i)}
			if c.Kind >= CheckRequired {
				c.Severity = Warning
			}
			if n.Kind == yaml.ScalarNode {
				r.id(n, &c.ID)
			} else {
				r.mapping(n, name, []key{
					{"id", func(n *yaml.Node) { r.id(n, &c.ID) }, true},
					{"message", func(n *yaml.Node) { r.text(n, "message", &c.Message) }, false},
					{"severity", func(n *yaml.Node) { c.Severity = Severity(max(0, r.oneOf(n, "severity", "error", "warning"))) }, false},
				})
			}
			cs = append(cs, c)
		}, false}
	}
	r.mapping(n, "checks", keys)
	return cs
}

func (r *schemeReader) scales(n *yaml.Node) {
	r.entries(n, "scales", func(k, v *yaml.Node) {
		s := &Scale{Pos: r.at(k)}
		r.id(k, &s.ID)
		r.mapping(v, "尺度「"+s.ID+"」", []key{{"options", func(n *yaml.Node) { s.Options = r.options(n) }, true}})
		for _, o := range s.Options {
			if o.Points == nil && s.pointless == nil {
				s.pointless = o
			}
		}
		r.scheme.Scales = append(r.scheme.Scales, s)
	})
}

func (r *schemeReader) scale(n *yaml.Node) *Scale {
	id, ok := r.scalar(n, "scale")
	if !ok {
		return nil
	}
	var ids []string
	for _, s := range r.scheme.Scales {
		if s.ID == id {
			s.used = true
			return s
		}
		ids = append(ids, s.ID)
	}
	hint := feel.Hint(feel.Nearest(id, ids))
	if hint == "" {
		hint = "ファイルの上の方の scales に「" + id + ": {options: …}」を書いてください"
	}
	r.report(n, "unknown", "「"+id+"」という尺度（scales）はありません", hint)
	return nil
}

// scaleOptions gives a field the options of a scale.
func (r *schemeReader) scaleOptions(n *yaml.Node, f *Field) {
	s := r.scale(n)
	switch {
	case s == nil || len(s.Options) == 0:
		f.Options = []*Option{{ID: "unknown"}} // reported; the rest of the field can be read
	case f.Options != nil:
		r.report(n, "field_shape", "入力欄「"+f.ID+"」に options と scale の両方があります", "どちらか一方だけを書いてください")
	default:
		f.Options = s.Options
	}
}

// scaled makes a criterion a question on a scale: its one field, and a rule for
// every option.
func (r *schemeReader) scaled(n *yaml.Node, c *Criterion) {
	s := r.scale(n)
	switch {
	case s == nil || len(s.Options) == 0:
		c.Points = &Points{Pos: r.at(n), Form: ByRules, Tables: []*PointsTable{{Pos: r.at(n), Tiers: []*Tier{{Pos: r.at(n)}}}}}
		return
	case s.pointless != nil:
		r.ds = append(r.ds, Diagnostic{Pos: s.pointless.Pos, Code: "points", Msg: "尺度「" + s.ID + "」の選択肢「" + s.pointless.ID + "」に点数がありません（評価項目「" + c.ID + "」が使っています）",
			Hint: "「" + s.pointless.ID + ": {label: …, points: 0}」のように、どの選択肢にも points を書いてください"})
		s.pointless = nil
	}
	f := &Field{Pos: r.at(n), ID: c.ID + "_answer", Label: c.Title, Type: Choice, Options: s.Options, Decimals: -1, Optional: r.scheme.Blanks}
	c.Fields = append(c.Fields, f)
	if c.Points != nil || c.Met.Given() {
		r.report(n, "rule", "評価項目「"+c.ID+"」に scale と、points か met の両方があります", "どちらか一方だけを書いてください")
		return
	}
	table := &PointsTable{Pos: r.at(n)}
	for _, o := range s.Options {
		t := &Tier{Pos: o.Pos}
		if o.Points != nil {
			t.Points = *o.Points
		}
		src := f.ID + " = " + optionValue(o.ID).String()
		t.When = Expr{Pos: o.Pos, Src: src, Node: mustParse(src)}
		table.Tiers = append(table.Tiers, t)
	}
	if f.Optional {
		table.Tiers = append(table.Tiers, &Tier{Pos: f.Pos}) // nothing for what stays blank
	}
	c.Points = &Points{Pos: r.at(n), Form: ByRules, Tables: []*PointsTable{table}, Scale: s}
}

// needs reads the fields without which nothing is said of a criterion, and when.
func (r *reader) needs(n *yaml.Node, c *Criterion) {
	fields := n
	if n.Kind == yaml.MappingNode {
		r.mapping(n, "needs", []key{
			{"when", func(n *yaml.Node) { r.expr(n, "when", &c.NeedsWhen) }, false},
			{"fields", func(n *yaml.Node) { fields = n }, true},
		})
	}
	if fields.Kind != yaml.MappingNode {
		c.Needs, c.needs = r.ids(fields, "needs")
	}
}

func (r *schemeReader) questions(n *yaml.Node, inside bool) []*Question {
	var qs []*Question
	for _, i := range r.items(n, "questions") {
		q := &Question{Pos: r.at(i)}
		keys := []key{
			{"id", func(n *yaml.Node) { r.id(n, &q.ID) }, true},
			{"number", func(n *yaml.Node) { r.string(n, "number", &q.Number) }, false},
			{"title", func(n *yaml.Node) { r.text(n, "title", &q.Title) }, true},
			{"note", func(n *yaml.Node) { r.text(n, "note", &q.Note) }, false},
			{"source", func(n *yaml.Node) { r.text(n, "source", &q.Source) }, false},
			{"mark", func(n *yaml.Node) { r.mark(n, "mark", &q.Mark) }, false},
			{"fields", func(n *yaml.Node) { q.Fields = append(q.Fields, r.fields(n)...) }, false},
			{"derive", func(n *yaml.Node) { q.Derived = r.derive(n, &q.Fields) }, false},
			{"constraints", func(n *yaml.Node) { q.Constraints = r.constraints(n) }, false},
			{"tables", func(n *yaml.Node) { q.Tables = r.layouts(n) }, false},
			{"repeat", func(n *yaml.Node) { q.Repeat = r.repeat(n) }, false},
		}
		if !inside {
			keys = append(keys,
				key{"heading", func(n *yaml.Node) { r.text(n, "heading", &q.Heading) }, false},
				key{"questions", func(n *yaml.Node) { q.Questions = r.questions(n, true) }, false})
		}
		r.mapping(i, "設問", keys)
		qs = append(qs, q)
	}
	return qs
}

func (r *schemeReader) layouts(n *yaml.Node) []*Layout {
	var ls []*Layout
	for _, i := range r.items(n, "tables") {
		l := &Layout{}
		r.mapping(i, "表の並べ方", []key{
			{"title", func(n *yaml.Node) { r.text(n, "title", &l.Title) }, false},
			{"columns", func(n *yaml.Node) { r.texts(n, "columns", &l.Columns) }, true},
			{"rows", func(n *yaml.Node) {
				for _, i := range r.items(n, "rows") {
					row := LayoutRow{Pos: r.at(i)}
					r.mapping(i, "行", []key{
						{"label", func(n *yaml.Node) { r.text(n, "label", &row.Label) }, true},
						{"cells", func(n *yaml.Node) { row.Cells, row.cells = r.ids(n, "cells") }, true},
					})
					l.Rows = append(l.Rows, row)
				}
			}, true},
		})
		for _, row := range l.Rows {
			if len(l.Columns) > 0 && len(row.Cells) != len(l.Columns) {
				r.ds = append(r.ds, Diagnostic{Pos: row.Pos, Code: "layout", Msg: "表の列（columns）は" + strconv.Itoa(len(l.Columns)) + "つですが、この行の cells は" + strconv.Itoa(len(row.Cells)) + "つです", Hint: "列と同じ数だけ並べ、空けておく所には null と書いてください"})
			}
		}
		ls = append(ls, l)
	}
	return ls
}

// ids reads a list of ids, of which null stands for an empty place.
func (r *reader) ids(n *yaml.Node, what string) (ids []string, at []Pos) {
	for _, i := range r.items(n, what) {
		id := ""
		if i.Tag != "!!null" {
			r.id(i, &id)
		}
		ids, at = append(ids, id), append(at, r.at(i))
	}
	return ids, at
}

func (r *schemeReader) repeat(n *yaml.Node) *Repeat {
	p := &Repeat{Pos: r.at(n)}
	r.mapping(n, "repeat", []key{
		{"title", func(n *yaml.Node) { r.text(n, "title", &p.Title) }, true},
		{"rows", func(n *yaml.Node) {
			for _, i := range r.items(n, "rows") {
				if i.Kind != yaml.SequenceNode {
					r.report(i, "type", "repeat の rows には、行ごとの入力欄の並びを書きます", "「- [a_1, b_1]」のように、1行の入力欄を [ ] で囲んで並べてください")
					continue
				}
				ids, at := r.ids(i, "rows")
				p.Rows, p.rows = append(p.Rows, ids), append(p.rows, at)
			}
		}, true},
	})
	return p
}

func (r *schemeReader) bands(n *yaml.Node) {
	for _, i := range r.items(n, "bands") {
		b := &Bands{Pos: r.at(i)}
		r.mapping(i, "到達段階", []key{
			{"id", func(n *yaml.Node) { r.id(n, &b.ID) }, true},
			{"title", func(n *yaml.Node) { r.text(n, "title", &b.Title) }, true},
			{"by", func(n *yaml.Node) { r.expr(n, "by", &b.By) }, true},
			{"tiers", func(n *yaml.Node) {
				for _, i := range r.items(n, "tiers") {
					t := &Band{Pos: r.at(i)}
					r.mapping(i, "段階", []key{
						{"id", func(n *yaml.Node) { r.id(n, &t.ID) }, true},
						{"is", func(n *yaml.Node) { r.tests(n, "is", &t.Is) }, true},
						{"title", func(n *yaml.Node) { r.text(n, "title", &t.Title) }, true},
						{"text", func(n *yaml.Node) { r.text(n, "text", &t.Text) }, false},
					})
					b.Tiers = append(b.Tiers, t)
				}
			}, true},
		})
		r.scheme.Bands = append(r.scheme.Bands, b)
	}
}

// alternatives reads the value of a derived value: one expression, or several of
// which the first whose fields are all answered counts.
func (r *reader) alternatives(n *yaml.Node, what string, d *Derived) {
	if n.Kind != yaml.SequenceNode {
		r.expr(n, what, &d.Value)
		return
	}
	for _, i := range r.items(n, what) {
		var e Expr
		r.expr(i, what, &e)
		d.Or = append(d.Or, e)
	}
	if last := len(d.Or) - 1; last >= 0 {
		d.Value, d.Or = d.Or[last], d.Or[:last]
	} else {
		r.report(n, "empty", named(what)+"に式がありません", "式を書いてください")
	}
}

// table is the bands' ranges as tiers, to be checked as those are.
func (b *Bands) table() *PointsTable {
	t := &PointsTable{Pos: b.Pos}
	for _, band := range b.Tiers {
		t.Tiers = append(t.Tiers, &Tier{Pos: band.Pos, Is: band.Is})
	}
	return t
}

// survey checks what refers to fields by their ids: layouts, repeated rows; and
// marks, and the cover.
func (c *nameChecker) survey() {
	questions := map[string]Pos{}
	for _, sec := range c.scheme.Sections {
		c.layouts(sec.Tables, "この分野", sec.Fields, sec.Derived)
		for _, k := range sec.Criteria {
			c.layouts(k.Tables, "この評価項目", k.Fields, k.Derived)
		}
		sec.eachQuestion(func(q *Question) {
			if first, twice := questions[q.ID]; twice {
				c.report(q.Pos, "duplicate_id", "設問の id「"+q.ID+"」はすでに使われています（"+first.String()+"）", "別の id にしてください")
			}
			questions[q.ID] = q.Pos
			c.layouts(q.Tables, "この設問", q.Fields, q.Derived)
			c.mark(q.Mark)
			if q.Repeat != nil {
				c.repeat(q)
			}
		})
	}
	for _, f := range c.fields {
		c.mark(f.Mark)
	}
	for _, k := range c.criteria {
		for i, id := range k.Needs {
			if _, ok := c.fieldIndex[id]; !ok {
				c.unknownField(k.needs[i], "評価項目「"+k.ID+"」の needs", id)
			}
		}
	}
	c.expressions(func(e Expr, use exprUse) {
		if e.Node == nil || use != useCondition && use != useAward {
			return
		}
		feel.Names(e.Node, c.all(), func(n feel.Node) {
			if name, ok := n.(*feel.Name); ok {
				if i, ok := c.fieldIndex[name.Name]; ok && c.fields[i].Reference {
					c.ds = append(c.ds, e.problem(feel.Problem{Off: name.Off(), Code: "last_year", Msg: "昨年度の欄「" + name.Name + "」は判定に使えません",
						Hint: "昨年度の欄は見るためのものです。整合チェック（constraints）と計算値（derive）でだけ使えます"}))
				}
			}
		})
	})
	if c.scheme.Cover != nil {
		seen := map[string]bool{}
		for _, f := range c.scheme.Cover.Fields {
			if _, field := c.fieldIndex[f.ID]; field || seen[f.ID] {
				c.report(f.Pos, "duplicate_id", "表紙の入力欄の id「"+f.ID+"」はすでに使われています", "別の id にしてください")
			}
			seen[f.ID] = true
		}
	}
	bands := map[string]bool{}
	for _, b := range c.scheme.Bands {
		if bands[b.ID] {
			c.report(b.Pos, "duplicate_id", "到達段階の id「"+b.ID+"」が2度あります", "別の id にしてください")
		}
		bands[b.ID] = true
		tiers := map[string]bool{}
		for _, t := range b.Tiers {
			if tiers[t.ID] {
				c.report(t.Pos, "duplicate_id", "到達段階「"+b.ID+"」に id「"+t.ID+"」が2度あります", "別の id にしてください")
			}
			tiers[t.ID] = true
		}
	}
}

func (c *nameChecker) mark(m Mark) {
	if m.Sign == "" || slices.ContainsFunc(c.scheme.Marks, func(k Mark) bool { return k.Sign == m.Sign }) {
		return
	}
	c.report(m.Pos, "unknown", "印「"+m.Sign+"」の意味が決まっていません", "ファイルの上の方の marks に「\""+m.Sign+"\": 意味」を書いてください")
}

// layouts checks that every cell is a field or a derived value of the place where
// the table stands, and stands once: one of elsewhere is shown there already.
func (c *nameChecker) layouts(ls []*Layout, where string, fields []*Field, derived []*Derived) {
	shown := map[string]Pos{}
	for _, l := range ls {
		for _, row := range l.Rows {
			for i, id := range row.Cells {
				if id == "" {
					continue
				}
				_, isField := c.fieldIndex[id]
				_, isDerived := c.derivedIndex[id]
				switch {
				case !isField && !isDerived:
					c.unknownField(row.cells[i], "表の cells", id)
				case !hasField(fields, id) && !slices.ContainsFunc(derived, func(d *Derived) bool { return d.ID == id }):
					c.report(row.cells[i], "layout", "表の cells にある「"+id+"」は、"+where+"の入力欄でも計算値でもありません", "「"+id+"」を書いたところの tables に並べるか、「"+id+"」を"+where+"に移してください")
				}
				if first, twice := shown[id]; twice {
					c.report(row.cells[i], "duplicate_id", "「"+id+"」はすでに表にあります（"+first.String()+"）", "どちらかを消してください")
				}
				shown[id] = row.cells[i]
			}
		}
	}
}

// repeat checks that the rows are alike: they are the rows of one table.
func (c *nameChecker) repeat(q *Question) {
	p := q.Repeat
	seen := map[string]bool{}
	for i, row := range p.Rows {
		even := len(row) == len(p.Rows[0])
		if !even {
			at := q.Repeat.Pos
			if len(row) > 0 {
				at = p.rows[i][0]
			}
			c.report(at, "layout", "repeat の"+strconv.Itoa(i+1)+"行目の入力欄は"+strconv.Itoa(len(row))+"個で、1行目の"+strconv.Itoa(len(p.Rows[0]))+"個とそろっていません", "どの行にも同じ数の入力欄を並べてください")
		}
		for k, id := range row {
			at, ok := c.fieldIndex[id]
			first, known := int32(0), false
			if even {
				first, known = c.fieldIndex[p.Rows[0][k]]
			}
			switch {
			case !ok:
				c.unknownField(p.rows[i][k], "repeat の rows", id)
			case !hasField(q.Fields, id):
				c.report(p.rows[i][k], "layout", "repeat の rows にある「"+id+"」は、この設問の入力欄ではありません", "「"+id+"」をこの設問の fields に移してください")
			case known && c.fields[at].Type != c.fields[first].Type:
				c.report(p.rows[i][k], "layout", "repeat の"+strconv.Itoa(i+1)+"行目の「"+id+"」（"+c.fields[at].Type.String()+"）が、1行目の「"+p.Rows[0][k]+"」（"+c.fields[first].Type.String()+"）と違う種類です",
					"どの行にも、同じ種類の入力欄を同じ順に並べてください")
			}
			if seen[id] {
				c.report(p.rows[i][k], "duplicate_id", "「"+id+"」が repeat に2度あります", "どちらかを消してください")
			}
			seen[id] = true
		}
	}
}

func hasField(fs []*Field, id string) bool {
	return slices.ContainsFunc(fs, func(f *Field) bool { return f.ID == id })
}

// eachQuestion calls f for the questions of a section, each before those inside it.
func (s *Section) eachQuestion(f func(*Question)) {
	for _, q := range s.Questions {
		f(q)
		for _, sub := range q.Questions {
			f(sub)
		}
	}
}
