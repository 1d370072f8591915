// The form as answers, and answers as the form. Nothing here knows what is judged: hidden fields are read like the
// others, because their answers are kept (the core does not judge them).

import * as text from "../text";
import type { Answers } from "./answers";
import { wordsOf } from "./draw";
import * as marks from "../marks";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type Pairs = Array<readonly [id: string, raw: string]>;

/** What an answers file may hold for one field, after reading. Numbers of a YAML file stay text, as written. */
export type FileValue = string | number | boolean | null | readonly FileValue[] | { readonly [key: string]: FileValue };

export class AnswerForm {
  readonly #root: HTMLFormElement;
  readonly #controls = new Map<string, Control[]>(); // by name
  readonly #byField = new Map<string, Control[]>(); // by field: the cells of a table together

  /** A form may hold more than one set of answers: only what belongs to this one is taken. */
  constructor(root: HTMLFormElement, belongs: (control: Control) => boolean) {
    this.#root = root;
    for (const element of root.elements) {
      const control = element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;
      if (!control || !belongs(element) || element.name === "" || (element instanceof HTMLInputElement && element.type === "file")) continue;
      add(this.#controls, element.name, element);
      add(this.#byField, fieldOf(element.name), element);
    }
  }

  /** answers reads the form. */
  answers(): Answers {
    const found: Record<string, string | string[]> = {};
    for (const [name, controls] of this.#controls) {
      const ticked: string[] = [];
      for (const control of controls) {
        if (isBox(control)) {
          if (control.checked && control.value !== "") ticked.push(control.value);
        } else if (control.value.trim() !== "") {
          ticked.push(control.value);
        }
      }
      if (isMany(controls)) {
        if (ticked.length > 0) found[name] = ticked;
      } else if (ticked[0] !== undefined) {
        found[name] = ticked[0];
      }
    }
    return found;
  }

  /** pairs is what the core reads: one pair for each answer, one for each ticked option. */
  pairs(): Pairs {
    return AnswerForm.pairsOf(this.answers());
  }

  /** pairsOf is what the core reads of answers that are kept. */
  static pairsOf(answers: Answers): Pairs {
    const pairs: Pairs = [];
    for (const [id, value] of Object.entries(answers)) {
      if (typeof value === "string") pairs.push([id, value]);
      else for (const option of value) pairs.push([id, option]);
    }
    return pairs;
  }

  /** fill writes answers into the form; what they do not name becomes unanswered. Names the form does not have are returned. */
  fill(answers: Answers): string[] {
    for (const name of Object.keys(answers)) {
      const cell = /^(\w+)\[(\d+)\]/u.exec(name);
      if (cell !== null) this.grow(cell[1] ?? "", Number(cell[2]) + 1);
    }
    for (const [name, controls] of this.#controls) {
      const value = answers[name];
      const wanted = value === undefined ? [] : typeof value === "string" ? [value] : value;
      for (const control of controls) {
        if (isBox(control)) {
          const open = control.type === "radio" && control.value === "" && !controls.some((c) => c.value !== "" && wanted.includes(c.value));
          control.checked = open || (control.value !== "" && wanted.includes(control.value));
        } else {
          const next = wanted[0] ?? "";
          if (control.value !== next) control.value = next;
        }
      }
    }
    return Object.keys(answers).filter((name) => !this.#controls.has(name));
  }

  /** isList reports whether a field is a list: a table whose one column is called value. */
  isList(field: string): boolean {
    const controls = this.#byField.get(field) ?? [];
    return controls.length > 0 && controls.every((c) => c.name.endsWith("].value"));
  }

  /** has reports whether the form has an input of that name, or can have it. */
  has(name: string): boolean {
    if (this.#controls.has(name)) return true;
    const cell = /^(\w+)\[(\d+)\]\.(\w+)$/u.exec(name);
    if (cell === null) return false;
    return Number(cell[2]) < this.mostRows(cell[1] ?? "") && this.#controls.has(`${cell[1]}[0].${cell[3]}`);
  }

  /** mostRows is how many lines a table that grows may have; 0 where it does not grow. */
  mostRows(field: string): number {
    return Number(this.#root.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`)?.dataset["mostRows"] ?? 0);
  }

  /** grow gives a table so many lines, as far as it may have them. */
  grow(field: string, rows: number): void {
    const most = Math.min(rows, this.mostRows(field));
    const body = this.#root.querySelector<HTMLTableSectionElement>(`[data-field="${CSS.escape(field)}"] tbody`);
    let last = body?.lastElementChild;
    while (body !== null && last instanceof HTMLTableRowElement && body.rows.length < most) {
      const next = last.cloneNode(true) as HTMLTableRowElement;
      const index = body.rows.length;
      next.dataset["row"] = String(index);
      for (const control of next.querySelectorAll<Control>("input, select, textarea")) {
        control.name = control.name.replace(/\[\d+\]/u, `[${index}]`);
        control.setAttribute("aria-label", (control.getAttribute("aria-label") ?? "").replace(/^\d+/u, String(index + 1)));
        control.removeAttribute("aria-invalid");
        control.value = "";
        add(this.#controls, control.name, control);
        add(this.#byField, field, control);
      }
      body.append(next);
      last = next;
    }
  }

  /** first is the input that a problem of the field leads to. */
  first(id: string): HTMLElement | null {
    return (this.#controls.get(id) ?? this.#byField.get(fieldOf(id)))?.[0] ?? null;
  }

  /** inputs are the inputs of a field that may carry aria-invalid: not radios, which the attribute is not for. */
  inputs(id: string): Control[] {
    return (this.#byField.get(id) ?? []).filter((control) => control.type !== "radio");
  }

  /** owner is the field in whose box an input stands: the text of an option stands with the options. */
  owner(name: string): string {
    const id = fieldOf(name);
    const box = this.#byField.get(id)?.[0]?.closest<HTMLElement>("[data-field]");
    return box?.dataset["field"] ?? id;
  }

  /** hasAnswer reports whether an input inside a part of the form is filled in. */
  hasAnswer(inside: ParentNode): boolean {
    return [...inside.querySelectorAll<Control>("input:not([type=hidden]), select, textarea")].some((c) => (isBox(c) ? c.checked && c.value !== "" : c.value.trim() !== ""));
  }

  /** optionLabel is what an option says; null if the field has no such option. */
  optionLabel(id: string, value: string): string | null {
    for (const control of this.#controls.get(id) ?? []) {
      if (control instanceof HTMLSelectElement) return [...control.options].find((o) => o.value === value)?.text ?? null;
      if (isBox(control) && control.value === value && value !== "") return (control.closest("label")?.textContent ?? value).trim();
    }
    return null;
  }

  /** label is the text of a field's label, without what stands in it for paper only. In a table it is the name of the cell. */
  label(id: string): string {
    const box = this.#root.querySelector(`[data-field="${CSS.escape(id)}"]`);
    const label = box?.querySelector(box.matches("tr") ? "th" : "legend, label:not(.cell-option)");
    if (label === null || label === undefined) return this.#controls.get(id)?.[0]?.getAttribute("aria-label") ?? "";
    const copy = label.cloneNode(true) as Element;
    for (const extra of copy.querySelectorAll("[data-when], .visually-hidden, .mark")) extra.remove();
    return wordsOf(copy);
  }

  /** box is what stands around the inputs of a field. */
  box(name: string): HTMLElement | null {
    return this.first(name)?.closest<HTMLElement>("[data-field]") ?? null;
  }

  /** say is an answer in the words of the page: the labels of options, a number with its unit. */
  say(name: string, answer: string | readonly string[]): string {
    const controls = this.#controls.get(name) ?? [];
    const said = (typeof answer === "string" ? [answer] : answer).map((value) => {
      const [first] = controls;
      if (first instanceof HTMLSelectElement) return [...first.options].find((o) => o.value === value)?.text ?? value;
      const box = controls.find((c) => isBox(c) && c.value === value);
      if (box !== undefined) return [...(box.labels?.[0]?.childNodes ?? [])].filter((n) => n.nodeType === Node.TEXT_NODE).map((n) => n.textContent ?? "").join("").trim();
      const unit = first?.closest("[data-field]")?.querySelector(".unit")?.textContent ?? "";
      return value.endsWith(unit) ? value : value + unit;
    });
    return said.join(marks.comma);
  }

  /** typed is an answer as it stands in an answers file: true and false, plain decimals as numbers, otherwise text. */
  typed(name: string, raw: string): string | number | boolean {
    const control = this.#controls.get(name)?.[0];
    if (control === undefined) return raw;
    if (this.#isBoolean(name)) return raw === "true";
    if (control.inputMode === "numeric" || control.inputMode === "decimal") {
      const plain = raw.normalize("NFKC").trim();
      // no number that would come back as another text: 007, 1e3, twenty digits
      if (/^-?(0|[1-9]\d*)(\.\d+)?$/u.test(plain) && Math.abs(Number(plain)) < 1e15 && plain.length < 16) return Number(plain);
    }
    return raw;
  }

  /** raw is the reverse of typed: a value of an answers file as answers, or what is wrong with it. */
  raw(name: string, value: FileValue): { answer?: string | string[]; problem?: string } {
    const controls = this.#controls.get(name) ?? this.#controls.get(name.replace(/\[\d+\]/u, "[0]")) ?? []; // a line that is not there yet
    if (value === null) return {};
    if (isMany(controls)) {
      const list = Array.isArray(value) ? (value as readonly FileValue[]) : [value];
      const options: string[] = [];
      for (const item of list) {
        if (item === null || typeof item === "object") return { problem: text.file.scalar(name) };
        const option = String(item);
        if (!controls.some((c) => c.value === option)) return { problem: text.file.option(name, option) };
        options.push(option);
      }
      return options.length === 0 ? {} : { answer: options };
    }
    if (Array.isArray(value)) return { problem: text.file.list(name) };
    if (typeof value === "object") return { problem: text.file.scalar(name) };
    const raw = String(value);
    if (raw.trim() === "") return {};
    if (this.#isBoolean(name)) {
      if (raw !== "true" && raw !== "false") return { problem: text.file.boolean(name) };
      return raw === "false" && isFlag(controls[0]) ? {} : { answer: raw }; // a box that is not ticked is blank
    }
    if (typeof value === "boolean") return { problem: text.file.scalar(name) };
    const choices = this.#choices(name);
    if (choices !== null && !choices.includes(raw)) return { problem: text.file.option(name, raw) };
    return { answer: raw };
  }

  #isBoolean(name: string): boolean {
    const choices = this.#choices(name)?.filter((c) => c !== "");
    return choices !== undefined && choices.includes("true") && choices.every((c) => c === "true" || c === "false");
  }

  /** #choices are the values that a group of radios or a select offers; null for free text. */
  #choices(name: string): string[] | null {
    const controls = this.#controls.get(name) ?? [];
    const first = controls[0];
    if (first instanceof HTMLSelectElement) return [...first.options].map((o) => o.value);
    if (first !== undefined && isBox(first)) return controls.map((c) => c.value);
    return null;
  }
}

/** fieldOf is the field of an input: staff of staff[0].age. */
export function fieldOf(name: string): string {
  const bracket = name.indexOf("[");
  return bracket < 0 ? name : name.slice(0, bracket);
}

function add(map: Map<string, Control[]>, key: string, control: Control): void {
  const group = map.get(key);
  if (group === undefined) map.set(key, [control]);
  else group.push(control);
}

function isBox(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && (control.type === "radio" || control.type === "checkbox");
}

function isMany(controls: readonly Control[]): boolean {
  return controls[0]?.type === "checkbox" && !isFlag(controls[0]);
}

/** isFlag reports whether an input is a box for a single yes. */
function isFlag(control: Control | undefined): boolean {
  return control?.dataset["flag"] !== undefined;
}
