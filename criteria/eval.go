package criteria

import (
	"maps"
	"slices"
	"strings"

	"kijun/criteria/feel"
	"kijun/criteria/score"
)

// Eval computes a FEEL expression. The bindings give names their values, as
// FEEL literals or expressions, separated by semicolons: "a=1; b=null". Unknown
// names are errors; positions are in the expression ("式") or in the bindings
// ("--with").
func Eval(expr, bindings string) (score.Value, Diagnostics) {
	env := constants{}
	var ds Diagnostics
	for _, part := range splitBindings(bindings) {
		name, src, ok := strings.Cut(part.text, "=")
		name = strings.TrimSpace(name)
		if !ok || name == "" {
			return score.Null, Diagnostics{{Pos: offsetPos("--with", bindings, part.off), Code: "binding",
				Msg: "「" + strings.TrimSpace(part.text) + "」は「名前=値」の形ではありません", Hint: "--with 'a=1; b=null' のように書いてください"}}
		}
		off := part.off + len(part.text) - len(src)
		v, problems := evalWith(src, env)
		for _, p := range problems {
			ds = append(ds, problemAt("--with", bindings, off, p))
		}
		env[name] = v
	}
	v, problems := evalWith(expr, env)
	for _, p := range problems {
		ds = append(ds, problemAt("式", expr, 0, p))
	}
	ds.Sort()
	return v, ds
}

func evalWith(src string, env constants) (score.Value, []feel.Problem) {
	n, p := feel.Parse(src, slices.Sorted(maps.Keys(env))...)
	if p != nil {
		return score.Null, []feel.Problem{*p}
	}
	if ps := feel.Unknown(n, env); len(ps) > 0 {
		return score.Null, ps
	}
	b := &feel.Builder{}
	id := feel.Lower(n, env, b)
	prog := &score.Program{Nodes: b.Nodes, Consts: b.Consts, Args: b.Args}
	v, overflow := prog.Eval(id)
	if overflow {
		return score.Null, []feel.Problem{{Off: n.Off(), Code: "overflow", Msg: "計算の途中で数が大きくなりすぎ、正確に扱えません",
			Hint: "数は分子と分母がそれぞれ約922京までの分数として計算されます"}}
	}
	return v, nil
}

type constants map[string]score.Value

func (c constants) Lookup(name string) (feel.Symbol, bool) {
	v, ok := c[name]
	return feel.Symbol{Kind: feel.ConstSymbol, Value: v}, ok
}

func (c constants) Near(name string) []string {
	return feel.Nearest(name, slices.Sorted(maps.Keys(c)))
}

type binding struct {
	text string
	off  int
}

// splitBindings cuts at semicolons outside strings.
func splitBindings(s string) []binding {
	var bs []binding
	start, inString := 0, false
	flush := func(end int) {
		if strings.TrimSpace(s[start:end]) != "" {
			bs = append(bs, binding{s[start:end], start})
		}
		start = end + 1
	}
	for i := 0; i < len(s); i++ {
		switch {
		case inString && s[i] == '\\':
			i++
		case s[i] == '"':
			inString = !inString
		case s[i] == ';' && !inString:
			flush(i)
		}
	}
	if start < len(s) {
		flush(len(s))
	}
	return bs
}

// offsetPos is the place of a byte offset in a text.
func offsetPos(file, text string, off int) Pos {
	off = min(off, len(text))
	before := text[:off]
	line := strings.Count(before, "\n") + 1
	return Pos{file, line, len([]rune(before[strings.LastIndexByte(before, '\n')+1:])) + 1}
}

func problemAt(file, text string, base int, p feel.Problem) Diagnostic {
	return Diagnostic{Pos: offsetPos(file, text, base+p.Off), Code: p.Code, Msg: p.Msg, Hint: p.Hint}
}
