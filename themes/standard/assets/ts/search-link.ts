// The link to the page /search/ opens that page's search over this one: the panel of it is put at the end of the page, and
// its script makes a dialog of it (ts/search/dialog.ts). Everything is fetched when it is wanted first.

export function searchLink(): void {
  const link = document.querySelector<HTMLAnchorElement>(".search-link");
  if (link === null || document.querySelector(".search") !== null) return;
  const address = link.href;
  link.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // in a tab of its own
    event.preventDefault();
    void fetch(address).then(async (found) => {
      const panel = new DOMParser().parseFromString(await found.text(), "text/html").querySelector<HTMLElement>(".search")!;
      const script = document.createElement("script");
      script.type = "module";
      script.src = new URL(panel.dataset["script"]!, address).href;
      script.integrity = panel.dataset["integrity"]!;
      script.crossOrigin = "anonymous";
      document.querySelector(".search") ?? document.body.append(panel, script);
    }).catch(() => { location.href = address; });
  };
}
