package site

import "kijun/criteria"

// A drawing is files that cost much to make and little to name: their names are hashes
// of what they are made of. So the folder that the site is written to is their store: a
// file of that name, written by a build that was finished, is not made again.
type drawing struct {
	names []string                 // at least one
	from  string                   // the file of the project that is drawn, for problems
	draw  func() ([][]byte, error) // the files, in the order of their names
}

// An archive is a [Writer] that still has the files of a finished build before.
type archive interface {
	// Old is a file as that build wrote it.
	Old(name string) (data []byte, ok bool)
}

// noArchive is the archive of a writer that keeps nothing.
type noArchive struct{}

func (noArchive) Old(string) ([]byte, bool) { return nil, false }

func archiveOf(w Writer) archive {
	if a, ok := w.(archive); ok {
		return a
	}
	return noArchive{}
}

// drawnNames are the files that [tree.draw] hands on.
func (t *tree) drawnNames() []string {
	var names []string
	for _, t := range t.languages {
		for _, d := range t.drawings {
			for _, name := range d.names {
				names = append(names, t.folder+name)
			}
		}
	}
	return names
}

// draw hands on what is drawn, from the archive if it is there.
func (t *tree) draw(old archive, hand func(outFile), report func(criteria.Diagnostic)) {
	parallel(len(t.drawings), func(i int) {
		d := t.drawings[i]
		var files [][]byte
		for _, name := range d.names {
			if data, ok := old.Old(t.folder + name); ok {
				files = append(files, data)
			}
		}
		if len(files) < len(d.names) {
			var err error
			if files, err = d.draw(); err != nil {
				report(criteria.Diagnostic{Pos: criteria.Pos{File: d.from}, Code: "image-file", Msg: "画像を読めません（" + err.Error() + "）",
					Hint: "画像のソフトで開いて、保存し直してください"})
				return
			}
		}
		for i, name := range d.names {
			hand(outFile{t.folder + name, files[i]})
		}
	})
}

// addDrawing notes what is to be drawn, once for each file.
func (t *tree) addDrawing(d *drawing) {
	if t.drawn[d.names[0]] {
		return
	}
	if t.drawn == nil {
		t.drawn = map[string]bool{}
	}
	t.drawn[d.names[0]] = true
	t.drawings = append(t.drawings, d)
}
