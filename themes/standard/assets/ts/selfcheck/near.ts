// What the next step of a criterion needs, as one line in its card: the smallest change of an answer, found by the core.
// It is looked for only where something changed, and never while somebody types. It comes with the reason above it, in
// the same frame: a line that came later would move what somebody is about to press.

import type { Near, Program, ScoreResult } from "kijun:host";
import type { AnswerForm } from "./form";
import { nearText as words } from "./text-near";

const atOnce = 2; // criteria; when a record is opened more have changed, and the page is not to stand still
const named = 3; // of the boxes that may be ticked

export class NearLines {
  readonly #root: HTMLElement;
  readonly #form: AnswerForm;
  readonly #keys = new Map<string, string>(); // what each line is about
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, form: AnswerForm) {
    this.#root = root;
    this.#form = form;
  }

  /** update follows a score. */
  update(program: Program, result: ScoreResult): void {
    clearTimeout(this.#timer);
    const waiting: Array<() => void> = [];
    for (const why of this.#root.querySelectorAll<HTMLElement>("[data-why]")) {
      const card = why.closest<HTMLElement>("[data-criterion]");
      const id = card?.dataset["criterion"] ?? "";
      const judged = result.criteria[id];
      const further = judged?.status === "partial" || judged?.status === "unmet";
      const key = further ? JSON.stringify([judged, ...[...(card?.querySelectorAll("input") ?? [])].map((input) => (input.type === "text" ? input.value : input.checked))]) : "";
      if (this.#keys.get(id) === key) continue;
      if (further) waiting.push(() => this.#write(why, id, key, nearSentence(program, id, this.#form)));
      else this.#write(why, id, key, "");
    }
    const step = (): void => {
      waiting.shift()?.();
      if (waiting.length > 0) this.#timer = setTimeout(step);
    };
    for (let i = 0; i < atOnce; i++) waiting.shift()?.();
    this.#timer = setTimeout(step);
  }

  #write(why: HTMLElement, id: string, key: string, sentence: string): void {
    this.#keys.set(id, key);
    let line = why.nextElementSibling as HTMLElement | null;
    if (line?.dataset["near"] === undefined) {
      if (sentence === "") return;
      line = document.createElement("p");
      line.className = "near";
      line.dataset["near"] = "";
      why.after(line);
    }
    if (line.textContent !== sentence) line.textContent = sentence;
    line.hidden = sentence === "";
  }
}

/** nearSentence is the nearest step of a criterion in words, about the answers that were scored last; empty without one. */
export function nearSentence(program: Program, criterion: string, form: AnswerForm): string {
  let near: Near | undefined;
  try {
    [near] = program.near(criterion);
  } catch (err) {
    console.error("kijun: no next step", err); // the page does without it
  }
  if (near === undefined) return "";
  const goal = near.points === undefined ? words.met : words.points(String(near.points));
  if (near.field === undefined) {
    const labels = near.fields.map((field) => form.label(field));
    if (labels.length <= near.count) return words.all(labels, goal);
    return words.count(labels.slice(0, named), Math.max(0, labels.length - named), near.count, goal);
  }
  const { field, to, by } = near;
  const label = form.label(field);
  if (by === undefined) return words.to(label, to === "" ? words.none : form.say(field, to.split(" ")), goal);
  return (by.startsWith("-") ? words.less : words.more)(label, form.say(field, by.replace("-", "")), goal);
}
