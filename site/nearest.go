package site

// nearest is the candidate with the fewest changed characters, or "" when none is
// near enough to be meant: at most a third of the word, rounded up.
func nearest(word string, candidates []string) string {
	best, bestAt := "", (len([]rune(word))+2)/3+1
	for _, c := range candidates {
		if d := distance(word, c); d < bestAt || d == bestAt && best != "" && c < best {
			best, bestAt = c, d
		}
	}
	return best
}

// distance is the number of characters to insert, delete or replace, or of
// neighbours to swap.
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	var before []int
	last, row := make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := range s {
		row[0] = i + 1
		for j := range t {
			d := last[j]
			if s[i] != t[j] {
				d = 1 + min(last[j], last[j+1], row[j])
			}
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				d = min(d, 1+before[j-1])
			}
			row[j+1] = d
		}
		before, last, row = last, row, make([]int, len(t)+1)
	}
	return last[len(t)]
}
