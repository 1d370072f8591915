// Answers out of a file that the visitor chose: into the form, or beside it as last year's. The form changes only when the
// whole file is right, and comes back with one button.

import * as text from "../text";
import type { Answers } from "./answers";
import { carryOver } from "./carry";
import { readEditions } from "./notices";
import { OtherEdition, parseAnswers, readAnswers, readText } from "./reading";
import type { Session } from "./session";
import { AnswersFileError } from "./yaml";

/** importAnswers takes over the answers of a file; one of an older edition is carried over. */
export async function importAnswers(session: Session, file: Blob): Promise<void> {
  const { form, cover } = session;
  const before = form.answers();
  const coverBefore = cover?.answers() ?? {};
  const fillCover = (answers: Answers): void => {
    cover?.fill(answers);
    cover?.save();
  };
  try {
    const read = await readAnswers(file, form, cover?.form ?? null, session.scheme, session.edition);
    const { answers, elsewhere } = session.complete(read.answers);
    session.restore(answers);
    if (read.cover !== null) fillCover(read.cover);
    const lines = [text.toast.imported(Object.keys(read.answers).length)];
    if (elsewhere.length > 0) lines.push(text.shared.changed(elsewhere.map((name) => form.label(name))));
    if (read.ignored.length > 0) lines.push(text.toast.ignored(read.ignored.join(", ")));
    session.tell({ kind: "done", text: lines.join("\n"), undo: () => {
      session.restore(before);
      if (read.cover !== null) fillCover(coverBefore);
    } });
  } catch (err) {
    const older = err instanceof OtherEdition ? err.file : null;
    if (older !== null && readEditions(session.root)?.editions.some((e) => e.edition === older.edition && e.carry !== undefined) === true) return carryOver(session, older);
    refuse(session, err);
  }
}

/**
 * importLastYear takes last year's answers out of a file: of another edition of the scheme the answers themselves, of this
 * edition what it says of last year. What that edition says of the year before it is left alone.
 */
export async function importLastYear(session: Session, file: Blob): Promise<void> {
  const before = session.form.answers();
  try {
    const content = parseAnswers(await readText(file));
    if (content.scheme !== session.scheme) throw new AnswersFileError(text.file.otherScheme(content.scheme, session.scheme));
    const same = content.edition === "" || content.edition === session.edition;
    const found: Record<string, string> = {};
    for (const input of session.root.querySelectorAll<HTMLInputElement>("[data-last-year] input")) {
      const value = content.answers[same ? input.name : (input.dataset["was"] ?? "")];
      if (value === undefined || value === null || typeof value === "object" || String(value).trim() === "") continue;
      found[input.name] = String(value);
    }
    if (Object.keys(found).length === 0) throw new AnswersFileError(text.file.noLastYear);
    session.restore({ ...before, ...found });
    session.tell({ kind: "done", text: text.toast.lastYear(Object.keys(found).length), undo: () => session.restore(before) });
  } catch (err) {
    refuse(session, err);
  }
}

/** refuse says what is wrong with a file, and that nothing was changed. */
function refuse(session: Session, err: unknown): void {
  if (!(err instanceof AnswersFileError)) console.error("kijun: reading the file failed", err);
  const reason = err instanceof AnswersFileError ? err.message : text.file.unreadable;
  session.tell({ kind: "error", text: `${reason}\n${text.file.unchanged}` });
}
