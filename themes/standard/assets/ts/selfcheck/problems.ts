// What is wrong with the answers: beside the fields, below tables of fields, and in one list with links.

import type { ScoreResult } from "kijun:host";
import * as text from "../text";
import { attribute, jump, rows, write } from "./draw";
import { fieldOf, type AnswerForm } from "./form";
import type { FieldBox, Layout } from "./view";

type Problem = ScoreResult["problems"][number];

const labelsShown = 3; // of the fields with answers that nobody asks for

export class ProblemView {
  readonly #root: HTMLElement;
  readonly #form: AnswerForm;
  readonly #fields: readonly FieldBox[];
  readonly #layouts: readonly Layout[];
  readonly #hiddenRules: readonly string[]; // against answers to what is not asked
  #places: readonly string[] = [];

  constructor(root: HTMLElement, form: AnswerForm, fields: readonly FieldBox[], layouts: readonly Layout[]) {
    this.#root = root;
    this.#form = form;
    this.#fields = fields;
    this.#layouts = layouts;
    this.#hiddenRules = (root.dataset["hiddenRules"] ?? "").split(" ");
  }

  /** places are the fields that a problem stands beside, one for each problem. */
  get places(): readonly string[] {
    return this.#places;
  }

  /**
   * show returns how many problems there are. Those of the field that is being typed in are shown only if they stood there
   * before: "1" on the way to "12" is no mistake.
   */
  show(problems: readonly Problem[], typing: string | null): number {
    const byField = new Map<string, Problem[]>();
    const shown: Problem[] = [];
    const left: Problem[] = []; // answers to what is not asked
    for (const problem of problems) {
      if (this.#hiddenRules.includes(problem.rule)) {
        left.push(problem);
        continue;
      }
      const waits = typing !== null && problem.fields.some((f) => f === typing || typing.startsWith(`${f}[`)) && !this.#standsAlready(problem);
      if (waits) continue;
      shown.push(problem);
      for (const id of new Set(problem.fields.map((field) => this.#form.owner(field)))) {
        const list = byField.get(id);
        if (list === undefined) byField.set(id, [problem]);
        else list.push(problem);
      }
    }
    this.#places = shown.flatMap((problem) => problem.fields.slice(0, 1));

    for (const { id, box, error, inputs } of this.#fields) {
      const own = byField.get(id) ?? [];
      attribute(box, "data-invalid", severity(own));
      if (error !== null) {
        this.#message(error, own.map((p) => p.message), severity(own));
        // what is wrong with several fields in a row is read once; whoever hears one field hears it there
        const above = box.previousElementSibling?.querySelector(":scope > .field-error");
        error.classList.toggle("visually-hidden", !error.hidden && above?.textContent === error.textContent && above instanceof HTMLElement && !above.hidden);
      }
      for (const input of inputs) {
        const name = input.getAttribute("name") ?? "";
        const wrong = own.some((p) => p.severity === "error" && (p.fields.includes(name) || (fieldOf(name) === id && p.fields.includes(id))));
        attribute(input, "aria-invalid", wrong ? "true" : null);
      }
    }
    for (const { error, fields } of this.#layouts) {
      const own = [...new Set(fields.flatMap((id) => byField.get(id) ?? []))];
      if (error !== null) this.#message(error, [...new Set(own.map((p) => p.message))], severity(own));
    }

    const summary = this.#root.querySelector<HTMLElement>("[data-problems]");
    const list = this.#root.querySelector<HTMLElement>("[data-problems-list]");
    if (summary === null || list === null) return shown.length;
    const listed = [...shown];
    const [first] = left;
    if (first !== undefined) {
      const fields = left.flatMap((problem) => problem.fields);
      const labels = new Set(fields.map((field) => this.#form.label(this.#form.owner(field))));
      listed.push({ ...first, fields, message: text.hiddenAnswers(first.message, few([...labels], labelsShown)) });
    }
    attribute(summary, "data-severity", severity(listed));
    summary.hidden = listed.length === 0;
    rows(list, listed.map((problem) => `${problem.severity} ${problem.fields.join(" ")} ${problem.message}`), (index) => {
      const problem = listed[index] as Problem;
      const item = document.createElement("li");
      item.dataset["severity"] = problem.severity;
      item.dataset["rule"] = problem.rule;
      const field = problem.fields[0] ?? "";
      const target = this.#hiddenRules.includes(problem.rule) ? null : this.#form.first(field);
      const words = target === null ? problem.message : text.problem(questionOf(target) ?? this.#form.label(this.#form.owner(field)), problem.message);
      if (target === null) item.textContent = words;
      else item.append(jump(target, words));
      return item;
    });
    return shown.length;
  }

  #message(line: HTMLElement, messages: readonly string[], worst: string | null): void {
    write(line, messages.join(" "));
    attribute(line, "data-severity", worst);
    if (line.hidden !== (messages.length === 0)) line.hidden = messages.length === 0;
  }

  #standsAlready(problem: Problem): boolean {
    return problem.fields.some((field) => {
      const id = this.#form.owner(field);
      const line = document.getElementById(`${id}-error`) ?? this.#fields.find((f) => f.id === id)?.layout?.error ?? null;
      return line !== null && !line.hidden && (line.textContent ?? "").includes(problem.message);
    });
  }
}

/** questionOf is the number of the question that an input belongs to: Q12 SQ1. */
function questionOf(input: Element): string | null {
  const numbers: string[] = [];
  for (let box = input.closest("[data-question]"); box !== null; box = box.parentElement?.closest("[data-question]") ?? null) {
    const number = box.querySelector(":scope > h4 > .number, :scope > header .number")?.textContent;
    if (number !== null && number !== undefined) numbers.unshift(number);
  }
  return numbers.length === 0 ? null : numbers.join(" ");
}

/** few is the first labels, and how many more there are. */
export function few(labels: readonly string[], most: number): string[] {
  const some = labels.slice(0, most);
  if (labels.length > some.length) some.push(text.andMore(labels.length - some.length));
  return some;
}

function severity(problems: readonly Problem[]): string | null {
  if (problems.length === 0) return null;
  return problems.some((p) => p.severity === "error") ? "error" : "warning";
}
