package site

import "testing"

// Section 2 of facts/japanese-text.md, and CommonMark's own examples.
func TestEmphasis(t *testing.T) {
	testRenderings(t, []example{
		{"round brackets", "**健康経営優良法人（中小規模法人部門）**は", "<strong>健康経営優良法人（中小規模法人部門）</strong>は"},
		{"corner brackets", "これは**「健康宣言」**です", "これは<strong>「健康宣言」</strong>です"},
		{"full stop", "**必ず。**次に", "<strong>必ず。</strong>次に"},
		{"one star", "*（注）*は", "<em>（注）</em>は"},
		{"strikethrough", "~~旧制度（廃止）~~は", "<del>旧制度（廃止）</del>は"},
		{"strikethrough, one tilde", "~旧（廃）~は", "<del>旧（廃）</del>は"},
		{"ASCII brackets", "健康**(重要)**な", "健康<strong>(重要)</strong>な"},
		{"ASCII quotes", `制度**"金"**の`, `制度<strong>&quot;金&quot;</strong>の`},
		{"a link inside", "詳しくは**[手引き](a)**を", `詳しくは<strong><a href="a">手引き</a></strong>を`},
		{"Korean", "**스크립트(script)**는", "<strong>스크립트(script)</strong>는"},
		{"nested", "**健診の*（必須）*を**する", "<strong>健診の<em>（必須）</em>を</strong>する"},

		{"CommonMark 350", "*foo bar*", "<em>foo bar</em>"},
		{"CommonMark 351", "a * foo bar*", "a * foo bar*"},
		{"CommonMark 352", `a*"foo"*`, "a*&quot;foo&quot;*"},
		{"CommonMark 355", "foo*bar*", "foo<em>bar</em>"},
		{"CommonMark 357", "_foo bar_", "<em>foo bar</em>"},
		{"CommonMark 359", `a_"foo"_`, "a_&quot;foo&quot;_"},
		{"CommonMark 360", "foo_bar_", "foo_bar_"},
		{"CommonMark 362", "пристаням_стремятся_", "пристаням_стремятся_"},
		{"CommonMark 364", "foo-_(bar)_", "foo-<em>(bar)</em>"},
		{"CommonMark 366", "*foo bar *", "*foo bar *"},
		{"CommonMark 368", "*(*foo)", "*(*foo)"},
		{"CommonMark 369", "*(*foo*)*", "<em>(<em>foo</em>)</em>"},
		{"CommonMark 379", "**foo bar**", "<strong>foo bar</strong>"},
		{"CommonMark 381", `a**"foo"**`, "a**&quot;foo&quot;**"},
		{"CommonMark 391", "**foo bar **", "**foo bar **"},
		{"CommonMark 394", "*(**foo**)*", "<em>(<strong>foo</strong>)</em>"},
		{"CommonMark 411", "*foo**bar**baz*", "<em>foo<strong>bar</strong>baz</em>"},
	})
}
