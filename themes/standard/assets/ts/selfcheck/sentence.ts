// Where an award stands, in sentences. Written from the result alone and never more than it says: what is open is not
// failed, and "at most" stands wherever an answer is missing.

import type { Num, ScoreResult, Span } from "kijun:host";
import { wordsOf } from "./draw";
import { panelText } from "./text-panels";
import * as marks from "../marks";

/** A group of criteria that an award asks for. */
interface Group {
  readonly title: string;
  readonly min: Num; // so many are met for sure
  readonly max: Num;
  readonly need: Span | null; // null: not known yet
}

/** What the page calls the parts of a result. */
export interface Titles {
  award(id: string): string;
  criterion(id: string): string; // with its number
  /** groups are those of an award; none where it is decided by points. */
  groups(award: string, result: ScoreResult): readonly Group[];
}

const words = panelText.sentence;

/** verdictSentence says where an award stands and what decides it. */
export function verdictSentence(result: ScoreResult, award: string, titles: Titles): string {
  const standing: (ScoreResult["awards"][string] & { readonly mark?: Span }) | undefined = result.awards[award];
  if (standing === undefined) return "";
  const { verdict, mark } = standing;
  const { total, maximum } = result;
  const lead = words[verdict](titles.award(award));
  const reason = total !== undefined && maximum !== undefined ? points(verdict, total, maximum, mark) : requirements(verdict, titles.groups(award, result));
  return lead + reason;
}

function points(verdict: "pass" | "fail" | "open", total: Span, maximum: Span, mark: Span | undefined): string {
  const certain = same(total);
  if (mark === undefined) return words.total(say(total), say(maximum));
  const line = words.line(say(mark));
  const passes = Number(total.min) >= Number(mark.max);
  if (verdict === "pass") return certain ? words.passes(say(total), say(maximum), line) : words.passesAnyhow(say(total), line);
  if (verdict === "fail") {
    if (passes) return words.otherwise(say(total), line);
    if (!same(mark)) return words.total(say(total), say(maximum)) + words.lineIs(line);
    return (certain ? words.short : words.shortAtMost)(String(total.max), line, minus(mark.min, total.max));
  }
  if (passes) return words.otherwiseOpen(say(total), line);
  const left = minus(total.max, total.min);
  const certainly = same(mark) ? words.certain(String(total.min), line, minus(mark.min, total.min)) : words.certainOnly(String(total.min)) + words.lineIs(line);
  return certainly + (left === "0" ? "" : words.left(left));
}

function requirements(verdict: "pass" | "fail" | "open", groups: readonly Group[]): string {
  if (groups.length === 0) return "";
  if (verdict === "pass") return words.all;
  // of a group that needs an unknown number nothing can be said yet
  const missing = groups.flatMap(({ title, min, max, need }) => {
    if (need === null || !same(need)) return [];
    const short = Number(need.min) - Number(verdict === "fail" ? max : min); // of what failed only what no answer can bring
    return short > 0 ? [words.group(title, short)] : [];
  });
  return missing.length === 0 ? "" : (verdict === "fail" ? words.unreachable : words.missing)(missing);
}

/** The titles of a page's form. */
export class PageTitles implements Titles {
  readonly #root: HTMLElement;

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  /** awards are the ids of all awards, in their order. */
  awards(): string[] {
    return [...this.#root.querySelectorAll<HTMLElement>("[data-award]")].map((award) => award.dataset["award"] ?? "");
  }

  award(id: string): string {
    return this.#text(`[data-award="${CSS.escape(id)}"] .award-title`) || id;
  }

  criterion(id: string): string {
    return this.#text(`[data-criterion="${CSS.escape(id)}"] :is(h3, th > a)`) || id;
  }

  groups(award: string, result: ScoreResult): readonly Group[] {
    // the page does not say which of several awards a group belongs to
    if (this.awards().join() !== award) return [];
    return [...this.#root.querySelectorAll<HTMLElement>(".result :is([data-group], [data-group-all])")].map((row): Group => {
      const title = row.querySelector(".group-title")?.textContent?.trim() ?? "";
      const group = result.groups?.[row.dataset["group"] ?? ""];
      if (group !== undefined) {
        return { title, min: group.min, max: group.max, need: typeof group.need === "object" ? group.need : { min: group.need, max: group.need } };
      }
      // what the award lists itself has no id in the result
      const judged = (row.dataset["groupAll"] ?? "").split(" ").map((id) => result.criteria[id]?.status);
      const met = judged.filter((status) => status === "met").length;
      return { title, min: met, max: met + judged.filter((status) => status === "open").length, need: { min: judged.length, max: judged.length } };
    });
  }

  #text(selector: string): string {
    return wordsOf(this.#root.querySelector(selector));
  }
}

/** say is one number, or the two between which it lies. */
export function say(span: Span): string {
  return same(span) ? String(span.min) : `${span.min}${marks.to}${span.max}`;
}

function same(span: Span): boolean {
  return String(span.min) === String(span.max);
}

/** minus is exact for points: they have few decimals. */
export function minus(a: Num, b: Num): string {
  return String(Number((Number(a) - Number(b)).toFixed(6)));
}
