package site

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// photo is a JPEG that is red above and blue below, grainy so that it is large. With a
// turn other than 1 it says that it must be turned.
func photo(t *testing.T, width, height int, turn uint16) string {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	grain := rand.New(rand.NewPCG(1, 2))
	for y := range height {
		for x := range width {
			c := color.RGBA{R: 200, A: 255}
			if y >= height/2 {
				c = color.RGBA{B: 200, A: 255}
			}
			c.G = uint8(grain.IntN(50))
			m.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	exif := []byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x02\x00" + "\x0f\x01\x02\x00\x01\x00\x00\x00\x00\x00\x00\x00" + "\x12\x01\x03\x00\x01\x00\x00\x00")
	exif = append(binary.LittleEndian.AppendUint16(exif, turn), 0, 0, 0, 0, 0, 0)
	head := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(exif)+2))
	return string(b.Bytes()[:2]) + string(head) + string(exif) + string(b.Bytes()[2:])
}

var srcset = regexp.MustCompile(` srcset="([^"]*)"`)

func TestPictures(t *testing.T) {
	files := map[string]string{
		ConfigFile:                 "title: 手引き\nbase_url: https://example.jp/kenko/\n",
		"content/index.md":         "# 表紙",
		"content/x.md":             markdownFile("title: 題\nimage: img/写真 1.jpg\nalt: 風景", "![また](<img/写真 1.jpg>)\n\n![縦](img/up.jpg)\n\n![小](img/small.png)"),
		"content/img/写真 1.jpg":     photo(t, 2000, 1500, 1),
		"content/img/up.jpg":       photo(t, 900, 600, 6),
		"content/img/small.png":    png,
		"content/img/animated.gif": "GIF89a",
	}
	dir := t.TempDir()
	disk := &Disk{Dir: filepath.Join(dir, "public")}
	write := func() {
		t.Helper()
		problems, err := shared.Build(context.Background(), project(files), disk)
		if err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
	}
	write()
	page, err := os.ReadFile(filepath.Join(disk.Dir, "x", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	sets := srcset.FindAllSubmatch(page, -1)
	if len(sets) != 3 {
		t.Fatalf("%d images with copies in\n%s", len(sets), page)
	}
	wide := regexp.MustCompile(`^\.\./assets/pictures/picture-480\.[0-9a-f]{10}\.jpg 480w, \.\./assets/pictures/picture-800\.\S+ 800w, \.\./assets/pictures/picture-1200\.\S+ 1200w, \.\./assets/pictures/picture-1600\.\S+ 1600w$`)
	if !wide.Match(sets[0][1]) || !bytes.Equal(sets[0][1], sets[1][1]) {
		t.Errorf("got %s and %s", sets[0][1], sets[1][1])
	}
	if up := regexp.MustCompile(`^\.\./assets/pictures/up-480\.\S+ 480w, \.\./img/up.jpg 600w$`); !up.Match(sets[2][1]) {
		t.Errorf("got %s", sets[2][1])
	}
	for _, want := range []string{`width="2000" height="1500"`, `width="600" height="900"`, `width="3" height="2"`, `sizes="(min-width: 46rem) 44rem, 100vw"`,
		`<meta property="og:image" content="https://example.jp/kenko/assets/pictures/picture-1200.`, `<meta property="og:image:height" content="900">`} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("no %s", want)
		}
	}
	copies, err := filepath.Glob(filepath.Join(disk.Dir, picturesDir, "*"))
	if err != nil || len(copies) != 5 {
		t.Fatal(err, copies)
	}
	for _, name := range copies {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		m, err := jpeg.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		size := m.Bounds().Size()
		red, blue := image.Pt(size.X/2, size.Y/4), image.Pt(size.X/2, size.Y*3/4)
		if strings.Contains(name, "up-") { // the top was on the right
			red, blue = image.Pt(size.X*3/4, size.Y/2), image.Pt(size.X/4, size.Y/2)
			if size != image.Pt(480, 720) {
				t.Errorf("%s: %v", name, size)
			}
		}
		if r, _, b, _ := m.At(red.X, red.Y).RGBA(); r < 0x9000 || b > 0x4000 {
			t.Errorf("%s is not red at %v", name, red)
		}
		if r, _, b, _ := m.At(blue.X, blue.Y).RGBA(); b < 0x9000 || r > 0x4000 {
			t.Errorf("%s is not blue at %v", name, blue)
		}
	}

	// A second build takes what is there: what somebody put in its place stays.
	kept := copies[0]
	if err := os.WriteFile(kept, []byte("kept"), 0o644); err != nil {
		t.Fatal(err)
	}
	others := copies[1:]
	stat, err := os.Stat(others[0])
	if err != nil {
		t.Fatal(err)
	}
	write()
	if again, err := os.Stat(others[0]); err != nil || !again.ModTime().Equal(stat.ModTime()) {
		t.Error("a copy was drawn again", err)
	}
	if data, err := os.ReadFile(kept); err != nil || string(data) != "kept" {
		t.Error("a copy was drawn again", err)
	}
	// But not of a build that was broken off.
	marker := filepath.Join(disk.Dir, markerFile)
	if err := os.WriteFile(marker, []byte(unfinished+strings.Join(disk.names, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	write()
	if data, err := os.ReadFile(kept); err != nil || string(data) == "kept" {
		t.Error("half a file was taken for a whole one", err)
	}
	// And what no page shows any more goes, with its folder.
	files["content/x.md"] = "# 文"
	write()
	if _, err := os.Stat(filepath.Join(disk.Dir, picturesDir)); !os.IsNotExist(err) {
		t.Error("copies of a picture that no page shows stay")
	}
}

func TestPicturesWhileEdited(t *testing.T) {
	files := built(t, &Builder{Live: true}, project(map[string]string{"content/index.md": "# 表紙\n\n![写真](a.jpg)", "content/a.jpg": photo(t, 900, 600, 1)}))
	if bytes.Contains(files["index.html"], []byte("srcset")) {
		t.Error("copies while the site is edited")
	}
}

func TestBrokenPhoto(t *testing.T) {
	cut := photo(t, 900, 600, 1)[:70000]
	for data, want := range map[string]string{
		cut:              "content/index.md:3:1: 画像 \"a.jpg\" を読めません", // an upload that was broken off
		cut + "\xff\xd9": "content/a.jpg: 画像を読めません（",                  // damaged inside, which is found when it is drawn
	} {
		p := project(map[string]string{"content/index.md": "# 表紙\n\n![写真](a.jpg)", "content/a.jpg": data})
		var m Memory
		problems, err := shared.Build(context.Background(), p, &m)
		if err != nil || !strings.HasPrefix(problems.Error(), want) {
			t.Errorf("got %v %s", err, problems.Error())
		}
	}
}

func TestOrientation(t *testing.T) {
	src := image.NewNRGBA(image.Rect(0, 0, 2, 1))
	src.Set(0, 0, color.White)
	for turn, want := range map[exifTurn]image.Point{1: {0, 0}, 2: {1, 0}, 3: {1, 0}, 4: {0, 0}, 5: {0, 0}, 6: {0, 0}, 7: {0, 1}, 8: {0, 1}} {
		m := turn.apply(src)
		if turn.swaps() != (m.Rect.Dy() == 2) || m.NRGBAAt(want.X, want.Y).R != 255 {
			t.Errorf("turn %d: %v, white is not at %v", turn, m.Rect, want)
		}
	}
	for _, data := range []string{"", "\xff\xd8", "\xff\xd8\xff\xe0\x00\x00\x00\x00", "\xff\xd8\xff\xe1\x00\x08Exif\x00\x00", "\xff\xd8\xff\xe1\x00\x10Exif\x00\x00MM\x00*\x00\x00\xff\xff", png} {
		if got := orientation([]byte(data)); got != 1 {
			t.Errorf("%q: %d", data, got)
		}
	}
}
