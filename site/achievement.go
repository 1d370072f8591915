package site

// An achievement is an award that the publisher itself was granted.
type achievement struct {
	scheme              *schemeRef
	level, issuer       string
	granted, validUntil date
	conditions, efforts []string
	badge               *figure
}

func readAchievement(f fields) block {
	f.require("scheme: 制度のid", "level: 銀の認定", "granted_on: 2025-08", "issuer: 認定する機関")
	return &achievement{scheme: f.scheme("scheme"), level: f.text("level"), issuer: f.text("issuer"), granted: f.date("granted_on"),
		validUntil: f.date("valid_until"), conditions: f.texts("conditions"), efforts: f.texts("efforts"), badge: f.pictureOf("badge")}
}

func (a *achievement) fill(d *BlockData, m *maker) {
	d.Achievement = &AchievementData{Scheme: m.scheme(a.scheme), Level: Text(a.level), Issuer: fact(a.issuer), Granted: m.date(a.granted),
		ValidUntil: m.date(a.validUntil), Conditions: texts(a.conditions), Efforts: texts(a.efforts), Badge: m.figure(a.badge)}
}
