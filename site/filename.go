package site

import (
	"cmp"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What the name of a file says about its page, as names are where no programmer gave
// them: 「２　申請の流れ.md」, README.md.

// leadingNumber is what a name begins with so that a list of files is in order.
var leadingNumber = regexp.MustCompile(`^(?:第?[0-9０-９]+[章節編回]?(?:[-‐－ー][0-9０-９]+)*[.．、,)）_＿\-－\s　]+)`)

// fileTitle is the title of a page whose text has none: the name of its file, where that
// is one that its author would read as such; else empty.
func (d *document) fileTitle() string {
	name := strings.TrimSuffix(path.Base(d.name), ".md")
	if isASCII(name) {
		return ""
	}
	if short := leadingNumber.ReplaceAllString(name, ""); short != "" {
		name = short
	}
	return strings.TrimSpace(strings.ReplaceAll(name, "_", " "))
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// fileAddress is the address of a file of content/, without its suffix: full-width
// letters and digits are half-width there, and blanks are hyphens, because nobody can
// tell them apart in an address.
func fileAddress(rel string) string {
	if isASCII(rel) && !strings.Contains(rel, " ") {
		return rel
	}
	gap := false
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			if gap {
				return -1
			}
			gap = true
			return '-'
		}
		gap = false
		return halfWidth(r)
	}, rel)
}

// halfWidth is a full-width letter or digit of ASCII at half width; any other rune is as it was.
func halfWidth(r rune) rune {
	const between = 'Ａ' - 'A'
	if half := r - between; half >= '0' && half <= '9' || half >= 'A' && half <= 'Z' || half >= 'a' && half <= 'z' {
		return half
	}
	return r
}

// naturally compares addresses as people sort names: 9 is before 10.
func naturally(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		if isDigit(x[0]) && isDigit(y[0]) {
			m, n := digits(x), digits(y)
			if c := cmp.Or(cmp.Compare(len(m), len(n)), strings.Compare(m, n)); c != 0 {
				return c
			}
			x, y = strings.TrimLeft(x, "0123456789"), strings.TrimLeft(y, "0123456789")
			continue
		}
		if x[0] != y[0] {
			return cmp.Compare(x[0], y[0])
		}
		x, y = x[1:], y[1:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(a, b))
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// digits is the number that a text begins with, without zeros before it.
func digits(s string) string {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return strings.TrimLeft(s[:n], "0")
}
