// Package score is the scoring core: a program and answers go in, a result comes
// out. The same code runs natively and, compiled to WebAssembly, in the visitor's
// browser.
//
// Call [Load] for a [Program] (package criteria compiles them), [Program.NewScorer]
// for a [Scorer] and [Program.NewAnswers] for [Answers]; then [Scorer.Score] gives a
// [Result], Result.Plan a cheapest way to an award, and [Scorer.Near] the smallest
// changes that bring a criterion further; [Scorer.Wish] says what the plans of
// Result.JSON follow. A Program may be shared by goroutines, a Scorer may not.
//
// # Blank answers
//
// A blank field stands for every value that its type, range and options allow, and
// for null where it may stay blank for good. So everything said of a half-filled
// form is a set: the outcomes of a criterion, the pairs of total and maximum, the
// bands. A verdict is pass where every completion passes, fail where none does, and
// open otherwise.
//
//   - Sound: no completion comes out otherwise than what is shown. Completions that
//     break an error constraint need not count.
//   - Exact where the blank fields of a criterion have few combinations; where they
//     have too many a set may hold more than can happen, never less (outcome.go).
//   - Monotone: one more answer never widens a set. The exception is an answer in a
//     repeated row that nobody had begun: its other fields are open from then on.
//
// A field that is hidden by its condition, or in an absent row, is null. An answer
// that its field forbids, or that a broken constraint voids, is reported and counts
// as unanswered.
//
// # Numbers
//
// Numbers are fractions of 64-bit integers ([Rat]), checked for overflow; there is no
// floating point. Overflow makes a value null and is reported, so that no verdict
// rests on it. What is shown is rounded half up; conditions see the exact value.
//
// # Size
//
// Every visitor of a form loads this package. It imports a written-down handful of
// the standard library (deps_test.go), and has its own small versions of what would
// cost more than it saves: JSON, texts, a checksum.
package score
