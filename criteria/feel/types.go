package feel

import "strings"

// A Type is a set of kinds of values, as far as it is known before anything is
// computed.
type Type uint8

// The kinds. Null belongs to every type.
const (
	TBoolean Type = 1 << iota
	TNumber
	TString
	TDate
	TList
	TNull Type = 0
	TAny       = TBoolean | TNumber | TString | TDate | TList
)

var typeNames = map[Type]string{
	TBoolean: "はい・いいえ", TNumber: "数", TString: "文字列", TDate: "日付", TList: "リスト", TNull: "null",
}

func (t Type) String() string {
	if s, ok := typeNames[t]; ok {
		return s
	}
	if t == TAny {
		return "値"
	}
	var names []string
	for k := TBoolean; k <= TList; k <<= 1 {
		if t&k != 0 {
			names = append(names, typeNames[k])
		}
	}
	return strings.Join(names, "か")
}
