package site

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"
)

// The block has what other sites write, with the site's address as far as it is
// known, and the pages of schemes lead to it.
func TestEmbedBlock(t *testing.T) {
	p := sample(t)
	p["content/share.md"] = &fstest.MapFile{Data: []byte("# 載せる\n\n:::embed\n:::\n")}
	files := built(t, &shared, p)
	for page, wants := range map[string][]string{
		"share/index.html": {`&lt;script src=&#34;https://example.jp/handbook/embed.js&#34; data-scheme=&#34;setsuden&#34; async&gt;&lt;/script&gt;`,
			`&lt;iframe src=&#34;https://example.jp/handbook/schemes/setsuden/check/?embed&#34; title=`},
		"schemes/setsuden/index.html":       {`<a href="../../share/">`},
		"schemes/setsuden/check/index.html": {` data-embedded="../../../assets/embedded.`},
		"embed.js":                          {`kijun-check`},
	} {
		for _, want := range wants {
			// the minifier writes quotes in text as they are
			if text := string(files[page]); !strings.Contains(text, want) && !strings.Contains(text, strings.NewReplacer("&#34;", `"`, "&gt;", ">").Replace(want)) {
				t.Errorf("%s does not contain %s", page, want)
			}
		}
	}
	config := string(p[ConfigFile].Data)
	p[ConfigFile] = &fstest.MapFile{Data: []byte(strings.Replace(config, "base_url:", "# base_url:", 1))}
	if text := string(built(t, &shared, p)["share/index.html"]); !strings.Contains(text, "https://このサイトのアドレス/embed.js") || !strings.Contains(text, "書きかえてください") {
		t.Error("without base_url the page does not say what to fill in")
	}
	p["content/share.md"] = &fstest.MapFile{Data: []byte("# 載せる\n\n:::embed setsuden\n:::\n")}
	want := "content/share.md:3:1: 「:::embed」の後ろの \"setsuden\" は要りません\n\thint: 「:::embed」だけの行にしてください"
	if got := shared.Check(context.Background(), p).Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	none := project(map[string]string{"content/a.md": "# A\n\n:::embed\n:::\n"})
	if files := built(t, &shared, none); !strings.Contains(string(files["a/index.html"]), "まだありません") || files["embed.js"] != nil {
		t.Error("a site without schemes offers forms")
	}
}
