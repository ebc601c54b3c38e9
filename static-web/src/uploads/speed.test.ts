import { expect, test } from "vitest";
import { Speedometer } from "./speed";

test("bytesPerSecond_TooEarly_IsUnknown", () => {
  const speed = new Speedometer();
  speed.add(0, 0);
  speed.add(100, 5_000);
  expect(speed.bytesPerSecond).toBeNull();
});

test("bytesPerSecond_LineSlowedDown_ForgetsTheFastStart", () => {
  const speed = new Speedometer(2_000);
  speed.add(0, 0);
  for (let s = 1; s <= 6; s++) speed.add(s * 1_000, 1_000_000 + s * 10);
  expect(speed.bytesPerSecond).toBeCloseTo(10);
});
