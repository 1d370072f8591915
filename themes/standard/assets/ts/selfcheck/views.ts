// The views of the page: the form, and panels beside it, one of them shown at a time. The view stands in the address, so
// that the browser's buttons and a link to a view work. Without this file the page is the form alone.

import type { More, Session } from "./session";
import * as text from "../text";

const form = "form";

export class Views {
  readonly #session: Session;
  readonly #links: ReadonlyMap<string, HTMLAnchorElement>;
  readonly #panels = new Map<string, HTMLElement>();
  readonly #mounted = new Set<string>();
  readonly #more: () => Promise<More>;
  readonly #positions = new Map<string, number>(); // how far each view was scrolled

  constructor(session: Session, nav: HTMLElement, more: () => Promise<More>) {
    this.#session = session;
    this.#more = more;
    this.#links = new Map([...nav.querySelectorAll<HTMLAnchorElement>("a[data-view]")].map((link) => [link.dataset["view"] ?? "", link]));
    for (const panel of session.root.querySelectorAll<HTMLElement>("[data-panel]")) this.#panels.set(panel.dataset["panel"] ?? "", panel);
    nav.hidden = false;
    nav.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-view]") : null;
      if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      history.pushState(null, "", link.hash === "" ? location.pathname + location.search : link.hash);
      this.show(link.dataset["view"] ?? form, true);
    }, { signal: session.signal });
    session.root.addEventListener("kijun:reveal", (event) => {
      const panel = (event.target as Element).closest<HTMLElement>("[data-panel]");
      this.show(panel?.dataset["panel"] ?? form);
    }, { signal: session.signal });
    for (const change of ["hashchange", "popstate"]) addEventListener(change, () => this.show(this.#ofAddress()), { signal: session.signal });
    this.show(this.#ofAddress());
  }

  /** show brings a view to the front; focus takes the visitor's focus along. */
  show(name: string, focus = false): void {
    const { root } = this.#session;
    const before = root.dataset["view"] ?? form;
    const view = this.#panels.has(name) ? name : form;
    if (before !== view) this.#positions.set(before, scrollY);
    root.dataset["view"] = view;
    for (const [of, link] of this.#links) {
      if (of === view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    for (const [of, panel] of this.#panels) panel.hidden = of !== view;
    const panel = this.#panels.get(view);
    if (panel !== undefined) void this.#mount(view, panel);
    if (before === view || !focus) return;
    scrollTo({ top: this.#positions.get(view) ?? Math.min(scrollY, this.#top()), behavior: "instant" });
    panel?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }

  #top(): number {
    return this.#session.root.getBoundingClientRect().top + scrollY;
  }

  async #mount(name: string, box: HTMLElement): Promise<void> {
    if (this.#mounted.has(name)) return;
    this.#mounted.add(name);
    try {
      const { panels } = await this.#more();
      panels.find((panel) => panel.name === name)?.mount(box, this.#session);
      box.dataset["ready"] = ""; // hook for CSS and tests
    } catch (err) {
      console.error("kijun: a view did not load", err);
      this.#mounted.delete(name);
      this.#session.tell({ kind: "error", text: text.toast.noMore });
    }
  }

  #ofAddress(): string {
    for (const [name, panel] of this.#panels) if (`#${panel.id}` === location.hash) return name; // the link to a view is optional
    return form;
  }
}
