// The answers file (design, section 5), written: as JSON, which is YAML too.

import type { Answers } from "./answers";
import type { AnswerForm, FileValue } from "./form";

/** fileName is a name that sorts well and works everywhere. */
export function fileName(scheme: string, edition: string): string {
  return `${scheme}-${edition}.json`.replace(/[^\w.-]/gu, "_");
}

/** writeAnswers gives the text of an answers file; the cover goes into it only if there is one. */
export function writeAnswers(form: AnswerForm, scheme: string, edition: string, answers: Answers, cover: Answers | null): string {
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
  for (const [field, rows] of tables) if (form.isList(field)) typed[field] = rows.map((row) => row["value"] ?? null);
  return JSON.stringify({ scheme, edition, ...(cover === null ? {} : { cover }), answers: typed }, null, 2) + "\n";
}

/** download hands a text to the visitor as a file. */
export function download(name: string, content: string, type = "application/json"): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // Safari reads the blob after the click
}
