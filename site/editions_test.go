package site

import (
	"encoding/json"
	"os"
	"path"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

var editionsBlock = regexp.MustCompile(`<script type="application/json" data-editions>(.*)</script>`)

// editionsOf reads the block of a page; nil if it has none.
func editionsOf(t *testing.T, page []byte) *EditionsData {
	t.Helper()
	m := editionsBlock.FindSubmatch(page)
	if m == nil {
		return nil
	}
	var d EditionsData
	if err := json.Unmarshal(m[1], &d); err != nil {
		t.Fatal(err)
	}
	return &d
}

func TestEditionsOfAPage(t *testing.T) {
	var m Memory
	problems, err := shared.Build(t.Context(), os.DirFS("testdata/editions"), &m)
	if err == nil {
		err = problems.Err()
	}
	if err != nil {
		t.Fatal(err)
	}
	files := m.Files()
	carry := &CarryData{
		Renamed: map[string]string{"list": "roster", "list_paper": "roster_paper", "people.tel": "phone", "person": "writer",
			"ways.board": "notice", "ways.other": "another", "ways_other_text": "ways_another_text"},
		Dropped: []string{"fax", "people.memo"},
		Again: map[string]string{"drill": "「したかどうか」ではなく「回数」で答えるようになりました", "hours": "単位が「時間」から「分」に変わりました",
			"speed.days": "「3日以内」が「2日以内」になりました", "ways.pager": "選択肢「ポケットベル」がなくなりました"},
		Labels: map[string]string{"drill": "練習をした", "fax": "ファクスがある", "hours": "いちばん遅い人までの時間", "people.memo": "連絡を受ける人：覚え書き",
			"speed.days": "全員に連絡がつくまで：3日以内", "ways.pager": "連絡のしかた：ポケットベル"},
		New: []string{"visits", "opened", "people.mail", "rules", "night"},
	}
	for _, tt := range []struct {
		page, own, other string
		carry            *CarryData
	}{
		{"schemes/renraku/check/", "2026", "2025", carry},
		{"schemes/renraku/2026/check/", "2026", "2025", carry},
		{"schemes/renraku/2025/check/", "2025", "2026", nil},
	} {
		d := editionsOf(t, files[tt.page+"index.html"])
		if d == nil || len(d.Editions) != 2 {
			t.Errorf("%s: got %+v, want two editions", tt.page, d)
			continue
		}
		own, other := d.Editions[0], d.Editions[1]
		if own.Edition != tt.own || other.Edition != tt.other || own.Carry != nil || !reflect.DeepEqual(other.Carry, tt.carry) {
			t.Errorf("%s: got %+v and %+v with %+v", tt.page, own, other, other.Carry)
		}
		for _, e := range d.Editions {
			if e.Title != "れんらくの約束 "+e.Edition || !strings.HasPrefix(e.Integrity, "sha384-") {
				t.Errorf("%s: got %+v", tt.page, e)
			}
			for _, address := range []string{e.Check + "index.html", e.Program} {
				if files[path.Join(tt.page, address)] == nil {
					t.Errorf("%s: there is no %s", tt.page, address)
				}
			}
		}
	}
	newest := editionsOf(t, files["schemes/renraku/check/index.html"])
	sites := map[string]string{"staff": "sum", "visits": "sum", "opened": "min", "roster": "all", "ways": "any", "rules": "all", "speed": "same",
		"hours": "max", "drill": "min", "night": "any"}
	if !reflect.DeepEqual(newest.Sites, sites) || !reflect.DeepEqual(newest.Blanks, map[string]string{"visits": "0"}) {
		t.Errorf("got sites %v with blanks %v", newest.Sites, newest.Blanks)
	}
	if editionsOf(t, files["schemes/renraku/form/index.html"]) != nil {
		t.Error("the blank form is told of editions")
	}
	if d := editionsOf(t, surveySite(t)["schemes/survey/check/index.html"]); d != nil {
		t.Errorf("a scheme with one edition and no sites: got %+v", d)
	}
}

// Last year's answer to a field is that to the field it was, not to an option that got
// the same id.
func TestLastYearOfARenamedField(t *testing.T) {
	definition := `scheme: s
edition: "2"
title: 制度
last_year: {title: 昨年度}
fields:
  is: {label: あ, type: integer, last_year: true}
  pick: {label: い, type: choice, options: {is: 一, other: 二}}
renamed: {was: is, pick.was: is, pick.before: other}
`
	var m Memory
	problems, err := shared.Build(t.Context(), fstest.MapFS{
		"kijun.yaml":             {Data: []byte("title: 手引き\n")},
		"content/index.md":       {Data: []byte("# 手引き\n")},
		"criteria/s.scheme.yaml": {Data: []byte(definition)},
	}, &m)
	if err == nil {
		err = problems.Err()
	}
	if err != nil {
		t.Fatal(err)
	}
	if page := string(m.Files()["schemes/s/check/index.html"]); !strings.Contains(page, `name="ly_is" inputmode="decimal" data-was="was"`) {
		t.Errorf("got %s", regexp.MustCompile(`<input type="hidden"[^>]*>`).FindString(page))
	}
}
