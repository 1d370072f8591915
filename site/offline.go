package site

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"sync"
)

// Names of files at the site's root that other files and other sites know, so that
// they cannot be named after their content.
const (
	workerFile  = "sw.js"
	embedFile   = "embed.js"
	offlinePage = "offline.html"
)

// mostOffline is how many bytes a browser fetches of a site beforehand. Beyond it
// only what the forms need is fetched, and pages are kept as they are visited.
const mostOffline = 10 << 20

// fileSums are the hashes of the files of a build, by their names.
type fileSums struct {
	mu sync.Mutex
	of map[string]fileSum
}

type fileSum struct {
	size int
	sum  string // as sw.ts computes it
}

func sumOf(data []byte) fileSum {
	sum := sha256.Sum256(data)
	return fileSum{len(data), base64.StdEncoding.EncodeToString(sum[:6])}
}

func (s *fileSums) add(name string, sum fileSum) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.of[name] = sum
}

// get is the sum of a file; the zero value where it was not needed.
func (s *fileSums) get(name string) fileSum {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.of[name]
}

// A workerList is what the service worker knows of the site: see Site in sw.ts.
type workerList struct {
	Build string            `json:"build"`
	Bytes int               `json:"bytes"`
	Now   map[string]string `json:"now"`
	Later map[string]string `json:"later"`
}

// keepsOffline reports whether browsers are to keep the site. While it is edited
// they must not, and of files of a disk they do not.
func (t *tree) keepsOffline() bool { return t.config.Offline && !t.live && !t.local }

// worker is the service worker: with the list of the files of this build, or one
// that removes what an earlier build left in browsers.
func (t *tree) worker(sums *fileSums) (outFile, error) {
	if !t.keepsOffline() {
		return outFile{workerFile, t.bundles.workerOff}, nil
	}
	list := workerList{Now: map[string]string{}, Later: map[string]string{}}
	fits := true
	for _, names := range t.offlineNeeds(sums) {
		size := list.Bytes
		for _, name := range names {
			size += sums.of[name].size
		}
		// What forms need is fetched whatever it weighs.
		fits = fits && (list.Bytes == 0 || size <= mostOffline)
		to := list.Later
		if fits {
			to, list.Bytes = list.Now, size
		}
		for _, name := range names {
			to[addressName(name)] = sums.of[name].sum
		}
	}
	build := sha256.New()
	if err := json.NewEncoder(build).Encode(list); err != nil {
		return outFile{}, err
	}
	list.Build = base64.RawURLEncoding.EncodeToString(build.Sum(nil)[:9])
	data, err := json.Marshal(list)
	return outFile{workerFile, slices.Concat([]byte("const site="), data, []byte(";"), t.bundles.worker)}, err
}

// offlineNeeds are the files that pages show, by how much they are needed: what
// forms and the way to them are made of, the other pages with what lies beside them,
// other files.
func (t *tree) offlineNeeds(sums *fileSums) [][]string {
	need := map[string]int{}
	for _, t := range t.languages {
		need[t.folder+searchFile] = 1
		for _, p := range t.pages {
			name := t.folder + p.file()
			need[name] = 1
			if p.path == "" || p.anywhere() || p.same == nil && slices.Contains([]string{"schemes", "check", "indicatorcheck", "trend", "compare"}, p.kind) {
				need[name] = 0
			}
		}
	}
	for _, f := range t.static {
		need[f.name] = 2
	}
	for _, m := range t.moved {
		need[m.file()] = 1
	}
	if len(t.schemes) > 0 {
		need[dataSchema().name] = 1
	}
	for _, e := range t.schemes {
		for _, f := range e.data {
			need[f.name] = 1
		}
	}
	for _, name := range t.drawnNames() {
		if strings.HasPrefix(name, picturesDir) {
			need[name] = 2
		}
	}
	needs := make([][]string, 3)
	for _, name := range sortedKeys(sums.of) {
		if strings.HasPrefix(name, previewsDir) {
			continue // for other sites only
		}
		n, ok := need[name]
		if ok || isAsset(name) {
			needs[n] = append(needs[n], name)
		}
	}
	return needs
}

// isAsset reports a file that is named after its content, of any language.
func isAsset(name string) bool {
	return strings.HasPrefix(name, assetsDir) || strings.Contains(name, "/"+assetsDir)
}

// addressName is how a file is named in addresses.
func addressName(file string) string {
	if file == "index.html" || strings.HasSuffix(file, "/index.html") {
		return strings.TrimSuffix(file, "index.html")
	}
	return file
}
