package site

import (
	"slices"

	"kijun/criteria"
)

// chapters are how much each section asks.
func (f fieldMaker) chapters() (chapters []ChapterData, sum ChapterData) {
	if !f.edition.asksQuestions() {
		return nil, sum
	}
	for _, s := range f.edition.Sections {
		d := ChapterData{Number: Text(s.Number), Title: f.text(s.Title), Questions: len(s.Questions), Inputs: inputs(s.Fields)}
		for _, q := range s.Questions {
			d.Inputs += inputs(q.Fields)
			for _, sub := range q.Questions {
				d.Inputs += inputs(sub.Fields)
			}
			if isMarked(q) {
				d.Marked++
			}
		}
		for _, c := range s.Criteria {
			d.Inputs += inputs(c.Fields)
		}
		if d.Inputs == 0 {
			continue
		}
		if len(s.Criteria) == 0 && len(s.Fields) == 0 {
			d.ID = Text(s.ID)
		}
		chapters = append(chapters, d)
		sum.Questions, sum.Inputs, sum.Marked = sum.Questions+d.Questions, sum.Inputs+d.Inputs, sum.Marked+d.Marked
	}
	return chapters, sum
}

// isMarked reports whether a question or a part of it has a sign.
func isMarked(q *criteria.Question) bool {
	return len(markedFields(q)) > 0 || q.Mark.Sign != "" || slices.ContainsFunc(q.Questions, isMarked)
}

// inputs is how many fields a visitor fills in.
func inputs(fields []*criteria.Field) int {
	n := 0
	for _, x := range fields {
		if !x.Reference {
			n++
		}
	}
	return n
}
