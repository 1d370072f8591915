package site

import (
	"bytes"
	"html"
	"regexp"
	"strings"
)

// What converters leave in Markdown that was a document of Word, and no author wrote.
var (
	wordAnchor = regexp.MustCompile(`(?i)<(?:span|a)\s+(?:id|name)="[^"]*"(?:\s+class="[^"]*")?\s*(?:/>|>\s*</(?:span|a)>)|\[\]\{#[^}]*\}`)
	wordStyle  = regexp.MustCompile(`(?i)</?(?:u|span|font|center|figure)(?:\s[^>]*)?>|</?div(?:\s[^>]*)?>[ \t]*\n?`)
	wordLine   = regexp.MustCompile(`\[([^\]\n]*)\]\{\.underline\}`)
	wordImage  = regexp.MustCompile(`(?i)<img\s[^>]*>`)
	wordSize   = regexp.MustCompile(`(\]\([^()\s]*\))\{[^{}]*(?:width|height)=[^{}]*\}`)
	wordTitle  = regexp.MustCompile(`(?is)<figcaption[^>]*>(.*?)</figcaption>`)
	attribute  = regexp.MustCompile(`(?i)\b(src|alt)="([^"]*)"`)
)

// withoutWord is a text without what converters leave: anchors, underlines, sizes and the
// tags of images. Texts with blocks of code are left alone.
func withoutWord(text []byte) []byte {
	if bytes.Contains(text, []byte("```")) {
		return text
	}
	text = wordAnchor.ReplaceAll(text, nil)
	text = wordImage.ReplaceAllFunc(text, imageOfTag)
	text = wordTitle.ReplaceAll(text, []byte("\n$1\n"))
	text = wordStyle.ReplaceAll(text, nil)
	text = wordLine.ReplaceAll(text, []byte("$1"))
	return wordSize.ReplaceAll(text, []byte("$1"))
}

// imageOfTag is an image in Markdown.
func imageOfTag(tag []byte) []byte {
	value := map[string]string{}
	for _, m := range attribute.FindAllSubmatch(tag, -1) {
		value[strings.ToLower(string(m[1]))] = html.UnescapeString(string(m[2]))
	}
	alt := strings.NewReplacer("[", "", "]", "", "\r", "", "\n", " ").Replace(value["alt"])
	return []byte("![" + alt + "](" + strings.ReplaceAll(value["src"], " ", "%20") + ")")
}
