package feel

import (
	"fmt"
	"strings"
	"testing"

	"kijun/criteria/score"
)

// dump writes a node with every parenthesis, so that its structure shows.
func dump(n Node) string {
	all := func(ns []Node) string {
		parts := make([]string, len(ns))
		for i, n := range ns {
			parts[i] = dump(n)
		}
		return strings.Join(parts, " ")
	}
	switch n := n.(type) {
	case *Lit:
		return n.Value.String()
	case *Name:
		return "'" + n.Name + "'"
	case *Path:
		return "(. " + dump(n.X) + " " + n.Member + ")"
	case *Unary:
		return "(neg " + dump(n.X) + ")"
	case *Binary:
		return "(" + opText[n.Op] + " " + dump(n.X) + " " + dump(n.Y) + ")"
	case *If:
		return "(if " + all([]Node{n.Cond, n.Then, n.Else}) + ")"
	case *Between:
		return "(between " + all([]Node{n.X, n.Lo, n.Hi}) + ")"
	case *In:
		return "(in " + dump(n.X) + " " + all(n.Tests) + ")"
	case *Interval:
		return fmt.Sprintf("%c%s..%s%c", "[("[toInt(n.LoOpen)], dump(n.Lo), dump(n.Hi), "])"[toInt(n.HiOpen)])
	case *Cmp:
		return "(test " + opText[n.Op] + " " + dump(n.X) + ")"
	case *Dash:
		return "-"
	case *NotTests:
		return "(not " + all(n.Tests) + ")"
	case *Quantified:
		return fmt.Sprintf("(quantified %v %s %s %s)", n.Every, n.Var, dump(n.List), dump(n.Cond))
	case *List:
		return "[" + all(n.Items) + "]"
	case *Index:
		return "(index " + dump(n.X) + " " + dump(n.Arg) + ")"
	case *Call:
		fn := n.Name
		if n.Fn != nil {
			fn = dump(n.Fn)
		}
		if n.Named != nil {
			fn += "{" + strings.Join(n.Named, " ") + "}"
		}
		return strings.TrimRight("(call "+fn+" "+all(n.Args), " ") + ")"
	}
	return fmt.Sprintf("%T", n)
}

func TestParse(t *testing.T) {
	tests := []struct{ name, in, want string }{
		// Precedence, loosest first: or, and, comparison, + -, * /, **, unary minus (DMN 1.5, 10.3.1.2).
		{"or is looser than and", "a or b and c", "(or 'a' (and 'b' 'c'))"},
		{"and binds before or", "a and b or c", "(or (and 'a' 'b') 'c')"},
		{"parentheses win", "(a or b) and c", "(and (or 'a' 'b') 'c')"},
		{"comparison binds before and", "a = 1 and b < 2", "(and (= 'a' 1) (< 'b' 2))"},
		{"sums bind before comparison", "a + 1 > b - 2", "(> (+ 'a' 1) (- 'b' 2))"},
		{"products bind before sums", "1 + 2 * 3 - 4 / 5", "(- (+ 1 (* 2 3)) (/ 4 5))"},
		{"powers bind before products", "2 * 3 ** 2", "(* 2 (** 3 2))"},
		{"unary minus binds before powers", "-3 ** 2", "(** (neg 3) 2)"},
		{"minus of a power in parentheses", "-(3 ** 2)", "(neg (** 3 2))"},
		{"exponent with a sign", "5 ** -2", "(** 5 (neg 2))"},
		{"minus of a member", "-a.b", "(neg (. 'a' b))"},
		{"index before minus", "-a[1]", "(neg (index 'a' 1))"},

		// Associativity.
		{"minus is left-associative", "10 - 4 - 3", "(- (- 10 4) 3)"},
		{"division is left-associative", "100 / 10 / 2", "(/ (/ 100 10) 2)"},
		{"powers are left-associative", "2 ** 3 ** 2", "(** (** 2 3) 2)"},
		{"and is left-associative", "a and b and c", "(and (and 'a' 'b') 'c')"},
		{"comparisons are left-associative", "a = b = true", "(= (= 'a' 'b') true)"},
		{"many signs", "10--5", "(- 10 (neg 5))"},
		{"signs of signs", "---5", "(neg (neg (neg 5)))"},

		// between and in.
		{"the and of between is its own", "a between 1 and 2 and b", "(and (between 'a' 1 2) 'b')"},
		{"between with sums", "a between 1 + 1 and 2 * 3", "(between 'a' (+ 1 1) (* 2 3))"},
		{"in an interval", "a in [1..2)", "(in 'a' [1..2))"},
		{"in an open interval", "a in (1..2]", "(in 'a' (1..2])"},
		{"in an interval with outward brackets", "a in ]1..2[", "(in 'a' (1..2))"},
		{"what follows such an interval belongs outside", "a in [1..b[2][ and c in ]3..4[ or d", "(or (and (in 'a' [1..(index 'b' 2))) (in 'c' (3..4))) 'd')"},
		{"in several tests", "a in (< 1, [2..3], 5, not(7))", "(in 'a' (test < 1) [2..3] 5 (not 7))"},
		{"in one test", "a in >= 5", "(in 'a' (test >= 5))"},
		{"in a list", "a in [1, 2]", "(in 'a' [1 2])"},
		{"what follows a list belongs outside", "a in [1, 2] and b", "(and (in 'a' [1 2]) 'b')"},
		{"what follows a value belongs outside", "a in 5 or b", "(or (in 'a' 5) 'b')"},
		{"what follows a test belongs outside", "a in < 5 and b", "(and (in 'a' (test < 5)) 'b')"},
		{"what follows an interval belongs outside", "a in [1..2] and b", "(and (in 'a' [1..2]) 'b')"},
		{"conditions in parentheses are tests", "a in (b and c)", "(in 'a' (and 'b' 'c'))"},
		{"an interval with calculated ends", "a in [b + 1 .. max(c, d)]", "(in 'a' [(+ 'b' 1)..(call max 'c' 'd')])"},
		{"nested parentheses after in", "a in (b in (c in (1)))", "(in 'a' (in 'b' (in 'c' 1)))"},

		// Other constructs.
		{"if", "if a then 1 else 2", "(if 'a' 1 2)"},
		{"if nests to the right", "if a then 1 else if b then 2 else 3", "(if 'a' 1 (if 'b' 2 3))"},
		{"if inside", "a and if b then c else d", "(and 'a' (if 'b' 'c' 'd'))"},
		{"else takes all that follows", "if a then 1 else 2 + 3", "(if 'a' 1 (+ 2 3))"},
		{"some", "some x in a satisfies x > 0", "(quantified false x 'a' (> 'x' 0))"},
		{"every of two lists", "every x in a, y in b satisfies x = y", "(quantified true x 'a' (quantified true y 'b' (= 'x' 'y')))"},
		{"list", "[1, \"a\", [true]]", "[1 \"a\" [true]]"},
		{"empty list", "[]", "[]"},
		{"list of intervals", "[[1..2], (3..4)]", "[[1..2] (3..4)]"},
		{"index and filter", "a[1][item > 2]", "(index (index 'a' 1) (> 'item' 2))"},
		{"call", "max(1, 2)", "(call max 1 2)"},
		{"call without arguments", "count()", "(call count)"},
		{"call with a blank in its name", "round half up(1.25, 1)", "(call round half up 1.25 1)"},
		{"blanks of a name may be many", "round \n half  up(1, 0)", "(call round half up 1 0)"},
		{"named parameters", "ceiling(n: 1.5, scale: 0)", "(call ceiling{n scale} 1.5 0)"},
		{"a call of what is no function", "a(1)", "(call 'a' 1)"},
		{"a call of a literal", `"abs"(1)`, `(call "abs" 1)`},
		{"path of a path", "a.b.c", "(. (. 'a' b) c)"},
		{"not is a call", "not(a)", "(call not 'a')"},
		{"a word of a longer name", "android or nothing", "(or 'android' 'nothing')"},
		{"function words alone are names", "round + sum", "(+ 'round' 'sum')"},

		// Tokens.
		{"numbers", "[1, 1.5, .5, 007, 1e3, 1.5E-1]", "[1 1.5 0.5 7 1000 0.15]"},
		{"a range is no decimal point", "a in [1..2]", "(in 'a' [1..2])"},
		{"e needs a digit", "2 * e", "(* 2 'e')"},
		{"escapes", `"a\"b\\c\n\t\r\/\'"`, `"a\"b\\c\n\t\r/'"`},
		{"unknown escapes stay", `"\d"`, `"\\d"`},
		{"unicode escapes", `["\u5065", "\U01F40E", "\ud83d\udca9"]`, `["健" "🐎" "💩"]`},
		{"date", `@"2026-04-01"`, `date("2026-04-01")`},
		{"Japanese names", "健診受診率 >= 80", "(>= '健診受診率' 80)"},
		{"names with marks", "コーヒー・紅茶 + 人々 + Ⅱ + ①", "(+ (+ (+ 'コーヒー・紅茶' '人々') 'Ⅱ') '①')"},
		{"comments", "1 // eins\n + /* zwei */ 2", "(+ 1 2)"},
		{"comment at the end", "1 // 終わり", "1"},
		{"slashes in a string are no comment", `"http://example.jp"`, `"http://example.jp"`},
		{"full-width blank", "1　+　2", "(+ 1 2)"},
		{"byte order mark", "\ufeff1", "1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n, p := Parse(tt.in)
			if p != nil {
				t.Fatalf("%s: %+v", tt.in, *p)
			}
			if got := dump(n); got != tt.want {
				t.Errorf("%s\n got %s\nwant %s", tt.in, got, tt.want)
			}
		})
	}
}

func TestParseTests(t *testing.T) {
	tests := []struct{ in, want string }{
		{"-", "-"}, {" - ", "-"}, {"-5", "(neg 5)"}, {">= 50", "(test >= 50)"}, {"[30..50)", "[30..50)"}, {"]30..50[", "(30..50)"}, {"(30..50)", "(30..50)"},
		{"1, 3, 5", "[1 3 5]"}, {"< 1, > 9", "[(test < 1) (test > 9)]"}, {"not(2)", "(not 2)"}, {"not(< 1, > 9)", "(not (test < 1) (test > 9))"},
		{`"a", "b"`, `["a" "b"]`}, {"null", "null"}, {"[1, 2]", "[1 2]"}, {"= 5", "(test = 5)"}, {"!= 5", "(test != 5)"}, {"a + 1", "(+ 'a' 1)"},
		{"[a..b]", "['a'..'b']"}, {"(1)", "1"}, {"true", "true"}, {`@"2026-04-01"`, `date("2026-04-01")`},
	}
	for _, tt := range tests {
		n, p := ParseTests(tt.in)
		if p != nil {
			t.Errorf("%s: %+v", tt.in, *p)
			continue
		}
		if got := dump(n); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.in, got, tt.want)
		}
	}
}

// Problem texts are complete, with the place marked by ‸ in the input.
func TestParseProblems(t *testing.T) {
	deep := strings.Repeat("(", 250) + "1" + strings.Repeat(")", 250)
	tests := []struct{ name, in, code, msg, hint string }{
		{"empty", "‸", "empty", "式が空です", "式を書いてください"},
		{"only a comment", "// まだ‸", "empty", "式が空です", "式を書いてください"},
		{"full-width equals", "a ‸＝ 1", "character", "式に使えない文字 「＝」 があります", "半角の = と書いてください"},
		{"full-width parenthesis", "‸（a）", "character", "式に使えない文字 「（」 があります", "半角の ( と書いてください"},
		{"full-width digit", "a >= ‸８０", "character", "式に使えない文字 「８」 があります", "半角の 8 と書いてください"},
		{"full-width digit behind a name", "a‸１", "character", "式に使えない文字 「１」 があります", "半角の 1 と書いてください"},
		{"full-width comma", "max(1‸，2)", "character", "式に使えない文字 「，」 があります", "半角の , と書いてください"},
		{"Japanese comma", "max(1‸、2)", "character", "式に使えない文字 「、」 があります", "半角の , と書いてください"},
		{"full-width quote", "a = ‸”x”", "character", "式に使えない文字 「”」 があります", `半角の " と書いてください`},
		{"Japanese quote", "a = ‸「x」", "character", "式に使えない文字 「「」 があります", `文字列は "…" で囲んでください`},
		{"single quote", "a = ‸'x'", "character", "式に使えない文字 「'」 があります", `文字列は "…" で囲んでください`},
		{"at least, as one character", "a ‸≧ 80", "character", "式に使えない文字 「≧」 があります", "半角の >= と書いてください"},
		{"unequal, as one character", "a ‸≠ 80", "character", "式に使えない文字 「≠」 があります", "半角の != と書いてください"},
		{"times", "a ‸× 2", "character", "式に使えない文字 「×」 があります", "半角の * と書いてください"},
		{"minus sign", "a ‸− 2", "character", "式に使えない文字 「−」 があります", "半角の - と書いてください"},
		{"per cent", "a >= 80‸%", "character", "式に使えない文字 「%」 があります", "割合は percent(部分, 全体) と書きます"},
		{"ampersands", "a ‸&& b", "character", "式に使えない文字 「&」 があります", "「かつ」は and と書きます"},
		{"bars", "a ‸|| b", "character", "式に使えない文字 「|」 があります", "「または」は or と書きます"},
		{"exclamation mark", "‸!a", "character", "式に使えない文字 「!」 があります", "「〜ではない」は not( ) と書きます"},
		{"words for comparison", "80‸以上100未満", "syntax", "ここで式が終わるはずですが、「以上100未満」 があります", "「80以上」は >= 80 と書きます"},
		{"range without brackets", "80‸..90", "syntax", "ここで式が終わるはずですが、「..」 があります", "範囲は [30..50) のように括弧で囲みます"},
		{"brace", "‸{a: 1}", "character", "式に使えない文字 「{」 があります", ""},
		{"double equals", "a =‸= 1", "syntax", "値が必要ですが、「=」 があります", "等しいは = と書きます"},
		{"equals greater", "a =‸> 1", "syntax", "値が必要ですが、「>」 があります", "以上は >= と書きます"},
		{"equals less", "a =‸< 1", "syntax", "値が必要ですが、「<」 があります", "以下は <= と書きます"},
		{"less greater", "a <‸> 1", "syntax", "値が必要ですが、「>」 があります", "等しくないは != と書きます"},
		{"unclosed string", `a = ‸"x`, "string", "文字列が閉じられていません", `終わりに " を書いてください`},
		{"unclosed string with a backslash", `‸"x\`, "string", "文字列が閉じられていません", `終わりに " を書いてください`},
		{"bad escape", `"a‸\u12"`, "escape", `\u のあとに16進数が4桁必要です`, ""},
		{"bad long escape", `"‸\U123"`, "escape", `\U のあとに16進数が6桁必要です`, ""},
		{"unclosed comment", "1 /* 注‸", "comment", "コメント /* が閉じられていません", "*/ を書き足してください"},
		{"number of too many digits", "a > ‸12345678901234567890", "number", "数 12345678901234567890 は桁が多すぎて正確に扱えません", "有効数字を18桁までにしてください"},
		{"date of no calendar", `‸@"2026-02-30"`, "date", `@"2026-02-30" は日付ではありません`, `@"2026-04-01" のように書いてください`},
		{"missing operand", "a and ‸", "syntax", "値が必要ですが、式が途中で終わっています", ""},
		{"two names", "受診 ‸率", "syntax", "ここで式が終わるはずですが、「率」 があります", ""},
		{"missing then", "if a ‸1 else 2", "syntax", "「then」 が必要ですが、「1」 があります", ""},
		{"missing else", "if a then 1‸", "syntax", "「else」 が必要ですが、式が途中で終わっています", ""},
		{"missing parenthesis", "(1 + 2‸", "syntax", "「)」 が必要ですが、式が途中で終わっています", ""},
		{"parenthesis too many", "(1)‸)", "syntax", "ここで式が終わるはずですが、「)」 があります", ""},
		{"missing bracket", "[1, 2‸", "syntax", "「,」 が必要ですが、式が途中で終わっています", ""},
		{"missing bracket of an index", "a[1‸", "syntax", "「]」 が必要ですが、式が途中で終わっています", ""},
		{"interval without end", "a in [1..2‸", "syntax", "区間を閉じる「]」か「)」が必要ですが、式が途中で終わっています", ""},
		{"interval that is no value", "‸(1..2)", "syntax", "値が必要ですが、「(」 があります", ""},
		{"between without and", "a between 1 ‸or 2", "syntax", "「and」 が必要ですが、「or」 があります", ""},
		{"some without name", "some ‸1 in a satisfies true", "syntax", "名前が必要ですが、「1」 があります", ""},
		{"some without satisfies", "some x in a‸", "syntax", "「satisfies」 が必要ですが、式が途中で終わっています", ""},
		{"member without name", "a.‸+", "syntax", "「.」のあとに名前が必要ですが、「+」 があります", ""},
		{"named and unnamed", "max(n: 1, ‸2)", "named", "名前つきの引数と名前のない引数は混ぜられません", ""},
		{"unnamed and named", "max(1, ‸n: 2)", "named", "名前つきの引数と名前のない引数は混ぜられません", ""},
		{"too deep", deep[:200] + "‸" + deep[200:], "depth", "式の入れ子が深すぎます", "計算値（derive）に分けてください"},
		{"too many signs", strings.Repeat("-", 200) + "‸" + strings.Repeat("-", 100) + "1", "depth", "式の入れ子が深すぎます", "計算値（derive）に分けてください"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			off := strings.Index(tt.in, "‸")
			src := strings.Replace(tt.in, "‸", "", 1)
			_, p := Parse(src)
			if p == nil {
				t.Fatalf("%s is read", src)
			}
			if want := (Problem{off, tt.code, tt.msg, tt.hint}); *p != want {
				t.Errorf("%s\n got %+v\nwant %+v", src, *p, want)
			}
		})
	}
}

// Parentheses after "in" could open a list of tests, an interval or a value; to
// find out must not take twice as long for each one inside.
func TestParseNestedIn(t *testing.T) {
	const n = 60
	src := strings.Repeat("1 in (", n) + "1" + strings.Repeat(")", n)
	if _, p := Parse(src); p != nil {
		t.Fatalf("%+v", *p)
	}
}

// Every part of an expression knows where it begins.
func TestOffsets(t *testing.T) {
	n, p := Parse("a + max(b, c.d)[1] >= 健診")
	if p != nil {
		t.Fatal(*p)
	}
	var got []string
	var walk func(Node)
	walk = func(n Node) {
		got = append(got, fmt.Sprintf("%d %T", n.Off(), n))
		for _, k := range Children(n) {
			walk(k)
		}
	}
	walk(n)
	want := "0 *feel.Binary, 0 *feel.Binary, 0 *feel.Name, 4 *feel.Index, 4 *feel.Call, 8 *feel.Name, 11 *feel.Path, 11 *feel.Name, 16 *feel.Lit, 22 *feel.Name"
	if got := strings.Join(got, ", "); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if off := n.(*Binary).OpOff; off != 19 {
		t.Errorf("the comparison stands at %d, want 19", off)
	}
}

// Names are told of names that are free: not bound by some, every or a filter.
func TestNames(t *testing.T) {
	tests := []struct{ in, want string }{
		{"a + b.c", "a b.c"}, {"some x in a satisfies x > b", "a b"}, {"every x in a, y in x satisfies y > z", "a z"}, {"a[item > b]", "a b"},
		{"item + a[item]", "item a"}, {"(some x in a satisfies x) and x", "a x"}, {"a in (b, < c, [d..e], not(f))", "a b c d e f"}, {"f(g)", "f g"},
		{"date = count(rows[date > b])", "date rows b"},
	}
	for _, tt := range tests {
		n, p := Parse(tt.in)
		if p != nil {
			t.Fatal(*p)
		}
		var got []string
		Names(n, someNames, func(n Node) { got = append(got, Print(n)) })
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.in, got, tt.want)
		}
	}
}

// The constants of the table that the language shares with the core.
func TestFunctionsSorted(t *testing.T) {
	for i, f := range Functions[1:] {
		if f.Name < Functions[i].Name {
			t.Errorf("%s stands behind %s", f.Name, Functions[i].Name)
		}
	}
	if opLevel(score.OpOr) >= opLevel(score.OpAnd) {
		t.Error("or binds before and")
	}
}
