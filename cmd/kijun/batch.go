package main

import (
	"encoding/json"
	"fmt"

	"kijun/criteria"
	"kijun/criteria/score"
)

// scoreBatch judges all answers files of a folder: a line of a table for each, or with
// --format json a result. The columns depend on the edition only, not on the answers.
func (e *env) scoreBatch(l *criteria.Library, s *criteria.Scheme, dir, out string) int {
	rs, err := e.records(dir, l, s)
	if err != nil {
		return e.fail(err)
	}
	j, err := newJudge(s)
	if err != nil {
		return e.fail(err)
	}
	type result struct {
		File     string          `json:"file"`
		Result   json.RawMessage `json:"result,omitempty"`
		Problems []problem       `json:"problems"`
	}
	var results []result
	rows := [][]string{j.columns()}
	judged := 0
	for _, r := range rs {
		x, row := result{File: r.file}, []string{r.file, s.ID, s.Edition}
		if r.answers != nil {
			judged++
			res := j.score(r.answers)
			r.problems = append(r.problems, answerProblems(r.shown, r.answers, res)...)
			x.Result = res.JSON(false)
			row = append(row, j.cells(res)...)
		}
		for len(row)+1 < len(rows[0]) {
			row = append(row, "")
		}
		r.problems.Sort()
		x.Problems = dataProblems(r.problems)
		rows, results = append(rows, append(row, r.cell())), append(results, x)
	}
	status := e.tell(rs)
	if out != "" || !e.json {
		if err := e.writeTable(out, rows); err != nil {
			return e.fail(err)
		}
	}
	switch {
	case e.json:
		return max(status, e.printJSON(results))
	case out != "":
		fmt.Fprintf(e.stdout, "%s: 回答 %d 件", out, judged)
		if bad := len(rs) - judged; bad > 0 {
			fmt.Fprintf(e.stdout, "（ほかに読めないファイル %d 件）", bad)
		}
		fmt.Fprintln(e.stdout)
	}
	return status
}

// columns are the heads of the table.
func (j *judge) columns() []string {
	head := []string{"ファイル", "制度", "版"}
	for _, a := range j.Awards {
		head = append(head, a.Title+"（"+a.ID+"）")
	}
	if j.HasPoints {
		head = append(head, "合計の最小", "合計の最大", "満点の最小", "満点の最大")
	}
	for _, c := range j.scheme.AllCriteria() {
		head = append(head, c.Number+c.Title.In("ja")+"（"+c.ID+"）")
	}
	if j.scheme.Indicators != nil {
		for _, d := range j.Derived {
			head = append(head, d.Label+"（"+d.ID+"）")
		}
	}
	return append(head, "問題")
}

// cells are a result in these columns, without its problems.
func (j *judge) cells(r *score.Result) []string {
	var row []string
	for i := range j.Awards {
		row = append(row, verdictWords[r.Awards[i]])
	}
	if j.HasPoints {
		row = append(row, r.Total.Min.String(), r.Total.Max.String(), r.Maximum.Min.String(), r.Maximum.Max.String())
	}
	for i := range j.Criteria {
		text, _ := criterionText(j.Program, r, i)
		if _, na := r.Outcomes(i); na && r.Criteria[i].Status == score.StatusOpen && j.Criteria[i].Points {
			text += " か対象外"
		}
		row = append(row, text)
	}
	if j.scheme.Indicators != nil {
		for i := range j.Derived {
			row = append(row, r.Display(i))
		}
	}
	return row
}
