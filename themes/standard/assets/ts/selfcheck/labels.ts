// What a record is called: asked for, checked, and made for the year after.

import { paragraph, showDialog } from "./dialog";
import { make } from "./make";
import { nameOf, type Label } from "./records";
import { panelText } from "./text-panels";

const most = 40; // characters
const words = panelText.records.label;
const parts = ["period", "place", "name"] as const;

/** nextPeriod is the year after: 2027年度 after 2026年度, R9 after R8, ２０２７ after ２０２６. What names no year stays. */
export function nextPeriod(period: string): string {
  return period.replace(/(令和|平成|[RHＲＨ])([.．]?)(元|[0-9０-９]{1,2})(?![0-9０-９])|(?<![0-9０-９])[0-9０-９]{4}(?![0-9０-９])/gu, (year, era?: string, dot = "", n = "") =>
    era === undefined ? count(year) : era + String(dot) + (n === "元" ? "2" : count(String(n))));
}

/** count adds one, in the digits that are there. */
function count(digits: string): string {
  const next = String(Number(digits.normalize("NFKC")) + 1);
  return /[０-９]/u.test(digits) ? next.replace(/\d/gu, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)) : next;
}

interface LabelQuestion {
  readonly title: string;
  readonly before?: readonly HTMLElement[]; // what stands above
  readonly label: Label;
  readonly taken: readonly string[]; // names of the other records
  readonly yes: string;
}

/** askLabel asks what a record is to be called; null if the visitor gives up. */
export function askLabel({ title, before = [], label, taken, yes }: LabelQuestion): Promise<Label | null> {
  return new Promise((resolve) => {
    let given: Label | null = null;
    const note = paragraph("");
    note.className = "label-note";
    note.setAttribute("role", "status");
    const inputs = Object.fromEntries(parts.map((part) => [part, make("input", { class: "input input-text", id: `label-${part}`, name: part, autocomplete: "off", "aria-describedby": `label-${part}-note` })])) as Record<(typeof parts)[number], HTMLInputElement>;
    const fields = parts.map((part) => {
      inputs[part].value = label[part];
      return make("p", { class: "label-field" }, make("label", { for: `label-${part}` }, words[part]), make("span", { class: "field-note", id: `label-${part}-note` }, words[`${part}Note`]), inputs[part]);
    });
    const read = (): Label => ({ name: tidy(inputs.name.value), period: tidy(inputs.period.value), place: tidy(inputs.place.value) });
    const check = (focus: boolean): boolean => {
      const long = parts.find((part) => [...read()[part]].length > most);
      for (const part of parts) inputs[part].setAttribute("aria-invalid", String(part === long));
      const said = long !== undefined ? words.long(words[long], most) : taken.includes(nameOf(read())) ? words.taken(nameOf(read())) : "";
      if (note.textContent !== said) note.textContent = said;
      note.classList.toggle("field-error", long !== undefined);
      if (long !== undefined && focus) inputs[long].focus();
      return long === undefined;
    };
    const form = make("form", { class: "label-form", novalidate: "" }, ...fields, note, make("button", { type: "submit", hidden: "" }));
    form.addEventListener("input", () => check(false));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      dialog.querySelector<HTMLElement>("[data-choice=yes]")?.click();
    });
    const dialog = showDialog(title, [...before, form], [
      { label: words.no, name: "no", className: "button-quiet", run: () => undefined },
      { label: yes, name: "yes", className: "", run: () => {
        if (!check(true)) return false;
        given = read();
        return true;
      } },
    ]);
    dialog.removeAttribute("aria-describedby"); // the inputs speak for themselves
    inputs[before.length > 0 ? "name" : "period"].focus();
    if (before.length > 0) dialog.scrollTop = 0;
    check(false);
    dialog.addEventListener("close", () => resolve(given));
  });
}

function tidy(typed: string): string {
  return typed.replace(/\s+/gu, " ").trim();
}
