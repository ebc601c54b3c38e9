import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Link, useLocation } from "wouter";
import { useLive } from "../api/live";
import { queries } from "../api/queries";
import { Bell } from "../notifications/Bell";
import styles from "./App.module.css";
import { ThemeToggle } from "./ThemeToggle";
import { UserMenu } from "./UserMenu";

export function Header() {
  const { data: me } = useQuery(queries.me());
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <Link href="/" className={styles.brand} data-slim={!!me} aria-label="Shortloop, library">
          <img src="/favicon.svg" width="28" height="28" alt="" />
          <span>Shortloop</span>
        </Link>
        {me && <Nav />}
        <div className={styles.end}>
          {me && <Liveness />}
          <ThemeToggle />
          {me && <Bell />}
          {me && <UserMenu me={me} />}
        </div>
      </div>
    </header>
  );
}

function Nav() {
  const [path] = useLocation();
  const here = (match: boolean) => (match ? ({ "aria-current": "page" } as const) : {});
  const nav = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a phone the links scroll sideways, and where one is should be seen
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [path]);
  return (
    <nav ref={nav} className={styles.nav} aria-label="Main">
      <Link href="/" {...here(path === "/" || path.startsWith("/videos"))}>
        Library
      </Link>
      <Link href="/planner" {...here(path.startsWith("/planner"))}>
        Planner
      </Link>
      <Link href="/radar" {...here(path === "/radar")}>
        Radar
      </Link>
      <Link href="/coach" {...here(path === "/coach")}>
        Coach
      </Link>
      <Link href="/study" {...here(path.startsWith("/study"))}>
        Study
      </Link>
      <Link href="/assistant" {...here(path.startsWith("/assistant"))}>
        Assistant
      </Link>
      <Link href="/accounts" {...here(path === "/accounts")}>
        Accounts
      </Link>
    </nav>
  );
}

function Liveness() {
  const connected = useLive();
  return (
    <span
      className={styles.live}
      data-on={connected}
      title={
        connected ? "Changes appear as they happen" : "No live connection; the page asks every few seconds"
      }
    >
      <span>{connected ? "Live" : "Polling"}</span>
    </span>
  );
}
