package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"github.com/evanw/esbuild/pkg/api"

	"kijun/criteria"
)

// The cache is a folder with what a later build need not make again: bundles of themes
// (here) and what pages are made of (ledger.go). Its files are named after a digest of
// what they were made of, the program included, so that none is ever out of date; those
// that nobody has used for a while go. It may be deleted at any time.

const (
	cacheSuffix = ".cache"
	cacheKeeps  = 60 * 24 * time.Hour // since the last use
)

// openCache makes the folder and reports whether there is one.
func openCache(dir string) bool { return dir != "" && os.MkdirAll(dir, 0o755) == nil }

// tidyCache removes what nobody uses any more.
func tidyCache(dir string) {
	all, _ := filepath.Glob(filepath.Join(dir, "*"+cacheSuffix))
	for _, name := range all {
		if info, err := os.Stat(name); err == nil && time.Since(info.ModTime()) > cacheKeeps {
			os.Remove(name)
		}
	}
}

// program tells this program from another one.
var program = sync.OnceValue(func() string {
	var stamp fileStamp
	if name, err := os.Executable(); err == nil {
		stamp, _ = stampOf(name)
	}
	info, _ := debug.ReadBuildInfo()
	return fmt.Sprint(stamp, info)
})

// cachedBundles bundles entry files by their formats, or takes them from the cache if that
// went without a problem before.
func cachedBundles(files map[string]themeFile, lang, cache string, entries map[api.Format][]string) (map[string][]byte, criteria.Diagnostics) {
	file := ""
	if openCache(cache) {
		if key, err := digestOf(program(), sumFiles(files), lang); err == nil {
			file = filepath.Join(cache, hex.EncodeToString(key[:8])+cacheSuffix)
		}
	}
	made := map[string][]byte{}
	if data := readCache(file); data != nil && gob.NewDecoder(bytes.NewReader(data)).Decode(&made) == nil {
		return made, nil
	}
	made = map[string][]byte{}
	var problems criteria.Diagnostics
	for format, names := range entries {
		some, bad := bundle(files, lang, names, format)
		maps.Copy(made, some)
		problems = append(problems, bad...)
	}
	if b := new(bytes.Buffer); file != "" && len(problems) == 0 && gob.NewEncoder(b).Encode(made) == nil {
		sum := sha256.Sum256(b.Bytes())
		_ = replaceFile(file, append(b.Bytes(), sum[:]...)) // else it is made again
	}
	return made, problems
}

// readCache is what a file of the cache holds, nil if it is not there or damaged.
func readCache(file string) []byte {
	data, err := os.ReadFile(file)
	n := len(data) - sha256.Size
	if err != nil || n < 0 || sha256.Sum256(data[:n]) != [sha256.Size]byte(data[n:]) {
		return nil
	}
	now := time.Now()
	_ = os.Chtimes(file, now, now) // used
	return data[:n]
}
