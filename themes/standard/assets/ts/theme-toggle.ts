// The button that goes through the sides: as the system has it, light, dark. The choice is read before the first paint
// by early.ts.

import type { Enhancement } from "./enhance";
import * as text from "./text";

const key = "kijun:theme";
const sides = ["auto", "light", "dark"] as const;
type Side = (typeof sides)[number];

export const themeToggle: Enhancement = {
  name: "theme-toggle",
  mount(root, signal) {
    const page = document.documentElement;
    const label = document.createElement("span"); // CSS shows only the mark where there is little room
    root.replaceChildren(label);
    let side: Side = sides.find((s) => s === page.dataset["theme"]) ?? "auto";

    const show = (): void => {
      if (side === "auto") delete page.dataset["theme"];
      else page.dataset["theme"] = side;
      label.textContent = text.theme[side];
    };

    root.addEventListener("click", () => {
      side = sides[(sides.indexOf(side) + 1) % sides.length] ?? "auto";
      show();
      try {
        if (side === "auto") localStorage.removeItem(key);
        else localStorage.setItem(key, side);
      } catch {
        // storage is blocked: the choice holds for this page
      }
    }, { signal });

    addEventListener("storage", (event) => {
      if (event.key !== key) return;
      side = sides.find((s) => s === event.newValue) ?? "auto";
      show();
    }, { signal });

    show();
    root.hidden = false;
  },
};
