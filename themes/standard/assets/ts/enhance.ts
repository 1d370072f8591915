// A module takes over one marked root: [data-enhance~="name"]. It checks its parts and says which is missing; what it
// listens to it gives back when the signal aborts. One failing module leaves the others running.

export interface Enhancement {
  readonly name: string;
  mount(root: HTMLElement, signal: AbortSignal): void;
}

/** enhance mounts each module on each of its roots inside scope and returns what unmounts them all. */
export function enhance(scope: ParentNode, modules: readonly Enhancement[]): AbortController {
  const controller = new AbortController();
  for (const module of modules) {
    for (const root of scope.querySelectorAll<HTMLElement>(`[data-enhance~="${module.name}"]`)) {
      try {
        module.mount(root, controller.signal);
        root.dataset["ready"] = ""; // hook for CSS and tests
      } catch (err) {
        console.error(`enhance ${module.name}:`, root, err);
      }
    }
  }
  return controller;
}

/** part finds a part of a module's root and names it when it is missing. */
export function part<E extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): E {
  const found = root.querySelector<E>(selector);
  if (found === null) throw new Error(`the part ${selector} is missing`);
  return found;
}
