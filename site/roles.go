package site

// A roles says who does what, and whom to ask for it.
type roles struct{ list []role }

type role struct {
	party, text string
	contact     *link
}

func readRoles(f fields) block {
	f.require("roles: [{party: ○○商工会議所, text: 相談を受ける}]")
	r := &roles{}
	f.each("roles", "", func(f fields) {
		f.require("party: ○○商工会議所", "text: 相談を受ける")
		r.list = append(r.list, role{f.text("party"), f.text("text"), f.link("contact")})
	})
	return r
}

func (r *roles) fill(d *BlockData, m *maker) {
	for _, x := range r.list {
		d.Roles = append(d.Roles, RoleData{Text(x.party), Text(x.text), m.plainLink(x.contact)})
	}
}
