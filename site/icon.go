package site

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"text/template/parse"

	"kijun/criteria"
)

// Icons are the drawings of the theme in assets/icons/. A layout places one by
// {{icon "menu"}}; a style sheet by url("../icons/menu.svg"), mostly as a mask. What is
// placed takes the colour of the text where the drawing says currentColor.

func iconFile(name string) string { return "assets/icons/" + name + ".svg" }

func (t *theme) hasIcon(name string) bool {
	_, ok := t.files[iconFile(name)]
	return ok
}

var (
	svgComment = regexp.MustCompile(`(?s)<!--.*?-->|<\?xml.*?\?>|<!DOCTYPE[^>]*>`)
	svgSpace   = regexp.MustCompile(`\s+`)
	svgRoot    = regexp.MustCompile(`<svg\b`)
	svgStart   = regexp.MustCompile(`^<svg\b`)
	svgMarkup  = regexp.MustCompile(`(?i)<script\b|<style\b|\s(?:on\w+|style)\s*=|<foreignObject\b`)
)

// checkIcon reports a file that is no drawing, and warns of one that the pages' policy
// does not let draw as it was meant.
func checkIcon(f themeFile, problems *criteria.Diagnostics) {
	d := criteria.Diagnostic{Pos: criteria.Pos{File: f.name, Line: 1, Col: 1}, Code: "image-file"}
	if _, _, ok := svgSize(f.data); !ok || !svgRoot.Match(f.data) {
		d.Msg, d.Hint = "アイコンを SVG として読めません", "<svg> で始まるファイルにしてください"
	} else if at := svgMarkup.FindIndex(f.data); at != nil {
		d.Pos = placeIn(f.name, f.data, at[0])
		d.Severity, d.Msg, d.Hint = criteria.Warning, fmt.Sprintf("アイコンの %q は、ページの中では働きません", strings.TrimSpace(string(f.data[at[0]:at[1]]))), "色や太さは fill=\"…\" や stroke=\"…\" で書いてください。currentColor は文字の色です"
	} else {
		return
	}
	*problems = append(*problems, d)
}

// icon is the markup of an icon, as high as the text, also where no style sheet came. It is
// decoration: what it stands for is said in words beside it.
func (t *theme) icon(name string) (HTML, error) {
	f, ok := t.files[iconFile(name)]
	if !ok {
		msg, hint := t.missingIcon(name)
		return "", fmt.Errorf("%s|%s", msg, hint)
	}
	text := strings.TrimSpace(svgSpace.ReplaceAllString(svgComment.ReplaceAllString(string(f.data), ""), " "))
	text = strings.ReplaceAll(text, "> <", "><")
	text = strings.ReplaceAll(text, ` xmlns="http://www.w3.org/2000/svg"`, "")
	return HTML(svgStart.ReplaceAllString(text, `<svg class="icon" height="1em" aria-hidden="true"`)), nil
}

func (t *theme) missingIcon(name string) (msg, hint string) {
	var names []string
	for _, p := range sortedKeys(t.files) {
		if n, ok := strings.CutSuffix(path.Base(p), ".svg"); ok && path.Dir(p) == "assets/icons" {
			names = append(names, n)
		}
	}
	hint = "あるアイコン: " + strings.Join(names, ", ")
	if near := nearest(name, names); near != "" {
		hint = fmt.Sprintf("%q のことですか", near)
	}
	return fmt.Sprintf("アイコン %q がありません", name), hint
}

// iconCall is the name in a call of icon that names it by a literal.
func iconCall(n *parse.CommandNode) (name string, ok bool) {
	if len(n.Args) != 2 {
		return "", false
	}
	f, isFunc := n.Args[0].(*parse.IdentifierNode)
	s, isText := n.Args[1].(*parse.StringNode)
	if !isFunc || !isText || f.Ident != "icon" {
		return "", false
	}
	return s.Text, true
}
