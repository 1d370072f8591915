// Questions before something is lost, and what is too much for the page itself. The native dialog keeps the focus inside
// and gives it back.

import * as text from "../text";

export interface Question {
  readonly title: string;
  readonly body: string;
  readonly yes: string;
  readonly no: string;
}

/** A Choice is a button of a dialog. */
interface Choice {
  readonly label: string;
  readonly name: string; // hook for tests
  readonly className: string;
  /** run says false where the dialog is to stay open. */
  run(): unknown;
}

/** ask resolves to whether the visitor said yes. */
export function ask(question: Question): Promise<boolean> {
  let said = false;
  const dialog = showDialog(question.title, [paragraph(question.body)], [
    { label: question.no, name: "no", className: "button-quiet", run: () => undefined },
    { label: question.yes, name: "yes", className: "button-danger", run: () => { said = true; } },
  ]);
  dialog.querySelector("button")?.focus(); // the harmless answer
  return new Promise((resolve) => { dialog.addEventListener("close", () => resolve(said)); });
}

/** showDialog shows a dialog that goes away when it is closed. One without choices has a button to close it. */
export function showDialog(title: string, content: readonly HTMLElement[], choices: readonly Choice[] = []): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "dialog-title");
  dialog.setAttribute("aria-describedby", "dialog-body");

  const heading = document.createElement("h2");
  heading.id = "dialog-title";
  heading.textContent = title;

  const body = document.createElement("div");
  body.id = "dialog-body";
  body.append(...content);

  const buttons = document.createElement("div");
  buttons.className = "dialog-buttons";
  const close: Choice = { label: text.toast.close, name: "close", className: "button-quiet", run: () => undefined };
  for (const choice of choices.length > 0 ? choices : [close]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `button ${choice.className}`;
    button.dataset["choice"] = choice.name;
    button.textContent = choice.label;
    button.addEventListener("click", () => { if (choice.run() !== false) dialog.close(); });
    buttons.append(button);
  }

  dialog.append(heading, body, buttons);
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  return dialog;
}

export function paragraph(words: string): HTMLParagraphElement {
  const made = document.createElement("p");
  made.textContent = words;
  return made;
}
