package site

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/unicode/norm"
)

// An alert is a quotation that begins with its kind, as on GitHub, and perhaps a
// title of its own. The kind is printed as a word, so that it does not depend on
// colour:
//
//	> [!WARNING] 締め切りが近いとき
//	> 先に電話してください。
type alert struct {
	ast.BaseBlock
	kind  string // of alertKinds; empty: unknown
	typed string // as the author wrote it
}

// An alertTitle is the first line of an alert.
type alertTitle struct {
	ast.BaseBlock
	label string
}

var (
	kindAlert      = ast.NewNodeKind("Alert")
	kindAlertTitle = ast.NewNodeKind("AlertTitle")
)

func (*alert) Kind() ast.NodeKind { return kindAlert }
func (a *alert) Dump(source []byte, lvl int) {
	ast.DumpHelper(a, source, lvl, map[string]string{"Kind": a.kind}, nil)
}

func (*alertTitle) Kind() ast.NodeKind            { return kindAlertTitle }
func (t *alertTitle) Dump(source []byte, lvl int) { ast.DumpHelper(t, source, lvl, nil, nil) }

// alertKinds are the kinds by the word that authors type.
var alertKinds = []string{"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"}

// alertLabel is the word that is printed for a kind.
func (w *Words) alertLabel(kind string) string {
	if w == nil {
		return kind
	}
	return string(map[string]Text{"NOTE": w.AlertNote, "TIP": w.AlertTip, "IMPORTANT": w.AlertImportant,
		"WARNING": w.AlertWarning, "CAUTION": w.AlertCaution}[kind])
}

// alerts parses and renders alerts.
type alerts struct{ parser.BlockParser }

func newAlerts() alerts { return alerts{parser.NewBlockquoteParser()} }

var (
	alertMark  = regexp.MustCompile(`^[\[［][!！]([^\]］\s]+)[\]］][ \t　]*`)
	alertStart = regexp.MustCompile(`^>[ \t]?[\[［][!！][^\]］\s]+[\]］]`)
)

func (a alerts) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if line, _ := reader.PeekLine(); pc.BlockOffset() < 0 || !alertStart.Match(line[pc.BlockOffset():]) {
		return nil, parser.NoChildren
	}
	a.BlockParser.Open(parent, reader, pc)
	rest, segment := reader.PeekLine()
	m := alertMark.FindSubmatch(rest)
	words := vocabularyOf(pc).ui
	n := &alert{typed: string(m[1])}
	title := &alertTitle{label: n.typed}
	for _, kind := range alertKinds {
		if typed := strings.ToUpper(norm.NFKC.String(n.typed)); typed == kind || n.typed == words.alertLabel(kind) {
			n.kind, title.label = kind, words.alertLabel(kind)
		}
	}
	n.SetPos(segment.Start)
	own := text.NewSegment(segment.Start+len(m[0]), segment.Stop)
	if own = own.TrimRightSpace(reader.Source()); !own.IsEmpty() {
		title.Lines().Append(own)
	}
	n.AppendChild(n, title)
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

func (alerts) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindAlert, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.WriteString(`<div class="alert" role="note" data-kind="` + strings.ToLower(n.(*alert).kind) + `">` + "\n")
		} else {
			_, _ = w.WriteString("</div>\n")
		}
		return ast.WalkContinue, nil
	})
	reg.Register(kindAlertTitle, func(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
		if n := node.(*alertTitle); entering {
			_, _ = w.WriteString(`<p class="alert-title"><span class="alert-kind">` + Text(n.label).String() + "</span>")
			if n.HasChildren() {
				_, _ = w.WriteString(" <span>")
			}
		} else {
			if n.HasChildren() {
				_, _ = w.WriteString("</span>")
			}
			_, _ = w.WriteString("</p>\n")
		}
		return ast.WalkContinue, nil
	})
}

// alert reports an alert of an unknown kind, and one that says nothing.
func (d *document) alert(n *alert) {
	if n.kind == "" {
		hint := "使える種類: " + strings.Join(alertKinds, ", ")
		if near := nearest(strings.ToUpper(n.typed), alertKinds); near != "" {
			hint = fmt.Sprintf("[!%s] のことですか", near)
		}
		d.problem(n.Pos(), "alert", fmt.Sprintf("囲み [!%s] という種類はありません", n.typed), hint)
	} else if n.ChildCount() == 1 {
		d.warn(n.Pos(), "alert", fmt.Sprintf("囲み [!%s] に中身がありません", n.typed), "次の行から、行の始めに「> 」を付けて書いてください")
	}
}
