// Folding: what a reader takes for the same is written the same. Text and query go through it alike, and it looks only at
// a character and its neighbours, so that a part of a text folds to a part of the folded text. Rules that need more than
// that are in query.ts.
//
// - compatibility forms (NFKC), lower case, no accents on letters
// - hiragana for katakana; ヶ and ヵ are か
// - one sign for all dashes and the long-vowel mark, one each for waves, middle dots and quotes
// - variants of kanji that names are written in
// - no blanks beside Japanese, one between words of other scripts
// - a number in a circle is a number of its own: ①1 is not 11

const blank = 0x20;
const lineFeed = 0x0a;
const border = 0x03; // between digits that belong to two numbers
const unknown = 0;
const several = 1; // see Slow

/** What a unit becomes, where that is not one unit. */
interface Slow {
  readonly text: string;
  readonly number?: true; // a number of its own
  readonly joins?: true; // makes one character with what stands before
  readonly skips?: true; // takes the next unit with it
}

const simple = new Uint16Array(0x10000);
const slow = new Map<number, Slow>();

const same = new Map<string, string>();
for (const [to, from] of [
  ["-", "ー−–—―‐‑‒⁃﹘﹣－─━"],
  ["~", "〜∼∿˜〰"],
  ["・", "·•∙⋅‧"],
  ["'", "‘’‚′`´"],
  ['"', "“”„″〝〞〟"],
  ["/", "⁄∕"],
  ["高", "髙"], ["崎", "﨑嵜"], ["浜", "濵濱"], ["辺", "邉邊"], ["斎", "齋"], ["斉", "齊"], ["沢", "澤"], ["桜", "櫻"], ["広", "廣"],
  ["徳", "德"], ["瀬", "瀨"], ["恵", "惠"], ["国", "國"], ["学", "學"], ["会", "會"], ["黒", "黑"], ["緑", "綠"], ["塚", "塚"],
] as const) for (const c of from) same.set(c, to);

/** Numbers in circles that NFKC leaves as they are: their first unit, the first number, how many. */
const circles = [[0x2776, 1, 10], [0x2780, 1, 10], [0x278a, 1, 10], [0x24eb, 11, 10], [0x24f5, 1, 10], [0x24ff, 0, 1]] as const;

/** learn finds out what a unit becomes. */
function learn(unit: number): number {
  const made = become(unit);
  const one = typeof made === "number" ? made : several;
  if (typeof made !== "number") slow.set(unit, made);
  simple[unit] = one;
  return one;
}

function become(unit: number): number | Slow {
  if (unit === lineFeed) return unit;
  if (unit === 0x3099 || unit === 0x309b || unit === 0xff9e) return { text: "\u3099", joins: true };
  if (unit === 0x309a || unit === 0x309c || unit === 0xff9f) return { text: "\u309a", joins: true };
  if (unit === 0xdb40) return { text: "", skips: true }; // variation selectors of kanji
  if ((unit >= 0xd800 && unit < 0xe000) || unit === border) return unit;
  for (const [first, number, count] of circles) {
    if (unit >= first && unit < first + count) return { text: String(number + unit - first), number: true };
  }
  const c = String.fromCharCode(unit);
  if (/\s/u.test(c)) return blank;
  let text = c.normalize("NFKC").toLowerCase();
  if (/^\p{Script=Latin}|\p{Script=Greek}|\p{Script=Cyrillic}/u.test(text)) text = text.normalize("NFD");
  if (unit >= 0x30f7 && unit <= 0x30fa) text = c.normalize("NFD");
  text = Array.from(text, (part) => same.get(part) ?? part).join("")
    .replace(/[\u0000-\u0009\u000b-\u001f\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]/gu, "")
    .replace(/[ァ-ヶ]/gu, (kana) => (kana === "ヶ" || kana === "ヵ" ? "か" : String.fromCharCode(kana.charCodeAt(0) - 0x60)))
    .replace(/[ゕゖ]/gu, "か");
  const number = /\p{No}/u.test(c);
  if (text.length === 1 && !number) return text === " " ? blank : text.charCodeAt(0);
  return number ? { text, number } : { text };
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** Whether a blank beside this folded unit parts words. */
function isWord(unit: number): boolean {
  if (unit < 0x80) return isDigit(unit) || (unit >= 0x61 && unit <= 0x7a);
  return (unit >= 0xc0 && unit < 0x2000) || (unit >= 0xac00 && unit < 0xd7b0);
}

/** foldUnits folds UTF-16 units; at[n] becomes the place in the source of folded unit n. */
export function foldUnits(source: Uint16Array, at?: number[]): Uint16Array {
  let out = new Uint16Array(source.length + 64);
  let n = 0;
  let spare = 64; // units that there may be more of than in the source
  let space = false; // one or more blanks came
  let alone = false; // the last digit ends a number of its own
  const push = (unit: number, from: number): void => {
    if (spare-- === 0) {
      const larger = new Uint16Array(out.length + (spare = Math.max(1024, out.length >> 2)));
      larger.set(out);
      out = larger;
    }
    if (at !== undefined) at[n] = from;
    out[n++] = unit;
  };
  for (let i = 0; i < source.length; i++) {
    const unit = source[i]!;
    let folded = simple[unit]!;
    if (folded === unknown) folded = learn(unit);
    if (folded === blank) {
      space = true;
      continue;
    }
    if (folded === several) {
      const it = slow.get(unit)!;
      if (it.skips === true) i++;
      if (it.joins === true && n > 0) {
        const whole = (String.fromCharCode(out[n - 1]!) + it.text).normalize("NFC");
        if (whole.length === 1) {
          out[n - 1] = whole.charCodeAt(0);
          continue;
        }
      }
      if (it.text === "") continue;
      const first = it.text.charCodeAt(0);
      if (space) {
        space = false;
        if (n > 0 && isWord(out[n - 1]!) && isWord(first)) push(blank, i);
      }
      if (n > 0 && isDigit(first) && isDigit(out[n - 1]!) && (alone || it.number === true)) push(border, i);
      for (let k = 0; k < it.text.length; k++) push(it.text.charCodeAt(k), i);
      alone = it.number === true && isDigit(out[n - 1]!);
      continue;
    }
    if (space) {
      space = false;
      if (n > 0 && isWord(out[n - 1]!) && isWord(folded)) push(blank, i);
    }
    if (alone) {
      alone = false;
      if (isDigit(folded)) push(border, i);
    }
    if (at !== undefined) at[n] = i;
    out[n++] = folded;
  }
  return out.subarray(0, n);
}

const decoder = new TextDecoder("utf-16le", { ignoreBOM: true });

/** stringOf makes a string of units. */
export function stringOf(units: Uint16Array): string {
  return decoder.decode(units);
}

export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}

/** fold folds a text; at[n] becomes the place in it of folded unit n. */
export function fold(text: string, at?: number[]): string {
  return stringOf(foldUnits(unitsOf(text), at));
}
