package site

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"kijun/criteria"
)

// A chamber's two colours, `colors` in kijun.yaml, become the tokens of light and dark
// screens here. The main colour is used as it is written on light screens; what is mixed
// from it gets as much lightness as its grounds ask for.

// A siteColour is a colour of kijun.yaml.
type siteColour struct {
	colour
	set bool
	pos criteria.Pos
}

// siteColours are the colours of kijun.yaml; each may be missing.
type siteColours struct{ main, accent siteColour }

func (s siteColours) String() string {
	return fmt.Sprint(s.main.set, s.main.hex(), s.main.pos, s.accent.set, s.accent.hex(), s.accent.pos)
}

// readColours reads `colors`.
func readColours(m *mapping) siteColours {
	n := m.get("colors")
	if n == nil {
		return siteColours{}
	}
	if n.Kind != yaml.MappingNode {
		m.problem(n, "yaml-shape", `"colors" には、main と accent の色を書いてください`, `例: colors: {main: "#0b6e4f", accent: "#a8481a"}`)
		return siteColours{}
	}
	sub := m.sub(n)
	s := siteColours{sub.colour("main"), sub.colour("accent")}
	sub.done()
	if sub.entries["main"] == nil {
		sub.require(`main: "#0b6e4f"`)
	}
	return s
}

// quoteColour is told where YAML took a colour for a comment.
const quoteColour = `「 #」から後は覚え書きになるので、色は引用符で囲んでください。例: main: "#0b6e4f"`

// colour is the value of a key as a colour.
func (m *mapping) colour(key string) siteColour {
	if n := m.entries[key]; n != nil && n.Tag == "!!null" {
		m.get(key)
		m.problem(n, "color", fmt.Sprintf("%q の色がありません", key), quoteColour)
		return siteColour{}
	}
	s := m.text(key)
	if s == "" {
		return siteColour{}
	}
	n := m.entries[key]
	if c, ok := parseHex(s); ok {
		return siteColour{c, true, m.pos(n)}
	}
	hint := `「#」と6桁の16進数で書いてください。例: ` + key + `: "#0b6e4f"`
	folded := foldWidth.Replace(strings.TrimSpace(s))
	for _, try := range []string{folded, "#" + folded} {
		if c, ok := parseHex(try); ok {
			hint = fmt.Sprintf("%s: %q のことですか", key, c.hex())
			break
		}
	}
	if c, ok := cssColour(s); ok {
		hint = fmt.Sprintf("%s: %q のことですか", key, c.hex())
	}
	m.problem(n, "color", fmt.Sprintf("色 %q を読めません", s), hint)
	return siteColour{}
}

// foldWidth makes what a Japanese keyboard writes into a colour.
var foldWidth = func() *strings.Replacer {
	pairs := []string{"＃", "#"}
	for r := '０'; r <= 'ｚ'; r++ {
		pairs = append(pairs, string(r), string(r-'０'+'0'))
	}
	return strings.NewReplacer(pairs...)
}()

// tokens are the tokens that the colours stand for, on the grounds of a theme.
func (s siteColours) tokens(theme tokenSet) map[tokenKey]string {
	values := map[tokenKey]string{}
	set := func(mode tokenMode, name string, c colour) { values[tokenKey{name, mode}] = c.hex() }
	grounds := func(mode tokenMode) []colour { return theme.colours(mode, "paper", "surface", "sunken") }
	light, dark := grounds(lightMode), grounds(darkMode)
	if s.main.set {
		o := s.main.oklch()
		wash, _ := oklch{0.945, min(o.c*0.25, 0.022), o.h}.fit(needs(ratioText, s.main.colour))
		set(lightMode, "brand", s.main.colour)
		set(lightMode, "brand-strong", oklch{max(o.l-0.09, 0.1), o.c, o.h}.colour())
		set(lightMode, "brand-wash", wash)
		on, _ := oklch{1, 0, 0}.fit(needs(ratioText, s.main.colour))
		set(lightMode, "on-brand", on)
		link, _ := o.fit(needs(ratioText, append(light, wash)...))
		set(lightMode, "link", link)

		wash = oklch{0.31, min(o.c*0.4, 0.032), o.h}.colour()
		brand, _ := oklch{0.79, min(o.c, 0.09), o.h}.fit(needs(ratioText, append(dark, wash)...))
		strong := oklch{brand.oklch().l + 0.06, min(o.c, 0.07), o.h}.colour()
		on, _ = oklch{0.24, min(o.c, 0.03), o.h}.fit(needs(ratioText, brand, strong))
		link, _ = oklch{0.815, min(o.c, 0.085), o.h}.fit(needs(ratioText, append(dark, wash)...))
		for name, c := range map[string]colour{"brand": brand, "brand-strong": strong, "brand-wash": wash, "on-brand": on, "link": link} {
			set(darkMode, name, c)
		}
	}
	if s.accent.set {
		o := s.accent.oklch()
		set(lightMode, "accent", s.accent.colour)
		c, _ := oklch{0.78, min(o.c, 0.12), o.h}.fit(needs(ratioText, dark...))
		set(darkMode, "accent", c)
	}
	return values
}
