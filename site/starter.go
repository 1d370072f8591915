package site

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// What starter/base holds is in every new project. starter/pages has sample pages, and a
// folder beside it for each kind of definition a sample scheme with its pages.
//
//go:embed all:starter
var starters embed.FS

// Starters are the kinds of sample scheme that [New] knows.
var Starters = []string{"points", "quota", "survey"}

// NearStarter is the kind that was probably meant, or "".
func NearStarter(kind string) string { return nearest(kind, Starters) }

// A Start is what a new project begins with. Its zero value is a sample scheme with sample pages.
type Start struct {
	Sample string // one of the [Starters]; empty: the first, unless there is a Scheme or From
	Scheme string // file of a definition
	From   string // folder whose files become the content, in place of sample pages
	Logo   string // file of an image
}

// New makes a project in a folder, which must be empty or not be there yet. Of what it
// begins with it tells what was taken.
func New(dir string, s Start) (*Taken, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if len(entries) > 0 {
		return nil, fmt.Errorf("フォルダー %s は空ではありません（%s など）。別の名前を指定してください%s", dir, entries[0].Name(), hintFrom(dir, entries))
	}
	if s.Sample == "" && s.Scheme == "" && s.From == "" {
		s.Sample = Starters[0]
	}
	layers := []string{"base"}
	if s.From == "" {
		layers = append(layers, "pages")
	}
	if s.Sample != "" {
		layers = append(layers, s.Sample)
	}
	files, err := starter(layers...)
	if err != nil {
		return nil, err
	}
	taken, err := s.take(files)
	if err != nil {
		return nil, err
	}
	for _, name := range sortedKeys(files) {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(to, files[name], 0o644); err != nil {
			return nil, err
		}
	}
	return taken, nil
}

// hintFrom tells who wanted to make a site in the folder of its texts how to do that.
func hintFrom(dir string, entries []fs.DirEntry) string {
	if !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return markdownSlip.MatchString(e.Name()) }) {
		return ""
	}
	return fmt.Sprintf("\n\thint: この中の Markdown からサイトを作るなら: kijun new 新しいフォルダー --from %s", filepath.ToSlash(dir))
}

// starter is the files of a new project, by path, of layers of which the later ones lie on top.
func starter(layers ...string) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, layer := range layers {
		sub, err := fs.Sub(starters, "starter/"+layer)
		if err != nil {
			return nil, err
		}
		err = fs.WalkDir(sub, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			files[name], err = fs.ReadFile(sub, name)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("reading starter %q: %w", layer, err)
		}
	}
	return files, nil
}
