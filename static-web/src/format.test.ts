import { expect, test } from "vitest";
import { bytes, clock, count, label, plural, span } from "./format";

test("clock_Precise_RoundsToTenthsAndCarries", () => {
  expect(clock(59.96, true)).toBe("1:00.0");
  expect(clock(3_725.2, true)).toBe("1:02:05.2");
});

test("clock_WholeSeconds_AreCutOffAsPlayersDo", () => {
  expect(clock(70.5)).toBe("1:10");
});

test("span_AnyLength_ReadsAsWords", () => {
  expect([3.14, 42.4, 185, 4_800].map(span)).toEqual(["3.1 s", "42 s", "3 min 5 s", "1 h 20 min"]);
});

test("bytes_AnySize_PicksItsUnit", () => {
  expect([12, 3_400, 8_214_331, 512_000_000].map(bytes)).toEqual(["12 B", "3 KB", "8.2 MB", "512 MB"]);
});

test("count_Missing_IsNotZero", () => {
  expect(count(null)).toBe("–");
  expect(count(0)).toBe("0");
});

test("label_KnownAndUnknownNames_ReadAsWords", () => {
  expect([label("tiktok"), label("awaiting_approval")]).toEqual(["TikTok", "Awaiting approval"]);
});

test("plural_One_HasNoS", () => {
  expect([plural(1, "cut"), plural(0, "cut")]).toEqual(["1 cut", "0 cuts"]);
});
