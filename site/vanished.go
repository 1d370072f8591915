package site

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"kijun/criteria"
)

// Addresses that went. Other sites, mails and printed forms lead to pages and to places
// in them, and nobody tells who moves a file. So a build leaves in its folder which pages
// it wrote and which places they have, and the next one warns of what was there and is
// not any more, with the address that is likely the new one.

// addressFile lists the pages of a build, one a line, with the ids of their places.
const addressFile = ".kijun-addresses"

// A rememberer is a [Writer] that keeps a note between builds which is no file of the
// site.
type rememberer interface {
	// Recall is the note of the last finished build, nil where there is none.
	Recall() []byte
	// Remember keeps a note, once this build is finished.
	Remember(note []byte)
}

// addressNote is the note of this build. Pages that search engines leave out and copies
// of others are not what somebody leads to.
func (t *tree) addressNote() []byte {
	var b bytes.Buffer
	for _, p := range t.pages {
		if p.noIndex || p.list != nil {
			continue
		}
		b.WriteString("/" + p.path)
		for _, id := range slices.Sorted(slices.Values(p.writtenIDs())) {
			b.WriteString(" " + id)
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// writtenIDs are the ids of the headings of the page's texts, and of its criterion's
// place in a form.
func (p *page) writtenIDs() []string {
	ids := slices.Clone(p.ids)
	for _, d := range p.docs() {
		for _, h := range d.headings {
			if !strings.Contains(h.id, " ") {
				ids = append(ids, h.id)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// vanished warns of the addresses of the note that this build, with these files, has not.
func (t *tree) vanished(note []byte, files []string) criteria.Diagnostics {
	var problems criteria.Diagnostics
	var addresses []string
	written := map[string]bool{}
	for _, name := range files {
		written[name] = true
	}
	for line := range strings.Lines(string(note)) {
		fields := strings.Fields(line)
		if len(fields) == 0 || !strings.HasPrefix(fields[0], "/") {
			continue
		}
		path, ids := fields[0], fields[1:]
		p := t.byPath[strings.TrimPrefix(path, "/")]
		if p == nil {
			below := strings.TrimPrefix(path, "/")
			if written[below] || written[below+"index.html"] || t.hiddenPage(below) {
				continue // it leads on, or its author took it off
			}
			if addresses == nil {
				addresses = t.addresses()
			}
			problems = append(problems, gone("vanished-page", fmt.Sprintf("前に書き出したページ %s がなくなりました", path), t.successor(path, addresses)))
			continue
		}
		file := ConfigFile
		if p.doc != nil {
			file = p.doc.name
		}
		has := p.writtenIDs()
		for _, id := range ids {
			if _, ok := slices.BinarySearch(has, id); ok || p.leadsOn(id) || t.oldCriterion(p, id) {
				continue
			}
			d := gone("vanished-place", fmt.Sprintf("前に書き出した場所 %s#%s がなくなりました", path, id), "")
			d.Pos.File = file
			if p.doc == nil {
				d.Hint = fmt.Sprintf("ほかからのリンクを生かすには、%s の redirects: に「- {from: %s#%s, to: 代わりの場所}」と書いてください", ConfigFile, path, id)
			} else if near := nearest(id, has); near != "" {
				d.Hint = fmt.Sprintf("いまの #%s のことなら、その見出しの行末に {#%s} と書くと、前のリンクが生きます", near, id)
			} else {
				d.Hint = fmt.Sprintf("ほかからのリンクを生かすには、代わりの見出しの行末に {#%s} と書いてください", id)
			}
			problems = append(problems, d)
		}
	}
	return problems
}

// oldCriterion reports whether a place in a page of the newest edition was that of a
// criterion that only older ones have: its author knows.
func (t *tree) oldCriterion(p *page, id string) bool {
	return p.edition != nil && slices.ContainsFunc(t.editions(p.edition.ID), func(e *edition) bool { return e != p.edition && e.Criterion(id) != nil })
}

// hiddenPage reports whether the page is only not shown: a draft, or out of its time.
func (t *tree) hiddenPage(below string) bool {
	name := "content/" + strings.TrimSuffix(below, "/")
	for _, file := range []string{name + ".md", name + "/index.md"} {
		if c := t.content[file]; c != nil && t.hidden(c.docs[0]) != "" {
			return true
		}
	}
	return false
}

func gone(code, msg, hint string) criteria.Diagnostic {
	return criteria.Diagnostic{Pos: criteria.Pos{File: ConfigFile}, Severity: criteria.Warning, Code: code, Msg: msg, Hint: hint}
}

// successor is a hint at the page that took the place of another: one with the same
// name in another folder, or a name like it.
func (t *tree) successor(path string, addresses []string) string {
	name := lastPart(path)
	near := ""
	for _, a := range addresses {
		if lastPart(a) == name && name != "" {
			near = a
			break
		}
	}
	if near == "" {
		near = nearest(path, addresses)
	}
	if near == "" {
		return "ほかのサイトからのリンクを生かすには、代わりのページの前書きに aliases: [" + path + "] と書いてください"
	}
	return fmt.Sprintf("いまの %s のことなら、そのページの前書きに aliases: [%s] と書くと、前のリンクが生きます", near, path)
}

// lastPart is the name of a page without its folder.
func lastPart(path string) string {
	path = strings.TrimSuffix(path, "/")
	return path[strings.LastIndexByte(path, '/')+1:]
}
