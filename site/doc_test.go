package site

import (
	"encoding/json"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kijun/criteria"
)

// The package comment is the manual of authors: every key and every block of two lines
// that there is stands in it, in its section.
func TestDocNamesEverything(t *testing.T) {
	data, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]string{}
	for s := range strings.SplitSeq(string(data), "\n// # ") {
		title, text, _ := strings.Cut(s, "\n")
		sections[title] = text
	}
	names := func(section, what, word string) {
		t.Helper()
		text := sections[section]
		if text == "" {
			t.Fatalf("doc.go has no section %q", section)
		}
		if !regexp.MustCompile(`(^|[^\w-])` + regexp.QuoteMeta(word) + `($|[^\w-])`).MatchString(text) {
			t.Errorf("doc.go, %q, does not say what %s %q is", section, what, word)
		}
	}

	var schema struct{ Properties map[string]json.RawMessage }
	if err := json.Unmarshal(ConfigSchema(), &schema); err != nil || len(schema.Properties) < 10 {
		t.Fatalf("the schema of kijun.yaml: %v, %d keys", err, len(schema.Properties))
	}
	for _, key := range slices.Sorted(maps.Keys(schema.Properties)) {
		names("The configuration", "the key", key)
	}

	// asked are the keys that a reader looks for.
	asked := func(read func(*mapping)) []string {
		m := &mapping{problems: &criteria.Diagnostics{}}
		read(m)
		return m.asked
	}
	every := asked((&frontMatter{}).read)
	for _, key := range every {
		names("Front matter", "the key", key)
	}
	lines := regexp.MustCompile(`(?m)^//\t([a-z_]+) +(.*)$`)
	ofKind := map[string]string{}
	for _, m := range lines.FindAllStringSubmatch(sections["Kinds and blocks"], -1) {
		ofKind[m[1]] = m[2]
	}
	for _, kind := range kindNames() {
		line, ok := ofKind[kind]
		if !ok {
			t.Errorf("doc.go does not list the kind %q", kind)
			continue
		}
		for _, key := range asked(func(m *mapping) { kinds[kind](fields{m, &frontMatter{}}) }) {
			if !regexp.MustCompile(`\b` + key + `\b`).MatchString(line) {
				t.Errorf("doc.go, kind %s, does not name the key %q", kind, key)
			}
		}
	}

	for _, name := range slices.Sorted(maps.Keys(containers)) {
		names("Alerts and containers", "the container", ":::"+name)
	}
	all := string(data)
	blocks := slices.Clone(blockDirectives)
	for _, list := range directivesOf {
		blocks = append(blocks, list...)
	}
	for _, name := range blocks {
		if !strings.Contains(all, ":::"+name) && !regexp.MustCompile(`\b`+name+`\b`).MatchString(sections["Pages and their order"]) {
			t.Errorf("doc.go does not name the block :::%s", name)
		}
	}
}
