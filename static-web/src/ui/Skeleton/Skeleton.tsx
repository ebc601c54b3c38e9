import styles from "./Skeleton.module.css";

/** Holds the place of what is being read; `height` is any CSS length. */
export function Skeleton({ height, aspect }: { height?: string; aspect?: string }) {
  return <div className={styles.skeleton} style={{ height, aspectRatio: aspect }} aria-hidden="true" />;
}
