package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"kijun/criteria"
)

const diffHelp = `使い方: kijun diff 制度@古い版 制度@新しい版 [--format json]
        kijun diff 制度 [--format json]
        kijun diff 制度@古い版 制度@新しい版 --records フォルダー [-o 表.csv]

2つの版で何が変わったかを、評価項目ごとに並べます。制度だけを書くと、いちばん新しい版を
その前の版と比べます。- は古い版、+ は新しい版の文で、変わった言葉を【】で示します。違いがあってもなくても、比べられれば終了コードは 0 です。

  --records フォルダー
                    古い版の回答ファイル（.yaml、.yml、.json）を新しい版に引き継ぎ、両方の版で判定して、
                    だれの判定が変わるかを並べます。読めないファイルがあれば、終了コードは 1 です
  -o 表.csv         その表を、Excel で開ける CSV に書きます
  --format json     データとして標準出力に書きます

例:
  kijun diff mie@2026 mie@2027
  kijun diff mie@2026 mie@2027 --records 回答 -o 判定の変化.csv
`

// diff is the verb that compares two editions.
func diff(ctx context.Context, e *env, args []string) int {
	var records, out string
	f := e.flags("diff", diffHelp)
	f.StringVar(&records, "records", "", "")
	f.StringVar(&out, "o", "", "")
	rest, status, ok := e.parse(f, args, 1, 2)
	if !ok {
		return status
	}
	if out != "" && records == "" {
		fmt.Fprintln(e.stderr, "-o は --records といっしょに使います")
		return misuse
	}
	l, status := e.library()
	if l == nil {
		return status
	}
	old, now, status := e.editions(l, rest)
	if old == nil {
		return status
	}
	all := l.Editions(now.ID)
	if records != "" {
		if slices.Index(all, old) > slices.Index(all, now) {
			return e.refuse("backwards", "回答は古い版から新しい版へ引き継ぎます", fmt.Sprintf("kijun diff %s %s --records %s", now.Key(), old.Key(), records))
		}
		return e.diffRecords(l, old, now, records, out)
	}
	d := criteria.NewDiff(all, old, now, "ja")
	if e.json {
		return e.diffJSON(d)
	}
	e.diffText(d)
	return done
}

// editions finds the two editions to compare; nil with a status if there are none.
func (e *env) editions(l *criteria.Library, names []string) (old, now *criteria.Scheme, status int) {
	if now, status = e.scheme(l, names[len(names)-1]); now == nil {
		return nil, nil, status
	}
	all := l.Editions(now.ID)
	if len(names) == 2 {
		if old, status = e.scheme(l, names[0]); old == nil {
			return nil, nil, status
		}
	} else if i := slices.Index(all, now); i > 0 {
		old = all[i-1]
	} else {
		hint := "2つの版を書いてください: 制度@古い版 制度@新しい版"
		if len(all) == 1 {
			hint = "次の版の定義を criteria/ に置くと、比べられます"
		}
		return nil, nil, e.refuse("no-edition", now.Key()+" より前の版はありません", hint)
	}
	switch {
	case old.ID != now.ID:
		return nil, nil, e.refuse("other-scheme", "「"+old.ID+"」と「"+now.ID+"」は別の制度です", "同じ制度の2つの版を書いてください")
	case old == now:
		return nil, nil, e.refuse("same-edition", "どちらも "+now.Key()+" です", "別の版を書いてください（あるのは "+keys(all)+"）")
	}
	return old, now, done
}

// diffText prints what changed for people.
func (e *env) diffText(d *criteria.Diff) {
	counts := map[criteria.ChangeKind]int{}
	for _, c := range d.Changes {
		if c.Of == criteria.OfCriterion {
			counts[c.Kind]++
		}
	}
	fmt.Fprintf(e.stdout, "%s: %s版 → %s版\n", d.New.ID, d.Old.Edition, d.New.Edition)
	fmt.Fprintf(e.stdout, "評価項目: 変わった %d、加わった %d、なくなった %d、同じ %d\n",
		counts[criteria.Changed], counts[criteria.Added], counts[criteria.Removed], d.Same)
	if len(d.Changes) == 0 {
		fmt.Fprintln(e.stdout, "変わったところはありません")
	}
	for _, c := range d.Changes {
		title, id := c.Title, c.ID
		if c.Kind == criteria.Removed {
			title, id = c.Before, c.OldID
		}
		if id != "" {
			title += "（" + id + "）"
		}
		fmt.Fprintf(e.stdout, "\n%s %s: %s\n", changeWords[c.Kind], subjectWords[c.Of], title)
		for _, p := range c.Parts {
			fmt.Fprintf(e.stdout, "  %s\n", aspectWords[p.Aspect])
			for _, r := range p.Rows {
				if r.Same() {
					fmt.Fprintf(e.stdout, "      %s\n", line(r.Old))
					continue
				}
				if r.Old != nil {
					fmt.Fprintf(e.stdout, "    - %s\n", line(r.Old))
				}
				if r.New != nil {
					fmt.Fprintf(e.stdout, "    + %s\n", line(r.New))
				}
			}
		}
	}
}

// line is a line with what changed in it between brackets. A line that is new as a whole
// needs none.
func line(segments []criteria.Segment) string {
	var s string
	for _, x := range segments {
		if x.Changed && len(segments) > 1 {
			x.Text = "【" + x.Text + "】"
		}
		s += x.Text
	}
	return s
}

var changeWords = map[criteria.ChangeKind]string{criteria.Changed: "[変更]", criteria.Added: "[追加]", criteria.Removed: "[廃止]"}

var subjectWords = map[criteria.Subject]string{
	criteria.OfScheme: "制度", criteria.OfAward: "認定", criteria.OfSection: "分野", criteria.OfQuestion: "設問", criteria.OfCriterion: "評価項目",
}

var aspectWords = map[criteria.Aspect]string{
	criteria.AspectTitle: "題", criteria.AspectSection: "分野", criteria.AspectAuthority: "運営", criteria.AspectSummary: "概要",
	criteria.AspectNote: "注", criteria.AspectApplies: "評価の対象", criteria.AspectMet: "満たす条件", criteria.AspectMaximum: "満点",
	criteria.AspectPoints: "配点", criteria.AspectPass: "認定の条件", criteria.AspectBeyond: "用紙では決まらないこと", criteria.AspectPapers: "添付資料",
	criteria.AspectFields: "入力欄", criteria.AspectDerived: "計算", criteria.AspectConstraints: "整合チェック",
	criteria.AspectAgain: "もう一度答えるところ", criteria.AspectBands: "結果の区分", criteria.AspectSources: "出典",
}

// A diffReport is a diff as data.
type diffReport struct {
	Scheme  string       `json:"scheme"`
	Old     string       `json:"old"`
	New     string       `json:"new"`
	Changes []diffChange `json:"changes"`
	Same    int          `json:"same"` // criteria that stayed as they were
}

type diffChange struct {
	Change   string     `json:"change"` // changed, added, removed
	Of       string     `json:"of"`     // scheme, award, section, question, criterion
	ID       string     `json:"id,omitempty"`
	OldID    string     `json:"old_id,omitempty"`
	Title    string     `json:"title,omitempty"`
	OldTitle string     `json:"old_title,omitempty"`
	Parts    []diffPart `json:"parts"`
}

type diffPart struct {
	Aspect string   `json:"aspect"`
	Old    []string `json:"old"`
	New    []string `json:"new"`
}

func (e *env) diffJSON(d *criteria.Diff) int {
	r := diffReport{Scheme: d.New.ID, Old: d.Old.Edition, New: d.New.Edition, Changes: []diffChange{}, Same: d.Same}
	for _, c := range d.Changes {
		x := diffChange{Change: c.Kind.String(), Of: c.Of.String(), ID: c.ID, OldID: c.OldID, Title: c.Title, OldTitle: c.Before, Parts: []diffPart{}}
		for _, p := range c.Parts {
			x.Parts = append(x.Parts, diffPart{string(p.Aspect), append([]string{}, p.Old...), append([]string{}, p.New...)})
		}
		r.Changes = append(r.Changes, x)
	}
	return e.printJSON(r)
}

// printJSON prints data.
func (e *env) printJSON(v any) int {
	enc := json.NewEncoder(e.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return e.fail(err)
	}
	return done
}
