// The service worker (sw.ts) keeps the handbook for times without network. It is fetched when the page has nothing else to
// do. Where there is none (plain http, a private window, a file) everything works as it does without.

import * as text from "./text";

const again = 3_600_000; // ms until a page that stays open looks for a newer build

export function workOffline(): void {
  const { worker, noWorker, embed } = document.documentElement.dataset;
  if (noWorker !== undefined) takeBack(new URL(noWorker, location.href).href).catch(() => undefined);
  // another site's page that shows a form does not fetch a handbook for it
  if (worker === undefined || embed !== undefined || !location.protocol.startsWith("http")) return;
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  const { saveData } = (navigator as { connection?: { saveData?: boolean } }).connection ?? {};
  if (workers === undefined || saveData === true) return;

  let known = workers.controller !== null;
  workers.addEventListener("controllerchange", () => {
    if (known) offer();
    known = true;
  });
  const register = async (): Promise<void> => {
    try {
      const registration = await workers.register(worker);
      let looked = Date.now();
      document.addEventListener("visibilitychange", () => {
        if (document.hidden || Date.now() - looked < again) return;
        looked = Date.now();
        registration.update().catch(() => undefined);
      });
    } catch {
      // the browser does not want to, or the site has no worker any more
    }
  };
  addEventListener("load", () => (window.requestIdleCallback ?? setTimeout)(() => void register()));
}

/** takeBack removes a worker that a page of an earlier build, still open, registered again while it was going. */
async function takeBack(worker: string): Promise<void> {
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  for (const registration of (await workers?.getRegistrations()) ?? []) {
    if (registration.active?.scriptURL === worker) await registration.unregister();
  }
}

/** offer says that there is a newer build. The page that is open goes on with its own until the visitor wants the other. */
function offer(): void {
  // answers that could not be kept are not put at risk
  if (document.querySelector('[data-save-state][data-state="failed"], .update') !== null) return;
  const bar = document.createElement("div");
  bar.className = "update";
  bar.setAttribute("role", "status");
  const button = (label: string, act: () => void): HTMLButtonElement => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button-quiet";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  };
  document.body.prepend(bar);
  // what comes into a live region is read, not what comes with it
  requestAnimationFrame(() => bar.append(text.update.there, button(text.update.reload, () => location.reload()), button(text.update.close, () => bar.remove())));
}
