package main

import (
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"kijun/site"
)

const (
	// gcPercent is how much the heap may grow before the garbage collector runs: a build
	// is short, and this takes 27 % less time for 15 MB more.
	gcPercent = 400

	// Beyond this the collector runs more often instead: a site of 10,000 pages is built
	// in 140 MB, where it would take 300, for a tenth more time. Larger sites get more in
	// proportion, because their pages must have a place.
	leastMemory   = 96 << 20
	memoryPerPage = 12_500
)

// A progress is a line on a terminal that says how far a build is, when it takes longer
// than a second. It is gone when the build is done. In a file, a pipe or a program that
// builds unattended nothing is shown.
type progress struct {
	out   io.Writer // nil where nothing is shown
	start time.Time

	mu    sync.Mutex
	next  time.Time // when the line is written again
	width int       // of the line that is shown, in columns
}

// newProgress is what a verb tells the builder to call.
func (e *env) newProgress() *progress {
	p := &progress{start: time.Now()}
	p.next = p.start.Add(time.Second)
	if f, ok := e.stderr.(*os.File); ok && isTerminal(f) {
		p.out = f
	}
	return p
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb" && os.Getenv("CI") == ""
}

// stages are what the line says.
var stages = map[site.Stage]string{site.Reading: "読んでいます", site.Making: "ページを作っています"}

// step is for [site.Builder].
func (p *progress) step(s site.Stage, done, total int) {
	if s == site.Reading && done == 0 {
		debug.SetMemoryLimit(max(leastMemory, int64(total)*memoryPerPage))
	}
	if p.out == nil || !p.mu.TryLock() {
		return
	}
	defer p.mu.Unlock()
	if now := time.Now(); now.After(p.next) {
		p.next = now.Add(100 * time.Millisecond)
		p.show(fmt.Sprintf("%s %d／%d", stages[s], done, total))
	}
}

// show writes the line over what stands there. Blanks instead of a control sequence,
// which older consoles of Windows would print.
func (p *progress) show(line string) {
	width := 0
	for _, r := range line {
		width++
		if r > '~' {
			width++ // Japanese
		}
	}
	fmt.Fprintf(p.out, "\r%s%s", line, strings.Repeat(" ", max(0, p.width-width)))
	p.width = width
}

// clear takes the line away.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.width > 0 {
		p.show("")
		fmt.Fprint(p.out, "\r")
	}
	p.out = nil
}
