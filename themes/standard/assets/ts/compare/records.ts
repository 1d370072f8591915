// The records of this browser as the comparison needs them: each scheme's own answers with the shared ones.

import type { Answers } from "../selfcheck/answers";
import { merge, readLinks, SharedBook } from "../selfcheck/shared";
import { AnswerStore } from "../selfcheck/storage";

/** What there is of one scheme. Answers of other schemes alone are no record of this one, but they count. */
export interface Record {
  readonly kind: "found" | "shared" | "none" | "damaged" | "newer" | "blocked";
  readonly answers: Answers;
}

export function readRecord(base: string, scheme: string, edition: string, links: string | undefined): Record {
  const loaded = new AnswerStore(base, scheme, edition).load();
  const own = loaded.kind === "found" ? loaded.content : {};
  const answers = merge(own, readLinks(links), new SharedBook(base).read(), `${scheme}@${edition}`);
  if (loaded.kind === "found") return { kind: Object.keys(answers).length > 0 ? "found" : "none", answers };
  if (loaded.kind === "none") return { kind: Object.keys(answers).length > 0 ? "shared" : "none", answers };
  return { kind: loaded.kind, answers: {} };
}

/** pairs is what the core reads: one pair for each answer, one for each ticked option. */
export function pairs(answers: Answers): Array<readonly [id: string, raw: string]> {
  return Object.entries(answers).flatMap(([id, value]) => (typeof value === "string" ? [value] : value).map((raw) => [id, raw] as const));
}
