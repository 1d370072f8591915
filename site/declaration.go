package site

// A declaration is a promise that others may make as well.
type declaration struct {
	declarer     string // who declares: 事業所の代表者
	declares     []string
	join         string
	participants *namedLink
}

func readDeclaration(f fields) block {
	f.require("declarer: 事業所の代表者", "declares: [健康に働ける職場をつくる]")
	return &declaration{f.text("declarer"), f.texts("declares"), f.text("how_to_join"), f.linkTo("participants")}
}

func (x *declaration) fill(d *BlockData, m *maker) {
	d.Declaration = &DeclarationData{Text(x.declarer), texts(x.declares), fact(x.join), m.link(x.participants)}
}
