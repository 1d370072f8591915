// The trend page: values of indicators by fiscal year, typed, pasted or imported, each series with a chart and its table.
// The list of indicators stands in the page; everything with values is made here.
//
// # Decisions
// - What was typed is kept as it was typed and never rewritten: a value that cannot be read stays in its place and says why.
// - Better and worse, met and missed are decided on exact decimals. Only the drawing uses floating point.
// - All series show the same years, so that charts below each other can be compared.

import { loadCore } from "kijun:host";
import { part, type Enhancement } from "../enhance";
import { ask } from "../selfcheck/dialog";
import { AnswerForm } from "../selfcheck/form";
import { Announcer } from "../selfcheck/live";
import { clock } from "../selfcheck/selfcheck";
import { RecordShelf } from "../selfcheck/records";
import { Toast } from "../selfcheck/toast";
import { download } from "../selfcheck/transfer";
import { absolute, fetchProgram, setting, siteBase } from "../settings";
import { drawChart, type Chart, type Level } from "./chart";
import { bounds, compare, format, meets, near, parseDecimal, parseTarget, round, subtract, type Decimal, type Target } from "./decimal";
import { TrendStore, type Series, type Trends } from "./series";
import { decode, readTable, split, writeTable, type Known, type Line, type Table } from "./table-text";
import { text } from "./text";
import { readValue } from "./value";
import { firstYear, lastYear, thisYear, yearName } from "./year";
import * as marks from "../marks";

const saveAfter = 250; // ms of quiet
const yearsAtFirst = 5;
const problemsShown = 20;
const maxBytes = 1_000_000;

/** An Indicator is what the page says about one. */
interface Indicator extends Known {
  readonly page: string;
  readonly decimals: number;
  readonly direction: "higher" | "lower" | "none";
  readonly directionMark: string; // empty where the definition's default needs none
  readonly target: Target | null;
  readonly targetText: string;
  readonly reference: Decimal | null;
}

export const trend: Enhancement = {
  name: "trend",
  mount(root, signal) {
    if (!(root instanceof HTMLFormElement)) throw new Error("the root is no form");
    new TrendPage(root, signal).start();
  },
};

class TrendPage {
  readonly #root: HTMLFormElement;
  readonly #signal: AbortSignal;
  readonly #known: readonly Indicator[];
  readonly #store: TrendStore;
  readonly #live: Announcer;
  readonly #toast: Toast;
  readonly #cards = new Map<string, Card>();

  #trends: Trends;
  #kept = ""; // as the storage has them
  #storing = true; // false once there is something in the storage that must not be overwritten
  #saveTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLFormElement, signal: AbortSignal) {
    this.#root = root;
    this.#signal = signal;
    this.#known = [...part<HTMLSelectElement>(root, "[data-choose]").options].filter((o) => o.value !== "").map(indicator);
    this.#store = new TrendStore(siteBase(root), setting(root, "scheme"));
    this.#live = new Announcer(part(root, "[data-live]"));
    this.#toast = new Toast(root);
    this.#trends = blank();
  }

  start(): void {
    const signal = this.#signal;
    const root = this.#root;
    root.addEventListener("submit", (event) => event.preventDefault(), { signal });
    root.addEventListener("input", (event) => this.#onInput(event), { signal });
    root.addEventListener("paste", (event) => this.#onPaste(event), { signal });
    root.addEventListener("click", (event) => this.#onClick(event), { signal });
    for (const which of ["from", "to"] as const) {
      part<HTMLSelectElement>(root, `[data-${which}]`).addEventListener("change", (event) => {
        const year = Number((event.target as HTMLSelectElement).value);
        this.#set({ ...this.#trends, [which]: year });
      }, { signal });
    }
    const file = part<HTMLInputElement>(root, "[data-import-file]");
    file.addEventListener("change", () => {
      const chosen = file.files?.[0];
      if (chosen !== undefined) void this.#import(chosen);
      file.value = ""; // the same file may be chosen again
    }, { signal });
    addEventListener("storage", (event) => this.#onOtherTab(event), { signal });
    addEventListener("pagehide", () => this.#flush(), { signal });
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.#flush(); }, { signal });
    addEventListener("pageshow", (event) => { if (event.persisted) this.#load(); }, { signal });
    for (const control of root.querySelectorAll<HTMLButtonElement | HTMLSelectElement | HTMLTextAreaElement>(":disabled")) control.disabled = false;
    this.#load();
    this.#wish();
  }

  /** #wish shows the indicator whose page the visitor comes from. */
  #wish(): void {
    const id = decodeURIComponent(location.hash.slice(1)).replace(/^(of|trend)-/u, "");
    if (id === "" || !this.#known.some((k) => k.id === id)) return;
    this.#add(id);
    this.#cards.get(id)?.box.scrollIntoView();
  }

  // Keeping

  #load(): void {
    const loaded = this.#store.load();
    let trends = blank();
    switch (loaded.kind) {
      case "found":
        trends = loaded.content;
        this.#kept = JSON.stringify(trends);
        this.#saveState("done", loaded.saved);
        break;
      case "none":
        this.#saveState("none");
        break;
      case "blocked":
        this.#saveState("failed");
        break;
      case "newer":
        this.#storing = false;
        this.#saveState("newer");
        break;
      case "damaged":
        this.#store.setAside();
        this.#saveState("none");
        this.#toast.show({ kind: "error", text: text.trend.damaged });
        break;
    }
    this.#show(trends);
  }

  #flush(): void {
    clearTimeout(this.#saveTimer);
    const now = JSON.stringify(this.#trends);
    if (!this.#storing || now === this.#kept || (this.#kept === "" && Object.keys(this.#trends.series).length === 0)) return;
    const at = new Date();
    if (this.#store.save(this.#trends, at)) {
      this.#kept = now;
      this.#saveState("done", at);
    } else {
      this.#saveState("failed");
    }
  }

  #saveState(state: "none" | "done" | "failed" | "newer", at?: Date): void {
    const line = part(this.#root, "[data-save-state]");
    line.dataset["state"] = state === "newer" ? "failed" : state;
    line.textContent = state === "done" ? text.trend.saved.done(clock(at ?? new Date())) : text.trend.saved[state];
  }

  #onOtherTab(event: StorageEvent): void {
    if (event.storageArea !== localStorage || (event.key !== null && event.key !== this.#store.key)) return;
    const loaded = event.newValue === null ? null : this.#store.read(event.newValue);
    if (loaded?.kind === "newer") {
      this.#storing = false;
      this.#saveState("newer");
    }
    const trends = loaded === null ? blank() : loaded.kind === "found" ? loaded.content : null;
    if (trends === null || JSON.stringify(trends) === JSON.stringify(this.#trends)) return;
    this.#kept = loaded === null ? "" : JSON.stringify(trends);
    this.#show(trends);
    this.#toast.show({ kind: "info", text: text.trend.otherTab });
  }

  // The state: replaced as a whole, so that the way back is the state before.

  /** #set makes other values those of the page and keeps them. */
  #set(trends: Trends): void {
    this.#show(trends);
    this.#changed();
  }

  #changed(): void {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => this.#flush(), saveAfter);
  }

  #show(trends: Trends): void {
    const [first, last] = span(trends);
    this.#trends = { ...trends, from: Math.min(trends.from, trends.to, first ?? lastYear), to: Math.max(trends.from, trends.to, last ?? firstYear) };
    const holder = part(this.#root, "[data-cards]");
    for (const [id, card] of this.#cards) {
      if (id in this.#trends.series) continue;
      card.remove();
      this.#cards.delete(id);
    }
    let before: Element | null = null;
    for (const known of this.#known) {
      const series = this.#trends.series[known.id];
      if (series === undefined) continue;
      let card = this.#cards.get(known.id);
      if (card === undefined) {
        card = new Card(known, this.#signal);
        this.#cards.set(known.id, card);
      }
      if (card.box.parentElement !== holder || card.box.previousElementSibling !== before) {
        if (before === null) holder.prepend(card.box);
        else before.after(card.box);
      }
      card.show(series, this.#trends.from, this.#trends.to);
      before = card.box;
    }
    part(this.#root, "[data-empty]").hidden = before !== null;
    for (const option of part<HTMLSelectElement>(this.#root, "[data-choose]").options) option.disabled = option.value in this.#trends.series;
    this.#showYears(first, last);
  }

  /** #showYears offers the years that may be first and last: none that would hide a value. */
  #showYears(first: number | null, last: number | null): void {
    const { from, to } = this.#trends;
    const now = thisYear(new Date());
    years(part(this.#root, "[data-from]"), Math.min(from, now - 29), Math.min(first ?? to, to), from);
    years(part(this.#root, "[data-to]"), Math.max(last ?? from, from), Math.max(to, now + 5), to);
    const take = part<HTMLSelectElement>(this.#root, "[data-take-over-year]");
    years(take, from, Math.max(to, now), take.value === "" ? Math.min(now, to) : Number(take.value));
  }

  #series(id: string): Series {
    return this.#trends.series[id] ?? { values: {}, notes: {} };
  }

  // Typing

  #onInput(event: Event): void {
    const cell = this.#cell(event.target);
    if (cell === null) return;
    const { id, year, what, input } = cell;
    const old = this.#series(id);
    const kept = { ...old[what] };
    if (input.value.trim() === "") delete kept[year];
    else kept[year] = input.value;
    const series = { ...old, [what]: kept };
    this.#trends = { ...this.#trends, series: { ...this.#trends.series, [id]: series } };
    const card = this.#cards.get(id);
    card?.show(series, this.#trends.from, this.#trends.to);
    this.#live.say(card?.say(year) ?? "");
    this.#showYears(...span(this.#trends));
    this.#changed();
  }

  #cell(target: EventTarget | null): { id: string; year: number; what: "values" | "notes"; input: HTMLInputElement } | null {
    if (!(target instanceof HTMLInputElement)) return null;
    const [, what, id, year] = /^(value|note) (\w+) (\d+)$/u.exec(target.name) ?? [];
    if (id === undefined || year === undefined) return null;
    return { id, year: Number(year), what: what === "value" ? "values" : "notes", input: target };
  }

  /** A column of a spreadsheet goes down the years, a row as well; with years beside the values each finds its own. */
  #onPaste(event: ClipboardEvent): void {
    const cell = this.#cell(event.target);
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (cell === null || cell.what !== "values" || !/[\t\r\n]/u.test(pasted.trimEnd())) return;
    event.preventDefault();
    const known = this.#known.find((k) => k.id === cell.id);
    if (known === undefined) return;
    const table = readTable(pasted, [known], known);
    if (table.entries.length > 0) {
      this.#take(table);
      return;
    }
    const rows = split(pasted);
    const values = rows.length === 1 ? (rows[0]?.cells ?? []) : rows.map((row) => row.cells[0] ?? "");
    const columns = values.map((raw, i) => `${Math.min(lastYear, cell.year + i)}\t${raw}`);
    this.#take(readTable(columns.join("\n"), [known], known));
  }

  // The buttons

  #onClick(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-action]") : null;
    switch (button?.dataset["action"]) {
      case "add": {
        const choose = part<HTMLSelectElement>(this.#root, "[data-choose]");
        if (choose.value !== "") this.#add(choose.value);
        choose.value = "";
        break;
      }
      case "remove":
        this.#remove(button.dataset["id"] ?? "");
        break;
      case "paste":
        this.#pasteAll();
        break;
      case "take-over":
        void this.#takeOver();
        break;
      case "print":
        print();
        break;
      case "export":
        this.#export();
        break;
      case "import":
        part(this.#root, "[data-import-file]").click();
        break;
      case "clear":
        void this.#clear();
        break;
    }
  }

  #add(id: string): void {
    if (!(id in this.#trends.series)) this.#set({ ...this.#trends, series: { ...this.#trends.series, [id]: this.#series(id) } });
    this.#cards.get(id)?.focus();
  }

  #remove(id: string): void {
    const before = this.#trends;
    const { [id]: gone, ...series } = before.series;
    this.#set({ ...before, series });
    part(this.#root, "[data-choose]").focus(); // the button that had the focus is gone
    const title = this.#known.find((k) => k.id === id)?.title ?? id;
    if (gone !== undefined && Object.keys(gone.values).length + Object.keys(gone.notes).length > 0) {
      this.#tell({ kind: "done", text: text.trend.removed(title), undo: () => this.#set(before) });
    }
  }

  #pasteAll(): void {
    const box = part<HTMLTextAreaElement>(this.#root, "[data-paste]");
    if (box.value.trim() === "") {
      this.#tell({ kind: "error", text: text.trend.pasteEmpty });
      box.focus();
      return;
    }
    if (this.#take(readTable(box.value, this.#known))) box.value = "";
  }

  async #import(file: File): Promise<void> {
    if (file.size > maxBytes) return this.#tell({ kind: "error", text: text.wrong.tooLarge });
    let source: string | null;
    try {
      source = decode(await file.arrayBuffer());
    } catch (err) {
      console.error("kijun: reading the file failed", err);
      return this.#tell({ kind: "error", text: text.wrong.unreadable });
    }
    if (source === null) return this.#tell({ kind: "error", text: text.wrong.encoding });
    this.#take(readTable(source, this.#known));
  }

  /** #take takes over what a table gives, says what it does not, and reports whether all of it was taken. */
  #take({ entries, problems }: Table): boolean {
    const before = this.#trends;
    const series: Record<string, Series> = { ...before.series };
    let taken = 0;
    for (const { id, year, raw, value, note } of entries) {
      const old = series[id] ?? { values: {}, notes: {} };
      series[id] = {
        values: value === null ? old.values : { ...old.values, [year]: raw },
        notes: note === "" ? old.notes : { ...old.notes, [year]: note },
      };
      if (value !== null) taken++;
    }
    const lines = [entries.length === 0 ? text.trend.nothingTaken : text.trend.taken(taken)];
    if (problems.length > 0) lines.push(text.trend.skipped(problems.length));
    this.#problems(problems.map((p) => text.wrong.row(p.line, p.reason)));
    if (entries.length > 0) this.#set({ ...before, series });
    const undo = entries.length === 0 ? {} : { undo: () => { this.#problems([]); this.#set(before); } };
    this.#tell({ kind: problems.length > 0 ? "error" : "done", text: lines.join("\n"), ...undo });
    return problems.length === 0 && entries.length > 0;
  }

  #problems(lines: readonly string[]): void {
    const box = part(this.#root, "[data-problems]");
    const shown = lines.slice(0, problemsShown);
    if (lines.length > shown.length) shown.push(text.wrong.andMore(lines.length - problemsShown));
    part(box, "[data-problems-list]").replaceChildren(...shown.map((line) => element("li", "", line)));
    box.hidden = lines.length === 0;
  }

  #export(): void {
    const lines: Line[] = [];
    for (const { id, title, unit } of this.#known) {
      const series = this.#trends.series[id];
      if (series === undefined) continue;
      const given = new Set([...Object.keys(series.values), ...Object.keys(series.notes)].map(Number));
      for (const year of [...given].sort((a, b) => a - b)) {
        lines.push({ year, id, title, unit, value: series.values[year] ?? "", note: series.notes[year] ?? "" });
      }
    }
    const name = text.trend.fileName(setting(this.#root, "scheme"));
    download(name, writeTable(lines), "text/csv");
    this.#tell({ kind: "done", text: text.trend.exported(name) });
  }

  async #clear(): Promise<void> {
    if (!(await ask(text.trend.clear))) return;
    const before = this.#trends;
    this.#problems([]);
    this.#show(blank());
    clearTimeout(this.#saveTimer);
    this.#kept = "";
    this.#storing = true;
    this.#saveState(this.#store.clear() ? "none" : "failed");
    this.#tell({ kind: "done", text: text.trend.cleared, undo: () => this.#set(before) });
  }

  /** #takeOver has the calculator's answers scored once more and takes the values that there are. */
  async #takeOver(): Promise<void> {
    const root = this.#root;
    const year = Number(part<HTMLSelectElement>(root, "[data-take-over-year]").value);
    const shelf = new RecordShelf(siteBase(root), setting(root, "scheme"), setting(root, "edition"));
    const kept = shelf.item(shelf.open()).load();
    if (kept.kind !== "found") return this.#tell({ kind: "info", text: text.trend.takeOver.nothing });
    const before = this.#trends;
    const series: Record<string, Series> = { ...before.series };
    let taken = 0;
    try {
      const [core, program] = await Promise.all([
        loadCore(absolute(setting(root, "core")), setting(root, "coreIntegrity")),
        fetchProgram(root),
      ]);
      const { derived } = core.load(program).score(AnswerForm.pairsOf(kept.content.answers));
      for (const { id } of this.#known) {
        const result = derived[id];
        if (result?.status !== "ok" || typeof result.value !== "string") continue;
        const old = this.#series(id);
        series[id] = { ...old, values: { ...old.values, [year]: result.value } };
        taken++;
      }
    } catch (err) {
      console.error("kijun: the core did not load", err);
      return this.#tell({ kind: "error", text: text.trend.takeOver.failed });
    }
    if (taken === 0) return this.#tell({ kind: "info", text: text.trend.takeOver.nothing });
    this.#set({ ...before, series });
    this.#tell({ kind: "done", text: text.trend.takeOver.done(taken, yearName(year)), undo: () => this.#set(before) });
  }

  #tell(message: Parameters<Toast["show"]>[0]): void {
    this.#toast.show(message);
    this.#live.say(message.text);
  }
}

// One series

type Change = keyof typeof text.trend.changes;

/** A Year is a line of the table. */
interface Year {
  readonly year: number;
  readonly row: HTMLTableRowElement;
  readonly value: HTMLInputElement;
  readonly wrong: HTMLElement;
  readonly change: HTMLElement;
  readonly target: HTMLElement | null;
  readonly note: HTMLInputElement;
}

class Card {
  readonly box: HTMLElement;
  readonly #indicator: Indicator;
  readonly #summary: HTMLElement;
  readonly #figure: HTMLElement;
  readonly #legend: HTMLElement;
  readonly #body: HTMLTableSectionElement;
  readonly #seen: ResizeObserver;
  #years: Year[] = [];
  #chart: Chart | null = null;
  #width = 0;

  constructor(indicator: Indicator, signal: AbortSignal) {
    this.#indicator = indicator;
    const { id, title, page, unit, targetText, reference, directionMark } = indicator;
    const words = text.trend;

    const heading = element("h3", "", "");
    heading.id = `trend-${id}-title`;
    const link = document.createElement("a");
    link.href = page;
    link.textContent = title;
    heading.append(link);
    const facts = element("p", "trend-facts", "");
    if (unit !== "") facts.append(element("span", "", words.facts.unit(unit)));
    if (directionMark !== "") facts.append(element("span", "direction", directionMark));
    if (targetText !== "") facts.append(element("span", "", words.facts.target(targetText)));
    if (reference !== null) facts.append(element("span", "", words.facts.reference(format(reference))));
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "trend-remove";
    remove.dataset["action"] = "remove";
    remove.dataset["id"] = id;
    remove.append(words.remove, element("span", "visually-hidden", `${marks.open}${title}${marks.close}`));
    const head = element("header", "trend-head", "");
    head.append(heading, remove, facts);

    this.#summary = element("p", "trend-summary", "");
    this.#figure = element("figure", "trend-figure", "");
    this.#legend = element("figcaption", "trend-legend", "");
    this.#figure.append(this.#legend);

    const table = document.createElement("table");
    table.className = "trend-table";
    const caption = element("caption", "visually-hidden", words.caption(title));
    const top = document.createElement("tr");
    for (const name of [words.year, words.value(unit), words.change, ...(indicator.target === null ? [] : [words.target]), words.note]) {
      const cell = element("th", "", name);
      cell.setAttribute("scope", "col");
      top.append(cell);
    }
    const thead = document.createElement("thead");
    thead.append(top);
    this.#body = document.createElement("tbody");
    table.append(caption, thead, this.#body);
    const wrap = element("div", "table-wrap", "");
    wrap.setAttribute("role", "group");
    wrap.setAttribute("aria-label", words.caption(title));
    wrap.tabIndex = 0;
    wrap.append(table);

    this.box = element("section", "trend", "");
    this.box.id = `trend-${id}`;
    this.box.dataset["trend"] = id;
    this.box.setAttribute("aria-labelledby", heading.id);
    const both = element("div", "trend-body", "");
    both.append(this.#figure, wrap);
    this.box.append(head, this.#summary, both);

    this.#seen = new ResizeObserver(() => this.#draw());
    this.#seen.observe(this.#figure);
    signal.addEventListener("abort", () => this.#seen.disconnect());
  }

  remove(): void {
    this.#seen.disconnect();
    this.box.remove();
  }

  focus(): void {
    (this.#years.find((y) => y.value.value === "") ?? this.#years[0])?.value.focus();
  }

  /** show writes values into the table where they are not there yet, judges and draws them. */
  show(series: Series, from: number, to: number): void {
    if (this.#years[0]?.year !== from || this.#years[this.#years.length - 1]?.year !== to) {
      // rows that stay keep the focus
      const old = new Map(this.#years.map((y) => [y.year, y]));
      this.#years = Array.from({ length: to - from + 1 }, (_, i) => old.get(from + i) ?? this.#row(from + i));
      this.#body.replaceChildren(...this.#years.map((y) => y.row));
    }
    const { unit, target, direction, decimals } = this.#indicator;
    const values = new Map<number, Decimal>();
    for (const y of this.#years) {
      put(y.value, series.values[y.year] ?? "");
      put(y.note, series.notes[y.year] ?? "");
      const reading = readValue(y.value.value, unit);
      if (reading.kind === "value") values.set(y.year, reading.value);
      const wrong = reading.kind === "wrong" ? reading.reason : "";
      y.value.setAttribute("aria-invalid", String(wrong !== ""));
      write(y.wrong, wrong);
      y.wrong.hidden = wrong === "";
    }

    for (const y of this.#years) {
      const value = values.get(y.year);
      const before = values.get(y.year - 1);
      y.row.dataset["state"] = value === undefined ? "gap" : "value";
      if (value === undefined || before === undefined) {
        delete y.change.dataset["change"];
        spans(y.change, [value === undefined || values.size < 2 || this.#years[0] === y ? "" : text.trend.noBefore]);
      } else {
        const change = judge(before, value, direction);
        y.change.dataset["change"] = change;
        const arrow = text.trend.arrows[compare(value, before) > 0 ? "up" : compare(value, before) < 0 ? "down" : "flat"];
        const difference = change === "same" ? "" : `${marks.open}${shownChange(before, value, decimals, unit)}${marks.close}`;
        const caution = series.notes[y.year] === undefined ? "" : `${text.trend.chart.noteMark} ${text.trend.redefined}`;
        spans(y.change, [`${arrow} ${text.trend.changes[change]}`, difference, caution]);
      }
      if (y.target !== null && target !== null) {
        const state = value === undefined ? "" : meets(value, target) ? "met" : "missed";
        y.target.dataset["target"] = state;
        write(y.target, state === "" ? "" : text.target.short[state]);
      }
    }

    const points = [...values].map(([year, value]) => ({
      year,
      at: near(value),
      label: format(round(value, decimals)),
      missed: target !== null && !meets(value, target),
    }));
    const noted = Object.keys(series.notes).map(Number);
    this.#describe(values, points.length, noted);
    const levels: Level[] = (target === null ? [] : bounds(target)).map((at) => ({ at: near(at), label: text.trend.chart.target(this.#indicator.targetText), kind: "target" }));
    if (this.#indicator.reference !== null) levels.push({ at: near(this.#indicator.reference), label: text.trend.chart.reference(format(this.#indicator.reference)), kind: "reference" });
    this.box.dataset["points"] = String(points.length);
    this.#chart = points.length === 0 ? null : {
      id: this.#indicator.id,
      title: text.trend.chart.title(this.#indicator.title, unit),
      description: this.#describeChart(values, from, to),
      from, to, points, levels, noted, decimals, noteMark: text.trend.chart.noteMark,
    };
    this.#width = 0; // draw anew
    this.#draw();
    this.#showLegend(noted.length > 0);
  }

  /** say is what a screen reader hears after a value was typed. */
  say(year: number): string {
    const y = this.#years.find((one) => one.year === year);
    if (y === undefined) return "";
    return [y.wrong.textContent, y.change.textContent, y.target?.textContent].filter((s) => s !== "" && s !== null && s !== undefined).join(marks.stop);
  }

  #row(year: number): Year {
    const { id, title, target } = this.#indicator;
    const name = yearName(year);
    const row = document.createElement("tr");
    row.dataset["year"] = String(year);
    const head = element("th", "", "");
    head.setAttribute("scope", "row");
    const [, common = name, era = ""] = /^(.*?)(（.*）)$/u.exec(name) ?? [];
    head.append(element("span", "trend-year", common), element("span", "trend-year", era));

    const value = input(`value ${id} ${year}`, text.trend.valueOf(title, name), "input input-number");
    value.inputMode = "decimal";
    const wrong = element("p", "field-error", "");
    wrong.id = `trend-${id}-${year}-error`;
    wrong.hidden = true;
    value.setAttribute("aria-describedby", wrong.id);
    const change = element("td", "trend-change", "");
    const met = target === null ? null : element("td", "trend-target", "");
    const note = input(`note ${id} ${year}`, text.trend.noteOf(title, name), "input input-text");
    const first = element("td", "", "");
    first.append(value, wrong);
    const last = element("td", "trend-note", "");
    last.append(note);
    row.append(head, first, change, ...(met === null ? [] : [met]), last);
    return { year, row, value, wrong, change, target: met, note };
  }

  #describe(values: ReadonlyMap<number, Decimal>, points: number, noted: readonly number[]): void {
    const { unit, decimals, direction, target, targetText } = this.#indicator;
    const words = text.trend.summary;
    const latest = Math.max(...values.keys());
    const value = values.get(latest);
    if (points === 0 || value === undefined) return write(this.#summary, words.empty);
    const lines = [words.latest(yearName(latest), format(round(value, decimals)) + unit)];
    const before = values.get(latest - 1);
    if (before !== undefined) {
      const change = judge(before, value, direction);
      lines.push(change === "same" ? words.same : words.change(words[change], shownChange(before, value, decimals, unit)));
      if (noted.includes(latest)) lines.push(text.trend.redefined + marks.stop);
    }
    if (target !== null) lines.push(meets(value, target) ? words.met(targetText) : words.missed(targetText));
    write(this.#summary, lines.join(""));
  }

  #describeChart(values: ReadonlyMap<number, Decimal>, from: number, to: number): string {
    const { unit, decimals, targetText, reference } = this.#indicator;
    const words = text.trend.chart;
    const given = [...values.keys()];
    const [first, last] = [Math.min(...given), Math.max(...given)];
    const lines = [first === last ? words.one(yearName(first)) : words.span(yearName(first), yearName(last))];
    lines.push(words.values([...values].map(([year, value]) => `${year}${text.trend.year}${format(round(value, decimals))}${unit}`)));
    const gaps = [];
    for (let year = from; year <= to; year++) if (year > first && year < last && !values.has(year)) gaps.push(`${year}${text.trend.year}`);
    if (gaps.length > 0) lines.push(words.gaps(gaps));
    if (targetText !== "") lines.push(words.target(targetText) + marks.stop);
    if (reference !== null) lines.push(words.reference(format(reference)) + marks.stop);
    return lines.join("");
  }

  #draw(): void {
    const chart = this.#chart;
    const old = this.#figure.querySelector("svg");
    if (chart === null) {
      old?.remove();
      return;
    }
    const width = Math.max(240, Math.round(this.#figure.clientWidth));
    if (width === this.#width && old !== null) return;
    this.#width = width;
    const drawn = drawChart(chart, width);
    if (old === null) this.#figure.prepend(drawn);
    else old.replaceWith(drawn);
  }

  #showLegend(noted: boolean): void {
    const { target, reference } = this.#indicator;
    const words = text.trend.chart.legend;
    const items: Array<readonly [kind: string, words: string]> = target === null ? [["value", words.value]] : [["value", words.met], ["missed", words.missed], ["target", words.target]];
    if (reference !== null) items.push(["reference", words.reference]);
    if (noted) items.push(["note", words.note]);
    this.#legend.replaceChildren(...items.map(([kind, what]) => {
      const item = element("span", "trend-legend-item", what);
      item.dataset["kind"] = kind;
      return item;
    }));
    this.#legend.hidden = this.#chart === null;
  }
}

/** judge is how a value stands to the one before, by the direction of the indicator. */
function judge(before: Decimal, value: Decimal, direction: Indicator["direction"]): Change {
  const order = compare(value, before);
  if (order === 0) return "same";
  if (direction === "none") return order > 0 ? "more" : "less";
  return order > 0 === (direction === "higher") ? "better" : "worse";
}

/**
 * shownChange is the change in digits: rounded like the values, unless that would hide it or contradict them, which are
 * rounded too (90.4 to 89.6 is shown as 90 to 90).
 */
function shownChange(before: Decimal, value: Decimal, decimals: number, unit: string): string {
  const exact = subtract(value, before);
  const rounded = round(exact, decimals);
  const shown = subtract(round(value, decimals), round(before, decimals));
  const finer = round(exact, Math.min(exact.scale, decimals + 2));
  const change = rounded.n !== 0n && compare(rounded, shown) === 0 ? rounded : finer.n !== 0n ? finer : exact;
  return text.trend.difference(format(change, "＋"), unit);
}

function indicator(option: HTMLOptionElement): Indicator {
  const data = option.dataset;
  const direction = data["direction"];
  return {
    id: option.value,
    title: option.text.trim(),
    unit: data["unit"] ?? "",
    page: data["page"] ?? "",
    decimals: Number(data["decimals"] ?? -1),
    direction: direction === "lower" || direction === "none" ? direction : "higher",
    directionMark: data["directionMark"] ?? "",
    target: parseTarget(data["target"]),
    targetText: data["targetText"] ?? "",
    reference: parseDecimal(data["reference"] ?? ""),
  };
}

/** blank is a page without values: the fiscal years up to the present one. */
function blank(): Trends {
  const to = thisYear(new Date());
  return { from: to - yearsAtFirst + 1, to, series: {} };
}

/** span is the first and the last year for which something was typed. */
function span(trends: Trends): [number | null, number | null] {
  const given = Object.values(trends.series).flatMap((s) => [...Object.keys(s.values), ...Object.keys(s.notes)]).map(Number);
  return given.length === 0 ? [null, null] : [Math.min(...given), Math.max(...given)];
}

/** years makes the options of a select, anew only if they differ. */
function years(select: HTMLSelectElement, from: number, to: number, chosen: number): void {
  const key = `${from} ${to}`;
  if (select.dataset["years"] !== key) {
    select.dataset["years"] = key;
    const options = [];
    for (let year = from; year <= to; year++) options.push(new Option(yearName(year), String(year)));
    select.replaceChildren(...options);
  }
  select.value = String(Math.min(to, Math.max(from, chosen)));
}

function element(tag: string, className: string, words: string): HTMLElement {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  made.textContent = words;
  return made;
}

function input(name: string, label: string, className: string): HTMLInputElement {
  const made = document.createElement("input");
  made.type = "text";
  made.name = name;
  made.className = className;
  made.autocomplete = "off";
  made.setAttribute("aria-label", label);
  return made;
}

function put(control: HTMLInputElement, value: string): void {
  if (control.value !== value && !(control === document.activeElement && control.value.trim() === value.trim())) control.value = value;
}

/** spans writes pieces that are better not broken inside. */
function spans(box: HTMLElement, pieces: readonly string[]): void {
  const some = pieces.filter((piece) => piece !== "");
  if (box.textContent !== some.join("")) box.replaceChildren(...some.map((piece) => element("span", "trend-piece", piece)));
}

function write(box: HTMLElement, words: string): void {
  if (box.textContent !== words) box.textContent = words;
}
