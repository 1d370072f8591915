// The answers file (design, section 5): written as JSON, which is YAML too, and read as either. A file that does not
// fit is refused as a whole, with the reason; nothing of it is taken over.

import { text } from "../text";
import type { Answers } from "./answers";
import type { AnswerForm, FileValue } from "./form";
import { AnswersFileError, parseAnswersYAML } from "./yaml";

const maxBytes = 1_000_000;
const newline = "\n";

export interface Imported {
  readonly answers: Answers;
  readonly ignored: readonly string[]; // ids that this form does not have
}

/** fileName is a name that sorts well and works everywhere. */
export function fileName(scheme: string, edition: string): string {
  return `${scheme}-${edition}.json`.replace(/[^\w.-]/gu, "_");
}

/** writeAnswers gives the text of an answers file. */
export function writeAnswers(form: AnswerForm, scheme: string, edition: string, answers: Answers): string {
  const typed: Record<string, FileValue> = {};
  const tables = new Map<string, Array<Record<string, FileValue>>>();
  for (const [name, value] of Object.entries(answers)) {
    const cell = /^(\w+)\[(\d+)\]\.(\w+)$/u.exec(name);
    if (cell !== null && typeof value === "string") {
      const [, field = "", row = "0", column = ""] = cell;
      const rows = tables.get(field) ?? [];
      tables.set(field, rows);
      while (rows.length <= Number(row)) rows.push({});
      (rows[Number(row)] ??= {})[column] = form.typed(name, value);
      typed[field] = rows;
    } else {
      typed[name] = typeof value === "string" ? form.typed(name, value) : value;
    }
  }
  return JSON.stringify({ scheme, edition, answers: typed }, null, 2) + newline;
}

/** download hands a text to the visitor as a file. */
export function download(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // Safari reads the blob after the click
}

/** readAnswers reads a chosen file; it throws AnswersFileError with a message for the visitor. */
export async function readAnswers(file: Blob, form: AnswerForm, scheme: string, edition: string): Promise<Imported> {
  if (file.size > maxBytes) throw new AnswersFileError(text.file.tooLarge);
  let source: string;
  try {
    source = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()); // leaves a byte order mark out
  } catch {
    throw new AnswersFileError(text.file.unreadable);
  }
  if (source.trim() === "") throw new AnswersFileError(text.file.empty);
  return take(parse(source), form, scheme, edition);
}

function parse(source: string): unknown {
  if (!/^\s*[{[]/u.test(source)) return parseAnswersYAML(source);
  try {
    return JSON.parse(source);
  } catch {
    throw new AnswersFileError(text.file.damagedJSON);
  }
}

function take(content: unknown, form: AnswerForm, scheme: string, edition: string): Imported {
  if (!isMap(content)) throw new AnswersFileError(text.file.notAnswers);
  const version = content["v"] ?? content["version"];
  if (version !== undefined && version !== null && Number(version) !== 1) throw new AnswersFileError(text.file.newer);
  const theirs = content["scheme"];
  const theirEdition = content["edition"];
  if (typeof theirs !== "string" || !isMap(content["answers"])) throw new AnswersFileError(text.file.notAnswers);
  if (theirs !== scheme) throw new AnswersFileError(text.file.otherScheme(theirs, scheme));
  // an edition that looks like a number may have been written as one
  if (String(theirEdition) !== edition) throw new AnswersFileError(text.file.otherEdition(String(theirEdition ?? "—"), edition));

  const answers: Record<string, string | string[]> = {};
  const ignored: string[] = [];
  const problems: string[] = [];
  for (const [name, value] of Object.entries(flatten(content["answers"]))) {
    if (!form.has(name)) {
      if (value !== null) ignored.push(name);
      continue;
    }
    const { answer, problem } = form.raw(name, value);
    if (problem !== undefined) problems.push(problem);
    else if (answer !== undefined) answers[name] = answer;
  }
  if (problems.length > 0) throw new AnswersFileError([...problems.slice(0, 5), ...(problems.length > 5 ? [text.andMore(problems.length - 5)] : [])].join(newline));
  return { answers, ignored };
}

/** flatten gives the rows of a table the names that their inputs have. */
function flatten(answers: Readonly<Record<string, FileValue>>): Record<string, FileValue> {
  const flat: Record<string, FileValue> = {};
  for (const [name, value] of Object.entries(answers)) {
    if (Array.isArray(value) && value.some(isMap)) {
      for (const [row, cells] of (value as readonly FileValue[]).entries()) {
        if (isMap(cells)) for (const [column, cell] of Object.entries(cells)) flat[`${name}[${row}].${column}`] = cell;
      }
    } else {
      flat[name] = value;
    }
  }
  return flat;
}

function isMap(value: unknown): value is Readonly<Record<string, FileValue>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
