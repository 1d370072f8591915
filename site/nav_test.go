package site

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// nested is a project with folders inside folders.
var nested = map[string]string{
	"content/guide/index.md":        "# 手引き\n",
	"content/guide/start.md":        "---\norder: 1\n---\n# はじめかた\n",
	"content/guide/papers/index.md": "---\norder: 2\n---\n# 資料\n",
	"content/guide/papers/a.md":     "# 名簿\n",
	"content/guide/papers/b.md":     "# 記録\n",
	"content/guide/last.md":         "---\norder: 3\n---\n# おわりに\n",
	"content/guide/talk.md":         "---\norder: 4\n---\n# 話し合い\n",
	"content/guide/talk/one.md":     "# 一回目\n",
}

// The pages of a folder and of those inside it are one tree and one way to read.
func TestNestedFolders(t *testing.T) {
	files := built(t, &shared, project(nested))
	var read []string
	for at := "guide/"; at != ""; {
		html := string(files[at+"index.html"])
		read = append(read, at)
		m := regexp.MustCompile(`<a class="?pager-next"? rel="?next"? href="?([^" >]+)`).FindStringSubmatch(html)
		if at = ""; m != nil {
			at = strings.TrimLeft(m[1], "./")
		}
	}
	want := "guide/ guide/start/ guide/papers/ guide/papers/a/ guide/papers/b/ guide/last/ guide/talk/ guide/talk/one/"
	if got := strings.Join(read, " "); got != want {
		t.Errorf("read in the order\n%s\nwant\n%s", got, want)
	}
	page := string(files["guide/papers/a/index.html"])
	for _, want := range []string{`<details open><summary>資料</summary>`, `<a href="../../../guide/papers/">はじめに</a>`,
		`<a href="../../../guide/papers/a/" aria-current="page">名簿</a>`, `<details open><summary>話し合い</summary>`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in the navigation", want)
		}
	}
}

// In a long navigation only what the open page is inside of stands open.
func TestLongNavigationIsFolded(t *testing.T) {
	p := map[string]string{}
	for name, text := range nested {
		p[name] = text
	}
	for i := range mostUnfolded {
		p[fmt.Sprintf("content/guide/papers/deep/p%02d.md", i)] = fmt.Sprintf("# 紙 %d\n", i)
	}
	p["content/guide/papers/deep/index.md"] = "# 深いところ\n"
	files := built(t, &shared, project(p))
	for _, c := range []struct{ at, want string }{
		{"guide/start/", ""},
		{"guide/papers/", "資料"},
		{"guide/papers/b/", "資料"},
		{"guide/papers/deep/p03/", "資料 深いところ"},
		{"guide/talk/one/", "話し合い"},
	} {
		var open []string
		for _, m := range regexp.MustCompile(`<details open><summary>([^<]*)`).FindAllStringSubmatch(string(files[c.at+"index.html"]), -1) {
			open = append(open, m[1])
		}
		if got := strings.Join(open, " "); got != c.want {
			t.Errorf("%s: open are %q, want %q", c.at, got, c.want)
		}
	}
}

// A folder without a page of its own is told with what to write.
func TestFolderWithoutIndex(t *testing.T) {
	p := project(map[string]string{"content/a/x.md": "# 甲\n", "content/a/y.md": "# 乙\n"})
	var m Memory
	problems, err := shared.Build(context.Background(), p, &m)
	if err != nil {
		t.Fatal(err)
	}
	want := "content/a/: 警告: このフォルダに index.md がないので、目次に「a」と出て、/a/ のページもありません\n\thint: content/a/index.md を作り、1行目に「# 題」を書いてください"
	if got := problems.Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A flat site has its pages in the menu while they are few, and a navigation when
// they are many.
func TestFlatSite(t *testing.T) {
	for _, c := range []struct {
		pages int
		menu  bool
	}{{mostMenu, true}, {mostMenu + 1, false}} {
		p := map[string]string{}
		for i := range c.pages {
			p[fmt.Sprintf("content/p%d.md", i)] = fmt.Sprintf("# 頁%d\n", i)
		}
		html := string(built(t, &shared, project(p))["p1/index.html"])
		if menu := strings.Contains(html, `class="site-menu"`); menu != c.menu {
			t.Errorf("%d pages: a menu: %v", c.pages, menu)
		}
		if nav := strings.Contains(html, `id="section-nav"`); nav == c.menu {
			t.Errorf("%d pages: a navigation: %v", c.pages, nav)
		}
	}
}

// Pages that share a navigation because they are too many have one way to them in the
// menu, at the first of them, where there is anything else in it.
func TestFlatSiteBesideSchemes(t *testing.T) {
	p := sampleOf(t, Starters[0])
	for name := range p {
		if strings.HasPrefix(name, "content/") && !strings.HasPrefix(name, "content/schemes/") {
			delete(p, name)
		}
	}
	config := string(p[ConfigFile].Data)
	p[ConfigFile].Data = []byte(config[:strings.Index(config, "\nnav:")+1])
	for i := range mostMenu + 1 {
		p = sampleWith(p, fmt.Sprintf("content/p%d.md", i), "# 頁\n")
	}
	files := built(t, &shared, p)
	for name, want := range map[string]string{
		"schemes/index.html": `<a href="../p0/">手引き</a>`,
		"index.html":         `<h2>手引き</h2>`,
	} {
		if !strings.Contains(string(files[name]), want) {
			t.Errorf("%s has no %s", name, want)
		}
	}
}

// A home page that nobody has written lists what there is.
func TestUnwrittenHome(t *testing.T) {
	p := map[string]string{"content/a/index.md": "# 部\n", "content/a/x.md": "# 頁\n", "content/b.md": "# 一枚\n"}
	home := string(built(t, &Builder{}, project(p))["index.html"])
	for _, want := range []string{`<h2>手引き</h2>`, `<a href="./a/">部</a>`, `<a href="./b/">一枚</a>`, `<a href="./a/x/">頁</a>`} {
		if !strings.Contains(home[strings.Index(home, "<main"):], want) {
			t.Errorf("the home page has no %s", want)
		}
	}
	p["content/index.md"] = "# 表紙\n\n文\n"
	if home := string(built(t, &Builder{}, project(p))["index.html"]); strings.Contains(home, "<h2>手引き</h2>") {
		t.Error("a home page that is written lists what the menu has")
	}
	if empty := string(built(t, &Builder{}, project(nil))["index.html"]); !strings.Contains(empty, "制度がまだありません。") {
		t.Error("an empty site says nothing")
	}
}

// Folders are in the menu while they are few; the home page lists many of them.
func TestManyFolders(t *testing.T) {
	for _, c := range []struct {
		folders int
		menu    bool
	}{{mostFolders, true}, {mostFolders + 1, false}} {
		p := map[string]string{"content/index.md": "# 題\n", "content/about.md": "# この手引き\n"}
		for i := range c.folders {
			p[fmt.Sprintf("content/f%d/index.md", i)] = fmt.Sprintf("# 部%d\n", i)
			p[fmt.Sprintf("content/f%d/a.md", i)] = "# 頁\n"
		}
		files := built(t, &shared, project(p))
		if html := string(files["f1/a/index.html"]); strings.Contains(html, `<a href="../../f3/">部3</a>`) != c.menu || !strings.Contains(html, `<a href="../../about/">`) {
			t.Errorf("%d folders: the menu of a page: %s", c.folders, html)
		}
		if html := string(files["index.html"]); strings.Contains(html, `class="page-list-part"`) == c.menu || !strings.Contains(html, `href="./f3/"`) {
			t.Errorf("%d folders: the home page: %s", c.folders, html)
		}
	}
}
