// Everything that the handbook keeps on this computer, taken away at once: for computers that several people use.

import { ask } from "./dialog";
import { make } from "./make";
import type { Session } from "./session";
import { keyPrefix } from "./storage";
import { keys, putBack, take, type Snapshot } from "./stored";
import { panelText } from "./text-panels";

const words = panelText.records.wipe;

/** wipeBox is the part of the panel that offers it. */
export function wipeBox(session: Session): HTMLElement {
  const button = make("button", { type: "button", class: "button button-danger", "data-do": "wipe" }, words.button);
  const undo = make("button", { type: "button", class: "button button-quiet", "data-do": "unwipe", hidden: "" }, words.undo);
  let taken: Snapshot = new Map();
  let inTab: Snapshot = new Map();
  const back = (): void => {
    putBack(taken);
    for (const [key, item] of inTab) sessionStorage.setItem(key, item);
    undo.hidden = true;
    session.reload();
  };
  button.addEventListener("click", () => void (async () => {
    session.flush();
    session.cover?.save();
    if (!(await ask({ title: words.title, body: `${await counted(session)}\n${words.after}`, yes: words.yes, no: words.no }))) return;
    inTab = new Map(ours(session, sessionKeys()).map((key) => [key, sessionStorage.getItem(key) ?? ""]));
    for (const key of inTab.keys()) sessionStorage.removeItem(key);
    taken = take(ours(session, keys()));
    session.reload();
    undo.hidden = false;
    session.tell({ kind: "done", text: words.done, undo: back });
    undo.focus();
  })());
  undo.addEventListener("click", () => {
    back();
    session.tell({ kind: "done", text: words.undone });
    button.focus();
  });
  return make("section", { class: "wipe" }, make("h3", {}, words.heading), make("p", {}, words.body), make("p", { class: "kept-buttons" }, button, " ", undo));
}

/** ours are the keys of this handbook, and those that all handbooks of the host share. */
function ours({ base }: Session, all: readonly string[]): string[] {
  return all.filter((key) => key.startsWith(keyPrefix(base)) || /^kijun:[a-z]+$/u.test(key));
}

function sessionKeys(): string[] {
  try {
    return Object.keys(sessionStorage);
  } catch {
    return [];
  }
}

/** counted says how many records of which schemes there are. */
async function counted(session: Session): Promise<string> {
  const counts = new Map<string, number>();
  for (const key of keys()) {
    const scheme = key.startsWith(keyPrefix(session.base)) ? /^([\w-]+)@[^#:]+(#[a-z0-9]+)?$/u.exec(key.slice(keyPrefix(session.base).length))?.[1] : undefined;
    if (scheme !== undefined) counts.set(scheme, (counts.get(scheme) ?? 0) + 1);
  }
  if (counts.size === 0) return words.nothing;
  const titles = counts.has(session.scheme) && counts.size === 1 ? new Map<string, string>() : await titlesOf(session);
  return words.records([...counts].map(([scheme, n]) => words.scheme(scheme === session.scheme ? session.title : (titles.get(scheme) ?? scheme), n)));
}

/** titlesOf are the titles of the handbook's schemes, as its list has them. */
async function titlesOf({ base }: Session): Promise<Map<string, string>> {
  try {
    const list = new URL(`${base}schemes/`, location.href);
    const page = new DOMParser().parseFromString(await (await fetch(list)).text(), "text/html");
    return new Map([...page.querySelectorAll("main a[href]")].map((link) => [/([\w-]+)\/$/u.exec(link.getAttribute("href") ?? "")?.[1] ?? "", (link.textContent ?? "").trim()] as const));
  } catch {
    return new Map();
  }
}
