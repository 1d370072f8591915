package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

// Every file that the program itself accepts must be right by the schema that
// it gives to editors, and a misspelt key must not be.
func TestSchemas(t *testing.T) {
	checkout := os.DirFS("../..")
	for kind, suffix := range map[string]string{"scheme": ".scheme.yaml", "indicators": ".indicators.yaml", "cases": ".cases.yaml", "fields": ".fields.yaml", "site": "kijun.yaml"} {
		t.Run(kind, func(t *testing.T) {
			var out, stderr bytes.Buffer
			if status := run(t.Context(), []string{"schema", kind}, nil, &out, &stderr); status != done {
				t.Fatalf("status %d: %s", status, &stderr)
			}
			doc, err := jsonschema.UnmarshalJSON(&out)
			if err != nil {
				t.Fatal(err)
			}
			c := jsonschema.NewCompiler()
			if err := c.AddResource("kijun.json", doc); err != nil {
				t.Fatal(err)
			}
			s, err := c.Compile("kijun.json")
			if err != nil {
				t.Fatal(err)
			}
			files := 0
			for _, root := range []string{"criteria", "site/starter", "site/testdata", "kijun.yaml"} {
				err := fs.WalkDir(checkout, root, func(name string, d fs.DirEntry, err error) error {
					if err != nil || d.IsDir() || !strings.HasSuffix(name, suffix) {
						return err
					}
					files++
					data, err := fs.ReadFile(checkout, name)
					if err != nil {
						return err
					}
					v := asJSON(t, data)
					if err := s.Validate(v); err != nil {
						t.Errorf("%s: %v", name, err)
					}
					v.(map[string]any)["titel"] = "x"
					if s.Validate(v) == nil {
						t.Errorf("%s: a misspelt key is right by the schema", name)
					}
					return nil
				})
				if err != nil {
					t.Fatal(err)
				}
			}
			if files == 0 {
				t.Error("no files to try the schema on")
			}
		})
	}
}

// asJSON is a YAML file as JSON has it.
func asJSON(t *testing.T, data []byte) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(stringKeys(v))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func stringKeys(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			v[k] = stringKeys(e)
		}
	case map[any]any:
		m := map[string]any{}
		for k, e := range v {
			b, _ := json.Marshal(k)
			m[strings.Trim(string(b), `"`)] = stringKeys(e)
		}
		return m
	case []any:
		for i, e := range v {
			v[i] = stringKeys(e)
		}
	}
	return v
}
