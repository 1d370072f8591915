// What is kept in this browser. Storage may be blocked, full or wiped at any time: every access may fail, and then what was
// to be kept lives on in the page only.

/** version is that of what is stored; a page leaves alone what a newer one has written. */
export const version = 1;

type Loaded<Content> =
  | { readonly kind: "none" | "blocked" | "newer" | "damaged" }
  | { readonly kind: "found"; readonly content: Content; readonly saved: Date };

const persistKey = "kijun:persist";

/** keyPrefix begins the keys of everything that a handbook keeps. */
export function keyPrefix(base: string): string {
  return `kijun:${version}:${base}:`;
}

/** A StoredItem is one item of the storage. */
export abstract class StoredItem<Content> {
  readonly key: string;
  #seen: string | null = null; // the item as it was read or written here last; null: it was not there

  /** base is the path of the site, so that two handbooks of one host do not share what they keep. */
  constructor(base: string, name: string) {
    this.key = keyPrefix(base) + name;
  }

  /** open takes the content out of an item of this version; null if it is not what it should be. */
  protected abstract open(item: Readonly<Record<string, unknown>>): Content | null;

  load(): Loaded<Content> {
    try {
      const item = localStorage.getItem(this.key);
      this.#seen = item;
      return item === null ? { kind: "none" } : this.read(item);
    } catch {
      return { kind: "blocked" };
    }
  }

  /** elsewhere is what somebody else made of the item since it was read or written here; undefined: nothing. */
  elsewhere(): string | null | undefined {
    try {
      const item = localStorage.getItem(this.key);
      return item === this.#seen ? undefined : item;
    } catch {
      return undefined;
    }
  }

  /** read takes an item apart. It comes from another tab too, so it may be of another version of this page. */
  read(item: string): Loaded<Content> {
    this.#seen = item;
    try {
      const found: unknown = JSON.parse(item);
      if (!isRecord(found) || typeof found["v"] !== "number") return { kind: "damaged" };
      if (found["v"] > version) return { kind: "newer" };
      const content = this.open(found);
      return content === null ? { kind: "damaged" } : { kind: "found", content, saved: new Date(String(found["saved"])) };
    } catch {
      return { kind: "damaged" };
    }
  }

  /** put reports whether the item is in the storage now. */
  protected put(content: Readonly<Record<string, unknown>>, now: Date): boolean {
    try {
      const item = JSON.stringify({ v: version, saved: now.toISOString(), ...content });
      localStorage.setItem(this.key, item);
      this.#seen = item;
      return true;
    } catch {
      return false;
    }
  }

  clear(): boolean {
    this.#seen = null;
    try {
      localStorage.removeItem(this.key);
      return true;
    } catch {
      return false;
    }
  }

  /** setAside keeps what could not be read, so that it can still be rescued by hand. */
  setAside(): void {
    try {
      const item = localStorage.getItem(this.key);
      if (item !== null) localStorage.setItem(`${this.key}:damaged`, item);
    } catch {
      // nothing to be done: it stays where it is until the next save
    }
  }
}

/** persist asks the browser, once, not to throw away what is kept when space runs short. */
export function persist(): void {
  try {
    if (localStorage.getItem(persistKey) !== null) return;
    localStorage.setItem(persistKey, "1");
    void navigator.storage.persist().catch(() => undefined);
  } catch {
    // it has no such promise to give
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
