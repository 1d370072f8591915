package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"kijun/site"
)

const newHelp = `使い方: kijun new フォルダー [--scheme points｜quota｜survey]
        kijun new --theme 名前

サイトのひな型を作ります。フォルダーは、まだないか、空でなければなりません。
ひな型には、書き方の説明を添えた見本の制度が1つ入ります。

  --scheme points   点数で判定する制度（指定しなければこれです）
  --scheme quota    必須の項目と、「3つのうち2つ」のような選択要件で判定する制度
  --scheme survey   章に分かれた調査票で、空欄のまま出せるもの

  --theme 名前      今あるサイトに、見た目のテーマのひな型を themes/名前/ に作り、kijun.yaml に書く

例: kijun new handbook
    kijun new handbook --scheme quota
    kijun -C handbook serve
    kijun -C handbook new --theme mine
`

// newProject is the verb that makes a project.
func newProject(_ context.Context, e *env, args []string) int {
	f := e.flags("new", newHelp)
	kind := f.String("scheme", site.Starters[0], "")
	theme := f.String("theme", "", "")
	rest, status, ok := e.parse(f, args, 0, 1)
	if !ok {
		return status
	}
	if *theme != "" {
		return newTheme(e, append(rest, ".")[0], *theme)
	}
	if len(rest) == 0 {
		f.Usage()
		return misuse
	}
	if !slices.Contains(site.Starters, *kind) {
		fmt.Fprintf(e.stderr, "見本の制度「%s」はありません。あるのは %s です\n", *kind, strings.Join(site.Starters, "、"))
		if near := site.NearStarter(*kind); near != "" {
			fmt.Fprintf(e.stderr, "\thint: %s のことですか\n", near)
		}
		return misuse
	}
	dir := e.path(rest[0])
	if err := site.New(dir, *kind); err != nil {
		return e.fail(err)
	}
	fmt.Fprintf(e.stdout, "%s を作りました。次は: kijun -C %s serve\n", filepath.ToSlash(dir), filepath.ToSlash(dir))
	return done
}

// newTheme makes a theme in a project.
func newTheme(e *env, dir, name string) int {
	used, err := site.NewTheme(e.path(dir), name)
	if err != nil {
		return e.fail(err)
	}
	fmt.Fprintf(e.stdout, "themes/%s を作りました。中の README.md に、変え方があります\n", name)
	if !used {
		fmt.Fprintf(e.stdout, "%s の theme: を %s にすると使われます\n", site.ConfigFile, name)
	}
	return done
}
