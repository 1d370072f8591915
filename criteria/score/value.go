package score

// A Kind is the kind of a value.
type Kind uint8

const (
	KNull Kind = iota
	KBool
	KNum
	KStr
	KDate
	KList
)

// A Value is a value of FEEL. The zero Value is null. Values are never changed.
type Value struct {
	Kind Kind
	Num  Rat     // a number; 1 for true, 0 for false; days since 1970-01-01
	Str  string  // a string
	List []Value // a list
}

// Null, True and False are the constants.
var (
	Null  = Value{}
	True  = Value{Kind: KBool, Num: Int(1)}
	False = Value{Kind: KBool, Num: Int(0)}
)

// Bool is a truth value.
func Bool(b bool) Value {
	if b {
		return True
	}
	return False
}

// Number is a number as a value.
func Number(r Rat) Value { return Value{Kind: KNum, Num: r} }

// String is a string as a value.
func String(s string) Value { return Value{Kind: KStr, Str: s} }

// ListOf is a list as a value.
func ListOf(vs ...Value) Value { return Value{Kind: KList, List: vs} }

// IsTrue and IsFalse report a truth value; null is neither.
func (v Value) IsTrue() bool { return v.Kind == KBool && v.Num.num != 0 }

// IsFalse reports whether the value is false.
func (v Value) IsFalse() bool { return v.Kind == KBool && v.Num.num == 0 }

// Equal is FEEL's equality: true, false, or null where the kinds differ. Null
// equals null and nothing else.
func (v Value) Equal(w Value) Value {
	if v.Kind == KNull || w.Kind == KNull {
		return Bool(v.Kind == w.Kind)
	}
	if v.Kind != w.Kind {
		return Null
	}
	switch v.Kind {
	case KStr:
		return Bool(v.Str == w.Str)
	case KList:
		if len(v.List) != len(w.List) {
			return False
		}
		for i := range v.List {
			if e := v.List[i].Equal(w.List[i]); !e.IsTrue() {
				return e
			}
		}
		return True
	}
	return Bool(v.Num.Cmp(w.Num) == 0)
}

// same reports whether two values are the same value; null is the same as null.
func same(v, w Value) bool { return v.Kind == w.Kind && v.Equal(w).IsTrue() }

// compare orders two numbers, two strings or two dates.
func compare(v, w Value) (c int, ok bool) {
	if v.Kind != w.Kind {
		return 0, false
	}
	switch v.Kind {
	case KNum, KDate:
		return v.Num.Cmp(w.Num), true
	case KStr:
		switch {
		case v.Str < w.Str:
			return -1, true
		case v.Str > w.Str:
			return 1, true
		}
		return 0, true
	}
	return 0, false
}

// String writes the value as a FEEL literal; an endless decimal is rounded half
// up at 12 places.
func (v Value) String() string {
	switch v.Kind {
	case KBool:
		if v.IsTrue() {
			return "true"
		}
		return "false"
	case KNum:
		return v.Num.String()
	case KStr:
		return Quote(v.Str)
	case KDate:
		return `date("` + FormatDate(v.Num.num) + `")`
	case KList:
		s := "["
		for i, e := range v.List {
			if i > 0 {
				s += ", "
			}
			s += e.String()
		}
		return s + "]"
	}
	return "null"
}

// Quote writes a FEEL string literal.
func Quote(s string) string {
	b := []byte{'"'}
	for i := range len(s) {
		switch c := s[i]; c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, c)
		}
	}
	return string(append(b, '"'))
}

// ParseDate reads a calendar date, year-month-day, and gives the days since 1970-01-01.
func ParseDate(s string) (days int64, ok bool) {
	neg := hasPrefix(s, "-")
	if neg {
		s = s[1:]
	}
	n := len(s) - len("-01-01")
	if n < 4 || n > 9 || n > 4 && s[0] == '0' || s[n] != '-' || s[n+3] != '-' {
		return 0, false
	}
	ys, ms, ds := s[:n], s[n+1:n+3], s[n+4:]
	year, m, d := digits(ys), digits(ms), digits(ds)
	if year < 0 || m < 0 || d < 0 {
		return 0, false
	}
	if neg {
		year = -year
	}
	if m < 1 || m > 12 || d < 1 || d > daysIn(year, m) {
		return 0, false
	}
	return daysFromCivil(year, m, d), true
}

// digits reads up to nine digits; -1 if there is anything else. (Package strconv
// would bring its errors and their quoting along.)
func digits(s string) int64 {
	if s == "" || len(s) > 9 {
		return -1
	}
	n := int64(0)
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int64(s[i]-'0')
	}
	return n
}

// FormatDate is the inverse of [ParseDate].
func FormatDate(days int64) string {
	y, m, d := civilFromDays(days)
	sign := ""
	if y < 0 {
		sign, y = "-", -y
	}
	return sign + pad(y, 4) + "-" + pad(m, 2) + "-" + pad(d, 2)
}

func pad(n int64, width int) string {
	s := itoa(n)
	for len(s) < width {
		s = "0" + s
	}
	return s
}

func daysIn(y, m int64) int64 {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// daysFromCivil and civilFromDays count in eras of 400 years that begin in March,
// so that the leap day is the last of a year (package time would cost every
// visitor some 60 kB).
func daysFromCivil(y, m, d int64) int64 {
	if m <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	doy := (153*((m+9)%12)+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return era*146097 + doe - 719468
}

func civilFromDays(z int64) (y, m, d int64) {
	z += 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d = doy - (153*mp+2)/5 + 1
	m = (mp+2)%12 + 1
	y = yoe + era*400
	if m <= 2 {
		y++
	}
	return y, m, d
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
