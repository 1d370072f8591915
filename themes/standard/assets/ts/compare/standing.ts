// The visitor's standing in every scheme, from the records of this browser, and the efforts that help most of the schemes.
// Without a record nothing is loaded: the page is a table then, and complete.

import { loadCore, type Core, type Program, type ScoreResult } from "kijun:host";
import { part, type Enhancement } from "../enhance";
import { wordsOf } from "../selfcheck/draw";
import { Announcer } from "../selfcheck/live";
import { keyPrefix } from "../selfcheck/storage";
import { absolute, fetchProgram, setting, siteBase } from "../settings";
import { readWishes } from "../selfcheck/wishes";
import * as text from "../text";
import { JointView, type Planned } from "./jointview";
import { left, rank, type Help, type Scored } from "./efforts";
import { pairs, readRecord, type Record } from "./records";
import * as marks from "../marks";

const effortsShown = 6; // more are behind a button
const quiet = 300; // ms after a change in another tab

export const standing: Enhancement = {
  name: "compare",
  mount(root, signal) {
    new Standing(root, signal).start();
  },
};

/** A scheme's card. */
interface Card {
  readonly id: string;
  readonly edition: string;
  readonly box: HTMLElement;
  readonly title: string;
  readonly check: string; // address of its self-check
}

class Standing {
  readonly #root: HTMLElement;
  readonly #signal: AbortSignal;
  readonly #base: string;
  readonly #cards: readonly Card[];
  readonly #live: Announcer;
  readonly #joint: JointView;
  readonly #none: string; // what the page says of a scheme without answers
  readonly #programs = new Map<string, Program>();
  #core: Core | null = null;
  #running: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #allEfforts = false;

  constructor(root: HTMLElement, signal: AbortSignal) {
    this.#root = root;
    this.#signal = signal;
    this.#base = siteBase(root);
    this.#live = new Announcer(part(root, "[data-live]"));
    this.#cards = [...root.querySelectorAll<HTMLElement>("[data-scheme]")].map((box) => ({
      id: setting(box, "scheme"),
      edition: setting(box, "edition"),
      box,
      title: (part(box, "[data-title]").textContent ?? "").trim(),
      check: part<HTMLAnchorElement>(box, "[data-check]").href,
    }));
    this.#joint = new JointView(root, this.#base, this.#live, (scheme, id) => this.#link(this.#cards.find((card) => card.id === scheme), id));
    this.#none = root.querySelector(".standing-none")?.textContent ?? "";
  }

  start(): void {
    const signal = this.#signal;
    addEventListener("storage", (event) => {
      if (event.key !== null && !event.key.startsWith(keyPrefix(this.#base))) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#again(), quiet);
    }, { signal });
    addEventListener("pageshow", (event) => { if (event.persisted) this.#again(); }, { signal });
    this.#again();
  }

  /** #again shows what the storage has now, after what is being shown. */
  #again(): void {
    this.#running = this.#running.then(() => this.#show()).catch((err: unknown) => {
      console.error("kijun: the standing cannot be shown", err);
      this.#root.dataset["state"] = "failed";
      part(this.#root, "[data-failed]").hidden = false;
    });
  }

  async #show(): Promise<void> {
    const root = this.#root;
    const records = this.#cards.map((card) => readRecord(this.#base, card.id, card.edition, card.box.dataset["shared"]));
    const any = records.some((record) => record.kind === "found" || record.kind === "shared");
    part(root, "[data-empty]").hidden = any;
    const scored: Array<Scored & Planned> = [];
    for (const [i, card] of this.#cards.entries()) {
      const record = records[i] as Record;
      // A scheme without answers is scored too once there is another one: what helps both is found so.
      const program = any && !unreadable(record) ? await this.#program(card) : null;
      const given = pairs(record.answers);
      const wishes = readWishes(record.extras["wishes"], (id) => this.#titled(card.id, id) !== null);
      program?.wish(wishes);
      const result = program?.score(given) ?? null;
      this.#card(card, record, result);
      if (program !== null && result !== null) scored.push({ scheme: card.id, title: card.title, result, begun: record.kind === "found", wishes, program, pairs: given });
    }
    this.#efforts(scored);
    this.#joint.show(scored);
    const state = any ? "ready" : "empty";
    if (root.dataset["state"] !== state && any) this.#live.say(text.compare.shown);
    root.dataset["state"] = state;
  }

  async #program(card: Card): Promise<Program> {
    const known = this.#programs.get(card.id);
    if (known !== undefined) return known;
    this.#core ??= await loadCore(absolute(setting(this.#root, "core")), setting(this.#root, "coreIntegrity"));
    const program = this.#core.load(await fetchProgram(card.box));
    this.#programs.set(card.id, program);
    return program;
  }

  // A scheme

  #card(card: Card, record: Record, result: ScoreResult | null): void {
    const box = part(card.box, "[data-standing]");
    card.box.dataset["record"] = record.kind;
    if (result === null || record.kind === "none" || unreadable(record)) {
      for (const name of ["verdict", "totalMin", "totalMax"]) delete card.box.dataset[name];
      box.replaceChildren(paragraph("standing-none", this.#why(record)));
      return;
    }
    const awards = [...card.box.querySelectorAll<HTMLElement>("[data-award]")];
    card.box.dataset["verdict"] = result.awards[awards[0]?.dataset["award"] ?? ""]?.verdict ?? "open";
    const lines: HTMLElement[] = awards.map((award) => {
      const verdict = result.awards[award.dataset["award"] ?? ""]?.verdict ?? "open";
      const line = paragraph("standing-award", "");
      line.dataset["verdict"] = verdict;
      line.append(span("standing-award-title", award.textContent ?? ""), " ", strong(text.verdict[verdict]));
      return line;
    });
    if (result.total !== undefined && result.maximum !== undefined) {
      card.box.dataset["totalMin"] = String(result.total.min);
      card.box.dataset["totalMax"] = String(result.total.max);
      lines.push(paragraph("standing-total", text.points(range(result.total)) + text.maximum(range(result.maximum))));
    }
    const states = Object.values(result.criteria).map((criterion) => criterion.status);
    const count = (...wanted: string[]): number => states.filter((status) => wanted.includes(status)).length;
    lines.push(paragraph("standing-count", text.compare.count(count("met"), count("partial"), count("unmet"), count("open"))));
    const errors = result.problems.length;
    if (errors > 0) lines.push(paragraph("standing-problems", text.compare.problems(errors)));
    if (record.kind === "shared") lines.push(paragraph("standing-none", text.compare.record.shared));
    const rest = this.#rest(card, result);
    if (rest !== null) lines.push(rest);
    box.replaceChildren(...lines);
  }

  #why(record: Record): string {
    return record.kind === "none" || record.kind === "found" ? this.#none : text.compare.record[record.kind];
  }

  /** #rest is the list of what is left to do, closed. */
  #rest(card: Card, result: ScoreResult): HTMLElement | null {
    const ids = Object.keys(result.criteria).filter((id) => left(result.criteria[id]?.status));
    if (ids.length === 0) return null;
    const list = document.createElement("ul");
    const named = this.#inOrder(card, ids);
    list.append(...named.map((id) => {
      const item = document.createElement("li");
      item.append(this.#link(card, id), " ", span("standing-status", this.#status(result, id)));
      return item;
    }));
    if (named.length < ids.length) list.append(element("li", "", text.compare.others(ids.length - named.length)));
    const details = document.createElement("details");
    details.className = "standing-rest";
    details.append(element("summary", "", text.compare.rest(ids.length)), list);
    return details;
  }

  #status(result: ScoreResult, id: string): string {
    const criterion = result.criteria[id];
    const words = criterion?.outcomes === undefined ? text.statusMet : text.statusPoints;
    return words[criterion?.status ?? "open"];
  }

  /** #inOrder are the criteria that the table knows, in the order of their ids. */
  #inOrder(card: Card, ids: readonly string[]): string[] {
    return ids.filter((id) => this.#titled(card.id, id) !== null);
  }

  #titled(scheme: string, id: string): HTMLElement | null {
    return document.querySelector<HTMLElement>(`[data-criterion="${CSS.escape(`${scheme}.${id}`)}"] a`);
  }

  /** #link leads to the criterion's questions. */
  #link(card: Card | undefined, id: string): HTMLAnchorElement {
    const link = document.createElement("a");
    link.href = `${card?.check ?? ""}#${id}`;
    link.textContent = wordsOf(this.#titled(card?.id ?? "", id), id);
    return link;
  }

  // Efforts

  #efforts(scored: readonly Scored[]): void {
    const box = part(this.#root, "[data-efforts]");
    const list = part(this.#root, "[data-effort-list]");
    const rows = [...document.querySelectorAll<HTMLElement>("tr[data-theme]")].map((row) => [row.dataset["theme"] ?? "", row] as const);
    const titles = new Map(rows);
    const themes = new Map(rows.map(([theme, row]) => [theme, [...row.querySelectorAll<HTMLElement>("[data-criterion]")].map((item) => {
      const key = item.dataset["criterion"] ?? "";
      return [key.slice(0, key.lastIndexOf(".")), key.slice(key.lastIndexOf(".") + 1)] as const;
    })] as const));
    const efforts = rank(themes, scored);
    box.hidden = efforts.length === 0;
    const shown = this.#allEfforts ? efforts : efforts.slice(0, effortsShown);
    list.replaceChildren(...shown.map((effort) => {
      const item = document.createElement("li");
      item.dataset["effort"] = effort.theme;
      const row = titles.get(effort.theme);
      const head = paragraph("effort-head", "");
      const link = document.createElement("a");
      link.href = `#${row?.id ?? ""}`;
      link.textContent = row?.querySelector("[data-theme-title]")?.textContent ?? effort.theme;
      head.append(link, " ", span("effort-count", text.compare.helps(effort.help.filter((h) => h.begun).length)));
      const schemes = document.createElement("ul");
      schemes.append(...effort.help.map((help) => this.#help(help)));
      item.append(head, schemes);
      return item;
    }));
    box.querySelector(".effort-more")?.remove();
    if (shown.length < efforts.length) {
      const more = document.createElement("button");
      more.type = "button";
      more.className = "button button-quiet effort-more";
      more.textContent = text.showAll(efforts.length - shown.length);
      more.addEventListener("click", () => {
        this.#allEfforts = true;
        this.#efforts(scored);
        list.querySelector<HTMLElement>(`li:nth-child(${effortsShown + 1}) a`)?.focus();
      });
      box.append(more);
    }
  }

  #help(help: Help): HTMLElement {
    const item = document.createElement("li");
    const card = this.#cards.find((c) => c.id === help.scheme);
    if (card === undefined) return item;
    item.append(span("effort-scheme", card.title), " ");
    for (const [i, id] of help.criteria.entries()) item.append(i === 0 ? "" : text.compare.and, this.#link(card, id));
    if (!help.begun) item.append(" ", span("effort-count", text.compare.notBegun));
    else if (help.gain > 0) item.append(" ", span("effort-gain", text.gain(String(Number(help.gain.toFixed(6))))));
    else if (help.planned) item.append(" ", span("effort-gain", text.compare.planned));
    return item;
  }
}

function unreadable(record: Record): boolean {
  return record.kind === "damaged" || record.kind === "newer" || record.kind === "blocked";
}

function range(span: { readonly min: number | string; readonly max: number | string }): string {
  return String(span.min) === String(span.max) ? String(span.min) : `${span.min}${marks.to}${span.max}`;
}

function element(name: string, className: string, words: string): HTMLElement {
  const made = document.createElement(name);
  if (className !== "") made.className = className;
  made.textContent = words;
  return made;
}

function paragraph(className: string, words: string): HTMLElement {
  return element("p", className, words);
}

function span(className: string, words: string): HTMLElement {
  return element("span", className, words);
}

function strong(words: string): HTMLElement {
  return element("strong", "verdict", words);
}
