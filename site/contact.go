package site

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"

	"kijun/criteria"
)

// A contact is whom to ask, and how.
type contact struct {
	body, section, tel, fax, mail, hours, closed, address string
	form, place                                           *namedLink
}

var (
	// A placeholder is for the publisher to fill in: （電話番号を記入）.
	placeholder = regexp.MustCompile(`^（.*記入.*）$`)
	phoneNumber = regexp.MustCompile(`^\+?[0-9][0-9() -]*[0-9]`)
	mailAddress = regexp.MustCompile(`^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$`)
)

func readContact(f fields) block {
	f.require("body: ○○商工会議所")
	c := &contact{body: f.text("body"), section: f.text("section"), tel: f.text("tel"), fax: f.text("fax"), form: f.linkTo("form_url"), mail: f.text("mail"),
		hours: f.text("hours"), closed: f.text("closed"), address: f.text("address"), place: f.linkTo("map_url")}
	for key, s := range map[string]string{"tel": c.tel, "fax": c.fax} {
		if s != "" && !placeholder.MatchString(s) && !phoneNumber.MatchString(norm.NFKC.String(s)) {
			f.problem(f.entries[key], "phone", fmt.Sprintf("電話番号 %q を読めません", s), "03-0000-0000 のように書いてください")
		}
	}
	if s := c.mail; s != "" && !placeholder.MatchString(s) && !mailAddress.MatchString(s) {
		f.problem(f.entries["mail"], "mail", fmt.Sprintf("メールアドレス %q を読めません", s), "info@example.jp のように書いてください")
	}
	if c.tel == "" && c.fax == "" && c.mail == "" && c.form == nil {
		*f.problems = append(*f.problems, criteria.Diagnostic{Pos: f.at, Severity: criteria.Warning, Code: "no-contact",
			Msg: "連絡のしかたがありません", Hint: "tel、fax、mail、form_url のどれかを書いてください"})
	}
	return c
}

func (c *contact) fill(d *BlockData, m *maker) {
	d.Contact = &ContactData{Body: Text(c.body), Section: fact(c.section), Tel: fact(c.tel), Fax: fact(c.fax), Mail: fact(c.mail),
		Form: m.link(c.form), Hours: fact(c.hours), Closed: fact(c.closed), Address: fact(c.address), Map: m.link(c.place)}
	if w := d.Contact.Tel; w != nil && !w.Placeholder {
		number := phoneNumber.FindString(norm.NFKC.String(c.tel))
		w.URL = URL("tel:" + strings.NewReplacer("(", "", ")", "", " ", "", "-", "").Replace(number))
	}
	if w := d.Contact.Mail; w != nil && !w.Placeholder {
		w.URL = URL("mailto:" + (&url.URL{Path: c.mail}).EscapedPath())
	}
}

// fact is nil where there is nothing.
func fact(s string) *FactData {
	if s == "" {
		return nil
	}
	return &FactData{Text: Text(s), Placeholder: placeholder.MatchString(s)}
}
