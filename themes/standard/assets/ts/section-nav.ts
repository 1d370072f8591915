// The section navigation works without script, as a popover. This brings the current page into sight, and closes the
// popover when a link inside the same page is followed.

import type { Enhancement } from "./enhance";

export const sectionNav: Enhancement = {
  name: "section-nav",
  mount(root, signal) {
    const reveal = (): void => {
      const current = root.querySelector<HTMLElement>("[aria-current]");
      if (current === null || root.scrollHeight <= root.clientHeight) return;
      const offset = current.getBoundingClientRect().top - root.getBoundingClientRect().top;
      root.scrollTop += offset - root.clientHeight / 2;
    };
    root.addEventListener("toggle", reveal, { signal });
    root.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (link === null || link.pathname !== location.pathname || link.hash === "") return;
      if (root.matches(":popover-open")) root.hidePopover();
    }, { signal });
    reveal();
  },
};
