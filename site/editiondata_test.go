package site

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// The data of every edition must be as its published schema says, and a key that the
// schema does not know must be wrong by it.
func TestPublishedData(t *testing.T) {
	sites := map[string]map[string][]byte{"changes": changesSite(t), "survey": surveySite(t), "handbook": handbook(t)}
	for site, files := range sites {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(files["schemes/criteria.schema.json"]))
		if err != nil {
			t.Fatalf("%s: %v", site, err)
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource("data.json", doc); err != nil {
			t.Fatal(err)
		}
		schema, err := c.Compile("data.json")
		if err != nil {
			t.Fatal(err)
		}
		found, english := 0, 0
		for name, data := range files {
			if !strings.HasSuffix(name, "/criteria.json") {
				continue
			}
			found++
			v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(v); err != nil {
				t.Errorf("%s %s: %v", site, name, err)
			}
			for _, s := range v.(map[string]any)["sections"].([]any) {
				for _, c := range s.(map[string]any)["criteria"].([]any) {
					c := c.(map[string]any)
					if page := strings.TrimSuffix(name, "criteria.json") + c["page"].(string) + "index.html"; files[page] == nil {
						t.Errorf("%s %s: there is no %s", site, name, page)
					}
					c["titel"] = "x"
				}
			}
			if schema.Validate(v) == nil {
				t.Errorf("%s %s: a misspelt key is right by the schema", site, name)
			}
			scheme := strings.TrimSuffix(name, "criteria.json")
			links, columns := []string{"評価項目の一覧（Excelで開けます）", "評価項目のデータ", "データの形の説明"}, "分野,番号,id,評価項目,"
			if strings.HasPrefix(name, "en/") {
				english++
				links, columns = []string{"List of criteria (opens in Excel)", "Data of the criteria", "What the data looks like"}, "Section,Number,id,Criterion,"
			}
			wants(t, files, scheme+"index.html", `/criteria.csv">`+links[0]+"</a>", `/criteria.json">`+links[1]+"</a>", `/schemes/criteria.schema.json">`+links[2]+"</a>")
			wants(t, files, scheme+"criteria.csv", columns)
		}
		if site == "handbook" && english == 0 {
			t.Errorf("%s: no data in English", site)
		}
		if found == 0 {
			t.Errorf("%s: no data", site)
		}
	}
}

func TestPublishedTable(t *testing.T) {
	data := changesSite(t)["schemes/mimamori/2026/criteria.csv"]
	text, ok := bytes.CutPrefix(data, []byte("\ufeff"))
	if !ok || !bytes.Contains(text, []byte("\r\n")) || bytes.HasPrefix(text, []byte("\ufeff")) {
		t.Fatalf("got %q", data)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Fatal(err, rows)
	}
	want := []string{"事業所のなか", "②", "rounds", "外回りで見守りをしている", "10", "", "「見守りの割合（%）」による\n75%以上：10点\n75%未満：0点",
		"外回りの日報（ひと月分）\n見守りの記録票", "外回りの回数（整数、単位は回、1以上）\nそのうち見守りをした回数（整数、単位は回、0以上）", ""}
	if got := rows[2]; strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	var doc struct {
		Sections []struct{ Criteria []json.RawMessage }
	}
	if err := json.Unmarshal(changesSite(t)["schemes/mimamori/2026/criteria.json"], &doc); err != nil || len(doc.Sections) != 2 {
		t.Fatal(err, doc)
	}
	const rounds = `{"id":"rounds","number":"②","title":"外回りで見守りをしている","page":"rounds/","maximum":10,` +
		`"points":[{"by":"見守りの割合（%）","rows":[{"condition":"75%以上","points":10},{"condition":"75%未満","points":0}]}],` +
		`"papers":{"list":[{"text":"外回りの日報（ひと月分）"},{"text":"見守りの記録票"}]},` +
		`"fields":[{"id":"visit_all","label":"外回りの回数","type":"integer","unit":"回","min":1},{"id":"visit_with","label":"そのうち見守りをした回数","type":"integer","unit":"回","min":0}],` +
		`"derived":[{"id":"visit_rate","label":"見守りの割合","unit":"%","formula":"そのうち見守りをした回数 ÷ 外回りの回数 × 100"}],` +
		`"constraints":[{"id":"V1","message":"見守りをした回数が外回りの回数を超えています","severity":"error"}]}`
	var b bytes.Buffer
	if err := json.Compact(&b, doc.Sections[0].Criteria[1]); err != nil || b.String() != rounds {
		t.Errorf("got  %s\nwant %s", &b, rounds)
	}
}
