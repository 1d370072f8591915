//go:build wasip1

// The scoring core as a WebAssembly reactor: [kijun/criteria/score] and a bridge
// that does nothing but carry bytes. The page calls, in this order:
//
//	_initialize()
//	kijun_buffer(n)          where to put n bytes of input
//	kijun_load(n)            the input is a program; gives a handle, or less than 0
//	kijun_score(handle, n)   the input is answers: id, unit separator, text, record
//	                         separator, repeated; gives the place and length of JSON
//	kijun_wishes(handle, n)  the input is what the plans of all later scores follow:
//	                         criterion, unit separator, words, record separator,
//	                         repeated (see Program.ReadWish); gives 0, or less where
//	                         that is none, and then the wishes are those of before
//	kijun_near(handle, n)    the input is a criterion; gives the place and length of
//	                         JSON: the smallest changes of the answers scored last
//	                         that bring it further (see Scorer.NearJSON)
//
// The result stays where it is until the next call. An error is a JSON object
// with the single key "error", which holds a code. A panic never
// leaves an export: it becomes the error "panic", after which the page starts a
// new instance.
package main

import (
	"unsafe"

	"kijun/criteria/score"
)

var (
	input  []byte
	output []byte

	programs []*program
)

type program struct {
	score   *score.Program
	scorer  *score.Scorer
	answers *score.Answers
}

// maxInput bounds what a page may hand over at once.
const maxInput = 16 << 20

//go:wasmexport kijun_buffer
func buffer(n int32) (at int32) {
	if n < 0 || n > maxInput {
		return 0
	}
	if int(n) > cap(input) {
		input = make([]byte, n)
	}
	input = input[:n]
	return address(input)
}

//go:wasmexport kijun_load
func load(n int32) (handle int32) {
	defer func() {
		if recover() != nil {
			handle = -2
		}
	}()
	p, err := score.Load(input[:n])
	if err != nil {
		return -1
	}
	programs = append(programs, &program{p, p.NewScorer(), p.NewAnswers()})
	return int32(len(programs) - 1)
}

//go:wasmexport kijun_score
func scoreAnswers(handle, n int32) (result int64) {
	defer func() {
		if recover() != nil {
			result = fail("panic")
		}
	}()
	p := programOf(handle)
	if p == nil {
		return fail("handle")
	}
	p.answers.Reset()
	if !records(n, func(id, text string) bool {
		p.answers.SetText(id, text)
		return true
	}) {
		return fail("answers")
	}
	return give(p.scorer.Score(p.answers).JSON(true))
}

//go:wasmexport kijun_wishes
func setWishes(handle, n int32) (status int32) {
	defer func() {
		if recover() != nil {
			status = -2
		}
	}()
	p := programOf(handle)
	if p == nil {
		return -1
	}
	var wishes []score.Wish
	if !records(n, func(id, text string) (ok bool) {
		w, ok := p.score.ReadWish(id, text)
		wishes = append(wishes, w)
		return ok
	}) {
		return -1
	}
	p.scorer.Wish(wishes)
	return 0
}

//go:wasmexport kijun_near
func near(handle, n int32) (result int64) {
	defer func() {
		if recover() != nil {
			result = fail("panic")
		}
	}()
	p := programOf(handle)
	if p == nil {
		return fail("handle")
	}
	changes, ok := p.scorer.NearJSON(string(input[:n]))
	if !ok {
		return fail("criterion")
	}
	return give(changes)
}

func programOf(handle int32) *program {
	if handle < 0 || int(handle) >= len(programs) {
		return nil
	}
	return programs[handle]
}

// records calls each for the records of the input: an id, 0x1f, a text, 0x1e. It
// reports whether the input is such records and each accepted all of them.
func records(n int32, each func(id, text string) bool) bool {
	text := string(input[:n])
	start, middle := 0, -1
	for i := range len(text) {
		switch text[i] {
		case 0x1f:
			middle = i
		case 0x1e:
			if middle < 0 || !each(text[start:middle], text[middle+1:i]) {
				return false
			}
			start, middle = i+1, -1
		}
	}
	return start == int(n)
}

func fail(code string) int64 { return give([]byte(`{"error":{"code":"` + code + `"}}`)) }

// give keeps the bytes alive and says where they are: the address in the upper
// half, the length in the lower.
func give(b []byte) int64 {
	output = b
	return int64(address(b))<<32 | int64(len(b))
}

func address(b []byte) int32 { return int32(uintptr(unsafe.Pointer(unsafe.SliceData(b)))) }

func main() {}
