// What the page tells its scripts, and what they fetch.

import { fetchPacked } from "kijun:host";

/** setting is a value that the layout gives a module's root. */
export function setting(root: HTMLElement, name: string): string {
  const value = root.dataset[name];
  if (value === undefined || value === "") throw new Error(`data-${name} is missing`);
  return value;
}

export function absolute(url: string): string {
  return new URL(url, document.baseURI).href;
}

/** siteBase is the path of the handbook on its host; of a single file, the name after the scheme of what is no address. */
export function siteBase(root: HTMLElement): string {
  const href = root.dataset["site"] ?? document.querySelector<HTMLAnchorElement>(".site-title")?.getAttribute("href") ?? ".";
  return new URL(href, document.baseURI).pathname;
}

/** fetchProgram gets the program that the layout names. */
export function fetchProgram(root: HTMLElement): Promise<Uint8Array> {
  return fetchPacked(absolute(setting(root, "program")), setting(root, "programIntegrity"));
}
