// Answers that several schemes ask for, kept once: one item for the whole handbook.
//
// # Decisions
// - One answer, not one for each scheme: changed anywhere it is changed everywhere, without a question in between. Two
//   forms that show different headcounts are what a visitor would have to sort out later; the note beside the input says
//   where an answer came from and where else it counts before it is changed.
// - The record of a scheme still holds all its answers, so that a file of it is complete, and what an older page stored
//   loads as it was. Which records take part in an answer is written beside the answer.
// - Nobody's answer is lost by this: a scheme that had an answer of its own before it took part keeps it, and shows both.
//   Clearing a form takes the answer away only where no other record has it.
// - Only what the visitor changed in a form is written, after reading what is there. Two tabs cannot fight: what a tab
//   takes over from another one it does not write again.

import type { Answers } from "./answers";

const version = 1;

type Answer = Answers[string];

/** A page on which the answer stands. */
export interface Place {
  readonly title: string; // of the scheme
  readonly page: string; // below the site, with the place of the input
}

interface Entry {
  readonly answer: Answer | null; // null: taken back
  readonly saved: string; // ISO 8601, UTC
  readonly from: string; // the record that changed it last
  readonly in: Readonly<Record<string, Place>>; // all records that take part
}

type Entries = Readonly<Record<string, Entry>>;

/** readLinks reads "field=shared field …". */
export function readLinks(text: string | undefined): ReadonlyMap<string, string> {
  const pairs = (text ?? "").split(" ").filter((pair) => pair !== "");
  return new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)] as const));
}

/** The book of shared answers in this browser. */
export class SharedBook {
  readonly key: string;
  readonly #base: string;

  /** base is the path of the site, as for the records. */
  constructor(base: string) {
    this.#base = base;
    this.key = `kijun:${version}:${base}:shared`;
  }

  /** read is what is there; nothing where the storage is blocked or the item cannot be read. */
  read(): Entries {
    try {
      return this.#parse(localStorage.getItem(this.key)) ?? {};
    } catch {
      return {};
    }
  }

  /** change writes entries over those that are there; undefined removes one. It reports whether they are in the storage now. */
  change(changes: Readonly<Record<string, Entry | undefined>>): boolean {
    if (Object.keys(changes).length === 0) return true;
    try {
      const item = localStorage.getItem(this.key);
      const entries = this.#parse(item);
      if (entries === null) {
        if (newer(item)) return false; // of a later version of this page: not to be overwritten
        localStorage.setItem(`${this.key}:damaged`, item ?? "");
      }
      const next = Object.fromEntries(Object.entries({ ...entries, ...changes }).filter(([, entry]) => entry !== undefined));
      if (Object.keys(next).length === 0) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify({ v: version, answers: next }));
      return true;
    } catch {
      return false;
    }
  }

  /** href is the address of a place; null where it does not lie in this handbook, or in a single file. */
  href(place: Place): string | null {
    if (place.page === "") return null;
    try {
      const root = new URL(this.#base, location.href);
      const url = new URL(place.page, root);
      return url.href.startsWith(root.href) ? url.href : null;
    } catch {
      return null;
    }
  }

  #parse(item: string | null): Entries | null {
    if (item === null) return {};
    try {
      const book: unknown = JSON.parse(item);
      if (!isRecord(book) || book["v"] !== version || !isRecord(book["answers"])) return null;
      return Object.fromEntries(Object.entries(book["answers"]).filter((pair): pair is [string, Entry] => isEntry(pair[1])));
    } catch {
      return null;
    }
  }
}

/**
 * merge is a scheme's answers with the shared ones: those in which its record takes part, and those that fill its blanks.
 * An answer of its own from before it took part stays.
 */
export function merge(answers: Answers, links: ReadonlyMap<string, string>, entries: Entries, record: string): Answers {
  const merged: Record<string, Answer> = { ...answers };
  for (const [name, id] of links) {
    const entry = entries[id];
    if (entry === undefined) continue;
    const takesPart = record in entry.in;
    if (entry.answer !== null && (takesPart || merged[name] === undefined)) merged[name] = entry.answer;
    else if (entry.answer === null && takesPart) delete merged[name];
  }
  return merged;
}

/** What is to be said beside an input. */
export type Origin =
  | { readonly kind: "from"; readonly place: Place } // the answer was given there
  | { readonly kind: "in"; readonly places: readonly Place[] } // it was given here, and counts there
  | { readonly kind: "differs"; readonly place: Place; readonly answer: Answer }; // there it is another one

/** The shared answers of one form. */
export class SharedAnswers {
  readonly #book: SharedBook;
  readonly #links: ReadonlyMap<string, string>;
  readonly #record: string;
  readonly #place: (name: string) => Place;
  readonly #shown = new Map<string, Answer | undefined>(); // by input: as the form had it when the book was read or written
  #entries: Entries = {};

  constructor(book: SharedBook, links: ReadonlyMap<string, string>, record: string, place: (name: string) => Place) {
    this.#book = book;
    this.#links = links;
    this.#record = record;
    this.#place = place;
  }

  get key(): string {
    return this.#book.key;
  }

  /** names are the inputs whose answers are shared. */
  get names(): Iterable<string> {
    return this.#links.keys();
  }

  /** adopt is a record's answers with the shared ones; the form is to show them. Of a record from before, with its date, the answers are offered to the other schemes. */
  adopt(answers: Answers, saved?: Date): Answers {
    this.#entries = this.#book.read();
    const offers: Record<string, Entry> = {};
    for (const [name, id] of this.#links) {
      const own = answers[name];
      if (own !== undefined && saved !== undefined && (this.#entries[id]?.answer ?? null) === null && !this.#takesPart(id)) {
        offers[id] = this.#entry(name, id, own, saved);
      }
    }
    this.#write(offers);
    return merge(answers, this.#links, this.#entries, this.#record);
  }

  /** showing notes what the form shows after it was filled. It may not be able to show every answer. */
  showing(answers: Answers): void {
    for (const name of this.names) this.#shown.set(name, answers[name]);
  }

  /** keep writes what the visitor changed since, and that the record takes part in what it shows. It reports whether that went well. */
  keep(answers: Answers, now: Date): boolean {
    this.#entries = this.#book.read();
    const changes: Record<string, Entry> = {};
    for (const [name, id] of this.#links) {
      const entry = this.#entries[id];
      const answer = answers[name];
      if (!same(answer, this.#shown.get(name))) changes[id] = this.#entry(name, id, answer ?? null, now);
      else if (entry !== undefined && !this.#takesPart(id) && same(answer, entry.answer ?? undefined)) {
        changes[id] = { ...entry, in: { ...entry.in, [this.#record]: this.#place(name) } };
      }
    }
    this.showing(answers);
    return this.#write(changes);
  }

  /** complete is the answers of a file, with the shared ones for what it does not name: a file without an answer takes none back. */
  complete(answers: Answers): Answers {
    return merge(answers, this.#links, this.#book.read(), "");
  }

  /** take is the answers with the one of another scheme instead of the own one. */
  take(name: string, answers: Answers): Answers {
    const entry = this.#entries[this.#links.get(name) ?? ""];
    return entry === undefined || entry.answer === null ? answers : { ...answers, [name]: entry.answer };
  }

  /** leave takes the record out of all shared answers. Those that only it had go. */
  leave(): void {
    this.#entries = this.#book.read();
    const changes: Record<string, Entry | undefined> = {};
    for (const id of this.#links.values()) {
      const entry = this.#entries[id];
      if (entry === undefined || !this.#takesPart(id)) continue;
      const others = Object.fromEntries(Object.entries(entry.in).filter(([record]) => record !== this.#record));
      const [heir] = Object.keys(others);
      changes[id] = heir === undefined ? undefined : { ...entry, in: others, from: entry.from === this.#record ? heir : entry.from };
    }
    this.#write(changes);
  }

  /** changedElsewhere are the inputs of which answers would change in other records. */
  changedElsewhere(answers: Answers): string[] {
    const entries = this.#book.read();
    return [...this.#links].filter(([name, id]) => {
      const entry = entries[id];
      return entry !== undefined && !same(answers[name], entry.answer ?? undefined) && Object.keys(entry.in).some((record) => record !== this.#record);
    }).map(([name]) => name);
  }

  /** origin is what is to be said beside an input; null: nothing. */
  origin(name: string, answers: Answers): Origin | null {
    const id = this.#links.get(name) ?? "";
    const entry = this.#entries[id];
    if (entry === undefined || entry.answer === null) return null;
    const from = entry.in[entry.from];
    if (!same(answers[name], entry.answer)) {
      // while it is being typed the answers differ for a moment, and that is no difference to be settled
      const settled = answers[name] !== undefined && same(answers[name], this.#shown.get(name)) && !this.#takesPart(id);
      return settled && from !== undefined ? { kind: "differs", place: from, answer: entry.answer } : null;
    }
    if (entry.from !== this.#record) return from === undefined ? null : { kind: "from", place: from };
    const places = Object.entries(entry.in).filter(([record]) => record !== this.#record).map(([, place]) => place);
    return places.length === 0 ? null : { kind: "in", places };
  }

  /** href is the address of a place, as of the book. */
  href(place: Place): string | null {
    return this.#book.href(place);
  }

  #takesPart(id: string): boolean {
    return this.#record in (this.#entries[id]?.in ?? {});
  }

  #entry(name: string, id: string, answer: Answer | null, at: Date): Entry {
    const saved = Number.isNaN(at.getTime()) ? new Date() : at;
    return { answer, saved: saved.toISOString(), from: this.#record, in: { ...this.#entries[id]?.in, [this.#record]: this.#place(name) } };
  }

  #write(changes: Readonly<Record<string, Entry | undefined>>): boolean {
    if (!this.#book.change(changes)) return false;
    if (Object.keys(changes).length > 0) this.#entries = this.#book.read();
    return true;
  }
}

function same(a: Answer | undefined, b: Answer | undefined): boolean {
  return (a === undefined) === (b === undefined) && String(a) === String(b);
}

function newer(item: string | null): boolean {
  try {
    const book: unknown = JSON.parse(item ?? "");
    return isRecord(book) && typeof book["v"] === "number" && book["v"] > version;
  } catch {
    return false;
  }
}

function isEntry(value: unknown): value is Entry {
  if (!isRecord(value) || typeof value["from"] !== "string" || !isRecord(value["in"])) return false;
  const { answer } = value;
  const answered = answer === null || typeof answer === "string" || (Array.isArray(answer) && answer.every((a) => typeof a === "string"));
  return answered && Object.values(value["in"]).every((p) => isRecord(p) && typeof p["title"] === "string" && typeof p["page"] === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
