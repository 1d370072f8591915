package site

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"kijun/criteria"
	"kijun/themes"
)

// A theme is layouts, texts and assets: those of the standard theme, over which
// the files of the project's themes/<name>/ are laid, file by file.
type theme struct {
	layouts *template.Template
	words   *Words
	files   map[string]themeFile // by path inside the theme
}

// A themeFile is one file of a theme. Its name is the path an editor finds it
// under; a file of the embedded standard theme is named as in the source of kijun.
type themeFile struct {
	name string
	data []byte
}

// layoutKinds are the layouts that a page may ask for, beside the parts of every page.
var layoutKinds = []string{"home", "page", "news-list", "schemes", "scheme", "criterion", "check", "form", "compare", "changes", "review", "notfound", "offline", "print", "search",
	"indicators", "indicator", "indicatorcheck", "trend"}

// readThemeFiles reads the standard theme and lays the project's over it.
func readThemeFiles(project fs.FS, name string) (map[string]themeFile, error) {
	files := map[string]themeFile{}
	if err := addThemeFiles(files, themes.Standard(), "themes/standard"); err != nil {
		return nil, err
	}
	dir := "themes/" + name
	if info, err := fs.Stat(project, dir); err != nil || !info.IsDir() {
		return files, nil
	}
	sub, err := fs.Sub(project, dir)
	if err != nil {
		return nil, err
	}
	return files, addThemeFiles(files, sub, dir)
}

func addThemeFiles(files map[string]themeFile, fsys fs.FS, dir string) error {
	return fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("reading theme %s: %w", dir, err)
		}
		if d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return nil
		}
		data, err := fs.ReadFile(fsys, p)
		if err != nil {
			return fmt.Errorf("reading theme %s: %w", dir, err)
		}
		files[p] = themeFile{path.Join(dir, p), data}
		return nil
	})
}

// parseTheme parses layouts and texts.
func parseTheme(files map[string]themeFile, lang string) (*theme, criteria.Diagnostics) {
	t := &theme{files: files, layouts: template.New("").Option("missingkey=error")}
	var problems criteria.Diagnostics
	for _, p := range sortedKeys(files) {
		f := files[p]
		name, ok := strings.CutSuffix(p, ".html")
		if !ok || path.Dir(p) != "layouts" {
			continue
		}
		name = path.Base(name)
		text, bad := decodeText(f.name, f.data)
		problems = append(problems, bad...)
		if _, err := t.layouts.New(name).Parse(punctuated(lang, indentation.ReplaceAllString(string(text), ""))); err != nil {
			problems = append(problems, t.problem(err))
		}
	}
	for _, name := range slices.Concat([]string{"frame", "redirect", "header", "footer", "menu", "nav", "rule", "papers", "awards", "criteria", "questions", "checks", "notes", "sources", "block", "news-items", "single", "about", "embed"}, layoutKinds, kindNames()) {
		if t.layouts.Lookup(name) == nil && len(problems) == 0 {
			problems = append(problems, criteria.Diagnostic{Pos: criteria.Pos{File: "layouts/" + name + ".html"},
				Code: "layout", Msg: "テーマにレイアウトがありません"})
		}
	}
	dictionary := []themeFile{files["i18n/"+lang+".yaml"]}
	standard, err := fs.ReadFile(themes.Standard(), "i18n/"+lang+".yaml")
	if err == nil && string(standard) != string(dictionary[0].data) {
		dictionary = []themeFile{{"themes/standard/i18n/" + lang + ".yaml", standard}, dictionary[0]}
	}
	words, bad := readWords(dictionary...)
	t.words = words
	return t, append(problems, bad...)
}

// indentation is what layouts have for their author only. Without it a page needs
// no minifier for its frame.
var indentation = regexp.MustCompile(`(?m)^[ \t]+`)

// render executes a layout.
func (t *theme) render(layout string, data any) (HTML, error) {
	b := buffer()
	defer release(b)
	if err := t.layouts.ExecuteTemplate(b, layout, data); err != nil {
		return "", err
	}
	return HTML(b.String()), nil
}

var templateError = regexp.MustCompile(`^template: ([^:]+):(\d+)(?::(\d+))?: (?s:(.*))$`)

// problem is an error of text/template with the place in the layout's file.
func (t *theme) problem(err error) criteria.Diagnostic {
	if d, ok := errors.AsType[diagnosed](err); ok {
		return d.Diagnostic
	}
	var exec template.ExecError
	if errors.As(err, &exec) {
		err = exec.Err
	}
	m := templateError.FindStringSubmatch(err.Error())
	if m == nil {
		return criteria.Diagnostic{Code: "layout", Msg: "テーマのレイアウトの誤り: " + err.Error()}
	}
	line, _ := strconv.Atoi(m[2])
	return criteria.Diagnostic{Pos: criteria.Pos{File: t.files["layouts/"+m[1]+".html"].name, Line: line},
		Code: "layout", Msg: "テーマのレイアウトの誤り: " + m[4],
		Hint: "レイアウトで使える値は go doc kijun/site.Page にあります"}
}
