package site

import (
	"strings"
	"testing"
)

// A weekday that is not the date's is said, with its place; facts/japanese-text.md, section 6.
func TestWeekdaysInText(t *testing.T) {
	thursday := func(place string) string {
		return "content/index.md:" + place + ": 警告: 2026年4月2日は木曜日です（水曜日と書かれています）\n\thint: 日付か曜日を直してください"
	}
	for _, tt := range []struct{ in, want string }{
		{"会は2026年4月2日（水）です。", thursday("1:3")},
		{"令和８年４月２日(水曜日)まで", thursday("1:1")},
		{"締切：2026-04-02（水）", thursday("1:4")},
		{"- **2026/4/2 (水)**", thursday("1:5")},
		{"[2026年4月2日（水）](/)", thursday("1:2")},
		{"2026年2月30日（月）", "content/index.md:1:1: 警告: 2026年2月は1日から28日までです\n\thint: 日付か曜日を直してください"},
		{"2026年4月2日（木）と令和8年4月2日(木)、4月2日（水）、令和8年（水）、`2026年4月2日（水）`、（日曜日）", ""},
	} {
		d := parseDocument(newMarkdown(false), "content/index.md", []byte(tt.in), false, nil)
		if got := strings.TrimSpace(d.problems.Error()); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.in, got, tt.want)
		}
	}
}
