package score

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

func toBig(r Rat) *big.Rat { return new(big.Rat).SetFrac64(r.Num(), r.Den()) }

func mustRat(t testing.TB, s string) Rat {
	t.Helper()
	if n, d, ok := strings.Cut(s, "/"); ok {
		r, ok := mustRat(t, n).Quo(mustRat(t, d))
		if !ok {
			t.Fatalf("%s is no number", s)
		}
		return r
	}
	r, ok := ParseRat(s)
	if !ok {
		t.Fatalf("%s is no number", s)
	}
	return r
}

// operands are numbers of every size: those of forms, and those at the ends of
// 64 bits. A number is small if numerator and denominator are below 1e6.
func operand(g *rand.Rand) (r Rat, small bool) {
	near := func() int64 {
		x := g.Int64N(1e6)
		switch g.IntN(12) {
		case 0:
			return g.Int64()
		case 1:
			return math.MaxInt64 - g.Int64N(4)
		case 2:
			return 1 << g.IntN(63)
		case 3:
			return g.Int64N(3)
		}
		return x
	}
	n, d := near(), max(near(), 1)
	if g.IntN(2) == 0 {
		n = -n
	}
	if g.IntN(3) == 0 {
		d = 1
	}
	r, ok := Ratio(n, d)
	if !ok {
		panic("score: Ratio of legal operands")
	}
	return r, abs64(n) < 1e6 && d < 1e6
}

// An operation either gives the exact number in lowest terms, or says that it
// cannot; with operands of the size of forms it always can.
func TestRatArithmetic(t *testing.T) {
	g := rand.New(rand.NewPCG(1, 2))
	ops := []struct {
		name string
		rat  func(a, b Rat) (Rat, bool)
		big  func(z, x, y *big.Rat) *big.Rat
	}{
		{"add", Rat.Add, (*big.Rat).Add},
		{"sub", Rat.Sub, (*big.Rat).Sub},
		{"mul", Rat.Mul, (*big.Rat).Mul},
		{"quo", Rat.Quo, (*big.Rat).Quo},
	}
	refused := 0
	for range 100_000 {
		a, smallA := operand(g)
		b, smallB := operand(g)
		if got, want := a.Cmp(b), toBig(a).Cmp(toBig(b)); got != want {
			t.Fatalf("%v cmp %v = %d, want %d", toBig(a), toBig(b), got, want)
		}
		if got, want := a.Floor(), floorOf(toBig(a)); got != want.Int64() {
			t.Fatalf("floor of %v = %d, want %d", toBig(a), got, want)
		}
		if got, want := a.Ceil(), new(big.Int).Neg(floorOf(new(big.Rat).Neg(toBig(a)))); got != want.Int64() {
			t.Fatalf("ceil of %v = %d, want %d", toBig(a), got, want)
		}
		for _, op := range ops {
			if op.name == "quo" && b.Sign() == 0 {
				if _, ok := op.rat(a, b); ok {
					t.Fatalf("%v / 0 is ok", toBig(a))
				}
				continue
			}
			got, ok := op.rat(a, b)
			if !ok {
				refused++
				if smallA && smallB {
					t.Fatalf("%v %s %v is refused", toBig(a), op.name, toBig(b))
				}
				continue
			}
			want := op.big(new(big.Rat), toBig(a), toBig(b))
			if toBig(got).Cmp(want) != 0 || got.Num() != want.Num().Int64() || got.Den() != want.Denom().Int64() {
				t.Fatalf("%v %s %v = %d/%d, want %v", toBig(a), op.name, toBig(b), got.Num(), got.Den(), want)
			}
		}
	}
	if refused == 0 {
		t.Error("no operand was large enough to be refused")
	}
}

func TestRatPow(t *testing.T) {
	g := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		n, d := g.Int64N(41)-20, 1+g.Int64N(12)
		a, _ := Ratio(n, d)
		e := g.Int64N(13) - 6
		got, ok := a.Pow(e)
		if e < 0 && n == 0 {
			if ok {
				t.Fatalf("0 ** %d is ok", e)
			}
			continue
		}
		want := big.NewRat(1, 1)
		for range max(e, -e) {
			want.Mul(want, toBig(a))
		}
		if e < 0 {
			want.Inv(want)
		}
		if !ok || toBig(got).Cmp(want) != 0 {
			t.Fatalf("%v ** %d = %v (%v), want %v", toBig(a), e, toBig(got), ok, want)
		}
	}
}

func TestRatCmpExtremes(t *testing.T) {
	const top = math.MaxInt64
	r := func(n, d int64) Rat {
		x, _ := Ratio(n, d)
		return x
	}
	// In ascending order.
	xs := []Rat{Int(-top), r(-top, 2), r(-top, top-1), Int(-1), r(-(top - 1), top), r(-1, top-1), r(-1, top), {},
		r(1, top), r(1, top-1), r(top-2, top-1), r(top-1, top), Int(1), r(top, top-1), r(top-1, top-2), r(top, 2), Int(top - 1), Int(top)}
	for i, a := range xs {
		for j, b := range xs {
			if got, want := a.Cmp(b), boolInt(i > j)-boolInt(i < j); got != want {
				t.Errorf("%v cmp %v = %d, want %d", toBig(a), toBig(b), got, want)
			}
		}
	}
	if got := (Rat{}).Cmp(Int(0)); got != 0 {
		t.Errorf("zero Rat cmp Int(0) = %d, want 0", got)
	}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestRatio(t *testing.T) {
	tests := []struct {
		n, d   int64
		want   string
		wantOK bool
	}{
		{6, 4, "3/2", true}, {-6, 4, "-3/2", true}, {6, -4, "-3/2", true}, {-6, -4, "3/2", true}, {0, 7, "0/1", true}, {0, -7, "0/1", true},
		{1, 0, "", false}, {math.MinInt64, 1, "", false}, {1, math.MinInt64, "", false}, {math.MaxInt64, math.MaxInt64, "1/1", true},
	}
	for _, tt := range tests {
		got, ok := Ratio(tt.n, tt.d)
		if ok != tt.wantOK || ok && toBig(got).String() != tt.want {
			t.Errorf("Ratio(%d, %d) = %v, %v, want %s, %v", tt.n, tt.d, toBig(got), ok, tt.want, tt.wantOK)
		}
	}
}

// The sums that the design names, and others that binary floating point gets wrong.
func TestRatExact(t *testing.T) {
	tests := []struct {
		name string
		x    []string // a number, then operators and numbers
		want string
	}{
		{"57 of 100 is 57 percent", []string{"57", "/", "100", "*", "100"}, "57"},
		{"0.575 is 57.5 percent", []string{"0.575", "*", "100"}, "57.5"},
		{"64 kg at 1.6 m is BMI 25", []string{"64", "/", "1.6", "/", "1.6"}, "25"},
		{"64 kg at 160 cm is BMI 25", []string{"64", "/", "160", "/", "160", "*", "10000"}, "25"},
		{"a tenth and a fifth", []string{"0.1", "+", "0.2"}, "0.3"},
		{"three thirds", []string{"1", "/", "3", "*", "3"}, "1"},
		{"29 of 29", []string{"29", "/", "29", "*", "100"}, "100"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := mustRat(t, tt.x[0])
			for i := 1; i < len(tt.x); i += 2 {
				ok := false
				b := mustRat(t, tt.x[i+1])
				switch tt.x[i] {
				case "+":
					r, ok = r.Add(b)
				case "*":
					r, ok = r.Mul(b)
				case "/":
					r, ok = r.Quo(b)
				}
				if !ok {
					t.Fatalf("step %d is refused", i)
				}
			}
			if got := r.String(); got != tt.want || r.Cmp(mustRat(t, tt.want)) != 0 {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// floorOf is the greatest whole number below, by math/big's own division.
func floorOf(x *big.Rat) *big.Int {
	return new(big.Int).Div(x.Num(), x.Denom()) // Euclidean; the denominator is positive
}

// bigRound rounds by the definitions of DMN 1.5, 10.3.4.5: on the absolute
// value for up, down, half up and half down.
func bigRound(x *big.Rat, places int, how Rounding) *big.Rat {
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(places, -places))), nil))
	if places < 0 {
		scale.Inv(scale)
	}
	y := new(big.Rat).Mul(x, scale)
	abs := new(big.Rat).Abs(y)
	lo := floorOf(abs)
	rest := new(big.Rat).Sub(abs, new(big.Rat).SetInt(lo))
	half := rest.Cmp(big.NewRat(1, 2))
	up := false
	switch how {
	case Up:
		up = rest.Sign() > 0
	case HalfUp:
		up = half >= 0
	case HalfDown:
		up = half > 0
	case HalfEven:
		up = half > 0 || half == 0 && lo.Bit(0) == 1
	case Floor:
		up = rest.Sign() > 0 && y.Sign() < 0
	case Ceiling:
		up = rest.Sign() > 0 && y.Sign() > 0
	}
	if up {
		lo.Add(lo, big.NewInt(1))
	}
	z := new(big.Rat).SetInt(lo)
	if y.Sign() < 0 {
		z.Neg(z)
	}
	return z.Quo(z, scale)
}

func TestRatRound(t *testing.T) {
	g := rand.New(rand.NewPCG(5, 6))
	modes := []Rounding{HalfEven, Up, Down, HalfUp, HalfDown, Floor, Ceiling}
	check := func(a Rat, small bool) {
		t.Helper()
		for _, how := range modes {
			for places := -3; places <= 6; places++ {
				got, ok := a.Round(int64(places), how)
				want := bigRound(toBig(a), places, how)
				if !ok && small || ok && toBig(got).Cmp(want) != 0 {
					t.Fatalf("%v rounded to %d places, mode %d = %v (%v), want %v", toBig(a), places, how, toBig(got), ok, want)
				}
				if places < 0 || !small || how != HalfUp {
					continue
				}
				text := a.Fixed(places)
				if want := want.FloatString(places); text != want {
					t.Fatalf("%v written with %d places, mode %d = %s, want %s", toBig(a), places, how, text, want)
				}
			}
		}
	}
	for _, s := range []string{"0", "0.5", "1.5", "2.5", "-0.5", "-1.5", "-2.5", "0.05", "0.15", "-0.25", "99.95", "-99.95", "1/3", "-1/3", "2/3", "-2/3",
		"0.0000005", "-0.0000005", "1500", "-2500", "49.5", "-0.4"} {
		check(mustRat(t, s), true)
	}
	for range 2000 {
		check(operand(g))
	}
}

func TestFixed(t *testing.T) {
	tests := []struct {
		in     string
		places int
		want   string
	}{
		{"0", 2, "0.00"}, {"-0.004", 2, "0.00"}, {"-0.005", 2, "-0.01"}, {"999.995", 2, "1000.00"}, {"9.5", 0, "10"},
		{"2/3", 12, "0.666666666667"}, {"57.5", 1, "57.5"}, {"100", 1, "100.0"},
		{"9223372036854775807", 3, "9223372036854775807.000"}, {"1/9223372036854775807", 20, "0.00000000000000000011"},
	}
	for _, tt := range tests {
		if got := mustRat(t, tt.in).Fixed(tt.places); got != tt.want {
			t.Errorf("%s with %d places = %s, want %s", tt.in, tt.places, got, tt.want)
		}
	}
}

func TestParseRat(t *testing.T) {
	tests := []struct {
		in, want string // want as a fraction; "" is refused
	}{
		{"0", "0/1"}, {"-0", "0/1"}, {"+5", "5/1"}, {"-5", "-5/1"}, {"007", "7/1"}, {"1.5", "3/2"}, {".5", "1/2"}, {"-.5", "-1/2"}, {"5.", "5/1"},
		{"1.500000000000000000000000000000", "3/2"}, {"0.000000000000000000000000", "0/1"}, {"1e3", "1000/1"}, {"1E-3", "1/1000"}, {"1.5e+2", "150/1"},
		{"9223372036854775807", "9223372036854775807/1"}, {"9223372036854775808", ""}, {"0.123456789012345678", "61728394506172839/500000000000000000"},
		{"0.1234567890123456789", ""}, {"1e18", "1000000000000000000/1"}, {"1e19", ""}, {"0e400", "0/1"}, {"1e400", ""}, {"1e-400", ""}, {"1e99999999999", ""},
		{"", ""}, {"-", ""}, {".", ""}, {"-.", ""}, {"1.2.3", ""}, {"1,000", ""}, {"1 000", ""}, {" 1", ""}, {"1_000", ""}, {"0x10", ""}, {"1e", ""}, {"1e1.5", ""},
		{"--1", ""}, {"+-1", ""}, {"１", ""}, {"NaN", ""}, {"Inf", ""},
	}
	for _, tt := range tests {
		got, ok := ParseRat(tt.in)
		text := ""
		if ok {
			text = toBig(got).String()
		}
		if text != tt.want {
			t.Errorf("ParseRat(%q) = %q, want %q", tt.in, text, tt.want)
		}
	}
}

// What is written is read back: all decimals, and fractions to 12 places.
func TestRatText(t *testing.T) {
	g := rand.New(rand.NewPCG(7, 8))
	half := big.NewRat(1, 2e12)
	for range 20_000 {
		a, _ := operand(g)
		text := a.String()
		back, ok := new(big.Rat).SetString(text)
		if !ok || text == "-0" || strings.ContainsAny(text, "eE/") {
			t.Fatalf("%v is written %q", toBig(a), text)
		}
		if d := new(big.Rat).Sub(back, toBig(a)); d.Abs(d).Cmp(half) > 0 {
			t.Fatalf("%v is written %s: off by %v", toBig(a), text, d)
		}
		for _, places := range []int{0, 1, 12, 18} {
			dec, ok := a.Decimal(places)
			finite := new(big.Rat).Mul(toBig(a), new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))).IsInt()
			if ok != finite {
				t.Fatalf("%v as a decimal of %d places: %v, want %v", toBig(a), places, ok, finite)
			}
			if !ok {
				continue
			}
			if x, valid := new(big.Rat).SetString(dec); !valid || x.Cmp(toBig(a)) != 0 {
				t.Fatalf("%v as a decimal of %d places: %s", toBig(a), places, dec)
			}
			if x, valid := ParseRat(dec); valid && x != a && x.Cmp(a) != 0 {
				t.Fatalf("%v is read back from %s as %v", toBig(a), dec, toBig(x))
			}
		}
		if a.IsInt() {
			if x, ok := ParseRat(text); !ok || x.Cmp(a) != 0 {
				t.Fatalf("%v is read back from %s as %v (%v)", toBig(a), text, toBig(x), ok)
			}
		}
	}
}

// Numbers as people type them in Japan. Nothing is guessed.
func TestParseNumber(t *testing.T) {
	tests := []struct {
		in, unit, want string // "" is refused
	}{
		{"12345", "人", "12345"}, {"１２３４５", "人", "12345"}, {"12,345", "人", "12345"}, {"１２，３４５人", "人", "12345"}, {"１２、３４５人", "人", "12345"},
		{" １２ 人 ", "人", "12"}, {"　１２　", "人", "12"}, {"12 人", "人", "12"}, {"1,234,567.5", "円", "1234567.5"}, {"１，２３４．５", "", "1234.5"},
		{"10%", "%", "10"}, {"１０％", "%", "10"}, {"１０％", "％", "10"}, {"10％", "", "10"}, {"１０ ％", "%", "10"}, {"99.5", "%", "99.5"},
		{"−3", "", "-3"}, {"－３", "", "-3"}, {"ー3", "", "-3"}, {"‐3", "", "-3"}, {"-1,234", "", "-1234"}, {"＋3", "", "3"}, {"．５", "", "0.5"}, {"0.5日", "日", "0.5"},
		{"3か月", "か月", "3"}, {"３カ月", "か月", ""}, {"0", "人", "0"}, {"０", "人", "0"}, {"007", "", "7"},
		{"1,23", "", ""}, {"12,34", "", ""}, {"1234,567", "", ""}, {",123", "", ""}, {"1,,234", "", ""}, {"1,234,56", "", ""}, {"1.234,567", "", ""}, {"1.5,000", "", ""},
		{"0,123", "", ""}, {"000,123", "", ""}, {"1,2345", "", ""}, {"1e5", "", ""}, {"１Ｅ５", "", ""}, {"1.2.3", "", ""}, {"--3", "", ""}, {"3-", "", ""},
		{"1 234", "", ""}, {"人", "人", ""}, {"", "", ""}, {"12人", "", ""}, {"12人人", "人", ""}, {"12名", "人", ""}, {"約12", "人", ""}, {"12人以上", "人", ""},
		{"10%", "人", ""}, {"十二", "人", ""}, {"12/60", "", ""}, {"△3", "", ""}, {"(3)", "", ""}, {"9223372036854775808", "", ""}, {"∞", "", ""},
	}
	for _, tt := range tests {
		got, ok := ParseNumber(tt.in, tt.unit)
		text := ""
		if ok {
			text = got.String()
		}
		if text != tt.want {
			t.Errorf("ParseNumber(%q, %q) = %q, want %q", tt.in, tt.unit, text, tt.want)
		}
	}
}

func TestNarrow(t *testing.T) {
	tests := []struct{ in, want string }{
		{"ＡＢＣ　ｘｙｚ", "ABC xyz"}, {"２０２６－０４－０１", "2026-04-01"}, {"（）［］＝＜＞！～", "()[]=<>!~"}, {"健診", "健診"}, {"　", ""}, {"１。５", "1.5"},
	}
	for _, tt := range tests {
		if got := Narrow(tt.in); got != tt.want {
			t.Errorf("Narrow(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// Every day of 800 years, against package time.
func TestDates(t *testing.T) {
	day := time.Date(1600, 1, 1, 0, 0, 0, 0, time.UTC)
	for want := day.Unix() / 86400; day.Year() <= 2400; want++ {
		text := day.Format(time.DateOnly)
		if got, ok := ParseDate(text); got != want || !ok {
			t.Fatalf("ParseDate(%s) = %d, %v, want %d", text, got, ok, want)
		}
		if got := FormatDate(want); got != text {
			t.Fatalf("FormatDate(%d) = %s, want %s", want, got, text)
		}
		day = day.AddDate(0, 0, 1)
	}
	for _, text := range []string{"0001-01-01", "0000-02-29", "-0001-12-31", "-4712-01-01", "9999-12-31", "99999-12-31", "999999999-12-31", "-999999999-01-01"} {
		days, ok := ParseDate(text)
		if got := FormatDate(days); !ok || got != text {
			t.Errorf("%s is read and written as %s (%v)", text, got, ok)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, in := range []string{"", "2026", "2026-04", "2026-4-1", "2026-04-1", "2026-00-01", "2026-13-01", "2026-01-00", "2026-01-32", "2026-04-31", "2023-02-29",
		"1900-02-29", "2100-02-29", "2026/04/01", "20260401", "2026-04-01T00:00", "998-12-31", "02026-04-01", "+2026-04-01", "--2026-04-01", "２０２６-04-01",
		"2026-04-0x", "2026-+4-01", "1000000000-01-01", "令和8年4月1日"} {
		if got, ok := ParseDate(in); ok {
			t.Errorf("ParseDate(%q) = %d, want it refused", in, got)
		}
	}
}
