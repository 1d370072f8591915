package criteria

import "unicode"

// A DiffRow is a line of an old text and the line that stands in its place now. One
// that was added has no Old, one that is gone no New.
type DiffRow struct{ Old, New []Segment }

// Same reports whether the line has stayed as it was.
func (r DiffRow) Same() bool {
	return len(r.Old) == 1 && len(r.New) == 1 && r.Old[0] == r.New[0] && !r.Old[0].Changed
}

// A Segment is a stretch of a line. Changed marks what the other line does not have.
type Segment struct {
	Text    string
	Changed bool
}

// diffRows lays two lists of lines side by side: lines that are the same stand in one
// row, and so do lines that are alike.
func diffRows(old, now []string) []DiffRow {
	var rows []DiffRow
	i, j := 0, 0
	for _, m := range append(common(old, now), [2]int{len(old), len(now)}) {
		rows = append(rows, hunk(old[i:m[0]], now[j:m[1]])...)
		if i, j = m[0], m[1]; i < len(old) && j < len(now) {
			same := []Segment{{Text: old[i]}}
			rows = append(rows, DiffRow{same, same})
			i, j = i+1, j+1
		}
	}
	return rows
}

// hunk lays lines side by side none of which is the same: each old one beside the first
// new one that is alike.
func hunk(old, now []string) []DiffRow {
	var rows []DiffRow
	j := 0
	for _, a := range old {
		k := j
		for k < len(now) && !alike(a, now[k]) {
			k++
		}
		if k == len(now) {
			rows = append(rows, DiffRow{Old: whole(a)})
			continue
		}
		for ; j < k; j++ {
			rows = append(rows, DiffRow{New: whole(now[j])})
		}
		x, y := diffWords(a, now[k])
		rows = append(rows, DiffRow{x, y})
		j = k + 1
	}
	for ; j < len(now); j++ {
		rows = append(rows, DiffRow{New: whole(now[j])})
	}
	return rows
}

func whole(s string) []Segment { return []Segment{{s, true}} }

// alike reports whether two lines have so much in common that a reader sees one as the
// other's new wording: half of the longer one.
func alike(a, b string) bool {
	x, y := words(a), words(b)
	shared := 0
	for _, m := range common(x, y) {
		shared += len(x[m[0]])
	}
	return 2*shared >= max(len(a), len(b))
}

// diffWords marks the words in which two lines differ.
func diffWords(a, b string) (x, y []Segment) {
	v, w := words(a), words(b)
	i, j := 0, 0
	for _, m := range append(common(v, w), [2]int{len(v), len(w)}) {
		for ; i < m[0]; i++ {
			x = put(x, v[i], true)
		}
		for ; j < m[1]; j++ {
			y = put(y, w[j], true)
		}
		if i < len(v) && j < len(w) {
			x, y = put(x, v[i], false), put(y, w[j], false)
			i, j = i+1, j+1
		}
	}
	return x, y
}

func put(s []Segment, text string, changed bool) []Segment {
	if n := len(s); n > 0 && s[n-1].Changed == changed {
		s[n-1].Text += text
		return s
	}
	return append(s, Segment{text, changed})
}

// words cuts a text where its script changes, the only border of words that Japanese
// shows: 「80%以上100%未満」 is 80, %, 以上, 100, %, 未満. Signs stand alone.
func words(s string) []string {
	var ws []string
	last := noScript
	for _, r := range s {
		is := scriptOf(r)
		if is == noScript || is != last {
			ws = append(ws, string(r))
		} else {
			ws[len(ws)-1] += string(r)
		}
		last = is
	}
	return ws
}

type script int

const (
	noScript script = iota
	digits
	latin
	hiragana
	katakana
	han
)

func scriptOf(r rune) script {
	switch {
	case unicode.IsDigit(r) || r == '.':
		return digits
	case unicode.Is(unicode.Hiragana, r):
		return hiragana
	case unicode.Is(unicode.Katakana, r) || r == 'ー':
		return katakana
	case unicode.Is(unicode.Han, r):
		return han
	case unicode.IsLetter(r):
		return latin
	}
	return noScript
}

// common lists the places of a longest common subsequence.
func common(a, b []string) [][2]int {
	n, m := len(a), len(b)
	length := make([][]int32, n+1) // of what follows
	row := make([]int32, (n+1)*(m+1))
	for i := range length {
		length[i] = row[i*(m+1) : (i+1)*(m+1)]
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if a[i] == b[j] {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	var at [][2]int
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case a[i] == b[j]:
			at = append(at, [2]int{i, j})
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return at
}
