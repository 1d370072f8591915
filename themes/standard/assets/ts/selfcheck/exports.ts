// Answers and results in the formats of other programs. The answers file that is read back anywhere is JSON (transfer.ts);
// YAML is the same for people who keep their answers beside the definitions, CSV is for reading in a spreadsheet.

import { writeCSV } from "../csv";
import type { Answers } from "./answers";
import { wordsOf } from "./draw";
import type { AnswerForm } from "./form";
import type { Session } from "./session";
import { panelText } from "./text-panels";
import { download, fileName, writeAnswers } from "./transfer";
import * as marks from "../marks";

const words = panelText.exports;

/** exportYAML hands out the answers as YAML, which kijun score reads. */
export function exportYAML(session: Session): void {
  const { form, scheme, edition, cover } = session;
  const file = JSON.parse(writeAnswers(form, scheme, edition, form.answers(), cover?.exported() ?? null)) as Readonly<Record<string, unknown>>;
  hand(session, "yaml", "application/yaml", Object.entries(file).map(([key, value]) => `${key}: ${block(value)}\n`).join(""));
}

/** exportCSV hands out all questions with their answers, one line for each input. */
export function exportCSV(session: Session): void {
  hand(session, "csv", "text/csv", writeCSV([words.columns, ...answerRows(session.root, session.form, session.form.answers())]));
}

/** exportCriteriaCSV hands out what was judged, one line for each criterion. It is a file of its own, because a spreadsheet wants one table. */
export function exportCriteriaCSV(session: Session): void {
  const { result, root } = session;
  if (result === null) return session.tell({ kind: "error", text: words.notJudged });
  const rows = Object.entries(result.criteria).map(([id, judged]) => {
    const box = root.querySelector<HTMLElement>(`[data-criterion="${CSS.escape(id)}"]`);
    const [number, title] = heading(box?.querySelector("h3, th > a"));
    const points = judged.outcomes?.filter((outcome) => outcome !== "na").map(Number) ?? [];
    const scored = points.length > 0 && judged.status !== "na";
    return [sectionOf(box), number, title, wordsOf(box?.querySelector("[data-status-text]")),
      scored ? String(Math.min(...points)) : "", scored ? String(Math.max(...points)) : "",
      wordsOf(box?.querySelector(".points-max")).replace(/[^\d.]/gu, ""), reasonOf(box), id];
  });
  hand(session, "csv", "text/csv", writeCSV([words.criteriaColumns, ...rows]), words.criteriaFile);
}

/** reasonOf is why a criterion is judged so, as its card says it. */
export function reasonOf(card: HTMLElement | null): string {
  const why = card?.querySelector<HTMLElement>("[data-why]");
  return why === null || why === undefined || why.hidden ? "" : [...why.children].map((place) => wordsOf(place)).join(" ");
}

function hand(session: Session, extension: string, type: string, content: string, part = ""): void {
  const name = fileName(session.scheme, session.edition + part).replace(/json$/u, extension);
  download(name, content, type);
  session.tell({ kind: "done", text: words.done(name) });
}

/** block writes a map with a line for each entry, anything else in one line: JSON is YAML. */
function block(value: unknown): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return JSON.stringify(value);
  const entries = Object.entries(value);
  return entries.length === 0 ? "{}" : entries.map(([key, entry]) => `\n  ${key}: ${JSON.stringify(entry)}`).join("");
}

function answerRows(root: HTMLFormElement, form: AnswerForm, answers: Answers): string[][] {
  const inputs = new Map<string, HTMLElement>(); // the first of each name, in the order of the page
  for (const element of root.elements) {
    const name = element.getAttribute("name") ?? "";
    if (element instanceof HTMLElement && element.closest("[data-cover]") === null && form.has(name) && !inputs.has(name)) inputs.set(name, element);
  }
  return [...inputs].flatMap(([name, input]) => {
    const answer = answers[name];
    const cell = name.includes("[");
    if (answer === undefined && (cell || input.matches("[data-option-text], [type=hidden]"))) return []; // lines that nobody filled in
    const asked = input.closest<HTMLElement>("[data-criterion], [data-question]");
    const owner = form.owner(name);
    const beside = input.matches("[type=hidden]") ? wordsOf(input.parentElement).replace(/\s.*$/u, "") : cell || input.matches("[data-option-text]") ? (input.getAttribute("aria-label") ?? "") : "";
    const unit = wordsOf(input.closest("[data-field]")?.querySelector(".unit"));
    const typed = answer === undefined ? "" : Array.isArray(answer) ? answer.join(" ") : String(form.typed(name, answer as string));
    const said = answer === undefined ? "" : input.matches("input[type=radio], input[type=checkbox], select") ? form.say(name, answer) : typed;
    const [number, title] = heading(asked?.querySelector("h3, h4"));
    return [[sectionOf(input), number, title, [form.label(owner), beside].filter((part) => part !== "").join(marks.colon), said, unit, name, typed]];
  });
}

function sectionOf(place: HTMLElement | null): string {
  const section = place?.closest("[data-section]") ?? place?.closest("tbody"); // or a part of the table of criteria
  return wordsOf(section?.querySelector("h2, th[scope=rowgroup]"));
}

/** heading is the number and the words of a heading, without its sign. */
function heading(element: Element | null | undefined): readonly [number: string, title: string] {
  const words = element?.cloneNode(true) as Element | undefined;
  const number = wordsOf(words?.querySelector(".number"));
  for (const part of words?.querySelectorAll(".number, .mark") ?? []) part.remove();
  return [number, wordsOf(words)];
}
