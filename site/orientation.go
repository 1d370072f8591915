package site

import (
	"bytes"
	"encoding/binary"
	"image"
)

// An exifTurn is how a camera was held: the number that EXIF calls orientation. What
// shows a picture must turn it; 1 is upright.
type exifTurn int

// orientation reads how a JPEG is to be turned. Browsers do so with the file itself.
func orientation(data []byte) exifTurn {
	const app1, startOfScan = 0xe1, 0xda
	if len(data) < 4 || data[0] != 0xff || data[1] != 0xd8 {
		return 1
	}
	for rest := data[2:]; len(rest) >= 4 && rest[0] == 0xff && rest[1] != startOfScan; {
		size := int(binary.BigEndian.Uint16(rest[2:])) + 2
		if size < 4 || size > len(rest) {
			return 1
		}
		if body, ok := bytes.CutPrefix(rest[4:size], []byte("Exif\x00\x00")); ok && rest[1] == app1 {
			return tiffOrientation(body)
		}
		rest = rest[size:]
	}
	return 1
}

// tiffOrientation looks for the orientation among the entries of a TIFF head.
func tiffOrientation(b []byte) exifTurn {
	var order binary.ByteOrder = binary.BigEndian
	if bytes.HasPrefix(b, []byte("II")) {
		order = binary.LittleEndian
	}
	if len(b) < 8 {
		return 1
	}
	at := uint64(order.Uint32(b[4:]))
	if at+2 > uint64(len(b)) {
		return 1
	}
	entries := b[at+2:]
	for range order.Uint16(b[at:]) {
		if len(entries) < 12 {
			return 1
		}
		if order.Uint16(entries) == 0x112 {
			if v := order.Uint16(entries[8:]); v >= 1 && v <= 8 {
				return exifTurn(v)
			}
			return 1
		}
		entries = entries[12:]
	}
	return 1
}

// swaps reports whether width and height change places.
func (o exifTurn) swaps() bool { return o >= 5 }

// apply turns a picture upright.
func (o exifTurn) apply(src *image.NRGBA) *image.NRGBA {
	if o == 1 {
		return src
	}
	w, h := src.Rect.Dx(), src.Rect.Dy()
	size := image.Rect(0, 0, w, h)
	if o.swaps() {
		size = image.Rect(0, 0, h, w)
	}
	dst := image.NewNRGBA(size)
	for y := range h {
		for x := range w {
			var tx, ty int
			switch o {
			case 2:
				tx, ty = w-1-x, y
			case 3:
				tx, ty = w-1-x, h-1-y
			case 4:
				tx, ty = x, h-1-y
			case 5:
				tx, ty = y, x
			case 6:
				tx, ty = h-1-y, x
			case 7:
				tx, ty = h-1-y, w-1-x
			case 8:
				tx, ty = y, w-1-x
			}
			copy(dst.Pix[dst.PixOffset(tx, ty):][:4], src.Pix[src.PixOffset(x, y):])
		}
	}
	return dst
}
