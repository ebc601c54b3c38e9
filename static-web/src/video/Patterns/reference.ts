import type { Pattern } from "../../api/types";
import { minus } from "../../format";

/** "Usual 0 to 5 %": the range that a value was compared with, written the way the title writes the value. */
export function rangeText({ title, reference }: Pick<Pattern, "title" | "reference">): string {
  const { low, high, unit, measure } = reference;
  const percent = unit === "share" && title.includes("%");
  const n = (value: number) => minus(`${Number((percent ? value * 100 : value).toPrecision(3))}`);
  const shown = percent ? " %" : ["ratio", "share", "count", ""].includes(unit) ? "" : ` ${unit}`;
  return `Usual ${n(low)} to ${n(high)}${shown} (${measure})`;
}

/** What the scores rest on: a guideline until posts have shown an effect. */
export function effectText(patterns: Pattern[]): string {
  const sources = [...new Set(patterns.map(({ reference }) => reference.source))].join(", ");
  const learned = patterns.filter((pattern) => pattern.effect !== null);
  if (learned.length === 0)
    return `Scores say how near each value is to the ${sources}. What moves your own audience is learned from your posts; until then no effect is claimed.`;
  const outcomes = Math.max(...learned.map((pattern) => pattern.effectCount));
  return `Scores rest on the ${sources}, and for ${learned.length} of them on what ${outcomes} of your posts brought.`;
}
