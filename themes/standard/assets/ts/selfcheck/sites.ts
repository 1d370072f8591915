// The answers of several sites added up to those of the company. The rules are those of criteria.AddSites.

import { add, compare, parseDecimal, plain, type Decimal } from "../indicators/decimal";
import type { Answers } from "./answers";
import { fieldOf, type AnswerForm } from "./form";
import type { EditionsData } from "./notices";

export interface Company {
  readonly answers: Answers;
  readonly differing: readonly string[]; // fields that stay blank because the sites do not agree
  readonly blank: readonly string[]; // fields that some site answered and that say nothing of adding up
}

type Answer = string | readonly string[];

/** addSites adds up. Leave out what is not asked at a site. */
export function addSites({ sites = {}, blanks = {} }: EditionsData, form: AnswerForm, of: readonly Answers[]): Company {
  const answers: Record<string, Answer> = {};
  const differing: string[] = [];
  for (const [field, how] of Object.entries(sites)) {
    const one = new Field(form, field);
    const given = of.map((site) => one.read(site)).filter((value) => value !== null);
    if (given.length === 0) continue;
    const blank = blanks[field];
    if (blank !== undefined) while (given.length < of.length) given.push({ [field]: blank });
    if (given.length < of.length) {
      if (how === "same") differing.push(field);
      continue;
    }
    const together = one.together(how, given);
    if (together === null) differing.push(field);
    else Object.assign(answers, together);
  }
  const others = new Set(of.flatMap((site) => Object.keys(site)).map(fieldOf));
  return { answers, differing, blank: [...others].filter((field) => sites[field] === undefined) };
}

/** A Field reads and adds up the answers to one field; of a table they have several names. */
class Field {
  readonly #id: string;
  readonly #type: string;
  readonly #unit: string;
  readonly #options: readonly HTMLInputElement[];

  constructor(form: AnswerForm, id: string) {
    const box = form.box(id);
    this.#id = id;
    this.#type = box?.dataset["type"] ?? "text";
    this.#unit = box?.querySelector(".unit")?.textContent ?? "";
    this.#options = [...(box?.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(id)}"]`) ?? [])];
  }

  /** read is what a site answered, if it is an answer that the field takes; null otherwise. */
  read(site: Answers): Answers | null {
    if (this.#type === "table") {
      const cells = Object.entries(site).filter(([name, value]) => name.startsWith(`${this.#id}[`) && String(value).trim() !== "");
      return cells.length === 0 ? null : Object.fromEntries(cells);
    }
    const answer = site[this.#id];
    if (answer === undefined || String(answer).trim() === "") return null;
    const number = this.#type === "integer" || this.#type === "number";
    return number && this.#number(answer) === null ? null : { [this.#id]: answer };
  }

  /** together is the answer of the company to what all sites answered; null if they do not agree. */
  together(how: string, given: readonly Answers[]): Answers | null {
    if (how === "same") return given.every((answers) => this.#said(answers) === this.#said(given[0] ?? {})) ? (given[0] ?? null) : null;
    const all = given.map((answers) => answers[this.#id] ?? "");
    if (how === "sum") {
      const sum = all.map((answer) => this.#number(answer)).reduce((a, b) => (a === null || b === null ? null : add(a, b)));
      return sum === null ? null : this.#of(short(sum));
    }
    if (how === "max" || how === "min") return this.#of(all.reduce((a, b) => (this.#order(b, a) * (how === "max" ? 1 : -1) > 0 ? b : a)));
    if (this.#type === "boolean") {
      const yes = (answer: Answer): boolean => answer === "true";
      return this.#of(String(how === "any" ? all.some(yes) : all.every(yes)));
    }
    const ticked = this.#options.filter(({ value }) => {
      const has = (answer: Answer): boolean => answer.includes(value);
      return how === "any" ? all.some(has) : all.every(has);
    });
    if (ticked.length === 0 || (ticked.length > 1 && ticked.some((option) => option.dataset["exclusive"] !== undefined))) return null;
    return this.#of(ticked.map(({ value }) => value));
  }

  #of(answer: Answer): Answers {
    return { [this.#id]: answer };
  }

  #number(answer: Answer): Decimal | null {
    return readNumber(String(answer), this.#unit);
  }

  #order(a: Answer, b: Answer): number {
    const [x, y] = [this.#number(a), this.#number(b)];
    return x === null || y === null ? (String(a) < String(b) ? -1 : 1) : compare(x, y);
  }

  /** #said is an answer in a way that is the same for the same answer. */
  #said(answers: Answers): string {
    if (this.#type === "table") {
      const rows = new Map<string, string[]>();
      for (const [name, value] of Object.entries(answers)) {
        const [, row = "", column = ""] = /\[(\d+)\](.*)/u.exec(name) ?? [];
        rows.set(row, [...(rows.get(row) ?? []), `${column}=${String(value).trim()}`]);
      }
      return JSON.stringify([...rows].sort(([a], [b]) => Number(a) - Number(b)).map(([, cells]) => cells.sort()));
    }
    const answer = answers[this.#id] ?? "";
    if (typeof answer !== "string") return JSON.stringify([...answer].sort());
    const number = this.#type === "integer" || this.#type === "number" ? this.#number(answer) : null;
    return number === null ? answer.trim() : short(number);
  }
}

/** short is a number without zeros at its end. */
function short(a: Decimal): string {
  return plain(a).replace(/(\.\d*?)0+$/u, "$1").replace(/\.$/u, "");
}

/** readNumber reads a number as the core does: full-width digits, thousands separators, a sign, the unit behind it. */
function readNumber(raw: string, unit: string): Decimal | null {
  const [words, last] = [narrow(raw), narrow(unit === "" ? "%" : unit)];
  const digits = (words.endsWith(last) ? words.slice(0, -last.length) : words).trim();
  return /^[+-]?([1-9]\d{0,2}(,\d{3})+|\d*)(\.\d*)?$/u.test(digits) ? parseDecimal(digits.replaceAll(",", "")) : null;
}

function narrow(words: string): string {
  return words.replace(/[！-～]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replaceAll("\u3000", " ").replace(/[−‐–―ー]/gu, "-").replaceAll("、", ",").replaceAll("。", ".").trim();
}
