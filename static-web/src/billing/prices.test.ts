import { expect, test } from "vitest";
import { storage, upTo } from "./prices";

test.each([
  [2 * 1024 ** 3, "2 GB"],
  [100 * 1024 ** 3, "100 GB"],
  [1024 ** 4, "1 TB"],
])("storage_%i_Is%s", (bytes, expected) => {
  expect(storage(bytes)).toBe(expected);
});

test.each([
  [null, "Any number of members"],
  [1, "1 member"],
  [5, "5 members"],
])("upTo_%s_Is%s", (n, expected) => {
  expect(upTo(n, "member")).toBe(expected);
});
