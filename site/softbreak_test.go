package site

import "testing"

// The rows of facts/japanese-text.md, section 1.
func TestSoftBreaks(t *testing.T) {
	testRenderings(t, []example{
		{"kanji", "健康経営の⏎推進体制", "健康経営の推進体制"},
		{"bracket", "健康経営（ＰＤＣＡ）⏎の推進", "健康経営（ＰＤＣＡ）の推進"},
		{"enclosed number before", "要件は①⏎です", "要件は①です"},
		{"enclosed numbers on both sides", "要件①⏎②③", "要件①②③"},
		{"wave dash", "10〜⏎20人", "10〜20人"},
		{"ellipsis", "…⏎これ", "…これ"},
		{"dashes", "――⏎これ", "――これ"},
		{"quotes", "“引用”⏎これ", "“引用”これ"},
		{"Latin after kana", "KPIを⏎PDCAで", "KPIをPDCAで"},
		{"emphasis before", "**重要**⏎な点", "<strong>重要</strong>な点"},
		{"link before", "[リンク](a)⏎の後", `<a href="a">リンク</a>の後`},
		{"code before", "`code`⏎の後", "<code>code</code>の後"},
		{"emphasis after", "「制度」⏎**重要**な", "「制度」<strong>重要</strong>な"},
		{"English", "Hello world.⏎Next line", "Hello world.\nNext line"},
		{"Korean", "한국어⏎문장", "한국어\n문장"},
		{"Korean beside Japanese", "日本⏎한국", "日本\n한국"},
		{"variation selector", "葛\U000E0100⏎城", "葛\U000E0100城"},
		{"inside emphasis", "**健診の⏎受診率**", "<strong>健診の受診率</strong>"},
		{"footnote between", "健診[^1]⏎です\n\n[^1]: 注", render(t, "健診[^1]です\n\n[^1]: 注")},
		{"three lines", "健診を⏎Aの⏎ために", "健診をAのために"},
		{"hard break stays", "健診\\⏎です", "健診<br>\nです"},
		{"list items", "- 健診の⏎  受診", "<ul>\n<li>健診の受診</li>\n</ul>"},
	})
}
