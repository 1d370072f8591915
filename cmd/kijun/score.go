package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"kijun/criteria"
	"kijun/criteria/score"
)

const scoreHelp = `使い方: kijun score 制度または指標[@版] 回答ファイル [--format json]
        kijun score 制度または指標[@版] --batch フォルダー [-o 表.csv] [--format json]

回答ファイル（YAML または JSON）を判定し、指標なら計算します。ファイル名を - にすると標準入力から読みます。

  --batch フォルダー
                    フォルダー（とその下）の回答ファイル（.yaml、.yml、.json）をすべて判定し、
                    1件を1行にした表（CSV）にします。読めないファイルがあっても、ほかは判定します。
                    そのときの終了コードは 1 です
  -o 表.csv         表を、Excel で開ける CSV に書きます。付けなければ画面に出します
  --format json     結果をデータとして標準出力に書きます

例:
  kijun score step2-gold --batch 回答 -o 結果.csv
  kijun score step2-gold answers.yaml
  kijun score mie-2027@2027 answers.json --format json
  kijun score indicators figures.yaml
`

// scoreAnswers is the verb that judges one answers file, or all of a folder.
func scoreAnswers(ctx context.Context, e *env, args []string) int {
	var batch, out string
	f := e.flags("score", scoreHelp)
	f.StringVar(&batch, "batch", "", "")
	f.StringVar(&out, "o", "", "")
	rest, status, ok := e.parse(f, args, 1, 2)
	if !ok {
		return status
	}
	if (batch == "") != (len(rest) == 2) || out != "" && batch == "" {
		f.Usage()
		return misuse
	}
	l, status := e.library()
	if l == nil {
		return status
	}
	s, status := e.scheme(l, rest[0])
	if s == nil {
		return status
	}
	if batch != "" {
		return e.scoreBatch(l, s, batch, out)
	}
	data, err := e.read(rest[1])
	if errors.Is(err, fs.ErrNotExist) {
		return e.refuse("no-answers", "回答ファイル "+rest[1]+" がありません", "")
	}
	if err != nil {
		return e.fail(fmt.Errorf("回答ファイルを読めません: %w", err))
	}
	a, ds := criteria.ReadAnswers(rest[1], data, l, s)
	if a == nil || ds.HasErrors() && !onlyUnknownFields(ds) {
		return e.report(ds)
	}
	p, err := criteria.Program(s, "ja")
	if err != nil {
		return e.fail(err)
	}
	answers := p.NewAnswers()
	a.Fill(answers)
	r := p.NewScorer().Score(answers)
	ds = append(ds, answerProblems(rest[1], a, r)...)
	ds.Sort()
	if e.json {
		fmt.Fprintf(e.stdout, "%s\n", r.JSON(false))
	} else {
		if s.Indicators != nil {
			e.indicatorsText(s.Indicators, r)
		} else {
			e.scoreText(p, r)
		}
		for _, d := range ds {
			fmt.Fprintln(e.stderr, d)
		}
	}
	if ds.HasErrors() {
		return problems
	}
	return done
}

// answerProblems are the problems that a result tells of, where they stand in the file.
func answerProblems(name string, a *criteria.AnswersFile, r *score.Result) criteria.Diagnostics {
	var ds criteria.Diagnostics
	for _, q := range r.Problems {
		if q.Rule == "unknown_field" {
			continue // the reader has said so, with a hint
		}
		d := criteria.Diagnostic{Pos: criteria.Pos{File: name}, Code: q.Rule, Msg: q.Message}
		if q.Warning {
			d.Severity = criteria.Warning
		}
		if len(q.Fields) > 0 {
			if pos := a.Pos(q.Fields[0]); pos.Line > 0 {
				d.Pos = pos
			}
		}
		ds = append(ds, d)
	}
	return ds
}

func (e *env) read(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(e.stdin)
	}
	return os.ReadFile(e.path(name))
}

// onlyUnknownFields reports whether the file can be scored in spite of its
// problems: they are part of the result then.
func onlyUnknownFields(ds criteria.Diagnostics) bool {
	for _, d := range ds {
		if d.Severity == criteria.Error && d.Code != "unknown_field" {
			return false
		}
	}
	return true
}

var verdictWords = map[score.Verdict]string{
	score.VerdictPass: "基準を満たしています", score.VerdictFail: "基準に届きません", score.VerdictOpen: "まだ決まりません",
}

var statusWords = map[score.Status]string{
	score.StatusMet: "満たす", score.StatusPartial: "一部", score.StatusUnmet: "満たさない", score.StatusOpen: "未定", score.StatusNA: "対象外",
}

// scoreText prints a result for people.
func (e *env) scoreText(p *score.Program, r *score.Result) {
	for i, a := range p.Awards {
		fmt.Fprintf(e.stdout, "%s: %s\n", a.Title, verdictWords[r.Awards[i]])
	}
	if p.HasPoints {
		fmt.Fprintf(e.stdout, "合計 %s 点（満点 %s 点）\n", spanText(r.Total), spanText(r.Maximum))
	}
	if r.Papers != nil && r.Papers.Total != r.Total {
		fmt.Fprintf(e.stdout, "資料がすべてそろえば %s 点\n", spanText(r.Papers.Total))
	}
	for i, b := range p.Bands {
		fmt.Fprintf(e.stdout, "%s: %s\n", b.ID, bandText(b.Tiers, r.Bands[i]))
	}
	for i, g := range p.Groups {
		if g.ID != "" {
			q := r.Groups[i]
			fmt.Fprintf(e.stdout, "選択要件 %s: %s 項目（必要 %s）\n", g.ID, spanText(score.Range{Min: score.Int(q.Min), Max: score.Int(q.Max)}), spanText(q.Need))
		}
	}
	for i, c := range p.Criteria {
		line, unit := criterionText(p, r, i)
		if unit {
			line += " 点"
		}
		if _, na := r.Outcomes(i); na && c.Points && r.Criteria[i].Status == score.StatusOpen {
			line += "、または対象外"
		}
		fmt.Fprintf(e.stdout, "  %s %s: %s\n", c.ID, c.Title, line)
		if why := r.Why(i); why != "" {
			fmt.Fprintf(e.stdout, "      %s\n", why)
		}
	}
}

// criterionText is what a criterion comes to: points, of which there may be several, or
// a word.
func criterionText(p *score.Program, r *score.Result, i int) (text string, points bool) {
	q := r.Criteria[i]
	switch {
	case !p.Criteria[i].Points || q.Status == score.StatusNA:
		return statusWords[q.Status], false
	case q.Status != score.StatusOpen:
		return q.Points.String(), true
	}
	outcomes, _ := r.Outcomes(i)
	var all []string
	for _, o := range outcomes {
		all = append(all, o.String())
	}
	return strings.Join(all, " か "), true
}

// bandText names the band that a result lies in, or those that are possible.
func bandText(bands []score.Award, verdicts []score.Verdict) string {
	var possible []string
	for i, v := range verdicts {
		if v != score.VerdictFail {
			possible = append(possible, bands[i].Title)
		}
	}
	return strings.Join(possible, " か ")
}

func spanText(r score.Range) string {
	if r.Min.Cmp(r.Max) == 0 {
		return r.Min.String()
	}
	return r.Min.String() + "〜" + r.Max.String()
}
