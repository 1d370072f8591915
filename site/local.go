package site

import (
	"bytes"
	"regexp"
)

// A site that is opened as files of a disk, by a double click on index.html. There a
// link to a folder shows what is in the folder, and browsers load neither modules nor
// what they are to check by a hash, because every file counts as a site of its own. So
// links name the file, and scripts are ordinary ones without a hash, and the search index is one. What scripts
// fetch – the core of a self-check – stays out of reach: such a site is for reading, and
// [Builder.SingleFile] is the self-check that works as a file.
//
// Pages are rewritten when they are done, because by then every address is an attribute,
// whoever wrote it.

var (
	// folderLink is an address of a page, which is relative and ends in a slash.
	folderLink = regexp.MustCompile(`( (?:href="|src="|content="0; url=)\.\.?/(?:[^":?#]*/)?)((?:[?#][^"]*)?")`)
	checked    = regexp.MustCompile(`(?: integrity="[^"]*")? crossorigin="anonymous"`)
	moduleType = []byte(` type="module" src=`)
)

// localPage is a page for a disk.
func localPage(page []byte) []byte {
	page = folderLink.ReplaceAll(page, []byte(`${1}index.html${2}`))
	page = checked.ReplaceAll(page, nil)
	return bytes.ReplaceAll(page, moduleType, []byte(` defer src=`))
}
