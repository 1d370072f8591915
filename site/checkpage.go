package site

import (
	"fmt"
	"strconv"

	"kijun/criteria"
	"kijun/criteria/score"
)

const (
	mostRadios   = 7   // options; a choice of more is a select
	longText     = 100 // characters; a longer text gets several lines
	rowsOfATable = 5   // lines of a table whose definition does not say how many
)

// checkData is the self-check of an edition, and the blank form.
func (r *rendering) checkData(p *page, root string) *CheckData {
	e := p.edition
	f := fieldMaker{words: r.theme.words, edition: e}
	d := &CheckData{Program: *assetData(root, e.program), Open: e.judgedOpen(), Shared: sharedPairs(e.Scheme)}
	if r.core != nil {
		d.Core = *assetData(root, r.core)
	}
	if len(e.Awards) > 0 {
		d.Verdict = Text(e.empty.Awards[e.Awards[0].ID].Verdict)
	}
	if s := e.empty.Total; s != nil {
		d.TotalMin, d.TotalMax = Text(s.Min.text()), Text(s.Max.text())
	}
	if s := e.empty.Maximum; s != nil {
		d.MaximumMin, d.MaximumMax = Text(s.Min.text()), Text(s.Max.text())
	}
	if items := f.items(e.Fields, e.Derived, ""); len(items) > 0 {
		d.Sections = append(d.Sections, SectionData{Title: r.theme.words.General, Items: items})
	}
	for _, s := range e.Sections {
		sd := SectionData{ID: Text(s.ID), Number: Text(s.Number), Title: Text(s.Title.In(e.lang)), Note: Text(s.Note.In(e.lang)),
			Items: f.items(s.Fields, s.Derived, "")}
		for _, c := range s.Criteria {
			sd.Criteria = append(sd.Criteria, r.checkCriterion(f, c, root))
		}
		d.Sections = append(d.Sections, sd)
	}
	for _, c := range e.AllCriteria() {
		d.Papers = d.Papers || c.Evidence != nil && c.Evidence.Field != ""
	}
	return d
}

func (r *rendering) checkCriterion(f fieldMaker, c *criteria.Criterion, root string) CriterionData {
	e := f.edition
	d := r.criterionData(e, c, root)
	d.Status = Text(e.empty.Criteria[c.ID].Status)
	if outcomes := e.empty.points(c.ID); len(outcomes) > 0 {
		d.PointsMin, d.PointsMax = Text(outcomes[0]), Text(outcomes[len(outcomes)-1])
	}
	evidence := ""
	if c.Evidence != nil {
		evidence = c.Evidence.Field
	}
	d.Items = f.items(c.Fields, c.Derived, evidence)
	for _, field := range c.Fields {
		if field.ID == evidence && evidence != "" {
			if d.Papers == nil {
				d.Papers = &PapersData{Words: f.words}
			}
			d.Papers.Field = f.field(field)
		}
	}
	return d
}

// judgedOpen is how many fields wait for an answer, without those of sections that
// have nothing judged: the conditions of an application, say.
func (e *edition) judgedOpen() int {
	open := e.empty.Progress.Open
	for _, s := range e.Sections {
		if len(s.Criteria) == 0 {
			open -= e.empty.Sections[s.ID].Open
		}
	}
	return open
}

// points are the point values that the empty record may reach, ascending.
func (r emptyRecord) points(criterion string) []string {
	var points []string
	for _, o := range r.Criteria[criterion].Outcomes {
		if s := number(o).text(); s != "na" {
			points = append(points, s)
		}
	}
	return points
}

// A fieldMaker makes the page data of inputs.
type fieldMaker struct {
	words   *Words
	edition *edition
}

func (f fieldMaker) text(t criteria.Text) Text { return Text(t.In(f.edition.lang)) }

// items are fields and derived values, without the field of the papers.
func (f fieldMaker) items(fields []*criteria.Field, derived []*criteria.Derived, evidence string) []ItemData {
	var items []ItemData
	for _, field := range fields {
		if evidence == "" || field.ID != evidence {
			items = append(items, ItemData{Field: f.field(field)})
		}
	}
	for _, d := range derived {
		if !d.Label.Empty() { // one without a label is an intermediate result
			items = append(items, ItemData{Derived: &DerivedData{Text(d.ID), f.text(d.Label), f.text(d.Unit)}})
		}
	}
	return items
}

func (f fieldMaker) field(c *criteria.Field) *FieldData {
	d := &FieldData{Words: f.words, ID: Text(c.ID), Type: Text(c.Type.String()),
		Label: f.text(c.Label), Note: f.text(c.Note), Unit: f.text(c.Unit), Example: f.text(c.Example),
		Min: bound(c, c.Min), Max: bound(c, c.Max), MaxLength: c.MaxLength,
		Long: c.MaxLength == 0 || c.MaxLength > longText, Select: c.Type == criteria.Choice && len(c.Options) > mostRadios,
		Options: f.options(c)}
	if c.When.Given() {
		d.When = Text(f.edition.SayWhen(c.When, f.edition.lang))
	}
	if c.Type == criteria.Table {
		f.table(c, d)
	}
	return d
}

// bound is a bound of a field as text; a date's counts days.
func bound(c *criteria.Field, n *criteria.Number) Text {
	if n == nil {
		return ""
	}
	if c.Type == criteria.Date {
		return Text(score.FormatDate(n.Rat.Num()))
	}
	return Text(n.Rat.String())
}

func (f fieldMaker) options(c *criteria.Field) []OptionData {
	var options []OptionData
	for i, o := range c.Options {
		d := OptionData{ID: Text(o.ID), Label: f.text(o.Label), Note: f.text(o.Note), Exclusive: o.Exclusive, First: i == 0}
		if o.Text {
			d.TextField = Text(c.ID + "_" + o.ID + "_text")
		}
		options = append(options, d)
	}
	return options
}

// table fills in the lines of a table.
func (f fieldMaker) table(c *criteria.Field, d *FieldData) {
	rows := c.Rows
	if rows == 0 {
		rows = rowsOfATable
	}
	for _, col := range c.Columns {
		d.Columns = append(d.Columns, ColumnData{f.text(col.Label), f.text(col.Unit)})
	}
	for i := range rows {
		row := RowData{Number: i}
		for _, col := range c.Columns {
			row.Cells = append(row.Cells, CellData{Words: f.words,
				Name:    Text(fmt.Sprintf("%s[%d].%s", c.ID, i, col.ID)),
				Label:   Text(strconv.Itoa(i+1)) + f.words.RowSuffix + " " + f.text(col.Label),
				Type:    Text(col.Type.String()),
				Options: f.options(col)})
		}
		d.Rows = append(d.Rows, row)
	}
}
