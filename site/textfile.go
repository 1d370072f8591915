package site

import (
	"bytes"
	"unicode/utf8"

	"kijun/criteria"
)

// decodeText is the text of a file as the generator reads it: UTF-8 without byte
// order mark, lines ended by \n. A file in another encoding is a problem, at the
// first byte that is not UTF-8.
func decodeText(name string, data []byte) ([]byte, criteria.Diagnostics) {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return nil, criteria.Diagnostics{{Pos: criteria.Pos{File: name, Line: 1, Col: 1}, Code: "encoding", Msg: "文字コードがUTF-16のようです", Hint: toUTF8}}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		at := 0
		for at < len(data) {
			r, n := utf8.DecodeRune(data[at:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			at += n
		}
		msg := "UTF-8の文字として読めません"
		if isShiftJIS(data) {
			msg = "文字コードがShift_JISのようです"
		}
		return nil, criteria.Diagnostics{{
			Pos: position(name, data, at), Code: "encoding", Msg: msg,
			Hint: toUTF8,
		}}
	}
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	return data, nil
}

const toUTF8 = "エディタで文字コードに「UTF-8」を選んで保存し直してください"

// isShiftJIS reports whether every byte fits the encoding's pairs.
func isShiftJIS(data []byte) bool {
	for i := 0; i < len(data); i++ {
		c := data[i]
		switch {
		case c < 0x80, c >= 0xA1 && c <= 0xDF:
		case c >= 0x81 && c <= 0x9F, c >= 0xE0 && c <= 0xFC:
			i++
			if i == len(data) || data[i] < 0x40 || data[i] == 0x7F || data[i] > 0xFC {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// position is the place of a byte in a file; columns count characters.
func position(name string, data []byte, at int) criteria.Pos {
	at = min(max(at, 0), len(data))
	line := bytes.Count(data[:at], []byte{'\n'}) + 1
	start := bytes.LastIndexByte(data[:at], '\n') + 1
	return criteria.Pos{File: name, Line: line, Col: utf8.RuneCount(data[start:at]) + 1}
}
