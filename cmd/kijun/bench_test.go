package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"text/template"
	"time"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
)

// BenchmarkBuild builds sites of many pages with the standard theme in full, into a
// new folder and again into the same one, and beside it does only what no generator
// can leave out: see [bare]. Both are programs of their own, so that what they take
// is what the command line takes. Reported are the ratios of wall times, of the best
// of the runs, and the peak memory of the program; times alone mean little, because
// they differ from machine to machine and from hour to hour.
//
// KIJUN_BENCH_PAGES=10000 leaves the other size out.
func BenchmarkBuild(b *testing.B) {
	for _, pages := range []int{1000, 10000} {
		if only := os.Getenv("KIJUN_BENCH_PAGES"); only != "" && only != fmt.Sprint(pages) {
			continue
		}
		b.Run(fmt.Sprintf("pages=%d", pages), func(b *testing.B) {
			project := b.TempDir()
			if err := writeCorpus(project, pages); err != nil {
				b.Fatal(err)
			}
			warmUp(b)
			var site, bare [2]cost // new folder, second time
			for b.Loop() {
				dir := b.TempDir()
				for i := range 2 {
					bare[i].better(b, "bare", project, filepath.Join(dir, "bare"))
					site[i].better(b, "kijun", "-C", project, "build", "-o", filepath.Join(dir, "site"))
				}
				if err := os.RemoveAll(dir); err != nil {
					b.Fatal(err)
				}
			}
			for i, name := range []string{"new", "again"} {
				b.ReportMetric(float64(site[i].wall)/float64(bare[i].wall), "ratio-"+name)
				b.ReportMetric(float64(site[i].cpu)/float64(bare[i].cpu), "cpu-ratio-"+name)
				b.ReportMetric(float64(site[i].wall.Milliseconds()), "ms-"+name)
				b.ReportMetric(float64(bare[i].wall.Milliseconds()), "bare-ms-"+name)
				b.ReportMetric(float64(site[i].memory)/1e6, "MB-"+name)
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// warmUp gives the program an empty cache, wherever the system keeps it, and builds
// another project: from then on the theme is bundled, as on every machine on which a
// site was built before. The first one ever takes 0.2 s more.
func warmUp(b *testing.B) {
	b.Helper()
	dir := b.TempDir()
	for _, name := range []string{"XDG_CACHE_HOME", "HOME", "LocalAppData"} {
		b.Setenv(name, dir)
	}
	project := filepath.Join(dir, "project")
	if err := writeCorpus(project, 50); err != nil {
		b.Fatal(err)
	}
	new(cost).better(b, "kijun", "-C", project, "build", "-o", filepath.Join(dir, "site"))
}

// A cost is what a program took, at its best.
type cost struct {
	wall, cpu time.Duration
	memory    int64 // bytes, at its highest, of the worst run
}

func (r *cost) better(b *testing.B, name string, args ...string) {
	b.Helper()
	c := exec.Command(name, args...)
	c.Stderr = os.Stderr
	start := time.Now()
	if err := c.Run(); err != nil {
		b.Fatal(name, err)
	}
	wall := time.Since(start)
	if r.wall == 0 || wall < r.wall {
		r.wall = wall
	}
	if cpu := c.ProcessState.UserTime() + c.ProcessState.SystemTime(); r.cpu == 0 || cpu < r.cpu {
		r.cpu = cpu
	}
	// What a process inherits from the one that starts it counts too, but that is small.
	r.memory = max(r.memory, peakMemory(c.ProcessState))
}

// writeCorpus writes a project of so many Japanese pages of 4 kB, 50 a section, with
// front matter, tables, lists, links and footnotes. One page of every section is a
// piece of news, so that there is a feed.
func writeCorpus(dir string, pages int) error {
	write := func(name, text string) error {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		return os.WriteFile(file, []byte(text), 0o644)
	}
	const perSection = 50
	if err := write("kijun.yaml", "title: 大きなハンドブック\nbase_url: https://example.jp/kenko/\n"); err != nil {
		return err
	}
	if err := write("content/index.md", "# 大きなハンドブック\n"); err != nil {
		return err
	}
	for i := range pages {
		section, n := i/perSection, i%perSection
		name := fmt.Sprintf("p%02d.md", n)
		kind := ""
		switch n {
		case 0:
			name = "index.md"
		case perSection - 1:
			kind = fmt.Sprintf("kind: news\ndate: 2025-%02d-%02d\ncategory: お知らせ\n", 1+section%12, 1+section%28)
		}
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitle: 第%d部の%d番目の項目\nsummary: 健診受診率と保健指導の進め方を説明します。\norder: %d\n%s---\n\n", section+1, n+1, n, kind)
		next := fmt.Sprintf("p%02d.md", max(1, (n+1)%perSection))
		for k := 0; b.Len() < 4000; k++ {
			fmt.Fprintf(&b, "## 健康経営の推進体制 %d\n\n", k+1)
			b.WriteString("従業員の健康を守る取組は、経営者が方針を示し、担当者が計画を立てて、\n毎年度ふり返ることで続きます。**健康経営優良法人（中小規模法人部門）**の\n" +
				"評価項目では、取組の実績を資料で示すことが求められます[^" + fmt.Sprint(k) + "]。\n\n")
			b.WriteString("| 受診率 | 点 | 必要な資料 |\n|---|--:|---|\n| 80%以上 | 10 | 受診者数の一覧 |\n| 50%以上80%未満 | 5 | 受診勧奨の記録 |\n\n")
			fmt.Fprintf(&b, "- [次の項目](%s)を先に読む\n- 対象者の人数を`名簿`で数える\n  1. 40歳以上の従業員\n  2. 被扶養者\n- ~~旧制度~~は対象にしない\n\n", next)
			fmt.Fprintf(&b, "第%d部の%d番目では、部署ごとに%d人を目安にします。\n\n", section+1, n+1, 10+i%977)
			fmt.Fprintf(&b, "[^%d]: 資料は認定の日から3年間保存します。\n\n", k)
		}
		if err := write(fmt.Sprintf("content/s%03d/%s", section, name), b.String()); err != nil {
			return err
		}
	}
	return nil
}

// bare is the program that is measured against: it reads the Markdown files below a
// project's content/, converts them with goldmark, fills a trivial template,
// minifies and writes, on all processors. Like kijun it does not write what is there
// already, and leaves the garbage collector as much room.
func bare() {
	debug.SetGCPercent(gcPercent)
	if err := barePipeline(filepath.Join(os.Args[1], "content"), os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func barePipeline(from, to string) error {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAttribute(), parser.WithAutoHeadingID()))
	minifier := minify.New()
	minifier.Add("text/html", &html.Minifier{KeepDefaultAttrVals: true, KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true})
	layout := template.Must(template.New("").Parse(`<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{{.Title}}</title></head><body>{{.Body}}</body></html>`))
	var names []string
	err := filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".md") {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return err
	}
	page := func(name string) error {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if _, after, ok := bytes.Cut(text, []byte("\n---\n")); ok {
			text = after
		}
		var body, out bytes.Buffer
		if err := md.Convert(text, &body); err != nil {
			return err
		}
		if err := layout.Execute(&out, map[string]string{"Title": name, "Body": body.String()}); err != nil {
			return err
		}
		small, err := minifier.Bytes("text/html", out.Bytes())
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		file := filepath.Join(to, strings.TrimSuffix(rel, ".md"), "index.html")
		if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, small) {
			return nil
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		return os.WriteFile(file, small, 0o644)
	}
	var next atomic.Int64
	var failed atomic.Pointer[error]
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(names) && failed.Load() == nil; i = int(next.Add(1)) - 1 {
				if err := page(names[i]); err != nil {
					failed.Store(&err)
				}
			}
		})
	}
	wg.Wait()
	if err := failed.Load(); err != nil {
		return *err
	}
	return nil
}
