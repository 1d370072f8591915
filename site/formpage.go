package site

// forPaper changes the data of a self-check into that of the blank form. On the screen
// every field says when it is asked, because the others may be hidden; on paper all
// stand there, and what is said twice takes the room to write.
func (d *CheckData) forPaper() {
	var papers []*PapersData
	for i := range d.Steps {
		for j := range d.Steps[i].Sections {
			s := &d.Steps[i].Sections[j]
			s.Items = together(s.Items)
			questionsTogether(s.Questions)
			for k := range s.Criteria {
				c := &s.Criteria[k]
				c.Items = together(c.Items)
				if c.Papers != nil {
					papers = append(papers, c.Papers)
				}
			}
		}
	}
	d.PapersRule = commonSentence(papers)
	for _, p := range papers {
		if p.Field != nil {
			p.Field.When = "" // it is the rule of the papers, which stands above it
		}
		if p.Sentence == d.PapersRule {
			p.Sentence = ""
		}
	}
}

func questionsTogether(qs []QuestionData) {
	for i := range qs {
		qs[i].Items = together(qs[i].Items)
		questionsTogether(qs[i].Questions)
	}
}

// together puts items that follow each other and have one condition under it.
func together(items []ItemData) []ItemData {
	var list []ItemData
	for i := 0; i < len(items); {
		when := items[i].when()
		end := i + 1
		for when != "" && end < len(items) && items[end].when() == when {
			end++
		}
		if end-i > 1 {
			inner := items[i:end]
			withoutWhen(inner)
			list = append(list, ItemData{Together: &TogetherData{When: when, Items: inner}})
		} else {
			list = append(list, items[i])
		}
		i = end
	}
	return list
}

// when is the condition on which an item is asked; empty: always, or it is no input.
func (d ItemData) when() Text {
	switch {
	case d.Field != nil:
		return d.Field.When
	case d.Layout != nil:
		return d.Layout.When
	}
	return ""
}

// commonSentence is the sentence that most papers have, if it is that of several.
func commonSentence(papers []*PapersData) Text {
	most, count := Text(""), map[Text]int{}
	for _, p := range papers {
		if count[p.Sentence]++; p.Sentence != "" && count[p.Sentence] > max(1, count[most]) {
			most = p.Sentence
		}
	}
	return most
}
