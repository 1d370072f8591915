package site

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
)

func TestLocalPage(t *testing.T) {
	for in, want := range map[string]string{
		`<a href="./">`:                       `<a href="./index.html">`,
		`<a class="x" href="../../guide/#節">`: `<a class="x" href="../../guide/index.html#節">`,
		`<a href="../check/?a=1">`:            `<a href="../check/index.html?a=1">`,
		`<a href="#節">`:                       `<a href="#節">`,
		`<a href="https://example.jp/">`:      `<a href="https://example.jp/">`,
		`<a href="./a.pdf">`:                  `<a href="./a.pdf">`,
		`<img src="../img/a.png" alt="b/">`:   `<img src="../img/a.png" alt="b/">`,
		`<link href="a.css" integrity="sha384-x+/=" crossorigin="anonymous">`:                     `<link href="a.css">`,
		`<script type="module" src="a.js" integrity="sha384-x" crossorigin="anonymous"></script>`: `<script defer src="a.js"></script>`,
	} {
		if got := string(localPage([]byte(in))); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", in, got, want)
		}
	}
}

// Every link of a site for a disk leads to a file, and nothing asks for a check that
// files cannot pass.
func TestLocalSite(t *testing.T) {
	files := built(t, &Builder{Local: true}, sample(t))
	link := regexp.MustCompile(` (?:href|src)="(\.[^"?#]*)`)
	for name, data := range files {
		if !strings.HasSuffix(name, ".html") || name == "404.html" {
			continue
		}
		for _, m := range link.FindAllSubmatch(data, -1) {
			if bytes.HasSuffix(m[1], []byte("/")) {
				t.Errorf("%s leads to the folder %s", name, m[1])
			}
		}
		for _, bad := range []string{" integrity=", "crossorigin", `type="module" src`, "data-worker"} {
			if bytes.Contains(data, []byte(bad)) {
				t.Errorf("%s has %s", name, bad)
			}
		}
	}
}
