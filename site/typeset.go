package site

import (
	"image"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/hajimehoshi/ebiten/v2/examples/resources/fonts"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// Words in drawn images: see preview.go and icon.go.
//
// # Decisions
//
// The font is M+ 1p, a Japanese font of 1.7 MB that may be used freely, from a module
// that has it as data. The fonts of the machine would do as well and cost nothing, but
// every machine has others, and the same project must make the same site; a picture
// without words says nothing. A site may name a font of its own.

// ownFont is the font where a site names none.
var ownFont = sync.OnceValues(func() (*opentype.Font, error) { return opentype.Parse(fonts.MPlus1pRegular_ttf) })

// parseFont reads a font file: TrueType, OpenType, or the first of a collection.
func parseFont(data []byte) (*opentype.Font, error) {
	if strings.HasPrefix(string(data[:min(4, len(data))]), "ttcf") {
		c, err := opentype.ParseCollection(data)
		if err != nil {
			return nil, err
		}
		return c.Font(0)
	}
	return opentype.Parse(data)
}

// A typesetter draws lines of text into an image with a palette.
type typesetter struct {
	image *image.Paletted
	font  *opentype.Font
}

// An ink is the colours of a palette from the ground to that of the letters.
type ink []uint8

// face is the font in a size, in px of the em square.
func (t *typesetter) face(size float64) (font.Face, error) {
	return opentype.NewFace(t.font, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
}

// shown is the text without what the font cannot show.
func (t *typesetter) shown(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if i, err := t.font.GlyphIndex(nil, r); err != nil || i == 0 && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)), " ")
}

// line draws one line with its base line at y. A stroke makes it bolder, by so many px.
// Through [font.Drawer] every pixel would look for its colour in the palette, which takes
// ten times as long.
func (t *typesetter) line(face font.Face, s string, x, y int, with ink, stroke fixed.Int26_6) {
	var rank [256]int // of the colours that are there already
	for i, c := range with {
		rank[c] = i
	}
	for _, dx := range slices.Compact([]fixed.Int26_6{0, stroke}) {
		dot := fixed.Point26_6{X: fixed.I(x) + dx, Y: fixed.I(y)}
		for _, r := range s {
			place, mask, at, advance, ok := face.Glyph(dot, r)
			dot.X += advance
			alpha, is := mask.(*image.Alpha)
			if !ok || !is {
				continue
			}
			for py := range place.Dy() {
				for px := range place.Dx() {
					strength := int(alpha.AlphaAt(at.X+px, at.Y+py).A)
					p := image.Pt(place.Min.X+px, place.Min.Y+py)
					if i := (strength*(len(with)-1) + 127) / 255; i > 0 && p.In(t.image.Rect) {
						if o := t.image.PixOffset(p.X, p.Y); i > rank[t.image.Pix[o]] {
							t.image.Pix[o] = with[i]
						}
					}
				}
			}
		}
	}
}

// measure is the width of a line, in px.
func measure(face font.Face, s string) int { return font.MeasureString(face, s).Ceil() }

// cut shortens a text to a width.
func cut(face font.Face, s string, width int) string {
	if measure(face, s) <= width {
		return s
	}
	runes := []rune(s)
	for len(runes) > 0 && measure(face, string(runes)+"…") > width {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

const (
	noLineBegins = "、。，．・：；？！）］｝」』】〉》〕”’゛゜ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〜～…‥%％,.:;?!)]}"
	noLineEnds   = "（［｛「『【〈《〔“‘([{"
)

// pieces are the parts of a text between which a line may end: Japanese anywhere but
// before what no line begins with and behind what none ends with, other text at blanks.
// Phrases end only where Japanese words likely do: hiragana before another script, and
// beside punctuation.
func pieces(s string, phrases bool) []string {
	var list []string
	start := 0
	runes := []rune(s)
	for i := 1; i < len(runes); i++ {
		before, after := runes[i-1], runes[i]
		ends := before == ' ' || isJapanese(before) || isJapanese(after)
		if phrases && before != ' ' {
			ends = unicode.Is(unicode.Hiragana, before) && !unicode.Is(unicode.Hiragana, after) ||
				strings.ContainsRune(noLineEnds, after) || strings.ContainsRune(noLineBegins, before) && !unicode.IsLetter(before) && isJapanese(before)
		}
		if ends && after != ' ' && !strings.ContainsRune(noLineBegins, after) && !strings.ContainsRune(noLineEnds, before) {
			list = append(list, string(runes[start:i]))
			start = i
		}
	}
	return append(list, string(runes[start:]))
}

// lines breaks a text into lines of a width: between phrases, if that takes no more lines
// than anywhere. ok is false where a piece is too wide.
func lines(face font.Face, s string, width int) (list []string, ok bool) {
	list, ok = evenLines(face, pieces(s, false), width)
	if better, fits := evenLines(face, pieces(s, true), width); fits && len(better) <= len(list) {
		return better, true
	}
	return list, ok
}

// evenLines sets pieces into as few lines as possible, and then as even as possible.
func evenLines(face font.Face, parts []string, width int) (list []string, ok bool) {
	for _, p := range parts {
		if measure(face, strings.TrimRight(p, " ")) > width {
			return nil, false
		}
	}
	set := func(width int) []string {
		var list []string
		line := ""
		for _, p := range parts {
			if line != "" && measure(face, strings.TrimRight(line+p, " ")) > width {
				list = append(list, strings.TrimRight(line, " "))
				line = ""
			}
			line += p
		}
		return append(list, strings.TrimRight(line, " "))
	}
	list = set(width)
	for narrow := width - width/24; narrow > width/3; narrow -= width / 24 {
		even := set(narrow)
		if len(even) > len(list) {
			break
		}
		list = even
	}
	return list, true
}
