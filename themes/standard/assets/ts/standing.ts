// Where the company stood when its answers were judged last, kept beside a record as the self-check showed it. Pages to read
// show it without the core; whatever changed since is said, never guessed.

/** What is kept. All texts are as the self-check showed them. */
export interface Standing {
  readonly v: 1;
  readonly saved: string; // of the record that was judged, as it is stored
  readonly program: string; // name of the compiled definition, which changes with it
  readonly lines: readonly string[]; // the awards and the total
  readonly criteria: Readonly<Record<string, readonly [status: string, word: string]>>;
}

/** standingKey is where it is kept, from the key of the record. */
export const standingKey = (record: string): string => `${record}:standing`;

/** savedAt is when a stored record was saved, as it says itself before it says anything else; empty where there is none. */
export const savedAt = (record: string | null): string => /"saved":"(.*?)"/u.exec(record ?? "")?.[1] ?? "";
