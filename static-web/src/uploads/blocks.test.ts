import { expect, test } from "vitest";
import { blockId, missingBlocks, planBlocks } from "./blocks";

test("blockId_AnyIndex_IsOfOneLength", () => {
  expect(atob(blockId(7))).toBe("000007");
  expect(blockId(0).length).toBe(blockId(49_999).length);
});

test("planBlocks_SizeNotAMultiple_EndsWithTheRest", () => {
  const plan = planBlocks(20, 8);
  expect(plan.map(({ start, end }) => [start, end])).toEqual([
    [0, 8],
    [8, 16],
    [16, 20],
  ]);
});

test("planBlocks_SizeIsAMultiple_HasNoEmptyBlock", () => {
  expect(planBlocks(16, 8)).toHaveLength(2);
});

test("missingBlocks_OneStoredOneCutOff_AsksForTheCutOffAndTheAbsent", () => {
  const plan = planBlocks(24, 8);
  const stored = [
    { id: blockId(0), length: 8 },
    { id: blockId(1), length: 5 },
  ];
  expect(missingBlocks(plan, stored).map((block) => block.id)).toEqual([blockId(1), blockId(2)]);
});
