package site

import "strings"

// The three types that text may have in page data. text/template prints a value
// through its String method, so that what a template writes is safe by its type:
// a page's data holds no plain string (a test walks the types and proves it).
// html/template would find the same by parsing every template in context, at
// eight times the cost per page (170 against 22 µs).
type (
	// Text is text of an author or a definition; it is escaped where it is printed.
	Text string
	// HTML is markup made by the generator; it is printed as it is.
	HTML string
	// URL is an address for an attribute; it is escaped where it is printed.
	URL string
)

var htmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

func (t Text) String() string { return htmlEscapes.Replace(string(t)) }
func (u URL) String() string  { return htmlEscapes.Replace(string(u)) }
func (h HTML) String() string { return string(h) }
