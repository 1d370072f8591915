// A word of the glossary is a link that carries its definition. With a mouse or by keyboard the definition shows beside the
// link; a finger shows it with the first touch and follows the link with the second. WCAG 2.2 SC 1.4.13: Escape closes it,
// the pointer may go over it, and it stays until pointer or focus leave. Screen readers have it as the link's description.

import { termAgain } from "./text";

const showAfter = 150; // ms: a pointer on its way elsewhere opens nothing
const hideAfter = 250; // ms: time to get from the link to the definition
const gap = 6; // px between link and definition

export function termTips(doc: Document): void {
  const links = doc.querySelectorAll<HTMLAnchorElement>("a[data-definition]");
  if (links.length === 0 || !("popover" in HTMLElement.prototype)) return;
  describe(doc, links);

  const tip = doc.createElement("div");
  tip.className = "term-tip";
  tip.popover = "manual";
  tip.ariaHidden = "true"; // the description says it already
  const text = doc.createElement("p");
  const hint = doc.createElement("p");
  hint.className = "term-tip-hint";
  tip.append(text, hint);
  doc.body.append(tip);

  let open: HTMLAnchorElement | null = null;
  let timer = 0;
  let touch = false;

  const hide = (): void => {
    clearTimeout(timer);
    if (open !== null) tip.hidePopover();
    open = null;
  };
  const show = (link: HTMLAnchorElement): void => {
    clearTimeout(timer);
    if (open === link) return;
    hide();
    text.textContent = link.dataset["definition"] ?? "";
    text.lang = languageOf(link);
    hint.textContent = touch ? termAgain : "";
    tip.showPopover();
    place(link, tip);
    open = link;
  };
  const later = (act: () => void, ms: number): void => {
    clearTimeout(timer);
    timer = window.setTimeout(act, ms);
  };

  for (const link of links) {
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") later(() => show(link), showAfter);
    });
    link.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") later(hide, hideAfter);
    });
    link.addEventListener("focus", () => {
      touch = false;
      if (link.matches(":focus-visible")) show(link);
    });
    link.addEventListener("blur", hide);
    link.addEventListener("click", (event) => {
      if (!touch || open === link) return;
      event.preventDefault();
      show(link);
    });
  }
  tip.addEventListener("pointerenter", () => clearTimeout(timer));
  tip.addEventListener("pointerleave", () => later(hide, hideAfter));
  doc.addEventListener("pointerdown", (event) => {
    touch = event.pointerType !== "mouse";
    const target = event.target instanceof Element ? event.target : null;
    if (target === null || target.closest(".term-tip") === null && target.closest("a") !== open) hide();
  }, { capture: true });
  doc.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open !== null && !event.isComposing) hide();
  });
  window.addEventListener("resize", hide);
}

/** describe gives every link its definition as a description, written once for each word. */
function describe(doc: Document, links: Iterable<HTMLAnchorElement>): void {
  const ids = new Map<string, string>();
  for (const link of links) {
    const text = link.dataset["definition"] ?? "";
    let id = ids.get(text);
    if (id === undefined) {
      id = `term-description-${ids.size}`;
      ids.set(text, id);
      const description = doc.createElement("p");
      description.id = id;
      description.hidden = true;
      description.textContent = text;
      description.lang = languageOf(link);
      doc.body.append(description);
    }
    link.setAttribute("aria-describedby", id);
  }
}

/** languageOf is the language of a definition: the page's, or that of the glossary it leads to. */
function languageOf(link: HTMLAnchorElement): string {
  return link.hreflang || document.documentElement.lang;
}

/** place puts the definition below the link, above it where there is no room, and inside the window. */
function place(link: HTMLElement, tip: HTMLElement): void {
  const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const below = at.bottom + gap + height <= window.innerHeight || at.top < height + gap;
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
  tip.style.left = `${left + window.scrollX}px`;
  tip.style.top = `${(below ? at.bottom + gap : at.top - gap - height) + window.scrollY}px`;
}
