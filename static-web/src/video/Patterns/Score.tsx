import { cx } from "../../ui/cx";
import styles from "./Patterns.module.css";

const round = 2 * Math.PI * 19;

/** 0 to 100 as a ring. */
export function Score({ value, small }: { value: number; small?: boolean }) {
  const rounded = Math.round(value);
  return (
    <div
      className={cx(styles.score, small && styles.small)}
      role="img"
      aria-label={`Score ${rounded} of 100`}
    >
      <svg viewBox="0 0 44 44" aria-hidden="true">
        <circle cx="22" cy="22" r="19" />
        <circle
          cx="22"
          cy="22"
          r="19"
          strokeDasharray={`${(round * value) / 100} ${round}`}
          transform="rotate(-90 22 22)"
        />
      </svg>
      <span>{rounded}</span>
    </div>
  );
}
