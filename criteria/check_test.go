package criteria

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite expectations in testdata")

// TestCheck reads the files of each archive under testdata/check as one project
// and compares everything that is said about them with the file "want". A file
// *.answers.yaml is read as a company's answers.
func TestCheck(t *testing.T) {
	archives, err := filepath.Glob("testdata/check/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	codes := map[string]bool{}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var files []File
			want := -1
			for i, f := range ar.Files {
				if f.Name == "want" {
					want = i
					continue
				}
				files = append(files, File{f.Name, f.Data})
			}
			if want < 0 {
				ar.Files = append(ar.Files, txtar.File{Name: "want"})
				want = len(ar.Files) - 1
			}
			l, ds := Read(files)
			for _, f := range files {
				if strings.HasSuffix(f.Name, ".answers.yaml") {
					_, more := ReadAnswers(f.Name, f.Data, l, nil)
					ds = append(ds, more...)
				}
			}
			for _, d := range ds {
				codes[d.Code] = true
				if d.Pos.Line == 0 || d.Pos.Col == 0 || d.Code == "" {
					t.Errorf("no place or no code: %+v", d)
				}
			}
			got := ""
			if len(ds) > 0 {
				got = ds.Error() + "\n"
			}
			if *update {
				ar.Files[want].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(ar), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if w := string(ar.Files[want].Data); got != w {
				t.Errorf("got\n%s\nwant\n%s", got, w)
			}
		})
	}
	// The codes are stable: none is without an example.
	for _, code := range []string{
		"alias", "always", "award", "cycle", "decimals", "denominator", "direction", "dropped", "duplicate_id", "duplicate_key", "empty", "field_shape", "field_type", "gap", "gone", "id", "language", "max", "meaning",
		"edition", "missing_key", "never", "null", "number", "overlap", "points", "population", "quota", "range", "reserved", "rule", "scheme", "severity", "shared", "sites", "sum", "target", "type", "unit", "unknown",
		"unknown_field", "unknown_key", "unreachable", "unused", "without", "yaml", "zero",
	} {
		if !codes[code] && !t.Failed() {
			t.Errorf("no archive has a diagnostic %q", code)
		}
	}
}

// A definition of one criterion, which the tests of bytes vary.
const small = `scheme: small
edition: "1"
title: 小さな制度
sections:
  - id: s
    title: 分野
    criteria:
      - id: c
        title: 項目
        fields:
          f: {label: 欄, type: boolean}
        met: f
awards:
  - {id: w, title: 認定, all: [c]}
`

// What editors and file transfers do to a file, byte by byte.
func TestBytes(t *testing.T) {
	const f = "s.scheme.yaml"
	sjis := "scheme: small\nedition: \"1\"\ntitle: \x8c\x92\x8dN\n"
	tests := []struct{ name, in, want string }{
		{"as it should be", small, ""},
		{"byte order mark", "\ufeff" + small, ""},
		{"lines of Windows", strings.ReplaceAll(small, "\n", "\r\n"), ""},
		{"byte order mark and lines of Windows", "\ufeff" + strings.ReplaceAll(small, "\n", "\r\n"), ""},
		{"Shift_JIS", sjis, f + ":3:8: UTF-8 で書かれていません（Shift_JIS などで保存されているようです）\n\thint: エディターの「名前を付けて保存」で文字コードに UTF-8 を選んで保存し直してください"},
		{"UTF-16", "\xff\xfes\x00c\x00", f + ":1:1: UTF-8 で書かれていません（Shift_JIS などで保存されているようです）\n\thint: エディターの「名前を付けて保存」で文字コードに UTF-8 を選んで保存し直してください"},
		{"nothing", "", f + ":1:1: ファイルが空です\n\thint: 内容を書いてください"},
		{"only comments", "# まだ\n", f + ":1:1: ファイルが空です\n\thint: 内容を書いてください"},
		{"only null", "null\n", f + ":1:1: ファイルが空です\n\thint: 内容を書いてください"},
		{"a list", "- a\n", f + ":1:1: 「キー: 値」の並びではありません\n\thint: 「scheme: 制度のid」のように、「:」のあとに半角の空白を入れて書いてください"},
		{"a word", "健診\n", f + ":1:1: 「キー: 値」の並びではありません\n\thint: 「scheme: 制度のid」のように、「:」のあとに半角の空白を入れて書いてください"},
		{"ten megabytes", "scheme: a\n#" + strings.Repeat("あ", 10<<20/3), f + ":1:1: ファイルが大きすぎます（10MB）\n\thint: 4MB以下にしてください。別のファイルを指定していないか確かめてください"},
		{"a control character", "scheme: a\x01b\n", f + ":1:10: 目に見えない制御文字が入っています\n\thint: ほかのソフトから貼り付けたときに入ることがあります。その前後を消して打ち直してください"},
		{"full-width indent", strings.Replace(small, "    title: 分野", "　　title: 分野", 1), f + ":6:1: 行の始めに全角の空白があります\n\thint: 半角の空白で字下げしてください"},
		{"full-width blank after others", strings.Replace(small, "    title: 分野", "   　title: 分野", 1), f + ":6:4: 行の始めに全角の空白があります\n\thint: 半角の空白で字下げしてください"},
		{"full-width blank in a text", strings.Replace(small, "分野", "分　野", 1), ""},
		{"tab", strings.Replace(small, "    title: 分野", "  \ttitle: 分野", 1), f + ":6:3: 行の始めにタブがあります\n\thint: 半角の空白で字下げしてください"},
		{"tab on an empty line", strings.Replace(small, "    title: 分野", "\t\n    title: 分野", 1), ""},
		{"full-width colon", strings.Replace(small, "    title: 分野", "    title：分野", 1), f + ":6:10: キーのあとが全角の「：」です\n\thint: 半角の「:」と空白に直してください"},
		{"full-width colon in an item", strings.Replace(small, "  - id: s", "  - id： s", 1), f + ":5:7: キーのあとが全角の「：」です\n\thint: 半角の「:」と空白に直してください"},
		{"full-width colon in a text", strings.Replace(small, "title: 分野", "title: 分野：健診", 1), ""},
		{"full-width paragraph in a block", strings.Replace(small, "    title: 分野\n", "    title: 分野\n    note: |\n      一段落目です。\n      　二段落目です。DIC：健保\n      DIC：健保\n", 1), ""},
		{"three at once", strings.NewReplacer("    title: 分野", "　　title: 分野", "  - {id: w", "\t- {id: w", "        title: 項目", "        title： 項目").Replace(small),
			f + ":6:1: 行の始めに全角の空白があります\n\thint: 半角の空白で字下げしてください\n" +
				f + ":9:14: キーのあとが全角の「：」です\n\thint: 半角の「:」と空白に直してください\n" +
				f + ":14:1: 行の始めにタブがあります\n\thint: 半角の空白で字下げしてください"},
		{"place behind Japanese", strings.Replace(small, "f: {label: 欄, type: boolean}", "f: {label: 健康診断の受診, type: bool}", 1),
			f + ":11:37: 入力欄の種類「bool」はありません\n\thint: boolean と書いてください"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, ds := Read([]File{{f, []byte(tt.in)}})
			if got := ds.Error(); got != tt.want {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
		})
	}
}

// A problem inside an expression is told in the coordinates of the file,
// however YAML has quoted or folded the expression.
func TestExpressionPlaces(t *testing.T) {
	tests := []struct{ name, met, want string }{
		{"plain", "met: f and nope", "12:20"},
		{"plain behind Japanese", `met: '"健診" = "健診" and nope'`, "12:31"},
		{"double quotes", `met: "f and nope"`, "12:21"},
		{"double quotes with escapes", `met: "\"x\" = \"x\" and nope"`, "12:33"},
		{"single quotes", `met: 'f and nope'`, "12:21"},
		{"single quotes with an apostrophe", `met: '"it''s" = "" and nope'`, "12:32"},
		{"plain over two lines", "met: f\n          and nope", "13:15"},
		{"folded", "met: >-\n          f\n          and nope", "14:15"},
		{"folded, first line", "met: >-\n          nope\n          and f", "13:11"},
		{"folded with deeper lines", "met: >-\n          f\n\n            and nope", "15:17"},
		{"literal", "met: |\n          f\n          and (f\n           or nope)", "15:15"},
		{"literal with comments", "met: |\n          f // 注\n\n          and nope", "15:15"},
		{"double quotes over two lines", "met: \"f\n          and nope\"", "13:15"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, ds := Read([]File{{"s.scheme.yaml", []byte(strings.Replace(small, "met: f", tt.met, 1))}})
			got := ds.Error()
			want := "s.scheme.yaml:" + tt.want + ": 名前 「nope」 は定義されていません"
			if got != want {
				t.Errorf("got %s\nwant %s", got, want)
			}
		})
	}
	_, ds := Read([]File{{"s.scheme.yaml", []byte(strings.Replace(small, "met: f", "met: >-\n          f\n          and\n", 1))}})
	if got, want := ds.Error(), "s.scheme.yaml:14:14: 値が必要ですが、式が途中で終わっています"; got != want {
		t.Errorf("unfinished: got %s\nwant %s", got, want)
	}
}

// Diagnostics are an error only when one of them is.
func TestDiagnostics(t *testing.T) {
	at := func(file string, line, col int) Pos { return Pos{file, line, col} }
	ds := Diagnostics{
		{Pos: at("b", 1, 1), Code: "x", Msg: "四"}, {Pos: at("a", 2, 1), Code: "x", Msg: "三"}, {Pos: at("a", 1, 2), Code: "y", Msg: "二", Severity: Warning, Hint: "直す"},
		{Pos: at("a", 1, 2), Code: "x", Msg: "一"}, {Pos: at("b", 1, 1), Code: "x", Msg: "四"}, {Pos: Pos{File: "c"}, Msg: "五"}, {Msg: "零"},
	}
	ds.Sort()
	want := "零\na:1:2: 一\na:1:2: 警告: 二\n\thint: 直す\na:2:1: 三\nb:1:1: 四\nc: 五"
	if got := ds.Error(); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if ds.Err() == nil || !ds.HasErrors() {
		t.Error("no error")
	}
	if err := (Diagnostics{{Severity: Warning}}).Err(); err != nil {
		t.Errorf("a warning is an error: %v", err)
	}
	if err := Diagnostics(nil).Err(); err != nil {
		t.Errorf("nothing is an error: %v", err)
	}
}
