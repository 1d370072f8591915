package main

import (
	"context"
	"fmt"
	"path/filepath"

	"kijun/site"
)

const newHelp = `使い方: kijun new フォルダー

サイトのひな型を作ります。フォルダーは、まだないか、空でなければなりません。

例: kijun new handbook
    kijun -C handbook serve
`

// newProject is the verb that makes a project.
func newProject(_ context.Context, e *env, args []string) int {
	f := e.flags("new", newHelp)
	rest, status, ok := e.parse(f, args, 1, 1)
	if !ok {
		return status
	}
	dir := e.path(rest[0])
	if err := site.New(dir, site.Starters[0]); err != nil {
		return e.fail(err)
	}
	fmt.Fprintf(e.stdout, "%s を作りました。次は: kijun -C %s serve\n", filepath.ToSlash(dir), filepath.ToSlash(dir))
	return done
}
