//go:build wasip1

// The scoring core as a WebAssembly reactor: [kijun/criteria/score] and a bridge
// that does nothing but carry bytes. The page calls, in this order:
//
//	_initialize()
//	kijun_buffer(n)          where to put n bytes of input
//	kijun_load(n)            the input is a program; gives a handle, or less than 0
//	kijun_score(handle, n)   the input is answers: id, unit separator, text, record
//	                         separator, repeated; gives the place and length of JSON
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
	programs = append(programs, &program{p.NewScorer(), p.NewAnswers()})
	return int32(len(programs) - 1)
}

//go:wasmexport kijun_score
func scoreAnswers(handle, n int32) (result int64) {
	defer func() {
		if recover() != nil {
			result = fail("panic")
		}
	}()
	if handle < 0 || int(handle) >= len(programs) {
		return fail("handle")
	}
	p := programs[handle]
	p.answers.Reset()
	// A record is an id, 0x1f, a text, 0x1e.
	text := string(input[:n])
	start, middle := 0, -1
	for i := range len(text) {
		switch text[i] {
		case 0x1f:
			middle = i
		case 0x1e:
			if middle < 0 {
				return fail("answers")
			}
			p.answers.SetText(text[start:middle], text[middle+1:i])
			start, middle = i+1, -1
		}
	}
	if start != int(n) {
		return fail("answers")
	}
	return give(p.scorer.Score(p.answers).JSON(true))
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
