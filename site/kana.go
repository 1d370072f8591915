package site

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// kanaRows are the rows in which Japanese dictionaries are ordered. A row begins
// with its name.
var kanaRows = []string{"あいうえお", "かきくけこ", "さしすせそ", "たちつてと", "なにぬねの", "はひふへほ", "まみむめも", "やゆよ", "らりるれろ", "わゐゑをん"}

// smallKana are written small, and sorted like the large ones beside them.
var smallKana = strings.NewReplacer("ぁ", "あ", "ぃ", "い", "ぅ", "う", "ぇ", "え", "ぉ", "お", "っ", "つ",
	"ゃ", "や", "ゅ", "ゆ", "ょ", "よ", "ゎ", "わ", "ゕ", "か", "ゖ", "け")

// hiragana is a text with its katakana, of any width, as hiragana.
func hiragana(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'ァ' && r <= 'ヶ' {
			return r - ('ァ' - 'ぁ')
		}
		return r
	}, norm.NFKC.String(s))
}

// isReading reports whether a text is kana only, with what stands between words.
func isReading(s string) bool {
	for _, r := range hiragana(s) {
		if (r < 'ぁ' || r > 'ゖ') && r != 'ー' && r != '・' && r != ' ' {
			return false
		}
	}
	return s != ""
}

// kanaKey orders readings as dictionaries do (JIS X 4061): first by the kana
// alone, where a long vowel mark is the vowel that it prolongs, then by voicing and
// size. golang.org/x/text/collate takes the long vowel mark for the first of all
// letters.
//
//	かっこう < がっこう < さーば = さあば < さいば
func kanaKey(reading string) string {
	var plain strings.Builder
	last := 'あ'
	for _, r := range norm.NFD.String(smallKana.Replace(hiragana(reading))) {
		if r == 'ー' {
			r = vowel(last)
		}
		if r < 'ぁ' || r > 'ん' {
			continue // marks of voicing, dots, blanks
		}
		last = r
		plain.WriteRune(r)
	}
	return plain.String() + "\x00" + norm.NFD.String(hiragana(reading))
}

// vowel is the vowel in which a kana ends.
func vowel(r rune) rune {
	for _, row := range kanaRows {
		if i := strings.IndexRune(row, r); i >= 0 && r != 'ん' {
			switch n := i / len("あ"); {
			case len(row) == len(kanaRows[0]):
				return []rune(kanaRows[0])[n]
			default: // やゆよ
				return []rune("あうお")[n]
			}
		}
	}
	return 'ん'
}

// kanaRow is the index of the row that a reading stands in, len(kanaRows) where it
// has none.
func kanaRow(reading string) int {
	key := kanaKey(reading)
	if key == "" {
		return len(kanaRows)
	}
	first, _ := utf8.DecodeRuneInString(key)
	for i, row := range kanaRows {
		if strings.ContainsRune(row, first) {
			return i
		}
	}
	return len(kanaRows)
}

// foldName is a name as it is looked up: width, case and blanks do not count.
func foldName(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(s))
}
