package site

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestAlerts(t *testing.T) {
	p := sample(t)
	p["content/guide/a.md"] = &fstest.MapFile{Data: []byte(`# 囲み

> [!NOTE]
> 一つ目の
> 文です。

> [!warning] **締め切り**が近いとき
>
> - 電話する
>   > [!TIP]
>   > 朝がよい

> [!警告] {健診|けんしん}
> 文

> [!ＩＭＰＯＲＴＡＮＴ]　題
> 文

> [NOTE]
> ただの引用

> \[!NOTE]
`)}
	page := mainOf(built(t, &shared, p)["guide/a/index.html"])
	title := func(label, own string) string {
		if own != "" {
			own = " <span>" + own + "</span>"
		}
		return `<p class="alert-title"><span class="alert-kind">` + label + "</span>" + own + "</p>"
	}
	for _, want := range []string{
		`<div class="alert" role="note" data-kind="note">` + title("補足", "") + "<p>一つ目の文です。</p></div>",
		`<div class="alert" role="note" data-kind="warning">` + title("注意", "<strong>締め切り</strong>が近いとき") + `<ul><li>電話する<div class="alert" role="note" data-kind="tip">` + title("ヒント", "") + "<p>朝がよい</p></div></li></ul></div>",
		`data-kind="caution">` + title("警告", "<ruby>健診<rp>（</rp><rt>けんしん</rt><rp>）</rp></ruby>"),
		`data-kind="important">` + title("重要", "題"),
		"<blockquote><p>[NOTE]ただの引用</p></blockquote><blockquote><p>[!NOTE]</p></blockquote>",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in\n%s", want, page)
		}
	}
}

func TestAlertProblems(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"unknown kind", "> [!NOTTE]\n> 文", ":3:1: 囲み [!NOTTE] という種類はありません\n\thint: [!NOTE] のことですか"},
		{"nothing like it", "> [!雨]\n> 文", ":3:1: 囲み [!雨] という種類はありません\n\thint: 使える種類: NOTE, TIP, IMPORTANT, WARNING, CAUTION"},
		{"empty", "> [!TIP]\n\n文", ":3:1: 警告: 囲み [!TIP] に中身がありません\n\thint: 次の行から、行の始めに「> 」を付けて書いてください"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := checkWith(t, map[string]string{"content/x.md": "# 題\n\n" + tt.in + "\n"}); got != "content/x.md"+tt.want {
				t.Errorf("got\n%s\nwant\ncontent/x.md%s", got, tt.want)
			}
		})
	}
}
