package criteria

import (
	"slices"
	"strings"
	"testing"
)

// marked is a line with what the other side does not have in brackets.
func marked(s []Segment) string {
	var b strings.Builder
	for _, x := range s {
		if x.Changed {
			b.WriteString("[" + x.Text + "]")
		} else {
			b.WriteString(x.Text)
		}
	}
	return b.String()
}

// lines is a diff as text: a line for each change and aspect, and two for each row.
func lines(d *Diff) string {
	var b strings.Builder
	for _, c := range d.Changes {
		b.WriteString(c.Kind.String() + " " + c.Anchor() + ": " + c.Before + " → " + c.Title + "\n")
		for _, p := range c.Parts {
			b.WriteString("  " + string(p.Aspect) + "\n")
			for _, r := range p.Rows {
				if r.Same() {
					b.WriteString("      " + marked(r.Old) + "\n")
					continue
				}
				if r.Old != nil {
					b.WriteString("    - " + marked(r.Old) + "\n")
				}
				if r.New != nil {
					b.WriteString("    + " + marked(r.New) + "\n")
				}
			}
		}
	}
	return b.String()
}

// edition is a scheme of criteria and what stands beside them.
func edition(name, criteria, rest string) File {
	return File{"s-" + name + ".scheme.yaml", []byte("scheme: s\nedition: \"" + name + "\"\ntitle: 制度 " + name +
		"\nsections:\n  - id: part\n    title: 分野\n    criteria:\n" + criteria +
		"awards:\n  - {id: won, title: 合格, pass: total >= 5}\n" + rest)}
}

func read(t *testing.T, files ...File) *Library {
	t.Helper()
	l, ds := Read(files)
	if ds.HasErrors() {
		t.Fatal(ds.Error())
	}
	return l
}

const (
	first  = "      - {id: a, number: ①, title: あ, fields: {fa: {label: あの数, type: integer, min: 0}}, points: {by: fa, tiers: [{is: \">= 3\", points: 5}, {is: \"< 3\", points: 0}]}}\n"
	second = "      - {id: b, number: ②, title: い, fields: {fb: {label: いがある, type: boolean}}, points: {rules: [{when: fb, points: 5}, {points: 0}]}}\n"
	third  = "      - {id: c, number: ③, title: う, fields: {fc: {label: うがある, type: boolean}}, points: {rules: [{when: fc, points: 5}, {points: 0}]}, evidence: {papers: [うの写し]}}\n"
)

func TestDiff(t *testing.T) {
	for _, tt := range []struct{ name, old, now, rest, want string }{
		{"the same", first + second, first + second, "", ""},
		{"a threshold and points", first, strings.ReplaceAll(strings.Replace(first, "points: 5", "points: 8", 1), "3", "4"), "", `changed a: ① あ → ① あ
  maximum
    - [5]点
    + [8]点
  points
      「あの数」による
    - [3]以上：[5]点
    + [4]以上：[8]点
    - [3]未満：0点
    + [4]未満：0点
`},
		{"papers", third, strings.ReplaceAll(third, "うの写し", "うの原本, うの写真"), "", `changed c: ③ う → ③ う
  papers
    - うの[写し]
    + うの[原本]
    + [うの写真]
`},
		{"one added, one removed, where they stand", first + second, first + third, "dropped: [fb]\n", `removed b: ② い → 
  section
    - [分野]
  maximum
    - [5点]
  points
    - [「いがある」に当てはまる：5点]
    - [それ以外：0点]
  fields
    - [いがある（はい・いいえ）]
added c:  → ③ う
  section
    + [分野]
  maximum
    + [5点]
  points
    + [「うがある」に当てはまる：5点]
    + [それ以外：0点]
  papers
    + [うの写し]
  fields
    + [うがある（はい・いいえ）]
`},
		{"renamed", first + second, first + strings.ReplaceAll(strings.Replace(second, "②", "④", 1), "id: b", "id: z"), "renamed: {b: z}\n", `changed z: ② い → ④ い
  title
    - [②] い
    + [④] い
`},
		{"renamed only", first, strings.Replace(first, "id: a", "id: z", 1), "renamed: {a: z}\n", ""},
		{"names swapped", first + second, strings.Replace(first, "id: a", "id: b", 1) + strings.Replace(second, "id: b", "id: a", 1), "renamed: {a: b, b: a}\n", ""},
		{"a name taken over by a new one", first, strings.Replace(first, "id: a", "id: z", 1) + strings.Replace(second, "id: b", "id: a", 1), "renamed: {a: z}\n", `added a:  → ② い
  section
    + [分野]
  maximum
    + [5点]
  points
    + [「いがある」に当てはまる：5点]
    + [それ以外：0点]
  fields
    + [いがある（はい・いいえ）]
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := read(t, edition("1", tt.old, ""), edition("2", tt.now, tt.rest))
			if got := lines(NewDiff(l.Schemes, l.Schemes[0], l.Schemes[1], "ja")); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// What a diff says forth it must say back, with the sides exchanged.
func TestDiffBack(t *testing.T) {
	l := renraku(t)
	es := l.Editions("renraku")
	forth, back := NewDiff(es, es[0], es[1], "ja"), NewDiff(es, es[1], es[0], "ja")
	flip := map[ChangeKind]ChangeKind{Changed: Changed, Added: Removed, Removed: Added}
	for _, c := range forth.Changes {
		i := slices.IndexFunc(back.Changes, func(b Change) bool { return b.Of == c.Of && b.ID == c.OldID && b.OldID == c.ID })
		if i < 0 || back.Changes[i].Kind != flip[c.Kind] {
			t.Errorf("%s %s: not told back", c.Of, c.Anchor())
			continue
		}
		for _, p := range c.Parts {
			if p.Aspect != AspectAgain && !slices.ContainsFunc(back.Changes[i].Parts, func(q Part) bool {
				return q.Aspect == p.Aspect && slices.Equal(q.Old, p.New) && slices.Equal(q.New, p.Old)
			}) {
				t.Errorf("%s %s: %s is not told back", c.Of, c.Anchor(), p.Aspect)
			}
		}
	}
	if forth.Same != 1 || back.Same != 1 || len(forth.Changes) != 4 {
		t.Errorf("got %d and %d as they were, %d changes", forth.Same, back.Same, len(forth.Changes))
	}
}

func TestCriteriaNames(t *testing.T) {
	l := read(t, edition("1", first+second, ""), edition("2", strings.Replace(first, "id: a", "id: z", 1)+second, "renamed: {a: z}\n"),
		edition("3", strings.Replace(first, "id: a", "id: y", 1)+strings.Replace(third, "id: c", "id: z", 1), "renamed: {z: y}\ndropped: [fb]\n"))
	for _, tt := range []struct {
		from, to int
		id, want string
	}{{0, 1, "a", "z"}, {0, 2, "a", "y"}, {0, 2, "b", ""}, {2, 0, "y", "a"}, {2, 0, "z", ""}, {1, 1, "z", "z"}} {
		if got := CriteriaNames(l.Schemes, l.Schemes[tt.from], l.Schemes[tt.to])[tt.id]; got != tt.want {
			t.Errorf("%s from %d to %d: got %q, want %q", tt.id, tt.from, tt.to, got, tt.want)
		}
	}
}

func TestRenamedCriteria(t *testing.T) {
	for _, tt := range []struct{ name, rest, want string }{
		{"not there", "renamed: {a: y}\n", "s-2.scheme.yaml:12:11: 評価項目「a」の新しい id「y」は、この版にありません"},
		{"two become one", "renamed: {a: z, b: z}\n", "s-2.scheme.yaml:12:17: 「a」も「b」も、「z」に変わることになっています\n\thint: どちらか一方だけを残してください"},
	} {
		_, ds := Read([]File{edition("1", first+second, ""), edition("2", strings.Replace(first, "id: a", "id: z", 1)+second, tt.rest)})
		if got, _, _ := strings.Cut(ds.Error(), "\n\thint: このことでは"); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

// A criterion whose questions are there under another id is one that was renamed.
func TestMovedCriteria(t *testing.T) {
	const want = `s-2.scheme.yaml:8:9: 警告: 前の版（1）の評価項目「a」の入力欄が、この版では「z」にあります
	hint: 同じ評価項目なら「renamed: {a: z}」と書いてください。前のアドレスが生き、変わったことを比べられます`
	moved := strings.Replace(first, "id: a", "id: z", 1) + second
	for _, tt := range []struct{ name, criteria, rest, want string }{
		{"not said", moved, "", want},
		{"said", moved, "renamed: {a: z}\n", ""},
		{"into one that was there", strings.Replace(second, "fields: {", "fields: {fa: {label: あの数, type: integer, min: 0}, ", 1), "", ""},
	} {
		_, ds := Read([]File{edition("1", first+second, ""), edition("2", tt.criteria, tt.rest)})
		got := ""
		for _, d := range ds {
			if d.Code == "moved" {
				got = d.String()
			}
		}
		if got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestDiffWords(t *testing.T) {
	for _, tt := range []struct{ old, now, wantOld, wantNew string }{
		{"受診率が80%以上", "受診率が75.5%以上", "受診率が[80]%以上", "受診率が[75.5]%以上"},
		{"電話／メール", "電話／電子メール", "電話／メール", "電話／[電子]メール"},
		{"", "あ", "", "[あ]"},
	} {
		x, y := diffWords(tt.old, tt.now)
		if got, want := marked(x)+" → "+marked(y), tt.wantOld+" → "+tt.wantNew; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
