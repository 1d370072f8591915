package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"kijun/site"
)

const buildHelp = `使い方: kijun build [-o フォルダー] [--base-url URL] [--today 日付] [--local] [--format json]
        kijun build --single-file 制度[@版] [--lang 言語] [-o ファイル.html] [--base-url URL] [--today 日付] [--format json]
        kijun build --pdf [制度] [--lang 言語] [-o ファイル.pdf] [--base-url URL] [--today 日付] [--format json]

サイト全体を書き出します。前の書き出しと違うファイルだけを書き、要らなくなったファイルは消します。
前と同じページは作り直しません。そのための控えは、このコンピューターのキャッシュのフォルダー（Windows では
%LocalAppData%\kijun）にあり、いつ消してもかまいません。
--single-file を付けると、サイトの代わりに、1つの制度の自己チェックを1つの HTML ファイルに書き出します。
記入欄、解説、図、判定のしくみがすべて入り、メールに添付したり、社内の共有フォルダーに置いたりして、
インターネットにつながなくても使えます（Chrome、Edge、Firefox）。
--pdf を付けると、サイトの代わりに、手引き全体（または1つの制度の解説）を、しおりの付いた1つのPDFに書き出します。
このコンピューターの Chromium、Google Chrome、Microsoft Edge のどれかを使います。

  -o フォルダー     書き出す先（はじめは public。--single-file ではファイルの名前で、はじめは 制度.html）
  --single-file 制度
                    この制度の自己チェックを1つのファイルにします。版を付けなければ、いちばん新しい版です。
                    ほかのページへのリンクは、base_url があればそのサイトへ、なければ文字だけになります
  --pdf [制度]      /print/ のページ（制度を書けば /schemes/制度/print/）をPDFにします（書き出す先は、はじめは
                    handbook.pdf か 制度.pdf）
  --lang 言語       --single-file と --pdf の言語。kijun.yaml の languages にあるもの（例: --lang en）。
                    付けなければ、サイトのもとの言語です
  --base-url URL    サイトを置く場所。kijun.yaml の base_url より優先します
  --today 日付      公開日・掲載の期限・新着の印・見直しの期限を、この日で判断します（--today now は今日）。
                    付けなければ日付では判断せず、いつ書き出しても同じサイトになります
  --local           ウェブサーバーに置かず、フォルダーの index.html を開いて読むサイトにします（書き出す先は、
                    はじめは public-local）。検索と自己チェックは動かないので、自己チェックは --single-file で配ってください
  --format json     問題をデータとして標準出力に書きます

例: kijun build -o /var/www/kenko --base-url https://example.jp/kenko/
    kijun build --single-file step2-gold -o check.html
    kijun build --single-file step2-gold --lang en
    kijun build --pdf -o handbook.pdf
`

// build is the verb that writes the site.
func build(ctx context.Context, e *env, args []string) int {
	var b site.Builder
	var out, single string
	var pdf bool
	f := e.flags("build", buildHelp)
	f.StringVar(&out, "o", "", "")
	f.Func("single-file", "", func(scheme string) error {
		single = scheme
		if scheme == "" { // a variable of a script that is not set must not build the whole site
			return errors.New("制度のidを書いてください")
		}
		return nil
	})
	f.StringVar(&b.BaseURL, "base-url", "", "")
	f.StringVar(&b.Lang, "lang", "", "")
	f.BoolVar(&pdf, "pdf", false, "")
	f.BoolVar(&b.Local, "local", false, "")
	f.Func("today", "", day(b.SetToday))
	rest, status, ok := e.parse(f, args, 0, 1)
	if !ok {
		return status
	}
	if len(rest) > 0 && !pdf {
		f.Usage()
		return misuse
	}
	if b.Lang != "" && !pdf && single == "" {
		fmt.Fprintln(e.stderr, "--lang は --single-file か --pdf と一緒に使います。サイトには、いつもすべての言語が入ります")
		return misuse
	}
	suffix := "" // of names of files that were not chosen
	if b.Lang != "" {
		suffix = "-" + b.Lang
	}
	if pdf {
		if single != "" || b.Local {
			fmt.Fprintln(e.stderr, "--pdf は --single-file や --local と一緒には使えません")
			return misuse
		}
		scheme := strings.Join(rest, "")
		return e.pdf(ctx, &b, scheme, cmp.Or(out, cmp.Or(scheme, "handbook")+suffix+".pdf"))
	}
	if single != "" {
		return e.singleFile(ctx, &b, single, cmp.Or(out, strings.ReplaceAll(single, "@", "-")+suffix+".html"))
	}
	if out == "" {
		out = "public"
		if b.Local {
			out = "public-local"
		}
	}
	if err := day(b.SetClock)("now"); err != nil {
		return e.fail(err)
	}
	disk := &site.Disk{Dir: e.path(out)}
	if caches, err := os.UserCacheDir(); err == nil {
		b.Cache = filepath.Join(caches, "kijun")
	}
	shown := e.newProgress()
	b.Progress = shown.step
	found, err := b.Build(ctx, os.DirFS(e.dir), disk)
	shown.clear()
	status = e.report(found)
	if err != nil {
		return e.fail(err)
	}
	if status == done && !e.json {
		fmt.Fprintf(e.stdout, "%s: %d個のファイル（書いた %d、同じ %d、消した %d）\n",
			filepath.ToSlash(disk.Dir), disk.Written+disk.Unchanged, disk.Written, disk.Unchanged, disk.Removed)
		if files := b.Untimely(); len(files) > 0 {
			const most = 5
			names := strings.Join(files[:min(most, len(files))], "、")
			if len(files) > most {
				names += "など"
			}
			fmt.Fprintf(e.stdout, "今日では公開前か掲載の期限を過ぎたページを %d 載せています（%s）。日付で判断するには --today now を付けてください\n", len(files), names)
		}
		if _, err := os.Stat(filepath.Join(disk.Dir, "sitemap.xml")); err != nil && !b.Local {
			fmt.Fprintf(e.stdout, "サイトを置く場所（%s の base_url か --base-url）がわからないので、sitemap.xml、お知らせの配信、共有されたときの画像は作っていません\n", site.ConfigFile)
		}
	}
	return status
}

// singleFile writes the self-check of one scheme as one file.
func (e *env) singleFile(ctx context.Context, b *site.Builder, scheme, out string) int {
	file := e.path(out)
	if info, err := os.Stat(file); err == nil && info.IsDir() || os.IsPathSeparator(out[len(out)-1]) {
		fmt.Fprintf(e.stderr, "-o の %s はフォルダーです。-o %s のように、ファイルの名前を書いてください\n", out, filepath.ToSlash(filepath.Join(out, "check.html")))
		return misuse
	}
	if ext := strings.ToLower(filepath.Ext(out)); ext != ".html" && ext != ".htm" {
		fmt.Fprintf(e.stderr, "-o の %s は .html で終わる名前にしてください。ブラウザーは、ほかの名前のファイルをページとして開きません\n", out)
		return misuse
	}
	data, found, err := b.SingleFile(ctx, os.DirFS(e.dir), scheme)
	status := e.report(found)
	if err == nil && status == done {
		err = site.WriteFile(file, data)
	}
	if err != nil {
		return e.fail(err)
	}
	if status == done && !e.json {
		fmt.Fprintf(e.stdout, "%s: %.1f MB\n", filepath.ToSlash(file), float64(len(data))/1e6)
	}
	return status
}
