package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
)

// NewTheme makes themes/<name>/ in a project: an example of everything that a theme can
// change. Where kijun.yaml names no theme, it names this one then; used reports whether
// it does.
func NewTheme(dir, name string) (used bool, err error) {
	switch {
	case !themeName.MatchString(name):
		return false, fmt.Errorf("テーマの名前 %q は使えません。半角の英数字と - _ で書いてください", name)
	case name == standardTheme:
		return false, fmt.Errorf("%q は標準のテーマの名前です。別の名前にしてください", name)
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
