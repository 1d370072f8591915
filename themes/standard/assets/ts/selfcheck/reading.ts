// The answers file, read: JSON or YAML. A file that does not fit is refused as a whole, with the reason; nothing of it is
// taken over.

import * as text from "../text";
import type { Answers } from "./answers";
import type { AnswerForm, FileValue } from "./form";
import { AnswersFileError, parseAnswersYAML } from "./yaml";

const maxBytes = 1_000_000;
const newline = "\n";

interface Imported {
  readonly answers: Answers;
  readonly cover: Answers | null; // null: the file says nothing of it
  readonly ignored: readonly string[]; // ids that this form does not have
}

/** The file is fine, but of another edition. */
export class OtherEdition extends AnswersFileError {
  constructor(readonly file: AnswersFile, message: string) {
    super(message);
  }
}

/** readAnswers reads a chosen file; it throws AnswersFileError with a message for the visitor. */
export async function readAnswers(file: Blob, form: AnswerForm, cover: AnswerForm | null, scheme: string, edition: string): Promise<Imported> {
  const content = parseAnswers(await readText(file));
  if (content.scheme !== scheme) throw new AnswersFileError(text.file.otherScheme(content.scheme, scheme));
  if (content.edition !== edition) throw new OtherEdition(content, text.file.otherEdition(content.edition === "" ? "—" : content.edition, edition));
  const ignored: string[] = [];
  const problems: string[] = [];
  const take = (entries: Readonly<Record<string, FileValue>>, into: AnswerForm | null): Record<string, string | string[]> => {
    const taken: Record<string, string | string[]> = {};
    for (const [name, value] of Object.entries(entries)) {
      if (into === null || !into.has(name)) {
        if (value !== null) ignored.push(name);
        continue;
      }
      const { answer, problem } = into.raw(name, value);
      if (problem !== undefined) problems.push(problem);
      else if (answer !== undefined) taken[name] = answer;
    }
    return taken;
  };
  const answers = take(flatten(content.answers, form), form);
  const theirCover = content.cover === null ? null : take(content.cover, cover);
  if (problems.length > 0) throw new AnswersFileError([...problems.slice(0, 5), ...(problems.length > 5 ? [text.andMore(problems.length - 5)] : [])].join(newline));
  return { answers, cover: theirCover, ignored };
}

/** readText is the text of a chosen file. */
export async function readText(file: Blob): Promise<string> {
  if (file.size > maxBytes) throw new AnswersFileError(text.file.tooLarge);
  let source: string;
  try {
    source = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()); // leaves a byte order mark out
  } catch {
    throw new AnswersFileError(text.file.unreadable);
  }
  if (source.trim() === "") throw new AnswersFileError(text.file.empty);
  return source;
}

export interface AnswersFile {
  readonly scheme: string;
  readonly edition: string; // empty: not given
  readonly answers: Readonly<Record<string, FileValue>>;
  readonly cover: Readonly<Record<string, FileValue>> | null;
}

/** parseAnswers reads what every answers file has, whatever scheme it is for. */
export function parseAnswers(source: string): AnswersFile {
  const content = parse(source);
  if (!isMap(content)) throw new AnswersFileError(text.file.notAnswers);
  const version = content["v"] ?? content["version"];
  if (version !== undefined && version !== null && Number(version) !== 1) throw new AnswersFileError(text.file.newer);
  const { scheme, answers, cover } = content;
  if (typeof scheme !== "string" || !isMap(answers)) throw new AnswersFileError(text.file.notAnswers);
  // an edition that looks like a number may have been written as one
  return { scheme, edition: String(content["edition"] ?? ""), answers, cover: isMap(cover) ? cover : null };
}

function parse(source: string): unknown {
  if (!/^\s*[{[]/u.test(source)) return parseAnswersYAML(source);
  try {
    return JSON.parse(source);
  } catch {
    throw new AnswersFileError(text.file.damagedJSON);
  }
}

/** flatten gives the rows of a table the names that their inputs have. */
function flatten(answers: Readonly<Record<string, FileValue>>, form: AnswerForm): Record<string, FileValue> {
  const flat: Record<string, FileValue> = {};
  for (const [name, value] of Object.entries(answers)) {
    if (Array.isArray(value) && value.some(isMap)) {
      for (const [row, cells] of (value as readonly FileValue[]).entries()) {
        if (isMap(cells)) for (const [column, cell] of Object.entries(cells)) flat[`${name}[${row}].${column}`] = cell;
      }
    } else if (Array.isArray(value) && form.isList(name)) {
      for (const [row, item] of (value as readonly FileValue[]).entries()) flat[`${name}[${row}].value`] = item;
    } else {
      flat[name] = value;
    }
  }
  return flat;
}

function isMap(value: unknown): value is Readonly<Record<string, FileValue>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
