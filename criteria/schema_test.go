package criteria

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// Editors must offer exactly the keys that the reader knows. Every mapping below
// has a key that is unknown, so that the reader lists the keys it takes there; the
// lists must be those of the schema's objects. A mapping that the schema knows and
// that is missing below fails, too.
func TestSchemaKeys(t *testing.T) {
	for kind, in := range map[string]string{
		"scheme": `zzzzzzzz: 1
sources: [{zzzzzzzz: 1}]
evidence: {zzzzzzzz: 1}
last_year: {zzzzzzzz: 1}
cover: {zzzzzzzz: 1}
checks: {zzzzzzzz: 1, range: {zzzzzzzz: 1}}
scales: {s: {zzzzzzzz: 1}}
fields:
  f: {zzzzzzzz: 1, options: {a: {zzzzzzzz: 1}}, columns: {c: {zzzzzzzz: 1}}, last_year: {zzzzzzzz: 1}}
derive: {d: {zzzzzzzz: 1}}
constraints: [{zzzzzzzz: 1}]
sections:
  - zzzzzzzz: 1
    tables: [{zzzzzzzz: 1, rows: [{zzzzzzzz: 1}]}]
    questions: [{zzzzzzzz: 1, repeat: {zzzzzzzz: 1}, questions: [{zzzzzzzz: 1}]}]
    criteria:
      - zzzzzzzz: 1
        needs: {zzzzzzzz: 1}
        points: {zzzzzzzz: 1, rules: [{zzzzzzzz: 1}], tiers: [{zzzzzzzz: 1}], tables: [{zzzzzzzz: 1}]}
        evidence: {zzzzzzzz: 1, papers: [{zzzzzzzz: 1}]}
awards: [{zzzzzzzz: 1, all: [{zzzzzzzz: 1}]}]
bands: [{zzzzzzzz: 1, tiers: [{zzzzzzzz: 1}]}]
`,
		"indicators": `zzzzzzzz: 1
sources: [{zzzzzzzz: 1}]
defaults: {zzzzzzzz: 1}
surveys: {s: {zzzzzzzz: 1}}
inputs: {f: {zzzzzzzz: 1, last_year: {zzzzzzzz: 1}, checks: {zzzzzzzz: 1, range: {zzzzzzzz: 1}}, options: {a: {zzzzzzzz: 1}}, columns: {c: {zzzzzzzz: 1}}}}
constraints: [{zzzzzzzz: 1}]
categories: [{zzzzzzzz: 1, indicators: [{zzzzzzzz: 1}]}]
`,
		"cases": `zzzzzzzz: 1
scheme: s
edition: "1"
cases: [{zzzzzzzz: 1, expect: {zzzzzzzz: 1, total: {zzzzzzzz: 1}, derived: {d: {zzzzzzzz: 1}}}}]
`,
		"fields": `zzzzzzzz: 1
fields: {f: {zzzzzzzz: 1, options: {a: {zzzzzzzz: 1}}}}
not_shared: [{zzzzzzzz: 1}]
themes: {t: {zzzzzzzz: 1}}
`,
	} {
		t.Run(kind, func(t *testing.T) {
			_, ds := Read([]File{
				{"x." + kind + ".yaml", []byte(in)},
				{"s.scheme.yaml", []byte("scheme: s\nedition: \"1\"\ntitle: 題\nderive: {d: {label: 値, value: 1}}\n")},
			})
			var reader [][]string
			for _, d := range ds {
				if names, ok := strings.CutPrefix(d.Hint, "書けるキー: "); ok && d.Code == "unknown_key" {
					reader = append(reader, slices.Sorted(slices.Values(strings.Split(names, "、"))))
				}
			}
			b, err := Schema(kind)
			if err != nil {
				t.Fatal(err)
			}
			var doc any
			if err := json.Unmarshal(b, &doc); err != nil {
				t.Fatal(err)
			}
			inSchema := objectKeys(doc)
			for _, keys := range reader {
				if !slices.ContainsFunc(inSchema, func(k []string) bool { return slices.Equal(k, keys) }) {
					t.Errorf("the reader takes %v, no object of the schema does", keys)
				}
			}
			for _, keys := range inSchema {
				if !slices.ContainsFunc(reader, func(k []string) bool { return slices.Equal(k, keys) }) {
					t.Errorf("the schema offers %v, the reader takes nothing like it (or the mapping is missing in this test)", keys)
				}
			}
		})
	}
}

// objectKeys are the keys of all objects of a schema that may have no others.
func objectKeys(v any) [][]string {
	var found [][]string
	switch v := v.(type) {
	case map[string]any:
		if props, ok := v["properties"].(map[string]any); ok {
			var keys []string
			for k := range props {
				keys = append(keys, k)
			}
			slices.Sort(keys)
			found = append(found, keys)
		}
		for _, e := range v {
			found = append(found, objectKeys(e)...)
		}
	case []any:
		for _, e := range v {
			found = append(found, objectKeys(e)...)
		}
	}
	return found
}
