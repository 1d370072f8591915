package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"kijun/criteria"
)

var update = flag.Bool("update", false, "rewrite expectations in testdata")

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"kijun": main, "bare": bare}) }

// Each story is a file. Besides the commands of testscript it may use
//
//	replace FILE OLD NEW       change the one place of a file where OLD stands
//	repeat FILE COUNT TEXT     append TEXT so many times
//	status N COMMAND ARGS      run a command that ends with this status
func TestScript(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	// The program compiles the scoring core when it carries none, so it needs the
	// source and Go's caches, which stand in a home that a story does not have.
	out, err := exec.Command("go", "env", "GOCACHE", "GOMODCACHE", "GOPATH").Output()
	if err != nil {
		t.Fatal(err)
	}
	dirs := strings.Split(strings.TrimSpace(string(out)), "\n")
	testscript.Run(t, testscript.Params{Dir: "testdata/script", UpdateScripts: *update,
		RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("KIJUN_SOURCE", root)
			for i, name := range []string{"GOCACHE", "GOMODCACHE", "GOPATH"} {
				e.Setenv(name, dirs[i])
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"replace": replace, "repeat": repeat, "status": status},
	})
}

// Of more problems than are printed the errors come first: warnings alone would not say
// why nothing was done.
func TestManyProblems(t *testing.T) {
	var ds criteria.Diagnostics
	for i := range 2 * mostProblems {
		ds = append(ds, criteria.Diagnostic{Pos: criteria.Pos{File: "a", Line: i + 1}, Severity: criteria.Warning, Msg: "w"})
	}
	ds = append(ds, criteria.Diagnostic{Pos: criteria.Pos{File: "b", Line: 1}, Msg: "e"})
	var out bytes.Buffer
	status := (&env{stderr: &out}).report(ds)
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if status != problems || lines[0] != "b:1: e" || lines[1] != "a:1: 警告: w" || len(lines) != mostProblems+1 {
		t.Errorf("status %d, %d lines: %q", status, len(lines), lines[:2])
	}
}

func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace file old new")
	}
	text := ts.ReadFile(args[0])
	if n := strings.Count(text, args[1]); n != 1 {
		ts.Fatalf("%s: %q stands there %d times", args[0], args[1], n)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], args[2], 1)), 0o644))
}

func repeat(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: repeat file count text")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	text := strings.ReplaceAll(args[2], `\n`, "\n")
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	ts.Check(err)
	_, err = f.WriteString(strings.Repeat(text, n))
	ts.Check(err)
	ts.Check(f.Close())
}

func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status number command [args]")
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("the status is %d", got)
	}
}
