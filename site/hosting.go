package site

import "strings"

// contentPolicy is what browsers may load for a page: files of the site, and nothing
// that an author or a visitor wrote into a page as a script or a style.
const contentPolicy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'"

// headersFile is how the hosts Netlify and Cloudflare Pages are told what to send with
// a file. Others take no notice of it; for them the README has the same for Apache
// and nginx. A site works without any of it.
const headersFile = "_headers"

// hostHeaders says that files named after their content never change, that those
// which other files know by name are asked for again, and what the type of files is
// that hosts may not know. Pages carry their policy themselves; drawings, which
// browsers open like pages, get it here.
func (t *tree) hostHeaders() outFile {
	var b strings.Builder
	rule := func(path string, headers ...string) {
		b.WriteString(path + "\n")
		for _, h := range headers {
			b.WriteString("  " + h + "\n")
		}
	}
	rule(t.basePath()+"*", "X-Content-Type-Options: nosniff", "Referrer-Policy: strict-origin-when-cross-origin", "Content-Security-Policy: "+contentPolicy)
	rule(t.basePath()+workerFile, "Cache-Control: no-cache")
	for _, t := range t.languages {
		base := t.basePath()
		rule(base+assetsDir+"*", "Cache-Control: public, max-age=31536000, immutable")
		rule(base+assetsDir+"*.bin", "Content-Type: application/octet-stream")
		rule(base+assetsDir+"*.webmanifest", "Content-Type: application/manifest+json")
		if len(t.schemes) > 0 {
			rule(base+embedFile, "Cache-Control: no-cache", "Access-Control-Allow-Origin: *")
		}
		if t.hasFeed() {
			rule(base+feedFile, "Content-Type: application/atom+xml; charset=utf-8")
			rule(base+jsonFeedFile, "Content-Type: application/feed+json; charset=utf-8")
		}
	}
	return outFile{headersFile, []byte(b.String())}
}
