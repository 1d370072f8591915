package browsertest

import (
	"slices"
	"strings"
	"testing"
)

// What search engines are told is data that a browser reads and does not run: the policy
// of the pages, which allows no inline script, has nothing to say about it.
func TestDataForSearchEngines(t *testing.T) { both(t, dataForSearchEngines) }

func dataForSearchEngines(t *visitor) {
	v := visit(t, serve(t, nil))
	for page, want := range map[string][]string{
		"schemes/step2-gold/2019-04/q04/": {"Article", "BreadcrumbList"},
		"guide/faq/":                      {"FAQPage", "BreadcrumbList"},
		"guide/steps/":                    {"HowTo", "BreadcrumbList"},
		"guide/what/":                     {"DefinedTerm", "BreadcrumbList"},
		"en/glossary/":                    {"DefinedTermSet", "BreadcrumbList"},
	} {
		v.open(page)
		types := strings.Fields(eval[string](v, `[...document.querySelectorAll('script[type="application/ld+json"]')]
			.flatMap((e) => JSON.parse(e.textContent)["@graph"]).map((thing) => thing["@type"]).join(" ")`))
		for _, typ := range want {
			if !slices.Contains(types, typ) {
				t.Errorf("%s: the data has %v, no %s", page, types, typ)
			}
		}
		if eval[int](v, `document.querySelectorAll('meta[http-equiv="Content-Security-Policy"]').length`) != 1 {
			t.Errorf("%s has no policy", page)
		}
	}
}
