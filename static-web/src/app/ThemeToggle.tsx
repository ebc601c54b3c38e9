import { useSyncExternalStore } from "react";
import { Button } from "../ui/Button/Button";

const key = "shortloop.theme";
const system = window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : system.matches;
};

function subscribe(listener: () => void) {
  listeners.add(listener);
  system.addEventListener("change", listener);
  return () => {
    listeners.delete(listener);
    system.removeEventListener("change", listener);
  };
}

/** Choosing what the system has anyway drops the choice, so that the page follows the system again. */
function choose(dark: boolean) {
  const root = document.documentElement;
  if (dark === system.matches) delete root.dataset.theme;
  else root.dataset.theme = dark ? "dark" : "light";
  try {
    if (root.dataset.theme) localStorage.setItem(key, root.dataset.theme);
    else localStorage.removeItem(key);
  } catch {
    // storage can be forbidden; the choice then holds until the next load
  }
  for (const listener of listeners) listener();
}

export function ThemeToggle() {
  const dark = useSyncExternalStore(subscribe, isDark);
  return (
    <Button
      kind="quiet"
      icon={dark ? "sun" : "moon"}
      aria-label={dark ? "Use the light theme" : "Use the dark theme"}
      onClick={() => choose(!dark)}
    />
  );
}
