// The line beside an input whose answer is shared: where it was given, where else it counts, and which other answer there is.

import * as text from "../text";
import type { Answers } from "./answers";
import type { AnswerForm } from "./form";
import type { Origin, Place, SharedAnswers } from "./shared";

/** showOrigins writes the lines anew where they differ. take is called with an input whose answer is to be that of the other scheme. */
export function showOrigins(form: AnswerForm, shared: SharedAnswers, answers: Answers, take: (name: string) => void): void {
  for (const name of shared.names) {
    const box = form.box(name);
    if (box === null) continue;
    const origin = shared.origin(name, answers);
    const state = origin === null ? "" : JSON.stringify(origin);
    let line = box.querySelector<HTMLElement>(".field-shared");
    if (origin === null) {
      line?.remove();
      continue;
    }
    if (line === null) {
      line = document.createElement("p");
      line.className = "field-shared";
      line.id = `${name}-shared`;
      const error = box.querySelector(".field-error");
      if (error === null) box.append(line);
      else error.before(line);
      describe(box, line.id);
    }
    if (line.dataset["origin"] === state) continue;
    line.dataset["origin"] = state;
    line.dataset["sharedKind"] = origin.kind;
    line.replaceChildren(...words(form, shared, name, origin, take));
  }
}

function words(form: AnswerForm, shared: SharedAnswers, name: string, origin: Origin, take: (name: string) => void): Array<Node | string> {
  switch (origin.kind) {
    case "from":
      return [...quoted(shared, origin.place), text.shared.from];
    case "in":
      return [...origin.places.flatMap((place) => quoted(shared, place)), text.shared.in];
    case "differs": {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "field-shared-take";
      button.textContent = text.shared.take(form.say(name, origin.answer));
      button.addEventListener("click", () => {
        take(name);
        form.first(name)?.focus(); // the button goes with the difference
      });
      return [...quoted(shared, origin.place), text.shared.differs(form.say(name, origin.answer)), button];
    }
  }
}

/** quoted is a scheme's title as a link to where the answer stands. */
function quoted(shared: SharedAnswers, place: Place): Array<Node | string> {
  const href = shared.href(place);
  if (href === null) return [text.shared.quote[0], place.title, text.shared.quote[1]];
  const link = document.createElement("a");
  link.href = href;
  link.textContent = place.title;
  return [text.shared.quote[0], link, text.shared.quote[1]];
}

/** describe has the line read out with the input. */
function describe(box: HTMLElement, id: string): void {
  const described = box.matches("fieldset") ? box : box.querySelector("input, select, textarea");
  const ids = (described?.getAttribute("aria-describedby") ?? "").split(" ").filter((other) => other !== "" && other !== id);
  described?.setAttribute("aria-describedby", [...ids, id].join(" "));
}
