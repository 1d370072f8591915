// Package wasm is the way of the scoring core into the browser: the core
// compiled to WebAssembly (folder core), compressed and embedded, and the script
// that loads and calls it (host.ts).
//
// # Decisions
//
// The compiled core is not kept in the repository: it is half a megabyte that
// every change of the core would add again. `make core` puts it into dist before
// the program is built. A program that was built without it, by a plain go
// build or go test in a checkout, compiles the core itself when it is needed;
// the Go build cache makes that a fraction of a second. Outside a checkout it
// says what to do.
//
// Every visitor of a form pays for the core's size, so it is built smaller than
// Go's defaults make it (gzip -9, Go 1.26, this core):
//
//	-ldflags='-s -w'                      700 kB   no symbols, no debugging data
//	and without inlining (-l)             650 kB   its copies cost more than its calls
//	and without the newer collector       637 kB   a form makes no garbage worth it
//	and without nil checks in the runtime 613 kB   our own packages keep theirs
//	and without stack traces, zeros whole 500 kB   see slim.go
//
// A nil pointer in the runtime would be a bug of Go's that a panic would not
// mend; in ours it must become an error, so there the checks stay. Price: a core
// that is some 20 % slower than with inlining, which is still far below a
// frame. A Go release in which one of these options is gone would change our
// mind: then the option is dropped, nothing else depends on it.
package wasm

import (
	"bytes"
	"compress/gzip"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
)

//go:embed all:dist
var dist embed.FS

// Scripts holds host.ts, which loads and calls the core.
//
//go:embed host.ts
var Scripts embed.FS

// Core is the compiled core, compressed with gzip. The bytes are the same for
// the same source and Go version.
func Core() ([]byte, error) { return core() }

var core = sync.OnceValues(func() ([]byte, error) {
	b, err := dist.ReadFile("dist/core.wasm.gz")
	if errors.Is(err, fs.ErrNotExist) {
		return Build()
	}
	return b, err
})

// Build makes the core from the checkout that the working directory is in.
func Build() ([]byte, error) {
	raw, err := compile()
	if err != nil {
		return nil, err
	}
	return Pack(slim(raw))
}

// compile is the core as the linker writes it.
func compile() ([]byte, error) {
	root, err := checkout()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "kijun-core")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "core.wasm")
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-buildmode=c-shared", "-ldflags=-s -w -buildid=",
		"-gcflags=all=-l -d=disablenil", "-gcflags=kijun/...=-l", "-o", out, "./wasm/core")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm", "CGO_ENABLED=0", "GOFLAGS=", "GOEXPERIMENT=nogreenteagc")
	if msg, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("採点の中核をコンパイルできません: %w\n%s", err, msg)
	}
	return os.ReadFile(out)
}

// Pack compresses what the host unpacks in the browser: the core, and programs
// (fetchPacked in host.ts), so that any web space serves them small.
func Pack(raw []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(raw); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// checkout is the root of the source: the one that KIJUN_SOURCE names (tests
// run the program elsewhere), or the one that the working directory is in.
func checkout() (string, error) {
	if dir := os.Getenv("KIJUN_SOURCE"); dir != "" {
		return dir, nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && strings.HasPrefix(string(mod), "module kijun\n") {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", errors.New("この kijun には採点の中核が入っていません。kijun のソースで make build を実行して作り直してください")
		}
		dir = up
	}
}
