package site

import (
	"cmp"
	"slices"
	"strconv"

	"kijun/criteria"
)

const manyOptions = 6 // options; more stand in columns where there is room

// questions are the questions of a section.
func (f fieldMaker) questions(qs []*criteria.Question, feeds func([]*criteria.Field) []Link) []QuestionData {
	var list []QuestionData
	for _, q := range qs {
		d := QuestionData{Words: f.words, ID: questionID(q), Number: Text(q.Number), Title: f.text(q.Title), Note: f.text(q.Note),
			Heading: f.text(q.Heading), Source: f.text(q.Source), Mark: f.mark(q.Mark)}
		d.Items = f.items(scope{string(d.ID), q.Title, q.Fields, q.Derived, q.Tables, q.Repeat}, "")
		if d.When = f.questionWhen(q); d.When != "" {
			withoutWhen(d.Items)
		}
		d.Questions = f.questions(q.Questions, feeds)
		for i := range d.Questions {
			d.Questions[i].Inner = true
		}
		if marked := markedFields(q); len(marked) > 0 && feeds != nil {
			d.Feeds = feeds(marked)
		}
		list = append(list, d)
	}
	return list
}

// questionWhen is the condition that all fields of a question have. It is said once,
// below the heading, and not again beside each of them.
func (f fieldMaker) questionWhen(q *criteria.Question) Text {
	fields := map[string]*criteria.Field{}
	var ids []string
	for _, x := range q.Fields {
		if !x.Reference && !ownText(q.Fields, x) {
			fields[x.ID] = x
			ids = append(ids, x.ID)
		}
	}
	return f.commonWhen(ids, fields)
}

// withoutWhen takes the conditions of fields out of items.
func withoutWhen(items []ItemData) {
	for _, item := range items {
		if item.Field != nil {
			item.Field.When = ""
		}
		if item.Layout != nil {
			item.Layout.When = ""
		}
		if item.Repeat != nil {
			for _, row := range item.Repeat.Rows {
				withoutWhen(row.Items)
			}
		}
	}
}

func questionID(q *criteria.Question) Text { return Text("question-" + q.ID) }

// markedFields are the fields that the sign of a question speaks of: all of one that
// has a sign itself; where only parts of it have one, theirs.
func markedFields(q *criteria.Question) []*criteria.Field {
	var fields []*criteria.Field
	for _, x := range q.Fields {
		if q.Mark.Sign != "" || x.Mark.Sign != "" {
			fields = append(fields, x)
		}
	}
	for _, sub := range q.Questions {
		if q.Mark.Sign != "" {
			fields = append(fields, sub.Fields...)
		}
	}
	return fields
}

// mark is a sign with its meaning from the legend.
func (f fieldMaker) mark(m criteria.Mark) *MarkData {
	if m.Sign == "" {
		return nil
	}
	for _, known := range f.edition.Marks {
		if known.Sign == m.Sign {
			return &MarkData{Text(m.Sign), f.text(known.Text)}
		}
	}
	return &MarkData{Sign: Text(m.Sign)}
}

// marks is the legend.
func (f fieldMaker) marks() []MarkData {
	var list []MarkData
	for _, m := range f.edition.Marks {
		list = append(list, MarkData{Text(m.Sign), f.text(m.Text)})
	}
	return list
}

// A scope is what fields are defined in: a scheme, a section, a question or a criterion.
type scope struct {
	id      string // of its place in the page
	title   criteria.Text
	fields  []*criteria.Field
	derived []*criteria.Derived
	tables  []*criteria.Layout
	repeat  *criteria.Repeat
}

// items are fields and derived values in their order, without the field of the papers
// and last year's answers. A table stands where the first of its fields would, and so
// do repeated rows.
func (f fieldMaker) items(s scope, evidence string) []ItemData {
	var items []ItemData
	placed := map[string]bool{}
	place := func(item ItemData, ids ...string) {
		for _, id := range ids {
			placed[id] = true
			item.Reminders = append(item.Reminders, f.reminders[id]...)
		}
		items = append(items, item)
	}
	one := func(id string) {
		for i, t := range s.tables {
			if ids := cellsOf(t); slices.Contains(ids, id) {
				d := f.layout(t, s, s.id+"-t"+strconv.Itoa(i+1))
				place(ItemData{Layout: &d}, ids...)
				return
			}
		}
		if s.repeat != nil {
			if ids := slices.Concat(s.repeat.Rows...); slices.Contains(ids, id) {
				d := f.repeat(s)
				place(ItemData{Repeat: &d}, ids...)
				return
			}
		}
		for _, x := range s.fields {
			if x.ID == id {
				place(ItemData{Field: f.field(x)}, id)
				return
			}
		}
		for _, x := range s.derived {
			if x.ID == id {
				place(ItemData{Derived: f.derivedData(x)}, id)
			}
		}
	}
	for _, x := range s.fields {
		if !placed[x.ID] && !x.Reference && !ownText(s.fields, x) && (evidence == "" || x.ID != evidence) {
			one(x.ID)
		}
	}
	for _, x := range s.derived {
		if !placed[x.ID] && !x.Label.Empty() { // one without a label is an intermediate result
			one(x.ID)
		}
	}
	return items
}

// ownText reports whether a field is the text of an option, which stands beside the option.
func ownText(fields []*criteria.Field, x *criteria.Field) bool {
	for _, of := range fields {
		for _, o := range of.Options {
			if o.Text && x.ID == of.ID+"_"+o.ID+"_text" {
				return true
			}
		}
	}
	return false
}

// cellsOf are the ids of a layout's cells.
func cellsOf(t *criteria.Layout) []string {
	var ids []string
	for _, row := range t.Rows {
		for _, id := range row.Cells {
			if id != "" {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// layout is a table of fields. Rows of one field each with the same options are a
// grid of these options.
func (f fieldMaker) layout(t *criteria.Layout, s scope, id string) LayoutData {
	d := LayoutData{Words: f.words, ID: Text(id), Name: cmp.Or(f.text(t.Title), f.text(s.title)), Title: f.text(t.Title)}
	fields := map[string]*criteria.Field{}
	for _, x := range s.fields {
		fields[x.ID] = x
	}
	derived := map[string]*criteria.Derived{}
	for _, x := range s.derived {
		derived[x.ID] = x
	}
	d.When = f.commonWhen(cellsOf(t), fields)
	for _, c := range t.Columns {
		d.Columns = append(d.Columns, f.text(c))
	}
	if first := gridOf(t, fields); first != nil {
		d.Grid, d.Single, d.Corner, d.Columns = true, first.Type == criteria.Choice, d.Columns[0], nil
		for _, o := range first.Options {
			d.Columns = append(d.Columns, f.text(o.Label))
		}
	}
	for _, row := range t.Rows {
		r := LayoutRowData{Label: f.text(row.Label)}
		if d.Grid {
			r.Field = f.field(fields[row.Cells[0]])
			r.Field.When = ""
		} else {
			for i, id := range row.Cells {
				c := LayoutCellData{Column: d.Columns[i], Label: r.Label + " " + d.Columns[i], Errors: d.ID + "-error"}
				if x := fields[id]; x != nil {
					c.Field = f.field(x)
					c.Unit = c.Field.Unit
				} else if x := derived[id]; x != nil {
					c.Derived = f.derivedData(x)
					c.Unit = c.Derived.Unit
				}
				if c.Unit != "" {
					c.Label += f.words.WhenOpen + c.Unit + f.words.WhenClose
				}
				r.Cells = append(r.Cells, c)
			}
		}
		d.Rows = append(d.Rows, r)
	}
	return d
}

// gridOf is the field of a grid's first row; nil if the layout is none.
func gridOf(t *criteria.Layout, fields map[string]*criteria.Field) *criteria.Field {
	var first *criteria.Field
	for _, row := range t.Rows {
		if len(row.Cells) != 1 {
			return nil
		}
		x := fields[row.Cells[0]]
		if x == nil || x.Type != criteria.Choice && x.Type != criteria.Choices {
			return nil
		}
		if first == nil {
			first = x
		}
		if x.Type != first.Type || !slices.EqualFunc(x.Options, first.Options, func(a, b *criteria.Option) bool {
			return a.ID == b.ID && a.Label.In("ja") == b.Label.In("ja") && !a.Text && !b.Text
		}) {
			return nil
		}
	}
	return first
}

// commonWhen is the condition that all of the fields have; empty if they have none in
// common.
func (f fieldMaker) commonWhen(ids []string, fields map[string]*criteria.Field) Text {
	var common criteria.Expr
	for _, id := range ids {
		x := fields[id]
		switch {
		case x == nil: // computed
		case !x.When.Given() || common.Given() && x.When.Src != common.Src:
			return ""
		default:
			common = x.When
		}
	}
	if !common.Given() {
		return ""
	}
	return Text(f.edition.SayWhen(common, f.edition.lang))
}

func (f fieldMaker) repeat(s scope) RepeatData {
	d := RepeatData{Words: f.words, ID: Text(s.id + "-repeat"), Title: f.text(s.repeat.Title)}
	for i, ids := range s.repeat.Rows {
		row := scope{id: s.id + "-r" + strconv.Itoa(i+1), title: s.repeat.Title}
		for _, id := range ids {
			for _, x := range s.fields {
				if x.ID == id {
					row.fields = append(row.fields, x)
				}
			}
		}
		d.Rows = append(d.Rows, RepeatRowData{Text(strconv.Itoa(i + 1)), f.items(row, "")})
	}
	return d
}

func (f fieldMaker) derivedData(x *criteria.Derived) *DerivedData {
	return &DerivedData{Text(x.ID), f.text(x.Label), f.text(x.Unit), f.references[x.ID]}
}
