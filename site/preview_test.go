package site

import (
	"bytes"
	"context"
	"fmt"
	"image/color"
	pngimage "image/png"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestLines(t *testing.T) {
	f, err := ownFont()
	if err != nil {
		t.Fatal(err)
	}
	face, err := (&typesetter{font: f}).face(50)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		in    string
		width int // in characters
		want  string
	}{
		{"健康経営ハンドブック", 20, "健康経営ハンドブック"},
		{"家族（40歳以上の被扶養者）の特定健診受診率", 16, "家族（40歳以上の被扶養者）|の特定健診受診率"},
		{"経営者による健康経営・健康宣言の社内外への発信", 14, "経営者による健康経営・|健康宣言の社内外への発信"},
		{"健康診断受診率向上施策実施状況", 8, "健康診断受診率向|上施策実施状況"}, // no phrase ends
		{"ああああああああー、", 8, "あああああ|あああー、"},           // nothing that begins no line
		{"Health and productivity management", 9, "Health and|productivity|management"},
		{"", 9, ""},
	} {
		got, ok := lines(face, tt.in, tt.width*50)
		if !ok || strings.Join(got, "|") != tt.want {
			t.Errorf("%s: got %q %v, want %q", tt.in, got, ok, tt.want)
		}
	}
	if got, ok := lines(face, "Antidisestablishmentarianism", 300); ok {
		t.Errorf("a word wider than the line: %q", got)
	}
	if got := cut(face, "長い題の一部だけが見える", 300); !strings.HasSuffix(got, "…") || measure(face, got) > 300 {
		t.Errorf("got %q", got)
	}
}

func previewSite(config string) map[string]string {
	return map[string]string{
		ConfigFile:               "title: 手引き\nbase_url: https://example.jp/kenko/\npublisher: 商工会議所\n" + config,
		"content/index.md":       "# 表紙\n",
		"content/guide/index.md": "# ガイド\n",
		"content/guide/a.md":     "# 長い題の行が分かれるときの見えかた😀と、空白の ある題\n",
		"content/guide/b.md":     markdownFile("title: 画像のあるページ\nimage: /f.png\nalt: 図", "文"),
		"content/f.png":          png,
	}
}

func TestPreviews(t *testing.T) {
	files := built(t, &shared, project(previewSite("previews: pages\n")))
	image := func(page string) string {
		t.Helper()
		_, after, ok := strings.Cut(string(files[page]), `<meta property="og:image" content="https://example.jp/kenko/`)
		if !ok {
			return ""
		}
		name, _, _ := strings.Cut(after, `"`)
		return name
	}
	names := []string{image("index.html"), image("guide/index.html"), image("guide/a/index.html")}
	for _, name := range names {
		m, err := pngimage.Decode(bytes.NewReader(files[name]))
		if err != nil {
			t.Fatal(name, err)
		}
		if s := m.Bounds().Size(); s.X != 1200 || s.Y != 630 {
			t.Errorf("%s: %v", name, s)
		}
		// Not only the ground: letters in ink, and the band.
		ink := 0
		for y := range 500 {
			for x := range 1200 {
				if m.At(x, y) == (color.RGBA{0x26, 0x21, 0x1b, 255}) {
					ink++
				}
			}
		}
		if ink < 1000 || m.At(5, 625) != (color.RGBA{0x0f, 0x5d, 0x52, 255}) {
			t.Errorf("%s: %d px of ink, band %v", name, ink, m.At(5, 625))
		}
		if len(files[name]) > 40000 {
			t.Errorf("%s has %d bytes", name, len(files[name]))
		}
	}
	slices.Sort(names)
	if len(slices.Compact(names)) != 3 {
		t.Errorf("pages share a picture: %v", names)
	}
	if got := image("guide/b/index.html"); got != "f.png" {
		t.Errorf("a page with an image of its own shows %s", got)
	}
	if !strings.Contains(string(files["guide/a/index.html"]), `<meta property="og:image:width" content="1200">`) {
		t.Error("no width")
	}
	count := func(config string, b Builder) int {
		t.Helper()
		n := 0
		for name := range built(t, &b, project(previewSite(config))) {
			if strings.HasPrefix(name, previewsDir) {
				n++
			}
		}
		return n
	}
	for _, tt := range []struct {
		config string
		live   bool
		want   int
	}{{"", false, 1}, {"previews: site\n", false, 1}, {"previews: none\n", false, 0}, {"previews: pages\n", true, 0}} {
		if got := count(tt.config, Builder{Live: tt.live}); got != tt.want {
			t.Errorf("%q, served %v: %d previews, want %d", tt.config, tt.live, got, tt.want)
		}
	}
}

func TestPreviewFont(t *testing.T) {
	files := previewSite("preview_font: fonts/a.ttf\n")
	files["fonts/a.ttf"] = "no font"
	want := "kijun.yaml:4:15: フォント \"fonts/a.ttf\" を読めません\n\thint: TrueType か OpenType のフォント（.ttf .otf .ttc）を、プロジェクトのフォルダーの中に置いてください"
	if got := shared.Check(context.Background(), project(files)).Error(); got != want {
		t.Errorf("got\n%s", got)
	}
}

// BenchmarkPreview is what one picture takes.
func BenchmarkPreview(b *testing.B) {
	f, err := ownFont()
	if err != nil {
		b.Fatal(err)
	}
	start, n := time.Now(), 0
	for b.Loop() {
		n++
		v := preview{title: fmt.Sprintf("家族（40歳以上の被扶養者）の特定健診受診率 %d", n), above: "制度の名前", site: "健康経営ハンドブック", publisher: "○○商工会議所"}
		if _, err := v.draw(f, (&theme{}).colours()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(time.Since(start).Milliseconds())/float64(n), "ms/picture")
}
