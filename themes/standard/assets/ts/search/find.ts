// Finding: every page that has all words, the best first, and in each the lines to show.

import { Line, type Book } from "./book";
import { fold } from "./fold";
import { parse, type Word } from "./query";

export interface Hit {
  readonly page: number;
  readonly score: number;
}

/** How much a word counts, by the kind of line that it was found in. */
const worth: Readonly<Record<Line, number>> = { [Line.text]: 10, [Line.heading]: 30, [Line.title]: 60, [Line.keywords]: 70 };
/** How much more, where the word is all of it. */
const wholeLine: typeof worth = { [Line.text]: 0, [Line.heading]: 15, [Line.title]: 40, [Line.keywords]: 40 };
const beginsLine = 8;
const mostOfLine = 8; // times the part of the line that the word is
const eachMore = 0.5; // lines of the page
const mostMore = 12;
const perWeight = 2;

/** find returns the pages that have all words of the query. */
export function find(book: Book, words: readonly Word[]): Hit[] {
  if (words.length === 0) return [];
  const { pages, pageOf, kindOf, starts, text } = book;
  const found = new Uint8Array(pages.length); // words of those that were looked for
  const best = new Float32Array(pages.length); // of the word
  const lines = new Uint16Array(pages.length); // of the word
  const score = new Float32Array(pages.length);
  words.forEach((word, nth) => {
    best.fill(0);
    lines.fill(0);
    let line = 0;
    for (let hit = next(text, word, 0); hit !== null; ) {
      const [at, length] = hit;
      line = lineAt(starts, at, line);
      const page = pageOf[line]!;
      let from = starts[line + 1]!;
      if (found[page] === nth) {
        const kind = kindOf[line] as Line;
        let value = worth[kind];
        if (kind !== Line.text) {
          const end = at + length;
          const whole = from - 1 - starts[line]!;
          const begins = at === starts[line]! || text[at - 1] === " ";
          const ends = end === from - 1 || text[end] === " ";
          if (begins && ends && (kind === Line.keywords || length === whole)) value += wholeLine[kind];
          else if (begins && !/\d\d/.test(text.slice(end - 1, end + 1))) value += beginsLine;
          value += (mostOfLine * length) / whole;
        }
        if (value > best[page]!) best[page] = value;
        if (lines[page]! < mostMore) lines[page]!++;
      } else {
        from = starts[pages[page]!.to]!; // the page lacks another word
      }
      hit = next(text, word, from);
    }
    for (let p = 0; p < pages.length; p++) {
      if (best[p] === 0) continue;
      found[p] = nth + 1;
      score[p]! += best[p]! + lines[p]! * eachMore;
    }
  });
  const hits: Hit[] = [];
  for (let p = 0; p < pages.length; p++) {
    if (found[p] === words.length) hits.push({ page: p, score: score[p]! / words.length - pages[p]!.weight * perWeight });
  }
  return hits.sort((a, b) => b.score - a.score || a.page - b.page);
}

/** next is where a word stands from a place on. */
function next(text: string, { pattern }: Word, from: number): readonly [at: number, length: number] | null {
  if (typeof pattern === "string") {
    const at = text.indexOf(pattern, from);
    return at < 0 ? null : [at, pattern.length];
  }
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  if (found === null) return null;
  return found[0] === "" ? null : [found.index, found[0].length];
}

/** lineAt is the line that a place of the text is in, which is not before another one. */
function lineAt(starts: Uint32Array, at: number, from: number): number {
  let step = 1;
  while (from + step < starts.length && starts[from + step]! <= at) step *= 2;
  let low = from;
  for (let high = Math.min(from + step, starts.length - 1); high - low > 1; ) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle;
  }
  return low;
}

/** A Piece is a part of a text to show. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** pieces cuts a text at the words; of a long one, it keeps what is around the first. */
export function pieces(text: string, words: readonly Word[], most = Infinity): Piece[] {
  const at: number[] = [];
  const folded = fold(text, at);
  const spans: [from: number, to: number][] = [];
  for (const word of words) {
    for (let hit = next(folded, word, 0); hit !== null; hit = next(folded, word, hit[0] + hit[1])) {
      const from = at[hit[0]]!;
      let to = at[hit[0] + hit[1] - 1]! + 1;
      // what belongs to the last character
      while (to < text.length && to < (at[hit[0] + hit[1]] ?? text.length) && /[\u0300-\u036f\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f\ud800-\udfff]/.test(text[to]!)) to++;
      spans.push([from, to]);
    }
  }
  spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let start = 0;
  let end = text.length;
  if (text.length > most) {
    const [first] = spans;
    start = Math.max(0, Math.min((first?.[0] ?? 0) - Math.floor(most / 4), text.length - most));
    end = Math.min(text.length, start + most);
    if (start > 0 && /[\udc00-\udfff]/.test(text[start]!)) start--;
    if (end < text.length && /[\udc00-\udfff]/.test(text[end]!)) end++;
  }
  const made: Piece[] = [];
  const add = (from: number, to: number, marked: boolean): void => {
    if (to > from) made.push({ text: text.slice(from, to), marked });
  };
  if (start > 0) made.push({ text: "…", marked: false });
  let done = start;
  for (const [from, to] of spans) {
    if (to <= done || from >= end) continue;
    add(done, Math.max(from, done), false);
    add(Math.max(from, done), Math.min(to, end), true);
    done = Math.min(to, end);
  }
  add(done, end, false);
  if (end < text.length) made.push({ text: "…", marked: false });
  return made;
}

/** A Spot is a line of a page to show. */
interface Spot {
  readonly line: number;
  readonly id: string; // may be empty
  readonly heading: string; // above the line; may be empty, or the line itself
}

/** spots are the lines of a page that have most of the words, one of each place, in their order. */
export function spots(book: Book, page: number, words: readonly Word[], most: number): Spot[] {
  const { from, to } = book.pages[page]!;
  const end = book.starts[to]!;
  const masks = new Map<number, number>(); // by line
  words.forEach((word, nth) => {
    let line = from;
    for (let hit = next(book.text, word, book.starts[from]!); hit !== null && hit[0] < end; hit = next(book.text, word, book.starts[line + 1]!)) {
      line = lineAt(book.starts, hit[0], line);
      masks.set(line, (masks.get(line) ?? 0) | (1 << nth));
    }
  });
  const bits = (mask: number): number => mask.toString(2).replaceAll("0", "").length;
  const rank = (line: number): number => bits(masks.get(line) ?? 0) * 2 + (book.kindOf[line] === Line.heading ? 1 : 0);
  const lines = [...masks.keys()].filter((line) => book.kindOf[line]! <= Line.heading).sort((a, b) => rank(b) - rank(a) || a - b);
  const chosen: Spot[] = [];
  for (const line of lines) {
    if (chosen.length === most) break;
    const [id, heading] = book.place(line);
    if (!chosen.some((c) => c.id === id)) chosen.push({ line, id, heading });
  }
  return chosen.sort((a, b) => a.line - b.line);
}

/** lead is the first line of text of a page; empty where it has none. */
export function lead(book: Book, page: number): string {
  const { from, to } = book.pages[page]!;
  for (let line = from; line < to; line++) if (book.kindOf[line] === Line.text) return book.line(line);
  return "";
}

const mostTries = 60; // each goes through all text

/** shorter are queries with fewer or shorter words that find something, where a query finds nothing. */
export function shorter(book: Book, query: string): string[] {
  let tries = 0;
  const there = (part: string): boolean => tries++ < mostTries && parse(part, book.names).every((word) => next(book.text, word, 0) !== null);
  const words = query.trim().split(/\s+/u);
  if (words.length > 1) return words.filter(there).slice(0, 4);
  const letters = Array.from(words[0] ?? "");
  for (let length = Math.min(letters.length - 1, 12); length >= 2; length--) {
    const parts: string[] = [];
    for (let from = 0; from + length <= letters.length && parts.length < 3; from++) {
      const part = letters.slice(from, from + length).join("");
      if (there(part)) parts.push(part);
    }
    if (parts.length > 0) return parts;
  }
  return [];
}
