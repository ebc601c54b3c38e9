import type { Measurements, Span, Strip, TimelinePoint } from "../../api/types";

/** Width of the drawing in its own units; it is stretched to the page. */
export const width = 1000;

/** Loudness below this is drawn as nothing; 0 is the top. */
const floorLufs = -54;

/** Stretches between cuts. */
export function shots(m: Measurements, duration: number): Span[] {
  const edges = [0, ...m.cuts.map((cut) => cut.at).filter((at) => at > 0 && at < duration), duration];
  return edges.slice(1).map((end, i) => ({ start: edges[i] ?? 0, end }));
}

/** At most `buckets` points, each the loudest and liveliest of its stretch, so that no peak is lost. */
export function thin(points: TimelinePoint[], buckets = 500): TimelinePoint[] {
  if (points.length <= buckets) return points;
  const size = points.length / buckets;
  return Array.from({ length: buckets }, (_, i) => {
    const part = points.slice(
      Math.floor(i * size),
      Math.max(Math.floor((i + 1) * size), Math.floor(i * size) + 1),
    );
    const first = part[0] as TimelinePoint;
    const loud = part.flatMap((p) => (p.loudness === null ? [] : [p.loudness]));
    return {
      ...first,
      motion: Math.max(...part.map((p) => p.motion)),
      loudness: loud.length > 0 ? Math.max(...loud) : null,
    };
  });
}

/** A closed shape under the loudness curve, 0 to `height` from top to bottom. */
export function loudnessArea(points: TimelinePoint[], duration: number, height: number): string {
  const level = (p: TimelinePoint) => Math.min(1, Math.max(0, 1 - (p.loudness ?? floorLufs) / floorLufs));
  return area(points, duration, height, level);
}

/** A line of motion, scaled to the liveliest moment of this video. */
export function motionLine(points: TimelinePoint[], duration: number, height: number): string {
  const most = Math.max(...points.map((p) => p.motion), 1e-9);
  return points
    .map((p, i) => `${i === 0 ? "M" : "L"}${x(p.at, duration)} ${y(p.motion / most, height)}`)
    .join("");
}

function area(
  points: TimelinePoint[],
  duration: number,
  height: number,
  level: (p: TimelinePoint) => number,
) {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return "";
  const top = points.map((p) => `L${x(p.at, duration)} ${y(level(p), height)}`).join("");
  return `M${x(first.at, duration)} ${height}${top}L${x(last.at, duration)} ${height}Z`;
}

export const x = (at: number, duration: number) => Number(((at / duration) * width).toFixed(1));
const y = (level: number, height: number) => Number((height * (1 - level)).toFixed(1));

/** Where in the strip the frame nearest to a moment lies, as CSS background values. */
export function frameAt(strip: Strip, at: number): { backgroundSize: string; backgroundPosition: string } {
  const index = Math.min(strip.count - 1, Math.max(0, Math.round(at / strip.interval)));
  const rows = Math.ceil(strip.count / strip.columns);
  const share = (n: number, of: number) => (of > 1 ? (n / (of - 1)) * 100 : 0);
  return {
    backgroundSize: `${strip.columns * 100}% ${rows * 100}%`,
    backgroundPosition: `${share(index % strip.columns, strip.columns)}% ${share(Math.floor(index / strip.columns), rows)}%`,
  };
}
