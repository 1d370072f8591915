// The editions of the page's scheme: their programs and their forms, fetched when they are needed first.

import type { Program, ScoreResult } from "kijun:host";
import type { Answers } from "./answers";
import { AnswerForm, fieldOf } from "./form";
import { readEditions, type EditionData, type EditionsData } from "./notices";
import type { Session } from "./session";
import * as marks from "../marks";

export class Editions {
  readonly data: EditionsData;
  readonly #session: Session;
  readonly #programs = new Map<string, Promise<Program | null>>();
  readonly #forms = new Map<string, Promise<AnswerForm | null>>();

  constructor(session: Session) {
    const { edition, title, root } = session;
    const { program = "", programIntegrity: integrity = "" } = root.dataset;
    this.#session = session;
    this.data = readEditions(root) ?? { editions: [{ edition, title, check: "", program, integrity }] };
  }

  /** get is what the page knows of an edition. */
  get(edition: string): EditionData | undefined {
    return this.data.editions.find((e) => e.edition === edition);
  }

  /** score judges answers by the program of their edition; null where that cannot be had. */
  async score(edition: string, answers: Answers): Promise<ScoreResult | null> {
    const known = this.get(edition);
    if (known === undefined || this.#session.program === null) return null;
    // a program of its own, also for the page's edition: the page asks its program about what it judged last
    let program = this.#programs.get(edition);
    if (program === undefined) {
      program = this.#session.load(known.program, known.integrity).catch((err: unknown) => {
        console.warn(`kijun: the program of ${edition} did not load`, err);
        return null;
      });
      this.#programs.set(edition, program);
    }
    return (await program)?.score(AnswerForm.pairsOf(answers)) ?? null;
  }

  /** form is an edition's form, for its words, the cover with it; null where it cannot be had. */
  form(edition: string): Promise<AnswerForm | null> {
    let form = this.#forms.get(edition);
    if (form === undefined) {
      form = this.#read(edition).catch(() => null);
      this.#forms.set(edition, form);
    }
    return form;
  }

  async #read(edition: string): Promise<AnswerForm | null> {
    if (edition === this.#session.edition) return this.#session.form;
    const address = this.get(edition)?.check;
    if (address === undefined) return null;
    const page = new DOMParser().parseFromString(await (await fetch(new URL(address, document.baseURI))).text(), "text/html");
    const form = page.querySelector<HTMLFormElement>("form[data-edition]");
    return form === null ? null : new AnswerForm(form, () => true);
  }
}

/** labelIn is the label of an input; of a cell the table's and the cell's own. It is empty if the form has no such input. */
export function labelIn(form: AnswerForm, name: string): string {
  const field = fieldOf(name);
  if (field === name) return form.label(name);
  const cell = form.label(name) || form.label(name.replace(/\[\d+\]/u, "[0]"));
  return cell === "" ? "" : form.label(field) + marks.colon + cell;
}
