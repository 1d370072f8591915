package site

import (
	"reflect"
	"testing"
)

// A plain string in page data would be printed as it is: a template could let
// markup of an author through.
func TestPageDataHasNoPlainStrings(t *testing.T) {
	safe := map[reflect.Type]bool{reflect.TypeFor[Text](): true, reflect.TypeFor[HTML](): true, reflect.TypeFor[URL](): true, reflect.TypeFor[JSON](): true}
	seen := map[reflect.Type]bool{}
	var walk func(path string, typ reflect.Type)
	walk = func(path string, typ reflect.Type) {
		if seen[typ] || safe[typ] {
			return
		}
		seen[typ] = true
		switch typ.Kind() {
		case reflect.Struct:
			for i := range typ.NumField() {
				walk(path+"."+typ.Field(i).Name, typ.Field(i).Type)
			}
		case reflect.Pointer, reflect.Slice, reflect.Array:
			walk(path, typ.Elem())
		case reflect.Int, reflect.Bool:
		default:
			t.Errorf("%s is a %s; templates may reach Text, HTML, URL, numbers and booleans only", path, typ)
		}
	}
	for _, data := range contractRoots {
		walk(reflect.TypeOf(data).Name(), reflect.TypeOf(data))
	}
	if len(seen) < 20 {
		t.Errorf("walked %d types only", len(seen))
	}
}

func TestSafeTypesEscape(t *testing.T) {
	if got, want := Text(`<a href="x">&'`).String(), "&lt;a href=&#34;x&#34;&gt;&amp;&#39;"; got != want {
		t.Errorf("Text: got %s, want %s", got, want)
	}
	if got, want := URL(`x?a=1&b="`).String(), "x?a=1&amp;b=&#34;"; got != want {
		t.Errorf("URL: got %s, want %s", got, want)
	}
	if got, want := HTML("<b>").String(), "<b>"; got != want {
		t.Errorf("HTML: got %s, want %s", got, want)
	}
}
