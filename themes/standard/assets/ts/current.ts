// Menus are rendered once for many pages, so the page that is open may not be marked in them; it is marked here.

/** markCurrent marks the link to the open page, or else to the part of the site that it is in. */
export function markCurrent(menu: Element): void {
  if (menu.querySelector("[aria-current]") !== null) return;
  const here = location.pathname;
  let best: HTMLAnchorElement | null = null;
  for (const link of menu.querySelectorAll("a")) {
    if (link.hash !== "" || link.origin !== location.origin) continue;
    const inside = link.pathname.endsWith("/") && here.startsWith(link.pathname);
    if ((link.pathname === here || inside) && (best === null || link.pathname.length > best.pathname.length)) best = link;
  }
  best?.setAttribute("aria-current", best.pathname === here ? "page" : "true");
}
