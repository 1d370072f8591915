// A result on the page. Everything is written only where it differs from what stands there, so that a score after each
// keystroke costs the browser nothing it need not do. No input's value is ever touched here.

import type { ScoreResult } from "kijun:host";
import * as text from "../text";
import { attribute, criterionIn, fillMeter, jump, progressOf, rows, wordsOf, write } from "./draw";
import type { AnswerForm } from "./form";
import { few, ProblemView } from "./problems";
import * as marks from "../marks";

type Num = number | string; // a whole number, or an exact decimal
interface Range { readonly min: Num; readonly max: Num }
type Status = keyof typeof text.statusMet;
type Verdict = keyof typeof text.verdict;

const nextShown = 6; // more are behind a button
const seenShown = 3; // more values than that explain nothing
const longReason = 60; // characters; a condition in more words is read as the list under "how it is judged"

/** The parts of a criterion's card and of a field's box, found once: a score after each key must not search the page. */
interface Card {
  readonly id: string;
  readonly box: HTMLElement;
  readonly status: Element | null;
  readonly points: Element | null;
  readonly why: HTMLElement | null;
  readonly evidence: HTMLElement | null;
  readonly rules: readonly HTMLElement[];
}

export interface FieldBox {
  readonly id: string;
  readonly box: HTMLElement;
  readonly holder: HTMLElement; // what is hidden with the field: the papers around it too
  readonly when: HTMLElement | null;
  readonly error: HTMLElement | null;
  readonly layout: Layout | null;
  readonly inputs: readonly HTMLElement[];
  readonly own: ReadonlyArray<readonly [text: HTMLElement, option: HTMLInputElement | null]>; // texts of options
}

/** A table of fields: what is wrong with its cells is said below it. */
export interface Layout {
  readonly box: HTMLElement;
  readonly error: HTMLElement | null;
  readonly when: HTMLElement | null;
  readonly fields: string[];
}

interface Question {
  readonly box: HTMLElement;
  readonly note: HTMLElement;
  readonly when: HTMLElement | null; // the condition that its own fields have in common
  readonly fields: readonly string[];
  readonly own: readonly string[]; // of these, those that are in no part of it
}

export class ResultView {
  readonly #root: HTMLElement;
  readonly #form: AnswerForm;
  readonly #cards: readonly Card[];
  readonly #fields: readonly FieldBox[];
  readonly #layouts = new Map<HTMLElement, Layout>();
  readonly #questions: readonly Question[];
  readonly #problems: ProblemView;
  readonly #found = new Map<string, readonly HTMLElement[]>(); // the page's parts do not change
  #spoken: { total: string; verdicts: string; problems: number; criteria: ReadonlyMap<string, string> } | null = null;
  #allNext = false;

  constructor(root: HTMLElement, form: AnswerForm) {
    this.#root = root;
    this.#form = form;
    this.#cards = this.#all("[data-criterion]").map((box) => ({
      id: box.dataset["criterion"] ?? "",
      box,
      status: box.querySelector("[data-status-text]"),
      points: box.querySelector("[data-points]"),
      why: box.querySelector<HTMLElement>("[data-why]"),
      evidence: box.querySelector<HTMLElement>(".evidence"),
      rules: [...box.querySelectorAll<HTMLElement>("[data-rule]")],
    }));
    this.#fields = this.#all("[data-field]").filter((box) => box.closest("[data-cover]") === null).map((box) => {
      const id = box.dataset["field"] ?? "";
      return {
        id,
        layout: this.#layout(box, id),
        box,
        holder: box.closest<HTMLElement>(".evidence") ?? box,
        when: box.querySelector<HTMLElement>("[data-when]"),
        error: document.getElementById(`${id}-error`),
        get inputs() { return [...form.inputs(id), ...box.querySelectorAll<HTMLElement>("[data-option-text]")]; }, // a table may have grown
        own: [...box.querySelectorAll<HTMLElement>("[data-option-text]")].map((own) => [
          own,
          box.querySelector<HTMLInputElement>(`input[value="${CSS.escape(own.dataset["optionText"] ?? "")}"]`),
        ] as const),
      };
    });
    this.#problems = new ProblemView(root, form, this.#fields, [...this.#layouts.values()]);
    this.#questions = this.#all("[data-question]").flatMap((box) => {
      const note = box.querySelector<HTMLElement>(":scope > [data-not-asked]");
      const boxes = [...box.querySelectorAll<HTMLElement>("[data-field]")];
      const ids = (of: readonly HTMLElement[]): string[] => of.map((field) => field.dataset["field"] ?? "");
      const own = boxes.filter((field) => field.closest("[data-question]") === box);
      return note === null || boxes.length === 0 ? [] : [{ box, note, when: box.querySelector<HTMLElement>(":scope > [data-when]"), fields: ids(boxes), own: ids(own) }];
    });
  }

  get problems(): ProblemView {
    return this.#problems;
  }

  #layout(field: HTMLElement, id: string): Layout | null {
    const box = field.closest<HTMLElement>(".field-layout");
    if (box === null) return null;
    let layout = this.#layouts.get(box);
    if (layout === undefined) {
      layout = { box, error: box.querySelector("[data-layout-error]"), when: box.querySelector("[data-when]"), fields: [] };
      this.#layouts.set(box, layout);
    }
    layout.fields.push(id);
    return layout;
  }

  /**
   * render shows a result and returns what changed as a sentence for the live region. typing is the field that is being
   * typed in, if there is one.
   */
  render(result: ScoreResult, typing: string | null): string {
    const criteria = new Map<string, string>();
    for (const field of this.#fields) this.#field(field, result);
    for (const layout of this.#layouts.values()) this.#wholeLayout(layout, result);
    for (const question of this.#questions) this.#question(question, result);
    for (const card of this.#cards) this.#criterion(card, result, criteria);
    for (const row of this.#all("[data-requirement]")) this.#requirement(row, result);
    for (const bands of this.#all("[data-band]")) this.#bands(bands, result);
    for (const row of this.#all("[data-subtotal]")) this.#subtotal(row, result);
    for (const output of this.#all("[data-derived]")) this.#derived(output, result);
    for (const section of this.#all("[data-section]")) this.#section(section, result);
    for (const group of this.#all("[data-group]")) this.#group(group, result);
    for (const group of this.#all("[data-group-all]")) this.#groupOfAll(group, result);
    this.#summary(result);
    const problems = this.#problems.show(result.problems ?? [], typing);
    this.#next(result);
    return this.#changes(result, problems, criteria);
  }

  #criterion(card: Card, result: ScoreResult, states: Map<string, string>): void {
    const { id, box, why, evidence } = card;
    const judged = result.criteria[id];
    if (judged === undefined) return;
    const status = judged.status as Status;
    const points = judged.outcomes?.filter((o): o is Num => o !== "na");
    const scored = judged.outcomes !== undefined;
    attribute(box, "data-status", status);
    const word = (scored ? text.statusPoints : text.statusMet)[status];
    write(card.status, word);

    let shown = "";
    if (scored && points !== undefined) {
      const range: Range = { min: least(points), max: most(points) };
      attribute(box, "data-points-min", String(range.min));
      attribute(box, "data-points-max", String(range.max));
      shown = status === "na" ? "" : text.points(say(range));
    }
    write(card.points, status === "na" && scored ? "—" : shown);
    states.set(id, shown === "" ? word : shown);

    const decided = status !== "open" ? judged.why?.rule : undefined;
    for (const row of card.rules) {
      const reached = decided !== undefined && row.dataset["rule"] === String(decided);
      attribute(row, "aria-current", reached ? "true" : null);
    }

    if (why !== null) {
      const open = status === "open" ? this.#openLabels(box, judged.open ?? []) : "";
      const reason = status === "open" && open === "" ? "" : this.#reason(judged, scored);
      const detail = open !== "" ? open : status === "open" ? "" : this.#seen(judged, scored, reason);
      const parts = [reason, detail].filter((s) => s !== "");
      if (why.dataset["parts"] !== parts.join("\n")) {
        why.dataset["parts"] = parts.join("\n");
        why.replaceChildren(...parts.map((words, i) => span(words, i === 0 && reason !== "" ? "why-reason" : "why-detail")));
      }
      why.hidden = parts.length === 0;
    }

    if (evidence !== null && judged.papers !== undefined) attribute(evidence, "data-papers", judged.papers);
  }

  /** Why a criterion is judged so. A requirement's condition stands beside it as a list; in one sentence it would be a wall of words. */
  #reason(judged: ScoreResult["criteria"][string], scored: boolean): string {
    const reason = judged.why?.text ?? "";
    if (scored) return reason;
    if (judged.status === "unmet") return text.unmet;
    return judged.status === "met" && reason.length > longReason ? text.met : reason;
  }

  /** What was seen in deciding, but for what the reason says already. */
  #seen(judged: ScoreResult["criteria"][string], scored: boolean, reason: string): string {
    const seen = (judged.why?.seen ?? []).filter((s) => s.text !== "—" && !(s.text === marks.yes && reason.includes(s.label)));
    if (!scored && judged.status === "unmet") {
      const no = seen.filter((s) => s.text === marks.no).map((s) => s.label);
      if (no.length > 0) return text.saidNo(few(no, seenShown));
    }
    return seen.length <= seenShown ? seen.map((s) => `${s.label} ${s.text}`).join(marks.comma) : "";
  }

  /** What is missing in a criterion that was begun; an untouched one needs no list of its own questions. */
  #openLabels(card: HTMLElement, open: readonly string[]): string {
    if (open.length === 0) return "";
    if (card.querySelector("[data-field][data-state=answered]") === null) return "";
    const labels = open.map((id) => this.#form.label(id)).filter((label) => label !== "");
    if (labels.length === 0) return "";
    return text.stillOpen(few(labels, seenShown));
  }

  #field(field: FieldBox, result: ScoreResult): void {
    const { box, holder, when } = field;
    const state = result.fields[field.id];
    if (state === undefined) return;
    attribute(box, "data-state", state);
    // a field is not taken away from under the cursor: the next look, when the focus has gone, hides it
    const hidden = state === "hidden" && !holder.contains(document.activeElement);
    if (holder.hidden !== hidden) holder.hidden = hidden;
    // on paper the condition must be read; here it is known, unless it hangs on a blank
    if (when !== null && when.hidden !== (state !== "maybe")) when.hidden = state !== "maybe";
    for (const [own, option] of field.own) own.hidden = option !== null && !option.checked && own !== document.activeElement;
  }

  /** A table whose cells are all not asked goes away as a whole; while that is not known, CSS keeps it folded. */
  #wholeLayout(layout: Layout, result: ScoreResult): void {
    const { box, when, fields } = layout;
    const hidden = fields.every((id) => result.fields[id] === "hidden") && !box.contains(document.activeElement);
    if (box.hidden !== hidden) box.hidden = hidden;
    const maybe = fields.some((id) => result.fields[id] === "maybe");
    if (when !== null && when.hidden === maybe) when.hidden = !maybe;
    attribute(box, "data-state", when !== null && allWait(fields, result) ? "maybe" : null);
  }

  /**
   * A question none of whose fields is asked keeps its heading and says so. While that hangs on an earlier answer it says on
   * which, and CSS keeps the fields folded: a form that shows everything that might be asked is a wall.
   */
  #question(question: Question, result: ScoreResult): void {
    const { box, note, when, fields, own } = question;
    const asked = fields.some((id) => result.fields[id] !== "hidden");
    if (note.hidden !== asked) note.hidden = asked;
    const maybe = own.some((id) => result.fields[id] === "maybe");
    if (when !== null && when.hidden === maybe) when.hidden = !maybe;
    attribute(box, "data-state", !asked ? "hidden" : when !== null && allWait(own, result) ? "maybe" : null);
  }

  /** A line of the table of requirements whose criterion has a card of its own. */
  #requirement(row: HTMLElement, result: ScoreResult): void {
    const judged = result.criteria[row.dataset["requirement"] ?? ""];
    if (judged === undefined) return;
    attribute(row, "data-status", judged.status);
    write(row.querySelector("[data-status-text]"), (judged.outcomes !== undefined ? text.statusPoints : text.statusMet)[judged.status as Status]);
  }

  #bands(box: HTMLElement, result: ScoreResult): void {
    const bands = result.bands?.[box.dataset["band"] ?? ""];
    if (bands === undefined) return;
    for (const tier of box.querySelectorAll<HTMLElement>("[data-tier]")) {
      const id = tier.dataset["tier"] ?? "";
      attribute(tier, "data-state", bands.band === id ? "is" : bands.possible?.includes(id) === true ? "possible" : "no");
    }
    const note = box.querySelector<HTMLElement>("[data-band-possible]");
    if (note !== null) note.hidden = bands.band !== undefined;
  }

  #subtotal(row: HTMLElement, result: ScoreResult): void {
    const sums = result.sections[row.dataset["subtotal"] ?? ""];
    if (sums?.total !== undefined && sums.maximum !== undefined) write(row.querySelector("[data-subtotal-text]"), text.sectionPoints(say(sums.total), say(sums.maximum)));
  }

  #derived(output: HTMLElement, result: ScoreResult): void {
    const derived = result.derived?.[output.dataset["derived"] ?? ""];
    if (derived === undefined) return;
    attribute(output, "data-status", derived.status);
    write(output, derived.status === "ok" ? String(derived.display ?? derived.value ?? "") : (output.dataset[derived.status] ?? "－"));
  }

  #section(section: HTMLElement, result: ScoreResult): void {
    const line = section.querySelector<HTMLElement>("[data-section-total]");
    const sums = result.sections?.[section.dataset["section"] ?? ""];
    if (line === null || sums === undefined) return;
    if (section.hasAttribute("data-aside")) write(line, text.sectionAside(sums.answered, sums.answered + sums.open));
    else if (sums.total !== undefined && sums.maximum !== undefined) write(line, text.sectionPoints(say(sums.total), say(sums.maximum)));
    else if (sums.met !== undefined && sums.of !== undefined && sums.of > 0) write(line, text.sectionMet(sums.met, sums.of));
    else write(line, text.progress(sums.answered, sums.answered + sums.open));
  }

  #group(group: HTMLElement, result: ScoreResult): void {
    const state = result.groups?.[group.dataset["group"] ?? ""];
    if (state === undefined) return;
    // how many are needed may itself hang on an answer
    const need: Range | null = typeof state.need === "object" ? state.need : { min: state.need, max: state.need };
    let verdict: Verdict = "open";
    if (need !== null && Number(state.min) >= Number(need.max)) verdict = "pass";
    if (need !== null && Number(state.max) < Number(need.min)) verdict = "fail";
    attribute(group, "data-verdict", verdict);
    write(group.querySelector("[data-group-text]"), text.group(say(state), need === null ? "？" : say(need)));
    const of = group.dataset["groupSize"];
    if (of !== undefined) write(group.querySelector("[data-group-met]"), text.groupMet(state.min, Number(of), need === null ? "？" : say(need)));
  }

  /** What an award lists itself has no id in the result: its criteria are counted here. */
  #groupOfAll(group: HTMLElement, result: ScoreResult): void {
    const ids = (group.dataset["groupAll"] ?? "").split(" ");
    const met = ids.filter((id) => result.criteria[id]?.status === "met").length;
    const open = ids.filter((id) => result.criteria[id]?.status === "open").length;
    attribute(group, "data-verdict", met === ids.length ? "pass" : met + open < ids.length ? "fail" : "open");
    write(group.querySelector("[data-group-text]"), text.group(say({ min: met, max: met + open }), String(ids.length)));
    write(group.querySelector("[data-group-met]"), text.groupMet(met, ids.length, String(ids.length)));
  }

  #summary(result: ScoreResult): void {
    const box = this.#root.querySelector<HTMLElement>("[data-result]");
    if (box === null) return; // a calculator of one indicator has no sum
    const first = box.querySelector<HTMLElement>("[data-award]")?.dataset["award"];
    if (first !== undefined) attribute(box, "data-verdict", result.awards[first]?.verdict ?? "open");
    for (const award of box.querySelectorAll<HTMLElement>("[data-award]")) {
      const verdict = result.awards[award.dataset["award"] ?? ""]?.verdict as Verdict | undefined;
      if (verdict === undefined) continue;
      attribute(award, "data-verdict", verdict);
      write(award.querySelector("[data-verdict-text]"), text.verdict[verdict]);
    }

    if (result.total !== undefined && result.maximum !== undefined) {
      attribute(box, "data-total-min", String(result.total.min));
      attribute(box, "data-total-max", String(result.total.max));
      attribute(box, "data-maximum-min", String(result.maximum.min));
      attribute(box, "data-maximum-max", String(result.maximum.max));
      write(box.querySelector("[data-total-text]"), text.points(say(result.total)));
      write(box.querySelector("[data-maximum-text]"), text.maximum(say(result.maximum)));
      this.#meter(box, result, result.total, result.maximum);
    }

    const { answered, open } = progressOf(this.#root, result);
    const bar = box.querySelector<HTMLProgressElement>("[data-progress]");
    if (bar !== null) {
      bar.max = Math.max(1, answered + open);
      bar.value = answered;
    }
    write(box.querySelector("[data-progress-text]"), text.progress(answered, answered + open));

    const backed = box.querySelector<HTMLElement>("[data-with-papers]");
    if (backed !== null) {
      const line = this.#withPapers(result);
      write(backed, line);
      backed.hidden = line === "";
    }
  }

  #withPapers(result: ScoreResult): string {
    const other = result.with_papers;
    if (other === undefined) return "";
    const total = other.total !== undefined && result.total !== undefined && say(other.total) !== say(result.total) ? text.points(say(other.total)) : "";
    const awards: string[] = [];
    for (const award of this.#all("[data-award]")) {
      const id = award.dataset["award"] ?? "";
      const verdict = other.awards?.[id]?.verdict as Verdict | undefined;
      if (verdict !== undefined && verdict !== result.awards[id]?.verdict) awards.push(text.withPapersAward(this.#awardTitle(id), text.verdict[verdict]));
    }
    return total === "" && awards.length === 0 ? "" : text.withPapers(total, awards.join(marks.comma));
  }

  /** A bar of the points that are certain and those still possible; the numbers stand beside it as text. */
  #meter(box: HTMLElement, result: ScoreResult, total: Range, maximum: Range): void {
    let meter = box.querySelector<HTMLElement>(".meter");
    if (meter === null) {
      const line = box.querySelector(".total");
      if (line === null) return;
      meter = document.createElement("div");
      const legend = document.createElement("p");
      legend.className = "meter-legend";
      legend.append(document.createElement("span"), document.createElement("span"), document.createElement("span"));
      line.after(meter, legend);
    }
    const mark = Object.values(result.awards).find((award) => award.mark !== undefined)?.mark;
    fillMeter(meter, Number(maximum.max), total.min, total.max, mark?.max);
    const [certain, possible, line] = meter.nextElementSibling?.children ?? [];
    write(certain ?? null, text.certain(String(total.min)));
    const rest = Number(total.max) - Number(total.min);
    write(possible ?? null, rest > 0 ? text.possible(String(Number(rest.toFixed(6)))) : "");
    write(line ?? null, mark === undefined ? "" : text.mark(say(mark)));
  }

  #next(result: ScoreResult): void {
    const box = this.#root.querySelector<HTMLElement>("[data-next]");
    const list = this.#root.querySelector<HTMLElement>("[data-next-list]");
    if (box === null || list === null) return;
    const ids = this.#all("[data-award]").map((award) => award.dataset["award"] ?? "");
    const award = ids.find((id) => result.next?.[id] !== undefined && result.awards[id]?.verdict !== "pass");
    const plan = award === undefined ? undefined : result.next?.[award];
    // an empty form would be told to do everything
    const useful = award !== undefined && plan !== undefined && result.progress.answered > 0 && (!plan.possible || (plan.criteria ?? []).length > 0);
    box.hidden = !useful;
    if (!useful || award === undefined || plan === undefined) return;

    let lead = box.querySelector<HTMLElement>(".next-lead");
    if (lead === null) {
      lead = document.createElement("p");
      lead.className = "next-lead";
      list.before(lead);
    }
    write(lead, (plan.possible ? text.next : plan.without_pins === true ? text.nextPinned : text.nextImpossible)(this.#awardTitle(award)));

    const all = plan.possible ? (plan.criteria ?? []) : [];
    const some = this.#allNext ? all : all.slice(0, nextShown);
    rows(list, some.map((step) => `${step.id} ${step.gain ?? ""}`), (index) => {
      const step = some[index] as (typeof some)[number];
      const item = document.createElement("li");
      item.dataset["next"] = step.id;
      const card = criterionIn(this.#root, step.id);
      item.append(card === null ? step.id : jump(card, this.#title(step.id)));
      const more = card?.querySelector<HTMLAnchorElement>(".more a");
      if (more !== null && more !== undefined) item.append(explanation(more));
      if (step.gain !== undefined && Number(step.gain) > 0) {
        const gain = document.createElement("span");
        gain.className = "next-gain";
        gain.textContent = text.gain(String(step.gain));
        item.append(gain);
      }
      return item;
    });

    let more = box.querySelector<HTMLButtonElement>(".next-more");
    if (more === null) {
      more = document.createElement("button");
      more.type = "button";
      more.className = "next-more";
      more.addEventListener("click", () => {
        this.#allNext = true;
        this.#root.dispatchEvent(new CustomEvent("kijun:show"));
        list.querySelector<HTMLElement>(`li:nth-child(${nextShown + 1}) a`)?.focus();
      });
      list.after(more);
    }
    more.hidden = all.length <= some.length;
    write(more, text.showAll(all.length - some.length));
  }

  #changes(result: ScoreResult, problems: number, criteria: ReadonlyMap<string, string>): string {
    const total = result.total === undefined ? "" : say(result.total);
    const verdicts = this.#all("[data-award]").map((award) => {
      const id = award.dataset["award"] ?? "";
      const verdict = (result.awards[id]?.verdict ?? "open") as Verdict;
      return text.say.award(this.#awardTitle(id), text.verdict[verdict]);
    }).join("");
    const before = this.#spoken;
    this.#spoken = { total, verdicts, problems, criteria };
    if (before === null) return "";
    const said: string[] = [];
    const changed = [...criteria].filter(([id, state]) => before.criteria.get(id) !== state);
    const [only] = changed;
    if (changed.length === 1 && only !== undefined) said.push(text.say.criterion(this.#title(only[0]), only[1]));
    if (total !== before.total) said.push(text.say.total(total));
    if (verdicts !== before.verdicts) said.push(verdicts);
    if (problems !== before.problems) said.push(text.say.problems(problems));
    return said.join("");
  }

  #awardTitle(id: string): string {
    return this.#root.querySelector(`[data-award="${CSS.escape(id)}"] .award-title`)?.textContent?.trim() ?? id;
  }

  #title(id: string): string {
    return wordsOf(criterionIn(this.#root, id)?.querySelector("h3, th > a"), id);
  }

  #all(selector: string): readonly HTMLElement[] {
    let found = this.#found.get(selector);
    if (found === undefined) {
      found = [...this.#root.querySelectorAll<HTMLElement>(selector)];
      this.#found.set(selector, found);
    }
    return found;
  }
}

function say(range: Range): string {
  return String(range.min) === String(range.max) ? String(range.min) : `${range.min}${marks.to}${range.max}`;
}

/** explanation is the card's link to its page once more, with a short text and the same name. */
function explanation(more: HTMLAnchorElement): HTMLAnchorElement {
  const link = document.createElement("a");
  link.className = "next-more-about";
  link.href = more.href;
  link.append(text.explanation, ...[...more.querySelectorAll(".visually-hidden")].map((e) => e.cloneNode(true)));
  return link;
}

function least(points: readonly Num[]): Num {
  return points.reduce((a, b) => (Number(b) < Number(a) ? b : a), points[0] ?? 0);
}

function most(points: readonly Num[]): Num {
  return points.reduce((a, b) => (Number(b) > Number(a) ? b : a), points[0] ?? 0);
}

/** allWait reports whether of fields those that are asked at all hang on an answer that is not there yet. */
function allWait(fields: readonly string[], result: ScoreResult): boolean {
  return fields.some((id) => result.fields[id] === "maybe") && fields.every((id) => result.fields[id] === "maybe" || result.fields[id] === "hidden");
}

function span(words: string, className: string): HTMLSpanElement {
  const made = document.createElement("span");
  made.className = className;
  made.textContent = words;
  return made;
}
