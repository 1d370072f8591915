package site

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// What starter/base holds is in every new project. A folder beside it for each
// kind of definition holds what is laid over it: a sample scheme with its pages.
//
//go:embed all:starter
var starters embed.FS

// Starters are the kinds of sample scheme that [New] knows.
var Starters = []string{"points", "quota", "survey"}

// NearStarter is the kind that was probably meant, or "".
func NearStarter(kind string) string { return nearest(kind, Starters) }

// New makes a project with a sample scheme of one of the [Starters] in a folder,
// which must be empty or not be there yet.
func New(dir, kind string) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(entries) > 0 {
		return fmt.Errorf("フォルダー %s は空ではありません（%s など）。別の名前を指定してください", dir, entries[0].Name())
	}
	files, err := starter(kind)
	if err != nil {
		return err
	}
	for name, data := range files {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// starter is the files of a new project, by path.
func starter(kind string) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, layer := range []string{"base", kind} {
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
