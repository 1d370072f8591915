// Package feel reads expressions in a subset of FEEL, the expression language
// of the OMG standard DMN 1.5, checks their types, prints them canonically, and
// lowers them to nodes of a [score.Program]. It computes nothing itself: the
// meaning of every operation is in package score, so that a definition means
// the same to the builder, to the command line and in the browser.
//
// Call [Parse] or [ParseTests] first, then [Check], then [Lower].
//
// # The subset
//
//   - null, true, false, decimal numbers, strings, date("…") and @"2026-04-01"
//   - + - * / **, unary minus; = != < <= > >=, between … and …, in
//   - intervals [a..b], (a..b), [a..b), ]a..b[; unary tests such as "< 5, >= 10" and "-"
//   - and, or, not( ), if … then … else …
//   - lists, list[n] (from 1, from the end with -1), list[condition on item]
//   - some/every … in … satisfies …
//   - the functions of [Functions]
//   - names in any script; comments // and /* */
//
// Functions may be called with their parameters' names, ceiling(n: 1.5).
// One function is not FEEL's: percent(part, whole) is 100 · part / whole.
//
// # Decisions
//
// Names have no blanks. FEEL allows them, but then "a and b" cannot be read
// without knowing every name; ids of definitions have none either. Only the
// functions that FEEL itself names with blanks are recognised.
//
// Powers need a whole exponent: a root is seldom an exact number, and nothing
// here is rounded silently. Such a power is null.
package feel
