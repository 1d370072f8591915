package site

import (
	"bytes"
	"sync"
)

// buffers are used again from page to page: what one page needs at a time is the same
// for all, and the garbage collector has less to do.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// buffer is an empty buffer, to be handed back by [release].
func buffer() *bytes.Buffer {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	return b
}

// release hands a buffer back, whose bytes must not be used any more. One that a large
// page has blown up goes.
func release(b *bytes.Buffer) {
	if b.Cap() <= 1<<20 {
		buffers.Put(b)
	}
}

// A nodeWriter lets goldmark write into a buffer without one of its own before it.
type nodeWriter struct{ *bytes.Buffer }

func (nodeWriter) Buffered() int { return 0 }
func (nodeWriter) Flush() error  { return nil }
