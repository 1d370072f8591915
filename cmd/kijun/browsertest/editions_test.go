package browsertest

import (
	"sync"
	"testing"
)

// twoEditions is a site of a scheme with two editions, whose sites add up.
var twoEditions = sync.OnceValues(func() (dir string, err error) { return build(root + "/site/testdata/editions") })

// What a self-check is told about editions gets past the policy of the page, and leads
// to programs and pages that are there.
func TestEditionsData(t *testing.T) {
	v := visit(t, serveSite(t, twoEditions, nil))
	for _, page := range []string{"schemes/renraku/check/", "schemes/renraku/2025/check/"} {
		v.open(page)
		v.wait(`html[data-selfcheck="ready"]`)
		got := eval[string](v, `(async () => {
			const data = JSON.parse(document.querySelector("form [data-editions]").textContent);
			const found = [];
			for (const e of data.editions) {
				const program = await fetch(e.program, { integrity: e.integrity });
				const check = await fetch(e.check);
				const text = await check.text();
				found.push(e.edition, program.ok, text.includes('data-edition="' + e.edition + '"'));
			}
			return [...found, data.sites.staff].join(" ");
		})()`)
		want := map[string]string{"schemes/renraku/check/": "2026 true true 2025 true true sum", "schemes/renraku/2025/check/": "2025 true true 2026 true true sum"}[page]
		if got != want {
			t.Errorf("%s: got %s, want %s", page, got, want)
		}
	}
}
