package site

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"slices"
	"sync"

	"github.com/tdewolff/minify/v2"
	"github.com/yuin/goldmark"

	"kijun/criteria"
	"kijun/wasm"
)

// A Builder builds sites. The zero value is ready. It keeps what was costly, so
// that building the same project again after an edit costs little. It must not be
// used by several goroutines at once.
type Builder struct {
	BaseURL string // where the site will stand; empty: as the project says
	Live    bool   // pages load the script of [Server], and drafts are shown
	Local   bool   // pages are opened as files of a disk, see local.go
	Lang    string // language of what is one file; empty: the site's first
	Cache   string // folder for what a later build need not make again, see cache.go; empty: none
	// Progress, if not nil, is told how far a build is: so many of so many things that a
	// stage is about, none of them at its beginning. Several goroutines may call it at once.
	Progress func(s Stage, done, total int)

	today    date // see SetToday
	clock    date // see SetClock
	untimely []string

	md       goldmark.Markdown
	mdRaw    bool
	minifier *minify.M
	core     *assetFile

	themeKey [sha256.Size]byte
	themes   map[string]*preparedTheme // by language

	criteriaKey      [sha256.Size]byte
	library          *criteria.Library
	compiled         map[string]compiled // by language
	criteriaProblems criteria.Diagnostics

	content   map[string]*contentFile // of the build before, by the names of the files
	languages string                  // of the build before

	seed  maphash.Seed
	pages map[string]keptPage // of the build before, by path; nil unless Live
	navs  map[uint64]HTML     // of the build before, by their inputs; nil unless Live
}

// SetToday tells the day for which the site is built: 2026-04-01. It decides what
// has expired, what is yet to be published, what is new and what should be checked
// again. A site that is built without it does not depend on the day.
func (b *Builder) SetToday(day string) (err error) {
	b.today, err = parseDay(day)
	return err
}

// SetClock tells what day it is where that is not to decide anything: after a build
// without [Builder.SetToday], [Builder.Untimely] says what it would have.
func (b *Builder) SetClock(day string) (err error) {
	b.clock, err = parseDay(day)
	return err
}

// Untimely are the files whose pages the last build shows although they are not yet, or no
// longer, to be shown on the day of [Builder.SetClock].
func (b *Builder) Untimely() []string { return b.untimely }

// parseDay reads a date with a day.
func parseDay(day string) (date, error) {
	d, wrong := parseDate(day)
	if wrong == nil && d.day == 0 {
		wrong = &dateMistake{fmt.Sprintf("日付 %q に日がありません", day), "2026-04-01 のように書いてください"}
	}
	if wrong != nil {
		return date{}, errors.New(wrong.msg + "。" + wrong.hint)
	}
	return d, nil
}

// Check finds every problem of a project without rendering a page for keeps.
func (b *Builder) Check(ctx context.Context, project fs.FS) criteria.Diagnostics {
	t, problems := b.prepare(ctx, project)
	defer t.done()
	if t != nil && !problems.HasErrors() {
		problems = append(problems, t.render(b, func(outFile) error { return ctx.Err() }, nil, nil)...)
	}
	return tidy(problems)
}

// tidy sorts problems, and reports that of a text on several pages once.
func tidy(problems criteria.Diagnostics) criteria.Diagnostics {
	problems.Sort()
	return slices.Compact(problems)
}

// Build builds a project and hands its files to a writer. When a diagnostic is an
// error, what stood there before stands there still. The error is about the
// writer or the context, not about the project.
func (b *Builder) Build(ctx context.Context, project fs.FS, w Writer) (problems criteria.Diagnostics, err error) {
	t, problems := b.prepare(ctx, project)
	defer t.done()
	if problems.HasErrors() {
		return tidy(problems), nil
	}
	if len(t.schemes)+len(t.indicators) > 0 {
		core, err := b.coreAsset()
		if err != nil {
			return problems, err
		}
		t.setCore(core)
	}
	names := t.files()
	if r, ok := w.(rememberer); ok {
		problems = append(problems, t.vanished(r.Recall(), names)...)
		r.Remember(t.addressNote())
	}
	if err := w.Begin(names); err != nil {
		return problems, err
	}
	var notes *ledger
	if s, ok := w.(stamper); ok && !b.Live {
		notes = openLedger(b.Cache, s)
	}
	var failed error
	var mu sync.Mutex
	problems = append(problems, t.render(b, func(f outFile) error {
		err := ctx.Err()
		if err == nil {
			err = w.Put(f.name, f.data)
		}
		if err != nil {
			mu.Lock()
			defer mu.Unlock()
			failed = errors.Join(failed, err)
		}
		return nil
	}, archiveOf(w), notes)...)
	problems = tidy(problems)
	defer func() { notes.close(err == nil && !problems.HasErrors()) }()
	if failed != nil || problems.HasErrors() {
		return problems, errors.Join(failed, w.Abort())
	}
	return problems, w.Finish()
}

// done throws away what a build needs only while it runs.
func (t *tree) done() {
	if t != nil {
		t.shelf.close()
	}
}

// prepare loads and transforms. The tree is nil where that was not possible.
func (b *Builder) prepare(ctx context.Context, project fs.FS) (*tree, criteria.Diagnostics) {
	s, problems := b.load(project)
	if s == nil || !s.ready() || ctx.Err() != nil {
		if s != nil {
			s.shelf.close()
		}
		return nil, problems
	}
	if b.Live {
		b.content = map[string]*contentFile{}
	}
	for _, s := range s.languages() {
		for _, c := range s.content {
			if b.Live {
				b.content[c.path] = c
			}
		}
	}
	b.findUntimely(s)
	t, bad := transform(s)
	problems = append(problems, bad...)
	for _, t := range t.languages {
		problems = append(problems, t.checkDirectives()...)
	}
	return t, problems
}

// coreAsset is the scoring core for browsers.
func (b *Builder) coreAsset() (*assetFile, error) {
	if b.core == nil {
		gz, err := wasm.Core()
		if err != nil {
			return nil, fmt.Errorf("the scoring core: %w", err)
		}
		// Not .gz: there are hosts that announce such a file as one they have
		// compressed, which browsers would undo before the script does.
		b.core = newAsset("core", ".bin", gz)
	}
	return b.core, nil
}

func (b *Builder) markdown(rawHTML bool) goldmark.Markdown {
	if b.md == nil || b.mdRaw != rawHTML {
		b.md, b.mdRaw, b.content = newMarkdown(rawHTML), rawHTML, nil
	}
	return b.md
}

func (b *Builder) htmlMinifier() *minify.M {
	if b.minifier == nil {
		b.minifier = newMinifier()
		b.seed = maphash.MakeSeed()
	}
	return b.minifier
}

func (b *Builder) cachedContent(name string) *contentFile { return b.content[name] }
