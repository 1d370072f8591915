package site

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"kijun/criteria"
)

// SingleFile makes one HTML file of the self-check of a scheme, "id" (its newest
// edition) or "id@edition", with all explanations of it, the style, the scripts, the
// core and the pictures, in the language of [Builder.Lang]. It works wherever it lies,
// also as a file of a disk, and asks for nothing. Every problem of the project counts as in [Builder.Build]; with an
// error there is no file.
func (b *Builder) SingleFile(ctx context.Context, project fs.FS, scheme string) ([]byte, criteria.Diagnostics, error) {
	t, problems := b.prepare(ctx, project)
	defer t.done()
	if t == nil || problems.HasErrors() {
		return nil, tidy(problems), ctx.Err()
	}
	if bad := t.config.known(b.Lang); bad != nil {
		return nil, tidy(append(problems, *bad)), nil
	}
	part := t.in(b.Lang)
	e, unknown := part.findEdition(scheme)
	if e == nil {
		return nil, tidy(append(problems, *unknown)), nil
	}
	core, err := b.coreAsset()
	if err != nil {
		return nil, tidy(problems), err
	}
	t.setCore(core)
	problems = append(problems, t.render(b, func(outFile) error { return ctx.Err() }, nil, nil)...)
	if problems.HasErrors() {
		return nil, tidy(problems), ctx.Err()
	}
	data, bad := part.singleFile(b, e)
	problems = tidy(append(problems, bad...))
	if problems.HasErrors() {
		data = nil
	}
	return data, problems, ctx.Err()
}

// WriteFile writes what [Builder.SingleFile] made, with the folders above it, at once:
// what stood there before stands there until then.
func WriteFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return replaceFile(name, data)
}

// findEdition finds an edition as [criteria.Library.Find] does.
func (t *tree) findEdition(key string) (*edition, *criteria.Diagnostic) {
	var found *edition
	var names []string
	for _, e := range t.schemes {
		if e.ID == key || e.Key() == key {
			found = e // the newest comes last
		}
		names = append(names, e.ID, e.Key())
	}
	if found != nil {
		return found, nil
	}
	if t.main != nil {
		if e, unknown := t.languages[0].findEdition(key); e != nil {
			return nil, &criteria.Diagnostic{Pos: e.Title.Pos, Code: "untranslated", Msg: fmt.Sprintf("制度 %q は、まだ %s になっていません", key, t.config.Lang),
				Hint: fmt.Sprintf("定義の題を title: {%s: …, %s: …} のように書いてください", t.languages[0].config.Lang, t.config.Lang)}
		} else {
			return nil, unknown
		}
	}
	d := &criteria.Diagnostic{Code: "unknown-scheme", Msg: fmt.Sprintf("制度 %q はありません", key)}
	switch near := nearest(key, names); {
	case near != "":
		d.Hint = near + " のことですか"
	case len(names) > 0:
		d.Hint = "あるのは " + strings.Join(t.schemeIDs(), "、") + " です"
	default:
		d.Hint = "criteria/ に制度の定義（*.scheme.yaml）がありません"
	}
	return nil, d
}

const (
	coreID  = "kijun-core" // of the element that holds the core
	aboutID = "about"      // of the scheme's explanation; the others follow with a point, which no id of a form has
)

// programID is the id of the element that holds a compiled definition.
func programID(e *edition) string { return "kijun-program-" + e.Edition }

// A single is one file on the way.
type single struct {
	*rendering
	edition  *edition
	check    *page
	anchors  map[*page]string          // where a page stands in the file
	ids      map[*page]map[string]bool // places inside the explanations
	files    map[string][]byte         // that the site copies
	problems criteria.Diagnostics
}

// singleFile renders the file.
func (t *tree) singleFile(b *Builder, e *edition) ([]byte, criteria.Diagnostics) {
	r, err := t.newRendering(b)
	if err != nil {
		return nil, criteria.Diagnostics{t.theme.problem(err)}
	}
	r.single = true
	s := &single{rendering: r, edition: e, anchors: map[*page]string{}, ids: map[*page]map[string]bool{}, files: map[string][]byte{}}
	s.check = t.byPath[strings.TrimPrefix(string(r.checkPath(e, "")), "/")]
	s.anchors[s.check] = "main"
	for _, f := range t.static {
		s.files[f.name] = f.data
	}
	data, err := s.render()
	if err != nil {
		return nil, append(s.problems, t.theme.problem(err))
	}
	return data, s.problems
}

// An about is an explanation of the file.
type about struct {
	page *page
	id   string
	HTML
}

func (s *single) render() ([]byte, error) {
	style, bad := bundleOne(s.theme.files, s.config.Lang, "single.css", api.FormatDefault)
	s.problems = append(s.problems, bad...)
	script, bad := bundleOne(s.theme.files, s.config.Lang, "single.ts", api.FormatESModule)
	s.problems = append(s.problems, bad...)
	if _, ok := s.theme.files["assets/extra.css"]; ok {
		own, bad := bundleOne(s.theme.files, s.config.Lang, "extra.css", api.FormatDefault)
		s.problems, style = append(s.problems, bad...), append(style, own...)
	}
	if _, ok := s.theme.files["assets/extra.ts"]; ok {
		own, bad := bundleOne(s.theme.files, s.config.Lang, "extra.ts", api.FormatIIFE)
		s.problems, script = append(s.problems, bad...), append(script, own...)
	}
	var early []byte
	if s.bundles.early != nil {
		early = s.bundles.early.data
	}

	abouts, err := s.abouts()
	if err != nil {
		return nil, err
	}
	root := s.check.root(s.base)
	d := s.pageData(s.check, root)
	s.subject(s.check, d)
	d.Root, d.SiteRoot, d.Assets = s.name(), s.name(), Assets{}
	for _, step := range d.Check.Steps {
		for _, section := range step.Sections {
			for i := range section.Criteria {
				c := &section.Criteria[i]
				if c.About = aboutOf(abouts, string(c.ID)); c.About == "" {
					c.URL = ""
				}
			}
		}
	}
	d.Single = &SingleData{
		Policy: Text(policy(style, early, script)), Home: URL(s.config.BaseURL),
		Style: HTML(style), Early: HTML(early), Script: HTML(script),
		Held: []HeldData{held(coreID, s.core)},
	}
	if d.Single.Logo = s.logoData(""); d.Single.Logo != nil {
		d.Single.Logo.Src = s.logo.dataURL()
	}
	for _, e := range s.editions(s.edition.ID) { // a company's records may be of any
		d.Single.Held = append(d.Single.Held, held(programID(e), e.program))
	}
	main, err := s.main("check", d)
	if err != nil {
		return nil, err
	}
	d.Main, d.Footer = s.rewrite(main, s.check), s.rewrite(d.Footer, s.check)
	for _, a := range abouts {
		if !strings.Contains(string(d.Main), ` id="`+a.id+`"`) {
			d.Single.Abouts = append(d.Single.Abouts, a.HTML)
		}
	}
	page, err := s.theme.render("single", d)
	return []byte(page), err
}

func held(id string, f *assetFile) HeldData {
	return HeldData{Text(id), Text(base64.StdEncoding.EncodeToString(f.data))}
}

// name is the name under which a browser keeps the answers: the same after the file
// was moved or made anew, and for all schemes of one publisher in all languages, whose
// forms share answers. It looks like an address, which the answers of a handbook are kept by.
func (s *single) name() URL {
	c := s.languages[0].config
	sum := sha256.Sum256([]byte(cmp.Or(c.Publisher, c.Title)))
	return URL("kijun:" + hex.EncodeToString(sum[:5]))
}

// policy allows the inline texts and pictures of the file, and nothing else.
func policy(style []byte, scripts ...[]byte) string {
	hash := func(text []byte) string {
		sum := sha256.Sum256(text)
		return " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	p := "default-src 'none'; script-src"
	for _, script := range scripts {
		p += hash(script)
	}
	return p + " 'wasm-unsafe-eval'; style-src" + hash(style) + "; img-src data:; base-uri 'none'; form-action 'none'"
}

// abouts renders the explanations in the order of the navigation: the overview, other
// pages of the scheme, the criteria. A criterion of which its card in the form says
// all has none.
func (s *single) abouts() ([]about, error) {
	var list []about
	pages := map[*page]*Page{}
	for _, g := range s.check.section.groups {
		for _, p := range pagesOf(g.items) {
			if p.kind == "check" || p.kind == "form" {
				continue
			}
			d := s.pageData(p, p.root(s.base))
			s.subject(p, d)
			rest := directivesOf[p.kind]
			if p.criterion != nil && s.edition.hasCard(p.criterion) {
				rest, s.anchors[p], d.InForm = nil, p.criterion.ID, true
			}
			if err := s.body(p, d, rest); err != nil {
				return nil, err
			}
			if d.Body == "" {
				continue
			}
			below := strings.TrimPrefix(strings.TrimPrefix(p.path, s.edition.path), "schemes/"+s.edition.ID+"/")
			id := strings.TrimSuffix(aboutID+"."+strings.ReplaceAll(below, "/", "."), ".")
			d.Anchor, s.anchors[p], pages[p] = Text(id), id, d
			list = append(list, about{page: p, id: id})
		}
	}
	for i, a := range list {
		h, err := s.main("about", pages[a.page])
		if err != nil {
			return nil, err
		}
		list[i].HTML, s.ids[a.page] = h, map[string]bool{}
		for _, m := range idAttribute.FindAllStringSubmatch(string(h), -1) {
			s.ids[a.page][html.UnescapeString(m[1])] = true
		}
	}
	for i, a := range list {
		list[i].HTML = s.rewrite(a.HTML, a.page)
	}
	return list, nil
}

var idAttribute = regexp.MustCompile(` id="([^"]+)"`)

// aboutOf is the explanation of a criterion; empty where there is none.
func aboutOf(abouts []about, criterion string) HTML {
	for _, a := range abouts {
		if a.page.criterion != nil && a.page.criterion.ID == criterion {
			return a.HTML
		}
	}
	return ""
}

// fetching are the attributes that would have a browser fetch or send something, or
// that only make sense beside the site's other files.
var fetching = []string{"src", "srcset", "imagesrcset", "poster", "data", "background", "action", "formaction", "ping", "manifest"}

// headingShift is how much deeper the headings of an explanation stand in the file
// than on their page: below the title of their criterion, or their own.
const headingShift = 2

// rewrite is a part of a page as it stands in the file: links lead to places in it or
// to the handbook's address, pictures are in it, and the ids of an explanation are its
// own.
func (s *single) rewrite(part HTML, p *page) HTML {
	deeper := headingShift
	if p == s.check {
		deeper = 0
	}
	return rewriteTags(part, deeper, func(tag, key, value string) (string, bool) {
		switch {
		case p != s.check && slices.Contains(idRefs, key):
			return s.placed(value, p), true
		case key == "href" && (tag == "a" || tag == "area"):
			to := s.link(value, p)
			return to, to != "" // the words stay
		case key == "src" && tag == "img":
			if src := s.picture(value, p); src != "" {
				return src, true
			}
		case tag == "img" && (key == "srcset" || key == "sizes"):
			return "", false // one picture is enough
		case !slices.Contains(fetching, key):
			return value, true
		}
		s.lost(p, tag, key, value)
		return "", false
	})
}

// placed is ids of an explanation as they are in the file.
func (s *single) placed(ids string, p *page) string {
	list := strings.Fields(ids)
	for i, id := range list {
		if id != s.anchors[p] {
			list[i] = s.anchors[p] + "." + id
		}
	}
	return strings.Join(list, " ")
}

// link is where a link of a page leads from the file; empty: nowhere.
func (s *single) link(href string, p *page) string {
	if p == s.check && strings.HasPrefix(href, "#") {
		return href
	}
	u, own := s.resolveFrom(p, href)
	switch {
	case u == nil:
		return ""
	case !own:
		if slices.Contains([]string{"https", "http", "mailto", "tel"}, u.Scheme) {
			return href
		}
		return ""
	}
	target := s.pageAt(u.Path)
	anchor, ok := s.anchors[target]
	if !ok && target != nil && target.same != nil {
		target = target.same
		anchor, ok = s.anchors[target]
	}
	switch {
	case target != nil && ok && target == s.check && u.Fragment != "" && target.has(u.Fragment):
		return "#" + u.Fragment
	case target != nil && ok && s.ids[target][u.Fragment]:
		return "#" + s.placed(u.Fragment, target)
	case target != nil && ok:
		return "#" + anchor
	case s.config.BaseURL != "":
		full := strings.TrimSuffix(s.languages[0].config.BaseURL, "/") + u.EscapedPath()
		if u.RawQuery != "" {
			full += "?" + u.RawQuery
		}
		if u.Fragment != "" {
			full += "#" + u.EscapedFragment()
		}
		return full
	}
	return ""
}

// picture is a picture of the site as a data address; empty where it is not there or of
// no known kind.
func (s *single) picture(src string, p *page) string {
	if strings.HasPrefix(src, "data:") {
		return src
	}
	u, own := s.resolveFrom(p, src)
	if !own {
		return ""
	}
	name := strings.TrimPrefix(u.Path, "/")
	data, ok := s.files[name]
	kind := contentTypes[strings.ToLower(path.Ext(name))]
	if p := s.pictures.files[name]; p != nil && p.shared() != nil {
		if files, err := drawCopies(data, strings.ToLower(path.Ext(name)), []pictureCopy{*p.shared()}); err == nil {
			data = files[0]
		}
	}
	if !ok || !strings.HasPrefix(kind, "image/") {
		return ""
	}
	return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(bytes.TrimSpace(data))
}

// lost warns of what the file cannot hold.
func (s *single) lost(p *page, tag, key, value string) {
	d := criteria.Diagnostic{Severity: criteria.Warning, Code: "single-file",
		Msg:  fmt.Sprintf("<%s> の %s %q は1つのファイルに入れられないので、外しました", tag, key, value),
		Hint: "画像なら PNG、JPEG、WebP、GIF、SVG のファイルにしてください"}
	if p.doc != nil {
		d.Pos.File = p.doc.path
	}
	s.problems = append(s.problems, d)
}
