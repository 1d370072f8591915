// Just enough YAML for an answers file: keys with one scalar or one flow list each, one level of indentation under
// "answers" and "cover". Anything else is refused with its line, never guessed at; kijun itself reads all of YAML.

import * as text from "../text";
import type { FileValue } from "./form";

export class AnswersFileError extends Error {}

type Flat = Record<string, FileValue>;

/** parseAnswersYAML reads the text of a file; it throws AnswersFileError with a message for the visitor. */
export function parseAnswersYAML(source: string): { [key: string]: FileValue } {
  const top: Record<string, FileValue> = Object.create(null) as Flat;
  let answers: Flat | null = null; // or the cover: what the lines with indentation belong to
  let indent = 0; // of these lines; 0 as long as none was seen
  for (const [index, line] of source.split(/\r\n|\r|\n/u).entries()) {
    const refuse = (what: string): never => {
      throw new AnswersFileError(text.file.line(index + 1, what));
    };
    if (/^\s*(#|$)/u.test(line) || (line.trimEnd() === "---" && Object.keys(top).length === 0)) continue;
    const space = /^\s*/u.exec(line)?.[0] ?? "";
    if (/[^ ]/u.test(space)) refuse(text.file.yaml.tab);
    if (/^-\s/u.test(line.slice(space.length))) refuse(text.file.yaml.list);
    const entry = /^([A-Za-z_][\w.[\]-]*|"[^"]+"|'[^']+')\s*:(?:\s+(.*))?$/u.exec(line.slice(space.length));
    if (entry === null) return refuse(text.file.yaml.colon);
    const key = (entry[1] ?? "").replace(/^(["'])(.*)\1$/u, "$2");
    const rest = stripComment(entry[2] ?? "");
    if (space === "") {
      if (key in top) refuse(text.file.yaml.duplicate(key));
      if (key === "answers" || key === "cover") {
        if (rest !== "" && rest !== "{}") refuse(text.file.yaml.value);
        answers = Object.create(null) as Flat;
        top[key] = answers;
        indent = 0;
      } else {
        answers = null;
        top[key] = value(rest, refuse);
      }
      continue;
    }
    if (answers === null) return refuse(text.file.yaml.colon);
    if (indent === 0) indent = space.length;
    if (space.length !== indent) refuse(text.file.yaml.indent);
    if (key in answers) refuse(text.file.yaml.duplicate(key));
    answers[key] = value(rest, refuse);
  }
  return top;
}

/** stripComment cuts a comment off, which begins after a blank and outside quotes. */
function stripComment(rest: string): string {
  let quote = "";
  for (let i = 0; i < rest.length; i++) {
    const c = rest.charAt(i);
    if (quote !== "") {
      if (c === "\\" && quote === '"') i++;
      else if (c === quote) quote = "";
    } else if ((c === '"' || c === "'") && /^[\s[,]?$/u.test(rest.charAt(i - 1))) {
      quote = c;
    } else if (c === "#" && (i === 0 || /\s/u.test(rest.charAt(i - 1)))) {
      return rest.slice(0, i).trim();
    }
  }
  return rest.trim();
}

function value(rest: string, refuse: (what: string) => never): FileValue {
  if (!rest.startsWith("[")) return scalar(rest, refuse);
  if (!rest.endsWith("]")) return refuse(text.file.yaml.list);
  if (rest.startsWith("[{")) {
    try {
      return JSON.parse(rest) as FileValue; // the rows of a table, as this page writes them
    } catch {
      return refuse(text.file.yaml.list);
    }
  }
  const inner = rest.slice(1, -1).trim();
  if (inner === "") return [];
  const items = inner.match(/\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,[\]{}"']+)\s*(,|$)/gu);
  if (items === null || items.join("") !== inner) return refuse(text.file.yaml.list);
  return items.map((item) => scalar(item.replace(/,$/u, "").trim(), refuse));
}

function scalar(source: string, refuse: (what: string) => never): FileValue {
  if (source.startsWith('"')) {
    try {
      return String(JSON.parse(source));
    } catch {
      return refuse(text.file.yaml.quote);
    }
  }
  if (source.startsWith("'")) {
    if (!/^'(?:[^']|'')*'$/u.test(source)) return refuse(text.file.yaml.quote);
    return source.slice(1, -1).replaceAll("''", "'");
  }
  if (/^(|~|null|Null|NULL)$/u.test(source)) return null;
  if (/^(true|True|TRUE)$/u.test(source)) return true;
  if (/^(false|False|FALSE)$/u.test(source)) return false;
  if (/^[&*!|>%@`{}\][,?#-](?!\d)/u.test(source) || /: /u.test(source)) return refuse(text.file.yaml.value);
  return source; // a number stays as it is written
}
