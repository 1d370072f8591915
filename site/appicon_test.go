package site

import (
	"bytes"
	"context"
	"encoding/json"
	"image/color"
	pngimage "image/png"
	"path"
	"regexp"
	"strings"
	"testing"
)

func TestIcons(t *testing.T) {
	link := func(page []byte, rel string) string {
		m := regexp.MustCompile(`<link rel="` + rel + `"[^>]* ?href="([^"]*)"`).FindSubmatch(page)
		if m == nil {
			return ""
		}
		return string(m[1])
	}
	files := built(t, &Builder{}, project(map[string]string{ConfigFile: "title: 手引き\n", "content/index.md": "# 表紙\n", "content/a/index.md": "# A\n"}))
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
	if page := built(t, &Builder{}, own)["index.html"]; !bytes.Contains(page, []byte(`<link rel="icon" href="./img/a.svg" type="image/svg+xml">`)) {
		t.Error("the drawing is not used")
	}
	if page := built(t, &Builder{Live: true}, own)["index.html"]; link(page, "icon") != "data:," || link(page, "manifest") != "" {
		t.Error("signs while the site is edited")
	}
	other := built(t, &Builder{}, project(map[string]string{ConfigFile: "title: 手引き\nicon: /a.png\n", "content/index.md": "# 表紙\n", "content/a.png": png}))
	if link(other["index.html"], "icon") == link(files["index.html"], "icon") {
		t.Error("the image is not used")
	}
	for in, want := range map[string]string{
		"icon: img/b.svg": "kijun.yaml:2:7: アイコンの画像 \"img/b.svg\" がありません\n\thint: \"img/a.svg\" のことですか",
		"icon: x.txt":     "kijun.yaml:2:7: アイコンの画像 \"x.txt\" は使えません\n\thint: PNG か SVG のファイルにしてください",
		"icon: bad.png":   "kijun.yaml:2:7: アイコンの画像 \"bad.png\" を読めません\n\thint: 画像のソフトで開いて、PNG で保存し直してください",
	} {
		got := (&Builder{}).Check(context.Background(), project(map[string]string{ConfigFile: "title: 手引き\n" + in + "\n", "content/index.md": "# 表紙\n",
			"content/img/a.svg": "<svg/>", "content/x.txt": "x", "content/bad.png": "x"})).Error()
		if got != want {
			t.Errorf("%s: got\n%s", in, got)
		}
	}
	if strings.Contains(string(files["a/index.html"]), "data:,") {
		t.Error("two icons")
	}
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
