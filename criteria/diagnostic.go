package criteria

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Pos is a place in a source file. The zero Pos is no place.
type Pos struct {
	File      string
	Line, Col int // from 1; Col counts characters, as editors show it
}

// String gives file:line:col, without the parts that are not known.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Severity tells whether a diagnostic stops the work.
type Severity int

const (
	Error   Severity = iota // the definition cannot be used
	Warning                 // the definition works, its author should look
)

func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// A Diagnostic is one problem of an input. Code is stable; Msg and Hint may be
// reworded. Hint is what the author should do next; it may be empty.
type Diagnostic struct {
	Pos             Pos
	Severity        Severity
	Code, Msg, Hint string
}

func (d Diagnostic) String() string {
	var b strings.Builder
	if p := d.Pos.String(); p != "" {
		b.WriteString(p + ": ")
	}
	if d.Severity == Warning {
		b.WriteString("警告: ")
	}
	b.WriteString(d.Msg)
	if d.Hint != "" {
		b.WriteString("\n\thint: " + d.Hint)
	}
	return b.String()
}

// Diagnostics is a list of problems. It is an error when [Diagnostics.Err] says so.
type Diagnostics []Diagnostic

// Sort orders the list by file, place and code, and drops repetitions.
func (ds *Diagnostics) Sort() {
	slices.SortStableFunc(*ds, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Col, b.Pos.Col), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Msg, b.Msg))
	})
	*ds = slices.Compact(*ds)
}

// HasErrors reports whether a diagnostic is an error.
func (ds Diagnostics) HasErrors() bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return d.Severity == Error })
}

// Err is the list as an error, or nil when nothing in it is one.
func (ds Diagnostics) Err() error {
	if ds.HasErrors() {
		return ds
	}
	return nil
}

// Error lists the diagnostics, a line or two each.
func (ds Diagnostics) Error() string {
	lines := make([]string, len(ds))
	for i, d := range ds {
		lines[i] = d.String()
	}
	return strings.Join(lines, "\n")
}
