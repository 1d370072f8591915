package site

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"kijun/criteria"
	"kijun/themes"
)

// standardTheme is the theme below all others.
const standardTheme = "standard"

// A themeFile is one file of a theme. Its name is the path an editor finds it
// under; a file of the embedded standard theme is named as in the source of kijun.
type themeFile struct {
	name string
	data []byte
}

// A themeLayer is the files of one theme folder, by their paths in it.
type themeLayer struct {
	dir   string
	files map[string]themeFile
}

// themeFiles are the folders of a theme: the standard one first, and over it those
// that the site's theme extends, and the site's theme.
type themeFiles struct {
	layers []themeLayer
	merged map[string]themeFile // by path inside the theme: what assets are bundled of
}

// readThemeFiles reads the standard theme and the project's themes over it.
func readThemeFiles(project fs.FS, config *Config, problems *criteria.Diagnostics) (*themeFiles, error) {
	standard, err := readLayer(themes.Standard(), "themes/"+standardTheme)
	if err != nil {
		return nil, err
	}
	t := &themeFiles{layers: []themeLayer{standard}}
	if sub, ok := themeFolder(project, standardTheme); ok {
		edited, err := readLayer(sub, standard.dir)
		if err != nil {
			return nil, err
		}
		if edited.hasAll(standard) { // where the standard theme itself is made
			t.layers[0] = edited
		} else {
			t.layers = append(t.layers, edited)
		}
	}
	below := len(t.layers)
	for name := config.Theme; name != standardTheme; {
		sub, ok := themeFolder(project, name)
		if !ok {
			break // the configuration's problem
		}
		layer, err := readLayer(sub, "themes/"+name)
		if err != nil {
			return nil, err
		}
		t.layers = slices.Insert(t.layers, below, layer)
		name = layer.extends(project, t.layers[below:], problems)
	}
	t.merge(config, problems)
	return t, nil
}

func (l themeLayer) hasAll(other themeLayer) bool {
	for p := range other.files {
		if _, ok := l.files[p]; !ok {
			return false
		}
	}
	return true
}

func themeFolder(project fs.FS, name string) (fs.FS, bool) {
	if info, err := fs.Stat(project, "themes/"+name); err != nil || !info.IsDir() {
		return nil, false
	}
	sub, err := fs.Sub(project, "themes/"+name)
	return sub, err == nil
}

func readLayer(fsys fs.FS, dir string) (themeLayer, error) {
	l := themeLayer{dir, map[string]themeFile{}}
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return nil
		}
		data, err := fs.ReadFile(fsys, p)
		l.files[p] = themeFile{path.Join(dir, p), data}
		return err
	})
	if err != nil {
		return l, fmt.Errorf("reading theme %s: %w", dir, err)
	}
	return l, nil
}

// extends is the theme below this one, which theme.yaml may name.
func (l themeLayer) extends(project fs.FS, above []themeLayer, problems *criteria.Diagnostics) string {
	f, ok := l.files[themeConfig]
	if !ok {
		return standardTheme
	}
	data, bad := decodeText(f.name, f.data)
	if *problems = append(*problems, bad...); bad != nil {
		return standardTheme
	}
	m := readMapping(f.name, data, 0, problems)
	name, contract := m.text("extends"), m.integer("contract")
	m.done()
	if contract > ThemeContract {
		m.problem(m.entries["contract"], "theme", fmt.Sprintf("このテーマは、より新しい kijun のために書かれています（contract: %d）", contract),
			fmt.Sprintf("この kijun で使えるのは contract: %d までです。新しい kijun を使ってください", ThemeContract))
	}
	if name == "" || name == standardTheme {
		return standardTheme
	}
	problem := func(msg, hint string) string {
		m.problem(m.entries["extends"], "theme", msg, hint)
		return standardTheme
	}
	for _, a := range above {
		if a.dir == "themes/"+name {
			return problem(fmt.Sprintf("テーマ %q が自分自身をもとにしています", name), "標準のテーマをもとにするときは extends: standard")
		}
	}
	if _, ok := themeFolder(project, name); !ok || !themeName.MatchString(name) {
		return problem(fmt.Sprintf("テーマのフォルダー themes/%s がありません", name), themeHint(project, name))
	}
	return name
}

// themeConfig is what a theme says of itself: extends, contract.
const themeConfig = "theme.yaml"

// themeHint names the theme that is meant.
func themeHint(project fs.FS, name string) string {
	names := []string{standardTheme}
	entries, _ := fs.ReadDir(project, "themes") // without the folder there is the standard theme only
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") && !slices.Contains(names, e.Name()) {
			names = append(names, e.Name())
		}
	}
	if near := nearest(name, names); near != "" {
		return near + " のことですか"
	}
	if len(names) > 1 {
		return "あるテーマ: " + strings.Join(names, ", ")
	}
	return "標準のテーマを使うには theme: standard"
}

// scriptTexts are the files with the texts of scripts.
var scriptTexts = regexp.MustCompile(`^assets/(?:.*/)?text[^/]*\.ts$`)

// merge lays the folders over each other. A file takes the place of the same file
// below, but of tokens and of the texts of scripts only what it names.
func (t *themeFiles) merge(config *Config, problems *criteria.Diagnostics) {
	t.merged = maps.Clone(t.layers[0].files)
	tokens := tokenSet{map[tokenKey]string{}, map[tokenKey]criteria.Pos{}}
	base := t.merged[tokensFile]
	scanned, _ := scanTokens(base.data)
	var names []string
	for _, v := range scanned {
		tokens.values[tokenKey{v.name, v.mode}] = v.value
		names = append(names, v.name)
	}
	changes := map[tokenKey]string{}
	for i, l := range t.layers[1:] {
		for _, p := range sortedKeys(l.files) {
			f := l.files[p]
			below, there := t.merged[p]
			switch {
			case p == tokensFile:
				values, places := readTokens(f, names, problems)
				maps.Copy(changes, values)
				maps.Copy(tokens.places, places)
			case there && scriptTexts.MatchString(p):
				t.layTexts(p, f, below, i, problems)
			default:
				t.merged[p] = f
				l.checkName(p, problems)
				if path.Dir(p) == "assets/icons" {
					checkIcon(f, problems)
				}
			}
		}
	}
	maps.Copy(tokens.values, changes)
	for k, v := range config.colours.tokens(tokens) {
		if _, own := changes[k]; !own {
			pos := config.colours.main.pos
			if k.name == "accent" {
				pos = config.colours.accent.pos
			}
			tokens.values[k], tokens.places[k], changes[k] = v, pos, v
		}
	}
	tokens.checkContrast(problems)
	base.data = withTokens(base.data, changes)
	t.merged[tokensFile] = base
}

var exportedText = regexp.MustCompile(`(?m)^export (?:const|function) (\w+)`)

// layTexts lays texts of scripts over those below, which keep those that it does not
// export.
func (t *themeFiles) layTexts(p string, f, below themeFile, layer int, problems *criteria.Diagnostics) {
	data, bad := decodeText(f.name, f.data)
	if *problems = append(*problems, bad...); bad != nil {
		return
	}
	var names []string
	whole, ok := t.layers[0].files[p]
	if !ok {
		whole = below
	}
	for _, m := range exportedText.FindAllSubmatch(whole.data, -1) {
		names = append(names, string(m[1]))
	}
	for _, m := range exportedText.FindAllSubmatchIndex(data, -1) {
		if name := string(data[m[2]:m[3]]); !slices.Contains(names, name) {
			hint := "使える名前は、標準のテーマの同じファイルにあります"
			if near := nearest(name, names); near != "" {
				hint = near + " のことですか"
			}
			*problems = append(*problems, criteria.Diagnostic{Pos: placeIn(f.name, data, m[2]), Code: "words", Msg: fmt.Sprintf("スクリプトの文 %q は使われません", name), Hint: hint})
		}
	}
	stem := strings.TrimSuffix(path.Base(p), ".ts")
	under := fmt.Sprintf("%s/below%d-%s.ts", path.Dir(p), layer, strings.ReplaceAll(stem, ".", "-"))
	t.merged[under] = below
	t.merged[p] = themeFile{f.name, fmt.Appendf(slices.Clip(data), "\nexport * from \"./%s\";\n", strings.TrimSuffix(path.Base(under), ".ts"))}
}

// checkName warns of a file that nothing reads.
func (l themeLayer) checkName(p string, problems *criteria.Diagnostics) {
	dir, _, deep := strings.Cut(p, "/")
	folders := []string{"layouts", "i18n", "assets"}
	if lang, ok := strings.CutPrefix(p, "i18n/"); ok && !slices.Contains(knownLanguages, strings.TrimSuffix(lang, ".yaml")) {
		*problems = append(*problems, criteria.Diagnostic{Pos: criteria.Pos{File: l.files[p].name}, Severity: criteria.Warning, Code: "file-name", Msg: "このファイルは使われません",
			Hint: "i18n/ で使えるのは " + strings.Join(knownLanguages, ".yaml と ") + ".yaml です"})
		return
	}
	if deep && slices.Contains(folders, dir) || !deep && (p == themeConfig || strings.HasSuffix(strings.ToLower(p), ".md") || strings.HasSuffix(strings.ToLower(p), ".txt")) {
		return
	}
	hint := "テーマで使えるのは theme.yaml と、フォルダー layouts/、i18n/、assets/ です"
	if near := nearest(dir, append(folders, themeConfig)); near != "" {
		hint = near + " のことですか"
	}
	*problems = append(*problems, criteria.Diagnostic{Pos: criteria.Pos{File: l.files[p].name}, Severity: criteria.Warning, Code: "file-name", Msg: "このファイルは使われません", Hint: hint})
}

// all are the files of all folders, by their names.
func (t *themeFiles) all() map[string]themeFile {
	files := map[string]themeFile{}
	for i, l := range t.layers {
		for p, f := range l.files {
			files[fmt.Sprintf("%d %s", i, p)] = f
		}
	}
	return files
}
