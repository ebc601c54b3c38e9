import { memo } from "react";
import type { Measurements, Span } from "../../api/types";
import { loudnessArea, motionLine, shots, thin, width, x } from "./shapes";
import styles from "./Timeline.module.css";

const height = 100;
const shotLane = 10;

/** Drawn once per measurement; the playhead moves in a layer of its own. */
export const Curves = memo(function Curves({
  measurements: m,
  duration,
}: {
  measurements: Measurements;
  duration: number;
}) {
  const points = thin(m.timeline);
  const bar = (kind: string, { start, end }: Span) => (
    <rect
      key={`${kind}${start}`}
      className={styles[kind]}
      x={x(start, duration)}
      y={shotLane}
      width={Math.max(1, x(end - start, duration))}
      height={height - shotLane}
    />
  );
  return (
    <svg
      className={styles.curves}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {m.sound?.silences.map((span) => bar("silence", span))}
      {[...m.black, ...m.frozen].map((span) => bar("dead", span))}
      <g transform={`translate(0 ${shotLane + 14})`}>
        <path className={styles.sound} d={loudnessArea(points, duration, height - shotLane - 14)} />
        <path className={styles.motion} d={motionLine(points, duration, height - shotLane - 14)} />
      </g>
      {shots(m, duration).map(({ start, end }, i) => (
        <rect
          key={start}
          className={styles.shot}
          data-odd={i % 2}
          x={x(start, duration)}
          y={0}
          width={Math.max(0.5, x(end - start, duration))}
          height={shotLane}
        />
      ))}
      {m.cuts.map(({ at }) => (
        <line key={at} className={styles.cut} x1={x(at, duration)} x2={x(at, duration)} y1={0} y2={height} />
      ))}
    </svg>
  );
});
