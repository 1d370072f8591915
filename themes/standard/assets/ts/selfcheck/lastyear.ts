// Last year's answers beside this year's: to be read only. They come from a file, are kept with the answers under ids of
// their own, and are never judged.

import type { AnswerForm } from "./form";

interface Reference {
  readonly line: HTMLElement;
  readonly words: Element | null;
  readonly input: HTMLInputElement;
  readonly field: string; // that it stands beside; empty for a computed value
}

export class LastYear {
  readonly #form: AnswerForm;
  readonly #all: readonly Reference[];

  constructor(root: HTMLElement, form: AnswerForm) {
    this.#form = form;
    this.#all = [...root.querySelectorAll<HTMLElement>("[data-last-year]")].flatMap((line) => {
      const input = line.querySelector("input");
      return input === null ? [] : [{ line, input, words: line.querySelector(".last-year-value"), field: line.closest<HTMLElement>("[data-field]")?.dataset["field"] ?? "" }];
    });
    this.update();
  }

  /** update shows what is known. */
  update(): void {
    for (const { line, words, input, field } of this.#all) {
      line.hidden = input.value === "";
      if (words !== null) words.textContent = this.#form.optionLabel(field, input.value) ?? input.value;
    }
  }
}
