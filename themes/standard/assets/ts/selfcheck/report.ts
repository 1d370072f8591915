// The report: where a company stands, on paper, as a file or as a text for a mail. All three are made of the same facts,
// which are those that the page shows: nothing is judged here.

import type { ScoreResult } from "kijun:host";
import { copyText } from "./clipboard";
import { reveal, wordsOf } from "./draw";
import { reasonOf } from "./exports";
import { action, make } from "./make";
import { missing } from "./papers";
import { isRecord } from "./storage";
import { labelOf } from "./records";
import { PageTitles, say, verdictSentence } from "./sentence";
import type { Panel, Session } from "./session";
import { panelText } from "./text-panels";
import { download, fileName } from "./transfer";
import * as marks from "../marks";

const words = panelText.report;
const kept = "about"; // the extra of a record
const askedMost = 8; // open questions of one criterion

/** Who made the report, and when. */
interface About {
  readonly company: string;
  readonly person: string;
  readonly date: string; // 2026-04-01; empty: none
}

/** A line of a table. */
type Line = readonly string[];

interface Facts {
  readonly title: string;
  readonly head: readonly Line[]; // what, which
  readonly verdicts: readonly string[];
  readonly standing: Table | null; // points by section, or groups
  readonly criteria: Table;
  readonly open: readonly string[];
  readonly steps: readonly List[];
  readonly papers: readonly List[];
  readonly problems: readonly string[];
  readonly source: readonly string[];
}

interface Table {
  readonly columns: Line;
  readonly numbers: number; // so many columns at the right are numbers
  readonly lines: readonly Line[];
}

/** A list with what it is about. */
interface List {
  readonly lead: string;
  readonly items: readonly string[];
}

export const reportPanel: Panel = {
  name: "report",
  mount(box, session) {
    new ReportPanel(box, session);
  },
};

/** openReport shows the report. It has no link of its own in the row of views. */
export function openReport(session: Session): void {
  const box = session.root.querySelector<HTMLElement>("[data-panel=report]");
  if (box === null) return;
  history.pushState(null, "", `#${box.id}`);
  reveal(box);
  box.scrollIntoView({ block: "start", behavior: "instant" });
  box.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
}

class ReportPanel {
  readonly #session: Session;
  readonly #inputs: Readonly<Record<keyof About, HTMLInputElement>>;
  readonly #sheet = make("div", { class: "report-paper" });
  readonly #copied: HTMLTextAreaElement;
  readonly #copyBox: HTMLElement;
  readonly #page = new CSSStyleSheet(); // what stands in the margins of the paper

  constructor(box: HTMLElement, session: Session) {
    this.#session = session;
    const field = (key: keyof About, type: string): HTMLInputElement => make("input", { class: "input input-text", type, id: `report-${key}`, maxlength: "120", autocomplete: "off" });
    this.#inputs = { company: field("company", "text"), person: field("person", "text"), date: field("date", "date") };
    this.#copied = make("textarea", { class: "input input-text", rows: "12", readonly: "", "aria-label": words.copyText });
    this.#copyBox = make("div", { class: "report-copy", hidden: "" }, make("p", {}, words.copyByHand), this.#copied);
    const button = (label: string, className: string, does: () => void): HTMLButtonElement => {
      const made = make("button", { type: "button", class: className }, label);
      made.addEventListener("click", does);
      return made;
    };
    const labelled = Object.entries(this.#inputs).map(([key, input]) => make("div", {}, make("label", { for: input.id }, words.about[key as keyof About]), input));
    const html = button(words.save, "button button-quiet", () => this.#save());
    const copy = button(words.copy, "button button-quiet", () => void this.#copy(copy));
    html.dataset["report"] = "html";
    copy.dataset["report"] = "text";
    box.append(
      make("p", { class: "screen-only" }, make("a", { href: "#view-result" }, words.back)),
      make("p", { class: "screen-only" }, words.lead),
      make("div", { class: "report-about screen-only" }, ...labelled),
      make("div", { class: "report-tools screen-only" }, action("print", words.print, "button"), html, copy),
      this.#copyBox, this.#sheet,
    );
    const { signal } = session;
    for (const type of ["input", "change"]) {
      box.addEventListener(type, (event) => { // these inputs are no answers
        event.stopPropagation();
        const { company, person, date } = this.#inputs;
        session.keep(kept, { company: company.value, person: person.value, date: date.value });
      }, { signal });
    }
    for (const type of ["kijun:result", "kijun:record"]) session.root.addEventListener(type, () => this.#render(), { signal });
    document.adoptedStyleSheets.push(this.#page);
    new MutationObserver(() => this.#render()).observe(box, { attributeFilter: ["hidden"] });
    this.#render();
  }

  #render(): void {
    if (this.#session.root.dataset["view"] !== "report") return; // nobody sees it: typing must not wait for it
    const about = aboutOf(this.#session);
    for (const [key, input] of Object.entries(this.#inputs)) if (document.activeElement !== input) input.value = about[key as keyof About];
    const facts = factsOf(this.#session, about);
    this.#sheet.replaceChildren(facts === null ? make("p", {}, words.notJudged) : sheet(facts, 3));
    if (facts === null || mail(facts) !== this.#copied.value) this.#copyBox.hidden = true; // it would be of before
    this.#page.replaceSync(margins(facts?.title ?? "", about));
  }

  /** #save hands out the report as one file that needs nothing else and runs nothing. */
  #save(): void {
    const about = aboutOf(this.#session);
    const facts = factsOf(this.#session, about);
    if (facts === null) return this.#session.tell({ kind: "error", text: words.notJudged });
    const name = fileName(this.#session.scheme, `${this.#session.edition}-report`).replace(/json$/u, "html");
    // put together as text: the policy of this page would hold for the styles of a document that it makes
    const title = make("title", {}, facts.title).outerHTML;
    download(name, `<!doctype html>
<html lang="${document.documentElement.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${title}
<style>${ownRules()}${margins(facts.title, about)}</style></head>
<body>${sheet(facts, 1).outerHTML}</body></html>
`, "text/html");
    this.#session.tell({ kind: "done", text: words.saved(name) });
  }

  async #copy(button: HTMLElement): Promise<void> {
    const facts = factsOf(this.#session, aboutOf(this.#session));
    if (facts === null) return this.#session.tell({ kind: "error", text: words.notJudged });
    const plain = mail(facts);
    this.#copied.value = plain;
    this.#copyBox.hidden = false; // what is hidden cannot be copied by hand
    const done = await copyText(plain, this.#copied);
    this.#copyBox.hidden = done;
    if (!done) return;
    button.focus();
    this.#session.tell({ kind: "done", text: words.copied });
  }
}

/** aboutOf is who makes the report: as kept with the record, or as the form's cover says, today. */
function aboutOf({ extras, cover }: Session): About {
  const about = isRecord(extras[kept]) ? extras[kept] : {};
  const entries = Object.entries(cover?.answers() ?? {}).map(([name, answer]) => [cover?.form.label(name) ?? "", String(answer)] as const);
  const ofCover = (label: RegExp): string => entries.find(([of]) => label.test(of))?.[1] ?? "";
  const value = (key: string, otherwise: string): string => (typeof about[key] === "string" ? about[key] : otherwise);
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  const date = value("date", today);
  return {
    company: value("company", ofCover(words.companyLabel)),
    person: value("person", ofCover(words.personLabel)),
    date: /^\d{4}-\d\d-\d\d$/u.test(date) || date === "" ? date : today,
  };
}

/** factsOf is what a report says; null as long as nothing is judged. */
function factsOf(session: Session, about: About): Facts | null {
  const { root, result, form, extras, edition } = session;
  if (result === null) return null;
  const titles = new PageTitles(root);
  const label = labelOf(extras);
  const record = [label.name, label.period, label.place].filter((part) => part !== "").join("　");
  const title = root.dataset["title"] ?? session.title;
  const open = Object.entries(result.criteria).flatMap(([id, judged]) => {
    const labels = (judged.open ?? []).map((field) => form.label(field)).filter((of) => of !== "");
    return labels.length === 0 ? [] : [words.openOf(titles.criterion(id), labels.slice(0, askedMost), Math.max(0, labels.length - askedMost))];
  });
  const papers = missing(session).map(({ bundle, papers }) => ({ lead: titles.criterion(bundle.criterion),
    items: papers.map(({ paper, mark }) => words.paper(paper.text + paper.when, mark.place ?? "", mark.note ?? "")) }));
  return {
    title: words.title(title),
    head: [
      [words.scheme, words.edition(title, edition)], ...(about.company === "" ? [] : [[words.about.company, about.company]]),
      ...(about.person === "" ? [] : [[words.about.person, about.person]]), ...(about.date === "" ? [] : [[words.about.date, japanese(about.date)]]),
      ...(record === "" ? [] : [[words.record, record]]),
    ],
    verdicts: [...titles.awards().map((id) => verdictSentence(result, id, titles)), ...bands(root), ...backed(root)],
    standing: result.total === undefined ? groups(titles, result) : sections(root, result),
    criteria: criteria(root, titles, result),
    open,
    steps: steps(titles, result),
    papers,
    problems: result.problems.map(({ fields, message }) => {
      const of = fields.map((field) => form.label(field)).find((words) => words !== "") ?? "";
      return of === "" || message.includes(of) ? message : of + marks.colon + message;
    }),
    source: source(root, session),
  };
}

function sections(root: HTMLElement, result: ScoreResult): Table {
  const lines = [...root.querySelectorAll<HTMLElement>("[data-section]")].flatMap((section): Line[] => {
    const sums = result.sections[section.dataset["section"] ?? ""];
    return sums?.total === undefined || sums.maximum === undefined || String(sums.maximum.max) === "0" ? [] : [[read(section, "h2"), say(sums.total), say(sums.maximum)]];
  });
  const all: Line[] = result.total === undefined || result.maximum === undefined ? [] : [[words.total, say(result.total), say(result.maximum)]];
  return { columns: words.sectionColumns, numbers: 2, lines: [...lines, ...all] };
}

function groups(titles: PageTitles, result: ScoreResult): Table | null {
  const lines = titles.awards().flatMap((id) => titles.groups(id, result)).map(({ title, min, max, need }): Line => [title, say({ min, max }), need === null ? "？" : say(need)]);
  return lines.length === 0 ? null : { columns: words.groupColumns, numbers: 2, lines };
}

function criteria(root: HTMLElement, titles: PageTitles, result: ScoreResult): Table {
  const scored = result.total !== undefined;
  const lines = Object.keys(result.criteria).map((id): Line => {
    const box = root.querySelector<HTMLElement>(`[data-criterion="${CSS.escape(id)}"]`);
    const state = read(box, "[data-status-text]");
    const points = read(box, "[data-points]") + read(box, ".points-max");
    return [titles.criterion(id), reasonOf(box), ...(scored ? [points] : []), state];
  });
  // a column that has nothing to say takes the room of those that have
  const empty = lines.every((line) => line[1] === "");
  const columns: Line = [words.criterion, words.reason, ...(scored ? [words.points] : []), words.state];
  const cut = (line: Line): Line => (empty ? line.filter((_, i) => i !== 1) : line);
  return { columns: cut(columns), numbers: scored ? 2 : 1, lines: lines.map(cut) };
}

function steps(titles: PageTitles, result: ScoreResult): List[] {
  return titles.awards().flatMap((id): List[] => {
    const plan = result.next[id];
    if (plan === undefined || result.awards[id]?.verdict === "pass" || result.progress.answered === 0) return [];
    if (!plan.possible) return [{ lead: words.impossible(titles.award(id)), items: [] }];
    return plan.criteria.length === 0 ? [] : [{ lead: words.plan(titles.award(id)), items: plan.criteria.map((step) =>
      Number(step.gain) > 0 ? words.gain(titles.criterion(step.id), String(step.gain)) : titles.criterion(step.id)) }];
  });
}

function bands(root: HTMLElement): string[] {
  return [...root.querySelectorAll<HTMLElement>("[data-band]")].map((band) => {
    const possible = [...band.querySelectorAll<HTMLElement>("[data-tier]:is([data-state=is], [data-state=possible]) > strong")].map((tier) => tier.textContent ?? "");
    return words.band(read(band, ".bands-title"), possible);
  });
}

/** backed is what the page says of the result with all papers, if it differs. */
function backed(root: HTMLElement): string[] {
  const line = root.querySelector<HTMLElement>("[data-with-papers]");
  return line === null || line.hidden ? [] : [line.textContent ?? ""];
}

function source(root: HTMLElement, { edition, base }: Session): string[] {
  const handbook = document.querySelector(".site-title")?.textContent?.trim() ?? "";
  const canonical = document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href;
  const address = canonical ?? (/^https?:$/u.test(location.protocol) ? location.origin + location.pathname : "");
  const program = /([\w.-]+?)(\.\w+)?$/u.exec((root.dataset["program"] ?? "").split("/").at(-1)?.replace(/\.gz$/u, "") ?? "")?.[1] ?? "";
  return [...(handbook === "" ? [] : [words.handbook(handbook)]), ...(address === "" || base === "" ? [] : [address]), words.definition(edition, program), words.noAward];
}

/** sheet is the report as elements. Its headings begin at a level: in the page it stands below others, in a file alone. */
function sheet(facts: Facts, level: 1 | 3): HTMLElement {
  const head = level === 1 ? "h1" : "h3";
  const below = level === 1 ? "h2" : "h4";
  const part = (title: string, ...content: readonly HTMLElement[]): HTMLElement[] => (content.length === 0 ? [] : [make("section", {}, make(below, {}, title), ...content)]);
  const list = (items: readonly string[], name: "ul" | "ol" = "ul"): HTMLElement[] => (items.length === 0 ? [] : [make(name, {}, ...items.map((item) => make("li", {}, item)))]);
  return make("article", { class: "report-sheet" },
    make("header", {}, make(head, {}, facts.title),
      make("dl", {}, ...facts.head.map(([what = "", which = ""]) => make("div", {}, make("dt", {}, what), make("dd", {}, which))))),
    ...part(words.verdict, ...facts.verdicts.map((verdict) => make("p", { class: "report-verdict" }, verdict))),
    ...part(words.standing, ...(facts.standing === null ? [] : [table(facts.standing)])),
    ...part(words.steps, ...facts.steps.flatMap(({ lead, items }) => [make("p", {}, lead), ...list(items, "ol")])),
    ...part(words.problems, ...list(facts.problems)),
    ...part(words.papers, ...facts.papers.flatMap(({ lead, items }) => [make("p", { class: "report-lead" }, lead), ...list(items)])),
    ...part(words.open, ...list(facts.open)),
    ...part(words.criteria, table(facts.criteria)),
    make("footer", {}, ...facts.source.map((line) => make("p", {}, line))));
}

function table({ columns, numbers, lines }: Table): HTMLElement {
  const at = (i: number): Record<string, string> => (i >= columns.length - numbers ? { class: "report-number" } : {});
  return make("table", {},
    make("thead", {}, make("tr", {}, ...columns.map((column, i) => make("th", { scope: "col", ...at(i) }, column)))),
    make("tbody", {}, ...lines.map((line) => make("tr", {}, ...line.map((cell, i) => (i === 0 ? make("th", { scope: "row" }, cell) : make("td", at(i), cell)))))));
}

/** mail is the report in short, as a text that reads well in any mail. */
function mail(facts: Facts): string {
  const widest = Math.max(0, ...facts.head.map(([what = ""]) => width(what)));
  const block = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ["", `■ ${title}`, ...lines]);
  const { standing } = facts;
  const aligned = (): string[] => {
    if (standing === null) return [];
    const wide = Math.max(...standing.lines.map(([what = ""]) => width(what)));
    return standing.lines.map(([what = "", is = "", of = ""]) => `${pad(what, wide)}　${words.of(is, of)}`);
  };
  return [
    marks.headline(facts.title), ...facts.head.map(([what = "", which = ""]) => pad(what, widest) + marks.colon + which),
    ...block(words.verdict, facts.verdicts), ...block(words.standing, aligned()),
    ...block(words.steps, facts.steps.flatMap(({ lead, items }) => [lead, ...items.map((item) => marks.bullet + item)])),
    ...block(words.problems, facts.problems.map((problem) => marks.bullet + problem)),
    ...block(words.papers, facts.papers.map(({ lead, items }) => marks.bullet + words.papersOf(lead, items.length))),
    "", ...facts.source, "",
  ].join("\n");
}

/** width is how wide words are, in halves of a full-width character. */
function width(words: string): number {
  return [...words].reduce((sum, c) => sum + (/[\u0020-\u007e\uff61-\uff9f]/u.test(c) ? 1 : 2), 0);
}

function pad(words: string, to: number): string {
  const left = to - width(words);
  return words + " ".repeat(left % 2) + "　".repeat(Math.floor(left / 2));
}

/** margins are the lines above and below every page, where the browser prints them. */
function margins(title: string, { company, date }: About): string {
  const head = [company, date === "" ? "" : japanese(date)].filter((part) => part !== "").join("　");
  return `@page report { size: A4; margin: 18mm 16mm; @top-left { content: ${quote(title)}; font-size: 8pt } @top-right { content: ${quote(head)}; font-size: 8pt } @bottom-center { content: counter(page) " / " counter(pages); font-size: 8pt } } @page report:first { @top-left { content: "" } @top-right { content: "" } }`;
}

/** quote writes words as a string of CSS that cannot end too early. */
function quote(words: string): string {
  return `"${words.replace(/[^\p{L}\p{N} 　・（）「」、。]/gu, (c) => `\\${c.codePointAt(0)?.toString(16) ?? ""} `)}"`;
}

/** ownRules are the rules of the page's style sheets that are about the report: its file looks as it looks here. */
function ownRules(): string {
  const own = (rules: CSSRuleList): string => [...rules].map((rule) => {
    if (rule instanceof CSSStyleRule) return rule.selectorText.includes(".report-sheet") ? rule.cssText : "";
    if (rule instanceof CSSMediaRule) return within(`@media ${rule.conditionText}`, own(rule.cssRules));
    return rule instanceof CSSLayerBlockRule ? own(rule.cssRules) : "";
  }).join("");
  return [...document.styleSheets].map((style) => {
    try {
      return own(style.cssRules);
    } catch {
      return ""; // of another origin: not ours
    }
  }).join("");
}

function within(condition: string, rules: string): string {
  return rules === "" ? "" : `${condition} { ${rules} }`;
}

function japanese(date: string): string {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return words.date(year, month, day);
}

function read(place: ParentNode | null, selector: string): string {
  return wordsOf(place?.querySelector(selector));
}
