// Records side by side: what was judged of them, and the answers in which they differ.

import type { CriterionResult, ScoreResult, Span } from "kijun:host";
import * as text from "../text";
import { wordsOf } from "./draw";
import { labelIn, type Editions } from "./editions";
import { fieldOf, type AnswerForm } from "./form";
import { make } from "./make";
import type { Session } from "./session";
import type { Judged } from "./stored";
import { panelText } from "./text-panels";
import * as marks from "../marks";

const words = panelText.records.versus;

/** A Side is one of the records, its answers under the names of the page's edition. */
interface Side {
  readonly record: Judged;
  readonly form: AnswerForm | null;
  readonly answers: ReadonlyMap<string, readonly [name: string, answer: string | readonly string[]]>; // by the page's names; under the own
}

/** drawVersus fills a box with the comparison. */
export async function drawVersus(box: HTMLElement, session: Session, editions: Editions, records: readonly Judged[], all: boolean, redraw: (all: boolean) => void, close: () => void): Promise<void> {
  const sides = await Promise.all(records.map(async (record): Promise<Side> => {
    const renamed = editions.get(record.edition)?.carry?.renamed ?? {};
    return { record, form: await editions.form(record.edition), answers: new Map(Object.entries(record.answers).map(([name, answer]) => [nowCalled(name, renamed), [name, answer]])) };
  }));
  const shut = make("button", { type: "button", class: "button button-quiet", "data-do": "close" }, words.close);
  shut.addEventListener("click", close);
  const toggle = make("input", { type: "checkbox", "data-do": "all" });
  toggle.checked = all;
  toggle.addEventListener("change", () => redraw(toggle.checked));
  const lines = answerLines(session, sides);
  const differing = lines.filter((line) => new Set(line.said).size > 1);
  const shown = all ? lines : differing;
  const head = (first: string): HTMLElement => make("thead", {}, make("tr", {}, make("th", { scope: "col" }, first), ...sides.map(({ record }) => make("th", { scope: "col" }, record.name, ...(record.edition === session.edition ? [] : [make("span", { class: "versus-edition" }, panelText.records.other(record.edition))])))));
  box.replaceChildren(
    make("h3", { id: "versus-title", tabindex: "-1" }, words.title),
    make("p", {}, shut),
    ...(sides.some(({ record }) => record.result === null) ? [make("p", { class: "note note-warning" }, words.noEdition)] : []),
    wrap(words.results, make("table", { "data-versus": "results" }, make("caption", {}, words.results), head(words.item), make("tbody", {}, ...resultRows(session, sides)))),
    make("h4", {}, words.answers),
    make("p", { role: "status" }, differing.length === 0 ? words.same : words.differing(differing.length)),
    make("p", {}, make("label", { class: "option" }, toggle, " ", words.all)),
    ...(shown.length === 0 ? [] : [wrap(words.answers, make("table", { "data-versus": "answers" }, head(words.question), make("tbody", {},
      ...shown.map(({ label, said }) => make("tr", new Set(said).size > 1 ? { "data-differs": "" } : {}, make("th", { scope: "row" }, label), ...said.map((one) => make("td", {}, one)))))))]),
  );
}

function wrap(label: string, table: HTMLElement): HTMLElement {
  return make("div", { class: "table-wrap versus", role: "group", "aria-label": label, tabindex: "0" }, table);
}

/** nowCalled is what the page's edition calls an input of an older one. */
function nowCalled(name: string, renamed: Readonly<Record<string, string>>): string {
  const field = fieldOf(name);
  const column = name.slice(name.indexOf("].") + 2);
  const rest = name.slice(field.length);
  return (renamed[field] ?? field) + (rest === "" ? "" : rest.slice(0, rest.indexOf("].") + 2) + (renamed[`${field}.${column}`] ?? column));
}

// Results

function resultRows(session: Session, sides: readonly Side[]): HTMLElement[] {
  const { root } = session;
  const row = (name: string, title: string, cell: (result: ScoreResult, record: Judged) => string, kind = ""): HTMLElement =>
    make("tr", { "data-row": name, ...(kind === "" ? {} : { class: kind }) }, make("th", { scope: "row" }, title), ...sides.map(({ record }) => make("td", {}, record.result === null ? words.none : cell(record.result, record))));
  const results = sides.map(({ record }) => record.result).filter((result) => result !== null);
  return [
    ...[...root.querySelectorAll<HTMLElement>("[data-award]")].map((award) => {
      const id = award.dataset["award"] ?? "";
      return row(`award-${id}`, award.querySelector(".award-title")?.textContent ?? id, ({ awards }) => (awards[id] === undefined ? words.none : text.verdict[awards[id].verdict]));
    }),
    ...(results.some(({ total }) => total !== undefined) ? [row("total", words.total, ({ total, maximum }) => (total === undefined || maximum === undefined ? words.none : panelText.records.total(range(total), range(maximum))))] : []),
    row("progress", words.progress, ({ progress }) => panelText.records.progress(progress.answered, progress.answered + progress.open)),
    ...[...root.querySelectorAll<HTMLElement>("[data-section]")].flatMap((section) => {
      const id = section.dataset["section"] ?? "";
      const criteria = [...section.querySelectorAll<HTMLElement>("[data-criterion]")];
      if (section.hasAttribute("data-aside") || (criteria.length === 0 && !results.some((r) => r.sections[id]?.total !== undefined))) return [];
      const sums = row(`section-${id}`, wordsOf(section.querySelector("h2")), ({ sections }) => {
        const sum = sections[id];
        if (sum === undefined) return words.none;
        return sum.total === undefined || sum.maximum === undefined ? text.sectionMet(sum.met, sum.of) : text.sectionPoints(range(sum.total), range(sum.maximum));
      }, "versus-section");
      return [sums, ...criteria.map((criterion) => criterionRow(criterion, row))];
    }),
    // criteria that stand in a table of their own, not with their questions
    ...[...root.querySelectorAll<HTMLElement>(".requirements [data-criterion]")].map((criterion) => criterionRow(criterion, row)),
  ];
}

function criterionRow(criterion: HTMLElement, row: (name: string, title: string, cell: (result: ScoreResult) => string) => HTMLElement): HTMLElement {
  const id = criterion.dataset["criterion"] ?? "";
  return row(`criterion-${id}`, wordsOf(criterion.querySelector("h3, th")), ({ criteria }) => (criteria[id] === undefined ? words.none : standing(criteria[id])));
}

/** standing is the points of a criterion, or its state in words. */
function standing(criterion: CriterionResult): string {
  const { status, outcomes, points } = criterion;
  if (outcomes === undefined) return text.statusMet[status];
  if (points !== undefined && status !== "na") return words.points(String(points));
  return text.statusPoints[status];
}

function range({ min, max }: Span): string {
  return String(min) === String(max) ? String(min) : `${min}${marks.to}${max}`;
}

// Answers

interface Line {
  readonly label: string;
  readonly said: readonly string[];
}

/** answerLines are the questions that one of the records answers, in the order of the form. */
function answerLines(session: Session, sides: readonly Side[]): Line[] {
  const names = new Set(sides.flatMap(({ answers }) => [...answers.keys()]));
  const place = new Map([...session.root.elements].map((element, i) => [element.getAttribute("name") ?? "", i] as const));
  const at = (name: string): number => place.get(name) ?? place.get(name.replace(/\[\d+\]/u, "[0]")) ?? Infinity;
  return [...names].sort((a, b) => at(a) - at(b) || (a < b ? -1 : 1)).map((name) => ({
    label: labelOf(session.form, sides, name),
    said: sides.map(({ form, answers }) => {
      const given = answers.get(name);
      return given === undefined ? words.none : (form ?? session.form).say(...given);
    }),
  }));
}

function labelOf(form: AnswerForm, sides: readonly Side[], name: string): string {
  const own = labelIn(form, name);
  if (own !== "") return own;
  for (const side of sides) {
    const label = side.form === null ? "" : labelIn(side.form, side.answers.get(name)?.[0] ?? name);
    if (label !== "") return label;
  }
  return name;
}

