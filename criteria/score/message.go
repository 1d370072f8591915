package score

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
	msgRequired
	msgHidden
	msgNotApplicable
	msgMissing
	msgInvalid
	msgComma
	numMessages
)

// NumMessages is the number of texts that a program carries; the first is empty.
const NumMessages = int(numMessages)

func (p *Program) message(m message, args ...string) string {
	if int(m) >= len(p.Messages) {
		return ""
	}
	s := p.Messages[m]
	b := make([]byte, 0, len(s)+64)
	for i := 0; i < len(s); i++ {
		if s[i] == '{' && i+2 < len(s) && s[i+2] == '}' && int(s[i+1]-'0') < len(args) {
			b = append(b, args[s[i+1]-'0']...)
			i += 2
		} else {
			b = append(b, s[i])
		}
	}
	return string(b)
}
