package criteria

import (
	"os"
	"reflect"
	"testing"

	"kijun/criteria/score"
)

// renraku are the editions of the fictitious scheme that the site's tests use.
func renraku(t *testing.T) *Library {
	t.Helper()
	var files []File
	for _, edition := range []string{"2025", "2026"} {
		name := "renraku-" + edition + ".scheme.yaml"
		data, err := os.ReadFile("../site/testdata/editions/criteria/" + name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, File{name, data})
	}
	l, ds := Read(files)
	if len(ds) > 0 {
		t.Fatal(ds.Error())
	}
	return l
}

func answers(t *testing.T, l *Library, scheme, yaml string) Answers {
	t.Helper()
	f, ds := ReadAnswers("a.yaml", []byte("answers:\n"+yaml), l, l.Find(scheme))
	if f == nil || f.Scheme == nil {
		t.Fatal(ds.Error())
	}
	return f.Answers()
}

func TestCarryApply(t *testing.T) {
	l := renraku(t)
	from, to := l.Find("renraku@2025"), l.Find("renraku")
	c := CarryOver(l.Editions("renraku"), from, to)
	for _, tt := range []struct{ name, old, now, left string }{
		{"nothing", "  {}", "  {}", "  {}"},
		{"as it is", "  {staff: 12, company: あ社}", "  {staff: 12, company: あ社}", "  {}"},
		{"out of a new bound", "  {note: " + longNote + "}", "  {note: " + longNote + "}", "  {}"},
		{"renamed", "  {list: false, list_paper: true}", "  {roster: false, roster_paper: true}", "  {}"},
		{"of the cover", "  {person: 山田}", "  {writer: 山田}", "  {}"},
		{"dropped", "  {fax: true}", "  {}", "  {fax: true}"},
		{"asked again", "  {drill: true, hours: 1.5}", "  {}", "  {drill: true, hours: 1.5}"},
		{"options", "  {ways: [phone, board, other], ways_other_text: のろし}", "  {ways: [phone, notice, another], ways_another_text: のろし}", "  {}"},
		{"an option that is gone", "  {ways: [phone, pager]}", "  {}", "  {ways: [phone, pager]}"},
		{"an option asked again", "  {speed: days}", "  {}", "  {speed: days}"},
		{"another option of that field", "  {speed: day}", "  {speed: day}", "  {}"},
		{"no option at all", "  {speed: soon}", "  {}", "  {speed: soon}"},
		{"columns", "  {people: [{name: 山田, tel: 0123, memo: 昼}, {}, {tel: 0456}]}", "  {people: [{name: 山田, phone: 0123}, {}, {phone: 0456}]}", "  {people: [{memo: 昼}]}"},
		{"not of the old edition", "  {night: true}", "  {}", "  {night: true}"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			now, left := c.Apply(answers(t, l, "renraku@2025", tt.old))
			if want := answers(t, l, "renraku", tt.now); !sameAnswers(now, want) {
				t.Errorf("now: got %v, want %v", now, want)
			}
			if want := answers(t, l, "renraku@2025", tt.left); !sameAnswers(left, want) {
				t.Errorf("left: got %v, want %v", left, want)
			}
		})
	}
}

// longNote has more than the 100 characters that the newer edition allows.
const longNote = "あいうえおかきくけこあいうえおかきくけこあいうえおかきくけこあいうえおかきくけこあいうえおかきくけこあいうえおかきくけこあいうえおかきくけこあいうえおかきくけこあいうえおかきくけこあいうえおかきくけこもう一つ"

func sameAnswers(a, b Answers) bool {
	if len(a) != len(b) {
		return false
	}
	for id, x := range a {
		if y, ok := b[id]; !ok || !x.sameRows(y) {
			return false
		}
	}
	return true
}

// An edition of a scheme whose sections hold these fields, and what it says of the one before.
func editionOf(edition, fields, notes string) File {
	return File{edition + ".scheme.yaml", []byte("scheme: s\nedition: \"" + edition + "\"\ntitle: 制度\nsections:\n  - id: sec\n    title: 分野\n    fields:\n" + fields + notes)}
}

func TestCarryOverEditions(t *testing.T) {
	l, _ := Read([]File{ // what the check says of these is another test's
		editionOf("1", `
      a: {label: あ, type: boolean}
      b: {label: い, type: boolean}
      was: {label: 巡, type: integer, unit: 人}
      gone: {label: 消, type: boolean}
      pick: {label: 選, type: choice, options: {1: 一, 2: 二, 3: {label: 三, text: true}}}
      rows: {label: 表, type: table, rows: 2, columns: {x: {label: ｘ, type: text}, y: {label: ｙ, type: text}}}
      kind: {label: 型, type: integer}
`, ""),
		editionOf("2", `
      b: {label: い, type: boolean}
      c: {label: う, type: boolean}
      is: {label: 巡, type: integer, unit: 名}
      pick: {label: 選, type: choice, options: {1: 一, 4: 二, 3: {label: 三, text: true}}}
      rows: {label: 表, type: table, rows: 2, columns: {z: {label: ｘ, type: text}, y: {label: ｙ, type: number}}}
      kind: {label: 型, type: number}
`, "renamed: {a: b, b: c, was: is, pick.2: 4, rows.x: z}\ndropped: [gone]\nsame_meaning: [is]\nasked_again: {rows.y: 数で}\n"),
		editionOf("3", `
      c: {label: い, type: boolean}
      gone: {label: 別, type: boolean}
      is: {label: 巡, type: integer, unit: 名}
      choice: {label: 選, type: choice, options: {1: 一 番, 4: 二番, 5: {label: 三, text: true}}}
      rows: {label: 表, type: table, rows: 2, columns: {z: {label: ｘ, type: text}, w: {label: ｗ, type: text}}}
      kind: {label: 型, type: number}
`, "renamed: {c: is2, b: c, pick: choice, pick.3: 5}\ndropped: [c, rows.y]\nsame_meaning: [choice.1]\nasked_again: {choice.4: 二番}\n"),
	})
	es := l.Editions("s")
	c := CarryOver(es, es[0], es[2])
	again := map[string]string{}
	for id, why := range c.Again {
		again[id] = why.In("ja")
	}
	got := []any{c.Renamed, c.Dropped, again, c.New}
	want := []any{
		map[string]string{"a": "c", "was": "is", "pick": "choice", "pick.2": "4", "pick.3": "5", "pick_3_text": "choice_5_text", "rows.x": "z"},
		[]string{"b", "gone", "rows.y"},
		map[string]string{"pick.2": "二番"},
		[]string{"gone", "rows.w"},
	}
	for i := range got {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("got %v, want %v", got[i], want[i])
		}
	}
}

// What goes over is never lost, and never counts for something else: every answer is
// either in the new record under the successor's id, or left.
func TestCarryLosesNothing(t *testing.T) {
	l := renraku(t)
	from, to := l.Find("renraku@2025"), l.Find("renraku")
	c := CarryOver(l.Editions("renraku"), from, to)
	values := map[FieldType][]score.Value{
		Boolean: {score.True, score.False}, Integer: {score.Number(score.Int(3))}, Decimal: {score.Number(score.Int(3))}, TextType: {score.String("文")}, Date: {score.String("2026-04-01")},
	}
	for _, f := range from.carriedFields() {
		vs := values[f.Type]
		for _, o := range f.Options {
			v := optionValue(o.ID)
			if f.Type == Choices {
				v = score.ListOf(v)
			}
			vs = append(vs, v)
		}
		for _, v := range vs {
			now, left := c.Apply(Answers{f.ID: {Value: v}})
			if len(now)+len(left) != 1 {
				t.Errorf("%s: %v became %v and left %v", f.ID, v, now, left)
			}
			for id := range now {
				if to.field(id) == nil && !hasField(to.Cover.Fields, id) {
					t.Errorf("%s went to %s, which does not exist", f.ID, id)
				}
			}
		}
	}
}
