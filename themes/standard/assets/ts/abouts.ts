// The explanations inside a single file. A link to one opens it; the buttons open all of them (for a search in the page in
// browsers that do not look into what is folded) and print the form with them.

import { part, type Enhancement } from "./enhance";
import { placeOfHash } from "./selfcheck/draw";
import * as text from "./text";

export const abouts: Enhancement = {
  name: "abouts",
  mount(root, signal) {
    const all = [...document.querySelectorAll<HTMLDetailsElement>("details.about")];
    const page = document.documentElement;
    const toggle = part<HTMLButtonElement>(root, "[data-abouts=open]");
    const openWords = toggle.textContent;
    const areOpen = (): boolean => all.every((about) => about.open);

    /** unfold opens what a hash leads to, and gives it. */
    const unfold = (hash?: string): HTMLElement | null => {
      const place = placeOfHash(hash);
      const about = place?.closest<HTMLDetailsElement>("details.about");
      if (about === null || about === undefined) return null;
      about.open = true;
      return place;
    };

    document.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href*="#"]') : null;
      if (link !== null && link.pathname === location.pathname) unfold(link.hash); // before the browser goes there
    }, { signal, capture: true });
    // the form may have been behind another view
    addEventListener("hashchange", () => unfold()?.scrollIntoView(), { signal });
    document.addEventListener("toggle", () => { toggle.textContent = areOpen() ? text.abouts.close : openWords; }, { signal, capture: true });

    toggle.addEventListener("click", () => {
      const open = !areOpen();
      for (const about of all) about.open = open;
    }, { signal });

    part(root, "[data-abouts=print]").addEventListener("click", () => {
      const folded = all.filter((about) => !about.open);
      for (const about of folded) about.open = true;
      page.dataset["printAbouts"] = "";
      addEventListener("afterprint", () => {
        delete page.dataset["printAbouts"];
        for (const about of folded) about.open = false;
      }, { once: true, signal });
      print();
    }, { signal });

    unfold();
    root.hidden = all.length === 0;
  },
};
