package browsertest

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
)

// preferences make Firefox as quiet and as quick as a test needs it. With the
// session of the remote protocol it switches most of its own traffic off by itself;
// the dead proxy is for the rest: what is not on this machine cannot be reached.
var preferences = map[string]any{
	"network.proxy.type":                                             1,
	"network.proxy.http":                                             "127.0.0.1",
	"network.proxy.http_port":                                        9,
	"network.proxy.ssl":                                              "127.0.0.1",
	"network.proxy.ssl_port":                                         9,
	"network.proxy.no_proxies_on":                                    "127.0.0.1, localhost",
	"network.captive-portal-service.enabled":                         false,
	"network.connectivity-service.enabled":                           false,
	"network.dns.disablePrefetch":                                    true,
	"network.prefetch-next":                                          false,
	"app.update.enabled":                                             false,
	"app.update.disabledForTesting":                                  true,
	"app.normandy.enabled":                                           false,
	"app.shield.optoutstudies.enabled":                               false,
	"nimbus.rollouts.enabled":                                        false,
	"browser.backup.enabled":                                         false,
	"browser.region.network.url":                                     "",
	"browser.safebrowsing.malware.enabled":                           false,
	"browser.safebrowsing.phishing.enabled":                          false,
	"browser.safebrowsing.downloads.remote.enabled":                  false,
	"browser.safebrowsing.update.enabled":                            false,
	"browser.search.update":                                          false,
	"browser.newtabpage.enabled":                                     false,
	"browser.startup.page":                                           0,
	"browser.aboutwelcome.enabled":                                   false,
	"browser.shell.checkDefaultBrowser":                              false,
	"browser.sessionstore.resume_from_crash":                         false,
	"browser.translations.enable":                                    false,
	"browser.download.alwaysOpenPanel":                               false,
	"datareporting.policy.dataSubmissionEnabled":                     false,
	"datareporting.healthreport.uploadEnabled":                       false,
	"toolkit.telemetry.server":                                       "",
	"services.settings.server":                                       "data:,",
	"extensions.update.enabled":                                      false,
	"extensions.systemAddon.update.enabled":                          false,
	"extensions.getAddons.cache.enabled":                             false,
	"media.gmp-manager.url":                                          "",
	"dom.push.connection.enabled":                                    false,
	"dom.disable_open_during_load":                                   false,
	"security.remote_settings.intermediates.enabled":                 false,
	"privacy.trackingprotection.enabled":                             false,
	"intl.accept_languages":                                          "ja",
	"ui.prefersReducedMotion":                                        1,
	"widget.disable_file_pickers":                                    true, // one that is never answered would keep the next from opening
	"focusmanager.testmode":                                          true, // each window has the focus
	"widget.windows.window_occlusion_tracking.enabled":               false,
	"dom.ipc.processPrelaunch.enabled":                               false,
	"dom.min_background_timeout_value":                               4, // each window is in front
	"dom.timeout.enable_budget_timer_throttling":                     false,
	"layout.testing.top-level-always-active":                         true,
	"fission.autostart":                                              false,
	"browser.tabs.remote.separatePrivilegedContentProcess":           false,
	"browser.tabs.remote.separatePrivilegedMozillaWebContentProcess": false,
}

// A foxhole is the running Firefox with the session that drives it.
type foxhole struct {
	*bidi
	chrome string // the context of its own window, which knows what pages may not do
}

// firefox is the running browser, once for all tests; with none installed it is nil.
var firefox = sync.OnceValues(func() (*foxhole, error) {
	program := browserProgram("KIJUN_FIREFOX", "firefox-esr", "firefox")
	if program == "" {
		return nil, nil
	}
	dir, err := os.MkdirTemp("", "kijun-firefox")
	if err != nil {
		return nil, err
	}
	var prefs strings.Builder
	for name, value := range preferences {
		words, _ := json.Marshal(value)
		fmt.Fprintf(&prefs, "user_pref(%q, %s);\n", name, words)
	}
	if err := os.WriteFile(filepath.Join(dir, "user.js"), []byte(prefs.String()), 0o644); err != nil {
		return nil, err
	}
	cmd := exec.Command(program, "--headless", "--no-remote", "--profile", dir, "--remote-debugging-port", "0", "--remote-allow-system-access")
	cmd.Env = append(os.Environ(), "MOZ_CRASHREPORTER_DISABLE=1", "LANG=ja_JP.UTF-8", "HOME="+dir)
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting %s: %w", program, err)
	}
	gone := make(chan error, 1)
	go func() { gone <- cmd.Wait() }()
	var f *foxhole
	leave(func() {
		if f != nil {
			ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
			defer cancel()
			f.send(ctx, "browser.close", nil)
		}
		select {
		case <-gone:
		case <-time.After(5 * time.Second):
			cmd.Process.Kill()
			<-gone
		}
		os.RemoveAll(dir)
	})

	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	address, err := listening(ctx, filepath.Join(dir, "WebDriverBiDiServer.json"), gone)
	if err != nil {
		return nil, fmt.Errorf("starting %s: %w", program, err)
	}
	session, err := dialBidi(ctx, address+"/session")
	if err != nil {
		return nil, err
	}
	if _, err := session.send(ctx, "session.new", map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{
		"unhandledPromptBehavior": map[string]any{"default": "dismiss", "beforeUnload": "accept", "file": "dismiss"}}}}); err != nil {
		return nil, err
	}
	if _, err := session.send(ctx, "session.subscribe", map[string]any{"events": []string{"log.entryAdded", "network.beforeRequestSent",
		"network.responseCompleted", "network.fetchError", "input.fileDialogOpened", "browsingContext.downloadEnd", "browsingContext.navigationCommitted", "browsingContext.userPromptOpened"}}); err != nil {
		return nil, err
	}
	chrome, err := ask[struct{ Contexts []struct{ Context string } }](ctx, session, "browsingContext.getTree", map[string]any{"moz:scope": "chrome"})
	if err != nil || len(chrome.Contexts) == 0 {
		return nil, fmt.Errorf("Firefox has no window (%v)", err)
	}
	f = &foxhole{session, chrome.Contexts[0].Context}
	return f, nil
})

// listening waits until Firefox has written where it listens.
func listening(ctx context.Context, file string, gone <-chan error) (address string, err error) {
	for {
		data, err := os.ReadFile(file)
		var at struct {
			Host string `json:"ws_host"`
			Port int    `json:"ws_port"`
		}
		if err == nil && json.Unmarshal(data, &at) == nil && at.Port > 0 {
			return fmt.Sprintf("ws://%s:%d", at.Host, at.Port), nil
		}
		select {
		case err := <-gone:
			return "", fmt.Errorf("it has ended: %v", err)
		case <-ctx.Done():
			return "", errors.New("it does not listen")
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// A firefoxTab is a window of Firefox; a tab behind another one would not be drawn.
type firefoxTab struct {
	*foxhole
	id      string // of the browsing context
	profile string // the user context
	notes   func(string)
	quiet   func() // ends the listening

	mu     sync.Mutex
	status int64              // of the last document
	left   context.CancelFunc // ends the evaluations in the page that is there
	page   context.Context
	off    bool // scripts do not run
	picker chan string
	saved  chan string
}

func openFirefox(t testing.TB, notes func(string)) *firefoxTab {
	t.Helper()
	f, err := firefox()
	switch {
	case err != nil:
		t.Fatal(err)
	case f == nil:
		lacking(t, "no Firefox found: install it, or name one in KIJUN_FIREFOX")
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	profile, err := ask[struct{ UserContext string }](ctx, f.bidi, "browser.createUserContext", nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.send(ctx, "script.addPreloadScript", map[string]any{"functionDeclaration": "() => {" + reportPolicy + "}",
		"userContexts": []string{profile.UserContext}}); err != nil {
		t.Fatal(err)
	}
	w, err := newFirefoxTab(ctx, f, profile.UserContext, notes)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		f.send(ctx, "browser.removeUserContext", map[string]any{"userContext": profile.UserContext})
	})
	return w
}

func newFirefoxTab(ctx context.Context, f *foxhole, profile string, notes func(string)) (*firefoxTab, error) {
	made, err := ask[struct{ Context string }](ctx, f.bidi, "browsingContext.create", map[string]any{"type": "window", "userContext": profile})
	if err != nil {
		return nil, err
	}
	w := &firefoxTab{foxhole: f, id: made.Context, profile: profile, notes: notes, picker: make(chan string, 1), saved: make(chan string, 1)}
	w.page, w.left = context.WithCancel(context.Background())
	w.quiet = f.listen(w.hear)
	return w, w.viewport(ctx, 1280, 900, false)
}

// hear takes the events of this tab and of the frames in it.
func (w *firefoxTab) hear(method string, params json.RawMessage) {
	var ev struct {
		Context, UserContext, Navigation, Level, Type, Text, Method, Status, Filepath, ErrorText string

		Source   struct{ Context, UserContext string }
		Request  struct{ URL, Destination string }
		Response struct {
			URL    string
			Status int64
		}
		Element struct{ SharedID string }
		Message string
	}
	if json.Unmarshal(params, &ev) != nil {
		return
	}
	if ev.UserContext != w.profile && ev.Source.UserContext != w.profile && ev.Context != w.id && ev.Source.Context != w.id {
		return
	}
	if other := ev.Context + ev.Source.Context; other != w.id && method != "network.beforeRequestSent" && method != "log.entryAdded" {
		return
	}
	switch method {
	case "log.entryAdded":
		switch {
		case ev.Level != "error" && ev.Level != "warn":
		case ev.Type == "console":
			w.notes("console." + ev.Method + ": " + ev.Text)
		case strings.HasPrefix(ev.Text, "Failed to load ‘’. A ServiceWorker intercepted"): // a page was left
		default:
			w.notes("exception: " + ev.Text)
		}
	case "network.beforeRequestSent":
		w.notes(requested + ev.Request.URL)
	case "network.responseCompleted":
		if ev.Navigation != "" {
			w.mu.Lock()
			w.status = ev.Response.Status
			w.mu.Unlock()
		}
		if ev.Response.Status >= 400 {
			w.notes(fmt.Sprintf("network: Failed to load resource: the server responded with a status of %d %s", ev.Response.Status, ev.Response.URL))
		}
	case "network.fetchError":
		if ev.ErrorText != "NS_BINDING_ABORTED" { // a page was left
			w.notes("network: Failed to load resource: " + ev.ErrorText + " " + ev.Request.URL)
		}
	case "input.fileDialogOpened":
		put(w.picker, ev.Element.SharedID)
	case "browsingContext.navigationCommitted":
		w.mu.Lock()
		w.left()
		w.page, w.left = context.WithCancel(context.Background())
		w.mu.Unlock()
	case "browsingContext.downloadEnd":
		if ev.Status == "complete" {
			put(w.saved, ev.Filepath)
		}
	case "browsingContext.userPromptOpened":
		if ev.Type != "beforeunload" && ev.Type != "file" {
			w.notes("dialog: " + ev.Message)
		}
	}
}

// put leaves the newest word in a channel that has room for one.
func put(c chan string, word string) {
	select {
	case <-c:
	default:
	}
	c <- word
}

// tell sends a command about this tab.
func (w *firefoxTab) tell(ctx context.Context, method string, params map[string]any) (json.RawMessage, error) {
	params["context"] = w.id
	return w.send(ctx, method, params)
}

func (w *firefoxTab) navigate(ctx context.Context, url string) (int64, error) {
	w.mu.Lock()
	w.status = 0
	w.mu.Unlock()
	_, err := w.tell(ctx, "browsingContext.navigate", map[string]any{"url": url, "wait": "complete"})
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.status, err
}

func (w *firefoxTab) reload(ctx context.Context) error {
	_, err := w.tell(ctx, "browsingContext.reload", map[string]any{"wait": "complete"})
	return err
}

// script runs in a context.
func (f *foxhole) script(ctx context.Context, context, expression string) (string, error) {
	r, err := ask[struct {
		Type   string
		Result struct {
			Type  string
			Value json.RawMessage
		}
		ExceptionDetails struct{ Text string }
	}](ctx, f.bidi, "script.evaluate", map[string]any{"expression": expression, "target": map[string]any{"context": context},
		"awaitPromise": true, "userActivation": true, "serializationOptions": map[string]any{"maxObjectDepth": 0}})
	switch {
	case err != nil:
		return "", err
	case r.Type == "exception":
		return "", errors.New("exception: " + r.ExceptionDetails.Text)
	case r.Result.Type != "string":
		return "", nil
	}
	var s string
	err = json.Unmarshal(r.Result.Value, &s)
	return s, err
}

func (w *firefoxTab) run(ctx context.Context, script string) error {
	_, err := w.script(ctx, w.id, script)
	return err
}

func (w *firefoxTab) evaluate(ctx context.Context, expression string) ([]byte, error) {
	if w.off { // nothing in the page may wait for anything
		s, err := w.script(ctx, w.id, `JSON.stringify(`+expression+`) ?? "null"`)
		return []byte(s), err
	}
	// A promise of a page that is left is never kept, and nobody says so.
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w.mu.Lock()
	page := w.page
	w.mu.Unlock()
	defer context.AfterFunc(page, cancel)()
	s, err := w.script(ctx, w.id, inJSON(expression))
	return []byte(s), err
}

func (w *firefoxTab) click(ctx context.Context, x, y int) error {
	_, err := w.tell(ctx, "input.performActions", map[string]any{"actions": []any{map[string]any{"type": "pointer", "id": "mouse", "actions": []any{
		map[string]any{"type": "pointerMove", "x": x, "y": y},
		map[string]any{"type": "pointerDown", "button": 0},
		map[string]any{"type": "pointerUp", "button": 0},
	}}}})
	return err
}

// keyNames are the keys that write nothing, in the words of the protocol.
var keyNames = strings.NewReplacer(kb.Backspace, "\ue003", kb.Tab, "\ue004", kb.Enter, "\ue007", kb.Escape, "\ue00c", kb.PageUp, "\ue00e", kb.PageDown, "\ue00f",
	kb.End, "\ue010", kb.Home, "\ue011", kb.ArrowLeft, "\ue012", kb.ArrowUp, "\ue013", kb.ArrowRight, "\ue014", kb.ArrowDown, "\ue015", kb.Delete, "\ue017")

// keyboard is the one that all tabs of Firefox share: keys act as they do for a visitor
// only in the tab that is in front.
var keyboard sync.Mutex

func (w *firefoxTab) keys(ctx context.Context, keys string) error {
	keyboard.Lock()
	defer keyboard.Unlock()
	if _, err := w.tell(ctx, "browsingContext.activate", map[string]any{}); err != nil {
		return err
	}
	var actions []any
	press := func(kind, key string) { actions = append(actions, map[string]any{"type": kind, "value": key}) }
	for _, r := range keyNames.Replace(keys) {
		press("keyDown", string(r))
		press("keyUp", string(r))
	}
	_, err := w.tell(ctx, "input.performActions", map[string]any{"actions": []any{map[string]any{"type": "key", "id": "keyboard", "actions": actions}}})
	return err
}

func (w *firefoxTab) viewport(ctx context.Context, width, height int, _ bool) error {
	_, err := w.tell(ctx, "browsingContext.setViewport", map[string]any{"viewport": map[string]any{"width": width, "height": height}})
	return err
}

// set sets a property of the browsing context that the protocol has no command for.
func (w *firefoxTab) set(ctx context.Context, format string, args ...any) error {
	_, err := w.script(ctx, w.chrome, `(() => {
		const {NavigableManager} = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
		const context = NavigableManager.getBrowsingContextById("`+w.id+`");
		`+fmt.Sprintf(format, args...)+`;
	})()`)
	return err
}

func (w *firefoxTab) media(ctx context.Context, m media) error {
	if m.motion {
		return errors.New("Firefox has one setting of movement for all tabs")
	}
	scheme, medium, forced := "light", "", "none"
	if m.dark {
		scheme = "dark"
	}
	if m.print {
		medium = "print"
	}
	if m.forced {
		forced = "active"
	}
	return w.set(ctx, `context.prefersColorSchemeOverride = %q; context.mediumOverride = %q; context.forcedColorsOverride = %q`, scheme, medium, forced)
}

func (w *firefoxTab) scripts(ctx context.Context, on bool) error {
	w.off = !on
	return w.set(ctx, `context.allowJavascript = %t`, on)
}

func (w *firefoxTab) pdf(ctx context.Context) ([]byte, error) {
	raw, err := w.tell(ctx, "browsingContext.print", map[string]any{"page": map[string]any{"width": 21.0, "height": 29.7}})
	var r struct{ Data string }
	if err == nil {
		err = json.Unmarshal(raw, &r)
	}
	if err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(r.Data)
}

func (w *firefoxTab) pick(ctx context.Context, file string, click func() error) error {
	if err := click(); err != nil {
		return err
	}
	select {
	case element := <-w.picker:
		_, err := w.tell(ctx, "input.setFiles", map[string]any{"element": map[string]any{"sharedId": element}, "files": []string{file}})
		return err
	case <-ctx.Done():
		return fmt.Errorf("no file is asked for: %w", ctx.Err())
	}
}

func (w *firefoxTab) download(ctx context.Context, dir string, click func() error) (string, error) {
	if _, err := w.send(ctx, "browser.setDownloadBehavior", map[string]any{
		"downloadBehavior": map[string]any{"type": "allowed", "destinationFolder": dir}, "userContexts": []string{w.profile}}); err != nil {
		return "", err
	}
	if err := click(); err != nil {
		return "", err
	}
	select {
	case file := <-w.saved:
		return file, nil
	case <-ctx.Done():
		return "", fmt.Errorf("no file came: %w", ctx.Err())
	}
}

func (w *firefoxTab) another(ctx context.Context, notes func(string)) (engine, error) {
	return newFirefoxTab(ctx, w.foxhole, w.profile, notes)
}

// flush asks the process of the page, which has sent what it had to say by then.
func (w *firefoxTab) flush(ctx context.Context) { w.evaluate(ctx, "1") }

func (w *firefoxTab) close() {
	w.quiet()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	w.tell(ctx, "browsingContext.close", map[string]any{})
}
