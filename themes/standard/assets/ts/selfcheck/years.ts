// The records over the years, one line for each site: what is certain of their points, or how many criteria they meet.

import { drawChart, type Point } from "../indicators/chart";
import { eraName, readYear } from "../indicators/year";
import { make } from "./make";
import { labelOf } from "./records";
import type { Judged } from "./stored";
import { panelText } from "./text-panels";
import * as marks from "../marks";

const words = panelText.records.years;

/** A Standing is a record in the chart. */
interface Standing {
  readonly record: Judged;
  readonly year: number;
  readonly place: string;
  readonly certain: number;
  readonly possible: number;
}

/** drawYears fills a box with the chart and its table. */
export function drawYears(box: HTMLElement, records: readonly Judged[]): void {
  const standings = standingsOf(records);
  const heading = make("h3", {}, words.title);
  const years = standings.map(({ year }) => year);
  if (new Set(years).size < 2) {
    box.replaceChildren(heading, make("p", {}, words.two));
    return;
  }
  const points = standings.some(({ record }) => record.result?.total !== undefined);
  const what = points ? words.points : words.met;
  const places = [...new Set(standings.map(({ place }) => place))];
  const several = places.length > 1;
  const drawn = places.flatMap((place) => standings.filter((s) => s.place === place)).map((s): Point => ({
    year: s.year, at: s.certain, label: String(s.certain), missed: false, ...(several ? { line: s.place === "" ? words.noPlace : s.place } : {}),
  }));
  const newest = standings.reduce((a, b) => (b.year > a.year ? b : a));
  const mark = Object.values(newest.record.result?.awards ?? {}).find((award) => award.mark !== undefined)?.mark;
  const chart = drawChart({
    id: "years",
    title: words.title,
    description: `${what}${marks.stop}${standings.map((s) => words.value(panelText.records.year(s.year), s.place, String(s.certain))).join(marks.comma)}`,
    from: Math.min(...years),
    to: Math.max(...years),
    points: drawn,
    levels: mark === undefined ? [] : [{ at: Number(mark.max), label: words.mark(String(mark.max)), kind: "target" }],
    noted: standings.filter((s, i) => s.record.edition !== (standings.findLast((p, j) => j < i && p.year < s.year)?.record.edition ?? s.record.edition)).map(({ year }) => year),
    noteMark: words.note,
    decimals: 0,
  }, Math.max(280, Math.min(720, box.clientWidth)));
  const rows = standings.map((s) => make("tr", {}, make("th", { scope: "row" }, panelText.records.year(s.year) + marks.era(eraName(s.year))), ...(several ? [make("td", {}, s.place)] : []), make("td", {}, s.record.name),
    make("td", { class: "num" }, String(s.certain)), make("td", { class: "num" }, String(s.possible))));
  box.replaceChildren(
    heading,
    make("figure", { class: "trend-figure" }, make("figcaption", {}, what), chart),
    make("div", { class: "table-wrap", role: "group", "aria-label": words.title, tabindex: "0" }, make("table", { "data-years": "" },
      make("thead", {}, make("tr", {}, ...[words.year, ...(several ? [words.place] : []), words.record, words.certain, words.possible].map((word) => make("th", { scope: "col", ...(word === words.certain || word === words.possible ? { class: "num" } : {}) }, word)))), make("tbody", {}, ...rows))),
    ...(standings.length < records.filter((r) => readYear(labelOf(r.extras).period) !== null).length ? [make("p", {}, words.latest)] : []),
  );
}

/** standingsOf are the records that name a year, oldest first; of one year and site the one saved last. */
function standingsOf(records: readonly Judged[]): Standing[] {
  const found = new Map<string, Standing>();
  for (const record of [...records].sort((a, b) => (a.saved?.getTime() ?? Infinity) - (b.saved?.getTime() ?? Infinity))) {
    const { period, place } = labelOf(record.extras);
    const year = readYear(period);
    const { result } = record;
    if (year === null || result === null) continue;
    const of = Object.values(result.criteria);
    const met = (...states: readonly string[]): number => of.filter(({ status }) => states.includes(status)).length;
    const [certain, possible] = result.total === undefined ? [met("met"), met("met", "open")] : [Number(result.total.min), Number(result.total.max)];
    found.set(`${year} ${place}`, { record, year, place, certain, possible });
  }
  return [...found.values()].sort((a, b) => a.year - b.year || (a.place < b.place ? -1 : 1));
}
