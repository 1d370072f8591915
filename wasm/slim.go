package wasm

import (
	"bytes"
	"encoding/binary"
)

// slim takes out of a compiled core what a visitor would load for nothing, 110 kB
// of it as delivered:
//
//   - what Go keeps for stack traces: names of functions and files, and which line
//     an instruction belongs to. A visitor's browser shows none, and the host
//     reports a failed core in words of its own.
//   - the headers of data segments. The linker makes a new one at every few zeros,
//     40,000 of them, each with an address that does not compress. Zeros do.
//
// What is not as Go 1.26 makes it stays as it is, and the test of the core's size
// tells.
func slim(module []byte) []byte {
	const dataSection = 11
	out := bytes.Clone(module[:min(8, len(module))]) // the magic word and the version
	for rest := module[len(out):]; len(rest) > 0; {
		size, body, ok := number(rest[1:])
		if !ok || size > uint64(len(body)) {
			return module
		}
		section := rest[:len(rest)-len(body)+int(size)]
		if rest[0] == dataSection {
			memory, ok := load(body[:size])
			if !ok {
				return module
			}
			forgetTraces(memory)
			data := segments(memory)
			section = append(binary.AppendUvarint([]byte{dataSection}, uint64(len(data))), data...)
		}
		out = append(out, section...)
		rest = body[size:]
	}
	return out
}

// number reads an unsigned number, or a signed one that is not negative.
func number(b []byte) (n uint64, rest []byte, ok bool) {
	n, size := binary.Uvarint(b)
	if size <= 0 {
		return 0, nil, false
	}
	return n, b[size:], true
}

// The parts of a data segment that has a place in memory.
const (
	active          = 0
	i32Const        = 0x41
	endOfExpression = 0x0b
)

// maxMemory bounds what the segments of a module may fill.
const maxMemory = 64 << 20

// load is the memory that data segments fill, from address 0.
func load(section []byte) (memory []byte, ok bool) {
	count, rest, ok := number(section)
	for ; ok && count > 0; count-- {
		if len(rest) < 2 || rest[0] != active || rest[1] != i32Const {
			return nil, false
		}
		var at, size uint64
		if at, rest, ok = number(rest[2:]); !ok || len(rest) == 0 || rest[0] != endOfExpression {
			return nil, false
		}
		if size, rest, ok = number(rest[1:]); !ok || size > uint64(len(rest)) || at > maxMemory {
			return nil, false
		}
		if end := int(at + size); end > len(memory) {
			memory = append(memory, make([]byte, end-len(memory))...)
		}
		copy(memory[at:], rest[:size])
		rest = rest[size:]
	}
	return memory, ok && len(rest) == 0
}

// segments writes memory as data segments, without its long runs of zeros.
func segments(memory []byte) []byte {
	const long = 256
	var b []byte
	count := uint64(0)
	for at := 0; at < len(memory); {
		if memory[at] == 0 {
			at++
			continue
		}
		end, zeros := at, 0
		for i := at; i < len(memory) && zeros < long; i++ {
			if zeros++; memory[i] != 0 {
				end, zeros = i+1, 0
			}
		}
		b = append(b, active, i32Const)
		b = binary.AppendUvarint(b, uint64(at))
		if last := len(b) - 1; b[last]&0x40 != 0 { // the sign of a signed number
			b[last] |= 0x80
			b = append(b, 0)
		}
		b = append(b, endOfExpression)
		b = binary.AppendUvarint(b, uint64(end-at))
		b = append(b, memory[at:end]...)
		count++
		at = end
	}
	return append(binary.AppendUvarint(nil, count), b...)
}

// forgetTraces blanks what only stack traces read of the table of functions
// (pcHeader and moduledata in runtime/symtab.go, _func in runtime/runtime2.go).
func forgetTraces(memory []byte) {
	word := binary.LittleEndian
	at := bytes.Index(memory, []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}) // the magic word, instructions of 1 byte, pointers of 8
	if at < 0 || len(memory)-at < 72 {
		return
	}
	table := memory[at:]
	functions := word.Uint64(table[8:])
	names, units := word.Uint64(table[32:]), word.Uint64(table[40:])
	files, counters, funcs := word.Uint64(table[48:]), word.Uint64(table[56:]), word.Uint64(table[64:])
	size := uint64(len(table))
	if names > units || units > files || files > counters || counters > funcs || funcs > size || functions > (size-funcs)/8 {
		return
	}
	// What a function has beside its name, its files and its lines stays.
	const nameOff, pcsp, pcfile, pcln, npcdata, cuOffset, startLine, fixed = 4, 16, 20, 24, 28, 32, 36, 44
	kept := make([]byte, funcs-counters)
	keep := func(at uint32) {
		copy(kept[min(uint64(at), funcs-counters):], counter(table[counters:funcs], uint64(at)))
	}
	for i := range functions {
		of := funcs + uint64(word.Uint32(table[funcs+8*i+4:]))
		if of+fixed > size || of+fixed+4*uint64(word.Uint32(table[of+npcdata:])) > size {
			return
		}
		f := table[of:]
		keep(word.Uint32(f[pcsp:]))
		for k := range word.Uint32(f[npcdata:]) {
			keep(word.Uint32(f[fixed+4*k:]))
		}
		for _, field := range [...]int{nameOff, pcfile, pcln, cuOffset, startLine} {
			word.PutUint32(f[field:], 0)
		}
	}
	clear(table[names:units])
	clear(table[files:counters])
	copy(table[counters:], kept)
}

// counter is the one of many counters that begins at a place: pairs of a value's
// change and a distance, up to a change of zero that is not the first.
func counter(counters []byte, at uint64) []byte {
	b := counters[min(at, uint64(len(counters))):]
	rest := b
	for first := true; ; first = false {
		change, after, ok := number(rest)
		if !ok || change == 0 && !first {
			return b[:len(b)-len(after)]
		}
		if _, rest, ok = number(after); !ok {
			return b
		}
	}
}
