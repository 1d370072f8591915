// The explanation of a criterion beside its question: the page of the handbook, fetched when it is asked for, without what
// is around its text. Where it cannot be had so (a file of the disk), the link leads to it as it does without script.

import { showDialog } from "./dialog";
import { make } from "./make";
import type { Session } from "./session";
import { panelText } from "./text-panels";

const words = panelText.explain;

export async function explain(_: Session, page: string): Promise<void> {
  const body = make("div", { class: "prose" }, make("p", { role: "status" }, words.loading));
  const dialog = showDialog(words.title, [body], [
    { label: words.whole, name: "whole", className: "button-quiet", run: () => location.assign(page) },
    { label: words.close, name: "close", className: "", run: () => undefined },
  ]);
  dialog.classList.add("dialog-page");
  dialog.removeAttribute("aria-describedby"); // too much to be read out at once
  const box = body.parentElement ?? body;
  for (const [name, value] of [["tabindex", "0"], ["role", "region"], ["aria-labelledby", "dialog-title"]] as const) box.setAttribute(name, value); // it is scrolled by keys
  box.focus();
  try {
    const answer = await fetch(page);
    if (!answer.ok) throw new Error(`${page}: ${answer.status}`);
    const read = new DOMParser().parseFromString(await answer.text(), "text/html");
    const text = read.querySelector("main .prose");
    if (text === null) throw new Error(`${page}: no text`);
    const heading = dialog.querySelector("h2");
    heading?.replaceChildren(...(read.querySelector("h1")?.childNodes ?? []));
    body.replaceChildren(...text.childNodes);
    settle(body, page);
    box.scrollTop = 0;
  } catch (err) {
    console.warn("kijun: the explanation is opened as a page", err);
    location.assign(page);
  }
}

/** settle has links and pictures lead where they led on their own page; headings go down below the dialog's. */
function settle(body: HTMLElement, page: string): void {
  for (const link of body.querySelectorAll("a[href]")) link.setAttribute("href", new URL(link.getAttribute("href") ?? "", page).href);
  for (const image of body.querySelectorAll("img[src]")) image.setAttribute("src", new URL(image.getAttribute("src") ?? "", page).href);
  for (const one of body.querySelectorAll("[id]")) one.removeAttribute("id"); // ids of the form must stay alone
  for (const heading of body.querySelectorAll("h2, h3, h4, h5")) {
    const lower = document.createElement(`h${Number(heading.tagName.slice(1)) + 1}`);
    lower.append(...heading.childNodes);
    heading.replaceWith(lower);
  }
}
