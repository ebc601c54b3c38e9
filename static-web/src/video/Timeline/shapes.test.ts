import { expect, test } from "vitest";
import type { Measurements } from "../../api/types";
import { frameAt, shots, thin } from "./shapes";

const measured = (cuts: number[]) => ({ cuts: cuts.map((at) => ({ at, score: 1 })) }) as Measurements;
const point = (at: number, motion: number, loudness: number | null) => ({
  at,
  motion,
  brightness: 0,
  loudness,
});

test("shots_TwoCuts_AreThreeStretchesThatCoverAll", () => {
  expect(shots(measured([2, 5]), 9)).toEqual([
    { start: 0, end: 2 },
    { start: 2, end: 5 },
    { start: 5, end: 9 },
  ]);
});

test("shots_CutBeyondTheEnd_IsLeftOut", () => {
  expect(shots(measured([2, 9.5]), 9)).toHaveLength(2);
});

test("thin_ManyPoints_KeepsThePeak", () => {
  const points = Array.from({ length: 5_000 }, (_, i) =>
    point(i, i === 1_234 ? 9 : 1, i === 4_321 ? -3 : -30),
  );
  const thinned = thin(points, 100);
  expect(thinned).toHaveLength(100);
  expect(Math.max(...thinned.map((p) => p.motion))).toBe(9);
  expect(Math.max(...thinned.map((p) => p.loudness ?? -99))).toBe(-3);
});

test("thin_SilentStretch_StaysUnknown", () => {
  expect(thin([point(0, 1, null), point(1, 1, null)], 1)[0]?.loudness).toBeNull();
});

test("frameAt_AnyMoment_PointsAtTheNearestFrame", () => {
  const strip = { name: "strip.jpg", columns: 5, frameWidth: 160, frameHeight: 90, interval: 2, count: 12 };
  // 14 s is frame 7: third column of the second of three rows
  expect(frameAt(strip, 14.4)).toEqual({ backgroundSize: "500% 300%", backgroundPosition: "50% 50%" });
  expect(frameAt(strip, 999).backgroundPosition).toBe("25% 100%");
});
