// How many characters a text may still have. Counted as the core counts: characters, not the halves that a browser's own
// limit counts; nothing is cut off.

import * as text from "../text";

export class Counters {
  readonly #all: ReadonlyArray<readonly [line: HTMLElement, input: HTMLTextAreaElement, most: number]>;

  constructor(root: HTMLElement, signal: AbortSignal) {
    this.#all = [...root.querySelectorAll<HTMLElement>("[data-counter]")].flatMap((line) => {
      const input = line.parentElement?.querySelector("textarea") ?? null;
      return input === null ? [] : [[line, input, Number(line.dataset["counter"])] as const];
    });
    for (const one of this.#all) one[1].addEventListener("input", () => count(...one), { signal });
    this.update();
  }

  update(): void {
    for (const one of this.#all) count(...one);
  }
}

function count(line: HTMLElement, input: HTMLTextAreaElement, most: number): void {
  const left = most - [...input.value.trim()].length;
  const words = text.counter(left, most);
  if (line.textContent !== words) line.textContent = words;
  line.toggleAttribute("data-over", left < 0);
}
