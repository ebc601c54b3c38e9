import type { ReactNode } from "react";
import { Button } from "../Button/Button";
import { LoadError } from "../Notice/Notice";
import { Skeleton } from "../Skeleton/Skeleton";
import styles from "./List.module.css";

/** What is known of a list: a query, or the pages of one. */
export interface Rows<T> {
  data: T[] | undefined;
  isError: boolean;
  error: unknown;
  refetch: () => unknown;
  more?: { load: () => void; pending: boolean } | null;
}

/** What was read as rows, and what is there instead: before it has come, if it can't be read, and if there is nothing. */
export function List<T>({
  query,
  none,
  row,
  name,
}: {
  query: Rows<T>;
  none: ReactNode;
  row: (item: T) => ReactNode;
  name: string;
}) {
  const { data, more } = query;
  if (query.isError && !data) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  if (!data) return <Skeleton height="5rem" />;
  if (data.length === 0) return <p className={styles.none}>{none}</p>;
  return (
    <>
      <ul className={styles.list} aria-label={name}>
        {data.map(row)}
      </ul>
      {more && (
        <div>
          <Button disabled={more.pending} onClick={more.load}>
            Show more
          </Button>
        </div>
      )}
    </>
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
