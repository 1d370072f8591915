package site

import (
	"bytes"
	"encoding/csv"
	"regexp"
)

var (
	formulaStart = regexp.MustCompile(`^[=@＝＠\t\r+\-＋－]`)
	signedNumber = regexp.MustCompile(`^[+-]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)%?$`)
)

// WriteCSV writes a table as CSV for the spreadsheets of Japan: with a byte order mark,
// without which Excel takes a file for Shift_JIS, with CRLF, and with nothing that a
// spreadsheet would compute. (The theme's csv.ts does the same in browsers.)
func WriteCSV(rows [][]string) []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, c := range row {
			if formulaStart.MatchString(c) && !signedNumber.MatchString(c) {
				c = "'" + c
			}
			cells[i] = c
		}
		_ = w.Write(cells) // to memory
	}
	w.Flush()
	return b.Bytes()
}
