// The text of the handbook: what the generator writes into one file (see site/search.go for its format), unpacked and
// folded in the browser.

import { fold, foldUnits, stringOf, unitsOf } from "./fold";
import type { Names } from "./query";

interface Page {
  readonly weight: number; // the higher, the later it is shown
  readonly path: string; // below the site's root
  readonly label: string; // what kind of page; may be empty
  readonly where: string; // its breadcrumb; may be empty
  readonly from: number; // its lines
  to: number;
  readonly title: string;
}

/** What a line is, by how much a hit there counts. */
export const enum Line { text, heading, title, keywords }

export interface Book {
  readonly pages: readonly Page[];
  readonly text: string; // folded, a line after the other, each with a line feed
  readonly starts: Uint32Array; // of lines in the text; one more than there are lines
  readonly pageOf: Uint32Array; // by line
  readonly kindOf: Uint8Array; // by line
  readonly names: Names;
  /** line is a line as it is written. */
  line(n: number): string;
  /** place is the id of the place that a line stands at, and the heading above it; both may be empty. */
  place(n: number): readonly [id: string, heading: string];
}

/** fetchBook gets and reads the file. */
export async function fetchBook(url: string): Promise<Book> {
  const packed = await (location.protocol === "file:" ? fromDisk(url) : fetchBytes(url));
  // a host may have announced it as compressed, and then the browser has unpacked it already
  const zipped = packed[0] === 0x1f && packed[1] === 0x8b;
  const bytes = zipped ? new Uint8Array(await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer()) : packed;
  return readBook(decode(bytes));
}

async function fetchBytes(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, { cache: "no-cache", credentials: "same-origin" });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** fromDisk gets the file where nothing can be fetched: in a site for a disk it is a script. */
function fromDisk(url: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url.replace(/bin$/u, "js");
    script.onload = () => {
      const { kijunSearch = "" } = globalThis as { kijunSearch?: string };
      resolve(Uint8Array.from(atob(kijunSearch), (c) => c.charCodeAt(0)));
    };
    script.onerror = () => reject(new Error(`${script.src} is not there`));
    document.head.append(script);
  });
}

const slice = 12; // ms of work at a time: who types meanwhile sees every letter at once

/** A Rest lets the browser do something else, now and then. */
class Rest {
  private since = performance.now();
  /** due says whether it is time to take it. */
  due(): boolean { return performance.now() - this.since > slice; }
  async take(): Promise<void> {
    await new Promise((done) => setTimeout(done));
    this.since = performance.now();
  }
}

/** decode undoes the generator's code of characters and phrases. */
export function decode(bytes: Uint8Array): Uint16Array {
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(bytes.length - 4, true);
  const end = bytes.length - 4 - size;
  if (end < 0) throw new Error("the index is broken");
  const table = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(end, end + size)).split("\0").map(unitsOf);
  let units = new Uint16Array(end * 2);
  let n = 0;
  for (let i = 0; i < end; ) {
    let number = bytes[i++]!;
    if (number === 255) {
      number = (bytes[i]! << 16) + (bytes[i + 1]! << 8) + bytes[i + 2]!;
      i += 3;
    } else if (number >= 240) number = ((number - 240) << 8) + bytes[i++]! + 240;
    const entry = table[number]!;
    if (n + entry.length > units.length) {
      const larger = new Uint16Array(units.length * 2 + entry.length);
      larger.set(units);
      units = larger;
    }
    if (entry.length === 1) units[n++] = entry[0]!;
    else for (let k = 0; k < entry.length; k++) units[n++] = entry[k]!;
  }
  return units.subarray(0, n);
}

const enum Mark { page = 1, heading, place, keywords, title, names }
const tab = 9;
const lineFeed = 10;

const often = 4096; // lines between looks at the clock
const chunk = 1 << 16; // units that are folded at a time

/** readBook takes the lines apart. What is searched is copied together, so that it can be gone through at once. */
export async function readBook(units: Uint16Array): Promise<Book> {
  const rest = new Rest();
  const pages: Page[] = [];
  const names: string[][] = [];
  const written = new Uint16Array(units.length); // the lines that are searched
  let size = 0;
  const starts: number[] = [];
  const pageOf: number[] = [];
  const kindOf: number[] = [];
  const places: [line: number, id: string, heading: string][] = []; // from which line on
  const headings = new Map<string, string>(); // of the page, by their ids
  let above = ""; // the last of them

  for (let i = 0, line = 0; i < units.length; line++) {
    if (line % often === 0 && rest.due()) await rest.take();
    let end = units.indexOf(lineFeed, i);
    if (end < 0) end = units.length;
    const mark = units[i]! <= Mark.names ? units[i++]! : 0;
    let kind = Line.text;
    switch (mark) {
      case Mark.names:
        names.push(stringOf(units.subarray(i, end)).split("\t").map((name) => fold(name)));
        i = end + 1;
        continue;
      case Mark.page: {
        const [weight = "", path = "", label = "", where = ""] = stringOf(units.subarray(i, end)).split("\t");
        const last = pages.at(-1);
        if (last !== undefined) last.to = starts.length;
        pages.push({ weight: Number(weight), path, label, where, from: starts.length, to: 0, title: "" });
        places.push([starts.length, "", ""]);
        headings.clear();
        above = "";
        i = end + 1;
        continue;
      }
      case Mark.place: {
        const id = stringOf(units.subarray(i, end));
        places.push([starts.length, id, headings.get(id) ?? above]);
        i = end + 1;
        continue;
      }
      case Mark.heading: {
        const parted = units.indexOf(tab, i);
        const id = stringOf(units.subarray(i, parted));
        i = parted + 1;
        const heading = stringOf(units.subarray(i, end));
        headings.set(id, heading);
        above = heading;
        places.push([starts.length, id, heading]);
        kind = Line.heading;
        break;
      }
      case Mark.title:
        (pages.at(-1) as { title: string }).title = stringOf(units.subarray(i, end));
        kind = Line.title;
        break;
      case Mark.keywords:
        kind = Line.keywords;
        break;
    }
    starts.push(size);
    pageOf.push(pages.length - 1);
    kindOf.push(kind);
    written.set(units.subarray(i, end + 1), size);
    size += end + 1 - i;
    i = end + 1;
  }
  const last = pages.at(-1);
  if (last !== undefined) last.to = starts.length;
  starts.push(size);

  const foldedStarts = new Uint32Array(starts.length);
  const parts: string[] = [];
  for (let line = 0, length = 0; line + 1 < starts.length; ) {
    if (rest.due()) await rest.take();
    const from = line;
    while (line + 1 < starts.length && starts[line]! - starts[from]! < chunk) line++;
    const part = foldUnits(written.subarray(starts[from], starts[line]));
    for (let n = from + 1, i = 0; n <= line; n++) {
      i = part.indexOf(lineFeed, i) + 1;
      foldedStarts[n] = length + i;
    }
    length += part.length;
    parts.push(stringOf(part));
  }
  const placeOf = (n: number): number => {
    let low = 0;
    for (let high = places.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if (places[middle]![0] <= n) low = middle;
      else high = middle;
    }
    return low;
  };
  return {
    pages, names, text: parts.join(""), starts: foldedStarts, pageOf: Uint32Array.from(pageOf), kindOf: Uint8Array.from(kindOf),
    line: (n) => stringOf(written.subarray(starts[n], starts[n + 1]! - 1)),
    place: (n) => {
      const [, id, heading] = places[placeOf(n)]!;
      return [id, heading];
    },
  };
}
