// The link to the page /search/ opens that page's search in a dialog. Everything of it is fetched when it is wanted first.

import type { Enhancement } from "./enhance";

export const searchLink: Enhancement = {
  name: "search",
  mount(root, signal) {
    const link = root as HTMLAnchorElement;
    let busy = false;
    const open = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      try {
        await show(link.href);
      } catch {
        location.href = link.href;
      }
      busy = false;
    };
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // in a tab of its own
      event.preventDefault();
      void open();
    }, { signal });
    addEventListener("keydown", (event) => {
      if (event.key !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      void open();
    }, { signal });
  },
};

async function show(address: string): Promise<void> {
  let panel = document.querySelector<HTMLElement>(".search");
  if (panel === null) {
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    for (const name of ["href", "src"]) {
      for (const e of page.querySelectorAll(`[${name}]`)) e.setAttribute(name, new URL(e.getAttribute(name) ?? "", address).href);
    }
    panel = page.querySelector<HTMLElement>(".search")!;
    const dialog = document.createElement("dialog");
    dialog.className = "search-dialog";
    dialog.ariaLabel = page.title;
    dialog.append(panel);
    document.body.append(dialog);
    await Promise.all(Array.from(page.querySelectorAll(`[href*="/search."],[src*="/search."]`), (e) => new Promise((resolve, reject) => {
      const made = document.createElement(e.localName);
      for (const { name, value } of e.attributes) made.setAttribute(name, value);
      made.onload = resolve;
      made.onerror = reject;
      document.head.append(made);
    })));
  }
  panel.closest("dialog")?.showModal();
  const field = panel.querySelector("input")!;
  field.focus();
  field.select();
}
