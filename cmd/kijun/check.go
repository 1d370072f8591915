package main

import (
	"context"
	"fmt"
	"os"

	"kijun/site"
)

const checkHelp = `使い方: kijun check [--today 日付] [--external] [--format json]

定義・本文・リンク・テーマの問題をすべて調べます。何も書き出しません。

  --today 日付      掲載の期限と見直しの期限（checked から、書かなければ1年）を過ぎたページも、
                    この日で調べます（--today now は今日）
  --external        ほかのサイトへのリンクも、実際に開いて調べます。ネットワークを使い、数が多いと何分かかかります
  --format json     問題をデータとして標準出力に書きます

例: kijun check --today 2026-04-01
`

// check is the verb that finds problems without writing.
func check(ctx context.Context, e *env, args []string) int {
	var b site.Builder
	var external bool
	f := e.flags("check", checkHelp)
	f.BoolVar(&external, "external", false, "")
	f.Func("today", "", day(b.SetToday))
	if _, status, ok := e.parse(f, args, 0, 0); !ok {
		return status
	}
	shown := e.newProgress()
	b.Progress = shown.step
	found := b.Check(ctx, os.DirFS(e.dir))
	shown.clear()
	if external {
		gone, asked := b.CheckExternal(ctx, os.DirFS(e.dir))
		shown.clear()
		found = append(found, gone...)
		if !e.json {
			fmt.Fprintf(e.stdout, "ほかのサイトへのリンク %d個を調べました\n", asked)
		}
	}
	status := e.report(found)
	if len(found) == 0 && !e.json {
		fmt.Fprintln(e.stdout, "問題はありません")
	}
	return status
}
