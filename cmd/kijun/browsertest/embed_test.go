package browsertest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
)

// outer serves a page of another site, whose body may name the handbook's address
// as HANDBOOK, and returns a visitor of it.
func outer(t *testing.T, body string) *tab {
	t.Helper()
	handbook := serve(t, nil)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != base {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="ja"><meta charset="utf-8"><title>よそのサイト</title><link rel="icon" href="data:,"><body><h1>よそのサイト</h1>%s<p>おわり</p>`,
			strings.ReplaceAll(body, "HANDBOOK", handbook))
	}))
	t.Cleanup(server.Close)
	v := visit(t, server.URL+base)
	v.forgive("request to another origin: " + handbook)
	// Frames of other origins run in this process too, so that the tab sees into them.
	v.open("")
	return v
}

// inFrame is an expression that is computed in the n-th frame of the page, counted
// from 0, as soon as its form is ready.
func inFrame[T any](v *tab, n int, expression string) T {
	v.Helper()
	return evalInFrame[T](v, n, `(async () => {
		while (document.documentElement.dataset.selfcheck !== "ready") await new Promise((done) => setTimeout(done, 20));
		return `+expression+`;
	})()`)
}

// height is that of the n-th frame, once it is more than so many pixels.
func (v *tab) height(n int, more float64) float64 {
	v.Helper()
	return eval[float64](v, `(async () => {
		const height = () => document.querySelectorAll("iframe")[%v].getBoundingClientRect().height;
		for (let i = 0; i < 500 && height() <= %v; i++) await new Promise((done) => setTimeout(done, 20));
		return height();
	})()`, n, more)
}

var _ = slices.Contains[[]string]
var _ = page.Enable
