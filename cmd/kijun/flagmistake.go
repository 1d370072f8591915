package main

import (
	"flag"
	"fmt"
	"regexp"
	"strings"

	"kijun/criteria/feel"
)

// What package flag says of a command line that it cannot read.
var (
	noSuchFlag = regexp.MustCompile(`^flag provided but not defined: -(.*)$`)
	noValue    = regexp.MustCompile(`^flag needs an argument: -(.*)$`)
	badValue   = regexp.MustCompile(`^invalid (?:boolean )?value "(.*)" for (?:flag )?-([^:]*): (.*)$`)
)

// flagMistake is what is wrong with the flags, in the user's words.
func flagMistake(f *flag.FlagSet, err error) string {
	text := err.Error()
	switch {
	case noSuchFlag.MatchString(text):
		name := noSuchFlag.FindStringSubmatch(text)[1]
		var names []string
		f.VisitAll(func(x *flag.Flag) { names = append(names, x.Name) })
		hint := ""
		if near := feel.Nearest(name, names); len(near) > 0 {
			hint = "\n\thint: " + dashed(near[0]) + " のことですか"
		}
		return fmt.Sprintf("オプション %s はありません%s", dashed(name), hint)
	case noValue.MatchString(text):
		return fmt.Sprintf("オプション %s の後ろに値がありません", dashed(noValue.FindStringSubmatch(text)[1]))
	case badValue.MatchString(text):
		m := badValue.FindStringSubmatch(text)
		if m[3] == "parse error" { // of a flag that is on or off
			m[3] = "値を付けずに書いてください"
		}
		return fmt.Sprintf("オプション %s の値「%s」は使えません。%s", dashed(m[2]), m[1], m[3])
	}
	return "オプションを読めません: " + strings.TrimPrefix(text, "bad flag syntax: ")
}

// dashed is a flag as the help writes it.
func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}
