// The plan over several schemes on the page, and what is wished of it. The wishes are kept in an item of their own: they
// belong to no scheme's record.

import type { Program, ScoreResult, Wishes } from "kijun:host";
import { part } from "../enhance";
import type { Announcer } from "../selfcheck/live";
import { make } from "../selfcheck/make";
import { isRecord, StoredItem } from "../selfcheck/storage";
import { decimal, planJointly, type Candidate, type Joint, type JointStep, type Member, type Pins } from "./joint";
import { jointText as words } from "./text-joint";
import * as marks from "../marks";

/** A scheme as the plan needs it. */
export interface Planned {
  readonly scheme: string;
  readonly title: string;
  readonly begun: boolean;
  readonly result: ScoreResult;
  readonly wishes: Wishes; // that its record has
  readonly program: Program;
  readonly pairs: ReadonlyArray<readonly [id: string, raw: string]>;
}

interface Kept {
  readonly pins: Pins;
  readonly schemes: Readonly<Record<string, boolean>>; // chosen or not, where the visitor said so
}

class JointItem extends StoredItem<Kept> {
  constructor(base: string) {
    super(base, "joint");
  }

  protected open({ pins, schemes }: Readonly<Record<string, unknown>>): Kept | null {
    if (!isRecord(pins) || !isRecord(schemes)) return null;
    return {
      pins: Object.fromEntries(Object.entries(pins).filter((e): e is [string, "always" | "never"] => e[1] === "always" || e[1] === "never")),
      schemes: Object.fromEntries(Object.entries(schemes).filter((e): e is [string, boolean] => typeof e[1] === "boolean")),
    };
  }

  save(kept: Kept): void {
    this.put({ ...kept }, new Date());
  }
}

export class JointView {
  readonly #box: HTMLElement;
  readonly #live: Announcer;
  readonly #item: JointItem;
  readonly #themes: ReadonlyMap<string, HTMLElement>;
  readonly #link: (scheme: string, id: string) => HTMLElement;
  #kept: Kept = { pins: {}, schemes: {} };
  #writable = true;
  #schemes: readonly Planned[] = [];

  /** link leads to a criterion's questions. */
  constructor(root: HTMLElement, base: string, live: Announcer, link: (scheme: string, id: string) => HTMLElement) {
    this.#box = part(root, "[data-joint]");
    this.#live = live;
    this.#item = new JointItem(base);
    this.#link = link;
    this.#themes = new Map([...document.querySelectorAll<HTMLElement>("tr[data-theme]")].map((row) => [row.dataset["theme"] ?? "", row]));
  }

  show(schemes: readonly Planned[]): void {
    const loaded = this.#item.load();
    this.#writable = loaded.kind !== "newer";
    if (loaded.kind === "found") this.#kept = loaded.content;
    this.#schemes = schemes;
    this.#box.hidden = !schemes.some((s) => s.begun);
    if (this.#box.hidden) return;
    this.#choices();
    this.#draw(this.#plan());
  }

  #chosen(s: Planned): boolean {
    return this.#kept.schemes[s.scheme] ?? s.begun;
  }

  #choices(): void {
    const box = part(this.#box, "[data-joint-schemes]");
    box.replaceChildren(part(box, "legend"), ...this.#schemes.map((s) => {
      const input = make("input", { type: "checkbox", value: s.scheme });
      input.checked = this.#chosen(s);
      input.addEventListener("change", () => this.#change({ schemes: { ...this.#kept.schemes, [s.scheme]: input.checked } }));
      return make("label", { class: "joint-scheme" }, input, " ", s.title);
    }));
  }

  #plan(): Joint {
    return planJointly(this.#schemes.filter((s) => this.#chosen(s) && !reached(s)).map((s): Candidate => ({
      scheme: s.scheme,
      wishes: s.wishes,
      criteria: this.#members(s.scheme),
      plan: (wishes) => {
        s.program.wish(wishes);
        const { awards, next } = s.program.score(s.pairs);
        const award = Object.keys(awards).find((id) => awards[id]?.verdict !== "pass");
        return award === undefined ? undefined : next[award];
      },
    })), this.#kept.pins);
  }

  #members(scheme: string): Member[] {
    return [...this.#themes].flatMap(([theme, row]) => [...row.querySelectorAll<HTMLElement>("[data-criterion]")].flatMap((item) => {
      const [of, id = ""] = (item.dataset["criterion"] ?? "").split(".");
      return of === scheme ? [{ id, theme, effort: Number(item.dataset["effortOf"] ?? 1) }] : [];
    }));
  }

  #change(change: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...change };
    if (this.#writable) this.#item.save(this.#kept);
    const joint = this.#plan();
    this.#draw(joint);
    this.#live.say(words.say(joint.steps.length, decimal(joint.effort)));
  }

  #draw(joint: Joint): void {
    const focused = (document.activeElement as HTMLElement | null)?.dataset["pinOf"];
    const chosen = this.#schemes.filter((s) => this.#chosen(s));
    const quoted = (s: Planned): string => marks.quoted(s.title);
    const done = chosen.filter(reached);
    const notes = [
      chosen.length === 0 ? words.none : "",
      done.length > 0 ? words.reached(done.map(quoted).join("")) : "",
      ...joint.blocked.map(({ scheme, pinned }) => {
        const of = chosen.filter((s) => s.scheme === scheme).map(quoted).join("");
        return pinned ? words.pinned(of) : words.impossible(of);
      }),
    ].filter((note) => note !== "").map((note) => make("p", { class: "note" }, note));
    if (joint.steps.length > 0) notes.push(make("p", { class: "plan-sum", "data-joint-sum": decimal(joint.effort) }, words.sum(joint.steps.length, decimal(joint.effort))));
    part(this.#box, "[data-joint-notes]").replaceChildren(...notes);

    const themeless = joint.steps.filter((step) => step.theme === "");
    part(this.#box, "[data-joint-list]").replaceChildren(
      ...joint.steps.filter((step) => step.theme !== "").map((step) => this.#step(step)),
      ...this.#schemes.flatMap((s) => {
        const own = themeless.filter((step) => step.criteria.some((c) => c.scheme === s.scheme));
        return own.length === 0 ? [] : [make("li", {}, words.themeless(s.title, own.length))];
      }));
    const never = Object.keys(this.#kept.pins).filter((theme) => this.#kept.pins[theme] === "never" && this.#themes.has(theme));
    part(this.#box, "[data-joint-never]").hidden = never.length === 0;
    part(this.#box, "[data-joint-never-list]").replaceChildren(...never.map((theme) => make("li", {}, this.#title(theme), this.#pin(theme))));
    if (focused === undefined) return;
    const again = this.#box.querySelector<HTMLElement>(`[data-pin-of="${CSS.escape(focused)}"]`);
    again?.focus({ preventScroll: true });
    again?.scrollIntoView({ block: "nearest" });
  }

  #step(step: JointStep): HTMLElement {
    const cost = step.pinned ? words.decided : words.effort(decimal(step.effort));
    const schemes = make("ul", {}, ...this.#schemes.flatMap(({ scheme, title }) => {
      const own = step.criteria.filter((c) => c.scheme === scheme);
      if (own.length === 0) return [];
      const gain = own.reduce((all, c) => all + c.gain, 0);
      const item = make("li", {}, make("span", { class: "effort-scheme" }, title), " ", ...own.flatMap((c, i) => [i === 0 ? "" : words.and, this.#link(scheme, c.id)]));
      if (gain > 0) item.append(" ", make("span", { class: "effort-gain" }, words.gain(decimal(gain))));
      return [item];
    }));
    return make("li", { "data-joint-theme": step.theme }, this.#title(step.theme), make("p", { class: "plan-figures" }, cost), schemes, this.#pin(step.theme));
  }

  #title(theme: string): HTMLElement {
    const row = this.#themes.get(theme);
    return make("p", { class: "effort-head" }, make("a", { href: `#${row?.id ?? ""}` }, this.#name(theme)));
  }

  #name(theme: string): string {
    return this.#themes.get(theme)?.querySelector("[data-theme-title]")?.textContent ?? theme;
  }

  #pin(theme: string): HTMLElement {
    const select = make("select", { class: "input plan-pin", "aria-label": words.way(this.#name(theme)), "data-pin-of": theme },
      ...Object.entries(words.pins).map(([value, label]) => make("option", { value }, label)));
    select.value = this.#kept.pins[theme] ?? "";
    select.addEventListener("change", () => {
      const { [theme]: _, ...others } = this.#kept.pins;
      this.#change({ pins: select.value === "" ? others : { ...others, [theme]: select.value as Pins[string] } });
    });
    return make("div", { class: "plan-wish" }, select);
  }
}

function reached({ result }: Planned): boolean {
  return Object.values(result.awards).every((award) => award.verdict === "pass");
}
