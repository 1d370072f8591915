package site

import (
	"bytes"

	"kijun/criteria"
)

// frontMatter is what a Markdown file says about its page, between two lines of
// `---` at its beginning.
type frontMatter struct {
	Title   string // of the page; else the first heading of the text
	Summary string // one sentence for lists, search engines and the head of the page
	Order   int    // place among the pages of the folder; ties go by file name
}

// cutFrontMatter reads the front matter and blanks it out, so that places in the
// rest keep the coordinates of the file.
func cutFrontMatter(name string, data []byte, problems *criteria.Diagnostics) (frontMatter, []byte) {
	const fence = "---\n"
	var f frontMatter
	if !bytes.HasPrefix(data, []byte(fence)) {
		return f, data
	}
	end := bytes.Index(data, []byte("\n---\n"))
	stop := end + len("\n---\n")
	if end < 0 && bytes.HasSuffix(data, []byte("\n---")) {
		end, stop = len(data)-len("\n---"), len(data)
	}
	if end < 0 {
		*problems = append(*problems, criteria.Diagnostic{Pos: criteria.Pos{File: name, Line: 1, Col: 1}, Code: "front-matter",
			Msg: "前書き（---）が閉じられていません", Hint: "前書きの終わりに --- だけの行を書いてください"})
		return f, nil
	}
	m := readMapping(name, data[min(len(fence), end):end], 1, problems)
	f.Title = m.text("title")
	f.Summary = m.text("summary")
	f.Order = m.integer("order")
	m.done()

	rest := bytes.Clone(data)
	for i := range rest[:stop] {
		if rest[i] != '\n' {
			rest[i] = ' '
		}
	}
	return f, rest
}
