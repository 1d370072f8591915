// /embed.js: another site shows a self-check of this handbook, by
//
//   <script src="https://…/embed.js" async></script>
//   <kijun-check scheme="…"><a href="https://…/schemes/…/check/">…</a></kijun-check>
//
// or, where a page may have scripts but no elements that HTML does not know, by the script alone, which puts the form in its
// own place:
//
//   <script src="https://…/embed.js" data-scheme="…" async></script>
//
// Both know edition, theme (light or dark, otherwise as the visitor's system has it), title and lang besides. The form is a
// frame that grows with its content. What is answered stays in the visitor's browser; the page around sees nothing of it.

import type { FromForm, FromOutside } from "./ts/embed/messages";

const script = document.currentScript as HTMLScriptElement | null;
const handbook = new URL(".", script?.src ?? document.baseURI).href;
const tag = "kijun-check";
const rest = 100; // ms without scrolling
const highest = 200_000; // px; more is a mistake

class KijunCheck extends HTMLElement {
  static readonly observedAttributes = ["scheme", "edition", "theme"];

  #frame: HTMLIFrameElement | null = null;
  #left = new AbortController();
  #grown = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    const { signal } = (this.#left = new AbortController());
    const address = this.#address();
    if (address === null) {
      console.error(`<${tag}>: the attribute scheme is missing`, this);
      return;
    }
    const frame = document.createElement("iframe");
    frame.title = this.title || (this.textContent ?? "").trim() || (this.getAttribute("scheme") ?? "");
    frame.lang = this.lang;
    frame.loading = "lazy";
    frame.allow = "clipboard-write";
    frame.src = address;
    Object.assign(frame.style, { display: "block", inlineSize: "100%", blockSize: "40rem", border: "0" });
    Object.assign(this.style, { display: "block", position: "relative" });
    this.#frame = frame;
    this.#grown = false;
    this.replaceChildren(frame); // what stands inside is for browsers without this script
    addEventListener("message", (event) => this.#hear(event), { signal });
    const later = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#tell(), rest);
    };
    addEventListener("scroll", later, { signal, capture: true, passive: true }); // of any box around the frame
    addEventListener("resize", later, { signal });
  }

  disconnectedCallback(): void {
    this.#left.abort();
    clearTimeout(this.#timer);
  }

  attributeChangedCallback(): void {
    const address = this.#address();
    if (this.#frame !== null && address !== null && this.#frame.src !== address) this.#frame.src = address;
  }

  get #site(): string {
    return this.getAttribute("site") ?? handbook;
  }

  #address(): string | null {
    const [scheme, edition, theme] = KijunCheck.observedAttributes.map((name) => encodeURIComponent(this.getAttribute(name) ?? ""));
    return scheme === "" ? null : new URL(`schemes/${scheme}/${edition === "" ? "" : `${edition}/`}check/?embed${theme === "" ? "" : `=${theme}`}`, this.#site).href;
  }

  #hear(event: MessageEvent<unknown>): void {
    const frame = this.#frame;
    if (frame === null || event.source !== frame.contentWindow || event.origin !== new URL(this.#site).origin) return;
    const said = event.data as FromForm | null;
    switch (said?.kijun) {
      case "ready":
        this.#grown = true;
        this.#tell();
        break;
      case "size":
        if (!(said.height > 0 && said.height < highest)) return;
        frame.style.blockSize = `${said.height}px`;
        if (this.title === "") frame.title = said.title;
        this.#tell();
        break;
      case "show":
        this.#show(said.top, said.height, said.block);
        break;
    }
  }

  /** #tell says which part of the frame is in sight. */
  #tell(): void {
    const frame = this.#frame;
    if (frame === null || !this.#grown) return;
    const { top, height } = frame.getBoundingClientRect();
    const stuck = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0; // to the top of the window
    const view: FromOutside = { kijun: "view", top: Math.max(0, stuck - top), bottom: Math.min(height, innerHeight - top) };
    frame.contentWindow?.postMessage(view, new URL(this.#site).origin);
  }

  /** #show brings a place of the form into sight, past whatever scrolls around it and below what the page has stuck to its top. */
  #show(top: number, height: number, block: ScrollLogicalPosition): void {
    const mark = document.createElement("span");
    Object.assign(mark.style, { position: "absolute", insetBlockStart: `${top}px`, blockSize: `${height}px` });
    this.append(mark);
    mark.scrollIntoView({ block });
    mark.remove();
  }
}

// Two handbooks may stand on one page: the element is the same.
if (customElements.get(tag) === undefined) customElements.define(tag, KijunCheck);

if (script?.dataset["scheme"] !== undefined) {
  const check = document.createElement(tag);
  check.setAttribute("site", handbook);
  for (const name of [...KijunCheck.observedAttributes, "title", "lang"]) {
    const value = script.dataset[name];
    if (value !== undefined) check.setAttribute(name, value);
  }
  script.after(check);
}
