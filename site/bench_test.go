package site

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// generated is a project of so many Japanese pages of 4 kB, 50 a section, with
// front matter, tables, lists, links and footnotes.
func generated(pages int) fstest.MapFS {
	const perSection = 50
	p := fstest.MapFS{ConfigFile: {Data: []byte("title: 大きなハンドブック\nbase_url: https://example.jp/\n")},
		"content/index.md": {Data: []byte("# 大きなハンドブック\n")}}
	for i := range pages {
		section, n := i/perSection, i%perSection
		name := fmt.Sprintf("p%02d.md", n)
		if n == 0 {
			name = "index.md"
		}
		next := fmt.Sprintf("p%02d.md", max(1, (n+1)%perSection))
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitle: 第%d部の%d番目の項目\nsummary: 健診受診率と保健指導の進め方を説明します。\norder: %d\n---\n\n", section+1, n+1, n)
		for k := 0; b.Len() < 4000; k++ {
			fmt.Fprintf(&b, "## 健康経営の推進体制 %d\n\n", k+1)
			b.WriteString("従業員の健康を守る取組は、経営者が方針を示し、担当者が計画を立てて、\n毎年度ふり返ることで続きます。**健康経営優良法人（中小規模法人部門）**の\n評価項目では、取組の実績を資料で示すことが求められます[^" + fmt.Sprint(k) + "]。\n\n")
			b.WriteString("| 受診率 | 点 | 必要な資料 |\n|---|--:|---|\n| 80%以上 | 10 | 受診者数の一覧 |\n| 50%以上80%未満 | 5 | 受診勧奨の記録 |\n\n")
			fmt.Fprintf(&b, "- [次の項目](%s)を先に読む\n- 対象者の人数を`名簿`で数える\n  1. 40歳以上の従業員\n  2. 被扶養者\n- ~~旧制度~~は対象にしない\n\n", next)
			fmt.Fprintf(&b, "[^%d]: 資料は認定の日から3年間保存します。\n\n", k)
		}
		p[fmt.Sprintf("content/s%03d/%s", section, name)] = &fstest.MapFile{Data: []byte(b.String())}
	}
	return p
}

// BenchmarkEdit is what an edit of one page of 1,000 costs while serving.
func BenchmarkEdit(b *testing.B) {
	p := generated(1000)
	builder := Builder{Live: true}
	var m Memory
	build := func() {
		problems, err := builder.Build(context.Background(), p, &m)
		if err != nil || len(problems) > 0 {
			b.Fatal(err, problems)
		}
	}
	build()
	name := "content/s007/p07.md"
	text := string(p[name].Data)
	for i := 0; b.Loop(); i++ {
		p[name] = &fstest.MapFile{Data: []byte(text + fmt.Sprintf("\n編集 %d\n", i))}
		build()
	}
}
