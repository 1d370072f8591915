package site

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Slips in addresses that have a name: what the author typed instead of what.

var (
	hostLike   = regexp.MustCompile(`(?i)^(?:www\.[a-z0-9-]+\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:jp|com|org|net|info)(?:[/:?#]|$))`)
	driveLike  = regexp.MustCompile(`(?i)^(?:[a-z]:[\\/]|file:)`)
	webPage    = regexp.MustCompile(`(?i)\.html?$`)
	phoneLink  = regexp.MustCompile(`^\+?[0-9][0-9()-]*[0-9]$`)
	schemeSlip = regexp.MustCompile(`(?i)^h?ttps?[:;：；]?/{1,3}|^https?：`)
)

// foldedAddress is an address without what a keyboard and a disk of Windows or a Mac do
// not tell apart: full-width letters, upper case, \ for /, composed and decomposed kana.
func foldedAddress(s string) string {
	return strings.ToLower(strings.ReplaceAll(norm.NFKC.String(s), `\`, "/"))
}

// slip is what an address that leads nowhere was to be; empty where nothing is known.
func (r *resolver) slip(dest string, candidates []string) string {
	p, fragment, _ := strings.Cut(dest, "#")
	if fragment != "" {
		fragment = "#" + fragment
	}
	is := func(s string) string { return fmt.Sprintf("%q のことですか", s) }
	folded := foldedAddress(p)
	if i := slices.IndexFunc(candidates, func(c string) bool {
		return foldedAddress(c) == folded || strings.TrimSuffix(foldedAddress(c), "/") == folded
	}); i >= 0 {
		return is(candidates[i]+fragment) + "。大文字と小文字、全角と半角、\\ と / は区別されます"
	}
	switch base := r.config.basePath(); {
	case driveLike.MatchString(dest):
		return r.diskSlip(dest)
	case webPage.MatchString(p) && r.target(webPage.ReplaceAllString(p, ".md")) != nil:
		return is(webPage.ReplaceAllString(p, ".md") + fragment)
	case schemeSlip.MatchString(dest):
		return "https:// から書いてください"
	case hostLike.MatchString(dest) && !strings.HasPrefix(dest, "/"):
		return is("https://" + dest)
	case base != "/" && strings.HasPrefix(p+"/", base):
		if q := "/" + strings.TrimPrefix(strings.TrimSuffix(p, "/")+"/", base); r.target(q) != nil {
			return is(q+fragment) + "。サイトを置く場所（" + base + "）は書きません"
		}
	}
	return ""
}

// diskSlip is the hint for an address of the author's own computer; empty for others.
func (r *resolver) diskSlip(dest string) string {
	if !driveLike.MatchString(dest) {
		return ""
	}
	return "パソコンの中のファイルは、読む人には見えません。content/ の下に置いて、そこからの場所を書いてください"
}

// basePath is the path of the site on its host, by its configuration: "/" or "/kenko/".
func (c *Config) basePath() string {
	if u, err := url.Parse(c.BaseURL); err == nil && u.Path != "" {
		return u.Path
	}
	return "/" + c.folder(c.Lang)
}

// ownPath is the path below the site's root of an address that is written in full;
// ok is false for other sites.
func (c *Config) ownPath(dest string) (string, bool) {
	if c.BaseURL == "" {
		return "", false
	}
	if dest+"/" == c.BaseURL {
		return "/", true
	}
	rest, ok := strings.CutPrefix(dest, c.BaseURL)
	return "/" + rest, ok
}

// contactLink checks what stands behind mailto: and tel:. The hint is empty where it is
// right.
func contactLink(u *url.URL) (what, hint string) {
	value := u.Opaque
	if s, err := url.PathUnescape(value); err == nil {
		value = s
	}
	switch u.Scheme {
	case "mailto":
		if !mailAddress.MatchString(value) || norm.NFKC.String(value) != value {
			return "メールアドレス", "mailto:info@example.jp のように、半角で書いてください"
		}
	case "tel":
		if !phoneLink.MatchString(value) {
			return "電話番号", "tel:03-0000-0000 のように、半角の数字と - で書いてください"
		}
	}
	return "", ""
}

// fileCandidates are the files of content/ as a link in a text may name them.
func (r *resolver) fileCandidates() []string {
	var names []string
	dir := path.Dir(strings.TrimPrefix(r.doc.name, "content/"))
	for _, f := range r.tree.static {
		if rel, ok := strings.CutPrefix(f.name, dir+"/"); ok {
			names = append(names, rel)
		} else if dir == "." {
			names = append(names, f.name)
		}
		names = append(names, "/"+f.name)
	}
	return names
}
