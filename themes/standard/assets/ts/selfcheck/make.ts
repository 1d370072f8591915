// Building elements in few words.

type Content = Node | string;

/** make is a new element with its attributes and what stands in it. */
export function make<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Readonly<Record<string, string>> = {}, ...content: readonly Content[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

/** action is a button that asks for something by its name. */
export function action(name: string, label: string, className = "button button-quiet"): HTMLButtonElement {
  return make("button", { type: "button", class: className, "data-action": name }, label);
}
