// A long form shows one step at a time. Without this file it is the same form in one piece, with its table of contents; on
// paper it is so anyway. The step stands in the address, so that the browser's buttons, a bookmark and a link to a single
// question work; where the visitor was is kept beside the answers.
//
// # Decisions
// - Steps are hidden by CSS for screens only, not by the attribute: printing needs no preparation then.
// - Whoever leads somewhere sends "kijun:reveal" to the place first: this module brings the step to the front, others unfold
//   what is folded. Nobody needs to know who hides what.

import type { ScoreResult } from "kijun:host";
import { part } from "../enhance";
import * as text from "../text";
import { placeOfHash, reveal, wordsOf, write } from "./draw";
import type { AnswerForm } from "./form";

const keepAfter = 300; // ms
const phone = "(max-width: 59.99rem)"; // as in check.css

interface Step {
  readonly id: string;
  readonly box: HTMLElement;
  readonly heading: HTMLElement;
  readonly link: HTMLAnchorElement;
  readonly state: HTMLElement | null;
  readonly sections: readonly string[];
}

export class Steps {
  readonly #root: HTMLElement;
  readonly #form: AnswerForm;
  readonly #key: string;
  readonly #steps: readonly Step[];
  readonly #stepOf = new Map<string, number>(); // by field
  readonly #list: HTMLDetailsElement;
  readonly #start: number; // the step of an address that names none
  #current = 0;
  #here: HTMLElement | null = null; // the input that had the focus last
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** key is where the answers are kept; the place is kept beside them. */
  constructor(root: HTMLElement, form: AnswerForm, key: string, signal: AbortSignal) {
    this.#root = root;
    this.#form = form;
    this.#key = `${key}:place`;
    this.#list = part<HTMLDetailsElement>(root, "details[data-steps]");
    const links = [...this.#list.querySelectorAll("a")];
    this.#steps = [...root.querySelectorAll<HTMLElement>("[data-step]")].map((box, i) => {
      const heading = part(box, "h2");
      heading.tabIndex = -1;
      for (const field of box.querySelectorAll<HTMLElement>("[data-field]")) this.#stepOf.set(field.dataset["field"] ?? "", i);
      for (const own of box.querySelectorAll<HTMLInputElement>("[data-option-text]")) this.#stepOf.set(own.name, i);
      return {
        id: box.dataset["step"] ?? "",
        box,
        heading,
        link: links[i] as HTMLAnchorElement,
        state: links[i]?.querySelector<HTMLElement>("[data-step-state]") ?? null,
        sections: [...box.querySelectorAll<HTMLElement>("[data-section]")].map((s) => s.dataset["section"] ?? ""),
      };
    });

    root.dataset["stepping"] = "";
    for (const hidden of root.querySelectorAll<HTMLElement>("[data-step-pager]")) hidden.hidden = false;
    if (matchMedia(phone).matches) this.#list.open = false;
    history.scrollRestoration = "manual"; // the steps are not of one height

    root.addEventListener("kijun:reveal", (event) => this.#reveal(event.target as HTMLElement), { signal });
    root.addEventListener("click", (event) => this.#onClick(event), { signal });
    root.addEventListener("focusin", (event) => {
      const input = event.target;
      if (!(input instanceof HTMLElement) || input.closest("[data-field]") === null) return;
      this.#here = input;
      this.#keep();
    }, { signal });
    addEventListener("hashchange", () => this.#follow(), { signal });
    addEventListener("afterprint", () => { delete root.dataset["printStep"]; }, { signal });

    const { step, field } = this.#place();
    this.#start = Math.max(0, this.#steps.findIndex((s) => s.id === step));
    this.#show(this.#ofHash() ?? this.#start);
    if (typeof field === "string") this.#here = form.first(field);
  }

  /** resume goes to where the visitor was, once the form has its height. */
  resume(): void {
    const { hash } = location;
    if (hash !== "" && hash !== `#${this.#steps[this.#current]?.id}`) {
      this.#follow();
      return;
    }
    const here = this.#here;
    if (here === null || this.#indexOf(here) !== this.#current || !here.checkVisibility()) return;
    here.scrollIntoView({ block: "center", behavior: "instant" });
    here.focus({ preventScroll: true });
  }

  /** render shows how far each step is. */
  render(result: ScoreResult, problems: readonly string[]): void {
    const deciding = this.#steps.map(() => 0);
    const wrong = this.#steps.map(() => 0);
    const count = (list: number[], fields: Iterable<string>): void => {
      for (const field of fields) {
        const step = this.#stepOf.get(field);
        if (step !== undefined) list[step] = (list[step] ?? 0) + 1;
      }
    };
    const waiting = new Set<string>();
    for (const criterion of Object.values(result.criteria)) {
      if (criterion.status === "open") for (const field of criterion.open ?? []) if (result.fields[field] !== "maybe") waiting.add(field);
    }
    count(deciding, waiting);
    count(wrong, problems.map((field) => this.#form.owner(field)));
    for (const [i, step] of this.#steps.entries()) {
      let answered = 0;
      let all = 0;
      for (const id of step.sections) {
        const sums = result.sections[id];
        answered += sums?.answered ?? 0;
        all += (sums?.answered ?? 0) + (sums?.open ?? 0);
      }
      write(step.state, all === 0 ? "" : text.steps.state(answered, all, wrong[i] ?? 0, deciding[i] ?? 0));
      step.link.toggleAttribute("data-problem", (wrong[i] ?? 0) > 0);
      step.link.toggleAttribute("data-done", all > 0 && answered === all);
    }
    const line = this.#root.querySelector<HTMLElement>("[data-deciding]");
    if (line !== null) {
      write(line, waiting.size === 0 ? "" : text.steps.deciding(waiting.size));
      line.hidden = waiting.size === 0;
    }
  }

  /** print prints the step that is shown, and nothing else. */
  print(): void {
    this.#root.dataset["printStep"] = "";
    print();
  }

  #onClick(event: Event): void {
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest("a");
    // a link to the place that the address names already changes nothing, and nothing would tell
    if (link !== null && link.hash !== "" && link.hash === location.hash && link.pathname === location.pathname) this.#follow();
    if (link !== null && this.#list.contains(link) && matchMedia(phone).matches) this.#list.open = false;
  }

  #reveal(place: HTMLElement): void {
    const step = this.#indexOf(place);
    if (step < 0 || step === this.#current) return;
    history.pushState(null, "", `#${this.#steps[step]?.id}`);
    this.#show(step);
  }

  /** #follow goes where the address says, as a browser does with what is not hidden. */
  #follow(): void {
    const place = placeOfHash();
    const step = place === null ? (location.hash === "" ? this.#start : -1) : this.#indexOf(place);
    if (step < 0) return;
    this.#show(step);
    const shown = this.#steps[step];
    if (shown === undefined) return;
    if (place !== null && !place.contains(shown.heading)) {
      reveal(place);
      place.scrollIntoView({ block: "start" });
      if (!place.matches("input, select, textarea, a")) place.tabIndex = -1;
      place.focus({ preventScroll: true });
      return;
    }
    shown.box.scrollIntoView({ block: "start", behavior: "instant" });
    shown.heading.focus({ preventScroll: true });
  }

  #indexOf(place: Element): number {
    const box = place.closest("[data-step]");
    return this.#steps.findIndex((s) => s.box === box);
  }

  #ofHash(): number | undefined {
    const place = placeOfHash();
    const step = place === null ? -1 : this.#indexOf(place);
    return step < 0 ? undefined : step;
  }

  #show(index: number): void {
    this.#current = index;
    for (const [i, step] of this.#steps.entries()) {
      step.box.toggleAttribute("data-current", i === index);
      if (i === index) step.link.setAttribute("aria-current", "step");
      else step.link.removeAttribute("aria-current");
    }
    const name = (i: number): string => wordsOf(this.#steps[i]?.link.querySelector(".steps-name"));
    write(this.#list.querySelector("[data-steps-summary]"), text.steps.summary(index + 1, this.#steps.length, name(index)));
    for (const [selector, i] of [["[data-step-previous]", index - 1], ["[data-step-next]", index + 1]] as const) {
      const link = this.#root.querySelector<HTMLAnchorElement>(selector);
      const step = this.#steps[i];
      if (link === null) continue;
      link.hidden = step === undefined;
      if (step === undefined) continue;
      link.href = `#${step.id}`;
      write(link.querySelector(".pager-title"), name(i));
    }
    this.#keep();
  }

  #keep(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const input = this.#here !== null && this.#indexOf(this.#here) === this.#current ? this.#here : null;
      try {
        localStorage.setItem(this.#key, JSON.stringify({ step: this.#steps[this.#current]?.id, field: input?.getAttribute("name") ?? undefined }));
      } catch {
        // the place is a comfort; the answers say so when they cannot be kept
      }
    }, keepAfter);
  }

  #place(): { step?: unknown; field?: unknown } {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.#key) ?? "null");
      return typeof kept === "object" && kept !== null ? kept : {};
    } catch {
      return {};
    }
  }
}
