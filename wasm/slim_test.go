package wasm

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// sections are the contents of a module's sections by their numbers, the last of
// each.
func sections(t *testing.T, module []byte) map[byte][]byte {
	t.Helper()
	all := map[byte][]byte{}
	for rest := module[8:]; len(rest) > 0; {
		size, body, ok := number(rest[1:])
		if !ok {
			t.Fatal("no module")
		}
		all[rest[0]] = body[:size]
		rest = body[size:]
	}
	return all
}

// A slim core starts with the memory that the linker wrote, but for the traces.
func TestSlimKeepsMemory(t *testing.T) {
	raw, err := compile()
	if err != nil {
		t.Fatal(err)
	}
	before, after := sections(t, raw), sections(t, slim(raw))
	was, ok1 := load(before[11])
	is, ok2 := load(after[11])
	if !ok1 || !ok2 {
		t.Fatal("the data cannot be read")
	}
	if bytes.Equal(was[:min(len(was), len(is))], is) {
		t.Error("the traces are still there")
	}
	for _, trace := range []string{"\x00runtime.goexit\x00", "runtime/proc.go\x00"} {
		if bytes.Contains(is, []byte(trace)) {
			t.Errorf("%q is still there", trace)
		}
	}
	forgetTraces(was)
	if end := bytes.TrimRight(was, "\x00"); !bytes.Equal(end, is) {
		t.Error("more than the traces has changed")
	}
	for id := range before {
		if id != 11 && !bytes.Equal(before[id], after[id]) {
			t.Errorf("section %d has changed", id)
		}
	}
}

// What is no module of the linker's stays as it is.
func TestSlimDamaged(t *testing.T) {
	raw, err := compile()
	if err != nil {
		t.Fatal(err)
	}
	g := rand.New(rand.NewPCG(1, 2))
	data := bytes.Index(raw, []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8})
	for range 30 {
		b := bytes.Clone(raw)
		for range 4 {
			b[data+8+g.IntN(80)] = byte(g.Uint32())
		}
		slim(b)
		cut := raw[:g.IntN(len(raw))]
		if g.IntN(3) == 0 {
			cut = raw[:g.IntN(20)]
		}
		if got := slim(cut); !bytes.Equal(got, cut) {
			t.Errorf("cut to %d bytes it has become %d", len(cut), len(got))
		}
	}
}
