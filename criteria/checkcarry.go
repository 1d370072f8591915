package criteria

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"kijun/criteria/feel"
)

// checkCarry compares every edition of a scheme with the one before, and checks what it
// says of that. Sound are the schemes that could be read; where one of two could not,
// what is missing in it says nothing.
func (l *Library) checkCarry(sound map[*Scheme]bool) Diagnostics {
	c := &carryChecker{}
	for i, s := range l.Schemes {
		if !sound[s] {
			continue
		}
		c.scheme, c.before = s, nil
		if i > 0 && l.Schemes[i-1].ID == s.ID && l.Schemes[i-1].Edition != s.Edition {
			if c.before = l.Schemes[i-1]; !sound[c.before] {
				continue
			}
		}
		c.notes()
		if c.before != nil {
			c.changes()
		}
	}
	return c.ds
}

// A carryChecker checks an edition against the one before; before is nil for the oldest.
type carryChecker struct {
	scheme, before *Scheme
	ds             Diagnostics
}

func (c *carryChecker) report(key, name, code, msg, hint string) {
	c.ds = append(c.ds, Diagnostic{Pos: c.scheme.carryPos[carryNote{key, name}], Code: code, Msg: msg, Hint: hint})
}

// notes checks that what the edition says names what there is, and only once.
func (c *carryChecker) notes() {
	s := c.scheme
	now := s.carryNamesOf()
	was := now // nothing is known of an edition that is not there
	if c.before != nil {
		was = c.before.carryNamesOf()
	}
	unknown := func(key, name, where string, known map[string]*Field) {
		hint := feel.Hint(feel.Nearest(name, slices.Sorted(maps.Keys(known))))
		c.report(key, name, "unknown", named(key)+"にある「"+name+"」は、"+where+"にありません", hint)
	}
	const older, this = "前の版", "この版"
	to := map[string]string{} // new name to the old one
	for _, name := range slices.Sorted(maps.Keys(s.Renamed)) {
		if c.renamesCriterion(name, to) {
			continue
		}
		if c.before != nil && was[name] == nil {
			unknown("renamed", name, older+"（"+c.before.Edition+"）", was)
			continue
		}
		is := c.newName(name)
		if is == "" {
			continue // its field is what is wrong
		}
		if now[is] == nil {
			c.report("renamed", name, "unknown", "「"+name+"」の新しい id「"+is+"」は、"+this+"にありません",
				feel.Hint(feel.Nearest(is, slices.Sorted(maps.Keys(now)))))
		}
		if first, twice := to[is]; twice {
			c.report("renamed", name, "duplicate_id", "「"+first+"」も「"+name+"」も、「"+is+"」に変わることになっています", "回答を引き継ぐ方だけを残し、もう一方は dropped に書いてください")
		}
		to[is] = name
		if slices.Contains(s.Dropped, name) {
			c.report("dropped", name, "duplicate_id", "「"+name+"」が renamed にも dropped にもあります", "どちらかを消してください")
		}
	}
	seen := map[carryNote]bool{}
	for _, name := range s.Dropped {
		if seen[carryNote{"dropped", name}] {
			c.report("dropped", name, "duplicate_id", "「"+name+"」が dropped に2度あります", "どちらかを消してください")
		}
		seen[carryNote{"dropped", name}] = true
		_, renamed := s.Renamed[name]
		switch is := c.newName(name); {
		case c.before != nil && was[name] == nil:
			unknown("dropped", name, older+"（"+c.before.Edition+"）", was)
		case !renamed && now[is] != nil && to[is] == "":
			c.report("dropped", name, "dropped", "「dropped」にある「"+name+"」は、この版にもあります", "同じ id で意味が変わったなら、dropped から消して「asked_again: {"+is+": 理由}」と書いてください")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.AskedAgain)) {
		if now[name] == nil {
			unknown("asked_again", name, this, now)
		}
	}
	for _, name := range s.SameMeaning {
		_, both := s.AskedAgain[name]
		switch {
		case now[name] == nil:
			unknown("same_meaning", name, this, now)
		case both:
			c.report("same_meaning", name, "duplicate_id", "「"+name+"」が asked_again にも same_meaning にもあります", "どちらかを消してください")
		}
	}
}

// renamesCriterion checks an entry of renamed that names a criterion. Criteria and fields
// of an edition share one space of names, so an entry is about one or the other; of an
// edition that is not there nothing is known, and the new name tells.
func (c *carryChecker) renamesCriterion(name string, to map[string]string) bool {
	is := c.scheme.Renamed[name]
	if c.before == nil && c.scheme.Criterion(is) == nil || c.before != nil && c.before.Criterion(name) == nil {
		return false
	}
	if c.scheme.Criterion(is) == nil {
		var ids []string
		for _, x := range c.scheme.AllCriteria() {
			ids = append(ids, x.ID)
		}
		c.report("renamed", name, "unknown", "評価項目「"+name+"」の新しい id「"+is+"」は、この版にありません", feel.Hint(feel.Nearest(is, ids)))
	}
	if first, twice := to[is]; twice {
		c.report("renamed", name, "duplicate_id", "「"+first+"」も「"+name+"」も、「"+is+"」に変わることになっています", "どちらか一方だけを残してください")
	}
	to[is] = name
	return true
}

// carryNamesOf are the names of a scheme's fields, options and columns, with their fields.
func (s *Scheme) carryNamesOf() map[string]*Field {
	names := map[string]*Field{}
	for _, f := range s.carriedFields() {
		names[f.ID] = f
		for _, id := range partIDs(f) {
			names[f.ID+"."+id] = f
		}
	}
	return names
}

// newName is what an old name is called in this edition by what renamed says, whether
// it is there or not; empty for an option or a column of a field that is gone.
func (c *carryChecker) newName(name string) string {
	field, part, ofField := strings.Cut(name, ".")
	is, ok := c.scheme.Renamed[name]
	if !ofField {
		if ok {
			return is
		}
		return name
	}
	if field = c.newName(field); !hasField(c.scheme.carriedFields(), field) {
		return ""
	}
	if !ok {
		is = part
	}
	return field + "." + is
}

// changes warns of what an edition does not say of itself: fields that are gone, and
// fields that ask for something else under their old id. Answers to these are asked
// again in any case, so that none counts for what it does not mean.
func (c *carryChecker) changes() {
	step := newStep(c.before, c.scheme)
	c.movedCriteria(step)
	var gone []string
	lost := func(name string) {
		if !slices.Contains(c.scheme.Dropped, name) {
			gone = append(gone, name)
		}
	}
	for _, f := range c.before.carriedFields() {
		if _, text := step.texts[f.ID]; text {
			continue // goes with its option
		}
		x := newCarried(c.before, f)
		step.advance(x)
		switch is := x.now; {
		case is == nil:
			lost(f.ID)
		case !c.says(is.ID) && x.again != nil:
			c.meaning(is.Pos, "入力欄「"+is.ID+"」の"+x.again.In("ja"), is.ID, kind(f) == kind(is))
		case x.again == nil:
			for _, id := range partIDs(f) {
				p, name := x.parts[id], f.ID+"."+id
				column := is.column(p.now)
				switch {
				case p.now == "":
					lost(name)
				case p.again == nil || c.says(is.ID+"."+p.now):
				case column != nil:
					c.meaning(column.Pos, "表「"+is.ID+"」の列「"+column.ID+"」の"+p.again.In("ja"), is.ID+"."+column.ID, kind(f.column(id)) == kind(column))
				default:
					c.meaning(is.Option(p.now).Pos, "入力欄「"+is.ID+"」の"+p.again.In("ja"), is.ID+"."+p.now, true)
				}
			}
		}
	}
	if len(gone) > 0 {
		const most = 8
		more := ""
		if n := len(gone); n > most {
			gone, more = gone[:most], fmt.Sprintf("ほか%d件", n-most)
		}
		c.ds = append(c.ds, Diagnostic{c.scheme.Pos, Warning, "gone", "前の版（" + c.before.Edition + "）にあった「" + strings.Join(gone, "」「") + "」" + more + "が、この版にありません",
			"id を変えたなら「renamed: {" + gone[0] + ": 新しいid}」、なくしたなら「dropped: [" + gone[0] + "]」と書いてください"})
	}
}

// says reports whether the edition asks for something again, with its reason.
func (c *carryChecker) says(name string) bool {
	_, ok := c.scheme.AskedAgain[name]
	return ok
}

// meaning warns of something that asks for something else under its old id, or says
// the same in other words.
func (c *carryChecker) meaning(pos Pos, what, name string, reworded bool) {
	hint := "「asked_again: {" + name + ": 理由}」と書いてください。前の版の回答は引き継がれません"
	if reworded {
		hint = "前の版の回答を使えないなら「asked_again: {" + name + ": 理由}」、書き方だけの違いなら「same_meaning: [" + name + "]」と書いてください"
	}
	c.ds = append(c.ds, Diagnostic{pos, Warning, "meaning", what, hint})
}

// movedCriteria warns of a criterion that is there under another id, as its fields show, if
// the edition does not say so: its address would lead nowhere, and what changed in it would
// read as one criterion gone and another added.
func (c *carryChecker) movedCriteria(step *carryStep) {
	home := map[*Field]*Criterion{}
	for _, x := range c.scheme.AllCriteria() {
		for _, f := range x.Fields {
			home[f] = x
		}
	}
	said := map[string]bool{}
	for _, is := range c.scheme.Renamed {
		said[is] = true
	}
	for _, was := range c.before.AllCriteria() {
		if _, ok := c.scheme.Renamed[was.ID]; ok || c.scheme.Criterion(was.ID) != nil {
			continue
		}
		var is *Criterion
		one := true
		for _, f := range was.Fields {
			x := newCarried(c.before, f)
			if step.advance(x); x.now == nil || home[x.now] == nil {
				continue
			}
			one = one && (is == nil || is == home[x.now])
			is = home[x.now]
		}
		if is != nil && one && !said[is.ID] && c.before.Criterion(is.ID) == nil {
			c.ds = append(c.ds, Diagnostic{is.Pos, Warning, "moved", "前の版（" + c.before.Edition + "）の評価項目「" + was.ID + "」の入力欄が、この版では「" + is.ID + "」にあります",
				"同じ評価項目なら「renamed: {" + was.ID + ": " + is.ID + "}」と書いてください。前のアドレスが生き、変わったことを比べられます"})
		}
	}
}
