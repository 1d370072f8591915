// Sections that fold. What is folded is found by the browser's search all the same, and printed.

import * as text from "../text";
import { placeOfHash } from "./draw";

const least = 3; // sections; fewer are no long form

export class Folds {
  readonly #key: string;
  readonly #sections = new Map<string, { readonly button: HTMLButtonElement; readonly body: HTMLElement }>();
  readonly #all: HTMLButtonElement;

  /** key is where the answers are kept; which sections are folded is kept beside them. */
  constructor(root: HTMLElement, key: string, signal: AbortSignal) {
    this.#key = `${key}:folded`;
    this.#all = document.createElement("button");
    const sections = [...root.querySelectorAll<HTMLElement>("[data-section]")];
    if (root.querySelector("[data-step]") !== null || sections.length < least) return; // steps are shown one at a time
    const folded = this.#load();
    for (const section of sections) {
      const [heading, total, ...rest] = section.children;
      if (!(heading instanceof HTMLElement) || total === undefined) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "fold";
      button.append(...heading.childNodes);
      heading.append(button);
      const body = document.createElement("div");
      body.className = "section-body";
      body.id = `${section.id}-body`;
      body.append(...rest);
      total.after(body);
      button.setAttribute("aria-controls", body.id);
      button.addEventListener("click", () => this.#fold(section.id, body.hidden === false), { signal });
      body.addEventListener("beforematch", () => this.#fold(section.id, false), { signal });
      body.addEventListener("kijun:reveal", () => this.#fold(section.id, false), { signal });
      this.#sections.set(section.id, { button, body });
      this.#show(section.id, folded.includes(section.id));
    }
    this.#all.type = "button";
    this.#all.className = "button button-quiet fold-all";
    this.#all.addEventListener("click", () => {
      const open = this.#open();
      for (const id of this.#sections.keys()) this.#show(id, open);
      this.#keep();
    }, { signal });
    root.querySelector("[data-jumps]")?.append(this.#all);
    this.#name();
    const target = placeOfHash();
    for (const [id, { body }] of this.#sections) if (target !== null && body.contains(target)) this.#fold(id, false);
  }

  #fold(id: string, fold: boolean): void {
    this.#show(id, fold);
    this.#keep();
  }

  #show(id: string, fold: boolean): void {
    const { button, body } = this.#sections.get(id) ?? {};
    if (fold) body?.setAttribute("hidden", "until-found");
    else body?.removeAttribute("hidden");
    button?.setAttribute("aria-expanded", String(!fold));
  }

  #open(): boolean {
    return [...this.#sections.values()].some(({ body }) => !body.hasAttribute("hidden"));
  }

  #name(): void {
    this.#all.textContent = this.#open() ? text.folds.all : text.folds.none;
  }

  #keep(): void {
    this.#name();
    try {
      const folded = [...this.#sections].filter(([, { body }]) => body.hasAttribute("hidden")).map(([id]) => id);
      if (folded.length > 0) localStorage.setItem(this.#key, JSON.stringify(folded));
      else localStorage.removeItem(this.#key);
    } catch {
      // a comfort; the answers say so when they cannot be kept
    }
  }

  #load(): readonly unknown[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.#key) ?? "[]");
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  }
}
