package score

import "strings"

// A message is the index of a text in [Program.Messages]. The texts come with
// the program, in its language; {0}, {1} … are replaced.
type message int

const (
	_ message = iota
	msgUnknownField
	msgNotBoolean
	msgNotInteger
	msgNotNumber
	msgNotOption
	msgNotDate
	msgNotText
	msgNotTable
	msgTooSmall
	msgTooLarge
	msgOffStep
	msgTooManyDecimals
	msgExclusive
	msgTooLong
	msgTooManyRows
	msgOverflow
	msgYes
	msgNo
	msgBlank
	msgNoPapers
	msgNoPapersUnmet
	msgEveryWay
	msgEveryWayMet
	msgEveryWayUnmet
	msgDate
	numMessages
)

// NumMessages is the number of texts that a program carries; the first is empty.
const NumMessages = int(numMessages)

func (p *Program) message(m message, args ...string) string {
	if int(m) >= len(p.Messages) {
		return ""
	}
	s := p.Messages[m]
	for i, a := range args {
		s = strings.ReplaceAll(s, "{"+string(rune('0'+i))+"}", a)
	}
	return s
}
