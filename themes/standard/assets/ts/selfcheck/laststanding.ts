// Keeps what was judged last beside the record, for the pages of the handbook: when there was a pause, so that the record is
// saved and the result is of what was saved. Who leaves sooner is told there that it is to be judged again.

import { savedAt, standingKey, type Standing } from "../standing";
import { wordsOf } from "./draw";
import type { Session } from "./session";

const quiet = 300; // ms: later than the record is saved

export function keepStanding(session: Session): void {
  const { root } = session;
  let timer: ReturnType<typeof setTimeout>;
  const all = (selector: string): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(selector)];
  root.addEventListener("kijun:result", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (session.record === null) return;
      const { key } = session.shelf.item(session.record);
      try {
        const saved = savedAt(localStorage.getItem(key));
        if (saved === "") return localStorage.removeItem(standingKey(key));
        localStorage.setItem(standingKey(key), JSON.stringify({
          v: 1, saved, program: root.dataset["program"]?.split("/").pop() ?? "", lines: all(".award[data-award], .total").map((box) => wordsOf(box)),
          criteria: Object.fromEntries(all("[data-criterion]").map((box) => [box.dataset["criterion"] ?? "",
            [box.dataset["status"] ?? "", wordsOf(box.querySelector("[data-points]")) || wordsOf(box.querySelector("[data-status-text]"))] as const])),
        } satisfies Standing));
      } catch {
        // blocked or full: pages then say nothing, or that it is to be judged again
      }
    }, quiet);
  });
}
