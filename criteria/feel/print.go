package feel

import (
	"strings"

	"kijun/criteria/score"
)

// Print writes an expression in the canonical form: single blanks, no needless
// parentheses, no comments. What it writes parses to the same expression.
func Print(n Node) string {
	var b strings.Builder
	print(&b, n, 0)
	return b.String()
}

// The levels of precedence, loosest first.
const (
	loose = iota
	orLevel
	andLevel
	compareLevel
	addLevel
	mulLevel
	powLevel
	unaryLevel
	postfixLevel
)

var opText = map[score.Op]string{
	score.OpAdd: "+", score.OpSub: "-", score.OpMul: "*", score.OpDiv: "/", score.OpPow: "**",
	score.OpEq: "=", score.OpNe: "!=", score.OpLt: "<", score.OpLe: "<=", score.OpGt: ">", score.OpGe: ">=",
	score.OpAnd: "and", score.OpOr: "or",
}

func opLevel(op score.Op) int {
	switch op {
	case score.OpOr:
		return orLevel
	case score.OpAnd:
		return andLevel
	case score.OpAdd, score.OpSub:
		return addLevel
	case score.OpMul, score.OpDiv:
		return mulLevel
	case score.OpPow:
		return powLevel
	}
	return compareLevel
}

func print(b *strings.Builder, n Node, level int) {
	own := level
	switch n := n.(type) {
	case *Binary:
		own = opLevel(n.Op)
	case *Between, *In:
		own = compareLevel
	case *If, *Quantified:
		own = loose
	case *Unary:
		own = unaryLevel
	case *Lit:
		if n.Value.Kind == score.KNum && n.Value.Num.Sign() < 0 {
			own = unaryLevel
		}
	}
	if own < level {
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	switch n := n.(type) {
	case *Lit:
		if s, ok := n.Value.Num.Decimal(18); ok && n.Value.Kind == score.KNum {
			b.WriteString(s) // all the digits, which the value's own text rounds
			break
		}
		b.WriteString(n.Value.String())
	case *Name:
		b.WriteString(n.Name)
	case *Path:
		print(b, n.X, postfixLevel)
		b.WriteString("." + n.Member)
	case *Unary:
		b.WriteByte('-')
		print(b, n.X, unaryLevel)
	case *Binary:
		print(b, n.X, own)
		b.WriteString(" " + opText[n.Op] + " ")
		print(b, n.Y, own+1)
	case *If:
		b.WriteString("if ")
		print(b, n.Cond, loose)
		b.WriteString(" then ")
		print(b, n.Then, loose)
		b.WriteString(" else ")
		print(b, n.Else, loose)
	case *Between:
		print(b, n.X, compareLevel)
		b.WriteString(" between ")
		print(b, n.Lo, addLevel)
		b.WriteString(" and ")
		print(b, n.Hi, addLevel)
	case *In:
		print(b, n.X, compareLevel)
		b.WriteString(" in ")
		if len(n.Tests) > 1 {
			b.WriteByte('(')
			printAll(b, n.Tests)
			b.WriteByte(')')
		} else {
			print(b, n.Tests[0], addLevel)
		}
	case *Interval:
		b.WriteByte("[("[toInt(n.LoOpen)])
		print(b, n.Lo, addLevel)
		b.WriteString("..")
		print(b, n.Hi, addLevel)
		b.WriteByte("])"[toInt(n.HiOpen)])
	case *Cmp:
		b.WriteString(opText[n.Op] + " ")
		print(b, n.X, addLevel)
	case *Dash:
		b.WriteByte('-')
	case *NotTests:
		b.WriteString("not(")
		printAll(b, n.Tests)
		b.WriteByte(')')
	case *Quantified:
		word := "some "
		if n.Every {
			word = "every "
		}
		b.WriteString(word + n.Var + " in ")
		print(b, n.List, loose)
		b.WriteString(" satisfies ")
		print(b, n.Cond, loose)
	case *List:
		b.WriteByte('[')
		printAll(b, n.Items)
		b.WriteByte(']')
	case *Index:
		print(b, n.X, postfixLevel)
		b.WriteByte('[')
		print(b, n.Arg, loose)
		b.WriteByte(']')
	case *Call:
		if name, ok := n.Fn.(*Name); ok && known(name.Name) {
			b.WriteString("(" + name.Name + ")") // a name, not the function
		} else if n.Fn != nil {
			print(b, n.Fn, postfixLevel)
		}
		b.WriteString(n.Name + "(")
		for i, a := range n.Args {
			if i > 0 {
				b.WriteString(", ")
			}
			if n.Named != nil {
				b.WriteString(n.Named[i] + ": ")
			}
			print(b, a, loose)
		}
		b.WriteByte(')')
	}
}

func printAll(b *strings.Builder, ns []Node) {
	for i, n := range ns {
		if i > 0 {
			b.WriteString(", ")
		}
		print(b, n, loose)
	}
}

func toInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
