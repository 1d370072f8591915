// The self-check: reads the form, has it scored, shows the result, keeps the answers. The form is complete without this;
// what fails here (the core, the storage) fails alone and is said.
//
// # Decisions
// - Scoring takes part of a millisecond, drawing the result takes longer. Both happen at most once a frame, after the
//   frame's input was handled: typing never waits.
// - No input's value is changed while somebody types: not normalised, not reformatted, not hidden under the cursor. The
//   core understands full-width digits, and a Japanese input method is never interrupted.
// - Nothing moves between the press and the release of a mouse button: a field that goes away because the press took the
//   focus out of it would move the button from under the pointer, and the click would be lost.
// - Of two tabs the later change of an answer wins, because the answers on the screen must be those that are kept. A tab
//   that slept looks at the storage before it writes: its own changes go over what is there, not its old answers.
// - A record that is gone from the storage without a word (the browser's data was cleared) is not written again unasked:
//   on a shared machine somebody may have wanted that. It stays on the screen, and may be kept again or saved as a file.

import { fetchPacked, loadCore, type Core, type Program, type ScoreResult } from "kijun:host";
import { part, type Enhancement } from "../enhance";
import { absolute, fetchProgram, setting, siteBase } from "../settings";
import * as text from "../text";
import { mergeChanges, sameAnswers, type Answers } from "./answers";
import { Counters } from "./counter";
import { Cover } from "./cover";
import { ask } from "./dialog";
import { criterionIn, placeOfHash } from "./draw";
import { AnswerForm } from "./form";
import { Folds } from "./folds";
import { History } from "./history";
import { Jumps } from "./jumps";
import { keepStanding } from "./laststanding";
import { LastYear } from "./lastyear";
import { Announcer } from "./live";
import { NearLines } from "./near";
import { showNotices } from "./notices";
import { showOrigins } from "./origin";
import { readLinks, SharedAnswers, SharedBook } from "./shared";
import { FoldedRows } from "./rows";
import { loadMore } from "./more";
import { recordName, RecordShelf, type Extras, type RecordContent, type RecordItem } from "./records";
import type { Change, Session } from "./session";
import { Steps } from "./steps";
import { persist } from "./storage";
import { growTables } from "./table-rows";
import { Toast } from "./toast";
import { download, fileName, writeAnswers } from "./transfer";
import { ResultView } from "./view";
import { Views } from "./views";
import { readWishes } from "./wishes";
import * as marks from "../marks";

const nothing: RecordContent = { answers: {}, extras: {} };
const worthKeeping = 5; // answers
const saveAfter = 250; // ms of quiet
const typingEnds = 1200; // ms after the last key a field counts as typed, focus or not

export const selfCheck: Enhancement = {
  name: "selfcheck",
  mount(root, signal) {
    if (!(root instanceof HTMLFormElement)) throw new Error("the root is no form");
    const begin = performance.now();
    new SelfCheck(root, signal).start();
    performance.measure("kijun:start", { start: begin, end: performance.now() });
  },
};

class SelfCheck implements Session {
  readonly root: HTMLFormElement;
  readonly signal: AbortSignal;
  readonly base: string;
  readonly scheme: string;
  readonly edition: string;
  readonly title: string;
  readonly form: AnswerForm;
  readonly cover: Cover | null;
  readonly shelf: RecordShelf;

  readonly #view: ResultView;
  readonly #live: Announcer;
  readonly #toast: Toast;
  readonly #steps: Steps | null;
  readonly #jumps: Jumps;
  readonly #rows: FoldedRows;
  readonly #counters: Counters;
  readonly #lastYear: LastYear;
  readonly #near: NearLines;

  #item: RecordItem;
  #shared: SharedAnswers;
  #core: Core | null = null;
  #program: Program | null = null;
  #wishes: unknown; // that the program has
  #result: ScoreResult | null = null;
  #kept: Answers = {}; // as the storage has them
  #noted: Answers = {}; // as they were told of last
  #filed: Answers = {}; // as the last file has them
  #extras: Extras = {};
  #keptExtras: Extras = {};
  // newer: what is in the storage must not be overwritten; wiped: it is gone, and nobody said why
  #storing: "yes" | "newer" | "visiting" | "wiped" = "yes";
  #failing = false;
  #frame = 0;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #typing: string | null = null;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  #composing = false;
  #pressed = false; // a mouse button or a finger is down

  constructor(root: HTMLFormElement, signal: AbortSignal) {
    this.root = root;
    this.signal = signal;
    this.base = siteBase(root);
    this.scheme = setting(root, "scheme");
    this.edition = setting(root, "edition");
    this.title = root.dataset["short"] ?? setting(root, "title");
    this.form = new AnswerForm(root, (control) => control.closest("[data-cover]") === null);
    this.shelf = new RecordShelf(this.base, this.scheme, this.edition);
    this.#item = this.shelf.item(this.shelf.open());
    this.#shared = this.#sharedOf(this.#item.id);
    this.#view = new ResultView(root, this.form);
    this.#live = new Announcer(part(root, "[data-live]"));
    this.#toast = new Toast(root);
    const cover = root.querySelector<HTMLElement>("[data-cover]");
    this.cover = cover === null ? null : new Cover(root, cover, signal);
    this.#rows = new FoldedRows(root, this.form, signal);
    this.#counters = new Counters(root, signal);
    this.#lastYear = new LastYear(root, this.form);
    this.#near = new NearLines(root, this.form);
    this.#jumps = new Jumps(root, this.form, (words) => this.#live.say(words), signal);
    this.#steps = root.querySelector("[data-step]") === null ? null : new Steps(root, this.form, this.shelf.item("").key, signal);
  }

  get record(): string | null {
    return this.#storing === "visiting" ? null : this.#item.id;
  }

  get extras(): Extras {
    return this.#extras;
  }

  get program(): Program | null {
    return this.#program;
  }

  get result(): ScoreResult | null {
    return this.#result;
  }

  start(): void {
    const { root, signal } = this;
    root.addEventListener("submit", (event) => event.preventDefault(), { signal }); // Enter in a field
    root.addEventListener("input", (event) => this.#onInput(event), { signal });
    root.addEventListener("change", (event) => { if (!ofCover(event)) this.#changed(); }, { signal });
    root.addEventListener("compositionstart", () => { this.#composing = true; }, { signal });
    root.addEventListener("compositionend", () => {
      this.#composing = false;
      this.#changed(); // Safari sends no input event after it
    }, { signal });
    root.addEventListener("focusout", () => { if (!this.#pressed) this.#stopTyping(); }, { signal });
    document.addEventListener("pointerdown", (event) => { this.#pressed = event.button === 0; }, { signal, capture: true });
    for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => this.#release(), { signal, capture: true });
    root.addEventListener("click", (event) => this.#onClick(event), { signal });
    root.addEventListener("kijun:show", () => this.#show(), { signal });
    addEventListener("storage", (event) => this.#onOtherTab(event), { signal });
    addEventListener("pagehide", () => this.flush(), { signal });
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.flush();
      else if (this.#storing === "yes") this.#catchUp();
    }, { signal });
    // a page out of the back/forward cache may be older than the storage
    addEventListener("pageshow", (event) => { if (event.persisted) this.#resume(); }, { signal });

    growTables(root, this.form, this.#toast, signal);
    new Folds(root, this.shelf.item("").key, signal);
    this.#prepareActions();
    this.#prepareBar();
    const history = root.querySelector<HTMLElement>("[data-histories]");
    if (history !== null) new History(this, history, (words) => this.#live.say(words));
    showNotices(this);
    keepStanding(this);
    this.#load();
    const nav = root.querySelector<HTMLElement>("[data-views]");
    if (nav !== null) new Views(this, nav, () => loadMore(root));
    void this.#loadCore(layOut(root));
    // answers that came with the address, now or before this tab was loaded again
    const came = (): boolean => location.hash.startsWith("#a=");
    if (came() || this.shelf.received() !== null) void this.#more("receive");
    addEventListener("hashchange", () => { if (came()) void this.#more("receive"); }, { signal });
  }

  // Scoring

  async #loadCore(layOutRest: () => void): Promise<void> {
    const root = this.root;
    try {
      const [core, program] = await Promise.all([
        loadCore(absolute(setting(root, "core")), setting(root, "coreIntegrity")),
        fetchProgram(root),
      ]);
      this.#core = core;
      this.#program = core.load(program);
    } catch (err) {
      console.error("kijun: the core did not load", err);
      this.#fail();
      return;
    }
    if (!this.#score()) return;
    const { dataset } = document.documentElement;
    dataset["selfcheck"] = "ready";
    if (dataset["embed"] !== undefined) layOutRest(); // a frame grows once
    if (this.#steps !== null) {
      this.#steps.resume();
      return;
    }
    // "check this criterion" led here, and the first score has moved things (Safari has no scroll anchoring)
    const target = placeOfHash();
    if (target === null || document.activeElement !== document.body) return;
    layOutRest();
    target.scrollIntoView();
  }

  async load(url: string, integrity: string): Promise<Program> {
    if (this.#core === null) throw new Error("the core is not there");
    return this.#core.load(await fetchPacked(absolute(url), integrity));
  }

  #fail(): void {
    document.documentElement.dataset["selfcheck"] = "failed";
    const note = this.root.querySelector<HTMLElement>("[data-failed]");
    if (note !== null) note.hidden = false;
  }

  /** #score reads the form, scores and shows; it reports whether that went well. */
  #score(): boolean {
    if (this.#program === null) return false;
    const pairs = this.form.pairs();
    const begin = performance.now();
    try {
      const { wishes } = this.#extras;
      if (this.#wishes !== wishes) this.#program.wish(readWishes(wishes, (id) => criterionIn(this.root, id) !== null));
      this.#wishes = wishes;
      this.#result = this.#program.score(pairs);
    } catch (err) {
      console.error("kijun: scoring failed", err);
      this.#program = null;
      this.#fail();
      this.#toast.show({ kind: "error", text: text.toast.noScore });
      return false;
    }
    performance.measure("kijun:score", { start: begin, end: performance.now() });
    this.#show();
    if (this.#typing === null) this.#near.update(this.#program, this.#result);
    return true;
  }

  #show(): void {
    if (this.#result === null) return;
    const begin = performance.now();
    this.#live.say(this.#view.render(this.#result, this.#typing));
    this.#jumps.update(this.#result, this.#view.problems.places);
    this.#steps?.render(this.#result, this.#view.problems.places);
    this.root.dispatchEvent(new CustomEvent<ScoreResult>("kijun:result", { detail: this.#result })); // for who shows more of it
    performance.measure("kijun:render", { start: begin, end: performance.now() });
  }

  rescore(): void {
    if (this.#frame !== 0 || this.#program === null || this.#pressed) return; // #release comes back here
    const run = (): void => {
      this.#frame = 0;
      this.#score();
    };
    // a page in the background has no frames
    this.#frame = document.hidden ? setTimeout(run, 0) as unknown as number : requestAnimationFrame(run);
  }

  // Typing

  #onInput(event: Event): void {
    const { target } = event;
    if (ofCover(event)) return;
    if ((target instanceof HTMLInputElement && !["radio", "checkbox", "file"].includes(target.type)) || target instanceof HTMLTextAreaElement) {
      this.#typing = target.name;
      clearTimeout(this.#typingTimer);
      this.#typingTimer = setTimeout(() => { if (!this.#composing) this.#stopTyping(); }, typingEnds);
    }
    if (!this.#composing) this.#changed();
  }

  #stopTyping(): void {
    clearTimeout(this.#typingTimer);
    this.#typing = null;
    // after the focus has arrived where it goes: a field that lost its question may be hidden now
    this.rescore();
  }

  #release(): void {
    this.#pressed = false;
    this.#stopTyping();
  }

  #changed(): void {
    this.#pressed = false; // a release outside the window is not always reported
    this.rescore();
    this.#later();
  }

  #later(): void {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => this.flush(), saveAfter);
  }

  // Keeping

  #load(): void {
    const loaded = this.#item.load();
    this.#storing = loaded.kind === "newer" ? "newer" : "yes";
    this.cover?.use(this.#item.key);
    switch (loaded.kind) {
      case "found":
        this.#adopt(loaded.content, loaded.saved);
        this.#saveState("done", loaded.saved);
        break;
      case "none":
        this.#adopt(nothing);
        this.#saveState("none");
        break;
      case "blocked":
        this.#saveState("failed");
        break;
      case "newer":
        this.#saveState("newer");
        break;
      case "damaged":
        this.#item.setAside();
        this.#adopt(nothing);
        this.#saveState("none");
        this.#toast.show({ kind: "error", text: text.toast.damaged });
        break;
    }
    this.#announce("kijun:record");
  }

  #resume(): void {
    if (this.#storing === "visiting") return;
    const loaded = this.#item.load();
    this.#adopt(loaded.kind === "found" ? loaded.content : { answers: this.form.answers(), extras: this.#extras });
    this.#announce("kijun:record");
    this.rescore();
  }

  /** #adopt shows a record with the answers that it shares. What it only shows is no change to be kept. */
  #adopt({ answers, extras }: RecordContent, saved?: Date): void {
    this.#extras = this.#keptExtras = extras;
    this.#fill(this.#shared.adopt(answers, saved));
    this.#kept = this.#noted = this.form.answers();
    this.#shared.showing(this.#kept);
    this.#showOrigins();
  }

  #sharedOf(id: string): SharedAnswers {
    const { root, base, title } = this;
    return new SharedAnswers(new SharedBook(base), readLinks(root.dataset["shared"]), recordName(this.scheme, this.edition, id), (name) => ({
      title,
      // a single file may be moved or mailed: there is no address to come back to
      page: base.startsWith("/") ? `${location.pathname.slice(base.length)}#${this.form.first(name)?.id ?? ""}` : "",
    }));
  }

  #showOrigins(): void {
    showOrigins(this.form, this.#shared, this.form.answers(), (name) => this.restore(this.#shared.take(name, this.form.answers())));
  }

  #announce(event: string, detail?: unknown): void {
    this.root.dispatchEvent(new CustomEvent(event, { detail }));
  }

  flush(): boolean {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    if (this.#storing !== "yes") return false;
    if (sameAnswers(this.form.answers(), this.#kept) && this.#extras === this.#keptExtras) return true;
    if (!this.#catchUp()) return false;
    const answers = this.form.answers();
    const before = this.#noted;
    const now = new Date();
    if (!sameAnswers(answers, before)) {
      this.#noted = answers;
      this.#shared.keep(answers, now); // before the record: whoever sees that has to see the shared answers as well
      this.#showOrigins();
      this.#announce("kijun:kept", { before, after: answers } satisfies Change);
    }
    const kept = this.#item.save({ answers, extras: this.#extras }, now);
    if (kept) {
      this.#kept = answers;
      this.#keptExtras = this.#extras;
      this.#failing = false;
      this.shelf.setOpen(this.#item.id);
      this.#saveState("done", now);
      this.#announce("kijun:saved");
      if (Object.keys(answers).length >= worthKeeping) persist();
    } else {
      this.#saveState("failed");
      if (!this.#failing) this.tell({ kind: "error", text: text.saved.failed, offers: [["export", text.toast.toFile]] });
      this.#failing = true;
    }
    return kept;
  }

  /** #catchUp takes over what became of the record without a word to this tab. It reports whether the record may be written. */
  #catchUp(): boolean {
    const item = this.#item.elsewhere();
    if (item === null) this.#wiped();
    else if (item !== undefined) this.#takeOver(item);
    return this.#storing === "yes";
  }

  /** #takeOver shows what another tab wrote, with what was changed here since. */
  #takeOver(item: string): void {
    const loaded = this.#item.read(item);
    if (loaded.kind === "newer") {
      this.#storing = "newer";
      this.#saveState("newer");
    }
    if (loaded.kind !== "found") return;
    const before = this.form.answers();
    const { answers, extras } = loaded.content;
    const whole = mergeChanges(this.#kept, before, answers);
    const all = mergeChanges(this.#keptExtras, this.#extras, extras);
    this.#adopt(loaded.content);
    this.#saveState("done", loaded.saved);
    if (!sameAnswers(whole, answers)) {
      this.#fill(whole);
      this.#later();
    }
    if (JSON.stringify(all) !== JSON.stringify(extras)) {
      this.#extras = all;
      this.#later();
    }
    this.#announce("kijun:record");
    if (sameAnswers(this.form.answers(), before)) return;
    this.rescore();
    this.#toast.show({ kind: "info", text: text.toast.otherTab });
  }

  #wiped(): void {
    if (Object.keys(this.form.answers()).length === 0) {
      this.#replace(nothing);
      this.#saveState("none");
      return;
    }
    this.#storing = "wiped";
    this.#kept = {};
    this.#saveState("wiped");
    this.#announce("kijun:record");
    this.tell({ kind: "error", text: text.saved.wiped, offers: [["export", text.toast.toFile], ["keep", text.toast.keepAgain]] });
  }

  /** #keepAgain writes a record that was wiped. */
  #keepAgain(): void {
    if (this.#storing !== "wiped") return;
    this.#storing = "yes";
    this.#item.load(); // so that what is there now is known
    this.flush();
    this.#announce("kijun:record");
    if (!this.#failing) this.tell({ kind: "done", text: text.toast.keptAgain });
  }

  keep(name: string, value: unknown): void {
    const { [name]: _, ...others } = this.#extras;
    this.#extras = value === undefined ? others : { ...others, [name]: value };
    this.#later();
    this.#announce("kijun:record");
  }

  open(id: string, content?: RecordContent): void {
    this.flush();
    if (id !== this.#item.id) {
      // answers are shared by the records that are open, one of each scheme: last year's must not change with this year's
      if (this.#storing === "yes") this.#shared.leave();
      this.#item = this.shelf.item(id);
      this.#shared = this.#sharedOf(id);
    }
    if (content !== undefined && !this.#item.save(content, new Date())) {
      this.#storing = "yes";
      this.#adopt(content);
      this.#kept = {};
      this.flush(); // says that it cannot be kept
      this.#announce("kijun:record");
    } else {
      this.#load();
    }
    this.shelf.setOpen(id);
    this.#typing = null;
    this.rescore();
  }

  visit(answers: Answers): void {
    this.flush();
    this.#storing = "visiting";
    this.#extras = {};
    this.#typing = null;
    this.#fill(answers);
    this.cover?.fill({});
    this.#saveState("visiting");
    this.#announce("kijun:record");
    this.rescore();
  }

  reload(): void {
    this.#item = this.shelf.item(this.shelf.open());
    this.#shared = this.#sharedOf(this.#item.id);
    this.#load();
    this.rescore();
  }

  #saveState(state: "none" | "done" | "failed" | "newer" | "visiting" | "wiped", at?: Date): void {
    const lost = state === "failed" || state === "newer" || state === "wiped";
    (lost ? addEventListener : removeEventListener)("beforeunload", this.#warn);
    const line = this.root.querySelector<HTMLElement>("[data-save-state]");
    if (line === null) return;
    line.dataset["state"] = lost ? "failed" : state;
    line.textContent = state === "done" ? text.saved.done(clock(at ?? new Date())) : text.saved[state];
  }

  /** #warn has the browser ask before answers are lost that are neither in the storage nor in a file. */
  readonly #warn = (event: Event): void => {
    this.flush();
    const answers = this.form.answers();
    if (!sameAnswers(answers, this.#kept) && !sameAnswers(answers, this.#filed)) event.preventDefault();
  };

  #onOtherTab(event: StorageEvent): void {
    if (event.storageArea !== localStorage) return;
    if (event.key === this.#shared.key) return this.#onSharedElsewhere();
    if (event.key !== null && this.shelf.of(event.key) !== null) this.#announce("kijun:record"); // for the list of records
    if (this.#storing === "visiting" || (event.key !== null && event.key !== this.#item.key)) return;
    if (event.key === null) return this.#wiped();
    if (event.newValue === null) {
      const before = this.form.answers();
      if (Object.keys(before).length === 0) return;
      const extras = this.#extras;
      this.#item.clear();
      this.#replace(nothing);
      this.#announce("kijun:record");
      this.#toast.show({ kind: "info", text: text.toast.otherTabCleared, undo: () => this.#putBack({ answers: before, extras }) });
      this.#saveState("none");
      return;
    }
    this.#takeOver(event.newValue);
  }

  /** #onSharedElsewhere takes over what another form changed. The record follows: its file has to be what is seen. */
  #onSharedElsewhere(): void {
    const before = this.form.answers();
    this.#fill(this.#shared.adopt(before));
    const answers = this.form.answers();
    this.#shared.showing(answers);
    this.#showOrigins();
    if (sameAnswers(answers, before)) return;
    this.#typing = null;
    this.#changed();
    this.#toast.show({ kind: "info", text: text.toast.otherTab });
  }

  /** #fill puts answers into the form, and lets those know that show more than the form itself. */
  #fill(answers: Answers): void {
    this.form.fill(answers);
    this.#rows.update();
    this.#counters.update();
    this.#lastYear.update();
  }

  /** #replace shows what the storage has already. */
  #replace(content: RecordContent): void {
    clearTimeout(this.#saveTimer);
    this.#typing = null;
    this.#adopt(content);
    this.rescore();
  }

  /** #putBack brings a record back that was cleared. */
  #putBack({ answers, extras }: RecordContent): void {
    this.#extras = extras;
    this.restore(answers);
    this.#announce("kijun:record");
  }

  restore(answers: Answers): void {
    this.#typing = null;
    this.#fill(answers);
    this.rescore();
    this.flush();
  }

  // The buttons

  #prepareActions(): void {
    for (const button of this.root.querySelectorAll<HTMLButtonElement>("button[data-action]")) {
      button.disabled = false;
    }
  }

  /** #choose asks for a file, while the press of the button still counts, and hands it to the second script. */
  #choose(action: string): void {
    const input = this.#fileInput();
    input.onchange = () => {
      const file = input.files?.[0];
      if (file !== undefined) void this.#more(action, file);
      input.value = ""; // the same file may be chosen again
    };
    input.click();
  }

  #fileInput(): HTMLInputElement {
    const found = this.root.querySelector<HTMLInputElement>("[data-import-file]");
    if (found !== null) return found;
    const made = document.createElement("input");
    made.type = "file";
    made.accept = ".json,.yaml,.yml,application/json";
    made.hidden = true;
    made.dataset["importFile"] = "";
    this.root.append(made);
    return made;
  }

  #onClick(event: MouseEvent): void {
    const at = event.target instanceof Element ? event.target : null;
    const about = at?.closest<HTMLAnchorElement>('.more a, th a[href$="/"]'); // the explanation of a criterion: beside the form
    if (about?.origin === location.origin && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      void this.#more(`explain ${about.href}`);
    }
    const button = at?.closest<HTMLElement>("[data-action]");
    const action = button?.dataset["action"];
    switch (action) {
      case "print":
        print();
        break;
      case "export":
        this.#export();
        break;
      case "import":
      case "import-last-year":
        this.#choose(action);
        break;
      case "print-step":
        this.#steps?.print();
        break;
      case "clear":
        void this.#askClear();
        break;
      case "keep":
        this.#keepAgain();
        break;
      case undefined:
        break;
      default:
        void this.#more(action);
    }
  }

  /** #more does what the second script knows. */
  async #more(action: string, file?: File): Promise<void> {
    try {
      await (await loadMore(this.root)).act(action, this, file);
    } catch (err) {
      console.error("kijun: the second script did not load", err);
      const [, page] = action.split(" ");
      if (page !== undefined) return location.assign(page);
      this.tell({ kind: "error", text: text.toast.noMore });
    }
  }

  #export(): void {
    const name = fileName(this.scheme, this.edition);
    this.#filed = this.form.answers();
    download(name, writeAnswers(this.form, this.scheme, this.edition, this.form.answers(), this.cover?.exported() ?? null));
    this.tell({ kind: "done", text: text.toast.exported(name) });
  }

  complete(answers: Answers): { answers: Answers; elsewhere: string[] } {
    const whole = this.#shared.complete(answers);
    return { answers: whole, elsewhere: this.#shared.changedElsewhere(whole) };
  }

  #fillCover(answers: Answers): void {
    this.cover?.fill(answers);
    this.cover?.save();
  }

  async #askClear(): Promise<void> {
    if (!(await ask(text.clear))) return;
    const undo = this.clear();
    const left = Object.keys(this.form.answers()).length;
    this.tell({ kind: "done", text: left === 0 ? text.toast.cleared : `${text.toast.cleared}\n${text.shared.left(left)}`, undo });
  }

  clear(): () => void {
    const before = { answers: this.form.answers(), extras: this.#extras };
    this.#shared.leave();
    const coverBefore = this.cover?.answers() ?? {};
    const cleared = this.#item.clear();
    this.#storing = "yes";
    this.#replace(nothing);
    this.#fillCover({});
    this.#announce("kijun:record");
    this.#saveState(cleared ? "none" : "failed");
    return () => {
      this.#putBack(before);
      this.#fillCover(coverBefore);
    };
  }

  tell(message: Parameters<Toast["show"]>[0]): void {
    this.#toast.show(message);
    this.#live.say(message.text);
  }

  // The bar of the phone

  #prepareBar(): void {
    const toggle = this.root.querySelector<HTMLButtonElement>("[data-result-toggle]");
    const side = toggle?.closest<HTMLElement>(".check-side");
    if (toggle === null || side === null || side === undefined) return;
    const open = (is: boolean): void => {
      side.toggleAttribute("data-open", is);
      toggle.setAttribute("aria-expanded", String(is));
      toggle.textContent = is ? text.result.less : text.result.more;
      if (!is) side.scrollTop = 0;
    };
    toggle.hidden = false;
    toggle.addEventListener("click", () => open(!side.hasAttribute("data-open")), { signal: this.signal });
    side.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !side.hasAttribute("data-open")) return;
      open(false);
      toggle.focus();
    }, { signal: this.signal });
    // what leads into the form leads behind the open bar
    side.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("a, [data-jump]") !== null) open(false);
    }, { signal: this.signal, capture: true });
    open(false);
  }
}

/** layOut has the browser lay out one card after the other when there is time. What it returns lays out all the rest. */
function layOut(root: HTMLElement): () => void {
  const cards = root.querySelectorAll(".check-main :is(.criterion, .question)").values();
  const later = "requestIdleCallback" in window ? requestIdleCallback : (run: () => void) => setTimeout(run, 20); // Safari
  const rest = (): void => { root.dataset["laidOut"] = ""; };
  const next = (): void => {
    const card = cards.next().value;
    if (card === undefined) return rest();
    card.classList.add("laid-out");
    if (root.dataset["laidOut"] === undefined) later(next);
  };
  next();
  return rest;
}

/** ofCover reports whether an event comes from the cover, which is no part of the answers. */
function ofCover(event: Event): boolean {
  return event.target instanceof Element && event.target.closest("[data-cover]") !== null;
}

/** clock is the time of day. */
export function clock(at: Date): string {
  return Number.isNaN(at.getTime()) ? "" : at.toLocaleTimeString(marks.locale, { hour: "2-digit", minute: "2-digit" });
}
