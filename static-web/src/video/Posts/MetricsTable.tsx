import type { Metrics } from "../../api/types";
import { count } from "../../format";
import styles from "./Posts.module.css";

const columns = ["views", "likes", "comments", "shares", "saves"] as const;

/** The latest figures large, the earlier snapshots as rows below. */
export function MetricsTable({ metrics }: { metrics: Metrics[] }) {
  const latest = metrics.at(-1);
  if (!latest) return null;
  return (
    <div className={styles.metrics}>
      <dl className={styles.latest} aria-label="Latest metrics">
        {columns.map((name) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count(latest[name])}</dd>
          </div>
        ))}
      </dl>
      {metrics.length > 1 && (
        <table className={styles.history}>
          <caption>Over time</caption>
          <tbody>
            {metrics.map((row) => (
              <tr key={row.at}>
                <th scope="row">{row.ageLabel}</th>
                {columns.map((name) => (
                  <td key={name}>{count(row[name])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
