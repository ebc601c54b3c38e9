import type { ReactNode } from "react";
import styles from "./Section.module.css";

/** A part of a page under its own heading, reachable by `#id`. */
export function Section({
  id,
  title,
  note,
  children,
}: {
  id: string;
  title: string;
  note?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section id={id} className={styles.section} aria-labelledby={`${id}-title`}>
      <div className={styles.head}>
        <h2 id={`${id}-title`}>{title}</h2>
        {note && <span className={styles.note}>{note}</span>}
      </div>
      {children}
    </section>
  );
}

export function Pending({ children }: { children: ReactNode }) {
  return <p className={styles.pending}>{children}</p>;
}
