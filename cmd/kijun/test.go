package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"kijun/criteria"
)

const testHelp = `使い方: kijun test [制度または指標[@版]] [--format json]

定義のそばに置いた検算例（*.cases.yaml）を実行し、どの検算例も通らない規則を並べます。

例:
  kijun test
  kijun test step2-gold
  kijun test indicators
`

// test is the verb that runs the cases.
func test(ctx context.Context, e *env, args []string) int {
	f := e.flags("test", testHelp)
	rest, status, ok := e.parse(f, args, 0, 1)
	if !ok {
		return status
	}
	l, status := e.library()
	if l == nil {
		return status
	}
	schemes := l.All()
	if len(rest) == 1 {
		s, status := e.scheme(l, rest[0])
		if s == nil {
			return status
		}
		schemes = []*criteria.Scheme{s}
	}
	if len(schemes) == 0 {
		return e.refuse("no-scheme", "制度の定義（*.scheme.yaml、*.indicators.yaml）が criteria/ にありません", "")
	}
	status = done
	var reports []*criteria.CasesReport
	for _, s := range schemes {
		rep, err := l.RunCases(s)
		if err != nil {
			return e.fail(err)
		}
		if len(rep.Failures) > 0 {
			status = problems
		}
		reports = append(reports, rep)
	}
	if e.json {
		return max(status, e.testJSON(reports))
	}
	for _, rep := range reports {
		e.testText(rep)
	}
	return status
}

func (e *env) testText(rep *criteria.CasesReport) {
	for _, f := range rep.Failures {
		fmt.Fprintf(e.stderr, "%s: 検算例「%s」の%sは %s になるはずですが、%s になりました\n", f.Pos, f.Case, f.What, f.Want, f.Got)
	}
	fmt.Fprintf(e.stdout, "%s: 検算例 %d 件、不一致 %d 件、規則と分岐 %d のうち %d を通りました\n",
		rep.Scheme.Key(), rep.Cases, len(rep.Failures), rep.Branches, rep.Branches-len(rep.Unreached))
	for _, u := range rep.Unreached {
		fmt.Fprintf(e.stdout, "  通っていない: %s\n", u)
	}
}

func (e *env) testJSON(reports []*criteria.CasesReport) int {
	type failure struct {
		Place string `json:"place"`
		Case  string `json:"case"`
		What  string `json:"what"`
		Want  string `json:"want"`
		Got   string `json:"got"`
	}
	type report struct {
		Scheme    string    `json:"scheme"`
		Cases     int       `json:"cases"`
		Failures  []failure `json:"failures"`
		Branches  int       `json:"branches"`
		Unreached []string  `json:"unreached"`
	}
	list := make([]report, 0, len(reports))
	for _, r := range reports {
		q := report{Scheme: r.Scheme.Key(), Cases: r.Cases, Failures: []failure{}, Branches: r.Branches, Unreached: append([]string{}, r.Unreached...)}
		for _, f := range r.Failures {
			q.Failures = append(q.Failures, failure{f.Pos.String(), f.Case, f.What, f.Want, f.Got})
		}
		list = append(list, q)
	}
	enc := json.NewEncoder(e.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(list); err != nil {
		return e.fail(err)
	}
	return done
}

// library reads all definitions of the project; nil with a status if they have errors.
func (e *env) library() (*criteria.Library, int) {
	fsys := os.DirFS(e.dir)
	var files []criteria.File
	err := fs.WalkDir(fsys, "criteria", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path.Base(name), ".yaml") {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		files = append(files, criteria.File{Name: name, Data: data})
		return err
	})
	if err != nil {
		return nil, e.fail(fmt.Errorf("criteria/ を読めません: %w", err))
	}
	l, ds := criteria.Read(files)
	if ds.HasErrors() {
		return nil, e.report(ds)
	}
	return l, done
}

// scheme finds a scheme by name; nil with a status if there is none.
func (e *env) scheme(l *criteria.Library, name string) (*criteria.Scheme, int) {
	if s := l.Find(name); s != nil {
		return s, done
	}
	hint := "あるのは " + keys(l.All()) + " です"
	id, _, _ := strings.Cut(name, "@")
	if es := l.Editions(id); len(es) > 0 {
		hint = "あるのは " + keys(es) + " です"
	} else if near := l.Near(name); len(near) > 0 {
		hint = near[0] + " のことですか"
	}
	return nil, e.refuse("unknown-scheme", "制度「"+name+"」はありません", hint)
}

// keys names schemes for people.
func keys(ss []*criteria.Scheme) string {
	var ks []string
	for _, s := range ss {
		ks = append(ks, s.Key())
	}
	return strings.Join(ks, "、")
}
