package score

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// The core's own few functions on texts, against packages strings and unicode.
func TestText(t *testing.T) {
	for _, s := range []string{"", " ", "　健診　", "\t a b \r\n", "\ufeffx\u00a0", "a", "健康診断", "🐎", " 　 "} {
		if got, want := trim(s), strings.Trim(s, " \t\n\v\f\r\u3000\u00a0\ufeff"); got != want {
			t.Errorf("trim(%q) = %q, want %q", s, got, want)
		}
		if got, want := runes(s), int64(utf8.RuneCountInString(s)); got != want {
			t.Errorf("runes(%q) = %d, want %d", s, got, want)
		}
		for _, part := range []string{"", "a", " ", "診", "健康診断", "診断x", "🐎"} {
			if got, want := find(s, part), strings.Index(s, part); got != want {
				t.Errorf("find(%q, %q) = %d, want %d", s, part, got, want)
			}
			if got, want := hasPrefix(s, part), strings.HasPrefix(s, part); got != want {
				t.Errorf("hasPrefix(%q, %q) = %v, want %v", s, part, got, want)
			}
		}
	}
	for n, want := range map[int64]string{0: "0", 7: "7", -7: "-7", 1<<63 - 1: "9223372036854775807", -1 << 63: "-9223372036854775808"} {
		if got := itoa(n); got != want {
			t.Errorf("itoa(%d) = %s", n, got)
		}
	}
}

// Letters that Japanese, English and the languages of Europe are written with
// change their case as package unicode has it.
func TestChangeCase(t *testing.T) {
	for _, block := range [][2]rune{{0, 0x7f}, {0xc0, 0xfe}, {0x391, 0x3a9}, {0x3b1, 0x3c1}, {0x410, 0x44f}, {0x3040, 0x30ff}, {0x4e00, 0x4fff}, {'！', '～'}, {'ｦ', 'ﾟ'}, {0x1f300, 0x1f6ff}} {
		for r := block[0]; r <= block[1]; r++ {
			if got, want := changeCase(string(r), true), strings.ToUpper(string(r)); got != want && r != 'ß' {
				t.Errorf("%c (%U) in capitals is %s, want %s", r, r, got, want)
			}
			if got, want := changeCase(string(r), false), strings.ToLower(string(r)); got != want {
				t.Errorf("%c (%U) in small letters is %s, want %s", r, r, got, want)
			}
		}
	}
	// What is changed at all is changed rightly.
	for r := rune(0); r < 0x20000; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		if got := changeCase(string(r), true); got != string(r) && got != string(unicode.ToUpper(r)) {
			t.Errorf("%c (%U) in capitals is %s, want %c", r, r, got, unicode.ToUpper(r))
		}
		if got := changeCase(string(r), false); got != string(r) && got != string(unicode.ToLower(r)) {
			t.Errorf("%c (%U) in small letters is %s, want %c", r, r, got, unicode.ToLower(r))
		}
	}
}
