// Where a page, or a place in it (#id), went: the visitor is taken there. A page that is gone is taken there without scripts
// as well; a place is known to scripts only, because browsers tell no host what stands behind the #.

function go(): void {
  const to = place() ?? document.querySelector<HTMLAnchorElement>("a[data-moved-page]");
  if (to === null) return;
  const url = new URL(to.href);
  // what came with the old address goes on with the new one
  if (to.hasAttribute("data-moved-page") && url.origin === location.origin) {
    url.search ||= location.search;
    url.hash ||= location.hash;
  }
  location.replace(url);
}

/** place is the link to where the place of the page went that the address names. */
function place(): HTMLAnchorElement | null {
  let id = location.hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // a % that stands for itself
  }
  const moved = id === "" ? null : document.getElementById(id);
  return moved?.matches("[data-moved]") === true ? moved.querySelector("a") : null;
}

addEventListener("hashchange", go);
go();
