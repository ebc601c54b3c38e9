import { expect, test } from "vitest";
import { atLeast, upTo } from "./roles";

test("atLeast_UnknownRole_MayNothing", () => {
  expect(atLeast("guest", "viewer")).toBe(false);
});

test("atLeast_Admin_IsAnEditorButNoOwner", () => {
  expect([atLeast("admin", "editor"), atLeast("admin", "owner")]).toEqual([true, false]);
});

test("upTo_Admin_GivesNoOwners", () => {
  expect(upTo("admin")).toEqual(["viewer", "editor", "admin"]);
});
