// The bar that says what happened to the answers as a whole, and offers the way back.

import * as text from "../text";

export interface Message {
  readonly kind: "done" | "info" | "error";
  readonly text: string;
  readonly undo?: () => void;
  readonly offers?: ReadonlyArray<readonly [action: string, label: string]>; // what else may be done: buttons of the page
}

export class Toast {
  readonly #place: HTMLElement;
  #bar: HTMLElement | null = null;
  #before: HTMLElement | null = null; // had the focus when the bar came

  /** The bar stands first inside place. Escape closes it, as it may lie over what has the focus (WCAG 2.2 SC 2.4.11). */
  constructor(place: HTMLElement) {
    this.#place = place;
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !document.querySelector("dialog[open]")) this.#close();
    });
  }

  #close(): void {
    const inside = this.#bar?.contains(document.activeElement);
    this.#bar?.remove();
    this.#bar = null;
    if (inside) this.#before?.focus({ preventScroll: true });
  }

  show(message: Message): void {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && !this.#bar?.contains(activeElement)) this.#before = activeElement;
    this.#bar?.remove();
    const bar = document.createElement("div");
    bar.className = "toast";
    bar.dataset["kind"] = message.kind;
    bar.dataset["toast"] = "";
    const words = document.createElement("p");
    words.className = "toast-text";
    words.textContent = message.text;
    const buttons = document.createElement("p");
    buttons.className = "toast-buttons";
    const { undo } = message;
    if (undo !== undefined) {
      const back = button(text.toast.undo, "undo");
      back.addEventListener("click", () => {
        undo();
        this.show({ kind: "done", text: text.toast.undone });
      });
      buttons.append(back);
    }
    for (const [action, label] of message.offers ?? []) {
      const offer = button(label, action);
      offer.dataset["action"] = action;
      buttons.append(offer);
    }
    const close = button(text.toast.close, "close");
    close.addEventListener("click", () => this.#close());
    buttons.append(close);
    bar.append(words, buttons);
    this.#place.prepend(bar);
    this.#bar = bar;
  }
}

function button(label: string, action: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button-quiet";
  made.dataset["toastAction"] = action;
  made.textContent = label;
  return made;
}
