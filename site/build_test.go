package site

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
)

// png is an image of 3 by 2 pixels.
const png = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x03\x00\x00\x00\x02\b\x00\x00\x00\x00\xb8\x1f9\xc6\x00\x00\x00\x12IDATx\x9cbb``\x00a@\x00\x00\x00\xff\xff\x00 \x00\x05\x94EA+\x00\x00\x00\x00IEND\xaeB`\x82"

const minimalConfig = "title: 試験\n"

// project is a project of these files; a configuration is added if there is none.
func project(files map[string]string) fstest.MapFS {
	p := fstest.MapFS{ConfigFile: {Data: []byte(minimalConfig)}}
	for name, text := range files {
		p[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return p
}

// sample is the project that `kijun new` makes.
func sample(t testing.TB) fstest.MapFS { return sampleOf(t, Starters[0]) }

// sampleOf is the project that `kijun new --scheme` makes, of an author who wrote where the
// site will stand.
func sampleOf(t testing.TB, kind string) fstest.MapFS {
	t.Helper()
	files, err := starter("base", "pages", kind)
	if err != nil {
		t.Fatal(err)
	}
	p := fstest.MapFS{}
	for name, data := range files {
		if name == ConfigFile {
			data = bytes.Replace(data, []byte("# base_url:"), []byte("base_url:"), 1)
		}
		p[name] = &fstest.MapFile{Data: data}
	}
	return p
}

// built is the files of a project that must be without problems. What is drawn, and named
// after what it is made of, is drawn once in all tests.
func built(t testing.TB, b *Builder, p fs.FS) map[string][]byte {
	t.Helper()
	return builtInto(t, b, p, &gallery{})
}

// A gallery is a memory with what earlier builds of any test have drawn.
type gallery struct{ Memory }

var drawnBefore = map[string][]byte{}

func (*gallery) Old(name string) ([]byte, bool) {
	data, ok := drawnBefore[name]
	return data, ok
}

func (g *gallery) Finish() error {
	err := g.Memory.Finish()
	for name, data := range g.Files() {
		if strings.Contains(name, iconsDir) || strings.Contains(name, previewsDir) || strings.Contains(name, picturesDir) {
			drawnBefore[name] = data
		}
	}
	return err
}

// handbook is the files of the reference handbook, built once; nobody may change them.
func handbook(t testing.TB) map[string][]byte {
	t.Helper()
	if _, err := os.Stat("../" + ConfigFile); err != nil {
		t.Skip("not in a checkout: ", err)
	}
	if handbookFiles == nil {
		handbookFiles = built(t, &Builder{}, os.DirFS(".."))
	}
	return handbookFiles
}

var handbookFiles map[string][]byte

// builtInto is the files of a project that must be without problems.
func builtInto(t testing.TB, b *Builder, p fs.FS, m interface {
	Writer
	Files() map[string][]byte
}) map[string][]byte {
	t.Helper()
	problems, err := b.Build(context.Background(), p, m)
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return m.Files()
}

func TestSampleProject(t *testing.T) {
	files := built(t, &shared, sample(t))
	for _, name := range []string{"index.html", "404.html", "robots.txt", "sitemap.xml", "guide/index.html", "guide/start/index.html",
		"schemes/index.html", "schemes/setsuden/index.html", "schemes/setsuden/2026/index.html", "schemes/setsuden/2026/q1/index.html",
		"schemes/setsuden/check/index.html", "schemes/setsuden/2026/check/index.html", "schemes/setsuden/form/index.html"} {
		if _, ok := files[name]; !ok {
			t.Errorf("no %s", name)
		}
	}
	for name, data := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, bad := range []string{"<no value>", "%!", " style=", " onclick=", "<style", "<script>"} {
			if bytes.Contains(data, []byte(bad)) {
				t.Errorf("%s contains %s", name, bad)
			}
		}
	}
}

func TestBuildIsReproducible(t *testing.T) {
	p := sample(t)
	var first map[string][]byte
	for _, processors := range []int{1, 2, 1} {
		before := runtime.GOMAXPROCS(processors)
		files := builtInto(t, &Builder{}, p, &Memory{})
		runtime.GOMAXPROCS(before)
		if first == nil {
			first = files
		}
		if !maps.EqualFunc(first, files, bytes.Equal) {
			t.Errorf("with %d processors the site differs", processors)
		}
	}
	var b Builder
	built(t, &b, p)
	if !maps.EqualFunc(first, built(t, &b, p), bytes.Equal) {
		t.Error("a second build by the same builder differs")
	}
}

func TestLinks(t *testing.T) {
	p := project(map[string]string{
		"content/index.md":       "# 表紙\n\n[a](guide/a.md#節) [b](/guide/b/) [c](/guide/b) [d](https://example.jp/) [e](mailto:a@example.jp) ![f](img/f.png) [g](img/f.png) [s](/schemes/)",
		"content/guide/index.md": "# 手引き\n\n[b](b.md)",
		"content/guide/a.md":     "# A\n\n## 節\n\n[i](index.md) [up](../index.md) [x](#節) [r](../b/)",
		"content/guide/b.md":     "# B\n\n[a](a.md)",
		"content/img/f.png":      png,
	})
	files := built(t, &shared, p)
	for name, wants := range map[string][]string{
		"index.html":         {`href="./guide/a/#%E7%AF%80">a<`, `href="./guide/b/">b<`, `href="./guide/b/">c<`, `href="https://example.jp/"`, `src="./img/f.png"`, `href="./img/f.png"`, `href="./schemes/"`},
		"guide/a/index.html": {`href="../../guide/">i<`, `href="../../">up<`, `href="#%E7%AF%80">x<`, `href="../../guide/b/">r<`},
		"img/f.png":          {png},
	} {
		for _, want := range wants {
			if !bytes.Contains(files[name], []byte(want)) {
				t.Errorf("%s does not contain %s\n%s", name, want, files[name])
			}
		}
	}
}

func TestProblems(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"broken link", map[string]string{"content/index.md": "# 題\n\n[a](guied/a.md)", "content/guide/a.md": "# A"},
			"content/index.md:3:1: リンク先 \"guied/a.md\" がありません\n\thint: \"guide/a.md\" のことですか"},
		{"broken address", map[string]string{"content/index.md": "# 題\n\n文 [a](/scheme/)"},
			"content/index.md:3:3: リンク先 \"/scheme/\" がありません\n\thint: \"/schemes/\" のことですか"},
		{"broken anchor", map[string]string{"content/index.md": "# 題\n\n## 節一\n\n[a](#節二)"},
			"content/index.md:5:1: このページに \"#節二\" という場所がありません\n\thint: \"#節一\" のことですか"},
		{"broken anchor elsewhere", map[string]string{"content/index.md": "# 題\n\n[a](b.md#x)", "content/b.md": "# B"},
			"content/index.md:3:1: b.md に \"#x\" という場所がありません"},
		{"missing image", map[string]string{"content/index.md": "# 題\n\n![a](b.png)"},
			"content/index.md:3:1: リンク先 \"b.png\" がありません"},
		{"image from elsewhere", map[string]string{"content/index.md": "# 題\n\n![a](https://example.jp/b.png)"},
			"content/index.md:3:1: ほかのサイトの画像 \"https://example.jp/b.png\" は表示しません\n\thint: 画像を content/ の下に置いてください"},
		{"script address", map[string]string{"content/index.md": "# 題\n\n[a](javascript:alert)"},
			"content/index.md:3:1: リンク先 \"javascript:alert\" は使えません\n\thint: https:// か、ページのファイル名で書いてください"},
		{"unknown key", map[string]string{"kijun.yaml": "title: 題\ntheem: standard\n"},
			"kijun.yaml:2:1: キー \"theem\" は使えません\n\thint: \"theme\" のことですか"},
		{"base URL", map[string]string{"kijun.yaml": "title: 題\nbase_url: example.jp\n"},
			"kijun.yaml:2:11: サイトの場所 \"example.jp\" は https:// で始まるURLで書いてください\n\thint: 例: base_url: https://example.jp/kenko/"},
		{"no title", map[string]string{"kijun.yaml": "lang: ja\n"},
			"kijun.yaml:1:1: サイトの題（title）がありません\n\thint: 例: title: 健康経営ハンドブック"},
		{"unknown theme", map[string]string{"kijun.yaml": "title: 題\ntheme: mine\n"},
			"kijun.yaml:2:8: テーマのフォルダー themes/mine がありません\n\thint: 標準のテーマを使うには theme: standard"},
		{"broken menu", map[string]string{"kijun.yaml": "title: 題\nnav:\n  - {title: 手引き, link: /guide/}\n"},
			"kijun.yaml:3:5: リンク先 \"/guide/\" がありません"},
		{"two pages at one place", map[string]string{"content/a.md": "# A", "content/a/index.md": "# A"},
			"content/a/index.md: 同じ場所 /a/ のページが2つあります\n\thint: もう一つは content/a.md です。どちらかのファイルの名前か slug を変えてください"},
		{"page without title", map[string]string{"content/a.md": "文"},
			"content/a.md:1:1: ページの題がありません\n\thint: ファイルの始めに「# 題」の行か、title: のある前書きを書いてください"},
		{"unknown block", map[string]string{"content/a.md": "# A\n\n:::rulle\n:::\n"},
			"content/a.md:3:1: ブロック「:::rulle」はありません\n\thint: 「:::rule」のことですか"},
		{"block in the wrong place", map[string]string{"content/a.md": "# A\n\n:::rule\n:::\n"},
			"content/a.md:3:1: 「:::rule」は評価項目の解説でだけ使えます"},
		{"text of no scheme", map[string]string{"content/schemes/x/q1.md": "文"},
			"content/schemes/x/q1.md: 制度 \"x\" の定義が criteria/ にありません"},
		{"broken layout", map[string]string{"kijun.yaml": "title: 題\ntheme: mine\n", "themes/mine/layouts/page.html": "{{.Titel}}", "content/a.md": "# A"},
			"themes/mine/layouts/page.html:1: 値 .Titel はありません（Page）\n\thint: .Title のことですか"},
		{"broken style", map[string]string{"kijun.yaml": "title: 題\ntheme: mine\n", "themes/mine/assets/site.css": "@import \"./no.css\";\n"},
			"themes/mine/assets/site.css:1:9: テーマの assets/ に no.css がありません"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b Builder
			got := b.Check(context.Background(), project(tt.files)).Error()
			if !strings.HasPrefix(got, tt.want) || strings.Count(got, "\n") > strings.Count(tt.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// Mistakes in definitions must not bring forth a flood of others.
func TestBrokenDefinition(t *testing.T) {
	p := sample(t)
	const name = "criteria/setsuden.scheme.yaml"
	p[name] = &fstest.MapFile{Data: bytes.Replace(p[name].Data, []byte("label: 照明器具の数, type: integer"), []byte("label: 照明器具の数, type: intger"), 1)}
	var b Builder
	problems := b.Check(context.Background(), p)
	if !problems.HasErrors() {
		t.Fatal("no error")
	}
	for _, d := range problems {
		if d.Pos.File != name {
			t.Errorf("a problem elsewhere: %v", d)
		}
	}
}

// The newest edition stands under the scheme's own address, older ones under
// theirs; a text of the scheme serves all of them.
func TestEditions(t *testing.T) {
	p := sample(t)
	text := string(p["criteria/setsuden.scheme.yaml"].Data)
	p["criteria/2027/setsuden.scheme.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(text, `edition: "2026"`, `edition: "2027"`, 1))}
	p["content/schemes/setsuden/2026/q1.md"] = &fstest.MapFile{Data: []byte("## 2026年の照明\n\n[空調](../q2.md) [概要](../index.md)")}
	files := built(t, &shared, p)
	for name, wants := range map[string][]string{
		"schemes/setsuden/index.html":            {`rel="canonical" href="https://example.jp/handbook/schemes/setsuden/"`, "2026版</a>", `href="../../schemes/setsuden/2027/q1/"`},
		"schemes/setsuden/2027/index.html":       {`rel="canonical" href="https://example.jp/handbook/schemes/setsuden/"`, `content="noindex"`},
		"schemes/setsuden/2026/index.html":       {`rel="canonical" href="https://example.jp/handbook/schemes/setsuden/"`, "これは2026版の内容です", `href="../../../schemes/setsuden/2026/check/"`},
		"schemes/setsuden/2026/q1/index.html":    {"2026年の照明", `href="../../../../schemes/setsuden/2026/q2/">空調<`, `href="../../../../schemes/setsuden/2026/">概要<`},
		"schemes/setsuden/2027/q1/index.html":    {"LEDに替えた照明"},
		"schemes/setsuden/check/index.html":      {`data-edition="2027"`},
		"schemes/setsuden/2026/check/index.html": {`data-edition="2026"`},
	} {
		for _, want := range wants {
			if !bytes.Contains(files[name], []byte(want)) {
				t.Errorf("%s does not contain %s", name, want)
			}
		}
	}
	if strings.Contains(string(files["sitemap.xml"]), "/2027/<") || strings.Contains(string(files["sitemap.xml"]), "/2026/") {
		t.Errorf("sitemap:\n%s", files["sitemap.xml"])
	}
}

func TestNoProject(t *testing.T) {
	var b Builder
	got := b.Check(context.Background(), fstest.MapFS{}).Error()
	if !strings.HasPrefix(got, "kijun.yaml: サイトの設定ファイルがありません\n") {
		t.Error(got)
	}
}

// A mistake must leave the files of the last good build as they are.
func TestFailedBuildWritesNothing(t *testing.T) {
	p := project(map[string]string{"content/a.md": "# A", "kijun.yaml": "title: 題\ntheme: mine\n", "themes/mine/layouts/menu.html": ""})
	disk := &Disk{Dir: filepath.Join(t.TempDir(), "public")}
	var b Builder
	build := func() error {
		problems, err := b.Build(context.Background(), p, disk)
		if err != nil {
			t.Fatal(err)
		}
		return problems.Err()
	}
	if err := build(); err != nil {
		t.Fatal(err)
	}
	before := snapshot(t, disk.Dir)
	for name, text := range map[string]string{"content/a.md": "# B\n\n[x](y.md)", "themes/mine/layouts/page.html": "{{.No}}"} {
		old := p[name]
		p[name] = &fstest.MapFile{Data: []byte(text)}
		if build() == nil {
			t.Errorf("%s: no error", name)
		}
		if !maps.Equal(before, snapshot(t, disk.Dir)) {
			t.Errorf("%s: files have changed", name)
		}
		if p[name] = old; old == nil {
			delete(p, name)
		}
	}
}

// snapshot is names, contents and times of the files of a folder.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		data, err := os.ReadFile(p)
		files[p] = fmt.Sprint(info.ModTime().UnixNano(), string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
