import { expect, test } from "vitest";
import { words } from "./words";

test("words_SignsAndBlanksBetweenThem_AreListedOnceEach", () => {
  expect(words(" US, DE\n\nES US")).toEqual(["US", "DE", "ES"]);
  expect(words(undefined)).toEqual([]);
});

test("words_Lines_MayHaveSeveralWords", () => {
  expect(words("cold plunge\n knots ,ropes", true)).toEqual(["cold plunge", "knots", "ropes"]);
});
