import type { PlanItem } from "../api/types";

/** "2026-12" → "December 2026". */
export const monthName = (month: string) =>
  new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${month}-15T12:00:00Z`),
  );

/** The month after a day's own, as the API writes it. */
export function nextMonth(today: Date): string {
  const next = new Date(Date.UTC(today.getFullYear(), today.getMonth() + 1, 1));
  return next.toISOString().slice(0, 7);
}

/** "2026-12-01T09:00" → "Tue 1". */
export const dayName = (wallTime: string) =>
  new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", timeZone: "UTC" }).format(
    new Date(`${wallTime}:00Z`),
  );

/** Items of a month by day, days in order, a day's items by time. */
export function byDay(items: PlanItem[]): { day: number; items: PlanItem[] }[] {
  const days = new Map<number, PlanItem[]>();
  for (const item of items) days.set(item.day, [...(days.get(item.day) ?? []), item]);
  return [...days]
    .sort(([one], [other]) => one - other)
    .map(([day, found]) => ({
      day,
      items: found.sort((one, other) => one.wallTime.localeCompare(other.wallTime)),
    }));
}

export const mayChange = (item: PlanItem) =>
  ["empty", "planned", "needs_attention", "approved"].includes(item.state);
export const mayProduce = (item: PlanItem) =>
  ["approved", "produced", "failed", "cancelled"].includes(item.state);
