// Fiscal years, which begin in April: read as people write them, shown in both countings of years.

import * as marks from "../marks";

export const firstYear = 1950;
export const lastYear = 2100;

const eras = [
  { names: ["令和", "R"], title: "令和", before: 2018 },
  { names: ["平成", "H"], title: "平成", before: 1988 },
  { names: ["昭和", "S"], title: "昭和", before: 1925 },
] as const;

/** yearName is "2024年度（令和6年度）". */
export function yearName(year: number): string {
  return marks.fiscalYear(year, eraName(year));
}

/** eraName is "令和6": the year in which an era begins is its first (令和元). */
export function eraName(year: number): string {
  const era = eras.find((e) => year > e.before) ?? eras[2];
  const n = year - era.before;
  return `${era.title}${n === 1 ? "元" : n}`;
}

/** readYear understands 2024, ２０２４年度, FY2024, 令和6年度, R6 and both together; null is none of them. */
export function readYear(raw: string): number | null {
  const words = raw.normalize("NFKC").replace(/\s/gu, "").toUpperCase();
  const both = /^(.+?)\((.+)\)$/u.exec(words);
  if (both !== null) {
    const [first, second] = [oneYear(both[1] ?? ""), oneYear(both[2] ?? "")];
    return first === second ? first : null;
  }
  return oneYear(words);
}

function oneYear(words: string): number | null {
  const found = /^(FY|令和|平成|昭和|[RHS])?\.?(\d{1,4}|元)(?:年度|年)?$/u.exec(words);
  if (found === null) return null;
  const [, prefix, digits = ""] = found;
  const n = digits === "元" ? 1 : Number(digits);
  const era = eras.find((e) => e.names.some((name) => name === prefix));
  if (era === undefined) return digits.length === 4 && n >= firstYear && n <= lastYear ? n : null;
  const year = era.before + n;
  return n >= 1 && year >= firstYear && year <= lastYear ? year : null;
}

/** thisYear is the fiscal year of a day. */
export function thisYear(day: Date): number {
  return day.getMonth() < 3 ? day.getFullYear() - 1 : day.getFullYear();
}
