package main

import (
	"context"
	"fmt"

	"kijun/criteria"
	"kijun/site"
)

const schemaHelp = `使い方: kijun schema [scheme|indicators|cases|fields|data|site]

ファイルの JSON Schema を書き出します。エディターに読み込ませると、キーの補完と
書き間違いの指摘が入力中にできます。

  scheme       制度の定義 *.scheme.yaml（指定しなければこれです）
  indicators   指標の定義 *.indicators.yaml
  cases        検算例 *.cases.yaml
  fields       制度どうしの共通の定義 *.fields.yaml
  data         サイトが公開する評価項目のデータ criteria.json
  site         サイトの設定 kijun.yaml

例: kijun schema scheme > scheme.schema.json
`

// schema is the verb that writes JSON Schemas.
func schema(ctx context.Context, e *env, args []string) int {
	f := e.flags("schema", schemaHelp)
	rest, status, ok := e.parse(f, args, 0, 1)
	if !ok {
		return status
	}
	kind := "scheme"
	if len(rest) == 1 {
		kind = rest[0]
	}
	var b []byte
	var err error
	if kind == "site" {
		b = site.ConfigSchema()
	} else if b, err = criteria.Schema(kind); err != nil {
		fmt.Fprintf(e.stderr, "%v。あるのは scheme、indicators、cases、fields、data、site です\n", err)
		return misuse
	}
	if _, err := e.stdout.Write(b); err != nil {
		return e.fail(err)
	}
	return done
}
