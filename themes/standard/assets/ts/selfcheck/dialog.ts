// A question before something is lost. The native dialog keeps the focus inside and gives it back.

export interface Question {
  readonly title: string;
  readonly body: string;
  readonly yes: string;
  readonly no: string;
}

/** ask resolves to whether the visitor said yes. */
export function ask(question: Question): Promise<boolean> {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "dialog-title");
  dialog.setAttribute("aria-describedby", "dialog-body");

  const title = document.createElement("h2");
  title.id = "dialog-title";
  title.textContent = question.title;

  const body = document.createElement("p");
  body.id = "dialog-body";
  body.textContent = question.body;

  const buttons = document.createElement("div");
  buttons.className = "dialog-buttons";
  const no = button(question.no, "button button-quiet", "no");
  const yes = button(question.yes, "button button-danger", "yes");
  buttons.append(no, yes);

  dialog.append(title, body, buttons);
  document.body.append(dialog);

  return new Promise((resolve) => {
    no.addEventListener("click", () => dialog.close("no"));
    yes.addEventListener("click", () => dialog.close("yes"));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    dialog.showModal();
    no.focus(); // the harmless answer
  });
}

function button(label: string, className: string, choice: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.dataset["choice"] = choice;
  made.textContent = label;
  return made;
}
