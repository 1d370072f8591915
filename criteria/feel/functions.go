package feel

import (
	"slices"

	"kijun/criteria/score"
)

// A Function is a built-in function. Params are the names of its parameters;
// the last Optional of them may be left out. A variadic function takes one list
// or the list's elements.
type Function struct {
	Name     string
	Params   []string
	Optional int
	Variadic bool
	Result   Type
	fn       score.Func
}

// Functions is the list of the built-in functions.
var Functions = []Function{
	{Name: "abs", Params: []string{"n"}, Result: TNumber, fn: score.FnAbs},
	{Name: "all", Params: []string{"list"}, Variadic: true, Result: TBoolean, fn: score.FnAll},
	{Name: "any", Params: []string{"list"}, Variadic: true, Result: TBoolean, fn: score.FnAny},
	{Name: "ceiling", Params: []string{"n", "scale"}, Optional: 1, Result: TNumber, fn: score.FnCeiling},
	{Name: "contains", Params: []string{"string", "match"}, Result: TBoolean, fn: score.FnContains},
	{Name: "count", Params: []string{"list"}, Variadic: true, Result: TNumber, fn: score.FnCount},
	{Name: "date", Params: []string{"from"}, Result: TDate, fn: score.FnDate},
	{Name: "date", Params: []string{"year", "month", "day"}, Result: TDate, fn: score.FnDateParts},
	{Name: "decimal", Params: []string{"n", "scale"}, Result: TNumber, fn: score.FnDecimal},
	{Name: "ends with", Params: []string{"string", "match"}, Result: TBoolean, fn: score.FnEndsWith},
	{Name: "floor", Params: []string{"n", "scale"}, Optional: 1, Result: TNumber, fn: score.FnFloor},
	{Name: "list contains", Params: []string{"list", "element"}, Result: TBoolean, fn: score.FnListContains},
	{Name: "lower case", Params: []string{"string"}, Result: TString, fn: score.FnLowerCase},
	{Name: "max", Params: []string{"list"}, Variadic: true, Result: TAny, fn: score.FnMax},
	{Name: "mean", Params: []string{"list"}, Variadic: true, Result: TNumber, fn: score.FnMean},
	{Name: "min", Params: []string{"list"}, Variadic: true, Result: TAny, fn: score.FnMin},
	{Name: "modulo", Params: []string{"dividend", "divisor"}, Result: TNumber, fn: score.FnModulo},
	{Name: "not", Params: []string{"negand"}, Result: TBoolean, fn: score.FnNot},
	{Name: "percent", Params: []string{"part", "whole"}, Result: TNumber, fn: -1},
	{Name: "round down", Params: []string{"n", "scale"}, Optional: 1, Result: TNumber, fn: score.FnRoundDown},
	{Name: "round half down", Params: []string{"n", "scale"}, Optional: 1, Result: TNumber, fn: score.FnRoundHalfDown},
	{Name: "round half up", Params: []string{"n", "scale"}, Optional: 1, Result: TNumber, fn: score.FnRoundHalfUp},
	{Name: "round up", Params: []string{"n", "scale"}, Optional: 1, Result: TNumber, fn: score.FnRoundUp},
	{Name: "starts with", Params: []string{"string", "match"}, Result: TBoolean, fn: score.FnStartsWith},
	{Name: "string length", Params: []string{"string"}, Result: TNumber, fn: score.FnStringLength},
	{Name: "sum", Params: []string{"list"}, Variadic: true, Result: TNumber, fn: score.FnSum},
	{Name: "upper case", Params: []string{"string"}, Result: TString, fn: score.FnUpperCase},
}

// resolve finds the function for a call and puts its arguments in the order of
// the parameters. It fails where the number or the names of the arguments do
// not fit: FEEL calls that null, the type check of a definition an error.
func resolve(c *Call) (Function, []Node, bool) {
	for _, f := range Functions {
		if f.Name != c.Name {
			continue
		}
		if c.Named == nil {
			if f.Variadic && len(c.Args) > 0 || !f.Variadic && len(c.Args) <= len(f.Params) && len(c.Args) >= len(f.Params)-f.Optional {
				return f, c.Args, true
			}
			continue
		}
		args := make([]Node, 0, len(f.Params))
		for _, p := range f.Params {
			if i := slices.Index(c.Named, p); i >= 0 {
				args = append(args, c.Args[i])
			} else {
				break
			}
		}
		if len(args) == len(c.Args) && len(args) >= len(f.Params)-f.Optional {
			return f, args, true
		}
	}
	return Function{}, nil, false
}

// known reports whether there is a function of that name.
func known(name string) bool {
	return slices.ContainsFunc(Functions, func(f Function) bool { return f.Name == name })
}
