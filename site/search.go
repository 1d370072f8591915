package site

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// searchFile is the text of all pages, for the search in the browser. It is not
// named after its content, because pages would change with every word of another
// one; browsers ask whether it has changed.
const (
	searchPath   = "search/"
	searchFile   = searchPath + "index.bin"
	searchScript = searchPath + "index.js" // the same, in a site for a disk
)

// unsearched are the kinds of pages that have no text of their own.
var unsearched = []string{"notfound", "offline", "search"}

func (p *page) searchable() bool {
	return !p.noIndex && p.same == nil && !slices.Contains(unsearched, p.kind)
}

// A searchIndex collects the text of the pages, in the order of their paths, while
// they are rendered in any order.
//
// # Format
//
// The file is compressed by gzip. Unpacked it is a text in a code of its own, then the
// table of that code, then the length of the table in bytes (4 bytes, little endian). The
// table is characters and phrases, in UTF-8, with U+0000 between them. The first 240
// are written as one byte, their number; the next 15 × 256 as two bytes, 240 × 256 +
// their number above 240; all others as 255 and their number in three bytes.
//
// The text is lines. One that begins with a mark, U+0001 to U+0006, says what it is,
// the others are text of a page. The parts of a line are parted by tabs.
//
//	1 weight path label place     a page begins; the higher the weight, the later it is shown; place is its breadcrumb
//	2 id text                     a heading
//	3 id                          the place of the lines that follow
//	4 words                       what the page is called in files: ids
//	5 title                       of the page
//	6 name name …                 names of one idea: a term, its reading, other names
//
// # Decisions
//
// The text itself is the index: every part of it is found, in any language, and
// nothing has to be cut into words. Of the reference handbook a character in UTF-8 is
// 0.59 bytes after gzip, with one byte for what is frequent 0.48, and with phrases 0.40.
// The code is made from the first quarter of a million characters, so that the text of
// a large site never has to be kept.
//
// Folding and ranking are the browser's, so that there is one source of both.
type searchIndex struct {
	entries chan searchEntry
	done    chan []byte
}

type searchEntry struct {
	page int
	text []byte // nil: the page is not searched
}

// sampleSize is how many characters the code is made from, and mostPhrases how many
// phrases it has: more take up as much in the table as they spare.
const (
	sampleSize  = 1 << 18
	mostPhrases = 1200
)

func newSearchIndex(level int, names [][]string) *searchIndex {
	x := &searchIndex{make(chan searchEntry, 64), make(chan []byte)}
	go func() {
		w := newSearchWriter(level)
		for _, group := range names {
			w.text([]byte(string(markNames) + strings.Join(group, "\t") + "\n"))
		}
		next, waiting := 0, map[int][]byte{}
		for e := range x.entries {
			waiting[e.page] = e.text
			for text, ok := waiting[next]; ok; text, ok = waiting[next] {
				delete(waiting, next)
				next++
				w.text(text)
			}
		}
		x.done <- w.finish()
	}()
	return x
}

// add must be called once for every page, by its number; several goroutines may.
func (x *searchIndex) add(page int, text []byte) { x.entries <- searchEntry{page, text} }

// file is the index after all pages were added. From a disk browsers fetch nothing but
// scripts, so there it is one.
func (x *searchIndex) file(local bool) outFile {
	close(x.entries)
	data := <-x.done
	if !local {
		return outFile{searchFile, data}
	}
	return outFile{searchScript, fmt.Appendf(nil, "kijunSearch=%q;", base64.StdEncoding.EncodeToString(data))}
}

// searchName is the name of the file.
func (t *tree) searchName() string {
	if t.local {
		return searchScript
	}
	return searchFile
}

// A searchWriter writes text in the code of the index.
type searchWriter struct {
	level   int
	sample  []rune
	codes   map[rune]int // numbers of characters; nil while the code is not made
	phrases searchTrie
	table   []string     // by number
	file    bytes.Buffer // compressed
	zip     *gzip.Writer
	code    []byte // to be compressed
	runes   []rune // of the text that is being written
}

func newSearchWriter(level int) *searchWriter {
	w := &searchWriter{level: level}
	w.zip, _ = gzip.NewWriterLevel(&w.file, level) // fails for unknown levels only
	return w
}

func (w *searchWriter) text(text []byte) {
	w.runes = w.runes[:0]
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		w.runes, text = append(w.runes, r), text[size:]
	}
	if w.codes != nil {
		w.encode(w.runes)
		return
	}
	if w.sample = append(w.sample, w.runes...); len(w.sample) >= sampleSize {
		w.makeCode()
	}
}

// makeCode numbers the characters and phrases of the sample by how many there are of
// each.
func (w *searchWriter) makeCode() {
	phrases := 0
	if w.level != gzip.NoCompression {
		phrases = mostPhrases
	}
	counts := phrasesOf(w.sample, phrases)
	for _, r := range w.sample {
		if _, ok := counts[string(r)]; !ok {
			counts[string(r)] = 0 // only in phrases there
		}
	}
	w.table = sortedKeys(counts)
	slices.SortStableFunc(w.table, func(a, b string) int { return counts[b] - counts[a] })
	w.codes = map[rune]int{}
	for n, s := range w.table {
		if r := []rune(s); len(r) == 1 {
			w.codes[r[0]] = n
		} else {
			w.phrases.add(r, n)
		}
	}
	sample := w.sample
	w.sample = nil
	w.encode(sample)
}

// How many numbers are written as one byte, and as two.
const (
	oneByte  = 240
	twoBytes = 15 << 8
)

func (w *searchWriter) encode(text []rune) {
	for len(text) > 0 {
		n, length := w.phrases.longest(text)
		if length == 0 {
			var ok bool
			if n, ok = w.codes[text[0]]; !ok {
				n = len(w.table)
				w.table = append(w.table, string(text[0]))
				w.codes[text[0]] = n
			}
			length = 1
		}
		text = text[length:]
		switch {
		case n < oneByte:
			w.code = append(w.code, byte(n))
		case n < oneByte+twoBytes:
			n -= oneByte
			w.code = append(w.code, byte(oneByte+n>>8), byte(n))
		default:
			w.code = append(w.code, 255, byte(n>>16), byte(n>>8), byte(n))
		}
	}
	_, _ = w.zip.Write(w.code) // into memory
	w.code = w.code[:0]
}

func (w *searchWriter) finish() []byte {
	if w.codes == nil {
		w.makeCode()
	}
	table := strings.Join(w.table, "\x00")
	_, _ = w.zip.Write(binary.LittleEndian.AppendUint32([]byte(table), uint32(len(table))))
	_ = w.zip.Close()
	return w.file.Bytes()
}

// phrasesOf cuts a text into characters and at most so many phrases, and counts them.
// What stands beside each other most often becomes a phrase, again and again: many
// pairs at a time, because to count them is what takes time.
func phrasesOf(text []rune, most int) map[string]int {
	const (
		atOnce = 64
		seldom = 12 // pairs that would not be worth their place in the table
	)
	var names []string
	numbers := map[rune]int32{}
	line := make([]int32, len(text))
	for i, r := range text {
		n, ok := numbers[r]
		if !ok {
			n = int32(len(names))
			numbers[r], names = n, append(names, string(r))
		}
		line[i] = n
	}
	var pairs pairCounter
	for chars := len(names); len(names)-chars < most; {
		pairs.count(line)
		often := pairs.often(seldom)
		slices.SortFunc(often, func(a, b pairCount) int {
			return cmp.Or(b.n-a.n, cmp.Compare(a.pair[0], b.pair[0]), cmp.Compare(a.pair[1], b.pair[1]))
		})
		joined := map[pair]int32{}
		for _, p := range often[:min(len(often), atOnce, most-(len(names)-chars))] {
			// what comes much later may be another phrase by then
			if p.n < often[0].n/2 {
				break
			}
			joined[p.pair] = int32(len(names))
			names = append(names, names[p.pair[0]]+names[p.pair[1]])
		}
		if len(joined) == 0 {
			break
		}
		to := line[:0]
		for i := 0; i < len(line); i++ {
			n := line[i]
			if i+1 < len(line) {
				if whole, ok := joined[pair{n, line[i+1]}]; ok {
					n = whole
					i++
				}
			}
			to = append(to, n)
		}
		line = to
	}
	counts := map[string]int{}
	for _, n := range line {
		counts[names[n]]++
	}
	return counts
}

// A pair is two numbers beside each other.
type pair [2]int32

// A pairCount is how many there are of a pair.
type pairCount struct {
	pair pair
	n    int
}

// A pairCounter counts pairs in a hash table of its own, because that is most of the time
// that a code takes: a map would take twice as long. The zero value is ready.
type pairCounter struct {
	counts []pairCount // a power of two, at most half of them in use; n 0: free
	used   int
}

// count counts the pairs of a line, and no others.
func (c *pairCounter) count(line []int32) {
	clear(c.counts)
	c.used = 0
	for i := 1; i < len(line); i++ {
		if 2*c.used >= len(c.counts) {
			c.grow()
		}
		p := pair{line[i-1], line[i]}
		at := c.place(p)
		if at.n == 0 {
			at.pair = p
			c.used++
		}
		at.n++
	}
}

// place is where a pair is, or would be.
func (c *pairCounter) place(p pair) *pairCount {
	at := (uint64(p[0])<<32 | uint64(p[1])) * 0x9e3779b97f4a7c15 >> 32 & uint64(len(c.counts)-1)
	for c.counts[at].n > 0 && c.counts[at].pair != p {
		at = (at + 1) & uint64(len(c.counts)-1)
	}
	return &c.counts[at]
}

func (c *pairCounter) grow() {
	old := c.counts
	c.counts = make([]pairCount, max(1<<10, 2*len(old)))
	for _, p := range old {
		if p.n > 0 {
			*c.place(p.pair) = p
		}
	}
}

// often are the pairs that there are at least so many of, in any order.
func (c *pairCounter) often(least int) []pairCount {
	var list []pairCount
	for _, p := range c.counts {
		if p.n >= least {
			list = append(list, p)
		}
	}
	return list
}

// A searchTrie finds the longest phrase at a place. The ways from node to node are a
// hash table of its own, because every character of every page is looked up in it.
type searchTrie struct {
	nodes []searchNode
	edges []searchEdge // a power of two; at most half of them are in use
	shift int          // 64 less the logarithm of their number
}

// A searchEdge leads from a node to another. A key of 0 is a free place.
type searchEdge struct {
	key uint64 // node and character
	to  int32
}

type searchNode struct{ number, length int } // of the phrase that ends here; length 0: none

// place is where the edge of a node by a character is, or would be.
func (t *searchTrie) place(key uint64) int {
	for i := int(key * 0x9e3779b97f4a7c15 >> t.shift); ; i = (i + 1) & (len(t.edges) - 1) {
		if k := t.edges[i].key; k == key || k == 0 {
			return i
		}
	}
}

func edgeKey(from int32, by rune) uint64 { return uint64(from+1)<<32 | uint64(by) }

func (t *searchTrie) add(phrase []rune, number int) {
	if t.nodes == nil {
		t.nodes = make([]searchNode, 1)
	}
	at := int32(0)
	for _, r := range phrase {
		if 2*len(t.nodes) >= len(t.edges) {
			t.grow()
		}
		e := &t.edges[t.place(edgeKey(at, r))]
		if e.key == 0 {
			*e = searchEdge{edgeKey(at, r), int32(len(t.nodes))}
			t.nodes = append(t.nodes, searchNode{})
		}
		at = e.to
	}
	t.nodes[at] = searchNode{number, len(phrase)}
}

func (t *searchTrie) grow() {
	old := t.edges
	t.edges = make([]searchEdge, max(64, 2*len(old)))
	t.shift = bits.LeadingZeros64(uint64(len(t.edges))) + 1
	for _, e := range old {
		if e.key != 0 {
			t.edges[t.place(e.key)] = e
		}
	}
}

// longest is the number and length of the longest phrase that a text begins with;
// length 0 where there is none.
func (t *searchTrie) longest(text []rune) (number, length int) {
	if t.nodes == nil {
		return 0, 0
	}
	at := int32(0)
	for _, r := range text {
		e := &t.edges[t.place(edgeKey(at, r))]
		if e.key == 0 {
			break
		}
		at = e.to
		if n := t.nodes[at]; n.length > 0 {
			number, length = n.number, n.length
		}
	}
	return number, length
}

// searchLevel is how hard the index is compressed. While a site is edited that
// would take longer than all the rest.
func (t *tree) searchLevel() int {
	if t.live {
		return gzip.NoCompression
	}
	return gzip.BestCompression
}

// searchEntry is a page in the index.
func (r *rendering) searchEntry(p *page, s searchText) []byte {
	if !p.searchable() {
		return nil
	}
	var where []string
	for _, up := range p.parents {
		if up.path != "" {
			where = append(where, r.crumb(up))
		}
	}
	b := []byte{markPage}
	b = strconv.AppendInt(b, int64(r.searchWeight(p)), 10)
	for _, part := range []string{p.path, r.searchLabel(p), strings.Join(where, "\u2002›\u2002")} {
		b = appendLine(append(b, '\t'), []byte(part))
	}
	b = append(b, '\n')
	if names := r.searchWords(p); names != "" {
		b = append(append(append(b, markKeywords), names...), '\n')
	}
	b = appendLine(append(b, markTitle), []byte(cmp.Or(s.title, p.title)))
	return append(append(b, '\n'), s.lines...)
}

// searchWords is what a page is called in files, and how its title is read.
func (r *rendering) searchWords(p *page) string {
	switch {
	case p.criterion != nil:
		return p.criterion.ID
	case p.indicator != nil:
		return p.indicator.ID
	}
	for _, term := range r.glossary {
		if term.page == p && term.explained {
			return strings.TrimSpace(term.name + " " + term.reading)
		}
	}
	if p.doc != nil {
		return strings.Join(p.doc.readings, " ")
	}
	return ""
}

// searchWeight puts the pages that say the same in order: what explains comes before
// what lists, and that before forms; old editions come last.
func (r *rendering) searchWeight(p *page) int {
	weight := 4
	switch p.kind {
	case "criterion":
		weight = 0
	case "scheme", "page", "indicator", "home":
		weight = 3
	case "form":
		weight = 6
	}
	if p.edition != nil && !slices.Contains(r.newest, p.edition) {
		weight += 6
	}
	return weight
}

// searchLabel says what a hit is.
func (r *rendering) searchLabel(p *page) string {
	w := r.theme.words
	switch p.kind {
	case "criterion":
		return string(w.CriteriaWord)
	case "check", "indicatorcheck":
		return string(w.Check)
	case "form":
		return string(w.Form)
	case "indicator":
		return string(w.Indicators)
	case "scheme":
		return string(w.Overview)
	}
	return ""
}

// searchNames are the names of one idea each: whoever searches for one finds the
// others as well.
func (t *tree) searchNames() [][]string {
	var groups [][]string
	for _, term := range t.glossary {
		group := []string{term.name}
		for _, name := range append([]string{term.reading, term.of}, term.aliases...) {
			if name != "" && !slices.Contains(group, name) {
				group = append(group, name)
			}
		}
		if len(group) > 1 {
			groups = append(groups, group)
		}
	}
	return groups
}

// mostContents is how many pages below one are listed in the contents.
const mostContents = 60

// contents are the pages right below the home page, those of the menu first, with the
// pages right below them in the order in which they are read.
func (r *rendering) contents(root string) []ContentsEntry {
	below := map[*page][]*page{}
	place, placed := map[*page]int{}, map[*section]bool{} // in the navigation
	for _, p := range r.pages {
		if s := p.section; s != nil && !placed[s] {
			placed[s] = true
			for _, g := range s.groups {
				for _, q := range pagesOf(g.items) {
					place[q] = len(place) + 1
				}
			}
		}
		if p.searchable() && len(p.parents) > 0 {
			up := p.parents[len(p.parents)-1]
			below[up] = append(below[up], p)
		}
	}
	var tops []*page
	for _, m := range r.menu {
		if m.page != nil && m.page.searchable() && m.page.path != "" && !slices.Contains(tops, m.page) {
			tops = append(tops, m.page)
		}
	}
	menu := len(tops)
	for _, p := range below[r.byPath[""]] {
		if !slices.Contains(tops[:menu], p) {
			tops = append(tops, p)
		}
	}
	var entries []ContentsEntry
	for _, p := range tops {
		e := ContentsEntry{Link: *pageLink(root, p)}
		if pages := below[p]; len(pages) <= mostContents {
			slices.SortStableFunc(pages, func(a, b *page) int { return cmp.Compare(place[a], place[b]) })
			for _, q := range pages {
				e.Pages = append(e.Pages, *pageLink(root, q))
			}
		}
		entries = append(entries, e)
	}
	return entries
}
