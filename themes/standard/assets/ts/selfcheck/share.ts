// A link that carries answers: compressed, in the part of the address that browsers do not send to any server.
//
// # Decisions
// - The link names the edition, so that it still fits its form when there is a newer one.
// - Who opens it sees the answers; nothing is stored until the visitor says so, and the own records stay as they are.
// - What was received is taken out of the address at once, for the address changes with the views, and is kept for this
//   tab, so that loading the page again loses nothing.
// - Inside is an answers file, so that a link is checked as strictly as a file.

import type { Session } from "./session";
import { copyText } from "./clipboard";
import { paragraph, showDialog } from "./dialog";
import { panelText } from "./text-panels";
import { readAnswers } from "./reading";
import { writeAnswers } from "./transfer";
import { AnswersFileError } from "./yaml";

const longLink = 6000; // characters; some mail programs cut longer ones
const mostBytes = 1_000_000; // unpacked, as of a file

/** shareAnswers shows the link to the answers of the form. */
export async function shareAnswers(session: Session): Promise<void> {
  const link = new URL(pageOf(session), location.href);
  link.hash = `a=${await pack(answersFile(session))}`;
  const words = panelText.share;
  const field = document.createElement("textarea");
  field.className = "input share-link";
  field.readOnly = true;
  field.rows = 4;
  field.value = link.href;
  field.setAttribute("aria-label", words.label);
  field.addEventListener("focus", () => field.select());
  const notes = [words.body, ...(link.href.length > longLink ? [words.long(link.href.length)] : []), ...(location.protocol === "file:" ? [words.local] : [])];
  const copied = paragraph("");
  copied.setAttribute("role", "status");
  showDialog(words.title, [...notes.map(paragraph), field, copied], [
    { label: words.close, name: "close", className: "button-quiet", run: () => undefined },
    { label: words.copy, name: "copy", className: "", run: () => {
      void copyText(link.href, field).then((done) => { copied.textContent = done ? words.copied : words.byHand; });
      return false;
    } },
  ]);
}

/** receiveAnswers shows the answers of the address, or those that this tab received before. */
export async function receiveAnswers(session: Session): Promise<void> {
  const { shelf } = session;
  try {
    const packed = /^#a=([\w-]*)/u.exec(location.hash)?.[1];
    if (packed !== undefined) {
      history.replaceState(history.state, "", location.pathname + location.search);
      shelf.received(await unpack(packed));
    }
    const file = shelf.received();
    if (file === null) return;
    const { answers } = await readAnswers(new Blob([file]), session.form, null, session.scheme, session.edition);
    session.visit(answers);
  } catch (err) {
    shelf.received(null);
    const reason = err instanceof AnswersFileError ? err.message : panelText.share.damaged;
    session.tell({ kind: "error", text: `${reason}\n${panelText.share.unchanged}` });
    return;
  }
  const end = new AbortController();
  addEventListener("pagehide", () => shelf.received(answersFile(session)), { signal: end.signal });
  const note = banner(session);
  session.root.prepend(note);
  session.root.addEventListener("kijun:record", () => {
    if (session.record === null) return;
    end.abort();
    note.remove();
    shelf.received(null);
  }, { signal: end.signal });
}

function banner(session: Session): HTMLElement {
  const words = panelText.share;
  const note = document.createElement("div");
  note.className = "note received";
  note.dataset["received"] = "";
  const line = document.createElement("p");
  line.textContent = words.received;
  const buttons = document.createElement("p");
  buttons.className = "received-buttons";
  const add = (label: string, choice: string, run: () => void): void => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-quiet";
    button.dataset["choice"] = choice;
    button.textContent = label;
    button.addEventListener("click", run);
    buttons.append(button);
  };
  const { shelf } = session;
  const records = shelf.list();
  add(words.keep, "keep", () => {
    const content = { answers: session.form.answers(), extras: { label: { name: words.name, period: "", place: "" } } };
    session.open(records.length === 0 ? "" : shelf.newId(), content);
    session.tell({ kind: "done", text: words.kept });
  });
  add(records.length === 0 ? words.discard : words.back, "back", () => session.open(shelf.open()));
  note.append(line, buttons);
  return note;
}

function answersFile(session: Session): string {
  return JSON.stringify(JSON.parse(writeAnswers(session.form, session.scheme, session.edition, session.form.answers(), null)));
}

/** pageOf is where the form of this edition stands for good; a form in a file of its own, which has no path as its base, is where it is. */
function pageOf({ base, scheme, edition }: Session): string {
  return base.startsWith("/") ? `${base}schemes/${scheme}/${edition}/check/` : location.pathname;
}

async function pack(source: string): Promise<string> {
  const stream = new Blob([source]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function unpack(packed: string): Promise<string> {
  const bytes = Uint8Array.from(atob(packed.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > mostBytes) throw new AnswersFileError(panelText.share.damaged); // a short link can unpack to gigabytes
    text += decoder.decode(value, { stream: true });
  }
}
