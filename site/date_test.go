package site

import "testing"

func TestDates(t *testing.T) {
	tests := []struct{ in, iso, western, era, both string }{
		{"2025-02-21", "2025-02-21", "2025年2月21日（金）", "令和7年2月21日（金）", "2025年（令和7年）2月21日（金）"},
		{"2025-2-21", "2025-02-21", "2025年2月21日（金）", "令和7年2月21日（金）", "2025年（令和7年）2月21日（金）"},
		{"2025/02/21", "2025-02-21", "2025年2月21日（金）", "令和7年2月21日（金）", "2025年（令和7年）2月21日（金）"},
		{"2025-02-21（金）", "2025-02-21", "2025年2月21日（金）", "令和7年2月21日（金）", "2025年（令和7年）2月21日（金）"},
		{"令和7年2月21日", "2025-02-21", "2025年2月21日（金）", "令和7年2月21日（金）", "2025年（令和7年）2月21日（金）"},
		{"令和７年２月２１日（金曜日）", "2025-02-21", "2025年2月21日（金）", "令和7年2月21日（金）", "2025年（令和7年）2月21日（金）"},
		{"2025年2月21日(金)", "2025-02-21", "2025年2月21日（金）", "令和7年2月21日（金）", "2025年（令和7年）2月21日（金）"},
		{"2025-08", "2025-08", "2025年8月", "令和7年8月", "2025年（令和7年）8月"},
		{"令和7年8月", "2025-08", "2025年8月", "令和7年8月", "2025年（令和7年）8月"},
		{"2025", "2025", "2025年", "令和7年", "2025年（令和7年）"},
		{"令和元年5月", "2019-05", "2019年5月", "令和元年5月", "2019年（令和元年）5月"},
		{"平成31年4月30日", "2019-04-30", "2019年4月30日（火）", "平成31年4月30日（火）", "2019年（平成31年）4月30日（火）"},
		{"2019", "2019", "2019年", "平成31年・令和元年", "2019年（平成31年・令和元年）"},
		{"1989-01", "1989-01", "1989年1月", "昭和64年・平成元年1月", "1989年（昭和64年・平成元年）1月"},
		{"昭和64年1月7日", "1989-01-07", "1989年1月7日（土）", "昭和64年1月7日（土）", "1989年（昭和64年）1月7日（土）"},
		{"平成元年1月8日", "1989-01-08", "1989年1月8日（日）", "平成元年1月8日（日）", "1989年（平成元年）1月8日（日）"},
		{"大正15年12月24日", "1926-12-24", "1926年12月24日（金）", "大正15年12月24日（金）", "1926年（大正15年）12月24日（金）"},
		{"昭和元年", "1926", "1926年", "大正15年・昭和元年", "1926年（大正15年・昭和元年）"},
		{"明治45年7月29日", "1912-07-29", "1912年7月29日（月）", "明治45年7月29日（月）", "1912年（明治45年）7月29日（月）"},
		{"1860-03", "1860-03", "1860年3月", "1860年3月", "1860年3月"},
		{"2024-02-29", "2024-02-29", "2024年2月29日（木）", "令和6年2月29日（木）", "2024年（令和6年）2月29日（木）"},
	}
	for _, tt := range tests {
		d, wrong := parseDate(tt.in)
		if wrong != nil {
			t.Errorf("%s: %v", tt.in, *wrong)
			continue
		}
		got := [4]string{d.iso(), d.text("western"), d.text("era"), d.text("both")}
		if want := [4]string{tt.iso, tt.western, tt.era, tt.both}; got != want {
			t.Errorf("%s: got %q, want %q", tt.in, got, want)
		}
		if again, wrong := parseDate(d.text("western")); wrong != nil || again != d {
			t.Errorf("%s: %s reads back as %v %v", tt.in, d.text("western"), again, wrong)
		}
	}
}

func TestDateMistakes(t *testing.T) {
	tests := []struct{ in, msg, hint string }{
		{"2025-02-21（木）", "2025年2月21日は金曜日です（木曜日と書かれています）", "（金）に直すか、曜日を消してください。曜日は自動で付きます"},
		{"令和7年2月21日(土)", "2025年2月21日は金曜日です（土曜日と書かれています）", "（金）に直すか、曜日を消してください。曜日は自動で付きます"},
		{"2025-08（金）", "日のない日付に曜日は書けません", "曜日を消すか、日まで書いてください"},
		{"2025-13", "13月という月はありません", dateExamples},
		{"2025-00-01", "0月という月はありません", dateExamples},
		{"2025-02-29", "2025年2月は1日から28日までです", "日を直してください"},
		{"2025-02-00", "2025年2月は1日から28日までです", "日を直してください"},
		{"平成31年5月1日", "平成は2019年5月1日（水）より前です", "令和元年5月1日と書いてください"},
		{"令和元年4月", "令和は2019年5月1日（水）からです", "平成31年4月と書いてください"},
		{"令和0年", "令和0年という年はありません", dateExamples},
		{"令和7年14月", "14月という月はありません", dateExamples},
		{"25年2月", "日付 \"25年2月\" を読めません", dateExamples},
		{"来月", "日付 \"来月\" を読めません", dateExamples},
		{"20250221", "日付 \"20250221\" を読めません", dateExamples},
	}
	for _, tt := range tests {
		d, wrong := parseDate(tt.in)
		if wrong == nil {
			t.Errorf("%s: no mistake, but %v", tt.in, d)
		} else if got, want := *wrong, (dateMistake{tt.msg, tt.hint}); got != want {
			t.Errorf("%s: got %q, want %q", tt.in, got, want)
		}
	}
}

func TestFiscalYears(t *testing.T) {
	tests := []struct{ in, western, era, both string }{
		{"2025-02-21", "2024年度", "令和6年度", "2024年度（令和6年度）"},
		{"2025-08", "2025年度", "令和7年度", "2025年度（令和7年度）"},
		{"2025-03-31", "2024年度", "令和6年度", "2024年度（令和6年度）"},
		{"2025-04-01", "2025年度", "令和7年度", "2025年度（令和7年度）"},
		{"2019-04-01", "2019年度", "令和元年度", "2019年度（令和元年度）"},
		{"1989-01-07", "1988年度", "昭和63年度", "1988年度（昭和63年度）"},
	}
	for _, tt := range tests {
		d, _ := parseDate(tt.in)
		y := d.fiscalYear()
		got := [3]string{y.text("western"), y.text("era"), y.text("both")}
		if want := [3]string{tt.western, tt.era, tt.both}; got != want {
			t.Errorf("%s: got %q, want %q", tt.in, got, want)
		}
	}
}

// A month sorts as its last day, a year as well.
func TestDateOrder(t *testing.T) {
	order := []string{"2024", "2025-01-31", "2025-02-27", "2025-02", "2025-03-01", "2025-12-30", "2025"}
	for i := range order[1:] {
		a, _ := parseDate(order[i])
		b, _ := parseDate(order[i+1])
		if a.compare(b) >= 0 || b.compare(a) <= 0 {
			t.Errorf("%s is not before %s", order[i], order[i+1])
		}
	}
}

func TestPeriods(t *testing.T) {
	tests := []struct {
		in   string
		want period
		msg  string
	}{
		{"2025-04-01〜2026-03-31", period{date{2025, 4, 1}, date{2026, 3, 31}, true}, ""},
		{"令和7年4月 ～ 令和8年3月", period{date{2025, 4, 0}, date{2026, 3, 0}, true}, ""},
		{"2025-04~", period{from: date{2025, 4, 0}, open: true}, ""},
		{"〜2026", period{to: date{2026, 0, 0}, open: true}, ""},
		{"2025-06-10", period{from: date{2025, 6, 10}}, ""},
		{"2026-04-01〜2026-03-31", period{}, "期間の終わりが始まりより前です"},
		{"〜", period{}, "期間 \"〜\" を読めません"},
		{"2025-04-01〜来年", period{}, "日付 \"来年\" を読めません"},
	}
	for _, tt := range tests {
		got, wrong := parsePeriod(tt.in)
		msg := ""
		if wrong != nil {
			msg = wrong.msg
		}
		if got != tt.want || msg != tt.msg {
			t.Errorf("%s: got %v %q, want %v %q", tt.in, got, msg, tt.want, tt.msg)
		}
	}
}

func TestMinusMonths(t *testing.T) {
	for _, tt := range []struct {
		in   date
		n    int
		want date
	}{
		{date{2026, 4, 1}, 12, date{2025, 4, 1}},
		{date{2025, 3, 31}, 1, date{2025, 2, 28}},
		{date{2025, 1, 15}, 1, date{2024, 12, 15}},
	} {
		if got := tt.in.plusMonths(-tt.n); got != tt.want {
			t.Errorf("%v minus %d: got %v, want %v", tt.in, tt.n, got, tt.want)
		}
	}
}
