// Tables of values as text: pasted from a spreadsheet or read from a CSV file, and written as one. Good cells are taken,
// every other one is named with its line and the reason.
//
// Three shapes are understood: a line for each value (年度, 指標, 値), a line for each indicator with the years as columns,
// and a line for each year with the indicators as columns. An indicator is named by its id or its title.

import { writeCSV } from "../csv";
import { compare, type Decimal } from "./decimal";
import { text } from "./text";
import { readValue } from "./value";
import { eraName, firstYear, lastYear, readYear } from "./year";

export interface Known {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
}

export interface Entry {
  readonly id: string;
  readonly year: number;
  readonly raw: string; // "" where only a note is given
  readonly value: Decimal | null;
  readonly note: string;
  readonly line: number;
}

export interface Problem {
  readonly line: number; // from 1
  readonly reason: string;
}

export interface Table {
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

const headings = {
  year: ["年度", "年", "year"],
  id: ["id", "指標id"],
  indicator: ["指標", "指標名", "名前", "項目", "indicator", "name"],
  value: ["値", "数値", "value"],
  note: ["注記", "備考", "note"],
  unit: ["単位", "unit"],
} as const;
type Column = keyof typeof headings;

/** readTable reads the text of a table; only is the indicator that lines without a name belong to. */
export function readTable(source: string, known: readonly Known[], only?: Known): Table {
  const problems: Problem[] = [];
  const rows = split(source, problems);
  const names = new Map<string, Known>();
  for (const k of known) for (const name of [k.title, k.id]) names.set(plainName(name), k);
  const found: Entry[] = [];
  const take = (line: number, year: number | null, rawYear: string, indicator: Known | undefined, name: string, raw: string, note: string): void => {
    const wrong = (reason: string): void => void problems.push({ line, reason });
    if (rawYear.trim() === "") return wrong(text.wrong.noYear);
    if (year === null) return wrong(text.wrong.year(rawYear.trim(), firstYear, lastYear));
    if (indicator === undefined) return wrong(name.trim() === "" ? text.wrong.noIndicator : text.wrong.indicator(name.trim()));
    const reading = readValue(raw, indicator.unit);
    if (reading.kind === "wrong") return wrong(reading.reason);
    const value = reading.kind === "value" ? reading.value : null;
    if (value === null && note === "") return; // a gap says nothing
    const same = found.find((e) => e.id === indicator.id && e.year === year);
    if (same === undefined) found.push({ id: indicator.id, year, raw: value === null ? "" : raw.trim(), value, note, line });
    else if (value !== null && (same.value === null || compare(value, same.value) !== 0)) wrong(text.wrong.twice(same.line));
  };

  const [head, ...body] = rows;
  if (head === undefined) return { entries: [], problems };
  const columns = longHead(head.cells);
  const years = head.cells.map(readYear);
  const heads = head.cells.map((cell) => names.get(plainName(cell)));
  const isLong = columns.has("value") && (columns.has("id") || columns.has("indicator") || only !== undefined);
  if (!isLong && years.slice(1).some((y) => y !== null) && years[0] === null) {
    // years as columns; what stands under another heading (id, unit) is not a value
    const first = years.findIndex((y) => y !== null);
    const id = columns.get("id");
    const titled = new Set(columns.values());
    for (const { line, cells } of body) {
      const name = cells[id ?? 0] ?? "";
      const indicator = names.get(plainName(name));
      for (let i = first; i < Math.max(cells.length, years.length); i++) {
        const raw = cells[i] ?? "";
        if (raw.trim() === "" || titled.has(i)) continue;
        const year = years[i] ?? null;
        take(line, year, head.cells[i] ?? "", indicator, name, raw, "");
        if (indicator === undefined) break; // said once for the line
      }
    }
  } else if (!isLong && years[0] === null && heads.slice(1).some((k) => k !== undefined)) {
    for (const [i, cell] of head.cells.entries()) {
      if (i > 0 && cell.trim() !== "" && heads[i] === undefined) problems.push({ line: head.line, reason: text.wrong.indicator(cell.trim()) });
    }
    for (const { line, cells } of body) {
      for (const [i, raw] of cells.entries()) {
        if (i === 0 || raw.trim() === "" || heads[i] === undefined) continue;
        take(line, readYear(cells[0] ?? ""), cells[0] ?? "", heads[i], "", raw, "");
      }
    }
  } else {
    const at: ReadonlyMap<Column, number> = isLong ? columns : new Map<Column, number>(only === undefined ? [["year", 0], ["indicator", 1], ["value", 2], ["note", 3]] : [["year", 0], ["value", 1], ["note", 2]]);
    for (const { line, cells } of isLong ? body : rows) {
      if (cells.length < (only === undefined ? 3 : 2)) {
        problems.push({ line, reason: text.wrong.columns(cells.length) });
        continue;
      }
      const cell = (column: Column): string => cells[at.get(column) ?? -1] ?? "";
      const byID = names.get(plainName(cell("id")));
      const name = cell("indicator") === "" ? cell("id") : cell("indicator");
      take(line, readYear(cell("year")), cell("year"), byID ?? names.get(plainName(name)) ?? (name === "" ? only : undefined), name, cell("value"), cell("note").trim());
    }
  }
  return { entries: found, problems: problems.sort((a, b) => a.line - b.line) };
}

/** longHead finds the columns of a table with a line for each value. */
function longHead(cells: readonly string[]): Map<Column, number> {
  const at = new Map<Column, number>();
  for (const [i, cell] of cells.entries()) {
    const word = plainName(cell).replace(/\(.*\)$/u, "");
    for (const [column, words] of Object.entries(headings) as Array<[Column, readonly string[]]>) {
      if (words.includes(word) && !at.has(column)) at.set(column, i);
    }
  }
  return at;
}

/** plainName is a name without what differs between two people who type it. */
function plainName(name: string): string {
  return name.normalize("NFKC").replace(/\s/gu, "").toLowerCase();
}

/** split takes CSV apart, or the cells of a spreadsheet, which have tabs between them. Empty lines are left out. */
export function split(source: string, problems: Problem[] = []): Row[] {
  const tab = source.includes("\t") ? "\t" : ",";
  const rows: Row[] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  let line = 1;
  let start = 1;
  const end = (): void => {
    cells.push(cell);
    cell = "";
  };
  const endRow = (): void => {
    end();
    if (cells.some((c) => c.trim() !== "")) rows.push({ line: start, cells });
    cells = [];
  };
  for (let i = 0; i < source.length; i++) {
    const c = source.charAt(i);
    if (c === "\r" && source.charAt(i + 1) === "\n") continue;
    const isEnd = c === "\n" || c === "\r";
    if (isEnd) line++;
    if (quoted) {
      if (c !== '"') cell += isEnd ? "\n" : c;
      else if (source.charAt(i + 1) === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (c === '"' && cell === "") {
      quoted = true;
    } else if (c === tab) {
      end();
    } else if (isEnd) {
      endRow();
      start = line;
    } else {
      cell += c;
    }
  }
  if (quoted) problems.push({ line: start, reason: text.wrong.quote });
  else if (cell !== "" || cells.length > 0) endRow();
  return rows;
}

/** decode reads the bytes of a file as the spreadsheets of Japan write them; null is none of those. */
export function decode(bytes: ArrayBuffer): string | null {
  const [a, b] = new Uint8Array(bytes.slice(0, 2));
  const encodings = a === 0xff && b === 0xfe ? ["utf-16le"] : a === 0xfe && b === 0xff ? ["utf-16be"] : ["utf-8", "shift_jis"];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes); // leaves a byte order mark out
    } catch {
      // not this one
    }
  }
  return null;
}

export interface Line {
  readonly year: number;
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly value: string;
  readonly note: string;
}

/** writeTable writes what readTable reads back. */
export function writeTable(lines: readonly Line[]): string {
  return writeCSV([["年度", "和暦", "id", "指標", "値", "単位", "注記"],
    ...lines.map((l) => [String(l.year), `${eraName(l.year)}年度`, l.id, l.title, l.value, l.unit, l.note])]);
}
