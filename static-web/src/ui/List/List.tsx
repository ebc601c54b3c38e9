import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { LoadError } from "../Notice/Notice";
import { Skeleton } from "../Skeleton/Skeleton";
import styles from "./List.module.css";

/** What was read as rows, and what is there instead: before it has come, if it can't be read, and if there is nothing. */
export function List<T>({
  query,
  none,
  row,
  name,
}: {
  query: UseQueryResult<T[]>;
  none: ReactNode;
  row: (item: T) => ReactNode;
  name?: string;
}) {
  if (query.isError && !query.data)
    return <LoadError error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton height="5rem" />;
  if (query.data.length === 0) return <p className={styles.none}>{none}</p>;
  return (
    <ul className={styles.list} aria-label={name}>
      {query.data.map(row)}
    </ul>
  );
}

/** A row: what it is, what there is to know of it, and what can be done with it. */
export function Row({
  title,
  marks,
  note,
  lead,
  children,
  below,
}: {
  title: ReactNode;
  marks?: ReactNode;
  note?: ReactNode;
  lead?: ReactNode;
  children?: ReactNode;
  below?: ReactNode;
}) {
  return (
    <li className={styles.row}>
      {lead}
      <div className={styles.what}>
        <div className={styles.head}>
          <h3>{title}</h3>
          {marks}
        </div>
        {note && <p>{note}</p>}
      </div>
      {children && <div className={styles.actions}>{children}</div>}
      {below && <div className={styles.below}>{below}</div>}
    </li>
  );
}
