package site

import "sync/atomic"

// A Stage is a part of a build.
type Stage int

// The stages, in their order.
const (
	Reading Stage = iota // the files of content/
	Making               // the pages
)

// counted tells the builder's Progress that a stage begins, and returns what is to be
// called for each of so many things that are done.
func (b *Builder) counted(s Stage, total int) (one func()) {
	if b.Progress == nil {
		return func() {}
	}
	b.Progress(s, 0, total)
	var done atomic.Int64
	return func() { b.Progress(s, int(done.Add(1)), total) }
}
