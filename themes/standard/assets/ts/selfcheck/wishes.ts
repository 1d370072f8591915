// What a company wants of its plan: what it rules out, what it does anyway, what something costs it. Kept with the record
// under the name "wishes".

import type { Wishes } from "kijun:host";
import { isRecord } from "./storage";

/** An effort as the core reads it. */
export const effortShape = /^\d{1,6}(\.\d{1,3})?$/u;

/** readWishes takes of what the storage says only what the core accepts; has reports whether a criterion exists. */
export function readWishes(kept: unknown, has: (criterion: string) => boolean): Wishes {
  const wishes: Record<string, Wishes[string]> = {};
  for (const [id, wish] of Object.entries(isRecord(kept) ? kept : {})) {
    if (!isRecord(wish) || !has(id)) continue;
    const { pin, effort } = wish as { pin?: unknown; effort?: unknown };
    wishes[id] = {
      ...(pin === "never" || pin === "always" ? { pin } : {}),
      ...(typeof effort === "string" && effortShape.test(effort) ? { effort } : {}),
    };
  }
  return wishes;
}
