package site

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"hash/maphash"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark"

	"kijun/criteria"
)

// A source is everything a site is made of, read and parsed.
type source struct {
	project    fs.FS
	config     Config
	live       bool   // served while it is edited
	shelf      *shelf // nil where texts and trees are kept
	local      bool   // opened as files of a disk
	today      date   // zero: not told
	md         goldmark.Markdown
	library    *criteria.Library
	schemes    []*edition      // sorted by id, then edition, oldest first
	indicators []*indicatorSet // the newest edition of every file, sorted by id
	broken     bool            // the definitions have errors, so that pages of schemes are missing
	content    map[string]*contentFile
	terms      []*term   // of content/glossary.yaml
	termsLost  bool      // it has errors, so that terms are missing
	static     []outFile // files of content/ that are not Markdown
	theme      *theme
	bundles    *bundles
	core       *assetFile // nil where the site has no scheme, or pages are not to be written

	folder       string    // of the pages of this language below the site's root: "", "en/"
	main         *source   // of the site's first language; nil: this one
	translations []*source // of the main source: the other languages
}

// languages are the parts of a site, its main one first.
func (s *source) languages() []*source { return append([]*source{s}, s.translations...) }

// ready reports whether layouts and texts of all languages could be read.
func (s *source) ready() bool {
	for _, s := range s.languages() {
		if s.theme == nil || s.theme.words == nil {
			return false
		}
	}
	return true
}

// in is the part of the site in a language.
func (s *source) in(lang string) *source {
	for _, other := range s.translations {
		if other.config.Lang == lang {
			return other
		}
	}
	return s
}

// A contentFile is a Markdown file.
type contentFile struct {
	name string // path in the project, without a language: content/guide/x.md
	path string // path in the project: content/guide/x.en.md
	lang string
	data []byte      // nil unless the site is served while it is edited
	sum  uint64      // hash of the data
	docs []*document // parsed once for every page that shows it, at least once
	used int         // of docs, by pages of this build
}

// load reads a project. It returns what could be read even if there are problems,
// so that later stages find theirs as well; source is nil when that is hopeless.
func (b *Builder) load(project fs.FS) (*source, criteria.Diagnostics) {
	var problems criteria.Diagnostics
	s := &source{project: project, config: readConfig(project, &problems), live: b.Live, local: b.Local, today: b.today, content: map[string]*contentFile{}}
	if problems.HasErrors() {
		return nil, problems
	}
	if b.BaseURL != "" {
		base, err := parseBaseURL(b.BaseURL)
		if err != nil {
			return nil, criteria.Diagnostics{{Code: "base-url", Msg: err.Error(), Hint: "例: --base-url https://example.jp/kenko/"}}
		}
		s.config.BaseURL = base
	}
	s.md = b.markdown(s.config.RawHTML)
	if all := strings.Join(s.config.Languages, " "); b.languages != all {
		b.languages, b.content = all, nil // the same file may have another language now
	}
	for _, lang := range s.config.Languages[1:] {
		other := *s
		other.config, other.main, other.content = s.config.in(lang), s, map[string]*contentFile{}
		other.folder = s.config.folder(lang)
		s.translations = append(s.translations, &other)
	}

	problems = append(problems, b.loadTheme(project, s)...)
	problems = append(problems, b.loadCriteria(project, s)...)
	problems = append(problems, b.loadContent(project, s)...)
	return s, problems
}

func (b *Builder) loadTheme(project fs.FS, s *source) criteria.Diagnostics {
	var problems criteria.Diagnostics
	files, err := readThemeFiles(project, &s.config, &problems)
	if err != nil {
		return criteria.Diagnostics{{Code: "theme", Msg: err.Error()}}
	}
	all := files.all()
	all[ConfigFile] = themeFile{name: s.config.colours.String()}
	if key := sumFiles(all); b.themeKey != key || b.themes == nil {
		b.themeKey, b.themes = key, map[string]*preparedTheme{}
	}
	for _, s := range s.languages() {
		lang := s.config.Lang
		if b.themes[lang] == nil {
			t, bad := parseTheme(files, lang)
			bundles, more := bundleAssets(files.merged, lang, b.Cache)
			if s.main != nil {
				bundles.share(s.main.bundles)
			}
			bad = append(bad, more...)
			if s.theme, s.bundles = t, bundles; bad.HasErrors() {
				problems = append(problems, bad...)
				continue
			}
			b.themes[lang] = &preparedTheme{t, bundles, bad}
		}
		s.theme, s.bundles = b.themes[lang].theme, b.themes[lang].bundles
		problems = append(problems, b.themes[lang].warnings...)
	}
	return problems
}

// A preparedTheme is a theme in one language.
type preparedTheme struct {
	*theme
	*bundles
	warnings criteria.Diagnostics
}

// loadCriteria reads and compiles the definitions.
func (b *Builder) loadCriteria(project fs.FS, s *source) criteria.Diagnostics {
	var files []criteria.File
	byName := map[string]themeFile{}
	var unread criteria.Diagnostics
	err := walk(project, "criteria", func(name string) error {
		if lower := strings.ToLower(name); !definitionFile.MatchString(name) && (strings.Contains(lower, ".yaml") || strings.HasSuffix(lower, ".yml")) {
			unread = append(unread, misnamed(name, "定義のファイルの名前は .scheme.yaml、.cases.yaml、.indicators.yaml、.fields.yaml のどれかで終わるようにしてください"))
			byName[name] = themeFile{name: name}
		}
		if !strings.HasSuffix(name, ".yaml") {
			return nil
		}
		data, err := fs.ReadFile(project, name)
		files = append(files, criteria.File{Name: name, Data: data})
		byName[name] = themeFile{name, data}
		return err
	})
	if err != nil {
		return criteria.Diagnostics{{Code: "read", Msg: err.Error()}}
	}
	byName[ConfigFile] = themeFile{name: strings.Join(s.config.Languages, " ")}
	key := sumFiles(byName)
	if b.criteriaKey == key && b.library != nil {
		for _, s := range s.languages() {
			s.library, s.schemes, s.indicators = b.library, b.compiled[s.config.Lang].schemes, b.compiled[s.config.Lang].indicators
		}
		return b.criteriaProblems
	}
	library, problems := criteria.Read(files)
	problems = append(problems, unread...)
	all := map[string]compiled{}
	for _, s := range s.languages() {
		s.library = library
		if library != nil && !problems.HasErrors() {
			problems = append(problems, s.compile(library)...)
		}
		all[s.config.Lang] = compiled{s.schemes, s.indicators}
	}
	for _, other := range s.languages() {
		other.broken = problems.HasErrors()
	}
	if !problems.HasErrors() {
		b.criteriaKey, b.library, b.compiled, b.criteriaProblems = key, library, all, problems
	}
	return problems
}

// compiled are the definitions in one language.
type compiled struct {
	schemes    []*edition
	indicators []*indicatorSet
}

// compile makes the editions of a library in the language of the source: all of them in
// the site's first language, those with a title in any other.
func (s *source) compile(library *criteria.Library) criteria.Diagnostics {
	var problems criteria.Diagnostics
	lang := s.config.Lang
	speaks := func(title criteria.Text) bool { return s.main == nil || title.By[lang] != "" }
	for _, scheme := range library.Schemes {
		if !speaks(scheme.Title) {
			continue
		}
		e, err := newEdition(scheme, lang)
		if err != nil {
			problems = append(problems, criteria.Diagnostic{Pos: scheme.Pos, Code: "compile", Msg: err.Error()})
			continue
		}
		s.schemes = append(s.schemes, e)
		if s.main != nil {
			problems = append(problems, scheme.Untranslated(lang)...)
		}
	}
	linkEditions(s.schemes)
	for i, d := range library.Indicators {
		if i+1 < len(library.Indicators) && library.Indicators[i+1].ID == d.ID || !speaks(d.Title) {
			continue // an older edition, or not in this language
		}
		set, err := newIndicatorSet(d, lang)
		if err != nil {
			problems = append(problems, criteria.Diagnostic{Pos: d.Pos, Code: "compile", Msg: err.Error()})
			continue
		}
		s.indicators = append(s.indicators, set)
		if s.main != nil {
			problems = append(problems, d.Untranslated(lang)...)
		}
	}
	return problems
}

// loadContent reads content/ and parses its Markdown on all processors.
func (b *Builder) loadContent(project fs.FS, s *source) criteria.Diagnostics {
	var problems criteria.Diagnostics
	var names []string
	err := walk(project, "content", func(name string) error {
		names = append(names, name)
		return nil
	})
	if err != nil {
		return criteria.Diagnostics{{Code: "read", Msg: err.Error()}}
	}
	if !s.live && len(names) >= mostUnshelved {
		s.shelf = newShelf()
		for _, other := range s.translations {
			other.shelf = s.shelf
		}
	}
	var mu sync.Mutex
	one := b.counted(Reading, len(names))
	parallel(len(names), func(i int) {
		defer one()
		name := names[i]
		data, err := fs.ReadFile(project, name)
		var c *contentFile
		if err == nil && strings.HasSuffix(name, ".md") {
			c = b.contentFile(s, name, data)
		}
		mu.Lock()
		defer mu.Unlock()
		switch {
		case err != nil:
			problems = append(problems, criteria.Diagnostic{Pos: criteria.Pos{File: name}, Code: "read", Msg: err.Error()})
		case c != nil:
			s.in(c.lang).content[c.name] = c
			problems = append(problems, c.docs[0].problems...)
			if d := s.config.strayTranslation(name); d != nil {
				problems = append(problems, *d)
			}
		case markdownSlip.MatchString(name):
			problems = append(problems, misnamed(name, "Markdown のファイルの名前は、小文字の .md で終わるようにしてください"))
		case glossaryName.MatchString(name):
			of, before := s.in(glossaryName.FindStringSubmatch(name)[1]), len(problems)
			if name != of.glossaryFile() {
				problems = append(problems, s.strayGlossary(name))
				break
			}
			of.terms = readGlossary(of, data, &problems)
			of.termsLost = problems[before:].HasErrors()
		case slices.Contains([]string{"content/" + workerFile, "content/" + embedFile}, name):
			problems = append(problems, criteria.Diagnostic{Pos: criteria.Pos{File: name}, Code: "address-taken",
				Msg: "この名前のファイルは kijun が作ります", Hint: "ファイルの名前を変えてください"})
		default:
			s.static = append(s.static, outFile{strings.TrimPrefix(name, "content/"), data})
		}
	})
	slices.SortFunc(s.static, func(a, b outFile) int { return strings.Compare(a.name, b.name) })
	for _, other := range s.translations {
		other.static = s.static
	}
	return problems
}

var (
	glossaryName   = regexp.MustCompile(`^content/glossary(?:\.([a-z]{2}))?\.ya?ml$`)
	definitionFile = regexp.MustCompile(`\.(?:scheme|cases|indicators|fields)\.yaml$`)
	markdownSlip   = regexp.MustCompile(`(?i)\.(?:md|md\.txt|markdown)$`)
)

// misnamed warns of a file that would be passed over because of its name, as
// editors of Windows save it: x.md.txt, x.scheme.yml.
func misnamed(name, hint string) criteria.Diagnostic {
	return criteria.Diagnostic{Pos: criteria.Pos{File: name}, Severity: criteria.Warning, Code: "file-name", Msg: "このファイルは読まれません", Hint: hint}
}

// contentFile parses a Markdown file, or takes the parsed one of the build before.
func (b *Builder) contentFile(s *source, name string, data []byte) *contentFile {
	lang, plain := s.config.languageOf(name)
	s = s.in(lang)
	if c := b.cachedContent(name); c != nil && bytes.Equal(c.data, data) && !c.outdated(s) {
		kept := *c
		kept.used = 0
		return &kept
	}
	c := &contentFile{name: plain, path: name, lang: lang, sum: maphash.Bytes(seed, data)}
	if s.live {
		c.data = data
	}
	c.parse(s, data, s.vocabulary(plain))
	return c
}

// outdated reports whether the file names something of definitions or of the theme
// that has changed.
func (c *contentFile) outdated(s *source) bool {
	d := c.docs[0]
	return d.named && (d.words.library != s.library || d.words.ui != s.theme.words)
}

// parse adds a document.
func (c *contentFile) parse(s *source, data []byte, words *vocabulary) {
	d := parseDocument(s.md, c.path, data, s.config.RawHTML, words)
	d.name = c.name
	if d.file = c; !s.live {
		d.shelve(s)
		d.close()
	}
	c.docs = append(c.docs, d)
}

// document is the file parsed for one more page.
func (c *contentFile) document(s *source) *document {
	if c.used == len(c.docs) {
		data, err := c.read(s)
		if err != nil {
			return c.docs[0] // rendering the page will say so
		}
		c.parse(s, data, s.vocabulary(c.name))
	}
	c.used++
	return c.docs[c.used-1]
}

// documentOf is the file parsed for one more page of an edition.
func (c *contentFile) documentOf(s *source, e *edition, problems *criteria.Diagnostics) *document {
	d := c.document(s)
	if !d.named || d.words.here == e {
		return d
	}
	data, err := c.read(s)
	if err != nil {
		return d // rendering the page will say so
	}
	words := *d.words
	words.here = e
	c.parse(s, data, &words)
	last := len(c.docs) - 1
	c.docs[c.used-1], c.docs = c.docs[last], c.docs[:last]
	d = c.docs[c.used-1]
	*problems = append(*problems, d.problems...)
	return d
}

// isIndex reports whether a Markdown file is the page of its folder: index.md, or a
// README.md where there is none.
func (s *source) isIndex(name string) bool {
	base := path.Base(name)
	return base == "index.md" || strings.EqualFold(base, "README.md") && s.content[path.Dir(name)+"/index.md"] == nil
}

// officeFile is the name of what Windows and office programs leave in folders: lists of
// small pictures, settings, and ~$x.docx while x.docx is open.
var officeFile = regexp.MustCompile(`(?i)^(?:~\$.*|thumbs\.db|desktop\.ini)$`)

// passedOver reports whether a file or folder is none of the author's.
func passedOver(name string) bool {
	return strings.HasPrefix(name, ".") || officeFile.MatchString(name)
}

// walk calls f for the files below a folder of the project, in order of their
// names, without hidden ones, those that programs leave, and folders named testdata.
// A folder that is not there has no files.
func walk(project fs.FS, dir string, f func(name string) error) error {
	if _, err := fs.Stat(project, dir); err != nil {
		return nil
	}
	return fs.WalkDir(project, dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fmt.Errorf("reading %s: %w", p, err)
		case passedOver(path.Base(p)), d.IsDir() && d.Name() == "testdata":
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		}
		return f(p)
	})
}

// sumFiles is a hash over names and contents.
func sumFiles(files map[string]themeFile) [sha256.Size]byte {
	h := sha256.New()
	for _, k := range sortedKeys(files) {
		fmt.Fprintf(h, "%s %d\n", files[k].name, len(files[k].data))
		h.Write(files[k].data)
	}
	return [sha256.Size]byte(h.Sum(nil))
}
