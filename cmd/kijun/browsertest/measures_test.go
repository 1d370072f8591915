package browsertest

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every kind of page keeps the measures of the Digital Agency's design system and of
// WCAG 2.2 on a desk and on a phone: see measures.
func TestMeasures(t *testing.T) { both(t, measured) }

func measured(t *visitor) {
	kinds := map[string]bool{"redirect": true, "print": true} // the page of all pages takes long, and has what a scheme's has
	for _, site := range []struct {
		built func() (dir string, err error)
		paths []string // beside one page of every kind that the sites before have not
	}{
		{handbook, []string{"guide/merits/", "guide/overview/", "guide/steps/", "guide/faq/", "contact/", "news/2026-06-seminar/", "schemes/step2-gold/print/", "en/"}},
		{gallery, []string{"text/markdown/", "parts/", "schemes/minna/check/"}},
		{threeEditions, nil},
	} {
		v := visit(t, serveSite(t, site.built, nil))
		for _, p := range append(oneOfEveryKind(t, site.built, kinds), site.paths...) {
			v.size(1280, 900)
			v.open(p)
			if eval[bool](v, `"selfcheck" in document.documentElement.dataset`) {
				v.wait(`html[data-selfcheck="ready"]`)
			}
			v.measure(p)
			v.phone()
			v.measure(p + " on a phone")
		}
	}
}

// oneOfEveryKind is the addresses of the first page of each kind in a built site, but for
// kinds that are known already.
func oneOfEveryKind(t testing.TB, built func() (dir string, err error), known map[string]bool) (paths []string) {
	t.Helper()
	dir, err := built()
	if err != nil {
		t.Fatal(err)
	}
	public := os.DirFS(filepath.Join(dir, "public"))
	err = fs.WalkDir(public, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".html" || strings.HasPrefix(name, "en/") {
			return err
		}
		data, err := fs.ReadFile(public, name)
		if m := kindOf.FindSubmatch(data); m != nil && !known[string(m[1])] {
			known[string(m[1])] = true
			paths = append(paths, strings.TrimSuffix(name, "index.html"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// kindOf finds the kind of a page.
var kindOf = regexp.MustCompile(`^<!doctype html>\s*<html[^>]*\bdata-kind="?([a-z-]+)`)

// measure reports what is too small on the page, too near to something else, or too wide:
//   - targets below 24 × 24 px that stand closer than that to others (WCAG 2.5.8); links in
//     a sentence may;
//   - buttons, fields and the links of the menu below 44 px;
//   - text below 14 px, running text below 16 px or with less than 1.7 of line height, other
//     text of three lines or more with less than 1.5. Ruby is as small as ruby is.
func (v *tab) measure(where string) {
	v.Helper()
	v.settle()
	v.fits(where)
	for _, line := range eval[[]string](v, `(() => {
		const bad = new Set();
		const name = (e) => e.outerHTML.replace(/\s+/g, " ").slice(0, 110);
		const seen = (e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && e.getClientRects().length > 0
			&& !e.closest(".visually-hidden, .skip-link, [aria-hidden='true'], svg");
		const parts = (e) => e.matches("[type=checkbox], [type=radio]") ? [e, ...e.labels] : [e];
		const targets = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")].filter((e) => !e.disabled && parts(e).some(seen)).map((e) => {
			const rs = parts(e).filter(seen).map((x) => x.getBoundingClientRect());
			const x = Math.min(...rs.map((r) => r.left)), y = Math.min(...rs.map((r) => r.top));
			return {e, x, y, w: Math.max(...rs.map((r) => r.right)) - x, h: Math.max(...rs.map((r) => r.bottom)) - y};
		});
		const sentence = (e) => {
			const around = e.closest("p, li, dd, td");
			return getComputedStyle(e).display === "inline" && around !== null && around.textContent.trim() !== e.textContent.trim();
		};
		for (const t of targets) {
			if ((t.w < 23.5 || t.h < 23.5) && !sentence(t.e)) {
				const x = t.x + t.w / 2, y = t.y + t.h / 2;
				if (targets.some((o) => o !== t && Math.hypot(Math.max(o.x - x, 0, x - o.x - o.w), Math.max(o.y - y, 0, y - o.y - o.h)) < 11.5))
					bad.add("target of " + Math.round(t.w) + " × " + Math.round(t.h) + " px: " + name(t.e));
			}
			if (t.h < 43.5 && t.e.matches("button, .button, select, textarea, input, .search-link, .language, .site-menu a, .pager a"))
				bad.add("control of " + Math.round(t.h) + " px: " + name(t.e));
		}
		const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
		for (let n = texts.nextNode(); n; n = texts.nextNode()) {
			const e = n.parentElement;
			if (n.data.trim() === "" || !seen(e) || e.closest("rt, rp, sup, option, script, noscript")) continue;
			const s = getComputedStyle(e), size = parseFloat(s.fontSize), height = parseFloat(s.lineHeight) / size;
			const running = e.closest(".prose > p, .prose > :is(ul, ol) > li, .prose > dl > dd, .lead") !== null && !e.closest("small, code, [class]:not(.prose, .lead, .page-head, .hero, .hero-text, .main, .frame, a, span)");
			if (size < (e.closest("code, kbd, pre") ? 12.5 : running ? 15.9 : 13.9)) bad.add("text of " + size + " px: " + name(e));
			range.selectNodeContents(n);
			const lines = new Set([...range.getClientRects()].filter((r) => r.width > 1).map((r) => Math.round(r.top / 4))).size;
			if (running && height < 1.69 || lines > 2 && height < 1.49 && !e.closest("h1, h2, h3, h4, h5, h6, th, button, .button, .site-title, summary"))
				bad.add("line height of " + height.toFixed(2) + ": " + name(e));
		}
		return [...bad];
	})()`) {
		v.Errorf("%s: %s", where, line)
	}
}
