package browsertest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp/kb"
)

// storageOf is what the storage has, without what is made again from it.
const storageOf = `JSON.stringify(Object.entries(localStorage).filter(([key]) => !key.endsWith(":standing")).sort())`

func visitEditions(t testing.TB) *tab {
	t.Helper()
	return visit(t, serveSite(t, twoEditions, nil))
}

// stub runs a script in every document from now on, before the page's own.
func (v *tab) stub(script string) {
	v.Helper()
	call(v, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

// store puts a record of the scheme of two editions into the storage, as if it had
// been kept there on a day.
func (v *tab) store(edition, id, label, answers, day string) {
	v.Helper()
	key := "kijun:1:" + base + ":renraku@" + edition
	if id != "" {
		key += "#" + id
	}
	eval[bool](v, `localStorage.setItem(%s, '{"v":1,"saved":"' + %s + 'T00:00:00.000Z","label":' + %s + ',"scheme":"renraku","edition":"' + %s + '","answers":' + %s + '}') === undefined`,
		key, day, label, edition, answers)
}

// kept waits until the storage has something.
func (v *tab) kept(words string) {
	v.Helper()
	eval[bool](v, `new Promise((done) => { const look = () => Object.values(localStorage).join().includes(%s) ? done(true) : setTimeout(look, 20); look(); })`, words)
}

// control presses a key with the control key.
func (v *tab) control(key string) {
	v.Helper()
	eval[bool](v, `(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", {key: %s, ctrlKey: true, bubbles: true, cancelable: true})) || true`, key)
}

// records shows the panel.
func (v *tab) records() {
	v.Helper()
	v.click(`a[data-view="records"]`)
	v.wait(`[data-panel="records"] [data-do="new"]`)
	v.settle()
}

// names are the records of the list, in its order.
func (v *tab) names() string {
	v.Helper()
	v.settle()
	return eval[string](v, `[...document.querySelectorAll("[data-record] .kept-name")].map((e) => e.textContent).join("|")`)
}

// menu presses a button in the menu of a record.
func (v *tab) menu(record, do string) {
	v.Helper()
	v.settle()
	eval[bool](v, `(() => { document.querySelectorAll("[data-record]")[+%s].querySelector("summary").click(); return true; })()`, record)
	eval[bool](v, `(() => { document.querySelectorAll("[data-record]")[+%s].querySelector("[data-do=" + %s + "]").click(); return true; })()`, record, do)
}

// fillLabel writes what a record is to be called and presses the button.
func (v *tab) fillLabel(period, place, name string) {
	v.Helper()
	v.wait(`dialog[open] .label-form`)
	eval[bool](v, `(() => {
		for (const [id, value] of Object.entries({period: %s, place: %s, name: %s})) document.getElementById("label-" + id).value = value;
		document.querySelector("dialog[open] [data-choice=yes]").click();
		return document.querySelector("dialog[open]") === null;
	})()`, period, place, name)
}

func (v *tab) text(selector string) string {
	v.Helper()
	return eval[string](v, `document.querySelector(%s)?.innerText ?? "(missing)"`, selector)
}

func (v *tab) given(name string) string {
	v.Helper()
	return eval[string](v, `new FormData(document.querySelector("form.check")).getAll(%s).join()`, name)
}

func (v *tab) has(selector, words string) {
	v.Helper()
	if got := v.text(selector); !strings.Contains(got, words) {
		v.Errorf("%s says %q, not %q", selector, got, words)
	}
}

// A company makes a record for another year, names both, compares them, takes one
// away and gets it back.
func TestRecords(t *testing.T) { both(t, severalRecords) }

func severalRecords(t *visitor) {
	v := visitEditions(t)
	v.openCheck("renraku")
	v.records()
	v.has(`[data-panel="records"]`, "まだ記録はありません")
	v.click(`a[data-view="form"]`)
	v.answer("staff", "30")
	v.answer("roster", "true")
	v.answer("company", "しけん商店")
	v.wait(saved)
	if eval[bool](v, `document.querySelector("[data-record-line]").checkVisibility()`) {
		t.Error("the only record is named above the form")
	}
	v.records()
	if got := v.names(); got != "名前のない記録 表示中" {
		t.Errorf("the list has %q", got)
	}
	v.has(`[data-years-box]`, "2つ以上")

	v.menu("0", "rename")
	v.wait(`dialog[open] .label-form`)
	eval[bool](v, `document.getElementById("label-name").value = "あ".repeat(41), true`)
	v.click(`dialog[open] [data-choice="yes"]`)
	v.has(`dialog[open] .label-note`, "40字まで")
	v.fillLabel("R8", "本社", "")
	v.wait(saved)
	v.menu("0", "copy")
	v.wait(`dialog[open] .label-form`)
	if got := eval[string](v, `document.getElementById("label-period").value`); got != "R9" {
		t.Errorf("the year after R8 is %q", got)
	}
	v.keys(kb.Enter) // in the first input
	v.wait(`[data-record-line]:not([hidden])`)
	v.has(`[data-record-line]`, "R9 本社")
	if got := v.names(); got != "R9 本社 表示中|R8 本社" {
		t.Errorf("the list has %q", got)
	}
	if got := v.given("company"); got != "しけん商店" {
		t.Errorf("the copy has the cover %q", got)
	}
	v.click(`a[data-view="form"]`)
	v.answer("staff", "４０人")
	v.answer("drill", "2")
	v.wait(`[data-result][data-total-min="10"]`)
	v.wait(saved)

	v.records()
	v.settle()
	v.click(`[data-do="compare"]`)
	v.has(`.kept-status`, "いま0件")
	eval[bool](v, `(() => { for (const pick of document.querySelectorAll("[data-do=pick]")) pick.click(); return true; })()`)
	v.click(`[data-do="compare"]`)
	v.wait(`[data-versus="answers"] [data-differs]`)
	if got := eval[string](v, `[...document.querySelectorAll("[data-versus=answers] tbody tr")].map((r) => r.innerText).join("|")`); got != "働く人の数\t４０人\t30人|練習をした回数\t2回\t—" {
		t.Errorf("the answers differ in %q", got)
	}
	v.click(`[data-do="all"]`)
	v.wait(`[data-versus="answers"] tr:not([data-differs]) td`)
	if got := v.text(`[data-row="criterion-c4"]`); got != "④ 練習をしている\t10点\t未確定" {
		t.Errorf("the fourth criterion has %q", got)
	}
	v.has(`[data-row="total"]`, "10〜40点")
	v.wait(`[data-years-box] svg .chart-line`)
	v.has(`[data-years]`, "2027年度（令和9）")

	// taken away and brought back whole
	v.menu("0", "remove")
	v.click(`dialog[open] [data-choice="yes"]`)
	v.wait(`[data-record-line][hidden]`)
	if got := v.given("staff"); got != "30" {
		t.Errorf("the other record has %q people", got)
	}
	v.click(`[data-toast-action="undo"]`)
	v.wait(`[data-record-line]:not([hidden])`)
	if got := v.given("staff") + v.given("company"); got != "４０人しけん商店" {
		t.Errorf("the record came back with %q", got)
	}
	v.reload()
	v.wait(`html[data-selfcheck="ready"]`)
	v.has(`[data-record-line]`, "R9 本社")
}

// Forty records in two editions fit on a phone.
func TestManyRecords(t *testing.T) { both(t, manyRecords) }

func manyRecords(t *visitor) {
	v := visitEditions(t)
	v.open("schemes/renraku/check/")
	for i := range 40 {
		id := string(rune('a'+i/10)) + string(rune('0'+i%10))
		v.store("2026", id, `{"name":"とても長い名前の記録でも折り返して読める下書き","period":"20`+string(rune('0'+i%10))+`6年度","place":"第`+id+`営業所"}`, `{"staff":"12","roster":"true"}`, "2026-04-01")
	}
	v.store("2025", "", `{}`, `{"staff":"5"}`, "2025-04-01")
	v.phone()
	v.openCheck("renraku")
	v.records()
	v.wait(`[data-record]:nth-child(40) .kept-verdict`)
	v.wait(`[data-kept-edition="2025"] [data-record] .kept-verdict`)
	if wide := eval[int](v, `document.documentElement.scrollWidth`); wide > 360 {
		t.Errorf("the page is %d px wide", wide)
	}
	if got := v.text(`[data-record]:nth-child(40) summary`); !strings.Contains(got, "操作") {
		t.Errorf("the last record's menu is %q", got)
	}
	// by keyboard: the menu opens, Escape closes it and keeps the focus
	eval[bool](v, `document.querySelector("[data-record]:nth-child(40) summary").focus() === undefined`)
	v.keys(kb.Enter)
	v.wait(`[data-record]:nth-child(40) details[open]`)
	v.keys(kb.Escape)
	v.wait(`[data-record]:nth-child(40) details:not([open]) summary:focus`)
}

const oldAnswers = `{"staff":"12","fax":"true","people[0].name":"はな","people[0].tel":"03","people[0].memo":"夜","list":"true","list_paper":"true",` +
	`"ways":["mail","board"],"speed":"days","hours":"1.5","drill":"true","note":"メモ"}`

// Answers of last year's edition go over, and what does not is listed with what was
// answered.
func TestCarryOver(t *testing.T) { both(t, carryOver) }

func carryOver(t *visitor) {
	v := visitEditions(t)
	v.open("schemes/renraku/check/")
	v.store("2025", "", `{"name":"","period":"2025年度","place":"本社"}`, oldAnswers, "2025-05-01")
	eval[bool](v, `localStorage.setItem(%s, '{"company":"しけん商店","person":"はな"}') === undefined`, "kijun:1:"+base+":renraku@2025:cover")
	v.openCheck("renraku")
	v.has(`[data-record-line]`, "2025版の記録があります")
	v.click(`[data-record-line] [data-action="carry"]`)
	v.wait(`dialog[open] .carry-list`)
	if got := eval[string](v, `document.getElementById("label-period").value`); got != "2026年度" {
		t.Errorf("the new record is of %q", got)
	}
	v.click(`dialog[open] [data-choice="yes"]`)
	v.wait(`[data-left-over]`)
	for name, want := range map[string]string{"staff": "12", "roster": "true", "roster_paper": "true", "ways": "mail,notice", "people[0].phone": "03", "note": "メモ",
		"speed": "", "hours": "", "drill": "", "writer": "はな", "company": "しけん商店"} {
		if got := v.given(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]string{"fax": "ファクスがある\n前の版での回答：はい", "speed": "前の版での回答：3日以内\n「3日以内」が「2日以内」になりました", "hours": "前の版での回答：1.5時間", "drill": "前の版での回答：はい", "people[0].memo": "夜"} {
		v.has(`[data-left="`+name+`"]`, want)
	}
	v.has(`[data-left-over]`, "夜間の練習もした")
	if got := eval[int](v, `Object.keys(localStorage).filter((k) => k.endsWith("renraku@2025")).length`); got != 1 {
		t.Error("the older record is gone")
	}
	eval[bool](v, `(() => { document.querySelector('[data-left="drill"] a').click(); return true; })()`)
	v.wait(`form[data-view="form"] #f-drill:focus`)

	// a file of the older edition says the same
	file := filepath.Join(t.TempDir(), "old.json")
	if err := os.WriteFile(file, []byte(`{"scheme":"renraku","edition":"2025","answers":{"staff":7,"fax":true,"list":true,"ways":["phone"],"people":[{"name":"そら","tel":"06"}]}}`), 0o644); err != nil {
		t.Fatal(err)
	}
	v.choose(file)
	v.fillLabel("2026年度", "支店", "")
	v.wait(`[data-record-line]:not([hidden])`)
	if got := v.given("staff") + v.given("people[0].phone") + v.given("roster") + v.given("ways"); got != "706truephone" {
		t.Errorf("the file gave %q", got)
	}
	v.has(`[data-left="fax"]`, "はい")
}

// Sites add up as the scheme says, in exact decimals.
func TestSites(t *testing.T) { both(t, addedSites) }

func addedSites(t *visitor) {
	v := visitEditions(t)
	v.open("schemes/renraku/check/")
	v.store("2026", "a", `{"name":"","period":"2026年度","place":"本社"}`, `{"staff":"１，２００人","visits":"0.1","roster":"true","speed":"day","hours":"90","drill":"1","ways":["mail"],"rules":["1","2"],"note":"あ","opened":"2001-04-01"}`, "2026-05-01")
	v.store("2026", "b", `{"name":"","period":"2026年度","place":"支店"}`, `{"staff":"34","visits":"0.2","roster":"true","speed":"days","hours":"１２０","drill":"0","ways":["phone"],"rules":["2"],"opened":"1999-04-01"}`, "2026-05-01")
	v.store("2026", "c", `{"name":"","period":"2026年度","place":"倉庫"}`, `{"staff":"1","roster":"false","speed":"day","hours":"5","drill":"3","ways":["phone"],"rules":["2","3"],"opened":"2020-01-01"}`, "2026-05-01")
	v.openCheck("renraku")
	v.records()
	v.settle()
	eval[bool](v, `(() => { for (const pick of document.querySelectorAll("[data-do=pick]")) pick.click(); return true; })()`)
	v.click(`[data-do="sum"]`)
	v.has(`dialog[open]`, "空欄のままにする質問（1件）")
	v.fillLabel("2026年度", "全社", "合算")
	v.wait(`[data-added]`)
	for name, want := range map[string]string{"staff": "1235", "visits": "0.3", "roster": "false", "speed": "", "hours": "１２０", "drill": "0", "ways": "phone,mail", "rules": "2", "note": "", "opened": "1999-04-01"} {
		if got := v.given(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	v.has(`[data-added]`, "全員に連絡がつくまで")
	v.has(`[data-added]`, "気づいたこと")
}

// Changes are taken back and made again, by button and by key; typing is one change.
func TestUndo(t *testing.T) { both(t, undoneChanges) }

func undoneChanges(t *visitor) {
	v := visitEditions(t)
	v.openCheck("renraku")
	if got := v.text(`[data-history="undo"][aria-disabled="true"]`); got != "元に戻す" {
		t.Errorf("the button says %q", got)
	}
	v.answer("roster", "true")
	v.wait(saved)
	v.answer("staff", "12")
	v.wait(`[data-history="undo"][aria-disabled="false"]`)
	v.click(`[data-history="undo"]`)
	if got := v.given("staff") + v.given("roster"); got != "true" {
		t.Errorf("after taking one change back the answers are %q", got)
	}
	v.click(`[data-history="undo"]`)
	if got := v.given("roster"); got != "" {
		t.Errorf("after taking both back the answer is %q", got)
	}
	v.wait(`[data-history="undo"][aria-disabled="true"]`)
	v.click(`[data-history="redo"]`)
	v.wait(`[data-criterion="c1"]`)
	eval[bool](v, `document.querySelector('[name="roster"][value="false"]').focus() === undefined`)
	v.control("y")
	if got := v.given("staff") + v.given("roster"); got != "12true" {
		t.Errorf("after doing both again the answers are %q", got)
	}
	v.control("z")
	if got := v.given("staff") + v.given("roster"); got != "true" {
		t.Errorf("after Ctrl+Z the answers are %q", got)
	}
	v.reload()
	v.wait(`html[data-selfcheck="ready"]`)
	if got := v.given("staff") + v.given("roster"); got != "true" {
		t.Errorf("after loading again the answers are %q", got)
	}
}

// A full storage is said, with a way to a file, and the browser asks before the page
// goes; with the file saved it does not.
func TestStorageFull(t *testing.T) { both(t, storageFull) }

func storageFull(t *visitor) {
	v := visitEditions(t)
	v.openCheck("renraku")
	eval[bool](v, `(Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }) !== null`)
	v.answer("staff", "12")
	v.wait(`.toast[data-kind="error"] [data-action="export"]`)
	v.wait(`[data-save-state][data-state="failed"]`)
	asks := func() bool {
		return eval[bool](v, `(() => { const e = new Event("beforeunload", {cancelable: true}); dispatchEvent(e); return e.defaultPrevented; })()`)
	}
	if !asks() {
		t.Error("nobody asks before the answers are lost")
	}
	v.records()
	v.has(`[data-record]`, "まだ保存されていません")
	v.click(`a[data-view="form"]`)
	v.export()
	if asks() {
		t.Error("the answers are in a file, and still it asks")
	}
}

// A blocked storage is no reason not to fill in the form.
func TestStorageBlocked(t *testing.T) {
	v := visitEditions(t)
	v.stub(`for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, {get() { throw new DOMException("no", "SecurityError"); }});`)
	v.openCheck("renraku")
	v.answer("staff", "12")
	v.answer("drill", "2")
	v.wait(`[data-result][data-total-min="10"]`)
	v.wait(`.toast[data-kind="error"] [data-action="export"]`)
	v.records()
	v.has(`[data-record]`, "まだ保存されていません")
	if got := v.given("staff"); got != "12" {
		t.Errorf("the answer is %q", got)
	}
}

// Answers whose storage was cleared behind the page's back stay, and are written again
// only when the visitor says so.
func TestStorageWiped(t *testing.T) { both(t, storageWiped) }

func storageWiped(t *visitor) {
	v := visitEditions(t)
	v.openCheck("renraku")
	v.answer("staff", "12")
	v.wait(saved)
	eval[bool](v, `localStorage.clear() === undefined`)
	v.answer("roster", "true")
	v.wait(`.toast[data-kind="error"] [data-action="keep"]`)
	if n := eval[int](v, `Object.keys(localStorage).filter((k) => k.includes("@2026")).length`); n != 0 {
		t.Errorf("%d items came back unasked", n)
	}
	v.click(`.toast [data-action="keep"]`)
	v.wait(saved)
	v.reload()
	v.wait(`html[data-selfcheck="ready"]`)
	if got := v.given("staff") + v.given("roster"); got != "12true" {
		t.Errorf("the answers are %q", got)
	}
}

// Two tabs on one record put their changes together; on two records they leave each
// other alone.
func TestTwoTabs(t *testing.T) { both(t, twoTabs) }

func twoTabs(t *visitor) {
	v := visitEditions(t)
	v.openCheck("renraku")
	v.answer("staff", "12")
	v.answer("drill", "1")
	v.wait(saved)
	w := v.another()
	w.openCheck("renraku")
	// the first tab sleeps: it hears nothing
	eval[bool](v, `addEventListener("storage", (e) => e.stopImmediatePropagation(), true) === undefined`)
	w.answer("staff", "13")
	w.wait(saved)
	v.kept(`"13"`)
	v.answer("speed", "days")
	w.wait(`[data-result][data-total-min="10"]`)
	for name, one := range map[string]*tab{"first": v, "second": w} {
		if got := one.given("staff") + one.given("speed") + one.given("drill"); got != "13days1" {
			t.Errorf("the %s tab has %q", name, got)
		}
	}
	w.records()
	w.click(`[data-do="new"]`)
	w.fillLabel("2027年度", "", "")
	w.wait(`[data-record-line]:not([hidden])`)
	w.click(`a[data-view="form"]`)
	w.answer("staff", "99")
	w.wait(saved)
	v.reload()
	v.wait(`html[data-selfcheck="ready"]`)
	if got := v.given("staff") + v.given("speed"); got != "13days" {
		t.Errorf("the first tab shows %q after the second began another record", got)
	}
}

// What cannot be read stays, and can be taken out as a file.
func TestDamagedRecord(t *testing.T) { both(t, damagedRecord) }

func damagedRecord(t *visitor) {
	v := visitEditions(t)
	v.open("schemes/renraku/check/")
	eval[bool](v, `localStorage.setItem("kijun:1:`+base+`:renraku@2026", '{"v":1,"broken') === undefined`)
	v.store("2026", "newer", `{}`, `{"staff":"3"}`, "2026-05-01")
	eval[bool](v, `(() => { const k = "kijun:1:`+base+`:renraku@2026#newer"; localStorage.setItem(k, localStorage.getItem(k).replace('"v":1', '"v":2')); return true; })()`)
	v.openCheck("renraku")
	v.answer("staff", "12")
	v.wait(saved)
	v.records()
	v.wait(`[data-damaged] [data-do="rescue"]`)
	v.has(`[data-record$="#newer"]`, "読めません")
	if got := eval[string](v, `localStorage.getItem("kijun:1:`+base+`:renraku@2026:damaged") + localStorage.getItem("kijun:1:`+base+`:renraku@2026#newer").slice(0, 6)`); got != `{"v":1,"broken{"v":2` {
		t.Errorf("the storage has %s", got)
	}
}

// On a shared computer everything goes at once, and comes back as long as the page is
// open.
func TestWipe(t *testing.T) { both(t, wipedComputer) }

func wipedComputer(t *visitor) {
	v := visitEditions(t)
	v.open("schemes/renraku/check/")
	v.store("2025", "", `{}`, `{"staff":"5"}`, "2025-04-01")
	v.store("2026", "x", `{"name":"下書き","period":"","place":""}`, `{"staff":"5"}`, "2026-04-01")
	eval[bool](v, `localStorage.setItem("kijun:theme", "dark") === undefined && localStorage.setItem("other", "1") === undefined`)
	v.openCheck("renraku")
	v.answer("roster", "true")
	v.kept("roster")
	before := eval[string](v, storageOf)
	v.records()
	v.click(`[data-do="wipe"]`)
	v.has(`dialog[open]`, "れんらくの約束の記録2件")
	v.click(`dialog[open] [data-choice="yes"]`)
	v.wait(`[data-do="unwipe"]:not([hidden])`)
	if got := eval[string](v, `Object.keys(localStorage).join() + Object.keys(sessionStorage).join()`); got != "other" {
		t.Errorf("%s is left", got)
	}
	if got := v.given("roster") + v.given("staff"); got != "" {
		t.Errorf("the form still has %q", got)
	}
	v.click(`[data-do="unwipe"]`)
	if got := eval[string](v, storageOf); got != before {
		t.Errorf("it came back as %s\nit was %s", got, before)
	}
	if got := v.given("roster") + v.given("staff"); got != "true5" {
		t.Errorf("the form has %q", got)
	}
}
