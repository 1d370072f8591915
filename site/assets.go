package site

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"kijun/criteria"
	"kijun/wasm"
)

// hostImport is the name under which theme scripts import what loads the core.
const hostImport = "kijun:host"

// An outFile is a file of the site.
type outFile struct {
	name string // path below the site's root
	data []byte
}

// An assetFile is a fingerprinted file and how pages refer to it.
type assetFile struct {
	outFile
	integrity string
}

// assetsDir is where files stand that are named after their content.
const assetsDir = "assets/"

// newAsset names a file after its content.
func newAsset(base, ext string, data []byte) *assetFile {
	sum := sha256.Sum256(data)
	integrity := sha512.Sum384(data)
	return &assetFile{
		outFile{assetsDir + base + "." + hex.EncodeToString(sum[:5]) + ext, data},
		"sha384-" + base64.StdEncoding.EncodeToString(integrity[:]),
	}
}

// isShared reports whether a file of one language, by its name below the language's
// root, is one of the site's first language.
func isShared(name string) bool { return strings.HasPrefix(name, "../") }

// shared is the file as another language refers to it.
func (f *assetFile) shared() *assetFile {
	return &assetFile{outFile{"../" + f.name, f.data}, f.integrity}
}

// share replaces what is the same in the site's first language by the files of that.
func (b *bundles) share(main *bundles) {
	if main == nil {
		return
	}
	there := map[string]bool{}
	for _, f := range main.all() {
		there[f.name] = true
	}
	for _, f := range b.all() {
		if there[f.name] {
			*f = *f.shared()
		}
	}
}

// bundles are the theme's assets, bundled. One that the theme does not have is nil.
type bundles struct {
	styles                                          []*style
	early, script, check, more, compare, indicators *assetFile
	moreStyle, embedded, read, search, terms        *assetFile

	extra *assetFile // extra.ts, which only a theme of a project has

	worker, workerOff []byte // sw.js, of a site that browsers keep and of one that they do not
	embed             []byte // embed.js

	moved *assetFile // moved.ts
}

// A style is a style sheet and the kinds of pages that need it.
type style struct {
	*assetFile
	of func(kind string) bool
}

// style is the style sheet with this base name; nil where the theme has none.
func (b *bundles) style(base string) *assetFile {
	for _, s := range b.styles {
		if strings.HasPrefix(s.name, assetsDir+base+".") {
			return s.assetFile
		}
	}
	return nil
}

func (b *bundles) all() []*assetFile {
	var fs []*assetFile
	for _, s := range b.styles {
		fs = append(fs, s.assetFile)
	}
	for _, f := range []*assetFile{b.early, b.script, b.read, b.check, b.more, b.moreStyle, b.embedded, b.compare, b.indicators, b.search, b.moved, b.terms, b.extra} {
		if f != nil {
			fs = append(fs, f)
		}
	}
	return fs
}

// styleSheets are the entry files of style sheets. A visitor of a form on a slow
// line gets what forms are made of, not what the news look like.
var styleSheets = []struct {
	base string
	kind func(kind string) bool
}{
	{"site", func(string) bool { return true }},
	{"pages", func(k string) bool { return !slices.Contains([]string{"check", "form", "indicatorcheck", "trend"}, k) }},
	{"home", func(k string) bool { return k == "home" }},
	{"check", func(k string) bool {
		return slices.Contains([]string{"check", "form", "indicatorcheck", "indicator", "trend", "print"}, k)
	}},
	{"form", func(k string) bool { return k == "form" }},
	{"indicators", func(k string) bool {
		return slices.Contains([]string{"indicators", "indicatorcheck", "indicator", "trend", "print"}, k)
	}},
	{"compare", func(k string) bool { return k == "compare" }},
	{"changes", func(k string) bool { return k == "changes" }},
	{"review", func(k string) bool { return k == "review" }},
	{"search", func(k string) bool { return k == "search" }},
	{"print", func(k string) bool { return k == "print" }},
	{"extra", func(string) bool { return true }}, // which only a theme of a project has
}

// bundleAssets runs esbuild over the entry files of a theme, for pages in a language.
func bundleAssets(files map[string]themeFile, lang string) (*bundles, criteria.Diagnostics) {
	b := &bundles{}
	var problems criteria.Diagnostics
	add := func(entry, base, ext string, format api.Format) *assetFile {
		if _, ok := files["assets/"+entry]; !ok {
			return nil
		}
		data, bad := bundle(files, lang, entry, format)
		problems = append(problems, bad...)
		return newAsset(base, ext, data)
	}
	for _, s := range styleSheets {
		if f := add(s.base+".css", s.base, ".css", api.FormatDefault); f != nil {
			b.styles = append(b.styles, &style{f, s.kind})
		}
	}
	for _, e := range []struct {
		entry, base, ext string
		format           api.Format
		to               **assetFile
	}{
		{"more.css", "more", ".css", api.FormatDefault, &b.moreStyle},
		{"early.ts", "early", ".js", api.FormatIIFE, &b.early},
		{"site.ts", "site", ".js", api.FormatESModule, &b.script},
		{"read.ts", "read", ".js", api.FormatESModule, &b.read},
		{"check.ts", "check", ".js", api.FormatESModule, &b.check},
		{"more.ts", "more", ".js", api.FormatESModule, &b.more},
		{"embedded.ts", "embedded", ".js", api.FormatESModule, &b.embedded},
		{"compare.ts", "compare", ".js", api.FormatESModule, &b.compare},
		{"moved.ts", "moved", ".js", api.FormatESModule, &b.moved},
		{"indicators.ts", "indicators", ".js", api.FormatESModule, &b.indicators},
		{"search.ts", "search", ".js", api.FormatESModule, &b.search},
		{"terms.ts", "terms", ".js", api.FormatESModule, &b.terms},
		{"extra.ts", "extra", ".js", api.FormatESModule, &b.extra},
	} {
		if f := add(e.entry, e.base, e.ext, e.format); f != nil {
			*e.to = f
		}
	}
	for entry, to := range map[string]*[]byte{"sw.ts": &b.worker, "sw-off.ts": &b.workerOff, "embed.ts": &b.embed} {
		data, bad := bundle(files, lang, entry, api.FormatIIFE)
		problems = append(problems, bad...)
		*to = data
	}
	return b, problems
}

// bundle bundles one entry file. All input comes through the plugin, so that the
// result depends on nothing else.
func bundle(files map[string]themeFile, lang, entry string, format api.Format) ([]byte, criteria.Diagnostics) {
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{entry}, Bundle: true, Outdir: "/", Format: format,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
		Charset: api.CharsetUTF8, LegalComments: api.LegalCommentsNone, LogLevel: api.LogLevelSilent,
		Platform: api.PlatformBrowser, TreeShaking: api.TreeShakingTrue,
		Engines:     []api.Engine{{Name: api.EngineChrome, Version: "120"}, {Name: api.EngineFirefox, Version: "121"}, {Name: api.EngineSafari, Version: "17"}},
		TsconfigRaw: `{}`,
		Plugins:     []api.Plugin{themePlugin(files, lang)},
	})
	var problems criteria.Diagnostics
	for _, m := range result.Errors {
		problems = append(problems, assetProblem(files, m, criteria.Error))
	}
	for _, m := range result.Warnings {
		problems = append(problems, assetProblem(files, m, criteria.Warning))
	}
	if len(result.OutputFiles) == 0 {
		return nil, problems
	}
	return result.OutputFiles[0].Contents, problems
}

// themePlugin lets esbuild read the files of a theme and [hostImport]. Of a file that is
// there for a language (text.en.ts beside text.ts), pages in that language get it.
func themePlugin(files map[string]themeFile, lang string) api.Plugin {
	const space = "theme"
	loaders := map[string]api.Loader{".ts": api.LoaderTS, ".css": api.LoaderCSS, ".json": api.LoaderJSON,
		".svg": api.LoaderDataURL, ".png": api.LoaderDataURL}
	return api.Plugin{Name: "theme", Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			if a.Path == hostImport || strings.HasPrefix(a.Path, "data:") {
				return api.OnResolveResult{Path: a.Path, Namespace: space, External: a.Path != hostImport}, nil
			}
			p := path.Join(path.Dir(a.Importer), a.Path)
			for _, ext := range []string{"." + lang + ".ts", "", ".ts", ".css"} {
				if _, ok := files["assets/"+p+ext]; ok {
					return api.OnResolveResult{Path: p + ext, Namespace: space}, nil
				}
			}
			return api.OnResolveResult{}, fmt.Errorf("テーマの assets/ に %s がありません", p)
		})
		b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: space}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			data, loader := files["assets/"+a.Path].data, loaders[path.Ext(a.Path)]
			if a.Path == hostImport {
				host, err := fs.ReadFile(wasm.Scripts, "host.ts")
				if err != nil {
					return api.OnLoadResult{}, err
				}
				data, loader = host, api.LoaderTS
			}
			if loader == api.LoaderNone {
				return api.OnLoadResult{}, fmt.Errorf("この種類のファイルは取り込めません: %s", a.Path)
			}
			text := string(data)
			return api.OnLoadResult{Contents: &text, Loader: loader}, nil
		})
	}}
}

// assetProblem is a message of esbuild with the place in the theme.
func assetProblem(files map[string]themeFile, m api.Message, severity criteria.Severity) criteria.Diagnostic {
	d := criteria.Diagnostic{Severity: severity, Code: "asset", Msg: m.Text}
	if !strings.ContainsFunc(m.Text, isJapanese) { // esbuild's own
		d.Msg = "書き方の誤り: " + m.Text
	}
	if l := m.Location; l != nil {
		d.Pos = criteria.Pos{File: files["assets/"+strings.TrimPrefix(l.File, "theme:")].name, Line: l.Line, Col: l.Column + 1}
		if l.Suggestion != "" {
			d.Hint = fmt.Sprintf("「%s」を書くところです", l.Suggestion)
		}
	}
	return d
}
