package site

// ConfigSchema is the JSON Schema of kijun.yaml, for editors.
func ConfigSchema() []byte { return []byte(configSchema) }

const configSchema = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "kijun のサイトの設定（kijun.yaml）",
  "type": "object",
  "additionalProperties": false,
  "required": ["title"],
  "properties": {
    "title": {"$ref": "#/$defs/text", "description": "サイトの題"},
    "summary": {"$ref": "#/$defs/text", "description": "検索エンジンに見せる一文"},
    "base_url": {"type": "string", "pattern": "^https?://", "description": "サイトを置く場所のURL"},
    "lang": {"$ref": "#/$defs/language", "description": "サイトの言語"},
    "languages": {"type": "array", "items": {"$ref": "#/$defs/language"}, "uniqueItems": true, "description": "サイトの言語をすべて。はじめのものがもとの言語で、ほかの言語のページは /en/ のようなフォルダーの下にできる"},
    "theme": {"type": "string", "description": "themes/ の下のフォルダーの名前"},
    "colors": {
      "type": "object",
      "description": "団体の2つの色。ここから、明るい画面と暗い画面の色を作る",
      "additionalProperties": false,
      "required": ["main"],
      "properties": {
        "main": {"type": "string", "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$", "description": "基本の色。ボタン、リンク、見出しの印。例: \"#0b6e4f\""},
        "accent": {"type": "string", "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$", "description": "目印の色。例: \"#a8481a\""}
      }
    },
    "logo": {
      "description": "発行者のロゴ。すべてのページの上と、印刷に出る",
      "anyOf": [
        {"type": "string"},
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["src"],
          "properties": {
            "src": {"type": "string", "description": "content/ からの場所。例: img/logo.svg"},
            "alt": {"type": "string", "description": "代わりの文。例: ○○商工会議所"},
            "decorative": {"type": "boolean", "description": "題の横の飾り。代わりの文は付かない"}
          }
        }
      ]
    },
    "publisher": {"$ref": "#/$defs/text", "description": "発行者"},
    "footer": {"$ref": "#/$defs/text", "description": "すべてのページの下に置く一文"},
    "raw_html": {"type": "boolean", "description": "本文の中の HTML をそのまま使う"},
    "dates": {"enum": ["western", "era", "both"], "description": "日付の書き方。western: 2025年2月21日（金）、era: 令和7年2月21日（金）、both: 2025年（令和7年）2月21日（金）"},
    "offline": {"type": "boolean", "default": true, "description": "一度開いた手引きを、ネットワークがないときも見られるよう、読む人のブラウザーに残す（https のサイトだけ）。false: 残さない。前に残したものも消す"},
    "review_in": {"type": "string", "description": "ページの内容を確かめてから、次に見直すまでの期間。6か月、1年、90日、なし（はじめは1年）。ページの review_in が優先する"},
    "review_note": {"type": "boolean", "description": "見直しの期限を過ぎたページに、そのことを書く（日付を告げて書き出したときだけ）"},
    "review_page": {"type": "boolean", "description": "見直しの予定の一覧 /review/ と /review.json を作る。検索エンジンには載らない"},
    "icon": {"type": "string", "description": "ブラウザーのタブや電話の画面に出る印の画像。content/ の下の PNG（正方形、512ピクセルがよい）か SVG。書かなければロゴ、ロゴもなければサイトの題の最初の文字"},
    "previews": {"enum": ["site", "pages", "none"], "default": "site", "description": "ページが共有されたときに出る、題を書いた画像。site: サイトで1枚、pages: ページごとに1枚（1枚に10ミリ秒ほどかかる）、none: 作らない。画像（image）のあるページでは、その画像が出る"},
    "preview_font": {"type": "string", "description": "その画像の文字のフォントのファイル（.ttf .otf .ttc）。書かなければ M+ 1p"},
    "redirects": {
      "type": "array",
      "description": "移したページ。from の場所に来た人を to に案内する",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": ["from", "to"],
        "properties": {"from": {"type": "string", "pattern": "^/", "description": "前の場所（/old/、/old.html、/guide/#id）"}, "to": {"type": "string", "description": "いまの場所（/guide/start/、/guide/#id、https://…）"}}
      }
    },
    "nav": {
      "type": "array",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": ["title", "link"],
        "properties": {"title": {"$ref": "#/$defs/text"}, "link": {"type": "string"}}
      }
    }
  },
  "$defs": {
    "language": {"enum": ["ja", "en"]},
    "text": {"oneOf": [{"type": "string"}, {"type": "object", "propertyNames": {"$ref": "#/$defs/language"}, "additionalProperties": {"type": "string"}}], "description": "1つの文か、言語ごとの文 {ja: …, en: …}"}
  }
}
`
