package site

import (
	"testing"

	"kijun/criteria"
)

// Whatever an author writes in a front matter, reading it ends, and what is wrong
// has a place in the file.
func FuzzFrontMatter(f *testing.F) {
	md := newMarkdown(false)
	for name := range kinds {
		f.Add("kind: "+name+"\ndate: 2025-02-21\nitems: [a, {title: b}]\nsteps: [{title: c, deadline: 令和7年}]", "文\n\n:::block x\n:::\n\n![](y.png){decorative}\n")
	}
	f.Add("image: x.png\nalt: y\nscheme: {title: z}\nevent_date: 〜2025", "# 題\n\n![a](b.png \"c\")")
	f.Add("title: &a x\nsummary: *a", "")
	f.Fuzz(func(t *testing.T, front, body string) {
		d := parseDocument(md, "x.md", []byte("---\n"+front+"\n---\n"+body), false, nil)
		for _, p := range d.problems {
			if p.Pos.File != "x.md" || p.Msg == "" || p.Severity == criteria.Error && p.Pos.Line == 0 {
				t.Errorf("a problem without a place or a message: %+v", p)
			}
		}
	})
}
