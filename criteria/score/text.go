package score

// What packages strings, strconv and unicode would do, for the few uses here: with
// what they bring along they would add some 25 kB, compressed, to what every
// visitor loads.

// trim cuts blanks, full-width ones too, and line ends from both ends.
func trim(s string) string {
	start, end, inside := len(s), 0, false
	for i, r := range s {
		if inside {
			end = i
		}
		if inside = !blank(r); inside {
			start = min(start, i)
		}
	}
	if inside {
		end = len(s)
	}
	if start >= end {
		return ""
	}
	return s[start:end]
}

func blank(r rune) bool {
	return r == ' ' || r >= '\t' && r <= '\r' || r == '\u3000' || r == '\u00a0' || r == '\ufeff'
}

// index1 is where a byte first stands, or -1.
func index1(s string, c byte) int {
	for i := range len(s) {
		if s[i] == c {
			return i
		}
	}
	return -1
}

// find is where a string first stands in another, or -1.
func find(s, part string) int {
	for i := 0; i+len(part) <= len(s); i++ {
		if s[i:i+len(part)] == part {
			return i
		}
	}
	return -1
}

func hasPrefix(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }

func runes(s string) int64 {
	n := int64(0)
	for range s {
		n++
	}
	return n
}

func itoa(n int64) string {
	if n == 0 {
		return "0"
	}
	var b [20]byte
	i := len(b)
	for u := abs64(n); u > 0; u /= 10 {
		i--
		b[i] = byte('0' + u%10)
	}
	if n < 0 {
		i--
		b[i] = '-'
	}
	return string(b[i:])
}

// caseRanges lists the letters that have another case, as Unicode has them in
// the scripts that European and full-width text is written in: in a range either
// the small letters stand so far behind the capitals, or, with distance 1, capital
// and small letter take turns from an even (or odd) code on.
var caseRanges = [...]struct {
	lo, hi   rune // capitals
	distance rune
}{
	{'A', 'Z', 32}, {'À', 'Ö', 32}, {'Ø', 'Þ', 32}, {0x100, 0x12E, 1}, {0x132, 0x136, 1}, {0x139, 0x147, 1}, {0x14A, 0x176, 1}, {0x179, 0x17D, 1},
	{0x386, 0x386, 38}, {0x388, 0x38A, 37}, {0x38C, 0x38C, 64}, {0x38E, 0x38F, 63}, {0x391, 0x3A1, 32}, {0x3A3, 0x3AB, 32},
	{0x400, 0x40F, 80}, {0x410, 0x42F, 32}, {0x460, 0x480, 1}, {0x48A, 0x4BE, 1}, {0x4D0, 0x52E, 1}, {0x1E00, 0x1E94, 1}, {0x1EA0, 0x1EFE, 1},
	{0x2160, 0x216F, 16}, {0x24B6, 0x24CF, 26}, {'Ａ', 'Ｚ', 32},
}

// changeCase writes a text in capitals or in small letters.
func changeCase(s string, capitals bool) string {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		for i := range caseRanges {
			c := &caseRanges[i]
			from, by := c.lo, c.distance
			if capitals {
				from, by = c.lo+c.distance, -by
			}
			if r >= from && r <= from+c.hi-c.lo && (c.distance > 1 || (r-from)%2 == 0) {
				r += by
				break
			}
		}
		b = append(b, string(r)...)
	}
	return string(b)
}
