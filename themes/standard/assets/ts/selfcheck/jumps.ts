// The way to what is left: the next input that waits for an answer, the next that something is wrong with.

import type { ScoreResult } from "kijun:host";
import * as text from "../text";
import { reveal } from "./draw";
import type { AnswerForm } from "./form";

export class Jumps {
  readonly #root: HTMLElement;
  readonly #form: AnswerForm;
  readonly #say: (sentence: string) => void;
  #result: ScoreResult | null = null;
  #problems: readonly string[] = []; // names of fields that a problem stands beside
  #here: HTMLElement | null = null; // the input that had the focus last

  constructor(root: HTMLElement, form: AnswerForm, say: (sentence: string) => void, signal: AbortSignal) {
    this.#root = root;
    this.#form = form;
    this.#say = say;
    root.querySelector<HTMLElement>("[data-jumps]")?.removeAttribute("hidden");
    root.addEventListener("focusin", (event) => {
      if (event.target instanceof HTMLElement && event.target.closest("[data-field]") !== null) this.#here = event.target;
    }, { signal });
    root.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-jump]") : null;
      if (button !== null) this.#jump(button.dataset["jump"] === "open");
    }, { signal });
  }

  update(result: ScoreResult, problems: readonly string[]): void {
    this.#result = result;
    this.#problems = problems;
  }

  /** #jump goes on from the input that was used last, or from the head of the step in sight; from the last place to the first. */
  #jump(open: boolean): void {
    const places = open ? this.#open() : this.#wrong();
    const from = this.#here?.checkVisibility() === true ? this.#here : this.#root.querySelector<HTMLElement>("[data-step][data-current] h2");
    const next = places.find((p) => from === null || (follows(from, p) && !sameField(p, from))) ?? places[0];
    if (next === undefined) {
      this.#say(open ? text.jumps.noneOpen : text.jumps.noProblem);
      return;
    }
    reveal(next);
    next.scrollIntoView({ block: "center" });
    next.focus({ preventScroll: true });
  }

  /** #open are the first inputs of what waits for an answer, in the order of the form. */
  #open(): HTMLElement[] {
    const found: HTMLElement[] = [];
    for (const place of this.#root.querySelectorAll<HTMLElement>("[data-field], [data-option-text]")) {
      const id = place.dataset["field"] ?? (place as HTMLInputElement).name;
      const state = this.#result?.fields[id];
      if ((state !== "open" && state !== "invalid") || place.closest("[data-folded]") !== null) continue;
      const input = this.#form.first(id);
      if (input !== null) found.push(input);
    }
    return found;
  }

  #wrong(): HTMLElement[] {
    const found = new Set(this.#problems.map((field) => this.#form.first(field)).filter((input) => input !== null));
    return [...found].sort((a, b) => (follows(a, b) ? -1 : 1));
  }
}

function follows(a: Element, b: Element): boolean {
  return (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

function sameField(a: Element, b: Element): boolean {
  return a === b || (a.hasAttribute("name") && a.getAttribute("name") === b.getAttribute("name"));
}
