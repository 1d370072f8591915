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

// assetEntries are the entry files of scripts, of style sheets that are no page's own, and
// of what stands at the site's root.
var assetEntries = []struct {
	entry  string
	format api.Format
	to     func(*bundles) **assetFile
	root   func(*bundles) *[]byte
}{
	{entry: "more.css", to: func(b *bundles) **assetFile { return &b.moreStyle }},
	{entry: "early.ts", format: api.FormatIIFE, to: func(b *bundles) **assetFile { return &b.early }},
	{entry: "site.ts", format: api.FormatESModule, to: func(b *bundles) **assetFile { return &b.script }},
	{entry: "read.ts", format: api.FormatESModule, to: func(b *bundles) **assetFile { return &b.read }},
	{entry: "check.ts", format: api.FormatESModule, to: func(b *bundles) **assetFile { return &b.check }},
	{entry: "more.ts", format: api.FormatESModule, to: func(b *bundles) **assetFile { return &b.more }},
	{entry: "embedded.ts", format: api.FormatESModule, to: func(b *bundles) **assetFile { return &b.embedded }},
	{entry: "compare.ts", format: api.FormatESModule, to: func(b *bundles) **assetFile { return &b.compare }},
	{entry: "moved.ts", format: api.FormatESModule, to: func(b *bundles) **assetFile { return &b.moved }},
	{entry: "indicators.ts", format: api.FormatESModule, to: func(b *bundles) **assetFile { return &b.indicators }},
	{entry: "search.ts", format: api.FormatESModule, to: func(b *bundles) **assetFile { return &b.search }},
	{entry: "terms.ts", format: api.FormatESModule, to: func(b *bundles) **assetFile { return &b.terms }},
	{entry: "extra.ts", format: api.FormatESModule, to: func(b *bundles) **assetFile { return &b.extra }}, // which only a theme of a project has
	{entry: "sw.ts", format: api.FormatIIFE, root: func(b *bundles) *[]byte { return &b.worker }},
	{entry: "sw-off.ts", format: api.FormatIIFE, root: func(b *bundles) *[]byte { return &b.workerOff }},
	{entry: "embed.ts", format: api.FormatIIFE, root: func(b *bundles) *[]byte { return &b.embed }},
}

// bundleAssets bundles the entry files of a theme, for pages in a language.
func bundleAssets(files map[string]themeFile, lang, cache string) (*bundles, criteria.Diagnostics) {
	entries := map[api.Format][]string{}
	want := func(entry string, format api.Format) {
		if _, ok := files["assets/"+entry]; ok {
			entries[format] = append(entries[format], entry)
		}
	}
	for _, s := range styleSheets {
		want(s.base+".css", api.FormatDefault)
	}
	for _, e := range assetEntries {
		want(e.entry, e.format)
	}
	made, problems := cachedBundles(files, lang, cache, entries)
	b := &bundles{}
	for _, s := range styleSheets {
		if data, ok := made[s.base+".css"]; ok {
			b.styles = append(b.styles, &style{newAsset(s.base, ".css", data), s.kind})
		}
	}
	for _, e := range assetEntries {
		data, ok := made[e.entry]
		base, ext, _ := strings.Cut(e.entry, ".")
		switch {
		case !ok:
		case e.root != nil:
			*e.root(b) = data
		case ext == "ts":
			*e.to(b) = newAsset(base, ".js", data)
		default:
			*e.to(b) = newAsset(base, "."+ext, data)
		}
	}
	return b, problems
}

// bundle bundles entry files of one format, and gives the bundles by their names. All
// input comes through the plugin, so that the result depends on nothing else.
func bundle(files map[string]themeFile, lang string, entries []string, format api.Format) (map[string][]byte, criteria.Diagnostics) {
	result := api.Build(api.BuildOptions{
		EntryPoints: entries, Bundle: true, Outdir: "/", Format: format,
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
	made := map[string][]byte{}
	for i, f := range result.OutputFiles {
		made[entries[i]] = f.Contents
	}
	return made, problems
}

// bundleOne bundles one entry file.
func bundleOne(files map[string]themeFile, lang, entry string, format api.Format) ([]byte, criteria.Diagnostics) {
	made, problems := bundle(files, lang, []string{entry}, format)
	return made[entry], problems
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
