package site

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// A colour is red, green and blue of sRGB from 0 to 1.
type colour struct{ r, g, b float64 }

var hexColour = regexp.MustCompile(`^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)

// parseHex reads #rgb and #rrggbb.
func parseHex(s string) (colour, bool) {
	if !hexColour.MatchString(s) {
		return colour{}, false
	}
	if s = s[1:]; len(s) == 3 {
		s = string([]byte{s[0], s[0], s[1], s[1], s[2], s[2]})
	}
	n, _ := strconv.ParseUint(s, 16, 32) // six hexadecimal digits
	return colour{float64(n>>16) / 255, float64(n>>8&255) / 255, float64(n&255) / 255}, true
}

func (c colour) hex() string {
	b := func(x float64) int { return int(math.Round(min(max(x, 0), 1) * 255)) }
	return fmt.Sprintf("#%02x%02x%02x", b(c.r), b(c.g), b(c.b))
}

// rounded is the colour as it is written.
func (c colour) rounded() colour {
	c, _ = parseHex(c.hex())
	return c
}

// linear undoes the gamma of one channel.
func linear(x float64) float64 {
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

func gamma(x float64) float64 {
	if x <= 0.0031308 {
		return 12.92 * x
	}
	return 1.055*math.Pow(x, 1/2.4) - 0.055
}

// contrast is the contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio).
func contrast(a, b colour) float64 {
	l := func(c colour) float64 { return 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b) + 0.05 }
	x, y := l(a), l(b)
	return max(x, y) / min(x, y)
}

// An oklch is a colour by lightness from 0 to 1, chroma and hue, in steps that look
// equal (CSS Color 4, oklch). Its colours are mixed here, so that browsers get plain
// ones.
type oklch struct{ l, c, h float64 }

func (c colour) oklch() oklch {
	r, g, b := linear(c.r), linear(c.g), linear(c.b)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	x := 1.9779984951*l - 2.4285922050*m + 0.4505937099*s
	y := 0.0259040371*l + 0.7827717662*m - 0.8086757660*s
	return oklch{0.2104542553*l + 0.7936177850*m - 0.0040720468*s, math.Hypot(x, y), math.Atan2(y, x)}
}

// colour is the colour of this lightness and hue with as much of the chroma as a
// screen has.
func (o oklch) colour() colour {
	for {
		if c, ok := o.exact(); ok || o.c <= 0 {
			return c.rounded()
		}
		o.c = max(0, o.c-0.002)
	}
}

func (o oklch) exact() (colour, bool) {
	x, y := o.c*math.Cos(o.h), o.c*math.Sin(o.h)
	cube := func(v float64) float64 { return v * v * v }
	l, m, s := cube(o.l+0.3963377774*x+0.2158037573*y), cube(o.l-0.1055613458*x-0.0638541728*y), cube(o.l-0.0894841775*x-1.2914855480*y)
	c := colour{gamma(4.0767416621*l - 3.3077115913*m + 0.2309699292*s), gamma(-1.2684380046*l + 2.6097574011*m - 0.3413193965*s),
		gamma(-0.0041960863*l - 0.7034186147*m + 1.7076147010*s)}
	in := func(v float64) bool { return v >= -0.0005 && v <= 1.0005 }
	return c, in(c.r) && in(c.g) && in(c.b)
}

// A need is a ground, or what stands on it, and how far from it a colour must be.
type need struct {
	from  colour
	ratio float64
}

func needs(ratio float64, from ...colour) []need {
	var list []need
	for _, c := range from {
		list = append(list, need{c, ratio})
	}
	return list
}

func (c colour) meets(list []need) bool {
	for _, n := range list {
		if contrast(c, n.from) < n.ratio {
			return false
		}
	}
	return true
}

// fit is the nearest colour, darker or lighter, that is as far as needed from others.
// ok is false where none is.
func (o oklch) fit(list []need) (c colour, ok bool) {
	for i := range 401 {
		for _, l := range []float64{o.l - float64(i)*0.0025, o.l + float64(i)*0.0025} {
			if l < 0 || l > 1 {
				continue
			}
			if c := (oklch{l, o.c, o.h}).colour(); c.meets(list) {
				return c, true
			}
		}
	}
	return o.colour(), false
}

// cssColour reads a colour as a style sheet writes it: #rgb, #rrggbb, rgb(), hsl() and
// oklch() without transparency.
func cssColour(s string) (colour, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if c, ok := parseHex(s); ok {
		return c, true
	}
	name, rest, ok := strings.Cut(strings.TrimSuffix(s, ")"), "(")
	if !ok || strings.Contains(rest, "/") || !strings.HasSuffix(s, ")") {
		return colour{}, false
	}
	parts := strings.FieldsFunc(rest, func(r rune) bool { return r == ' ' || r == ',' })
	if len(parts) != 3 {
		return colour{}, false
	}
	var v, percent [3]float64
	for i, p := range parts {
		number, isPercent := strings.CutSuffix(strings.TrimSuffix(p, "deg"), "%")
		x, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return colour{}, false
		}
		if v[i] = x; isPercent {
			percent[i] = 1
			v[i] = x / 100
		}
	}
	switch name {
	case "rgb":
		for i := range v {
			if percent[i] == 0 {
				v[i] /= 255
			}
		}
		return colour{v[0], v[1], v[2]}.rounded(), true
	case "hsl":
		f := func(n float64) float64 { // CSS Color 4, hslToRgb
			k := math.Mod(n+v[0]/30, 12)
			return v[2] - v[1]*min(v[2], 1-v[2])*max(-1, min(k-3, 9-k, 1))
		}
		return colour{f(0), f(8), f(4)}.rounded(), percent[1]+percent[2] == 2
	case "oklch":
		if percent[1] == 1 {
			v[1] *= 0.4
		}
		return oklch{v[0], v[1], v[2] * math.Pi / 180}.colour(), true
	}
	return colour{}, false
}
