// Served by `kijun serve` only. Loads the page again after a build that changed
// something, and shows the problems of one that failed. The overlay lives in a
// shadow root, so that the theme's styles and its own do not meet.
const events = new EventSource("/_kijun/events");
let built;
events.onmessage = (event) => {
  const state = JSON.parse(event.data);
  if (built !== undefined && state.build !== built) {
    location.reload();
    return;
  }
  built = state.build;
  show(state.problems ?? []);
};

const id = "kijun-problems";
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  section { position: fixed; inset: auto 0 0; z-index: 99999; max-block-size: 60vh; overflow: auto; margin: 0;
    padding: 1rem 1.25rem; background: #2b1215; color: #ffe9e9; border-block-start: 4px solid #ff6b6b;
    font: 0.95rem/1.6 "Noto Sans JP", "Hiragino Sans", "Yu Gothic UI", sans-serif; }
  h2 { margin: 0 0 0.5rem; font-size: 1.05rem; }
  pre { margin: 0 0 0.75rem; white-space: pre-wrap; overflow-wrap: anywhere; font-family: ui-monospace, monospace; }
`);

function show(problems) {
  document.getElementById(id)?.remove();
  if (problems.length === 0) return;
  const host = document.createElement("div");
  host.id = id;
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  const box = document.createElement("section");
  box.setAttribute("role", "alert");
  const title = document.createElement("h2");
  title.textContent = `問題が${problems.length}件あります。直すと消えます。`;
  box.append(title);
  for (const p of problems) {
    const text = document.createElement("pre");
    text.textContent = p.replaceAll("\n\thint: ", "\n    → ");
    box.append(text);
  }
  root.append(box);
  document.body.append(host);
}
