// The search: a field, and under it a list of links. It stands in the page /search/, and in the dialog that search-link.ts
// makes of that page. The text of the handbook is fetched when the field is used first.

import { part, type Enhancement } from "../enhance";
import { fetchBook, Line, type Book } from "./book";
import { find, lead, pieces, shorter, spots, type Hit, type Piece } from "./find";
import { parse, type Word } from "./query";
import * as text from "./text";

const first = 10; // hits that are shown at once, and with each "more"
const quiet = 500; // ms until the number of hits is read out
const most = 90; // characters of a line that are shown
const places = 2; // lines of a page

export const searchPanel: Enhancement = {
  name: "search-panel",
  mount(root, signal) {
    const panel = new Panel(root, signal);
    panel.start();
  },
};

class Panel {
  private readonly field: HTMLInputElement;
  private readonly state: HTMLElement;
  private readonly list: HTMLOListElement;
  private readonly more: HTMLButtonElement;
  private readonly retry: HTMLButtonElement;
  private readonly live: HTMLElement;
  private readonly help: HTMLElement;
  private readonly dialog: HTMLDialogElement | null;
  private readonly home: string; // address of the site's root
  private book: Book | null = null;
  private loading = false;
  private query: string | null = null; // that the list shows
  private words: Word[] = [];
  private hits: Hit[] = [];
  private saying = 0;

  constructor(private readonly root: HTMLElement, private readonly signal: AbortSignal) {
    this.field = part(root, "input");
    this.state = part(root, "[data-search-state]");
    this.list = part(root, "[data-search-hits]");
    this.more = part(root, "[data-search-more]");
    this.retry = part(root, "[data-search-retry]");
    this.live = part(root, "[data-search-live]");
    this.help = part(root, "[data-search-help]");
    this.dialog = root.closest("dialog");
    this.home = new URL(part<HTMLAnchorElement>(root, "[data-search-home]").href, document.baseURI).href;
  }

  start(): void {
    const { signal, field, root } = this;
    const on = <E extends Event>(target: EventTarget, name: string, then: (event: E) => void): void => {
      target.addEventListener(name, then as (event: Event) => void, { signal });
    };
    on(field, "focus", () => this.load());
    // while a word is being composed its letters are not yet what is meant; the end of it is an input of its own in some
    // browsers only
    on<InputEvent>(field, "input", (event) => { if (!event.isComposing) this.search(); });
    on(field, "compositionend", () => this.search());
    on<SubmitEvent>(part(root, "form"), "submit", (event) => {
      event.preventDefault();
      this.search();
      this.links()[0]?.focus();
    });
    on(this.more, "click", () => this.showMore());
    on(this.retry, "click", () => {
      this.load();
      this.field.focus();
    });
    on<KeyboardEvent>(root, "keydown", (event) => this.key(event));
    on<MouseEvent>(this.list, "click", (event) => {
      // a link into the page that is open leads nowhere else
      if (event.target instanceof Element && event.target.closest("a") !== null) this.dialog?.close();
    });
    for (const close of root.querySelectorAll("[data-search-close]")) on(close, "click", () => this.dialog?.close());
    if (this.dialog !== null) {
      const { dialog } = this;
      on<MouseEvent>(dialog, "click", (event) => { if (event.target === dialog) dialog.close(); });
    } else {
      on(window, "popstate", () => this.fromAddress());
      on(window, "pageshow", () => { if (this.field.value !== (this.query ?? "")) this.search(); });
      this.fromAddress();
    }
    root.hidden = false;
    if (document.activeElement === field || this.dialog !== null) this.load();
  }

  /** fromAddress shows what the address of the page asks for. */
  private fromAddress(): void {
    const query = new URLSearchParams(location.search).get("q") ?? "";
    this.field.value = query;
    if (query !== "") this.load();
    this.search(false);
  }

  private load(): void {
    if (this.book !== null || this.loading) return;
    this.loading = true;
    this.retry.hidden = true;
    this.list.setAttribute("aria-busy", "true");
    this.say(text.loading, false);
    fetchBook(new URL("search/index.bin", this.home).href).then((book) => {
      this.book = book;
      this.say("", false);
      this.query = null;
      this.search(false);
    }, (err: unknown) => {
      console.warn("search:", err);
      this.say(location.protocol === "file:" ? text.fromDisk : navigator.onLine ? text.failed : text.offline);
      this.retry.hidden = location.protocol === "file:";
    }).finally(() => {
      this.loading = false;
      this.list.removeAttribute("aria-busy");
    });
  }

  private search(remember = true): void {
    const query = this.field.value.trim();
    if (remember && this.dialog === null) {
      const at = new URL(location.href);
      if (query === "") at.searchParams.delete("q");
      else at.searchParams.set("q", query);
      if (at.href !== location.href) history.replaceState(history.state, "", at);
    }
    if (this.book === null) {
      if (query !== "") this.load();
      return;
    }
    if (query === this.query) return;
    this.query = query;
    this.words = parse(query, this.book.names);
    this.hits = find(this.book, this.words);
    this.list.replaceChildren();
    this.help.hidden = this.words.length > 0;
    if (this.words.length === 0) {
      this.more.hidden = true;
      this.say("");
      return;
    }
    this.say(this.hits.length === 0 ? text.nothing(query) : text.hits(this.hits.length));
    if (this.hits.length === 0) this.suggest(this.book, query);
    this.showMore();
  }

  private suggest(book: Book, query: string): void {
    const found = shorter(book, query);
    if (found.length === 0) {
      this.state.append(` ${text.tryOther}`);
      return;
    }
    const list = element("span", "search-suggestions");
    for (const other of found) {
      const button = element("button", "button button-quiet", text.searchFor(other));
      button.type = "button";
      button.addEventListener("click", () => {
        this.field.value = other;
        this.field.focus();
        this.search();
      }, { signal: this.signal });
      list.append(button, " ");
    }
    this.state.append(list);
  }

  /** showMore shows the next hits. */
  private showMore(): void {
    const { book, hits, list } = this;
    if (book === null) return;
    const from = list.children.length;
    list.append(...hits.slice(from, from + first).map((hit) => this.item(book, hit)));
    const left = hits.length - list.children.length;
    const focused = document.activeElement === this.more;
    this.more.hidden = left === 0;
    if (left > 0) this.more.textContent = text.more(left);
    if (from > 0 && focused) list.children[from]?.querySelector("a")?.focus();
  }

  private item(book: Book, hit: Hit): HTMLLIElement {
    const page = book.pages[hit.page]!;
    // a site for a disk names the files
    const file = this.home.endsWith("/index.html") && !page.path.endsWith(".html") ? "index.html" : "";
    const address = new URL(encodeURI(page.path) + file, this.home).href;
    const item = element("li", "search-hit");
    const title = element("a", "search-title");
    title.href = address;
    title.append(...marked(pieces(page.title, this.words)));
    item.append(title);
    const where = [page.label, page.where].filter((x) => x !== "").join(text.between);
    if (where !== "") item.append(element("p", "search-where", where));
    const found = spots(book, hit.page, this.words, places);
    for (const spot of found) {
      const line = book.kindOf[spot.line] === Line.heading ? null : book.line(spot.line);
      const at = element("p", "search-spot");
      if (spot.id !== "") {
        const link = element("a", "search-place");
        link.href = `${address}#${encodeURIComponent(spot.id)}`;
        link.append(...(spot.heading !== "" ? marked(pieces(spot.heading, this.words, most)) : [text.here]));
        at.append(link, " ");
      }
      if (line !== null) at.append(...marked(pieces(line, this.words, most)));
      item.append(at);
    }
    const about = found.length === 0 ? lead(book, hit.page) : "";
    if (about !== "") item.append(paragraph("search-spot", marked(pieces(about, [], most))));
    return item;
  }

  /** say shows a message, and reads it out when the visitor has stopped typing. */
  private say(message: string, aloud = true): void {
    this.state.replaceChildren(message);
    clearTimeout(this.saying);
    if (aloud) this.saying = setTimeout(() => { this.live.textContent = message; }, quiet);
  }

  private links(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("a")];
  }

  /** key moves between the field and the hits. */
  private key(event: KeyboardEvent): void {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const down = event.key === "ArrowDown";
    if (!down && event.key !== "ArrowUp") return;
    const stops = [this.field, ...this.links(), ...(this.more.hidden ? [] : [this.more])];
    const now = stops.indexOf(document.activeElement as HTMLInputElement);
    const next = stops[now + (down ? 1 : -1)];
    if (now < 0 || next === undefined) return;
    event.preventDefault();
    next.focus();
  }
}

function element<N extends keyof HTMLElementTagNameMap>(name: N, className: string, words = ""): HTMLElementTagNameMap[N] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  return made;
}

function paragraph(className: string, content: readonly (Node | string)[]): HTMLParagraphElement {
  const made = element("p", className);
  made.append(...content);
  return made;
}

function marked(shown: readonly Piece[]): (Node | string)[] {
  return shown.map((piece) => (piece.marked ? element("mark", "", piece.text) : piece.text));
}
