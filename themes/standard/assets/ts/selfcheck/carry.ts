// Answers of an older edition in the page's own: what goes over under which name, what has no place, what must be answered
// again. The rules are those of criteria.CarryOver; the older record stays as it is.

import type { Answers } from "./answers";
import { showDialog, paragraph } from "./dialog";
import { coverKey } from "./cover";
import type { AnswerForm, FileValue } from "./form";
import { Editions, labelIn } from "./editions";
import { askLabel, nextPeriod } from "./labels";
import { make } from "./make";
import type { CarryData } from "./notices";
import { labelOf, type Extras } from "./records";
import type { Session } from "./session";
import { isRecord } from "./storage";
import { storedRecords } from "./stored";
import { panelText } from "./text-panels";
import type { AnswersFile } from "./reading";
import * as marks from "../marks";

const words = panelText.records.carry;

/** An answer that did not go over. */
export interface Left {
  readonly name: string; // in the older edition
  readonly now: string; // the field that asks for it again; empty: none
  readonly label: string;
  readonly answer: string | readonly string[];
  readonly said: string; // the answer in words
  readonly why: string;
}

/** What is kept with a record that was carried over. */
interface LeftOver {
  readonly edition: string; // that the answers came from
  readonly left: readonly Left[];
  readonly fresh: readonly string[]; // fields that are new
}

/** leftOf is what a record keeps of carrying over; null if it was not carried over. */
export function leftOf(extras: Extras): LeftOver | null {
  const { left } = extras;
  return isRecord(left) && typeof left["edition"] === "string" && Array.isArray(left["left"]) && Array.isArray(left["fresh"]) ? left as unknown as LeftOver : null;
}

/** carry takes answers over; old is the older edition's form, for its words. */
export function carry(data: CarryData, answers: Answers, form: AnswerForm, old: AnswerForm | null): { answers: Answers; left: Left[] } {
  const { renamed = {}, again = {}, labels = {} } = data;
  const dropped = new Set(data.dropped);
  const over: Record<string, string | readonly string[]> = {};
  const left: Left[] = [];
  for (const [name, answer] of Object.entries(answers)) {
    const [, field = "", row = "", column = ""] = /^(\w+)(?:(\[\d+\])\.(\w+))?$/u.exec(name) ?? [];
    const part = (id: string): string => `${field}.${id}`;
    const to = (renamed[field] ?? field) + (row === "" ? "" : `${row}.${renamed[part(column)] ?? column}`);
    if (form.first(to)?.closest("[data-last-year]") != null) continue; // of the year before: filled from the record itself
    const options = typeof answer === "string" ? [answer] : answer;
    const named = [field, ...(row === "" ? options : [column]).map(part)];
    const asked = named.find((id) => again[id] !== undefined);
    const moved = row === "" ? options.map((option) => renamed[part(option)] ?? option) : options;
    const now = typeof answer === "string" ? (moved[0] ?? "") : moved;
    const gone = named.some((id) => dropped.has(id)) || !form.has(to) || form.raw(to, now).problem !== undefined;
    if (asked === undefined && !gone) {
      over[to] = now;
      continue;
    }
    const known = labels[part(options[0] ?? "")] ?? labels[part(column)] ?? labels[field];
    left.push({
      name,
      now: asked === undefined || !form.has(to) ? "" : to,
      label: (old === null ? "" : labelIn(old, name)) || (known ?? name),
      answer,
      said: old?.say(name, answer) ?? options.map((option) => words.said[option] ?? option).join(marks.comma),
      why: asked === undefined ? words.gone : (again[asked] ?? ""),
    });
  }
  return { answers: over, left };
}

/** What may be carried over. */
interface Source {
  readonly key: string; // in the storage; empty: from a file
  readonly edition: string;
  readonly name: string;
  readonly answers: Answers;
  readonly cover: Answers;
  readonly extras: Extras;
}

/** carryOver asks which record of an older edition, if none is given by its key, shows what becomes of it, and makes a record of this edition. */
export async function carryOver(session: Session, file?: AnswersFile, key?: string): Promise<void> {
  const editions = new Editions(session);
  const sources = file === undefined ? storedSources(session, editions).filter((source) => key === undefined || source.key === key) : [fileSource(file, editions, session.form)];
  const source = sources.length < 2 ? sources[0] : await choose(sources);
  const data = editions.get(source?.edition ?? "")?.carry;
  if (source === undefined || data === undefined) return;
  const old = await editions.form(source.edition);
  const { answers, left } = carry(data, source.answers, session.form, old);
  const cover = session.cover === null ? { answers: {}, left: [] } : carry(data, source.cover, session.cover.form, old);
  const all = [...left, ...cover.left];
  const whole = { ...lastYear(session.root, source.answers), ...answers };
  const fresh = (data.new ?? []).filter((name) => session.form.box(name) !== null);
  const was = labelOf(source.extras);
  const label = await askLabel({
    title: words.title(source.edition, session.edition),
    before: summary(Object.keys(answers).length, all, fresh.map((name) => session.form.label(name))),
    label: { ...was, period: nextPeriod(was.period) },
    taken: [],
    yes: words.yes,
  });
  if (label === null) return;
  const { label: _, left: __, added: ___, ...kept } = source.extras;
  const id = session.shelf.ids().length === 0 && session.record === "" ? "" : session.shelf.newId();
  session.open(id, { answers: whole, extras: { ...kept, label, left: { edition: source.edition, left: all, fresh } satisfies LeftOver } });
  if (Object.keys(cover.answers).length > 0) {
    session.cover?.fill(cover.answers);
    session.cover?.save();
  }
  location.hash = all.length + fresh.length > 0 ? "view-records" : "";
  session.tell({ kind: "done", text: words.done(Object.keys(answers).length, all.length) });
}

function storedSources(session: Session, editions: Editions): Source[] {
  return storedRecords(session).filter((r) => r.readable && editions.get(r.edition)?.carry !== undefined).map((r) => ({ ...r, cover: coverOf(r.key) }));
}

/** coverOf is the cover of a record of another edition. */
function coverOf(key: string): Answers {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(coverKey(key)) ?? "{}");
    return isRecord(kept) ? Object.fromEntries(Object.entries(kept).filter((e): e is [string, string] => typeof e[1] === "string")) : {};
  } catch {
    return {};
  }
}

/** fileSource is a file of an older edition; its values become what an input of that edition would hold. */
function fileSource(file: AnswersFile, editions: Editions, form: AnswerForm): Source {
  const renamed = editions.get(file.edition)?.carry?.renamed ?? {};
  return { key: "", edition: file.edition, name: "", answers: asTyped(file.answers, (name) => form.isList(renamed[name] ?? name)), cover: asTyped(file.cover ?? {}, () => false), extras: {} };
}

function asTyped(values: Readonly<Record<string, FileValue>>, isList: (name: string) => boolean): Answers {
  const answers: Record<string, string | string[]> = {};
  const set = (name: string, value: FileValue): void => {
    if (value !== null && String(value).trim() !== "") answers[name] = String(value);
  };
  for (const [name, value] of Object.entries(values)) {
    if (!Array.isArray(value)) {
      set(name, value);
      continue;
    }
    const items = value as readonly FileValue[];
    if (items.some(isRecord)) {
      for (const [row, cells] of items.entries()) if (isRecord(cells)) for (const [column, cell] of Object.entries(cells)) set(`${name}[${row}].${column}`, cell as FileValue);
    } else if (isList(name)) {
      for (const [row, item] of items.entries()) set(`${name}[${row}].value`, item);
    } else if (items.length > 0) {
      answers[name] = items.map(String);
    }
  }
  return answers;
}

/** lastYear is what the form shows of the year before, out of the older answers. */
function lastYear(root: HTMLElement, old: Answers): Answers {
  const found: Record<string, string> = {};
  for (const input of root.querySelectorAll<HTMLInputElement>("[data-last-year] input")) {
    const answer = old[input.dataset["was"] ?? ""];
    if (typeof answer === "string") found[input.name] = answer;
  }
  return found;
}

function choose(sources: readonly Source[]): Promise<Source | undefined> {
  return new Promise((resolve) => {
    let chosen: Source | undefined;
    const list = make("select", { class: "input", id: "carry-source" }, ...sources.map((source, i) => make("option", { value: String(i) }, words.source(source.edition, source.name))));
    const dialog = showDialog(words.which, [make("p", {}, make("label", { for: list.id }, words.whichLabel)), make("p", {}, list)], [
      { label: words.no, name: "no", className: "button-quiet", run: () => undefined },
      { label: words.next, name: "yes", className: "", run: () => { chosen = sources[Number(list.value)]; } },
    ]);
    list.focus();
    dialog.addEventListener("close", () => resolve(chosen));
  });
}

/** summary is what becomes of the answers, before it happens. */
function summary(count: number, left: readonly Left[], fresh: readonly string[]): HTMLElement[] {
  return [
    paragraph(words.count(count)),
    ...(left.length === 0 ? [] : [folded(words.left(left.length), leftList(left))]),
    ...(fresh.length === 0 ? [] : [folded(words.fresh(fresh.length), make("ul", {}, ...fresh.map((label) => make("li", {}, label))))]),
  ];
}

function folded(title: string, list: HTMLElement): HTMLElement {
  return make("details", { class: "carry-list" }, make("summary", {}, title), list);
}

/** leftList is the answers that did not go over, with what was answered and why. */
export function leftList(left: readonly Left[], title: (one: Left) => Node | string = (one) => one.label): HTMLElement {
  return make("ul", { class: "left-list" }, ...left.map((one) => make("li", { "data-left": one.name }, make("strong", {}, title(one)), make("span", {}, words.was(one.said)), make("span", { class: "left-why" }, one.why))));
}
