// The way back through the changes of the answers, and forward again.
//
// # Decisions
// - Of a change only what it changed is kept and taken back: what came from another tab in between stays.
// - Keys that are typed into one field without a pause are one change.
// - Ctrl+Z belongs to the letters while the focus is in a text; anywhere else it takes back an answer.

import { part } from "../enhance";
import * as text from "../text";
import { changedNames, mergeChanges } from "./answers";
import { reveal } from "./draw";
import type { Change, Session } from "./session";

const most = 50;
const pause = 2000; // ms

export class History {
  readonly #session: Session;
  readonly #say: (sentence: string) => void;
  readonly #undo: HTMLButtonElement;
  readonly #redo: HTMLButtonElement;
  #past: Change[] = [];
  #future: Change[] = [];
  #record: string | null = null;
  #moving = false;
  #at = 0; // when the last change came

  constructor(session: Session, box: HTMLElement, say: (sentence: string) => void) {
    this.#session = session;
    this.#say = say;
    this.#undo = part<HTMLButtonElement>(box, "[data-history=undo]");
    this.#redo = part<HTMLButtonElement>(box, "[data-history=redo]");
    const { root, signal } = session;
    box.hidden = false;
    this.#undo.addEventListener("click", () => this.#move(true), { signal });
    this.#redo.addEventListener("click", () => this.#move(false), { signal });
    root.addEventListener("kijun:kept", (event) => this.#note((event as CustomEvent<Change>).detail), { signal });
    root.addEventListener("kijun:record", () => {
      if (session.record === this.#record) return;
      this.#record = session.record;
      this.#past = [];
      this.#future = [];
      this.#show();
    }, { signal });
    document.addEventListener("keydown", (event) => {
      const key = event.key.toLowerCase();
      const way = key === "z" ? !event.shiftKey : key === "y" ? false : null;
      if (way === null || event.altKey || !(event.ctrlKey || event.metaKey) || writes(event.target)) return;
      event.preventDefault();
      this.#move(way);
    }, { signal });
    this.#show();
  }

  #note(change: Change): void {
    if (this.#moving) return;
    const last = this.#past.at(-1);
    const now = performance.now();
    const name = changedNames(change.before, change.after).join();
    if (last !== undefined && now - this.#at < pause && !name.includes(",") && changedNames(last.before, last.after).join() === name && writes(this.#session.form.first(name))) {
      this.#past[this.#past.length - 1] = { before: last.before, after: change.after };
    } else {
      this.#past.push(change);
      if (this.#past.length > most) this.#past.shift();
    }
    this.#at = now;
    this.#future = [];
    this.#show();
  }

  #move(back: boolean): void {
    const session = this.#session;
    session.flush(); // what was typed last is a change too
    const change = (back ? this.#past : this.#future).pop();
    if (change === undefined) return;
    (back ? this.#future : this.#past).push(change);
    const [from, to] = back ? [change.after, change.before] : [change.before, change.after];
    this.#moving = true;
    session.restore(mergeChanges(from, to, session.form.answers()));
    this.#moving = false;
    this.#at = 0;
    this.#show();
    const names = changedNames(from, to);
    this.#say((back ? text.history.undone : text.history.redone)(names.slice(0, 3).map((name) => session.form.label(name)), names.length));
    const box = session.form.box(names[0] ?? "");
    if (box === null) return;
    reveal(box);
    box.scrollIntoView({ block: "nearest" });
  }

  #show(): void {
    // not disabled: a button that goes dead under the focus loses it
    this.#undo.setAttribute("aria-disabled", String(this.#past.length === 0));
    this.#redo.setAttribute("aria-disabled", String(this.#future.length === 0));
  }
}

/** writes reports whether letters are typed there. */
function writes(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !["radio", "checkbox", "file"].includes(target.type));
}
