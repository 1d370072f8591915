package site

import (
	"fmt"
	"slices"

	"kijun/criteria"
)

// What must be told apart, by the names of tokens. WCAG 2.2, level AA: text 4.5:1
// (SC 1.4.3), borders of inputs, focus and what carries meaning 3:1 (SC 1.4.11).
const (
	ratioText = 4.5
	ratioPart = 3.0
)

// A contrastRule is a token and the grounds that it stands on.
type contrastRule struct {
	token   string
	grounds []string
	ratio   float64
	what    string
}

var contrastRules = []contrastRule{
	{"brand", []string{"paper", "surface", "brand-wash"}, ratioText, "基本の色の文字"},
	{"ink", []string{"paper", "surface", "sunken", "brand-wash", "met-wash", "partial-wash", "unmet-wash", "open-wash", "na-wash", "info-wash"}, ratioText, "文字"},
	{"ink-soft", []string{"paper", "surface", "sunken"}, ratioText, "控えめな文字"},
	{"link", []string{"paper", "surface", "sunken", "brand-wash"}, ratioText, "リンク"},
	{"link-visited", []string{"paper", "surface", "sunken"}, ratioText, "訪れたリンク"},
	{"brand-strong", []string{"paper", "surface", "brand-wash"}, ratioText, "基本の色の濃い文字"},
	{"on-brand", []string{"brand", "brand-strong"}, ratioText, "ボタンの文字"},
	{"accent", []string{"paper", "surface"}, ratioText, "目印の文字"},
	{"accent", []string{"sunken"}, ratioPart, "目印の線"},
	{"met", []string{"met-wash", "surface", "paper"}, ratioText, "判定の文字"},
	{"partial", []string{"partial-wash", "surface", "paper"}, ratioText, "判定の文字"},
	{"unmet", []string{"unmet-wash", "surface", "paper"}, ratioText, "判定と誤りの文字"},
	{"open", []string{"open-wash", "surface", "paper"}, ratioText, "判定の文字"},
	{"na", []string{"na-wash", "surface", "paper"}, ratioText, "判定の文字"},
	{"info", []string{"info-wash", "surface", "paper"}, ratioText, "案内の文字"},
	{"line-strong", []string{"paper", "surface", "sunken"}, ratioPart, "入力欄の枠"},
}

// The focus ring has two colours, of which one is seen on every ground.
var focusGrounds = []string{"paper", "surface", "sunken", "brand", "brand-wash"}

// checkContrast reports what cannot be told apart since a project changed colours, once
// for each colour and screen. What it does not touch a test checks.
func (s tokenSet) checkContrast(problems *criteria.Diagnostics) {
	for mode, screen := range []string{lightMode: "明るい画面", darkMode: "暗い画面"} {
		c := contrastCheck{s, tokenMode(mode), screen, map[criteria.Pos]bool{}, problems}
		for _, rule := range contrastRules {
			for _, ground := range rule.grounds {
				c.pair(rule, ground)
			}
		}
		c.focus()
	}
}

type contrastCheck struct {
	tokenSet
	mode     tokenMode
	screen   string
	reported map[criteria.Pos]bool // what is mixed from one colour has its place
	problems *criteria.Diagnostics
}

// report is about a token that the project changed.
func (c *contrastCheck) report(token, msg, hint string) {
	place, changed := c.place(token, c.mode)
	if !changed || c.reported[place] {
		return
	}
	c.reported[place] = true
	*c.problems = append(*c.problems, criteria.Diagnostic{Pos: place, Severity: severityAt(place), Code: "contrast", Msg: c.screen + "で、" + msg, Hint: hint})
}

// severityAt: the site's own colours must be told apart; what a theme does is its
// maker's.
func severityAt(place criteria.Pos) criteria.Severity {
	if place.File == ConfigFile {
		return criteria.Error
	}
	return criteria.Warning
}

func (c *contrastCheck) pair(rule contrastRule, on string) {
	fore, ok := c.colour(rule.token, c.mode)
	if !ok {
		c.unknown(rule.token)
		return
	}
	ground, ok := c.colour(on, c.mode)
	if !ok {
		c.unknown(on)
		return
	}
	ratio := contrast(fore, ground)
	if ratio >= rule.ratio {
		return
	}
	token, now := rule.token, fore
	if _, changed := c.place(token, c.mode); !changed {
		token, now = on, ground
	}
	hint := ""
	if near, ok := now.oklch().fit(c.needs(token)); ok {
		hint = fmt.Sprintf("足りる色のうち、最も近いのは %q です", near.hex())
	}
	c.report(token, fmt.Sprintf("%s（%s）と、その地（%s）の色が近すぎます。コントラスト比は %.2f:1 で、%g:1 以上が要ります",
		rule.what, fore.hex(), ground.hex(), floor(ratio), rule.ratio), hint)
}

// floor rounds a ratio down to what is printed, so that none is printed as enough.
func floor(ratio float64) float64 { return float64(int(ratio*100)) / 100 }

func (c *contrastCheck) focus() {
	ring := c.colours(c.mode, "focus-outer", "focus-inner")
	for _, on := range focusGrounds {
		ground, ok := c.colour(on, c.mode)
		if !ok || len(ring) < 2 || contrast(ring[0], ground) >= ratioPart || contrast(ring[1], ground) >= ratioPart {
			continue
		}
		for _, token := range []string{"focus-outer", "focus-inner", on} {
			if _, changed := c.place(token, c.mode); changed {
				c.report(token, fmt.Sprintf("選んでいる所を示す枠（%s と %s）が、地（%s）の上で見えません。どちらかに 3:1 以上が要ります", ring[0].hex(), ring[1].hex(), ground.hex()),
					"--focus-outer と --focus-inner を、黒と黄のように明るさの離れた色にしてください")
				break
			}
		}
	}
}

// place is where the project changed the token, if it did.
func (s tokenSet) place(name string, mode tokenMode) (criteria.Pos, bool) {
	if pos, ok := s.places[tokenKey{name, mode}]; ok {
		return pos, true
	}
	if _, own := s.values[tokenKey{name, mode}]; own {
		return criteria.Pos{}, false // the mode has a value of its own
	}
	pos, ok := s.places[tokenKey{name, lightMode}]
	return pos, ok
}

// needs are what a token must be told apart from. Of one that kijun.yaml gives it is
// what is not mixed from it.
func (c *contrastCheck) needs(token string) []need {
	mixed := func(name string) bool {
		p, ok := c.place(name, c.mode)
		return ok && p.File == ConfigFile
	}
	var list []need
	add := func(other string, ratio float64) {
		if mixed(token) && mixed(other) {
			return
		}
		list = append(list, needs(ratio, c.colours(c.mode, other)...)...)
	}
	for _, r := range contrastRules {
		if r.token == token {
			for _, g := range r.grounds {
				add(g, r.ratio)
			}
		} else if slices.Contains(r.grounds, token) {
			add(r.token, r.ratio)
		}
	}
	return list
}

// unknown says that the colour of a theme's token cannot be told.
func (c *contrastCheck) unknown(token string) {
	place, changed := c.place(token, c.mode)
	if !changed || c.reported[place] {
		return
	}
	c.reported[place] = true
	*c.problems = append(*c.problems, criteria.Diagnostic{Pos: place, Severity: criteria.Warning, Code: "contrast",
		Msg:  fmt.Sprintf("--%s の色 %q は、読みやすさを確かめられません", token, c.value(token, c.mode)),
		Hint: "#0b6e4f のような、# と6桁の16進数か、rgb()、hsl()、oklch() で書いてください"})
}
