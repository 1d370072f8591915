// The papers: what is ready, what is not, where it lies. What the marks do to the answers is the rule in papers.ts.

import type { ScoreResult } from "kijun:host";
import type { Answers } from "./answers";
import { attribute, jump, reveal, write } from "./draw";
import { action, make } from "./make";
import { bundles, decided, follow, isMissing, markOf, needed, readMarks, stateOf, states, writeMarks, type Bundle, type Mark, type Marks, type Paper } from "./papers";
import { PageTitles, verdictSentence, type Titles } from "./sentence";
import type { Panel, Session } from "./session";
import { panelText } from "./text-panels";
import * as marks from "../marks";

const words = panelText.papers;
const kept = "papers"; // the extra of a record

interface Row {
  readonly bundle: Bundle;
  readonly paper: Paper;
  readonly box: HTMLElement;
  readonly choices: readonly HTMLInputElement[];
  readonly note: HTMLInputElement;
  readonly place: HTMLInputElement;
  readonly texts: HTMLElement;
}

interface Part {
  readonly bundle: Bundle;
  readonly box: HTMLElement;
  readonly line: HTMLElement;
  readonly agree: HTMLElement;
  readonly rows: readonly Row[];
}

export const papersPanel: Panel = {
  name: "papers",
  mount(box, session) {
    new PapersPanel(box, session);
  },
};

/** printPapers prints the papers that are not ready yet. */
export function printPapers(session: Session): void {
  const box = session.root.querySelector<HTMLElement>("[data-panel=papers]");
  if (box === null) return;
  box.dataset["printing"] = "missing";
  print();
  delete box.dataset["printing"];
}

class PapersPanel {
  readonly #box: HTMLElement;
  readonly #session: Session;
  readonly #titles: PageTitles;
  readonly #parts: readonly Part[];
  readonly #standing = make("div", { class: "paperwork-standing" });
  readonly #count = make("p", { class: "paperwork-count" });
  readonly #only = make("input", { type: "checkbox" });
  readonly #none = make("p", { class: "note" }, words.allReady);
  readonly #sheet = make("div", { class: "paperwork-sheet print-only" });

  constructor(box: HTMLElement, session: Session) {
    this.#box = box;
    this.#session = session;
    this.#titles = new PageTitles(session.root);
    this.#parts = bundles(session.root).map((bundle) => this.#part(bundle));
    if (this.#parts.length === 0) {
      box.append(make("p", {}, words.noPapers));
      return;
    }
    const judged = this.#parts.some(({ bundle }) => bundle.field !== "");
    box.append(
      make("p", { class: "paperwork-lead screen-only" }, judged ? words.lead : words.leadAside),
      this.#standing,
      make("div", { class: "paperwork-tools screen-only" }, this.#count,
        make("label", { class: "option" }, this.#only, ` ${words.onlyMissing}`), action("print-papers", words.print)),
      this.#none,
      make("div", { class: "paperwork-list screen-only" }, ...this.#parts.map((part) => part.box)),
      this.#sheet,
    );
    const { signal } = session;
    // these inputs are no answers: the form is not judged again for them
    for (const type of ["input", "change"]) box.addEventListener(type, (event) => this.#onChange(event), { signal });
    for (const type of ["kijun:result", "kijun:record"]) session.root.addEventListener(type, () => this.#render(), { signal });
    addEventListener("beforeprint", () => this.#print(), { signal });
    new MutationObserver(() => this.#render()).observe(box, { attributeFilter: ["hidden"] });
    this.#render();
  }

  #part(bundle: Bundle): Part {
    const line = make("p", { class: "paperwork-state" });
    const agree = make("p", { class: "paperwork-differs" });
    const rows = bundle.papers.map((paper, index) => this.#row(bundle, paper, index));
    const title = make("h3", {}, jump(bundle.card, this.#titles.criterion(bundle.criterion)));
    const rule = bundle.rule === "" ? [] : [make("p", { class: "paperwork-rule" }, bundle.rule)];
    const box = make("section", { class: "paperwork", "data-papers-of": bundle.criterion }, title, ...rule, line, agree, ...rows.map((row) => row.box));
    return { bundle, box, line, agree, rows };
  }

  #row(bundle: Bundle, paper: Paper, index: number): Row {
    const name = `papers-${bundle.criterion}-${index}`;
    const choices = ["", ...states].map((state) => make("input", { type: "radio", name, value: state }));
    const options = choices.map((choice) => make("label", { class: choice.value === "" ? "option option-open" : "option" }, choice, ` ${words.state[choice.value as keyof typeof words.state]}`));
    const input = (label: string, key: string): HTMLInputElement =>
      make("input", { class: "input input-text", type: "text", maxlength: "200", autocomplete: "off", "data-of": key, "aria-label": label + marks.open + paper.text + marks.close });
    const place = input(words.place, "place");
    const note = input(words.note, "note");
    const labelled = (label: string, field: HTMLElement): HTMLElement => make("label", { class: "paperwork-text" }, make("span", { "aria-hidden": "true" }, label), field);
    const texts = make("div", { class: "paperwork-texts" }, labelled(words.place, place), labelled(words.note, note));
    const box = make("fieldset", { class: "paperwork-row" },
      make("legend", {}, paper.text, ...(paper.when === "" ? [] : [make("span", { class: "papers-when" }, ` ${paper.when}`)])),
      make("div", { class: "options options-row" }, ...options.slice(1), ...options.slice(0, 1)),
      texts);
    return { bundle, paper, box, choices, note, place, texts };
  }

  #onChange(event: Event): void {
    event.stopPropagation();
    if (event.target === this.#only) return this.#render();
    const row = this.#parts.flatMap((part) => part.rows).find(({ box }) => box.contains(event.target as Node));
    if (row === undefined) return;
    const state = states.find((s) => row.choices.some((choice) => choice.checked && choice.value === s));
    const note = row.note.value.trim();
    const place = row.place.value.trim();
    const mark: Mark = { ...(state === undefined ? {} : { state }), ...(note === "" ? {} : { note }), ...(place === "" ? {} : { place }) };
    const before = readMarks(this.#session.extras);
    const was = markOf(before, row.bundle.criterion, row.paper).state;
    const after = writeMarks(before, row.bundle.criterion, row.paper.text, mark);
    this.#session.keep(kept, after);
    if (was !== state) this.#answer(row.bundle, before, after ?? {});
  }

  /** #answer has the field of the papers follow the marks, where it is asked. */
  #answer(bundle: Bundle, before: Marks, after: Marks): void {
    if (needed(bundle, this.#session.result) === "no") return;
    const answers = this.#session.form.answers();
    const next = follow(bundle, before, after, answers);
    if (next !== answers) this.#session.restore(next);
  }

  #render(): void {
    if (this.#box.hidden) return; // nobody sees it: typing must not wait for it
    const { extras, result } = this.#session;
    const marks = readMarks(extras);
    const answers = this.#session.form.answers();
    const count = { ready: 0, missing: 0, unneeded: 0, unset: 0 };
    let shown = 0;
    for (const part of this.#parts) {
      const need = needed(part.bundle, result);
      let visible = 0;
      for (const row of part.rows) {
        const mark = markOf(marks, row.bundle.criterion, row.paper);
        const state = stateOf(row.bundle, mark, answers);
        if (need !== "no") count[state ?? "unset"]++;
        for (const choice of row.choices) choice.checked = choice.value === (mark.state ?? "");
        fill(row.note, mark.note);
        fill(row.place, mark.place);
        row.texts.hidden = Object.keys(mark).length === 0; // forty papers with two inputs each would hide the list
        // what was just marked stays until the focus has left it
        row.box.hidden = need === "no" || (this.#only.checked && !isMissing(state) && !row.box.contains(document.activeElement));
        if (!row.box.hidden) visible++;
      }
      attribute(part.box, "data-needed", need);
      part.box.hidden = this.#only.checked && visible === 0;
      shown += visible;
      const said = answers[part.bundle.field] === "true" && part.rows.some((row) => markOf(marks, part.bundle.criterion, row.paper).state === undefined);
      write(part.line, need === "no" ? words.notNeeded : need === "open" ? words.maybeNeeded : said ? words.said : "");
      part.line.hidden = part.line.textContent === "";
      this.#differs(part, marks, need, answers[part.bundle.field]);
    }
    write(this.#count, words.count(count.ready, count.ready + count.missing + count.unset, count));
    this.#none.hidden = !this.#only.checked || shown > 0;
    this.#stand(result);
  }

  /** #differs says that the answer in the form is not what the marks give. */
  #differs({ bundle, agree }: Part, marks: Marks, need: string, answer: Answers[string] | undefined): void {
    const wanted = decided(bundle, marks);
    const differs = bundle.field !== "" && need !== "no" && wanted !== undefined && wanted !== answer;
    agree.hidden = !differs;
    if (!differs) return;
    const button = make("button", { type: "button", class: "button button-quiet" }, words.agree);
    button.addEventListener("click", () => {
      this.#session.restore({ ...this.#session.form.answers(), [bundle.field]: wanted });
      reveal(this.#box);
    });
    agree.replaceChildren(`${words.differs(answer === undefined ? words.unanswered : this.#session.form.say(bundle.field, answer))} `, button);
  }

  /** #stand shows the result with the papers there are beside the one with all of them. */
  #stand(result: ScoreResult | null): void {
    const all = result?.with_papers;
    this.#standing.hidden = all === undefined;
    if (result === null || all === undefined) return;
    const awards = Object.fromEntries(Object.entries(result.awards).map(([id, award]) => [id, { ...award, ...all.awards[id] }]));
    // what the groups come to with all papers is not told
    const plain: Titles = { award: (id) => this.#titles.award(id), criterion: (id) => this.#titles.criterion(id), groups: () => [] };
    const box = (title: string, of: ScoreResult, titles: Titles): HTMLElement => {
      const [first = ""] = this.#titles.awards();
      return make("div", { class: "paperwork-result", "data-verdict": of.awards[first]?.verdict ?? "open" }, make("h3", {}, title),
        ...this.#titles.awards().map((id) => make("p", {}, verdictSentence(of, id, titles))));
    };
    this.#standing.replaceChildren(
      box(words.withReady, result, this.#titles),
      box(words.withAll, { ...result, ...(all.total === undefined ? {} : { total: all.total }), awards }, plain),
    );
  }

  /** On paper the list is a table: nobody ticks radios there. */
  #print(): void {
    const { extras, result, title } = this.#session;
    const only = this.#box.dataset["printing"] === "missing" || this.#only.checked;
    const marks = readMarks(extras);
    const answers = this.#session.form.answers();
    const lines = this.#parts.filter(({ bundle }) => needed(bundle, result) !== "no").flatMap(({ bundle }) => {
      const papers = bundle.papers.map((paper) => {
        const mark = markOf(marks, bundle.criterion, paper);
        return { paper, mark, state: stateOf(bundle, mark, answers) };
      }).filter(({ state }) => !only || isMissing(state));
      const head = make("tr", {}, make("th", { scope: "rowgroup", colspan: String(words.columns.length) }, this.#titles.criterion(bundle.criterion)));
      return papers.length === 0 ? [] : [make("tbody", {}, head, ...papers.map(({ paper, mark, state }) => make("tr", {},
        make("td", {}, paper.text, ...(paper.when === "" ? [] : [make("span", { class: "papers-when" }, ` ${paper.when}`)])),
        make("td", {}, mark.place ?? ""), make("td", {}, mark.note ?? ""),
        make("td", { class: "paperwork-tick" }, state === "ready" ? "☑" : state === "unneeded" ? words.state.unneeded : "☐"))))];
    });
    const head = make("tr", {}, ...words.columns.map((column) => make("th", { scope: "col" }, column)));
    this.#sheet.replaceChildren(
      make("h3", {}, `${title}　${only ? words.sheetMissing : words.sheet}`),
      make("p", {}, lines.length === 0 ? words.allReady : this.#count.textContent ?? ""),
      ...(lines.length === 0 ? [] : [make("table", { class: "paperwork-table" }, make("thead", {}, head), ...lines)]),
    );
  }
}

/** fill writes into an input that nobody is writing into. */
function fill(input: HTMLInputElement, words: string | undefined): void {
  if (document.activeElement !== input && input.value !== (words ?? "")) input.value = words ?? "";
}
