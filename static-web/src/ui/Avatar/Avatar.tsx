import styles from "./Avatar.module.css";

/** The first letter; no picture, which would come from servers that the page's policy keeps out. */
export function Avatar({ name, small }: { name: string; small?: boolean }) {
  return (
    <span className={styles.avatar} data-small={small} aria-hidden="true">
      {[...name.trim()][0]?.toUpperCase() ?? "?"}
    </span>
  );
}
