// What comes with the second script: one line for each view and for each button.

import type { More, Session } from "./session";
import { receiveAnswers, shareAnswers } from "./share";

const actions: Readonly<Record<string, (session: Session) => void | Promise<void>>> = {
  share: shareAnswers,
  receive: receiveAnswers,
};

export const more: More = {
  panels: [],
  async act(action, session) {
    await actions[action]?.(session);
  },
};
