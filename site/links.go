package site

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"kijun/criteria"
)

// resolveLinks points every link of every text to the address of what it means:
//
//	q09.md, ../guide/x.md#id   a Markdown file, from the file that the link is in
//	/schemes/step2-gold/       an address below the site's root
//	picture.png                a file beside the Markdown file
//	#id                        a place in the page
//
// A link that leads nowhere is a problem.
func (t *tree) resolveLinks(problems *criteria.Diagnostics) {
	found := make([]criteria.Diagnostics, len(t.pages))
	base := t.basePath()
	static := map[string][]byte{"sitemap.xml": nil, "robots.txt": nil}
	if t.main == nil {
		static[feedFile], static[jsonFeedFile] = nil, nil
	}
	for _, f := range t.static {
		static[f.name] = f.data
	}
	parallel(len(t.pages), func(i int) {
		p := t.pages[i]
		images := 0
		for _, doc := range p.docs() {
			r := resolver{tree: t, page: p, doc: doc, root: p.root(base), static: static}
			for _, l := range doc.links {
				l.page, l.term, l.arrival = nil, nil, nil
				dest, problem := r.resolve(l)
				if problem != nil {
					found[i] = append(found[i], *problem)
				}
				if l.image {
					if images++; images > 1 {
						if l.arrival == nil {
							l.arrival = &arrival{}
						}
						l.arrival.lazy = true
					}
				}
				l.setDestination(dest)
			}
		}
		if p.kind == "glossary" {
			r := resolver{tree: t, page: p, doc: &document{name: t.glossaryFile(), path: t.glossaryFile()}, root: p.root(base), static: static}
			for _, x := range t.glossary {
				for _, l := range x.links {
					dest, problem := r.resolve(l)
					if problem != nil {
						found[i] = append(found[i], *problem)
					}
					l.setDestination(dest)
				}
			}
		}
	})
	for _, f := range found {
		*problems = append(*problems, f...)
	}
	slices.SortStableFunc(t.wanted, func(a, b wantedPlace) int { return strings.Compare(a.page.path, b.page.path) })
	slices.SortFunc(t.drawings, func(a, b *drawing) int { return strings.Compare(a.names[0], b.names[0]) })
}

// basePath is the path of the site on its host: "/" or "/kenko/". Served while it
// is edited, the site has the host for itself.
func (t *tree) basePath() string {
	if t.live {
		return "/" + t.folder
	}
	return t.config.basePath()
}

// A resolver resolves the links of one text on one page.
type resolver struct {
	*tree
	page   *page
	doc    *document // the page's own, or that of a block on it
	root   string
	static map[string][]byte
}

func (r *resolver) resolve(l *link) (string, *criteria.Diagnostic) {
	fail := func(code, msg, hint string) (string, *criteria.Diagnostic) {
		return l.dest, &criteria.Diagnostic{Pos: l.spot.in(r.doc), Code: code, Msg: msg, Hint: hint}
	}
	if l.named {
		return r.reference(l)
	}
	if l.related && slices.Contains(r.schemeIDs(), l.dest) {
		l.page = r.byPath["schemes/"+l.dest+"/"]
		return address(r.root, l.page), nil
	}
	written := l.dest
	if own, ok := r.config.ownPath(l.dest); ok && !l.raw {
		written = own // a page of this site, wherever that will stand
	}
	u, err := url.Parse(written)
	switch {
	case err != nil || l.dest == "":
		hint := r.slip(l.dest, nil)
		return fail("link-syntax", fmt.Sprintf("リンク先 %q を読めません", l.dest), cmp.Or(hint, "[文字](リンク先) の形で書いてください"))
	case u.Scheme != "" || u.Host != "":
		return r.external(l, u, fail)
	}
	if u.Path == "" {
		return written, r.place(r.page, u.Fragment, at(l.spot.in(r.doc), "broken-anchor", fmt.Sprintf("このページに %q という場所がありません", "#"+u.Fragment), ""))
	}
	if l.raw {
		return r.rawLink(l, u)
	}
	suffix := ""
	if u.RawQuery != "" {
		suffix = "?" + u.RawQuery
	}
	if u.Fragment != "" {
		suffix += "#" + u.Fragment
	}
	if file, ok := r.file(u.Path); ok && !l.related {
		return r.staticFile(l, file, suffix, fail)
	}
	target := r.target(u.Path)
	var other *elsewhere
	if target == nil {
		if target = r.movedTo(r.below(u.Path)); target == nil {
			if other = r.untranslated(u.Path); other != nil {
				target = other.page
			}
		}
	}
	if target == nil && (r.broken && l.related || r.awaited(u.Path)) {
		return l.dest, nil // the page is missing because of another problem
	}
	if target == nil {
		if why := r.hiddenTarget(u.Path); why != "" {
			return fail("hidden-page", fmt.Sprintf("リンク先 %q は%sので、サイトに出ていません", l.dest, why), "リンクを外すか、リンク先の前書きを直してください")
		}
		candidates := r.candidates(u.Path)
		d := r.brokenLink(l.spot.in(r.doc), written, candidates)
		d.Hint = cmp.Or(r.slip(written, candidates), d.Hint)
		return l.dest, &d
	}
	l.page = target
	if l.image {
		return fail("image", fmt.Sprintf("画像 %q はページです", l.dest), "画像のファイルを指定してください")
	}
	if bad := r.place(target, u.Fragment, at(l.spot.in(r.doc), "broken-anchor", fmt.Sprintf("%s に %q という場所がありません", u.Path, "#"+u.Fragment), "")); bad != nil {
		return l.dest, bad
	}
	if target == r.page && u.Fragment != "" {
		return suffix, nil
	}
	if other != nil {
		l.arrival = &arrival{lang: other.tree.config.Lang, inLanguage: string(r.theme.words.InLanguage)}
		return r.addressIn(r.root, other) + suffix, nil
	}
	return address(r.root, target) + suffix, nil
}

// external checks a link to another site. Nothing may be loaded from there.
func (r *resolver) external(l *link, u *url.URL, fail func(code, msg, hint string) (string, *criteria.Diagnostic)) (string, *criteria.Diagnostic) {
	switch {
	case l.image && u.Scheme != "data":
		return fail("external-image", fmt.Sprintf("ほかのサイトの画像 %q は表示しません", l.dest), cmp.Or(r.diskSlip(l.dest), "画像を content/ の下に置いてください"))
	case l.related:
		return fail("related", fmt.Sprintf("related に、ほかのサイト %q は書けません", l.dest), "このサイトのページか、制度のidを書いてください")
	case !slices.Contains([]string{"", "https", "http", "mailto", "tel"}, u.Scheme) || strings.HasPrefix(u.Scheme, "http") && u.Host == "":
		return fail("link-scheme", fmt.Sprintf("リンク先 %q は使えません", l.dest), cmp.Or(r.slip(l.dest, nil), "https:// か、ページのファイル名で書いてください"))
	}
	if what, hint := contactLink(u); hint != "" {
		return fail("link-syntax", fmt.Sprintf("リンク先 %q の%sを読めません", l.dest, what), hint)
	}
	return l.dest, nil
}

// staticFile is a link to a file that is copied as it is.
func (r *resolver) staticFile(l *link, file, suffix string, fail func(code, msg, hint string) (string, *criteria.Diagnostic)) (string, *criteria.Diagnostic) {
	l.arrival = &arrival{file: fileNote(file, len(r.static[file]))}
	if l.image && slices.Contains(unshown, strings.ToLower(path.Ext(file))) {
		return fail("image-file", fmt.Sprintf("画像 %q は、ブラウザーでは表示できません", l.dest), "JPEG か PNG で書き出した画像にするか、[文字](ファイル) の形のリンクにしてください")
	}
	if l.image {
		p := r.picture(file, r.static[file])
		l.arrival.picture = p
		if l.arrival.width, l.arrival.height, l.arrival.srcset = p.width, p.height, p.srcset(r.root, file); p.broken {
			return fail("image-file", fmt.Sprintf("画像 %q を読めません", l.dest), "画像のファイルが壊れていないか、名前の終わり（.png など）が中身と合っているかを確かめてください")
		}
		if p.width*p.height > mostPixels {
			return fail("image-file", fmt.Sprintf("画像 %q が大きすぎます（%d×%d ピクセル）", l.dest, p.width, p.height), "画像のソフトで、幅を 4000 ピクセルより小さくしてください")
		}
	}
	return r.siteRoot(r.root) + file + suffix, nil
}

// hiddenTarget says why the page of a Markdown file is not there; empty if it is
// not known.
func (r *resolver) hiddenTarget(p string) string {
	for _, name := range []string{path.Join("content", strings.Trim(p, "/")+".md"), path.Join("content", p), path.Join(path.Dir(r.doc.name), p), path.Join("content", p, "index.md")} {
		if c := r.content[name]; c != nil {
			return r.hidden(c.docs[0])
		}
	}
	return ""
}

// file finds a file that is copied as it is.
func (r *resolver) file(p string) (string, bool) {
	name := strings.TrimPrefix(p, "/")
	if !strings.HasPrefix(p, "/") {
		name = path.Join(path.Dir(strings.TrimPrefix(r.doc.name, "content/")), p)
	}
	_, ok := r.static[name]
	return name, ok
}

// target finds the page that a path leads to.
func (r *resolver) target(p string) *page {
	if strings.HasSuffix(p, ".md") {
		name := path.Join("content", p)
		if !strings.HasPrefix(p, "/") {
			name = path.Join(path.Dir(r.doc.name), p)
		}
		if lang, plain := r.config.languageOf(name); lang == r.config.Lang {
			name = plain
		}
		return r.pageOf(name)
	}
	return r.at(r.below(p))
}

// at is the page at an address below the root of the language.
func (t *tree) at(p string) *page {
	p = strings.TrimPrefix(p, "/")
	if q := t.byPath[p]; q != nil {
		return q
	}
	if q := t.byPath[strings.TrimSuffix(p, "/")+"/"]; q != nil {
		return q
	}
	return t.byPath[strings.TrimSuffix(p, "index.html")]
}

// below is an address below the site's root.
func (r *resolver) below(p string) string {
	if !strings.HasPrefix(p, "/") {
		dir := p == "." || p == ".." || strings.HasSuffix(p, "/")
		p = path.Join("/", r.base(), p)
		if dir {
			p += "/"
		}
	}
	return strings.TrimPrefix(p, "/")
}

// base is where addresses that do not begin with / count from: the page, or the
// folder of a block.
func (r *resolver) base() string {
	if r.doc == r.page.doc {
		return r.page.path
	}
	return path.Dir(blockID(r.doc.name))
}

// pageOf is the page of a Markdown file. A text of several editions has several:
// the one of this page's edition is meant, otherwise the newest.
func (r *resolver) pageOf(name string) *page {
	pages := r.byFile[name]
	if len(pages) == 0 {
		return r.criterionPage(name)
	}
	found := pages[len(pages)-1]
	for _, q := range pages {
		if q.edition == r.page.edition {
			found = q
		}
	}
	if found.same != nil {
		return found.same
	}
	return found
}

// criterionPage is the page of a criterion that nobody has explained yet, by the
// name that its explanation would have.
func (r *resolver) criterionPage(name string) *page {
	id, ok := schemeOf(strings.TrimPrefix(name, "content/"))
	if !ok {
		return nil
	}
	es := r.editions(id)
	if e := r.page.edition; e != nil && e.ID == id {
		es = append(es, e) // this edition first
	}
	for _, e := range slices.Backward(es) {
		if q := r.byPath[e.path+strings.TrimSuffix(path.Base(name), ".md")+"/"]; q != nil {
			return q
		}
	}
	return nil
}

// candidates are the ways to write links of the same kind.
func (r *resolver) candidates(p string) []string {
	if !strings.HasSuffix(strings.ToLower(p), ".md") {
		return append(r.fileCandidates(), r.addresses()...)
	}
	var names []string
	dir := path.Dir(r.doc.name)
	for _, name := range sortedKeys(r.content) {
		if rel, ok := strings.CutPrefix(name, dir+"/"); ok {
			names = append(names, rel)
		}
		names = append(names, strings.TrimPrefix(name, "content"))
	}
	return names
}

// addresses are the addresses of all pages, as authors write them.
func (t *tree) addresses() []string {
	var as []string
	for _, p := range t.pages {
		as = append(as, "/"+p.path)
	}
	return as
}

// awaited reports whether an address is of what is made from the definitions,
// while those have errors, which are reported.
func (t *tree) awaited(address string) bool {
	return t.broken && slices.ContainsFunc(strings.Split(address, "/"), func(part string) bool {
		return part == "schemes" || part == "indicators" || part == "compare"
	})
}

// brokenLink is a link that leads nowhere, with the nearest that leads somewhere.
func (t *tree) brokenLink(pos criteria.Pos, dest string, candidates []string) criteria.Diagnostic {
	d := criteria.Diagnostic{Pos: pos, Code: "broken-link", Msg: fmt.Sprintf("リンク先 %q がありません", dest)}
	p, _, _ := strings.Cut(dest, "#")
	if n := nearest(p, candidates); n != "" {
		d.Hint = fmt.Sprintf("%q のことですか", n)
	}
	if why := made[strings.Trim(p, "/")]; why != "" {
		d.Hint = why + "書いてから置くか、このリンクを消してください"
	}
	return d
}

// made are the lists that exist as soon as there is something to list.
var made = map[string]string{
	"news":       "お知らせ（kind: news のページ）が1つもないので、お知らせの一覧はまだありません。",
	"schemes":    "制度の定義（criteria/*.scheme.yaml）が1つもないので、制度の一覧はまだありません。",
	"indicators": "指標の定義（criteria/*.indicators.yaml）が1つもないので、指標の一覧はまだありません。",
	"compare":    "見比べられる制度が2つないので、比較のページはまだありません。",
}

// address is the address of a page from a page with this prefix to the root.
func address(root string, p *page) string { return root + p.path }

func isExternal(link string) bool {
	u, err := url.Parse(link)
	return err == nil && (u.Scheme != "" || u.Host != "")
}
