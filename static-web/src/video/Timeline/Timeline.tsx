import { type KeyboardEvent, type PointerEvent, useMemo, useState } from "react";
import type { Measurements, Video } from "../../api/types";
import { clock, plural } from "../../format";
import { useCurrentTime, usePlayer } from "../Player/player";
import { Curves } from "./Curves";
import { Filmstrip } from "./Filmstrip";
import { Preview } from "./Preview";
import styles from "./Timeline.module.css";

const hookSeconds = 3;

/** The whole video at a glance: shots, cuts, loudness, silence, motion and the hook; click, drag or arrow to seek. */
export function Timeline({ video, measurements }: { video: Video; measurements: Measurements }) {
  const { element, seek } = usePlayer();
  const time = useCurrentTime(element);
  const [hover, setHover] = useState<number | null>(null);
  const duration = video.probe?.durationSeconds || measurements.measuredSeconds || 1;
  const cuts = useMemo(() => measurements.cuts.map((cut) => cut.at), [measurements]);
  const percent = (at: number) => `${Math.min(100, (at / duration) * 100)}%`;

  const at = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * duration;
  };
  const point = (event: PointerEvent<HTMLElement>) => {
    setHover(at(event));
    if (event.buttons === 1) seek(at(event));
  };
  const press = (event: KeyboardEvent) => {
    const target = goal(event, time, duration, cuts);
    if (target === null) return;
    event.preventDefault();
    seek(target);
  };

  return (
    <figure className={styles.figure}>
      <div
        className={styles.board}
        role="slider"
        tabIndex={0}
        aria-label="Timeline"
        aria-valuemin={0}
        aria-valuemax={Math.round(duration)}
        aria-valuenow={Math.round(time)}
        aria-valuetext={`${clock(time, true)} of ${clock(duration, true)}`}
        aria-describedby="timeline-keys"
        onKeyDown={press}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          seek(at(event));
        }}
        onPointerMove={point}
        onPointerLeave={() => setHover(null)}
      >
        {video.stripUrl && video.strip && (
          <Filmstrip url={video.stripUrl} strip={video.strip} duration={duration} />
        )}
        <Curves measurements={measurements} duration={duration} />
        <div className={styles.hook} style={{ width: percent(hookSeconds) }}>
          <span>Hook</span>
        </div>
        <div className={styles.head} style={{ left: percent(time) }} />
        {hover !== null && (
          <Preview
            video={video}
            measurements={measurements}
            at={hover}
            left={percent(hover)}
            share={hover / duration}
          />
        )}
      </div>
      <div className={styles.scale} aria-hidden="true">
        {ticks(duration).map((tick) => (
          <span key={tick} style={{ left: percent(tick) }}>
            {clock(tick)}
          </span>
        ))}
      </div>
      <figcaption className={styles.legend} id="timeline-keys">
        <span data-kind="cut">{plural(cuts.length, "cut")}</span>
        {measurements.sound && <span data-kind="sound">Loudness</span>}
        <span data-kind="motion">Motion</span>
        {(measurements.sound?.silences.length ?? 0) > 0 && <span data-kind="silence">Silence</span>}
        {measurements.black.length + measurements.frozen.length > 0 && (
          <span data-kind="dead">Black or frozen</span>
        )}
        <span className={styles.keys}>
          <kbd>←</kbd> <kbd>→</kbd> one second, <kbd>,</kbd> <kbd>.</kbd> cut to cut
        </span>
      </figcaption>
    </figure>
  );
}

function goal(event: KeyboardEvent, time: number, duration: number, cuts: number[]): number | null {
  const step = event.shiftKey ? 5 : 1;
  switch (event.key) {
    case "ArrowLeft":
    case "ArrowDown":
      return Math.max(0, time - step);
    case "ArrowRight":
    case "ArrowUp":
      return Math.min(duration, time + step);
    case "Home":
      return 0;
    case "End":
      return duration;
    case ",":
      // a little before the present place, or one would never leave a cut behind
      return cuts.findLast((cut) => cut < time - 0.25) ?? 0;
    case ".":
      return cuts.find((cut) => cut > time + 0.05) ?? null;
    default:
      return null;
  }
}

/** Round times, about six of them. */
function ticks(duration: number): number[] {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];
  const step = steps.find((s) => duration / s <= 6) ?? 7200;
  return Array.from({ length: Math.floor((duration * 0.96) / step) + 1 }, (_, i) => i * step);
}
