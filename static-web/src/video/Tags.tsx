import styles from "./Tags.module.css";

/** Hashtags, with the sign whether or not the server sends it. */
export function Tags({ tags }: { tags: string[] }) {
  return (
    <ul className={styles.tags}>
      {tags.map((tag) => (
        <li key={tag}>#{tag.replace(/^#/, "")}</li>
      ))}
    </ul>
  );
}
