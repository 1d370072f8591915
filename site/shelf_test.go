package site

import (
	"context"
	"maps"
	"math"
	"os"
	"testing"
	"testing/fstest"
)

// A page reads the same whether its text was rendered when it was parsed or later.
func TestShelf(t *testing.T) {
	p := generated(150)
	p["content/more.md"] = &fstest.MapFile{Data: []byte("# 題\n\n本文と[次](s001/p07.md#健康経営の推進体制-2)、[外](https://example.jp/?a=1&b=\"2\")、[題付き](s000/index.md \"題\")です。\n\n:::block blocks/x\n:::\n")}
	p["content/blocks/x.md"] = &fstest.MapFile{Data: []byte("# 枠\n\n## 中\n\n[上](../more.md)[^1]\n\n[^1]: 注\n")}
	p["content/fixed.md"] = &fstest.MapFile{Data: []byte("# 題\n\n{健診|けんしん}[^1]\n\n> [!NOTE] [題](more.md)\n> 文\n\n表：日程\n\n| a |\n|---|\n| 1 |\n\n[^1]: 注\n")}
	build := func(from int) map[string][]byte {
		defer func(was int) { mostUnshelved = was }(mostUnshelved)
		mostUnshelved = from
		var m Memory
		problems, err := shared.Build(context.Background(), p, &m)
		if err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
		return m.Files()
	}
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	t.Setenv("TMP", temp)
	with, without := build(0), build(math.MaxInt)
	for name := range maps.Keys(without) {
		if string(with[name]) != string(without[name]) {
			t.Errorf("%s differs:\n%s\n---\n%s", name, with[name], without[name])
		}
	}
	if len(with) != len(without) {
		t.Errorf("got %d files, want %d", len(with), len(without))
	}
	left, err := os.ReadDir(temp)
	if err != nil || len(left) > 0 {
		t.Error("left behind:", left, err)
	}
}

// A file that changes while a site is built must not make a page of two texts.
func TestChangedWhileBuilt(t *testing.T) {
	p := project(map[string]string{"content/a.md": "# あ\n"})
	c := &contentFile{name: "content/a.md", path: "content/a.md", sum: 1} // not that of the text
	_, err := c.read(&source{project: p})
	if want := "content/a.md: 書き出している間にファイルが変わりました\n\thint: もう一度実行してください"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
