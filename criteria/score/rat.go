package score

import "math/bits"

// A Rat is an exact rational number on 64-bit integers. The zero Rat is 0.
//
// Operations that would leave 64 bits report ok = false and nothing else; no
// operation rounds unless its name says so.
type Rat struct {
	num int64
	den int64 // > 0, in lowest terms; 0 stands for 1 so that the zero Rat is 0
}

// Int is the number n.
func Int(n int64) Rat { return Rat{n, 1} }

// Ratio is n/d in lowest terms; ok is false for d = 0 or where 64 bits do not do.
func Ratio(n, d int64) (r Rat, ok bool) {
	if d == 0 || n == minInt64 || d == minInt64 {
		return Rat{}, false
	}
	if d < 0 {
		n, d = -n, -d
	}
	g := gcd(abs64(n), uint64(d))
	return Rat{n / int64(g), d / int64(g)}, true
}

const minInt64 = -1 << 63

// Num and Den are the numerator and the denominator, in lowest terms; Den > 0.
func (a Rat) Num() int64 { return a.num }

// Den is the denominator.
func (a Rat) Den() int64 {
	if a.den == 0 {
		return 1
	}
	return a.den
}

// IsInt reports whether the number is whole.
func (a Rat) IsInt() bool { return a.Den() == 1 }

// Sign is -1, 0 or 1.
func (a Rat) Sign() int {
	switch {
	case a.num < 0:
		return -1
	case a.num > 0:
		return 1
	}
	return 0
}

func abs64(n int64) uint64 {
	if n < 0 {
		return uint64(-n) // right for the least int64, too
	}
	return uint64(n)
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	if a == 0 {
		return 1
	}
	return a
}

func mul64(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(abs64(a), abs64(b))
	if hi != 0 || lo > 1<<63-1 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(lo), true
	}
	return int64(lo), true
}

func add64(a, b int64) (int64, bool) {
	c := a + b
	return c, (c > a) == (b > 0) && c != minInt64
}

// Neg is -a.
func (a Rat) Neg() Rat { return Rat{-a.num, a.den} }

// Abs is the absolute value.
func (a Rat) Abs() Rat {
	if a.num < 0 {
		return a.Neg()
	}
	return a
}

// Add is a + b.
func (a Rat) Add(b Rat) (Rat, bool) {
	ad, bd := a.Den(), b.Den()
	if ad == 1 && bd == 1 {
		n, ok := add64(a.num, b.num)
		return Rat{n, 1}, ok
	}
	g := int64(gcd(uint64(ad), uint64(bd)))
	x, ok1 := mul64(a.num, bd/g)
	y, ok2 := mul64(b.num, ad/g)
	n, ok3 := add64(x, y)
	if !ok1 || !ok2 || !ok3 {
		return Rat{}, false
	}
	h := int64(gcd(abs64(n), uint64(g)))
	d, ok := mul64(ad/g, bd/h)
	return Rat{n / h, d}, ok
}

// Sub is a - b.
func (a Rat) Sub(b Rat) (Rat, bool) { return a.Add(b.Neg()) }

// Mul is a · b.
func (a Rat) Mul(b Rat) (Rat, bool) {
	ad, bd := a.Den(), b.Den()
	if ad == 1 && bd == 1 {
		n, ok := mul64(a.num, b.num)
		return Rat{n, 1}, ok
	}
	g := int64(gcd(abs64(a.num), uint64(bd)))
	h := int64(gcd(abs64(b.num), uint64(ad)))
	n, ok1 := mul64(a.num/g, b.num/h)
	d, ok2 := mul64(ad/h, bd/g)
	return Rat{n, d}, ok1 && ok2
}

// Quo is a / b; ok is false for b = 0, too.
func (a Rat) Quo(b Rat) (Rat, bool) {
	if b.num == 0 {
		return Rat{}, false
	}
	inv := Rat{b.Den(), abs64AsInt(b.num)}
	if b.num < 0 {
		inv.num = -inv.num
	}
	return a.Mul(inv)
}

func abs64AsInt(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}

// Cmp is -1, 0 or 1 as a is less than, equal to or greater than b. It is always exact.
func (a Rat) Cmp(b Rat) int {
	ad, bd := a.Den(), b.Den()
	if ad == bd {
		switch {
		case a.num < b.num:
			return -1
		case a.num > b.num:
			return 1
		}
		return 0
	}
	if s, t := a.Sign(), b.Sign(); s != t {
		if s < t {
			return -1
		}
		return 1
	}
	xh, xl := bits.Mul64(abs64(a.num), uint64(bd))
	yh, yl := bits.Mul64(abs64(b.num), uint64(ad))
	c := 0
	switch {
	case xh < yh || xh == yh && xl < yl:
		c = -1
	case xh > yh || xh == yh && xl > yl:
		c = 1
	}
	if a.num < 0 {
		return -c
	}
	return c
}

// Floor is the greatest whole number that is not greater than a.
func (a Rat) Floor() int64 {
	q := a.num / a.Den()
	if a.num%a.Den() != 0 && a.num < 0 {
		q--
	}
	return q
}

// Ceil is the least whole number that is not less than a.
func (a Rat) Ceil() int64 {
	q := a.num / a.Den()
	if a.num%a.Den() != 0 && a.num > 0 {
		q++
	}
	return q
}

// A Rounding says which neighbour is taken. The names are FEEL's.
type Rounding uint8

const (
	HalfEven Rounding = iota // decimal
	Up                       // round up: away from zero
	Down                     // round down: towards zero
	HalfUp                   // round half up: halves away from zero
	HalfDown                 // round half down: halves towards zero
	Floor                    // floor
	Ceiling                  // ceiling
)

// Round rounds to so many decimal places (negative: to tens, hundreds, …).
func (a Rat) Round(places int64, how Rounding) (Rat, bool) {
	scale, ok := pow10(places)
	if !ok {
		return Rat{}, false
	}
	x, ok := a.Mul(scale)
	if !ok {
		return Rat{}, false
	}
	if !x.IsInt() {
		x = Int(x.roundInt(how))
	}
	return x.Quo(scale)
}

func (a Rat) roundInt(how Rounding) int64 {
	lo := a.Floor()
	switch how {
	case Floor:
		return lo
	case Ceiling:
		return lo + 1
	case Up:
		if a.num > 0 {
			return lo + 1
		}
		return lo
	case Down:
		if a.num > 0 {
			return lo
		}
		return lo + 1
	}
	d := a.Den()
	rest := a.num % d
	if rest < 0 {
		rest += d
	}
	switch half := 2*uint64(rest) - uint64(d); { // no overflow: rest < d ≤ 2⁶³-1
	case 2*uint64(rest) < uint64(d):
		return lo
	case half > 0:
		return lo + 1
	}
	switch how {
	case HalfUp:
		if a.num > 0 {
			return lo + 1
		}
		return lo
	case HalfDown:
		if a.num > 0 {
			return lo
		}
		return lo + 1
	}
	if lo%2 == 0 {
		return lo
	}
	return lo + 1
}

func pow10(places int64) (Rat, bool) {
	n := places
	if n < 0 {
		n = -n
	}
	if n > 18 {
		return Rat{}, false
	}
	p := int64(1)
	for range n {
		p *= 10
	}
	if places < 0 {
		return Rat{1, p}, true
	}
	return Rat{p, 1}, true
}

// Pow is a to the power of n.
func (a Rat) Pow(n int64) (Rat, bool) {
	if n < 0 {
		if a.num == 0 || n == minInt64 {
			return Rat{}, false
		}
		inv, ok := Int(1).Quo(a)
		if !ok {
			return Rat{}, false
		}
		a, n = inv, -n
	}
	r, ok := Int(1), true
	for n > 0 {
		if n&1 == 1 {
			if r, ok = r.Mul(a); !ok {
				return Rat{}, false
			}
		}
		if n >>= 1; n > 0 {
			if a, ok = a.Mul(a); !ok {
				return Rat{}, false
			}
		}
	}
	return r, true
}

// ParseRat reads a decimal: digits, one point, an exponent. Nothing is rounded.
func ParseRat(s string) (Rat, bool) {
	i, neg := 0, false
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		neg = s[i] == '-'
		i++
	}
	var n int64
	count, places, point, ok := 0, int64(0), false, true
	for ; i < len(s); i++ {
		c := s[i]
		if c == '.' && !point {
			point = true
			continue
		}
		if c < '0' || c > '9' {
			break
		}
		count++
		if point {
			// A trailing zero after the point adds nothing and must not cost a digit.
			j := i
			for j < len(s) && s[j] == '0' {
				j++
			}
			if j > i && (j == len(s) || s[j] < '0' || s[j] > '9') {
				i = j - 1
				continue
			}
			places++
		}
		if n, ok = mul64(n, 10); !ok {
			return Rat{}, false
		}
		if n, ok = add64(n, int64(c-'0')); !ok && c != '0' {
			return Rat{}, false
		}
	}
	if count == 0 {
		return Rat{}, false
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		exponent, sign := s[i+1:], int64(1)
		if exponent != "" && (exponent[0] == '+' || exponent[0] == '-') {
			if exponent[0] == '-' {
				sign = -1
			}
			exponent = exponent[1:]
		}
		e := digits(exponent)
		if e < 0 {
			return Rat{}, false
		}
		places -= sign * e
		i = len(s)
	}
	if i < len(s) {
		return Rat{}, false
	}
	if neg {
		n = -n
	}
	scale, ok := pow10(-places)
	if !ok {
		return Rat{}, n == 0
	}
	return Int(n).Mul(scale)
}

// Decimal writes the number as a decimal if it has one of at most so many places.
func (a Rat) Decimal(places int) (string, bool) {
	d := a.Den()
	n := 0
	for d%10 == 0 {
		d /= 10
		n++
	}
	twos, fives := 0, 0
	for d%2 == 0 {
		d /= 2
		twos++
	}
	for d%5 == 0 {
		d /= 5
		fives++
	}
	if d != 1 || n+max(twos, fives) > places {
		return "", false
	}
	return a.Fixed(n + max(twos, fives)), true
}

// Fixed writes the number with exactly so many decimal places, rounded half up
// (halves away from zero).
func (a Rat) Fixed(places int) string {
	whole := int64(abs64(a.num)) / a.Den()
	rest := int64(abs64(a.num)) % a.Den()
	digits := make([]byte, 0, places)
	den := uint64(a.Den())
	r := uint64(rest)
	for range places {
		hi, lo := bits.Mul64(r, 10)
		var q uint64
		q, r = bits.Div64(hi, lo, den)
		digits = append(digits, byte('0'+q))
	}
	if r != 0 {
		if hi, lo := bits.Mul64(r, 2); hi > 0 || lo >= den {
			i := places - 1
			for ; i >= 0 && digits[i] == '9'; i-- {
				digits[i] = '0'
			}
			if i >= 0 {
				digits[i]++
			} else {
				whole++
			}
		}
	}
	s := itoa(whole)
	if places > 0 {
		s += "." + string(digits)
	}
	if a.num < 0 && !allZero(s) {
		s = "-" + s
	}
	return s
}

func allZero(s string) bool {
	for i := range len(s) {
		if s[i] != '0' && s[i] != '.' {
			return false
		}
	}
	return true
}

// String writes the number as a decimal; one without an end is rounded half up
// at 12 places.
func (a Rat) String() string {
	s, ok := a.Decimal(12)
	if !ok {
		s = a.Fixed(12)
		for s[len(s)-1] == '0' {
			s = s[:len(s)-1]
		}
		if s = cutSuffix(s, "."); s == "-0" {
			s = "0"
		}
	}
	return s
}
