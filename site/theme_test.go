package site

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"kijun/themes"
)

// themed is the files of a project with a theme, and what is said of it.
func themed(t *testing.T, files map[string]string) (map[string]string, string) {
	t.Helper()
	p := project(map[string]string{"kijun.yaml": "title: 題\ntheme: mine\n", "content/index.md": "# 題\n\n文\n", "content/a.md": "# A\n\n## 一\n\n文\n"})
	for name, text := range project(files) {
		if _, own := files[name]; own {
			p[name] = text
		}
	}
	var m gallery
	problems, err := shared.Build(context.Background(), p, &m)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for name, data := range m.Files() {
		out[fingerprint.ReplaceAllString(name, ".")] = string(data)
	}
	return out, problems.Error()
}

var fingerprint = regexp.MustCompile(`\.[0-9a-f]{10}\.`)

// One thing of a theme is changed; everything else stays the standard theme's.
func TestThemeOverrides(t *testing.T) {
	const dir = "themes/mine/"
	for _, tt := range []struct {
		name       string
		files      map[string]string
		file       string
		want, gone []string
	}{
		{"layout", map[string]string{dir + "layouts/page.html": `<h1 class="mine">{{.Title}}</h1>`}, "a/index.html",
			[]string{`<h1 class="mine">A</h1>`, `class="site-header"`}, []string{`class="page-head"`, "toc"}},
		{"partial in a file of its name", map[string]string{dir + "layouts/head.html": `<h1>［{{.Title}}］</h1>`}, "a/index.html",
			[]string{`［A］`, `<h2 id="一">一`}, []string{"page-head"}},
		{"partial defined elsewhere", map[string]string{dir + "layouts/ours.html": `{{define "head"}}<h1>［{{.Title}}］</h1>{{end}}`}, "a/index.html",
			[]string{`［A］`, `<h2 id="一">一`}, []string{"page-head"}},
		{"layout that prints nothing", map[string]string{dir + "layouts/footer.html": "{{/* no footer */}}\n"}, "a/index.html",
			[]string{"site-header"}, []string{"site-footer"}},
		{"more in the head", map[string]string{dir + "layouts/extra-head.html": `<meta name="x" content="{{.Title}}">`}, "a/index.html",
			[]string{`<meta name="x" content="A">`}, nil},
		{"text", map[string]string{dir + "i18n/ja.yaml": "skip_to_content: 本文へ飛ぶ\n"}, "a/index.html", []string{"本文へ飛ぶ", `class="site-header"`}, nil},
		{"token", map[string]string{dir + "assets/css/tokens.css": ":root { --radius: 0.125rem }\n@media (prefers-color-scheme: dark) { :root { --radius: 3px; --ink: #fff } }\n"}, "assets/site.css",
			[]string{"--radius: .125rem", "--radius-s: .25rem", "--paper: #faf7f1", "--ink: #26211b"}, []string{"--radius: .5rem", "--ink: #f2ede4"}},
		{"icon", map[string]string{dir + "assets/icons/x.svg": "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"\n  viewBox=\"0 0 9 9\"><path d=\"M1 1\"/></svg>\n", dir + "layouts/head.html": `<h1>{{icon "x"}}{{.Title}}</h1>`}, "a/index.html",
			[]string{`<svg class="icon" height="1em" aria-hidden="true" viewBox="0 0 9 9"><path d="M1 1"/></svg>A`}, []string{"xmlns"}},
		{"text of scripts", map[string]string{dir + "assets/ts/text.ts": `export const theme = { auto: "自動です", light: "明", dark: "暗" } as const;`}, "assets/site.js",
			[]string{"自動です"}, []string{"明暗：自動"}},
		{"own style", map[string]string{dir + "assets/extra.css": ".site-title { color: rebeccapurple }"}, "assets/extra.css", []string{"#639"}, nil},
		{"own script", map[string]string{dir + "assets/extra.ts": `const x: string = "やあ"; console.log(x);`}, "assets/extra.js", []string{`console.log("やあ")`}, nil},
		{"theme on a theme", map[string]string{dir + "theme.yaml": "extends: ground\ncontract: 1\n", "themes/ground/i18n/ja.yaml": "skip_to_content: 地\nmenu: 地\n", dir + "i18n/ja.yaml": "menu: 上\n",
			"themes/ground/layouts/head.html": "<h1>地 {{.Title}}</h1>", "kijun.yaml": "title: 題\ntheme: mine\nnav:\n  - {title: A, link: /a/}\n"}, "a/index.html", []string{`地 A`, ">地</a>", ">上</button>"}, nil},
		{"two colours", map[string]string{"kijun.yaml": "title: 題\ncolors: {main: \"#1d4f8c\", accent: \"#a8401a\"}\n"}, "assets/site.css",
			[]string{"--brand: #1d4f8c", "--link: #1d4f8c", "--accent: #a8401a", "--on-brand: #fff"}, []string{"#0f5d52", "#7fcdbb"}},
		{"logo", map[string]string{"kijun.yaml": "title: 題\nlogo: {src: img/logo.svg, alt: ○○商工会議所}\n", "content/img/logo.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"/>`}, "a/index.html",
			[]string{`<a class="site-title" href="../"><img src="../img/logo.svg" alt="○○商工会議所" width="120" height="40">題</a>`}, nil},
		{"logo of the theme", map[string]string{"kijun.yaml": "title: 題\ntheme: mine\nlogo: {src: assets/logo.svg, decorative: true}\n", dir + "assets/logo.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 100"/>`}, "a/index.html",
			[]string{`<img src="../assets/logo.`, ` alt="" width="240" height="26">題</a>`}, nil},
		{"a token before the colours", map[string]string{"kijun.yaml": "title: 題\ntheme: mine\ncolors: {main: \"#1d4f8c\"}\n", dir + "assets/css/tokens.css": ":root { --brand-wash: #eef }"}, "assets/site.css",
			[]string{"--brand: #1d4f8c", "--brand-wash: #eef"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files, problems := themed(t, tt.files)
			if problems != "" {
				t.Fatal(problems)
			}
			text, ok := files[tt.file]
			if !ok {
				t.Fatalf("no %s", tt.file)
			}
			text = regexp.MustCompile(`(--[a-z0-9-]+):\s*`).ReplaceAllString(text, "$1: ")
			for _, want := range tt.want {
				if !strings.Contains(text, want) {
					t.Errorf("%s has no %q", tt.file, want)
				}
			}
			for _, gone := range tt.gone {
				if strings.Contains(text, gone) {
					t.Errorf("%s has %q", tt.file, gone)
				}
			}
			if strings.HasPrefix(tt.file, "assets/extra") && !strings.Contains(files["a/index.html"], "assets/extra.") {
				t.Error("pages do not use it")
			}
		})
	}
}

// Every icon is one file that a theme can replace, and stands in a page.
func TestThemeIcons(t *testing.T) {
	standard, err := fs.Glob(themes.Standard(), "assets/icons/*.svg")
	if err != nil || len(standard) == 0 {
		t.Fatal(err)
	}
	files := map[string]string{}
	for i, name := range standard {
		files["themes/mine/"+name] = fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M%d 7"/></svg>`, i)
	}
	pages, problems := themed(t, files)
	if problems != "" {
		t.Fatal(problems)
	}
	for i, name := range standard {
		if want := fmt.Sprintf(`<svg class="icon" height="1em" aria-hidden="true" viewBox="0 0 9 9"><path d="M%d 7"/></svg>`, i); !strings.Contains(pages["a/index.html"], want) {
			t.Errorf("%s is in no page", name)
		}
	}
}

func TestThemeProblems(t *testing.T) {
	const dir = "themes/mine/"
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"unknown partial", map[string]string{dir + "layouts/page.html": "<h1>{{.Title}}</h1>\n{{template \"pag-foot\" .}}\n"},
			"themes/mine/layouts/page.html:2: 部品 \"pag-foot\" がありません\n\thint: \"page-foot\" のことですか"},
		{"unknown icon", map[string]string{dir + "layouts/page.html": "{{if .Draft}}{{icon \"muny\"}}{{end}}", dir + "assets/icons/muni.svg": "<svg/>"},
			"themes/mine/layouts/page.html:1: アイコン \"muny\" がありません\n\thint: \"muni\" のことですか"},
		{"broken layout", map[string]string{dir + "layouts/page.html": "a\n{{if}}"},
			"themes/mine/layouts/page.html:2: テーマのレイアウトの誤り: missing value for if\n\thint: レイアウトで使える値は go doc kijun/site.Page にあります"},
		{"layout that nothing calls", map[string]string{dir + "layouts/heder.html": "x"},
			"themes/mine/layouts/heder.html: 警告: レイアウト \"heder\" はどこからも使われません\n\thint: \"header\" のことですか"},
		{"file that nothing reads", map[string]string{dir + "layout/page.html": "x"},
			"themes/mine/layout/page.html: 警告: このファイルは使われません\n\thint: layouts のことですか"},
		{"unknown token", map[string]string{dir + "assets/css/tokens.css": "/* 角 */\n:root {\n  --raduis: 0;\n}\n"},
			"themes/mine/assets/css/tokens.css:3:3: --raduis という値はテーマにありません\n\thint: --radius のことですか"},
		{"rule among tokens", map[string]string{dir + "assets/css/tokens.css": ":root { --radius: 0; }\n.card { color: red }\n"},
			"themes/mine/assets/css/tokens.css:2:1: tokens.css には、:root { } の中に --名前: 値; だけを書いてください\n\thint: ほかの見た目は、同じテーマの assets/extra.css に書きます"},
		{"unknown text of scripts", map[string]string{dir + "assets/ts/text.ts": "export const verdcit = {};\n"},
			"themes/mine/assets/ts/text.ts:1:14: スクリプトの文 \"verdcit\" は使われません\n\thint: verdict のことですか"},
		{"a token without its end", map[string]string{dir + "assets/css/tokens.css": ":root {\n  --radius: 0\n  --ink: #000;\n}\n"},
			"themes/mine/assets/css/tokens.css:2:3: --radius の行の終わりに「;」がありません\n\thint: 「--ink:」の前に「;」を書いてください"},
		{"tokens in full width", map[string]string{dir + "assets/css/tokens.css": ":root { --radius： 0； }\n"},
			"themes/mine/assets/css/tokens.css:1:9: tokens.css には、:root { } の中に --名前: 値; だけを書いてください\n\thint: 全角の「：」「；」「｛」「｝」を半角にしてください"},
		{"tokens without a brace", map[string]string{dir + "assets/css/tokens.css": ":root { --radius: 0;\n"},
			"themes/mine/assets/css/tokens.css:1:21: tokens.css には、:root { } の中に --名前: 値; だけを書いてください\n\thint: 「}」が足りません"},
		{"texts of no language", map[string]string{dir + "i18n/fr.yaml": "menu: x\n"},
			"themes/mine/i18n/fr.yaml: 警告: このファイルは使われません\n\thint: i18n/ で使えるのは ja.yaml と en.yaml です"},
		{"icon that is none", map[string]string{dir + "assets/icons/menu.svg": "x"},
			"themes/mine/assets/icons/menu.svg:1:1: アイコンを SVG として読めません\n\thint: <svg> で始まるファイルにしてください"},
		{"icon with a style", map[string]string{dir + "assets/icons/menu.svg": "<svg viewBox=\"0 0 1 1\">\n<path style=\"fill:red\"/></svg>"},
			"themes/mine/assets/icons/menu.svg:2:6: 警告: アイコンの \"style=\" は、ページの中では働きません\n\thint: 色や太さは fill=\"…\" や stroke=\"…\" で書いてください。currentColor は文字の色です"},
		{"script with a slip", map[string]string{dir + "assets/extra.ts": "const a = ;\n"},
			"themes/mine/assets/extra.ts:1:11: 書き方の誤り: Unexpected \";\""},
		{"one colour", map[string]string{"kijun.yaml": "title: 題\ncolors: \"#0b6e4f\"\n"},
			"kijun.yaml:2:9: \"colors\" には、main と accent の色を書いてください\n\thint: 例: colors: {main: \"#0b6e4f\", accent: \"#a8481a\"}"},
		{"logo that is heavy", map[string]string{"kijun.yaml": "title: 題\nlogo: {src: a.svg, alt: 会議所}\n", "content/a.svg": `<svg viewBox="0 0 1 1"/><!--` + strings.Repeat("x", 2<<20) + "-->"},
			"kijun.yaml:2:13: 警告: ロゴの画像 \"a.svg\" が大きい（2.0 MB）ので、どのページも開くのに時間がかかります\n\thint: 高さを 120 ピクセルくらいに縮めるか、SVG にしてください"},
		{"theme on itself", map[string]string{dir + "theme.yaml": "extends: mine\n"},
			"themes/mine/theme.yaml:1:10: テーマ \"mine\" が自分自身をもとにしています\n\thint: 標準のテーマをもとにするときは extends: standard"},
		{"theme on one that is not there", map[string]string{dir + "theme.yaml": "extends: grund\n", "themes/ground/theme.yaml": ""},
			"themes/mine/theme.yaml:1:10: テーマのフォルダー themes/grund がありません\n\thint: ground のことですか"},
		{"theme for a newer kijun", map[string]string{dir + "theme.yaml": "contract: 99\n"},
			"themes/mine/theme.yaml:1:11: このテーマは、より新しい kijun のために書かれています（contract: 99）\n\thint: この kijun で使えるのは contract: 1 までです。新しい kijun を使ってください"},
		{"faint text", map[string]string{dir + "assets/css/tokens.css": ":root { --ink-soft: #999 }"},
			"themes/mine/assets/css/tokens.css:1:9: 警告: 明るい画面で、控えめな文字（#999999）と、その地（#faf7f1）の色が近すぎます。コントラスト比は 2.66:1 で、4.5:1 以上が要ります\n\thint: 足りる色のうち、最も近いのは \"#6c6c6c\" です"},
		{"colour that cannot be told", map[string]string{dir + "assets/css/tokens.css": ":root { --ink: color-mix(in srgb, red, blue) }"},
			"themes/mine/assets/css/tokens.css:1:9: 警告: --ink の色 \"color-mix(in srgb, red, blue)\" は、読みやすさを確かめられません\n\thint: #0b6e4f のような、# と6桁の16進数か、rgb()、hsl()、oklch() で書いてください"},
		{"light colours", map[string]string{"kijun.yaml": "title: 題\ncolors:\n  main: \"#ffb000\"\n  accent: \"#c8501e\"\n"},
			"kijun.yaml:3:9: 明るい画面で、基本の色の文字（#ffb000）と、その地（#faf7f1）の色が近すぎます。コントラスト比は 1.71:1 で、4.5:1 以上が要ります\n\thint: 足りる色のうち、最も近いのは \"#996800\" です\n" +
				"kijun.yaml:4:11: 明るい画面で、目印の文字（#c8501e）と、その地（#faf7f1）の色が近すぎます。コントラスト比は 4.24:1 で、4.5:1 以上が要ります\n\thint: 足りる色のうち、最も近いのは \"#c34b17\" です"},
		{"logo that is not there", map[string]string{"kijun.yaml": "title: 題\nlogo:\n  src: img/logo.png\n  alt: 会議所\n", "content/img/logo.svg": `<svg viewBox="0 0 1 1"/>`},
			"kijun.yaml:3:8: ロゴの画像 \"img/logo.png\" がありません\n\thint: img/logo.svg のことですか"},
		{"logo without words", map[string]string{"kijun.yaml": "title: 題\nlogo: img/logo.svg\n", "content/img/logo.svg": `<svg viewBox="0 0 1 1"/>`},
			"kijun.yaml:2:7: ロゴの代わりの文（alt）がありません\n\thint: 例: logo: {src: img/logo.svg, alt: ○○商工会議所}。題の横の飾りなら decorative: true と書きます"},
		{"logo that is no image", map[string]string{"kijun.yaml": "title: 題\nlogo: {src: a.pdf, alt: 会議所}\n", "content/a.pdf": "x"},
			"kijun.yaml:2:13: ロゴの画像 \"a.pdf\" を読めません\n\thint: SVG か PNG のファイルにしてください"},
		{"colour without quotes", map[string]string{"kijun.yaml": "title: 題\ncolors:\n  main: #0b6e4f\n"},
			"kijun.yaml:3:8: \"main\" の色がありません\n\thint: 「 #」から後は覚え書きになるので、色は引用符で囲んでください。例: main: \"#0b6e4f\""},
		{"colours without quotes in a line", map[string]string{"kijun.yaml": "title: 題\ncolors: {main: #0b6e4f, accent: #c8501e}\n"},
			"kijun.yaml:2:16: YAMLとして読めません\n\thint: 「 #」から後は覚え書きになるので、色は引用符で囲んでください。例: main: \"#0b6e4f\""},
		{"full-width colour", map[string]string{"kijun.yaml": "title: 題\ncolors: {main: ＃０ｂ６ｅ４ｆ}\n"},
			"kijun.yaml:2:16: 色 \"＃０ｂ６ｅ４ｆ\" を読めません\n\thint: main: \"#0b6e4f\" のことですか"},
		{"name of a colour", map[string]string{"kijun.yaml": "title: 題\ncolors: {main: green}\n"},
			"kijun.yaml:2:16: 色 \"green\" を読めません\n\thint: 「#」と6桁の16進数で書いてください。例: main: \"#0b6e4f\""},
		{"third colour", map[string]string{"kijun.yaml": "title: 題\ncolors: {main: \"#0b6e4f\", acent: \"#0b6e4f\"}\n"},
			"kijun.yaml:2:27: キー \"acent\" は使えません\n\thint: \"accent\" のことですか"},
		{"no main colour", map[string]string{"kijun.yaml": "title: 題\ncolors: {accent: \"#a8401a\"}\n"},
			"kijun.yaml:2:9: \"main\" がありません\n\thint: 例: main: \"#0b6e4f\""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, problems := themed(t, tt.files); problems != tt.want {
				t.Errorf("got\n%s\nwant\n%s", problems, tt.want)
			}
		})
	}
}

// standardTokens are the tokens of the standard theme, as if a project had made them.
func standardTokens(t *testing.T, file string) tokenSet {
	t.Helper()
	data, err := fs.ReadFile(themes.Standard(), tokensFile)
	if err != nil {
		t.Fatal(err)
	}
	list, strange := scanTokens(data)
	if strange >= 0 {
		t.Fatalf("something strange at %v", placeIn("tokens.css", data, strange))
	}
	s := tokenSet{map[tokenKey]string{}, nil}
	for _, v := range list {
		if old, twice := s.values[tokenKey{v.name, v.mode}]; twice && old != v.value {
			t.Errorf("--%s is %s and %s on dark screens", v.name, old, v.value)
		}
		s.values[tokenKey{v.name, v.mode}] = v.value
	}
	return s
}

func TestStandardThemeContrast(t *testing.T) {
	s := standardTokens(t, tokensFile)
	for _, mode := range []tokenMode{lightMode, darkMode} {
		for _, r := range contrastRules {
			fore, ok := s.colour(r.token, mode)
			if !ok {
				t.Errorf("--%s is no colour", r.token)
			}
			for _, g := range r.grounds {
				ground, ok := s.colour(g, mode)
				if got := contrast(fore, ground); !ok || got < r.ratio {
					t.Errorf("mode %d: --%s on --%s is %.2f:1, not %g:1", mode, r.token, g, got, r.ratio)
				}
			}
		}
		ring := s.colours(mode, "focus-outer", "focus-inner")
		if got := contrast(ring[0], ring[1]); got < ratioPart {
			t.Errorf("mode %d: the colours of the focus ring are %.2f:1", mode, got)
		}
		for _, g := range focusGrounds {
			ground, _ := s.colour(g, mode)
			if contrast(ring[0], ground) < ratioPart && contrast(ring[1], ground) < ratioPart {
				t.Errorf("mode %d: the focus ring is not seen on --%s", mode, g)
			}
		}
	}
}

// Whatever two colours a chamber has: they pass, or it is told which ones do, and what
// is mixed from them passes on light and dark screens.
func TestSiteColours(t *testing.T) {
	base := standardTokens(t, tokensFile)
	passed := 0
	for hue := 0.0; hue < 6.3; hue += 0.35 {
		for _, l := range []float64{0.15, 0.3, 0.4, 0.45, 0.5, 0.7, 0.95} {
			for _, c := range []float64{0, 0.05, 0.12, 0.3} {
				main := oklch{l, c, hue}.colour()
				pos := siteColour{main, true, placeIn(ConfigFile, nil, 0)}
				s := tokenSet{map[tokenKey]string{}, nil}
				for k, v := range base.values {
					s.values[k] = v
				}
				for k, v := range (siteColours{pos, pos}).tokens(base) {
					s.values[k] = v
				}
				fits := main.meets(needs(ratioText, base.colours(lightMode, "paper", "surface")...))
				if fits {
					passed++
				}
				for _, mode := range []tokenMode{lightMode, darkMode} {
					for _, r := range contrastRules {
						if !fits && mode == lightMode {
							continue // the build fails, and says so
						}
						fore, _ := s.colour(r.token, mode)
						for _, g := range r.grounds {
							if ground, _ := s.colour(g, mode); contrast(fore, ground) < r.ratio {
								t.Fatalf("main %s, mode %d: --%s %s on --%s %s is %.2f:1, not %g:1", main.hex(), mode, r.token, fore.hex(), g, ground.hex(), contrast(fore, ground), r.ratio)
							}
						}
					}
				}
			}
		}
	}
	if passed < 100 {
		t.Errorf("%d colours passed", passed)
	}
}

func TestCSSColours(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"#0B6e4f", "#0b6e4f"}, {"#fc0", "#ffcc00"}, {"rgb(11 110 79)", "#0b6e4f"}, {"rgb(100%, 0%, 50%)", "#ff0080"}, {"hsl(120deg 100% 25%)", "#008000"},
		{"oklch(62.796% 0.25768 29.234)", "#ff0000"}, {"#12345", ""}, {"red", ""}, {"rgb(1 2 3 / 0.5)", ""}, {"rgb(1 2)", ""}, {"", ""},
	} {
		got := ""
		if c, ok := cssColour(tt.in); ok {
			got = c.hex()
		}
		if got != tt.want {
			t.Errorf("%q is %q, want %q", tt.in, got, tt.want)
		}
	}
	for x := range 4096 { // what is mixed without a change comes back
		c := colour{float64(x>>8) / 15, float64(x>>4&15) / 15, float64(x&15) / 15}
		if got := c.oklch().colour().hex(); got != c.hex() {
			t.Fatalf("%s comes back as %s", c.hex(), got)
		}
	}
}

// A new theme is without problems and shows; kijun.yaml names it unless it names another.
func TestNewTheme(t *testing.T) {
	for _, tt := range []struct{ config, want string }{
		{"title: 題", "title: 題\n\n# 見た目のテーマ。themes/ の下のフォルダーの名前です。\ntheme: mine\n"},
		{"title: 題\ntheme: standard # 標準\ndates: era\n", "title: 題\ntheme: mine # 標準\ndates: era\n"},
		{"title: 題\ntheme: other\n", ""},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, ConfigFile), []byte(tt.config), 0o644); err != nil {
			t.Fatal(err)
		}
		used, err := NewTheme(dir, "mine")
		if err != nil {
			t.Fatal(err)
		}
		config, _ := os.ReadFile(filepath.Join(dir, ConfigFile))
		if used != (tt.want != "") || used && string(config) != tt.want || !used && string(config) != tt.config {
			t.Errorf("%q became %q", tt.config, config)
		}
		if _, err := NewTheme(dir, "mine"); err == nil {
			t.Error("a theme took the place of another")
		}
		if !used {
			continue
		}
		files := built(t, &shared, os.DirFS(dir))
		page := string(files["404.html"])
		for _, want := range []string{"お探しのページが見つかりません", "M2 4h12M2 8h8M2 12h12", `class="button"`, "<ul><li><a href="} {
			if !strings.Contains(page, want) && want != "M2 4h12M2 8h8M2 12h12" {
				t.Errorf("no %q in %s", want, page)
			}
		}
	}
	for _, name := range []string{"standard", "テーマ", "../x", ""} {
		if _, err := NewTheme(t.TempDir(), name); err == nil {
			t.Errorf("%q is a theme", name)
		}
	}
}
