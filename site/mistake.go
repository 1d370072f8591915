package site

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// Marks that a Japanese keyboard offers for what Markdown writes otherwise.
const (
	fullWidthHash = '＃'
	headingMarks  = "●○◎◆◇■□▪" // used for headings as well as for lists
	bulletMarks   = "・▲△▼▽※" + headingMarks
	wideDigits    = "０１２３４５６７８９"
)

// mistakes reports lines of a paragraph that look like a heading or a list to
// their author and are none: they would run together in one paragraph.
func (d *document) mistakes(p *ast.Paragraph) {
	lines := p.Lines()
	var bullets, numbers []int // lines
	for i := range lines.Len() {
		segment := lines.At(i)
		line := strings.TrimLeft(string(segment.Value(d.source)), " ")
		mark, size := utf8.DecodeRuneInString(line)
		switch {
		case mark == fullWidthHash:
			d.warn(segment.Start, "wide-hash", "全角の「＃」は見出しになりません", "半角の「#」と空白に直してください（例: ## 見出し）")
		case strings.ContainsRune(bulletMarks, mark) && second(line[size:]) != mark: // ○○市 stands for a name
			bullets = append(bullets, i)
		case strings.ContainsRune(wideDigits, mark) && strings.ContainsRune("．.）)", second(line[size:])):
			numbers = append(numbers, i)
		}
	}
	if len(bullets) > 0 {
		at := lines.At(bullets[0]).Start
		mark, _ := utf8.DecodeRune(bytes.TrimLeft(d.source[at:], " "))
		switch heading := strings.ContainsRune(headingMarks, mark); {
		case len(bullets) > 1 && heading:
			d.warn(at, "bullet", fmt.Sprintf("行の始めの「%c」は箇条書きにも見出しにもならず、行がつながります", mark), "箇条書きなら半角の「- 」、見出しなら「## 」で始めてください")
		case len(bullets) > 1:
			d.warn(at, "bullet", fmt.Sprintf("行の始めの「%c」は箇条書きにならず、行がつながります", mark), "半角の「- 」で始めてください")
		case heading: // a single other mark may be meant as it stands
			d.warn(at, "bullet", fmt.Sprintf("行の始めの「%c」は、見出しにも箇条書きにもなりません", mark), "見出しなら「## 」、箇条書きなら半角の「- 」で始めてください")
		}
	}
	if len(numbers) > 1 {
		d.warn(lines.At(numbers[0]).Start, "wide-number", "全角の番号は番号付きの箇条書きにならず、行がつながります", "半角で「1. 」と書いてください")
	}
}

// second is the first rune of what follows a mark.
func second(rest string) rune {
	r, _ := utf8.DecodeRuneInString(rest)
	return r
}
