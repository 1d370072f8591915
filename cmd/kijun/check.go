package main

import (
	"context"
	"fmt"
	"os"

	"kijun/site"
)

const checkHelp = `使い方: kijun check [--today 日付] [--format json]

定義・本文・リンク・テーマの問題をすべて調べます。何も書き出しません。

  --today 日付      掲載の期限と見直しの期限（checked から、書かなければ1年）を過ぎたページも、
                    この日で調べます（--today now は今日）
  --format json     問題をデータとして標準出力に書きます

例: kijun check --today 2026-04-01
`

// check is the verb that finds problems without writing.
func check(ctx context.Context, e *env, args []string) int {
	var b site.Builder
	f := e.flags("check", checkHelp)
	f.Func("today", "", day(b.SetToday))
	if _, status, ok := e.parse(f, args, 0, 0); !ok {
		return status
	}
	shown := e.newProgress()
	b.Progress = shown.step
	found := b.Check(ctx, os.DirFS(e.dir))
	shown.clear()
	status := e.report(found)
	if len(found) == 0 && !e.json {
		fmt.Fprintln(e.stdout, "問題はありません")
	}
	return status
}
