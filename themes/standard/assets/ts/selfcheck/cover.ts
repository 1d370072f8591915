// The cover says who answers. It is no part of the answers: it is kept in an item of its own, never given to the core, and
// goes into a file only when the visitor says so.

import type { Answers } from "./answers";
import { AnswerForm } from "./form";

const saveAfter = 250; // ms of quiet

/** coverKey is where the cover of a record is kept. */
export function coverKey(record: string): string {
  return `${record}:cover`;
}

export class Cover {
  readonly #form: AnswerForm;
  #key = "";
  readonly #wanted: HTMLInputElement | null;
  readonly #sheet: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLFormElement, box: HTMLElement, signal: AbortSignal) {
    this.#form = new AnswerForm(root, (control) => box.contains(control));
    const choice = box.querySelector<HTMLElement>("[data-cover-export]");
    this.#wanted = choice?.querySelector("input") ?? null;
    if (choice !== null) choice.hidden = false;
    this.#sheet = document.createElement("dl");
    this.#sheet.className = "cover-sheet print-only";
    root.prepend(this.#sheet);
    box.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.save(), saveAfter);
    }, { signal });
    addEventListener("pagehide", () => this.save(), { signal });
    addEventListener("beforeprint", () => this.#print(), { signal });
    addEventListener("storage", (event) => {
      if (event.storageArea === localStorage && event.key === this.#key) this.fill(this.#load());
    }, { signal });
  }

  /** use shows the cover of a record, whose key this is: it is kept beside the answers. */
  use(key: string): void {
    if (this.#key !== "" && this.#timer !== undefined) this.save();
    this.#key = coverKey(key);
    this.fill(this.#load());
  }

  get form(): AnswerForm {
    return this.#form;
  }

  /** exported is what goes into a file; null if the visitor does not want that. */
  exported(): Answers | null {
    return this.#wanted?.checked === true ? this.#form.answers() : null;
  }

  answers(): Answers {
    return this.#form.answers();
  }

  fill(answers: Answers): void {
    this.#form.fill(answers);
  }

  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const answers = this.#form.answers();
    try {
      if (Object.keys(answers).length > 0) localStorage.setItem(this.#key, JSON.stringify(answers));
      else localStorage.removeItem(this.#key);
    } catch {
      // the line about the answers says that nothing can be kept here
    }
  }

  #load(): Answers {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.#key) ?? "{}");
      if (typeof kept !== "object" || kept === null) return {};
      return Object.fromEntries(Object.entries(kept).filter((e): e is [string, string] => typeof e[1] === "string"));
    } catch {
      return {};
    }
  }

  /** On paper the cover is the head of the first page, whatever step is shown. */
  #print(): void {
    this.#sheet.replaceChildren(...Object.entries(this.#form.answers()).map(([name, value]) => {
      const line = document.createElement("div");
      const label = document.createElement("dt");
      label.textContent = this.#form.label(name);
      const words = document.createElement("dd");
      words.textContent = String(value);
      line.append(label, words);
      return line;
    }));
  }
}
