import { expect, test } from "vitest";
import { progress, tooLarge, watchAt } from "./parts";

const station = (status: "done" | "running" | "waiting", fraction: number) => ({
  name: "x",
  status,
  fraction,
  message: null,
  seconds: null,
});

test("progress_OfStations_IsTheirShareOfTheWay", () => {
  expect(
    progress({
      stations: [station("done", 1), station("running", 0.5), station("waiting", 0), station("waiting", 0)],
    }),
  ).toBe(0.375);
});

test("watchAt_ALink_HasTheSecond", () => {
  expect(watchAt("https://www.youtube.com/watch?v=abc", 61.9)).toBe(
    "https://www.youtube.com/watch?v=abc&t=61s",
  );
  expect(watchAt(null, 3)).toBeNull();
  expect(watchAt("https://www.youtube.com/watch?v=abc", null)).toBeNull();
});

test("tooLarge_FiveMegabytes_AreEnough", () => {
  expect(tooLarge({ name: "a.vtt", size: 5 * 1024 * 1024 })).toBeNull();
  expect(tooLarge({ name: "a.mp4", size: 50 * 1024 * 1024 })).toContain("5 MB");
});
