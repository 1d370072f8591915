// The search in a dialog over any page: ts/search-link.ts has put the panel of the page /search/ at the end of this one.

import { part } from "../enhance";

/** openInDialog makes a dialog of the panel, opens it, and lets the link open it from now on. */
export function openInDialog(panel: HTMLElement, link: HTMLAnchorElement): void {
  const at = link.href;
  // the panel was written for another place
  for (const inside of panel.querySelectorAll("a")) inside.href = new URL(inside.getAttribute("href") ?? "", at).href;
  const dialog = document.createElement("dialog");
  dialog.className = "search-dialog";
  dialog.setAttribute("aria-label", link.textContent);
  dialog.append(panel);
  document.body.append(dialog);

  const field = part<HTMLInputElement>(panel, "input");
  const open = (): void => {
    if (!dialog.open) dialog.showModal();
    field.focus();
    field.select();
  };
  link.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  };
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL(panel.dataset["style"] ?? "", at).href;
  style.integrity = panel.dataset["styleIntegrity"] ?? "";
  style.crossOrigin = "anonymous";
  style.onload = style.onerror = open;
  document.head.append(style);
}
