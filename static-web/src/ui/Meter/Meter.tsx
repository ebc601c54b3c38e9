import { cx } from "../cx";
import styles from "./Meter.module.css";

/** How far something has come; `value` from 0 to 1. */
export function Meter({
  value,
  name,
  tone,
}: {
  value: number;
  name: string;
  tone?: "good" | "bad" | "still";
}) {
  const percent = Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div className={cx(styles.bar, tone && styles[tone])} style={{ width: `${percent}%` }} />
    </div>
  );
}
