// The result in full, and what to do next: the verdict in a sentence, points by section, the plan, what every criterion
// could still bring, what is open and what is decided.
//
// # Decisions
// - What the page says already (a criterion's state and its reason, what papers would change) is taken from the page: it is
//   worded once, and is up to date when a result is announced.
// - Bars, no radar: the length of a bar can be compared with the pass mark and with its neighbour; the area of a radar hangs
//   on the order of the sections. The bars stand in the table that has their numbers.
// - It is drawn only while it is in sight.

import type { CriterionResult, Num, ScoreResult } from "kijun:host";
import { criterionIn, fillMeter, jump, wordsOf } from "./draw";
import { make } from "./make";
import { nearSentence } from "./near";
import { PlanView } from "./plan";
import { minus, PageTitles, say, verdictSentence } from "./sentence";
import type { Panel, Session } from "./session";
import { panelText } from "./text-panels";
import * as marks from "../marks";

const words = panelText.result;
const gainsShown = 8; // more are behind a button
const listOpen = 10; // a longer list is folded

export const resultPanel: Panel = {
  name: "result",
  mount(box, session) {
    const panel = new ResultPanel(box, session);
    session.root.addEventListener("kijun:result", () => panel.draw(), { signal: session.signal });
    new MutationObserver(() => panel.draw()).observe(box, { attributeFilter: ["hidden"] });
    panel.draw();
  },
};

/** What a criterion could still bring. */
interface Gain {
  readonly id: string;
  readonly by: number; // points
  readonly note: string;
}

class ResultPanel {
  readonly #box: HTMLElement;
  readonly #content = make("div", { class: "outlook" });
  readonly #session: Session;
  readonly #titles: PageTitles;
  readonly #plan: PlanView;
  readonly #folded = new Map<string, boolean>(); // by list: what the visitor chose
  #allGains = false;
  #shown = ""; // what was drawn last

  constructor(box: HTMLElement, session: Session) {
    this.#box = box;
    this.#session = session;
    this.#titles = new PageTitles(session.root);
    this.#plan = new PlanView(session, this.#titles, (id) => this.#entry(id), () => this.draw());
    box.append(this.#content);
  }

  draw(): void {
    const { result } = this.#session;
    if (result === null || this.#box.hidden) return;
    // a press that takes the focus out of an input has the form judged again: what it was on has to stay in its place
    const shown = JSON.stringify([result, this.#plan.wishes, this.#plan.award, this.#allGains]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    PlanView.draw(this.#content, () => this.#content.replaceChildren(...(result.progress.answered === 0 ? this.#empty() : this.#parts(result))));
  }

  /** Who answered nothing would be told to do everything. */
  #empty(): Node[] {
    const first = this.#session.root.querySelector<HTMLElement>("[data-section] [data-field]");
    return [make("p", { class: "note" }, words.empty), ...(first === null ? [] : [make("p", {}, jump(first, words.begin))])];
  }

  #parts(result: ScoreResult): Node[] {
    const papers = this.#session.root.querySelector<HTMLElement>("[data-with-papers]:not([hidden])")?.textContent ?? "";
    const planned = this.#plan.render(result);
    return [
      ...this.#titles.awards().map((id) => make("p", { class: "outlook-verdict", "data-outlook": id, "data-verdict": result.awards[id]?.verdict ?? "open" },
        verdictSentence(result, id, this.#titles))),
      ...(papers === "" ? [] : [make("p", { class: "outlook-papers" }, papers)]),
      ...this.#bands(),
      ...(result.total === undefined ? this.#requirements(result) : [this.#points(result)]),
      this.#plan.box,
      this.#gains(result, planned),
      ...this.#lists(result),
    ];
  }

  /** The bands as the side panel has them. */
  #bands(): Node[] {
    return [...this.#session.root.querySelectorAll("[data-result] .bands")].map((bands) => bands.cloneNode(true));
  }

  // Tables

  #points(result: ScoreResult): HTMLElement {
    const rows = [...this.#session.root.querySelectorAll<HTMLElement>("[data-section]:not([data-aside])")].flatMap((section) => {
      const sums = result.sections[section.dataset["section"] ?? ""];
      return sums?.total === undefined || sums.maximum === undefined || Number(sums.maximum.max) === 0 ? [] : [{ title: titleOf(section), total: sums.total, maximum: sums.maximum, row: { "data-outlook-section": section.dataset["section"] ?? "" } }];
    });
    const mark = Object.values(result.awards).find((award) => award.mark !== undefined)?.mark;
    const { total, maximum } = result;
    if (total === undefined || maximum === undefined) return make("div");
    const line = ({ title, total: got, maximum: of }: Pick<(typeof rows)[number], "title" | "total" | "maximum">, markAt?: Num): Node[] => [
      bar(title, Number(of.max), got.min, got.max, markAt, markAt === undefined || mark === undefined ? "" : words.mark(say(mark))),
      ...[String(got.min), minus(got.max, got.min), say(of)].map((number) => make("td", { class: "num" }, number)),
    ];
    return table(words.points, [words.section, words.certain, words.possible, words.maximum],
      rows.map((row) => make("tr", row.row, ...line(row))),
      make("tr", { "data-outlook-total": "" }, ...line({ title: words.total, total, maximum }, mark?.max)));
  }

  #requirements(result: ScoreResult): Node[] {
    const groups = this.#titles.awards().flatMap((award) => this.#titles.groups(award, result));
    const sections = new Map<string, CriterionResult["status"][]>();
    for (const criterion of this.#session.root.querySelectorAll<HTMLElement>("[data-criterion]")) {
      const status = result.criteria[criterion.dataset["criterion"] ?? ""]?.status;
      if (status === undefined) continue;
      const title = titleOf(criterion.closest("tbody") ?? criterion.closest("[data-section]") ?? criterion);
      sections.set(title, [...(sections.get(title) ?? []), status]);
    }
    const row = (title: string, of: number, met: Num, most: Num, last: string, mark?: number): HTMLElement =>
      make("tr", {}, bar(title, of, met, most, mark), ...[String(met), minus(most, met), last].map((number) => make("td", { class: "num" }, number)));
    const count = (states: readonly string[], status: string): number => states.filter((s) => s === status).length;
    return [
      ...(groups.length === 0 ? [] : [table(words.groups, [words.group, words.met, words.undecided, words.need],
        groups.map(({ title, min, max, need }) => row(title, Number(need?.max ?? max), min, max, need === null ? "？" : say(need))))]),
      table(words.requirements, [words.section, words.met, words.undecided, words.of],
        [...sections].map(([title, states]) => row(title, states.length, count(states, "met"), count(states, "met") + count(states, "open"), String(states.length)))),
    ];
  }

  // Criteria

  /** A criterion's title, which leads to its questions, its explanation, and its nearest step. */
  #entry(id: string): Node[] {
    const { form, program } = this.#session;
    const card = criterionIn(this.#session.root, id);
    const head = make("p", { class: "outlook-title" }, card === null ? id : jump(card, this.#titles.criterion(id)));
    const more = card?.querySelector<HTMLAnchorElement>(".more a") ?? null;
    if (more !== null) head.append(" ", make("a", { class: "outlook-about", href: more.href }, words.about, ...[...more.querySelectorAll(".visually-hidden")].map((e) => e.cloneNode(true))));
    const near = program === null ? "" : nearSentence(program, id, form);
    return near === "" ? [head] : [head, make("p", { class: "near" }, near)];
  }

  #state(id: string): HTMLElement {
    const card = criterionIn(this.#session.root, id);
    return make("span", { class: "outlook-state" }, card?.querySelector("[data-status-text]")?.textContent ?? "");
  }

  #gains(result: ScoreResult, planned: ReadonlySet<string>): HTMLElement {
    const gains = result.total === undefined ? this.#needed(result) : this.#more(result);
    const shown = this.#allGains ? gains : gains.slice(0, gainsShown);
    const box = make("section", { class: "outlook-gains" }, make("h3", {}, words.gains), make("p", { class: "plan-lead" }, gains.length === 0 ? words.noGains : result.total === undefined ? words.neededLead : words.gainsLead));
    const list = make("ol", { class: "plan-list" }, ...shown.map(({ id, by, note }) => {
      const why = criterionIn(this.#session.root, id)?.querySelector<HTMLElement>("[data-why]:not([hidden])")?.cloneNode(true) as HTMLElement | undefined;
      why?.removeAttribute("data-why");
      return make("li", { "data-gain": id },
        ...this.#entry(id),
        make("p", { class: "plan-figures" }, make("strong", {}, by > 0 ? words.gain(String(by)) : ""), " ", this.#state(id), ...[note, planned.has(id) ? words.planned : ""].map((more) => (more === "" ? "" : marks.dot + more))),
        ...(why === undefined ? [] : [why]),
        ...(planned.has(id) ? [] : [this.#plan.controls(id)]));
    }));
    if (gains.length > 0) box.append(list);
    if (shown.length < gains.length) {
      const more = make("button", { type: "button", class: "button button-quiet" }, words.more(gains.length - shown.length));
      more.addEventListener("click", () => {
        this.#allGains = true;
        this.draw();
        this.#content.querySelector<HTMLElement>(`[data-gain]:nth-child(${gainsShown + 1}) a`)?.focus();
      });
      box.append(more);
    }
    return box;
  }

  /** #more is what is missing to the full points, the most first. */
  #more(result: ScoreResult): Gain[] {
    return Object.entries(result.criteria).flatMap(([id, judged]) => {
      const certain = Math.min(...(judged.outcomes ?? []).filter((o) => String(o) !== "na").map(Number));
      const by = Number((Number(criterionIn(this.#session.root, id)?.dataset["most"] ?? 0) - certain).toFixed(6));
      return judged.status !== "na" && Number.isFinite(by) && by > 0 ? [{ id, by, note: "" }] : [];
    }).sort((a, b) => b.by - a.by);
  }

  /** #needed is what is not met of the groups that need more, as the award lists them. */
  #needed(result: ScoreResult): Gain[] {
    const rows = this.#session.root.querySelectorAll<HTMLElement>(".result :is([data-group], [data-group-all])");
    const found = new Map<string, Gain>();
    for (const row of rows) {
      const ids = (row.dataset["groupOf"] ?? row.dataset["groupAll"] ?? "").split(" ");
      const title = row.querySelector(".group-title")?.textContent?.trim() ?? "";
      const group = result.groups?.[row.dataset["group"] ?? ""];
      const need = group === undefined ? ids.length : group.need === null ? null : Number(typeof group.need === "object" ? group.need.max : group.need);
      const short = need === null ? null : need - (group === undefined ? ids.filter((id) => result.criteria[id]?.status === "met").length : Number(group.min));
      if (short !== null && short <= 0) continue;
      for (const id of ids) {
        const status = result.criteria[id]?.status;
        if ((status === "open" || status === "unmet") && !found.has(id)) found.set(id, { id, by: 0, note: short === null ? words.unknownNeed(title) : words.short(title, short) });
      }
    }
    return [...found.values()];
  }

  // Lists

  #lists(result: ScoreResult): Node[] {
    const { form } = this.#session;
    const open: Node[] = [];
    const decided: Node[] = [];
    for (const [id, judged] of Object.entries(result.criteria)) {
      const card = criterionIn(this.#session.root, id);
      if (card === null) continue;
      const item = make("li", {}, jump(card, this.#titles.criterion(id)), " ");
      if (judged.status !== "open") {
        item.append(this.#state(id), judged.points === undefined || judged.status === "na" ? "" : ` ${words.unit(String(judged.points))}`);
        decided.push(item);
        continue;
      }
      const places = (judged.open ?? []).filter((field) => result.fields[field] !== "maybe").flatMap((field) => {
        const first = form.first(field);
        return first === null ? [] : [make("li", {}, jump(first, form.label(field)))];
      });
      if (places.length > 0) item.append(make("ul", {}, ...places));
      open.push(item);
    }
    return [
      ...(open.length === 0 ? [] : [this.#fold("open", words.open(open.length), open, words.openLead)]),
      ...(decided.length === 0 ? [] : [this.#fold("decided", words.decided(decided.length), decided)]),
    ];
  }

  #fold(name: string, title: string, items: readonly Node[], lead = ""): HTMLElement {
    const fold = make("details", { class: "outlook-list", "data-outlook-list": name }, make("summary", {}, make("h3", {}, title)),
      ...(lead === "" ? [] : [make("p", { class: "plan-lead" }, lead)]), make("ul", {}, ...items));
    fold.open = this.#folded.get(name) ?? items.length <= listOpen;
    fold.querySelector("summary")?.addEventListener("click", () => this.#folded.set(name, !fold.open));
    return fold;
  }
}

/** titleOf is the heading of a section, of the form or of the table of requirements. */
function titleOf(section: Element): string {
  return wordsOf(section.querySelector("h2, .criteria-section th"));
}

function bar(title: string, whole: number, certain: Num, possible: Num, mark?: Num, markText = ""): HTMLElement {
  const meter = make("div");
  fillMeter(meter, whole, certain, possible, mark);
  return make("th", { scope: "row" }, title, ...(markText === "" ? [] : [" ", make("span", { class: "outlook-mark" }, markText)]), meter);
}

function table(caption: string, heads: readonly string[], rows: readonly Node[], foot?: Node): HTMLElement {
  const made = make("table", {}, make("caption", {}, caption),
    make("thead", {}, make("tr", {}, ...heads.map((head, i) => make("th", { scope: "col", ...(i > 0 ? { class: "num" } : {}) }, head)))), make("tbody", {}, ...rows));
  if (foot !== undefined) made.append(make("tfoot", {}, foot));
  return make("div", { class: "table-wrap outlook-table" }, made);
}
