package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"reflect"
)

// A digest tells data apart, in every run of the program.
type digest [sha256.Size]byte

var wordsType = reflect.TypeFor[*Words]()

// digestOf is the digest of everything that data consists of, behind pointers too. Of other
// kinds of values than the data of pages have (see contract.txt) there is none.
func digestOf(data ...any) (digest, error) {
	b := buffer()
	defer release(b)
	w := digester{b}
	for _, d := range data {
		if err := w.value(reflect.ValueOf(d)); err != nil {
			return digest{}, err
		}
	}
	return sha256.Sum256(b.Bytes()), nil
}

// A digester writes values so that different ones of one type are written differently.
type digester struct{ b *bytes.Buffer }

func (w *digester) int(n int64) { w.b.Write(binary.AppendVarint(w.b.AvailableBuffer(), n)) }

func (w *digester) value(v reflect.Value) error {
	switch v.Kind() {
	case reflect.String:
		s := v.String()
		w.int(int64(len(s)))
		w.b.WriteString(s)
	case reflect.Bool:
		if v.Bool() {
			w.b.WriteByte(1)
		} else {
			w.b.WriteByte(0)
		}
	case reflect.Int:
		w.int(v.Int())
	case reflect.Uint8:
		w.b.WriteByte(byte(v.Uint()))
	case reflect.Slice, reflect.Array:
		w.int(int64(v.Len()))
		for i := range v.Len() {
			if err := w.value(v.Index(i)); err != nil {
				return err
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if err := w.value(v.Field(i)); err != nil {
				return err
			}
		}
	case reflect.Pointer:
		if v.Type() == wordsType {
			return nil // the same for all pages: see newRendering
		}
		if v.IsNil() {
			w.int(0)
			return nil
		}
		w.int(1)
		return w.value(v.Elem())
	default:
		return fmt.Errorf("a %s has no digest", v.Type())
	}
	return nil
}
