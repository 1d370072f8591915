package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"kijun/criteria"
	"kijun/criteria/score"
	"kijun/site"
)

// A record is one answers file of a folder. One that cannot be judged has problems only.
type record struct {
	file     string // below the folder, with slashes
	shown    string // as problems name it
	answers  *criteria.AnswersFile
	problems criteria.Diagnostics
}

// records reads the answers files of a folder and of those below it against an edition.
// A file that cannot be read does not keep the others from being read.
func (e *env) records(dir string, l *criteria.Library, s *criteria.Scheme) ([]*record, error) {
	var rs []*record
	err := filepath.WalkDir(e.path(dir), func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if strings.HasPrefix(d.Name(), ".") && name != e.path(dir) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() || !slices.Contains([]string{".yaml", ".yml", ".json"}, strings.ToLower(filepath.Ext(name))) {
			return nil
		}
		below, err := filepath.Rel(e.path(dir), name)
		if err != nil {
			return err
		}
		r := &record{file: filepath.ToSlash(below), shown: path.Join(filepath.ToSlash(dir), filepath.ToSlash(below))}
		rs = append(rs, r)
		data, err := os.ReadFile(name)
		if err != nil {
			r.problems = criteria.Diagnostics{{Pos: criteria.Pos{File: r.shown}, Code: "read", Msg: "読めません: " + err.Error()}}
			return nil
		}
		r.answers, r.problems = criteria.ReadAnswers(r.shown, data, l, s)
		if r.problems.HasErrors() && !onlyUnknownFields(r.problems) {
			r.answers = nil
		}
		return nil
	})
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("フォルダー %s がありません", dir)
	case err != nil:
		return nil, fmt.Errorf("フォルダー %s を読めません: %w", dir, err)
	case len(rs) == 0:
		return nil, fmt.Errorf("フォルダー %s に回答ファイル（.yaml、.yml、.json）がありません", dir)
	}
	return rs, nil
}

// tell prints the problems of all records and returns the status they amount to.
func (e *env) tell(rs []*record) int {
	status := done
	for _, r := range rs {
		r.problems.Sort()
		if r.problems.HasErrors() {
			status = problems
		}
		if !e.json {
			for _, d := range r.problems {
				fmt.Fprintln(e.stderr, d)
			}
		}
	}
	return status
}

// cell is the problems of a record as one cell of a table.
func (r *record) cell() string {
	var texts []string
	for _, d := range r.problems {
		text := d.Msg
		if d.Pos.Line > 0 {
			text = fmt.Sprintf("%d行目: %s", d.Pos.Line, text)
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, " ／ ")
}

// A judge scores records by one edition.
type judge struct {
	scheme *criteria.Scheme
	*score.Program
	scorer *score.Scorer
}

func newJudge(s *criteria.Scheme) (*judge, error) {
	p, err := criteria.Program(s, "ja")
	if err != nil {
		return nil, err
	}
	return &judge{s, p, p.NewScorer()}, nil
}

// A filler is answers: of a file, or carried over.
type filler interface{ Fill(*score.Answers) }

// score judges answers. The result holds until the next call.
func (j *judge) score(a filler) *score.Result {
	answers := j.NewAnswers()
	a.Fill(answers)
	return j.scorer.Score(answers)
}

// verdict is the verdict of an award by its id; ok is false where the edition has none.
func (j *judge) verdict(r *score.Result, award string) (v score.Verdict, ok bool) {
	for i, a := range j.Awards {
		if a.ID == award {
			return r.Awards[i], true
		}
	}
	return 0, false
}

// writeTable writes a table where -o says, or prints it.
func (e *env) writeTable(out string, rows [][]string) error {
	data := site.WriteCSV(rows)
	if out == "" {
		_, err := e.stdout.Write(data)
		return err
	}
	if err := site.WriteFile(e.path(out), data); err != nil {
		return fmt.Errorf("%s に書けません: %w", out, err)
	}
	return nil
}

// number is an exact number as data: a string only where it is not whole.
func number(r score.Rat) any {
	if r.IsInt() {
		return json.Number(r.String())
	}
	return r.String()
}

// dataProblems are problems as data.
func dataProblems(ds criteria.Diagnostics) []problem {
	list := make([]problem, 0, len(ds))
	for _, d := range ds {
		list = append(list, problem{d.Pos.File, d.Pos.Line, d.Pos.Col, d.Severity.String(), d.Code, d.Msg, d.Hint})
	}
	return list
}
