// Kijun turns criteria definitions and Markdown explanations into a static
// handbook site with a self-check that runs in the visitor's browser.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"kijun/criteria"
	"kijun/criteria/feel"
)

func main() {
	debug.SetGCPercent(gcPercent)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// The exit status of every verb.
const (
	done     = 0
	problems = 1 // the input has problems
	misuse   = 2 // wrong usage
)

// mostProblems is how many problems are printed; nobody reads more at once.
const mostProblems = 50

// An env is what a verb works with.
type env struct {
	dir            string // the project's folder
	json           bool   // problems as data
	stdin          io.Reader
	stdout, stderr io.Writer
}

// path is a path given on the command line, which counts from the project's folder.
func (e *env) path(p string) string {
	if filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(e.dir, p)
}

// A verb is one of the program's commands. It returns the exit status.
type verb func(ctx context.Context, e *env, args []string) int

var verbs = map[string]verb{
	"new":    newProject,
	"build":  build,
	"serve":  serve,
	"check":  check,
	"test":   test,
	"score":  scoreAnswers,
	"eval":   eval,
	"diff":   diff,
	"schema": schema,
}

const usage = `使い方: kijun [-C フォルダー] 動詞 [オプション] [引数]

  new DIR      サイトのひな型を作る。--from で、もうある Markdown のフォルダーから
                --theme 名前 は、今あるサイトにテーマのひな型を作る
  build        サイト全体を public/ に書き出す
  serve        手元で見る。ファイルを保存すると画面が変わる
  check        書き出さずに、定義・本文・リンクの問題をすべて調べる
  test         検算例を実行し、通っていない規則を数える
  score        回答ファイルを判定する。--batch でフォルダーごと
  eval         条件式の値を表示する
  diff         2つの版で変わったことを並べる。--records で、だれの判定が変わるかも
  schema       定義ファイルの JSON Schema を書き出す

それぞれの詳細: kijun 動詞 -h

例:
  kijun new handbook
  kijun -C handbook serve
  kijun -C handbook build --base-url https://example.jp/kenko/
`

// run is the program. -C may stand before the verb or among its flags.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	e := &env{dir: ".", stdin: stdin, stdout: stdout, stderr: stderr}
	for len(args) >= 2 && args[0] == "-C" {
		e.dir = e.path(args[1])
		args = args[2:]
	}
	if len(args) == 0 {
		fmt.Fprint(stderr, usage)
		return misuse
	}
	if slices.Contains([]string{"help", "-h", "-help", "--help"}, args[0]) {
		if v := verbs[strings.Join(args[1:], " ")]; v != nil { // kijun help build
			e.stderr = stdout
			return v(ctx, e, []string{"-h"})
		}
		fmt.Fprint(stdout, usage)
		return done
	}
	v, ok := verbs[args[0]]
	if !ok {
		fmt.Fprintf(stderr, "動詞 %q はありません\n", args[0])
		if near := feel.Nearest(args[0], slices.Sorted(maps.Keys(verbs))); len(near) > 0 {
			fmt.Fprintf(stderr, "\thint: kijun %s のことですか\n", near[0])
		}
		fmt.Fprintf(stderr, "\n%s", usage)
		return misuse
	}
	return v(ctx, e, args[1:])
}

// flags is a set of flags with what every verb has. Its help is the text given.
func (e *env) flags(name, help string) *flag.FlagSet {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	f.SetOutput(e.stderr)
	f.Usage = func() { fmt.Fprint(f.Output(), help) }
	f.StringVar(&e.dir, "C", e.dir, "")
	f.Func("format", "", func(s string) error {
		if s != "json" && s != "text" {
			return errors.New("text か json を指定してください")
		}
		e.json = s == "json"
		return nil
	})
	return f
}

// day hands a day of the command line on. "now" is the day of this machine's clock.
// Without the flag that decides nothing: the same input makes the same site.
func day(set func(string) error) func(string) error {
	return func(s string) error {
		if s == "now" || s == "今日" {
			s = time.Now().Format(time.DateOnly)
		}
		return set(s)
	}
}

// parse reads flags and so many arguments, which may stand in any order; behind
// "--" all are arguments. The status counts only if ok is false.
func (e *env) parse(f *flag.FlagSet, args []string, least, most int) (rest []string, status int, ok bool) {
	var behind []string
	if i := slices.Index(args, "--"); i >= 0 {
		args, behind = args[:i], args[i+1:]
	}
	for {
		f.SetOutput(io.Discard) // what goes wrong is said in the user's words
		err := f.Parse(args)
		f.SetOutput(e.stderr)
		switch {
		case errors.Is(err, flag.ErrHelp):
			f.Usage()
			return nil, done, false
		case err != nil:
			fmt.Fprintf(e.stderr, "%s\n\n", flagMistake(f, err))
			f.Usage()
			return nil, misuse, false
		}
		if args = f.Args(); len(args) == 0 {
			break
		}
		rest, args = append(rest, args[0]), args[1:]
	}
	rest = append(rest, behind...)
	if len(rest) < least || len(rest) > most {
		f.Usage()
		return nil, misuse, false
	}
	return rest, done, true
}

// report prints diagnostics, to standard error or as data to standard output, and
// returns the status they amount to.
func (e *env) report(ds criteria.Diagnostics) int {
	if e.json {
		e.reportJSON(ds)
	} else {
		shown := ds
		if len(ds) > mostProblems { // what stops the work must not be among the rest
			shown = slices.Clone(ds)
			slices.SortStableFunc(shown, func(a, b criteria.Diagnostic) int { return cmp.Compare(a.Severity, b.Severity) })
			shown = shown[:mostProblems]
		}
		for _, d := range shown {
			fmt.Fprintln(e.stderr, d)
		}
		if more := len(ds) - mostProblems; more > 0 {
			fmt.Fprintf(e.stderr, "ほかに%d件あります\n", more)
		}
	}
	if ds.HasErrors() {
		return problems
	}
	return done
}

// A problem is a diagnostic as data.
type problem struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Col      int    `json:"col"`
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
}

func (e *env) reportJSON(ds criteria.Diagnostics) {
	e.printJSON(dataProblems(ds))
}

// refuse reports what is asked for and cannot be had.
func (e *env) refuse(code, msg, hint string) int {
	return e.report(criteria.Diagnostics{{Code: code, Msg: msg, Hint: hint}})
}

// fail prints an error that has no place in a file: of this machine, not of the project.
func (e *env) fail(err error) int {
	fmt.Fprintln(e.stderr, strings.TrimSpace(err.Error()))
	return problems
}
