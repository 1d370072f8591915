package feel

import (
	"testing"

	"kijun/criteria/score"
)

func TestPrint(t *testing.T) {
	tests := []struct{ in, want string }{
		{"1+2*3", "1 + 2 * 3"}, {"(1+2)*3", "(1 + 2) * 3"}, {"((1))", "1"}, {"(1 - 2) - 3", "1 - 2 - 3"}, {"1 - (2 - 3)", "1 - (2 - 3)"},
		{"2 ** 3 ** 2", "2 ** 3 ** 2"}, {"2 ** (3 ** 2)", "2 ** (3 ** 2)"}, {"-3 ** 2", "-3 ** 2"}, {"-(3 ** 2)", "-(3 ** 2)"}, {"- - 5", "--5"},
		{"(a and b) or c", "a and b or c"}, {"a and (b or c)", "a and (b or c)"}, {"(a = b) = true", "a = b = true"}, {"a = (b = true)", "a = (b = true)"},
		{"not( (a) )", "not(a)"}, {"if(a)then(b)else(c)", "if a then b else c"}, {"(if a then b else c) + 1", "(if a then b else c) + 1"},
		{"a and if b then c else d", "a and (if b then c else d)"}, {"some  x  in  a  satisfies  x > 0", "some x in a satisfies x > 0"},
		{"every x in a, y in b satisfies x = y", "every x in a satisfies every y in b satisfies x = y"},
		{"a between (1) and (2)", "a between 1 and 2"}, {"(a between 1 and 2) and b", "a between 1 and 2 and b"}, {"a between (b and c) and 2", "a between (b and c) and 2"},
		{"a in ( [1..2) )", "a in [1..2)"}, {"a in ]1..2[", "a in (1..2)"}, {"a in (1,2)", "a in (1, 2)"}, {"a in (1)", "a in 1"}, {"a in (< 5)", "a in < 5"},
		{"a in (b and c)", "a in (b and c)"}, {"a in [1,2] and b", "a in [1, 2] and b"}, {"a in (not(1), > 5)", "a in (not(1), > 5)"},
		{"[ 1,[2..3],\"x\" ]", `[1, [2..3], "x"]`}, {"a [ 1 ]", "a[1]"}, {"(a + b)[1]", "(a + b)[1]"}, {"(-a)[1]", "(-a)[1]"}, {"-a[1]", "-a[1]"},
		{"max( 1 , 2 )", "max(1, 2)"}, {"round half  up(n:1.5,scale:0)", "round half up(n: 1.5, scale: 0)"}, {"(abs)(1)", "(abs)(1)"}, {"(f)(1)", "f(1)"},
		{`"a" (1)`, `"a"(1)`}, {"a . b", "a.b"}, {"1 /* x */ + // y\n 2", "1 + 2"}, {`"\u0041\n"`, `"A\n"`}, {`@"2026-04-01"`, `date("2026-04-01")`},
		{"0.1234567890123456", "0.1234567890123456"}, {"1e-15", "0.000000000000001"}, {"1e3", "1000"}, {".50", "0.5"}, {"007", "7"}, {"null", "null"},
		{"健診受診率>=80", "健診受診率 >= 80"},
	}
	for _, tt := range tests {
		n, p := Parse(tt.in)
		if p != nil {
			t.Errorf("%s: %+v", tt.in, *p)
			continue
		}
		if got := Print(n); got != tt.want {
			t.Errorf("%s is printed %s, want %s", tt.in, got, tt.want)
		}
	}
}

// seeds are expressions of every construct.
var seeds = []string{
	"a or b and not(c) = (d < 1)", "if a then 1 else if b then -2 ** 3 else .5e2", "some x in [1, [2..3], \"\\u3042\"] satisfies x in (< 1, not(2, ]3..4[), 5)",
	"every x in a, y in b[item > 1][-1] satisfies x.y between 1 and 2 and true", "round half up(n: 1/3, scale: 2) + max(1, count([]))", `@"2026-04-01" >= date("2026-01-01")`,
	"(abs)(-1) - --1", `"abs"(1)[true]`, "健診・受診 * ① /* c */ // d", "a in b in (c in (d))", "a in [1..2[ and b", "string length(\"a\\\"b\\\\\")", "1e-15 + 0.1234567890123456",
	"(a)(1)(2)", "a between (b between 1 and 2) and 3", "a in (b and c)", "(some x in a satisfies x) or b", "[[], [[]]]", "a[b[c[1]]]", "(if a then b else c)[1]",
}

// FuzzPrint: what parses prints, and what is printed parses again to an
// expression of the same structure that prints the same.
func FuzzPrint(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		n, p := Parse(src)
		if p != nil {
			if p.Off < 0 || p.Off > len(src) || p.Msg == "" || p.Code == "" {
				t.Fatalf("%q: %+v", src, *p)
			}
			return
		}
		once := Print(n)
		m, p := Parse(once)
		if p != nil {
			if p.Code == "depth" {
				return // parentheses that were not needed before
			}
			t.Fatalf("%q is printed %q, which is no expression: %+v", src, once, *p)
		}
		if twice := Print(m); twice != once {
			t.Fatalf("%q is printed %q, and that %q", src, once, twice)
		}
		if a, b := dump(n), dump(m); a != b && !hasDate(n) {
			t.Fatalf("%q is printed %q: %s became %s", src, once, a, b)
		}
	})
}

// hasDate reports a literal of a date, which is printed as a call.
func hasDate(n Node) bool {
	if l, ok := n.(*Lit); ok && l.Value.Kind == score.KDate {
		return true
	}
	for _, k := range Children(n) {
		if hasDate(k) {
			return true
		}
	}
	return false
}

// FuzzTests: unary tests are read or refused, and what they say of a number is
// true, false or null.
func FuzzTests(f *testing.F) {
	for _, s := range append([]string{"-", ">= 50", "[30..50)", "1, 3, 5", "not(2)", "]a..b[", "< 1, not(-)", "null"}, seeds...) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		n, p := ParseTests(src)
		if p != nil {
			return
		}
		b := &Builder{}
		x := b.Const(score.Number(score.Int(40)))
		id := LowerTests(n, x, noNames{}, b)
		prog := &score.Program{Nodes: b.Nodes, Consts: b.Consts, Args: b.Args}
		if v, _ := prog.Eval(id); v.Kind != score.KBool && v.Kind != score.KNull {
			t.Fatalf("40 in (%s) is %v", src, v)
		}
	})
}

type noNames struct{}

func (noNames) Lookup(string) (Symbol, bool) { return Symbol{}, false }

func (noNames) Near(string) []string { return nil }
