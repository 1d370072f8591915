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
	if f.list = questionsIn(d.root, d.source); len(f.list) == 0 {
		d.problems = append(d.problems, at(d.front.kindAt.in(d), "faq", "質問と答えがありません",
			"「## 質問」の行と、その下の答えの文を書いてください"))
	}
}

// shapeFAQ is for `:::faq`: questions and answers anywhere in a text, in the same form.
func shapeFAQ(d *directive, source []byte) *mistaken {
	if len(questionsIn(d, source)) == 0 {
		return &mistaken{"「:::faq」の中に質問と答えがありません", "「### 質問」の行と、その下の答えの文を、「:::faq」と「:::」の間に書いてください"}
	}
	return nil
}

// placedQuestions are those of all `:::faq` of the text.
func (d *document) placedQuestions() (list []question) {
	for _, dir := range d.directives {
		if dir.Name == "faq" {
			list = append(list, questionsIn(dir, d.source)...)
		}
	}
	return list
}

// questionsIn are the questions and answers right inside a node.
func questionsIn(parent ast.Node, source []byte) (list []question) {
	var answer []string
	var head *ast.Heading
	finish := func() {
		if head != nil && len(answer) > 0 {
			id, _ := head.AttributeString("id")
			q := question{title: visibleText(head, source), answer: strings.Join(answer, "\n")}
			if b, ok := id.([]byte); ok {
				q.id = string(b)
			}
			list = append(list, q)
		}
		answer = nil
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			finish()
			head = n
		case *extension.FootnoteList:
		default:
			if s := strings.TrimSpace(visibleText(n, source)); s != "" {
				answer = append(answer, s)
			}
		}
	}
	finish()
	return list
}

func (f *faq) fill(*BlockData, *maker) {}

func (f *faq) schema(_ *page, address string) []thing { return []thing{faqPage(f.list, address)} }

// faqPage is a page with questions in the words of schema.org.
func faqPage(list []question, address string) thing {
	t := thing{Type: "FAQPage", URL: address}
	for _, q := range list {
		x := thing{Type: "Question", Name: q.title, Answer: &thing{Type: "Answer", Text: q.answer}}
		if q.id != "" {
			x.URL = address + "#" + q.id
		}
		t.Entities = append(t.Entities, x)
	}
	return t
}
