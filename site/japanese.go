package site

import "unicode"

// japanese are the runes beside which Japanese text has no blanks: kana, kanji,
// CJK and full-width punctuation, enclosed numbers. Hangul is not among them:
// Korean separates words by blanks.
var japanese = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x2460, 0x24FF, 1}, // enclosed numbers and letters: ①
		{0x2776, 0x2793, 1}, // more enclosed numbers: ❶
		{0x2E80, 0x2FDF, 1}, // radicals
		{0x2FF0, 0x303F, 1}, // CJK symbols and punctuation: 、。「」〜
		{0x3040, 0x30FF, 1}, // hiragana, katakana
		{0x3190, 0x319F, 1}, // kanbun
		{0x31C0, 0x31FF, 1}, // strokes, katakana extensions
		{0x3220, 0x325F, 1}, // enclosed kanji and numbers: ㈱
		{0x3280, 0x4DBF, 1}, // enclosed kanji, units, extension A
		{0x4E00, 0x9FFF, 1}, // kanji
		{0xF900, 0xFAFF, 1}, // compatibility ideographs
		{0xFE30, 0xFE4F, 1}, // CJK compatibility forms
		{0xFF01, 0xFF9F, 1}, // full-width forms, half-width katakana
		{0xFFE0, 0xFFE6, 1}, // full-width signs: ￥
	},
	R32: []unicode.Range32{
		{0x1AFF0, 0x1B16F, 1}, // kana supplements
		{0x1F100, 0x1F10C, 1}, // digits with comma or circle
		{0x1F200, 0x1F2FF, 1}, // enclosed ideographs
		{0x20000, 0x3347F, 1}, // kanji of the supplementary planes
	},
}

func isJapanese(r rune) bool { return r >= 0x2460 && unicode.Is(japanese, r) }

func isHangul(r rune) bool { return r >= 0x1100 && unicode.Is(unicode.Hangul, r) }

// isCJK reports whether emphasis beside the rune follows the rule for scripts
// without blanks. Variation selectors of kanji count as the kanji before them.
func isCJK(r rune) bool {
	return isJapanese(r) || isHangul(r) || r >= 0xE0100 && r <= 0xE01EF
}

// isInvisible reports runes that stand on another rune or show nothing:
// variation selectors, combining marks, zero-width joiners.
func isInvisible(r rune) bool {
	return r >= 0x300 && (unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r))
}
