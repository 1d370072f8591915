package site

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	pngimage "image/png"
	"io/fs"
	"regexp"
	"strconv"

	"golang.org/x/image/font/opentype"

	"kijun/criteria"
)

// A preview is the picture that networks show where somebody shares a page that has none
// of its own: its title, where it belongs, and the site. They take no drawings (SVG), so
// it is drawn here, in the colours of the theme.
//
// # Decisions
//
// One takes 10 ms, which is as much as building some thirty pages. So `previews: pages` is a wish
// of the site, `site`, one for all of its pages, what it gets without, and `none` possible;
// and what was drawn is not drawn again, see drawing.go.

const (
	previewsDir   = assetsDir + "previews/"
	previewWidth  = 1200 // what networks ask for
	previewHeight = 630
)

var previewChoices = []string{"site", "pages", "none"}

// A preview is what stands on one.
type preview struct {
	above, title, site, publisher string
}

// addPreviews decides on the preview of every page.
func (t *tree) addPreviews(problems *criteria.Diagnostics) {
	face := t.previewFont(problems)
	if face == nil || t.config.BaseURL == "" || t.live || t.config.Previews == "none" {
		return
	}
	names := map[preview]string{}
	for _, p := range t.pages {
		if p.noIndex || p.same != nil {
			continue
		}
		v := preview{title: t.config.Title, publisher: t.config.Publisher}
		if t.config.Previews == "pages" && p.path != "" {
			v = preview{title: p.title, site: t.config.Title, publisher: t.config.Publisher, above: t.above(p)}
			if p.number != "" {
				v.title = p.number + " " + v.title
			}
		}
		if names[v] == "" {
			names[v] = t.addPreview(v, face)
		}
		p.preview = names[v]
	}
}

// above is where a page belongs: its scheme or its folder.
func (t *tree) above(p *page) string {
	if p.edition != nil && p.kind != "scheme" {
		return p.edition.short()
	}
	if n := len(p.parents); n > 1 {
		return cmp.Or(p.parents[n-1].crumb, p.parents[n-1].title)
	}
	return ""
}

// previewFont is the font of drawn images; nil where the site's own cannot be read, which
// is reported where problems are wanted.
func (t *tree) previewFont(problems *criteria.Diagnostics) *opentype.Font {
	if t.config.PreviewFont == "" {
		f, err := ownFont()
		if err != nil {
			panic(err) // it is in the program
		}
		return f
	}
	data, err := fs.ReadFile(t.project, t.config.PreviewFont)
	var f *opentype.Font
	if err == nil {
		f, err = parseFont(data)
	}
	if err != nil && problems != nil {
		hint := "TrueType か OpenType のフォント（.ttf .otf .ttc）を、プロジェクトのフォルダーの中に置いてください"
		*problems = append(*problems, at(t.config.fontPos, "preview-font", fmt.Sprintf("フォント %q を読めません", t.config.PreviewFont), hint))
	}
	if err != nil {
		return nil
	}
	t.fontKey = sha256.Sum256(data)
	return f
}

// addPreview notes a preview to be drawn and returns its name.
func (t *tree) addPreview(v preview, f *opentype.Font) string {
	colours := t.theme.colours()
	sum := sha256.Sum256(fmt.Appendf(nil, "1 %q %x %v", v, t.fontKey, colours))
	name := previewsDir + hex.EncodeToString(sum[:8]) + ".png"
	t.addDrawing(&drawing{names: []string{name}, from: ConfigFile, draw: func() ([][]byte, error) {
		data, err := v.draw(f, colours)
		return [][]byte{data}, err
	}})
	return name
}

// colours are those of the theme that drawn images use.
type colours struct{ paper, ink, brand, onBrand, accent color.RGBA }

// tokenColour is a colour of tokens.css: the first is that of the light side.
var tokenColour = regexp.MustCompile(`--([a-z-]+): *#([0-9a-fA-F]{6})\b`)

// colours reads the theme's colours. What a theme writes in another way is as in the
// standard theme.
func (t *theme) colours() colours {
	found := map[string]color.RGBA{}
	for _, m := range tokenColour.FindAllSubmatch(t.files["assets/css/tokens.css"].data, -1) {
		if _, ok := found[string(m[1])]; !ok {
			n, _ := strconv.ParseUint(string(m[2]), 16, 32) // six hexadecimal digits
			found[string(m[1])] = color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}
		}
	}
	or := func(name string, r, g, b uint8) color.RGBA {
		if c, ok := found[name]; ok {
			return c
		}
		return color.RGBA{r, g, b, 255}
	}
	return colours{or("paper", 0xfa, 0xf7, 0xf1), or("ink", 0x26, 0x21, 0x1b),
		or("brand", 0x0f, 0x5d, 0x52), or("on-brand", 0xff, 0xff, 0xff), or("accent", 0xa8, 0x48, 0x1a)}
}

// The colours of a preview, and what lies between them at the edges of letters: with 16
// a picture takes 20 kB. The paper is colour 0, the brand 1.
var (
	inkTitle = ink{0, 5, 6, 7, 8, 9, 2}
	inkAbove = ink{0, 10, 11, 12, 3}
	inkBand  = ink{1, 13, 14, 15, 4}
)

func (c colours) palette() color.Palette {
	p := color.Palette{c.paper, c.brand, c.ink, c.accent, c.onBrand}
	for _, i := range []ink{inkTitle, inkAbove, inkBand} {
		from, to := p[i[0]].(color.RGBA), p[i[len(i)-1]].(color.RGBA)
		for n := 1; n < len(i)-1; n++ {
			mix := func(x, y uint8) uint8 { return uint8((int(x)*(len(i)-1-n) + int(y)*n) / (len(i) - 1)) }
			p = append(p, color.RGBA{mix(from.R, to.R), mix(from.G, to.G), mix(from.B, to.B), 255})
		}
	}
	return p
}

// draw draws a preview.
func (v preview) draw(f *opentype.Font, c colours) ([]byte, error) {
	const margin, band, most = 80, 118, 4
	m := image.NewPaletted(image.Rect(0, 0, previewWidth, previewHeight), c.palette())
	for i := range m.Pix {
		if y := i / m.Stride; y < 14 || y >= previewHeight-band {
			m.Pix[i] = 1
		}
	}
	t := &typesetter{m, f}
	small, err := t.face(32)
	if err != nil {
		return nil, err
	}
	const width = previewWidth - 2*margin
	top, bottom := 70, previewHeight-band-40
	if above := t.shown(v.above); above != "" {
		t.line(small, cut(small, above, width), margin, top+36, inkAbove, 32)
		top += 70
	}
	title := t.shown(v.title)
	for _, size := range []int{76, 66, 58, 50, 44} {
		face, err := t.face(float64(size))
		if err != nil {
			return nil, err
		}
		leading := size * 14 / 10
		list, ok := lines(face, title, width)
		if size == 44 && (!ok || len(list) > most+1) {
			list = []string{cut(face, title, width)}
		} else if !ok || len(list) > most || len(list)*leading > bottom-top {
			continue
		}
		y := top + (bottom-top-len(list)*leading)/2
		for i, line := range list {
			t.line(face, line, margin, y+i*leading+size*11/10, inkTitle, 110)
		}
		break
	}
	base := previewHeight - band/2 + 12
	site, publisher := t.shown(cmp.Or(v.site, v.publisher)), ""
	if v.site != "" {
		publisher = t.shown(v.publisher)
	}
	t.line(small, cut(small, site, width*6/10), margin, base, inkBand, 32)
	if publisher != "" {
		publisher = cut(small, publisher, width*35/100)
		t.line(small, publisher, previewWidth-margin-measure(small, publisher), base, inkBand, 0)
	}
	var b bytes.Buffer
	err = (&pngimage.Encoder{CompressionLevel: pngimage.BestSpeed}).Encode(&b, m)
	return b.Bytes(), err
}
