package site

// An overview shows the divisions of a scheme and the tiers of each, from the top.
type overview struct {
	scheme          *schemeRef
	operator, cycle string
	divisions       []division
	official        *namedLink
}

type division struct {
	name, who string
	tiers     []tier
}

// A tier is a rank of a division: "上位500法人".
type tier struct{ name, rank, count string }

func readOverview(f fields) block {
	f.require("scheme: 制度のid", "divisions: [{name: 中小規模法人部門, tiers: [上位の区分, 認定]}]")
	o := &overview{scheme: f.scheme("scheme"), operator: f.text("operator"), cycle: f.text("cycle"), official: f.linkTo("official_url")}
	f.each("divisions", "name", func(f fields) {
		f.require("name: 中小規模法人部門")
		v := division{name: f.text("name"), who: f.text("who")}
		f.each("tiers", "name", func(f fields) {
			f.require("name: 認定")
			v.tiers = append(v.tiers, tier{f.text("name"), f.text("rank"), f.text("count")})
		})
		o.divisions = append(o.divisions, v)
	})
	return o
}

func (o *overview) fill(d *BlockData, m *maker) {
	d.Overview = &OverviewData{Scheme: m.scheme(o.scheme), Operator: Text(o.operator), Cycle: Text(o.cycle), Official: m.link(o.official)}
	for _, v := range o.divisions {
		vd := DivisionData{Name: Text(v.name), Who: Text(v.who)}
		for _, t := range v.tiers {
			vd.Tiers = append(vd.Tiers, TierData{Text(t.name), Text(t.rank), Text(t.count)})
		}
		d.Overview.Divisions = append(d.Overview.Divisions, vd)
		d.Overview.Conditions = d.Overview.Conditions || v.who != ""
	}
}
