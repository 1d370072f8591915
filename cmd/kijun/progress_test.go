package main

import (
	"strings"
	"testing"
	"time"

	"kijun/site"
)

func TestProgress(t *testing.T) {
	var out strings.Builder
	p := &progress{out: &out, next: time.Now().Add(time.Hour)}
	p.step(site.Reading, 1, 10)
	if p.clear(); out.Len() > 0 {
		t.Errorf("of a short build: got %q", &out)
	}
	p = &progress{out: &out}
	p.step(site.Making, 7, 10)
	p.step(site.Making, 8, 10) // right behind it
	p.next = time.Time{}
	p.step(site.Reading, 9, 10)
	p.clear()
	p.step(site.Making, 10, 10)
	want := "\rページを作っています 7／10" + "\r読んでいます 9／10        " + "\r" + strings.Repeat(" ", 18) + "\r"
	if got := out.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Nothing is shown where nobody looks.
func TestProgressOfPipe(t *testing.T) {
	if p := (&env{stderr: &strings.Builder{}}).newProgress(); p.out != nil {
		t.Error("a progress line in a pipe")
	}
}
