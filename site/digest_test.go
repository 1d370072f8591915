package site

import (
	"reflect"
	"testing"
)

// Whatever changes in the data of a page changes its digest.
func TestDigestSeesEveryField(t *testing.T) {
	seen := map[reflect.Type]bool{wordsType.Elem(): true} // which counts with the theme
	var walk func(path string, typ reflect.Type)
	check := func(path string, typ reflect.Type, change func(v reflect.Value)) {
		before, after := reflect.New(typ), reflect.New(typ)
		change(after.Elem())
		a, err := digestOf(before.Interface())
		if err != nil {
			t.Fatal(path, err)
		}
		if b, err := digestOf(after.Interface()); err != nil || a == b {
			t.Errorf("%s does not count (%v)", path, err)
		}
	}
	walk = func(path string, typ reflect.Type) {
		switch typ.Kind() {
		case reflect.Pointer:
			if typ != wordsType {
				check(path, typ, func(v reflect.Value) { v.Set(reflect.New(typ.Elem())) })
			}
			walk(path, typ.Elem())
		case reflect.Slice:
			check(path, typ, func(v reflect.Value) { v.Set(reflect.MakeSlice(typ, 1, 1)) })
			walk(path, typ.Elem())
		case reflect.Struct:
			if seen[typ] {
				return
			}
			seen[typ] = true
			for i := range typ.NumField() {
				field := typ.Field(i)
				walk(path+"."+field.Name, field.Type)
				if field.Type.Kind() == reflect.String {
					check(path+"."+field.Name, typ, func(v reflect.Value) { v.Field(i).SetString("x") })
				}
			}
		case reflect.String:
			check(path, typ, func(v reflect.Value) { v.SetString("x") })
		case reflect.Int:
			check(path, typ, func(v reflect.Value) { v.SetInt(1) })
		case reflect.Bool:
			check(path, typ, func(v reflect.Value) { v.SetBool(true) })
		default:
			t.Errorf("%s is a %s", path, typ)
		}
	}
	walk("Page", reflect.TypeFor[Page]())
	walk("Words", reflect.TypeFor[Words]())
	if len(seen) < 20 {
		t.Errorf("walked %d types only", len(seen))
	}
}

// Borders count, or a word could go from one field to the next unnoticed.
func TestDigestSeesBorders(t *testing.T) {
	distinct := []any{[]string{"ab", "c"}, []string{"a", "bc"}, []string{"abc"}, []string{"abc", ""}, [][]string{{"abc"}}, [][]string{{"abc"}, {}},
		struct{ A, B Text }{"a", "bc"}, struct{ A, B Text }{"", "abc"}, &struct{ A *Text }{}, 1, 128, true}
	sums := map[digest]any{}
	for _, d := range distinct {
		sum, err := digestOf(d)
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := sums[sum]; ok && reflect.TypeOf(other) == reflect.TypeOf(d) {
			t.Errorf("%v and %v have one digest", d, other)
		}
		sums[sum] = d
	}
	if _, err := digestOf(func() {}); err == nil {
		t.Error("a function has a digest")
	}
}
