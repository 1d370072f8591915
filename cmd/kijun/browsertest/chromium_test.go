package browsertest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// chromium is the running browser, once for all tests. The context is that of an
// empty first tab; with none installed it is nil.
var chromium = sync.OnceValues(func() (context.Context, error) {
	program := browserProgram("KIJUN_BROWSER", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "headless_shell")
	if program == "" {
		return nil, nil
	}
	dir, err := os.MkdirTemp("", "kijun-browser")
	if err != nil {
		return nil, err
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program),
		chromedp.UserDataDir(dir),
		chromedp.WindowSize(1280, 900),
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("lang", "ja"),
	)
	if os.Getuid() == 0 {
		opts = append(opts, chromedp.NoSandbox) // Chromium's sandbox refuses root
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	// what this version of the protocol does not know yet is no error of ours
	quiet := chromedp.WithErrorf(func(string, ...any) {})
	ctx, cancelTab := chromedp.NewContext(ctx, quiet)
	leave(func() {
		cancelTab()
		cancel()
		os.RemoveAll(dir)
	})
	if err := chromedp.Do(ctx); err != nil {
		return nil, fmt.Errorf("starting %s: %w", program, err)
	}
	return ctx, nil
})

// browserProgram is the program that a variable of the environment names, or else
// the first of some names that is installed.
func browserProgram(variable string, names ...string) string {
	if name := os.Getenv(variable); name != "" {
		return name
	}
	for _, name := range names {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	return ""
}

// A chromiumTab is a tab of Chromium.
type chromiumTab struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func openChromium(t testing.TB, notes func(string)) *chromiumTab {
	t.Helper()
	browser, err := chromium()
	switch {
	case err != nil:
		t.Fatal(err)
	case browser == nil:
		lacking(t, "no Chromium found: install it, or name one in KIJUN_BROWSER")
	}
	c, err := newChromiumTab(browser, notes, chromedp.WithNewBrowserContext())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func newChromiumTab(parent context.Context, notes func(string), opts ...chromedp.ContextOption) (*chromiumTab, error) {
	ctx, cancel := chromedp.NewContext(parent, opts...)
	err := chromedp.Listen(ctx, func(ev any) {
		if what := chromiumNote(ev); what != "" {
			notes(what)
		}
	})
	if err == nil {
		_, err = chromedp.Call(ctx, network.Enable, network.EnableParams{})
	}
	if err == nil {
		_, err = chromedp.Call(ctx, log.Enable, cdp.Empty{})
	}
	if err == nil {
		_, err = chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: reportPolicy})
	}
	if err != nil {
		cancel()
		return nil, err
	}
	return &chromiumTab{ctx, cancel}, nil
}

func chromiumNote(ev any) string {
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		return requested + ev.Request.URL
	case *runtime.EventConsoleAPICalled:
		if !slices.Contains([]string{"error", "warning", "assert"}, string(ev.Type)) {
			return ""
		}
		var words []string
		for _, a := range ev.Args {
			words = append(words, strings.Trim(string(a.Value), `"`)+a.Description)
		}
		return "console." + string(ev.Type) + ": " + strings.Join(words, " ")
	case *runtime.EventExceptionThrown:
		what := "exception: " + ev.ExceptionDetails.Text
		if e := ev.ExceptionDetails.Exception; e != nil {
			what += " " + e.Description
		}
		return what
	case *log.EventEntryAdded:
		if ev.Entry.Level != log.EntryLevelError && ev.Entry.Level != log.EntryLevelWarning {
			return ""
		}
		return string(ev.Entry.Source) + ": " + ev.Entry.Text + " " + ev.Entry.URL
	}
	return ""
}

// in is the tab's context with the time limit of another one.
func (c *chromiumTab) in(ctx context.Context) (context.Context, context.CancelFunc) {
	if end, ok := ctx.Deadline(); ok {
		return context.WithDeadline(c.ctx, end)
	}
	return context.WithCancel(c.ctx)
}

func (c *chromiumTab) do(ctx context.Context, steps ...chromedp.Action[chromedp.Void]) error {
	ctx, cancel := c.in(ctx)
	defer cancel()
	return chromedp.Do(ctx, steps...)
}

func (c *chromiumTab) navigate(ctx context.Context, url string) (int64, error) {
	ctx, cancel := c.in(ctx)
	defer cancel()
	r, err := chromedp.Run(ctx, chromedp.NavigateResponse(url))
	if err != nil || r == nil {
		return 0, err
	}
	return r.Status, nil
}

func (c *chromiumTab) reload(ctx context.Context) error { return c.do(ctx, chromedp.Reload()) }

func (c *chromiumTab) run(ctx context.Context, script string) error {
	return c.do(ctx, chromedp.Evaluate[chromedp.Void](script+"\n;0"))
}

func (c *chromiumTab) evaluate(ctx context.Context, expression string) ([]byte, error) {
	ctx, cancel := c.in(ctx)
	defer cancel()
	s, err := chromedp.Run(ctx, chromedp.Evaluate[string](inJSON(expression), chromedp.EvalAwaitPromise))
	return []byte(s), err
}

func (c *chromiumTab) click(ctx context.Context, x, y int) error {
	return c.do(ctx, chromedp.MouseClickXY(float64(x), float64(y)))
}

func (c *chromiumTab) keys(ctx context.Context, keys string) error {
	return c.do(ctx, chromedp.KeyEvent(keys))
}

func (c *chromiumTab) viewport(ctx context.Context, width, height int, phone bool) error {
	if phone {
		return c.do(ctx, chromedp.EmulateViewport(int64(width), int64(height), chromedp.EmulateMobile, chromedp.EmulateTouch))
	}
	return c.do(ctx, chromedp.EmulateViewport(int64(width), int64(height)))
}

func (c *chromiumTab) media(_ context.Context, m media) error {
	params := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: "light"}, {Name: "prefers-reduced-motion", Value: "reduce"}, {Name: "forced-colors", Value: "none"}}}
	if m.dark {
		params.Features[0].Value = "dark"
	}
	if m.motion {
		params.Features[1].Value = "no-preference"
	}
	if m.forced {
		params.Features[2].Value = "active"
	}
	if m.print {
		params.Media = "print"
	}
	_, err := chromedp.Call(c.ctx, emulation.SetEmulatedMedia, params)
	return err
}

func (c *chromiumTab) scripts(_ context.Context, on bool) error {
	_, err := chromedp.Call(c.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
	return err
}

func (c *chromiumTab) pdf(ctx context.Context) ([]byte, error) {
	ctx, cancel := c.in(ctx)
	defer cancel()
	return chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
}

func (c *chromiumTab) pick(ctx context.Context, file string, click func() error) error {
	ctx, cancel := c.in(ctx)
	defer cancel()
	if _, err := chromedp.Call(ctx, page.SetInterceptFileChooserDialog, page.SetInterceptFileChooserDialogParams{Enabled: true}); err != nil {
		return err
	}
	asked := chromedp.Events(ctx, page.FileChooserOpened)
	if err := click(); err != nil {
		return err
	}
	var asking page.EventFileChooserOpened
	for ev, err := range asked {
		if err != nil {
			return err
		}
		asking = ev
		break
	}
	_, err := chromedp.Call(ctx, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{file}, BackendNodeID: asking.BackendNodeID})
	return err
}

func (c *chromiumTab) download(ctx context.Context, dir string, click func() error) (string, error) {
	events := true
	ctx, cancel := c.in(ctx)
	defer cancel()
	_, err := chromedp.CallBrowser(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir, EventsEnabled: &events,
		BrowserContextID: chromedp.FromContext(c.ctx).BrowserContextID})
	if err != nil {
		return "", err
	}
	progress := chromedp.BrowserEvents(ctx, browser.DownloadProgress)
	if err := click(); err != nil {
		return "", err
	}
	for ev, err := range progress {
		if err != nil {
			return "", err
		}
		// other tabs have files of their own
		if ev.State == browser.DownloadProgressStateCompleted && filepath.Dir(ev.FilePath) == dir {
			return ev.FilePath, nil
		}
	}
	return "", ctx.Err()
}

func (c *chromiumTab) another(_ context.Context, notes func(string)) (engine, error) {
	return newChromiumTab(c.ctx, notes)
}

func (c *chromiumTab) flush(ctx context.Context) { c.evaluate(ctx, "1") }

func (c *chromiumTab) close() { c.cancel() }

// call sends a command of Chromium's protocol, for what only Chromium can do.
func call[P, R any](v *tab, cmd cdp.Command[P, R], params P) R {
	v.Helper()
	r, err := chromedp.Call(v.chromium().ctx, cmd, params)
	if err != nil {
		v.Fatal(err)
	}
	return r
}

// chromium is the tab of a test that runs in Chromium only.
func (v *tab) chromium() *chromiumTab {
	v.Helper()
	c, ok := v.engine.(*chromiumTab)
	if !ok {
		v.Fatal("only Chromium can do this")
	}
	return c
}
