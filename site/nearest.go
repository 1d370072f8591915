package site

import "kijun/criteria/feel"

// nearest is the candidate that a word is most likely a slip of, or "" when none is
// near enough to be meant: by the same measure as the names of definitions.
func nearest(word string, candidates []string) string {
	if near := feel.Nearest(word, candidates); len(near) > 0 {
		return near[0]
	}
	return ""
}
