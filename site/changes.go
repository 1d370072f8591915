package site

import (
	"slices"

	"kijun/criteria"
)

// Editions of a scheme follow one another: every one but the oldest knows what changed
// from the one before, and every old one where its pages went in the newest.

// linkEditions tells every edition of the ones beside it. Editions are all of the site.
func linkEditions(editions []*edition) {
	for i := 0; i < len(editions); {
		j := i + 1
		for j < len(editions) && editions[j].ID == editions[i].ID {
			j++
		}
		var all []*criteria.Scheme
		for _, e := range editions[i:j] {
			all = append(all, e.Scheme)
		}
		for k, e := range editions[i:j] {
			if k > 0 {
				e.before = editions[i+k-1]
				e.before.after = e
				e.diff = criteria.NewDiff(all, e.before.Scheme, e.Scheme, e.lang)
			}
			if newest := editions[j-1]; e != newest {
				e.newest, e.successors = newest, criteria.CriteriaNames(all, e.Scheme, newest.Scheme)
			}
		}
		i = j
	}
}

// change is what became of a criterion since the edition before; nil where it stayed as
// it was.
func (e *edition) change(criterion string) *criteria.Change {
	for i := range e.diff.Changes {
		if c := &e.diff.Changes[i]; c.Of == criteria.OfCriterion && c.ID == criterion {
			return c
		}
	}
	return nil
}

// changeID is the id of a change on the page of changes. The edition stands in it, so
// that a link to it holds when there are more.
func (e *edition) changeID(c *criteria.Change) string { return "to-" + e.Edition + "-" + c.Anchor() }

// textFiles are where a text of the edition may stand, the first that is there counts: in
// the edition's own folder or in that of all editions. There a criterion that was renamed
// since has its text under its new name, and an old name may be that of another one.
func (e *edition) textFiles(name string) []string {
	files := []string{"content/" + e.path + name}
	all := "content/schemes/" + e.ID + "/"
	if e.newest == nil || e.newest.Criterion(name) == nil || e.successors[name] == name || e.Criterion(name) == nil {
		files = append(files, all+name)
	}
	if now := e.successors[name]; now != "" && now != name {
		files = append(files, all+now)
	}
	return files
}

func changesPath(scheme string) string { return "schemes/" + scheme + "/changes/" }

// changesIDs are the places in the page of changes that links may lead to.
func (t *tree) changesIDs(scheme string) []string {
	var ids []string
	for _, e := range t.editions(scheme) {
		if e.diff == nil {
			continue
		}
		ids = append(ids, "to-"+e.Edition)
		for i := range e.diff.Changes {
			ids = append(ids, e.changeID(&e.diff.Changes[i]))
		}
	}
	return ids
}

// addNewer finds for the pages of old editions those that took their place in the newest.
func (t *tree) addNewer() {
	for _, p := range t.pages {
		e := p.edition
		if e == nil || e.newest == nil {
			continue
		}
		switch p.kind {
		case "scheme":
			p.newer = t.byPath["schemes/"+e.ID+"/"]
		case "check":
			p.newer = t.byPath["schemes/"+e.ID+"/check/"]
		case "criterion":
			if id := e.successors[p.criterion.ID]; id != "" {
				p.newer = t.byPath[e.newest.path+id+"/"]
			}
		}
	}
}

// olderData is the banner of a page of an old edition; nil on others.
func (r *rendering) olderData(p *page, root string) *OlderData {
	e := p.edition
	if e == nil || e.newest == nil {
		return nil
	}
	d := &OlderData{Edition: Text(e.Edition), Newest: Text(e.newest.Edition), Changes: URL(root + changesPath(e.ID))}
	d.Newer = pageLink(root, p.newer)
	d.Carry = p.kind == "check"
	if p.criterion != nil {
		for i := range e.after.diff.Changes {
			if c := &e.after.diff.Changes[i]; c.Of == criteria.OfCriterion && c.OldID == p.criterion.ID {
				d.Changes += URL("#" + e.after.changeID(c))
			}
		}
	}
	if p.newer == nil {
		d.Newer, d.Gone = pageLink(root, r.byPath["schemes/"+e.ID+"/"]), true
	}
	return d
}

// sinceData is what became of a criterion since the edition before; nil in the oldest.
func (r *rendering) sinceData(p *page, root string) *SinceData {
	e := p.edition
	if p.criterion == nil || e.before == nil {
		return nil
	}
	d := &SinceData{Before: Text(e.before.Edition), Kind: "same"}
	if c := e.change(p.criterion.ID); c != nil {
		d.Kind, d.Aspects = Text(c.Kind.String()), r.aspects(c)
		d.URL = URL(root + changesPath(e.ID) + "#" + e.changeID(c))
	}
	return d
}

// aspects names what changed.
func (r *rendering) aspects(c *criteria.Change) []Text {
	var names []Text
	for _, p := range c.Parts {
		names = append(names, r.aspect(c, p.Aspect))
	}
	return names
}

func (r *rendering) aspect(c *criteria.Change, a criteria.Aspect) Text {
	w := r.theme.words
	switch a {
	case criteria.AspectTitle:
		return w.AspectTitle
	case criteria.AspectSection:
		return w.AspectSection
	case criteria.AspectAuthority:
		return w.Authority
	case criteria.AspectSummary:
		return w.AspectSummary
	case criteria.AspectNote:
		if c.Of == criteria.OfScheme {
			return w.Notes
		}
		return w.AspectNote
	case criteria.AspectApplies:
		return w.AspectApplies
	case criteria.AspectMet:
		return w.AspectMet
	case criteria.AspectMaximum:
		return w.AspectMaximum
	case criteria.AspectPoints:
		return w.Points
	case criteria.AspectPass:
		return w.AwardRule
	case criteria.AspectBeyond:
		return w.Beyond
	case criteria.AspectPapers:
		return w.Papers
	case criteria.AspectFields:
		return w.AspectFields
	case criteria.AspectDerived:
		return w.AspectDerived
	case criteria.AspectConstraints:
		return w.AspectConstraints
	case criteria.AspectAgain:
		return w.AspectAgain
	case criteria.AspectBands:
		return w.AspectBands
	}
	return w.Sources
}

// changesData is the page of changes: from edition to edition, the newest first.
func (r *rendering) changesData(e *edition, root string) []EditionChanges {
	var all []EditionChanges
	for _, e := range slices.Backward(r.editions(e.ID)) {
		if e.diff == nil {
			continue
		}
		d := EditionChanges{Words: r.theme.words, ID: Text("to-" + e.Edition), Old: Text(e.before.Edition), New: Text(e.Edition),
			OldURL: URL(root + e.before.path), NewURL: URL(root + e.path), Same: e.diff.Same}
		for i := range e.diff.Changes {
			c := &e.diff.Changes[i]
			if c.Of == criteria.OfCriterion {
				switch c.Kind {
				case criteria.Changed:
					d.Changed++
				case criteria.Added:
					d.Added++
				case criteria.Removed:
					d.Removed++
				}
			}
			d.Changes = append(d.Changes, r.changeData(e, c, root))
		}
		all = append(all, d)
	}
	return all
}

func (r *rendering) changeData(e *edition, c *criteria.Change, root string) ChangeData {
	w := r.theme.words
	d := ChangeData{Words: w, ID: Text(e.changeID(c)), Kind: Text(c.Kind.String()), Title: Text(c.Title), Old: Text(e.before.Edition), New: Text(e.Edition),
		Subject: map[criteria.Subject]Text{criteria.OfScheme: w.Scheme, criteria.OfAward: w.AspectAward, criteria.OfSection: w.AspectSection,
			criteria.OfQuestion: w.AspectQuestion, criteria.OfCriterion: w.CriteriaWord}[c.Of]}
	switch c.Kind {
	case criteria.Changed:
		d.KindWord = w.ChangeChanged
	case criteria.Added:
		d.KindWord = w.ChangeAdded
	case criteria.Removed:
		d.KindWord, d.Title = w.ChangeRemoved, Text(c.Before)
	}
	if c.Of == criteria.OfCriterion {
		if c.ID != "" {
			d.URL = URL(root + e.path + c.ID + "/")
		}
		if c.OldID != "" {
			d.OldURL = URL(root + e.before.path + c.OldID + "/")
		}
	}
	for _, p := range c.Parts {
		part := ChangePart{Label: r.aspect(c, p.Aspect)}
		for _, row := range p.Rows {
			part.Rows = append(part.Rows, ChangeRow{Old: segments(row.Old), New: segments(row.New), Same: row.Same()})
		}
		if !p.Aspect.List() {
			part.Rows = beside(part.Rows)
		}
		d.Parts = append(d.Parts, part)
	}
	return d
}

// beside lays the lines that an edition alone has beside those that the other alone has
// at the same place: a rule that was written anew stands beside the old one.
func beside(rows []ChangeRow) []ChangeRow {
	var laid []ChangeRow
	for i := 0; i < len(rows); {
		j := i
		var old, now [][]SegmentData
		for ; j < len(rows) && (rows[j].Old == nil || rows[j].New == nil); j++ {
			if rows[j].Old != nil {
				old = append(old, rows[j].Old)
			} else {
				now = append(now, rows[j].New)
			}
		}
		for k := range max(len(old), len(now)) {
			var row ChangeRow
			if k < len(old) {
				row.Old = old[k]
			}
			if k < len(now) {
				row.New = now[k]
			}
			laid = append(laid, row)
		}
		if j < len(rows) {
			laid = append(laid, rows[j])
			j++
		}
		i = j
	}
	return laid
}

func segments(ss []criteria.Segment) []SegmentData {
	var ds []SegmentData
	for _, s := range ss {
		ds = append(ds, SegmentData{Text(s.Text), s.Changed})
	}
	return ds
}
