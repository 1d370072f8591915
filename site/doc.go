// Package site turns a project — definitions, Markdown, a theme — into a static
// handbook. [Builder.Build] builds a project into a [Writer]: a folder ([Disk]) or
// memory ([Memory]). [Server] does it again whenever a file changes.
//
//	project fs.FS ─ load ─► source ─ transform ─► tree ─ render ─► files ─ Writer
//
// Load reads and parses everything; transform gives every page its address, its
// place in the navigation and working links; render only reads. Each stage
// collects the problems it finds, with their places, and the next one runs as far
// as it can, so that an author sees all of them at once.
//
// # Where things stand in a project
//
//	kijun.yaml                          the site's configuration
//	criteria/**/*.scheme.yaml           definitions; see package criteria
//	content/index.md                    the home page
//	content/guide/x.md                  /guide/x/; index.md is the folder's own page
//	content/schemes/<id>/index.md       text of the scheme's page
//	content/schemes/<id>/<item>.md      explanation of a criterion, in every edition
//	content/schemes/<id>/<edition>/…    the same for one edition
//	content/schemes/<id>/faq.md         any other page of the scheme
//	content/img/x.png                   /img/x.png: what is not Markdown is copied
//	themes/<name>/…                     laid over the standard theme, file by file
//
// Blocks of two lines, `:::name` and `:::`, stand for what the generator knows:
// rule and papers in the explanation of a criterion; awards, criteria, notes and
// sources in the text of a scheme. What an author does not place stands after the
// text.
//
// Hidden files, and folders named testdata, are passed over. A page of every
// criterion is made from the definition even where nobody has written about it.
//
// # What is guaranteed
//
// The same input makes the same bytes, at any time, under any path, with any
// number of processors: nothing reads the clock, maps are gone through in order,
// and files are named after their content.
//
// Addresses in pages are relative, so that a site works under any path. Only the
// page for missing pages, which a host shows anywhere, and what search engines read
// need to know where the site stands.
//
// # Decisions
//
// Pages are rendered with text/template. What html/template does by parsing every
// template in context, at 170 µs a page against 22, the types of the page data do
// here: see [Text].
//
// Only the main part of a page is minified. The frame around it is the same on
// all pages and comes out of its layouts without indentation; header, footer and
// navigation are rendered once for all pages at the same depth.
//
// Links are resolved in the tree of the parsed Markdown. The tree belongs to one
// page, so a file that several editions show is parsed once for each of them: a
// few schemes pay for it, and no stage has to copy.
package site
