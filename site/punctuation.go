package site

import "strings"

// Layouts are written with the punctuation of Japanese, which stands close to words: a
// unit in （） , items joined by 、. For another language it is changed when a layout is
// read, so that a layout needs no place for the way in which languages differ.

// punctuation is what stands for that of Japanese in languages that put blanks between words.
var punctuation = strings.NewReplacer("（", " (", "）", ")", "、", ", ", "。", ". ", "：", ": ", "〜", "–", "／", " / ", "・", " · ", "｜", " | ", "「", "“", "」", "”")

// punctuated is a text with the punctuation of a language. It must hold no words.
func punctuated(lang, s string) string {
	if lang == "ja" {
		return s
	}
	return punctuation.Replace(s)
}
