package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"kijun/site"
)

const buildHelp = `使い方: kijun build [-o フォルダー] [--base-url URL] [--today 日付] [--format json]

サイト全体を書き出します。前の書き出しと違うファイルだけを書き、要らなくなったファイルは消します。

  -o フォルダー     書き出す先（はじめは public）
  --base-url URL    サイトを置く場所。kijun.yaml の base_url より優先します
  --today 日付      公開日・掲載の期限・新着の印・確認の期限を、この日で判断します。
                    付けなければ日付では判断せず、いつ書き出しても同じサイトになります
  --format json     問題をデータとして標準出力に書きます

例: kijun build -o /var/www/kenko --base-url https://example.jp/kenko/
`

// build is the verb that writes the site.
func build(ctx context.Context, e *env, args []string) int {
	var b site.Builder
	var out string
	f := e.flags("build", buildHelp)
	f.StringVar(&out, "o", "public", "")
	f.StringVar(&b.BaseURL, "base-url", "", "")
	f.Func("today", "", b.SetToday)
	if _, status, ok := e.parse(f, args, 0, 0); !ok {
		return status
	}
	disk := &site.Disk{Dir: e.path(out)}
	found, err := b.Build(ctx, os.DirFS(e.dir), disk)
	status := e.report(found)
	if err != nil {
		return e.fail(err)
	}
	if status == done && !e.json {
		fmt.Fprintf(e.stdout, "%s: %d個のファイル（書いた %d、同じ %d、消した %d）\n",
			filepath.ToSlash(disk.Dir), disk.Written+disk.Unchanged, disk.Written, disk.Unchanged, disk.Removed)
	}
	return status
}
