package site

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// A figure is an image of the front matter. Every image has an alternative text,
// or its author says that it is decoration.
type figure struct {
	src     *link
	alt     string // empty: decoration
	caption string
	people  []person // in the order of the picture, from the left
	credit  string
	usage   string // how the image may be used, printed with it
}

// A person is somebody in a picture.
type person struct{ name, office, body string }

// image reads an image and its alternative text; nil where there is none.
func (f fields) image(key string) *figure {
	g := &figure{src: f.link(key), alt: f.text("alt")}
	decorative := f.boolean("decorative")
	switch n := f.entries[key]; {
	case g.src == nil:
		return nil
	case g.alt == "" && !decorative:
		f.problem(n, "alt", fmt.Sprintf("画像 %q の代わりの文（alt）がありません", g.src.dest),
			"alt: に写っているものを短く書いてください。飾りの画像なら decorative: true と書きます")
	case g.alt != "" && decorative:
		f.problem(f.entries["alt"], "alt", "飾りの画像（decorative）に代わりの文（alt）は付きません", "どちらか一方を消してください")
	}
	g.src.image = true
	return g
}

// picture reads an image with what is printed below it.
func (f fields) picture() *figure {
	f.require("src: img/photo.jpg")
	g := f.image("src")
	caption, credit, usage := f.text("caption"), f.text("credit"), f.text("usage_note")
	f.text("consent_note") // the publisher's own record; not printed
	var people []person
	f.each("people", "name", func(f fields) {
		f.require("name: 氏名")
		people = append(people, person{f.text("name"), f.text("office"), f.text("body")})
	})
	if g == nil {
		return nil
	}
	g.caption, g.credit, g.usage, g.people = caption, credit, usage, people
	return g
}

// pictures reads a list of images.
func (f fields) pictures(key string) []*figure {
	return listOf(f, key, "src", fields.picture)
}

// pictureOf reads one image under a key; nil where there is none.
func (f fields) pictureOf(key string) (g *figure) {
	f.inner(key, "src", func(f fields) { g = f.picture() })
	return g
}

// decorativeMark stands behind an image of the text that is decoration.
const decorativeMark = "{decorative}"

// sizeMark is the size of an image behind it: {width="5.9in" height="3.3in"}.
var sizeMark = regexp.MustCompile(`^\{(?:[#.][\w-]+ )*(?:(?:width|height)="?[\d.]+(?:in|cm|mm|px|pt|%)?"? ?)+\}`)

// alternative checks that an image of the text has an alternative text, or the mark
// of a decoration, which goes.
func (d *document) alternative(n *ast.Image) {
	alt := strings.TrimSpace(visibleText(n, d.source))
	next, _ := n.NextSibling().(*ast.Text)
	if next != nil { // as converters of documents write it: sizes are those of the file
		next.Segment.Start += len(sizeMark.Find(next.Segment.Value(d.source)))
	}
	decorative := next != nil && bytes.HasPrefix(next.Segment.Value(d.source), []byte(decorativeMark))
	if decorative {
		next.Segment.Start += len(decorativeMark)
	}
	switch {
	case alt == "" && !decorative:
		d.problem(n.Pos(), "alt", fmt.Sprintf("画像 %q の代わりの文がありません", n.Destination),
			"![写っているもの](画像) のように書いてください。飾りの画像なら ![](画像){decorative} と書きます")
	case alt != "" && decorative:
		d.problem(n.Pos(), "alt", "飾りの画像（decorative）に代わりの文は付きません", "どちらか一方を消してください")
	}
}

// figure is nil where there is no image.
func (m *maker) figure(g *figure) *FigureData {
	if g == nil {
		return nil
	}
	at := g.src.at()
	d := &FigureData{Words: m.theme.words, Src: URL(g.src.destination()), Alt: Text(g.alt), Width: at.width, Height: at.height,
		Lazy: at.lazy, Srcset: URL(at.srcset), Caption: Text(g.caption), Credit: Text(g.credit), Note: Text(g.usage)}
	if d.Srcset != "" {
		d.Sizes = shownWidth
	}
	for _, p := range g.people {
		d.People = append(d.People, PersonData{Text(p.name), Text(p.office), Text(p.body)})
	}
	return d
}

func (m *maker) figures(list []*figure) []FigureData {
	var data []FigureData
	for _, g := range list {
		data = append(data, *m.figure(g))
	}
	return data
}

// imageSize reads width and height, in pixels, from the file. ok is false where the
// content is not what the name says. Of a format that is not known, and a drawing
// without a size, it is 0 by 0.
func imageSize(name string, data []byte) (width, height int, ok bool) {
	if cutOff(data) {
		return 0, 0, false
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif":
		c, _, err := image.DecodeConfig(bytes.NewReader(data))
		if orientation(data).swaps() {
			return c.Height, c.Width, err == nil
		}
		return c.Width, c.Height, err == nil
	case ".svg":
		return svgSize(data)
	case ".webp":
		return webpSize(data)
	}
	return 0, 0, true
}

// cutOff reports a PNG or JPEG without an end, as a broken upload leaves it: browsers
// show the upper part.
func cutOff(data []byte) bool {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG")):
		return bytes.LastIndex(data, []byte("IEND")) < 0
	case bytes.HasPrefix(data, []byte("\xff\xd8")):
		return bytes.LastIndex(data, []byte("\xff\xd9")) < 0
	}
	return false
}

// unshown are pictures that browsers do not show.
var unshown = []string{".heic", ".heif", ".tif", ".tiff", ".psd", ".ai", ".eps", ".pdf", ".doc", ".docx", ".ppt", ".pptx", ".xls", ".xlsx"}

// svgSize reads the size of a drawing from its attributes or its view box.
func svgSize(data []byte) (width, height int, ok bool) {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if err != nil {
			return 0, 0, false
		}
		root, is := token.(xml.StartElement)
		if !is {
			continue
		}
		for _, a := range root.Attr {
			switch v := strings.TrimSuffix(a.Value, "px"); a.Name.Local {
			case "width":
				width, _ = strconv.Atoi(v)
			case "height":
				height, _ = strconv.Atoi(v)
			}
		}
		for _, a := range root.Attr {
			if box := strings.Fields(a.Value); a.Name.Local == "viewBox" && len(box) == 4 && (width == 0 || height == 0) {
				w, _ := strconv.ParseFloat(box[2], 64)
				h, _ := strconv.ParseFloat(box[3], 64)
				width, height = int(w), int(h)
			}
		}
		return width, height, root.Name.Local == "svg"
	}
}

// webpSize reads the size from the first chunk of a WebP file, in its three forms
// (https://developers.google.com/speed/webp/docs/riff_container).
func webpSize(b []byte) (width, height int, ok bool) {
	if len(b) < 30 || string(b[:4]) != "RIFF" || string(b[8:12]) != "WEBP" {
		return 0, 0, false
	}
	switch string(b[12:16]) {
	case "VP8 ":
		return int(binary.LittleEndian.Uint16(b[26:]) & 0x3fff), int(binary.LittleEndian.Uint16(b[28:]) & 0x3fff), true
	case "VP8L":
		n := binary.LittleEndian.Uint32(b[21:])
		return int(n&0x3fff) + 1, int(n>>14&0x3fff) + 1, true
	case "VP8X":
		return int(b[24]) + int(b[25])<<8 + int(b[26])<<16 + 1, int(b[27]) + int(b[28])<<8 + int(b[29])<<16 + 1, true
	}
	return 0, 0, false
}

// fileNote says what kind of file a link leads to, and how large it is: "PDF 1.2 MB".
// A page or a file of the web says nothing.
func fileNote(name string, size int) string {
	kind := strings.ToUpper(strings.TrimPrefix(path.Ext(name), "."))
	if kind == "" || kind == "HTML" || size == 0 {
		return ""
	}
	if size >= 1<<20 {
		return fmt.Sprintf("%s %.1f MB", kind, float64(size)/(1<<20))
	}
	return fmt.Sprintf("%s %d KB", kind, (size+1023)/1024)
}
