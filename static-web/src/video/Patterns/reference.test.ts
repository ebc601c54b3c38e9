import { expect, test } from "vitest";
import type { Pattern } from "../../api/types";
import { effectText, rangeText } from "./reference";

const reference = {
  measure: "silent share",
  unit: "share",
  low: 0,
  high: 0.1,
  source: "guideline",
  count: 0,
};
const pattern = (effect: number | null, effectCount = 0) => ({ reference, effect, effectCount }) as Pattern;

test("rangeText_Share_IsWrittenInPercent", () => {
  expect(rangeText({ title: "11.7 % silent", reference })).toBe("Usual 0 to 10 % (silent share)");
});

test("rangeText_Ratio_HasNoUnit", () => {
  const ratio = { ...reference, unit: "ratio", low: 0.54, high: 0.58 };
  expect(rangeText({ title: "Landscape", reference: ratio })).toContain("0.54 to 0.58 (");
});

test("rangeText_TitleWithoutPercent_StaysAShare", () => {
  expect(rangeText({ title: "Motion 0.052", reference })).toContain("0 to 0.1 (");
});

test("rangeText_Negative_HasARealMinus", () => {
  const loudness = { ...reference, unit: "LUFS", low: -16, high: -12 };
  expect(rangeText({ title: "Loudness −8.8 LUFS", reference: loudness })).toContain("−16 to −12 LUFS");
});

test("effectText_NothingLearned_ClaimsNothing", () => {
  expect(effectText([pattern(null), pattern(null)])).toContain("no effect is claimed");
});

test("effectText_SomethingLearned_SaysFromHowMany", () => {
  expect(effectText([pattern(null), pattern(0.2, 7)])).toContain("for 1 of them on what 7 of your posts");
});
