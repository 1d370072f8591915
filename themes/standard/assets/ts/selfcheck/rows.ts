// Rows that few need: of repeated questions, and of tables to fill in. All of them are in the page; what is not wanted yet is
// folded, and a button brings the next one.

import type { AnswerForm } from "./form";

const tableRows = 3; // shown of an empty table

interface Rows {
  readonly rows: readonly HTMLElement[];
  readonly button: HTMLButtonElement;
  readonly least: number;
}

export class FoldedRows {
  readonly #form: AnswerForm;
  readonly #all: readonly Rows[];

  constructor(root: HTMLElement, form: AnswerForm, signal: AbortSignal) {
    this.#form = form;
    const all: Rows[] = [];
    for (const button of root.querySelectorAll<HTMLButtonElement>("[data-add-row]")) {
      const box = button.closest<HTMLElement>("[data-repeat], [data-field]");
      if (box === null) continue;
      const repeat = box.hasAttribute("data-repeat");
      const rows = [...box.querySelectorAll<HTMLElement>(repeat ? "[data-repeat-row]" : "[data-row]")];
      const one = { rows, button, least: repeat ? 1 : tableRows };
      all.push(one);
      button.addEventListener("click", () => this.#add(one), { signal });
    }
    this.#all = all;
    root.addEventListener("kijun:reveal", (event) => {
      for (const one of all) {
        const row = one.rows.findIndex((r) => r.contains(event.target as Node));
        if (row >= 0) this.#show(one, Math.max(row + 1, shown(one)));
      }
    }, { signal });
    this.update();
  }

  /** update folds anew, after answers came from elsewhere. No row is taken away from under the cursor. */
  update(): void {
    for (const one of this.#all) {
      this.#show(one, Math.max(one.least, 1 + one.rows.findLastIndex((row) => this.#form.hasAnswer(row) || row.contains(document.activeElement))));
    }
  }

  #add(one: Rows): void {
    const next = one.rows[shown(one)];
    this.#show(one, shown(one) + 1);
    next?.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea")?.focus();
  }

  #show(one: Rows, count: number): void {
    for (const [i, row] of one.rows.entries()) {
      row.hidden = i >= count;
      row.toggleAttribute("data-folded", i >= count);
    }
    one.button.hidden = count >= one.rows.length;
  }
}

function shown(one: Rows): number {
  return one.rows.filter((row) => !row.hidden).length;
}
