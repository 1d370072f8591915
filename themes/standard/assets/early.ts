// Runs before the first paint, as a classic script. That scripts run is told to the CSS, so that nothing jumps when the
// modules arrive; and the side that the visitor chose must not flash up later (the key is written by ts/theme-toggle.ts).

document.documentElement.dataset["script"] = "";

try {
  const theme = localStorage.getItem("kijun:theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
} catch {
  // storage is blocked: the side of the system it is
}
