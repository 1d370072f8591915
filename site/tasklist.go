package site

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// taskBoxes renders the box of a task list item with an accessible name, which
// goldmark's own box lacks (axe: label).
type taskBoxes struct{}

func (taskBoxes) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(extast.KindTaskCheckBox, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			if words := wordsOf(n); n.(*extast.TaskCheckBox).IsChecked {
				_, _ = w.WriteString(`<input type="checkbox" checked disabled aria-label="` + words.TaskDone.String() + `"> `)
			} else {
				_, _ = w.WriteString(`<input type="checkbox" disabled aria-label="` + words.TaskOpen.String() + `"> `)
			}
		}
		return ast.WalkContinue, nil
	})
}
