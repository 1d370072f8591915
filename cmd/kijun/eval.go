package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kijun/criteria"
)

const evalHelp = `使い方: kijun eval 式 [--with '名前=値; 名前=値']

FEEL の式の値を FEEL の書き方で表示します。終わりのない小数は12桁で四捨五入します。

  --with '名前=値'  式の中の名前の値。; で区切っていくつでも
  --format json     問題をデータとして標準出力に書きます

例:
  kijun eval '57 / 100 * 100'
  kijun eval 'a and b' --with 'a=true; b=null'
`

// eval is the verb that computes an expression. An expression may begin with a
// minus sign, so what is no flag of this verb is taken for one.
func eval(ctx context.Context, e *env, args []string) int {
	var with string
	f := e.flags("eval", evalHelp)
	f.StringVar(&with, "with", "", "")
	for i := 0; i < len(args); i++ {
		a := args[i]
		if a == "--" {
			break
		}
		if strings.HasPrefix(a, "-") && !isFlag(a) {
			args = append(slices.Concat(args[:i], args[i+1:]), "--", a)
			break
		}
		if isFlag(a) && !strings.Contains(a, "=") {
			i++ // its value
		}
	}
	rest, status, ok := e.parse(f, args, 1, 1)
	if !ok {
		return status
	}
	v, ds := criteria.Eval(rest[0], with)
	if len(ds) > 0 {
		return e.report(ds)
	}
	fmt.Fprintln(e.stdout, v)
	return done
}

func isFlag(a string) bool {
	if !strings.HasPrefix(a, "-") {
		return false
	}
	name, _, _ := strings.Cut(strings.TrimLeft(a, "-"), "=")
	return slices.Contains([]string{"with", "C", "format", "h", "help"}, name)
}
