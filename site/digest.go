package site

import (
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
	w := digester{b: b.AvailableBuffer()}
	for _, d := range data {
		if err := w.value(reflect.ValueOf(d)); err != nil {
			return digest{}, err
		}
	}
	sum := sha256.Sum256(w.b)
	b.Write(w.b) // so that the room it took is there the next time
	return sum, nil
}

// A digester writes values so that different ones of one type are written differently.
type digester struct{ b []byte }

func (w *digester) int(n int64) { w.b = binary.AppendVarint(w.b, n) }

func (w *digester) value(v reflect.Value) error {
	switch v.Kind() {
	case reflect.String:
		s := v.String()
		w.int(int64(len(s)))
		w.b = append(w.b, s...)
	case reflect.Bool:
		w.int(0)
		if v.Bool() {
			w.b[len(w.b)-1] = 1
		}
	case reflect.Int:
		w.int(v.Int())
	case reflect.Uint8:
		w.b = append(w.b, byte(v.Uint()))
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
