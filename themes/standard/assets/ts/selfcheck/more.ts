// The second script of the page: what is not needed to fill in the form. It is a file of its own, loaded when it is needed
// first and checked like every script; where one file carries everything it has come already.

import { moreEvent, type More } from "./session";

let loading: Promise<More> | null = null;
let here: More | null = null;
document.addEventListener(moreEvent, (come) => { here = (come as CustomEvent<More>).detail; });

/** loadMore loads the second script once; a load that failed is tried again. */
export function loadMore(root: HTMLElement): Promise<More> {
  if (here !== null) return Promise.resolve(here);
  const { more = "", moreIntegrity = "", moreStyle = "", moreStyleIntegrity = "" } = root.dataset;
  loading ??= Promise.all([
    load("script", { type: "module", src: more, integrity: moreIntegrity }),
    load("link", { rel: "stylesheet", href: moreStyle, integrity: moreStyleIntegrity }),
  ]).then(() => {
    if (here === null) throw new Error("it offered nothing");
    return here;
  });
  loading.catch(() => { loading = null; });
  return loading;
}

/** load adds an element to the head and waits for what it fetches. */
function load(name: "script" | "link", attributes: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((resolve, reject) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.crossOrigin = "anonymous";
    element.onload = () => resolve();
    element.onerror = () => {
      element.remove();
      reject(new Error(`${attributes["src"] ?? attributes["href"]} did not load`));
    };
    document.head.append(element);
  });
}
