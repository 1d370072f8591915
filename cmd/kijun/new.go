package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kijun/site"
)

const newHelp = `使い方: kijun new フォルダー [--from フォルダー] [--scheme 種類かファイル] [--logo 画像]
        kijun new --theme 名前 [--copy ファイル]

サイトのひな型を作ります。フォルダーは、まだないか、空でなければなりません。
ひな型には、書き方の説明を添えた見本の制度が1つと、見本のページが入ります。

  --from フォルダー 見本のページの代わりに、このフォルダーの Markdown、画像、PDF などを写してページにします。
                    README.md（か index.md）が表紙になります。もとのフォルダーは変わりません。
                    --scheme も書かなければ、見本の制度は入りません
  --scheme points   点数で判定する見本の制度（--from がなければ、はじめはこれです）
  --scheme quota    必須の項目と、「3つのうち2つ」のような選択要件で判定する見本の制度
  --scheme survey   章に分かれた調査票で、空欄のまま出せる見本の制度
  --scheme ファイル 見本の代わりに、もうある定義（.scheme.yaml）を写します
  --logo 画像       すべてのページの上に出るロゴ（SVG か PNG）を写します

  --theme 名前      今あるサイトに、見た目のテーマのひな型を themes/名前/ に作り、kijun.yaml に書く
  --copy ファイル   標準のテーマのこのファイルを、themes/名前/ に写す。テーマがもうあれば、写すだけです

例: kijun new handbook
    kijun new handbook --scheme quota
    kijun new handbook --from 資料 --scheme kenko.scheme.yaml --logo logo.png
    kijun -C handbook serve
    kijun -C handbook new --theme mine
    kijun -C handbook new --theme mine --copy layouts/home.html
`

// newProject is the verb that makes a project.
func newProject(_ context.Context, e *env, args []string) int {
	var s site.Start
	f := e.flags("new", newHelp)
	f.StringVar(&s.Sample, "scheme", "", "")
	f.StringVar(&s.From, "from", "", "")
	f.StringVar(&s.Logo, "logo", "", "")
	theme := f.String("theme", "", "")
	copied := f.String("copy", "", "")
	rest, status, ok := e.parse(f, args, 0, 1)
	if !ok {
		return status
	}
	if *theme != "" {
		return newTheme(e, append(rest, ".")[0], *theme, *copied)
	}
	if len(rest) == 0 || *copied != "" {
		f.Usage()
		return misuse
	}
	if ext := strings.ToLower(filepath.Ext(s.Sample)); ext == ".yaml" || ext == ".yml" {
		s.Sample, s.Scheme = "", e.path(s.Sample)
	}
	if s.Sample != "" && !slices.Contains(site.Starters, s.Sample) {
		fmt.Fprintf(e.stderr, "見本の制度「%s」はありません。あるのは %s です\n", s.Sample, strings.Join(site.Starters, "、"))
		if near := site.NearStarter(s.Sample); near != "" {
			fmt.Fprintf(e.stderr, "\thint: %s のことですか\n", near)
		}
		return misuse
	}
	dir := e.path(rest[0])
	if s.From != "" {
		s.From = e.path(s.From)
	}
	if s.Logo != "" {
		s.Logo = e.path(s.Logo)
	}
	taken, err := site.New(dir, s)
	if err != nil {
		return e.fail(err)
	}
	e.printNext(filepath.ToSlash(dir), s, taken)
	return done
}

// printNext says what was made, and what the author does next.
func (e *env) printNext(dir string, s site.Start, taken *site.Taken) {
	typed := dir
	if strings.Contains(dir, " ") {
		typed = `"` + dir + `"`
	}
	fmt.Fprintf(e.stdout, "%s を作りました。次は: kijun -C %s serve\n", dir, typed)
	if s.From == "" {
		return
	}
	fmt.Fprintf(e.stdout, "  %s から: ページ %d、ほかのファイル %d\n", filepath.ToSlash(s.From), taken.Pages, taken.Files)
	if n := len(taken.Converted); n > 0 {
		fmt.Fprintf(e.stdout, "  Shift_JIS から UTF-8 に直したもの %d: %s\n", n, strings.Join(taken.Converted, "、"))
	}
	if n := len(taken.Cleaned); n > 0 {
		fmt.Fprintf(e.stdout, "  Word から変換したときの余分なタグや画像の大きさを除いたもの %d: %s\n", n, strings.Join(taken.Cleaned, "、"))
	}
	if n := len(taken.Folders); n > 0 {
		fmt.Fprintf(e.stdout, "  表紙（index.md）を作ったフォルダー %d: %s\n", n, strings.Join(taken.Folders, "、"))
	}
	if n := len(taken.Passed); n > 0 {
		fmt.Fprintf(e.stdout, "  Windows などが残したもので、写さなかったもの %d: %s\n", n, strings.Join(taken.Passed, "、"))
	}
	if n := len(taken.Unused); n > 0 {
		fmt.Fprintf(e.stdout, "  どのページからも使われていないので、写さなかったもの %d: %s\n", n, strings.Join(taken.Unused, "、"))
	}
	fmt.Fprintf(e.stdout, "  はじめに %s/%s の title、publisher、base_url を書いてください\n", dir, site.ConfigFile)
}

// newTheme makes a theme in a project, unless it is there and only a file is to be copied.
func newTheme(e *env, dir, name, copied string) int {
	dir = e.path(dir)
	if info, err := os.Stat(filepath.Join(dir, "themes", name)); copied == "" || err != nil || !info.IsDir() {
		used, err := site.NewTheme(dir, name)
		if err != nil {
			return e.fail(err)
		}
		fmt.Fprintf(e.stdout, "themes/%s を作りました。中の README.md に、変え方があります\n", name)
		if !used {
			fmt.Fprintf(e.stdout, "%s の theme: を %s にすると使われます\n", site.ConfigFile, name)
		}
	}
	if copied == "" {
		return done
	}
	if err := site.CopyToTheme(dir, name, copied); err != nil {
		return e.fail(err)
	}
	fmt.Fprintf(e.stdout, "themes/%s/%s に写しました\n", name, filepath.ToSlash(copied))
	return done
}
