// The records of one edition of a scheme: what a company keeps of a year, a site or a draft, each with a name.
//
// # Decisions
// - Every record is an item of its own, found by its key: there is no list that could contradict what is there. The first
//   record has no id, so that what older pages stored loads as it was.
// - Which record is open is noted twice: for the tab, so that two tabs may show two records, and for the next visit.
// - What a page does not know in an item (a later page of the same version wrote it) is written back as it was.

import * as text from "../text";
import type { Answers } from "./answers";
import { isRecord, keyPrefix, StoredItem } from "./storage";
import { standingKey } from "../standing";

/** What modules keep with a record, each under a name of its own. Whoever reads it checks it. */
export type Extras = Readonly<Record<string, unknown>>;

export interface RecordContent {
  readonly answers: Answers;
  readonly extras: Extras;
}

/** The extra that names a record. */
export interface Label {
  readonly name: string; // empty: not named yet
  readonly period: string; // the year or the time it is of, as the company writes it; may be empty
  readonly place: string; // the site it is of; may be empty
}

export class RecordItem extends StoredItem<RecordContent> {
  readonly id: string;
  readonly #scheme: string;
  readonly #edition: string;

  constructor(base: string, scheme: string, edition: string, id: string) {
    super(base, recordName(scheme, edition, id));
    this.id = id;
    this.#scheme = scheme;
    this.#edition = edition;
  }

  protected open(item: Readonly<Record<string, unknown>>): RecordContent | null {
    const { v: _, saved: __, scheme, edition, answers: kept, ...extras } = item;
    if (scheme !== this.#scheme || edition !== this.#edition || !isRecord(kept)) return null;
    const answers: Record<string, string | string[]> = {};
    for (const [name, value] of Object.entries(kept)) {
      if (typeof value === "string") answers[name] = value;
      else if (Array.isArray(value) && value.every((v) => typeof v === "string")) answers[name] = value;
      else return null;
    }
    return { answers, extras };
  }

  /** clear takes what was judged of the record along. */
  override clear(): boolean {
    try {
      localStorage.removeItem(standingKey(this.key));
    } catch {
      // blocked: then there is none
    }
    return super.clear();
  }

  /** save reports whether the record is in the storage now. */
  save({ answers, extras }: RecordContent, now: Date): boolean {
    return this.put({ ...extras, scheme: this.#scheme, edition: this.#edition, answers }, now);
  }
}

/** recordName is the record in keys and in the book of shared answers. */
export function recordName(scheme: string, edition: string, id: string): string {
  return `${scheme}@${edition}${id === "" ? "" : `#${id}`}`;
}

/** labelOf is what a record is called. */
export function labelOf(extras: Extras): Label {
  const label = isRecord(extras["label"]) ? extras["label"] : {};
  const word = (key: string): string => (typeof label[key] === "string" ? label[key] : "");
  return { name: word("name"), period: word("period"), place: word("place") };
}

/** nameOf is a record's label in one line. */
export function nameOf({ name, period, place }: Label): string {
  return [period, place, name].filter((word) => word !== "").join(" ") || text.record.unnamed;
}

export interface Kept {
  readonly id: string;
  readonly content: RecordContent | null; // null: it cannot be read here
  readonly saved: Date;
}

export class RecordShelf {
  readonly #base: string;
  readonly #scheme: string;
  readonly #edition: string;
  readonly #pointer: string;

  constructor(base: string, scheme: string, edition: string) {
    this.#base = base;
    this.#scheme = scheme;
    this.#edition = edition;
    this.#pointer = `${keyPrefix(base)}${scheme}@${edition}:open`;
  }

  /** name is the record in the book of shared answers, whose key is sharedKey. */
  name(id: string): string {
    return recordName(this.#scheme, this.#edition, id);
  }

  get sharedKey(): string {
    return `${keyPrefix(this.#base)}shared`;
  }

  item(id: string): RecordItem {
    return new RecordItem(this.#base, this.#scheme, this.#edition, id);
  }

  /** list is what the storage has, the record that was saved last first; nothing where it is blocked. */
  list(): Kept[] {
    return this.ids().flatMap((id): Kept[] => {
      const loaded = this.item(id).load();
      if (loaded.kind === "none" || loaded.kind === "blocked") return [];
      return [loaded.kind === "found" ? { id, content: loaded.content, saved: loaded.saved } : { id, content: null, saved: new Date(0) }];
    }).sort((a, b) => b.saved.getTime() - a.saved.getTime());
  }

  /** of is the id of a key's record; null if the key is that of something else. */
  of(key: string): string | null {
    const first = this.item("").key;
    if (key === first) return "";
    const id = key.startsWith(`${first}#`) ? key.slice(first.length + 1) : "";
    return /^[a-z0-9]+$/u.test(id) ? id : null;
  }

  /** open is the record to show: this tab's, that of the visit before, or whatever there is. */
  open(): string {
    const ids = this.ids();
    for (const storage of [() => sessionStorage, () => localStorage]) {
      try {
        const id = storage().getItem(this.#pointer);
        if (id !== null && ids.includes(id)) return id;
      } catch {
        // blocked
      }
    }
    return ids.includes("") ? "" : (this.list()[0]?.id ?? "");
  }

  setOpen(id: string): void {
    try {
      sessionStorage.setItem(this.#pointer, id);
      if (id === "") localStorage.removeItem(this.#pointer);
      else localStorage.setItem(this.#pointer, id);
    } catch {
      // a comfort; the answers say so when they cannot be kept
    }
  }

  /** received is an answers file that this tab shows without keeping it as a record; given one, or null, it notes that. */
  received(file?: string | null): string | null {
    const key = `${keyPrefix(this.#base)}${this.#scheme}@${this.#edition}:received`;
    try {
      if (file === undefined) return sessionStorage.getItem(key);
      if (file === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, file);
    } catch {
      // blocked or full: loading the page again ends the visit
    }
    return file ?? null;
  }

  /** newId is one that no record has. Its length keeps two tabs from choosing the same. */
  newId(): string {
    return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => (byte % 36).toString(36)).join("");
  }

  /** ids are the records that the storage has. */
  ids(): string[] {
    try {
      return Array.from({ length: localStorage.length }, (_, i) => this.of(localStorage.key(i) ?? "")).filter((id) => id !== null);
    } catch {
      return [];
    }
  }
}
