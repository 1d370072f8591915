package wasm

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// built is the core of this source, whatever lies in dist.
func built(t testing.TB) (packed, raw []byte) {
	t.Helper()
	packed, err := Build()
	if err != nil {
		t.Fatal(err)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	raw, err = io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return packed, raw
}

// maxBytes is what a visitor of a form downloads at most for the core. An empty
// Go program takes 385,000, and 490,000 as the linker writes it.
const maxBytes = 530_000

func TestCoreSize(t *testing.T) {
	packed, raw := built(t)
	t.Logf("%d bytes, %d unpacked", len(packed), len(raw))
	if len(packed) > maxBytes {
		t.Errorf("the core has %d bytes, %d more than the %d that it may have", len(packed), len(packed)-maxBytes, maxBytes)
	}
}

func TestCoreBuildIsRepeatable(t *testing.T) {
	a, _ := built(t)
	t.Setenv("KIJUN_SOURCE", checkoutRoot(t))
	t.Chdir(t.TempDir())
	b, _ := built(t)
	if !bytes.Equal(a, b) {
		t.Error("two builds of the same source differ")
	}
}

// The core that the next program will carry must not be an older one.
func TestDistIsCurrent(t *testing.T) {
	kept, err := os.ReadFile("dist/core.wasm.gz")
	if err != nil {
		t.Skip("nothing in dist: the program compiles the core when it needs it")
	}
	now, _ := built(t)
	if !bytes.Equal(kept, now) {
		t.Error("dist/core.wasm.gz is of another source or Go version; run: make core")
	}
}

// mayImport is all that the core stands on besides the Go runtime and what the
// runtime itself imports. Every visitor of a form pays for each of these: with
// fmt the core would be 170,000 bytes larger, with encoding/json 280,000.
var mayImport = []string{
	"cmp", "errors", "io", "iter", "kijun/criteria/score", "kijun/wasm/core", "math/bits", "slices", "strconv", "strings", "sync", "unicode", "unicode/utf8",
}

func TestCoreImports(t *testing.T) {
	runtime := deps(t, "runtime")
	got := deps(t, "./core")
	for _, p := range got {
		switch {
		case slices.Contains(runtime, p), strings.HasPrefix(p, "internal/"), slices.Contains(mayImport, p):
		default:
			t.Errorf("the core now imports %s, for which every visitor of a form would pay", p)
		}
	}
}

// deps lists what a package stands on when it is built for the browser.
func deps(t *testing.T, pkg string) []string {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", pkg)
	cmd.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm", "CGO_ENABLED=0")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", cmd, err, stderr.String())
	}
	return strings.Fields(string(out))
}

func checkoutRoot(t testing.TB) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "kijun").Output()
	if err != nil {
		t.Fatal(fmt.Errorf("finding the checkout: %w", err))
	}
	return strings.TrimSpace(string(out))
}
