package criteria

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// Untranslated counts the texts of a scheme that are missing in a language: one warning
// for each file, at the first of them.
func (s *Scheme) Untranslated(lang string) Diagnostics { return untranslated(s, lang) }

// Untranslated does the same for indicators.
func (d *Indicators) Untranslated(lang string) Diagnostics { return untranslated(d, lang) }

func untranslated(of any, lang string) Diagnostics {
	missing := map[string][]Text{} // by file
	seen := map[any]bool{}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() && !seen[v.Interface()] {
				seen[v.Interface()] = true
				walk(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Map:
			for _, k := range v.MapKeys() {
				walk(v.MapIndex(k))
			}
		case reflect.Struct:
			if t, ok := v.Interface().(Text); ok {
				if _, there := t.By[lang]; !there && t.Pos.File != "" && strings.ContainsFunc(t.By["ja"], unicode.IsLetter) { // a number is the same in all languages
					missing[t.Pos.File] = append(missing[t.Pos.File], t)
				}
				return
			}
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() && v.Type().Field(i).Type != reflect.TypeFor[Expr]() {
					walk(v.Field(i))
				}
			}
		}
	}
	walk(reflect.ValueOf(of))
	var ds Diagnostics
	for _, file := range slices.Sorted(maps.Keys(missing)) {
		texts := missing[file]
		first := slices.MinFunc(texts, func(a, b Text) int { return (a.Pos.Line-b.Pos.Line)*10000 + a.Pos.Col - b.Pos.Col })
		ds = append(ds, Diagnostic{Pos: first.Pos, Severity: Warning, Code: "untranslated",
			Msg:  fmt.Sprintf("言語 %s の文が%d個ありません。はじめは「%s」です。もとの言語の文で代わりに表示します", lang, len(texts), first.By["ja"]),
			Hint: fmt.Sprintf("{ja: %s, %s: …} のように書いてください", first.By["ja"], lang)})
	}
	return ds
}
