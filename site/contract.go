package site

import "reflect"

// ThemeContract is the version of the page data. It grows when a theme written for the
// one before may not work any more: a field went, or means something else. What was only
// added does not count. The listing in testdata/contract.txt is what it is the version of.
const ThemeContract = 1

// contractRoots are what layouts get as their dot.
var contractRoots = []any{Page{}, Header{}, Menu{}, Nav{}, SchemePart{}, BlockData{}, NamedBlock{}, RuleData{}, PapersData{}, PageListData{}, EmbedData{}, RedirectData{}}

// contractTypes are all types that layouts reach, by name.
func contractTypes() map[string]reflect.Type {
	types := map[string]reflect.Type{}
	var walk func(t reflect.Type)
	walk = func(t reflect.Type) {
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array:
			walk(t.Elem())
		case reflect.Struct:
			if types[t.Name()] != nil {
				return
			}
			types[t.Name()] = t
			for f := range t.Fields() {
				walk(f.Type)
			}
		}
	}
	for _, r := range contractRoots {
		walk(reflect.TypeOf(r))
	}
	return types
}
