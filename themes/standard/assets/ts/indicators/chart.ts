// A line chart as SVG: one or more series over fiscal years. A year without a value is a gap, never a line drawn through it.
// The table beside it has the same values; the description says them to who does not see the drawing.
//
// The drawing is made for the width it has, so that its letters stay the size of the page's.

import { eraName } from "./year";
import * as marks from "../marks";

export interface Point {
  readonly year: number;
  readonly at: number;
  readonly label: string;
  readonly missed: boolean; // the target
  readonly line?: string; // which one, by its name; of a single line it is not written
}

export interface Level {
  readonly at: number;
  readonly label: string;
  readonly kind: "target" | "reference";
}

export interface Chart {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly from: number; // years
  readonly to: number;
  readonly points: readonly Point[]; // ascending by year
  readonly levels: readonly Level[];
  readonly noted: readonly number[]; // years with a note
  readonly noteMark: string;
  readonly decimals: number; // of values; the scale has no finer steps
}

const height = 264;
const top = 26; // room for the label above the highest point
const bottom = 40; // two lines: 2024, 令和6
const right = 20;
const letter = 12; // px; width of a full-width character, and of two digits
const labelGap = 6;

/** drawChart draws for a width in px; the drawing scales with its box, on paper too. */
export function drawChart(chart: Chart, width: number): SVGSVGElement {
  const ticks = scale(chart);
  const low = ticks[0]?.at ?? 0;
  const high = ticks[ticks.length - 1]?.at ?? 1;
  const left = Math.max(...ticks.map((t) => textWidth(t.label))) + 12;
  const years = Math.max(1, chart.to - chart.from);
  // a year stands in the middle of its share of the width, so that the first label is not cut off
  const share = (width - left - right) / (years + 1);
  const x = (year: number): number => left + share * (year - chart.from + 0.5);
  const y = (at: number): number => top + ((high - at) / (high - low)) * (height - top - bottom);

  const svg = make("svg", { class: "chart", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-labelledby": `chart-${chart.id}-title chart-${chart.id}-desc` });
  svg.append(words("title", chart.title, { id: `chart-${chart.id}-title` }), words("desc", chart.description, { id: `chart-${chart.id}-desc` }));

  for (const { at, label } of ticks) {
    svg.append(make("line", { class: "chart-grid", x1: left, x2: width - right, y1: y(at), y2: y(at) }));
    svg.append(words("text", label, { class: "chart-tick", x: left - labelGap, y: y(at) + 4, "text-anchor": "end" }));
  }
  const every = Math.max(1, Math.ceil((letter * 4) / share));
  for (let year = chart.from; year <= chart.to; year++) {
    // counted from the last year, which is the one that is looked for
    if ((chart.to - year) % every !== 0) continue;
    svg.append(words("text", String(year), { class: "chart-tick", x: x(year), y: height - bottom + 16, "text-anchor": "middle" }));
    svg.append(words("text", eraName(year), { class: "chart-era", x: x(year), y: height - bottom + 31, "text-anchor": "middle" }));
  }
  for (const year of chart.noted) {
    if (year < chart.from || year > chart.to) continue;
    const border = x(year) - share / 2; // the definition differs from here on
    svg.append(make("line", { class: "chart-note", x1: border, x2: border, y1: top - 10, y2: height - bottom }));
    svg.append(words("text", chart.noteMark, { class: "chart-note-mark", x: border, y: top - 13, "text-anchor": "middle" }));
  }
  for (const level of chart.levels) {
    svg.append(make("line", { class: `chart-level chart-${level.kind}`, x1: left, x2: width - right, y1: y(level.at), y2: y(level.at) }));
  }
  const lines = [...new Set(chart.points.map((p) => p.line))];
  const of = (p: Point): string => String(lines.indexOf(p.line));
  for (const run of lines.flatMap((line) => runs(chart.points.filter((p) => p.line === line)))) {
    if (run.length > 1) svg.append(make("polyline", { class: "chart-line", "data-line": of(run[0] as Point), points: run.map((p) => `${round(x(p.year))},${round(y(p.at))}`).join(" ") }));
  }
  for (const p of chart.points) {
    svg.append(make("circle", { class: "chart-point", "data-line": of(p), "data-year": p.year, "data-missed": p.missed ? "" : null, cx: round(x(p.year)), cy: round(y(p.at)), r: 4.5 }));
  }
  // of several lines the last point says which it is, as far as there is room
  const values = lines.length < 2 ? labelled(chart.points, x) : apart(lines.map((line) => chart.points.findLast((p) => p.line === line) as Point), x, y, width - right);
  const taken: Box[] = chart.points.map((p) => around(x(p.year), y(p.at), 7, 7));
  for (const p of values) taken.push(around(middle(p, x, width - right), y(p.at) - 14, textWidth(label(p)) / 2, 7));
  for (const level of chart.levels) {
    const half = textWidth(level.label) / 2;
    const sides: Array<[x: number, y: number]> = [];
    for (const at of [y(level.at) - 9, y(level.at) + 10]) for (const middle of [width - right - half, left + 4 + half]) sides.push([middle, at]);
    const boxes = sides.map(([middle, at]) => around(middle, at, half, 7));
    const free = boxes.findIndex((box) => box.top > 2 && box.bottom < height - bottom && !taken.some((other) => overlap(box, other)));
    const chosen = boxes[Math.max(0, free)] as Box;
    taken.push(chosen);
    svg.append(words("text", level.label, { class: `chart-level-label chart-${level.kind}-label`, x: round((chosen.left + chosen.right) / 2), y: round(chosen.top + 11), "text-anchor": "middle" }));
  }
  for (const p of values) {
    svg.append(words("text", label(p), { class: "chart-value", x: round(middle(p, x, width - right)), y: round(y(p.at) - 10), "text-anchor": "middle" }));
  }
  return svg;
}

/** A Box is the place that something drawn takes up. */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function around(x: number, y: number, halfWidth: number, halfHeight: number): Box {
  return { left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** label is what stands beside a point. */
function label(p: Point): string {
  return p.line ?? p.label;
}

/** middle is where a label stands; it stays inside the drawing. */
function middle(p: Point, x: (year: number) => number, most: number): number {
  return Math.min(x(p.year), most - textWidth(label(p)) / 2);
}

/** apart are the points whose labels do not stand on one another. */
function apart(points: readonly Point[], x: (year: number) => number, y: (at: number) => number, most: number): Point[] {
  const taken: Box[] = [];
  return points.filter((p) => {
    const box = around(middle(p, x, most), y(p.at) - 14, textWidth(label(p)) / 2, 7);
    if (taken.some((other) => overlap(box, other))) return false;
    taken.push(box);
    return true;
  });
}

/** labelled are the points whose value is written beside them: the last one, then as many before it as have room. */
function labelled(points: readonly Point[], x: (year: number) => number): Point[] {
  const chosen: Point[] = [];
  let border = Infinity;
  for (const p of [...points].reverse()) {
    const half = textWidth(p.label) / 2;
    if (x(p.year) + half > border) continue;
    chosen.push(p);
    border = x(p.year) - half - labelGap;
  }
  return chosen;
}

/** runs are the points of years that follow each other. */
function runs(points: readonly Point[]): Point[][] {
  const all: Point[][] = [];
  for (const p of points) {
    const run = all[all.length - 1];
    if (run !== undefined && run[run.length - 1]?.year === p.year - 1) run.push(p);
    else all.push([p]);
  }
  return all;
}

/** scale is four to seven round numbers that enclose everything drawn, ascending. */
function scale(chart: Chart): Array<{ at: number; label: string }> {
  const shown = [...chart.points.map((p) => p.at), ...chart.levels.map((l) => l.at)];
  let low = Math.min(...shown);
  let high = Math.max(...shown);
  if (shown.length === 0) [low, high] = [0, 1];
  if (low === high) {
    const around = low === 0 ? 1 : Math.abs(low) / 10;
    [low, high] = [low - (low === 0 ? 0 : around), high + around];
  }
  // what lies near zero is shown from zero on: half of nothing looks like much otherwise
  const some = (high - low) / 2;
  const air = (high - low) / 20; // between the lowest point and the years below it
  low = low >= 0 && low < some ? 0 : low - air;
  high = high <= 0 && -high < some ? 0 : high;
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const finest = chart.decimals < 0 ? 0 : 10 ** -chart.decimals;
  const step = Math.max(finest, power * ([1, 2, 5, 10].find((m) => m * power >= rough * 0.999) ?? 10));
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks = [];
  // whole multiples of the step: adding up steps would add up errors
  let [first, last] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)];
  if (last - first < 3) [first, last] = [low === 0 ? first : first - 1, high === 0 ? last : last + 1];
  for (let i = first; i <= last; i++) {
    const at = i * step;
    ticks.push({ at, label: at.toLocaleString(marks.locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).replace(/^-/u, "−") });
  }
  return ticks;
}

/** textWidth is about how wide a label is. */
function textWidth(label: string): number {
  let width = 0;
  for (const c of label) width += c.charCodeAt(0) < 0x2e80 ? letter * 0.62 : letter;
  return width;
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}

type Attributes = Readonly<Record<string, string | number | null>>;

function make<K extends keyof SVGElementTagNameMap>(name: K, attributes: Attributes): SVGElementTagNameMap[K] {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, String(value));
  return made;
}

function words<K extends keyof SVGElementTagNameMap>(name: K, content: string, attributes: Attributes): SVGElementTagNameMap[K] {
  const made = make(name, attributes);
  made.textContent = content;
  return made;
}
