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
