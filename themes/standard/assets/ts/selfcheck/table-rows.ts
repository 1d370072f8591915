// Tables that grow: a button for one more line, and a block of cells pasted from a spreadsheet goes into the lines from the
// cell that has the focus on.

import * as text from "../text";
import type { AnswerForm } from "./form";
import type { Toast } from "./toast";

/** growTables makes the tables of a form grow. */
export function growTables(root: HTMLFormElement, form: AnswerForm, toast: Toast, signal: AbortSignal): void {
  for (const box of root.querySelectorAll<HTMLElement>("[data-most-rows]")) {
    const field = box.dataset["field"] ?? "";
    const body = box.querySelector("tbody");
    if (body === null) continue;
    const add = document.createElement("button");
    add.type = "button";
    add.className = "button button-quiet field-add-row";
    add.textContent = text.rows.add;
    add.addEventListener("click", () => {
      form.grow(field, body.rows.length + 1);
      body.lastElementChild?.querySelector<HTMLElement>("input, select")?.focus();
      add.disabled = body.rows.length >= form.mostRows(field);
    }, { signal });
    box.querySelector(".table-wrap")?.after(add);
    box.addEventListener("paste", (event) => paste(event, root, form, toast, field), { signal });
  }
}

function paste(event: ClipboardEvent, root: HTMLFormElement, form: AnswerForm, toast: Toast, field: string): void {
  const target = event.target;
  const pasted = (event.clipboardData?.getData("text/plain") ?? "").replace(/(\r\n|\r|\n)+$/u, "");
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement) || !/[\t\r\n]/u.test(pasted)) return;
  const row = target.closest<HTMLTableRowElement>("tr[data-row]");
  if (row === null) return;
  event.preventDefault();
  const lines = pasted.split(/\r\n|\r|\n/u).map((line) => line.split("\t"));
  const first = Number(row.dataset["row"]);
  const names = [...row.querySelectorAll<HTMLInputElement | HTMLSelectElement>("[name]")].map((c) => c.name.replace(/^.*\]\./u, ""));
  const columns = names.slice(names.indexOf(target.name.replace(/^.*\]\./u, "")));
  if (lines.some((cells) => cells.length > columns.length)) return toast.show({ kind: "error", text: text.rows.tooWide(columns.length) });
  if (first + lines.length > form.mostRows(field)) return toast.show({ kind: "error", text: text.rows.tooMany(first + lines.length, form.mostRows(field)) });

  const before = form.answers();
  const answers = { ...before };
  for (const [i, cells] of lines.entries()) {
    for (const [k, cell] of cells.entries()) {
      const name = `${field}[${first + i}].${columns[k]}`;
      if (cell.trim() === "") delete answers[name];
      else answers[name] = cell.trim();
    }
  }
  const fill = (to: typeof before): void => {
    form.fill(to);
    root.dispatchEvent(new Event("change"));
  };
  fill(answers);
  toast.show({ kind: "done", text: text.rows.pasted(lines.length), undo: () => fill(before) });
}
