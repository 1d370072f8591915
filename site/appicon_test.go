package site

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/color"
	"image/draw"
	pngimage "image/png"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

func TestIcons(t *testing.T) {
	link := func(page []byte, rel string) string {
		m := regexp.MustCompile(`<link rel="` + rel + `"[^>]* ?href="([^"]*)"`).FindSubmatch(page)
		if m == nil {
			return ""
		}
		return string(m[1])
	}
	files := built(t, &shared, project(map[string]string{ConfigFile: "title: 手引き\n", "content/index.md": "# 表紙\n", "content/a/index.md": "# A\n"}))
	page := files["a/index.html"]
	var manifest struct {
		Name  string `json:"name"`
		Start string `json:"start_url"`
		Icons []struct{ Src, Sizes string }
	}
	name := path.Join("a", link(page, "manifest"))
	if err := json.Unmarshal(files[name], &manifest); err != nil {
		t.Fatal(name, err)
	}
	if manifest.Name != "手引き" || path.Join(path.Dir(name), manifest.Start) != "." || len(manifest.Icons) != 2 {
		t.Errorf("manifest %+v", manifest)
	}
	sizes := map[string]int{path.Join("a", link(page, "icon")): 32, path.Join("a", link(page, "apple-touch-icon")): 180}
	for _, i := range manifest.Icons {
		sizes[path.Join(path.Dir(name), i.Src)] = map[string]int{"192x192": 192, "512x512": 512}[i.Sizes]
	}
	if len(sizes) != 4 {
		t.Errorf("sizes %v", sizes)
	}
	for file, size := range sizes {
		m, err := pngimage.Decode(bytes.NewReader(files[file]))
		if err != nil {
			t.Fatal(file, err)
		}
		if s := m.Bounds().Size(); s.X != size || s.Y != size {
			t.Errorf("%s: %v", file, s)
		}
		_, _, _, corner := m.At(0, 0).RGBA()
		if white := countColour(m.At, size, color.NRGBA{255, 255, 255, 255}); white == 0 || (corner == 0) == (size == 180) {
			t.Errorf("%s: %d white, corner %d", file, white, corner)
		}
	}

	own := project(map[string]string{ConfigFile: "title: 手引き\nicon: img/a.svg\n", "content/index.md": "# 表紙\n", "content/img/a.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>`})
	if page := built(t, &shared, own)["index.html"]; !bytes.Contains(page, []byte(`<link rel="icon" href="./img/a.svg" type="image/svg+xml">`)) {
		t.Error("the drawing is not used")
	}
	if page := built(t, &Builder{Live: true}, own)["index.html"]; link(page, "icon") != "data:," || link(page, "manifest") != "" {
		t.Error("signs while the site is edited")
	}
	other := built(t, &shared, project(map[string]string{ConfigFile: "title: 手引き\nicon: /a.png\n", "content/index.md": "# 表紙\n", "content/a.png": rectangle(t, 200, 200)}))
	if link(other["index.html"], "icon") == link(files["index.html"], "icon") {
		t.Error("the image is not used")
	}
	for in, want := range map[string]string{
		"icon: img/b.svg": "kijun.yaml:2:7: アイコンの画像 \"img/b.svg\" がありません\n\thint: \"img/a.svg\" のことですか",
		"icon: x.txt":     "kijun.yaml:2:7: アイコンの画像 \"x.txt\" は使えません\n\thint: PNG か SVG のファイルにしてください",
		"icon: bad.png":   "kijun.yaml:2:7: アイコンの画像 \"bad.png\" を読めません\n\thint: 画像のソフトで開いて、PNG で保存し直してください",
	} {
		got := shared.Check(context.Background(), project(map[string]string{ConfigFile: "title: 手引き\n" + in + "\n", "content/index.md": "# 表紙\n",
			"content/img/a.svg": "<svg/>", "content/x.txt": "x", "content/bad.png": "x"})).Error()
		if got != want {
			t.Errorf("%s: got\n%s", in, got)
		}
	}
	if strings.Contains(string(files["a/index.html"]), "data:,") {
		t.Error("two icons")
	}
}

// The logo is the sign where there is no other.
func TestIconsOfLogo(t *testing.T) {
	site := func(config string) fstest.MapFS {
		return project(map[string]string{ConfigFile: "title: {ja: 手引き, en: Guide}\nlanguages: [ja, en]\n" + config, "content/index.md": "# 表紙\n", "content/index.en.md": "# Home\n",
			"content/wide.png": rectangle(t, 400, 200), "content/small.png": rectangle(t, 64, 64), "content/wide.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"/>`,
			"content/square.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>`, "content/anim.gif": "GIF89a\x40\x01\x40\x01\x00\x00\x00;"})
	}
	touch := regexp.MustCompile(`<link rel="apple-touch-icon" href="\./([^"]*)"`)
	files := built(t, &shared, site("logo: {src: wide.png, alt: 会議所}\n"))
	m, err := pngimage.Decode(bytes.NewReader(files[string(touch.FindSubmatch(files["index.html"])[1])]))
	if err != nil {
		t.Fatal(err)
	}
	red, paper := countColour(m.At, 180, color.NRGBA{200, 0, 0, 255}), color.NRGBAModel.Convert(m.At(0, 0)).(color.NRGBA)
	if red < 150*75 || red > 164*82 || paper.A != 255 || color.NRGBAModel.Convert(m.At(90, 90)) != (color.NRGBA{200, 0, 0, 255}) {
		t.Errorf("%d px of the logo on %v", red, paper)
	}
	drawing := regexp.MustCompile(`<link rel="icon" href="([^"]*)" type="image/svg`)
	files = built(t, &shared, site("logo: {src: wide.svg, alt: 会議所}\n"))
	for _, page := range []string{"index.html", "en/index.html"} {
		name := path.Join(path.Dir(page), string(drawing.FindSubmatch(files[page])[1]))
		if !bytes.Contains(files[name], []byte(`viewBox="0 0 512 512"`)) || !bytes.Contains(files[name], []byte("base64,PHN2Zy")) {
			t.Errorf("%s of %s: %s", name, page, files[name])
		}
	}
	files = built(t, &shared, site("logo: {src: square.svg, alt: 会議所}\n"))
	if got := string(drawing.FindSubmatch(files["en/index.html"])[1]); got != "../square.svg" {
		t.Errorf("the sign is %s", got)
	}
	files = built(t, &shared, site("logo: {src: wide.svg, alt: 会議所}\nicon: content/square.svg\n"))
	if got := string(drawing.FindSubmatch(files["index.html"])[1]); got != "./square.svg" {
		t.Errorf("the sign is %s", got)
	}
	for in, want := range map[string]string{
		"logo: {src: small.png, alt: 会議所}\n": "kijun.yaml:3:13: 警告: 画像 \"small.png\" が小さい（64×64 ピクセル）ので、電話の画面の印がぼやけます\n\thint: icon: に、512×512 ピクセルくらいの正方形の PNG か、SVG を書いてください",
		"logo: {src: anim.gif, alt: 会議所}\n":  "kijun.yaml:3:13: 警告: ロゴ \"anim.gif\" からは、タブや電話の画面の印を作れません\n\thint: ロゴを PNG か SVG にするか、icon: img/icon.png のように印の画像を書いてください",
		"icon: small.png\n":                  "kijun.yaml:3:7: 警告: 画像 \"small.png\" が小さい（64×64 ピクセル）ので、電話の画面の印がぼやけます\n\thint: icon: に、512×512 ピクセルくらいの正方形の PNG か、SVG を書いてください",
		"logo: {src: wide.png, alt: 会議所}\n":  "",
	} {
		if got := shared.Check(context.Background(), site(in)).Error(); got != want {
			t.Errorf("%s: got\n%s", in, got)
		}
	}
}

// rectangle is a PNG all in red.
func rectangle(t *testing.T, w, h int) string {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.Draw(m, m.Rect, image.NewUniform(color.NRGBA{200, 0, 0, 255}), image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := pngimage.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// countColour counts the px of a colour in a square.
func countColour(at func(x, y int) color.Color, size int, c color.NRGBA) (n int) {
	for y := range size {
		for x := range size {
			if color.NRGBAModel.Convert(at(x, y)) == c {
				n++
			}
		}
	}
	return n
}
