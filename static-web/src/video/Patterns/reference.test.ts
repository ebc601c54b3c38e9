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
  expect(rangeText(reference)).toBe("Usual 0 to 10 % (silent share)");
});

test("rangeText_Ratio_HasNoUnit", () => {
  expect(rangeText({ ...reference, unit: "ratio", low: 0.54, high: 0.58 })).toContain("0.54 to 0.58 (");
});

test("effectText_NothingLearned_ClaimsNothing", () => {
  expect(effectText([pattern(null), pattern(null)])).toContain("no effect is claimed");
});

test("effectText_SomethingLearned_SaysFromHowMany", () => {
  expect(effectText([pattern(null), pattern(0.2, 7)])).toContain("for 1 of them on what 7 of your posts");
});
