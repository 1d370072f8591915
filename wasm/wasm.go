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
//	and without the names of functions    -13 kB   see forgetNames
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
	"encoding/binary"
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

// Build compiles the core from the checkout that the working directory is in.
func Build() ([]byte, error) {
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
	raw, err := os.ReadFile(out)
	if err != nil {
		return nil, err
	}
	return Pack(forgetNames(raw))
}

// forgetNames blanks the table of function names, which Go keeps for stack
// traces: a visitor's browser shows none, and the host reports a failed core in
// words of its own. The table is one run of names that end in a zero byte, found
// by a name that every program has, and never left: it ends where its data segment
// does. Where Go keeps it in another way nothing is blanked, and the test of the
// core's size tells.
func forgetNames(raw []byte) []byte {
	for _, segment := range dataSegments(raw) {
		at := bytes.Index(segment, []byte("\x00runtime.goexit\x00"))
		if at < 0 {
			continue
		}
		name := func(i int) bool {
			return i > 0 && i < len(segment) && (segment[i] >= ' ' || segment[i] == 0 && segment[i-1] != 0)
		}
		from, to := at, at
		for name(from - 1) {
			from--
		}
		for name(to) {
			to++
		}
		clear(segment[from:to])
	}
	return raw
}

// dataSegments are the contents of the active data segments of a WebAssembly
// module, as parts of it; none where the module is not what the linker makes.
func dataSegments(module []byte) [][]byte {
	const dataSection, active, i32Const, endOfExpression = 11, 0, 0x41, 0x0b
	var segments [][]byte
	number := func(b []byte) (uint64, []byte) {
		n, size := binary.Uvarint(b)
		if size <= 0 {
			return 0, nil
		}
		return n, b[size:]
	}
	rest := module[min(8, len(module)):] // the magic word and the version
	for len(rest) > 0 {
		id := rest[0]
		size, body := number(rest[1:])
		if size > uint64(len(body)) {
			return nil
		}
		rest = body[size:]
		if id != dataSection {
			continue
		}
		count, body := number(body[:size])
		for range count {
			if len(body) < 2 || body[0] != active || body[1] != i32Const {
				return nil
			}
			_, body = number(body[2:]) // where it goes
			if len(body) == 0 || body[0] != endOfExpression {
				return nil
			}
			size, content := number(body[1:])
			if size > uint64(len(content)) {
				return nil
			}
			segments = append(segments, content[:size])
			body = content[size:]
		}
	}
	return segments
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
