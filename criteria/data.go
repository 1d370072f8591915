package criteria

import (
	"bytes"
	"encoding/json"
	"strings"

	"kijun/criteria/score"
)

// A published edition: its criteria as data, for programs and spreadsheets of others. The
// shape is that of [Schema]("data"); a change of it adds keys and takes none away.

// DataSchemaName is the file name of the schema that published data refers to.
const DataSchemaName = "criteria.schema.json"

// Data is an edition as JSON, in a language. Rules are the sentences that the handbook
// prints; schema is the address of the JSON Schema, page gives that of a criterion's page.
// Both may count from where the data stands.
func (s *Scheme) Data(lang, schema string, page func(criterion string) string) ([]byte, error) {
	sp := speaker{s.names, lang}
	d := dataScheme{Schema: schema, Scheme: s.ID, Edition: s.Edition, Language: lang, Title: s.Title.In(lang),
		Authority: s.Authority.In(lang), Summary: s.Summary.In(lang), Maximum: dataNumber(s.Maximum), Notes: sp.texts(s.Notes),
		Fields: sp.dataFields(s.Fields), Derived: sp.dataDerived(s.Derived), Constraints: sp.dataConstraints(s.Constraints), Sections: []dataSection{}}
	for _, x := range s.Sources {
		d.Sources = append(d.Sources, dataSource{x.Title.In(lang), x.URL, x.Note.In(lang)})
	}
	for _, a := range s.Awards {
		rule := s.AwardRule(a, lang)
		x := dataAward{ID: a.ID, Title: a.Title.In(lang), Note: a.Note.In(lang), Rule: rule.Sentence, Beyond: sp.texts(a.Beyond)}
		for _, g := range rule.Groups {
			x.Groups = append(x.Groups, dataGroup{g.ID, g.Title, g.Sentence, append([]string{}, g.Criteria...)})
		}
		d.Awards = append(d.Awards, x)
	}
	for _, sec := range s.Sections {
		x := dataSection{ID: sec.ID, Number: sec.Number, Title: sec.Title.In(lang), Note: sec.Note.In(lang), Criteria: []dataCriterion{},
			Fields: sp.dataFields(sec.Fields), Derived: sp.dataDerived(sec.Derived), Constraints: sp.dataConstraints(sec.Constraints)}
		for _, q := range sec.Questions {
			x.Questions = append(x.Questions, sp.dataQuestion(q))
		}
		for _, c := range sec.Criteria {
			x.Criteria = append(x.Criteria, sp.dataCriterion(c, page(c.ID)))
		}
		d.Sections = append(d.Sections, x)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(d)
	return b.Bytes(), err
}

// DataRows are the criteria of an edition as a table with a head, for a spreadsheet.
func (s *Scheme) DataRows(lang string) [][]string {
	sp := speaker{s.names, lang}
	rows := [][]string{{sp.in("分野", "Section"), sp.in("番号", "Number"), "id", sp.in("評価項目", "Criterion"), sp.in("満点", "Maximum"),
		sp.in("評価の対象", "Applies"), sp.in("判定の基準", "Rule"), sp.in("添付資料", "Papers"), sp.in("入力欄", "Inputs"), sp.in("注", "Note")}}
	for _, sec := range s.Sections {
		for _, c := range sec.Criteria {
			r := s.Rule(c, lang)
			rule := sp.pointLines(r)
			if r.Met != "" {
				rule = []string{r.Met}
			}
			rows = append(rows, []string{sp.titled(sec.Number, sec.Title), c.Number, c.ID, c.Title.In(lang), r.Max, r.Applies,
				strings.Join(rule, "\n"), strings.Join(sp.paperLines(r), "\n"), strings.Join(sp.inputs(c.Fields), "\n"), c.Note.In(lang)})
		}
	}
	return rows
}

type dataScheme struct {
	Schema      string           `json:"$schema"`
	Scheme      string           `json:"scheme"`
	Edition     string           `json:"edition"`
	Language    string           `json:"language"`
	Title       string           `json:"title"`
	Authority   string           `json:"authority,omitempty"`
	Summary     string           `json:"summary,omitempty"`
	Maximum     any              `json:"maximum,omitempty"`
	Sources     []dataSource     `json:"sources,omitempty"`
	Notes       []string         `json:"notes,omitempty"`
	Awards      []dataAward      `json:"awards,omitempty"`
	Fields      []dataField      `json:"fields,omitempty"`
	Derived     []dataDerived    `json:"derived,omitempty"`
	Constraints []dataConstraint `json:"constraints,omitempty"`
	Sections    []dataSection    `json:"sections"`
}

type dataSource struct {
	Title string `json:"title"`
	URL   string `json:"url,omitempty"`
	Note  string `json:"note,omitempty"`
}

type dataAward struct {
	ID     string      `json:"id"`
	Title  string      `json:"title"`
	Note   string      `json:"note,omitempty"`
	Rule   string      `json:"rule"`
	Groups []dataGroup `json:"groups,omitempty"`
	Beyond []string    `json:"beyond,omitempty"`
}

type dataGroup struct {
	ID       string   `json:"id,omitempty"`
	Title    string   `json:"title,omitempty"`
	Rule     string   `json:"rule"`
	Criteria []string `json:"criteria"`
}

type dataSection struct {
	ID          string           `json:"id"`
	Number      string           `json:"number,omitempty"`
	Title       string           `json:"title"`
	Note        string           `json:"note,omitempty"`
	Fields      []dataField      `json:"fields,omitempty"`
	Derived     []dataDerived    `json:"derived,omitempty"`
	Constraints []dataConstraint `json:"constraints,omitempty"`
	Questions   []dataQuestion   `json:"questions,omitempty"`
	Criteria    []dataCriterion  `json:"criteria"`
}

type dataQuestion struct {
	ID          string           `json:"id"`
	Number      string           `json:"number,omitempty"`
	Title       string           `json:"title"`
	Note        string           `json:"note,omitempty"`
	Fields      []dataField      `json:"fields,omitempty"`
	Derived     []dataDerived    `json:"derived,omitempty"`
	Constraints []dataConstraint `json:"constraints,omitempty"`
	Questions   []dataQuestion   `json:"questions,omitempty"`
}

type dataCriterion struct {
	ID          string           `json:"id"`
	Number      string           `json:"number,omitempty"`
	Title       string           `json:"title"`
	Note        string           `json:"note,omitempty"`
	Page        string           `json:"page"`
	Maximum     any              `json:"maximum,omitempty"`
	Applies     string           `json:"applies,omitempty"`
	Met         string           `json:"met,omitempty"`
	Points      []dataTable      `json:"points,omitempty"`
	Papers      *dataPapers      `json:"papers,omitempty"`
	Fields      []dataField      `json:"fields,omitempty"`
	Derived     []dataDerived    `json:"derived,omitempty"`
	Constraints []dataConstraint `json:"constraints,omitempty"`
}

type dataTable struct {
	When string    `json:"when,omitempty"`
	By   string    `json:"by,omitempty"`
	Rows []dataRow `json:"rows"`
}

type dataRow struct {
	Condition string `json:"condition"`
	Points    any    `json:"points"`
}

type dataPapers struct {
	Rule string      `json:"rule,omitempty"`
	List []dataPaper `json:"list"`
}

type dataPaper struct {
	Text string `json:"text"`
	When string `json:"when,omitempty"`
}

type dataField struct {
	ID        string       `json:"id"`
	Label     string       `json:"label"`
	Note      string       `json:"note,omitempty"`
	Type      string       `json:"type"`
	Unit      string       `json:"unit,omitempty"`
	Min       any          `json:"min,omitempty"`
	Max       any          `json:"max,omitempty"`
	Step      any          `json:"step,omitempty"`
	Decimals  *int         `json:"decimals,omitempty"`
	MaxLength int          `json:"max_length,omitempty"`
	Rows      int          `json:"rows,omitempty"`
	When      string       `json:"when,omitempty"`
	Options   []dataOption `json:"options,omitempty"`
	Columns   []dataField  `json:"columns,omitempty"`
}

type dataOption struct {
	ID        string `json:"id"`
	Label     string `json:"label"`
	Exclusive bool   `json:"exclusive,omitempty"`
	Points    any    `json:"points,omitempty"`
}

type dataDerived struct {
	ID      string `json:"id"`
	Label   string `json:"label"`
	Unit    string `json:"unit,omitempty"`
	Formula string `json:"formula"`
}

type dataConstraint struct {
	ID       string `json:"id"`
	Message  string `json:"message"`
	Severity string `json:"severity"`
}

// dataNumber is a number as results have it: exact, as a text where it is not whole; nil
// is none.
func dataNumber(n *Number) any {
	if n == nil {
		return nil
	}
	return dataRat(n.Rat)
}

func dataRat(r score.Rat) any {
	if r.IsInt() {
		return json.Number(r.String())
	}
	return r.String()
}

func (sp speaker) dataCriterion(c *Criterion, page string) dataCriterion {
	r := sp.scheme.Rule(c, sp.lang)
	d := dataCriterion{ID: c.ID, Number: c.Number, Title: c.Title.In(sp.lang), Note: c.Note.In(sp.lang), Page: page,
		Applies: r.Applies, Met: r.Met, Fields: sp.dataFields(c.Fields), Derived: sp.dataDerived(c.Derived), Constraints: sp.dataConstraints(c.Constraints)}
	if m, ok := score.ParseRat(r.Max); ok {
		d.Maximum = dataRat(m)
	}
	for _, t := range r.Tables {
		x := dataTable{When: t.When, By: t.By, Rows: []dataRow{}}
		for _, row := range t.Rows {
			points, _ := score.ParseRat(row.Points)
			x.Rows = append(x.Rows, dataRow{row.Condition, dataRat(points)})
		}
		d.Points = append(d.Points, x)
	}
	if c.Evidence != nil {
		d.Papers = &dataPapers{Rule: r.Evidence, List: []dataPaper{}}
		for _, p := range r.Papers {
			d.Papers.List = append(d.Papers.List, dataPaper(p))
		}
	}
	return d
}

func (sp speaker) dataQuestion(q *Question) dataQuestion {
	d := dataQuestion{ID: q.ID, Number: q.Number, Title: q.Title.In(sp.lang), Note: q.Note.In(sp.lang),
		Fields: sp.dataFields(q.Fields), Derived: sp.dataDerived(q.Derived), Constraints: sp.dataConstraints(q.Constraints)}
	for _, inner := range q.Questions {
		d.Questions = append(d.Questions, sp.dataQuestion(inner))
	}
	return d
}

func (sp speaker) dataFields(fs []*Field) []dataField {
	var ds []dataField
	for _, f := range fs {
		if f.Reference {
			continue
		}
		d := dataField{ID: f.ID, Label: f.Label.In(sp.lang), Note: f.Note.In(sp.lang), Type: f.Type.String(), Unit: f.Unit.In(sp.lang),
			Min: dataNumber(f.Min), Max: dataNumber(f.Max), Step: dataNumber(f.Step), MaxLength: f.MaxLength, Rows: f.Rows, Columns: sp.dataFields(f.Columns)}
		if f.Type == Decimal && f.Decimals >= 0 {
			d.Decimals = &f.Decimals
		}
		if f.When.Node != nil {
			d.When = sp.say(f.When.Node).text
		}
		for _, o := range f.Options {
			d.Options = append(d.Options, dataOption{o.ID, o.Label.In(sp.lang), o.Exclusive, dataNumber(o.Points)})
		}
		ds = append(ds, d)
	}
	return ds
}

func (sp speaker) dataDerived(ds []*Derived) []dataDerived {
	var all []dataDerived
	for _, d := range ds {
		all = append(all, dataDerived{d.ID, d.Label.In(sp.lang), d.Unit.In(sp.lang), sp.ways(d)})
	}
	return all
}

func (sp speaker) dataConstraints(cs []*Constraint) []dataConstraint {
	var all []dataConstraint
	for _, c := range cs {
		severity := c.Severity.String()
		if c.Reminder {
			severity = "reminder"
		}
		all = append(all, dataConstraint{c.ID, c.Message.In(sp.lang), severity})
	}
	return all
}

// dataSchema is the schema of published data.
func dataSchema() schema {
	number := explained(schema{"type": []string{"integer", "string"}}, "整数。整数でない数は、正確な値を文字列で")
	text := func(what string) schema { return explained(anyString, what) }
	parts := func(keys map[string]schema) schema {
		keys["fields"], keys["derived"], keys["constraints"] = list(ref("field")), list(ref("derived")), list(ref("constraint"))
		return object(keys)
	}
	question := func(inside bool) schema {
		keys := map[string]schema{"id*": ref("id"), "number": anyString, "title*": anyString, "note": anyString}
		if !inside {
			keys["questions"] = list(ref("subquestion"))
		}
		return parts(keys)
	}
	doc := parts(map[string]schema{
		"$schema*": anyString, "scheme*": text("制度の id"), "edition*": text("版"), "language*": text("文の言語"), "title*": anyString,
		"authority": text("認定する機関"), "summary": anyString, "maximum": explained(number, "公表されている満点"),
		"sources": list(object(map[string]schema{"title*": anyString, "url": anyString, "note": anyString})), "notes": list(anyString),
		"awards": list(object(map[string]schema{"id*": ref("id"), "title*": anyString, "note": anyString, "rule*": text("認定の基準の文"),
			"groups": list(object(map[string]schema{"id": ref("id"), "title": anyString, "rule*": anyString, "criteria*": list(ref("id"))})),
			"beyond": explained(list(anyString), "自己チェックでは決まらないこと")})),
		"sections*": list(parts(map[string]schema{"id*": ref("id"), "number": anyString, "title*": anyString, "note": anyString,
			"questions": list(ref("question")), "criteria*": list(ref("criterion"))})),
	})
	doc["title"] = "kijun が公開する評価項目のデータ（criteria.json）"
	field := map[string]schema{"id*": {"type": "string"}, "label*": anyString, "note": anyString, "type*": enum(fieldTypeNames[:]...), "unit": anyString,
		"min": number, "max": number, "step": number, "decimals": count, "max_length": count, "rows": count,
		"when":    text("これが成り立つときだけたずねる"),
		"options": list(object(map[string]schema{"id*": {"type": "string"}, "label*": anyString, "exclusive": explained(schema{"type": "boolean"}, "ほかの選択肢と一緒には選べない"), "points": number})),
		"columns": list(ref("field"))}
	doc["$defs"] = map[string]schema{
		"id":          {"type": "string", "pattern": idPattern.String()},
		"field":       object(field),
		"derived":     object(map[string]schema{"id*": ref("id"), "label*": anyString, "unit": anyString, "formula*": text("計算のしかた")}),
		"constraint":  object(map[string]schema{"id*": anyString, "message*": anyString, "severity*": enum("error", "warning", "reminder")}),
		"question":    question(false),
		"subquestion": question(true),
		"criterion": parts(map[string]schema{"id*": ref("id"), "number": text("公式の番号"), "title*": anyString, "note": anyString,
			"page*": text("解説のページ。このファイルから見た場所"), "maximum": number, "applies": text("評価の対象になる条件の文。なければ、いつも"), "met": text("満たす条件の文"),
			"points": explained(list(object(map[string]schema{"when": text("この表を使う条件"), "by": text("何で決まるか"),
				"rows*": list(object(map[string]schema{"condition*": anyString, "points*": number}))})), "配点の表。当てはまる最初の行の点になる"),
			"papers": object(map[string]schema{"rule": text("いつ要るかの文"), "list*": list(object(map[string]schema{"text*": anyString, "when": anyString}))})}),
	}
	return doc
}
