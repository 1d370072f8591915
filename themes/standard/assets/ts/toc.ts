// The table of contents works without script. This marks the section that is read, closes the folded list when one of its
// links is followed, and opens it for those who hear the page where it stands at the side: there CSS shows it anyway.

import type { Enhancement } from "./enhance";

const atSide = matchMedia("(min-width: 75rem)"); // as in css/toc.css

export const toc: Enhancement = {
  name: "toc",
  mount(root, signal) {
    const fold = root.querySelector("details");
    const links = new Map<Element, HTMLAnchorElement>();
    for (const link of root.querySelectorAll<HTMLAnchorElement>("a[href^='#']")) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading !== null) links.set(heading, link);
    }

    const place = (): void => {
      if (fold !== null) fold.open = atSide.matches;
    };
    place();
    atSide.addEventListener("change", place, { signal });
    root.addEventListener("click", (event) => {
      if (fold !== null && !atSide.matches && event.target instanceof Element && event.target.closest("a") !== null) fold.open = false;
    }, { signal });

    let marked: HTMLAnchorElement | null = null;
    const mark = (): void => {
      let read: HTMLAnchorElement | null = null;
      for (const [heading, link] of links) {
        if (heading.getBoundingClientRect().top > innerHeight / 3) break;
        read = link;
      }
      const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
      if (end && scrollY > 0) read = [...links.values()].at(-1) ?? read;
      if (read === marked) return;
      marked?.removeAttribute("aria-current");
      read?.setAttribute("aria-current", "true");
      marked = read;
      if (fold !== null && read !== null && atSide.matches) {
        const box = fold.getBoundingClientRect();
        const at = read.getBoundingClientRect();
        if (at.top < box.top || at.bottom > box.bottom) fold.scrollTop += at.top - box.top - box.height / 2;
      }
    };
    let asked = 0;
    addEventListener("scroll", () => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(mark);
    }, { signal, passive: true });
    mark();
  },
};
