package site

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"html"
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

// unpackedIndex is the text of an index, read as its documentation says.
func unpackedIndex(t *testing.T, file []byte) string {
	t.Helper()
	zip, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(zip)
	if err != nil {
		t.Fatal(err)
	}
	size := len(data) - 4
	start := size - int(binary.LittleEndian.Uint32(data[size:]))
	table := strings.Split(string(data[start:size]), "\x00")
	var b strings.Builder
	for code := data[:start]; len(code) > 0; {
		n, length := int(code[0]), 1
		switch {
		case n == 255:
			n, length = int(code[1])<<16|int(code[2])<<8|int(code[3]), 4
		case n >= 240:
			n, length = (n-240)<<8+int(code[1])+240, 2
		}
		b.WriteString(table[n])
		code = code[length:]
	}
	return b.String()
}

// searchedChars is how many characters of an index are text of pages.
func searchedChars(index string) int {
	n := 0
	for line := range strings.Lines(index) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "" || line[0] == markPage || line[0] == markPlace || line[0] == markNames:
			continue
		case line[0] == markHeading:
			_, line, _ = strings.Cut(line, "\t")
		case line[0] == markKeywords || line[0] == markTitle:
			line = line[1:]
		}
		n += utf8.RuneCountInString(line)
	}
	return n
}

// What goes over the line is at most 0.45 bytes a character of text.
func TestSearchIndexIsSmall(t *testing.T) {
	file := handbook(t)[searchFile]
	chars := searchedChars(unpackedIndex(t, file))
	perChar := float64(len(file)) / float64(chars)
	t.Logf("%d bytes for %d characters: %.3f", len(file), chars, perChar)
	if chars < 200_000 || perChar > 0.45 {
		t.Errorf("%d bytes for %d characters are %.3f", len(file), chars, perChar)
	}
}

// What stands in the paragraphs, headings, items and cells of a page stands in the
// index, and pages that are nowhere else are not there either.
func TestSearchIndexIsWhole(t *testing.T) {
	files := handbook(t)
	texts := map[string]string{}                 // by path
	for _, folder := range []string{"", "en/"} { // an index for each language
		for _, entry := range strings.Split(unpackedIndex(t, files[folder+searchFile]), string(rune(markPage)))[1:] {
			head, text, _ := strings.Cut(entry, "\n")
			texts[folder+strings.Split(head, "\t")[1]] = text
		}
	}
	leaf := regexp.MustCompile(`<(?:p|li|td|th|h[1-4]|dd|dt|figcaption|caption)(?: [^>]*)?>([^<]+)<`)
	hidden := regexp.MustCompile(`(?s)<noscript>.*?</noscript>|<nav .*?</nav>`)
	checked := 0
	for name, data := range files {
		path, ok := strings.CutSuffix(name, "index.html")
		page := string(data)
		if !ok {
			continue
		}
		text, indexed := texts[path]
		if alone := !strings.Contains(page, `content="noindex"`); alone != indexed {
			t.Errorf("/%s is in the index: %v", path, indexed)
			continue
		}
		_, main, _ := strings.Cut(page, "<main")
		main, _, _ = strings.Cut(main, "</main>")
		if strings.Contains(main, ` hidden`) {
			continue // what is hidden is not told apart here
		}
		for _, m := range leaf.FindAllStringSubmatch(hidden.ReplaceAllString(main, ""), -1) {
			if part := strings.Join(strings.Fields(html.UnescapeString(m[1])), " "); indexed && !strings.Contains(text, part) {
				t.Errorf("/%s: %q is not in the index", path, part)
			}
			checked++
		}
	}
	if checked < 2000 {
		t.Errorf("only %d texts were looked for", checked)
	}
}

// What was written is read again, with more characters than fit in two bytes, and with
// a text that is longer than what the code is made from.
func TestSearchCode(t *testing.T) {
	var many strings.Builder
	for r := rune(0x3400); r < 0x9000; r++ {
		fmt.Fprintf(&many, "%c\n", r)
	}
	for name, text := range map[string]string{
		"nothing": "", "a word": "健康経営😀\n", "many characters": many.String(),
		"a long text": strings.Repeat("健康経営優良法人の受診率は八十％です。\n", sampleSize/16) + many.String(),
	} {
		for _, level := range []int{gzip.NoCompression, gzip.BestCompression} {
			w := newSearchWriter(level)
			for line := range strings.Lines(text) {
				w.text([]byte(line))
			}
			if got := unpackedIndex(t, w.finish()); got != text {
				t.Errorf("%s: got %d bytes, want %d", name, len(got), len(text))
			}
		}
	}
}

// Pages come in any order and stand in the index in theirs.
func TestSearchIndexOrder(t *testing.T) {
	x := newSearchIndex(gzip.BestCompression, [][]string{{"健康経営", "けんこうけいえい"}})
	for _, page := range []int{3, 0, 2, 1} {
		text := fmt.Appendf(nil, "頁%d\n", page)
		if page == 2 {
			text = nil
		}
		x.add(page, text)
	}
	if got, want := unpackedIndex(t, x.file(false).data), "\x06健康経営\tけんこうけいえい\n頁0\n頁1\n頁3\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What is not published, or not any more, cannot be searched; neither can pages that
// say what others say.
func TestSearchLeavesOut(t *testing.T) {
	b := &Builder{}
	if err := b.SetToday("2026-04-01"); err != nil {
		t.Fatal(err)
	}
	var m Memory
	problems, err := b.Build(context.Background(), fstest.MapFS{
		ConfigFile:           {Data: []byte("title: 手引き\n")},
		"content/index.md":   {Data: []byte("# 手引き\n\n表紙の文\n")},
		"content/draft.md":   {Data: []byte("---\ntitle: 下書き\ndraft: true\n---\n\n下書きの文\n")},
		"content/expired.md": {Data: []byte("---\ntitle: 終わり\nexpires: 2026-03-01\n---\n\n終わった文\n")},
		"content/404.md":     {Data: []byte("# ありません\n\nない文\n")},
		"content/search.md":  {Data: []byte("# 探す\n\n探し方の文\n")},
	}, &m)
	if err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	index := unpackedIndex(t, m.Files()[searchFile])
	if !strings.Contains(index, "\x05手引き\n表紙の文\n") {
		t.Errorf("the index is %q", index)
	}
	for _, bad := range []string{"下書き", "終わ", "ない文", "探し方"} {
		if strings.Contains(index, bad) {
			t.Errorf("the index has %s", bad)
		}
	}
}

// A site for a disk has the index as a script, and scripts that are no modules.
func TestLocalSearch(t *testing.T) {
	files := built(t, &Builder{Local: true}, sample(t))
	script := regexp.MustCompile(`^kijunSearch="([A-Za-z0-9+/=]+)";$`).FindSubmatch(files[searchScript])
	if script == nil || files[searchFile] != nil {
		t.Fatalf("the script is %.40q", files[searchScript])
	}
	data, err := base64.StdEncoding.DecodeString(string(script[1]))
	if err != nil {
		t.Fatal(err)
	}
	if chars := searchedChars(unpackedIndex(t, data)); chars < 2000 {
		t.Errorf("the index has %d characters", chars)
	}
	for name, data := range files {
		if strings.HasPrefix(name, assetsDir+"search.") && regexp.MustCompile(`\bexport\b`).Match(data) {
			t.Errorf("%s exports something", name)
		}
	}
}

// What is searched of a page is what its reader sees of its text.
func TestTextOf(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"paragraphs", `<p>一つ</p><p>二つ  目<br>三つ</p>`, "一つ\n二つ 目\n三つ\n"},
		{"inside a line", `<p>この<strong>項目</strong>は<a href="x">金の認定</a>です</p>`, "この項目は金の認定です\n"},
		{"entities", `<p>A &amp; B &lt;C&gt;</p>`, "A & B <C>\n"},
		{"headings are places", `<p>前</p><h2 id="a">見出し</h2><p>文</p><h3 id="b">下</h3><p>次</p>`, "前\n\x02a\t見出し\n文\n\x02b\t下\n次\n"},
		{"a section has the place of its heading", `<section id="s"><h2>題</h2><p>文</p></section><p>後</p>`, "\x02s\t題\n文\n\x03\n後\n"},
		{"rows and items", `<ul><li id="x">一</li><li>二</li></ul><table><tr><th>率</th><td>80%</td></tr></table>`, "\x03x\n一\n\x03\n二\n率\n80%\n"},
		{"the first heading is the title", `<h1><span class="number">④</span> 題</h1><p>文</p>`, "文\n"},
		{"a term is a heading", `<dl><div id="t"><dt><dfn>健診</dfn>（けんしん）</dt><dd>文</dd></div></dl>`, "\x02t\t健診（けんしん）\n文\n"},
		{"what is not text", `<nav>道</nav><p>文<svg><title>絵</title><path/></svg></p><script>x</script><button>押す</button><p hidden>隠れた</p><div aria-hidden="true">飾り</div><div data-search="off"><p>外</p></div><p>終</p>`, "文\n終\n"},
		{"pictures and captions", `<figure><img src="a.png" alt="図の説明"><figcaption>図1</figcaption></figure>`, "図の説明\n図1\n"},
		{"ruby", `<p>会社の<ruby>健康経営<rp>（</rp><rt>けんこうけいえい</rt><rp>）</rp></ruby>とは</p>`, "会社の健康経営とは\n健康経営（けんこうけいえい）\n"},
		{"footnotes", `<p>文<sup id="fnref:1"><a href="#fn:1" role="doc-noteref">1</a></sup>の後</p>`, "文の後\n"},
		{"an end too many", `<p>一</p></section><p>二</p>`, "一\n二\n"},
	} {
		if got := string(textOf([]byte(`<nav>上</nav><main id="main">` + tt.in + `</main><footer>下</footer>`)).lines); got != tt.want {
			t.Errorf("%s:\ngot  %q\nwant %q", tt.name, got, tt.want)
		}
	}
	if got := textOf([]byte(`<main><h1><span class="number">④</span> 題</h1></main>`)).title; got != "④ 題" {
		t.Errorf("the title is %q", got)
	}
}

// The contents on the page of the search are in the order of the navigation.
func TestSearchContents(t *testing.T) {
	page := func(title, order string) string { return markdownFile("title: "+title+"\norder: "+order, "文") }
	files := built(t, &Builder{}, project(map[string]string{
		"content/guide/index.md": page("案内", "1"), "content/guide/a.md": page("後", "2"), "content/guide/b.md": page("先", "1"), "content/other.md": page("ほか", "1"),
	}))
	contents := string(files["search/index.html"])
	contents = contents[strings.Index(contents, "search-contents"):]
	at := -1
	for _, want := range []string{">案内</a>", ">先</a>", ">後</a>", ">ほか</a>"} {
		i := strings.Index(contents, want)
		if i <= at {
			t.Errorf("%s is at %d, what stands before it at %d in\n%s", want, i, at, contents)
		}
		at = i
	}
}
