// The papers of a form and how far the company has them.
//
// # The rule
// Where a scheme asks for papers with a field ("the papers are ready"), that answer is what is judged; the list is how a
// company gets there.
// - A paper marked "not ready yet" makes the answer no. All papers marked, at least one of them ready and none missing,
//   make it yes. Otherwise the list decides nothing.
// - The list writes the answer only when somebody marks a paper, and never for papers that are not needed. What it wrote it
//   takes back when it decides nothing any more; an answer given by hand stays then.
// - A paper without a mark counts as ready while the answer is yes: somebody said so.
// - An answer changed by hand is never written over without another mark: the list says that they differ, and offers to
//   make them agree.

import type { ScoreResult } from "kijun:host";
import type { Answers } from "./answers";
import { wordsOf } from "./draw";
import type { Extras } from "./records";
import type { Session } from "./session";
import { isRecord } from "./storage";

export const states = ["ready", "missing", "unneeded"] as const;
type State = (typeof states)[number];

/** What is kept of a paper. */
export interface Mark {
  readonly state?: State; // left out: not looked at yet
  readonly note?: string;
  readonly place?: string;
}

/** Marks of papers by criterion and by the paper's text: another edition finds again what is the same. */
export type Marks = Readonly<Record<string, Readonly<Record<string, Mark>>>>;

export interface Paper {
  readonly text: string;
  readonly when: string; // asked for only then; empty: always
}

/** The papers of one criterion. */
export interface Bundle {
  readonly criterion: string;
  readonly card: HTMLElement;
  readonly field: string; // that says whether they are ready; empty: not asked
  readonly rule: string; // when they are needed; may be empty
  readonly papers: readonly Paper[];
}

const extra = "papers";

/** bundles are the papers that a form asks for, in its order. */
export function bundles(root: HTMLElement): Bundle[] {
  return [...root.querySelectorAll<HTMLElement>("[data-criterion] .evidence")].flatMap((box) => {
    const card = box.closest<HTMLElement>("[data-criterion]");
    const papers = [...box.querySelectorAll(".paper-list > li")].map((item): Paper => {
      const when = item.querySelector(".papers-when");
      const copy = item.cloneNode(true) as Element;
      copy.querySelector(".papers-when")?.remove();
      return { text: wordsOf(copy), when: wordsOf(when) };
    });
    const rule = wordsOf(box.querySelector(".papers-rule"));
    if (card === null || papers.length === 0) return [];
    return [{ criterion: card.dataset["criterion"] ?? "", card, field: box.querySelector<HTMLElement>("[data-field]")?.dataset["field"] ?? "", rule, papers }];
  });
}

/** readMarks takes out of a record what can be read; the storage may hold anything. */
export function readMarks(extras: Extras): Marks {
  const kept = extras[extra];
  if (!isRecord(kept)) return {};
  return Object.fromEntries(Object.entries(kept).map(([criterion, papers]) => [criterion,
    Object.fromEntries(Object.entries(isRecord(papers) ? papers : {}).map(([paper, mark]) => [paper, readMark(mark)]))]));
}

function readMark(kept: unknown): Mark {
  if (!isRecord(kept)) return {};
  const { state, note, place } = kept;
  return {
    ...(states.includes(state as State) ? { state: state as State } : {}),
    ...(typeof note === "string" && note !== "" ? { note } : {}),
    ...(typeof place === "string" && place !== "" ? { place } : {}),
  };
}

/** writeMarks is what is kept of marks; undefined if there is none. Marks of papers that this form does not have stay. */
export function writeMarks(marks: Marks, criterion: string, paper: string, mark: Mark): Marks | undefined {
  const { [paper]: _, ...others } = marks[criterion] ?? {};
  const papers = Object.keys(mark).length === 0 ? others : { ...others, [paper]: mark };
  const { [criterion]: __, ...rest } = marks;
  const all = Object.keys(papers).length === 0 ? rest : { ...rest, [criterion]: papers };
  return Object.keys(all).length === 0 ? undefined : all;
}

export function markOf(marks: Marks, criterion: string, paper: Paper): Mark {
  return marks[criterion]?.[paper.text] ?? {};
}

/** decided is the answer that the marks of a criterion give; undefined while they decide nothing. */
export function decided(bundle: Bundle, marks: Marks): "true" | "false" | undefined {
  const given = bundle.papers.map((paper) => markOf(marks, bundle.criterion, paper).state);
  if (given.includes("missing")) return "false";
  return given.includes("ready") && !given.includes(undefined) ? "true" : undefined;
}

/** follow is the answers after a mark was made; the same answers if they stay as they are. */
export function follow(bundle: Bundle, before: Marks, after: Marks, answers: Answers): Answers {
  const { [bundle.field]: answer, ...others } = answers;
  const now = decided(bundle, after);
  if (bundle.field === "" || now === answer) return answers;
  if (now !== undefined) return { ...others, [bundle.field]: now };
  return answer === decided(bundle, before) ? others : answers;
}

/** Whether a criterion's papers are needed, as far as the answers say. */
export function needed(bundle: Bundle, result: ScoreResult | null): "yes" | "no" | "open" {
  const judged = result?.criteria[bundle.criterion];
  if (judged?.status === "na" || judged?.papers === "unneeded") return "no";
  return judged?.papers === "open" && result?.fields[bundle.field] === "maybe" ? "open" : "yes";
}

/** stateOf is how far a paper is: its mark, or what the answer says of all of them; undefined: nobody has said. */
export function stateOf(bundle: Bundle, mark: Mark, answers: Answers): State | undefined {
  return mark.state ?? (answers[bundle.field] === "true" ? "ready" : undefined);
}

/** What is still to be got for a criterion. */
export interface Missing {
  readonly bundle: Bundle;
  readonly papers: ReadonlyArray<{ readonly paper: Paper; readonly mark: Mark }>;
}

/** missing are the papers that are still to be got. */
export function missing(session: Session): Missing[] {
  const marks = readMarks(session.extras);
  const answers = session.form.answers();
  return bundles(session.root).filter((bundle) => needed(bundle, session.result) !== "no").flatMap((bundle) => {
    const papers = bundle.papers.map((paper) => ({ paper, mark: markOf(marks, bundle.criterion, paper) })).filter(({ mark }) => isMissing(stateOf(bundle, mark, answers)));
    return papers.length === 0 ? [] : [{ bundle, papers }];
  });
}

export function isMissing(state: State | undefined): boolean {
  return state !== "ready" && state !== "unneeded";
}
