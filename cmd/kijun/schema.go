package main

import (
	"context"

	"kijun/criteria"
	"kijun/site"
)

const schemaHelp = `使い方: kijun schema [scheme|indicators|cases|fields|site]

定義ファイルの JSON Schema を書き出します。エディターに読み込ませると、キーの補完と
書き間違いの指摘が入力中にできます。既定は scheme です。

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
		e.fail(err)
		return misuse
	}
	if _, err := e.stdout.Write(b); err != nil {
		return e.fail(err)
	}
	return done
}
