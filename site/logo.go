package site

import (
	"encoding/base64"
	"fmt"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"kijun/criteria"
)

// A logoConfig is `logo` in kijun.yaml: an image of content/, or of the theme's assets/.
type logoConfig struct {
	src, alt   string
	decorative bool
	pos        criteria.Pos
}

// readLogo reads `logo: img/logo.svg` or `logo: {src: img/logo.svg, alt: ○○商工会議所}`. Like
// every image it has an alternative text, the publisher where it has none of its own, or
// is decoration beside the site's title.
func readLogo(m *mapping, publisher bool) logoConfig {
	n := m.get("logo")
	if n == nil {
		return logoConfig{}
	}
	sub := m.subOr(n, "src")
	l := logoConfig{src: sub.text("src"), alt: sub.text("alt"), pos: m.pos(n)}
	l.decorative = sub.boolean("decorative")
	sub.done()
	if s := sub.entries["src"]; s != nil {
		l.pos = m.pos(s)
	}
	switch {
	case l.src == "":
		sub.require("src: img/logo.svg")
	case l.alt == "" && !l.decorative && !publisher:
		hint := "例: logo: {src: " + l.src + ", alt: ○○商工会議所}。題の横の飾りなら decorative: true と書きます"
		*m.problems = append(*m.problems, at(l.pos, "alt", "ロゴの代わりの文（alt）がありません", hint))
	case l.alt != "" && l.decorative && n.Kind == yaml.MappingNode:
		*m.problems = append(*m.problems, at(l.pos, "alt", "飾りのロゴ（decorative）に代わりの文（alt）は付きません", "どちらか一方を消してください"))
	}
	return l
}

// A siteLogo is the logo as a file of the site.
type siteLogo struct {
	outFile
	alt           string
	width, height int // as it is shown, px; 0 where the file does not say
}

// The size of a logo in the header, px: a bit less than the target that it is in.
const logoHeight, logoWidth = 40, 240

// mostLogo is how many bytes a logo may have, which every page shows.
const mostLogo = 300 << 10

// addLogo finds the logo.
func (t *tree) addLogo(problems *criteria.Diagnostics) {
	c := t.config.logo
	if c.src == "" {
		return
	}
	l := &siteLogo{alt: c.alt}
	if l.alt == "" && !c.decorative {
		l.alt = t.config.Publisher
	}
	name := strings.TrimPrefix(path.Clean("/"+strings.TrimPrefix(c.src, "content/")), "/")
	var names []string
	for _, f := range t.static {
		if names = append(names, f.name); f.name == name {
			l.outFile = f
		}
	}
	if f, ok := t.theme.files[name]; ok && l.name == "" {
		a := newAsset(strings.TrimSuffix(path.Base(name), path.Ext(name)), path.Ext(name), f.data)
		l.outFile = a.outFile
		t.static = append(slices.Clip(t.static), a.outFile)
	}
	if l.name == "" {
		hint := "content/ からの場所を書いてください。例: logo: {src: img/logo.svg, alt: ○○商工会議所}"
		if near := nearest(name, names); near != "" {
			hint = near + " のことですか"
		}
		*problems = append(*problems, at(c.pos, "broken-image", fmt.Sprintf("ロゴの画像 %q がありません", c.src), hint))
		return
	}
	w, h, ok := imageSize(l.name, l.data)
	if !ok || !strings.HasPrefix(contentTypes[strings.ToLower(path.Ext(l.name))], "image/") {
		*problems = append(*problems, at(c.pos, "image-file", fmt.Sprintf("ロゴの画像 %q を読めません", c.src), "SVG か PNG のファイルにしてください"))
		return
	}
	if len(l.data) > mostLogo {
		d := at(c.pos, "image-file", fmt.Sprintf("ロゴの画像 %q が大きい（%.1f MB）ので、どのページも開くのに時間がかかります", c.src, float64(len(l.data))/(1<<20)),
			fmt.Sprintf("高さを %d ピクセルくらいに縮めるか、SVG にしてください", 3*logoHeight))
		d.Severity = criteria.Warning
		*problems = append(*problems, d)
	}
	if w > 0 && h > 0 {
		l.width, l.height = max(1, w*logoHeight/h), logoHeight
		if l.width > logoWidth {
			l.width, l.height = logoWidth, max(1, h*logoWidth/w)
		}
	} else {
		l.height = logoHeight
	}
	t.logo = l
}

// logoData is nil where the site has no logo.
func (t *tree) logoData(root string) *LogoData {
	if t.logo == nil {
		return nil
	}
	return &LogoData{Src: URL(t.siteRoot(root) + t.logo.name), Alt: Text(t.logo.alt), Width: t.logo.width, Height: t.logo.height}
}

// dataURL is the logo as an address that holds it.
func (l *siteLogo) dataURL() URL {
	return URL("data:" + contentTypes[strings.ToLower(path.Ext(l.name))] + ";base64," + base64.StdEncoding.EncodeToString(l.data))
}
