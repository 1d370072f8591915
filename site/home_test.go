package site

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var wayIn = regexp.MustCompile(`<li class="way"><a href="([^"]*)"[^>]*>([^<]*)</a>(?:<span[^>]*>[^<]*</span>)?(?:<p>([^<]*)</p>)?`)

// ways are the ways in of a home page: address, title and summary.
func ways(page []byte) []string {
	var list []string
	for _, m := range wayIn.FindAllSubmatch(page, -1) {
		list = append(list, strings.TrimSpace(string(m[1])+" "+string(m[2])+" "+string(m[3])))
	}
	return list
}

// The ways into a handbook are what its author names, or what the menu has and says
// something about; one alone would only say what the menu says.
func TestWaysIn(t *testing.T) {
	page := func(title, summary string) string {
		return markdownFile("title: "+title+"\nsummary: "+summary, "文")
	}
	files := map[string]string{
		"content/a.md": page("甲", "甲のこと"), "content/b.md": page("乙", ""), "content/c.md": page("丙", "丙のこと"),
		"content/d.md": page("丁", "丁のこと"), "content/e.md": page("戊", "戊のこと"), "content/f.md": page("己", "己のこと"),
	}
	for _, test := range []struct {
		name, config, home string
		want               []string
	}{
		{"from the menu, four at most", "", "", []string{"./a/ 甲 甲のこと", "./c/ 丙 丙のこと", "./d/ 丁 丁のこと", "./e/ 戊 戊のこと"}},
		{"named by the menu", "nav: [{title: こう, link: /a/}, {title: 外, link: 'https://example.com/'}, {title: へい, link: /c/}]\n", "",
			[]string{"./a/ こう 甲のこと", "./c/ へい 丙のこと"}},
		{"one of the menu", "nav: [{title: こう, link: /a/}, {title: おつ, link: /b/}]\n", "", nil},
		{"named by the author", "", "related: [f.md, b.md]\n", []string{"./f/ 己 己のこと", "./b/ 乙"}},
		{"one of the author", "", "related: [f.md]\n", []string{"./f/ 己 己のこと"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := map[string]string{"kijun.yaml": minimalConfig + test.config, "content/index.md": markdownFile("title: 表紙\n"+test.home, "文")}
			for name, text := range files {
				p[name] = text
			}
			if got := ways(built(t, &shared, project(p))["index.html"]); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// The home page has the newest news, unless its author places them.
func TestNewsAtHome(t *testing.T) {
	p := newsProject("")
	home := built(t, &shared, p)["index.html"]
	if got, want := titles(home), []string{"重要", "四月", "三月"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if !strings.Contains(string(home), `href="./news/">お知らせの一覧</a>`) {
		t.Errorf("no link to all news in\n%s", home)
	}
	p["content/index.md"] = project(map[string]string{"x": markdownFile("title: 表紙", ":::news 1\n:::")})["x"]
	if got, want := titles(built(t, &shared, p)["index.html"]), []string{"重要"}; !slices.Equal(got, want) {
		t.Errorf("placed by the author: got %q, want %q", got, want)
	}
}
