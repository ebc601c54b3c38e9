import { Link, useLocation } from "wouter";
import { useLive } from "../api/live";
import styles from "./App.module.css";
import { ThemeToggle } from "./ThemeToggle";

export function Header() {
  const [path] = useLocation();
  const connected = useLive();
  const here = (match: boolean) => (match ? ({ "aria-current": "page" } as const) : {});
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <Link href="/" className={styles.brand} aria-label="Shortloop, library">
          <img src="/favicon.svg" width="28" height="28" alt="" />
          Shortloop
        </Link>
        <nav className={styles.nav} aria-label="Main">
          <Link href="/" {...here(path === "/" || path.startsWith("/videos"))}>
            Library
          </Link>
          <Link href="/accounts" {...here(path === "/accounts")}>
            Accounts
          </Link>
        </nav>
        <div className={styles.end}>
          <span
            className={styles.live}
            data-on={connected}
            title={
              connected
                ? "Changes appear as they happen"
                : "No live connection; the page asks every few seconds"
            }
          >
            <span>{connected ? "Live" : "Polling"}</span>
          </span>
          <ThemeToggle />
        </div>
      </div>
    </header>
  );
}
