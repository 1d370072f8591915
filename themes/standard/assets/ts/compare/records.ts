// The records of this browser as the comparison needs them: the one of each scheme that was open last, with the shared answers.

import type { Answers } from "../selfcheck/answers";
import { merge, readLinks, SharedBook } from "../selfcheck/shared";
import { recordName, RecordShelf, type Extras } from "../selfcheck/records";

/** What there is of one scheme. Answers of other schemes alone are no record of this one, but they count. */
export interface Record {
  readonly kind: "found" | "shared" | "none" | "damaged" | "newer" | "blocked";
  readonly answers: Answers;
  readonly extras: Extras;
}

export function readRecord(base: string, scheme: string, edition: string, links: string | undefined): Record {
  const shelf = new RecordShelf(base, scheme, edition);
  const id = shelf.open();
  const loaded = shelf.item(id).load();
  const { answers: own, extras } = loaded.kind === "found" ? loaded.content : { answers: {}, extras: {} };
  const answers = merge(own, readLinks(links), new SharedBook(base).read(), recordName(scheme, edition, id));
  if (loaded.kind === "found") return { kind: Object.keys(answers).length > 0 ? "found" : "none", answers, extras };
  if (loaded.kind === "none") return { kind: Object.keys(answers).length > 0 ? "shared" : "none", answers, extras };
  return { kind: loaded.kind, answers: {}, extras };
}

/** pairs is what the core reads: one pair for each answer, one for each ticked option. */
export function pairs(answers: Answers): Array<readonly [id: string, raw: string]> {
  return Object.entries(answers).flatMap(([id, value]) => (typeof value === "string" ? [value] : value).map((raw) => [id, raw] as const));
}
