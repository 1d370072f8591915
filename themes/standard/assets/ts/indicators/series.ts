// Values by fiscal year, kept in this browser beside the answers of the calculator. Storage may be blocked, full or wiped at
// any time: every access may fail, and then the values live on in the page only.

import { isRecord, StoredItem } from "../selfcheck/storage";
import { firstYear, lastYear } from "./year";

/** A series is what was typed, by year. */
export interface Series {
  readonly values: Record<string, string>;
  readonly notes: Record<string, string>;
}

export interface Trends {
  readonly from: number; // fiscal years shown
  readonly to: number;
  readonly series: Record<string, Series>; // by indicator; one that is there is shown, even if it is empty
}

export class TrendStore extends StoredItem<Trends> {
  constructor(base: string, id: string) {
    super(base, `${id}:trend`);
  }

  protected open({ from, to, series }: Readonly<Record<string, unknown>>): Trends | null {
    if (!isYear(from) || !isYear(to) || from > to || !isRecord(series)) return null;
    const kept: Record<string, Series> = {};
    for (const [id, one] of Object.entries(series)) {
      if (!isRecord(one) || !isTexts(one["values"]) || !isTexts(one["notes"])) return null;
      kept[id] = { values: one["values"], notes: one["notes"] };
    }
    return { from, to, series: kept };
  }

  /** save reports whether the values are in the storage now. */
  save({ from, to, series }: Trends, now: Date): boolean {
    return this.put({ from, to, series }, now);
  }
}

function isYear(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= firstYear && value <= lastYear;
}

/** isTexts reports whether a value is texts by year. */
function isTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.entries(value).every(([year, one]) => isYear(Number(year)) && typeof one === "string");
}
