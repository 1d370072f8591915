// What drawing a result needs of the page: to write only what differs, links that take the focus along, and bars.

import type { Num, ScoreResult } from "kijun:host";

export function write(element: Element | null, words: string): void {
  if (element !== null && element.textContent !== words) element.textContent = words;
}

/** wordsOf is what an element says on one line; something else where it is not there. */
export function wordsOf(element: Element | null | undefined, otherwise = ""): string {
  return (element?.textContent ?? otherwise).trim().replace(/\s+/gu, " ");
}

export function attribute(element: Element, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** criterionIn is where a criterion stands. */
export function criterionIn(root: ParentNode, id: string): HTMLElement | null {
  return root.querySelector(`[data-criterion="${CSS.escape(id)}"]`);
}

/** progressOf is how many questions are answered and open, without the sections that nothing judged depends on. */
export function progressOf(root: ParentNode, result: ScoreResult): { answered: number; open: number } {
  let { answered, open } = result.progress;
  for (const section of root.querySelectorAll<HTMLElement>("[data-section][data-aside]")) {
    const aside = result.sections[section.dataset["section"] ?? ""];
    answered -= aside?.answered ?? 0;
    open -= aside?.open ?? 0;
  }
  return { answered, open };
}

/** rows makes a list anew only if its keys differ: a link that has the focus keeps it. */
export function rows(list: HTMLElement, keys: readonly string[], make: (index: number) => HTMLElement): void {
  const key = keys.join("\n");
  if (list.dataset["rows"] === key) return;
  list.dataset["rows"] = key;
  list.replaceChildren(...keys.map((_, index) => make(index)));
}

/** jump is a link that takes the focus along: following a fragment alone leaves it where it was. */
export function jump(target: HTMLElement, words: string): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = `#${target.id}`;
  link.textContent = words;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    reveal(target);
    const focusable = target.matches("input, select, textarea") ? target : target.querySelector<HTMLElement>("input, select, textarea, td a");
    target.scrollIntoView({ block: target === focusable ? "center" : "start" });
    focusable?.focus({ preventScroll: true });
  });
  return link;
}

/** reveal asks for a place to be brought into sight before the focus goes there. */
export function reveal(place: HTMLElement): void {
  place.dispatchEvent(new CustomEvent("kijun:reveal", { bubbles: true }));
}

/** placeOfHash is what the address leads to, or a link by its hash. */
export function placeOfHash(hash = location.hash): HTMLElement | null {
  try {
    return hash === "" ? null : document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null; // not an address of ours: %
  }
}

/** fillMeter shows on a bar what is certain and what is possible of a whole, and the mark to be reached, if there is one. */
export function fillMeter(meter: HTMLElement, whole: number, certain: Num, possible: Num, mark?: Num): void {
  meter.className = "meter";
  meter.setAttribute("aria-hidden", "true"); // the numbers stand beside it
  // through the object model: an inline style attribute would need a hole in the content security policy
  const set = (name: string, part: Num): void => meter.style.setProperty(`--meter-${name}`, `${whole > 0 ? Math.min(100, Math.max(0, (100 * Number(part)) / whole)) : 0}%`);
  set("certain", certain);
  set("possible", possible);
  if (mark === undefined) meter.replaceChildren();
  else if (meter.firstChild === null) meter.append(document.createElement("span"));
  set("mark", mark ?? 0);
}
