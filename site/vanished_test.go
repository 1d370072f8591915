package site

import (
	"context"
	"path/filepath"
	"testing"
)

// What the build before had and this one has not is said once, with the likely successor.
func TestVanished(t *testing.T) {
	files := map[string]string{
		"content/index.md":       "# 表紙\n",
		"content/guide/index.md": "# ガイド\n",
		"content/guide/steps.md": "# 進め方\n\n## 準備すること\n\n## 提出 {#submit}\n",
		"content/guide/draft.md": "# 下げるページ\n",
		"content/old.md":         "# 古いページ\n",
	}
	var b Builder
	disk := &Disk{Dir: filepath.Join(t.TempDir(), "public")}
	check := func(want string) {
		t.Helper()
		problems, err := b.Build(context.Background(), project(files), disk)
		if err != nil {
			t.Fatal(err)
		}
		if got := problems.Error(); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
	check("")
	check("")
	delete(files, "content/old.md")
	files["content/guide/draft.md"] = markdownFile("draft: true", "# 下げるページ\n")
	files["content/start/index.md"] = "# はじめに\n"
	files["content/start/steps.md"] = files["content/guide/steps.md"]
	delete(files, "content/guide/steps.md")
	files["content/guide/index.md"] = "# ガイド\n\n## 節\n"
	check(`kijun.yaml: 警告: 前に書き出したページ /guide/steps/ がなくなりました
	hint: いまの /start/steps/ のことなら、そのページの前書きに aliases: [/guide/steps/] と書くと、前のリンクが生きます
kijun.yaml: 警告: 前に書き出したページ /old/ がなくなりました
	hint: ほかのサイトからのリンクを生かすには、代わりのページの前書きに aliases: [/old/] と書いてください`)
	check("")
	files["content/start/steps.md"] = "# 進め方\n\n## 準備するもの\n"
	check(`content/start/steps.md: 警告: 前に書き出した場所 /start/steps/#submit がなくなりました
	hint: ほかからのリンクを生かすには、代わりの見出しの行末に {#submit} と書いてください
content/start/steps.md: 警告: 前に書き出した場所 /start/steps/#準備すること がなくなりました
	hint: いまの #準備するもの のことなら、その見出しの行末に {#準備すること} と書くと、前のリンクが生きます`)
	check("")
	// A build that is refused leaves the note as it is.
	files["content/index.md"] = "# 表紙\n\n[無](nowhere.md)\n"
	delete(files, "content/guide/index.md")
	if problems, err := b.Build(context.Background(), project(files), disk); err != nil || !problems.HasErrors() {
		t.Fatal(err, problems)
	}
	files["content/index.md"] = "# 表紙\n"
	check(`kijun.yaml: 警告: 前に書き出したページ /guide/ がなくなりました
	hint: ほかのサイトからのリンクを生かすには、代わりのページの前書きに aliases: [/guide/] と書いてください`)
}

// A new edition leaves out a criterion: what is missing is said of the newest edition only,
// and the place of the criterion on the blank form did not go by mistake.
func TestVanishedCriterion(t *testing.T) {
	criterion := func(id string) string {
		return "      - {id: " + id + ", title: 項目" + id + ", fields: {f" + id + ": {label: 欄" + id + ", type: boolean}}, points: {rules: [{when: f" + id + ", points: 5}, {points: 0}]}}\n"
	}
	edition := func(name, rest string, ids ...string) string {
		s := "scheme: s\nedition: \"" + name + "\"\ntitle: 制度\n" + rest + "sections:\n  - id: part\n    title: 分野\n    criteria:\n"
		for _, id := range ids {
			s += criterion(id)
		}
		return s + "awards:\n  - {id: won, title: 合格, pass: total >= 5}\n"
	}
	p := project(map[string]string{"content/index.md": "# 表紙\n", "criteria/s1.scheme.yaml": edition("1", "", "a", "b", "c", "d", "e")})
	var b Builder
	disk := &Disk{Dir: filepath.Join(t.TempDir(), "public")}
	check := func(want string) {
		t.Helper()
		problems, err := b.Build(context.Background(), p, disk)
		if err != nil {
			t.Fatal(err)
		}
		if got := problems.Error(); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
	check("criteria/s1.scheme.yaml:8:9: 警告: 解説のない評価項目が5あります（a, b, c, d, e）\n" +
		"\thint: なくてもページはできます。書くときは content/schemes/s/a.md のように、項目の id を名前にしてください")
	for _, id := range []string{"a", "b", "d"} {
		p = sampleWith(p, "content/schemes/s/"+id+".md", "解説\n")
	}
	p = sampleWith(p, "criteria/s2.scheme.yaml", edition("2", "dropped: [fe]\n", "a", "b", "c", "d"))
	check("criteria/s1.scheme.yaml:12:9: 警告: 評価項目 e の解説がありません\n\thint: content/schemes/s/e.md に書いてください\n" +
		"criteria/s2.scheme.yaml:11:9: 警告: 評価項目 c の解説がありません\n\thint: content/schemes/s/c.md に書いてください")
}
