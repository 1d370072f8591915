// All records of the scheme that this browser has, of whatever edition, and what is kept beside them.

import type { ScoreResult } from "kijun:host";
import { standingKey } from "../standing";
import type { Answers } from "./answers";
import { coverKey } from "./cover";
import type { Editions } from "./editions";
import { labelOf, nameOf, RecordShelf, type Extras } from "./records";
import type { Session } from "./session";
import { keyPrefix } from "./storage";

interface Stored {
  readonly key: string; // in the storage
  readonly edition: string;
  readonly id: string;
  readonly open: boolean; // in this tab
  readonly name: string;
  readonly answers: Answers;
  readonly extras: Extras;
  readonly saved: Date | null; // null: not in the storage
  readonly readable: boolean;
}

/** A Judged record with what its edition's program says of it; null where that cannot be had. */
export interface Judged extends Stored {
  readonly result: ScoreResult | null;
}

/** storedRecords are those of the page's edition first, then of the newest; of one edition the one saved last first. */
export function storedRecords(session: Session): Stored[] {
  const { base, scheme, shelf, record, form } = session;
  const prefix = `${keyPrefix(base)}${scheme}@`;
  const editions = new Set(keys().filter((key) => key.startsWith(prefix)).map((key) => /^[^#:]*/u.exec(key.slice(prefix.length))?.[0] ?? ""));
  editions.delete(session.edition);
  const found: Stored[] = [];
  for (const edition of [session.edition, ...[...editions].sort().reverse()]) {
    const own = edition === session.edition;
    const of = own ? shelf : new RecordShelf(base, scheme, edition);
    const here = of.list().map(({ id, content, saved }): Stored => {
      const open = own && id === record;
      const extras = open ? session.extras : (content?.extras ?? {});
      return { key: of.item(id).key, edition, id, open, name: nameOf(labelOf(extras)), answers: open ? form.answers() : (content?.answers ?? {}), extras, saved, readable: content !== null };
    });
    // what could not be kept is a record too
    if (own && record !== null && !here.some((r) => r.open) && Object.keys(form.answers()).length > 0) {
      here.unshift({ key: shelf.item(record).key, edition, id: record, open: true, name: nameOf(labelOf(session.extras)), answers: form.answers(), extras: session.extras, saved: null, readable: true });
    }
    found.push(...here);
  }
  return found;
}

export async function judge(records: readonly Stored[], editions: Editions): Promise<Judged[]> {
  return Promise.all(records.map(async (record) => ({ ...record, result: record.readable ? await editions.score(record.edition, record.answers) : null })));
}

/** A Snapshot is items of the storage as they were, to be put back. */
export type Snapshot = ReadonlyMap<string, string>;

/** take removes items; what it returns puts them back. */
export function take(names: readonly string[]): Snapshot {
  const taken = new Map<string, string>();
  for (const name of names) {
    const item = localStorage.getItem(name);
    if (item !== null) taken.set(name, item);
    localStorage.removeItem(name);
  }
  return taken;
}

export function putBack(items: Snapshot): void {
  for (const [name, item] of items) localStorage.setItem(name, item);
}

/** partsOf are the keys of a record: itself, its cover and what was judged of it last. */
export function partsOf({ key }: Stored): string[] {
  return [key, coverKey(key), standingKey(key)];
}

/** damagedKeys are those of what could not be read and was set aside. */
export function damagedKeys({ base, scheme }: Session): string[] {
  return keys().filter((key) => key.startsWith(`${keyPrefix(base)}${scheme}@`) && key.endsWith(":damaged"));
}

/** keys are those of the storage; none where it is blocked. */
export function keys(): string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}
