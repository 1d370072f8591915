package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp/kb"
	"github.com/evanw/esbuild/pkg/api"
)

// searchModules puts the modules of the search into the page, as s.
func (v *tab) searchModules() {
	v.Helper()
	result := api.Build(api.BuildOptions{
		Stdin: &api.StdinOptions{ResolveDir: root + "/themes/standard/assets/ts/search", Loader: api.LoaderTS,
			Contents: `export * from "./book"; export * from "./find"; export * from "./fold"; export * from "./query";`},
		Bundle: true, Format: api.FormatIIFE, GlobalName: "s", Target: api.ES2022,
	})
	if len(result.Errors) > 0 {
		v.Fatal(result.Errors)
	}
	v.must(func(ctx context.Context) error { return v.engine.run(ctx, string(result.OutputFiles[0].Contents)) })
}

// Every part of two or more characters of every page finds that page, however it is
// written: tested at every place of the handbook's text, with changing lengths and
// spellings. Whole searches are made for some of them.
func TestSearchFindsEverything(t *testing.T) { both(t, findsEverything) }

func findsEverything(t *visitor) {
	v := visit(t, serve(t, nil))
	v.open("search/")
	v.wait(".search[data-ready]")
	v.searchModules()
	got := eval[struct {
		Queries, Searches int
		Bad               []string
	}](v, `(async () => {
		const book = await s.fetchBook("index.bin");
		let state = 1;
		const random = (n) => { state = (Math.imul(state, 1103515245) + 12345) >>> 0; return (state >>> 8) %% n; };
		const half = { ガ: "ｶﾞ", パ: "ﾊﾟ", カ: "ｶ", ア: "ｱ", ト: "ﾄ" };
		const other = { 高: "髙", 崎: "﨑", "〜": "～", "～": "〜", "−": "－", "・": "･", "①": "❶", "②": "➁", "③": "➂", "ー": "ｰ", "(": "（", ")": "）" };
		const ways = [
			(c) => c >= "ぁ" && c <= "ゖ" ? String.fromCharCode(c.charCodeAt(0) + 0x60) : c >= "ァ" && c <= "ヶ" ? String.fromCharCode(c.charCodeAt(0) - 0x60) : c,
			(c) => c >= "!" && c <= "~" ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c,
			(c) => half[c] ?? other[c] ?? c,
			(c) => c.toUpperCase().length === 1 ? c.toUpperCase() : c,
			(c) => c.normalize("NFD").length <= 2 ? c.normalize("NFD") : c,
			(c) => c,
		];
		const bad = [];
		let queries = 0, searches = 0;
		book.pages.forEach((page, number) => {
			const text = book.text.slice(book.starts[page.from], book.starts[page.to]);
			for (let n = page.from; n < page.to; n++) {
				const line = Array.from(book.line(n));
				for (let i = random(3); i + 2 <= line.length; i += 1 + random(3)) {
					const part = line.slice(i, i + 2 + random(9));
					const words = s.parse(part.map((c) => ways[random(ways.length)](c)).join(""), book.names);
					if (words.length === 0) continue;
					queries++;
					let found = words.every(({ pattern }) => typeof pattern === "string" ? text.includes(pattern) : text.search(pattern) >= 0);
					if (found && queries %% 300 === 0) {
						searches++;
						found = s.find(book, words).some((hit) => hit.page === number);
					}
					if (!found && bad.length < 20) bad.push(page.path + ": " + part.join(""));
				}
			}
		});
		return { queries, searches, bad };
	})()`)
	for _, b := range got.Bad {
		t.Error("not found: ", b)
	}
	if got.Queries < 50_000 || got.Searches < 100 {
		t.Errorf("only %d queries and %d searches", got.Queries, got.Searches)
	}
}

// What is written differently and is the same is found, and what is not the same is
// not.
func TestSearchFolds(t *testing.T) { both(t, searchFolds) }

func searchFolds(t *visitor) {
	type row struct {
		text, query string
		marked      string // parts that are marked, with | between them; empty: not found
	}
	rows := []row{
		// compatibility forms
		{"要件①です", "要件1", "要件①"},
		{"要件1です", "要件①", "要件1"},
		{"第Ⅲ期", "iii", "Ⅲ"},
		{"㈱見本", "(株)見本", "㈱見本"},
		{"ガード ｶﾞｰﾄﾞ がーど", "ｶﾞｰﾄﾞ", "ガード|ｶﾞｰﾄﾞ|がーど"},
		{"ＫＰＩを決める", "kpi", "ＫＰＩ"},
		{"受診率は10%です", "１０％", "10%"},
		{"健康　経営と 健 診", "健康経営", "健康　経営"},
		{"㎡と℃と㍿", "株式会社", "㍿"},
		{"か\u3099くせい", "がくせい", "か\u3099くせい"},
		// a number in a circle is a number of its own
		{"要件①1の", "要件11", ""},
		{"要件①1の", "要件①1", "要件①1"},
		{"①②③", "12", ""},
		{"①②③", "②③", "②③"},
		{"要件11の", "要件①1", ""},
		{"10²", "102", ""},
		// what the compatibility forms leave apart
		{"10〜20人", "10～20", "10〜20"},
		{"10～20人", "10~20", "10～20"},
		{"−5点", "－5点", "−5点"},
		{"サ−バ−の", "サーバー", "サ−バ−"},
		{"第2–3条", "2-3条", "2–3条"},
		{"❶と➁", "①と②", "❶と➁"},
		{"髙﨑", "高崎", "髙﨑"},
		{"ストレス・健診", "ストレス･健診", "ストレス・健診"},
		{"“引用”です", `引用"で`, "引用”で"},
		// kana, long vowels, case
		{"産業医のサンギョウイ", "さんぎょうい", "サンギョウイ"},
		{"さんぎょうい", "サンギョウイ", "さんぎょうい"},
		{"サーバーの設定", "サーバ", "サーバ"},
		{"サーバの設定", "サーバー", "サーバ"},
		{"サーバーの設定", "サーバの設定", "サーバーの設定"},
		{"サーバの設定", "サーバーの設定", "サーバの設定"},
		{"ストレスチェックをすることが", "コート", ""},
		{"キーを押す", "キ", "キ"},
		{"3ヶ月", "3か月", "3ヶ月"},
		{"Café", "CAFE", "Café"},
		{"A company plans", "company plans", "company|plans"},
		{"A company plans", `"company plans"`, "company plans"},
		{"plans of a company", `"company plans"`, ""},
		// years
		{"令和8年度の計画", "2026年度", "令和8年度"},
		{"2026年度の計画", "令和８年度", "2026年度"},
		{"R8年度の計画", "2026", "R8"},
		{"2026年の計画", "R8", "2026"},
		{"令和元年", "2019年", "令和元年"},
		{"平成31年", "2019年", "平成31年"},
		{"平成31年", "令和元年", ""},
		{"昭和63年", "1988", "昭和63"},
		{"令和80年", "2026", ""},
		{"120261円", "令和8", ""},
		{"CR8型", "2026", ""},
		// the glossary
		{"健康経営の推進", "けんこうけいえい", "健康経営"},
		{"けんこうけいえいとは", "健康経営", "けんこうけいえい"},
		{"健康経営優良法人", "けんこうけいえい優良法人", "健康経営優良法人"},
		{"定期健診", "健康診断", "健診"},
		// several words, and what means nothing
		{"家族の特定健診", "健診 家族", "家族|健診"},
		{"家族の健診", "健診 本人", ""},
		{"(a|b).*[c]", ".*[", ".*["},
		{"文", "", ""},
	}
	var texts, queries []string
	for _, r := range rows {
		texts, queries = append(texts, r.text), append(queries, r.query)
	}
	in, _ := json.Marshal(texts)
	asked, _ := json.Marshal(queries)
	v := visit(t, serve(t, nil))
	v.open("search/")
	v.wait(".search[data-ready]")
	v.searchModules()
	got := eval[[]string](v, `(async () => {
		const queries = `+string(asked)+`;
		return Promise.all(`+string(in)+`.map(async (text, i) => {
			const names = "\x06健康経営\tけんこうけいえい\n\x06健診\t健康診断\tけんしん\n";
			const book = await s.readBook(s.unitsOf(names + "\x011\tp/\t\t\n\x05題\n" + text + "\n"));
			const words = s.parse(queries[i], book.names);
			if (s.find(book, words).length === 0) return "";
			return s.pieces(text, words).filter((piece) => piece.marked).map((piece) => piece.text).join("|");
		}));
	})()`)
	for i, r := range rows {
		if got[i] != r.marked {
			t.Errorf("%q in %q: got %q, want %q", r.query, r.text, got[i], r.marked)
		}
	}

	// Ids and titles come before headings, those before text; of the same, what explains
	// comes before what lists.
	order := eval[map[string]string](v, `(async () => {
		const page = (path, rest, weight = 3) => "\x01" + weight + "\t" + path + "\t\t\n" + rest;
		const book = await s.readBook(s.unitsOf(
			page("text/", "\x05題\n文に健診と書いた。q04も。\n") +
			page("heading/", "\x05題\n\x02id\t健診の日\n文\n") +
			page("listed/", "\x05健診\n文\n", 6) +
			page("title/", "\x05健診\n文\n") +
			page("longer/", "\x05健診の受診率\n文\n") +
			page("id/", "\x04q04\n\x05受診率\n文\n")));
		const found = (query) => s.find(book, s.parse(query, book.names)).map((hit) => book.pages[hit.page].path).join(" ");
		return { 健診: found("健診"), Ｑ０４: found("Ｑ０４") };
	})()`)
	for query, want := range map[string]string{"健診": "title/ listed/ longer/ heading/ text/", "Ｑ０４": "id/ text/"} {
		if order[query] != want {
			t.Errorf("%s: got %q, want %q", query, order[query], want)
		}
	}
}

// The search is fetched when it is wanted first, is used by keyboard, says how much it
// found, and leads to the place.
func TestSearchDialog(t *testing.T) { both(t, searchDialog) }

func searchDialog(t *visitor) {
	var fetched atomic.Int32
	v := visit(t, serve(t, func(w http.ResponseWriter, name string) bool {
		if name == "search/index.bin" {
			fetched.Add(1)
		}
		return false
	}))
	v.open("guide/")
	if fetched.Load() != 0 {
		t.Error("the text of the handbook was fetched before anybody searched")
	}
	v.click(".search-link")
	v.wait(".search-dialog[open] input:focus")
	v.keys("特定健診 家族")
	v.wait(".search-hit mark")
	v.waitFor("the number of hits to be read out", `/^\d+ページ/.test(document.querySelector("[data-search-live]").textContent)`)
	first := eval[string](v, `document.querySelector(".search-title").pathname`)
	if !strings.HasSuffix(first, "/schemes/step2-gold/2019-04/q04/") {
		t.Errorf("the first hit is %s", first)
	}
	v.keys(kb.ArrowDown)
	v.wait(".search-title:focus")
	v.keys(kb.ArrowUp)
	v.wait(".search-dialog input:focus")
	v.keys(kb.Escape, kb.Escape) // where the first only clears the field
	v.waitFor("the dialog to close and give the focus back", `document.querySelector("dialog[open]") === null && document.activeElement.matches(".search-link")`)

	v.keys(kb.Enter)
	v.wait(".search-dialog[open] input:focus")
	eval[bool](v, `(() => { const i = document.querySelector(".search-field"); i.value = "q0"; i.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true })); return true; })()`)
	if n := eval[int](v, `[...document.querySelectorAll(".search-title")].filter((a) => a.pathname.endsWith("/q05/")).length`); n != 0 {
		t.Error("searched for what is still being composed")
	}
	eval[bool](v, `(() => { const i = document.querySelector(".search-field"); i.value = ""; i.dispatchEvent(new InputEvent("input", { bubbles: true })); return true; })()`)
	v.keys("q05", kb.Enter)
	v.wait(`.search-title[href$="/q05/"]:focus`)
	v.keys(kb.Enter)
	v.wait(`html[data-kind="criterion"]`)
	if fetched.Load() != 1 {
		t.Errorf("the text was fetched %d times", fetched.Load())
	}
}

// The page of the search keeps what is searched for in its address, says when there is
// nothing and what there is instead, shows more, and can be tried again.
func TestSearchPage(t *testing.T) { both(t, searchPage) }

func searchPage(t *visitor) {
	var broken atomic.Bool
	broken.Store(true)
	v := visit(t, serve(t, func(w http.ResponseWriter, name string) bool {
		if name == "search/index.bin" && broken.Load() {
			http.Error(w, "no", http.StatusInternalServerError)
			return true
		}
		return false
	}))
	v.forgive("search:", "500")
	v.open("search/?q=健康経営")
	v.wait("[data-search-retry]:not([hidden])")
	broken.Store(false)
	v.click("[data-search-retry]")
	v.wait(".search-hit:nth-child(10)")
	v.click("[data-search-more]")
	v.wait(".search-hit:nth-child(11) a:focus")
	v.open("search/?q=健康経営ほげほげ")
	v.wait(".search-suggestions button")
	v.click(".search-suggestions button")
	v.wait(".search-hit")
	v.waitFor("the address to tell what is searched for", `new URLSearchParams(location.search).get("q") === "健康経営"`)
	v.phone()
	v.fits("hits on a phone")
	v.open("search/?q=ZZZZ")
	v.waitFor("the message", `document.querySelector("[data-search-state]").textContent.includes("ZZZZ")`)
}

// Without scripts the page says so, and leads on.
func TestSearchWithoutScripts(t *testing.T) {
	v := visit(t, serve(t, nil))
	v.scriptsOff()
	v.open("search/")
	if got := eval[string](v, `[document.querySelector("noscript + .search").hidden, document.querySelectorAll("#contents a").length > 20].join()`); got != "true,true" {
		t.Errorf("got %s", got)
	}
}

// The search is accessible, in its page and in its dialog.
func TestSearchAccessibility(t *testing.T) {
	src := axe(t)
	v := visit(t, serve(t, nil))
	v.open("search/?q=受診率")
	v.wait(".search-hit:nth-child(10)")
	v.accessible(src)
	v.open("guide/")
	v.click(".search-link")
	v.wait(".search-dialog[open] input:focus")
	v.keys("受診率")
	v.wait(".search-hit:nth-child(10)")
	v.accessible(src)
}

// A keystroke in a text of two million characters takes a few milliseconds.
func BenchmarkSearch(b *testing.B) {
	v := visit(b, serve(b, nil))
	v.open("search/")
	v.wait(".search[data-ready]")
	v.searchModules()
	times := eval[map[string]float64](v, `(async () => {
		const page = Array.from({ length: 1000 }, (_, i) => "健診受診率と保健指導の進め方を、" + i + "番目の会社が" + (i * 7919 %% 1000) + "人に説明します。\n").join("");
		let text = "";
		for (let i = 0; text.length < 2_000_000; i++) text += "\x011\tp" + i + "/\t\t\n\x05" + i + "の題\n" + page.slice(i * 17, i * 17 + 1600) + "\n";
		const units = s.unitsOf(text);
		const start = performance.now();
		const book = await s.readBook(units);
		const read = performance.now() - start;
		const times = { read };
		for (const query of ["健", "健診", "健診受診率", "保健指導 7919", "令和8年度"]) {
			const start = performance.now();
			for (let n = 0; n < 10; n++) s.find(book, s.parse(query, book.names));
			times[query] = (performance.now() - start) / 10;
		}
		return times;
	})()`)
	for name, ms := range times {
		b.ReportMetric(ms, strings.ReplaceAll(fmt.Sprintf("ms/%s", name), " ", "+"))
	}
}
