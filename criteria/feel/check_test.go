package feel

import (
	"slices"
	"strings"
	"testing"

	"kijun/criteria/score"
)

// A testEnv has a name of every kind.
type testEnv map[string]Symbol

var someNames = testEnv{
	"n":       {Kind: FieldSymbol, Type: TNumber},
	"m":       {Kind: FieldSymbol, Type: TNumber},
	"b":       {Kind: FieldSymbol, Type: TBoolean},
	"s":       {Kind: FieldSymbol, Type: TString},
	"d":       {Kind: FieldSymbol, Type: TDate},
	"choice":  {Kind: FieldSymbol, Type: TString, Options: []score.Value{score.String("yes"), score.String("no")}},
	"grade":   {Kind: FieldSymbol, Type: TNumber, Options: []score.Value{score.Number(score.Int(1)), score.Number(score.Int(2))}},
	"mixed":   {Kind: FieldSymbol, Type: TNumber | TString, Options: []score.Value{score.Number(score.Int(1)), score.String("other")}},
	"choices": {Kind: FieldSymbol, Type: TList, Options: []score.Value{score.String("gym"), score.String("walk")}},
	"rows":    {Kind: FieldSymbol, Type: TList, Columns: []Column{{"count", TNumber}, {"date", TDate}}},
	"any":     {Kind: DerivedSymbol, Type: TAny},
	"q04":     {Kind: CriterionSymbol},
	"checkup": {Kind: SectionSymbol},
	"total":   {Kind: TotalSymbol, Type: TNumber},
	"受診率":     {Kind: DerivedSymbol, Type: TNumber},
}

func (e testEnv) Lookup(name string) (Symbol, bool) {
	s, ok := e[name]
	return s, ok
}

func (e testEnv) Near(name string) []string {
	var known []string
	for k := range e {
		known = append(known, k)
	}
	slices.Sort(known)
	return Nearest(name, known)
}

func problemText(ps []Problem) string {
	var lines []string
	for _, p := range ps {
		lines = append(lines, p.Code+": "+p.Msg+" | "+p.Hint)
	}
	return strings.Join(lines, "\n")
}

func TestCheckTypes(t *testing.T) {
	tests := []struct {
		in   string
		want Type
	}{
		{"null", TNull}, {"true", TBoolean}, {"1", TNumber}, {`"x"`, TString}, {`@"2026-04-01"`, TDate}, {"[]", TList}, {"n", TNumber}, {"-n", TNumber},
		{"n + m", TNumber}, {"s + s", TString}, {"any + n", TNumber}, {"any + any", TNumber | TString}, {"n > 1 and b", TBoolean}, {"n = null", TBoolean},
		{"if b then 1 else 2", TNumber}, {`if b then 1 else "x"`, TNumber | TString}, {"if b then 1 else null", TNumber}, {"n between 1 and 2", TBoolean},
		{"n in (1, > 5)", TBoolean}, {"some x in choices satisfies x = \"gym\"", TBoolean}, {"rows.count", TList}, {"sum(rows.count)", TNumber},
		{"max(n, m)", TNumber | TString | TDate}, {"count(choices)", TNumber}, {"all(b, b)", TBoolean}, {"date(\"2026-04-01\")", TDate}, {"date(2026, 4, 1)", TDate},
		{"upper case(s)", TString}, {"percent(n, m)", TNumber}, {"q04.met", TBoolean}, {"q04.points", TNumber}, {"q04.applies", TBoolean}, {"checkup.total", TNumber},
		{"checkup.maximum", TNumber}, {"total", TNumber}, {"[1, 2][1]", TNumber}, {"[1, 2][item > 1]", TList}, {"choices[item != \"gym\"]", TList}, {"受診率", TNumber},
		{"mixed", TNumber | TString}, {"n[1]", TNumber}, {"choices[1]", TString}, {"any", TAny}, {"list contains(choices, \"gym\")", TBoolean},
	}
	for _, tt := range tests {
		n, p := Parse(tt.in)
		if p != nil {
			t.Fatalf("%s: %+v", tt.in, *p)
		}
		got, ps := Check(n, someNames, TNull)
		if got != tt.want || len(ps) > 0 {
			t.Errorf("%s is %v, want %v\n%s", tt.in, got, tt.want, problemText(ps))
		}
	}
}

// Every diagnostic of the type check, with its whole text; ‸ marks the place.
func TestCheckProblems(t *testing.T) {
	tests := []struct {
		name, in string
		want     Type // that the expression must have
		problem  string
	}{
		{"unknown name", "‸nn > 1 and xyzzy", TNull, "unknown: 名前 「nn」 は定義されていません | n のことですか\nunknown: 名前 「xyzzy」 は定義されていません | "},
		{"unknown Japanese name", "‸受信率 > 1", TNull, "unknown: 名前 「受信率」 は定義されていません | 受診率 のことですか"},
		{"criterion without member", "‸q04 > 5", TNull, "member: 「q04」 は評価項目です | q04.met、q04.points、q04.applies のどれかを書いてください"},
		{"section without member", "‸checkup > 5", TNull, "member: 「checkup」 は分野です | checkup.total か checkup.maximum と書いてください"},
		{"unknown member", "q04.‸point > 5", TNull, "member: 「q04」 に 「point」 はありません | q04.points のことですか"},
		{"unknown member, nothing like it", "q04.‸score > 5", TNull, "member: 「q04」 に 「score」 はありません | q04.applies、q04.met、q04.points のどれかを書いてください"},
		{"unknown column", "sum(rows.‸counts)", TNull, "member: 「rows」 に 「counts」 はありません | rows.count のことですか"},
		{"member of a number", "n.‸met", TNull, "member: 「n」 に 「met」 はありません | "},
		{"member of a calculation", "(n + m).‸met", TNull, "member: 「met」 を取り出せる値ではありません | "},
		{"sign of a text", "-‸s", TNull, "type: 符号をつけられるのは数だけです（ここは文字列です） | "},
		{"product of a truth value", "‸b * 2", TNull, "type: 計算できるのは数だけです（ここははい・いいえです） | "},
		{"division by a text", "n / ‸s", TNull, "type: 計算できるのは数だけです（ここは文字列です） | "},
		{"difference of dates", "‸d - d", TNull, "type: 計算できるのは数だけです（ここは日付です） | \ntype: 計算できるのは数だけです（ここは日付です） | "},
		{"sum of number and text", "n ‸+ s", TNull, "type: 数と文字列は足せません | "},
		{"number as condition", "‸n and b", TNull, "type: 条件が必要ですが、ここは数です | 「>= 80」のような比較を書いてください"},
		{"text as condition", "if ‸s then 1 else 2", TNull, "type: 条件が必要ですが、ここは文字列です | "},
		{"number as condition of every", "every x in choices satisfies ‸1", TNull, "type: 条件が必要ですが、ここは数です | 「>= 80」のような比較を書いてください"},
		{"wanted a condition", "‸n", TBoolean, "type: はい・いいえになる式が必要ですが、この式は数になります | 「>= 80」のような比較を書いてください"},
		{"wanted a number", "‸b", TNumber, "type: 数になる式が必要ですが、この式ははい・いいえになります | "},
		{"order of truth values", "b ‸< true", TNull, "type: はい・いいえとはい・いいえの大小は比べられません | "},
		{"order of number and text", "n ‸>= s", TNull, "type: 数と文字列の大小は比べられません | "},
		{"order with null", "n ‸> null", TNull, "type: 数とnullの大小は比べられません | 値があるかどうかは「!= null」で確かめます"},
		{"equality of number and text", "n ‸= s", TNull, "type: 数と文字列の比較はけっして成り立ちません | "},
		{"number of a choice of words", "choice ‸= 1", TNull, "type: 文字列と数の比較はけっして成り立ちません | 選択肢は \"yes\"、\"no\" です"},
		{"no such option", "choice = ‸\"yess\"", TNull, "option: 「choice」 に \"yess\" という選択肢はありません | 選択肢は \"yes\"、\"no\" です"},
		{"no such option, mirrored", "‸\"yess\" = choice", TNull, "option: 「choice」 に \"yess\" という選択肢はありません | 選択肢は \"yes\"、\"no\" です"},
		{"no such number of a choice", "grade != ‸3", TNull, "option: 「grade」 に 3 という選択肢はありません | 選択肢は 1、2 です"},
		{"no such option in tests", "choice in (\"yes\", ‸\"none\")", TNull, "option: 「choice」 に \"none\" という選択肢はありません | 選択肢は \"yes\"、\"no\" です"},
		{"no such option of several", "list contains(choices, ‸\"run\")", TNull, "option: 「choices」 に \"run\" という選択肢はありません | 選択肢は \"gym\"、\"walk\" です"},
		{"no such option under some", "some x in choices satisfies x = ‸\"run\"", TNull, "option: 「choices」 に \"run\" という選択肢はありません | 選択肢は \"gym\"、\"walk\" です"},
		{"no such option in a filter", "count(choices[item = ‸\"run\"])", TNull, "option: 「choices」 に \"run\" という選択肢はありません | 選択肢は \"gym\"、\"walk\" です"},
		{"no such option in a list", "choice in [\"yes\", ‸\"none\"]", TNull, "option: 「choice」 に \"none\" という選択肢はありません | 選択肢は \"yes\"、\"no\" です"},
		{"between of another type", "n between ‸\"a\" and 3", TNull, "type: 数と文字列の比較はけっして成り立ちません | "},
		{"test of another type", "n in (1, ‸\"a\")", TNull, "type: 数と文字列の比較はけっして成り立ちません | "},
		{"comparison test of another type", "n in < ‸\"a\"", TNull, "type: 数と文字列の比較はけっして成り立ちません | "},
		{"interval upside down", "n in ‸[80..50)", TNull, "interval: 範囲の下限が上限より大きくなっています | [50..80) のことですか"},
		{"interval of another type", "n in [‸\"a\"..3]", TNull, "type: 数と文字列の比較はけっして成り立ちません | "},
		{"interval as a value", "[1, ‸[2..3]] = n", TNull, "test: ここには値が必要です | 範囲は「… in [30..50)」のように書いてください\ntype: リストと数の比較はけっして成り立ちません | "},
		{"index by a text", "choices[‸\"a\"]", TNull, "type: [ ] の中は番号か条件にしてください | "},
		{"unknown function", "‸roundup(n)", TNull, "unknown: 関数 「roundup」 はありません | round up のことですか"},
		{"call of a number", "‸2(n)", TNull, "call: ここは関数ではないので ( ) で呼び出せません | 掛け算なら * を書いてください"},
		{"too few arguments", "‸modulo(n)", TNull, "call: 「modulo」 の引数が合いません（1個） | modulo(dividend, divisor) と書いてください"},
		{"too many arguments", "‸abs(n, m)", TNull, "call: 「abs」 の引数が合いません（2個） | abs(n) と書いてください"},
		{"arguments of two forms", "‸date(2026, 4)", TNull, "call: 「date」 の引数が合いません（2個） | date(from) か date(year, month, day) と書いてください"},
		{"wrong parameter name", "‸floor(x: 1)", TNull, "call: 「floor」 の引数が合いません（1個） | floor(n, scale) と書いてください"},
		{"argument of a wrong type", "floor(‸s)", TNull, "type: 「floor」 には数が必要ですが、ここは文字列です | "},
		{"length of a number", "string length(‸n)", TNull, "type: 「string length」 には文字列が必要ですが、ここは数です | "},
		{"match of a number", "starts with(s, ‸n)", TNull, "type: 「starts with」 には文字列が必要ですが、ここは数です | "},
		{"not of a number", "not(‸n)", TNull, "type: 「not」 にははい・いいえが必要ですが、ここは数です | 「>= 80」のような比較を書いてください"},
		{"count of a number", "count(‸n)", TNull, "type: 「count」 にはリストが必要ですが、ここは数です | "},
		{"sum of truth values", "sum(n, ‸b)", TNull, "type: 「sum」 には数が必要ですが、ここははい・いいえです | "},
		{"contains of a number", "list contains(‸n, 1)", TNull, "type: 「list contains」 にはリストが必要ですが、ここは数です | "},
		{"date of a number", "date(‸n)", TNull, "type: 「date」 には文字列か日付が必要ですが、ここは数です | "},
		{"date of no calendar", "date(‸\"2026-02-30\")", TNull, "date: \"2026-02-30\" は日付ではありません | \"2026-04-01\" のように書いてください"},
		{"several at once", "‸nn > 1 and s", TNull, "unknown: 名前 「nn」 は定義されていません | n のことですか\ntype: 条件が必要ですが、ここは文字列です | "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			off := strings.Index(tt.in, "‸")
			n, p := Parse(strings.Replace(tt.in, "‸", "", 1))
			if p != nil {
				t.Fatalf("%+v", *p)
			}
			_, ps := Check(n, someNames, tt.want)
			if got := problemText(ps); got != tt.problem {
				t.Errorf("%s\n got %s\nwant %s", tt.in, got, tt.problem)
			}
			if len(ps) > 0 && ps[0].Off != off {
				t.Errorf("%s\nplace %d, want %d", tt.in, ps[0].Off, off)
			}
		})
	}
}

// What may be null or anything is not complained about.
func TestCheckPasses(t *testing.T) {
	for _, in := range []string{
		"any > 1 and any", "n = null", "null != s", "if null then 1 else 2", "choice = null", "choice in (\"yes\", null)", "[] = []", "n in [1, 2, 3]",
		"choice in [\"yes\"]", "mixed = 1 or mixed = \"other\"", "some x in rows.count satisfies x > 3", "rows.count[1] > 2", "count(rows.date) > 0", "sum(1, null)",
		"not(b = null)", "d >= @\"2026-04-01\"", "d in [@\"2026-04-01\"..@\"2027-03-31\"]", "s in (\"a\", \"b\")", "max(rows.count) >= 3", "n in (-, null)", "min(1, n) < 3",
	} {
		n, p := Parse(in)
		if p != nil {
			if in == "n in (-, null)" {
				continue // "-" stands alone
			}
			t.Fatalf("%s: %+v", in, *p)
		}
		if _, ps := Check(n, someNames, TNull); len(ps) > 0 {
			t.Errorf("%s\n%s", in, problemText(ps))
		}
	}
}

func TestCheckTests(t *testing.T) {
	tests := []struct{ tests, of, want string }{
		{">= 50", "n", ""}, {"[30..50)", "受診率", ""}, {"null", "n", ""}, {"-", "choice", ""}, {`"yes", "no"`, "choice", ""}, {"not(1)", "grade", ""},
		{`"yess"`, "choice", "option: 「choice」 に \"yess\" という選択肢はありません | 選択肢は \"yes\"、\"no\" です"},
		{`>= "a"`, "n", "type: 数と文字列の比較はけっして成り立ちません | "},
		{"not(3)", "grade", "option: 「grade」 に 3 という選択肢はありません | 選択肢は 1、2 です"},
		{"[9..1]", "n", "interval: 範囲の下限が上限より大きくなっています | [1..9] のことですか"},
		{"unknown", "n", "unknown: 名前 「unknown」 は定義されていません | "},
	}
	for _, tt := range tests {
		x, _ := Parse(tt.of)
		n, p := ParseTests(tt.tests)
		if p != nil {
			t.Fatalf("%s: %+v", tt.tests, *p)
		}
		if got := problemText(CheckTests(n, x, someNames)); got != tt.want {
			t.Errorf("%s of %s\n got %s\nwant %s", tt.tests, tt.of, got, tt.want)
		}
	}
}

func TestUnknown(t *testing.T) {
	tests := []struct{ in, want string }{
		{"n + 1", ""}, {"nope + 1", "unknown: 名前 「nope」 は定義されていません | "}, {"some x in [1] satisfies x > 0", ""}, {"[1][item > 0]", ""}, {"item", "unknown: 名前 「item」 は定義されていません | "},
		{"rouns(1)", "unknown: 関数 「rouns」 はありません | "}, {"flor(1.5)", "unknown: 関数 「flor」 はありません | floor のことですか"}, {"n(1)", ""}, {"a.b", "unknown: 名前 「a」 は定義されていません | "},
		{`"x"(n)`, ""}, {"null()", ""},
	}
	for _, tt := range tests {
		n, p := Parse(tt.in)
		if p != nil {
			t.Fatalf("%s: %+v", tt.in, *p)
		}
		if got := problemText(Unknown(n, someNames)); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.in, got, tt.want)
		}
	}
}

func TestNearest(t *testing.T) {
	tests := []struct {
		name       string
		candidates string
		want       string
	}{
		{"acces", "access excess", "access"}, {"q01_rate", "q01_rates q10_rate q01_eligible", "q01_rates q10_rate"}, {"ab", "ba xy", "ba"}, {"受信率", "受診率 実施率", "受診率"},
		{"Total", "total", "total"}, {"x", "y", ""}, {"abc", "xyz", ""}, {"", "a", ""}, {"abcdef", "abcxyz", ""}, {"evidense", "evidence", "evidence"},
	}
	for _, tt := range tests {
		if got := strings.Join(Nearest(tt.name, strings.Fields(tt.candidates)), " "); got != tt.want {
			t.Errorf("Nearest(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestTypeString(t *testing.T) {
	for got, want := range map[Type]string{TNull: "null", TBoolean: "はい・いいえ", TNumber | TString: "数か文字列", TString | TDate: "文字列か日付", TAny: "値"} {
		if got.String() != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
