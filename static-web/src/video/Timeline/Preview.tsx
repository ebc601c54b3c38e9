import type { Measurements, Video } from "../../api/types";
import { clock } from "../../format";
import { frameAt } from "./shapes";
import styles from "./Timeline.module.css";

interface Props {
  video: Video;
  measurements: Measurements;
  at: number;
  left: string;
  /** 0 to 1; keeps the card inside the page at both ends. */
  share: number;
}

/** What is at the pointer: the picture, the time and the loudness. */
export function Preview({ video: { strip, stripUrl }, measurements, at, left, share }: Props) {
  const loudness = measurements.timeline.findLast((point) => point.at <= at)?.loudness;
  return (
    <>
      <div className={styles.needle} style={{ left }} />
      <div className={styles.preview} style={{ left, translate: `${-share * 100}% -100%` }}>
        {stripUrl && strip && (
          <div
            className={styles.picture}
            style={{
              aspectRatio: strip.frameWidth / strip.frameHeight,
              backgroundImage: `url("${stripUrl}")`,
              ...frameAt(strip, at),
            }}
          />
        )}
        <p>
          <b>{clock(at, true)}</b>
          {loudness != null && ` ${loudness.toFixed(0)} LUFS`}
        </p>
      </div>
    </>
  );
}
