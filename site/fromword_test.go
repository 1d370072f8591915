package site

import (
	"strings"
	"testing"
)

// What pandoc makes of a document of Word becomes Markdown that is read here.
func TestWithoutWord(t *testing.T) {
	for in, want := range map[string]string{
		"## <span id=\"_Toc1\" class=\"anchor\"></span>目的\n":                                                 "## 目的\n",
		"<a name=\"x\"></a>文[]{#_Toc2 .anchor}":                                                              "文",
		"<u>下線</u>と[下線]{.underline}と<span style=\"color: red\">赤</span>":                                     "下線と下線と赤",
		"<img src=\"media/image 1.png\"\nstyle=\"width:5.9in;height:3.3in\"\nalt=\"受付の&quot;窓口&quot;\" />\n": "![受付の\"窓口\"](media/image%201.png)\n",
		"![図](media/image1.png){width=\"5.9in\"\nheight=\"3.3in\"}\n":                                        "![図](media/image1.png)\n",
		"<figure>\n<img src=\"a.png\" />\n<figcaption>流れ</figcaption>\n</figure>\n":                          "\n![](a.png)\n\n流れ\n\n\n",
		"<div class=\"x\">\n文\n</div>\n":                                                                     "文\n",
		"```\n<u>x</u>\n```\n":                                                                               "```\n<u>x</u>\n```\n",
		"a < b と <b>太字</b>、[q](a.md){#x}":                                                                    "a < b と <b>太字</b>、[q](a.md){#x}",
	} {
		if got := string(withoutWord([]byte(in))); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestLineBreaks(t *testing.T) {
	testRenderings(t, []example{
		{"in a paragraph", "一<br>二", "一<br>\n二"},
		{"closed, in capitals", "一<BR />二<br/>三", "一<br>\n二<br>\n三"},
		{"beside other texts", "**一**<br>https://example.jp/a<br>三", "<strong>一</strong><br>\n<a href=\"https://example.jp/a\">https://example.jp/a</a><br>\n三"},
		{"before a line", "一<br>⏎二", "一<br>\n二"},
		{"in code", "`<br>`", "<code>&lt;br&gt;</code>"},
	})
	got := render(t, "| a |\n|---|\n| 一<br>二 |")
	if want := "<td>一<br>\n二</td>"; !strings.Contains(got, want) {
		t.Errorf("no %s in %s", want, got)
	}
}

// The size behind an image goes; what else stands there is text.
func TestImageSize(t *testing.T) {
	testRenderings(t, []example{
		{"both", `![図](a.png){width="5.9in" height="3.3in"}の`, `<img src="a.png" alt="図">の`},
		{"one", "![図](a.png){width=50%}", `<img src="a.png" alt="図">`},
		{"something else", "![図](a.png){注}", `<img src="a.png" alt="図">{注}`},
	})
}
