// Last year's answers beside this year's: to be read only. They come from a file, are kept with the answers under ids of
// their own, and are never judged.

import * as text from "../text";
import type { Answers } from "./answers";
import type { AnswerForm } from "./form";
import { parseAnswers, readText } from "./transfer";
import { AnswersFileError } from "./yaml";

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

  /**
   * read takes last year's answers out of a file: of another edition of the scheme the answers themselves, of this edition
   * what it says of last year. What that edition says of the year before it is left alone.
   */
  async read(file: Blob, scheme: string, edition: string): Promise<Answers> {
    const content = parseAnswers(await readText(file));
    if (content.scheme !== scheme) throw new AnswersFileError(text.file.otherScheme(content.scheme, scheme));
    const same = content.edition === "" || content.edition === edition;
    const found: Record<string, string> = {};
    for (const { input } of this.#all) {
      const value = content.answers[same ? input.name : (input.dataset["was"] ?? "")];
      if (value === undefined || value === null || typeof value === "object" || String(value).trim() === "") continue;
      found[input.name] = String(value);
    }
    if (Object.keys(found).length === 0) throw new AnswersFileError(text.file.noLastYear);
    return found;
  }
}
