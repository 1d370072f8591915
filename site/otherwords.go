package site

import (
	"regexp"
	"slices"
	"strings"
)

// What authors bring along from other generators (Hugo, Jekyll, Docusaurus, MkDocs), and
// the Japanese words for keys: what it is called here.

// otherKeys are hints at keys of front matter, by what they are called elsewhere.
var otherKeys = []struct {
	names []string // without case, - and _
	hint  string
}{
	{[]string{"weight", "navorder", "sidebarposition", "position", "順番", "順序", "並び順"}, "並び順は order に書きます（小さいものが先）"},
	{[]string{"description", "excerpt", "lead", "abstract", "説明", "要約", "概要"}, "一覧や検索結果に出る一文は summary に書きます（120文字まで）"},
	{[]string{"date", "publishdate", "pubdate", "日付", "公開日"}, "公開する日は published、直した日は updated に書きます。お知らせの日付なら、kind: news のページの date です"},
	{[]string{"lastmod", "lastmodified", "modified", "lastupdate", "更新日"}, "直した日は updated に書きます"},
	{[]string{"expirydate", "unpublishdate", "期限", "掲載期限"}, "載せておく最後の日は expires に書きます"},
	{[]string{"reviewed", "lastreviewed", "確認日"}, "内容を確かめた日は checked に書きます"},
	{[]string{"url", "permalink", "path"}, "アドレスは content/ の中の場所とファイルの名前で決まります。最後の部分だけを変えるなら slug に書きます"},
	{[]string{"categories", "category", "keywords", "タグ", "分類"}, "分類は tags に書きます（例: tags: [健診]）"},
	{[]string{"linktitle", "menutitle", "sidebarlabel", "navtitle", "shorttitle"}, "短い題は breadcrumb_title に書きます"},
	{[]string{"cover", "thumbnail", "featuredimage", "images", "ogimage", "画像"}, "ページの画像は image と alt に書きます"},
	{[]string{"layout", "type", "template"}, "ページの種類は kind に書きます。ふつうの文のページなら、この行は要りません"},
	{[]string{"hidden", "unlisted", "下書き", "非公開"}, "載せないページには draft: true と書きます"},
	{[]string{"タイトル", "題", "題名", "見出し"}, "題は title に書きます"},
	{[]string{"redirectfrom", "redirects"}, "前の場所は aliases に書きます"},
	{[]string{"lang", "language", "locale"}, "言語はファイルの名前で決まります（x.en.md）。この行は要りません"},
	{[]string{"author", "authors", "menu", "id", "subtitle", "math", "comments", "作成者"}, "kijun では使いません。この行を消してください"},
}

// otherKey is a hint at a key of front matter that other generators have, or "".
func otherKey(key string) string {
	plain := strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(key))
	for _, k := range otherKeys {
		if slices.Contains(k.names, plain) {
			return k.hint
		}
	}
	return ""
}

// otherAlerts are blocks of other generators for which there are alerts here.
var otherAlerts = map[string]string{"note": "NOTE", "info": "NOTE", "tip": "TIP", "hint": "TIP", "important": "IMPORTANT",
	"warning": "WARNING", "caution": "CAUTION", "danger": "CAUTION"}

// otherAlert is a hint at the alert that a block was to be, or "".
func otherAlert(name string) string {
	kind, ok := otherAlerts[strings.ToLower(name)]
	if !ok {
		return ""
	}
	return "囲みは「> [!" + kind + "]」の行で始め、続く行も「> 」で始めて書きます"
}

var (
	tomlFence = regexp.MustCompile(`^\+\+\+[ \t]*\n`)
	noFence   = regexp.MustCompile(`^(?:title|summary|kind|order|draft|slug|tags|published|updated|checked|date|description|weight)[ \t]*[:：][ \t]*[^\n]*\n`)
)

// otherFrontMatter says what is wrong with a beginning that was to be front matter, or "".
func otherFrontMatter(data []byte) (msg, hint string) {
	switch {
	case tomlFence.Match(data):
		return "前書きが「+++」で囲まれています", "--- だけの行で囲み、「title: 題」のように「キー: 値」で書いてください"
	case noFence.Match(data):
		return "前書きの始めの --- がありません", "1行目に --- だけの行を足し、前書きの終わりにも --- だけの行を書いてください"
	}
	return "", ""
}
