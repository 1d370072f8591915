package site

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kijun/criteria"
	"kijun/criteria/score"
)

const (
	mostRadios   = 7    // options; a choice of more is a select
	longText     = 100  // characters; a longer text gets several lines
	rowsInPlace  = 20   // lines; a table of more, or of as many as are needed, grows
	rowsOfATable = 5    // lines of such a table at first
	mostRows     = 5000 // lines of a table whose definition does not say how many
)

// checkData is the self-check of an edition, and the blank form.
func (r *rendering) checkData(p *page, root string) *CheckData {
	e := p.edition
	f := r.fieldMaker(e)
	d := &CheckData{Program: r.held(root, e.program, programID(e)), Open: e.progressOpen(), Shared: sharedPairs(e.Scheme)}
	if r.core != nil {
		d.Core = r.held(root, r.core, coreID)
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
	if l := e.LastYear; l != nil {
		d.LastYear = &LastYearData{f.text(l.Title), f.text(l.Note)}
	}
	d.HiddenRules = Text(strings.Join(e.hiddenRules(), " "))
	for _, b := range e.Bands {
		d.Bands = append(d.Bands, f.bands(b))
	}
	for _, c := range e.AllCriteria() {
		d.Papers = d.Papers || c.Evidence != nil && c.Evidence.Field != ""
		d.AnyPapers = d.AnyPapers || c.Evidence != nil
	}
	if p.kind == "check" {
		d.Editions = r.editionsData(e, root)
	}
	r.steps(d, f, root)
	return d
}

// hiddenRules are the ids under which answers to what is not asked are reported.
func (e *edition) hiddenRules() []string {
	var ids []string
	add := func(cs []*criteria.Check) {
		for _, c := range cs {
			if c.Kind == criteria.CheckHidden && !slices.Contains(ids, c.ID) {
				ids = append(ids, c.ID)
			}
		}
	}
	add(e.Checks)
	for _, x := range e.AllFields() {
		add(x.Checks)
	}
	return ids
}

// steps divides the form: one step begins with the cover, one with every section that
// says so, one with the table of requirements.
func (r *rendering) steps(d *CheckData, f fieldMaker, root string) {
	e := f.edition
	stepped := slices.ContainsFunc(e.Sections, func(s *criteria.Section) bool { return s.Step })
	d.Steps = []StepData{{}}
	begin := func(id, number, title Text) *StepData {
		last := &d.Steps[len(d.Steps)-1]
		if !stepped {
			return last
		}
		if last.ID != "" {
			d.Steps = append(d.Steps, StepData{})
			last = &d.Steps[len(d.Steps)-1]
		}
		last.ID, last.Number, last.Title = id, number, title
		return last
	}
	if c := e.Cover; c != nil {
		cover := &CoverData{f.text(c.Title), f.text(c.Note), f.items(scope{id: "check-cover", fields: c.Fields}, "")}
		for _, item := range cover.Items {
			item.Field.Long = item.Field.MaxLength > longText // names and addresses, unless it says otherwise
		}
		begin("check-cover", "", cover.Title).Cover = cover
	}
	points := 0
	for _, s := range r.sections(f, root) {
		last := &d.Steps[len(d.Steps)-1]
		if stepped && (s.step || last.ID == "") {
			last = begin("section-"+cmp.Or(s.ID, "general"), s.Number, s.Title)
		}
		last.Sections = append(last.Sections, s.SectionData)
		if s.Points != "" {
			d.Subtotals = append(d.Subtotals, s.SectionData)
			points++
		}
	}
	if points < 2 {
		d.Subtotals = nil
	}
	if t := r.requirements(f, root); t != nil {
		begin("check-requirements", "", f.words.Requirements).Requirements = t
	}
}

// A formSection is a section of the form, and whether it begins a step.
type formSection struct {
	SectionData
	step bool
}

// sections are the sections that have something to fill in or to read.
func (r *rendering) sections(f fieldMaker, root string) []formSection {
	e := f.edition
	var list []formSection
	if items := f.items(scope{id: "section-general", fields: e.Fields, derived: e.Derived}, ""); len(items) > 0 {
		list = append(list, formSection{SectionData{Title: r.theme.words.General, Items: items}, false})
	}
	feeds := func(fields []*criteria.Field) []Link {
		var links []Link
		for _, c := range e.AllCriteria() {
			if slices.ContainsFunc(fields, func(x *criteria.Field) bool { return slices.Contains(e.asks[c.ID], x.ID) }) {
				links = append(links, Link{Title: f.text(c.Title), Number: Text(c.Number), URL: URL("#" + c.ID)})
			}
		}
		return links
	}
	for _, s := range e.Sections {
		if !e.inForm(s) {
			continue
		}
		d := SectionData{ID: Text(s.ID), Number: Text(s.Number), Title: f.text(s.Title), Note: f.text(s.Note), Points: e.sectionPoints(s),
			Items: f.items(scope{"section-" + s.ID, s.Title, s.Fields, s.Derived, s.Tables, nil}, ""), Questions: f.questions(s.Questions, feeds), Aside: e.isAside(s)}
		for _, c := range s.Criteria {
			if e.hasCard(c) {
				d.Criteria = append(d.Criteria, r.checkCriterion(f, c, root))
			}
		}
		list = append(list, formSection{d, s.Step})
	}
	return list
}

func (f fieldMaker) bands(b *criteria.Bands) BandsData {
	d := BandsData{ID: Text(b.ID), Title: f.text(b.Title)}
	empty := f.edition.empty.Bands[b.ID]
	for _, t := range b.Tiers {
		state := Text("no")
		switch {
		case empty.Band == t.ID:
			state = "is"
		case slices.Contains(empty.Possible, t.ID):
			state = "possible"
		}
		d.Tiers = append(d.Tiers, BandData{Text(t.ID), f.text(t.Title), f.text(t.Text), state})
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
	d.Items = f.items(scope{c.ID, c.Title, c.Fields, c.Derived, c.Tables, nil}, evidence)
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

// progressOpen is how many fields wait for an answer, without those of sections that
// stand aside.
func (e *edition) progressOpen() int {
	open := e.empty.Progress.Open
	for _, s := range e.Sections {
		if e.isAside(s) {
			open -= e.empty.Sections[s.ID].Open
		}
	}
	return open
}

// isAside reports whether nothing that is judged depends on a section: the conditions of
// an application, say. A step of a long form is part of what is to be filled in.
func (e *edition) isAside(s *criteria.Section) bool {
	if s.Step || len(s.Criteria) > 0 {
		return false
	}
	fields := slices.Clone(s.Fields)
	for _, q := range s.Questions {
		fields = append(fields, q.Fields...)
		for _, sub := range q.Questions {
			fields = append(fields, sub.Fields...)
		}
	}
	return !slices.ContainsFunc(fields, func(x *criteria.Field) bool {
		for _, ids := range e.asks {
			if slices.Contains(ids, x.ID) {
				return true
			}
		}
		return false
	})
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
	words      *Words
	edition    *edition
	references map[string]*ReferenceData // last year's answers, by what they stand beside
	reminders  map[string][]Text         // what no machine can check, by the field it is said at
}

func (r *rendering) fieldMaker(e *edition) fieldMaker {
	f := fieldMaker{words: r.theme.words, edition: e, references: map[string]*ReferenceData{}, reminders: map[string][]Text{}}
	labels := map[string]Text{}
	for _, x := range e.AllFields() {
		labels[x.ID] = f.text(x.Label)
	}
	for _, x := range e.AllDerived() {
		labels[x.ID] = f.text(x.Label)
	}
	before := map[string]string{} // new id to old id
	for was, is := range e.Renamed {
		if !strings.Contains(was, ".") { // options and columns have ids of their own place
			before[is] = was
		}
	}
	for _, x := range e.AllFields() {
		if !x.Reference {
			continue
		}
		title := f.text(e.LastYear.Title)
		if own := f.text(x.Label); own != labels[x.Beside] {
			title = own
		}
		f.references[x.Beside] = &ReferenceData{ID: Text(x.ID), Title: title, Unit: f.text(x.Unit),
			Numeric: x.Type == criteria.Integer || x.Type == criteria.Decimal, Was: Text(cmp.Or(before[x.Beside], x.Beside))}
	}
	e.eachConstraint(func(c *criteria.Constraint) {
		if c.Reminder && len(c.Fields) > 0 {
			f.reminders[c.Fields[0]] = append(f.reminders[c.Fields[0]], f.words.Reminder+f.text(c.Message))
		}
	})
	return f
}

func (f fieldMaker) text(t criteria.Text) Text { return Text(t.In(f.edition.lang)) }

func (f fieldMaker) field(c *criteria.Field) *FieldData {
	d := &FieldData{Words: f.words, ID: Text(c.ID), Type: Text(c.Type.String()),
		Label: f.text(c.Label), Note: f.text(c.Note), Mark: f.mark(c.Mark), Unit: f.text(c.Unit), Example: f.text(c.Example),
		Min: bound(c, c.Min), Max: bound(c, c.Max), MaxLength: c.MaxLength, Checkbox: c.Checkbox,
		Long: !c.Line && (c.MaxLength == 0 || c.MaxLength > longText), Select: c.Type == criteria.Choice && len(c.Options) > mostRadios,
		Many: len(c.Options) > manyOptions, Options: f.options(c), LastYear: f.references[c.ID]}
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
	if rows == 0 || rows > rowsInPlace {
		rows, d.MostRows = rowsOfATable, cmp.Or(c.Rows, mostRows)
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
