package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"kijun/themes"
)

// NewTheme makes themes/<name>/ in a project: an example of everything that a theme can
// change. Where kijun.yaml names no theme, it names this one then; used reports whether
// it does.
func NewTheme(dir, name string) (used bool, err error) {
	if err := checkThemeName(name); err != nil {
		return false, err
	}
	file := filepath.Join(dir, ConfigFile)
	config, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return false, fmt.Errorf("%s がありません。サイトのフォルダーで実行するか、-C フォルダー を付けてください", ConfigFile)
	} else if err != nil {
		return false, err
	}
	to := filepath.Join(dir, "themes", name)
	if _, err := os.Stat(to); err == nil {
		return false, fmt.Errorf("フォルダー themes/%s はもうあります。別の名前にしてください", name)
	}
	sub, err := fs.Sub(starters, "starter/theme")
	if err != nil {
		return false, err
	}
	if err := os.CopyFS(to, sub); err != nil {
		return false, err
	}
	config, used = withTheme(config, name)
	if used {
		err = os.WriteFile(file, config, 0o644)
	}
	return used, err
}

// checkThemeName refuses what is no name for a theme of a project.
func checkThemeName(name string) error {
	switch {
	case !themeName.MatchString(name):
		return fmt.Errorf("テーマの名前 %q は使えません。半角の英数字と - _ で書いてください", name)
	case name == standardTheme:
		return fmt.Errorf("%q は標準のテーマの名前です。別の名前にしてください", name)
	}
	return nil
}

var themeLine = regexp.MustCompile(`(?m)^theme:[ \t]*("?)([^\s#"]*)"?`)

// withTheme is a kijun.yaml that names a theme, unless it names another than the
// standard one.
func withTheme(config []byte, name string) ([]byte, bool) {
	at := themeLine.FindSubmatchIndex(config)
	if at == nil {
		if n := len(config); n > 0 && config[n-1] != '\n' {
			config = append(config, '\n')
		}
		return fmt.Appendf(config, "\n# 見た目のテーマ。themes/ の下のフォルダーの名前です。\ntheme: %s\n", name), true
	}
	switch string(config[at[4]:at[5]]) {
	case name:
		return config, true
	case "", standardTheme:
		return slices.Concat(config[:at[0]], []byte("theme: "+name), config[at[1]:]), true
	}
	return config, false
}

// CopyToTheme puts a file of the standard theme into a theme of the project, as a start for
// a layout, or to see which texts and tokens there are. What is there already stays.
func CopyToTheme(dir, name, file string) error {
	if err := checkThemeName(name); err != nil {
		return err
	}
	file = path.Clean(filepath.ToSlash(file))
	data, err := fs.ReadFile(themes.Standard(), file)
	if err != nil {
		var names []string
		_ = fs.WalkDir(themes.Standard(), ".", func(p string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				names = append(names, p)
			}
			return err
		})
		hint := "例: layouts/home.html、i18n/ja.yaml、assets/css/tokens.css"
		if near := nearest(file, names); near != "" {
			hint = near + " のことですか"
		} else if !strings.Contains(file, "/") { // a layout by its name
			hint = "layouts/ の中のファイル: " + strings.Join(layoutNames(names), ", ")
		}
		return fmt.Errorf("標準のテーマに %s はありません\n\thint: %s", file, hint)
	}
	to := filepath.Join(dir, "themes", name, filepath.FromSlash(file))
	if _, err := os.Stat(to); err == nil {
		return fmt.Errorf("themes/%s/%s はもうあります。標準のものに戻すには、消してからもう一度実行してください", name, file)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}

// layoutNames are the names of the layouts among files.
func layoutNames(files []string) []string {
	var names []string
	for _, f := range files {
		if name, ok := strings.CutPrefix(f, "layouts/"); ok {
			names = append(names, name)
		}
	}
	return names
}
