package site

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/unicode/norm"
)

// Marks that a Japanese keyboard offers for what Markdown writes otherwise.
const (
	headingMarks = "●○◎◆◇■□▪" // used for headings as well as for lists
	bulletMarks  = "・▲△▼▽※" + headingMarks
	wideDigits   = "０１２３４５６７８９"
)

// slips are beginnings of lines that were meant for something else.
var slips = []struct {
	like            *regexp.Regexp
	code, msg, hint string
}{
	{regexp.MustCompile(`^＃`), "wide-hash", "全角の「＃」は見出しになりません", "半角の「#」と空白に直してください（例: ## 見出し）"},
	{regexp.MustCompile(`^#{1,6}　`), "wide-space", "「#」のあとが全角の空白なので、見出しになりません", "半角の空白に直してください（例: ## 見出し）"},
	{regexp.MustCompile(`^(?:#{2,6}[^#\s]|#[^#\x00-\x7f])`), "no-space", "「#」のあとに空白がないので、見出しになりません", "半角の空白を入れてください（例: ## 見出し）"},
	{regexp.MustCompile(`^(?:[-*+]|[0-9]{1,9}[.)])　`), "wide-space", "行の始めのしるしのあとが全角の空白なので、箇条書きになりません", "半角の空白に直してください（例: - 項目）"},
	{regexp.MustCompile(`^(?:-|[0-9]{1,9}\.)[^\x00-\x7f]`), "no-space", "行の始めのしるしのあとに空白がないので、箇条書きになりません", "半角の空白を入れてください（例: - 項目、1. 項目）"},
	{regexp.MustCompile(`^　+(?:[-*+>]|#{1,6}|[0-9]{1,9}[.)])[ 　]`), "wide-space", "行の始めに全角の空白があるので、箇条書きや見出しになりません", "行の始めの空白を消すか、半角の空白で字下げしてください"},
	{regexp.MustCompile(`^＞`), "wide-quote", "全角の「＞」は引用や囲みになりません", "半角の「> 」で始めてください"},
	{regexp.MustCompile(`^｜.*｜\s*$`), "wide-table", "全角の「｜」は表になりません", "半角の「|」で区切り、2行目に |---|---| と書いてください"},
}

// slipStarts are the first characters of lines that are looked at for slips.
const slipStarts = "＃#-*+　＞｜0123456789"

// slip reports a line that begins with a slip.
func (d *document) slip(at int, line string) bool {
	for _, s := range slips {
		if s.like.MatchString(line) {
			d.warn(at, s.code, s.msg, s.hint)
			return true
		}
	}
	return false
}

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
		case (mark == ':' || mark == '：') && directiveSlip.MatchString(line):
			d.problem(segment.Start, "directive-colon", fmt.Sprintf("%q はブロックになりません", strings.TrimRight(line, "\n")), "半角の「:」を3つ続けて、「:::block contact」のように書いてください")
		case mark == ':' && strings.HasPrefix(line, ":::") && strings.Trim(line, ": \n") == "":
			d.problem(segment.Start, "directive-close", "「:::」に、始まりの行がありません", "ブロックは「:::steps」のような行で始めます。要らなければ、この行を消してください")
		case mark == '|' && i == 0 && lines.Len() > 1:
			next := lines.At(1)
			d.noTable(segment.Start, line, string(next.Value(d.source)))
		case strings.ContainsRune(slipStarts, mark) && d.slip(segment.Start, line):
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

// tableRule is the second line of a table.
var tableRule = regexp.MustCompile(`^\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*$`)

// noTable warns of two lines that begin a paragraph and were to begin a table.
func (d *document) noTable(at int, first, second string) {
	cells := func(line string) int {
		line = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "|"), "|")
		return strings.Count(strings.ReplaceAll(line, `\|`, ""), "|") + 1
	}
	switch n, m := cells(first), cells(second); {
	case tableRule.MatchString(second) && n != m:
		d.warn(at, "no-table", fmt.Sprintf("表になりません。見出しの行は%d列、2行目は%d列です", n, m), "2行目を "+strings.Repeat("|---", n)+"| に直してください")
	case strings.HasPrefix(strings.TrimSpace(second), "|") && n > 1 && !tableRule.MatchString(second):
		d.warn(at, "no-table", "2行目に区切りの行がないので、表になりません", "見出しの行の次に "+strings.Repeat("|---", n)+"| と書いてください")
	}
}

// A line that was to begin a block: with full-width colons, or too few of them.
var directiveSlip = regexp.MustCompile(`^(?:：{2,}|:：[:：]*|::?：)|^::?[a-z]+(?:[ /][a-z0-9/_-]+)?\s*$`)

var (
	missedEnd      = regexp.MustCompile(`^(?:[\]］]\(|］（|\]（[!-~]+）|\][ 　]+\((?:https?://[!-~]+|[^()\s]+\.(?:md|pdf)(?:#[^()\s]*)?)\))`)
	missedClose    = regexp.MustCompile(`^(?:\[\[[^\[\]\n]+(?:\][^\](\[:]|\]?\n|\]?$)|\{\{[^{}\n]+(?:\}[^}]|\}?\n|\}?$))`)
	missedRuby     = regexp.MustCompile(`^\{[^{}|｜\n]*[\p{Han}\p{Hiragana}\p{Katakana}][^{}|｜\n]*[|｜][^{}\n]*\}`)
	missedFootnote = regexp.MustCompile(`^\[\^[^\]\s]+\]`)
	missedBold     = regexp.MustCompile(`^＊＊[^\n＊]+＊＊`)
	missedName     = regexp.MustCompile(`^(?:［［[^\n［］]+］］|｛｛[^\n｛｝]+｝｝)`)
)

// missedLinks reports what was to be a link or a footnote and is shown as it was
// typed: with full-width brackets, blanks in the address, or no note to it. The same
// of references and numbers.
func (d *document) missedLinks(t *ast.Text) {
	if t.Parent().Kind() == ast.KindCodeSpan {
		return
	}
	for i := t.Segment.Start; i < t.Segment.Stop; i++ {
		switch c := d.source[i]; {
		case c != '[' && c != ']' && c != '{' && !wideMark(d.source[i:]): // most of the text; the expressions take time
		case missedEnd.Match(d.source[i:]):
			start := bytes.LastIndexByte(d.source[:i], '\n') + 1
			if at := bytes.LastIndexAny(d.source[start:i], "[［"); at >= 0 {
				d.warn(start+at, "missed-link", "リンクになっていません。書いたとおりの文字で表示されます", "半角で [文字](リンク先) と書き、リンク先に空白を入れないでください")
			}
		case missedBold.Match(d.source[i:]):
			d.warn(i, "wide-star", "全角の「＊」は強調になりません", "半角で **文字** と書いてください")
			i += len(missedBold.Find(d.source[i:])) - 1
		case missedName.Match(d.source[i:]):
			name := missedName.FindString(string(d.source[i:t.Segment.Stop]))
			d.warn(i, "missed-name", fmt.Sprintf("全角のかっこで書いた %s は、書いたとおりの文字で表示されます", name), "半角のかっこで "+norm.NFKC.String(name)+" と書いてください")
		case c == '[' && missedClose.Match(d.source[i:]):
			d.warn(i, "missed-name", "「[[」が閉じられていません", "[[q04]] のように「]]」で閉じてください。文字として見せるなら \\[\\[ と書きます")
			i++
		case c == '{' && missedClose.Match(d.source[i:]):
			d.warn(i, "missed-name", "「{{」が閉じられていません", "{{制度のid.maximum}} のように「}}」で閉じてください。文字として見せるなら \\{\\{ と書きます")
			i++
		case c == '{' && missedRuby.Match(d.source[i:]):
			d.warn(i, "missed-ruby", fmt.Sprintf("ふりがなになりません: %s", missedRuby.Find(d.source[i:])), "{健康経営|けんこうけいえい} か、{健康|けん|こう} のように文字と同じ数の読みを書いてください")
		case missedFootnote.Match(d.source[i:]):
			note := string(missedFootnote.Find(d.source[i:]))
			d.warn(i, "missed-footnote", fmt.Sprintf("脚注 %s の文がありません", note), fmt.Sprintf("ファイルの終わりに「%s: 脚注の文」を書いてください", note))
		}
	}
}

// wideMark reports whether a text begins with a full-width bracket or star.
func wideMark(text []byte) bool {
	if text[0] != "［"[0] {
		return false
	}
	r, _ := utf8.DecodeRune(text)
	return strings.ContainsRune("［］｛＊", r)
}

// unusedNotes warns of notes that no footnote leads to: they are not printed.
func (d *document) unusedNotes() {
	open := []byte("[^")
	for at := 0; ; {
		i := bytes.Index(d.source[at:], open)
		if i < 0 {
			return
		}
		start := at + i
		at = start + len(open)
		end := bytes.IndexByte(d.source[at:], ']')
		if end < 1 || start > 0 && d.source[start-1] != '\n' {
			continue
		}
		mark, rest := d.source[start:at+end+1], d.source[at+end+1:]
		if bytes.HasPrefix(rest, []byte(":")) && !bytes.ContainsAny(mark, " \t\n\u3000") && bytes.Count(d.source, mark) == bytes.Count(d.source, append(slices.Clip(mark), ':')) {
			d.warn(start, "unused-footnote", fmt.Sprintf("脚注 %s は、本文のどこからも使われていないので、表示されません", mark), fmt.Sprintf("本文の、注を付けるところに %s と書いてください", mark))
		}
	}
}

// second is the first rune of what follows a mark.
func second(rest string) rune {
	r, _ := utf8.DecodeRuneInString(rest)
	return r
}
