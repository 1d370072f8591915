// The calculators of indicators: what a result says beside the number. All of them on a page are a self-check like any
// other; one alone, on the indicator's own page, fetches the core when the first number is typed, and shares its answers
// with that page.

import { loadCore, type Program, type ScoreResult } from "kijun:host";
import { part, type Enhancement } from "../enhance";
import { AnswerForm } from "../selfcheck/form";
import { Announcer } from "../selfcheck/live";
import { RecordShelf, type RecordContent, type RecordItem } from "../selfcheck/records";
import { growTables } from "../selfcheck/table-rows";
import { Toast } from "../selfcheck/toast";
import { ResultView } from "../selfcheck/view";
import { absolute, fetchProgram, setting, siteBase } from "../settings";
import { format, meets, parseDecimal, parseTarget } from "./decimal";
import { text } from "./text";

const saveAfter = 250; // ms of quiet

/** The page of all indicators: shows what the self-check has scored. */
export const indicatorSummary: Enhancement = {
  name: "indicator-summary",
  mount(root, signal) {
    root.addEventListener("kijun:result", (event) => {
      const result = (event as CustomEvent<ScoreResult>).detail;
      showVerdicts(root, result);
      const figures = [...root.querySelectorAll<HTMLElement>("[data-figure]")].map((box) => box.dataset["figure"] ?? "");
      const computed = root.querySelector<HTMLElement>("[data-computed]");
      const of = (box: HTMLElement | null): number => Number(box?.dataset["of"] ?? 0);
      const published = figures.slice(0, of(computed)); // helpers come last and are no indicators
      const done = published.filter((id) => result.derived[id]?.status === "ok").length;
      write(computed, text.summary.computed(done, of(computed)));
      const bar = root.querySelector<HTMLProgressElement>("[data-computed-bar]");
      if (bar !== null) bar.value = done;
      const judged = published.map((id) => result.derived[id]?.target_met).filter((met) => met !== undefined);
      write(root.querySelector("[data-met]"), text.summary.met(judged.filter((met) => met).length, judged.length));
    }, { signal });
  },
};

/** showVerdicts writes beside every number how it stands to its target. */
function showVerdicts(root: HTMLElement, result: ScoreResult): void {
  for (const box of root.querySelectorAll<HTMLElement>("[data-figure]")) {
    const id = box.dataset["figure"] ?? "";
    const derived = result.derived[id];
    const met = derived?.status === "ok" ? derived.target_met : undefined;
    const verdict = box.querySelector<HTMLElement>("[data-verdict-of]");
    if (verdict !== null) {
      verdict.hidden = met === undefined;
      verdict.dataset["target"] = met === undefined ? "" : met ? "met" : "missed";
      write(verdict, met === undefined ? "" : met ? text.target.met : text.target.missed);
    }
    const note = root.querySelector<HTMLElement>(`[data-rounded="${CSS.escape(id)}"]`);
    if (note === null) continue;
    // 89.96 is shown as 90.0, and 90 would be enough
    const target = parseTarget(box.dataset["target"]);
    const shown = parseDecimal(derived?.display ?? "");
    const exact = parseDecimal(typeof derived?.value === "string" ? derived.value : "");
    const misleading = met === false && target !== null && shown !== null && exact !== null && meets(shown, target);
    note.hidden = !misleading;
    write(note, misleading ? text.target.rounded(format(exact)) : "");
  }
}

/** The calculator of one indicator. */
export const indicatorCalculator: Enhancement = {
  name: "indicator-calculator",
  mount(root, signal) {
    if (!(root instanceof HTMLFormElement)) throw new Error("the root is no form");
    new Calculator(root, signal).start();
  },
};

class Calculator {
  readonly #root: HTMLFormElement;
  readonly #signal: AbortSignal;
  readonly #form: AnswerForm;
  readonly #view: ResultView;
  readonly #item: RecordItem;
  readonly #live: Announcer;
  readonly #toast: Toast;
  #program: Promise<Program> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLFormElement, signal: AbortSignal) {
    this.#root = root;
    this.#signal = signal;
    this.#form = new AnswerForm(root, () => true);
    this.#view = new ResultView(root, this.#form);
    const shelf = new RecordShelf(siteBase(root), setting(root, "scheme"), setting(root, "edition"));
    this.#item = shelf.item(shelf.open());
    this.#live = new Announcer(part(root, "[data-live]"));
    this.#toast = new Toast(root);
  }

  start(): void {
    const signal = this.#signal;
    this.#root.addEventListener("submit", (event) => event.preventDefault(), { signal });
    for (const kind of ["input", "change"]) this.#root.addEventListener(kind, () => this.#changed(), { signal });
    addEventListener("pagehide", () => this.#save(), { signal });
    growTables(this.#root, this.#form, this.#toast, signal);
    this.#form.fill(this.#kept().answers);
    if (Object.keys(this.#form.answers()).length > 0) void this.#score();
  }

  /** #kept is what the visitor entered here and in the calculator of all indicators. */
  #kept(): RecordContent {
    const loaded = this.#item.load();
    return loaded.kind === "found" ? loaded.content : { answers: {}, extras: {} };
  }

  #changed(): void {
    void this.#score();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), saveAfter);
  }

  #save(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const kind = this.#item.load().kind;
    if (kind !== "found" && kind !== "none") return; // of a newer page, or not to be read: nothing is written over it
    const { answers, extras } = this.#kept();
    const others = Object.entries(answers).filter(([name]) => !this.#form.has(name));
    this.#item.save({ answers: { ...Object.fromEntries(others), ...this.#form.answers() }, extras }, new Date());
  }

  async #score(): Promise<void> {
    this.#program ??= this.#load();
    try {
      const program = await this.#program;
      const result = program.score(this.#form.pairs());
      this.#view.render(result, null);
      showVerdicts(this.#root, result);
      this.#say(result);
    } catch (err) {
      console.error("kijun: the core did not load", err);
      part(this.#root, "[data-failed]").hidden = false;
    }
  }

  async #load(): Promise<Program> {
    const root = this.#root;
    const [core, program] = await Promise.all([
      loadCore(absolute(setting(root, "core")), setting(root, "coreIntegrity")),
      fetchProgram(root),
    ]);
    return core.load(program);
  }

  #say(result: ScoreResult): void {
    const box = part(this.#root, "[data-figure]");
    const derived = result.derived[box.dataset["figure"] ?? ""];
    const unit = box.querySelector(".unit")?.textContent ?? "";
    if (derived?.status === "ok") this.#live.say(text.summary.say(box.querySelector(".figure-label")?.textContent ?? "", derived.display + unit));
  }
}

function write(box: Element | null, words: string): void {
  if (box !== null && box.textContent !== words) box.textContent = words;
}
