// What comes with the second script: one line for each view and for each button.

import type { More } from "./session";

export const more: More = {
  panels: [],
  act: () => false,
};
