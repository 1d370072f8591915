package main

import (
	"fmt"
	"slices"
	"strings"

	"kijun/criteria"
	"kijun/criteria/score"
)

// A changedRecord is a record judged by the old edition, and by the new one after its
// answers were carried over.
type changedRecord struct {
	*record
	awards     []awardChange
	total      [2]score.Range // old, new; only schemes with points
	again      []string       // answers that do not go over, and why
	dropped    []string       // answers that have no place any more
	look       []string       // answers that the new edition does not take as they are
	openInputs int            // of the new edition, in all
}

// An awardChange is the verdicts of one award. One that an edition does not have is empty.
type awardChange struct {
	id, title string
	old, now  string
}

func (r *changedRecord) changed() bool {
	return slices.ContainsFunc(r.awards, func(a awardChange) bool { return a.old != a.now })
}

// diffRecords says whose verdict changes from one edition to the next.
func (e *env) diffRecords(l *criteria.Library, old, now *criteria.Scheme, dir, out string) int {
	rs, err := e.records(dir, l, old)
	if err != nil {
		return e.fail(err)
	}
	was, err := newJudge(old)
	if err != nil {
		return e.fail(err)
	}
	is, err := newJudge(now)
	if err != nil {
		return e.fail(err)
	}
	carry := criteria.CarryOver(l.Editions(now.ID), old, now)
	var all []*changedRecord
	for _, r := range rs {
		c := &changedRecord{record: r}
		all = append(all, c)
		if r.answers != nil {
			c.judge(was, is, carry)
		}
	}
	status := e.tell(rs)
	points := was.HasPoints || is.HasPoints
	if out != "" {
		if err := e.writeTable(out, changedRows(old, now, awardsOf(was, is), points, all)); err != nil {
			return e.fail(err)
		}
	}
	if e.json {
		return max(status, e.changedJSON(old, now, points, all))
	}
	e.changedText(old, now, points, all)
	if out != "" {
		fmt.Fprintf(e.stdout, "\n表を %s に書きました\n", out)
	}
	return status
}

// awardsOf are the awards of two editions: those of the new one, then those it has no more.
func awardsOf(was, is *judge) []awardChange {
	var as []awardChange
	for _, a := range append(slices.Clone(is.Awards), was.Awards...) {
		if !slices.ContainsFunc(as, func(x awardChange) bool { return x.id == a.ID }) {
			as = append(as, awardChange{id: a.ID, title: a.Title})
		}
	}
	return as
}

// judge scores the record twice.
func (r *changedRecord) judge(was, is *judge, carry *criteria.Carry) {
	r.awards = awardsOf(was, is)
	before := was.score(r.answers)
	r.problems = append(r.problems, answerProblems(r.shown, r.answers, before)...)
	r.total[0] = before.Total
	for i, a := range r.awards {
		if v, ok := was.verdict(before, a.id); ok {
			r.awards[i].old = v.String()
		}
	}
	answers, left := carry.Apply(r.answers.Answers())
	after := is.score(answers)
	r.total[1] = after.Total
	for i, a := range r.awards {
		if v, ok := is.verdict(after, a.id); ok {
			r.awards[i].now = v.String()
		}
	}
	for _, p := range after.Problems {
		if !p.Warning && p.Rule != "unknown_field" {
			r.look = append(r.look, p.Message)
		}
	}
	for i := range is.Fields {
		if after.Field(i) == score.Open {
			r.openInputs++
		}
	}
	for _, f := range was.scheme.AllFields() {
		a, stayed := left[f.ID]
		if !stayed {
			continue
		}
		if slices.Contains(carry.Dropped, f.ID) {
			r.dropped = append(r.dropped, f.Label.In("ja"))
			continue
		}
		text := f.Label.In("ja")
		if why := carry.Reason(f.ID, a); why != nil {
			text += "（" + why.In("ja") + "）"
		}
		r.again = append(r.again, text)
	}
}

func verdictText(verdict string) string {
	for v, text := range verdictWords {
		if v.String() == verdict {
			return text
		}
	}
	return "—"
}

// changedText prints whose verdict changes for people.
func (e *env) changedText(old, now *criteria.Scheme, points bool, rs []*changedRecord) {
	changed, unread := 0, 0
	for _, r := range rs {
		switch {
		case r.answers == nil:
			unread++
		case r.changed():
			changed++
		}
	}
	fmt.Fprintf(e.stdout, "%s: %s版 → %s版\n回答 %d 件のうち、判定が変わるもの %d 件", now.ID, old.Edition, now.Edition, len(rs)-unread, changed)
	if unread > 0 {
		fmt.Fprintf(e.stdout, "（ほかに読めないファイル %d 件）", unread)
	}
	fmt.Fprintln(e.stdout)
	for _, r := range rs {
		if r.answers == nil {
			continue
		}
		fmt.Fprintf(e.stdout, "\n%s\n", r.file)
		for _, a := range r.awards {
			if a.old == a.now {
				fmt.Fprintf(e.stdout, "  %s: %s（変わりません）\n", a.title, verdictText(a.now))
			} else {
				fmt.Fprintf(e.stdout, "  %s: %s → %s\n", a.title, verdictText(a.old), verdictText(a.now))
			}
		}
		if points {
			fmt.Fprintf(e.stdout, "  合計: %s 点 → %s 点\n", spanText(r.total[0]), spanText(r.total[1]))
		}
		for _, l := range []struct {
			head  string
			lines []string
		}{{"もう一度答えるところ", r.again}, {"見直すところ", r.look}, {"この版ではたずねないところ", r.dropped}} {
			if len(l.lines) > 0 {
				fmt.Fprintf(e.stdout, "  %s: %s\n", l.head, strings.Join(l.lines, "、"))
			}
		}
		if r.openInputs > 0 {
			fmt.Fprintf(e.stdout, "  まだ答えのない欄: %d\n", r.openInputs)
		}
	}
}

// changedRows is the table of -o.
func changedRows(old, now *criteria.Scheme, awards []awardChange, points bool, rs []*changedRecord) [][]string {
	a, b := "（"+old.Edition+"版）", "（"+now.Edition+"版）"
	head := []string{"ファイル"}
	for _, x := range awards {
		head = append(head, x.title+a, x.title+b)
	}
	head = append(head, "判定が変わる")
	if points {
		head = append(head, "合計の最小"+a, "合計の最大"+a, "合計の最小"+b, "合計の最大"+b)
	}
	head = append(head, "もう一度答えるところ", "見直すところ", "この版ではたずねないところ", "まだ答えのない欄", "問題")
	rows := [][]string{head}
	for _, r := range rs {
		row := []string{r.file}
		if r.answers != nil {
			for _, x := range r.awards {
				row = append(row, verdictText(x.old), verdictText(x.now))
			}
			row = append(row, map[bool]string{true: "はい", false: "いいえ"}[r.changed()])
			if points {
				for _, t := range r.total {
					row = append(row, t.Min.String(), t.Max.String())
				}
			}
			row = append(row, strings.Join(r.again, "、"), strings.Join(r.look, "、"), strings.Join(r.dropped, "、"), fmt.Sprint(r.openInputs))
		}
		for len(row)+1 < len(head) {
			row = append(row, "")
		}
		rows = append(rows, append(row, r.cell()))
	}
	return rows
}

// changedJSON prints whose verdict changes as data.
func (e *env) changedJSON(old, now *criteria.Scheme, points bool, rs []*changedRecord) int {
	type verdicts struct {
		Old string `json:"old,omitempty"`
		New string `json:"new,omitempty"`
	}
	type span struct {
		Min any `json:"min"`
		Max any `json:"max"`
	}
	type totals struct {
		Old span `json:"old"`
		New span `json:"new"`
	}
	type row struct {
		File     string              `json:"file"`
		Changed  bool                `json:"changed"`
		Awards   map[string]verdicts `json:"awards,omitempty"`
		Total    *totals             `json:"total,omitempty"`
		Again    []string            `json:"again,omitempty"`
		Look     []string            `json:"look,omitempty"`
		Dropped  []string            `json:"dropped,omitempty"`
		Open     int                 `json:"open,omitempty"`
		Problems []problem           `json:"problems"`
	}
	list := []row{}
	for _, r := range rs {
		x := row{File: r.file, Changed: r.changed(), Again: r.again, Look: r.look, Dropped: r.dropped, Open: r.openInputs, Problems: dataProblems(r.problems)}
		if r.answers != nil {
			x.Awards = map[string]verdicts{}
			for _, a := range r.awards {
				x.Awards[a.id] = verdicts{a.old, a.now}
			}
			if points {
				of := func(t score.Range) span { return span{number(t.Min), number(t.Max)} }
				x.Total = &totals{of(r.total[0]), of(r.total[1])}
			}
		}
		list = append(list, x)
	}
	return e.printJSON(struct {
		Scheme  string `json:"scheme"`
		Old     string `json:"old"`
		New     string `json:"new"`
		Records []row  `json:"records"`
	}{now.ID, old.Edition, now.Edition, list})
}
