// What is searched for: words that must all be on the page. Of a word there may be several spellings, which are known only
// here, because they need more than a character and its neighbours:
//
// - the long-vowel mark at the end of a katakana word may be there or not
// - a year is written in the western way and by eras, R8 or 令和8
// - a term of the glossary has a reading and other names

import { fold } from "./fold";

/** A Word is looked for as it is, or by an expression that has found nothing shorter than one unit. */
export interface Word {
  readonly text: string; // folded
  readonly pattern: string | RegExp;
}

/** Names are the names of one idea each, folded. */
export type Names = readonly (readonly string[])[];

/** parse takes a query apart. What stands between quotes is one word, blanks and all. */
export function parse(query: string, names: Names): Word[] {
  const words: Word[] = [];
  for (const part of query.match(/"[^"]+"|“[^”]+”|[^\s]+/gu) ?? []) {
    const whole = /^(?:".*"|“.*”)$/u.exec(part) === null ? part : part.slice(1, -1);
    const word = makeWord(whole, names);
    if (word !== null && !words.some((w) => w.text === word.text)) words.push(word);
  }
  return words;
}

function makeWord(part: string, names: Names): Word | null {
  const at: number[] = [];
  const text = fold(part, at);
  if (text === "") return null;
  const marks = longVowels(part, text, at);
  let source = "";
  let plain = true;
  for (let i = 0; i < text.length; ) {
    const alternatives = year(text, i) ?? idea(text, i, names);
    if (alternatives !== null) {
      const [length, others] = alternatives;
      source += `(?:${[literal(text, i, i + length, marks), ...others].join("|")})`;
      plain = false;
      i += length;
      continue;
    }
    source += literal(text, i, i + 1, marks);
    i++;
  }
  return { text, pattern: plain && marks.size === 0 ? text : new RegExp(source, "g") };
}

/** literal is the expression for a part of a folded word. */
function literal(text: string, from: number, to: number, marks: ReadonlySet<number>): string {
  let source = "";
  for (let i = from; i < to; i++) {
    const optional = text[i] === "-" && marks.has(i);
    source += optional ? "-?" : quote(text[i] ?? "");
    if (marks.has(i + 1) && text[i + 1] !== "-") source += "-?";
  }
  return source;
}

function quote(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/gu, "\\$&");
}

const katakana = /[ァ-ヺｦ-ｯｱ-ﾟ]/u;
const vowel = /[ーｰ−–—―‐－-]/u;

/** longVowels are the places in a folded word where a long-vowel mark may stand or not: at ends of katakana words. */
function longVowels(part: string, text: string, at: readonly number[]): Set<number> {
  const marks = new Set<number>();
  let letters = 0; // of the word that goes on
  for (let i = 0; i <= text.length; i++) {
    const c = i < text.length ? (part[at[i] ?? 0] ?? "") : "";
    if (katakana.test(c)) {
      letters++;
      continue;
    }
    const dash = vowel.test(c);
    const next = part[at[i + 1] ?? part.length] ?? "";
    if (dash && letters > 0 && i + 1 < text.length && (katakana.test(next) || vowel.test(next))) {
      letters++; // inside the word
      continue;
    }
    if (letters >= 2 && (dash || i < text.length)) marks.add(i);
    letters = 0;
  }
  return marks;
}

const eras = [["令和", "r", 2018], ["平成", "h", 1988], ["昭和", "s", 1925]] as const;
const eraYear = /(令和|平成|昭和|(?<![a-z0-9])[rhs])(元|\d{1,2})(?!\d)/uy;
const westernYear = /(?<!\d)(?:19|20)\d\d(?!\d)/uy;

type Alternatives = readonly [length: number, sources: readonly string[]];

/** year is a year that begins at a place of a folded word, and its other spellings. */
function year(text: string, from: number): Alternatives | null {
  eraYear.lastIndex = from;
  const era = eraYear.exec(text);
  if (era !== null) {
    const first = eras.find(([name, letter]) => era[1] === name || era[1] === letter)?.[2] ?? 0;
    const ordinal = era[2] === "元" ? 1 : Number(era[2]);
    if (ordinal === 0) return null;
    return [era[0].length, [`(?<!\\d)${first + ordinal}(?!\\d)`, ...inEras(first + ordinal, first)]];
  }
  westernYear.lastIndex = from;
  const western = westernYear.exec(text);
  return western === null ? null : [4, inEras(Number(western[0]))];
}

/** inEras are the spellings of a year in the eras that it may be of, or in one. */
function inEras(year: number, only?: number): string[] {
  const sources: string[] = [];
  eras.forEach(([name, letter, first], i) => {
    const next = eras[i - 1]?.[2];
    const ordinal = year - first;
    if (ordinal < 1 || (only !== undefined ? first !== only : next !== undefined && year > next + 1)) return;
    sources.push(`(?:${name}|(?<![a-z])${letter})${ordinal === 1 ? "(?:元|1)" : ordinal}(?!\\d)`);
  });
  return sources;
}

const shortReading = /^[ぁ-ゖー-]{1,3}$/u;

/** idea is the longest name of the glossary at a place of a folded word, and its other names. */
function idea(text: string, from: number, names: Names): Alternatives | null {
  let longest = "";
  let others: readonly string[] = [];
  for (const group of names) {
    for (const name of group) {
      if (name.length <= longest.length || !text.startsWith(name, from)) continue;
      if (shortReading.test(name) && name !== text) continue; // a part of many a word
      longest = name;
      others = group;
    }
  }
  return longest === "" ? null : [longest.length, others.filter((name) => name !== longest).map(quote)];
}
