package site

import (
	"errors"
	"fmt"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"text/template/parse"

	"kijun/criteria"
)

// A theme is layouts, texts and assets: those of the standard theme, over which
// those of the project's themes are laid; see themefiles.go.
type theme struct {
	layouts *template.Template
	words   *Words
	files   map[string]themeFile // by path inside the theme
}

// layoutKinds are the layouts that a page may ask for, beside those of texts.
var layoutKinds = []string{"home", "page", "news-list", "schemes", "scheme", "criterion", "check", "form", "compare", "changes", "review", "notfound", "offline", "print", "search",
	"indicators", "indicator", "indicatorcheck", "trend", "glossary", "tags", "tag"}

// parseTheme parses layouts and texts.
func parseTheme(files *themeFiles, lang string) (*theme, criteria.Diagnostics) {
	t := &theme{files: files.merged, layouts: template.New("")}
	t.layouts.Option("missingkey=error").Funcs(template.FuncMap{"icon": t.icon})
	var problems criteria.Diagnostics
	var own []ownLayout
	for i, layer := range files.layers {
		for _, p := range sortedKeys(layer.files) {
			f := layer.files[p]
			name, ok := strings.CutSuffix(p, ".html")
			if !ok || path.Dir(p) != "layouts" {
				continue
			}
			text, bad := decodeText(f.name, f.data)
			problems = append(problems, bad...)
			names, err := t.parse(f.name, path.Base(name), punctuated(lang, string(text)), i > 0)
			if err != nil {
				problems = append(problems, t.problem(err))
			}
			if i > 0 {
				own = append(own, ownLayout{f.name, names})
			}
		}
	}
	if !problems.HasErrors() {
		problems = append(problems, t.checkLayouts(own)...)
	}
	var dictionary []themeFile
	for _, layer := range files.layers {
		if f, ok := layer.files["i18n/"+lang+".yaml"]; ok {
			dictionary = append(dictionary, f)
		}
	}
	words, bad := readWords(dictionary...)
	t.words = words
	return t, append(problems, bad...)
}

// An ownLayout is a file of layouts of a project, and the layouts in it.
type ownLayout struct {
	file  string
	names []string
}

// nothing makes a layout that prints nothing one that text/template takes for one.
const nothing = `{{""}}`

// parse adds the layout of a file and those that it defines. They take the place of
// what has these names already: also one that is to print nothing does.
func (t *theme) parse(file, name, text string, over bool) (names []string, err error) {
	if over {
		text += nothing
	}
	parsed, err := template.New(file).Funcs(template.FuncMap{"icon": t.icon}).Parse(indentation.ReplaceAllString(text, ""))
	if err != nil {
		return nil, err
	}
	for _, l := range parsed.Templates() {
		n := l.Name()
		if n == file {
			if n = name; onlyDefines(l.Tree.Root) && len(parsed.Templates()) > 1 {
				continue // only the place of others
			}
		}
		if _, err := t.layouts.AddParseTree(n, l.Tree); err != nil {
			return nil, err
		}
		names = append(names, n)
	}
	slices.Sort(names)
	return names, nil
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
	d := criteria.Diagnostic{Pos: criteria.Pos{File: m[1], Line: line}, Code: "layout", Msg: "テーマのレイアウトの誤り: " + m[4],
		Hint: "レイアウトで使える値は go doc kijun/site.Page にあります"}
	if f := unknownField.FindStringSubmatch(m[4]); f != nil {
		d.Msg = fmt.Sprintf("値 .%s はありません（%s）", f[1], f[2])
		if near := nearest(f[1], fieldsOf(f[2])); near != "" {
			d.Hint = fmt.Sprintf(".%s のことですか", near)
		}
	} else if f := unknownFunction.FindStringSubmatch(m[4]); f != nil {
		d.Msg = fmt.Sprintf("関数 %s はありません", f[1])
	} else if f := unknownIcon.FindStringSubmatch(m[4]); f != nil {
		d.Msg, d.Hint = f[1], f[2]
	}
	return d
}

var (
	unknownField    = regexp.MustCompile(`can't evaluate field (\w+) in type \*?(?:\[\])?\*?site\.(\w+)`)
	unknownFunction = regexp.MustCompile(`function "(\w+)" not defined`)
	unknownIcon     = regexp.MustCompile(`(アイコン .* がありません)\|(.*)$`)
)

// fieldsOf are the fields of a type of the page data, and of those inside it.
func fieldsOf(name string) []string {
	typ := contractTypes()[name]
	if typ == nil {
		return nil
	}
	var fields []string
	for _, f := range reflect.VisibleFields(typ) {
		fields = append(fields, f.Name)
	}
	return fields
}

// calledLayouts are the layouts that the generator renders itself, beside those of kinds.
var calledLayouts = []string{"frame", "redirect", "header", "footer", "menu", "nav", "rule", "papers", "awards", "criteria", "questions", "checks", "notes", "sources", "block",
	"news-items", "single", "about", "embed", "page-list", "criterion-card", "self-check-box"}

// checkLayouts reports partials and icons that are called and not there, and layouts of
// the project that nothing calls.
func (t *theme) checkLayouts(own []ownLayout) criteria.Diagnostics {
	var problems criteria.Diagnostics
	used := slices.Concat(calledLayouts, layoutKinds, kindNames())
	all := t.layouts.Templates()
	slices.SortFunc(all, func(a, b *template.Template) int { return strings.Compare(a.Name(), b.Name()) })
	var names []string
	for _, l := range all {
		names = append(names, l.Name())
	}
	for _, l := range all {
		place := func(n parse.Node) criteria.Diagnostic {
			location, _ := l.Tree.ErrorContext(n)
			file, rest, _ := strings.Cut(location, ":")
			line, _ := strconv.Atoi(strings.Split(rest, ":")[0])
			return criteria.Diagnostic{Pos: criteria.Pos{File: file, Line: line}, Code: "layout"}
		}
		visit(l.Tree.Root, func(n parse.Node) {
			switch n := n.(type) {
			case *parse.TemplateNode:
				used = append(used, n.Name)
				if slices.Contains(names, n.Name) {
					return
				}
				d := place(n)
				d.Msg, d.Hint = fmt.Sprintf("部品 %q がありません", n.Name), "部品は layouts/ のファイルか、その中の {{define}} です"
				if near := nearest(n.Name, names); near != "" {
					d.Hint = fmt.Sprintf("%q のことですか", near)
				}
				problems = append(problems, d)
			case *parse.CommandNode:
				name, ok := iconCall(n)
				if !ok || t.hasIcon(name) {
					return
				}
				d := place(n)
				d.Msg, d.Hint = t.missingIcon(name)
				problems = append(problems, d)
			}
		})
	}
	for _, o := range own {
		for _, name := range o.names {
			if slices.Contains(used, name) {
				continue
			}
			d := criteria.Diagnostic{Pos: criteria.Pos{File: o.file}, Severity: criteria.Warning, Code: "layout",
				Msg: fmt.Sprintf("レイアウト %q はどこからも使われません", name), Hint: "標準のテーマの layouts/ にある名前にするか、ほかのレイアウトから {{template}} で呼んでください"}
			if near := nearest(name, used); near != "" {
				d.Hint = fmt.Sprintf("%q のことですか", near)
			}
			problems = append(problems, d)
		}
	}
	return problems
}

// onlyDefines reports whether a file prints nothing itself.
func onlyDefines(l *parse.ListNode) bool {
	for _, n := range l.Nodes {
		if strings.TrimSpace(n.String()) != "" && n.String() != nothing {
			return false
		}
	}
	return true
}

// visit calls f for every node of a layout.
func visit(n parse.Node, f func(parse.Node)) {
	branch := func(b *parse.BranchNode) {
		visit(b.Pipe, f)
		visit(b.List, f)
		if b.ElseList != nil {
			visit(b.ElseList, f)
		}
	}
	f(n)
	switch n := n.(type) {
	case *parse.ListNode:
		for _, c := range n.Nodes {
			visit(c, f)
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.ActionNode:
		visit(n.Pipe, f)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			visit(c, f)
		}
	case *parse.CommandNode:
		for _, a := range n.Args {
			visit(a, f)
		}
	}
}
