package criteria

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestConformance computes expressions whose values the DMN 1.5 standard (or,
// where it leaves a choice, the public TCK) fixes. The tables under
// testdata/conformance have a line "expression ⇒ value" each; "# …" begins a
// topic, and "with a=1; b=2" binds names until the topic ends.
func TestConformance(t *testing.T) {
	files, err := filepath.Glob("testdata/conformance/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no tables: %v", err)
	}
	total := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		topic, with := "", ""
		for i, line := range strings.Split(string(data), "\n") {
			switch {
			case strings.TrimSpace(line) == "":
				continue
			case strings.HasPrefix(line, "# "):
				topic, with = line[2:], ""
				continue
			case strings.HasPrefix(line, "with "):
				with = line[5:]
				continue
			}
			expr, want, ok := cutLast(line, " ⇒ ")
			if !ok {
				t.Fatalf("%s:%d: no “ ⇒ ” in %q", file, i+1, line)
			}
			total++
			v, ds := Eval(expr, with)
			got := v.String()
			if len(ds) > 0 {
				got = ds.Error()
			}
			if got != want {
				t.Errorf("%s:%d: %s: %s is %s, want %s", file, i+1, topic, expr, got, want)
			}
		}
	}
	if total < 200 {
		t.Errorf("only %d expressions were found", total)
	}
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// What eval cannot compute it says, with the place in the expression or in the
// bindings.
func TestEvalProblems(t *testing.T) {
	tests := []struct{ name, expr, with, want string }{
		{"unknown name", "受診 + 1", "受診率=80", "式:1:1: 名前 「受診」 は定義されていません\n\thint: 受診率 のことですか"},
		{"unknown function", "1 + maximum(1, 2)", "", "式:1:5: 関数 「maximum」 はありません"},
		{"syntax, column in characters", "健診 >= ８０", "健診=1", "式:1:7: 式に使えない文字 「８」 があります\n\thint: 半角の 8 と書いてください"},
		{"second line", "1 +\n  ＋ 2", "", "式:2:3: 式に使えない文字 「＋」 があります\n\thint: 半角の + と書いてください"},
		{"empty", "", "", "式:1:1: 式が空です\n\thint: 式を書いてください"},
		{"overflow", "9223372036854775807 + 1", "", "式:1:1: 計算の途中で数が大きくなりすぎ、正確に扱えません\n\thint: 数は分子と分母がそれぞれ約922京までの分数として計算されます"},
		{"overflow that would be null", "10 ** 30 / 10 ** 30", "", "式:1:1: 計算の途中で数が大きくなりすぎ、正確に扱えません\n\thint: 数は分子と分母がそれぞれ約922京までの分数として計算されます"},
		{"binding without value", "1", "a", "--with:1:1: 「a」は「名前=値」の形ではありません\n\thint: --with 'a=1; b=null' のように書いてください"},
		{"binding without name", "1", "a=1; =2", "--with:1:5: 「=2」は「名前=値」の形ではありません\n\thint: --with 'a=1; b=null' のように書いてください"},
		{"binding that is no expression", "1", "a=1; b=2 3", "--with:1:10: ここで式が終わるはずですが、「3」 があります"},
		{"binding of an unknown name", "a", "a=b", "--with:1:3: 名前 「b」 は定義されていません"},
		{"two problems", "x + y", "", "式:1:1: 名前 「x」 は定義されていません\n式:1:5: 名前 「y」 は定義されていません"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v, ds := Eval(tt.expr, tt.with)
			if got := ds.Error(); got != tt.want {
				t.Errorf("got %s (%v)\nwant %s", got, v, tt.want)
			}
		})
	}
}
