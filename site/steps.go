package site

import "cmp"

// A steps is what to do, in order.
type steps struct{ list []step }

type step struct {
	title, text, duration string
	deadline              moment
	documents             []string
	link                  *namedLink
	branches              []branch
}

// A branch is where the way parts behind a step.
type branch struct {
	when, text string
	link       *namedLink
}

func readSteps(f fields) block {
	f.require("steps: [{title: いまの様子を確かめる}]")
	s := &steps{}
	f.each("steps", "title", func(f fields) {
		f.require("title: いまの様子を確かめる")
		x := step{title: f.text("title"), text: f.text("text"), duration: f.text("duration"), deadline: f.moment("deadline"),
			documents: f.texts("documents"), link: f.linkTo("link")}
		f.each("branches", "", func(f fields) {
			f.require("when: 点が足りないとき", "text: 足りない項目から取り組む")
			x.branches = append(x.branches, branch{f.text("when"), f.text("text"), f.linkTo("link")})
		})
		s.list = append(s.list, x)
	})
	return s
}

func (s *steps) fill(d *BlockData, m *maker) {
	for _, x := range s.list {
		sd := PathStep{Title: Text(x.title), Text: Text(x.text), Duration: Text(x.duration), Deadline: m.moment(x.deadline),
			Documents: texts(x.documents), Link: m.link(x.link)}
		for _, b := range x.branches {
			sd.Branches = append(sd.Branches, BranchData{Text(b.when), Text(b.text), m.link(b.link)})
		}
		d.Steps = append(d.Steps, sd)
	}
}

func (s *steps) schema(p *page, address string) []thing {
	t := thing{Type: "HowTo", Name: p.title, Description: p.summary, URL: address}
	for i, x := range s.list {
		t.Steps = append(t.Steps, thing{Type: "HowToStep", Position: i + 1, Name: x.title, Text: cmp.Or(x.text, x.title)})
	}
	return []thing{t}
}
