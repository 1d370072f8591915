package site

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestQuantities(t *testing.T) {
	p := sample(t)
	for name, text := range map[string]string{
		"content/guide/n.md": "---\ntitle: 満点は{{setsuden.maximum}}点\nsummary: \"{{setsuden.criteria}}項目\"\n---\n\n" +
			"## 合格は{{setsuden.pass}}点\n\n**{{setsuden.pass}}点**（{{ SETSUDEN.title }}）から\n{{setsuden@2026.pass_lowest}}まで。`{{setsuden.pass}}` {{}} { {\n",
		"content/schemes/setsuden/n.md": "# {{short}}\n\n{{maximum}}点と[{{q1.number}}{{q1.title}}](q1.md)、{{use.maximum}}\n",
	} {
		p[name] = &fstest.MapFile{Data: []byte(text)}
	}
	files := built(t, &shared, p)
	for name, wants := range map[string][]string{
		"guide/n/index.html": {"<h1>満点は40点</h1>", `<p class="lead">4項目</p>`, `<h2 id="合格は24点">合格は24点</h2>`,
			"<strong>24点</strong>（節電チェック）から18まで。<code>{{setsuden.pass}}</code> {{}} { {"},
		"schemes/setsuden/n/index.html": {"<h1>節電チェック</h1>", `40点と<a href="../../../schemes/setsuden/2026/q1/">①LED照明の割合</a>、20`},
	} {
		for _, want := range wants {
			if !strings.Contains(string(files[name]), want) {
				t.Errorf("%s does not contain %s\n%s", name, want, mainOf(files[name]))
			}
		}
	}
}

// Every name that the package comment promises has a value somewhere.
func TestQuantityNames(t *testing.T) {
	p := sample(t)
	p["criteria/sonae.scheme.yaml"] = sampleOf(t, "quota")["criteria/sonae.scheme.yaml"]
	p["content/guide/n.md"] = &fstest.MapFile{Data: []byte("# 数\n\n- " + strings.Join([]string{
		"{{setsuden.title}}", "{{setsuden.short}}", "{{setsuden.edition}}", "{{setsuden.authority}}", "{{setsuden.maximum}}", "{{setsuden.criteria}}", "{{setsuden.sections}}", "{{setsuden.pass}}", "{{setsuden.pass_lowest}}",
		"{{setsuden.pass.title}}", "{{setsuden.pass.pass}}", "{{setsuden.pass.pass_lowest}}",
		"{{setsuden.manage.title}}", "{{setsuden.manage.maximum}}", "{{setsuden.manage.criteria}}",
		"{{setsuden.q3.title}}", "{{setsuden.q3.number}}", "{{setsuden.q3.maximum}}",
		"{{sonae.b.title}}", "{{sonae.b.need}}", "{{sonae.b.need_lowest}}", "{{sonae.b.criteria}}", "{{sonae.a.need}}", "{{sonae.a.title}}",
	}, "\n- ") + "\n")}
	page := mainOf(builtWarned(t, &shared, p)["guide/n/index.html"])
	var got []string
	for _, item := range strings.Split(page[strings.Index(page, "<h1>"):], "<li>")[1:] {
		got = append(got, item[:strings.IndexAny(item, "<\n")])
	}
	want := "節電チェック 節電チェック 2026 ○○商工会議所 40 4 2 24 18 節電に取り組む事業所 24 18 管理 20 2 使用量の記録 ③ 10 ④〜⑦のうち3（従業員数が50人未満なら2）項目以上 3 2 4 2 ①〜③のうち2項目以上"
	if !strings.Contains(strings.Join(got, " "), want) {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
}

func TestQuantityProblems(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"unknown scheme", "{{setuden.pass}}", ":3:1: {{setuden.pass}} を数に置きかえられません。\"setuden\" という制度はありません\n\thint: \"setsuden\" のことですか"},
		{"no scheme", "文{{pass}}", ":3:2: {{pass}} を数に置きかえられません。\"pass\" という制度はありません\n\thint: 制度のidから {{制度のid.maximum}} のように書いてください。制度のid: setsuden, setsuden@2026"},
		{"unknown edition", "{{setsuden@2025.pass}}", ":3:1: {{setsuden@2025.pass}} を数に置きかえられません。\"setsuden@2025\" という制度はありません\n\thint: \"setsuden@2026\" のことですか"},
		{"unknown name", "{{setsuden.maximun}}", ":3:1: {{setsuden.maximun}} を数に置きかえられません。制度 setsuden に \"maximun\" はありません\n\thint: \"maximum\" のことですか"},
		{"nothing like it", "{{setsuden.満点}}", ":3:1: {{setsuden.満点}} を数に置きかえられません。制度 setsuden に \"満点\" はありません\n\thint: 使える名前: title, short, edition, authority, maximum, criteria, sections, pass, pass_lowest"},
		{"unknown part", "{{setsuden.q9.maximum}}", ":3:1: {{setsuden.q9.maximum}} を数に置きかえられません。\"q9\" は制度 setsuden にありません\n\thint: \"q1\" のことですか"},
		{"unknown name of a part", "{{setsuden.q1.points}}", ":3:1: {{setsuden.q1.points}} を数に置きかえられません。評価項目 q1 に \"points\" はありません\n\thint: 使える名前: title, number, maximum"},
		{"in the title", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.in == "" {
				got := checkWith(t, map[string]string{"content/x.md": "# {{a.b}}\n", "content/y.md": "---\ntitle: 満点{{a.b}}\n---\n"})
				for _, want := range []string{"content/x.md:1:3: {{a.b}}", "content/y.md:2:8: {{a.b}}"} {
					if !strings.Contains(got, want) {
						t.Errorf("no %s in\n%s", want, got)
					}
				}
				return
			}
			if got := checkWith(t, map[string]string{"content/x.md": "# 題\n\n" + tt.in + "\n"}); got != "content/x.md"+tt.want {
				t.Errorf("got\n%s\nwant\ncontent/x.md%s", got, tt.want)
			}
		})
	}
}

// Numbers follow the definition while the site is served, and the edition of the page.
func TestQuantitiesFollow(t *testing.T) {
	p := sample(t)
	const text = "## 点\n\n満点は{{maximum}}点、{{setsuden.edition}}版\n"
	p["content/schemes/setsuden/n.md"] = &fstest.MapFile{Data: []byte("# 数\n\n" + text)}
	p["content/schemes/setsuden/q1.md"] = &fstest.MapFile{Data: []byte(text)}
	b := Builder{Live: true}
	page := func(name, want string) {
		t.Helper()
		if files := builtWarned(t, &b, p); !strings.Contains(string(files[name]), want) {
			t.Errorf("%s does not contain %s\n%s", name, want, mainOf(files[name]))
		}
	}
	page("schemes/setsuden/n/index.html", "満点は40点、2026版")
	const file = "criteria/setsuden.scheme.yaml"
	old := string(p[file].Data)
	less := strings.NewReplacer("points: 10}", "points: 8}", "maximum: 40 ", "maximum: 34 ").Replace(old)
	p[file] = &fstest.MapFile{Data: []byte(less)}
	delete(p, "criteria/setsuden.cases.yaml")
	page("schemes/setsuden/n/index.html", "満点は34点、2026版")
	p[file] = &fstest.MapFile{Data: []byte(old)}
	p["criteria/2027.scheme.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(less, `edition: "2026"`, `edition: "2027"`, 1))}
	page("schemes/setsuden/2026/q1/index.html", "満点は40点、2026版")
	page("schemes/setsuden/2027/q1/index.html", "満点は34点、2027版")
	page("schemes/setsuden/n/index.html", "満点は34点、2027版")
}
