import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { useTitle } from "../ui/useTitle";
import styles from "./Planner.module.css";

/** The planner's pages, with the way from one to the other. */
export function PlannerFrame({
  title,
  intro,
  children,
}: {
  title: string;
  intro?: ReactNode;
  children: ReactNode;
}) {
  useTitle(title);
  return (
    <div className={styles.page}>
      <nav className={styles.places} aria-label="Planner">
        <Place to="/planner">Months</Place>
        <Place to="/planner/knowledge">Knowledge</Place>
        <Place to="/planner/prompts">Prompts</Place>
      </nav>
      <div className={styles.intro}>
        <h1>{title}</h1>
        {intro && <p>{intro}</p>}
      </div>
      {children}
    </div>
  );
}

function Place({ to, children }: { to: string; children: ReactNode }) {
  const [path] = useLocation();
  return (
    <Link href={to} {...(path === to && { "aria-current": "page" as const })}>
      {children}
    </Link>
  );
}
