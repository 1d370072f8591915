package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"kijun/site"
)

const serveHelp = `使い方: kijun serve [--addr ホスト:ポート] [--today 日付]

サイトを手元で見られるようにします。ファイルを保存すると作り直し、開いている画面を読み込み直します。
問題があれば画面に表示し、直ると消えます。終えるには Ctrl+C を押します。

  --addr ホスト:ポート   待ち受ける場所（はじめは 127.0.0.1:8080）
  --today 日付           この日に書き出したサイトとして見ます（--today now は今日）。
                         付けなければ、公開前のページも期限を過ぎたページも出ます

例: kijun serve --addr 127.0.0.1:3000
`

// serve is the verb that shows the site while it is edited.
func serve(ctx context.Context, e *env, args []string) int {
	var addr string
	f := e.flags("serve", serveHelp)
	s := &site.Server{}
	f.Func("today", "", day(s.SetToday))
	f.StringVar(&addr, "addr", "127.0.0.1:8080", "")
	if _, status, ok := e.parse(f, args, 0, 0); !ok {
		return status
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s.Dir, s.Log = e.dir, e.stderr
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return e.fail(fmt.Errorf("%s で待ち受けられません（%w）。--addr で別のポートを指定してください", addr, err))
	}
	watched := make(chan error, 1)
	go func() { watched <- s.Watch(ctx) }()

	server := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second,
		BaseContext: func(net.Listener) context.Context { return ctx }}
	go func() {
		<-ctx.Done()
		closing, stop := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer stop()
		_ = server.Shutdown(closing)
	}()
	fmt.Fprintf(e.stdout, "http://%s/\n", listener.Addr())
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return e.fail(err)
	}
	if err := <-watched; err != nil && ctx.Err() == nil {
		return e.fail(err)
	}
	return done
}
