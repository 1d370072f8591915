// The records of a scheme: a list in which they are opened, copied, named and taken away, what they show side by side and
// over the years, and what became of answers that were carried over or added up.
//
// # Decisions
// - A record's rarer actions stand in a disclosure, not in a menu of the ARIA kind: it needs no keys of its own.
// - Nothing is loaded or scored while the panel is out of sight.

import * as text from "../text";
import { carryOver, leftList, leftOf, type Left } from "./carry";
import { ask } from "./dialog";
import { jump, progressOf, reveal } from "./draw";
import { Editions } from "./editions";
import { askLabel, nextPeriod } from "./labels";
import { make } from "./make";
import { labelOf, nameOf, RecordShelf, type Label } from "./records";
import type { Panel, Session } from "./session";
import { addSites } from "./sites";
import { isRecord, keyPrefix } from "./storage";
import { damagedKeys, judge, partsOf, putBack, storedRecords, take, type Judged } from "./stored";
import { panelText } from "./text-panels";
import { download, fileName, writeAnswers } from "./transfer";
import { coverKey } from "./cover";
import { thisYear } from "../indicators/year";
import { drawVersus } from "./versus";
import { wipeBox } from "./wipe";
import { drawYears } from "./years";
import * as marks from "../marks";

const words = panelText.records;
const mostSides = 6;

export const recordsPanel: Panel = {
  name: "records",
  mount(box, session) {
    new RecordsPanel(box, session);
  },
};

class RecordsPanel {
  readonly #box: HTMLElement;
  readonly #session: Session;
  readonly #editions: Editions;
  readonly #list = make("div", { class: "kept-lists" });
  readonly #versus = make("section", { class: "versus-box", "data-versus-box": "" });
  readonly #years = make("section", { "data-years-box": "" });
  readonly #status = make("p", { class: "kept-status", role: "status" });
  readonly #picked = new Set<string>(); // keys
  #records: readonly Judged[] = [];
  #compared: { keys: readonly string[]; all: boolean } | null = null;
  #shown = ""; // of the list
  #frame = 0;
  #drawing = 0;

  constructor(box: HTMLElement, session: Session) {
    this.#box = box;
    this.#session = session;
    this.#editions = new Editions(session);
    const { root, signal } = session;
    box.append(this.#list, this.#status, this.#versus, this.#years, wipeBox(session));
    for (const event of ["kijun:record", "kijun:saved", "kijun:result"]) root.addEventListener(event, () => this.#later(), { signal });
    addEventListener("storage", (event) => {
      if (event.key === null || event.key.startsWith(`${keyPrefix(session.base)}${session.scheme}@`)) this.#later();
    }, { signal });
    new MutationObserver(() => this.#later()).observe(box, { attributeFilter: ["hidden"] });
    let width = 0;
    new ResizeObserver(([entry]) => {
      if (Math.abs((entry?.contentRect.width ?? 0) - width) < 1) return;
      width = entry?.contentRect.width ?? 0;
      this.#later(); // the chart is drawn for the width it has
    }).observe(box);
    this.#list.addEventListener("click", (event) => this.#onClick(event), { signal });
    this.#list.addEventListener("change", (event) => this.#onPick(event), { signal });
    this.#list.addEventListener("keydown", (event) => {
      const menu = event.target instanceof Element ? event.target.closest<HTMLDetailsElement>("details[open]") : null;
      if (event.key !== "Escape" || menu === null) return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }, { signal });
    document.addEventListener("click", (event) => {
      for (const menu of this.#list.querySelectorAll<HTMLDetailsElement>(".kept-menu[open]")) if (!menu.contains(event.target as Node)) menu.open = false;
    }, { signal });
    void this.#draw();
  }

  #later(): void {
    if (this.#box.hidden || this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      void this.#draw();
    });
  }

  async #draw(): Promise<void> {
    const turn = ++this.#drawing;
    const records = await judge(storedRecords(this.#session), this.#editions);
    if (turn !== this.#drawing) return; // a later one is on its way
    this.#records = records;
    for (const key of this.#picked) if (!records.some((r) => r.key === key)) this.#picked.delete(key);
    this.#drawList();
    drawYears(this.#years, records);
    this.#years.hidden = records.length === 0;
    await this.#drawVersus();
  }

  /** #drawList makes the list anew only if it says something else: a click is lost if its button goes before it is over. */
  #drawList(): void {
    const fresh = make("div", {}, ...this.#parts());
    if (fresh.innerHTML === this.#shown) return;
    this.#shown = fresh.innerHTML;
    const focused = this.#focused();
    this.#list.replaceChildren(...fresh.childNodes);
    if (focused !== "") (this.#list.querySelector<HTMLElement>(focused) ?? this.#list.querySelector<HTMLElement>("[data-do=new]"))?.focus({ preventScroll: true });
  }

  /** #focused is what has the focus in the list, as a selector of what will be there in its place. */
  #focused(): string {
    const { activeElement } = document;
    if (activeElement === null || !this.#list.contains(activeElement)) return "";
    const key = activeElement.closest<HTMLElement>("[data-record]")?.dataset["record"];
    const what = activeElement.matches("summary") ? "summary" : `[data-do="${(activeElement as HTMLElement).dataset["do"] ?? ""}"]`;
    if (key === undefined) return what;
    const visible = activeElement.closest("details") === null ? what : "summary"; // the menu is closed now
    return `[data-record="${CSS.escape(key)}"] ${visible}`;
  }

  // The list

  #parts(): HTMLElement[] {
    const session = this.#session;
    const own = this.#records.filter((r) => r.edition === session.edition);
    const others = [...new Set(this.#records.map((r) => r.edition))].filter((edition) => edition !== session.edition);
    return [
      make("p", {}, words.lead),
      make("p", { class: "kept-buttons" }, button("new", words.add, "button")),
      ...this.#news(),
      ...(others.length === 0 ? [] : [make("h3", {}, words.own)]),
      own.length === 0 ? make("p", { class: "kept-none" }, words.none) : make("ul", { class: "kept-list" }, ...own.map((r) => this.#item(r))),
      ...others.flatMap((edition) => this.#otherEdition(edition)),
      ...this.#tools(own),
      ...this.#damaged(),
    ];
  }

  #otherEdition(edition: string): HTMLElement[] {
    const known = this.#editions.get(edition);
    const way = known === undefined ? make("p", {}, words.elsewhere) : make("p", {}, make("a", { href: known.check }, words.otherPage(edition)));
    return [make("h3", {}, words.other(edition)), way, make("ul", { class: "kept-list", "data-kept-edition": edition }, ...this.#records.filter((r) => r.edition === edition).map((r) => this.#item(r)))];
  }

  #item(record: Judged): HTMLElement {
    const { edition } = this.#session;
    const own = record.edition === edition;
    const known = this.#editions.get(record.edition);
    const said = (label: string): Array<Node | string> => [label, make("span", { class: "visually-hidden" }, words.of(record.name))];
    const action = (name: string, label: string): HTMLElement => button(name, said(label));
    const menu = [
      ...(own && record.readable ? [action("copy", words.copy), action("rename", words.rename)] : []),
      ...(known?.carry !== undefined && record.readable ? [action("carry", words.carryIt)] : []),
      action("file", record.readable ? words.file : words.rescue),
      ...(record.saved === null ? [] : [action("remove", words.remove)]),
    ];
    const pick = make("input", { type: "checkbox", "data-do": "pick" });
    pick.checked = this.#picked.has(record.key);
    const item = make("li", { class: "kept", "data-record": record.key },
      make("p", { class: "kept-name" }, make("strong", {}, record.name), ...(record.open ? [" ", make("span", { class: "kept-open" }, words.opened)] : [])),
      ...(record.readable ? [this.#standing(record)] : [make("p", { class: "kept-bad" }, words.unreadable)]),
      make("p", { class: "kept-facts" }, facts(this.#session.root, record)),
      make("div", { class: "kept-actions" },
        ...(record.readable ? [make("label", { class: "kept-pick" }, pick, ...said(words.pick))] : []),
        ...(record.open || !record.readable || known === undefined ? [] : [action("open", words.openIt)]),
        make("details", { class: "kept-menu" }, make("summary", {}, ...said(words.more)), make("ul", {}, ...menu.map((one) => make("li", {}, one))))));
    item.toggleAttribute("data-open", record.open);
    return item;
  }

  /** #standing is what was judged of a record. */
  #standing({ result }: Judged): HTMLElement {
    if (result === null) return make("p", { class: "kept-result" });
    const awards = [...this.#session.root.querySelectorAll<HTMLElement>("[data-award]")];
    const verdicts = Object.entries(result.awards).map(([id, { verdict }]) => {
      const title = awards.find((award) => award.dataset["award"] === id)?.querySelector(".award-title")?.textContent ?? "";
      return make("span", { class: "kept-verdict", "data-verdict": verdict }, title === "" ? text.verdict[verdict] : words.verdict(title, text.verdict[verdict]));
    });
    const { total, maximum } = result;
    const range = ({ min, max }: NonNullable<typeof total>): string => (String(min) === String(max) ? String(min) : `${min}${marks.to}${max}`);
    return make("p", { class: "kept-result" }, ...verdicts, ...(total === undefined || maximum === undefined ? [] : [make("span", {}, words.total(range(total), range(maximum)))]));
  }

  /** #tools are what is done with several records. */
  #tools(own: readonly Judged[]): HTMLElement[] {
    if (this.#records.filter((r) => r.readable).length < 2) return [];
    const sums = this.#editions.data.sites !== undefined;
    const places = new Set(own.map((r) => labelOf(r.extras).place).filter((place) => place !== ""));
    return [
      make("p", { class: "kept-buttons" }, button("compare", words.compare), ...(sums ? [button("sum", words.sum)] : [])),
      ...(!sums && places.size > 1 ? [make("p", { class: "kept-facts", "data-no-sum": "" }, words.noSum)] : []),
    ];
  }

  /** #news is what became of the answers of the open record, where it was carried over or added up. */
  #news(): HTMLElement[] {
    const session = this.#session;
    const link = (field: string, label: string): Node | string => {
      const box = session.form.box(field);
      const target = session.form.first(field);
      return box === null || target === null ? label : jump(target, label);
    };
    const news: HTMLElement[] = [];
    const over = leftOf(session.extras);
    if (over !== null && over.left.length + over.fresh.length > 0) {
      news.push(make("section", { class: "kept-news", "data-left-over": "" }, make("h3", {}, words.carry.heading(over.edition)),
        ...(over.left.length === 0 ? [] : [make("h4", {}, words.carry.left(over.left.length)), leftList(over.left, (one: Left) => (one.now === "" ? one.label : link(one.now, one.label)))]),
        ...(over.fresh.length === 0 ? [] : [make("h4", {}, words.carry.fresh(over.fresh.length)), make("ul", {}, ...over.fresh.map((name) => make("li", {}, link(name, session.form.label(name)))))])));
    }
    const { added } = session.extras;
    if (isRecord(added)) {
      const names = (key: string): string[] => (Array.isArray(added[key]) ? (added[key] as unknown[]).map(String) : []);
      news.push(make("section", { class: "kept-news", "data-added": "" }, make("h3", {}, words.sites.heading), make("p", {}, words.sites.was(names("of"))),
        ...(["differing", "blank"] as const).flatMap((key) => (names(key).length === 0 ? [] : [make("h4", {}, words.sites[key](names(key).length)), make("ul", {}, ...names(key).map((name) => make("li", {}, link(name, session.form.label(name)))))]))));
    }
    return news;
  }

  #damaged(): HTMLElement[] {
    const found = damagedKeys(this.#session);
    if (found.length === 0) return [];
    return [make("section", { class: "kept-news", "data-damaged": "" }, make("h3", {}, words.aside(found.length)), make("p", {}, words.asideNote),
      make("ul", { class: "kept-list" }, ...found.map((key) => make("li", { class: "kept", "data-record": key }, make("p", { class: "kept-facts" }, key.slice(keyPrefix(this.#session.base).length)), make("div", { class: "kept-actions" }, button("rescue", words.rescue), button("drop", words.remove))))))];
  }

  // What is done

  #onPick(event: Event): void {
    const input = event.target;
    const key = input instanceof HTMLInputElement ? input.closest<HTMLElement>("[data-record]")?.dataset["record"] : undefined;
    if (key === undefined || !(input instanceof HTMLInputElement)) return;
    if (input.checked) this.#picked.add(key);
    else this.#picked.delete(key);
    this.#say("");
  }

  #onClick(event: Event): void {
    const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>("button[data-do]") : null;
    if (pressed === null) return;
    const key = pressed.closest<HTMLElement>("[data-record]")?.dataset["record"] ?? "";
    const record = this.#records.find((r) => r.key === key);
    const session = this.#session;
    pressed.closest("details")?.removeAttribute("open");
    switch (pressed.dataset["do"]) {
      case "new": return void this.#new();
      case "compare": return this.#compare();
      case "sum": return void this.#sum();
      case "rescue": return this.#rescue(key);
      case "drop": return void this.#drop(key);
    }
    if (record === undefined) return;
    switch (pressed.dataset["do"]) {
      case "open": return void this.#open(record);
      case "copy": return void this.#copy(record);
      case "rename": return void this.#rename(record);
      case "carry": return void carryOver(session, undefined, record.key);
      case "file": return void this.#file(record);
      case "remove": return void this.#remove(record);
    }
  }

  /** #mayLeave asks before answers go that are kept nowhere. */
  async #mayLeave(): Promise<boolean> {
    const session = this.#session;
    return session.flush() || Object.keys(session.form.answers()).length === 0 || ask(words.unkept);
  }

  async #open(record: Judged): Promise<void> {
    const session = this.#session;
    if (!(await this.#mayLeave())) return;
    if (record.edition === session.edition) return session.open(record.id);
    new RecordShelf(session.base, session.scheme, record.edition).setOpen(record.id);
    location.assign(new URL(this.#editions.get(record.edition)?.check ?? "", document.baseURI));
  }

  async #new(): Promise<void> {
    const session = this.#session;
    const label = await askLabel({ title: words.label.newTitle, label: { period: words.year(thisYear(new Date())), place: "", name: "" }, taken: this.#names(), yes: words.label.make });
    if (label === null || !(await this.#mayLeave())) return;
    session.open(session.shelf.newId(), { answers: {}, extras: { label } });
    this.#made(label);
    reveal(session.root);
  }

  async #copy(record: Judged): Promise<void> {
    const session = this.#session;
    const was = labelOf(record.extras);
    const label = await askLabel({ title: words.label.copyTitle(record.name), label: { ...was, period: nextPeriod(was.period) }, taken: this.#names(), yes: words.label.copy });
    if (label === null || !(await this.#mayLeave())) return;
    const id = session.shelf.newId();
    session.cover?.save();
    this.#storing(() => {
      const cover = localStorage.getItem(coverKey(record.key));
      if (cover !== null) localStorage.setItem(coverKey(session.shelf.item(id).key), cover);
    });
    session.open(id, { answers: record.answers, extras: { ...record.extras, label } });
    this.#made(label);
  }

  #made(label: Label): void {
    this.#session.tell({ kind: "done", text: words.made(nameOf(label)) });
  }

  async #rename(record: Judged): Promise<void> {
    const session = this.#session;
    const label = await askLabel({ title: words.label.renameTitle, label: labelOf(record.extras), taken: this.#records.filter((r) => r.key !== record.key).map((r) => r.name), yes: words.label.save });
    if (label === null) return;
    if (record.open) {
      session.keep("label", label);
      session.flush();
    } else {
      const item = session.shelf.item(record.id);
      const loaded = item.load(); // another tab may have changed it meanwhile
      if (loaded.kind === "found" && !item.save({ ...loaded.content, extras: { ...loaded.content.extras, label } }, loaded.saved)) return session.tell({ kind: "error", text: words.full });
    }
    this.#told();
    session.tell({ kind: "done", text: words.renamed(nameOf(label)) });
  }

  async #remove(record: Judged): Promise<void> {
    const session = this.#session;
    if (!(await ask(words.removeAsk(record.name)))) return;
    let undo: () => void;
    const heir = this.#records.find((r) => r.edition === session.edition && r.key !== record.key && r.readable);
    if (record.open && heir === undefined) {
      undo = session.clear();
    } else {
      session.flush();
      session.cover?.save();
      if (record.open && heir !== undefined) session.open(heir.id);
      const taken = take(partsOf(record));
      undo = () => {
        this.#storing(() => putBack(taken));
        if (record.open) session.open(record.id);
        this.#told();
      };
    }
    this.#told();
    session.tell({ kind: "done", text: words.removed(record.name), undo });
  }

  async #file(record: Judged): Promise<void> {
    const { scheme } = this.#session;
    const form = await this.#editions.form(record.edition);
    if (!record.readable || form === null) return this.#rescue(record.key);
    const name = fileName(scheme, `${record.edition}-${record.name}`);
    download(name, writeAnswers(form, scheme, record.edition, record.answers, null));
    this.#session.tell({ kind: "done", text: text.toast.exported(name) });
  }

  /** #rescue hands over what cannot be read as it is. */
  #rescue(key: string): void {
    const name = `${key.slice(keyPrefix(this.#session.base).length).replace(/[^\w.-]/gu, "_")}.txt`;
    download(name, localStorage.getItem(key) ?? "", "text/plain");
    this.#session.tell({ kind: "done", text: text.toast.exported(name) });
  }

  async #drop(key: string): Promise<void> {
    const session = this.#session;
    const name = key.slice(keyPrefix(session.base).length);
    if (!(await ask(words.removeAsk(name)))) return;
    const taken = take([key]);
    this.#told();
    session.tell({ kind: "done", text: words.removed(name), undo: () => {
      this.#storing(() => putBack(taken));
      this.#told();
    } });
  }

  /** #told says to all who show records that there are others now. */
  #told(): void {
    this.#session.root.dispatchEvent(new CustomEvent("kijun:record"));
  }

  /** #storing does something with the storage, and says so where that fails. */
  #storing(work: () => void): void {
    try {
      work();
    } catch {
      this.#session.tell({ kind: "error", text: words.full });
    }
  }

  #names(): string[] {
    return this.#records.map((r) => r.name);
  }

  #say(sentence: string): void {
    this.#status.textContent = sentence;
  }

  // Several records

  #compare(): void {
    const chosen = this.#chosen();
    this.#say(chosen.length < 2 || chosen.length > mostSides ? words.pickTwo(chosen.length) : "");
    if (chosen.length < 2 || chosen.length > mostSides) return;
    this.#compared = { keys: chosen.map((r) => r.key), all: false };
    void this.#drawVersus().then(() => {
      const title = this.#versus.querySelector<HTMLElement>("h3");
      title?.scrollIntoView({ block: "start" });
      title?.focus({ preventScroll: true });
    });
  }

  #chosen(): Judged[] {
    return this.#records.filter((r) => this.#picked.has(r.key));
  }

  async #drawVersus(): Promise<void> {
    const compared = this.#compared;
    const records = this.#records.filter((r) => compared?.keys.includes(r.key));
    this.#versus.hidden = records.length < 2;
    if (compared === null || records.length < 2) return;
    const again = this.#versus.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["do"] : undefined;
    await drawVersus(this.#versus, this.#session, this.#editions, records, compared.all, (all) => {
      this.#compared = { ...compared, all };
      void this.#drawVersus();
    }, () => {
      this.#compared = null;
      this.#versus.hidden = true;
      this.#list.querySelector<HTMLElement>("[data-do=compare]")?.focus();
    });
    if (again !== undefined) this.#versus.querySelector<HTMLElement>(`[data-do="${again}"]`)?.focus({ preventScroll: true });
  }

  /** #sum makes one record of several sites. */
  async #sum(): Promise<void> {
    const session = this.#session;
    const chosen = this.#chosen().filter((r) => r.edition === session.edition && r.result !== null);
    this.#say(chosen.length < 2 ? words.pickSites(this.#picked.size) : "");
    if (chosen.length < 2) return;
    const asked = chosen.map(({ answers, result }) => Object.fromEntries(Object.entries(answers).filter(([name]) => result?.fields[session.form.owner(name)] !== "hidden" && result?.fields[name] !== "hidden")));
    const { answers, differing, blank } = addSites(this.#editions.data, session.form, asked);
    const periods = new Set(chosen.map((r) => labelOf(r.extras).period));
    const list = (title: string, fields: readonly string[]): HTMLElement[] =>
      (fields.length === 0 ? [] : [make("details", { class: "carry-list" }, make("summary", {}, title), make("ul", {}, ...fields.map((field) => make("li", {}, session.form.label(field)))))]);
    const of = chosen.map((r) => r.name);
    const label = await askLabel({
      title: words.sites.title,
      before: [make("p", {}, words.sites.of(of)), make("p", {}, words.sites.count(Object.keys(answers).length)), ...list(words.sites.differing(differing.length), differing), ...list(words.sites.blank(blank.length), blank)],
      label: { period: periods.size === 1 ? ([...periods][0] ?? "") : "", place: words.sites.place, name: words.sites.name },
      taken: this.#names(),
      yes: words.sites.yes,
    });
    if (label === null || !(await this.#mayLeave())) return;
    this.#picked.clear();
    session.open(session.shelf.newId(), { answers, extras: { label, added: { of, differing, blank } } });
    this.#made(label);
  }
}

function button(name: string, label: string | ReadonlyArray<Node | string>, className = "button button-quiet"): HTMLButtonElement {
  return make("button", { type: "button", class: className, "data-do": name }, ...(typeof label === "string" ? [label] : label));
}

/** facts is when a record was saved and how much of it is answered. */
function facts(root: HTMLElement, { saved, result, answers }: Judged): string {
  const when = saved === null ? words.unsaved : saved.getTime() > 0 ? words.saved(saved.toLocaleString(marks.locale, { dateStyle: "medium", timeStyle: "short" })) : "";
  const progress = result === null ? null : progressOf(root, result);
  const answered = progress === null ? words.answered(Object.keys(answers).length) : words.progress(progress.answered, progress.answered + progress.open);
  return [when, answered].filter((word) => word !== "").join(marks.dot);
}
