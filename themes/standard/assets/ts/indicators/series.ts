// Values by fiscal year, kept in this browser beside the answers of the calculator. Storage may be blocked, full or wiped at
// any time: every access may fail, and then the values live on in the page only.

import { isRecord, StoredItem, version } from "../selfcheck/storage";
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

export type Loaded =
  | { readonly kind: "none" | "blocked" | "newer" | "damaged" }
  | { readonly kind: "found"; readonly trends: Trends; readonly saved: Date };

export class TrendStore extends StoredItem {
  constructor(base: string, id: string) {
    super(base, `${id}:trend`);
  }

  load(): Loaded {
    const item = this.item();
    if (item === undefined) return { kind: "blocked" };
    return item === null ? { kind: "none" } : this.read(item);
  }

  /** read takes an item apart. It comes from another tab too, so it may be of another version of this page. */
  read(item: string): Loaded {
    try {
      const found: unknown = JSON.parse(item);
      if (!isRecord(found) || typeof found["v"] !== "number") return { kind: "damaged" };
      if (found["v"] > version) return { kind: "newer" };
      const { from, to, series } = found;
      if (!isYear(from) || !isYear(to) || from > to || !isRecord(series)) return { kind: "damaged" };
      const kept: Record<string, Series> = {};
      for (const [id, one] of Object.entries(series)) {
        if (!isRecord(one) || !isTexts(one["values"]) || !isTexts(one["notes"])) return { kind: "damaged" };
        kept[id] = { values: one["values"], notes: one["notes"] };
      }
      return { kind: "found", trends: { from, to, series: kept }, saved: new Date(String(found["saved"])) };
    } catch {
      return { kind: "damaged" };
    }
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
