import styles from "./Radar.module.css";

const width = 84;
const height = 28;

/** The shape of some counts, with the newest number beside it for who can't see it. */
export function Sparkline({ values, name }: { values: number[]; name: string }) {
  const most = Math.max(1, ...values);
  const points = values
    .map((value, n) => {
      const x = values.length > 1 ? (n / (values.length - 1)) * (width - 4) + 2 : width / 2;
      return `${x.toFixed(1)},${(height - 3 - (value / most) * (height - 6)).toFixed(1)}`;
    })
    .join(" ");
  return (
    <svg
      className={styles.spark}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={`${name}: ${values.join(", ")}`}
    >
      <polyline points={points} />
    </svg>
  );
}
