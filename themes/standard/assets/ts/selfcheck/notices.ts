// The line above the form: which record is open where there are several, and that an older edition has records whose
// answers may be carried over.

import * as text from "../text";
import { labelOf, nameOf } from "./records";
import type { Session } from "./session";
import { keyPrefix } from "./storage";

/** An edition of the scheme, as the page tells of it. */
export interface EditionData {
  readonly edition: string;
  readonly title: string;
  readonly check: string;
  readonly program: string;
  readonly integrity: string;
  readonly carry?: CarryData;
}

/** How answers of an older edition go over into the page's; see the generator's CarryData. */
export interface CarryData {
  readonly renamed?: Readonly<Record<string, string>>;
  readonly dropped?: readonly string[];
  readonly again?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly new?: readonly string[];
}

/** What the page tells of its editions and of adding up sites. */
export interface EditionsData {
  readonly editions: readonly EditionData[]; // the page's own first
  readonly sites?: Readonly<Record<string, string>>;
  readonly blanks?: Readonly<Record<string, string>>;
}

/** readEditions is what the page tells; null where there is nothing to tell. */
export function readEditions(root: HTMLElement): EditionsData | null {
  const block = root.querySelector("script[data-editions]");
  return block === null ? null : JSON.parse(block.textContent ?? "") as EditionsData;
}

export function showNotices(session: Session): void {
  const { root, shelf, signal } = session;
  const place = root.querySelector<HTMLElement>("[data-record-line]");
  if (place === null) return;
  const editions = readEditions(root)?.editions ?? [];
  const show = (): void => {
    const records = shelf.ids();
    const older = records.length > 0 || session.record === null ? undefined : editions.find((e) => e.carry !== undefined && has(session, e.edition));
    place.hidden = older === undefined && (records.length < 2 || session.record === null);
    if (place.hidden) return;
    const way = document.createElement(older === undefined ? "a" : "button");
    if (way instanceof HTMLAnchorElement) way.href = "#view-records";
    else {
      way.type = "button";
      way.className = "button button-quiet";
      way.dataset["action"] = "carry";
    }
    way.textContent = older === undefined ? text.record.others : text.record.carry;
    place.replaceChildren(older === undefined ? text.record.open(nameOf(labelOf(session.extras))) : text.record.older(older.edition), " ", way);
  };
  for (const event of ["kijun:record", "kijun:saved"]) root.addEventListener(event, show, { signal });
}

/** has reports whether the browser has records of an edition. */
function has({ base, scheme }: Session, edition: string): boolean {
  try {
    const key = `${keyPrefix(base)}${scheme}@${edition}`;
    return Object.keys(localStorage).some((k) => k === key || k.startsWith(`${key}#`));
  } catch {
    return false;
  }
}
