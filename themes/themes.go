// Package themes holds the standard theme: layouts, texts of the user interface,
// styles and scripts. What layouts may use is the page data of package
// kijun/site.
package themes

import (
	"embed"
	"io/fs"
)

//go:embed all:standard
var files embed.FS

// Standard is the standard theme: layouts/, i18n/ and assets/.
func Standard() fs.FS {
	sub, err := fs.Sub(files, "standard")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return sub
}
