package criteria

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// Schema writes the JSON Schema (draft 2020-12) of a kind of file, so that
// editors complete keys and mark mistakes while typing: "scheme", "indicators", "cases" or "fields". "data" is what handbooks publish, see
// [Scheme.Data].
func Schema(kind string) ([]byte, error) {
	make, ok := schemas[kind]
	if !ok {
		return nil, fmt.Errorf("「%s」のスキーマはありません", kind)
	}
	doc := make()
	doc["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	b, err := json.MarshalIndent(doc, "", "  ")
	if err != nil {
		return nil, err
	}
	return append(b, '\n'), nil
}

var schemas = map[string]func() schema{"scheme": schemeSchema, "indicators": indicatorsSchema, "cases": casesSchema, "fields": fieldsSchema, "data": dataSchema}

// A schema is a JSON Schema, or a part of one.
type schema map[string]any

func ref(name string) schema { return schema{"$ref": "#/$defs/" + name} }

func explained(s schema, text string) schema {
	c := maps.Clone(s)
	c["description"] = text
	return c
}

// object is a mapping with these keys and no others. A key that ends in * must be there.
func object(keys map[string]schema) schema {
	props, required := map[string]schema{}, []string{}
	for k, s := range keys {
		if k[len(k)-1] == '*' {
			k = k[:len(k)-1]
			required = append(required, k)
		}
		props[k] = s
	}
	s := schema{"type": "object", "properties": props, "additionalProperties": false}
	if slices.Sort(required); len(required) > 0 {
		s["required"] = required
	}
	return s
}

func list(of schema) schema { return schema{"type": "array", "items": of} }

func byID(of schema) schema {
	return schema{"type": "object", "propertyNames": ref("id"), "additionalProperties": of}
}

func enum(values ...string) schema { return schema{"enum": values} }

var (
	anyString = schema{"type": "string"}
	anyNumber = schema{"type": "number"}
	count     = schema{"type": "integer", "minimum": 0}
)

func schemeSchema() schema {
	expr := explained(schema{"type": []string{"string", "boolean", "number"}}, "FEEL の式")
	group := map[string]schema{
		"all": list(ref("requirement")), "any": list(ref("requirement")), "of": list(ref("requirement")),
		"at_least": explained(ref("expr"), "いくつ以上。of と組で書く"),
	}
	tier := map[string]schema{"when": ref("expr"), "points*": anyNumber}
	isTier := maps.Clone(tier)
	isTier["is*"] = explained(schema{"type": []string{"string", "number", "boolean", "null"}}, "値のテスト: \">= 50\"、\"[30..50)\"、\"-\"")
	shared := func(keys map[string]schema) map[string]schema {
		for k, s := range map[string]schema{
			"fields": byID(ref("field")), "derive": byID(ref("derived")), "constraints": list(ref("constraint")),
		} {
			keys[k] = s
		}
		return keys
	}
	tiers := schema{"oneOf": []schema{list(object(isTier)), {"type": "object", "propertyNames": schema{"pattern": "^[0-9]+$"}, "additionalProperties": anyNumber}}}
	mark := anyString
	boolean := schema{"type": "boolean"}
	lastYear := schema{"oneOf": []schema{boolean, object(map[string]schema{"label*": ref("text")})}}
	check := schema{"oneOf": []schema{ref("id"), object(map[string]schema{"id*": ref("id"), "message": ref("text"), "severity": enum("error", "warning")})}}
	checks := map[string]schema{}
	for _, kind := range checkKinds {
		checks[kind] = check
	}
	column := map[string]schema{
		"label*": ref("text"), "note": ref("text"), "type*": enum(fieldTypeNames[:]...), "unit": ref("text"), "example": ref("text"),
		"min": anyNumber, "max": anyNumber, "step": anyNumber, "decimals": count, "max_length": count, "options": ref("options"),
		"empty": explained(anyNumber, "この数は未回答とみなす"),
	}
	field := maps.Clone(column)
	maps.Copy(field, map[string]schema{
		"when": explained(ref("expr"), "成り立つときだけ尋ねる"), "rows": count, "columns": byID(object(column)),
		"scale": explained(ref("id"), "scales にある尺度の選択肢を使う"), "blank": explained(schema{"oneOf": []schema{anyNumber, {"const": false}}}, "空欄はこの数、または「いいえ」とみなす"),
		"optional": explained(boolean, "空欄のまま出してよい"),
		"required": explained(boolean, "たずねているのに空欄なら知らせる"), "layout": explained(enum("checkbox", "line"), "checkbox は「はい」だけのチェック欄、line は1行の文章（名前、住所など）"), "mark": mark,
		"shared": explained(ref("id"), "*.fields.yaml の共通の入力欄"), "sites": explained(enum(siteWords[1:]...), "複数の事業所の回答を会社全体でどう合わせるか"), "checks": ref("checks"), "last_year": lastYear,
	})
	delete(field, "type*") // a field with a scale has its type from there
	field["type"] = column["type*"]
	question := func(inside bool) schema {
		keys := shared(map[string]schema{
			"id*": ref("id"), "number": anyString, "title*": ref("text"), "note": ref("text"), "source": ref("text"), "mark": mark,
			"tables": list(ref("layout")), "repeat": object(map[string]schema{"title*": ref("text"), "rows*": list(list(ref("id")))}),
		})
		if !inside {
			keys["heading"], keys["questions"] = ref("text"), list(ref("subquestion"))
		}
		return object(keys)
	}

	doc := object(shared(map[string]schema{
		"scheme*": {"type": "string", "pattern": schemePattern.String()}, "edition*": {"type": "string", "pattern": editionPattern.String()},
		"title*": ref("text"), "short": ref("text"), "summary": ref("text"), "authority": ref("text"),
		"sources": ref("sources"),
		"notes":   list(ref("text")), "maximum": explained(anyNumber, "公表されている満点。配点の合計と照らし合わせる"),
		"evidence":  object(map[string]schema{"without": ref("without")}),
		"blanks":    explained(enum("required", "allowed"), "allowed: どの欄も空欄のまま出してよい"),
		"marks":     {"type": "object", "additionalProperties": ref("text")},
		"last_year": object(map[string]schema{"title*": ref("text"), "note": ref("text"), "prefix": ref("id")}),
		"cover":     explained(object(map[string]schema{"title*": ref("text"), "note": ref("text"), "fields*": byID(object(column))}), "表紙: 判定に使わず、回答とは別に保つ"),
		"scales":    byID(object(map[string]schema{"options*": ref("options")})),
		"checks":    ref("checks"),
		"sections": list(object(shared(map[string]schema{
			"id*": ref("id"), "number": anyString, "title*": ref("text"), "note": ref("text"), "theme": anyString, "criteria": list(ref("criterion")),
			"step": explained(boolean, "長い用紙で1画面にする"), "tables": list(ref("layout")), "questions": list(ref("question")),
		}))),
		"awards": list(ref("award")),
		"bands": list(object(map[string]schema{"id*": ref("id"), "title*": ref("text"), "by*": ref("expr"),
			"tiers*": list(object(map[string]schema{"id*": ref("id"), "is*": isTier["is*"], "title*": ref("text"), "text": ref("text")}))})),
		"renamed": explained(schema{"type": "object", "propertyNames": ref("name"), "additionalProperties": schema{"type": []string{"string", "integer"}}},
			"前の版の入力欄（または 入力欄.選択肢、表.列、評価項目）: この版での id"),
		"dropped":      explained(list(ref("name")), "この版でなくなった、前の版の入力欄（または 入力欄.選択肢、表.列）"),
		"asked_again":  explained(schema{"type": "object", "propertyNames": ref("name"), "additionalProperties": ref("text")}, "前の版の回答を引き継がず、答え直してもらう入力欄: 理由"),
		"same_meaning": explained(list(ref("name")), "書き方が変わっただけで、前の版の回答をそのまま引き継ぐもの"),
	}))
	doc["title"] = "kijun の制度の定義（*.scheme.yaml）"
	award := maps.Clone(group)
	maps.Copy(award, map[string]schema{"id*": ref("id"), "title*": ref("text"), "note": ref("text"), "pass": ref("expr"),
		"beyond": explained(list(ref("text")), "この用紙では決まらないこと")})
	requirement := maps.Clone(group)
	maps.Copy(requirement, map[string]schema{"id": ref("id"), "title": ref("text")})
	doc["$defs"] = map[string]schema{
		"id":      {"type": "string", "pattern": idPattern.String()},
		"name":    {"type": "string", "pattern": namePattern.String()},
		"text":    {"oneOf": []schema{{"type": []string{"string", "number"}}, {"type": "object", "required": []string{"ja"}, "additionalProperties": anyString}}},
		"expr":    expr,
		"sources": list(object(map[string]schema{"title*": ref("text"), "url": anyString, "note": ref("text")})),
		"without": enum("no_points", "no_effect"),
		"options": {"type": "object", "additionalProperties": schema{"oneOf": []schema{{"type": []string{"string", "number"}},
			object(map[string]schema{"label*": ref("text"), "note": ref("text"), "exclusive": boolean, "group": anyString,
				"text": {"enum": []any{true, false, "required"}}, "points": anyNumber})}}},
		"field":  object(field),
		"checks": object(checks),
		"layout": object(map[string]schema{"title": ref("text"), "columns*": list(ref("text")),
			"rows*": list(object(map[string]schema{"label*": ref("text"), "cells*": list(schema{"oneOf": []schema{ref("id"), {"type": "null"}}})}))}),
		"question":    question(false),
		"subquestion": question(true),
		"derived": object(map[string]schema{"label*": ref("text"), "unit": ref("text"), "decimals": count, "last_year": lastYear,
			"words":  explained(ref("options"), "文字列の値を画面でどう書くか"),
			"value*": {"oneOf": []schema{ref("expr"), explained(list(ref("expr")), "上から順に、回答がそろった最初の式を使う")}}}),
		"constraint": object(map[string]schema{"id*": ref("id"), "assert": ref("expr"), "message*": ref("text"),
			"filled": explained(boolean, "いま書かれているとおりに見る（空欄は null）"), "voids": explained(boolean, "守られないとき、その欄を未回答とみなす"),
			"severity": enum("error", "warning", "reminder"), "fields": list(ref("id"))}),
		"criterion": object(shared(map[string]schema{
			"id*": ref("id"), "number": anyString, "title*": ref("text"), "note": ref("text"), "theme": anyString,
			"tables": list(ref("layout")), "scale": ref("id"),
			"needs": {"oneOf": []schema{list(ref("id")), object(map[string]schema{"when": ref("expr"), "fields*": list(ref("id"))})}}, "applies": ref("expr"), "met": ref("expr"), "points": ref("points"), "evidence": ref("evidence"), "effort": anyNumber,
		})),
		"points": object(map[string]schema{
			"max": anyNumber, "by": ref("expr"), "count": list(ref("id")), "rules": list(object(tier)), "tiers": tiers,
			"tables": list(object(map[string]schema{"when": ref("expr"), "tiers*": tiers})),
		}),
		"evidence": object(map[string]schema{
			"field": ref("id"), "label": ref("text"), "needed": ref("expr"), "without": ref("without"),
			"papers": list(schema{"oneOf": []schema{{"type": "string"}, object(map[string]schema{"text*": ref("text"), "when": ref("expr")})}}),
		}),
		"award":       object(award),
		"requirement": {"oneOf": []schema{ref("id"), object(requirement)}},
	}
	return doc
}

func indicatorsSchema() schema {
	traits := map[string]schema{
		"survey": explained(ref("id"), "もとになる調査（surveys）の id"), "population": explained(ref("text"), "だれについての数字か（分母と、除く人）"),
		"unit": ref("text"), "decimals": explained(count, "見せるときの小数点以下の桁数"), "direction": enum("higher", "lower", "none"),
		"source": ref("text"), "frequency": ref("text"), "period": explained(ref("text"), "数字の年度"),
		"zero": explained(ref("text"), "分母が0のときに「—（…）」の中に出す言葉"),
	}
	tests := schema{"type": []string{"string", "number"}}
	indicator := maps.Clone(traits)
	maps.Copy(indicator, map[string]schema{
		"id*": ref("id"), "title*": ref("text"), "definition*": ref("text"),
		"formula":      explained(schema{"oneOf": []schema{ref("expr"), list(ref("expr"))}}, "計算式。並べると、入力がそろっている最初の式を使う"),
		"formula_note": ref("text"), "direction_note": ref("text"), "target": explained(tests, "四捨五入する前の値のテスト: \">= 90\""), "target_note": ref("text"),
		"reference": explained(anyNumber, "目標ではない、比べるための線"), "reference_note": ref("text"), "note": ref("text"), "open": list(ref("text")),
	})
	fields := func(keys map[string]schema) schema {
		keys["inputs"], keys["constraints"], keys["defaults"] = byID(ref("field")), list(ref("constraint")), object(traits)
		return object(keys)
	}
	doc := fields(map[string]schema{
		"indicators*": {"type": "string", "pattern": schemePattern.String()}, "edition*": {"type": "string", "pattern": editionPattern.String()},
		"title*": ref("text"), "short": ref("text"), "summary": ref("text"), "sources": ref("sources"), "notes": list(ref("text")),
		"open": explained(byID(ref("text")), "元の資料では決まっていない点。指標の open に id を書く"),
		"surveys": byID(object(map[string]schema{
			"title*": ref("text"), "note": ref("text"), "population": ref("text"), "source": ref("text"), "frequency": ref("text"), "period": ref("text"),
			"answers": count, "response_rate": anyNumber,
		})),
		"categories*": list(fields(map[string]schema{
			"id*": ref("id"), "title*": ref("text"), "note": ref("text"), "indicators*": list(ref("indicator")),
		})),
		"helpers": list(ref("indicator")),
	})
	doc["title"] = "kijun の指標の定義（*.indicators.yaml）"
	doc["$defs"] = definitions(map[string]schema{"indicator": object(indicator)}, "id", "text", "expr", "sources", "options", "checks", "field", "constraint")
	return doc
}

func casesSchema() schema {
	value := schema{"type": []string{"string", "number", "boolean", "array", "null"}}
	span := schema{"oneOf": []schema{anyNumber, object(map[string]schema{"min*": anyNumber, "max*": anyNumber})}}
	derived := object(map[string]schema{
		"value": value, "display": anyString, "status": enum("ok", "not_applicable", "missing_input", "invalid_input"), "target_met": {"type": []string{"boolean", "null"}},
	})
	doc := object(map[string]schema{
		"scheme*": anyString, "edition*": anyString, "base": explained(byID(value), "どの検算例もここから始まる回答"),
		"cases*": list(object(map[string]schema{
			"name*": anyString, "answers": byID(value), "blank": list(ref("id")),
			"expect*": object(map[string]schema{
				"total": span, "maximum": span, "awards": byID(enum("pass", "fail", "open")),
				"criteria": byID(value), "groups": byID(span), "bands": byID(schema{"oneOf": []schema{ref("id"), list(ref("id"))}}), "derived": byID(schema{"oneOf": []schema{value, derived}}), "problems": list(ref("id")),
			}),
		})),
	})
	doc["title"] = "kijun の検算例（*.cases.yaml）"
	doc["$defs"] = map[string]schema{"id": {"type": "string", "pattern": idPattern.String()}}
	return doc
}

func fieldsSchema() schema {
	doc := object(map[string]schema{
		"fields": byID(object(map[string]schema{
			"label*": ref("text"), "note": ref("text"), "type*": enum(fieldTypeNames[:Table]...), "unit": ref("text"), "example": ref("text"),
			"min": anyNumber, "max": anyNumber, "step": anyNumber, "decimals": count, "max_length": count, "options": ref("options"),
			"empty": explained(anyNumber, "この数は未回答とみなす"),
		})),
		"not_shared": list(object(map[string]schema{
			"fields*": list(schema{"type": "string", "pattern": `^[A-Za-z][A-Za-z0-9_-]*\.[A-Za-z][A-Za-z0-9_]*$`}), "why*": ref("text"),
		})),
		"themes": byID(object(map[string]schema{"title*": ref("text"), "note": ref("text")})),
	})
	doc["title"] = "kijun の共通の定義（*.fields.yaml）"
	doc["$defs"] = definitions(map[string]schema{}, "id", "text", "options")
	return doc
}

// definitions adds to defs what other kinds of files take over from schemes.
func definitions(defs map[string]schema, names ...string) map[string]schema {
	all := schemeSchema()["$defs"].(map[string]schema)
	for _, name := range names {
		defs[name] = all[name]
	}
	return defs
}
