package site

// An agreement is what several parties have agreed on.
type agreement struct {
	concluded      date
	parties        []party
	aims, contents []string
	term           moment
}

// A party is one side of an agreement.
type party struct {
	name, kind, representative, title string
	url                               *link
}

func readAgreement(f fields) block {
	f.require("concluded_on: 2025-02-21", "parties: [○○市, ○○商工会議所]", "aims: [働く人の健康を支える]", "contents: [健康経営を広める]")
	a := &agreement{concluded: f.date("concluded_on"), aims: f.texts("aims"), contents: f.texts("contents"), term: f.moment("term")}
	f.each("parties", "name", func(f fields) {
		f.require("name: ○○市")
		a.parties = append(a.parties, party{f.text("name"), f.text("kind"), f.text("representative"), f.text("title"), f.link("url")})
	})
	return a
}

func (a *agreement) fill(d *BlockData, m *maker) {
	d.Agreement = &AgreementData{Concluded: m.date(a.concluded), Aims: texts(a.aims), Contents: texts(a.contents), Term: m.moment(a.term)}
	for _, p := range a.parties {
		pd := PartyData{Name: Text(p.name), Kind: Text(p.kind), Representative: Text(p.representative), Title: Text(p.title)}
		if p.url != nil {
			pd.Link = m.link(&namedLink{link: p.url, text: p.name})
		}
		d.Agreement.Parties = append(d.Agreement.Parties, pd)
		d.Agreement.Kinds = d.Agreement.Kinds || p.kind != ""
		d.Agreement.Representatives = d.Agreement.Representatives || p.representative != ""
	}
}
