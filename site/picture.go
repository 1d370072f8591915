package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	pngimage "image/png"
	"math"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/image/draw"
)

// A photograph as it comes from a telephone has 12 million pixels and 5 MB; a page shows
// it 700 px wide. So a page offers the browser copies of several widths beside the file
// itself, which stays what src and links lead to. A copy has neither the place where the
// picture was taken nor anything else that the file says about it. While the site is
// edited nothing is copied.

// picturesDir is where the copies stand.
const picturesDir = assetsDir + "pictures/"

// copyWidths are the widths of copies, in px: telephones, telephones with fine screens
// and pages, pages on fine screens.
var copyWidths = []int{480, 800, 1200, 1600}

const (
	smallPicture = 64 << 10  // bytes; of what is not larger no copies are made
	mostPixels   = 100 << 20 // more than any camera takes; not decoded
	jpegQuality  = 82
)

// shownWidth is how wide a page shows a picture: see --measure of the theme.
const shownWidth = "(min-width: 46rem) 44rem, 100vw"

// A picture is an image file of content/.
type picture struct {
	width, height int // as it is shown, px; 0 where they are not known
	broken        bool
	copies        []pictureCopy // narrowest first
	whole         bool          // the file itself is among what browsers choose from
}

type pictureCopy struct {
	name          string
	width, height int
}

// pictures are the image files of a site, looked at when a page shows them first.
type pictures struct {
	mu    sync.Mutex
	files map[string]*picture
}

// picture looks at an image file.
func (t *tree) picture(name string, data []byte) *picture {
	t.pictures.mu.Lock()
	defer t.pictures.mu.Unlock()
	if p := t.pictures.files[name]; p != nil {
		return p
	}
	p := &picture{}
	var ok bool
	p.width, p.height, ok = imageSize(name, data)
	p.broken = !ok
	if t.pictures.files == nil {
		t.pictures.files = map[string]*picture{}
	}
	t.pictures.files[name] = p
	if ok && !t.live {
		t.addCopies(p, name, data)
	}
	return p
}

// addCopies decides on the copies of a picture. Drawings of few colours grow when they
// are scaled, and animations would stand still.
func (t *tree) addCopies(p *picture, name string, data []byte) {
	ext := strings.ToLower(path.Ext(name))
	if len(data) <= smallPicture || p.width*p.height > mostPixels || !slices.Contains([]string{".jpg", ".jpeg", ".png"}, ext) {
		return
	}
	if ext == ".png" {
		if c, err := pngimage.DecodeConfig(bytes.NewReader(data)); err != nil || isPalette(c.ColorModel) {
			return
		}
	}
	sum := sha256.Sum256(fmt.Appendf(data[:len(data):len(data)], "\n%v %d", copyWidths, jpegQuality))
	base := strings.TrimSuffix(path.Base(name), path.Ext(name))
	if !slugForm.MatchString(base) { // names of files are addresses
		base = "picture"
	}
	d := &drawing{from: "content/" + name}
	for _, w := range copyWidths {
		if w*10 > p.width*9 {
			break // the file itself does
		}
		c := pictureCopy{fmt.Sprintf("%s%s-%d.%s%s", picturesDir, base, w, hex.EncodeToString(sum[:5]), ext), w, max(1, int(math.Round(float64(p.height*w)/float64(p.width))))}
		p.copies = append(p.copies, c)
		d.names = append(d.names, c.name)
	}
	if len(p.copies) == 0 {
		return
	}
	p.whole = p.width <= copyWidths[len(copyWidths)-1]*10/9
	d.draw = func() ([][]byte, error) { return drawCopies(data, ext, p.copies) }
	t.addDrawing(d)
}

func isPalette(m color.Model) bool {
	_, ok := m.(color.Palette)
	return ok
}

// srcset is the copies as the attribute of an image; empty where there are none.
func (p *picture) srcset(root, file string) string {
	var list []string
	for _, c := range p.copies {
		list = append(list, fmt.Sprintf("%s%s %dw", root, c.name, c.width))
	}
	if list != nil && p.whole {
		list = append(list, fmt.Sprintf("%s%s %dw", root, (&url.URL{Path: file}).EscapedPath(), p.width))
	}
	return strings.Join(list, ", ")
}

// shared is the copy that networks show: large enough, and of a size they accept.
func (p *picture) shared() *pictureCopy {
	if len(p.copies) == 0 {
		return nil
	}
	return &p.copies[min(2, len(p.copies)-1)]
}

// drawCopies scales a picture. The widest copy is made of the picture, the others of
// the next wider one.
func drawCopies(data []byte, ext string, copies []pictureCopy) ([][]byte, error) {
	src, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	turn := orientation(data)
	files := make([][]byte, len(copies))
	for i, c := range slices.Backward(copies) {
		w, h := c.width, c.height
		if i == len(copies)-1 && turn.swaps() {
			w, h = h, w
		}
		scaled := scale(src, w, h)
		if i == len(copies)-1 {
			scaled = turn.apply(scaled)
		}
		src = scaled
		var b bytes.Buffer
		if ext == ".png" {
			err = (&pngimage.Encoder{CompressionLevel: pngimage.BestCompression}).Encode(&b, scaled)
		} else {
			err = jpeg.Encode(&b, scaled, &jpeg.Options{Quality: jpegQuality})
		}
		if err != nil {
			return nil, err
		}
		files[i] = b.Bytes()
	}
	return files, nil
}

func scale(src image.Image, width, height int) *image.NRGBA {
	dst := image.NewNRGBA(image.Rect(0, 0, width, height))
	if src.Bounds().Size() == dst.Rect.Size() {
		draw.Copy(dst, image.Point{}, src, src.Bounds(), draw.Src, nil)
		return dst
	}
	draw.CatmullRom.Scale(dst, dst.Bounds(), src, src.Bounds(), draw.Src, nil)
	return dst
}
