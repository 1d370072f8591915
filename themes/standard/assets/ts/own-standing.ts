// The company's own standing in the navigation of a scheme, where this browser has a record of it.

import type { Enhancement } from "./enhance";
import { standingText as words } from "./text-standing";
import { make } from "./selfcheck/make";
import { RecordShelf } from "./selfcheck/records";
import { isRecord } from "./selfcheck/storage";
import { siteBase } from "./settings";
import { savedAt, standingKey, type Standing } from "./standing";

export const ownStanding: Enhancement = {
  name: "own-standing",
  mount(root, signal) {
    const [scheme = "", edition = ""] = (root.dataset["own"] ?? "").split("@");
    const shelf = new RecordShelf(siteBase(root), scheme, edition);
    const links = new Map([...root.querySelectorAll<HTMLAnchorElement>("li > a")].map((link) => [/([^/]+)\/$/u.exec(link.pathname)?.[1] ?? "", link] as const));
    const check = [...root.querySelectorAll<HTMLAnchorElement>("li > a")].find((link) => link.pathname.endsWith("/check/"));
    if (check === undefined) throw new Error("the link to the self-check is missing");
    const lines = make("div");
    const box = make("div", { class: "own", hidden: "" }, make("p", { class: "own-title" }, words.title), lines, make("a", { href: check.href }, words.open));
    root.querySelector("ul")?.before(box);
    const place = document.querySelector<HTMLElement>("[data-own-here]");

    const show = (): void => {
      for (const old of root.querySelectorAll(".own-state")) old.remove();
      const found = read(shelf, root.dataset["of"] ?? "");
      box.hidden = found === null;
      if (place !== null) place.hidden = true;
      if (found === null) return;
      const said = found.stale === "" ? found.lines : [found.stale];
      lines.replaceChildren(...said.map((line) => make("p", {}, line)));
      if (found.stale !== "") return;
      for (const [id, [status, word]] of Object.entries(found.criteria)) {
        const link = links.get(id);
        link?.append(" ", make("span", { class: "own-state", "data-status": status }, word));
        if (place === null || place.dataset["ownHere"] !== id) continue;
        place.replaceChildren(`${words.here}${word}`);
        place.dataset["status"] = status;
        place.hidden = false;
      }
    };
    addEventListener("storage", show, { signal });
    addEventListener("pageshow", (event) => { if (event.persisted) show(); }, { signal });
    show();
  },
};

interface Found extends Standing {
  readonly stale: string; // why it may not be shown; empty: it holds
}

/** read is the standing of the record that is open, null where there is no record with answers. */
function read(shelf: RecordShelf, program: string): Found | null {
  const item = shelf.item(shelf.open());
  const loaded = item.load();
  if (loaded.kind !== "found" || Object.keys(loaded.content.answers).length === 0) return null;
  const none = { v: 1, saved: "", program: "", lines: [], criteria: {} } as const;
  try {
    const kept = JSON.parse(localStorage.getItem(standingKey(item.key)) ?? "null") as unknown;
    if (!isStanding(kept)) return { ...none, stale: words.never };
    if (kept.program !== program) return { ...kept, stale: words.definition };
    if (kept.saved !== savedAt(localStorage.getItem(item.key)) || sharedSince(shelf, kept.saved)) return { ...kept, stale: words.changed };
    return { ...kept, stale: "" };
  } catch {
    return { ...none, stale: words.never };
  }
}

/** sharedSince reports whether another form changed an answer of the record since. */
function sharedSince(shelf: RecordShelf, saved: string): boolean {
  const book: unknown = JSON.parse(localStorage.getItem(shelf.sharedKey) ?? "null");
  if (!isRecord(book) || !isRecord(book["answers"])) return false;
  const record = shelf.name(shelf.open());
  return Object.values(book["answers"]).some((entry) => isRecord(entry) && isRecord(entry["in"]) && record in entry["in"] && entry["from"] !== record && String(entry["saved"]) > saved);
}

function isStanding(kept: unknown): kept is Standing {
  return isRecord(kept) && kept["v"] === 1 && Array.isArray(kept["lines"]) && isRecord(kept["criteria"])
    && Object.values(kept["criteria"]).every((c) => Array.isArray(c));
}
