// The bar that says what happened to the answers as a whole, and offers the way back.

import { text } from "../text";

export interface Message {
  readonly kind: "done" | "info" | "error";
  readonly text: string;
  readonly undo?: () => void;
}

export class Toast {
  readonly #place: HTMLElement;
  #bar: HTMLElement | null = null;

  /** The bar stands first inside place. */
  constructor(place: HTMLElement) {
    this.#place = place;
  }

  show(message: Message): void {
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
    const close = button(text.toast.close, "close");
    close.addEventListener("click", () => {
      bar.remove();
      this.#bar = null;
    });
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
