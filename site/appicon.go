package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	pngimage "image/png"
	"path"
	"slices"
	"strings"

	"golang.org/x/image/font/opentype"

	"kijun/criteria"
)

// The signs of a site: in the tab of a browser, in bookmarks, and on the screens of
// telephones where somebody put the site. All come from one image, `icon` in kijun.yaml or
// else the logo: a PNG or JPEG, best square and of 512 px, is scaled; a drawing (SVG) is
// used where browsers can. What is not square stands in the middle of a square ground.
// Without an image, and where a drawing cannot be used, the first character of the site's
// title stands on its colour. While the site is edited there is none.

// iconsDir is where they stand.
const iconsDir = assetsDir + "icons/"

// iconSizes are their widths, in px: tab, screen of a telephone by Apple, and what
// others choose from.
var iconSizes = []int{32, 180, 192, 512}

const touchIcon = 180 // stands on a ground of its own

// siteIcons are the files of the signs.
type siteIcons struct {
	drawn    []string // in the order of iconSizes
	svg      string   // file of the site that all languages share; empty where there is none
	manifest *assetFile
}

// An iconImage is what the signs are made of.
type iconImage struct {
	outFile
	width, height int // px; 0 where a drawing does not say
}

func isDrawing(name string) bool { return strings.EqualFold(path.Ext(name), ".svg") }

// leastIcon is how many px an image must have for a sign that is not blurred.
const leastIcon = 192

// iconSource is the image that the author gave for the signs, or the logo; nil where
// neither can be used. It is not ok where that is an error.
func (t *tree) iconSource(problems *criteria.Diagnostics) (src *iconImage, ok bool) {
	name, pos, own := t.config.Icon, t.config.iconPos, t.config.Icon != ""
	src = &iconImage{}
	switch {
	case own:
		file := strings.TrimPrefix(strings.TrimPrefix(name, "/"), "content/")
		i := slices.IndexFunc(t.static, func(f outFile) bool { return f.name == file })
		if i < 0 {
			var names []string
			for _, f := range t.static {
				names = append(names, f.name)
			}
			hint := "content/ の下のファイルを、img/icon.png のように書いてください"
			if n := nearest(file, names); n != "" {
				hint = fmt.Sprintf("%q のことですか", n)
			}
			*problems = append(*problems, at(pos, "icon", fmt.Sprintf("アイコンの画像 %q がありません", name), hint))
			return nil, false
		}
		src.outFile = t.static[i]
	case t.logo != nil:
		src.outFile, name, pos = t.logo.outFile, t.config.logo.src, t.config.logo.pos
	default:
		return nil, true
	}
	report := func(severity criteria.Severity, msg, hint string) {
		d := at(pos, "icon", msg, hint)
		d.Severity = severity
		*problems = append(*problems, d)
	}
	var readable bool
	src.width, src.height, readable = imageSize(src.name, src.data)
	switch ext := strings.ToLower(path.Ext(src.name)); {
	case !slices.Contains([]string{".svg", ".png", ".jpg", ".jpeg"}, ext) && own:
		report(criteria.Error, fmt.Sprintf("アイコンの画像 %q は使えません", name), "PNG か SVG のファイルにしてください")
		return nil, false
	case !slices.Contains([]string{".svg", ".png", ".jpg", ".jpeg"}, ext):
		report(criteria.Warning, fmt.Sprintf("ロゴ %q からは、タブや電話の画面の印を作れません", name), "ロゴを PNG か SVG にするか、icon: img/icon.png のように印の画像を書いてください")
		return nil, true
	case !readable:
		report(criteria.Error, fmt.Sprintf("アイコンの画像 %q を読めません", name), "画像のソフトで開いて、PNG で保存し直してください")
		return nil, false
	case ext == ".svg":
	case src.width*src.height > mostPixels:
		report(criteria.Error, fmt.Sprintf("アイコンの画像 %q が大きすぎます（%d×%d ピクセル）", name, src.width, src.height), "512×512 ピクセルに縮めてください")
		return nil, false
	case max(src.width, src.height) < leastIcon:
		report(criteria.Warning, fmt.Sprintf("画像 %q が小さい（%d×%d ピクセル）ので、電話の画面の印がぼやけます", name, src.width, src.height),
			"icon: に、512×512 ピクセルくらいの正方形の PNG か、SVG を書いてください")
	}
	return src, true
}

// squareDrawing is a drawing in the middle of a square: browsers would distort it.
func squareDrawing(src *iconImage, c colours) *assetFile {
	return newAsset("icon", ".svg", fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><path fill="%s" d="M0 0h512v512H0z"/><image width="512" height="512" href="data:image/svg+xml;base64,%s"/></svg>`,
		hexRGB(c.paper), base64.StdEncoding.EncodeToString(src.data)))
}

func hexRGB(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// addIcons decides on the signs of the site.
func (t *tree) addIcons(problems *criteria.Diagnostics) {
	face := t.previewFont(nil)
	if t.live || face == nil {
		return
	}
	icons, colours := &siteIcons{}, t.theme.colours()
	src, ok := t.iconSource(problems)
	if !ok {
		return
	}
	if src != nil && isDrawing(src.name) {
		icons.svg = src.name
		if src.width != src.height {
			square := squareDrawing(src, colours)
			icons.svg, t.static = square.name, append(slices.Clip(t.static), square.outFile)
		}
		src = nil
	}
	var data []byte
	if src != nil {
		data = src.data
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "2 %q %x %x %v %v", t.config.Title, data, t.fontKey, colours, iconSizes))
	for _, size := range iconSizes {
		icons.drawn = append(icons.drawn, fmt.Sprintf("%sicon-%d.%s.png", iconsDir, size, hex.EncodeToString(sum[:5])))
	}
	title := t.config.Title
	from := ConfigFile
	if src != nil {
		from = "content/" + src.name
	}
	t.addDrawing(&drawing{names: icons.drawn, from: from, draw: func() ([][]byte, error) { return drawIcons(data, title, face, colours) }})
	icons.manifest = t.manifest(icons, colours)
	t.icons = icons
}

// manifest tells telephones what to write below the sign, and where it leads.
func (t *tree) manifest(icons *siteIcons, c colours) *assetFile {
	type icon struct {
		Src   string `json:"src"`
		Sizes string `json:"sizes"`
		Type  string `json:"type"`
	}
	m := struct {
		Name       string `json:"name"`
		Summary    string `json:"description,omitempty"`
		Lang       string `json:"lang"`
		Start      string `json:"start_url"` // as seen from this file
		Scope      string `json:"scope"`
		Display    string `json:"display"`
		Background string `json:"background_color"`
		Theme      string `json:"theme_color"`
		Icons      []icon `json:"icons"`
	}{t.config.Title, t.config.Summary, t.config.Lang, "../", "../", "minimal-ui", hexRGB(c.paper), hexRGB(c.brand), nil}
	if icons.svg != "" {
		m.Icons = append(m.Icons, icon{t.siteRoot("../") + icons.svg, "any", "image/svg+xml"})
	}
	for i, size := range iconSizes {
		if size >= 192 {
			m.Icons = append(m.Icons, icon{"../" + icons.drawn[i], fmt.Sprintf("%dx%d", size, size), "image/png"})
		}
	}
	data, err := json.Marshal(m)
	if err != nil {
		panic(err) // strings only
	}
	return newAsset("site", ".webmanifest", data)
}

// iconData is the signs for pages with this prefix; nil where there are none.
func (t *tree) iconData(root string) *IconData {
	if t.icons == nil {
		return nil
	}
	d := &IconData{Small: URL(root + t.icons.drawn[0]), Touch: URL(root + t.icons.drawn[1])}
	if t.icons.svg != "" {
		d.SVG = URL(t.siteRoot(root) + t.icons.svg)
	}
	if !t.local { // files of a disk cannot be put on a screen
		d.Manifest = URL(root + t.icons.manifest.name)
	}
	return d
}

// drawIcons draws the signs: of an image, or of the title's first character.
func drawIcons(data []byte, title string, f *opentype.Font, c colours) ([][]byte, error) {
	var src image.Image
	var err error
	if data != nil {
		src, _, err = image.Decode(bytes.NewReader(data))
	} else {
		src, err = letterIcon(title, f, c)
	}
	if err != nil {
		return nil, err
	}
	var files [][]byte
	for _, size := range iconSizes {
		m := image.NewNRGBA(image.Rect(0, 0, size, size))
		inner := size
		b := src.Bounds()
		if size == touchIcon || b.Dx() != b.Dy() {
			draw.Draw(m, m.Rect, image.NewUniform(c.paper), image.Point{}, draw.Src)
			inner = size * 9 / 10
		}
		w, h := inner, inner
		if b.Dx() > b.Dy() {
			h = max(1, inner*b.Dy()/b.Dx())
		} else {
			w = max(1, inner*b.Dx()/b.Dy())
		}
		at := image.Pt((size-w)/2, (size-h)/2)
		draw.Draw(m, image.Rectangle{at, at.Add(image.Pt(w, h))}, scale(src, w, h), image.Point{}, draw.Over)
		var out bytes.Buffer
		if err := pngimage.Encode(&out, m); err != nil {
			return nil, err
		}
		files = append(files, out.Bytes())
	}
	return files, nil
}

// letterIcon is the first character of a title on a square with round corners.
func letterIcon(title string, f *opentype.Font, c colours) (image.Image, error) {
	const size, radius, em = 512, 96, 352
	m := image.NewPaletted(image.Rect(0, 0, size, size), append(c.palette(), color.RGBA{}))
	for y := range size {
		for x := range size {
			dx, dy := max(radius-x, x-(size-1-radius), 0), max(radius-y, y-(size-1-radius), 0)
			m.Pix[m.PixOffset(x, y)] = 1 // the brand
			if dx*dx+dy*dy > radius*radius {
				m.Pix[m.PixOffset(x, y)] = uint8(len(m.Palette) - 1)
			}
		}
	}
	t := &typesetter{m, f}
	letter := []rune(t.shown(title))
	if len(letter) == 0 {
		return m, nil
	}
	face, err := t.face(em)
	if err != nil {
		return nil, err
	}
	first := string(letter[0])
	t.line(face, first, (size-measure(face, first))/2-2, size/2+em*38/100, inkBand, 256)
	return m, nil
}
