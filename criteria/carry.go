package criteria

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"kijun/criteria/score"
)

// A Carry says how the answers of one edition of a scheme go over into a later one.
// Whatever it does not name goes over under its own id.
//
// Names are those of the old edition: the id of a field, of evidence, of an option's
// own text or of the cover; an option or a column of a table is named with its field,
// as "q1.yes" and "rows.name". Last year's column is in none of the lists: it is
// filled from the old record itself.
//
// An answer that is out of a new bound (range, step, length, number of rows) goes
// over all the same. The field itself then says what is wrong with it, and it counts
// as unanswered until somebody has looked.
type Carry struct {
	Renamed map[string]string // to the new id of a field; of an option or column: its own new id
	Dropped []string          // fields and columns that have no place any more
	Again   map[string]Text   // fields, options and columns whose answers no longer do, and why
	New     []string          // fields and columns ("rows.name") of the new edition that had no answer before, by its ids
	Labels  map[string]Text   // of what is dropped and asked again, in the old edition's words

	fields []*carried
}

// A carried is a field of the old edition on its way through the editions.
type carried struct {
	from, now *Field // now is nil if it has no place any more
	cover     bool
	again     *Text
	parts     map[string]*carriedPart // its options or columns by their old ids
}

func newCarried(s *Scheme, f *Field) *carried {
	x := &carried{from: f, now: f, cover: s.onCover(f), parts: map[string]*carriedPart{}}
	for _, id := range partIDs(f) {
		x.parts[id] = &carriedPart{now: id}
	}
	return x
}

// A carriedPart is an option of a field, or a column of a table.
type carriedPart struct {
	now   string // its id; empty if it has none any more
	again *Text
}

// CarryOver says how answers of one edition go over into a later one, through all
// that stand between them. Editions are those of one scheme, oldest first, as
// [Library.Editions] gives them.
func CarryOver(editions []*Scheme, from, to *Scheme) *Carry {
	c := &Carry{Renamed: map[string]string{}, Again: map[string]Text{}, Labels: map[string]Text{}}
	for _, f := range from.carriedFields() {
		c.fields = append(c.fields, newCarried(from, f))
	}
	at := from
	for _, next := range editions[slices.Index(editions, from)+1 : slices.Index(editions, to)+1] {
		s := newStep(at, next)
		for _, x := range c.fields {
			s.advance(x)
		}
		at = next
	}
	c.list(to)
	return c
}

// carriedFields are the fields whose answers may go over: all but last year's.
func (s *Scheme) carriedFields() []*Field {
	fields := slices.DeleteFunc(slices.Clone(s.AllFields()), func(f *Field) bool { return f.Reference })
	if s.Cover != nil {
		fields = append(fields, s.Cover.Fields...)
	}
	return fields
}

func (s *Scheme) onCover(f *Field) bool { return s.Cover != nil && slices.Contains(s.Cover.Fields, f) }

// partIDs are the ids of the options or columns of a field.
func partIDs(f *Field) []string {
	var ids []string
	for _, o := range f.Options {
		ids = append(ids, o.ID)
	}
	for _, c := range f.Columns {
		ids = append(ids, c.ID)
	}
	return ids
}

func (f *Field) column(id string) *Field {
	if i := slices.IndexFunc(f.Columns, func(c *Field) bool { return c.ID == id }); i >= 0 {
		return f.Columns[i]
	}
	return nil
}

// A carryStep leads from one edition to the next.
type carryStep struct {
	old, next *Scheme
	fields    map[string]*Field     // of the next edition
	taken     map[string]bool       // new names that an old one was renamed to
	texts     map[string]optionName // the old edition's texts of options, by the ids of their fields
}

type optionName struct{ field, option string }

func newStep(old, next *Scheme) *carryStep {
	s := &carryStep{old: old, next: next, fields: map[string]*Field{}, taken: map[string]bool{}, texts: map[string]optionName{}}
	for _, f := range next.carriedFields() {
		s.fields[f.ID] = f
	}
	for _, f := range old.carriedFields() {
		s.take(f.ID, "")
		for _, id := range partIDs(f) {
			s.take(f.ID+"."+id, f.ID+".")
		}
		for _, o := range f.Options {
			if o.Text {
				s.texts[optionTextID(f.ID, o.ID)] = optionName{f.ID, o.ID}
			}
		}
	}
	return s
}

func (s *carryStep) take(name, within string) {
	if id, ok := s.next.Renamed[name]; ok {
		s.taken[within+id] = true
	}
}

// successor is the next edition's id of something of the old one; within is empty
// for a field, "field." for its parts. It is empty if there is none.
func (s *carryStep) successor(within, id string) string {
	name := within + id
	if is, ok := s.next.Renamed[name]; ok {
		return is
	}
	if s.taken[name] || slices.Contains(s.next.Dropped, name) {
		return ""
	}
	return id
}

// field is the id of a field's successor. The text of an option goes with its option.
func (s *carryStep) field(id string) string {
	o, isText := s.texts[id]
	if _, said := s.next.Renamed[id]; !isText || said || slices.Contains(s.next.Dropped, id) {
		return s.successor("", id)
	}
	field, option := s.field(o.field), s.successor(o.field+".", o.option)
	if field == "" || option == "" {
		return ""
	}
	return optionTextID(field, option)
}

// advance takes a field over into the next edition.
func (s *carryStep) advance(x *carried) {
	if x.now == nil {
		return
	}
	was := x.now
	x.now = s.fields[s.field(was.ID)]
	if x.now == nil || s.next.onCover(x.now) != x.cover {
		x.now = nil
		return
	}
	if why := s.changed(was, x.now); why != nil && x.again == nil {
		x.again = why
	}
	for _, p := range x.parts {
		if p.now != "" {
			s.advancePart(p, was, x.now)
		}
	}
}

// changed says why the answer to a field no longer does; nil if it does.
func (s *carryStep) changed(was, is *Field) *Text {
	if why, ok := s.next.AskedAgain[is.ID]; ok {
		return &why
	}
	if o, ok := s.texts[was.ID]; ok {
		p := &carriedPart{now: o.option}
		field, parent := s.field(o.field), s.oldField(o.field)
		if s.fields[field] == nil {
			return nil
		}
		if why := s.changed(parent, s.fields[field]); why != nil {
			return why
		}
		s.advancePart(p, parent, s.fields[field])
		return p.again
	}
	if kind(was) != kind(is) {
		return because("答え方が変わりました（"+kindWords[was.Type]+" → "+kindWords[is.Type]+"）", "It is answered in another way now.")
	}
	if a, b := was.Unit.In("ja"), is.Unit.In("ja"); a != b && !slices.Contains(s.next.SameMeaning, is.ID) {
		return because("単位が変わりました（"+orNone(a)+" → "+orNone(b)+"）", "It has another unit now.")
	}
	return nil
}

func (s *carryStep) oldField(id string) *Field {
	fields := s.old.carriedFields()
	return fields[slices.IndexFunc(fields, func(f *Field) bool { return f.ID == id })]
}

// advancePart takes an option or a column over into the next edition.
func (s *carryStep) advancePart(p *carriedPart, was, is *Field) {
	old := p.now
	_, renamed := s.next.Renamed[was.ID+"."+old]
	p.now = s.successor(was.ID+".", old)
	if why, ok := s.next.AskedAgain[is.ID+"."+p.now]; ok && p.again == nil {
		p.again = &why
	}
	same := renamed || slices.Contains(s.next.SameMeaning, is.ID) || slices.Contains(s.next.SameMeaning, is.ID+"."+p.now)
	if o := was.Option(old); o != nil {
		n := is.Option(p.now)
		switch a := o.Label.In("ja"); {
		case n == nil:
			p.now, p.again = "", because("選択肢「"+a+"」がなくなりました", "The option “"+o.Label.In("en")+"” is gone.")
		case !same && !sameWords(a, n.Label.In("ja")) && p.again == nil:
			p.again = because("選択肢「"+a+"」が「"+n.Label.In("ja")+"」に変わりました", "The option “"+o.Label.In("en")+"” has become “"+n.Label.In("en")+"”.")
		}
		return
	}
	was, is = was.column(old), is.column(p.now)
	if was == nil || is == nil {
		p.now, p.again = "", nil
		return
	}
	if p.again != nil {
		return
	}
	// A column has no parts that could be named, so it is asked again as a whole.
	switch why := s.changed(&Field{Type: was.Type, Unit: was.Unit}, &Field{Type: is.Type, Unit: is.Unit}); {
	case why != nil && (!same || kind(was) != kind(is)):
		p.again = why
	case !same:
		for _, o := range was.Options {
			if n := is.Option(o.ID); n == nil || !sameWords(o.Label.In("ja"), n.Label.In("ja")) {
				p.again = because("選択肢が変わりました", "The options have changed.")
			}
		}
	}
}

// kind is the type of a field as far as answers of one are answers of another: a
// whole number is a number, and a number that is not whole says so itself.
func kind(f *Field) FieldType {
	if f.Type == Integer {
		return Decimal
	}
	return f.Type
}

var kindWords = [...]string{"はい・いいえ", "整数", "数", "1つ選ぶ", "いくつでも選ぶ", "日付", "文章", "表"}

func because(ja, en string) *Text { return &Text{By: map[string]string{"ja": ja, "en": en}} }

func orNone(s string) string {
	if s == "" {
		return "なし"
	}
	return s
}

// sameWords compares labels without their blanks.
func sameWords(a, b string) bool {
	return strings.Join(strings.Fields(a), "") == strings.Join(strings.Fields(b), "")
}

// list writes down what became of the fields.
func (c *Carry) list(to *Scheme) {
	reached := map[string]bool{}
	for _, x := range c.fields {
		id := x.from.ID
		if x.now == nil {
			c.Dropped = append(c.Dropped, id)
			c.Labels[id] = x.from.Label
			continue
		}
		reached[x.now.ID] = true
		if x.now.ID != id {
			c.Renamed[id] = x.now.ID
		}
		if x.again != nil {
			c.Again[id], c.Labels[id] = *x.again, x.from.Label
		}
		for _, part := range partIDs(x.from) {
			p, name := x.parts[part], id+"."+part
			reached[x.now.ID+"."+p.now] = true
			if p.now != "" && p.now != part {
				c.Renamed[name] = p.now
			}
			switch {
			case x.again != nil: // as a whole
			case p.again != nil:
				c.Again[name], c.Labels[name] = *p.again, partLabel(x.from, part)
			case p.now == "":
				c.Dropped = append(c.Dropped, name)
				c.Labels[name] = partLabel(x.from, part)
			}
		}
	}
	for _, f := range to.carriedFields() {
		if !reached[f.ID] {
			c.New = append(c.New, f.ID)
			continue
		}
		for _, column := range f.Columns {
			if name := f.ID + "." + column.ID; !reached[name] {
				c.New = append(c.New, name)
			}
		}
	}
}

// partLabel is the label of a field with that of its option or column.
func partLabel(f *Field, part string) Text {
	var of Text
	if o := f.Option(part); o != nil {
		of = o.Label
	} else {
		of = f.column(part).Label
	}
	label := Text{By: map[string]string{}}
	for lang := range maps.Keys(f.Label.By) {
		sep := "："
		if lang != "ja" {
			sep = ": "
		}
		label.By[lang] = f.Label.In(lang) + sep + of.In(lang)
	}
	return label
}

// Apply takes answers over. Left are those that did not go over, by their old ids:
// answers that are dropped or asked again, cells of such columns, and what the old
// edition itself does not know.
func (c *Carry) Apply(old Answers) (now, left Answers) {
	now, left = Answers{}, Answers{}.with(old)
	for _, x := range c.fields {
		a, ok := old[x.from.ID]
		if !ok || x.now == nil || x.again != nil {
			continue
		}
		delete(left, x.from.ID)
		went, stayed := x.apply(a)
		if went.Rows != nil || went.Value.Kind != score.KNull {
			now[x.now.ID] = went
		}
		if stayed.Rows != nil || stayed.Value.Kind != score.KNull {
			left[x.from.ID] = stayed
		}
	}
	return now, left
}

// apply takes an answer over: what goes, and what stays behind. Of several options
// all go or none, because without one of them the answer would be another.
func (x *carried) apply(a Answer) (went, stayed Answer) {
	switch x.from.Type {
	case Choice, Choices:
		var vs []score.Value
		for _, id := range ticked(a.Value) {
			p := x.parts[id]
			if p == nil || p.now == "" || p.again != nil {
				return Answer{}, a
			}
			vs = append(vs, optionValue(p.now))
		}
		if len(vs) == 0 {
			return Answer{}, a
		}
		if a.Value.Kind == score.KList {
			return Answer{Value: score.ListOf(vs...)}, Answer{}
		}
		return Answer{Value: vs[0]}, Answer{}
	case Table:
		if a.Rows == nil { // a list of its values
			if p := x.parts["value"]; p == nil || p.now == "" || p.again != nil {
				return Answer{}, a
			}
			return a, Answer{}
		}
		some := false
		for _, cells := range a.Rows {
			on, off := map[string]score.Value{}, map[string]score.Value{}
			for column, v := range cells {
				if p := x.parts[column]; p != nil && p.now != "" && p.again == nil {
					on[p.now] = v
				} else {
					off[column], some = v, true
				}
			}
			went.Rows, stayed.Rows = append(went.Rows, on), append(stayed.Rows, off)
		}
		if !some {
			stayed.Rows = nil
		}
		return went, stayed
	}
	return a, Answer{}
}

// Reason says why an answer to a field of the old edition does not go over; nil where it
// does, or where the field is gone.
func (c *Carry) Reason(field string, a Answer) *Text {
	for _, x := range c.fields {
		if x.from.ID != field || x.now == nil {
			continue
		}
		if x.again != nil {
			return x.again
		}
		for _, id := range ticked(a.Value) {
			if p := x.parts[id]; p != nil && p.again != nil {
				return p.again
			}
		}
	}
	return nil
}

// A carryNote is one entry of what an edition says about the one before.
type carryNote struct{ key, name string }

// namePattern is what such an entry may name.
var namePattern = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*(\.-?[A-Za-z0-9_]+)?$`)

func (r *schemeReader) carryName(n *yaml.Node, key string) {
	if !namePattern.MatchString(n.Value) {
		r.report(n, "id", named(key)+"に「"+n.Value+"」は書けません", "入力欄の id か、「入力欄.選択肢」「表.列」の形で書いてください")
	}
	if r.scheme.carryPos == nil {
		r.scheme.carryPos = map[carryNote]Pos{}
	}
	r.scheme.carryPos[carryNote{key, n.Value}] = r.at(n)
}

func (r *schemeReader) carryNames(n *yaml.Node, key string) []string {
	var names []string
	for _, i := range r.items(n, key) {
		r.carryName(i, key)
		names = append(names, i.Value)
	}
	return names
}

func (r *schemeReader) renamed(n *yaml.Node) {
	r.scheme.Renamed = map[string]string{}
	r.entries(n, "renamed", func(k, v *yaml.Node) {
		r.carryName(k, "renamed")
		id := ""
		r.string(v, "renamed", &id)
		r.scheme.Renamed[k.Value] = id
	})
}

func (r *schemeReader) askedAgain(n *yaml.Node) {
	r.scheme.AskedAgain = map[string]Text{}
	r.entries(n, "asked_again", func(k, v *yaml.Node) {
		r.carryName(k, "asked_again")
		var why Text
		if r.text(v, "asked_again", &why); strings.TrimSpace(why.In("ja")) == "" {
			r.report(v, "empty", "もう一度たずねる理由が空です", "会社の人に見せる言葉で、何が変わったかを書いてください")
		}
		r.scheme.AskedAgain[k.Value] = why
	})
}
