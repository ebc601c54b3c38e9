import { expect, test } from "vitest";
import type { PlanItem } from "../api/types";
import { byDay, mayProduce, nextMonth } from "./months";

const item = (day: number, wallTime: string, state = "planned") => ({ day, wallTime, state }) as PlanItem;

test("the month after December is January of the next year", () => {
  expect(nextMonth(new Date(2026, 11, 31))).toBe("2027-01");
});

test("days come in order and a day's items by time", () => {
  const days = byDay([item(2, "2026-12-02T09:00"), item(1, "2026-12-01T18:00"), item(1, "2026-12-01T09:00")]);
  expect(days.map(({ day, items }) => [day, items.map(({ wallTime }) => wallTime.slice(11))])).toEqual([
    [1, ["09:00", "18:00"]],
    [2, ["09:00"]],
  ]);
});

test("what nobody approved can't be produced", () => {
  expect([mayProduce(item(1, "", "planned")), mayProduce(item(1, "", "approved"))]).toEqual([false, true]);
});
