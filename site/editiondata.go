package site

import (
	"fmt"
	"path"

	"kijun/criteria"
)

// The criteria of every edition lie beside its pages as data, for programs and for
// spreadsheets.
const (
	dataJSON = "criteria.json"
	dataCSV  = "criteria.csv"
)

// published are the files of an edition with its criteria as data.
func (e *edition) published() ([]outFile, error) {
	data, err := e.Data(e.lang, "../../"+criteria.DataSchemaName, func(id string) string { return id + "/" })
	if err != nil {
		return nil, err
	}
	return []outFile{{e.path + dataCSV, WriteCSV(e.DataRows(e.lang))}, {e.path + dataJSON, data}}, nil
}

// dataSchema is the file that says what the data looks like.
func dataSchema() outFile {
	b, err := criteria.Schema("data")
	if err != nil {
		panic(fmt.Sprintf("site: %v", err)) // the kind is written here
	}
	return outFile{"schemes/" + criteria.DataSchemaName, b}
}

// dataLinks lead from the page of a scheme to its data.
func (r *rendering) dataLinks(e *edition, root string) []DataLink {
	titles := map[string]Text{dataCSV: r.theme.words.DataCSV, dataJSON: r.theme.words.DataJSON, criteria.DataSchemaName: r.theme.words.DataSchema}
	var links []DataLink
	for _, f := range append(e.data[:len(e.data):len(e.data)], dataSchema()) {
		links = append(links, DataLink{titles[path.Base(f.name)], URL(root + f.name), Text(fileNote(f.name, len(f.data)))})
	}
	return links
}
