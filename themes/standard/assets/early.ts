// Runs before the first paint, as a classic script. That scripts run is told to the CSS, so that nothing jumps when the
// modules arrive; the side that the visitor chose must not flash up later (the key is written by ts/theme-toggle.ts); and
// in a frame of another site the header must not.

const page = document.documentElement;
const data = page.dataset;
const side = (theme: string | null): void => {
  if (theme === "light" || theme === "dark") data["theme"] = theme;
};

data["script"] = "";

try {
  side(localStorage.getItem("kijun:theme"));
} catch {
  // storage is blocked: the side of the system it is
}

const embed = new URLSearchParams(location.search).get("embed");
const { embedded } = data;
if (embed !== null && embedded !== undefined && parent !== window) {
  data["embed"] = "";
  side(embed);
  const script = document.createElement("script");
  script.type = "module";
  script.src = embedded;
  script.integrity = data["embeddedIntegrity"] ?? "";
  script.crossOrigin = "anonymous";
  document.head.append(script);
}

export {};
