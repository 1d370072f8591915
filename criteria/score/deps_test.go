package score_test

import (
	"maps"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// allowed is what the scoring core may import, directly or through others,
// besides the runtime and what the runtime itself stands on. Every visitor of a
// form pays for each of these; with package fmt the core grows by 170 kB, with
// encoding/json by 280.
var allowed = []string{
	"errors", "io", "iter", "math/bits", "strconv", "strings", "sync", "sync/atomic", "unicode", "unicode/utf8", "unsafe",
}

func goList(t *testing.T, args ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Dir = "../.."
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list %v: %v\n%s", args, err, stderr.String())
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// TestCoreDeps: the scoring core imports itself and a written-down handful of
// the standard library.
func TestCoreDeps(t *testing.T) {
	base := map[string]bool{}
	for _, p := range goList(t, "-deps", "runtime") {
		base[p] = true
	}
	var extra []string
	for _, p := range goList(t, "-deps", "./criteria/score") {
		if p != "kijun/criteria/score" && !base[p] && !strings.HasPrefix(p, "internal/") && !slices.Contains(allowed, p) {
			extra = append(extra, p)
		}
	}
	if len(extra) > 0 {
		t.Errorf("the scoring core now imports %s: every visitor of a form pays for that", strings.Join(extra, ", "))
	}
}

// imports is the drawing of the folders: what each package of ours may import
// of ours. A package that is not named here imports nothing of ours.
var imports = map[string][]string{
	"kijun/cmd/kijun":      {"kijun/criteria", "kijun/criteria/feel", "kijun/criteria/score", "kijun/site"},
	"kijun/site":           {"kijun/content", "kijun/criteria", "kijun/criteria/feel", "kijun/criteria/score", "kijun/themes", "kijun/wasm"},
	"kijun/wasm/core":      {"kijun/criteria/score"},
	"kijun/wasm/build":     {"kijun/wasm"},
	"kijun/criteria":       {"kijun/criteria/feel", "kijun/criteria/score"},
	"kijun/criteria/feel":  {"kijun/criteria/score"},
	"kijun/criteria/score": nil,
}

// TestImportDirection: cmd stands on site, site on content, themes, criteria
// and the bridge, the bridge on the core, criteria on nothing of ours.
func TestImportDirection(t *testing.T) {
	got := map[string][]string{}
	for _, goos := range []string{"linux", "wasip1"} { // the bridge has a file that only builds for the browser
		for _, line := range goListFor(t, goos) {
			path, list, _ := strings.Cut(line, ":")
			for _, p := range strings.Fields(list) {
				if strings.HasPrefix(p, "kijun/") && !slices.Contains(got[path], p) {
					got[path] = append(got[path], p)
				}
			}
		}
	}
	if len(got) < 3 {
		t.Fatalf("go list names %d packages that import one of ours", len(got))
	}
	for _, path := range slices.Sorted(maps.Keys(got)) {
		for _, p := range got[path] {
			if !slices.Contains(imports[path], p) {
				t.Errorf("%s imports %s, against the drawing in README and design: cmd → site → criteria ← wasm", path, p)
			}
		}
	}
}

func goListFor(t *testing.T, goos string) []string {
	t.Helper()
	t.Setenv("GOOS", goos)
	if goos == "wasip1" {
		t.Setenv("GOARCH", "wasm")
	} else {
		t.Setenv("GOARCH", "amd64")
	}
	return goList(t, "-e", "-f", `{{.ImportPath}}: {{join .Imports " "}}`, "./...")
}

// TestCriteriaDeps: the criteria language imports no files, clock or network.
func TestCriteriaDeps(t *testing.T) {
	for _, line := range goList(t, "-f", `{{.ImportPath}}: {{join .Imports " "}}`, "./criteria/...") {
		path, list, _ := strings.Cut(line, ":")
		for _, p := range strings.Fields(list) {
			switch {
			case strings.HasPrefix(p, "kijun/"):
				if !strings.HasPrefix(p, "kijun/criteria") {
					t.Errorf("%s imports %s; criteria imports nothing of ours but criteria/...", path, p)
				}
			case p == "os" || p == "time" || p == "net" || strings.HasPrefix(p, "net/") || strings.HasPrefix(p, "os/") || strings.HasPrefix(p, "html") || p == "io/fs" || p == "math/rand" || p == "math/rand/v2":
				t.Errorf("%s imports %s; criteria takes bytes and values and returns values", path, p)
			}
		}
	}
}
