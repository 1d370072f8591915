// Self-check pages in a frame of another site; early.ts loads this. In a plain frame the form scrolls inside. When the page
// around it is one of ours (embed.ts) the frame grows with the form, and nothing in it can stick to the window: what is in
// sight is told from outside, and what the form wants to show is told there.

import type { FromForm, FromOutside } from "./ts/embed/messages";

const page = document.documentElement;
const gap = 16; // px between the window and the result beside the form

let outside = ""; // the origin of the page around, once it has spoken
let view: FromOutside | null = null;
let told = "";

function tell(what: FromForm): void {
  parent.postMessage(what, outside === "" || outside === "null" ? "*" : outside); // a page out of a file has no origin
}

function size(): void {
  if (outside === "") return;
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  const now = `${height} ${document.title}`;
  if (now === told) return;
  told = now;
  tell({ kijun: "size", height, title: document.title });
}

function show(place: Element, block: ScrollLogicalPosition): void {
  size(); // the frame must be high enough first
  const { top, height } = place.getBoundingClientRect();
  tell({ kijun: "show", top: top + scrollY, height, block });
}

/** stick keeps the result in sight, as position: sticky does in a window. */
function stick(): void {
  if (view === null || view.bottom <= view.top) return;
  page.style.setProperty("--embed-top", `${view.top}px`);
  page.style.setProperty("--embed-height", `${view.bottom - view.top}px`);
  const side = document.querySelector<HTMLElement>(".check-side");
  const form = side?.parentElement;
  if (side === null || form === null || form === undefined) return;
  const around = form.getBoundingClientRect();
  const box = side.getBoundingClientRect();
  const own = box.top - (parseFloat(side.style.getPropertyValue("--embed-shift")) || 0); // where it stands unmoved
  const beside = getComputedStyle(form).display === "grid";
  const wanted = (beside ? view.top + gap : view.bottom - box.height) - own;
  const shift = Math.max(around.top - own, Math.min(wanted, around.bottom - box.height - own));
  side.style.setProperty("--embed-shift", `${beside ? Math.max(0, shift) : Math.min(0, shift)}px`);
}

function placeOf(hash: string): HTMLElement | null {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null; // not an address of ours: %
  }
}

addEventListener("message", (event: MessageEvent<unknown>) => {
  const said = event.data as FromOutside | null;
  if (event.source !== parent || said?.kijun !== "view" || (outside !== "" && event.origin !== outside)) return;
  view = said;
  if (outside === "") {
    outside = event.origin;
    page.dataset["embed"] = "grown";
    const watch = new ResizeObserver(() => {
      size();
      stick();
    });
    for (const box of document.querySelectorAll("body, .check-side")) watch.observe(box);
    const scroll = Element.prototype.scrollIntoView;
    Element.prototype.scrollIntoView = function (how) {
      scroll.call(this, how); // of boxes inside the form
      show(this, (typeof how === "object" ? how.block : undefined) ?? "start");
    };
    addEventListener("hashchange", () => placeOf(location.hash)?.scrollIntoView());
  }
  stick();
});

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link === null || link.hasAttribute("download") || !link.protocol.startsWith("http")) return;
  if (link.origin !== location.origin || link.pathname !== location.pathname) {
    link.target = "_blank"; // there is no way back out of a handbook in a frame
    link.rel = "noopener";
  } else if (link.hash !== "" && link.hash === location.hash && outside !== "") {
    requestAnimationFrame(() => placeOf(link.hash)?.scrollIntoView());
  }
}, { capture: true });

tell({ kijun: "ready" });
