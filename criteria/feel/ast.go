package feel

import "kijun/criteria/score"

// A Node is a part of an expression. Off is the byte offset of its first
// character in the source.
type Node interface {
	Off() int
}

type at int

// Off is the byte offset in the source.
func (a at) Off() int { return int(a) }

// The kinds of nodes.
type (
	// Lit is a literal: a number, string, date, true, false or null.
	Lit struct {
		at
		Value score.Value
	}
	// Name is a name.
	Name struct {
		at
		Name string
	}
	// Path is a member of a name: q04.points, rows.n.
	Path struct {
		at
		X      Node
		Member string
		MemOff int
	}
	// Unary is -x.
	Unary struct {
		at
		X Node
	}
	// Binary is an arithmetic, comparison or logical operation.
	Binary struct {
		at
		Op    score.Op
		X, Y  Node
		OpOff int
	}
	// If is if … then … else ….
	If struct {
		at
		Cond, Then, Else Node
	}
	// Between is x between lo and hi.
	Between struct {
		at
		X, Lo, Hi Node
	}
	// In is x in tests.
	In struct {
		at
		X     Node
		Tests []Node
	}
	// Interval is a range test: [lo..hi].
	Interval struct {
		at
		LoOpen, HiOpen bool
		Lo, Hi         Node
	}
	// Cmp is a comparison test: >= 10.
	Cmp struct {
		at
		Op score.Op
		X  Node
	}
	// Dash is the test that everything passes: -.
	Dash struct{ at }
	// NotTests is the test not(…).
	NotTests struct {
		at
		Tests []Node
	}
	// Quantified is some/every name in list satisfies cond.
	Quantified struct {
		at
		Every      bool
		Var        string
		List, Cond Node
	}
	// List is a list literal.
	List struct {
		at
		Items []Node
	}
	// Index is x[n] or x[condition].
	Index struct {
		at
		X, Arg Node
	}
	// Call is a call of a built-in function, or, with Fn, of what is none: FEEL
	// calls that null.
	Call struct {
		at
		Name  string
		Fn    Node
		Args  []Node
		Named []string // names of the arguments, or nil
	}
)

// Children lists the parts of a node, in the order of the source.
func Children(n Node) []Node {
	switch n := n.(type) {
	case *Path:
		return []Node{n.X}
	case *Unary:
		return []Node{n.X}
	case *Binary:
		return []Node{n.X, n.Y}
	case *If:
		return []Node{n.Cond, n.Then, n.Else}
	case *Between:
		return []Node{n.X, n.Lo, n.Hi}
	case *In:
		return append([]Node{n.X}, n.Tests...)
	case *Interval:
		return []Node{n.Lo, n.Hi}
	case *Cmp:
		return []Node{n.X}
	case *NotTests:
		return n.Tests
	case *Quantified:
		return []Node{n.List, n.Cond}
	case *List:
		return n.Items
	case *Index:
		return []Node{n.X, n.Arg}
	case *Call:
		if n.Fn != nil {
			return append([]Node{n.Fn}, n.Args...)
		}
		return n.Args
	}
	return nil
}

// Names calls f for every name and path that is free in the node: not bound by
// some, every or a filter. The environment tells which filters are over the rows
// of a table, whose columns are bound then.
func Names(n Node, env Env, f func(Node)) { names(n, env, nil, f) }

func names(n Node, env Env, bound []string, f func(Node)) {
	switch n := n.(type) {
	case *Name:
		for _, b := range bound {
			if b == n.Name {
				return
			}
		}
		f(n)
	case *Path:
		if _, ok := n.X.(*Name); ok {
			f(n)
			return
		}
		names(n.X, env, bound, f)
	case *Quantified:
		names(n.List, env, bound, f)
		names(n.Cond, env, append(bound[:len(bound):len(bound)], n.Var), f)
	case *Index:
		names(n.X, env, bound, f)
		inside := append(bound[:len(bound):len(bound)], "item")
		if table, ok := rowsOf(n.X, env); ok {
			for _, col := range table.Columns {
				inside = append(inside, col.Name)
			}
		}
		names(n.Arg, env, inside, f)
	default:
		for _, c := range Children(n) {
			names(c, env, bound, f)
		}
	}
}

// rowsOf is the table that a name stands for, if it stands for the rows of one.
func rowsOf(n Node, env Env) (Symbol, bool) {
	name, ok := n.(*Name)
	if !ok {
		return Symbol{}, false
	}
	s, ok := env.Lookup(name.Name)
	return s, ok && len(s.Columns) > 0 && !s.List
}
