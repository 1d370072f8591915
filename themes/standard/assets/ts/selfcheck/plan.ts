// What to do next: the cheapest way to an award as a list that the company adjusts. The core plans; here stand the list
// and what is wished of it. Wishes go to the record, and the page hands them to the core before the next score.

import type { Plan, ScoreResult, Wishes } from "kijun:host";
import { part } from "../enhance";
import { criterionIn } from "./draw";
import { Announcer } from "./live";
import { make } from "./make";
import type { PageTitles } from "./sentence";
import type { Session } from "./session";
import { panelText } from "./text-panels";
import { effortShape, readWishes } from "./wishes";

const words = panelText.plan;
type Pin = keyof typeof words.pins;

export class PlanView {
  readonly box = make("section", { class: "plan" });
  readonly #session: Session;
  readonly #titles: PageTitles;
  readonly #entry: (id: string) => readonly Node[];
  readonly #redraw: () => void;
  readonly #live: Announcer;
  #award = ""; // that is aimed at
  #shown = ""; // what was said of the plan last

  /** entry is a criterion as the panel shows it: its title with its links, and its nearest step. redraw has the panel drawn. */
  constructor(session: Session, titles: PageTitles, entry: (id: string) => readonly Node[], redraw: () => void) {
    this.#session = session;
    this.#titles = titles;
    this.#entry = entry;
    this.#redraw = redraw;
    this.#live = new Announcer(part(session.root, "[data-live]"));
  }

  get award(): string {
    return this.#award;
  }

  get wishes(): Wishes {
    return readWishes(this.#session.extras["wishes"], (id) => criterionIn(this.#session.root, id) !== null);
  }

  /** render draws the plan and returns the criteria that stand in it: those to do, and those ruled out. */
  render(result: ScoreResult): ReadonlySet<string> {
    const awards = this.#titles.awards();
    if (!awards.includes(this.#award)) this.#award = awards.find((id) => result.awards[id]?.verdict !== "pass") ?? awards[0] ?? "";
    const award = this.#titles.award(this.#award);
    const plan = result.next[this.#award];
    const reached = result.awards[this.#award]?.verdict === "pass";
    const ruledOut = Object.entries(this.wishes).filter(([, wish]) => wish.pin === "never").map(([id]) => id);
    const steps = plan?.possible === true && !reached ? plan.criteria : [];

    this.box.replaceChildren(make("h3", { tabindex: "-1", "data-plan-title": "" }, words.title));
    if (awards.length > 1) this.box.append(this.#choice(awards));
    if (reached) this.box.append(make("p", { class: "plan-lead" }, words.reached(award)));
    else if (plan?.possible === true) {
      this.box.append(make("p", { class: "plan-lead" }, words.lead(award)), make("p", { class: "plan-sum", "data-plan-sum": "" }, sum(plan, result)));
      this.box.append(make("ol", { class: "plan-list", "data-plan": this.#award }, ...steps.map((step) => {
        const gain = Number(step.gain) > 0 ? panelText.result.gain(String(step.gain)) : "";
        const cost = step.pinned === true ? words.decided : words.effortIs(String(step.effort));
        return make("li", { "data-plan-step": step.id }, ...this.#entry(step.id), make("p", { class: "plan-figures" }, make("strong", {}, gain), ` ${cost}`), this.controls(step.id));
      })));
    } else if (plan?.without_pins === true) this.box.append(this.#blocked(award, ruledOut));
    else this.box.append(make("p", { class: "plan-blocked" }, words.impossible(award)));
    if (ruledOut.length > 0) {
      this.box.append(make("h4", {}, words.never), make("ul", { class: "plan-list", "data-plan-never": "" },
        ...ruledOut.map((id) => make("li", {}, ...this.#entry(id), this.controls(id)))));
    }
    this.#say(plan);
    return new Set([...steps.map((step) => step.id), ...ruledOut]);
  }

  /** controls are what a company may wish of a criterion. They have no names: they are no answers of the form. */
  controls(id: string): HTMLElement {
    const { pin = "", effort = "" } = this.wishes[id] ?? {};
    const title = this.#titles.criterion(id);
    const way = make("select", { class: "input plan-pin", "aria-label": words.of(title, words.way), "data-wish": id, "data-part": "pin" },
      ...Object.entries(words.pins).map(([value, label]) => make("option", { value }, label)));
    way.value = pin;
    way.addEventListener("change", () => this.#wish(id, { pin: way.value as Pin }));

    const wrong = make("p", { class: "plan-wrong", id: `plan-wrong-${id}`, hidden: "" }, words.effortWrong);
    const cost = make("input", { class: "input plan-effort", type: "text", inputmode: "decimal", autocomplete: "off", maxlength: "12",
      placeholder: words.usual, "aria-label": words.of(title, words.effort), "aria-describedby": wrong.id, "data-wish": id, "data-part": "effort" });
    cost.value = effort;
    cost.addEventListener("change", () => {
      const typed = cost.value.normalize("NFKC").trim();
      wrong.hidden = typed === "" || effortShape.test(typed);
      cost.setAttribute("aria-invalid", String(!wrong.hidden));
      if (wrong.hidden) this.#wish(id, { effort: typed });
    });
    return make("div", { class: "plan-wish" }, way, make("span", { class: "plan-cost" }, make("span", { "aria-hidden": "true" }, words.effort), cost), wrong);
  }

  /** draw has something drawn anew; the control that had the focus has it afterwards, wherever it stands then. */
  static draw(box: HTMLElement, how: () => void): void {
    const at = document.activeElement;
    const { wish, part } = at instanceof HTMLElement && box.contains(at) ? at.dataset : {};
    how();
    if (wish === undefined) return;
    const again = box.querySelector<HTMLElement>(`[data-wish="${CSS.escape(wish)}"][data-part="${part}"]`) ?? box.querySelector<HTMLElement>("[data-plan-title]");
    again?.focus({ preventScroll: true });
    again?.scrollIntoView({ block: "nearest" });
  }

  #wish(id: string, change: { readonly pin?: Pin; readonly effort?: string }): void {
    const before = this.wishes;
    const { pin, effort } = { ...before[id], ...change };
    const { [id]: _, ...others } = before;
    this.#keep({ ...others, ...(pin || effort ? { [id]: { ...(pin ? { pin } : {}), ...(effort ? { effort } : {}) } } : {}) });
  }

  #keep(wishes: Wishes): void {
    this.#session.keep("wishes", Object.keys(wishes).length > 0 ? wishes : undefined);
    this.#session.rescore();
  }

  #blocked(award: string, ruledOut: readonly string[]): HTMLElement {
    const release = make("button", { type: "button", class: "button button-quiet", "data-wish": "", "data-part": "release" }, words.release);
    release.addEventListener("click", () => {
      const before = this.wishes;
      this.#keep(Object.fromEntries(Object.entries(before).map(([id, { pin, ...wish }]) => [id, pin === "never" ? wish : { ...wish, ...(pin ? { pin } : {}) }] as const)
        .filter(([, wish]) => Object.keys(wish).length > 0)));
      this.#session.tell({ kind: "done", text: words.released, undo: () => this.#keep(before) });
    });
    return make("div", { class: "plan-blocked" }, make("p", {}, words.pinned(award, ruledOut.map((id) => this.#titles.criterion(id)).join(words.and))), release);
  }

  #choice(awards: readonly string[]): HTMLElement {
    const select = make("select", { class: "input", "data-wish": "", "data-part": "award" }, ...awards.map((id) => make("option", { value: id }, this.#titles.award(id))));
    select.value = this.#award;
    select.addEventListener("change", () => {
      this.#award = select.value;
      this.#shown = "";
      this.#redraw();
    });
    return make("label", { class: "plan-award" }, words.award, " ", select);
  }

  #say(plan: Plan | undefined): void {
    const said = plan === undefined ? "" : plan.possible ? words.say(plan.criteria.length, String(plan.effort)) : this.box.querySelector(".plan-blocked")?.textContent ?? "";
    if (this.#shown !== "" && said !== this.#shown) this.#live.say(said);
    this.#shown = said;
  }
}

function sum(plan: Plan, result: ScoreResult): string {
  const { total } = result;
  const gain = plan.criteria.reduce((all, step) => all + Number(step.gain), 0);
  const expected = total === undefined ? "" : words.expected(String(Number((Number(total.min) + gain).toFixed(6))));
  return words.sum(plan.criteria.length, String(plan.effort)) + expected;
}
