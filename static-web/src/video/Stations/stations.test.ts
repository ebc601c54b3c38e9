import { expect, test } from "vitest";
import type { Job, Station } from "../../api/types";
import { overall, waitsForPerson } from "./stations";

const station = (name: string, status: Station["status"], fraction = 0): Station => ({
  name,
  status,
  fraction,
  message: null,
  seconds: null,
});
const job = (status: Job["status"], stations: Station[], at = "probe") => ({
  status,
  station: at,
  stations,
});

test("overall_RenderHalfDone_WeighsItMoreThanTheShortStations", () => {
  const stations = [station("probe", "done"), station("render", "running", 0.5)];
  expect(overall(job("running", stations))).toBeCloseTo(4 / 7);
});

test("overall_SkippedStation_CountsAsBehindUs", () => {
  expect(overall(job("running", [station("approval", "skipped"), station("publish", "waiting")]))).toBe(0.5);
});

test("overall_NoStationsYet_IsZero", () => {
  expect(overall(job("running", []))).toBe(0);
});

test("waitsForPerson_WaitingForItsTime_IsFalse", () => {
  expect(waitsForPerson(job("waiting", [], "publish"))).toBe(false);
  expect(waitsForPerson(job("waiting", [], "approval"))).toBe(true);
});
