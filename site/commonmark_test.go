package site

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// English text is what CommonMark says: its examples, in the file that goldmark is
// tested with, give the same HTML. What differs is listed with the reason.
func TestCommonMark(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Skip("the go command does not find goldmark: ", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct {
		Example        int
		Markdown, HTML string
	}
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	different := map[int]string{
		559: "two brackets are a reference by name", 590: "two brackets are a reference by name",
		602: "a bare address is a link", 608: "a bare address is a link", 611: "a bare address is a link",
	}
	for _, n := range []int{572, 573, 576, 577, 584, 585, 586, 588, 589, 591} {
		different[n] = "an image alone with a title is a figure"
	}
	md := newMarkdown(true)
	failed := 0
	for _, e := range examples {
		var b bytes.Buffer
		if err := md.Convert([]byte(e.Markdown), &b); err != nil {
			t.Fatal(err)
		}
		got := plainHTML(strings.ReplaceAll(b.String(), `<pre tabindex="0">`, "<pre>")) // so that keyboards can scroll it
		if want := plainHTML(e.HTML); got != want {
			if different[e.Example] == "" {
				failed++
				t.Errorf("example %d: %q\ngot  %s\nwant %s", e.Example, e.Markdown, got, want)
			}
		} else if why := different[e.Example]; why != "" {
			t.Errorf("example %d is as CommonMark has it, but listed: %s", e.Example, why)
		}
	}
	if len(examples) < 600 || failed > 0 {
		t.Errorf("%d of %d examples differ", failed, len(examples))
	}
}

// plainHTML is HTML without what does not matter: how empty elements are closed, which
// of the characters that need not be escaped are, and that code is reached by keyboard.
func plainHTML(s string) string {
	return strings.NewReplacer(" />", ">", `<pre tabindex="0">`, "<pre>", "&quot;", `"`, "\n", "").Replace(strings.TrimSpace(s))
}
