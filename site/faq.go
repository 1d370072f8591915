package site

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
)

// A faq is a page of questions and answers, written as ordinary Markdown: a heading
// with text right below it is a question, the text up to the next heading its answer.
// Headings without text of their own group the questions below them.
type faq struct{ list []question }

// A question of a faq, in words.
type question struct{ id, title, answer string }

func readFAQ(fields) block { return &faq{} }

// takeQuestions notes the questions and answers of the text, which stays as it is.
func (d *document) takeQuestions(f *faq) {
	var answer []string
	var head *ast.Heading
	finish := func() {
		if head != nil && len(answer) > 0 {
			id, _ := head.AttributeString("id")
			q := question{title: visibleText(head, d.source), answer: strings.Join(answer, "\n")}
			if b, ok := id.([]byte); ok {
				q.id = string(b)
			}
			f.list = append(f.list, q)
		}
		answer = nil
	}
	for n := d.root.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			finish()
			head = n
		case *extension.FootnoteList:
		default:
			if s := strings.TrimSpace(visibleText(n, d.source)); s != "" {
				answer = append(answer, s)
			}
		}
	}
	finish()
	if len(f.list) == 0 {
		d.problems = append(d.problems, at(d.front.kindAt.in(d), "faq", "質問と答えがありません",
			"「## 質問」の行と、その下の答えの文を書いてください"))
	}
}

func (f *faq) fill(*BlockData, *maker) {}

func (f *faq) schema(p *page, address string) []thing {
	t := thing{Type: "FAQPage", URL: address}
	for _, q := range f.list {
		x := thing{Type: "Question", Name: q.title, Answer: &thing{Type: "Answer", Text: q.answer}}
		if q.id != "" {
			x.URL = address + "#" + q.id
		}
		t.Entities = append(t.Entities, x)
	}
	return []thing{t}
}
