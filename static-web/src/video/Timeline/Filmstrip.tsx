import { type CSSProperties, memo } from "react";
import type { Strip } from "../../api/types";
import { frameAt } from "./shapes";
import styles from "./Timeline.module.css";

const frames = 14;

/** Evenly spaced frames; on a narrow page the later half of each pair is left out by the style sheet. */
export const Filmstrip = memo(function Filmstrip({
  url,
  strip,
  duration,
}: {
  url: string;
  strip: Strip;
  duration: number;
}) {
  const ratio = { "--ratio": strip.frameWidth / strip.frameHeight } as CSSProperties;
  return (
    <div className={styles.film} aria-hidden="true">
      {Array.from({ length: frames }, (_, i) => ((i + 0.5) / frames) * duration).map((at) => (
        <div key={at}>
          <div style={{ ...ratio, backgroundImage: `url("${url}")`, ...frameAt(strip, at) }} />
        </div>
      ))}
    </div>
  );
});
