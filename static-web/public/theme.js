try {
  const chosen = localStorage.getItem("shortloop.theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // storage can be forbidden; the system's theme is then used
}
